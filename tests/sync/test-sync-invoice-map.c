/* test-sync-invoice-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lists, smart processes and tasks of a portal mean: pure functions, by samples of the
 * documentation.
 */

#include <glib.h>

#include "bx-json.h"
#include "clinic-file.h"
#include "clinic-form-option.h"
#include "clinic-invoice-step.h"
#include "clinic-invoice-way.h"
#include "sync-invoice-case.h"
#include "sync-invoice-map.h"
#include "sync-invoice-value.h"
#include "sync-invoice-ways.h"

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (node));
}

static const char description[] =
  "{\"processes\":[{\"ID\":\"34\",\"NAME\":\"Счета на оплату\",\"CODE\":\"\"},"
  "{\"ID\":\"36\",\"NAME\":\"Отпуск\",\"CODE\":\"vacation\"}],"
  "\"lists\":[{\"ID\":\"41\",\"NAME\":\"Реестр\"},{\"ID\":\"44\",\"NAME\":\"Склад\"}],"
  "\"fields\":{\"34\":{\"NAME\":{\"NAME\":\"Название\",\"TYPE\":\"NAME\",\"IS_REQUIRED\":\"Y\"},"
  "\"PROPERTY_120\":{\"NAME\":\"Стоимость\",\"TYPE\":\"S:Money\",\"IS_REQUIRED\":\"Y\",\"SORT\":"
  "\"10\"},"
  "\"PROPERTY_122\":{\"NAME\":\"Статья расхода\",\"TYPE\":\"L\","
  "\"DISPLAY_VALUES_FORM\":{\"51\":\"Расходные материалы\",\"52\":\"Аренда\"}},"
  "\"PROPERTY_123\":{\"NAME\":\"ИНН контрагента\",\"TYPE\":\"S\"},"
  "\"PROPERTY_124\":{\"NAME\":\"Поставщик\",\"TYPE\":\"S\"},"
  "\"PROPERTY_125\":{\"NAME\":\"Скан счёта\",\"TYPE\":\"F\",\"MULTIPLE\":\"Y\"},"
  "\"PROPERTY_126\":{\"NAME\":\"Файл\",\"TYPE\":\"S:DiskFile\",\"MULTIPLE\":\"Y\"},"
  "\"PROPERTY_127\":{\"NAME\":\"Назначение\",\"TYPE\":\"S:HTML\"},"
  "\"PROPERTY_128\":{\"NAME\":\"Статус\",\"TYPE\":\"S\"},"
  "\"PROPERTY_129\":{\"NAME\":\"Оплатить до\",\"TYPE\":\"S:Date\"}}},"
  "\"types\":[{\"ID\":31,\"NAME\":\"Счёт\"},{\"ID\":1036,\"NAME\":\"Счета на оплату\"}],"
  "\"itemFields\":{\"1036\":{\"fields\":{\"title\":{\"type\":\"string\",\"title\":\"Название\"},"
  "\"stageId\":{\"type\":\"crm_status\",\"statusType\":\"DYNAMIC_1036_STAGE_12\"},"
  "\"opportunity\":{\"type\":\"double\",\"title\":\"Сумма\"},"
  "\"currencyId\":{\"type\":\"crm_currency\",\"title\":\"Валюта\"},"
  "\"ufCrm7_1\":{\"type\":\"date\",\"title\":\"Дата оплаты\"},"
  "\"ufCrm7_5\":{\"type\":\"file\",\"title\":\"Счёт\"}}}},"
  "\"stages\":{\"DYNAMIC_1036_STAGE_12\":[{\"STATUS_ID\":\"DT1036_12:NEW\",\"NAME\":\"Черновик\"},"
  "{\"STATUS_ID\":\"DT1036_12:A\",\"NAME\":\"На согласовании\"},"
  "{\"STATUS_ID\":\"DT1036_12:P\",\"NAME\":\"Согласован, к оплате\"},"
  "{\"STATUS_ID\":\"DT1036_12:SUCCESS\",\"NAME\":\"Закрыт\",\"SEMANTICS\":\"S\"},"
  "{\"STATUS_ID\":\"DT1036_12:W\",\"NAME\":\"Отозван\",\"SEMANTICS\":\"F\"},"
  "{\"STATUS_ID\":\"DT1036_12:FAIL\",\"NAME\":\"Провал\",\"SEMANTICS\":\"F\"}]},"
  "\"me\":{\"ID\":\"15\",\"UF_DEPARTMENT\":[9]},"
  "\"departments\":[{\"ID\":\"9\",\"NAME\":\"Бухгалтерия\",\"UF_HEAD\":\"7\"}]}";

static SyncInvoiceScheme *
new_scheme (void)
{
  g_autoptr (JsonObject) parts = parse (description);

  return sync_invoice_scheme_new (parts, NULL);
}

/* --- values --- */

static void
test_sums_are_read_as_they_are_written (void)
{
  static const struct
  {
    const char *text;
    gint64 amount;
    const char *currency;
  } sums[] = {
    { "48600|RUB", 4860000, "RUB" }, { "48600.5|RUB", 4860050, "RUB" },
    { "48 600,50", 4860050, NULL },  { "1 000 000.01|EUR", 100000001, "EUR" },
    { "-12.3", -1230, NULL },        { "0.999|RUB", 99, "RUB" },
  };
  gint64 amount;

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autofree char *currency = NULL;

      g_assert_true (sync_invoice_read_money (sums[i].text, &amount, &currency));
      g_assert_cmpint (amount, ==, sums[i].amount);
      g_assert_cmpstr (currency, ==, sums[i].currency);
    }
  g_assert_false (sync_invoice_read_money ("", &amount, NULL));
  g_assert_false (sync_invoice_read_money (NULL, &amount, NULL));
  g_assert_false (sync_invoice_read_money ("договорная", &amount, NULL));
  g_assert_false (sync_invoice_read_money ("99999999999999999999", &amount, NULL));
}

static void
test_sums_are_written_without_rounding (void)
{
  g_autofree char *whole = sync_invoice_write_money (4860000, NULL);
  g_autofree char *half = sync_invoice_write_money (4860050, "EUR");
  g_autofree char *all = sync_invoice_write_money (-4860005, "");

  g_assert_cmpstr (whole, ==, "48600|RUB");
  g_assert_cmpstr (half, ==, "48600.5|EUR");
  g_assert_cmpstr (all, ==, "-48600.05|RUB");
}

static void
test_days_are_cut_and_not_moved (void)
{
  static const char *const days[][2] = { { "31.07.2026", "2026-07-31" },
                                         { "31.07.2026 09:00:00", "2026-07-31" },
                                         { "07/31/2026 09:00:00 am", "2026-07-31" },
                                         { "2026-07-31T03:00:00+03:00", "2026-07-31" },
                                         { "31.02.2026", NULL },
                                         { "завтра", NULL },
                                         { "", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *day = sync_invoice_read_day (days[i][0]);

      g_assert_cmpstr (day, ==, days[i][1]);
    }
}

static void
check_values (const char *json, const char *expected)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (GPtrArray) values = sync_invoice_read_values (node);
  g_autofree char *all = NULL;

  g_ptr_array_add (values, NULL);
  all = g_strjoinv ("+", (char **) values->pdata);
  g_assert_cmpstr (all, ==, expected);
}

static void
test_values_come_in_many_shapes (void)
{
  check_values ("{\"8801\":\"48600|RUB\"}", "48600|RUB");
  check_values ("{\"8805\":[\"103\",\"104\"]}", "103+104");
  check_values ("{\"1\":\"а\",\"2\":\"б\"}", "а+б");
  check_values ("{\"8808\":{\"TYPE\":\"HTML\",\"TEXT\":\"<p>Перчатки</p>и &laquo;масса&raquo;\"}}",
                "Перчатки\nи «масса»");
  check_values ("[]", "");
  check_values ("null", "");
  check_values ("71", "71");
  check_values ("{\"id\":30577,\"url\":\"https://p/x\",\"urlMachine\":\"https://p/?auth=t\"}",
                "30577");
}

/* --- the scheme --- */

static void
test_the_clinics_own_words_tell_what_is_what (void)
{
  g_autoptr (SyncInvoiceScheme) scheme = new_scheme ();
  const SyncInvoiceSource *process = sync_invoice_scheme_find (scheme, SYNC_SOURCE_PROCESS);
  const SyncInvoiceSource *smart = sync_invoice_scheme_find (scheme, SYNC_SOURCE_SMART);
  const SyncInvoiceField *field;

  g_assert_cmpint (process->id, ==, 34);
  g_assert_cmpint (smart->id, ==, 1036);
  /* its fields could not be read */
  g_assert_null (sync_invoice_scheme_find (scheme, SYNC_SOURCE_REGISTRY));
  field = sync_invoice_source_find_role (process, CLINIC_FIELD_ROLE_AMOUNT);
  g_assert_cmpstr (field->id, ==, "PROPERTY_120");
  field = sync_invoice_source_find_role (process, CLINIC_FIELD_ROLE_COUNTERPARTY);
  g_assert_cmpstr (field->id, ==, "PROPERTY_124");
  field = sync_invoice_source_find_role (process, SYNC_ROLE_STATE);
  g_assert_false (field->in_form);
  g_assert_cmpint (sync_invoice_source_find_stage (smart, "DT1036_12:NEW")->state, ==,
                   CLINIC_INVOICE_UNKNOWN);
  g_assert_cmpstr (sync_invoice_source_find_state (smart, CLINIC_INVOICE_APPROVAL)->id, ==,
                   "DT1036_12:A");
  g_assert_cmpint (sync_invoice_source_find_stage (smart, "DT1036_12:P")->state, ==,
                   CLINIC_INVOICE_TO_PAY);
  g_assert_cmpstr (sync_invoice_source_find_state (smart, CLINIC_INVOICE_WITHDRAWN)->id, ==,
                   "DT1036_12:W");
  g_assert_true (sync_invoice_scheme_may_pay (scheme));
  g_assert_false (sync_invoice_scheme_is_head (scheme));
  g_assert_true (sync_invoice_scheme_is_other (scheme, FALSE, 36));
  g_assert_false (sync_invoice_scheme_is_other (scheme, FALSE, 77));
}

static void
test_an_element_is_read_whatever_is_missing (void)
{
  g_autoptr (SyncInvoiceScheme) scheme = new_scheme ();
  const SyncInvoiceSource *process = sync_invoice_scheme_find (scheme, SYNC_SOURCE_PROCESS);
  g_autoptr (JsonObject) row =
    parse ("{\"ID\":\"2249\",\"NAME\":\"Счёт 118\",\"CREATED_BY\":\"15\","
           "\"PROPERTY_120\":{\"1\":\"48600.5|EUR\"},\"PROPERTY_122\":{\"2\":\"52\"},"
           "\"PROPERTY_125\":{\"3693\":\"31219\"},\"PROPERTY_126\":{\"3700\":[\"103\",\"104\"]},"
           "\"PROPERTY_128\":{\"4\":\"На доработке\"},\"PROPERTY_129\":{\"5\":\"31.07.2026\"}}");
  g_autoptr (JsonObject) bare = parse ("{\"ID\":2250}");
  g_autoptr (JsonObject) none = parse ("{}");
  g_autoptr (ClinicInvoice) invoice = sync_invoice_map_row (process, row, "https://p");
  g_autoptr (ClinicInvoice) empty = sync_invoice_map_row (process, bare, NULL);
  g_autoptr (ClinicFile) scan = NULL;

  g_assert_null (sync_invoice_map_row (process, none, NULL));
  g_assert_cmpstr (clinic_invoice_get_id (empty), ==, "list:34:2250");
  g_assert_cmpint (clinic_invoice_get_amount (invoice), ==, 4860050);
  g_assert_cmpstr (clinic_invoice_get_currency (invoice), ==, "EUR");
  g_assert_cmpstr (clinic_invoice_get_category (invoice), ==, "Аренда");
  g_assert_cmpstr (clinic_invoice_get_due (invoice), ==, "2026-07-31");
  g_assert_cmpint (clinic_invoice_get_state (invoice), ==, CLINIC_INVOICE_REWORK);
  g_assert_cmpint (clinic_invoice_get_initiator_id (invoice), ==, 15);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_invoice_get_files (invoice)), ==, 3);
  scan = g_list_model_get_item (clinic_invoice_get_files (invoice), 0);
  g_assert_true (clinic_file_get_browser_only (scan));
  g_assert_cmpstr (clinic_file_get_address (scan), ==,
                   "https://p/bizproc/processes/34/file/0/2249/PROPERTY_125/31219/"
                   "?ncc=y&download=y");
}

static void
test_an_items_day_of_payment_is_not_moved (void)
{
  g_autoptr (SyncInvoiceScheme) scheme = new_scheme ();
  const SyncInvoiceSource *smart = sync_invoice_scheme_find (scheme, SYNC_SOURCE_SMART);
  g_autoptr (JsonObject) row = parse (
    "{\"id\":15,\"title\":\"Счёт 118\",\"stageId\":\"DT1036_12:SUCCESS\",\"opportunity\":48600.07,"
    "\"currencyId\":\"RUB\",\"ufCrm7_1\":\"2026-07-31T03:00:00+03:00\","
    "\"ufCrm7_5\":{\"id\":30577,\"url\":\"u\",\"urlMachine\":\"https://p/?auth=secret\"}}");
  g_autoptr (ClinicInvoice) invoice = sync_invoice_map_row (smart, row, "https://p");
  g_autoptr (ClinicFile) file = g_list_model_get_item (clinic_invoice_get_files (invoice), 0);

  g_assert_cmpint (clinic_invoice_get_amount (invoice), ==, 4860007);
  g_assert_cmpstr (clinic_invoice_get_paid (invoice), ==, "2026-07-31");
  g_assert_cmpint (clinic_invoice_get_state (invoice), ==, CLINIC_INVOICE_PAID);
  g_assert_cmpstr (clinic_file_get_holder (file), ==, "item:1036:15:ufCrm7_5");
  g_assert_null (clinic_file_get_address (file));
}

/* --- tasks --- */

static ClinicTask *
new_task (const char *rest)
{
  g_autofree char *json = g_strdup_printf ("{\"ID\":\"1477\",%s}", rest);
  g_autoptr (JsonObject) row = parse (json);
  ClinicTask *task = clinic_task_new ();

  sync_invoice_ways_build (task, row, 7);

  return task;
}

static void
check_ways (ClinicTask *task, const char *expected)
{
  static const char *const names[] = { "other",    "approve",  "reject", "rework",
                                       "resubmit", "withdraw", "paid",   "read" };
  g_autoptr (GString) all = g_string_new (NULL);
  GListModel *ways = clinic_task_get_ways (task);

  for (guint i = 0; i < g_list_model_get_n_items (ways); i++)
    {
      g_autoptr (ClinicInvoiceWay) way = g_list_model_get_item (ways, i);

      g_string_append_printf (all, "%s%s%s%s:%d", i > 0 ? " " : "",
                              clinic_invoice_way_get_possible (way) ? "" : "!",
                              clinic_invoice_way_get_text_required (way) ? "*" : "",
                              names[clinic_invoice_way_get_decision (way)],
                              (int) clinic_invoice_way_get_status (way));
    }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_ways_are_built_of_what_the_task_says (void)
{
  static const struct
  {
    const char *row;
    ClinicTaskKind kind;
    const char *ways;
  } tasks[] = {
    { "\"ACTIVITY\":\"ApproveActivity\",\"PARAMETERS\":{\"CommentRequired\":\"YR\",\"ShowComment\":"
      "\"Y\",\"StatusYesLabel\":\"Оплатить\",\"StatusNoLabel\":\"Отклонить\"}",
      CLINIC_TASK_DECIDE, "approve:1 !rework:0 *reject:2" },
    { "\"ACTIVITY\":\"ApproveActivity\",\"PARAMETERS\":{\"CommentRequired\":\"YA\",\"ShowComment\":"
      "\"Y\",\"StatusNoLabel\":\"На доработку\"}",
      CLINIC_TASK_DECIDE, "*approve:1 rework:2 !reject:0" },
    /* nothing is asked for where no comment is shown */
    { "\"ACTIVITY\":\"ApproveActivity\",\"PARAMETERS\":{\"CommentRequired\":\"Y\",\"ShowComment\":"
      "\"N\"}",
      CLINIC_TASK_DECIDE, "approve:1 !rework:0 reject:2" },
    { "\"ACTIVITY\":\"RequestInformationActivity\",\"PARAMETERS\":{\"Fields\":[{\"Id\":"
      "\"decision\","
      "\"Type\":\"select\",\"Name\":\"Решение\",\"Required\":true,\"Options\":{\"reject\":\"Нет\","
      "\"rework\":\"Вернуть\",\"approve\":\"Да\"}}]}",
      CLINIC_TASK_DECIDE, "approve:3 rework:3 reject:3" },
    { "\"ACTIVITY\":\"RequestInformationActivity\",\"PARAMETERS\":{\"Fields\":[{\"Id\":\"pay_"
      "date\","
      "\"Type\":\"date\",\"Name\":\"Дата оплаты\",\"Required\":true}]}",
      CLINIC_TASK_PAY, "paid:3" },
    { "\"ACTIVITY\":\"RequestInformationOptionalActivity\",\"PARAMETERS\":{\"Fields\":[]}",
      CLINIC_TASK_REWORK, "resubmit:3 withdraw:4" },
    { "\"ACTIVITY\":\"ReviewActivity\",\"PARAMETERS\":[]", CLINIC_TASK_READ, "read:3" },
    { "\"ACTIVITY\":\"rest_5f1c\",\"PARAMETERS\":null", CLINIC_TASK_FOREIGN, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      g_autoptr (ClinicTask) task = new_task (tasks[i].row);

      g_assert_cmpint (clinic_task_get_kind (task), ==, tasks[i].kind);
      check_ways (task, tasks[i].ways);
    }
}

static void
test_fields_are_filled_but_for_files (void)
{
  g_autoptr (ClinicTask) task = new_task (
    "\"ACTIVITY\":\"RequestInformationOptionalActivity\",\"PARAMETERS\":{\"Fields\":["
    "{\"Id\":\"sum\",\"Type\":\"S:Money\",\"Name\":{\"en\":\"Sum\",\"ru\":\"Сумма\"},"
    "\"Required\":true,\"Default\":\"33750|RUB\"},"
    "{\"Id\":\"file\",\"Type\":\"file\",\"Multiple\":true,\"Default\":[\"/bitrix/tools/x\"]},"
    "{\"Id\":\"who\",\"Type\":\"user\",\"Default\":\"user_15\"},"
    "{\"Id\":\"crm\",\"Type\":\"E:ECrm\",\"Default\":[\"C_607\"]}]}");
  GListModel *fields = clinic_task_get_fields (task);
  g_autoptr (ClinicFormField) sum = g_list_model_get_item (fields, 0);
  g_autoptr (ClinicFormField) file = g_list_model_get_item (fields, 1);
  g_autoptr (ClinicFormField) who = g_list_model_get_item (fields, 2);
  g_autoptr (ClinicFormField) crm = g_list_model_get_item (fields, 3);

  g_assert_cmpstr (clinic_form_field_get_name (sum), ==, "Сумма");
  g_assert_cmpstr (clinic_form_field_get_value (sum), ==, "3375000");
  g_assert_cmpint (clinic_form_field_get_role (sum), ==, CLINIC_FIELD_ROLE_AMOUNT);
  g_assert_null (clinic_form_field_get_value (file));
  g_assert_cmpstr (clinic_form_field_get_value (who), ==, "15");
  g_assert_cmpint (clinic_form_field_get_kind (crm), ==, CLINIC_FIELD_UNKNOWN);
}

static void
test_what_has_nothing_to_do_with_invoices_stays_away (void)
{
  g_autoptr (SyncInvoiceScheme) scheme = new_scheme ();
  g_autoptr (JsonObject) vacation = parse (
    "{\"ID\":\"1\",\"ACTIVITY\":\"ApproveActivity\",\"MODULE_ID\":\"lists\",\"DOCUMENT_ID\":\"9\","
    "\"DOCUMENT_URL\":\"/bizproc/processes/?livefeed=y&list_id=36&element_id=9\"}");
  g_autoptr (JsonObject) unknown = parse (
    "{\"ID\":\"2\",\"ACTIVITY\":\"ApproveActivity\",\"MODULE_ID\":\"lists\",\"DOCUMENT_ID\":\"9\","
    "\"DOCUMENT_NAME\":\"Счёт 7\",\"DOCUMENT_URL\":\"//evil.example/\"}");
  g_autoptr (ClinicTask) none = sync_invoice_map_task (scheme, vacation, 7, "https://p");
  g_autoptr (ClinicTask) task = sync_invoice_map_task (scheme, unknown, 7, "https://p");

  g_assert_null (none);
  g_assert_nonnull (task);
  g_assert_null (clinic_task_get_address (task));
  g_assert_cmpstr (clinic_invoice_get_title (clinic_task_get_invoice (task)), ==, "Счёт 7");
}

static void
test_a_line_of_history_is_taken_apart (void)
{
  g_autoptr (ClinicInvoiceStep) step =
    sync_invoice_read_step ("22.11.2026 13:05 · Громова Е. С.: согласовано. К пятнице");
  g_autoptr (ClinicInvoiceStep) plain = sync_invoice_read_step ("Оплатили наличными");

  g_assert_cmpstr (clinic_invoice_step_get_user_name (step), ==, "Громова Е. С.");
  g_assert_cmpstr (clinic_invoice_step_get_name (step), ==, "согласовано");
  g_assert_cmpstr (clinic_invoice_step_get_text (step), ==, "К пятнице");
  g_assert_cmpint (clinic_invoice_step_get_time (step), >, 0);
  g_assert_cmpstr (clinic_invoice_step_get_name (plain), ==, "Оплатили наличными");
}

static void
test_what_people_are_paid_is_no_bill (void)
{
  static const char *const wages[] = { "Шкалы доплат", "Зарплата: оплаты за месяц",
                                       "Расход на оплату труда: ставки", "Реестр премий" };

  for (guint i = 0; i < G_N_ELEMENTS (wages); i++)
    g_assert_false (sync_invoice_is_registry (wages[i], "payment"));
  g_assert_true (sync_invoice_is_registry ("Реестр оплат", NULL));
  g_assert_true (sync_invoice_is_registry ("Расходы клиники", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/invoice-map/sums", test_sums_are_read_as_they_are_written);
  g_test_add_func ("/sync/invoice-map/write", test_sums_are_written_without_rounding);
  g_test_add_func ("/sync/invoice-map/days", test_days_are_cut_and_not_moved);
  g_test_add_func ("/sync/invoice-map/values", test_values_come_in_many_shapes);
  g_test_add_func ("/sync/invoice-map/scheme", test_the_clinics_own_words_tell_what_is_what);
  g_test_add_func ("/sync/invoice-map/element", test_an_element_is_read_whatever_is_missing);
  g_test_add_func ("/sync/invoice-map/item", test_an_items_day_of_payment_is_not_moved);
  g_test_add_func ("/sync/invoice-map/ways", test_ways_are_built_of_what_the_task_says);
  g_test_add_func ("/sync/invoice-map/fields", test_fields_are_filled_but_for_files);
  g_test_add_func ("/sync/invoice-map/others",
                   test_what_has_nothing_to_do_with_invoices_stays_away);
  g_test_add_func ("/sync/invoice-map/wages", test_what_people_are_paid_is_no_bill);
  g_test_add_func ("/sync/invoice-map/history", test_a_line_of_history_is_taken_apart);

  return g_test_run ();
}

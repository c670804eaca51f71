/* test-sync-pay-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the portal's rows say about pay.
 */

#include <string.h>

#include "bx-json.h"
#include "clinic-days.h"
#include "sync-pay-build.h"
#include "sync-pay-map.h"
#include "sync-pay-plan.h"
#include "sync-timeman.h"

#define OCTOBER clinic_days_from_date (2026, 10, 1)

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (node));
}

static const char description[] =
  "{\"lists\":[{\"ID\":\"47\",\"NAME\":\"Шкалы доплат\"},{\"ID\":\"45\",\"NAME\":\"Ставки\"},"
  "{\"ID\":\"46\",\"NAME\":\"Бонусы и замечания\"},{\"ID\":\"48\",\"NAME\":\"Ведомости\"}],"
  "\"fields\":{\"45\":{\"NAME\":{\"NAME\":\"Название\",\"TYPE\":\"NAME\"},"
  "\"PROPERTY_1\":{\"NAME\":\"Сотрудник\",\"TYPE\":\"S:employee\",\"SORT\":\"10\"},"
  "\"PROPERTY_2\":{\"NAME\":\"Действует с\",\"TYPE\":\"S:Date\",\"SORT\":\"20\"},"
  "\"PROPERTY_3\":{\"NAME\":\"Ставка, ₽ в час\",\"TYPE\":\"S:Money\",\"SORT\":\"30\"},"
  "\"PROPERTY_4\":{\"NAME\":\"Квалификация\",\"TYPE\":\"L\",\"SORT\":\"40\","
  "\"DISPLAY_VALUES_FORM\":{\"501\":\"Первая, 10 %\",\"502\":\"Высшая\"}}},"
  "\"46\":{\"PROPERTY_11\":{\"NAME\":\"Сотрудник\",\"TYPE\":\"S:employee\"},"
  "\"PROPERTY_12\":{\"NAME\":\"Дата\",\"TYPE\":\"S:Date\"},"
  "\"PROPERTY_13\":{\"NAME\":\"Вид\",\"TYPE\":\"L\","
  "\"DISPLAY_VALUES_FORM\":{\"1\":\"Отзыв\",\"2\":\"Замечание\",\"3\":\"Доплата\"}},"
  "\"PROPERTY_14\":{\"NAME\":\"Сумма\",\"TYPE\":\"N\"}}},"
  "\"departments\":[{\"ID\":\"3\",\"NAME\":\"Ресепшен\"}],"
  "\"me\":{\"ID\":\"7\",\"UF_DEPARTMENT\":[3]},\"others\":true}";

static SyncPayScheme *
new_scheme (void)
{
  g_autoptr (JsonObject) object = parse (description);

  return sync_pay_scheme_new (object, NULL);
}

static void
test_lists_and_fields_are_known_by_their_names (void)
{
  g_autoptr (SyncPayScheme) scheme = new_scheme ();
  const SyncPayList *rates = sync_pay_scheme_get_list (scheme, SYNC_PAY_RATES);
  const SyncPayList *extras = sync_pay_scheme_get_list (scheme, SYNC_PAY_EXTRAS);

  g_assert_cmpint (rates->id, ==, 45);
  g_assert_cmpint (extras->id, ==, 46);
  /* of these the portal did not tell the fields */
  g_assert_cmpint (sync_pay_scheme_get_list (scheme, SYNC_PAY_SIGNATURES)->id, ==, 0);
  g_assert_cmpstr (rates->fields[SYNC_PAY_RATE], ==, "PROPERTY_3");
  g_assert_cmpstr (rates->fields[SYNC_PAY_QUALIFICATION], ==, "PROPERTY_4");
  g_assert_cmpstr (extras->fields[SYNC_PAY_KIND], ==, "PROPERTY_13");
  g_assert_cmpstr (extras->fields[SYNC_PAY_AMOUNT], ==, "PROPERTY_14");
  g_assert_true (sync_pay_scheme_may_manage (scheme));
  g_assert_true (sync_pay_scheme_is_paid (scheme));
  g_assert_cmpint (sync_pay_scheme_get_department (scheme), ==, 3);
}

static void
test_a_rate_is_read_to_the_kopeck (void)
{
  g_autoptr (SyncPayScheme) scheme = new_scheme ();
  const SyncPayList *list = sync_pay_scheme_get_list (scheme, SYNC_PAY_RATES);
  g_autoptr (JsonObject) row =
    parse ("{\"ID\":\"9\",\"NAME\":\"x\",\"PROPERTY_1\":{\"1\":\"15\"},"
           "\"PROPERTY_2\":{\"2\":\"15.10.2026\"},\"PROPERTY_3\":{\"3\":\"220.5|RUB\"},"
           "\"PROPERTY_4\":{\"4\":\"501\"}}");
  g_autoptr (JsonObject) plain =
    parse ("{\"ID\":\"10\",\"PROPERTY_1\":{\"1\":\"15\"},\"PROPERTY_3\":{\"3\":\"200|RUB\"},"
           "\"PROPERTY_4\":{\"4\":\"502\"}}");
  g_autoptr (JsonObject) empty = parse ("{\"ID\":\"11\",\"PROPERTY_1\":{\"1\":\"15\"}}");
  ClinicPayRate rate;
  gint64 overtime = 0, allowance = 0;

  g_assert_true (sync_pay_map_rate (list, row, NULL, &rate, &overtime, &allowance));
  g_assert_cmpint (rate.id, ==, 9);
  g_assert_cmpint (rate.rate, ==, 22050);
  g_assert_cmpint (rate.qualification, ==, 1100);
  g_assert_cmpint (rate.seniority, ==, -1);
  g_assert_cmpint (rate.from, ==, clinic_days_from_date (2026, 10, 15));
  g_assert_true (sync_pay_map_rate (list, plain, NULL, &rate, &overtime, &allowance));
  /* a category without a number says nothing of money */
  g_assert_cmpint (rate.qualification, ==, 1000);
  g_assert_cmpint (rate.from, ==, 0);
  g_assert_false (sync_pay_map_rate (list, empty, NULL, &rate, &overtime, &allowance));
}

static void
test_extras_are_of_the_month_and_the_person (void)
{
  g_autoptr (SyncPayScheme) scheme = new_scheme ();
  const SyncPayList *list = sync_pay_scheme_get_list (scheme, SYNC_PAY_EXTRAS);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ClinicPayInputs) inputs =
    clinic_pay_inputs_new (zone, 15, OCTOBER, clinic_days_add_months (OCTOBER, 1));
  const char *const rows[] = {
    "{\"ID\":\"1\",\"NAME\":\"Яндекс\",\"PROPERTY_11\":{\"1\":\"15\"},"
    "\"PROPERTY_12\":{\"1\":\"31.10.2026\"},\"PROPERTY_13\":{\"1\":\"1\"}}",
    "{\"ID\":\"2\",\"NAME\":\"Опоздание\",\"PROPERTY_11\":{\"1\":\"15\"},"
    "\"PROPERTY_12\":{\"1\":\"01.10.2026\"},\"PROPERTY_13\":{\"1\":\"2\"}}",
    "{\"ID\":\"3\",\"NAME\":\"Касса\",\"PROPERTY_11\":{\"1\":\"15\"},"
    "\"PROPERTY_12\":{\"1\":\"10.10.2026\"},\"PROPERTY_13\":{\"1\":\"3\"},"
    "\"PROPERTY_14\":{\"1\":\"2 000,50\"}}",
    "{\"ID\":\"4\",\"NAME\":\"чужое\",\"PROPERTY_11\":{\"1\":\"16\"},"
    "\"PROPERTY_12\":{\"1\":\"10.10.2026\"},\"PROPERTY_13\":{\"1\":\"3\"}}",
    "{\"ID\":\"5\",\"NAME\":\"поздно\",\"PROPERTY_11\":{\"1\":\"15\"},"
    "\"PROPERTY_12\":{\"1\":\"01.11.2026\"},\"PROPERTY_13\":{\"1\":\"1\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonObject) row = parse (rows[i]);

      sync_pay_map_extra (list, row, inputs);
    }
  g_assert_cmpuint (inputs->reviews->len, ==, 1);
  g_assert_cmpuint (inputs->remarks->len, ==, 1);
  g_assert_cmpuint (inputs->allowances->len, ==, 1);
  g_assert_cmpint (g_array_index (inputs->allowances, ClinicPayItem, 0).amount, ==, 200050);
  g_assert_cmpstr (g_array_index (inputs->remarks, ClinicPayItem, 0).text, ==, "Опоздание");
}

static void
test_what_is_packed_is_short_and_comes_out_again (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *packed = NULL;
  g_autofree char *again = NULL;
  g_autofree char *plain = sync_pay_map_unpack ("(1, 2)");

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "{'id': <int64 %u>, 'day': <int64 20728>},", 900000 + i);
  packed = sync_pay_map_pack (text->str);
  g_assert_cmpuint (strlen (packed), <, text->len / 4);
  again = sync_pay_map_unpack (packed);
  g_assert_cmpstr (again, ==, text->str);
  g_assert_cmpstr (plain, ==, "(1, 2)");
  g_assert_null (sync_pay_map_unpack (""));
  g_assert_null (sync_pay_map_unpack ("z1:nonsense"));
}

/* The stamps of a recurring event are those of its first day (office.md 5.3). */
static void
test_a_shift_is_when_its_own_dates_say (void)
{
  g_autoptr (JsonObject) events = parse (
    "{\"rows\":[{\"ID\":\"1265\",\"NAME\":\"Смена\",\"DATE_FROM\":\"28.10.2026 21:00:00\","
    "\"DATE_TO\":\"29.10.2026 09:00:00\",\"TZ_OFFSET_FROM\":\"10800\",\"TZ_OFFSET_TO\":\"10800\","
    "\"DATE_FROM_TS_UTC\":\"1000000\",\"DT_SKIP_TIME\":\"N\",\"RRULE\":{\"FREQ\":\"DAILY\"},"
    "\"TIMESTAMP_X\":\"30.10.2026 10:00:00\","
    "\"ATTENDEE_LIST\":[{\"id\":15,\"status\":\"Y\"},{\"id\":16,\"status\":\"N\"}]},"
    "{\"ID\":\"1266\",\"NAME\":\"Отпуск: Иванова\",\"DATE_FROM\":\"30.10.2026\","
    "\"DATE_TO\":\"02.11.2026\",\"DT_SKIP_TIME\":\"Y\",\"RRULE\":\"\"}]}");
  JsonArray *rows = json_object_get_array_member (events, "rows");
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3 * 3600);
  const struct
  {
    gint64 user;
    const char *last;
    guint n;
  } cases[] = { { 15, "Петрова", 1 },
                { 16, "Сидорова", 0 },
                { 17, "Иванова", 3 },
                { 18, "Иванов", 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) plans = g_array_new (FALSE, TRUE, sizeof (ClinicFactWork));

      sync_pay_plan_map (rows, zone, OCTOBER - 1, clinic_days_add_months (OCTOBER, 1) + 1,
                         cases[i].user, cases[i].last, 1, plans);
      g_assert_cmpuint (plans->len, ==, cases[i].n);
      if (i == 0)
        {
          const ClinicFactWork *plan = &g_array_index (plans, ClinicFactWork, 0);

          /* 18:00 UTC */
          g_assert_cmpint (plan->plan_start, ==,
                           (gint64) clinic_days_from_date (2026, 10, 28) * 86400 + 18 * 3600);
          g_assert_cmpint (plan->plan_end - plan->plan_start, ==, 12 * 3600);
          g_assert_cmpint (plan->day, ==, clinic_days_from_date (2026, 10, 28));
          /* whoever changes the series says nothing of this day */
          g_assert_cmpint (plan->plan_changed, ==, 0);
        }
      else if (i == 2)
        g_assert_cmpint (g_array_index (plans, ClinicFactWork, 0).kind, ==, CLINIC_WORK_VACATION);
    }
}

static void
test_without_a_schedule_the_clocks_hours_count (void)
{
  g_autoptr (JsonObject) month = parse (
    "{\"users\":[{\"ID\":\"15\",\"NAME\":\"Анна\",\"LAST_NAME\":\"Белова\",\"ACTIVE\":true},"
    "{\"ID\":\"16\",\"NAME\":\"Ушла\",\"LAST_NAME\":\"Давно\",\"ACTIVE\":false}],"
    "\"rates\":[{\"ID\":\"9\",\"PROPERTY_1\":{\"1\":\"15\"},\"PROPERTY_3\":{\"3\":\"200|RUB\"}}],"
    "\"hours\":{\"15\":{\"UF_TM_MAX_START\":\"09:00:00\",\"UF_TM_MIN_FINISH\":\"18:00:00\","
    "\"UF_TM_FREE\":false}},\"asOf\":1794214800,"
    "\"time\":{\"records\":{\"15\":["
    "{\"id\":1,\"startTime\":\"2026-10-05T09:00:00+03:00\",\"endTime\":\"2026-10-05T18:30:00+03:"
    "00\","
    "\"breakLength\":3600,\"state\":\"CLOSED\",\"isApproved\":true},"
    "{\"id\":2,\"startTime\":\"2026-10-06T09:00:00+03:00\",\"endTime\":null,\"breakLength\":0,"
    "\"state\":\"EXPIRED\",\"isApproved\":true},"
    "{\"id\":3,\"startTime\":\"2026-11-01T09:00:00+03:00\",\"endTime\":null,\"state\":\"OPENED\"}]}"
    "}}");
  g_autoptr (SyncPayScheme) scheme = new_scheme ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3 * 3600);
  g_autoptr (GPtrArray) people = sync_pay_build (month, scheme, NULL, zone, OCTOBER);
  SyncPayPerson *person = NULL;
  g_autoptr (ClinicPaySheet) sheet = NULL;
  g_autoptr (ClinicPaySheet) answered = NULL;

  /* who left long ago is not paid */
  g_assert_cmpuint (people->len, ==, 1);
  person = g_ptr_array_index (people, 0);
  g_assert_cmpstr (person->name, ==, "Белова Анна");
  g_assert_cmpuint (person->inputs->works->len, ==, 2);
  sheet = clinic_pay_sheet_new (person->inputs);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].quantity, ==, 30 * 60);
  g_assert_false (clinic_pay_sheet_is_complete (sheet));
  sync_pay_apply_answer (person->inputs, clinic_days_from_date (2026, 10, 6),
                         -clinic_days_from_date (2026, 10, 6), 2, 0);
  answered = clinic_pay_sheet_new (person->inputs);
  g_assert_true (clinic_pay_sheet_is_complete (answered));
  g_assert_cmpint (answered->total, ==, sheet->total);
}

static void
test_whom_nobody_planned_is_paid_when_somebody_says_so (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ClinicPayInputs) inputs =
    clinic_pay_inputs_new (zone, 15, OCTOBER, clinic_days_add_months (OCTOBER, 1));
  gint64 start = (gint64) OCTOBER * 86400 + 9 * 3600;
  ClinicFactWork work = { .record_id = 5,
                          .fact_start = start,
                          .fact_end = start + 4 * 3600,
                          .fact_break = -1,
                          .day = OCTOBER,
                          .approved = TRUE };
  ClinicPayRate rate = { .id = 1, .rate = 20000, .qualification = 1000, .seniority = 0 };
  g_autoptr (ClinicPaySheet) before = NULL;
  g_autoptr (ClinicPaySheet) after = NULL;
  g_autoptr (ClinicPaySheet) again = NULL;

  g_array_append_val (inputs->works, work);
  g_array_append_val (inputs->rates, rate);
  inputs->now = start + 30 * 86400;
  before = clinic_pay_sheet_new (inputs);
  g_assert_cmpint (before->total, ==, 0);
  sync_pay_apply_answer (inputs, OCTOBER, 0, 5, start + 4 * 3600);
  after = clinic_pay_sheet_new (inputs);
  g_assert_true (clinic_pay_sheet_is_complete (after));
  g_assert_cmpint (after->total, ==, 4 * 20000);
  sync_pay_apply_answer (inputs, OCTOBER, 0, 6, 0);
  g_assert_cmpuint (inputs->works->len, ==, 1);
  /* whoever says it again says it of the same shift; the clock went on, and is not overtime */
  sync_pay_apply_answer (inputs, OCTOBER, 0, 5, start + 2 * 3600);
  again = clinic_pay_sheet_new (inputs);
  g_assert_true (clinic_pay_sheet_is_complete (again));
  g_assert_cmpint (again->total, ==, 2 * 20000);
  sync_pay_apply_answer (inputs, OCTOBER, 0, 5, 0);
  g_assert_cmpuint (inputs->works->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/pay-map/scheme", test_lists_and_fields_are_known_by_their_names);
  g_test_add_func ("/sync/pay-map/rate", test_a_rate_is_read_to_the_kopeck);
  g_test_add_func ("/sync/pay-map/extras", test_extras_are_of_the_month_and_the_person);
  g_test_add_func ("/sync/pay-map/packed", test_what_is_packed_is_short_and_comes_out_again);
  g_test_add_func ("/sync/pay-map/plan", test_a_shift_is_when_its_own_dates_say);
  g_test_add_func ("/sync/pay-map/hours", test_without_a_schedule_the_clocks_hours_count);
  g_test_add_func ("/sync/pay-map/unplanned",
                   test_whom_nobody_planned_is_paid_when_somebody_says_so);

  return g_test_run ();
}

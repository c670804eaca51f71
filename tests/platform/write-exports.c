/* write-exports.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: write-exports FOLDER
 *
 * Writes a workbook of each kind that pages hand over (a report, expenses, the registry, who read a
 * post), and what is in their sheets as exports.json, for read-exports.py.
 */

#include <json-glib/json-glib.h>

#include "clinic-colleague.h"
#include "clinic-days.h"
#include "clinic-expenses-sheet.h"
#include "clinic-invoice-sheet.h"
#include "clinic-readership-sheet.h"
#include "clinic-report-sheet.h"
#include "plat-exporter.h"
#include "report-scene.h"

#define NOVEMBER clinic_days_from_date (2026, 11, 1)
#define DECEMBER clinic_days_from_date (2026, 12, 1)

/* --- what is in a sheet --- */

static void
add_cell (JsonBuilder *json, ClinicSheet *sheet, guint row, guint column)
{
  ClinicSheetKind kind = clinic_sheet_get_column (sheet, column)->kind;
  gint64 number;

  if (kind == CLINIC_SHEET_TEXT || kind == CLINIC_SHEET_LINK)
    {
      json_builder_add_string_value (json, clinic_sheet_get_text (sheet, row, column));
      return;
    }
  number = clinic_sheet_get_number (sheet, row, column);
  if (number == CLINIC_SHEET_EMPTY)
    json_builder_add_null_value (json);
  else
    json_builder_add_int_value (json, number);
}

static void
add_columns (JsonBuilder *json, ClinicSheet *sheet)
{
  json_builder_set_member_name (json, "columns");
  json_builder_begin_array (json);
  for (guint i = 0; i < clinic_sheet_get_n_columns (sheet); i++)
    {
      const ClinicSheetColumn *column = clinic_sheet_get_column (sheet, i);

      json_builder_begin_array (json);
      json_builder_add_string_value (json, column->name);
      json_builder_add_int_value (json, column->kind);
      json_builder_add_boolean_value (json, column->has_sum);
      json_builder_end_array (json);
    }
  json_builder_end_array (json);
}

static void
add_rows (JsonBuilder *json, ClinicSheet *sheet)
{
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint row = 0; row < clinic_sheet_get_n_rows (sheet); row++)
    {
      json_builder_begin_array (json);
      for (guint i = 0; i < clinic_sheet_get_n_columns (sheet); i++)
        add_cell (json, sheet, row, i);
      json_builder_end_array (json);
    }
  json_builder_end_array (json);
}

static void
add_sheet (JsonBuilder *json, ClinicWorkbook *workbook, guint number)
{
  ClinicSheet *sheet = clinic_workbook_get_sheet (workbook, number);
  const char *const *lines = clinic_sheet_get_lines (sheet);

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "title");
  json_builder_add_string_value (json, clinic_sheet_get_title (sheet));
  json_builder_set_member_name (json, "lines");
  json_builder_begin_array (json);
  for (guint i = 0; lines[i] != NULL; i++)
    json_builder_add_string_value (json, lines[i]);
  json_builder_end_array (json);
  json_builder_set_member_name (json, "groups");
  json_builder_add_int_value (json, clinic_sheet_get_n_groups (sheet));
  add_columns (json, sheet);
  add_rows (json, sheet);
  json_builder_end_object (json);
}

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
save (ClinicWorkbook *workbook, const char *folder, const char *name, JsonBuilder *json)
{
  g_autoptr (ClinicExporter) exporter = plat_exporter_new ();
  g_autofree char *file_name = g_strconcat (name, ".xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, file_name, NULL);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  clinic_exporter_write_xlsx_async (exporter, workbook, file, NULL, on_answer_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!clinic_exporter_write_xlsx_finish (exporter, answer, &error))
    g_error ("%s", error->message);
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < clinic_workbook_get_n_sheets (workbook); i++)
    add_sheet (json, workbook, i);
  json_builder_end_array (json);
}

static void
save_sheet (ClinicSheet *sheet, const char *folder, const char *name, JsonBuilder *json)
{
  g_autoptr (ClinicWorkbook) workbook = clinic_workbook_new (name, "Анна");

  clinic_workbook_add (workbook, sheet);
  save (workbook, folder, name, json);
}

/* --- what pages hand over --- */

/* 120 target leads of two sources, of which 78 were booked and 66 came (clinic.md 3.6) */
static void
save_report (const char *folder, JsonBuilder *json)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  g_autoptr (ClinicReport) report = NULL;
  g_autoptr (ClinicSheet) sheet = NULL;

  for (guint i = 1; i <= 120; i++)
    {
      ClinicFactLead lead = {
        .id = i,
        .created = scene_at ("2026-11-01T00:00:00") + i * 3 * 3600,
        .source = clinic_facts_key (facts, CLINIC_NAMES_SOURCE, i % 3 ? "WEB" : "CALL",
                                    i % 3 ? "Сайт" : "=Звонок"),
        .kind = i <= 78 ? CLINIC_STAGE_KIND_SUCCESS : CLINIC_STAGE_KIND_FAILURE,
      };

      clinic_facts_add_lead (facts, &lead);
      if (i <= 78)
        clinic_facts_add_visit (facts, &(ClinicFactVisit){
                                         .id = 1000 + i,
                                         .lead = i,
                                         .start = scene_at ("2026-12-02T10:00:00"),
                                         .created = lead.created,
                                         .kind = i <= 66 ? CLINIC_STAGE_KIND_SUCCESS
                                                         : CLINIC_STAGE_KIND_FAILURE,
                                       });
    }
  clinic_facts_seal (facts);
  report =
    scene_ask_by (facts, CLINIC_MEASURE_LEAD_TO_CHAIR, CLINIC_GROUPING_BY (CLINIC_NAMES_SOURCE));
  sheet = clinic_report_to_sheet (report, CLINIC_CHART_BARS, "Выгружено");
  save_sheet (sheet, folder, "report", json);
}

/* (transfer full): bills of November and of October */
static GListStore *
new_invoices (ClinicFacts *facts)
{
  static const char *const categories[] = { "ЖКХ", "Связь", "=Аренда" };
  GListStore *invoices = g_list_store_new (CLINIC_TYPE_INVOICE);

  for (int i = 0; i < 40; i++)
    {
      int day = NOVEMBER - 10 + i;
      const char *category = categories[i % 3];
      gint64 amount = 10007 + i * 7919;
      g_autofree char *text = clinic_days_to_string (day);
      g_autoptr (ClinicInvoice) invoice =
        g_object_new (CLINIC_TYPE_INVOICE, "id", "list:41:1", "number", "С-17", "amount", amount,
                      "currency", "RUB", "category", category, "paid", text, NULL);

      g_list_store_append (invoices, invoice);
      clinic_facts_add_bill (facts,
                             &(ClinicFactBill){
                               .id = i + 1,
                               .category = clinic_facts_key (facts, CLINIC_NAMES_CATEGORY, category,
                                                             category),
                               .payer = clinic_facts_key (facts, CLINIC_NAMES_PAYER, "ООО", "ООО"),
                               .currency =
                                 clinic_facts_key (facts, CLINIC_NAMES_CURRENCY, "RUB", NULL),
                               .paid = (gint64) day * 24 * 3600 + 12 * 3600,
                               .amount = amount,
                               .fate = CLINIC_BILL_PAID,
                               .has_act = i % 4 > 0,
                             });
    }

  return invoices;
}

static void
save_bills (const char *folder, JsonBuilder *json)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ClinicFacts) facts = clinic_facts_new (zone);
  g_autoptr (GListStore) invoices = new_invoices (facts);
  g_autoptr (ClinicExpenses) expenses = NULL;
  g_autoptr (ClinicExpenses) payers = NULL;
  g_autoptr (ClinicWorkbook) workbook = NULL;
  g_autoptr (ClinicSheet) registry = NULL;

  clinic_facts_set_known (facts, CLINIC_FACTS_BILLS, 0, (gint64) DECEMBER * 24 * 3600);
  clinic_facts_seal (facts);
  expenses = clinic_expenses_new (facts, CLINIC_EXPENSES_BY_CATEGORY, NOVEMBER, DECEMBER,
                                  CLINIC_DAYS_NONE, NULL);
  payers = clinic_expenses_new (facts, CLINIC_EXPENSES_BY_PAYER, NOVEMBER, DECEMBER,
                                CLINIC_DAYS_NONE, NULL);
  workbook = clinic_expenses_to_workbook (expenses, payers, G_LIST_MODEL (invoices),
                                          CLINIC_CHART_BARS, "Анна", "Выгружено");
  save (workbook, folder, "expenses", json);
  registry = clinic_invoice_sheet_new ("Реестр", G_LIST_MODEL (invoices), NULL, TRUE,
                                       "с 01.11.2026 по 30.11.2026", "Выгружено");
  save_sheet (registry, folder, "registry", json);
}

static void
save_readers (const char *folder, JsonBuilder *json)
{
  g_autoptr (ClinicReadership) readership = clinic_readership_new ();
  g_autoptr (GListStore) readers = g_list_store_new (CLINIC_TYPE_COLLEAGUE);
  g_autoptr (ClinicPost) post = g_object_new (CLINIC_TYPE_POST, "id", (gint64) 7, "published",
                                              G_GINT64_CONSTANT (1795243200), NULL);
  g_autoptr (ClinicSheet) sheet = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (ClinicColleague) colleague = clinic_colleague_new ();
      g_autoptr (ClinicUser) user = clinic_user_new ();

      clinic_user_set_last_name (user, "Ким");
      clinic_colleague_set_user (colleague, user);
      clinic_colleague_set_noticed (colleague, i < 2 ? 1795273200 + i * 3660 : 0);
      g_list_store_append (readers, colleague);
    }
  clinic_readership_set_readers (readership, G_LIST_MODEL (readers));
  sheet = clinic_readership_sheet_new (post, "=Планёрка", readership);
  save_sheet (sheet, folder, "readers", json);
}

int
main (int argc, char *argv[])
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    g_error ("usage: write-exports FOLDER");
  json_builder_begin_object (json);
  save_report (argv[1], json);
  save_bills (argv[1], json);
  save_readers (argv[1], json);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  text = json_to_string (root, FALSE);
  path = g_build_filename (argv[1], "exports.json", NULL);
  if (!g_file_set_contents (path, text, -1, &error))
    g_error ("%s", error->message);

  return 0;
}

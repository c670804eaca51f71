/* reception-report-make.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-report-make"

#include "reception-report-make.h"

#include "clinic-days.h"
#include "clinic-error.h"
#include "clinic-report-sheet.h"
#include "desk-export.h"
#include "desk-report-count.h"
#include "plat-exporter.h"
#include "reception-report-papers.h"

#include <glib/gi18n.h>

/* --- measures --- */

/* A figure that is not whole is none. */
static gboolean
check_known (ClinicReport *report, GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  int from, to;

  if (clinic_report_is_whole (report, &from, &to))
    return TRUE;
  if (from == to)
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                           _ ("The portal does not let this desk read what is counted here: the "
                              "webhook needs the scopes “crm” and “telephony”."));
      return FALSE;
    }
  first = clinic_report_dup_day (from);
  last = clinic_report_dup_day (to - 1);
  g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN,
               _ ("Of these days only those from %1$s to %2$s are known."), first, last);

  return FALSE;
}

/* (transfer full) (nullable) */
static ClinicReport *
count (ReceptionReportClinic *clinic, const ClinicQuestion *question, GError **error)
{
  SyncOffice *office = reception_report_clinic_get_office (clinic);
  int today = reception_report_clinic_get_today (clinic);
  g_autoptr (ClinicFacts) facts = NULL;
  g_autoptr (ClinicReport) report = NULL;
  g_auto (GStrv) not_target = NULL;
  ClinicReportRules rules;
  int from, to, before;

  clinic_question_get_days (question, today, &from, &to);
  if (clinic_question_get_days_before (question, today, &before, &to))
    from = MIN (from, before);
  if (clinic_measure_get_set (question->measure) == CLINIC_FACTS_WAITS &&
      !reception_report_clinic_load_patients (clinic, error))
    return NULL;
  facts =
    reception_report_clinic_load_facts (clinic, sync_office_get_archive (office), from, error);
  if (facts == NULL)
    return NULL;
  not_target = desk_report_count_read_rules (reception_report_clinic_get_settings (clinic), &rules);
  report = clinic_report_new (facts, question, &rules, sync_office_get_now (office));

  return check_known (report, error) ? g_steal_pointer (&report) : NULL;
}

static ClinicWorkbook *
make_measure (ReceptionReportClinic *clinic,
              const ClinicQuestion *question,
              const char *footer,
              GError **error)
{
  g_autoptr (ClinicReport) report = count (clinic, question, error);
  g_autofree char *title = NULL;
  g_autoptr (ClinicSheet) sheet = NULL;
  ClinicLink *link = sync_office_get_link (reception_report_clinic_get_office (clinic));
  ClinicWorkbook *workbook = NULL;

  if (report == NULL)
    return NULL;
  title = clinic_question_dup_sentence (question);
  sheet = clinic_report_to_sheet (report, clinic_report_get_chart_kind (report), footer);
  workbook = clinic_workbook_new (title, clinic_link_get_user_name (link));
  clinic_workbook_add (workbook, sheet);

  return workbook;
}

ClinicWorkbook *
reception_report_make (ReceptionReportClinic *clinic,
                       const ReceptionReportRequest *request,
                       GError **error)
{
  SyncOffice *office = reception_report_clinic_get_office (clinic);
  g_autofree char *footer =
    desk_export_dup_footer (sync_office_get_now (office),
                            clinic_link_get_user_name (sync_office_get_link (office)), NULL);

  switch (request->kind)
    {
    case RECEPTION_REPORT_MEASURE:
      return make_measure (clinic, request->question, footer, error);
    case RECEPTION_REPORT_PAYROLL:
    case RECEPTION_REPORT_EXPENSES:
    case RECEPTION_REPORT_REGISTRY:
    default:
      return reception_report_make_paper (clinic, request, footer, error);
    }
}

/* --- the file --- */

gboolean
reception_report_write (ClinicWorkbook *workbook, const char *path, gboolean csv, GError **error)
{
  g_autoptr (ClinicExporter) exporter = plat_exporter_new ();
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) refusal = NULL;
  gboolean written = FALSE;

  if (csv)
    clinic_exporter_write_csv_async (exporter, clinic_workbook_get_sheet (workbook, 0), file, NULL,
                                     reception_report_clinic_on_result_cb, &result);
  else
    clinic_exporter_write_xlsx_async (exporter, workbook, file, NULL,
                                      reception_report_clinic_on_result_cb, &result);
  reception_report_clinic_wait_result (&result);
  written = csv ? clinic_exporter_write_csv_finish (exporter, result, &refusal)
                : clinic_exporter_write_xlsx_finish (exporter, result, &refusal);
  if (!written)
    {
      g_autofree char *words = desk_export_error_text (refusal);

      g_set_error_literal (error, CLINIC_ERROR,
                           refusal->domain == CLINIC_ERROR ? refusal->code : CLINIC_ERROR_BROKEN,
                           words);
    }

  return written;
}

/* reception-report-papers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-report-papers"

#include "reception-report-papers.h"

#include "clinic-days.h"
#include "clinic-error.h"
#include "clinic-expenses-sheet.h"
#include "clinic-invoice-sheet.h"
#include "clinic-payroll-sheet.h"

#include <glib/gi18n.h>

/* --- the invoices --- */

/* (transfer full) (nullable) */
static ClinicFacts *
load_bills (ReceptionReportClinic *clinic, int from, GError **error)
{
  SyncOffice *office = reception_report_clinic_get_office (clinic);
  ClinicArchive *bills = clinic_archive_get_bills (sync_office_get_archive (office));

  return reception_report_clinic_load_facts (clinic, bills, from, error);
}

static gboolean
add_rows (ReceptionReportClinic *clinic, GArray *ids, GListStore *invoices, GError **error)
{
  SyncOffice *office = reception_report_clinic_get_office (clinic);
  ClinicArchive *bills = clinic_archive_get_bills (sync_office_get_archive (office));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  clinic_archive_load_rows_async (bills, CLINIC_FACTS_BILLS, ids, NULL,
                                  reception_report_clinic_on_result_cb, &result);
  reception_report_clinic_wait_result (&result);
  rows = clinic_archive_load_rows_finish (bills, result, &refusal);
  if (rows == NULL)
    {
      g_set_error (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN,
                   _ ("What this computer keeps of the portal cannot be read: %s"),
                   refusal->message);
      return FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    g_list_store_append (invoices, g_ptr_array_index (rows, i));

  return TRUE;
}

static gboolean
has_any (guint n, GError **error)
{
  if (n == 0)
    g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND,
                         _ ("There are no invoices of these days."));

  return n > 0;
}

static ClinicWorkbook *
make_expenses (ReceptionReportClinic *clinic,
               const ReceptionReportRequest *request,
               int from,
               int to,
               const char *author,
               const char *footer,
               GError **error)
{
  int today = reception_report_clinic_get_today (clinic);
  g_autoptr (GListStore) invoices = g_list_store_new (CLINIC_TYPE_INVOICE);
  g_autoptr (ClinicFacts) facts = NULL;
  g_autoptr (ClinicExpenses) expenses = NULL;
  g_autoptr (ClinicExpenses) payers = NULL;
  int before = from;
  int end = to;

  clinic_question_get_days_before (request->question, today, &before, &end);
  facts = load_bills (clinic, MIN (from, before), error);
  if (facts == NULL)
    return NULL;
  expenses = clinic_expenses_new (facts, CLINIC_EXPENSES_BY_CATEGORY, from, to, today, NULL);
  payers = clinic_expenses_new (facts, CLINIC_EXPENSES_BY_PAYER, from, to, today, NULL);
  for (guint i = 0; i < expenses->blocks->len; i++)
    {
      g_autoptr (GArray) ids =
        clinic_expenses_dup_ids (expenses, g_ptr_array_index (expenses->blocks, i), NULL,
                                 CLINIC_EXPENSES_PAID);

      if (!add_rows (clinic, ids, invoices, error))
        return NULL;
    }
  if (!has_any (expenses->blocks->len, error))
    return NULL;

  return clinic_expenses_to_workbook (expenses, payers, G_LIST_MODEL (invoices), CLINIC_CHART_BARS,
                                      author, footer);
}

/* Those that were paid in these days, and those that came in them and are not paid yet. */
static GArray *
find_bills (ClinicFacts *facts, int from, int to)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = 0;
  const ClinicFactBill *bills = clinic_facts_get_bills (facts, &n);

  for (guint i = 0; i < n; i++)
    {
      gint64 moment = bills[i].paid != 0 ? bills[i].paid : bills[i].created;
      int day = clinic_days_of (clinic_facts_get_zone (facts), moment, NULL);

      if (day >= from && day < to)
        g_array_append_val (ids, bills[i].id);
    }

  return ids;
}

static ClinicWorkbook *
make_registry (ReceptionReportClinic *clinic,
               int from,
               int to,
               const char *author,
               const char *footer,
               GError **error)
{
  g_autoptr (GListStore) invoices = g_list_store_new (CLINIC_TYPE_INVOICE);
  g_autoptr (ClinicFacts) facts = load_bills (clinic, from, error);
  g_autoptr (GArray) ids = facts != NULL ? find_bills (facts, from, to) : NULL;
  const char *title = reception_report_kind_get_title (RECEPTION_REPORT_REGISTRY);
  g_autoptr (ClinicSheet) sheet = NULL;
  ClinicWorkbook *workbook = NULL;

  if (ids == NULL || !has_any (ids->len, error) || !add_rows (clinic, ids, invoices, error))
    return NULL;
  sheet = clinic_invoice_sheet_new (title, G_LIST_MODEL (invoices), NULL, FALSE, NULL, footer);
  workbook = clinic_workbook_new (title, author);
  clinic_workbook_add (workbook, sheet);

  return workbook;
}

/* --- the payroll --- */

static gboolean
is_month_read (ReceptionReportClinic *clinic, gpointer data)
{
  ClinicLoadState state = clinic_pay_month_get_state (data);

  return state == CLINIC_LOAD_READY || state == CLINIC_LOAD_MISSING;
}

/* (transfer full) (nullable): calls and visits first, which it is counted from */
static ClinicPayMonth *
read_month (ReceptionReportClinic *clinic, int day, GError **error)
{
  SyncOffice *office = reception_report_clinic_get_office (clinic);
  g_autoptr (ClinicFacts) facts = NULL;
  g_autoptr (ClinicPayMonth) month = NULL;

  if (!reception_report_clinic_load_patients (clinic, error))
    return NULL;
  facts = reception_report_clinic_load_facts (clinic, sync_office_get_archive (office), day, error);
  if (facts == NULL)
    return NULL;
  month = clinic_payroll_open_month (sync_office_get_payroll (office), day);

  return reception_report_clinic_wait (clinic, is_month_read, month, error)
           ? g_steal_pointer (&month)
           : NULL;
}

static ClinicWorkbook *
make_payroll (ReceptionReportClinic *clinic,
              int from,
              int to,
              const char *author,
              const char *footer,
              GError **error)
{
  g_autoptr (ClinicPayMonth) month = NULL;
  const char *problem = NULL;

  if (from != clinic_days_month (from) || to != clinic_days_add_months (from, 1))
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                           _ ("The payroll is of one whole month: give --month."));
      return NULL;
    }
  month = read_month (clinic, from, error);
  if (month == NULL)
    return NULL;
  problem = clinic_pay_month_get_problem (month);
  if (g_list_model_get_n_items (clinic_pay_month_get_cards (month)) == 0)
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                           problem != NULL
                             ? problem
                             : _ ("The portal does not let this desk read the payroll."));
      return NULL;
    }
  if (problem != NULL)
    g_printerr ("%s\n", problem);

  return clinic_payroll_sheet_new_workbook (month, NULL, author, footer);
}

ClinicWorkbook *
reception_report_make_paper (ReceptionReportClinic *clinic,
                             const ReceptionReportRequest *request,
                             const char *footer,
                             GError **error)
{
  SyncOffice *office = reception_report_clinic_get_office (clinic);
  const char *author = clinic_link_get_user_name (sync_office_get_link (office));
  int from, to;

  clinic_question_get_days (request->question, reception_report_clinic_get_today (clinic), &from,
                            &to);
  if (request->kind == RECEPTION_REPORT_PAYROLL)
    return make_payroll (clinic, from, to, author, footer, error);
  if (request->kind == RECEPTION_REPORT_EXPENSES)
    return make_expenses (clinic, request, from, to, author, footer, error);

  return make_registry (clinic, from, to, author, footer, error);
}

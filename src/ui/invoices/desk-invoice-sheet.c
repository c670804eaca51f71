/* desk-invoice-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-sheet"

#include "desk-invoice-sheet.h"

#include <glib/gi18n.h>
#include <string.h>

#include "clinic-invoice-sheet.h"
#include "desk-export.h"
#include "desk-invoice-words.h"

static const char *
currency_of (ClinicInvoice *invoice)
{
  const char *currency = clinic_invoice_get_currency (invoice);

  return currency != NULL && *currency != '\0' ? currency : "RUB";
}

/* One sum under the table means something only of one currency, and of bills that are paid or will
 * be: what was refused is listed, and counts in no sum (office.md 4.4). */
static gboolean
can_be_summed (GListModel *invoices)
{
  g_autofree char *currency = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (invoices); i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (invoices, i);

      if (clinic_invoice_get_state (invoice) == CLINIC_INVOICE_REJECTED ||
          clinic_invoice_get_state (invoice) == CLINIC_INVOICE_WITHDRAWN)
        return FALSE;
      if (currency == NULL)
        currency = g_strdup (currency_of (invoice));
      if (strcmp (currency, currency_of (invoice)) != 0)
        return FALSE;
    }

  return TRUE;
}

/* --- the sums of each state in each currency --- */

typedef struct
{
  ClinicInvoiceState state;
  const char *currency; /* unowned, of an invoice */
  gint64 count;
  gint64 amount;
} Total;

static void
count_in (GArray *totals, ClinicInvoice *invoice)
{
  Total fresh = { clinic_invoice_get_state (invoice), currency_of (invoice), 1,
                  clinic_invoice_get_amount (invoice) };

  for (guint i = 0; i < totals->len; i++)
    {
      Total *total = &g_array_index (totals, Total, i);

      if (total->state == fresh.state && strcmp (total->currency, fresh.currency) == 0)
        {
          total->count++;
          total->amount += fresh.amount;
          return;
        }
    }
  g_array_append_val (totals, fresh);
}

static int
compare_totals (gconstpointer a, gconstpointer b)
{
  const Total *first = a;
  const Total *second = b;

  return first->state != second->state ? (int) first->state - (int) second->state
                                       : strcmp (first->currency, second->currency);
}

/* (transfer full) */
static ClinicSheet *
create_totals (GListModel *invoices, const char *filter)
{
  ClinicSheet *sheet = clinic_sheet_new (_ ("Totals"));
  g_autoptr (GArray) totals = g_array_new (FALSE, FALSE, sizeof (Total));

  clinic_sheet_add_line (sheet, filter);
  clinic_sheet_add_column (sheet, _ ("State"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, _ ("Currency"), CLINIC_SHEET_TEXT, 0);
  clinic_sheet_add_column (sheet, _ ("Invoices"), CLINIC_SHEET_COUNT, 0);
  clinic_sheet_add_column (sheet, _ ("Sum"), CLINIC_SHEET_MONEY, 0);
  for (guint i = 0; i < g_list_model_get_n_items (invoices); i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (invoices, i);

      count_in (totals, invoice);
    }
  g_array_sort (totals, compare_totals);
  for (guint i = 0; i < totals->len; i++)
    {
      Total *total = &g_array_index (totals, Total, i);

      clinic_sheet_add_row (sheet);
      clinic_sheet_put_text (sheet, 0, desk_invoice_state_name (total->state));
      clinic_sheet_put_text (sheet, 1, total->currency);
      clinic_sheet_put_number (sheet, 2, total->count);
      clinic_sheet_put_number (sheet, 3, total->amount);
    }

  return sheet;
}

ClinicWorkbook *
desk_invoice_sheet_new (ClinicSession *session, GListModel *invoices, const char *filter)
{
  ClinicLink *link = NULL;
  g_autoptr (ClinicSheet) sheet = NULL;
  g_autoptr (ClinicSheet) totals = NULL;
  g_autofree char *footer = NULL;
  ClinicWorkbook *workbook = NULL;

  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (invoices), NULL);

  link = clinic_session_get_link (session);
  footer = desk_export_dup_footer (clinic_session_get_now (session),
                                   clinic_link_get_user_name (link), filter);
  sheet = clinic_invoice_sheet_new (_ ("Registry"), invoices, desk_invoice_state,
                                    can_be_summed (invoices), filter, footer);
  totals = create_totals (invoices, filter);
  workbook = clinic_workbook_new (_ ("Registry of invoices"), clinic_link_get_user_name (link));
  clinic_workbook_add (workbook, sheet);
  clinic_workbook_add (workbook, totals);

  return workbook;
}

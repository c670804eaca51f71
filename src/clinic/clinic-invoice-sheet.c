/* clinic-invoice-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-invoice-sheet"

#include "clinic-invoice-sheet.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "clinic-file.h"

const char *
clinic_invoice_files_word (GListModel *files)
{
  if (files == NULL)
    return "";

  return g_list_model_get_n_items (files) > 0 ? C_ ("file", "yes") : C_ ("file", "no");
}

typedef enum
{
  NUMBER,
  DAY,
  CATEGORY,
  PAYER,
  COUNTERPARTY,
  TITLE,
  SUM,
  CURRENCY,
  DOCUMENT,
  ACT,
  INITIATOR,
  DECIDER,
  COMMENT,
  ID,
  STATE,
  CREATED,
  DECIDED,
  REASON,
  N_COLUMNS
} Column;

static const struct
{
  const char *name;
  ClinicSheetKind kind;
} columns[] = {
  [NUMBER] = { N_ ("No."), CLINIC_SHEET_COUNT },
  [DAY] = { N_ ("Day of payment"), CLINIC_SHEET_DATE },
  [CATEGORY] = { N_ ("Expense"), CLINIC_SHEET_TEXT },
  [PAYER] = { N_ ("Payer"), CLINIC_SHEET_TEXT },
  [COUNTERPARTY] = { N_ ("Counterparty"), CLINIC_SHEET_TEXT },
  [TITLE] = { N_ ("Number of the bill"), CLINIC_SHEET_TEXT },
  [SUM] = { N_ ("Sum"), CLINIC_SHEET_MONEY },
  [CURRENCY] = { N_ ("Currency"), CLINIC_SHEET_TEXT },
  [DOCUMENT] = { N_ ("Invoice"), CLINIC_SHEET_LINK },
  [ACT] = { N_ ("Act"), CLINIC_SHEET_LINK },
  [INITIATOR] = { N_ ("Put forward by"), CLINIC_SHEET_TEXT },
  [DECIDER] = { N_ ("Decided by"), CLINIC_SHEET_TEXT },
  [COMMENT] = { N_ ("Comment"), CLINIC_SHEET_TEXT },
  [ID] = { N_ ("ID"), CLINIC_SHEET_TEXT },
  [STATE] = { N_ ("State"), CLINIC_SHEET_TEXT },
  [CREATED] = { N_ ("Put forward on"), CLINIC_SHEET_DATE },
  [DECIDED] = { N_ ("Decided on"), CLINIC_SHEET_DATE },
  [REASON] = { N_ ("Reason of refusal"), CLINIC_SHEET_TEXT },
};

static const char *
currency_of (ClinicInvoice *invoice)
{
  const char *currency = clinic_invoice_get_currency (invoice);

  return currency != NULL && *currency != '\0' ? currency : "RUB";
}

/* unix seconds of the middle of a day: the same day in every zone */
static gint64
day_seconds (const char *day)
{
  int year = 0, month = 0, date = 0;
  g_autoptr (GDateTime) noon = NULL;

  if (day == NULL || sscanf (day, "%4d-%2d-%2d", &year, &month, &date) != 3)
    return CLINIC_SHEET_EMPTY;
  noon = g_date_time_new_local (year, month, date, 12, 0, 0);

  return noon != NULL ? g_date_time_to_unix (noon) : CLINIC_SHEET_EMPTY;
}

static gint64
seconds_or_empty (gint64 seconds)
{
  return seconds > 0 ? seconds : CLINIC_SHEET_EMPTY;
}

/* The name of the document opens its page on the portal: what fetches the file itself is a key to
 * it, and files are passed on. */
static void
put_document (ClinicSheet *sheet, ClinicInvoice *invoice)
{
  GListModel *files = clinic_invoice_get_files (invoice);
  g_autoptr (ClinicFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  const char *name = file != NULL ? clinic_file_get_name (file) : NULL;
  const char *title = clinic_invoice_get_title (invoice);
  const char *shown = name != NULL ? name : title != NULL ? title : _ ("Invoice");

  clinic_sheet_put_link (sheet, DOCUMENT, shown, clinic_invoice_get_address (invoice));
}

static void
put_invoice (ClinicSheet *sheet, ClinicInvoice *invoice, guint number)
{
  const char *bill = clinic_invoice_get_number (invoice);
  GListModel *acts = clinic_invoice_get_acts (invoice);

  clinic_sheet_add_row (sheet);
  clinic_sheet_put_number (sheet, NUMBER, number);
  clinic_sheet_put_number (sheet, DAY, day_seconds (clinic_invoice_get_paid (invoice)));
  clinic_sheet_put_text (sheet, CATEGORY, clinic_invoice_get_category (invoice));
  clinic_sheet_put_text (sheet, PAYER, clinic_invoice_get_payer (invoice));
  clinic_sheet_put_text (sheet, COUNTERPARTY, clinic_invoice_get_counterparty (invoice));
  clinic_sheet_put_text (sheet, TITLE,
                         bill != NULL && *bill != '\0' ? bill : clinic_invoice_get_title (invoice));
  clinic_sheet_put_number (sheet, SUM, clinic_invoice_get_amount (invoice));
  clinic_sheet_put_text (sheet, CURRENCY, currency_of (invoice));
  put_document (sheet, invoice);
  clinic_sheet_put_link (sheet, ACT, clinic_invoice_files_word (acts),
                         acts != NULL && g_list_model_get_n_items (acts) > 0
                           ? clinic_invoice_get_address (invoice)
                           : NULL);
  clinic_sheet_put_text (sheet, INITIATOR, clinic_invoice_get_initiator_name (invoice));
  clinic_sheet_put_text (sheet, DECIDER, clinic_invoice_get_decided_by_name (invoice));
  clinic_sheet_put_text (sheet, COMMENT, clinic_invoice_get_purpose (invoice));
  clinic_sheet_put_text (sheet, ID, clinic_invoice_get_id (invoice));
}

static void
put_state (ClinicSheet *sheet, ClinicInvoice *invoice, ClinicInvoiceStateWords state_words)
{
  clinic_sheet_put_text (sheet, STATE, state_words (invoice));
  clinic_sheet_put_number (sheet, CREATED, seconds_or_empty (clinic_invoice_get_created (invoice)));
  clinic_sheet_put_number (sheet, DECIDED, seconds_or_empty (clinic_invoice_get_decided (invoice)));
  clinic_sheet_put_text (sheet, REASON, clinic_invoice_get_reason (invoice));
}

ClinicSheet *
clinic_invoice_sheet_new (const char *title,
                          GListModel *invoices,
                          ClinicInvoiceStateWords state_words,
                          gboolean has_sum,
                          const char *filter,
                          const char *footer)
{
  ClinicSheet *sheet = clinic_sheet_new (title);
  guint n_columns = state_words != NULL ? N_COLUMNS : STATE;

  g_return_val_if_fail (G_IS_LIST_MODEL (invoices), sheet);

  if (filter != NULL)
    clinic_sheet_add_line (sheet, filter);
  clinic_sheet_set_footer (sheet, footer);
  for (guint i = 0; i < n_columns; i++)
    clinic_sheet_add_column (sheet, _ (columns[i].name), columns[i].kind, 0);
  if (has_sum)
    clinic_sheet_set_sum (sheet, SUM);
  for (guint i = 0; i < g_list_model_get_n_items (invoices); i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (invoices, i);

      put_invoice (sheet, invoice, i + 1);
      if (state_words != NULL)
        put_state (sheet, invoice, state_words);
    }

  return sheet;
}

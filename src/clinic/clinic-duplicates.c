/* clinic-duplicates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-duplicates"

#include "clinic-duplicates.h"

#include <gio/gio.h>

#include <string.h>

#include "clinic-name.h"

#define DAY_SECONDS (24 * 3600)

/* legal forms, folded: they are written before the name, behind it, or not at all */
static gboolean
is_legal_form (const char *word)
{
  static const char *const forms[] = { "ооо", "оао", "зао", "пао", "ао",  "ип", "чп",
                                       "тоо", "нко", "ано", "гуп", "муп", NULL };

  return g_strv_contains (forms, word);
}

char *
clinic_duplicates_fold (const char *counterparty)
{
  g_autofree char *folded = clinic_name_fold (counterparty != NULL ? counterparty : "");
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !is_legal_form (words[i]))
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", words[i]);

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* numbers are written with and without №, spaces, dashes and case */
static char *
fold_number (const char *number)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *at = number != NULL ? number : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (folded, g_unichar_tolower (c));
    }

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static const char *
peek_currency (ClinicInvoice *invoice)
{
  const char *currency = clinic_invoice_get_currency (invoice);

  return currency != NULL && *currency != '\0' ? currency : "RUB";
}

static gboolean
has_same_number (ClinicInvoice *one, ClinicInvoice *other)
{
  g_autofree char *number = fold_number (clinic_invoice_get_number (one));
  g_autofree char *second = fold_number (clinic_invoice_get_number (other));

  return *number != '\0' && strcmp (number, second) == 0;
}

static gboolean
has_same_sum (ClinicInvoice *one, ClinicInvoice *other)
{
  return clinic_invoice_get_amount (one) > 0 &&
         clinic_invoice_get_amount (one) == clinic_invoice_get_amount (other) &&
         strcmp (peek_currency (one), peek_currency (other)) == 0;
}

static gboolean
counts (ClinicInvoice *known)
{
  return clinic_invoice_get_state (known) != CLINIC_INVOICE_REJECTED &&
         clinic_invoice_get_state (known) != CLINIC_INVOICE_WITHDRAWN;
}

static int
compare_created (gconstpointer a, gconstpointer b, gpointer data)
{
  gint64 first = clinic_invoice_get_created ((ClinicInvoice *) a),
         second = clinic_invoice_get_created ((ClinicInvoice *) b);

  return first < second ? 1 : first > second ? -1 : 0;
}

static gboolean
may_be_same (ClinicInvoice *invoice, const char *name, ClinicInvoice *other)
{
  gint64 apart = clinic_invoice_get_created (invoice) - clinic_invoice_get_created (other);
  g_autofree char *theirs = NULL;

  if (g_strcmp0 (clinic_invoice_get_id (invoice), clinic_invoice_get_id (other)) == 0 ||
      !counts (other) || ABS (apart) > CLINIC_DUPLICATES_DAYS * DAY_SECONDS ||
      !(has_same_sum (invoice, other) || has_same_number (invoice, other)))
    return FALSE;
  theirs = clinic_duplicates_fold (clinic_invoice_get_counterparty (other));

  return strcmp (name, theirs) == 0;
}

/* --- copies --- */

static gboolean
was_agreed (ClinicInvoice *request)
{
  return clinic_invoice_get_state (request) == CLINIC_INVOICE_TO_PAY ||
         clinic_invoice_get_state (request) == CLINIC_INVOICE_PAID;
}

/* Whether a registry's row was made of this request. A registry that does not tell gets its row
 * when the request has been agreed to, with the same number and sum. */
static gboolean
is_made_of (ClinicInvoice *row, ClinicInvoice *request)
{
  const char *bill = clinic_invoice_get_bill (row);

  if (!clinic_invoice_get_copy (row) || clinic_invoice_get_copy (request))
    return FALSE;
  if (bill != NULL)
    return g_strcmp0 (bill, clinic_invoice_get_bill (request)) == 0;

  return was_agreed (request) &&
         clinic_invoice_get_created (row) >= clinic_invoice_get_created (request) &&
         has_same_sum (row, request) && has_same_number (row, request);
}

/* The last request before it; each request has one row. (transfer none) (nullable) */
static ClinicInvoice *
find_request (GPtrArray *bills, ClinicInvoice *row, GHashTable *taken)
{
  ClinicInvoice *found = NULL;

  for (guint i = 0; i < bills->len; i++)
    {
      ClinicInvoice *one = g_ptr_array_index (bills, i);

      if (is_made_of (row, one) && !g_hash_table_contains (taken, one) &&
          (found == NULL || clinic_invoice_get_created (one) > clinic_invoice_get_created (found)))
        found = one;
    }

  return found;
}

/* Of a request and its row one is left: the invoice itself, else the row. */
static void
unite (GPtrArray *bills, ClinicInvoice *invoice)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) left_out = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < bills->len; i++)
    {
      ClinicInvoice *row = g_ptr_array_index (bills, i);
      ClinicInvoice *request = find_request (bills, row, taken);

      if (request == NULL)
        continue;
      g_hash_table_add (taken, request);
      g_hash_table_add (left_out, request == invoice ? row : request);
    }
  for (guint i = bills->len; i > 0; i--)
    {
      if (g_hash_table_contains (left_out, g_ptr_array_index (bills, i - 1)))
        g_ptr_array_remove_index (bills, i - 1);
    }
}

GListModel *
clinic_duplicates_find (ClinicInvoice *invoice, GListModel *known)
{
  g_autoptr (GListStore) found = g_list_store_new (CLINIC_TYPE_INVOICE);
  g_autoptr (GPtrArray) bills = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = NULL;

  g_return_val_if_fail (CLINIC_IS_INVOICE (invoice), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (known), NULL);

  name = clinic_duplicates_fold (clinic_invoice_get_counterparty (invoice));
  g_ptr_array_add (bills, g_object_ref (invoice));
  for (guint i = 0; *name != '\0' && i < g_list_model_get_n_items (known); i++)
    {
      g_autoptr (ClinicInvoice) other = g_list_model_get_item (known, i);

      if (may_be_same (invoice, name, other))
        g_ptr_array_add (bills, g_steal_pointer (&other));
    }
  unite (bills, invoice);
  for (guint i = 0; i < bills->len; i++)
    {
      if (g_ptr_array_index (bills, i) != invoice)
        g_list_store_insert_sorted (found, g_ptr_array_index (bills, i), compare_created, NULL);
    }

  return G_LIST_MODEL (g_steal_pointer (&found));
}

/* desk-registry-totals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-registry-totals"

#include "desk-registry-totals.h"

#include <glib/gi18n.h>

#include "clinic-invoice.h"
#include "desk-format.h"

typedef struct
{
  const char *currency; /* unowned, of the first such invoice */
  gint64 amount;
} Sum;

static void
add (GArray *sums, ClinicInvoice *invoice)
{
  const char *currency = clinic_invoice_get_currency (invoice);
  Sum fresh = { currency != NULL && *currency != '\0' ? currency : "RUB",
                clinic_invoice_get_amount (invoice) };

  for (guint i = 0; i < sums->len; i++)
    {
      Sum *sum = &g_array_index (sums, Sum, i);

      if (g_str_equal (sum->currency, fresh.currency))
        {
          sum->amount += fresh.amount;
          return;
        }
    }
  g_array_append_val (sums, fresh);
}

/* (transfer full): "48 600 ₽ + 1 200 €" */
static char *
dup_sums (GArray *sums)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < sums->len; i++)
    {
      Sum *sum = &g_array_index (sums, Sum, i);
      g_autofree char *amount = desk_format_sum (sum->amount, sum->currency);

      g_string_append_printf (all, "%s%s", i > 0 ? " + " : "", amount);
    }

  return g_strdup (all->str);
}

char *
desk_registry_totals (GListModel *invoices)
{
  g_autoptr (GArray) paid = g_array_new (FALSE, FALSE, sizeof (Sum));
  g_autoptr (GArray) to_pay = g_array_new (FALSE, FALSE, sizeof (Sum));
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_invoices = g_list_model_get_n_items (invoices);
  guint n_refused = 0;
  g_autofree char *paid_sums = NULL;
  g_autofree char *to_pay_sums = NULL;

  for (guint i = 0; i < n_invoices; i++)
    {
      g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (invoices, i);
      ClinicInvoiceState state = clinic_invoice_get_state (invoice);

      if (state == CLINIC_INVOICE_PAID)
        add (paid, invoice);
      else if (state == CLINIC_INVOICE_REJECTED || state == CLINIC_INVOICE_WITHDRAWN)
        n_refused++;
      else
        add (to_pay, invoice);
    }
  g_string_append_printf (text, ngettext ("%u invoice", "%u invoices", n_invoices), n_invoices);
  paid_sums = dup_sums (paid);
  to_pay_sums = dup_sums (to_pay);
  if (paid->len > 0)
    /* Translators: sums, in each currency */
    g_string_append_printf (text, _ (" · paid %s"), paid_sums);
  if (to_pay->len > 0)
    g_string_append_printf (text, _ (" · to be paid %s"), to_pay_sums);
  if (n_refused > 0)
    g_string_append_printf (text,
                            ngettext (" · %u refused, not counted", " · %u refused, not counted",
                                      n_refused),
                            n_refused);

  return g_strdup (text->str);
}

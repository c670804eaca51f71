/* sync-bills-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-bills-rows"

#include "sync-bills-rows.h"

#include <string.h>

#include "bx-json.h"
#include "clinic-days.h"
#include "sync-invoice-map.h"

/* a bill's number: one bit for smart processes, then the list's or type's number, then the row's */
#define ROW_BITS 36
#define SMART_BIT 62

gint64
sync_bills_number (const char *invoice_id)
{
  g_auto (GStrv) parts = invoice_id != NULL ? g_strsplit (invoice_id, ":", -1) : NULL;
  gint64 holder, row;

  if (parts == NULL || g_strv_length (parts) != 3)
    return 0;
  holder = g_ascii_strtoll (parts[1], NULL, 10);
  row = g_ascii_strtoll (parts[2], NULL, 10);
  if (holder <= 0 || holder >= G_GINT64_CONSTANT (1) << (SMART_BIT - ROW_BITS) || row <= 0 ||
      row >= G_GINT64_CONSTANT (1) << ROW_BITS)
    return 0;

  return (g_str_equal (parts[0], "item") ? G_GINT64_CONSTANT (1) << SMART_BIT : 0) |
         holder << ROW_BITS | row;
}

char *
sync_bills_dup_id (gint64 number)
{
  gboolean smart = (number >> SMART_BIT & 1) != 0;
  gint64 holder = number >> ROW_BITS & ((G_GINT64_CONSTANT (1) << (SMART_BIT - ROW_BITS)) - 1);
  gint64 row = number & ((G_GINT64_CONSTANT (1) << ROW_BITS) - 1);

  return g_strdup_printf ("%s:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, smart ? "item" : "list",
                          holder, row);
}

ClinicInvoice *
sync_bills_read (SyncInvoiceScheme *scheme, const StoreInvoiceRow *row, const char *origin)
{
  const SyncInvoiceSource *source = sync_invoice_scheme_find_of (scheme, row->id, NULL);
  g_autoptr (JsonNode) node = source != NULL && source->kind != SYNC_SOURCE_PROCESS
                                ? json_from_string (row->text, NULL)
                                : NULL;
  JsonObject *object = node != NULL ? bx_json_node_object (node) : NULL;

  return object != NULL ? sync_invoice_map_row (source, object, origin) : NULL;
}

/* --- facts --- */

static guint8
get_fate (ClinicInvoice *invoice)
{
  switch (clinic_invoice_get_state (invoice))
    {
    case CLINIC_INVOICE_PAID:
      return CLINIC_BILL_PAID;
    case CLINIC_INVOICE_REJECTED:
    case CLINIC_INVOICE_WITHDRAWN:
      return CLINIC_BILL_REFUSED;
    case CLINIC_INVOICE_UNKNOWN:
    case CLINIC_INVOICE_APPROVAL:
    case CLINIC_INVOICE_REWORK:
    case CLINIC_INVOICE_TO_PAY:
    default:
      return CLINIC_BILL_OPEN;
    }
}

/* By its words and not by the number of the list's item: two lists number the same expense
 * differently. */
static guint32
key_of (ClinicFacts *facts, ClinicFactName name, const char *words)
{
  g_autofree char *text = g_strdup (words != NULL ? words : "");

  g_strstrip (text);

  return clinic_facts_key (facts, name, text, text);
}

static void
add_bill (ClinicFacts *facts, ClinicInvoice *invoice)
{
  GListModel *acts = clinic_invoice_get_acts (invoice);
  const char *paid = clinic_invoice_get_paid (invoice);
  int day = paid != NULL ? clinic_days_from_string (paid) : CLINIC_DAYS_NONE;
  const char *currency = clinic_invoice_get_currency (invoice);
  ClinicFactBill bill = {
    .id = sync_bills_number (clinic_invoice_get_id (invoice)),
    .created = clinic_invoice_get_created (invoice),
    .paid = day != CLINIC_DAYS_NONE ? clinic_days_begin (clinic_facts_get_zone (facts), day) : 0,
    .amount = clinic_invoice_get_amount (invoice),
    .category = key_of (facts, CLINIC_NAMES_CATEGORY, clinic_invoice_get_category (invoice)),
    .payer = key_of (facts, CLINIC_NAMES_PAYER, clinic_invoice_get_payer (invoice)),
    .counterparty =
      key_of (facts, CLINIC_NAMES_COUNTERPARTY, clinic_invoice_get_counterparty (invoice)),
    .currency = key_of (facts, CLINIC_NAMES_CURRENCY,
                        currency != NULL && *currency != '\0' ? currency : "RUB"),
    .fate = get_fate (invoice),
    .has_act = acts != NULL && g_list_model_get_n_items (acts) > 0,
  };

  if (bill.id != 0)
    clinic_facts_add_bill (facts, &bill);
}

void
sync_bills_fill (ClinicFacts *facts, SyncInvoiceScheme *scheme, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (ClinicInvoice) invoice =
        sync_bills_read (scheme, g_ptr_array_index (rows, i), NULL);

      if (invoice != NULL)
        add_bill (facts, invoice);
    }
}

/* --- what is not on the portal any more --- */

static gboolean
is_between (const char *day, const char *from, const char *until)
{
  return day != NULL && strcmp (day, from) >= 0 && (until == NULL || strcmp (day, until) < 0);
}

static gboolean
was_asked_for (ClinicInvoice *invoice, const char *from, const char *until)
{
  g_autoptr (GDateTime) created =
    g_date_time_new_from_unix_local (clinic_invoice_get_created (invoice));
  g_autofree char *day = created != NULL ? g_date_time_format (created, "%Y-%m-%d") : NULL;

  return is_between (clinic_invoice_get_paid (invoice), from, until) ||
         is_between (day, from, until);
}

GPtrArray *
sync_bills_find_gone (SyncInvoiceScheme *scheme,
                      GPtrArray *rows,
                      const char *from,
                      const char *until,
                      GHashTable *present)
{
  GPtrArray *gone = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const StoreInvoiceRow *row = g_ptr_array_index (rows, i);
      g_autoptr (ClinicInvoice) invoice =
        g_hash_table_contains (present, row->id) ? NULL : sync_bills_read (scheme, row, NULL);

      if (invoice != NULL && was_asked_for (invoice, from, until))
        g_ptr_array_add (gone, g_strdup (row->id));
    }

  return gone;
}

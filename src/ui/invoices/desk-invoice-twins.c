/* desk-invoice-twins.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-invoice-twins"

#include "desk-invoice-twins.h"

#include "clinic-duplicates.h"

/* many change together */
#define SETTLE_MS 200

struct _DeskInvoiceTwins
{
  GObject parent_instance;

  ClinicInvoices *invoices; /* owned */
  GHashTable *by_name;      /* owned (folded counterparty: GListStore of ClinicInvoice) */
  guint source;
};

G_DEFINE_FINAL_TYPE (DeskInvoiceTwins, desk_invoice_twins, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
add (DeskInvoiceTwins *self, ClinicInvoice *invoice)
{
  const char *counterparty = clinic_invoice_get_counterparty (invoice);
  g_autofree char *name =
    counterparty != NULL && *counterparty != '\0' ? clinic_duplicates_fold (counterparty) : NULL;
  GListStore *same = NULL;

  if (name == NULL || *name == '\0')
    return;
  same = g_hash_table_lookup (self->by_name, name);
  if (same == NULL)
    {
      same = g_list_store_new (CLINIC_TYPE_INVOICE);
      g_hash_table_insert (self->by_name, g_steal_pointer (&name), same);
    }
  g_list_store_append (same, invoice);
}

static void
build (DeskInvoiceTwins *self)
{
  GListModel *lists[] = { clinic_invoices_get_mine (self->invoices),
                          clinic_invoices_get_registry (self->invoices) };
  GListModel *tasks = clinic_invoices_get_tasks (self->invoices);

  g_hash_table_remove_all (self->by_name);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < g_list_model_get_n_items (lists[i]); j++)
      {
        g_autoptr (ClinicInvoice) invoice = g_list_model_get_item (lists[i], j);

        add (self, invoice);
      }
  for (guint j = 0; j < g_list_model_get_n_items (tasks); j++)
    {
      g_autoptr (ClinicTask) task = g_list_model_get_item (tasks, j);

      if (clinic_task_get_invoice (task) != NULL)
        add (self, clinic_task_get_invoice (task));
    }
}

static gboolean
on_build_cb (gpointer user_data)
{
  DeskInvoiceTwins *self = DESK_INVOICE_TWINS (user_data);

  self->source = 0;
  build (self);
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
build_soon (DeskInvoiceTwins *self)
{
  if (self->source == 0)
    self->source = g_timeout_add_full (G_PRIORITY_LOW, SETTLE_MS, on_build_cb, self, NULL);
}

static void
desk_invoice_twins_dispose (GObject *object)
{
  DeskInvoiceTwins *self = DESK_INVOICE_TWINS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->invoices);
  g_hash_table_remove_all (self->by_name);

  G_OBJECT_CLASS (desk_invoice_twins_parent_class)->dispose (object);
}

static void
desk_invoice_twins_finalize (GObject *object)
{
  g_clear_pointer (&DESK_INVOICE_TWINS (object)->by_name, g_hash_table_unref);

  G_OBJECT_CLASS (desk_invoice_twins_parent_class)->finalize (object);
}

static void
desk_invoice_twins_class_init (DeskInvoiceTwinsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_invoice_twins_dispose;
  object_class->finalize = desk_invoice_twins_finalize;
  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_INVOICE_TWINS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_invoice_twins_init (DeskInvoiceTwins *self)
{
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

DeskInvoiceTwins *
desk_invoice_twins_new (ClinicInvoices *invoices)
{
  DeskInvoiceTwins *self = g_object_new (DESK_TYPE_INVOICE_TWINS, NULL);
  GListModel *lists[] = { clinic_invoices_get_tasks (invoices), clinic_invoices_get_mine (invoices),
                          clinic_invoices_get_registry (invoices) };

  self->invoices = g_object_ref (invoices);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    g_signal_connect_object (lists[i], "items-changed", G_CALLBACK (build_soon), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (invoices, "state-changed", G_CALLBACK (build_soon), self,
                           G_CONNECT_SWAPPED);
  build_soon (self);

  return self;
}

GListModel *
desk_invoice_twins_find (DeskInvoiceTwins *self, ClinicInvoice *invoice)
{
  const char *counterparty = NULL;
  g_autofree char *name = NULL;
  GListStore *same = NULL;

  g_return_val_if_fail (DESK_IS_INVOICE_TWINS (self), NULL);

  counterparty = clinic_invoice_get_counterparty (invoice);
  name = counterparty != NULL ? clinic_duplicates_fold (counterparty) : NULL;
  same = name != NULL ? g_hash_table_lookup (self->by_name, name) : NULL;
  if (same == NULL)
    return G_LIST_MODEL (g_list_store_new (CLINIC_TYPE_INVOICE));

  return clinic_duplicates_find (invoice, G_LIST_MODEL (same));
}

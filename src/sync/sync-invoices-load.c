/* sync-invoices-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What this computer has of them, before the portal is asked.
 */

#define G_LOG_DOMAIN "sync-invoices-load"

#include "sync-invoices-private.h"

#include "bx-json.h"

typedef struct
{
  SyncInvoices *self; /* owned */
  const char *part;
} Loading;

static void
end_part (SyncInvoices *self)
{
  if (--self->n_loading > 0)
    return;
  sync_invoices_emit_state (self);
  sync_invoices_begin_when_ready (self);
}

static void
on_rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Loading *loading = user_data;
  g_autoptr (SyncInvoices) self = loading->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    store_repository_list_invoice_rows_finish (STORE_REPOSITORY (source), result, &error);

  if (self->stopped)
    return;
  if (rows != NULL)
    sync_invoice_shelf_take_stored (self->shelf, loading->part, rows);
  else
    g_warning ("The invoices cannot be read: %s", error->message);
  end_part (self);
}

/* documents before the tasks that are about them */
static void
load_rows (SyncInvoices *self)
{
  static const char *const parts[] = { SYNC_INVOICE_PART_DOCUMENT, SYNC_INVOICE_PART_MINE,
                                       SYNC_INVOICE_PART_QUEUE, SYNC_INVOICE_PART_TASK };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      Loading *loading = g_new0 (Loading, 1);

      self->n_loading++;
      loading->self = g_object_ref (self);
      loading->part = parts[i];
      store_repository_list_invoice_rows_async (sync_context_get_store (self->context), parts[i],
                                                NULL, NULL, self->cancellable, on_rows_read_cb,
                                                loading);
    }
  sync_invoice_registry_load (self->registry, SYNC_INVOICES_REGISTRY_DAYS);
}

static void
on_as_of_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncInvoices) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);

  if (self->stopped)
    return;
  if (text != NULL && self->as_of == 0)
    self->as_of = g_ascii_strtoll (text, NULL, 10);
  end_part (self);
}

static void
on_drafts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncInvoices) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);

  if (self->stopped)
    return;
  if (self->drafts == NULL)
    self->drafts = g_steal_pointer (&text);
  end_part (self);
}

static void
on_scheme_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncInvoices) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (self->stopped)
    return;
  if (node != NULL && bx_json_node_object (node) != NULL && self->scheme == NULL)
    sync_invoices_use_description (self, bx_json_node_object (node), TRUE);
  load_rows (self);
  end_part (self);
}

void
sync_invoices_load (SyncInvoices *self)
{
  StoreRepository *store;

  g_return_if_fail (SYNC_IS_INVOICES (self));

  store = sync_context_get_store (self->context);
  self->n_loading = 3;
  store_repository_get_document_async (store, SYNC_INVOICES_AS_OF, self->cancellable,
                                       on_as_of_read_cb, g_object_ref (self));
  /* before the scheme: with it there is a form */
  store_repository_get_document_async (store, SYNC_INVOICES_DRAFTS, self->cancellable,
                                       on_drafts_read_cb, g_object_ref (self));
  store_repository_get_document_async (store, SYNC_INVOICES_SCHEME, self->cancellable,
                                       on_scheme_read_cb, g_object_ref (self));
}

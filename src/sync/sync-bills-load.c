/* sync-bills-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-bills-load"

#include "sync-bills-load.h"

#include "sync-bills-rows.h"
#include "sync-invoice-shelf.h"

/* Owned by its task; the thread has it alone while it works. */
typedef struct
{
  SyncInvoiceScheme *scheme; /* owned, (nullable) */
  ClinicFacts *facts;        /* owned, (nullable): to be filled */
  GHashTable *wanted;        /* owned, (nullable): set of ids of the wanted invoices */
  GPtrArray *rows;           /* owned, (nullable): StoreInvoiceRow */
  char *origin;              /* owned, (nullable) */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->scheme, sync_invoice_scheme_unref);
  g_clear_object (&load->facts);
  g_clear_pointer (&load->wanted, g_hash_table_unref);
  g_clear_pointer (&load->rows, g_ptr_array_unref);
  g_clear_pointer (&load->origin, g_free);
  g_free (load);
}

static void
facts_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;

  if (load->scheme != NULL)
    sync_bills_fill (load->facts, load->scheme, load->rows);
  clinic_facts_seal (load->facts);
  g_task_return_pointer (task, g_steal_pointer (&load->facts), g_object_unref);
}

static void
invoices_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; load->scheme != NULL && i < load->rows->len; i++)
    {
      const StoreInvoiceRow *row = g_ptr_array_index (load->rows, i);
      ClinicInvoice *invoice = g_hash_table_contains (load->wanted, row->id)
                                 ? sync_bills_read (load->scheme, row, load->origin)
                                 : NULL;

      if (invoice != NULL)
        g_hash_table_insert (found, g_strdup (row->id), invoice);
    }
  g_task_return_pointer (task, found, (GDestroyNotify) g_hash_table_unref);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->rows =
    store_repository_list_invoice_rows_finish (STORE_REPOSITORY (source), result, &error);
  if (load->rows != NULL)
    g_task_run_in_thread (task, load->facts != NULL ? facts_worker : invoices_worker);
  else
    g_task_return_error (task, error);
}

/* Takes facts and wanted over: one of them. */
static void
start (StoreRepository *store,
       SyncInvoiceScheme *scheme,
       ClinicFacts *facts,
       GHashTable *wanted,
       const char *origin,
       GTask *task)
{
  Load *load = g_new0 (Load, 1);

  load->scheme = scheme != NULL ? sync_invoice_scheme_ref (scheme) : NULL;
  load->facts = facts;
  load->wanted = wanted;
  load->origin = g_strdup (origin);
  g_task_set_task_data (task, load, load_free);
  store_repository_list_invoice_rows_async (store, SYNC_INVOICE_PART_REGISTRY, NULL, NULL,
                                            g_task_get_cancellable (task), on_listed_cb, task);
}

void
sync_bills_load_facts_async (StoreRepository *store,
                             SyncInvoiceScheme *scheme,
                             ClinicFacts *facts,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_bills_load_facts_async);
  start (store, scheme, facts, NULL, NULL, task);
}

ClinicFacts *
sync_bills_load_facts_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
sync_bills_load_invoices_async (StoreRepository *store,
                                SyncInvoiceScheme *scheme,
                                GArray *numbers,
                                const char *origin,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  GHashTable *wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_task_set_source_tag (task, sync_bills_load_invoices_async);
  for (guint i = 0; i < numbers->len; i++)
    g_hash_table_add (wanted, sync_bills_dup_id (g_array_index (numbers, gint64, i)));
  start (store, scheme, NULL, wanted, origin, task);
}

GHashTable *
sync_bills_load_invoices_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

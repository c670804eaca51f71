/* sync-bills-span.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-bills-span"

#include "sync-bills-span.h"

#include "clinic-days.h"
#include "sync-bills-rows.h"
#include "sync-invoice-ask.h"
#include "sync-invoice-keep.h"
#include "sync-invoice-shelf.h"

/* pages of 50 in a batch */
#define PAGES 40

/* Owned by its task. While a thread works on it nobody else touches it. */
typedef struct
{
  SyncContext *context;      /* owned */
  SyncInvoiceScheme *scheme; /* owned */
  char *from, *until;        /* owned, until (nullable): YYYY-MM-DD */
  BxList *list;              /* owned, (nullable): being read */
  GPtrArray *kept;           /* owned, (nullable): StoreInvoiceRow: before it was read */
  GPtrArray *pages;          /* owned, (nullable): JsonArray: just read */
  GPtrArray *rows;           /* owned, (nullable): StoreInvoiceRow: made of the pages */
  GPtrArray *gone;           /* owned, (nullable): ids */
  GHashTable *present;       /* owned: set of ids */
  guint source;              /* being read */
  guint ask;
  guint n_read;    /* sources */
  guint n_refused; /* sources that this person may not read */
} Span;

static void read_next (GTask *task);

static void
span_free (gpointer data)
{
  Span *span = data;

  g_clear_object (&span->context);
  g_clear_pointer (&span->scheme, sync_invoice_scheme_unref);
  g_clear_pointer (&span->from, g_free);
  g_clear_pointer (&span->until, g_free);
  g_clear_object (&span->list);
  g_clear_pointer (&span->kept, g_ptr_array_unref);
  g_clear_pointer (&span->pages, g_ptr_array_unref);
  g_clear_pointer (&span->rows, g_ptr_array_unref);
  g_clear_pointer (&span->gone, g_ptr_array_unref);
  g_clear_pointer (&span->present, g_hash_table_unref);
  g_free (span);
}

/* (transfer none) (nullable) */
static const SyncInvoiceSource *
get_source (Span *span)
{
  GPtrArray *sources = sync_invoice_scheme_get_sources (span->scheme);

  return span->source < sources->len ? g_ptr_array_index (sources, span->source) : NULL;
}

/* --- into the store --- */

static void
on_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Span *span = g_task_get_task_data (task);
  GError *error = NULL;

  if (!store_repository_put_invoice_rows_finish (STORE_REPOSITORY (source), result, &error))
    g_task_return_error (task, error);
  else if (span->gone != NULL)
    g_task_return_boolean (task, TRUE);
  else
    read_next (g_steal_pointer (&task));
}

/* Takes task and rows over. */
static void
put (GTask *task, GPtrArray *rows, GPtrArray *gone)
{
  Span *span = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  store_repository_put_invoice_rows_async (sync_context_get_store (span->context),
                                           SYNC_INVOICE_PART_REGISTRY, rows, gone, FALSE,
                                           cancellable, on_put_cb, task);
}

/* --- what is gone --- */

static void
find_gone_worker (GTask *worker, gpointer source, gpointer data, GCancellable *cancellable)
{
  Span *span = g_task_get_task_data (data);

  span->gone =
    sync_bills_find_gone (span->scheme, span->kept, span->from, span->until, span->present);
  g_task_return_boolean (worker, TRUE);
}

static void
on_gone_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Span *span = g_task_get_task_data (task);
  GPtrArray *none = g_ptr_array_new_with_free_func ((GDestroyNotify) store_invoice_row_free);

  put (g_steal_pointer (&task), none, span->gone);
}

/* The thread sees the task and does not own it: the callback does, which takes it over. */
static void
run_worker (GTask *task, GTaskThreadFunc function, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) worker = g_task_new (NULL, NULL, callback, task);

  g_task_set_source_tag (worker, run_worker);
  g_task_set_task_data (worker, task, NULL);
  g_task_run_in_thread (worker, function);
}

/* Takes the task over. What a source has that was not read stays: it was not asked for. */
static void
end (GTask *task)
{
  Span *span = g_task_get_task_data (task);

  if (span->n_read == 0 && span->n_refused > 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                               "the registry cannot be read");
      g_object_unref (task);
    }
  else if (span->n_refused > 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else
    {
      run_worker (task, find_gone_worker, on_gone_found_cb);
    }
}

/* --- reading --- */

static void
take_pages_worker (GTask *worker, gpointer source, gpointer data, GCancellable *cancellable)
{
  Span *span = g_task_get_task_data (data);
  g_autoptr (GPtrArray) rows = sync_invoice_rows_new ();

  for (guint i = 0; i < span->pages->len; i++)
    sync_invoice_ask_take (get_source (span), g_ptr_array_index (span->pages, i), rows);
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (span->present, g_strdup (((SyncInvoiceRow *) rows->pdata[i])->id));
  span->rows = sync_invoice_keep_write_registry (span->scheme, rows);
  g_clear_pointer (&span->pages, g_ptr_array_unref);
  g_task_return_boolean (worker, TRUE);
}

static void
on_pages_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Span *span = g_task_get_task_data (task);
  GPtrArray *rows = g_steal_pointer (&span->rows);

  put (g_steal_pointer (&task), rows, NULL);
}

static void
on_pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Span *span = g_task_get_task_data (task);
  GError *error = NULL;

  span->pages = bx_list_next_finish (BX_LIST (source), result, &error);
  if (span->pages != NULL)
    {
      sync_context_note_success (span->context);
      run_worker (g_steal_pointer (&task), take_pages_worker, on_pages_taken_cb);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || sync_error_is_passing (error))
    {
      sync_context_note_error (span->context, error);
      g_task_return_error (task, error);
      return;
    }
  /* a list that this person may not read is not the portal's failure */
  g_debug ("A registry cannot be read: %s", error->message);
  g_clear_error (&error);
  g_clear_object (&span->list);
  span->n_refused++;
  span->source++;
  span->ask = 0;
  read_next (g_steal_pointer (&task));
}

/* Goes on with the list, or the next question that can be asked. Takes the task over. */
static void
read_next (GTask *task)
{
  Span *span = g_task_get_task_data (task);
  const SyncInvoiceSource *source;

  if (span->list != NULL && bx_list_is_done (span->list))
    {
      g_clear_object (&span->list);
      span->ask++;
    }
  while (span->list == NULL && (source = get_source (span)) != NULL)
    {
      if (span->ask < SYNC_N_INVOICE_ASKS)
        {
          span->list = sync_invoice_ask_new (span->context, source, (SyncInvoiceAsk) span->ask,
                                             span->from, span->until);
          if (span->list != NULL)
            bx_list_set_pages (span->list, PAGES);
          else
            span->ask++;
        }
      else
        {
          span->n_read += source->kind != SYNC_SOURCE_PROCESS ? 1 : 0;
          span->source++;
          span->ask = 0;
        }
    }
  if (span->list != NULL)
    bx_list_next_async (span->list, g_task_get_cancellable (task), on_pages_cb, task);
  else
    end (task);
}

static void
on_kept_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Span *span = g_task_get_task_data (task);
  GError *error = NULL;

  span->kept =
    store_repository_list_invoice_rows_finish (STORE_REPOSITORY (source), result, &error);
  if (span->kept != NULL)
    read_next (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
sync_bills_span_async (SyncContext *context,
                       SyncInvoiceScheme *scheme,
                       int from,
                       int until,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Span *span = g_new0 (Span, 1);

  g_task_set_source_tag (task, sync_bills_span_async);
  span->context = g_object_ref (context);
  span->scheme = sync_invoice_scheme_ref (scheme);
  span->from = clinic_days_to_string (from);
  span->until = until != CLINIC_DAYS_NONE ? clinic_days_to_string (until) : NULL;
  span->present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, span, span_free);
  /* before the portal is asked: what comes meanwhile from elsewhere is not taken for gone */
  store_repository_list_invoice_rows_async (sync_context_get_store (context),
                                            SYNC_INVOICE_PART_REGISTRY, NULL, NULL, cancellable,
                                            on_kept_listed_cb, task);
}

gboolean
sync_bills_span_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* sync-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pages"

#include "sync-pages.h"

#define PAGE 50

/* One list; owned by its task. */
typedef struct
{
  SyncContext *context; /* owned */
  char *method;         /* owned */
  JsonNode *params;     /* owned */
  SyncPageFunc page;
  gpointer user_data; /* of page */
  gint64 pages;       /* read */
  gint64 n_pages;
} Reading;

static void read_pages (GTask *task);

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->params, json_node_unref);
  g_clear_pointer (&reading->method, g_free);
  g_clear_object (&reading->context);
  g_slice_free (Reading, reading);
}

static gboolean
take_pages (Reading *reading, BxBatchAnswer *answers, GError **error)
{
  while (reading->pages < reading->n_pages)
    {
      g_autofree char *key = g_strdup_printf ("p%" G_GINT64_FORMAT, reading->pages);
      g_autoptr (BxAnswer) answer = NULL;
      JsonArray *rows;

      if (!bx_batch_answer_has (answers, key))
        return TRUE;
      answer = bx_batch_answer_dup (answers, key, error);
      if (answer == NULL)
        return FALSE;
      rows = bx_answer_get_array (answer);
      if (rows != NULL)
        reading->page (rows, reading->user_data);
      if (bx_answer_get_total (answer) >= 0)
        reading->n_pages = (bx_answer_get_total (answer) + PAGE - 1) / PAGE;
      reading->pages++;
    }

  return TRUE;
}

static void
on_pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  gint64 before = reading->pages;

  if (answers == NULL || !take_pages (reading, answers, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  sync_context_note_success (reading->context);
  /* a batch that brings nothing would be asked for for ever */
  if (reading->pages < reading->n_pages && reading->pages > before)
    read_pages (g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/* The first question tells how many pages there are. Takes the task over. */
static void
read_pages (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  JsonObject *params = json_node_get_object (reading->params);
  g_autoptr (BxBatch) batch = bx_batch_new (TRUE);
  gint64 last = reading->pages == 0 ? 1 : MIN (reading->n_pages, reading->pages + BX_BATCH_MAX);

  for (gint64 page = reading->pages; page < last; page++)
    {
      g_autofree char *key = g_strdup_printf ("p%" G_GINT64_FORMAT, page);

      json_object_set_int_member (params, "start", page * PAGE);
      bx_batch_add (batch, key, reading->method, reading->params, NULL);
    }
  reading->n_pages = MAX (reading->n_pages, 1);
  bx_client_batch_async (sync_context_get_client (reading->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_READ, g_task_get_cancellable (task), on_pages_cb, task);
}

void
sync_pages_read_async (SyncContext *context,
                       const char *method,
                       JsonNode *params,
                       SyncPageFunc page,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_slice_new0 (Reading);

  g_task_set_source_tag (task, sync_pages_read_async);
  reading->context = g_object_ref (context);
  reading->method = g_strdup (method);
  reading->params = params;
  reading->page = page;
  reading->user_data = user_data;
  g_task_set_task_data (task, reading, reading_free);
  read_pages (task);
}

gboolean
sync_pages_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

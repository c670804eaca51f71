/* sync-mis-doubles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-doubles"

#include "sync-mis-doubles.h"

#include "bx-json.h"

/* owned by the task */
typedef struct
{
  SyncContext *context; /* owned */
  GArray *doubles;      /* owned, of SyncMisDouble: those that are left */
} Work;

static void delete_some (GTask *task);

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->context);
  g_clear_pointer (&work->doubles, g_array_unref);
  g_slice_free (Work, work);
}

static void
on_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answers == NULL)
    g_task_return_error (task, error);
  else
    delete_some (g_steal_pointer (&task));
}

/* docs: crm/universal/crm-item-delete. Takes the task over. */
static void
delete_some (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  guint length = MIN (work->doubles->len, BX_BATCH_MAX);

  if (length == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_clear_object (&task);
      return;
    }
  for (guint i = 0; i < length; i++)
    {
      SyncMisDouble *one = &g_array_index (work->doubles, SyncMisDouble, i);
      g_autofree char *name = g_strdup_printf ("d%u", i);
      g_autoptr (JsonNode) params =
        bx_json_build ("{'entityTypeId': %d, 'id': %" G_GINT64_FORMAT "}", (int) one->entity,
                       one->id);

      bx_batch_add (batch, name, "crm.item.delete", params, NULL);
    }
  g_debug ("%u were made twice, and go again", length);
  g_array_remove_range (work->doubles, 0, length);
  bx_client_batch_async (sync_context_get_client (work->context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_WRITE, g_task_get_cancellable (task), on_deleted_cb, task);
}

void
sync_mis_doubles_delete_async (SyncContext *context,
                               GArray *doubles,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_slice_new0 (Work);

  g_task_set_source_tag (task, sync_mis_doubles_delete_async);
  work->context = g_object_ref (context);
  work->doubles = g_array_ref (doubles);
  g_task_set_task_data (task, work, work_free);
  delete_some (task);
}

gboolean
sync_mis_doubles_delete_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* sync-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-reader"

#include "sync-reader.h"

#include "bx-json.h"
#include "bx-list.h"

/* a batch of so many pages is answered in a few seconds by a slow portal too */
#define PAGES 30

/* One reading; owned by its task. */
typedef struct
{
  BxList *list;     /* owned */
  GPtrArray *pages; /* owned, (nullable): JsonArray, read and not given away yet */
  guint next;       /* of pages */
  SyncPageFunc page;
  gpointer user_data; /* unowned: page's */
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->list);
  g_clear_pointer (&reading->pages, g_ptr_array_unref);
  g_slice_free (Reading, reading);
}

static void read_next (GTask *task);

/* a page at a time */
static gboolean
on_idle_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Reading *reading = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (reading->next < reading->pages->len)
    {
      reading->page (g_ptr_array_index (reading->pages, reading->next++), reading->user_data);
      return G_SOURCE_CONTINUE;
    }
  g_clear_pointer (&reading->pages, g_ptr_array_unref);
  if (bx_list_is_done (reading->list))
    g_task_return_boolean (task, TRUE);
  else
    read_next (g_steal_pointer (&task));

  return G_SOURCE_REMOVE;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->pages = bx_list_next_finish (BX_LIST (source), result, &error);
  if (reading->pages == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  reading->next = 0;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle_cb, g_steal_pointer (&task), g_object_unref);
}

static void
read_next (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  bx_list_next_async (reading->list, g_task_get_cancellable (task), on_read_cb, task);
}

void
sync_reader_read_async (SyncContext *context,
                        ClinicEntity entity,
                        JsonObject *filter,
                        JsonArray *select,
                        BxPriority priority,
                        SyncPageFunc page,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (context, cancellable, callback, user_data);
  g_autoptr (JsonNode) params = bx_json_build ("{'entityTypeId': %d}", (int) entity);
  Reading *reading = g_slice_new0 (Reading);

  g_task_set_source_tag (task, sync_reader_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  json_object_set_object_member (json_node_get_object (params), "filter", filter);
  json_object_set_array_member (json_node_get_object (params), "select", select);
  reading->page = page;
  reading->user_data = user_data;
  reading->list = bx_list_new (sync_context_get_client (context), "crm.item.list", params, "items",
                               "id", 0, priority);
  bx_list_set_pages (reading->list, PAGES);
  read_next (g_steal_pointer (&task));
}

gboolean
sync_reader_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
sync_reader_format_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+00:00") : NULL;
}

void
sync_reader_set_time (JsonObject *filter, const char *operation, const char *field, gint64 seconds)
{
  g_autofree char *text = sync_reader_format_time (seconds);
  g_autofree char *key = g_strconcat (operation, field, NULL);

  json_object_set_string_member (filter, key, text);
}

/* sync-archive-messages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-archive-messages"

#include "sync-archive-messages.h"

#include "bx-error.h"
#include "bx-json.h"
#include "sync-ladder.h"
#include "sync-pages.h"
#include "sync-reader.h"

#define DEAL 2

/* One period; owned by its task. */
typedef struct
{
  SyncContext *context; /* owned */
  GHashTable *visits;   /* owned: id of a deal -> JsonArray, its messages */
  gint64 from;
  gint64 to; /* 0: what was written or changed since */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->context);
  g_clear_pointer (&reading->visits, g_hash_table_unref);
  g_slice_free (Reading, reading);
}

/* --- into the store --- */

static void
on_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (store_repository_add_reminders_finish (STORE_REPOSITORY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* An answer without a message of ours is no answer to a reminder. Takes the task over. */
static void
put (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (StoreReminders));
  GHashTableIter iter;
  gpointer id, messages;

  g_hash_table_iter_init (&iter, reading->visits);
  while (g_hash_table_iter_next (&iter, &id, &messages))
    {
      StoreReminders row = { *(gint64 *) id, sync_ladder_read (messages) };

      if (row.reminders & (CLINIC_REMINDERS_SENT | CLINIC_REMINDERS_FAILED))
        g_array_append_val (rows, row);
    }
  store_repository_add_reminders_async (sync_context_get_store (reading->context), rows,
                                        g_task_get_cancellable (task), on_put_cb, task);
}

/* --- from the portal --- */

/* (transfer full) */
static JsonNode *
new_question (Reading *reading)
{
  JsonNode *params =
    bx_json_build ("{'order': {'ID': 'ASC'}, 'select': ['ID', 'OWNER_ID', 'PROVIDER_ID',"
                   " 'DIRECTION', 'SETTINGS'], 'filter': {'OWNER_TYPE_ID': %d, '@PROVIDER_ID':"
                   " ['CRM_SMS', 'CRM_WHATSAPP', 'CRM_TELEGRAM', 'CRM_NOTIFICATION']}}",
                   DEAL);
  JsonObject *filter = json_object_get_object_member (json_node_get_object (params), "filter");

  if (reading->to == 0)
    {
      sync_reader_set_time (filter, ">=", "LAST_UPDATED", reading->from);
    }
  else
    {
      sync_reader_set_time (filter, ">=", "CREATED", reading->from);
      sync_reader_set_time (filter, "<", "CREATED", reading->to);
    }

  return params;
}

static void
take_messages (JsonArray *rows, gpointer user_data)
{
  Reading *reading = g_task_get_task_data (user_data);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      gint64 id = bx_json_get_int (bx_json_node_object (node), "OWNER_ID", 0);
      JsonArray *messages = g_hash_table_lookup (reading->visits, &id);

      if (id <= 0)
        continue;
      if (messages == NULL)
        {
          messages = json_array_new ();
          g_hash_table_insert (reading->visits, g_memdup2 (&id, sizeof id), messages);
        }
      json_array_add_element (messages, json_node_copy (node));
    }
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, BX_ERROR, BX_ERROR_DENIED) ||
         g_error_matches (error, BX_ERROR, BX_ERROR_SCOPE) ||
         g_error_matches (error, BX_ERROR, BX_ERROR_NO_METHOD) ||
         g_error_matches (error, BX_ERROR, BX_ERROR_REMOTE);
}

static void
on_messages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (sync_pages_read_finish (result, &error))
    put (g_steal_pointer (&task));
  else if (is_refusal (error))
    {
      g_debug ("The portal does not show its messages: %s", error->message);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      sync_context_note_error (reading->context, error);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

void
sync_archive_messages_async (SyncContext *context,
                             gint64 from,
                             gint64 to,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading = g_slice_new0 (Reading);

  g_task_set_source_tag (task, sync_archive_messages_async);
  reading->context = g_object_ref (context);
  reading->visits =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) json_array_unref);
  reading->from = from;
  reading->to = to;
  g_task_set_task_data (task, reading, reading_free);
  sync_pages_read_async (context, "crm.activity.list", new_question (reading), take_messages,
                         cancellable, on_messages_cb, task);
}

gboolean
sync_archive_messages_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

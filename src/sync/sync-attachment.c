/* sync-attachment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-attachment"

#include "sync-attachment.h"

#include "bx-json.h"
#include "sync-news-map.h"
#include "sync-stream.h"

static void
on_described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  ClinicFile *file = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  JsonObject *row = answer != NULL ? bx_answer_get_object (answer) : NULL;
  const char *address = bx_json_get_string (row, "DOWNLOAD_URL");

  if (answer == NULL)
    {
      g_task_return_error (task, sync_translate_error (error));
      return;
    }
  sync_news_map_file (file, row);
  sync_stream_open (BX_CLIENT (source), address, "the portal does not give this file",
                    g_steal_pointer (&task));
}

void
sync_attachment_open_async (SyncContext *context,
                            ClinicFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (JsonNode) params =
    bx_json_build ("{'id': %" G_GINT64_FORMAT "}", clinic_file_get_id (file));

  g_task_set_source_tag (task, sync_attachment_open_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  bx_client_call_async (sync_context_get_client (context), "disk.attachedObject.get", params,
                        BX_PRIORITY_PERSON, BX_CALL_READ, cancellable, on_described_cb, task);
}

GInputStream *
sync_attachment_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* sync-recording.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recording of a call: the statistics name its address, or a file of the portal's disk, which
 * is asked for an address of its own (voximplant.statistic.get, disk.file.get). Both hold a secret:
 * they are asked for anew each time, and are neither kept nor logged.
 */

#define G_LOG_DOMAIN "sync-recording"

#include "sync-recording.h"

#include "bx-json.h"
#include "sync-stream.h"

#define MISSING "the portal has no recording of this call"

static void
on_file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  const char *address =
    answer != NULL ? bx_json_get_string (bx_answer_get_object (answer), "DOWNLOAD_URL") : NULL;

  if (answer == NULL)
    g_task_return_error (task, sync_translate_error (error));
  else
    sync_stream_open (BX_CLIENT (source), address, MISSING, g_steal_pointer (&task));
}

static void
on_row_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;
  JsonObject *row = rows != NULL && json_array_get_length (rows) > 0
                      ? bx_json_node_object (json_array_get_element (rows, 0))
                      : NULL;
  const char *address = bx_json_get_string (row, "CALL_RECORD_URL");
  gint64 file = bx_json_get_int (row, "RECORD_FILE_ID", 0);
  g_autoptr (JsonNode) params = NULL;

  if (answer == NULL)
    {
      g_task_return_error (task, sync_translate_error (error));
    }
  else if ((address == NULL || *address == '\0') && file > 0)
    {
      params = bx_json_build ("{'id': %" G_GINT64_FORMAT "}", file);
      bx_client_call_async (BX_CLIENT (source), "disk.file.get", params, BX_PRIORITY_PERSON,
                            BX_CALL_READ, g_task_get_cancellable (task), on_file_cb,
                            g_object_ref (task));
    }
  else
    {
      sync_stream_open (BX_CLIENT (source), address, MISSING, g_steal_pointer (&task));
    }
}

void
sync_recording_open_async (SyncContext *context,
                           ClinicCallRecord *call,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (JsonNode) params =
    bx_json_build ("{'FILTER': {'CALL_ID': %s}, 'start': -1}", clinic_call_record_get_id (call));

  g_task_set_source_tag (task, sync_recording_open_async);
  bx_client_call_async (sync_context_get_client (context), "voximplant.statistic.get", params,
                        BX_PRIORITY_PERSON, BX_CALL_READ, cancellable, on_row_cb, task);
}

GInputStream *
sync_recording_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* sync-stream.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-stream"

#include "sync-stream.h"

#include "clinic-error.h"

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  GInputStream *stream = bx_client_open_finish (BX_CLIENT (source), result, &error);

  if (stream != NULL)
    g_task_return_pointer (task, stream, g_object_unref);
  else
    g_task_return_error (task, sync_translate_error (error));
}

void
sync_stream_open (BxClient *client, const char *address, const char *missing, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (address != NULL && *address != '\0')
    {
      bx_client_open_async (client, address, cancellable, on_opened_cb, task);
      return;
    }
  g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "%s", missing);
  g_object_unref (task);
}

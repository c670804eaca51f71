/* sync-invoice-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-file"

#include "sync-invoice-file.h"

#include "bx-json.h"
#include "clinic-error.h"
#include "sync-attachment.h"
#include "sync-stream.h"

static void
on_attachment_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GInputStream *stream = sync_attachment_open_finish (result, &error);

  if (stream != NULL)
    g_task_return_pointer (task, stream, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* (transfer none) (nullable): urlMachine of the file with this id */
static const char *
find_address (JsonNode *node, gint64 id)
{
  JsonObject *object = node != NULL ? bx_json_node_object (node) : NULL;
  JsonArray *array = node != NULL ? bx_json_node_array (node) : NULL;
  const char *found = NULL;

  if (object != NULL)
    return bx_json_get_int (object, "id", 0) == id ? bx_json_get_string (object, "urlMachine")
                                                   : NULL;
  for (guint i = 0; array != NULL && found == NULL && i < json_array_get_length (array); i++)
    found = find_address (json_array_get_element (array, i), id);

  return found;
}

static void
on_item_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  ClinicFile *file = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  JsonObject *item =
    answer != NULL ? bx_json_get_object (bx_answer_get_object (answer), "item") : NULL;
  g_auto (GStrv) parts = g_strsplit (clinic_file_get_holder (file), ":", 4);
  const char *address = NULL;

  if (answer == NULL)
    {
      g_task_return_error (task, sync_translate_error (error));
      return;
    }
  if (item != NULL && json_object_has_member (item, parts[3]))
    address = find_address (json_object_get_member (item, parts[3]), clinic_file_get_id (file));
  sync_stream_open (BX_CLIENT (source), address, "the portal does not give this file",
                    g_steal_pointer (&task));
}

/* docs: crm/universal/crm-item-get: "item:1036:15:ufCrm7_1751000005" */
static void
open_of_item (GTask *task, SyncContext *context, const char *holder)
{
  g_autoptr (GTask) owned = task;
  g_auto (GStrv) parts = g_strsplit (holder, ":", 4);
  g_autoptr (JsonNode) params = NULL;

  if (g_strv_length (parts) != 4 || !g_str_equal (parts[0], "item"))
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "no such holder");
      return;
    }
  params =
    bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT ", 'id': %" G_GINT64_FORMAT "}",
                   g_ascii_strtoll (parts[1], NULL, 10), g_ascii_strtoll (parts[2], NULL, 10));
  bx_client_call_async (sync_context_get_client (context), "crm.item.get", params,
                        BX_PRIORITY_PERSON, BX_CALL_READ, g_task_get_cancellable (task), on_item_cb,
                        g_steal_pointer (&owned));
}

void
sync_invoice_file_open_async (SyncContext *context,
                              ClinicFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const char *holder = clinic_file_get_holder (file);

  g_task_set_source_tag (task, sync_invoice_file_open_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  if (clinic_file_get_browser_only (file))
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                             "the portal gives this file to the browser alone");
  else if (holder != NULL)
    open_of_item (g_steal_pointer (&task), context, holder);
  else
    sync_attachment_open_async (context, file, cancellable, on_attachment_cb,
                                g_steal_pointer (&task));
}

GInputStream *
sync_invoice_file_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

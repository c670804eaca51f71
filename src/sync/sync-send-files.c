/* sync-send-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that go with what is sent about an invoice: inside of it, or to the person's drive first
 * (docs: files/how-to-upload-files, disk/storage/disk-storage-upload-file).
 */

#define G_LOG_DOMAIN "sync-send-files"

#include "sync-send-invoice.h"

#include <glib/gi18n.h>

/* key of the payload: the drive's object that a file has become, by the file's number */
#define UPLOADED "uploaded%" G_GSIZE_FORMAT

/* One file of the payload; all borrowed from it. */
typedef struct
{
  const char *field;
  const char *name;
  gconstpointer bytes;
  gsize length;
} File;

/* (transfer full) (nullable) */
static GVariant *
get_files (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  GVariant *payload = clinic_command_get_payload (self->command);

  return payload != NULL ? g_variant_lookup_value (payload, "files", G_VARIANT_TYPE ("a(ssay)"))
                         : NULL;
}

static void
read_file (GVariant *files, gsize i, File *file, GVariant **holder)
{
  g_autoptr (GVariant) bytes = NULL;

  *holder = g_variant_get_child_value (files, i);
  g_variant_get (*holder, "(&s&s@ay)", &file->field, &file->name, &bytes);
  file->bytes = g_variant_get_fixed_array (bytes, &file->length, 1);
}

static gint64
get_uploaded (SyncSend *self, gsize i)
{
  g_autofree char *key = g_strdup_printf (UPLOADED, i);

  return sync_command_peek_int (self->command, key);
}

gboolean
sync_send_has_file (GTask *task, const char *field)
{
  g_autoptr (GVariant) files = get_files (task);

  for (gsize i = 0; files != NULL && i < g_variant_n_children (files); i++)
    {
      g_autoptr (GVariant) holder = NULL;
      File file;

      read_file (files, i, &file, &holder);
      if (g_strcmp0 (file.field, field) == 0)
        return TRUE;
    }

  return FALSE;
}

static JsonArray *
new_pair (const File *file)
{
  g_autofree char *code = g_base64_encode (file->bytes, file->length);
  JsonArray *pair = json_array_new ();

  json_array_add_string_element (pair, file->name);
  json_array_add_string_element (pair, code);

  return pair;
}

JsonNode *
sync_send_new_pairs (GTask *task, const char *field, gboolean multiple)
{
  g_autoptr (GVariant) files = get_files (task);
  g_autoptr (JsonArray) pairs = json_array_new ();
  JsonNode *node = NULL;

  for (gsize i = 0; files != NULL && i < g_variant_n_children (files); i++)
    {
      g_autoptr (GVariant) holder = NULL;
      File file;

      read_file (files, i, &file, &holder);
      if (g_strcmp0 (file.field, field) == 0)
        json_array_add_array_element (pairs, new_pair (&file));
    }
  if (json_array_get_length (pairs) == 0)
    return NULL;
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, multiple ? pairs : json_array_get_array_element (pairs, 0));

  return node;
}

GArray *
sync_send_list_uploaded (GTask *task, const char *field)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (GVariant) files = get_files (task);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize i = 0; files != NULL && i < g_variant_n_children (files); i++)
    {
      g_autoptr (GVariant) holder = NULL;
      gint64 id = get_uploaded (self, i);
      File file;

      read_file (files, i, &file, &holder);
      if (id > 0 && g_strcmp0 (file.field, field) == 0)
        g_array_append_val (ids, id);
    }

  return ids;
}

/* --- to the drive --- */

/* the first that is not on the drive yet; FALSE: none */
static gboolean
find_next (GTask *task, const char *const *drive_fields, gsize *found)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (GVariant) files = get_files (task);

  for (gsize i = 0; files != NULL && i < g_variant_n_children (files); i++)
    {
      g_autoptr (GVariant) holder = NULL;
      File file;

      read_file (files, i, &file, &holder);
      if (g_strv_contains (drive_fields, file.field) && get_uploaded (self, i) == 0)
        {
          *found = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
on_uploaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  g_autofree char *key = NULL;
  gint64 id;

  if (answer == NULL)
    return;
  id = bx_json_get_int (bx_answer_get_object (answer), "ID", 0);
  if (id <= 0)
    {
      sync_send_return_refused (task,
                                g_strdup (_ ("The drive of the portal did not take the file.")));
      return;
    }
  key = g_strdup_printf (UPLOADED, self->upload);
  sync_command_put_int (self->command, key, id);
  sync_send_return_step (task);
}

static void
on_storage_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;
  g_autoptr (GVariant) files = NULL;
  g_autoptr (GVariant) holder = NULL;
  g_autoptr (JsonNode) pair = json_node_new (JSON_NODE_ARRAY);
  gint64 storage;
  File file;

  if (answer == NULL)
    return;
  storage = rows != NULL && json_array_get_length (rows) > 0
              ? bx_json_get_int (bx_json_node_object (json_array_get_element (rows, 0)), "ID", 0)
              : 0;
  if (storage <= 0)
    {
      sync_send_return_refused (task,
                                g_strdup (
                                  _ ("You have no drive on the portal: the file cannot be sent.")));
      return;
    }
  files = get_files (task);
  read_file (files, self->upload, &file, &holder);
  json_node_take_array (pair, new_pair (&file));
  sync_send_call (g_steal_pointer (&task), "disk.storage.uploadFile",
                  bx_json_build ("{'id': %" G_GINT64_FORMAT
                                 ", 'data': {'NAME': %s}, 'fileContent': %p,"
                                 " 'generateUniqueName': true}",
                                 storage, file.name, pair),
                  BX_CALL_WRITE, on_uploaded_cb);
}

gboolean
sync_send_upload (GTask *task, const char *const *drive_fields)
{
  SyncSend *self = g_task_get_task_data (task);
  gint64 me = clinic_link_get_user_id (sync_context_get_link (self->context));

  if (!find_next (task, drive_fields, &self->upload))
    return FALSE;
  sync_send_call (task, "disk.storage.getlist",
                  bx_json_build ("{'filter': {'ENTITY_TYPE': 'user', 'ENTITY_ID': %" G_GINT64_FORMAT
                                 "}}",
                                 me),
                  BX_CALL_READ, on_storage_cb);

  return TRUE;
}

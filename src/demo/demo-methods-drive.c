/* demo-methods-drive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * disk.*: see disk/storage, disk/folder and disk/file in the REST documentation; and what a
 * DOWNLOAD_URL of a file answers.
 */

#define G_LOG_DOMAIN "demo-methods-drive"

#include "demo-methods-drive.h"

#include "demo-attached.h"
#include "demo-dispatch.h"
#include "demo-drive.h"
#include "demo-lists.h"
#include "demo-methods-crm.h"
#include "demo-methods-lists.h"
#include "demo-record-file.h"

#include <string.h>

/* A person's storage, and the folder that is its root. */
#define STORAGE 100
#define FOLDER 3000

static gboolean
not_found (gint64 id, GError **error)
{
  demo_error_set (error, 400, "ERROR_NOT_FOUND",
                  "Could not find entity with id `%" G_GINT64_FORMAT "`", id);

  return FALSE;
}

static gboolean
deny (GError **error)
{
  demo_error_set (error, 400, "ACCESS_DENIED", "Access denied");

  return FALSE;
}

/* 0 with an error */
static gint64
get_id (DemoCall *call, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "id", 0);

  if (id == 0)
    demo_error_set (error, 400, "ERROR_ARGUMENT", "Invalid value of parameter {Parameter #0}");

  return id;
}

/* --- disk.storage.getList --- */

static JsonObject *
make_storage (const DemoUser *user)
{
  JsonObject *row = json_object_new ();
  g_autofree char *name = g_strdup_printf ("%s %s", user->name, user->last_name);

  demo_crm_set_number (row, "ID", STORAGE + user->id);
  json_object_set_string_member (row, "NAME", name);
  json_object_set_null_member (row, "CODE");
  json_object_set_string_member (row, "MODULE_ID", "disk");
  json_object_set_string_member (row, "ENTITY_TYPE", "user");
  demo_crm_set_number (row, "ENTITY_ID", user->id);
  demo_crm_set_number (row, "ROOT_OBJECT_ID", FOLDER + user->id);

  return row;
}

/* Equality alone, and fields that exist. */
static gboolean
fits (JsonObject *row, JsonObject *filter)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (filter == NULL)
    return TRUE;
  json_object_iter_init (&iter, filter);
  while (json_object_iter_next (&iter, &key, &node))
    {
      const char *name;
      g_autofree char *wanted = demo_json_node_dup_string (node);

      demo_fields_split_prefix (key, &name);
      if (json_object_has_member (row, name) &&
          g_strcmp0 (json_object_get_string_member (row, name), wanted) != 0)
        return FALSE;
    }

  return TRUE;
}

/* A person sees his own storage, an administrator everybody's. */
static JsonNode *
run_storages (DemoCall *call, GError **error)
{
  gboolean sees_all = demo_rights_is_admin (call->world->rights, call->user_id);
  JsonObject *filter = demo_json_get_object (call->params, "filter");
  JsonArray *result = json_array_new ();

  for (const DemoUser *user = demo_directory_users (); user->id != -1; user++)
    {
      g_autoptr (JsonObject) row = make_storage (user);

      if ((sees_all || user->id == call->user_id) && fits (row, filter))
        json_array_add_object_element (result, g_steal_pointer (&row));
    }
  call->total = json_array_get_length (result);

  return demo_crm_take_array (result);
}

/* --- files --- */

/* (transfer full) (nullable): name, content, owner, author, created, file */
static sqlite3_stmt *
find_object (DemoWorld *self, gint64 object)
{
  sqlite3_stmt *row = demo_schema_prepare (
    self, "SELECT o.name, c.content, o.owner, o.author, o.created, o.file FROM drive_object o"
          " JOIN file c ON c.id = o.file WHERE o.id = ?");

  sqlite3_bind_int64 (row, 1, object);
  if (sqlite3_step (row) == SQLITE_ROW)
    return row;
  sqlite3_finalize (row);

  return NULL;
}

/* Whose it is, and whoever may see an element that it is attached to. */
static gboolean
may_read (DemoWorld *self, gint64 object, gint64 owner, gint64 user)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT element FROM drive_attached WHERE object = ?");

  if (owner == user || demo_rights_is_admin (self->rights, user))
    return TRUE;
  sqlite3_bind_int64 (row, 1, object);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      if (demo_lists_may_read_element (self, sqlite3_column_int64 (row, 0), user))
        return TRUE;
    }

  return FALSE;
}

/* The address is good for this person as long as the token is. */
static char *
dup_download_url (DemoCall *call, gint64 object)
{
  g_autofree char *token = demo_attached_dup_token (call->world, call->user_id);

  return g_strdup_printf ("http://%s" DEMO_DOWNLOAD_PATH "?auth=%s&token=disk%%7C%" G_GINT64_FORMAT
                          "%%7C%" G_GINT64_FORMAT,
                          demo_pull_get_host (demo_dispatch_get_pull (call->dispatch)), token,
                          object, call->user_id);
}

static void
set_places (DemoCall *call, JsonObject *result, gint64 object, sqlite3_stmt *row)
{
  g_autofree char *download = dup_download_url (call, object);
  g_autofree char *name =
    g_uri_escape_string ((const char *) sqlite3_column_text (row, 0), NULL, FALSE);
  g_autofree char *detail =
    g_strdup_printf ("http://%s/company/personal/user/%" G_GINT64_FORMAT "/disk/file/%s",
                     demo_pull_get_host (demo_dispatch_get_pull (call->dispatch)),
                     (gint64) sqlite3_column_int64 (row, 2), name);

  json_object_set_string_member (result, "DOWNLOAD_URL", download);
  json_object_set_string_member (result, "DETAIL_URL", detail);
}

/* Numbers are numbers right after an upload, and text when they are read. */
static void
set_number (JsonObject *result, const char *name, gint64 number, gboolean is_new)
{
  if (is_new)
    json_object_set_int_member (result, name, number);
  else
    demo_crm_set_number (result, name, number);
}

static JsonObject *
make_file (DemoCall *call, gint64 object, sqlite3_stmt *row, gboolean is_new)
{
  JsonObject *result = json_object_new ();
  gint64 owner = sqlite3_column_int64 (row, 2);

  set_number (result, "ID", object, is_new);
  json_object_set_string_member (result, "NAME", (const char *) sqlite3_column_text (row, 0));
  json_object_set_null_member (result, "CODE");
  demo_crm_set_number (result, "STORAGE_ID", STORAGE + owner);
  json_object_set_string_member (result, "TYPE", "file");
  demo_crm_set_number (result, "PARENT_ID", FOLDER + owner);
  set_number (result, "DELETED_TYPE", 0, is_new);
  set_number (result, "GLOBAL_CONTENT_VERSION", 1, is_new);
  set_number (result, "FILE_ID", sqlite3_column_int64 (row, 5), is_new);
  demo_crm_set_number (result, "SIZE", sqlite3_column_bytes (row, 1));
  demo_crm_set_time (result, "CREATE_TIME", sqlite3_column_int64 (row, 4));
  demo_crm_set_time (result, "UPDATE_TIME", sqlite3_column_int64 (row, 4));
  json_object_set_null_member (result, "DELETE_TIME");
  demo_crm_set_number (result, "CREATED_BY", sqlite3_column_int64 (row, 3));
  demo_crm_set_number (result, "UPDATED_BY", sqlite3_column_int64 (row, 3));
  if (is_new)
    json_object_set_null_member (result, "DELETED_BY");
  else
    json_object_set_string_member (result, "DELETED_BY", "0");
  set_places (call, result, object, row);

  return result;
}

static JsonNode *
run_get (DemoCall *call, GError **error)
{
  gint64 id = get_id (call, error);
  g_autoptr (sqlite3_stmt) row = id != 0 ? find_object (call->world, id) : NULL;

  if (id == 0)
    return NULL;
  /* recordings of calls lie elsewhere */
  if (row == NULL)
    return demo_record_file_run_get (call, error);
  if (!may_read (call->world, id, sqlite3_column_int64 (row, 2), call->user_id))
    deny (error);
  else
    return demo_crm_take_object (make_file (call, id, row, FALSE));

  return NULL;
}

/* --- uploads --- */

static gboolean
has_name (DemoWorld *self, gint64 owner, const char *name)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT 1 FROM drive_object WHERE owner = ? AND name = ?");

  sqlite3_bind_int64 (row, 1, owner);
  sqlite3_bind_text (row, 2, name, -1, SQLITE_STATIC);

  return sqlite3_step (row) == SQLITE_ROW;
}

/* (transfer full): "file (1).docx" */
static char *
make_unique (DemoWorld *self, gint64 owner, const char *name)
{
  const char *dot = strrchr (name, '.') != NULL ? strrchr (name, '.') : name + strlen (name);

  for (int i = 1;; i++)
    {
      g_autofree char *tried = g_strdup_printf ("%.*s (%d)%s", (int) (dot - name), name, i, dot);

      if (!has_name (self, owner, tried))
        return g_steal_pointer (&tried);
    }
}

/* (transfer full) (nullable): what the file will be called */
static char *
dup_name (DemoCall *call, gint64 owner, GError **error)
{
  JsonObject *data = demo_json_get_object (call->params, "data");
  g_autofree char *name = data != NULL ? demo_json_dup_string (data, "NAME") : NULL;

  if (name == NULL || name[0] == '\0')
    {
      demo_error_set (error, 400, "DISK_BASE_SERVICE_22001",
                      "Error: required parameter NAME (DISK_BASE_SERVICE_22001)");
      return NULL;
    }
  if (!has_name (call->world, owner, name))
    return g_steal_pointer (&name);
  if (demo_json_get_flag (call->params, "generateUniqueName"))
    return make_unique (call->world, owner, name);
  demo_error_set (error, 400, "DISK_OBJ_22000", "A file with this name already exists");

  return NULL;
}

/* first: the number of which those of storages or folders are counted */
static JsonNode *
upload (DemoCall *call, gint64 first, GError **error)
{
  gint64 id = get_id (call, error);
  gint64 owner = id - first;
  g_autofree char *name = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;
  gint64 file;
  gint64 object;

  if (id == 0)
    return NULL;
  if (owner <= 0 || demo_directory_find_user (owner) == NULL)
    {
      not_found (id, error);
      return NULL;
    }
  if (owner != call->user_id && !demo_rights_is_admin (call->world->rights, call->user_id))
    {
      deny (error);
      return NULL;
    }
  name = dup_name (call, owner, error);
  if (name == NULL)
    return NULL;
  file = demo_drive_take_file (call->world, demo_json_get (call->params, "fileContent"));
  if (file == 0)
    {
      demo_error_set (error, 400, "ERROR_COULD_NOT_SAVE_FILE", "Could not save file");
      return NULL;
    }
  object = demo_drive_add (call->world, file, name, owner, demo_world_get_now (call->world));
  demo_world_emit_committed (call->world, "drive.add", object, call->user_id);
  row = find_object (call->world, object);

  return demo_crm_take_object (make_file (call, object, row, TRUE));
}

static JsonNode *
run_storage_upload (DemoCall *call, GError **error)
{
  return upload (call, STORAGE, error);
}

static JsonNode *
run_folder_upload (DemoCall *call, GError **error)
{
  return upload (call, FOLDER, error);
}

/* --- the download --- */

void
demo_drive_serve (DemoWorld *world, SoupServerMessage *message, GHashTable *query)
{
  const char *code = query != NULL ? g_hash_table_lookup (query, "token") : NULL;
  const char *auth = query != NULL ? g_hash_table_lookup (query, "auth") : NULL;
  g_auto (GStrv) parts = g_strsplit (code != NULL ? code : "", "|", 3);
  gboolean is_whole = g_strv_length (parts) == 3;
  gint64 object = is_whole ? g_ascii_strtoll (parts[1], NULL, 10) : 0;
  gint64 user = is_whole ? g_ascii_strtoll (parts[2], NULL, 10) : 0;
  g_autofree char *token = demo_attached_dup_token (world, user);
  g_autoptr (sqlite3_stmt) row = find_object (world, object);

  if (g_strcmp0 (auth, token) != 0)
    demo_attached_answer_expired (message);
  else if (row == NULL || !may_read (world, object, sqlite3_column_int64 (row, 2), user))
    demo_attached_answer_denied (message);
  else
    demo_attached_answer_file (message, row);
}

const DemoMethod *
demo_drive_methods (void)
{
  static const DemoMethod methods[] = {
    { "disk.storage.getList", "disk", run_storages },
    { "disk.storage.uploadFile", "disk", run_storage_upload },
    { "disk.folder.uploadFile", "disk", run_folder_upload },
    { "disk.file.get", "disk", run_get },
    { NULL },
  };

  return methods;
}

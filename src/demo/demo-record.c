/* demo-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-record"

#include "demo-record.h"

#include "demo-dispatch.h"
#include "demo-param.h"
#include "demo-request.h"

#include <sqlite3.h>
#include <string.h>

#define FIELD "file"

/* TOKEN: of the address for a content that is still to come */
static const char *const schema =
  "CREATE TABLE IF NOT EXISTS record (ID INTEGER PRIMARY KEY, CALL_ID TEXT NOT NULL,"
  " NAME TEXT NOT NULL, TOKEN TEXT UNIQUE, CONTENT BLOB);";

/**
 * demo_record_prepare:
 * @world: the clinic
 * @error: set when the table cannot be made
 *
 * Makes the table of recordings in the clinic's database.
 *
 * Returns: whether it stands
 */
gboolean
demo_record_prepare (DemoWorld *world, GError **error)
{
  sqlite3 *db = demo_world_get_database (world);

  if (sqlite3_exec (db, schema, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the table of recordings: %s",
               sqlite3_errmsg (db));

  return FALSE;
}

static sqlite3_stmt *
prepare (DemoWorld *world, const char *sql, const char *text)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (demo_world_get_database (world), sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("recordings: %s", sqlite3_errmsg (demo_world_get_database (world)));
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);

  return statement;
}

/* what one statement finds in its first column, or 0 */
static gint64
find (DemoWorld *world, const char *sql, const char *text)
{
  sqlite3_stmt *statement = prepare (world, sql, text);
  gint64 found = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;

  sqlite3_finalize (statement);

  return found;
}

/* The recording belongs to the call's row from now on; an earlier one has been replaced. */
static void
attach (DemoWorld *world, const char *call_id, gint64 file, const char *url)
{
  sqlite3_stmt *statement =
    prepare (world,
             "UPDATE statistic SET RECORD_FILE_ID = ?2, CALL_RECORD_URL = ?3 WHERE CALL_ID = ?1",
             call_id);

  sqlite3_bind_int64 (statement, 2, file);
  sqlite3_bind_text (statement, 3, url, -1, SQLITE_TRANSIENT);
  sqlite3_step (statement);
  sqlite3_finalize (statement);

  statement = prepare (world, "DELETE FROM record WHERE CALL_ID = ?1 AND ID <> ?2", call_id);
  sqlite3_bind_int64 (statement, 2, file);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
}

/* content, token: (nullable); returns the file's id */
static gint64
add (DemoWorld *world, const char *call_id, const char *name, GBytes *content, const char *token)
{
  sqlite3_stmt *statement =
    prepare (world, "INSERT INTO record (CALL_ID, NAME, TOKEN, CONTENT) VALUES (?1, ?2, ?3, ?4)",
             call_id);

  sqlite3_bind_text (statement, 2, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, token, -1, SQLITE_TRANSIENT);
  if (content != NULL)
    sqlite3_bind_blob (statement, 4, g_bytes_get_data (content, NULL),
                       (int) g_bytes_get_size (content), SQLITE_TRANSIENT);
  sqlite3_step (statement);
  sqlite3_finalize (statement);

  return sqlite3_last_insert_rowid (demo_world_get_database (world));
}

gint64
demo_record_keep (DemoWorld *world, const char *call_id)
{
  g_autofree char *name = g_strdup_printf ("call-%s.wav", call_id);

  return add (world, call_id, name, NULL, NULL);
}

/* FILENAME, or the end of RECORD_URL */
static char *
dup_name (const char *name, const char *url)
{
  g_autoptr (GUri) uri = NULL;

  if (name != NULL)
    return g_strdup (name);
  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL ? g_path_get_basename (g_uri_get_path (uri)) : g_strdup (url);
}

static gboolean
is_recording (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".wav") || g_str_has_suffix (lower, ".mp3");
}

/* (transfer full) (nullable) */
static GBytes *
decode (const char *text)
{
  gsize length;
  guchar *data;

  if (text[strspn (text,
                   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n")] !=
      '\0')
    return NULL;
  data = g_base64_decode (text, &length);

  return g_bytes_new_take (data, length);
}

static JsonNode *
describe_file (gint64 id)
{
  g_autoptr (JsonObject) result = json_object_new ();

  json_object_set_int_member (result, "FILE_ID", id);

  return json_node_init_object (json_node_alloc (), result);
}

/* Where the content is to be sent: a form with one file in it. */
static JsonNode *
describe_upload (DemoCall *call, const char *token)
{
  g_autoptr (JsonObject) result = json_object_new ();
  g_autofree char *url =
    g_strdup_printf ("http://%s/rest/upload.json?token=telephony%%7C%s",
                     demo_pull_get_host (demo_dispatch_get_pull (call->dispatch)), token);

  json_object_set_string_member (result, "uploadUrl", url);
  json_object_set_string_member (result, "fieldName", FIELD);

  return json_node_init_object (json_node_alloc (), result);
}

static JsonNode *
attach_content (DemoCall *call,
                const char *call_id,
                const char *name,
                const char *text,
                GError **error)
{
  g_autoptr (GBytes) content = NULL;
  gint64 id;

  if (text[0] == '\0')
    {
      demo_error_set (error, 400, "ERROR_CORE", "File content is empty.");
      return NULL;
    }
  content = decode (text);
  if (content == NULL)
    {
      demo_error_set (error, 400, "ERROR_CORE",
                      "File content is not properly encoded. Base64 encoding is expected.");
      return NULL;
    }
  id = add (call->world, call_id, name, content, NULL);
  attach (call->world, call_id, id, NULL);

  return describe_file (id);
}

/* What is refused whatever way the content takes. */
static gboolean
check (DemoCall *call, const char *call_id, const char *name, const char *url, GError **error)
{
  g_autofree char *file = name != NULL || url != NULL ? dup_name (name, url) : NULL;

  if (file == NULL)
    demo_error_set (error, 400, "ERROR_CORE",
                    "Required parameters are not set. Request should contain either URL or "
                    "FILENAME parameter");
  else if (call_id == NULL ||
           find (call->world, "SELECT ID FROM statistic WHERE CALL_ID = ?1", call_id) == 0)
    demo_error_set (error, 400, "ERROR_CORE",
                    "Call is not found in the statistic table. It looks like it is not finished "
                    "yet.");
  else if (file[0] == '\0')
    demo_error_set (error, 400, "ERROR_CORE", "File name is empty");
  else if (!is_recording (file))
    demo_error_set (error, 400, "ERROR_CORE", "Wrong file extension. Only wav and mp3 are allowed");
  else
    return TRUE;

  return FALSE;
}

/**
 * demo_record_run_attach:
 * @call: the call of telephony.externalCall.attachRecord
 * @error: set when it is refused
 *
 * Attaches a recording to a finished call. Of a RECORD_URL the address is kept; nothing is fetched
 * from other machines.
 *
 * Returns: (transfer full) (nullable): FILE_ID, or where the content is to be sent
 */
JsonNode *
demo_record_run_attach (DemoCall *call, GError **error)
{
  g_autofree char *call_id = demo_param_dup_text (call->params, "CALL_ID");
  g_autofree char *name = demo_param_dup_text (call->params, "FILENAME");
  g_autofree char *url = demo_param_dup_text (call->params, "RECORD_URL");
  g_autofree char *text = demo_param_dup_text (call->params, "FILE_CONTENT");
  g_autofree char *token = NULL;
  JsonNode *result;

  if (url != NULL && url[0] == '\0')
    g_clear_pointer (&url, g_free);
  if (!check (call, call_id, name, url, error))
    return NULL;

  if (url != NULL)
    {
      g_autofree char *file = dup_name (name, url);
      gint64 id = add (call->world, call_id, file, NULL, NULL);

      attach (call->world, call_id, id, url);
      result = describe_file (id);
    }
  else if (text != NULL)
    {
      result = attach_content (call, call_id, name, text, error);
    }
  else
    {
      token = g_uuid_string_random ();
      add (call->world, call_id, name, NULL, token);
      return describe_upload (call, token);
    }
  if (result != NULL)
    demo_world_emit_committed (call->world, "call.record", 0, call->user_id);

  return result;
}

/* (transfer full) (nullable): the file in a form */
static GBytes *
read_form (SoupServerMessage *message)
{
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (SoupMultipart) form =
    soup_multipart_new_from_message (soup_server_message_get_request_headers (message), body);

  for (int i = 0; form != NULL && i < soup_multipart_get_length (form); i++)
    {
      g_autoptr (GHashTable) params = NULL;
      g_autofree char *disposition = NULL;
      SoupMessageHeaders *headers;
      GBytes *part;

      soup_multipart_get_part (form, i, &headers, &part);
      if (soup_message_headers_get_content_disposition (headers, &disposition, &params) &&
          g_strcmp0 (g_hash_table_lookup (params, "name"), FIELD) == 0)
        return g_bytes_ref (part);
    }

  return NULL;
}

/* Puts the content where its place was kept; returns the file's id, 0 when none is. */
static gint64
fill_in (DemoWorld *world, const char *token, GBytes *content)
{
  gint64 id = find (world, "SELECT ID FROM record WHERE TOKEN = ?1 AND CONTENT IS NULL", token);
  sqlite3_stmt *statement;

  if (id == 0)
    return 0;

  statement = prepare (world, "UPDATE record SET CONTENT = ?2 WHERE TOKEN = ?1", token);
  sqlite3_bind_blob (statement, 2, g_bytes_get_data (content, NULL),
                     (int) g_bytes_get_size (content), SQLITE_TRANSIENT);
  sqlite3_step (statement);
  sqlite3_finalize (statement);

  statement = prepare (world, "SELECT CALL_ID FROM record WHERE TOKEN = ?1", token);
  if (sqlite3_step (statement) == SQLITE_ROW)
    attach (world, (const char *) sqlite3_column_text (statement, 0), id, NULL);
  sqlite3_finalize (statement);

  return id;
}

/**
 * demo_record_receive:
 * @world: the clinic
 * @message: a form that was sent to an `uploadUrl`
 * @query: (nullable): the query of its address
 *
 * Takes the content of a recording. The address opens by its token alone, and once.
 */
void
demo_record_receive (DemoWorld *world, SoupServerMessage *message, GHashTable *query)
{
  const char *token = query != NULL ? g_hash_table_lookup (query, "token") : NULL;
  const char *bar = token != NULL ? strchr (token, '|') : NULL;
  g_autoptr (GBytes) content = read_form (message);
  g_autoptr (JsonObject) body = NULL;
  gint64 id;

  if (content == NULL || g_bytes_get_size (content) == 0)
    {
      demo_request_answer_error (message, 400, "ERROR_CORE", "File content is empty.");
      return;
    }
  id = bar != NULL ? fill_in (world, bar + 1, content) : 0;
  if (id == 0)
    {
      demo_request_answer_error (message, 403, "ACCESS_DENIED", "Access denied.");
      return;
    }
  demo_world_emit_committed (world, "call.record", id, 0);
  body = json_object_new ();
  json_object_set_member (body, "result", describe_file (id));
  demo_request_answer (message, SOUP_STATUS_OK, body);
}

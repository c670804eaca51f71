/* demo-attached.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * disk.attachedObject.get (disk/attached-object in the REST documentation), and what its
 * DOWNLOAD_URL answers: the file for who shows the token and the headers that
 * settings/how-to-call-rest-api/general-principles asks for.
 */

#define G_LOG_DOMAIN "demo-attached"

#include "demo-attached.h"

#include "demo-dispatch.h"
#include "demo-lists.h"
#include "demo-methods-crm.h"
#include "demo-methods-feed.h"

#include <string.h>

#define OBJECT_OFFSET 8500
/* those of the feed, and those of elements of lists */
#define PERSONAL                                                                                   \
  "SELECT f.name, f.content, f.post, f.author, f.created, 0, 0 FROM feed_file f WHERE f.id = ?1"   \
  " UNION ALL SELECT o.name, c.content, a.element, a.author, a.created, o.id, o.denied"            \
  " FROM drive_attached a JOIN drive_object o ON o.id = a.object JOIN file c ON c.id = o.file"     \
  " WHERE a.id = ?1"

gint64
demo_attached_get_object (gint64 attached)
{
  return attached + OBJECT_OFFSET;
}

gint64
demo_attached_add (DemoWorld *self,
                   gint64 post,
                   const char *name,
                   GBytes *content,
                   gint64 user,
                   gint64 when)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT INTO feed_file (id, post, name, content, author, created)"
                               " VALUES ((SELECT coalesce (max (id), 500) + 1 FROM feed_file),"
                               " ?, ?, ?, ?, ?)");

  sqlite3_bind_int64 (row, 1, post);
  sqlite3_bind_text (row, 2, name, -1, SQLITE_STATIC);
  sqlite3_bind_blob (row, 3, g_bytes_get_data (content, NULL), (int) g_bytes_get_size (content),
                     SQLITE_STATIC);
  sqlite3_bind_int64 (row, 4, user);
  sqlite3_bind_int64 (row, 5, when);
  demo_schema_step (self, row);

  return sqlite3_last_insert_rowid (self->db);
}

GArray *
demo_attached_list (DemoWorld *self, gint64 post)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT id FROM feed_file WHERE post = ? ORDER BY id");

  sqlite3_bind_int64 (row, 1, post);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (row, 0);

      g_array_append_val (ids, id);
    }

  return ids;
}

/* what a link of this person must show */
char *
demo_attached_dup_token (DemoWorld *self, gint64 user)
{
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (self, "SELECT secret FROM feed_state");
  g_autofree char *text = NULL;
  char *hash;

  if (sqlite3_step (row) != SQLITE_ROW)
    return g_strdup ("");
  text =
    g_strdup_printf ("%s/%" G_GINT64_FORMAT, (const char *) sqlite3_column_text (row, 0), user);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  hash[16] = '\0';

  return hash;
}

/* the file on the drive, 0 when it is the feed's */
static gint64
get_drive_object (sqlite3_stmt *row)
{
  return sqlite3_column_int64 (row, 5);
}

static gboolean
may_read (DemoWorld *self, sqlite3_stmt *row, gint64 user)
{
  gint64 owner = sqlite3_column_int64 (row, 2);

  if (get_drive_object (row) == 0)
    return demo_feed_may_read (self, owner, user);

  /* The drive has rights of its own: the card may be open, and its paper not. */
  return demo_lists_may_read_element (self, owner, user) &&
         (!sqlite3_column_int (row, 6) || sqlite3_column_int64 (row, 3) == user);
}

/* (transfer full) (nullable): the file's row, when this person may read what it is attached to */
static sqlite3_stmt *
find_file (DemoWorld *self, gint64 id, gint64 user, gboolean *is_there)
{
  sqlite3_stmt *row = demo_schema_prepare (self, PERSONAL);

  sqlite3_bind_int64 (row, 1, id);
  *is_there = sqlite3_step (row) == SQLITE_ROW;
  if (*is_there && may_read (self, row, user))
    return row;
  sqlite3_finalize (row);

  return NULL;
}

/* The brackets stand in the address as they are. */
static char *
dup_address (DemoCall *call, gint64 id)
{
  g_autofree char *token = demo_attached_dup_token (call->world, call->user_id);

  return g_strdup_printf ("http://%s" DEMO_ATTACHED_PATH "?attachedId=%" G_GINT64_FORMAT
                          "&auth[aplogin]=%" G_GINT64_FORMAT "&auth[ap]=%s&action=download&ncc=1",
                          demo_pull_get_host (demo_dispatch_get_pull (call->dispatch)), id,
                          call->user_id, token);
}

static JsonNode *
run_get (DemoCall *call, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "id", 0);
  gint64 object;
  gboolean is_there;
  g_autoptr (sqlite3_stmt) row = find_file (call->world, id, call->user_id, &is_there);
  g_autofree char *address = NULL;
  JsonObject *result;

  if (row == NULL)
    {
      if (is_there)
        demo_error_set (error, 400, "ACCESS_DENIED", "Access denied");
      else
        demo_error_set (error, 400, "ERROR_NOT_FOUND",
                        "Could not find entity with id `%" G_GINT64_FORMAT "`", id);
      return NULL;
    }

  address = dup_address (call, id);
  result = json_object_new ();
  demo_crm_set_number (result, "ID", id);
  object = get_drive_object (row);
  demo_crm_set_number (result, "OBJECT_ID", object != 0 ? object : demo_attached_get_object (id));
  json_object_set_string_member (result, "MODULE_ID", object != 0 ? "iblock" : "blog");
  json_object_set_string_member (result, "ENTITY_TYPE",
                                 object != 0 ? "Bitrix\\Disk\\Uf\\IblockElementConnector"
                                             : "Bitrix\\Disk\\Uf\\BlogPostConnector");
  demo_crm_set_number (result, "ENTITY_ID", sqlite3_column_int64 (row, 2));
  demo_crm_set_time (result, "CREATE_TIME", sqlite3_column_int64 (row, 4));
  demo_crm_set_number (result, "CREATED_BY", sqlite3_column_int64 (row, 3));
  json_object_set_string_member (result, "DOWNLOAD_URL", address);
  json_object_set_string_member (result, "NAME", (const char *) sqlite3_column_text (row, 0));
  demo_crm_set_number (result, "SIZE", sqlite3_column_bytes (row, 1));

  return demo_crm_take_object (result);
}

/* --- the download --- */

static void
answer_text (SoupServerMessage *message, guint status, const char *type, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_STATIC, text, strlen (text));
}

static void
set_disposition (SoupServerMessage *message, const char *name)
{
  g_autofree char *code = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *value =
    g_strdup_printf ("attachment; filename=\"file\"; filename*=utf-8''%s", code);

  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Content-Disposition", value);
}

static gboolean
has_header (SoupServerMessage *message, const char *name)
{
  const char *value =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);

  return value != NULL && *value != '\0';
}

void
demo_attached_answer_file (SoupServerMessage *message, sqlite3_stmt *row)
{
  const char *name = (const char *) sqlite3_column_text (row, 0);
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);
  g_autofree char *mime = g_content_type_get_mime_type (type);

  set_disposition (message, name);
  if (!has_header (message, "User-Agent") || !has_header (message, "Referer") ||
      !has_header (message, "Accept") || !has_header (message, "Accept-Language"))
    {
      answer_text (message, SOUP_STATUS_NOT_FOUND, "text/html",
                   "<html><head><title>404 Not Found</title></head><body>nginx</body></html>");
      return;
    }
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, mime, SOUP_MEMORY_COPY, sqlite3_column_blob (row, 1),
                                    (gsize) sqlite3_column_bytes (row, 1));
}

void
demo_attached_answer_expired (SoupServerMessage *message)
{
  answer_text (message, SOUP_STATUS_UNAUTHORIZED, "application/json",
               "{\"error\":\"expired_token\",\"error_description\":\"The access token provided"
               " has expired.\"}");
}

void
demo_attached_answer_denied (SoupServerMessage *message)
{
  answer_text (message, SOUP_STATUS_FORBIDDEN, "application/json", "{\"error\":\"ACCESS_DENIED\"}");
}

void
demo_attached_expire_links (DemoWorld *self)
{
  g_autofree char *secret = g_uuid_string_random ();
  g_autofree char *sql = g_strdup_printf ("UPDATE feed_state SET secret = '%s'", secret);

  demo_schema_exec (self, sql, NULL);
}

static const char *
look_up (GHashTable *query, const char *name)
{
  const char *value = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return value != NULL ? value : "";
}

void
demo_attached_serve (DemoWorld *world, SoupServerMessage *message, GHashTable *query)
{
  gint64 id = g_ascii_strtoll (look_up (query, "attachedId"), NULL, 10);
  gint64 user = g_ascii_strtoll (look_up (query, "auth[aplogin]"), NULL, 10);
  g_autofree char *token = demo_attached_dup_token (world, user);
  g_autoptr (sqlite3_stmt) row = NULL;
  gboolean is_there;

  /* who comes without a token is sent to the page where people log in */
  if (*look_up (query, "auth[ap]") == '\0')
    {
      answer_text (message, SOUP_STATUS_OK, "text/html; charset=utf-8",
                   "<!DOCTYPE html><html><body><form>Авторизация</form></body></html>");
      return;
    }
  if (!g_str_equal (token, look_up (query, "auth[ap]")))
    {
      demo_attached_answer_expired (message);
      return;
    }
  row = find_file (world, id, user, &is_there);
  if (row != NULL)
    demo_attached_answer_file (message, row);
  else if (is_there)
    demo_attached_answer_denied (message);
  else
    answer_text (message, SOUP_STATUS_NOT_FOUND, "application/json",
                 "{\"error\":\"ERROR_NOT_FOUND\"}");
}

const DemoMethod *
demo_attached_methods (void)
{
  static const DemoMethod methods[] = {
    { "disk.attachedObject.get", "disk", run_get },
    { NULL },
  };

  return methods;
}

/* demo-methods-crm-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comments in the timeline: see crm/timeline/comments in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-crm-timeline"

#include "demo-methods-crm.h"

#include <string.h>

#include "demo-items.h"

static int
type_of_name (const char *name)
{
  static const char *const names[] = { "lead", "deal", "contact", "dynamic_1036" };

  for (int i = 0; name != NULL && i < 4; i++)
    {
      if (g_ascii_strcasecmp (names[i], name) == 0)
        return i + 1;
    }

  return 0;
}

static gint64
insert_comment (DemoCall *call, int type, gint64 owner, const char *text)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (call->world, "INSERT INTO comment (type, owner, created, author, text)"
                                      " VALUES (?, ?, ?, ?, ?)");

  sqlite3_bind_int (row, 1, type);
  sqlite3_bind_int64 (row, 2, owner);
  sqlite3_bind_int64 (row, 3, demo_world_get_now (call->world));
  sqlite3_bind_int64 (row, 4, call->user_id);
  sqlite3_bind_text (row, 5, text, -1, SQLITE_STATIC);
  demo_schema_step (call->world, row);

  return sqlite3_last_insert_rowid (call->world->db);
}

/* text: (nullable): none is left */
static void
tell (DemoCall *call, const char *what, gint64 id, int type, gint64 owner, const char *text)
{
  g_autoptr (JsonObject) changes = json_object_new ();

  json_object_set_int_member (changes, "entityTypeId", type);
  json_object_set_int_member (changes, "entityId", owner);
  if (text != NULL)
    json_object_set_string_member (changes, "comment", text);
  demo_world_emit_change (call->world, what, id, call->user_id, changes);
}

/* `fields` is looked for in lower case alone. */
JsonNode *
demo_crm_comment_add (DemoCall *call, GError **error)
{
  JsonNode *node = json_object_get_member (call->params, "fields");
  JsonObject *fields =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *entity = NULL;
  g_autofree char *text = NULL;
  gint64 owner;
  gint64 id;
  int type;

  if (fields == NULL)
    {
      demo_crm_missing ("fields", error);
      return NULL;
    }
  entity = demo_json_dup_string (fields, "ENTITY_TYPE");
  text = demo_json_dup_string (fields, "COMMENT");
  owner = demo_json_get_int (fields, "ENTITY_ID", 0);
  type = type_of_name (entity);
  if (owner <= 0 || entity == NULL)
    {
      demo_error_set (error, 400, "100", "Required fields are not provided: %s",
                      owner <= 0 ? "ENTITY_ID" : "ENTITY_TYPE");
      return NULL;
    }
  if (type == 0 || !demo_items_exists (call->world, type, owner))
    {
      demo_error_set (error, 400, "OWNER_NOT_FOUND", "Владелец элемента не найден");
      return NULL;
    }
  if (text == NULL || text[0] == '\0')
    {
      demo_error_set (error, 400, "INVALID_ARG_VALUE", "Пустой комментарий");
      return NULL;
    }

  id = insert_comment (call, type, owner, text);
  demo_items_touch (call->world, type, owner, call->user_id);
  tell (call, "comment.add", id, type, owner, text);

  return json_node_init_int (json_node_alloc (), id);
}

static gboolean
is_descending (JsonObject *params)
{
  JsonObject *order = demo_json_get_object (params, "order");
  g_autofree char *direction = order != NULL ? demo_json_dup_string (order, "ID") : NULL;

  return direction != NULL && g_ascii_strcasecmp (direction, "desc") == 0;
}

static gint64
count_comments (DemoCall *call, int type, gint64 owner)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM comment WHERE type = %d AND owner = %" G_GINT64_FORMAT,
                     type, owner);

  return demo_schema_get_int (call->world, sql);
}

static JsonObject *
make_comment (sqlite3_stmt *row, const char *entity, gint64 owner)
{
  JsonObject *object = json_object_new ();

  demo_crm_set_number (object, "ID", sqlite3_column_int64 (row, 0));
  demo_crm_set_number (object, "ENTITY_ID", owner);
  json_object_set_string_member (object, "ENTITY_TYPE", entity);
  demo_crm_set_time (object, "CREATED", sqlite3_column_int64 (row, 1));
  json_object_set_string_member (object, "COMMENT", (const char *) sqlite3_column_text (row, 3));
  demo_crm_set_number (object, "AUTHOR_ID", sqlite3_column_int64 (row, 2));
  json_object_set_object_member (object, "FILES", json_object_new ());

  return object;
}

JsonNode *
demo_crm_comment_list (DemoCall *call, GError **error)
{
  JsonObject *filter = demo_json_get_object (call->params, "filter");
  g_autofree char *entity = filter != NULL ? demo_json_dup_string (filter, "ENTITY_TYPE") : NULL;
  gint64 owner = filter != NULL ? demo_json_get_int (filter, "ENTITY_ID", 0) : 0;
  int type = type_of_name (entity);
  g_autoptr (sqlite3_stmt) row = NULL;
  JsonArray *list;

  if (type == 0 || owner <= 0)
    {
      demo_error_set (error, 400, "", "Access denied.");
      return NULL;
    }

  row = demo_schema_prepare (
    call->world, is_descending (call->params)
                   ? "SELECT id, created, author, text FROM comment WHERE type = ? AND owner = ?"
                     " ORDER BY id DESC LIMIT 50 OFFSET ?"
                   : "SELECT id, created, author, text FROM comment WHERE type = ? AND owner = ?"
                     " ORDER BY id LIMIT 50 OFFSET ?");
  sqlite3_bind_int (row, 1, type);
  sqlite3_bind_int64 (row, 2, owner);
  sqlite3_bind_int64 (row, 3, demo_crm_page_start (call));
  list = json_array_new ();
  while (sqlite3_step (row) == SQLITE_ROW)
    json_array_add_object_element (list, make_comment (row, entity, owner));
  demo_crm_set_paging (call, count_comments (call, type, owner), TRUE);

  return demo_crm_take_array (list);
}

/* The comment that `id` names, ready to be read; NULL with an error. The older of these methods say
 * what is wrong in words, the newer ones by a code. */
static sqlite3_stmt *
find_comment (DemoCall *call, gboolean by_code, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "id", 0);
  sqlite3_stmt *row;

  if (id <= 0 && by_code)
    demo_crm_missing ("id", error);
  else if (id <= 0)
    demo_error_set (error, 400, "", "ID is not defined or invalid.");
  if (id <= 0)
    return NULL;

  row =
    demo_schema_prepare (call->world,
                         "SELECT id, created, author, text, type, owner FROM comment WHERE id = ?");
  sqlite3_bind_int64 (row, 1, id);
  if (sqlite3_step (row) == SQLITE_ROW)
    return row;
  sqlite3_finalize (row);
  demo_error_set (error, 400, by_code ? "NOT_FOUND" : "", "Not found.");

  return NULL;
}

JsonNode *
demo_crm_comment_get (DemoCall *call, GError **error)
{
  static const char *const names[] = { "", "lead", "deal", "contact", "dynamic_1036" };
  g_autoptr (sqlite3_stmt) row = find_comment (call, FALSE, error);

  if (row == NULL)
    return NULL;

  return demo_crm_take_object (
    make_comment (row, names[sqlite3_column_int (row, 4)], sqlite3_column_int64 (row, 5)));
}

/* The owner may be named, and then must be the right one. */
static gboolean
check_owner (DemoCall *call, sqlite3_stmt *row, GError **error)
{
  if (demo_json_get_int (call->params, "ownerTypeId", sqlite3_column_int (row, 4)) ==
        sqlite3_column_int (row, 4) &&
      demo_json_get_int (call->params, "ownerId", sqlite3_column_int64 (row, 5)) ==
        sqlite3_column_int64 (row, 5))
    return TRUE;
  demo_error_set (error, 400, "OWNER_NOT_FOUND", "Владелец элемента не найден");

  return FALSE;
}

JsonNode *
demo_crm_comment_update (DemoCall *call, GError **error)
{
  g_autoptr (sqlite3_stmt) row = find_comment (call, TRUE, error);
  g_autoptr (sqlite3_stmt) write = NULL;
  JsonNode *node = json_object_get_member (call->params, "fields");
  g_autofree char *text = NULL;
  gint64 id;

  if (row == NULL || !check_owner (call, row, error))
    return NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      demo_crm_missing ("fields", error);
      return NULL;
    }
  text = demo_json_dup_string (json_node_get_object (node), "COMMENT");
  if (text == NULL || text[0] == '\0')
    {
      demo_error_set (error, 400, "INVALID_ARG_VALUE", "Пустой комментарий");
      return NULL;
    }

  id = sqlite3_column_int64 (row, 0);
  write = demo_schema_prepare (call->world, "UPDATE comment SET text = ? WHERE id = ?");
  sqlite3_bind_text (write, 1, text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (write, 2, id);
  demo_schema_step (call->world, write);
  tell (call, "comment.update", id, sqlite3_column_int (row, 4), sqlite3_column_int64 (row, 5),
        text);

  return json_node_init_int (json_node_alloc (), id);
}

JsonNode *
demo_crm_comment_delete (DemoCall *call, GError **error)
{
  g_autoptr (sqlite3_stmt) row = find_comment (call, TRUE, error);
  g_autofree char *sql = NULL;
  gint64 id;

  if (row == NULL || !check_owner (call, row, error))
    return NULL;

  id = sqlite3_column_int64 (row, 0);
  sql = g_strdup_printf ("DELETE FROM comment WHERE id = %" G_GINT64_FORMAT, id);
  demo_schema_exec (call->world, sql, NULL);
  tell (call, "comment.delete", id, sqlite3_column_int (row, 4), sqlite3_column_int64 (row, 5),
        NULL);

  return json_node_init_null (json_node_alloc ());
}

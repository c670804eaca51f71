/* demo-drive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-drive"

#include "demo-drive.h"

#include "demo-json.h"

static const char schema[] =
  "CREATE TABLE IF NOT EXISTS file (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT,"
  " content BLOB);"
  "CREATE TABLE IF NOT EXISTS drive_object (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT,"
  " file INTEGER, owner INTEGER, author INTEGER, created INTEGER, denied INTEGER DEFAULT 0);"
  "CREATE TABLE IF NOT EXISTS drive_attached (id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " object INTEGER, element INTEGER, author INTEGER, created INTEGER);";

static const char first_numbers[] =
  "INSERT INTO sqlite_sequence VALUES ('file', 31000), ('drive_object', 40000),"
  " ('drive_attached', 30000)";

gboolean
demo_drive_prepare (DemoWorld *self, GError **error)
{
  if (!demo_schema_exec (self, schema, error))
    return FALSE;
  if (demo_schema_get_int (self, "SELECT count(*) FROM sqlite_sequence WHERE name = 'file'") > 0)
    return TRUE;

  return demo_schema_exec (self, first_numbers, error);
}

gint64
demo_drive_keep_file (DemoWorld *self, const char *name, GBytes *content)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT INTO file (name, content) VALUES (?, ?)");

  sqlite3_bind_text (row, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_blob (row, 2, g_bytes_get_data (content, NULL), (int) g_bytes_get_size (content),
                     SQLITE_STATIC);
  demo_schema_step (self, row);

  return sqlite3_last_insert_rowid (self->db);
}

gint64
demo_drive_take_file (DemoWorld *self, JsonNode *pair)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (pair);
  g_autofree char *name = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GBytes) content = NULL;
  gsize length;

  if (list->len != 2 || !JSON_NODE_HOLDS_VALUE (list->pdata[0]) ||
      !JSON_NODE_HOLDS_VALUE (list->pdata[1]))
    return 0;
  name = demo_json_node_dup_string (list->pdata[0]);
  code = demo_json_node_dup_string (list->pdata[1]);
  if (name[0] == '\0' || code[0] == '\0')
    return 0;
  g_base64_decode_inplace (code, &length);
  content = g_bytes_new (code, length);

  return demo_drive_keep_file (self, name, content);
}

gint64
demo_drive_take_rubbish (DemoWorld *self, JsonNode *text)
{
  g_autofree char *code = demo_json_node_dup_string (text);
  gsize length = 0;
  g_autofree guint8 *data = g_base64_decode (code, &length);
  g_autoptr (GBytes) content = g_bytes_new (data, length);

  return demo_drive_keep_file (self, "file", content);
}

sqlite3_stmt *
demo_drive_find_file (DemoWorld *self, gint64 file)
{
  sqlite3_stmt *row = demo_schema_prepare (self, "SELECT name, content FROM file WHERE id = ?");

  sqlite3_bind_int64 (row, 1, file);
  if (sqlite3_step (row) == SQLITE_ROW)
    return row;
  sqlite3_finalize (row);

  return NULL;
}

gint64
demo_drive_add (DemoWorld *self, gint64 file, const char *name, gint64 user, gint64 when)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT INTO drive_object (name, file, owner, author, created)"
                               " VALUES (?, ?, ?3, ?3, ?4)");

  sqlite3_bind_text (row, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 2, file);
  sqlite3_bind_int64 (row, 3, user);
  sqlite3_bind_int64 (row, 4, when);
  demo_schema_step (self, row);

  return sqlite3_last_insert_rowid (self->db);
}

gboolean
demo_drive_has (DemoWorld *self, gint64 object)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM drive_object WHERE id = %" G_GINT64_FORMAT, object);

  return demo_schema_get_int (self, sql) > 0;
}

gint64
demo_drive_attach (DemoWorld *self, gint64 object, gint64 element, gint64 user, gint64 when)
{
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO drive_attached (object, element, author, created) VALUES"
                     " (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                     ", %" G_GINT64_FORMAT ")",
                     object, element, user, when);

  demo_schema_exec (self, sql, NULL);

  return sqlite3_last_insert_rowid (self->db);
}

gint64
demo_drive_get_object (DemoWorld *self, gint64 attached, gint64 element)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT object FROM drive_attached WHERE id = %1$" G_GINT64_FORMAT
                     " AND (element = %2$" G_GINT64_FORMAT " OR %2$" G_GINT64_FORMAT " = 0)",
                     attached, element);

  return demo_schema_get_int (self, sql);
}

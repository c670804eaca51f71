/* demo-lists.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-lists"

#include "demo-lists.h"

#include "demo-drive.h"

static const char schema[] =
  "CREATE TABLE IF NOT EXISTS office_state (setups INTEGER);"
  "CREATE TABLE IF NOT EXISTS list_element (id INTEGER PRIMARY KEY AUTOINCREMENT, list INTEGER,"
  " code TEXT, name TEXT, author INTEGER, created INTEGER, changed INTEGER);"
  "CREATE INDEX IF NOT EXISTS list_element_code ON list_element (list, code);"
  "CREATE TABLE IF NOT EXISTS list_value (id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " element INTEGER, property INTEGER, value TEXT);"
  "CREATE INDEX IF NOT EXISTS list_value_element ON list_value (element, property);";

gboolean
demo_lists_prepare (DemoWorld *self, int setups, GError **error)
{
  g_autofree char *state =
    g_strdup_printf ("INSERT INTO office_state VALUES (%d); INSERT INTO sqlite_sequence VALUES"
                     " ('list_element', 2200), ('list_value', 8800)",
                     setups == 0 || setups == DEMO_SETUP_D ? setups | DEMO_SETUP_DEFAULT : setups);

  if (!demo_schema_exec (self, schema, error))
    return FALSE;
  if (demo_schema_get_int (self, "SELECT count(*) FROM office_state") == 0 &&
      !demo_schema_exec (self, state, error))
    return FALSE;
  self->setups = (int) demo_schema_get_int (self, "SELECT setups FROM office_state");

  return TRUE;
}

int
demo_lists_get_setups (DemoWorld *self)
{
  return self->setups;
}

/* --- elements --- */

gint64
demo_lists_add (DemoWorld *self,
                int list,
                const char *code,
                const char *name,
                gint64 user,
                gint64 when)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self,
                         "INSERT INTO list_element (list, code, name, author, created, changed)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?5)");

  sqlite3_bind_int (row, 1, list);
  sqlite3_bind_text (row, 2, code, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 3, name, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 4, user);
  sqlite3_bind_int64 (row, 5, when);
  demo_schema_step (self, row);

  return sqlite3_last_insert_rowid (self->db);
}

void
demo_lists_delete (DemoWorld *self, gint64 element)
{
  g_autofree char *sql =
    g_strdup_printf ("DELETE FROM list_element WHERE id = %1$" G_GINT64_FORMAT
                     "; DELETE FROM list_value WHERE element = %1$" G_GINT64_FORMAT
                     "; DELETE FROM drive_attached WHERE element = %1$" G_GINT64_FORMAT,
                     element);

  demo_schema_exec (self, sql, NULL);
}

static gint64
get_number (DemoWorld *self, const char *sql, gint64 element)
{
  sqlite3_stmt *row = demo_schema_reuse (self, sql);
  gint64 number;

  sqlite3_bind_int64 (row, 1, element);
  number = sqlite3_step (row) == SQLITE_ROW ? sqlite3_column_int64 (row, 0) : 0;
  sqlite3_reset (row);

  return number;
}

int
demo_lists_get_list (DemoWorld *self, gint64 element)
{
  return (int) get_number (self, "SELECT list FROM list_element WHERE id = ?", element);
}

gint64
demo_lists_get_author (DemoWorld *self, gint64 element)
{
  return get_number (self, "SELECT author FROM list_element WHERE id = ?", element);
}

char *
demo_lists_dup_name (DemoWorld *self, gint64 element)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT name FROM list_element WHERE id = ?");

  sqlite3_bind_int64 (row, 1, element);

  return g_strdup (sqlite3_step (row) == SQLITE_ROW ? (const char *) sqlite3_column_text (row, 0)
                                                    : "");
}

void
demo_lists_rename (DemoWorld *self, gint64 element, const char *name)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "UPDATE list_element SET name = ? WHERE id = ?");

  sqlite3_bind_text (row, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 2, element);
  demo_schema_step (self, row);
}

void
demo_lists_touch (DemoWorld *self, gint64 element, gint64 when)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE list_element SET changed = %" G_GINT64_FORMAT
                                          " WHERE id = %" G_GINT64_FORMAT,
                                          when, element);

  demo_schema_exec (self, sql, NULL);
}

/* --- values --- */

void
demo_lists_clear (DemoWorld *self, gint64 element, int property)
{
  sqlite3_stmt *row =
    demo_schema_reuse (self, "DELETE FROM list_value WHERE element = ? AND property = ?");

  sqlite3_bind_int64 (row, 1, element);
  sqlite3_bind_int (row, 2, property);
  demo_schema_step (self, row);
}

gint64
demo_lists_append (DemoWorld *self, gint64 element, int property, const char *value)
{
  sqlite3_stmt *row =
    demo_schema_reuse (self, "INSERT INTO list_value (element, property, value) VALUES (?, ?, ?)");

  sqlite3_bind_int64 (row, 1, element);
  sqlite3_bind_int (row, 2, property);
  sqlite3_bind_text (row, 3, value, -1, SQLITE_TRANSIENT);
  demo_schema_step (self, row);

  return sqlite3_last_insert_rowid (self->db);
}

GPtrArray *
demo_lists_dup_values (DemoWorld *self, gint64 element, int property)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT value FROM list_value WHERE element = ? AND property = ?"
                               " ORDER BY id");

  sqlite3_bind_int64 (row, 1, element);
  sqlite3_bind_int (row, 2, property);
  while (sqlite3_step (row) == SQLITE_ROW)
    g_ptr_array_add (values, g_strdup ((const char *) sqlite3_column_text (row, 0)));

  return values;
}

/* (nullable) */
static const DemoProperty *
find_of (DemoWorld *self, gint64 element, const char *code)
{
  return demo_lists_find_code (demo_lists_get_list (self, element), code);
}

void
demo_lists_set (DemoWorld *self, gint64 element, const char *code, const char *value)
{
  const DemoProperty *property = find_of (self, element, code);

  if (property == NULL)
    return;
  demo_lists_clear (self, element, property->id);
  if (value != NULL && value[0] != '\0')
    demo_lists_append (self, element, property->id, value);
}

void
demo_lists_set_int (DemoWorld *self, gint64 element, const char *code, gint64 value)
{
  g_autofree char *text = value != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : NULL;

  demo_lists_set (self, element, code, text);
}

void
demo_lists_set_choice (DemoWorld *self, gint64 element, const char *code, int index)
{
  const DemoProperty *property = find_of (self, element, code);

  if (property != NULL)
    demo_lists_set_int (self, element, code, index >= 0 ? property->first_choice + index : 0);
}

char *
demo_lists_dup (DemoWorld *self, gint64 element, const char *code)
{
  const DemoProperty *property = find_of (self, element, code);
  g_autoptr (GPtrArray) values =
    property != NULL ? demo_lists_dup_values (self, element, property->id) : NULL;

  return g_strdup (values != NULL && values->len > 0 ? values->pdata[0] : "");
}

int
demo_lists_get_choice (DemoWorld *self, gint64 element, const char *code)
{
  const DemoProperty *property = find_of (self, element, code);
  g_autofree char *value = demo_lists_dup (self, element, code);

  return *value != '\0' ? (int) g_ascii_strtoll (value, NULL, 10) - property->first_choice : -1;
}

void
demo_lists_attach (DemoWorld *self,
                   gint64 element,
                   const char *code,
                   gint64 object,
                   gint64 user,
                   gint64 when)
{
  const DemoProperty *property = find_of (self, element, code);
  g_autofree char *id = NULL;

  if (property == NULL)
    return;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, demo_drive_attach (self, object, element, user, when));
  if (!property->multiple)
    demo_lists_clear (self, element, property->id);
  demo_lists_append (self, element, property->id, id);
}

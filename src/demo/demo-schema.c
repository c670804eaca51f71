/* demo-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The demo portal's SQLite: its tables, and the comparisons of a MySQL server, to which "Ё", "ё"
 * and "е" are one letter.
 */

#define G_LOG_DOMAIN "demo-schema"

#include "demo-world-private.h"

#include <string.h>

static gunichar
fold (gunichar letter)
{
  letter = letter < 128 ? (gunichar) g_ascii_tolower ((char) letter) : g_unichar_tolower (letter);

  return letter == 0x451 ? 0x435 : letter;
}

static int
compare_texts (void *data, int length_a, const void *a, int length_b, const void *b)
{
  const char *at_a = a;
  const char *at_b = b;
  const char *end_a = at_a + length_a;
  const char *end_b = at_b + length_b;

  while (at_a < end_a && at_b < end_b)
    {
      gunichar letter_a = fold (g_utf8_get_char (at_a));
      gunichar letter_b = fold (g_utf8_get_char (at_b));

      if (letter_a != letter_b)
        return letter_a < letter_b ? -1 : 1;
      at_a = g_utf8_next_char (at_a);
      at_b = g_utf8_next_char (at_b);
    }

  return (at_a < end_a) - (at_b < end_b);
}

/* SQL's LIKE with % and _ */
static gboolean
matches (const char *pattern, const char *text)
{
  while (*pattern != '\0')
    {
      if (*pattern == '%')
        {
          while (*pattern == '%')
            pattern++;
          if (*pattern == '\0')
            return TRUE;
          for (; *text != '\0'; text = g_utf8_next_char (text))
            {
              if (matches (pattern, text))
                return TRUE;
            }
          return FALSE;
        }
      if (*text == '\0' ||
          (*pattern != '_' && fold (g_utf8_get_char (pattern)) != fold (g_utf8_get_char (text))))
        return FALSE;
      pattern = g_utf8_next_char (pattern);
      text = g_utf8_next_char (text);
    }

  return *text == '\0';
}

static void
portal_like (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  const char *pattern = (const char *) sqlite3_value_text (argv[0]);
  const char *text = (const char *) sqlite3_value_text (argv[1]);

  if (pattern == NULL || text == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_int (context, matches (pattern, text));
}

static void
contact_phone (sqlite3_context *context, int argc, sqlite3_value **argv)
{
  DemoWorld *self = sqlite3_user_data (context);
  const char *kind = (const char *) sqlite3_value_text (argv[1]);
  const char *value_type = (const char *) sqlite3_value_text (argv[2]);
  g_autoptr (GArray) fields =
    demo_contacts_get_multifields (self->contacts, sqlite3_value_int64 (argv[0]));

  for (guint i = 0; i < fields->len; i++)
    {
      DemoMultifield *field = &g_array_index (fields, DemoMultifield, i);

      if (g_str_equal (field->kind, kind) &&
          (value_type[0] == '\0' || g_str_equal (field->value_type, value_type)))
        {
          sqlite3_result_text (context, field->value, -1, SQLITE_TRANSIENT);
          return;
        }
    }
  sqlite3_result_text (context, "", -1, SQLITE_STATIC);
}

gboolean
demo_schema_exec (DemoWorld *self, const char *sql, GError **error)
{
  char *message = NULL;
  int result = sqlite3_exec (self->db, sql, NULL, NULL, &message);

  if (result != SQLITE_OK)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "demo portal: %s",
                 message != NULL ? message : sqlite3_errstr (result));
  sqlite3_free (message);

  return result == SQLITE_OK;
}

/* (transfer full): a statement of our own text; a fault in it is a fault of the program */
sqlite3_stmt *
demo_schema_prepare (DemoWorld *self, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_critical ("%s: %s", sqlite3_errmsg (self->db), sql);

  return statement;
}

sqlite3_stmt *
demo_schema_reuse (DemoWorld *self, const char *sql)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL)
    {
      statement = demo_schema_prepare (self, sql);
      g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }
  sqlite3_reset (statement);

  return statement;
}

/* Runs a statement that gives no rows and makes it ready for the next time. */
void
demo_schema_step (DemoWorld *self, sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_critical ("%s: %s", sqlite3_errmsg (self->db), sqlite3_sql (statement));
  sqlite3_reset (statement);
}

gint64
demo_schema_get_int (DemoWorld *self, const char *sql)
{
  g_autoptr (sqlite3_stmt) statement = demo_schema_prepare (self, sql);

  return sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
}

static const char schema[] =
  "CREATE TABLE IF NOT EXISTS contact_gone (id INTEGER PRIMARY KEY);"
  "CREATE TABLE IF NOT EXISTS multifield (id INTEGER PRIMARY KEY, type INTEGER, owner INTEGER,"
  " kind TEXT, value_type TEXT, value TEXT, key TEXT);"
  "CREATE INDEX IF NOT EXISTS multifield_owner ON multifield (type, owner);"
  "CREATE INDEX IF NOT EXISTS multifield_key ON multifield (key, type);"
  "CREATE TABLE IF NOT EXISTS stage_history (id INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER,"
  " type_id INTEGER, owner INTEGER, created INTEGER, category INTEGER, semantics TEXT,"
  " stage TEXT);"
  "CREATE TABLE IF NOT EXISTS comment (id INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER, owner "
  "INTEGER,"
  " created INTEGER, author INTEGER, text TEXT);"
  "CREATE INDEX IF NOT EXISTS comment_owner ON comment (owner);"
  "CREATE TABLE IF NOT EXISTS activity (id INTEGER PRIMARY KEY AUTOINCREMENT, provider TEXT,"
  " provider_type TEXT, type_id INTEGER, direction INTEGER, subject TEXT, description TEXT,"
  " created INTEGER, updated INTEGER, start INTEGER, finish INTEGER, deadline INTEGER,"
  " completed TEXT, responsible INTEGER, author INTEGER, associated INTEGER, origin TEXT,"
  " settings TEXT);"
  "CREATE TABLE IF NOT EXISTS item_gone (type INTEGER, id INTEGER);"
  "CREATE TABLE IF NOT EXISTS call_list (id INTEGER PRIMARY KEY AUTOINCREMENT, created INTEGER,"
  " author INTEGER, type INTEGER);"
  "CREATE TABLE IF NOT EXISTS call_list_item (list INTEGER, entity INTEGER, status TEXT,"
  " PRIMARY KEY (list, entity)) WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS activity_binding (activity INTEGER, type INTEGER, owner INTEGER,"
  " PRIMARY KEY (type, owner, activity)) WITHOUT ROWID;"
  "CREATE INDEX IF NOT EXISTS activity_binding_activity ON activity_binding (activity);"
  "CREATE TABLE IF NOT EXISTS task (id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER,"
  " owner INTEGER, due INTEGER, user INTEGER, wakes INTEGER);"
  "CREATE INDEX IF NOT EXISTS task_due ON task (due);"
  "CREATE INDEX IF NOT EXISTS task_wakes ON task (wakes);"
  "CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY AUTOINCREMENT, deal INTEGER,"
  " kind INTEGER, status INTEGER, phone TEXT);"
  "CREATE INDEX IF NOT EXISTS activity_associated ON activity (associated)"
  " WHERE provider = 'CRM_SMS';";

static gboolean
create_item_table (DemoWorld *self, const char *name, int type, GError **error)
{
  g_autofree char *columns = demo_fields_build_columns (self->fields[type], TRUE);
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE IF NOT EXISTS %s (%s)", name, columns);

  return demo_schema_exec (self, sql, error);
}

static void
register_functions (DemoWorld *self)
{
  sqlite3_create_collation (self->db, "PORTAL", SQLITE_UTF8, NULL, compare_texts);
  sqlite3_create_function (self->db, "portal_like", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                           portal_like, NULL, NULL);
  sqlite3_create_function (self->db, "contact_phone", 3, SQLITE_UTF8, self, contact_phone, NULL,
                           NULL);
}

gboolean
demo_schema_create (DemoWorld *self, GError **error)
{
  register_functions (self);

  return demo_schema_exec (self, schema, error) &&
         create_item_table (self, "lead", DEMO_LEAD, error) &&
         create_item_table (self, "deal", DEMO_DEAL, error) &&
         create_item_table (self, "dynamic", DEMO_SMART, error) &&
         create_item_table (self, "company", DEMO_COMPANY, error) &&
         create_item_table (self, "contact_row", DEMO_CONTACT, error);
}

gboolean
demo_schema_create_indices (DemoWorld *self, GError **error)
{
  return demo_schema_exec (self,
                           "CREATE INDEX stage_history_owner ON stage_history (owner);"
                           "CREATE INDEX deal_contact ON deal (CONTACT_ID);"
                           "CREATE INDEX deal_time ON deal (UF_CRM_VISIT_TIME);"
                           "CREATE INDEX deal_updated ON deal (UPDATED_TIME);"
                           "CREATE INDEX lead_updated ON lead (UPDATED_TIME);",
                           error);
}

/* demo-user-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-user-fields"

#include "demo-user-fields.h"

#include "demo-json.h"

#include <string.h>

/* a contact is made on the fly: what is added to it has no column of its own */
static const char *const tables[] = { NULL, "lead", "deal", NULL };

static const char schema[] =
  "CREATE TABLE IF NOT EXISTS user_field (id INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER,"
  " name TEXT, config TEXT, UNIQUE (type, name));"
  "CREATE TABLE IF NOT EXISTS user_field_item (id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " field INTEGER, sort INTEGER, value TEXT, def TEXT, xml_id TEXT);";

static const struct
{
  const char *type;
  DemoKind kind;
} kinds[] = {
  { "string", DEMO_KIND_STRING },      { "url", DEMO_KIND_STRING },
  { "address", DEMO_KIND_STRING },     { "money", DEMO_KIND_STRING },
  { "crm", DEMO_KIND_STRING },         { "crm_status", DEMO_KIND_STRING },
  { "integer", DEMO_KIND_INT },        { "enumeration", DEMO_KIND_INT },
  { "employee", DEMO_KIND_INT },       { "iblock_element", DEMO_KIND_INT },
  { "iblock_section", DEMO_KIND_INT }, { "double", DEMO_KIND_DOUBLE },
  { "boolean", DEMO_KIND_UF_FLAG },    { "date", DEMO_KIND_DATE },
  { "datetime", DEMO_KIND_DATETIME },  { "file", DEMO_KIND_NULL },
};

static char *
dup_json (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

static JsonObject *
parse_config (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return json_object_ref (json_node_get_object (node));
}

static const char *
get_text (JsonObject *config, const char *name)
{
  return json_object_get_string_member_with_default (config, name, "");
}

static const char *
get_title (JsonObject *config)
{
  JsonObject *labels = json_object_get_object_member (config, "LABELS");
  JsonObject *form = json_object_get_object_member (labels, "EDIT_FORM_LABEL");
  const char *title = json_object_get_string_member_with_default (form, "ru", "");

  return title[0] != '\0' ? title : get_text (config, "FIELD_NAME");
}

static JsonObject *
make_label (const char *title)
{
  JsonObject *label = json_object_new ();

  json_object_set_string_member (label, "ru", title);

  return label;
}

/* What the administrator chose for a field that is there from the beginning. */
static JsonObject *
make_config (const DemoField *field)
{
  static const char *const labels[] = { "EDIT_FORM_LABEL", "LIST_COLUMN_LABEL",
                                        "LIST_FILTER_LABEL" };
  JsonObject *config = json_object_new ();
  JsonObject *all = json_object_new ();

  json_object_set_string_member (config, "FIELD_NAME", field->upper);
  json_object_set_string_member (config, "USER_TYPE_ID", field->type);
  json_object_set_null_member (config, "XML_ID");
  json_object_set_string_member (config, "SORT", "100");
  json_object_set_string_member (config, "MULTIPLE", "N");
  json_object_set_string_member (config, "MANDATORY", "N");
  json_object_set_string_member (config, "SHOW_FILTER", "E");
  json_object_set_string_member (config, "SHOW_IN_LIST", "Y");
  json_object_set_string_member (config, "EDIT_IN_LIST", "Y");
  json_object_set_string_member (config, "IS_SEARCHABLE", "N");
  json_object_set_object_member (config, "SETTINGS", json_object_new ());
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    json_object_set_object_member (all, labels[i], make_label (field->title));
  json_object_set_object_member (config, "LABELS", all);

  return config;
}

void
demo_user_fields_put_item (DemoWorld *self,
                           gint64 field,
                           gint64 id,
                           const char *value,
                           const char *xml_id,
                           gint64 sort,
                           gboolean is_default)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self,
                         "REPLACE INTO user_field_item (id, field, sort, value, def, xml_id)"
                         " VALUES (?, ?, ?, ?, ?, coalesce (?, lower (hex (randomblob (16)))))");

  if (id > 0)
    sqlite3_bind_int64 (row, 1, id);
  sqlite3_bind_int64 (row, 2, field);
  sqlite3_bind_int64 (row, 3, sort);
  sqlite3_bind_text (row, 4, value, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 5, is_default ? "Y" : "N", -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 6, xml_id, -1, SQLITE_STATIC);
  demo_schema_step (self, row);
}

void
demo_user_fields_delete_item (DemoWorld *self, gint64 field, gint64 id)
{
  g_autofree char *sql =
    g_strdup_printf ("DELETE FROM user_field_item WHERE field = %" G_GINT64_FORMAT
                     " AND id = %" G_GINT64_FORMAT,
                     field, id);

  demo_schema_exec (self, sql, NULL);
}

static gint64
insert_config (DemoWorld *self, int type, JsonObject *config)
{
  g_autofree char *text = dup_json (config);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "REPLACE INTO user_field (type, name, config) VALUES (?, ?, ?)");

  sqlite3_bind_int (row, 1, type);
  sqlite3_bind_text (row, 2, get_text (config, "FIELD_NAME"), -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 3, text, -1, SQLITE_STATIC);
  demo_schema_step (self, row);

  return sqlite3_last_insert_rowid (self->db);
}

static gboolean
is_known (DemoWorld *self, int type, const char *upper)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT 1 FROM user_field WHERE type = ? AND name = ?");

  sqlite3_bind_int (row, 1, type);
  sqlite3_bind_text (row, 2, upper, -1, SQLITE_STATIC);

  return sqlite3_step (row) == SQLITE_ROW;
}

static void
add_first (DemoWorld *self, int type, const DemoField *field)
{
  g_autoptr (JsonObject) config = make_config (field);
  gint64 id = insert_config (self, type, config);
  gint64 sort = 0;

  for (const DemoEnumItem *item = demo_directory_enum_items (); item->id != -1; item++)
    {
      if (g_str_equal (item->field, field->upper))
        demo_user_fields_put_item (self, id, item->id, item->value, item->code, sort += 10, FALSE);
    }
}

/* Puts a field, as it is set up, among those that the other methods know. The kind of a contact's
 * field is fixed, for its table is computed. */
static void
put_field (DemoWorld *self, int type, JsonObject *config)
{
  DemoField field = { .upper = get_text (config, "FIELD_NAME"),
                      .type = get_text (config, "USER_TYPE_ID"),
                      .kind = DEMO_KIND_STRING,
                      .title = get_title (config),
                      .flags = DEMO_FIELD_USER };
  JsonObject *settings = json_object_get_object_member (config, "SETTINGS");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].type, field.type))
        field.kind = kinds[i].kind;
    }
  if (g_str_equal (get_text (config, "MULTIPLE"), "Y"))
    field.kind = DEMO_KIND_LIST;
  if (g_str_equal (get_text (config, "MANDATORY"), "Y"))
    field.flags |= DEMO_FIELD_REQUIRED;
  if (g_str_equal (field.type, "crm_status"))
    field.status_type = json_object_get_string_member_with_default (settings, "ENTITY_TYPE", "");
  demo_fields_put (self->fields[type], &field);
}

static GPtrArray *
list_first (DemoFields *fields)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < demo_fields_get_size (fields); i++)
    {
      const DemoField *field = demo_fields_get (fields, i);

      if (field->flags & DEMO_FIELD_USER)
        g_ptr_array_add (list, (gpointer) field);
    }

  return list;
}

static void
add_column (DemoWorld *self, int type, const char *upper)
{
  g_autofree char *find = NULL;
  g_autofree char *sql = NULL;

  if (tables[type] == NULL)
    return;
  find = g_strdup_printf ("SELECT count(*) FROM pragma_table_info('%s') WHERE name = '%s'",
                          tables[type], upper);
  sql = g_strdup_printf ("ALTER TABLE %s ADD COLUMN \"%s\"", tables[type], upper);
  if (demo_schema_get_int (self, find) == 0)
    demo_schema_exec (self, sql, NULL);
}

/* A field that was deleted keeps its name in the table, without anything else. */
static void
read_fields (DemoWorld *self, int type)
{
  g_autoptr (GPtrArray) configs = demo_user_fields_list (self, type);
  g_autoptr (sqlite3_stmt) gone =
    demo_schema_prepare (self, "SELECT name FROM user_field WHERE type = ? AND config IS NULL");

  sqlite3_bind_int (gone, 1, type);
  while (sqlite3_step (gone) == SQLITE_ROW)
    demo_fields_remove (self->fields[type], (const char *) sqlite3_column_text (gone, 0));
  for (guint i = 0; i < configs->len; i++)
    {
      put_field (self, type, configs->pdata[i]);
      add_column (self, type, get_text (configs->pdata[i], "FIELD_NAME"));
    }
}

gboolean
demo_user_fields_prepare (DemoWorld *self, GError **error)
{
  if (!demo_schema_exec (self, schema, error))
    return FALSE;

  for (int type = DEMO_LEAD; type <= DEMO_CONTACT; type++)
    {
      g_autoptr (GPtrArray) first = list_first (self->fields[type]);

      for (guint i = 0; i < first->len; i++)
        {
          const DemoField *field = first->pdata[i];

          if (!is_known (self, type, field->upper))
            add_first (self, type, field);
        }
      if (type != DEMO_CONTACT)
        read_fields (self, type);
    }

  return TRUE;
}

GPtrArray *
demo_user_fields_list (DemoWorld *self, int type)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self,
                         "SELECT id, config FROM user_field WHERE type = ? AND config IS NOT NULL"
                         " ORDER BY CAST (config ->> 'SORT' AS INTEGER), id");

  sqlite3_bind_int (row, 1, type);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      JsonObject *config = parse_config ((const char *) sqlite3_column_text (row, 1));

      json_object_set_string_member (config, "ID", (const char *) sqlite3_column_text (row, 0));
      g_ptr_array_add (list, config);
    }

  return list;
}

JsonArray *
demo_user_fields_list_items (DemoWorld *self, gint64 field)
{
  static const char *const names[] = { "ID", "SORT", "VALUE", "DEF", "XML_ID" };
  JsonArray *items = json_array_new ();
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT id, sort, value, def, xml_id FROM user_field_item"
                               " WHERE field = ? ORDER BY sort, id");

  sqlite3_bind_int64 (row, 1, field);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      JsonObject *item = json_object_new ();

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        json_object_set_string_member (item, names[i],
                                       (const char *) sqlite3_column_text (row, (int) i));
      json_array_add_object_element (items, item);
    }

  return items;
}

JsonArray *
demo_user_fields_list_items_of (DemoWorld *self, int type, const char *upper)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT id FROM user_field WHERE type = ? AND name = ?");

  sqlite3_bind_int (row, 1, type);
  sqlite3_bind_text (row, 2, upper, -1, SQLITE_STATIC);

  return demo_user_fields_list_items (self, sqlite3_step (row) == SQLITE_ROW
                                              ? sqlite3_column_int64 (row, 0)
                                              : 0);
}

gint64
demo_user_fields_add (DemoWorld *self, int type, JsonObject *config, GError **error)
{
  const char *upper = get_text (config, "FIELD_NAME");

  if (demo_fields_find (self->fields[type], upper) >= 0)
    {
      demo_error_set (error, 400, "ERROR_CORE", "Поле %s для объекта CRM_%s уже существует.", upper,
                      type == DEMO_DEAL ? "DEAL" : "LEAD");
      return 0;
    }
  add_column (self, type, upper);
  put_field (self, type, config);

  return insert_config (self, type, config);
}

void
demo_user_fields_update (DemoWorld *self, int type, gint64 id, JsonObject *config)
{
  g_autofree char *text = dup_json (config);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "UPDATE user_field SET config = ? WHERE id = ?");

  sqlite3_bind_text (row, 1, text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 2, id);
  demo_schema_step (self, row);
  put_field (self, type, config);
}

void
demo_user_fields_delete (DemoWorld *self, int type, gint64 id, const char *upper)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE user_field SET config = NULL WHERE id = %1$" G_GINT64_FORMAT
                     "; DELETE FROM user_field_item WHERE field = %1$" G_GINT64_FORMAT,
                     id);
  g_autofree char *empty = NULL;

  demo_fields_remove (self->fields[type], upper);
  demo_schema_exec (self, sql, NULL);
  if (tables[type] == NULL)
    return;
  empty = g_strdup_printf ("UPDATE %s SET \"%s\" = NULL", tables[type], upper);
  demo_schema_exec (self, empty, NULL);
}

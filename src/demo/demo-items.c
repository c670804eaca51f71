/* demo-items.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-items"

#include "demo-items.h"

#include <string.h>

#include "demo-world-private.h"

static const char *const tables[] = { NULL, "lead", "deal", "contact", "dynamic", "company" };

/* A value as crm.item.* shows it: numbers are numbers, a date is the moment that has this day in
 * UTC. */
static JsonNode *
make_node (const DemoField *field, sqlite3_stmt *row, int column)
{
  JsonNode *node = json_node_alloc ();
  char buffer[DEMO_TIME_SIZE];
  const char *text;

  if (field->kind == DEMO_KIND_UF_FLAG)
    return json_node_init_string (node, sqlite3_column_int (row, column) != 0 ? "Y" : "N");
  if (field->kind == DEMO_KIND_LIST || field->kind == DEMO_KIND_FILE)
    {
      text = (const char *) sqlite3_column_text (row, column);
      json_node_unref (node);
      node = text != NULL ? json_from_string (text, NULL) : NULL;
      return node != NULL ? node : json_from_string ("[]", NULL);
    }
  if (sqlite3_column_type (row, column) == SQLITE_NULL)
    return json_node_init_null (node);

  switch (field->kind)
    {
    case DEMO_KIND_INT:
      return json_node_init_int (node, sqlite3_column_int64 (row, column));
    case DEMO_KIND_DOUBLE:
      return json_node_init_double (node, sqlite3_column_double (row, column));
    case DEMO_KIND_DATETIME:
      demo_time_format (sqlite3_column_int64 (row, column), buffer);
      return json_node_init_string (node, buffer);
    case DEMO_KIND_DATE:
      text = (const char *) sqlite3_column_text (row, column);
      if (text[0] == '\0')
        return json_node_init_null (node);
      g_snprintf (buffer, sizeof buffer, "%.10sT03:00:00+03:00", text);
      return json_node_init_string (node, buffer);
    case DEMO_KIND_STRING:
    case DEMO_KIND_YES_NO:
    case DEMO_KIND_UF_FLAG:
    case DEMO_KIND_LIST:
    case DEMO_KIND_NULL:
    case DEMO_KIND_FILE:
    default:
      return json_node_init_string (node, (const char *) sqlite3_column_text (row, column));
    }
}

/* A value as the older methods show it: every scalar is text. */
static JsonNode *
make_legacy_node (const DemoField *field, sqlite3_stmt *row, int column)
{
  JsonNode *node = json_node_alloc ();
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (sqlite3_column_type (row, column) == SQLITE_NULL)
    return json_node_init_null (node);

  switch (field->kind)
    {
    case DEMO_KIND_DOUBLE:
      return json_node_init_string (node, g_ascii_formatd (buffer, sizeof buffer, "%.2f",
                                                           sqlite3_column_double (row, column)));
    case DEMO_KIND_INT:
    case DEMO_KIND_UF_FLAG:
      return json_node_init_string (node, (const char *) sqlite3_column_text (row, column));
    case DEMO_KIND_DATE:
      if (sqlite3_column_text (row, column)[0] == '\0')
        return json_node_init_string (node, "");
      json_node_unref (node);
      return make_node (field, row, column);
    case DEMO_KIND_DATETIME:
    case DEMO_KIND_STRING:
    case DEMO_KIND_YES_NO:
    case DEMO_KIND_LIST:
    case DEMO_KIND_NULL:
    case DEMO_KIND_FILE:
    default:
      json_node_unref (node);
      return make_node (field, row, column);
    }
}

static JsonNode *
make_multi (DemoWorld *self, int type, gint64 id)
{
  g_autoptr (GArray) fields = demo_items_get_multifields (self, type, id);
  JsonArray *list = json_array_sized_new (fields->len);
  JsonNode *node = json_node_alloc ();

  for (guint i = 0; i < fields->len; i++)
    {
      const DemoMultifield *field = &g_array_index (fields, DemoMultifield, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "id", field->id);
      json_object_set_string_member (object, "valueType", field->value_type);
      json_object_set_string_member (object, "value", field->value);
      json_object_set_string_member (object, "typeId", field->kind);
      json_array_add_object_element (list, object);
    }

  json_node_init_array (node, list);
  json_array_unref (list);

  return node;
}

static void
add_legacy_value (JsonObject *row, const DemoMultifield *field)
{
  JsonObject *object = json_object_new ();
  JsonArray *list;
  char id[24];

  g_snprintf (id, sizeof id, "%" G_GINT64_FORMAT, field->id);
  json_object_set_string_member (object, "ID", id);
  json_object_set_string_member (object, "VALUE_TYPE", field->value_type);
  json_object_set_string_member (object, "VALUE", field->value);
  json_object_set_string_member (object, "TYPE_ID", field->kind);

  if (!json_object_has_member (row, field->kind))
    json_object_set_array_member (row, field->kind, json_array_new ());
  list = json_object_get_array_member (row, field->kind);
  json_array_add_object_element (list, object);
}

/* The key is not there when there is no value. */
static void
add_legacy_multi (DemoWorld *self, JsonObject *row, int type, gint64 id, const char *kinds)
{
  g_autoptr (GArray) fields = demo_items_get_multifields (self, type, id);

  for (guint i = 0; i < fields->len; i++)
    {
      const DemoMultifield *field = &g_array_index (fields, DemoMultifield, i);

      if (kinds == NULL || strstr (kinds, field->kind) != NULL)
        add_legacy_value (row, field);
    }
}

static JsonObject *
make_row (DemoWorld *self, DemoFields *fields, const DemoItemsQuery *query, sqlite3_stmt *row)
{
  JsonObject *object = json_object_new ();
  gint64 id = sqlite3_column_int64 (row, 0);
  int type = demo_fields_get_type_id (fields);

  for (guint i = 0; i < query->columns->len; i++)
    {
      guint index = (guint) g_array_index (query->columns, int, i);
      const DemoField *field = demo_fields_get (fields, index);

      if (query->legacy)
        json_object_set_member (object, field->legacy, make_legacy_node (field, row, (int) i + 1));
      else
        json_object_set_member (object,
                                query->original_names && (field->flags & DEMO_FIELD_USER)
                                  ? field->upper
                                  : demo_fields_get_key (fields, index),
                                make_node (field, row, (int) i + 1));
    }
  if (query->with_multi && query->legacy)
    add_legacy_multi (self, object, type, id, query->multi_kinds);
  else if (query->with_multi)
    json_object_set_member (object, "fm", make_multi (self, type, id));

  return object;
}

static sqlite3_stmt *
prepare_query (DemoWorld *self, DemoFields *fields, const DemoItemsQuery *query)
{
  g_autoptr (GString) sql = g_string_new ("SELECT \"ID\"");

  for (guint i = 0; i < query->columns->len; i++)
    {
      const DemoField *field =
        demo_fields_get (fields, (guint) g_array_index (query->columns, int, i));

      if (field->flags & DEMO_FIELD_COMPUTED)
        g_string_append_printf (sql, ", %s", field->sql);
      else
        g_string_append_printf (sql, ", \"%s\"", field->upper);
    }
  g_string_append_printf (sql, " FROM %s WHERE %s%s LIMIT %u OFFSET %u",
                          tables[demo_fields_get_type_id (fields)],
                          demo_filter_get_sql (query->filter), query->order, query->limit,
                          query->offset);

  return demo_schema_prepare (self, sql->str);
}

JsonArray *
demo_items_list (DemoWorld *self, DemoFields *fields, const DemoItemsQuery *query)
{
  g_autoptr (sqlite3_stmt) row = prepare_query (self, fields, query);
  JsonArray *list = json_array_sized_new (query->limit);

  demo_filter_bind (query->filter, row);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      JsonObject *object = make_row (self, fields, query, row);

      if (json_object_get_size (object) > 0)
        json_array_add_object_element (list, object);
      else
        {
          json_object_unref (object);
          json_array_add_array_element (list, json_array_new ());
        }
    }

  return list;
}

gint64
demo_items_count (DemoWorld *self, DemoFields *fields, DemoFilter *filter)
{
  int type = demo_fields_get_type_id (fields);
  g_autoptr (sqlite3_stmt) row = NULL;
  g_autofree char *sql = NULL;
  gint64 above;

  if (type == DEMO_CONTACT && demo_filter_get_above (filter, &above))
    return demo_contacts_count_above (self->contacts, above);

  sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE %s", tables[type],
                         demo_filter_get_sql (filter));
  row = demo_schema_prepare (self, sql);
  demo_filter_bind (filter, row);

  return sqlite3_step (row) == SQLITE_ROW ? sqlite3_column_int64 (row, 0) : 0;
}

/* (transfer full): DemoMultifield of a lead or a contact; a deal has none */
GArray *
demo_items_get_multifields (DemoWorld *self, int type, gint64 id)
{
  GArray *fields;
  g_autoptr (sqlite3_stmt) row = NULL;

  if (type == DEMO_CONTACT)
    return demo_contacts_get_multifields (self->contacts, id);

  fields = g_array_new (FALSE, TRUE, sizeof (DemoMultifield));
  row = demo_schema_prepare (self, "SELECT id, kind, value_type, value FROM multifield"
                                   " WHERE type = ? AND owner = ? ORDER BY id");
  sqlite3_bind_int (row, 1, type);
  sqlite3_bind_int64 (row, 2, id);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      DemoMultifield field = { 0 };

      field.id = sqlite3_column_int64 (row, 0);
      field.kind = g_intern_string ((const char *) sqlite3_column_text (row, 1));
      field.value_type = g_intern_string ((const char *) sqlite3_column_text (row, 2));
      g_strlcpy (field.value, (const char *) sqlite3_column_text (row, 3), sizeof field.value);
      g_array_append_val (fields, field);
    }

  return fields;
}

static JsonObject *
get_one (DemoWorld *self, int type, gint64 id, gboolean legacy, gboolean original_names)
{
  DemoFields *fields = self->fields[type];
  g_autoptr (DemoFilter) filter = demo_filter_new (fields);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (JsonArray) rows = NULL;
  DemoItemsQuery query = { 0 };

  g_array_append_val (ids, id);
  demo_filter_add_ids (filter, ids);
  for (int i = 0; i < (int) demo_fields_get_size (fields); i++)
    {
      if (!legacy || demo_fields_get (fields, (guint) i)->legacy != NULL)
        g_array_append_val (columns, i);
    }
  query.filter = filter;
  query.order = "";
  query.limit = 1;
  query.columns = columns;
  query.with_multi = demo_type_has_multi (type);
  query.legacy = legacy;
  query.original_names = original_names;
  rows = demo_items_list (self, fields, &query);
  if (json_array_get_length (rows) == 0)
    return NULL;

  return json_object_ref (json_array_get_object_element (rows, 0));
}

JsonObject *
demo_items_get (DemoWorld *self, int type, gint64 id, gboolean original_names)
{
  JsonObject *item = get_one (self, type, id, FALSE, original_names);

  if (item != NULL)
    json_object_set_int_member (item, "entityTypeId",
                                type == DEMO_SMART     ? DEMO_SMART_ENTITY
                                : type == DEMO_COMPANY ? DEMO_COMPANY_ENTITY
                                                       : type);

  return item;
}

JsonObject *
demo_items_get_legacy (DemoWorld *self, int type, gint64 id)
{
  return get_one (self, type, id, TRUE, FALSE);
}

gboolean
demo_items_exists (DemoWorld *self, int type, gint64 id)
{
  g_autoptr (sqlite3_stmt) row = NULL;
  g_autofree char *sql = NULL;

  if (type == DEMO_CONTACT)
    return demo_contacts_exists (self->contacts, id);

  sql = g_strdup_printf ("SELECT 1 FROM %s WHERE ID = ?", tables[type]);
  row = demo_schema_prepare (self, sql);
  sqlite3_bind_int64 (row, 1, id);

  return sqlite3_step (row) == SQLITE_ROW;
}

/* demo-bizproc-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-bizproc-row"

#include "demo-bizproc-row.h"

#include "demo-json.h"
#include "demo-methods-crm.h"

#include <string.h>

static const DemoBizprocField *
find_field (const DemoBizprocTable *table, const char *name)
{
  for (const DemoBizprocField *field = table->fields; field->name != NULL; field++)
    {
      if (g_str_equal (field->name, name))
        return field;
    }

  return NULL;
}

static gboolean
is_among (const char *const *names, const char *name)
{
  return names != NULL && g_strv_contains (names, name);
}

/* What is asked for that does not exist is passed over. */
static gboolean
select_fields (DemoCall *call, const DemoBizprocTable *table, GPtrArray *chosen, GError **error)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (demo_json_get (call->params, "SELECT"));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *name = NULL;

      if (!demo_json_node_is_scalar (list->pdata[i]))
        {
          demo_error_set (error, 400, "ERROR_SELECT_VALIDATION_FAILURE",
                          "Invalid data in SELECT parameter");
          return FALSE;
        }
      name = demo_json_node_dup_string (list->pdata[i]);
      g_ptr_array_add (names, g_ascii_strup (name, -1));
    }
  g_ptr_array_add (names, NULL);
  for (const DemoBizprocField *field = table->fields; field->name != NULL; field++)
    {
      if (is_among (table->always, field->name) ||
          (names->len > 1 ? is_among ((const char *const *) names->pdata, field->name)
                          : is_among (table->shown, field->name)))
        g_ptr_array_add (chosen, (gpointer) field);
    }

  return TRUE;
}

/* (transfer full): " AND …" of one condition. The source compares the field's name as it is:
 * anything but capitals, and what it does not know, is passed over without a word. */
static char *
dup_condition (const DemoBizprocTable *table, const char *key, JsonNode *node)
{
  const char *name;
  const char *prefix = demo_fields_split_prefix (key, &name);
  const DemoBizprocField *field = find_field (table, name);
  g_autofree char *text = demo_json_node_dup_string (node);
  const char *operation = g_str_equal (prefix, "!") || g_str_equal (prefix, "!=") ? "<>"
                          : *prefix == '\0'                                       ? "="
                                                                                  : prefix;
  char *quoted;
  char *condition;
  gint64 when;

  if (field == NULL || strchr ("!=<>", *operation) == NULL || strchr (operation, '%') != NULL ||
      strchr (operation, '@') != NULL || g_str_equal (operation, "><"))
    return g_strdup ("");
  if (field->is_time)
    return g_strdup_printf (" AND %s %s %" G_GINT64_FORMAT, field->column, operation,
                            demo_time_parse (text, &when) ? when : 0);
  quoted = sqlite3_mprintf (" AND CAST (%s AS TEXT) %s %Q", field->column, operation, text);
  if (operation[0] == '<' && operation[1] != '>')
    {
      sqlite3_free (quoted);
      quoted = sqlite3_mprintf (" AND %s %s %lld", field->column, operation,
                                g_ascii_strtoll (text, NULL, 10));
    }
  else if (operation[0] == '>')
    {
      sqlite3_free (quoted);
      quoted = sqlite3_mprintf (" AND %s %s %lld", field->column, operation,
                                g_ascii_strtoll (text, NULL, 10));
    }
  condition = g_strdup (quoted);
  sqlite3_free (quoted);

  return condition;
}

static char *
dup_where (DemoCall *call, const DemoBizprocTable *table, const char *where)
{
  JsonObject *filter = demo_json_get_object (call->params, "FILTER");
  GString *sql = g_string_new (where);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (filter == NULL)
    return g_string_free (sql, FALSE);
  json_object_iter_init (&iter, filter);
  while (json_object_iter_next (&iter, &key, &node))
    {
      g_autofree char *condition = dup_condition (table, key, node);

      g_string_append (sql, condition);
    }

  return g_string_free (sql, FALSE);
}

static char *
dup_order (DemoCall *call, const DemoBizprocTable *table)
{
  JsonObject *order = demo_json_get_object (call->params, "ORDER");
  GString *sql = g_string_new (" ORDER BY ");
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (order != NULL)
    {
      json_object_iter_init_ordered (&iter, order);
      while (json_object_iter_next_ordered (&iter, &key, &node))
        {
          g_autofree char *upper = g_ascii_strup (key, -1);
          g_autofree char *direction = demo_json_node_dup_string (node);
          const DemoBizprocField *field = find_field (table, upper);

          if (field != NULL)
            g_string_append_printf (sql, "%s %s, ", field->column,
                                    g_ascii_strcasecmp (direction, "asc") == 0 ? "ASC" : "DESC");
        }
    }
  g_string_append (sql, table->key);

  return g_string_free (sql, FALSE);
}

static void
add_value (JsonObject *object, const DemoBizprocField *field, sqlite3_stmt *row, int column)
{
  JsonNode *params;

  if (sqlite3_column_type (row, column) == SQLITE_NULL ||
      (field->is_time && sqlite3_column_int64 (row, column) == 0))
    json_object_set_null_member (object, field->name);
  else if (field->is_time)
    demo_crm_set_time (object, field->name, sqlite3_column_int64 (row, column));
  else if (g_str_equal (field->name, "PARAMETERS"))
    {
      params = json_from_string ((const char *) sqlite3_column_text (row, column), NULL);
      json_object_set_member (object, field->name, params);
    }
  else
    json_object_set_string_member (object, field->name,
                                   (const char *) sqlite3_column_text (row, column));
}

JsonNode *
demo_bizproc_list (DemoCall *call, const DemoBizprocTable *table, const char *where, GError **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autofree char *condition = dup_where (call, table, where);
  g_autofree char *order = dup_order (call, table);
  g_autofree char *count = NULL;
  g_autoptr (GString) sql = g_string_new ("SELECT 0");
  g_autoptr (sqlite3_stmt) row = NULL;
  JsonArray *result;

  if (!select_fields (call, table, chosen, error))
    return NULL;
  for (guint i = 0; i < chosen->len; i++)
    g_string_append_printf (sql, ", %s", ((const DemoBizprocField *) chosen->pdata[i])->column);
  g_string_append_printf (sql, " FROM %s WHERE %s%s LIMIT %d OFFSET %u", table->tables, condition,
                          order, DEMO_PAGE, demo_crm_page_start (call));
  count = g_strdup_printf ("SELECT count(*) FROM %s WHERE %s", table->tables, condition);
  row = demo_schema_prepare (call->world, sql->str);
  result = json_array_new ();
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      JsonObject *object = json_object_new ();

      for (guint i = 0; i < chosen->len; i++)
        add_value (object, chosen->pdata[i], row, (int) i + 1);
      json_array_add_object_element (result, object);
    }
  demo_crm_set_paging (call, demo_schema_get_int (call->world, count), TRUE);

  return demo_crm_take_array (result);
}

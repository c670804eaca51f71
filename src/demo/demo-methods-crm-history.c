/* demo-methods-crm-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * crm.stagehistory.list: a newer method with the names of the older ones.
 */

#define G_LOG_DOMAIN "demo-methods-crm-history"

#include "demo-methods-crm.h"

#include "demo-smart.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *column;
  gboolean is_text;
  int only; /* the type of entity that has it, 0 for all */
} Column;

static const Column columns[] = {
  { "ID", "id", FALSE, 0 },
  { "TYPE_ID", "type_id", FALSE, 0 },
  { "OWNER_ID", "owner", FALSE, 0 },
  { "CREATED_TIME", "created", FALSE, 0 },
  { "CATEGORY_ID", "category", FALSE, DEMO_DEAL },
  { "STAGE_SEMANTIC_ID", "semantics", TRUE, DEMO_DEAL },
  { "STAGE_ID", "stage", TRUE, DEMO_DEAL },
  { "STATUS_SEMANTIC_ID", "semantics", TRUE, DEMO_LEAD },
  { "STATUS_ID", "stage", TRUE, DEMO_LEAD },
};

/* A smart process has what deals have. */
static gboolean
has_column (const Column *column, int type)
{
  return column->only == 0 || column->only == (type == DEMO_SMART ? DEMO_DEAL : type);
}

static const Column *
find_column (const char *name, int type)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (g_str_equal (columns[i].name, name) && has_column (&columns[i], type))
        return &columns[i];
    }

  return NULL;
}

static void
append_value (GString *sql, const Column *column, JsonNode *node)
{
  g_autofree char *text = demo_json_node_dup_string (node);
  gint64 number = demo_json_node_int (node);

  if (column->is_text)
    {
      char *quoted = sqlite3_mprintf ("%Q", text);

      g_string_append (sql, quoted);
      sqlite3_free (quoted);
      return;
    }
  if (g_str_equal (column->name, "CREATED_TIME") && !demo_time_parse (text, &number))
    number = 0;
  g_string_append_printf (sql, "%" G_GINT64_FORMAT, number);
}

static gboolean
append_condition (GString *sql, const char *key, JsonNode *node, int type, GError **error)
{
  const char *name;
  const char *operation = demo_fields_split_prefix (key, &name);
  const Column *column = find_column (name, type);
  gboolean negative = operation[0] == '!';
  gboolean compares = operation[0] == '<' || operation[0] == '>';
  g_autoptr (GPtrArray) list = demo_json_node_list (node);

  if (column == NULL || (compares && !demo_json_node_is_scalar (node)))
    {
      demo_error_set (error, 400, "INVALID_ARG_VALUE",
                      column == NULL ? "Invalid filter: field '%s' is not allowed in filter"
                                     : "Invalid filter: field '%s' has invalid value",
                      key);
      return FALSE;
    }
  g_string_append_printf (sql, " AND %s%s", negative ? "NOT " : "", column->column);
  if (compares)
    {
      g_string_append_printf (sql, " %s ", operation);
      append_value (sql, column, node);
      return TRUE;
    }
  g_string_append (sql, " IN (");
  for (guint i = 0; i < list->len; i++)
    {
      g_string_append (sql, i > 0 ? ", " : "");
      append_value (sql, column, list->pdata[i]);
    }
  g_string_append (sql, ")");

  return TRUE;
}

static char *
build_where (DemoCall *call, int type, GError **error)
{
  JsonObject *filter = demo_json_get_object (call->params, "filter");
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autofree char *hidden =
    type == DEMO_DEAL ? demo_rights_dup_hidden (call->world->rights, call->user_id) : NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  g_string_append_printf (sql, " FROM stage_history WHERE type = %d", type);
  if (type == DEMO_SMART && !demo_smart_sees_all (call->world, call->user_id))
    g_string_append_printf (
      sql, " AND owner IN (SELECT ID FROM dynamic WHERE CREATED_BY = %" G_GINT64_FORMAT ")",
      call->user_id);
  if (hidden != NULL)
    g_string_append_printf (sql, " AND category NOT IN (%s)", hidden);
  if (filter != NULL)
    json_object_iter_init (&iter, filter);
  while (filter != NULL && json_object_iter_next (&iter, &key, &node))
    {
      if (!append_condition (sql, key, node, type, error))
        return NULL;
    }

  return g_strdup (sql->str);
}

/* Unknown keys are ignored. */
static void
append_order (GString *sql, JsonObject *order, int type)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  gboolean first = TRUE;

  if (order != NULL)
    json_object_iter_init_ordered (&iter, order);
  while (order != NULL && json_object_iter_next_ordered (&iter, &key, &node))
    {
      const Column *column = find_column (key, type);
      g_autofree char *direction = demo_json_node_dup_string (node);

      if (column == NULL)
        continue;
      g_string_append_printf (sql, "%s%s %s", first ? " ORDER BY " : ", ", column->column,
                              g_ascii_strcasecmp (direction, "desc") == 0 ? "DESC" : "ASC");
      first = FALSE;
    }
}

static gboolean
is_selected (GPtrArray *select, const char *name)
{
  if (select->len == 0 || g_str_equal (name, "ID"))
    return TRUE;
  for (guint i = 0; i < select->len; i++)
    {
      g_autofree char *wanted = demo_json_node_dup_string (select->pdata[i]);

      if (g_str_equal (wanted, "*") || g_str_equal (wanted, name))
        return TRUE;
    }

  return FALSE;
}

static JsonObject *
make_row (sqlite3_stmt *row, GPtrArray *select, int type)
{
  JsonObject *object = json_object_new ();
  char buffer[DEMO_TIME_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const Column *column = &columns[i];

      if (!has_column (column, type) || !is_selected (select, column->name))
        continue;
      if (column->is_text)
        json_object_set_string_member (object, column->name,
                                       (const char *) sqlite3_column_text (row, (int) i));
      else if (g_str_equal (column->name, "CREATED_TIME"))
        {
          demo_time_format (sqlite3_column_int64 (row, (int) i), buffer);
          json_object_set_string_member (object, column->name, buffer);
        }
      else
        json_object_set_int_member (object, column->name, sqlite3_column_int64 (row, (int) i));
    }

  return object;
}

JsonNode *
demo_crm_stage_history (DemoCall *call, GError **error)
{
  gint64 asked = demo_json_get_int (call->params, "entityTypeId", 0);
  gint64 type =
    asked == DEMO_SMART_ENTITY && demo_smart_is_there (call->world) ? DEMO_SMART : asked;
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (GPtrArray) select = demo_json_node_list (demo_json_get (call->params, "select"));
  g_autofree char *where = NULL;
  g_autofree char *count = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;
  JsonArray *list;

  if (type != DEMO_LEAD && type != DEMO_DEAL && (type != DEMO_SMART || asked == DEMO_SMART))
    {
      demo_error_set (error, 400, "ENTITY_TYPE_NOT_SUPPORTED",
                      "Entity type %" G_GINT64_FORMAT " is not supported", asked);
      return NULL;
    }
  where = build_where (call, (int) type, error);
  if (where == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", columns[i].column);
  g_string_append (sql, where);
  append_order (sql, demo_json_get_object (call->params, "order"), (int) type);
  g_string_append_printf (sql, " LIMIT 50 OFFSET %u", demo_crm_page_start (call));
  row = demo_schema_prepare (call->world, sql->str);
  list = json_array_new ();
  while (sqlite3_step (row) == SQLITE_ROW)
    json_array_add_object_element (list, make_row (row, select, (int) type));
  count = g_strconcat ("SELECT count(*)", where, NULL);
  demo_crm_set_paging (call, call->start == -1 ? 0 : demo_schema_get_int (call->world, count),
                       FALSE);

  return demo_crm_wrap ("items", demo_crm_take_array (list));
}

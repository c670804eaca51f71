/* demo-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-filter"

#include "demo-filter.h"

#include <string.h>

#include "demo-json.h"
#include "demo-method.h"

typedef struct
{
  char *text; /* owned (nullable): NULL for a number */
  double real;
  gint64 number;
  gboolean is_real;
} Value;

struct _DemoFilter
{
  DemoFields *fields; /* unowned */
  GString *sql;       /* owned */
  GArray *values;     /* owned: Value */
  guint conditions;
  gint64 above;
  gboolean only_above;
};

static void
clear_value (gpointer data)
{
  Value *value = data;

  g_clear_pointer (&value->text, g_free);
}

DemoFilter *
demo_filter_new (DemoFields *fields)
{
  DemoFilter *self = g_new0 (DemoFilter, 1);

  self->fields = fields;
  self->sql = g_string_new (NULL);
  self->values = g_array_new (FALSE, TRUE, sizeof (Value));
  self->only_above = TRUE;
  g_array_set_clear_func (self->values, clear_value);

  return self;
}

void
demo_filter_free (DemoFilter *self)
{
  g_string_free (self->sql, TRUE);
  g_array_unref (self->values);
  g_free (self);
}

const char *
demo_filter_get_sql (DemoFilter *self)
{
  return self->sql->len > 0 ? self->sql->str : "1";
}

void
demo_filter_bind (DemoFilter *self, sqlite3_stmt *statement)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      const Value *value = &g_array_index (self->values, Value, i);

      if (value->text != NULL)
        sqlite3_bind_text (statement, (int) i + 1, value->text, -1, SQLITE_STATIC);
      else if (value->is_real)
        sqlite3_bind_double (statement, (int) i + 1, value->real);
      else
        sqlite3_bind_int64 (statement, (int) i + 1, value->number);
    }
}

gboolean
demo_filter_get_above (DemoFilter *self, gint64 *above)
{
  *above = self->above;

  return self->only_above && self->conditions <= 1;
}

/* A value as MySQL would compare it with the field: text that is no number is 0. */
static Value
make_value (const DemoField *field, JsonNode *node)
{
  Value value = { 0 };
  g_autofree char *text = demo_json_node_dup_string (node);

  switch (field->kind)
    {
    case DEMO_KIND_INT:
    case DEMO_KIND_UF_FLAG:
    case DEMO_KIND_LIST:
      value.number = demo_json_node_int (node);
      break;
    case DEMO_KIND_DOUBLE:
      value.is_real = TRUE;
      value.real = demo_json_node_double (node);
      break;
    case DEMO_KIND_DATETIME:
      if (!demo_time_parse (text, &value.number))
        value.number = 0;
      break;
    case DEMO_KIND_DATE:
      value.text = demo_time_parse_day (text);
      if (value.text == NULL)
        value.text = g_strdup ("");
      break;
    case DEMO_KIND_STRING:
    case DEMO_KIND_YES_NO:
    case DEMO_KIND_NULL:
    case DEMO_KIND_FILE:
    default:
      value.text = g_steal_pointer (&text);
    }

  return value;
}

static gboolean
is_text (const DemoField *field)
{
  return field->kind == DEMO_KIND_STRING || field->kind == DEMO_KIND_YES_NO ||
         field->kind == DEMO_KIND_NULL;
}

static char *
column_of (const DemoField *field)
{
  if (field->flags & DEMO_FIELD_COMPUTED)
    return g_strdup_printf (is_text (field) ? "%s COLLATE PORTAL" : "%s", field->sql);

  return g_strdup_printf (is_text (field) ? "\"%s\" COLLATE PORTAL" : "\"%s\"", field->upper);
}

static void
append_equal (DemoFilter *self, const DemoField *field, const char *column, JsonNode *node)
{
  Value value;

  if (field->kind == DEMO_KIND_LIST)
    {
      g_string_append_printf (self->sql, "EXISTS (SELECT 1 FROM json_each(\"%s\") WHERE value = ?)",
                              field->upper);
      value = make_value (field, node);
      g_array_append_val (self->values, value);
      return;
    }
  if (demo_json_node_is_empty (node))
    {
      g_string_append_printf (self->sql, "(%s IS NULL OR %s = %s)", column, column,
                              is_text (field) || field->kind == DEMO_KIND_DATE ? "''" : "0");
      return;
    }
  g_string_append_printf (self->sql, "%s = ?", column);
  value = make_value (field, node);
  g_array_append_val (self->values, value);
}

static void
append_any_of (DemoFilter *self, const DemoField *field, const char *column, JsonNode *node)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (node);
  gboolean is_list = field->kind == DEMO_KIND_LIST;

  if (list->len == 0)
    {
      g_string_append (self->sql, "0");
      return;
    }
  if (is_list)
    g_string_append_printf (self->sql, "EXISTS (SELECT 1 FROM json_each(\"%s\") WHERE value IN (",
                            field->upper);
  else
    g_string_append_printf (self->sql, "%s IN (", column);
  for (guint i = 0; i < list->len; i++)
    {
      Value value = make_value (field, list->pdata[i]);

      g_string_append (self->sql, i > 0 ? ", ?" : "?");
      g_array_append_val (self->values, value);
    }
  g_string_append (self->sql, is_list ? "))" : ")");
}

static void
append_like (DemoFilter *self,
             const DemoField *field,
             const char *column,
             JsonNode *node,
             gboolean own_marks)
{
  g_autofree char *text = demo_json_node_dup_string (node);
  Value value = { 0 };

  value.text = own_marks ? g_steal_pointer (&text) : g_strconcat ("%", text, "%", NULL);
  g_string_append_printf (self->sql, "portal_like(?, %s)", column);
  g_array_append_val (self->values, value);
}

static void
append_between (DemoFilter *self, const DemoField *field, const char *column, JsonNode *node)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (node);

  if (list->len < 2)
    {
      g_string_append (self->sql, "0");
      return;
    }
  g_string_append_printf (self->sql, "%s BETWEEN ? AND ?", column);
  for (guint i = 0; i < 2; i++)
    {
      Value value = make_value (field, list->pdata[i]);

      g_array_append_val (self->values, value);
    }
}

static void
append_positive (DemoFilter *self, const DemoField *field, const char *operation, JsonNode *node)
{
  g_autofree char *column = column_of (field);

  if (strchr (operation, '%') != NULL)
    append_like (self, field, column, node, strchr (operation, '=') != NULL);
  else if (g_str_equal (operation, "><"))
    append_between (self, field, column, node);
  else if (operation[0] == '<' || operation[0] == '>')
    {
      Value value = make_value (field, node);

      g_string_append_printf (self->sql, "%s %s ?", column, operation);
      g_array_append_val (self->values, value);
    }
  else if (operation[0] == '@' || !demo_json_node_is_scalar (node))
    append_any_of (self, field, column, node);
  else
    append_equal (self, field, column, node);
}

/* A negation also takes the rows where the field has no value. For contactIds the portal forgets
 * the negation of a list: "!@contactIds" matches like "@contactIds". */
static void
append_condition (DemoFilter *self, const DemoField *field, const char *operation, JsonNode *node)
{
  gboolean negative = operation[0] == '!';
  gint64 number;

  if (negative && field->kind == DEMO_KIND_LIST)
    negative = FALSE, operation++;

  self->conditions++;
  if (g_str_equal (operation, ">") && g_str_equal (field->upper, "ID"))
    {
      number = demo_json_node_int (node);
      self->above = number;
    }
  else
    self->only_above = FALSE;

  if (negative)
    {
      g_autofree char *column = column_of (field);

      if (demo_json_node_is_empty (node))
        g_string_append (self->sql, "(NOT (");
      else
        g_string_append_printf (self->sql, "(%s IS NULL OR NOT (", column);
      append_positive (self, field, operation + 1, node);
      g_string_append (self->sql, "))");
    }
  else
    append_positive (self, field, operation, node);
}

static gboolean
takes_list (const char *operation)
{
  return operation[0] == '\0' || g_str_equal (operation, "=") || g_str_equal (operation, "!=") ||
         g_str_equal (operation, "!") || strchr (operation, '@') != NULL ||
         strstr (operation, "><") != NULL;
}

/* The name of a field in a filter, the way the portal converts it. Original names of user fields
 * are taken as they are only at the top of the filter. */
static char *
convert_key (const char *key, gboolean original_names, guint depth)
{
  const char *name;

  demo_fields_split_prefix (key, &name);
  if (original_names && g_str_has_prefix (name, "UF_") && (depth == 0 || name == key))
    return g_strdup (key);

  return demo_fields_key_to_upper (key);
}

static gboolean
is_number (const char *text)
{
  return text[0] != '\0' && text[strspn (text, "0123456789")] == '\0';
}

static gboolean parse_group (DemoFilter *self,
                             JsonNode *node,
                             gboolean original_names,
                             guint depth,
                             GError **error);

static gboolean
parse_key (DemoFilter *self,
           const char *key,
           JsonNode *node,
           gboolean original_names,
           guint depth,
           GError **error)
{
  g_autofree char *upper = NULL;
  const char *operation;
  const char *name;
  int index;

  if (is_number (key))
    return parse_group (self, node, original_names, depth + 1, error);

  upper = convert_key (key, original_names, depth);
  operation = demo_fields_split_prefix (upper, &name);
  index = demo_fields_find (self->fields, name);
  if (index < 0)
    {
      demo_error_set (error, 400, "INVALID_ARG_VALUE",
                      "Invalid filter: field '%s' is not allowed in filter", upper);
      return FALSE;
    }
  if (!demo_json_node_is_scalar (node) && !takes_list (operation))
    {
      demo_error_set (error, 400, "INVALID_ARG_VALUE",
                      "Invalid filter: field '%s' has invalid value", upper);
      return FALSE;
    }
  append_condition (self, demo_fields_get (self->fields, (guint) index), operation, node);

  return TRUE;
}

static const char *
get_logic (JsonNode *node)
{
  g_autofree char *logic = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return " AND ";
  logic = demo_json_dup_string (json_node_get_object (node), "logic");

  return logic != NULL && g_ascii_strcasecmp (logic, "or") == 0 ? " OR " : " AND ";
}

static gboolean
parse_member (DemoFilter *self,
              const char *key,
              JsonNode *node,
              gboolean original_names,
              guint depth,
              gsize start,
              const char *logic,
              GError **error)
{
  if (g_ascii_strcasecmp (key, "logic") == 0)
    return TRUE;
  if (self->sql->len > start)
    g_string_append (self->sql, logic);

  return parse_key (self, key, node, original_names, depth, error);
}

static gboolean
parse_group (DemoFilter *self, JsonNode *node, gboolean original_names, guint depth, GError **error)
{
  const char *logic = get_logic (node);
  gsize start;

  if (depth > 0 && logic[1] == 'O')
    self->only_above = FALSE;
  g_string_append (self->sql, "(");
  start = self->sql->len;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (GPtrArray) list = demo_json_node_list (node);

      for (guint i = 0; i < list->len; i++)
        {
          if (!parse_member (self, "0", list->pdata[i], original_names, depth, start, logic, error))
            return FALSE;
        }
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *key;
      JsonNode *value;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &key, &value))
        {
          if (!parse_member (self, key, value, original_names, depth, start, logic, error))
            return FALSE;
        }
    }
  if (self->sql->len == start)
    g_string_append (self->sql, "1");
  g_string_append (self->sql, ")");

  return TRUE;
}

gboolean
demo_filter_parse_item (DemoFilter *self, JsonNode *filter, gboolean original_names, GError **error)
{
  if (filter == NULL || demo_json_node_is_scalar (filter))
    return TRUE;

  return parse_group (self, filter, original_names, 0, error);
}

/* The older lists turn a list into a number where no list belongs: {">ID": []} is ">ID 0" and
 * {">ID": [1, 2]} is ">ID 1", so that a chain of pages starts over instead of stopping. A LIKE of a
 * dictionary is an equality. */
static void
append_legacy (DemoFilter *self, const DemoField *field, const char *operation, JsonNode *node)
{
  g_autoptr (JsonNode) number = NULL;

  if (strchr (operation, '%') != NULL && field->status_type != NULL)
    operation = operation[0] == '!' ? "!=" : "=";
  if (!demo_json_node_is_scalar (node) && !takes_list (operation))
    {
      number = json_node_alloc ();
      json_node_init_int (number, demo_json_node_int (node));
      node = number;
    }
  append_condition (self, field, operation, node);
}

void
demo_filter_parse_legacy (DemoFilter *self, JsonNode *filter)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (filter == NULL || !JSON_NODE_HOLDS_OBJECT (filter))
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (filter));
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      const char *name;
      const char *operation = demo_fields_split_prefix (key, &name);
      int index = demo_fields_find_legacy (self->fields, name);

      if (index < 0)
        continue;
      if (self->sql->len > 0)
        g_string_append (self->sql, " AND ");
      append_legacy (self, demo_fields_get (self->fields, (guint) index), operation, node);
    }
}

void
demo_filter_add_ids (DemoFilter *self, GArray *ids)
{
  self->only_above = FALSE;
  self->conditions++;
  g_string_append_printf (self->sql, "%s\"ID\" IN (", self->sql->len > 0 ? " AND " : "");
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (self->sql, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "",
                            g_array_index (ids, gint64, i));
  g_string_append (self->sql, ")");
}

void
demo_filter_leave_out (DemoFilter *self, const char *column, const char *list)
{
  self->only_above = FALSE;
  self->conditions++;
  g_string_append_printf (self->sql, "%s\"%s\" NOT IN (%s)", self->sql->len > 0 ? " AND " : "",
                          column, list);
}

void
demo_filter_keep (DemoFilter *self, const char *column, gint64 value)
{
  self->only_above = FALSE;
  self->conditions++;
  g_string_append_printf (self->sql, "%s\"%s\" = %" G_GINT64_FORMAT,
                          self->sql->len > 0 ? " AND " : "", column, value);
}

static gboolean
append_order (GString *sql, const DemoField *field, JsonNode *node, gboolean strict)
{
  g_autofree char *direction = demo_json_node_dup_string (node);
  g_autofree char *column = column_of (field);
  gboolean descending = g_ascii_strcasecmp (direction, "desc") == 0;

  if (strict && !descending && g_ascii_strcasecmp (direction, "asc") != 0)
    return FALSE;
  g_string_append_printf (sql, "%s%s %s", sql->len > 0 ? ", " : " ORDER BY ", column,
                          descending ? "DESC" : "ASC");

  return TRUE;
}

char *
demo_filter_build_order (DemoFields *fields,
                         JsonNode *order,
                         gboolean original_names,
                         GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (order == NULL || !JSON_NODE_HOLDS_OBJECT (order))
    return g_strdup ("");

  json_object_iter_init_ordered (&iter, json_node_get_object (order));
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      g_autofree char *upper = convert_key (key, original_names, 0);
      int index = demo_fields_find (fields, upper);
      const DemoField *field = index >= 0 ? demo_fields_get (fields, (guint) index) : NULL;

      if (field == NULL || field->kind == DEMO_KIND_LIST)
        {
          demo_error_set (error, 400, "INVALID_ARG_VALUE",
                          "Invalid order: field '%s' is not allowed in order", upper);
          return NULL;
        }
      if (!append_order (sql, field, node, TRUE))
        {
          demo_error_set (error, 400, "INVALID_ARG_VALUE",
                          "Invalid order: allowed values for the order of '%s' are ASC, DESC",
                          upper);
          return NULL;
        }
    }

  return g_strdup (sql->str);
}

char *
demo_filter_build_legacy_order (DemoFields *fields, JsonNode *order)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (order != NULL && JSON_NODE_HOLDS_OBJECT (order))
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (order));
      while (json_object_iter_next_ordered (&iter, &key, &node))
        {
          int index = demo_fields_find_legacy (fields, key);

          if (index >= 0)
            append_order (sql, demo_fields_get (fields, (guint) index), node, FALSE);
        }
    }

  return g_strdup (sql->len > 0 ? sql->str : " ORDER BY \"ID\" ASC");
}

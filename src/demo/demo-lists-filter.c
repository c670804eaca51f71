/* demo-lists-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * FILTER and ELEMENT_ORDER of lists.element.get.
 */

#define G_LOG_DOMAIN "demo-lists-filter"

#include "demo-lists-row.h"

#include "demo-json.h"

#include <string.h>

typedef enum
{
  KIND_TEXT,
  KIND_NUMBER,
  KIND_DAY, /* kept as 2026-07-31, and compared as text */
  KIND_MOMENT,
} Kind;

/* (transfer full): the text in quotes for SQL */
static char *
quote (const char *text)
{
  char *made = sqlite3_mprintf ("%Q", text);
  char *quoted = g_strdup (made);

  sqlite3_free (made);

  return quoted;
}

/* Dates are compared as they are kept. What comes in the site's format is made into that; what
 * comes as ISO is taken for a day and made into the site's format first, which never compares as it
 * was meant. */
static char *
convert_day (const char *text)
{
  g_autofree char *day = NULL;

  if (strlen (text) >= 10 && text[4] == '-')
    return demo_lists_format_date (text);
  day = demo_time_parse_day (text);
  if (day == NULL)
    return g_strdup (text);
  if (strlen (text) >= 19)
    return g_strconcat (day, " ", text + 11, NULL);

  return g_steal_pointer (&day);
}

/* (transfer full): a value in SQL */
static char *
convert (Kind kind, JsonNode *node)
{
  g_autofree char *text = demo_json_node_dup_string (node);
  g_autofree char *day = NULL;
  gint64 when;

  switch (kind)
    {
    case KIND_NUMBER:
      return g_strdup_printf ("%.10g", g_ascii_strtod (text, NULL));
    case KIND_MOMENT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, demo_time_parse (text, &when) ? when : 0);
    case KIND_DAY:
      day = convert_day (text);
      return quote (day);
    case KIND_TEXT:
    default:
      return quote (text);
    }
}

/* (transfer full): "'a', 'b'" */
static char *
convert_list (Kind kind, JsonNode *node)
{
  g_autoptr (GPtrArray) values = demo_json_node_list (node);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *value = convert (kind, values->pdata[i]);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", value);
    }

  return g_string_free (list, FALSE);
}

/* (transfer full): a condition without its "not" */
static char *
compare (Kind kind, const char *column, const char *operation, JsonNode *node)
{
  g_autofree char *list = convert_list (kind, node);
  g_autofree char *text = demo_json_node_dup_string (node);
  g_autofree char *pattern = NULL;
  g_autofree char *quoted = NULL;
  const char *fold = kind == KIND_TEXT ? " COLLATE PORTAL" : "";

  if (strchr (operation, '%') != NULL)
    {
      pattern =
        strchr (operation, '=') != NULL ? g_strdup (text) : g_strdup_printf ("%%%s%%", text);
      quoted = quote (pattern);
      return g_strdup_printf ("portal_like (%s, %s)", quoted, column);
    }
  if (g_str_equal (operation, "><"))
    {
      g_autoptr (GPtrArray) ends = demo_json_node_list (node);
      g_autofree char *first = ends->len > 0 ? convert (kind, ends->pdata[0]) : quote ("");
      g_autofree char *last = ends->len > 1 ? convert (kind, ends->pdata[1]) : quote ("");

      return g_strdup_printf ("%s BETWEEN %s AND %s", column, first, last);
    }
  if (operation[0] == '<' || operation[0] == '>')
    {
      /* what is to be compared with a list, such as a batch's reference that leads nowhere, is
       * compared with nothing */
      quoted = convert (kind, node);
      return g_strdup_printf ("%s %s %s", column, operation, quoted);
    }

  return g_strdup_printf ("%s%s IN (%s)", column, fold, list);
}

static char *
build_condition (Kind kind, const char *column, int property, const char *prefix, JsonNode *node)
{
  gboolean is_negative = prefix[0] == '!';
  const char *operation = prefix + is_negative;
  g_autofree char *inner = NULL;

  /* nothing as a value means: has none */
  if (demo_json_node_is_empty (node))
    inner = property != 0 ? g_strdup_printf ("NOT EXISTS (SELECT 1 FROM list_value v WHERE"
                                             " v.element = e.id AND v.property = %d)",
                                             property)
                          : g_strdup_printf ("coalesce (%s, '') = ''", column);
  else
    {
      g_autofree char *condition = compare (kind, column, operation, node);

      inner = property != 0 ? g_strdup_printf ("EXISTS (SELECT 1 FROM list_value v WHERE"
                                               " v.element = e.id AND v.property = %d AND %s)",
                                               property, condition)
                            : g_steal_pointer (&condition);
    }

  return g_strdup_printf (" AND %s(%s)", is_negative ? "NOT " : "", inner);
}

/* (nullable): the property of "PROPERTY_120" that can be filtered and sorted by */
static const DemoProperty *
find_property (const DemoList *list, const char *name)
{
  const DemoProperty *property =
    g_str_has_prefix (name, "PROPERTY_")
      ? demo_lists_find_property (list->id, g_ascii_strtoll (name + strlen ("PROPERTY_"), NULL, 10))
      : NULL;

  return property != NULL && !g_str_equal (property->type, "F") &&
             !g_str_equal (property->type, "S:DiskFile")
           ? property
           : NULL;
}

static const struct
{
  const char *name;
  const char *column;
  Kind kind;
} system_fields[] = {
  { "ID", "e.id", KIND_NUMBER },
  { "NAME", "e.name", KIND_TEXT },
  { "CODE", "e.code", KIND_TEXT },
  { "CREATED_BY", "e.author", KIND_NUMBER },
  { "SORT", "500", KIND_NUMBER },
  { "DATE_CREATE", "e.created", KIND_MOMENT },
  { "BP_PUBLISHED", "'Y'", KIND_TEXT },
  { "TIMESTAMP_X", "e.changed", KIND_MOMENT },
  { "IBLOCK_SECTION_ID", "''", KIND_TEXT },
  { "ACTIVE_TO", "''", KIND_TEXT },
  { "PREVIEW_TEXT", "''", KIND_TEXT },
  { "DETAIL_TEXT", "''", KIND_TEXT },
};

/* -1: there is none */
static int
find_system_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (system_fields); i++)
    {
      if (g_str_equal (system_fields[i].name, name))
        return (int) i;
    }

  return -1;
}

static gboolean
add_condition (GString *sql, const DemoList *list, const char *key, JsonNode *node, GError **error)
{
  const char *name;
  const char *prefix = demo_fields_split_prefix (key, &name);
  int field = find_system_field (name);
  const DemoProperty *property = find_property (list, name);
  g_autofree char *condition = NULL;
  Kind kind = KIND_TEXT;

  if (field >= 0)
    condition =
      build_condition (system_fields[field].kind, system_fields[field].column, 0, prefix, node);
  else if (property != NULL)
    {
      if (g_str_equal (property->type, "N"))
        kind = KIND_NUMBER;
      else if (g_str_has_prefix (property->type, "S:Date"))
        kind = KIND_DAY;
      condition = build_condition (kind, kind == KIND_NUMBER ? "CAST (v.value AS REAL)" : "v.value",
                                   property->id, prefix, node);
    }
  else
    {
      demo_error_set (error, 400, "ERROR_ARGUMENT", "Filter field not allowed: %s", name);
      return FALSE;
    }
  g_string_append (sql, condition);

  return TRUE;
}

char *
demo_lists_build_filter (DemoWorld *self, const DemoList *list, JsonNode *filter, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  g_string_printf (sql, "e.list = %d", list->id);
  if (filter == NULL || !JSON_NODE_HOLDS_OBJECT (filter))
    return g_string_free (g_steal_pointer (&sql), FALSE);

  json_object_iter_init (&iter, json_node_get_object (filter));
  while (json_object_iter_next (&iter, &key, &node))
    {
      if (!add_condition (sql, list, key, node, error))
        return NULL;
    }

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* What cannot be sorted by is passed over: then it is by ID. */
char *
demo_lists_build_order (DemoWorld *self, const DemoList *list, JsonNode *order)
{
  g_autoptr (GString) sql = g_string_new (" ORDER BY ");
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (order == NULL || !JSON_NODE_HOLDS_OBJECT (order))
    return g_strdup (" ORDER BY e.id");

  json_object_iter_init_ordered (&iter, json_node_get_object (order));
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      g_autofree char *direction = demo_json_node_dup_string (node);
      const char *down = g_ascii_strncasecmp (direction, "desc", 4) == 0 ? " DESC" : "";
      int field = find_system_field (key);
      const DemoProperty *property = find_property (list, key);

      if (field >= 0)
        g_string_append_printf (sql, "%s%s, ", system_fields[field].column, down);
      else if (property != NULL && !property->multiple &&
               !g_str_equal (demo_property_get_type (self, property), DEMO_TYPE_CRM) &&
               !g_str_equal (property->type, "S:Money"))
        g_string_append_printf (
          sql, "(SELECT %s FROM list_value v WHERE v.element = e.id AND v.property = %d)%s, ",
          g_str_equal (property->type, "N") ? "CAST (v.value AS REAL)" : "v.value", property->id,
          down);
    }
  g_string_append (sql, "e.id");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

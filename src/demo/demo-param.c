/* demo-param.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-param"

#include "demo-param.h"

#include <string.h>

/**
 * demo_param_get:
 * @params: the parameters
 * @name: a name, found in any case
 *
 * Returns: (transfer none) (nullable): the value; a null counts as not there
 */
JsonNode *
demo_param_get (JsonObject *params, const char *name)
{
  JsonNode *node = json_object_get_member (params, name);

  if (node == NULL)
    {
      g_autoptr (GList) members = json_object_get_members (params);

      for (GList *l = members; l != NULL && node == NULL; l = l->next)
        {
          if (g_ascii_strcasecmp (l->data, name) == 0)
            node = json_object_get_member (params, l->data);
        }
    }

  return node != NULL && JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

/**
 * demo_param_node_text:
 * @node: (nullable): a value
 *
 * Returns: (transfer full) (nullable): the scalar as PHP would write it into a string
 */
char *
demo_param_node_text (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return json_node_dup_string (node);
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "1" : "");
    case G_TYPE_DOUBLE:
      {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];

        return g_strdup (
          g_ascii_formatd (buffer, sizeof buffer, "%.14g", json_node_get_double (node)));
      }
    default:
      return NULL;
    }
}

char *
demo_param_dup_text (JsonObject *params, const char *name)
{
  return demo_param_node_text (demo_param_get (params, name));
}

gint64
demo_param_get_int (JsonObject *params, const char *name, gint64 fallback)
{
  g_autofree char *text = demo_param_dup_text (params, name);

  return text != NULL && text[0] != '\0' ? g_ascii_strtoll (text, NULL, 10) : fallback;
}

/* PHP's idea of truth: "" and "0" are false, any other text (even "false") is true. */
gboolean
demo_param_node_is_true (JsonNode *node)
{
  g_autofree char *text = demo_param_node_text (node);

  if (text != NULL)
    return text[0] != '\0' && !g_str_equal (text, "0");
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node);
}

gboolean
demo_param_is_true (JsonObject *params, const char *name)
{
  return demo_param_node_is_true (demo_param_get (params, name));
}

static void
add_id (GArray *ids, JsonNode *node)
{
  g_autofree char *text = demo_param_node_text (node);
  gint64 id = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;

  if (id > 0)
    g_array_append_val (ids, id);
}

/**
 * demo_param_dup_ids:
 * @params: the parameters
 * @name: a parameter that is an id or a list of ids
 *
 * Returns: (transfer full) (element-type gint64): the ids; empty when there is none
 */
GArray *
demo_param_dup_ids (JsonObject *params, const char *name)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonNode *node = demo_param_get (params, name);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        add_id (ids, json_array_get_element (array, i));
    }
  else if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *l = values; l != NULL; l = l->next)
        add_id (ids, l->data);
    }
  else
    add_id (ids, node);

  return ids;
}

/* The clinic stands in Petersburg: the portal's offset is fixed. */
char *
demo_param_format_time (gint64 unix_time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3 * 60 * 60);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_time);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z");
}

/* unix seconds, or 0 when the text is neither a number of them nor an ISO 8601 time */
gint64
demo_param_parse_time (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3 * 60 * 60);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *iso = NULL;
  gint64 number;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return number;

  iso = g_strdelimit (g_strdup (text), " ", 'T');
  if (strlen (iso) == strlen ("2026-11-21"))
    {
      g_autofree char *date = g_steal_pointer (&iso);

      iso = g_strconcat (date, "T00:00:00", NULL);
    }
  time = g_date_time_new_from_iso8601 (iso, zone);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

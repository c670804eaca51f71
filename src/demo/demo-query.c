/* demo-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-query"

#include "demo-query.h"

#include <string.h>

/* A "+" is a space and a broken percent sequence stands for itself, as in PHP's urldecode(). */
static char *
decode (const char *text, gsize length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '+')
        g_string_append_c (out, ' ');
      else if (text[i] == '%' && i + 2 < length && g_ascii_isxdigit (text[i + 1]) &&
               g_ascii_isxdigit (text[i + 2]))
        {
          g_string_append_c (out, (char) (g_ascii_xdigit_value (text[i + 1]) * 16 +
                                          g_ascii_xdigit_value (text[i + 2])));
          i += 2;
        }
      else
        g_string_append_c (out, text[i]);
    }

  return g_string_free (out, FALSE);
}

static char *
decode_valid (const char *text, gsize length)
{
  g_autofree char *raw = decode (text, length);

  return g_utf8_make_valid (raw, -1);
}

/* The number that PHP gives to an element appended with "[]": one more than the greatest. */
static char *
next_key (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);
  gint64 next = 0;

  for (GList *l = members; l != NULL; l = l->next)
    {
      gint64 number;

      if (g_ascii_string_to_signed (l->data, 10, 0, G_MAXINT32, &number, NULL) && number >= next)
        next = number + 1;
    }

  return g_strdup_printf ("%" G_GINT64_FORMAT, next);
}

static JsonObject *
enter (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);
  JsonObject *child;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  child = json_object_new ();
  json_object_set_object_member (object, key, child);

  return child;
}

/* PHP does not allow these in the name of a variable. */
static void
clean_name (char *name)
{
  g_strdelimit (name, " .", '_');
}

/* Puts a value at a path such as `filter[>=id][]`. */
static void
set_path (JsonObject *object, const char *path, const char *value)
{
  const char *bracket = strchr (path, '[');
  g_autofree char *key = NULL;

  if (path[0] == '\0' || bracket == path)
    return;

  if (bracket == NULL || strchr (bracket, ']') == NULL)
    {
      key = g_strdup (path);
      g_strdelimit (key, "[", '_');
      clean_name (key);
      json_object_set_string_member (object, key, value);
      return;
    }

  key = g_strndup (path, bracket - path);
  clean_name (key);

  while (*bracket == '[')
    {
      const char *end = strchr (bracket, ']');

      if (end == NULL)
        break;

      object = enter (object, key);
      g_clear_pointer (&key, g_free);
      key = end == bracket + 1 ? next_key (object) : g_strndup (bracket + 1, end - bracket - 1);
      bracket = end + 1;
    }

  json_object_set_string_member (object, key, value);
}

/**
 * demo_query_parse:
 * @query: (nullable): what stands after the "?", or a form's body
 *
 * Reads a query string as PHP's parse_str() does: brackets nest, a pair ends its name at the first
 * "=", "+" is a space. Everything is a string.
 *
 * Returns: (transfer full): the parameters
 */
JsonObject *
demo_query_parse (const char *query)
{
  g_autoptr (JsonObject) flat = json_object_new ();
  g_autoptr (JsonNode) packed = NULL;
  g_autoptr (GList) members = NULL;
  JsonObject *result = json_object_new ();
  g_auto (GStrv) pairs = g_strsplit (query != NULL ? query : "", "&", -1);

  for (char **pair = pairs; *pair != NULL; pair++)
    {
      const char *equals = strchr (*pair, '=');
      gsize length = equals != NULL ? (gsize) (equals - *pair) : strlen (*pair);
      g_autofree char *name = decode_valid (*pair, length);
      g_autofree char *value =
        equals != NULL ? decode_valid (equals + 1, strlen (equals + 1)) : g_strdup ("");

      set_path (flat, name, value);
    }

  members = json_object_get_members (flat);
  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (flat, l->data);

      json_object_set_member (result, l->data,
                              JSON_NODE_HOLDS_OBJECT (node)
                                ? demo_query_pack (json_node_get_object (node))
                                : json_node_ref (node));
    }

  return result;
}

/**
 * demo_query_pack:
 * @object: a map
 *
 * PHP writes a map whose keys are 0, 1, … n in this order as a JSON array, and so an empty map
 * as `[]`.
 *
 * Returns: (transfer full): an array, or an object where the keys are anything else
 */
JsonNode *
demo_query_pack (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonObject) copy = json_object_new ();
  JsonNode *node;
  guint index = 0;
  gboolean is_list = TRUE;

  for (GList *l = members; l != NULL; l = l->next, index++)
    {
      JsonNode *member = json_object_get_member (object, l->data);
      g_autofree char *expected = g_strdup_printf ("%u", index);
      JsonNode *packed = JSON_NODE_HOLDS_OBJECT (member)
                           ? demo_query_pack (json_node_get_object (member))
                           : json_node_ref (member);

      is_list = is_list && g_str_equal (expected, l->data);
      json_object_set_member (copy, l->data, json_node_ref (packed));
      json_array_add_element (array, packed);
    }

  node = json_node_alloc ();

  return is_list ? json_node_init_array (node, array) : json_node_init_object (node, copy);
}

/* bx-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-query"

#include "bx-query.h"

#include <string.h>

static const char *const reference_marks[] = { "$result[", "$total[", "$next[", "$error[" };

typedef struct
{
  GString *out;     /* owned */
  const char *safe; /* unowned, static: which reserved characters values may hold */
} Encoder;

static void encode_node (Encoder *self, const char *path, JsonNode *node);

static void
encode_pair (Encoder *self, const char *path, const char *value)
{
  if (self->out->len > 0)
    g_string_append_c (self->out, '&');

  g_string_append (self->out, path);
  g_string_append_c (self->out, '=');
  g_string_append_uri_escaped (self->out, value, self->safe, FALSE);
}

/* filter, >=id -> filter[%3E%3Did]: PHP splits a pair at its first bare "=" */
static char *
dup_child_path (const char *path, const char *key)
{
  g_autofree char *escaped = g_uri_escape_string (key, NULL, FALSE);

  return path[0] == '\0' ? g_steal_pointer (&escaped) : g_strdup_printf ("%s[%s]", path, escaped);
}

static void
encode_object (Encoder *self, const char *path, JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *child = dup_child_path (path, l->data);

      encode_node (self, child, json_object_get_member (object, l->data));
    }
}

static void
encode_array (Encoder *self, const char *path, JsonArray *array)
{
  guint length = json_array_get_length (array);

  for (guint i = 0; i < length; i++)
    {
      g_autofree char *child = g_strdup_printf ("%s[%u]", path, i);

      encode_node (self, child, json_array_get_element (array, i));
    }
}

static void
encode_value (Encoder *self, const char *path, JsonNode *node)
{
  g_autofree char *text = NULL;

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    text = g_strdup (json_node_get_boolean (node) ? "1" : "0");
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_dup_string (node);
  else
    text = json_to_string (node, FALSE);

  encode_pair (self, path, text);
}

static void
encode_node (Encoder *self, const char *path, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      encode_object (self, path, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      encode_array (self, path, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      encode_value (self, path, node);
      break;
    case JSON_NODE_NULL:
    default:
      break;
    }
}

/**
 * bx_query_encode:
 * @params: (nullable): a JSON object
 * @keep_references: whether the values refer to earlier commands of the batch
 *
 * Writes params the way PHP reads a query: `filter[%3E%3Did]=5&select[0]=ID`. Flags become 1 and
 * 0; nulls, empty objects and empty arrays have no spelling and are left out
 * (settings/how-to-call-rest-api/data-encoding).
 *
 * Returns: (transfer full): the query, without a question mark
 */
char *
bx_query_encode (JsonNode *params, gboolean keep_references)
{
  Encoder self = { g_string_new (NULL), keep_references ? "$[]" : NULL };

  if (params != NULL && JSON_NODE_HOLDS_OBJECT (params))
    encode_object (&self, "", json_node_get_object (params));

  return g_string_free (self.out, FALSE);
}

static gboolean
text_has_reference (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (reference_marks); i++)
    {
      if (strstr (text, reference_marks[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
object_has_reference (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (text_has_reference (l->data) ||
          bx_query_has_reference (json_object_get_member (object, l->data)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
array_has_reference (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (bx_query_has_reference (json_array_get_element (array, i)))
        return TRUE;
    }

  return FALSE;
}

/**
 * bx_query_has_reference:
 * @params: (nullable): any node
 *
 * Looks for what a portal would replace by the results of other commands.
 *
 * Returns: whether any text in @params has it
 */
gboolean
bx_query_has_reference (JsonNode *params)
{
  if (params == NULL)
    return FALSE;

  if (JSON_NODE_HOLDS_OBJECT (params))
    return object_has_reference (json_node_get_object (params));

  if (JSON_NODE_HOLDS_ARRAY (params))
    return array_has_reference (json_node_get_array (params));

  return JSON_NODE_HOLDS_VALUE (params) && json_node_get_value_type (params) == G_TYPE_STRING &&
         text_has_reference (json_node_get_string (params));
}

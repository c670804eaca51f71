/* demo-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-batch"

#include "demo-batch.h"

#include "demo-dispatch.h"
#include "demo-param.h"
#include "demo-query.h"

#include <string.h>

#define MAX_COMMANDS 50

/*
 * Batch:
 *
 * One running batch (settings/how-to-call-rest-api/batch.md): the five maps of its answer, keyed
 * by command. The maps are also what `$result[…]` and its siblings look into.
 */
typedef struct
{
  DemoDispatch *dispatch; /* unowned, outlives the batch */
  gint64 user_id;
  gboolean halt;
  guint count;
  JsonObject *result; /* owned, as are the following */
  JsonObject *error;
  JsonObject *total;
  JsonObject *next;
  JsonObject *time;
} Batch;

/**
 * demo_batch_foreach:
 * @params: the parameters of a batch
 * @func: called with each command, until it gives %FALSE
 * @user_data: data for @func
 *
 * Goes through the commands. Those that are not strings are skipped silently, as the portal does.
 *
 * Returns: %FALSE if @func wanted no more
 */
gboolean
demo_batch_foreach (JsonObject *params,
                    gboolean (*func) (const char *key, const char *command, gpointer user_data),
                    gpointer user_data)
{
  JsonNode *commands = demo_param_get (params, "cmd");

  if (commands != NULL && JSON_NODE_HOLDS_ARRAY (commands))
    {
      JsonArray *array = json_node_get_array (commands);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *node = json_array_get_element (array, i);
          g_autofree char *key = g_strdup_printf ("%u", i);

          if (json_node_get_value_type (node) == G_TYPE_STRING &&
              !func (key, json_node_get_string (node), user_data))
            return FALSE;
        }
    }
  else if (commands != NULL && JSON_NODE_HOLDS_OBJECT (commands))
    {
      JsonObject *object = json_node_get_object (commands);
      g_autoptr (GList) members = json_object_get_members (object);

      for (GList *l = members; l != NULL; l = l->next)
        {
          JsonNode *node = json_object_get_member (object, l->data);

          if (json_node_get_value_type (node) == G_TYPE_STRING &&
              !func (l->data, json_node_get_string (node), user_data))
            return FALSE;
        }
    }

  return TRUE;
}

/* (transfer full): what stands before the "?" */
char *
demo_batch_command_method (const char *command)
{
  return g_strndup (command, strcspn (command, "?#"));
}

/* PHP copies values: a map that a reference puts into itself must not become a circle. */
static JsonNode *
copy_top (JsonObject *map)
{
  g_autoptr (GList) members = json_object_get_members (map);
  g_autoptr (JsonObject) copy = json_object_new ();

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, json_node_ref (json_object_get_member (map, l->data)));

  return json_node_init_object (json_node_alloc (), copy);
}

/* A map as PHP writes it: an array when empty or when its keys are 0, 1, … n. What is in it stays
 * as the methods made it. */
static JsonNode *
pack_top (JsonObject *map)
{
  g_autoptr (GList) members = json_object_get_members (map);
  g_autoptr (JsonArray) array = json_array_new ();
  guint index = 0;

  for (GList *l = members; l != NULL; l = l->next, index++)
    {
      g_autofree char *expected = g_strdup_printf ("%u", index);

      if (!g_str_equal (expected, l->data))
        return copy_top (map);
      json_array_add_element (array, json_node_ref (json_object_get_member (map, l->data)));
    }

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
step_into (JsonNode *node, const char *key)
{
  guint64 index;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), key);

  if (JSON_NODE_HOLDS_ARRAY (node) &&
      g_ascii_string_to_unsigned (key, 10, 0, G_MAXUINT, &index, NULL) &&
      index < json_array_get_length (json_node_get_array (node)))
    return json_array_get_element (json_node_get_array (node), (guint) index);

  return NULL;
}

/* Walks `[key][field][0]…` and stops at the deepest level that exists: a path that misses gives
 * the container in which it missed, never an error. */
static JsonNode *
resolve (JsonObject *map, const char *path)
{
  g_autoptr (JsonNode) root = pack_top (map);
  JsonNode *node = root;

  while (*path == '[')
    {
      const char *end = strchr (path, ']');
      g_autofree char *key = NULL;
      JsonNode *child;

      if (end == NULL)
        break;
      key = g_strndup (path + 1, end - path - 1);
      child = step_into (node, key);
      if (child == NULL)
        break;
      node = child;
      path = end + 1;
    }

  return json_node_ref (node);
}

/* (nullable): the map that a reference beginning here looks into, and where its path begins */
static JsonObject *
find_map (Batch *batch, const char *text, const char **path)
{
  const struct
  {
    const char *name;
    JsonObject *map;
  } maps[] = { { "$result[", batch->result },
               { "$total[", batch->total },
               { "$next[", batch->next },
               { "$error[", batch->error } };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      if (g_str_has_prefix (text, maps[i].name) && strchr (text, ']') != NULL)
        {
          *path = text + strlen (maps[i].name) - 1;
          return maps[i].map;
        }
    }

  return NULL;
}

static const char *
end_of_token (const char *text)
{
  return text + strcspn (text, " \t\r\n");
}

/* Whether the text is one reference and nothing else, so that its value keeps its type. */
static gboolean
is_whole (const char *path)
{
  while (*path == '[')
    {
      const char *end = strchr (path, ']');

      if (end == NULL)
        return FALSE;
      path = end + 1;
    }

  return *path == '\0';
}

/* A reference inside a text runs to the next space: what is glued to it is lost. Only scalars
 * can stand in a text. */
static JsonNode *
substitute (Batch *batch, const char *text)
{
  g_autoptr (GString) out = NULL;
  const char *path;
  JsonObject *map = find_map (batch, text, &path);

  if (map != NULL && is_whole (path))
    return resolve (map, path);

  out = g_string_new (NULL);
  while (*text != '\0')
    {
      const char *end = end_of_token (text);
      g_autoptr (JsonNode) value = NULL;
      g_autofree char *scalar = NULL;

      map = find_map (batch, text, &path);
      if (map == NULL)
        {
          g_string_append_c (out, *text++);
          continue;
        }
      value = resolve (map, path);
      scalar = demo_param_node_text (value);
      if (scalar != NULL)
        g_string_append (out, scalar);
      else
        g_string_append_len (out, text, end - text);
      text = end;
    }

  return json_node_init_string (json_node_alloc (), out->str);
}

static JsonNode *
substitute_all (Batch *batch, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (JsonObject) copy = json_object_new ();
      g_autoptr (GList) members = json_object_get_members (object);

      for (GList *l = members; l != NULL; l = l->next)
        json_object_set_member (copy, l->data,
                                substitute_all (batch, json_object_get_member (object, l->data)));

      return json_node_init_object (json_node_alloc (), copy);
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      g_autoptr (JsonArray) copy = json_array_new ();

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (copy, substitute_all (batch, json_array_get_element (array, i)));

      return json_node_init_array (json_node_alloc (), copy);
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING &&
      strchr (json_node_get_string (node), '$') != NULL)
    return substitute (batch, json_node_get_string (node));

  return json_node_ref (node);
}

static JsonObject *
read_params (Batch *batch, const char *command)
{
  const char *question = strchr (command, '?');
  g_autofree char *query = NULL;
  g_autoptr (JsonObject) parsed = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) substituted = NULL;

  /* the portal takes the command apart as an address: a bare "#" begins a fragment */
  if (question != NULL)
    query = g_strndup (question + 1, strcspn (question + 1, "#"));
  parsed = demo_query_parse (query);
  node = json_node_init_object (json_node_alloc (), parsed);
  substituted = substitute_all (batch, node);

  return json_object_ref (json_node_get_object (substituted));
}

static void
set_error (Batch *batch, const char *key, const char *name, const char *description)
{
  JsonObject *error = json_object_new ();

  json_object_set_string_member (error, "error", name);
  json_object_set_string_member (error, "error_description", description);
  json_object_set_object_member (batch->error, key, error);
}

static void
store_answer (Batch *batch, const char *key, DemoAnswer *answer)
{
  if (answer->error != NULL)
    {
      set_error (batch, key, demo_error_get_name (answer->error), answer->error->message);
      return;
    }

  json_object_set_member (batch->result, key, g_steal_pointer (&answer->result));
  if (answer->total >= 0)
    json_object_set_int_member (batch->total, key, answer->total);
  if (answer->next >= 0)
    json_object_set_int_member (batch->next, key, answer->next);
  if (answer->time != NULL)
    json_object_set_object_member (batch->time, key, g_steal_pointer (&answer->time));
}

static gboolean
is_forbidden (const char *method)
{
  return g_ascii_strcasecmp (method, "batch") == 0 ||
         g_ascii_strcasecmp (method, "download") == 0 || g_ascii_strcasecmp (method, "upload") == 0;
}

static gboolean
run_command (const char *key, const char *command, gpointer user_data)
{
  Batch *batch = user_data;
  g_autofree char *method = demo_batch_command_method (command);

  batch->count++;
  if (batch->count > MAX_COMMANDS)
    set_error (batch, key, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
  else if (is_forbidden (method))
    set_error (batch, key, "ERROR_BATCH_METHOD_NOT_ALLOWED",
               "Method is not allowed for batch usage");
  else
    {
      g_auto (DemoAnswer) answer = { 0 };
      g_autoptr (JsonObject) params = read_params (batch, command);

      demo_dispatch_run (batch->dispatch, batch->user_id, method, params, &answer);
      store_answer (batch, key, &answer);
    }

  return !batch->halt || !json_object_has_member (batch->error, key);
}

/**
 * demo_batch_run:
 * @dispatch: the dispatcher
 * @user_id: the person whose webhook is used
 * @params: `cmd` and `halt`
 *
 * Runs the commands one after another, with the results of the earlier ones put in place of their
 * references.
 *
 * Returns: (transfer full): the five maps; the empty ones are arrays
 */
JsonNode *
demo_batch_run (DemoDispatch *dispatch, gint64 user_id, JsonObject *params)
{
  g_autoptr (JsonObject) result = json_object_new ();
  g_autoptr (JsonObject) error = json_object_new ();
  g_autoptr (JsonObject) total = json_object_new ();
  g_autoptr (JsonObject) next = json_object_new ();
  g_autoptr (JsonObject) time = json_object_new ();
  g_autoptr (JsonObject) answer = json_object_new ();
  Batch batch = { .dispatch = dispatch,
                  .user_id = user_id,
                  .halt = demo_param_is_true (params, "halt"),
                  .result = result,
                  .error = error,
                  .total = total,
                  .next = next,
                  .time = time };

  demo_batch_foreach (params, run_command, &batch);

  json_object_set_member (answer, "result", pack_top (result));
  json_object_set_member (answer, "result_error", pack_top (error));
  json_object_set_member (answer, "result_total", pack_top (total));
  json_object_set_member (answer, "result_next", pack_top (next));
  json_object_set_member (answer, "result_time", pack_top (time));

  return json_node_init_object (json_node_alloc (), answer);
}

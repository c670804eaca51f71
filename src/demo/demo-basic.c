/* demo-basic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-basic"

#include "demo-basic.h"

#include "demo-dispatch.h"
#include "demo-param.h"

static JsonNode *
array_node (JsonArray *array)
{
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
run_scope (DemoCall *call, GError **error)
{
  g_autoptr (GList) scopes =
    demo_dispatch_dup_scopes (call->dispatch, demo_param_is_true (call->params, "full"));
  g_autoptr (JsonArray) result = json_array_new ();

  for (GList *l = scopes; l != NULL; l = l->next)
    json_array_add_string_element (result, l->data);

  return array_node (result);
}

static JsonNode *
run_method_get (DemoCall *call, GError **error)
{
  g_autofree char *name = demo_param_dup_text (call->params, "name");
  g_autoptr (JsonObject) result = json_object_new ();
  g_autofree char *lower = g_ascii_strdown (name != NULL ? name : "", -1);
  /* "in lowercase", says the documentation: other spellings are not found */
  gboolean exists =
    name != NULL && g_str_equal (lower, name) && demo_dispatch_knows (call->dispatch, name);
  const DemoMethod *method = exists ? demo_dispatch_find (call->dispatch, name) : NULL;

  json_object_set_boolean_member (result, "isExisting", exists);
  json_object_set_boolean_member (result, "isAvailable",
                                  exists &&
                                    (method == NULL ||
                                     demo_dispatch_has_scope (call->dispatch, method->scope)));

  return json_node_init_object (json_node_alloc (), result);
}

static gboolean
is_listed (DemoCall *call, const DemoMethod *method, const char *scope)
{
  if (scope != NULL)
    return g_strcmp0 (method->scope != NULL ? method->scope : "", scope) == 0;

  return demo_param_is_true (call->params, "full") ||
         demo_dispatch_has_scope (call->dispatch, method->scope);
}

static JsonNode *
run_methods (DemoCall *call, GError **error)
{
  g_autoptr (GList) methods = demo_dispatch_dup_methods (call->dispatch);
  g_autoptr (JsonArray) result = json_array_new ();
  g_autofree char *scope = demo_param_dup_text (call->params, "scope");

  for (GList *l = methods; l != NULL; l = l->next)
    {
      const DemoMethod *method = l->data;
      g_autofree char *lower = g_ascii_strdown (method->name, -1);

      if (is_listed (call, method, scope))
        json_array_add_string_element (result, lower);
    }
  if (scope == NULL || scope[0] == '\0')
    json_array_add_string_element (result, "batch");

  return array_node (result);
}

static JsonNode *
run_server_time (DemoCall *call, GError **error)
{
  g_autofree char *now = demo_param_format_time (demo_world_get_now (call->world));

  return json_node_init_string (json_node_alloc (), now);
}

const DemoMethod *
demo_basic_methods (void)
{
  static const DemoMethod methods[] = {
    { "scope", NULL, run_scope },
    { "method.get", NULL, run_method_get },
    { "methods", NULL, run_methods },
    { "server.time", NULL, run_server_time },
    { NULL, NULL, NULL },
  };

  return methods;
}

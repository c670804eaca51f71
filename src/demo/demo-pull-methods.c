/* demo-pull-methods.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-pull-methods"

#include "demo-dispatch.h"
#include "demo-param.h"

/* The Push & Pull methods that a webhook may call, and the refusal of those it may not:
 * settings/interactivity/push-and-pull. */

static JsonNode *
run_config (DemoCall *call, GError **error)
{
  g_autoptr (JsonObject) config =
    demo_pull_dup_config (demo_dispatch_get_pull (call->dispatch), call->user_id);

  return json_node_init_object (json_node_alloc (), config);
}

static JsonNode *
run_public (DemoCall *call, GError **error)
{
  gint64 user_id = demo_param_get_int (call->params, "USER_ID", 0);
  g_autoptr (JsonObject) user = demo_world_get_user (call->world, user_id);

  if (user == NULL)
    {
      demo_error_set (error, 400, "USER_ID_ERROR", "User ID can't be empty");
      return NULL;
    }

  return demo_pull_dup_public (demo_dispatch_get_pull (call->dispatch), user_id);
}

/* Tags are only prolonged, never made, and nothing here makes any. */
static JsonNode *
run_extend (DemoCall *call, GError **error)
{
  JsonNode *tags = demo_param_get (call->params, "TAGS");
  g_autoptr (JsonObject) result = json_object_new ();
  JsonNode *node = json_node_alloc ();

  if (tags != NULL && JSON_NODE_HOLDS_ARRAY (tags))
    {
      JsonArray *array = json_node_get_array (tags);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *tag = demo_param_node_text (json_array_get_element (array, i));

          if (tag != NULL)
            json_object_set_boolean_member (result, tag, FALSE);
        }
    }

  return json_node_init_object (node, result);
}

static JsonNode *
run_application_only (DemoCall *call, GError **error)
{
  demo_error_set (error, 403, "WRONG_AUTH_TYPE",
                  "Get access to application config available only for application authorization.");

  return NULL;
}

const DemoMethod *
demo_pull_methods (void)
{
  static const DemoMethod methods[] = {
    { "pull.config.get", "pull_channel", run_config },
    { "pull.channel.public.get", "pull_channel", run_public },
    { "pull.watch.extend", "pull", run_extend },
    { "pull.application.config.get", "pull", run_application_only },
    { NULL, NULL, NULL },
  };

  return methods;
}

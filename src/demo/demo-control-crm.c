/* demo-control-crm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The commands of the control interface about the CRM: what other people do there, and what the
 * administrator allows.
 */

#define G_LOG_DOMAIN "demo-control-crm"

#include "demo-control-order.h"

#include "demo-directory.h"
#include "demo-fields.h"
#include "demo-param.h"

static JsonObject *
get_fields (DemoOrder *order)
{
  JsonNode *node = demo_param_get (order->params, "fields");

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* {"type":2,"id":4410,"fields":{"stageId":"C5:WON"},"user":9} */
static gboolean
run_edit (DemoOrder *order, GError **error)
{
  JsonObject *fields = get_fields (order);

  if (fields == NULL)
    return demo_control_fail (error, "fields are missing");

  return demo_world_edit (order->world, (int) demo_param_get_int (order->params, "type", 0),
                          demo_param_get_int (order->params, "id", 0), fields,
                          demo_control_get_user (order), error);
}

/* Runs any method as anybody, past the limits, the faults and the journal of requests. */
static gboolean
run_method (DemoOrder *order, const char *method, JsonObject *params, GError **error)
{
  JsonNode *result = demo_dispatch_run_inside (order->dispatch, demo_control_get_user (order),
                                               method, params, error);

  if (result == NULL)
    return FALSE;
  json_object_set_member (order->answer, "result", result);

  return TRUE;
}

/* {"type":3,"fields":{…},"user":9} */
static gboolean
run_add (DemoOrder *order, GError **error)
{
  JsonObject *fields = get_fields (order);
  JsonObject *params;

  if (fields == NULL)
    return demo_control_fail (error, "fields are missing");
  params = json_object_new ();
  json_object_set_int_member (params, "entityTypeId",
                              demo_param_get_int (order->params, "type", 0));
  json_object_set_object_member (params, "fields", json_object_ref (fields));

  return run_method (order, "crm.item.add", params, error);
}

/* {"method":"crm.item.get","params":{…},"user":9} */
static gboolean
run_call (DemoOrder *order, GError **error)
{
  g_autofree char *method = demo_param_dup_text (order->params, "method");
  JsonNode *params = demo_param_get (order->params, "params");

  if (method == NULL)
    return demo_control_fail (error, "method is missing");

  return run_method (order, method,
                     params != NULL && JSON_NODE_HOLDS_OBJECT (params)
                       ? json_object_ref (json_node_get_object (params))
                       : json_object_new (),
                     error);
}

/* {"type":2,"id":4410,"user":9} */
static gboolean
run_delete (DemoOrder *order, GError **error)
{
  return demo_world_delete (order->world, (int) demo_param_get_int (order->params, "type", 0),
                            demo_param_get_int (order->params, "id", 0),
                            demo_control_get_user (order), error);
}

/* {"id":4410,"text":"+"}: what the patient of a deal writes back */
static gboolean
run_reply (DemoOrder *order, GError **error)
{
  g_autofree char *text = demo_param_dup_text (order->params, "text");

  demo_world_answer (order->world, demo_param_get_int (order->params, "id", 0),
                     text != NULL ? text : "+");

  return TRUE;
}

/* {"leads":false,"messages":true,"answers":false}: what is not named stays as it is */
static gboolean
run_robots (DemoOrder *order, GError **error)
{
  static const struct
  {
    const char *name;
    DemoRobots robot;
  } robots[] = { { "leads", DEMO_ROBOTS_LEADS },
                 { "messages", DEMO_ROBOTS_MESSAGES },
                 { "answers", DEMO_ROBOTS_ANSWERS } };
  DemoRobots wanted = demo_world_get_robots (order->world);

  for (guint i = 0; i < G_N_ELEMENTS (robots); i++)
    {
      if (demo_param_get (order->params, robots[i].name) == NULL)
        continue;
      if (demo_param_is_true (order->params, robots[i].name))
        wanted |= robots[i].robot;
      else
        wanted &= ~robots[i].robot;
    }
  demo_world_set_robots (order->world, wanted);

  return TRUE;
}

/* (nullable): one member of a command of rights */
static JsonObject *
get_part (DemoOrder *order, const char *name)
{
  JsonNode *node = demo_param_get (order->params, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* {"stage":"C5:UC_DOROGO","field":"UF_CRM_LOSS_REASON"} or "ufCrmLossReason" */
static void
require_field (DemoRights *rights, JsonObject *required)
{
  g_autofree char *stage = demo_param_dup_text (required, "stage");
  g_autofree char *field = demo_param_dup_text (required, "field");
  g_autofree char *upper = NULL;

  if (stage == NULL || field == NULL)
    return;
  upper = g_str_has_prefix (field, "UF_") ? g_strdup (field) : demo_fields_key_to_upper (field);
  demo_rights_require (rights, stage, upper);
}

/* {"admin":{"user":7,"on":true},"forbid":{"user":7,"from":"C5:NEW","to":"C5:WON"},"check":true,
 * "require":{"stage":"C5:UC_DOROGO","field":"ufCrmLossReason"},"hide":{"user":7,"category":5}}, any
 * of them; users and stages that are not named are all. DELETE allows everything again. */
static gboolean
run_rights (DemoOrder *order, GError **error)
{
  DemoRights *rights = demo_world_get_rights (order->world);
  JsonObject *admin = get_part (order, "admin");
  JsonObject *forbid = get_part (order, "forbid");
  JsonObject *required = get_part (order, "require");
  JsonObject *hide = get_part (order, "hide");

  if (order->is_delete)
    demo_rights_clear (rights);
  if (admin != NULL)
    demo_rights_set_admin (rights, demo_param_get_int (admin, "user", 0),
                           demo_param_is_true (admin, "on"));
  if (forbid != NULL)
    {
      g_autofree char *from = demo_param_dup_text (forbid, "from");
      g_autofree char *to = demo_param_dup_text (forbid, "to");

      demo_rights_forbid_move (rights, demo_param_get_int (forbid, "user", 0), from, to);
    }
  if (demo_param_get (order->params, "check") != NULL)
    demo_rights_set_checking (rights, demo_param_is_true (order->params, "check"));
  if (required != NULL)
    require_field (rights, required);
  if (hide != NULL)
    demo_rights_hide_funnel (rights, demo_param_get_int (hide, "user", 0),
                             demo_param_get_int (hide, "category", 0));

  return TRUE;
}

/* {"entity":"DEAL_STAGE_5","status":"C5:UC_SILENT"}: the stage is deleted; what stood in it goes to
 * the first one */
static gboolean
run_stage (DemoOrder *order, GError **error)
{
  g_autofree char *entity = demo_param_dup_text (order->params, "entity");
  g_autofree char *status = demo_param_dup_text (order->params, "status");

  if (entity == NULL || status == NULL || demo_directory_find_status (entity, status) == NULL)
    return demo_control_fail (error, "there is no such stage");

  return demo_world_delete_stage (order->world, entity, status, error);
}

/* {"mode":2}: simple CRM */
static gboolean
run_mode (DemoOrder *order, GError **error)
{
  demo_world_set_crm_mode (order->world, (int) demo_param_get_int (order->params, "mode", 1));

  return TRUE;
}

const DemoOrderKind *
demo_control_crm_orders (void)
{
  static const DemoOrderKind orders[] = {
    { "edit", run_edit },     { "add", run_add },
    { "call", run_call },     { "delete", run_delete },
    { "reply", run_reply },   { "robots", run_robots },
    { "rights", run_rights }, { "stage", run_stage },
    { "mode", run_mode },     { NULL },
  };

  return orders;
}

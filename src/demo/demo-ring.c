/* demo-ring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-ring"

#include "demo-ring.h"

#define CALL_OUTGOING 1
#define CALL_INCOMING 2
#define CALL_BACK 4

/* (transfer full): what every message about a call has */
JsonObject *
demo_ring_make_params (DemoRing *ring)
{
  JsonObject *params = json_object_new ();

  json_object_set_string_member (params, "callId", ring->call_id);

  return params;
}

static void
set_entity (JsonObject *params, DemoRing *ring)
{
  json_object_set_string_member (params, "crmEntityType",
                                 ring->entity_type != NULL ? ring->entity_type : "");
  if (ring->entity_id != 0)
    json_object_set_int_member (params, "crmEntityId", ring->entity_id);
  else
    json_object_set_null_member (params, "crmEntityId");
}

/* The number of the line stands in `phoneNumber`; the patient is `callerId`. */
JsonObject *
demo_ring_make_invite (DemoRing *ring)
{
  JsonObject *params = demo_ring_make_params (ring);
  JsonObject *config = json_object_new ();
  const char *line = demo_exchange_find_line (ring->exchange, ring->line);

  if (line == NULL)
    line = ring->line;
  json_object_set_string_member (params, "callerId", ring->number);
  json_object_set_string_member (params, "lineNumber", ring->line);
  json_object_set_string_member (params, "companyPhoneNumber", line);
  json_object_set_string_member (params, "phoneNumber", line);
  json_object_set_int_member (params, "chatId", 0);
  json_object_set_array_member (params, "chat", json_array_new ());
  json_object_set_boolean_member (params, "portalCall", FALSE);
  json_object_set_int_member (params, "portalCallUserId", 0);
  json_object_set_array_member (params, "portalCallData", json_array_new ());
  json_object_set_string_member (config, "RECORDING", "Y");
  json_object_set_string_member (config, "CRM_CREATE", "none");
  json_object_set_object_member (params, "config", config);
  json_object_set_member (params, "CRM", json_node_ref (ring->popup));
  json_object_set_boolean_member (params, "showCrmCard", TRUE);
  set_entity (params, ring);
  json_object_set_boolean_member (params, "isCallback", ring->type == CALL_BACK);
  json_object_set_boolean_member (params, "isTransfer", FALSE);

  return params;
}

/* Here `phoneNumber` is the patient. */
JsonObject *
demo_ring_make_card (DemoRing *ring, gint64 user_id)
{
  JsonObject *params = demo_ring_make_params (ring);
  JsonObject *config = json_object_new ();
  JsonArray *bindings = json_array_new ();
  const char *line = demo_exchange_find_line (ring->exchange, ring->line);

  json_object_set_string_member (params, "phoneNumber", ring->number);
  if (ring->line != NULL)
    json_object_set_string_member (params, "lineNumber", ring->line);
  else
    json_object_set_null_member (params, "lineNumber");
  if (line != NULL)
    json_object_set_string_member (params, "companyPhoneNumber", line);
  else
    json_object_set_null_member (params, "companyPhoneNumber");
  json_object_set_boolean_member (params, "isCallback", ring->type == CALL_BACK);
  json_object_set_boolean_member (params, "showCrmCard", TRUE);
  set_entity (params, ring);
  if (ring->entity_id != 0)
    {
      JsonObject *binding = json_object_new ();

      json_object_set_string_member (binding, "ENTITY_TYPE", ring->entity_type);
      json_object_set_int_member (binding, "ENTITY_ID", ring->entity_id);
      json_array_add_object_element (bindings, binding);
    }
  json_object_set_array_member (params, "crmBindings", bindings);
  json_object_set_null_member (params, "crmActivityId");
  json_object_set_null_member (params, "crmActivityEditUrl");
  json_object_set_string_member (config, "CRM_CREATE", "none");
  json_object_set_object_member (params, "config", config);
  json_object_set_boolean_member (params, "portalCall", FALSE);
  json_object_set_int_member (params, "portalCallUserId", 0);
  json_object_set_array_member (params, "portalCallData", json_array_new ());
  if (JSON_NODE_HOLDS_OBJECT (ring->popup))
    json_object_set_member (params, "CRM", json_node_ref (ring->popup));
  else
    json_object_set_array_member (params, "CRM", json_array_new ());
  if (ring->type == CALL_OUTGOING || ring->type == CALL_INCOMING)
    {
      JsonArray *ids = json_array_new ();

      json_array_add_int_element (ids, user_id);
      json_object_set_array_member (params, ring->type == CALL_OUTGOING ? "fromUserId" : "toUserId",
                                    ids);
    }

  return params;
}

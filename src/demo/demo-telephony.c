/* demo-telephony.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-telephony"

#include "demo-dispatch.h"
#include "demo-param.h"
#include "demo-popup.h"
#include "demo-record.h"
#include "demo-statistic.h"

#include <string.h>

/* The telephony methods: api-reference/telephony. */

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_alloc ();

  json_node_init_object (node, object);
  json_object_unref (object);

  return node;
}

static JsonNode *
boolean_node (gboolean value)
{
  return json_node_init_boolean (json_node_alloc (), value);
}

/* Only what can be dialled is kept of a number. */
static char *
clean_number (const char *text)
{
  GString *number = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at) || strchr ("#*+,;", *at) != NULL)
        g_string_append_c (number, *at);
    }

  return g_string_free (number, FALSE);
}

/* The employee of USER_ID or USER_PHONE_INNER; 0 with an error. */
static gint64
find_employee (DemoCall *call, GError **error)
{
  gint64 id = demo_param_get_int (call->params, "USER_ID", 0);
  g_autofree char *inner = demo_param_dup_text (call->params, "USER_PHONE_INNER");
  g_autoptr (JsonObject) user = NULL;

  if (id == 0 && (inner == NULL || inner[0] == '\0'))
    {
      demo_error_set (error, 400, "ERROR_CORE", "USER_ID or USER_PHONE_INNER should be set");
      return 0;
    }

  if (id == 0)
    {
      JsonObject *params = json_object_new ();
      g_autoptr (JsonNode) rows = NULL;

      json_object_set_string_member (params, "UF_PHONE_INNER", inner);
      rows = demo_dispatch_run_inside (call->dispatch, call->user_id, "user.get", params, NULL);
      if (rows != NULL && JSON_NODE_HOLDS_ARRAY (rows) &&
          json_array_get_length (json_node_get_array (rows)) == 1)
        id = demo_param_get_int (json_array_get_object_element (json_node_get_array (rows), 0),
                                 "ID", 0);
    }

  user = id > 0 ? demo_world_get_user (call->world, id) : NULL;
  if (user == NULL)
    {
      demo_error_set (error, 400, "ERROR_CORE", "User is not found or is not active");
      return 0;
    }

  return id;
}

static gint64
create_lead (DemoCall *call, const char *number, gint64 user_id)
{
  JsonObject *params = json_object_new ();
  JsonObject *fields = json_object_new ();
  JsonObject *phone = json_object_new ();
  JsonArray *phones = json_array_new ();
  g_autofree char *title = g_strdup_printf ("%s - Входящий звонок", number);
  g_autofree char *source = demo_param_dup_text (call->params, "CRM_SOURCE");
  g_autoptr (JsonNode) result = NULL;
  JsonObject *item;

  json_object_set_string_member (phone, "typeId", "PHONE");
  json_object_set_string_member (phone, "valueType", "WORK");
  json_object_set_string_member (phone, "value", number);
  json_array_add_object_element (phones, phone);
  json_object_set_string_member (fields, "title", title);
  json_object_set_string_member (fields, "sourceId", source != NULL ? source : "CALL");
  json_object_set_int_member (fields, "assignedById", user_id);
  json_object_set_array_member (fields, "fm", phones);
  json_object_set_int_member (params, "entityTypeId", 1);
  json_object_set_object_member (params, "fields", fields);
  result = demo_dispatch_run_inside (call->dispatch, user_id, "crm.item.add", params, NULL);
  if (result == NULL || !JSON_NODE_HOLDS_OBJECT (result))
    return 0;
  item = json_object_get_object_member (json_node_get_object (result), "item");

  return item != NULL ? demo_param_get_int (item, "id", 0) : 0;
}

static JsonNode *
describe_registration (DemoRing *ring, gint64 lead)
{
  JsonObject *result = json_object_new ();
  JsonArray *created = json_array_new ();

  json_object_set_string_member (result, "CALL_ID", ring->call_id);
  if (lead != 0)
    {
      JsonObject *entity = json_object_new ();

      json_object_set_string_member (entity, "ENTITY_TYPE", "LEAD");
      json_object_set_int_member (entity, "ENTITY_ID", lead);
      json_array_add_object_element (created, entity);
      json_object_set_int_member (result, "CRM_CREATED_LEAD", lead);
    }
  else
    json_object_set_null_member (result, "CRM_CREATED_LEAD");
  json_object_set_array_member (result, "CRM_CREATED_ENTITIES", created);
  json_object_set_string_member (result, "CRM_ENTITY_TYPE",
                                 ring->entity_type != NULL ? ring->entity_type : "");
  if (ring->entity_id != 0)
    json_object_set_int_member (result, "CRM_ENTITY_ID", ring->entity_id);
  else
    json_object_set_null_member (result, "CRM_ENTITY_ID");

  return take_object (result);
}

/* TYPE, CALL_START_DATE and PHONE_NUMBER of a registration. */
static gboolean
read_registration (DemoCall *call, char **number, gint64 *start, GError **error)
{
  g_autofree char *phone = demo_param_dup_text (call->params, "PHONE_NUMBER");
  g_autofree char *date = demo_param_dup_text (call->params, "CALL_START_DATE");
  gint64 type = demo_param_get_int (call->params, "TYPE", 0);

  *start = date != NULL && date[0] != '\0' ? demo_param_parse_time (date)
                                           : demo_world_get_now (call->world);
  *number = clean_number (phone != NULL ? phone : "");

  if (type < 1 || type > 5)
    demo_error_set (error, 400, "ERROR_CORE", "Unknown TYPE");
  else if (*start == 0)
    demo_error_set (error, 400, "ERROR_CORE", "CALL_START_DATE should be in the ISO-8601 format");
  else if ((*number)[0] == '\0')
    demo_error_set (error, 400, "ERROR_CORE", "Unsupported phone number format");
  else
    return TRUE;

  return FALSE;
}

static gint64
enter_crm (DemoCall *call, DemoRing *ring, gint64 user_id)
{
  gint64 lead = 0;

  ring->entity_type = demo_param_dup_text (call->params, "CRM_ENTITY_TYPE");
  ring->entity_id = demo_param_get_int (call->params, "CRM_ENTITY_ID", 0);
  demo_popup_fill (call->dispatch, ring);
  if (ring->entity_id == 0 && demo_param_is_true (call->params, "CRM_CREATE") &&
      (lead = create_lead (call, ring->number, user_id)) != 0)
    demo_popup_fill (call->dispatch, ring);

  return lead;
}

static JsonNode *
run_register (DemoCall *call, GError **error)
{
  DemoExchange *exchange = demo_dispatch_get_exchange (call->dispatch);
  gint64 user_id = find_employee (call, error);
  g_autofree char *number = NULL;
  g_autofree char *line = demo_param_dup_text (call->params, "LINE_NUMBER");
  g_autofree char *external_id = demo_param_dup_text (call->params, "EXTERNAL_CALL_ID");
  g_autofree char *show = demo_param_dup_text (call->params, "SHOW");
  gint64 start;
  gint64 lead = 0;
  gboolean is_old;
  DemoRing *ring;

  if (user_id == 0 || !read_registration (call, &number, &start, error))
    return NULL;

  ring = demo_exchange_register (exchange, number, line,
                                 (int) demo_param_get_int (call->params, "TYPE", 0), user_id,
                                 external_id, &is_old);
  if (!is_old)
    {
      ring->start = start;
      lead = enter_crm (call, ring, user_id);
      demo_world_emit_committed (call->world, "call.register", 0, call->user_id);
    }

  if (show == NULL || demo_param_is_true (call->params, "SHOW"))
    {
      g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64));

      g_array_append_val (one, user_id);
      demo_exchange_show (exchange, ring, one);
    }

  return describe_registration (ring, lead);
}

static JsonNode *
show_or_hide (DemoCall *call, void (*func) (DemoExchange *, DemoRing *, GArray *))
{
  DemoExchange *exchange = demo_dispatch_get_exchange (call->dispatch);
  g_autofree char *call_id = demo_param_dup_text (call->params, "CALL_ID");
  g_autoptr (GArray) users = demo_param_dup_ids (call->params, "USER_ID");
  DemoRing *ring = demo_exchange_find (exchange, call_id);

  if (ring == NULL || !ring->is_external)
    return boolean_node (FALSE);
  if (users->len == 0)
    g_array_append_val (users, ring->owner);
  func (exchange, ring, users);

  return boolean_node (TRUE);
}

static JsonNode *
run_show (DemoCall *call, GError **error)
{
  return show_or_hide (call, demo_exchange_show);
}

static JsonNode *
run_hide (DemoCall *call, GError **error)
{
  return show_or_hide (call, demo_exchange_hide);
}

static void
set_text_or_null (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

/* The stored row; the date is an object that PHP could not serialise. */
static JsonNode *
describe_row (const DemoStatisticRow *row, gint64 id, gint64 activity)
{
  JsonObject *result = json_object_new ();
  g_autofree char *type = g_strdup_printf ("%d", row->type);

  json_object_set_string_member (result, "CALL_ID", row->call_id);
  set_text_or_null (result, "EXTERNAL_CALL_ID", row->external_id);
  json_object_set_int_member (result, "PORTAL_USER_ID", row->user_id);
  json_object_set_string_member (result, "PHONE_NUMBER", row->number);
  json_object_set_string_member (result, "PORTAL_NUMBER", row->line);
  json_object_set_string_member (result, "INCOMING", type);
  json_object_set_int_member (result, "CALL_DURATION", row->duration);
  json_object_set_object_member (result, "CALL_START_DATE", json_object_new ());
  json_object_set_int_member (result, "CALL_STATUS", g_str_equal (row->code, "200") ? 1 : 0);
  json_object_set_int_member (result, "CALL_VOTE", row->vote);
  json_object_set_double_member (result, "COST", row->cost);
  json_object_set_string_member (result, "COST_CURRENCY", row->currency);
  json_object_set_string_member (result, "CALL_FAILED_CODE", row->code);
  json_object_set_string_member (result, "CALL_FAILED_REASON", row->reason);
  json_object_set_null_member (result, "REST_APP_ID");
  json_object_set_null_member (result, "REST_APP_NAME");
  if (activity != 0)
    json_object_set_int_member (result, "CRM_ACTIVITY_ID", activity);
  else
    json_object_set_null_member (result, "CRM_ACTIVITY_ID");
  json_object_set_null_member (result, "COMMENT");
  json_object_set_string_member (result, "CRM_ENTITY_TYPE",
                                 row->entity_type != NULL ? row->entity_type : "");
  if (row->entity_id != 0)
    json_object_set_int_member (result, "CRM_ENTITY_ID", row->entity_id);
  else
    json_object_set_null_member (result, "CRM_ENTITY_ID");
  json_object_set_int_member (result, "ID", id);

  return take_object (result);
}

static JsonNode *
write_finished (DemoCall *call, DemoRing *ring, gint64 user_id)
{
  gint64 duration = demo_param_get_int (call->params, "DURATION", 0);
  g_autofree char *code = demo_param_dup_text (call->params, "STATUS_CODE");
  g_autofree char *reason = demo_param_dup_text (call->params, "FAILED_REASON");
  g_autofree char *currency = demo_param_dup_text (call->params, "COST_CURRENCY");
  g_autofree char *cost = demo_param_dup_text (call->params, "COST");
  g_autofree char *record = demo_param_dup_text (call->params, "RECORD_URL");
  DemoStatisticRow row = {
    .user_id = user_id,
    .line = ring->line != NULL ? ring->line : "REST_APP:0",
    .number = ring->number,
    .call_id = ring->call_id,
    .external_id = ring->external_id,
    .category = "external",
    .type = ring->type,
    .start = ring->start,
    .duration = duration,
    .code = code != NULL && code[0] != '\0' ? code
            : duration > 0                  ? "200"
                                            : "304",
    .reason = reason != NULL ? reason : "",
    .entity_type = ring->entity_type,
    .entity_id = ring->entity_id,
    .cost = cost != NULL ? g_ascii_strtod (cost, NULL) : 0,
    .currency = currency != NULL ? currency : "",
    .vote = demo_param_get_int (call->params, "VOTE", 0),
    .record_url = record,
  };
  gint64 activity = 0;
  gint64 id = demo_statistic_add (call->world, &row, &activity);

  demo_world_emit_committed (call->world, "call.add", id, call->user_id);

  return describe_row (&row, id, activity);
}

static JsonNode *
run_finish (DemoCall *call, GError **error)
{
  DemoExchange *exchange = demo_dispatch_get_exchange (call->dispatch);
  JsonNode *id = demo_param_get (call->params, "CALL_ID");
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonNode *result;
  DemoRing *ring;
  gint64 user_id;

  if (id == NULL || json_node_get_value_type (id) != G_TYPE_STRING)
    {
      demo_error_set (error, 400, "INVALID_ARGUMENT", "CALL_ID must be a string");
      return NULL;
    }
  user_id = find_employee (call, error);
  if (user_id == 0)
    return NULL;
  ring = demo_exchange_find (exchange, json_node_get_string (id));
  if (ring == NULL || !ring->is_external)
    {
      demo_error_set (error, 400, "ERROR_CORE",
                      "Call is not found (call should be registered prior to finishing)");
      return NULL;
    }

  result = write_finished (call, ring, user_id);
  g_array_append_val (one, user_id);
  demo_exchange_hide (exchange, ring, one);
  demo_exchange_forget (exchange, ring);

  return result;
}

static JsonObject *
describe_assigned (DemoWorld *world, gint64 user_id)
{
  static const char *const members[][2] = { { "USER_PHONE_INNER", "UF_PHONE_INNER" },
                                            { "WORK_PHONE", "WORK_PHONE" },
                                            { "PERSONAL_PHONE", "PERSONAL_PHONE" },
                                            { "PERSONAL_MOBILE", "PERSONAL_MOBILE" } };
  g_autoptr (JsonObject) user = demo_world_get_user (world, user_id);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, user_id);
  JsonObject *assigned = json_object_new ();

  json_object_set_string_member (assigned, "ID", id);
  json_object_set_string_member (assigned, "TIMEMAN_STATUS", "OPENED");
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = user != NULL ? demo_param_dup_text (user, members[i][1]) : NULL;

      set_text_or_null (assigned, members[i][0], text != NULL && text[0] != '\0' ? text : NULL);
    }

  return assigned;
}

static void
add_found (DemoWorld *world, JsonArray *found, GArray *ids, int type, const char *type_name)
{
  gint64 id = ids != NULL && ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
  g_autoptr (JsonObject) item = id != 0 ? demo_world_get_item (world, type, id) : NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *name = NULL;
  JsonObject *entity;
  gint64 assigned;

  if (item == NULL)
    return;

  first = demo_param_dup_text (item, "name");
  last = demo_param_dup_text (item, "lastName");
  name = g_strjoin (" ", first != NULL ? first : "", last != NULL ? last : "", NULL);
  assigned = demo_param_get_int (item, "assignedById", 0);
  entity = json_object_new ();
  json_object_set_string_member (entity, "CRM_ENTITY_TYPE", type_name);
  json_object_set_int_member (entity, "CRM_ENTITY_ID", id);
  json_object_set_int_member (entity, "ASSIGNED_BY_ID", assigned);
  json_object_set_string_member (entity, "NAME", g_strstrip (name));
  json_object_set_object_member (entity, "ASSIGNED_BY", describe_assigned (world, assigned));
  json_array_add_object_element (found, entity);
}

/* At most one contact and one lead: the lowest id where a family shares the number. */
static JsonNode *
run_search (DemoCall *call, GError **error)
{
  g_autofree char *number = demo_param_dup_text (call->params, "PHONE_NUMBER");
  g_autoptr (JsonArray) found = json_array_new ();
  g_autoptr (GArray) contacts = NULL;
  g_autoptr (GArray) leads = NULL;

  if (number == NULL || number[0] == '\0')
    {
      demo_error_set (error, 400, "ERROR_CORE", "PHONE_NUMBER is empty");
      return NULL;
    }

  contacts = demo_world_find_contacts (call->world, number, 1);
  leads = demo_world_find_leads (call->world, number, 1);
  add_found (call->world, found, contacts, 3, "CONTACT");
  add_found (call->world, found, leads, 1, "LEAD");

  return json_node_init_array (json_node_alloc (), found);
}

static JsonNode *
run_callback (DemoCall *call, GError **error)
{
  DemoExchange *exchange = demo_dispatch_get_exchange (call->dispatch);
  g_autofree char *line = demo_param_dup_text (call->params, "FROM_LINE");
  g_autofree char *to = demo_param_dup_text (call->params, "TO_NUMBER");
  g_autofree char *number = clean_number (to != NULL ? to : "");
  JsonObject *result;
  DemoRing *ring;

  if (demo_exchange_find_line (exchange, line) == NULL)
    {
      demo_error_set (error, 400, "ERROR_CORE", "Could not find line %s", line != NULL ? line : "");
      return NULL;
    }
  if (strlen (number) < 3)
    {
      demo_error_set (error, 400, "ERROR_CORE", "Phone number is not correct");
      return NULL;
    }

  ring = demo_exchange_call_back (exchange, number, line, call->user_id);
  demo_world_emit_committed (call->world, "call.callback", 0, call->user_id);
  result = json_object_new ();
  json_object_set_boolean_member (result, "RESULT", TRUE);
  json_object_set_string_member (result, "CALL_ID", ring->call_id);

  return take_object (result);
}

static JsonNode *
run_lines (DemoCall *call, GError **error)
{
  return take_object (demo_exchange_dup_lines (demo_dispatch_get_exchange (call->dispatch)));
}

static JsonNode *
run_default_line (DemoCall *call, GError **error)
{
  JsonObject *result = json_object_new ();

  json_object_set_string_member (result, "defaultLineId", DEMO_EXCHANGE_DEFAULT_LINE);

  return take_object (result);
}

/* Refuses what a webhook may not do; the page of each method says so. */
static JsonNode *
run_internal (DemoCall *call, GError **error)
{
  demo_error_set (error, 403, "WRONG_AUTH_TYPE",
                  "This method is only available for internal usage.");

  return NULL;
}

const DemoMethod *
demo_telephony_methods (void)
{
  static const DemoMethod methods[] = {
    { "telephony.externalCall.register", "telephony", run_register },
    { "telephony.externalCall.show", "telephony", run_show },
    { "telephony.externalCall.hide", "telephony", run_hide },
    { "telephony.externalCall.finish", "telephony", run_finish },
    { "telephony.externalCall.attachRecord", "telephony", demo_record_run_attach },
    { "telephony.externalCall.searchCrmEntities", "telephony", run_search },
    { "voximplant.statistic.get", "telephony", demo_statistic_run_get },
    { "voximplant.callback.start", "telephony", run_callback },
    { "voximplant.line.get", "telephony", run_lines },
    { "voximplant.user.getDefaultLineId", "telephony", run_default_line },
    { "voximplant.call.answer", "telephony", run_internal },
    { NULL, NULL, NULL },
  };

  return methods;
}

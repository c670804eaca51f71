/* demo-popup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-popup"

#include "demo-popup.h"

#include "demo-dispatch.h"
#include "demo-param.h"

#define LEAD 1
#define DEAL 2
#define CONTACT 3

#define MAX_DEALS 2

/* as whom the portal reads its own data */
#define ADMINISTRATOR 1

static void
set_text (JsonObject *object, const char *member, JsonObject *from, const char *key)
{
  g_autofree char *text = demo_param_dup_text (from, key);

  json_object_set_string_member (object, member, text != NULL ? text : "");
}

/* "Смирнова Анна Викторовна" */
char *
demo_popup_person_name (JsonObject *item)
{
  g_autofree char *last = demo_param_dup_text (item, "lastName");
  g_autofree char *first = demo_param_dup_text (item, "name");
  g_autofree char *second = demo_param_dup_text (item, "secondName");
  g_autofree char *joined = g_strjoin (" ", last != NULL ? last : "", first != NULL ? first : "",
                                       second != NULL ? second : "", NULL);

  return g_strdup (g_strstrip (joined));
}

static JsonNode *
make_responsible (DemoDispatch *dispatch, gint64 user_id)
{
  g_autoptr (JsonObject) user = demo_world_get_user (demo_dispatch_get_world (dispatch), user_id);
  g_autoptr (JsonObject) person = json_object_new ();
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *name = NULL;

  if (user == NULL)
    {
      g_autoptr (JsonArray) nobody = json_array_new ();

      return json_node_init_array (json_node_alloc (), nobody);
    }

  first = demo_param_dup_text (user, "NAME");
  last = demo_param_dup_text (user, "LAST_NAME");
  name = g_strjoin (" ", first != NULL ? first : "", last != NULL ? last : "", NULL);
  set_text (person, "ID", user, "ID");
  json_object_set_string_member (person, "NAME", g_strstrip (name));
  json_object_set_string_member (person, "PHOTO", "");
  set_text (person, "POST", user, "WORK_POSITION");

  return json_node_init_object (json_node_alloc (), person);
}

/* Name and colour of a stage or of a lead's status, from crm.status.list. */
static void
set_stage (DemoDispatch *dispatch, JsonObject *object, const char *stage)
{
  JsonObject *params = json_object_new ();
  JsonObject *filter = json_object_new ();
  g_autoptr (JsonNode) rows = NULL;
  JsonObject *row = NULL;

  json_object_set_string_member (filter, "STATUS_ID", stage);
  json_object_set_object_member (params, "filter", filter);
  rows = demo_dispatch_run_inside (dispatch, ADMINISTRATOR, "crm.status.list", params, NULL);
  if (rows != NULL && JSON_NODE_HOLDS_ARRAY (rows) &&
      json_array_get_length (json_node_get_array (rows)) > 0)
    row = json_array_get_object_element (json_node_get_array (rows), 0);

  json_object_set_string_member (object, "STAGE",
                                 row != NULL
                                   ? json_object_get_string_member_with_default (row, "NAME", stage)
                                   : stage);
  json_object_set_string_member (object, "STAGE_COLOR",
                                 row != NULL
                                   ? json_object_get_string_member_with_default (row, "COLOR", "")
                                   : "");
}

static JsonArray *
list_items (JsonNode *result)
{
  JsonNode *items = result != NULL && JSON_NODE_HOLDS_OBJECT (result)
                      ? json_object_get_member (json_node_get_object (result), "items")
                      : NULL;

  return items != NULL && JSON_NODE_HOLDS_ARRAY (items) ? json_node_get_array (items) : NULL;
}

static JsonObject *
describe_deal (DemoDispatch *dispatch, JsonObject *item)
{
  JsonObject *deal = json_object_new ();
  gint64 id = demo_param_get_int (item, "id", 0);
  gint64 money = demo_param_get_int (item, "opportunity", 0);
  g_autofree char *stage = demo_param_dup_text (item, "stageId");
  g_autofree char *created = demo_param_dup_text (item, "createdTime");
  g_autofree char *sum = g_strdup_printf ("%" G_GINT64_FORMAT " ₽", money);
  g_autofree char *url = g_strdup_printf ("/crm/deal/details/%" G_GINT64_FORMAT "/", id);

  json_object_set_int_member (deal, "ID", id);
  set_text (deal, "TITLE", item, "title");
  set_stage (dispatch, deal, stage != NULL ? stage : "");
  json_object_set_string_member (deal, "OPPORTUNITY", sum);
  json_object_set_int_member (deal, "OPPORTUNITY_VALUE", money);
  json_object_set_string_member (deal, "CURRENCY_ID", "RUB");
  json_object_set_string_member (deal, "URL", url);
  json_object_set_null_member (deal, "REPEATED_TEXT");
  json_object_set_int_member (deal, "CREATED_TIME", demo_param_parse_time (created));

  return deal;
}

/* The open deals of the contact, the oldest beginning first. */
static JsonArray *
list_deals (DemoDispatch *dispatch, gint64 contact_id)
{
  JsonArray *deals = json_array_new ();
  JsonObject *params = json_object_new ();
  JsonObject *filter = json_object_new ();
  JsonObject *order = json_object_new ();
  g_autoptr (JsonNode) result = NULL;
  JsonArray *items;

  json_object_set_int_member (filter, "contactId", contact_id);
  json_object_set_string_member (filter, "closed", "N");
  json_object_set_string_member (order, "begindate", "ASC");
  json_object_set_int_member (params, "entityTypeId", DEAL);
  json_object_set_int_member (params, "start", -1);
  json_object_set_object_member (params, "filter", filter);
  json_object_set_object_member (params, "order", order);
  result = demo_dispatch_run_inside (dispatch, ADMINISTRATOR, "crm.item.list", params, NULL);
  items = list_items (result);

  for (guint i = 0; items != NULL && i < MIN (json_array_get_length (items), MAX_DEALS); i++)
    json_array_add_object_element (deals, describe_deal (dispatch,
                                                         json_array_get_object_element (items, i)));

  return deals;
}

static void
set_person (DemoDispatch *dispatch, JsonObject *popup, JsonObject *item, const char *path)
{
  JsonObject *person = json_object_new ();
  g_autofree char *name = demo_popup_person_name (item);
  g_autofree char *url = g_strdup_printf ("/crm/%s/details/%" G_GINT64_FORMAT "/", path,
                                          demo_param_get_int (item, "id", 0));

  json_object_set_string_member (popup, "FOUND", "Y");
  json_object_set_string_member (person, "NAME", name);
  set_text (person, "POST", item, "post");
  json_object_set_string_member (person, "PHOTO", "");
  json_object_set_object_member (popup, "CONTACT", person);
  json_object_set_string_member (popup, "COMPANY", "");
  json_object_set_member (popup, "RESPONSIBILITY",
                          make_responsible (dispatch,
                                            demo_param_get_int (item, "assignedById", 0)));
  json_object_set_array_member (popup, "ACTIVITIES", json_array_new ());
  json_object_set_null_member (popup, "STATUS_TEXT");
  json_object_set_null_member (popup, "STATUS_COLOR");
  json_object_set_string_member (popup, "SHOW_URL", url);
}

static void
fill_contact (DemoDispatch *dispatch, DemoRing *ring, JsonObject *popup, JsonObject *item)
{
  JsonObject *data = json_object_new ();

  set_person (dispatch, popup, item, "contact");
  json_object_set_int_member (data, "ID", ring->entity_id);
  json_object_set_object_member (popup, "CONTACT_DATA", data);
  json_object_set_array_member (popup, "DEALS", list_deals (dispatch, ring->entity_id));
  json_object_set_null_member (popup, "LEAD");
}

static void
fill_lead (DemoDispatch *dispatch, DemoRing *ring, JsonObject *popup, JsonObject *item)
{
  JsonObject *data = json_object_new ();
  JsonObject *lead = json_object_new ();
  gint64 money = demo_param_get_int (item, "opportunity", 0);
  g_autofree char *stage = demo_param_dup_text (item, "stageId");
  g_autofree char *created = demo_param_dup_text (item, "createdTime");
  g_autofree char *sum = g_strdup_printf ("%" G_GINT64_FORMAT " ₽", money);

  set_person (dispatch, popup, item, "lead");
  json_object_set_int_member (data, "ID", ring->entity_id);
  json_object_set_int_member (data, "ASSIGNED_BY_ID", demo_param_get_int (item, "assignedById", 0));
  json_object_set_object_member (popup, "LEAD_DATA", data);
  json_object_set_array_member (popup, "DEALS", json_array_new ());
  json_object_set_int_member (lead, "ID", ring->entity_id);
  set_text (lead, "TITLE", item, "title");
  set_stage (dispatch, lead, stage != NULL ? stage : "");
  json_object_set_int_member (lead, "OPPORTUNITY_VALUE", money);
  json_object_set_string_member (lead, "CURRENCY_ID", "RUB");
  set_text (lead, "SHOW_URL", popup, "SHOW_URL");
  json_object_set_string_member (lead, "FORMATTED_OPPORTUNITY", sum);
  json_object_set_null_member (lead, "REPEATED_TEXT");
  json_object_set_int_member (lead, "CREATED_TIME", demo_param_parse_time (created));
  json_object_set_boolean_member (lead, "IS_RETURN_CUSTOMER", FALSE);
  json_object_set_object_member (popup, "LEAD", lead);
}

static void
fill_unknown (DemoDispatch *dispatch, DemoRing *ring, JsonObject *popup)
{
  gboolean has_leads = demo_world_get_crm_mode (demo_dispatch_get_world (dispatch)) == 1;
  g_autofree char *origin = g_strconcat ("VI_", ring->call_id, NULL);
  g_autofree char *query = g_uri_escape_string (ring->number, NULL, FALSE);
  g_autofree char *lead = g_strconcat ("/crm/lead/details/0/?phone=", query, NULL);
  g_autofree char *contact = g_strconcat ("/crm/contact/details/0/?phone=", query, NULL);

  json_object_set_string_member (popup, "FOUND", "N");
  json_object_set_boolean_member (popup, "CAN_CREATE_LEAD", has_leads);
  json_object_set_string_member (popup, "LEAD_URL", lead);
  json_object_set_string_member (popup, "CONTACT_URL", contact);
  json_object_set_string_member (popup, "ORIGIN_ID", origin);
}

static gint64
find_first (DemoWorld *world, const char *number, int type)
{
  g_autoptr (GArray) ids = type == CONTACT ? demo_world_find_contacts (world, number, 1)
                                           : demo_world_find_leads (world, number, 1);

  return ids != NULL && ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
}

static void
find_entity (DemoWorld *world, DemoRing *ring)
{
  g_clear_pointer (&ring->entity_type, g_free);
  ring->entity_id = ring->number[0] != '\0' ? find_first (world, ring->number, CONTACT) : 0;
  if (ring->entity_id != 0)
    ring->entity_type = g_strdup ("CONTACT");
  else if (ring->number[0] != '\0' &&
           (ring->entity_id = find_first (world, ring->number, LEAD)) != 0)
    ring->entity_type = g_strdup ("LEAD");
  else
    ring->entity_type = g_strdup ("");
}

/**
 * demo_popup_fill:
 * @dispatch: the dispatcher
 * @ring: a call with its number
 *
 * Finds who calls, as the portal does: one entity only, a contact before a lead, the lowest id
 * where a family shares the number. Fills the entity of the call, unless it is known already, and
 * the object `CRM` of its messages; that is `false` where the number is hidden.
 */
void
demo_popup_fill (DemoDispatch *dispatch, DemoRing *ring)
{
  DemoWorld *world = demo_dispatch_get_world (dispatch);
  g_autoptr (JsonObject) popup = json_object_new ();
  g_autoptr (JsonObject) item = NULL;
  gboolean is_lead;

  g_clear_pointer (&ring->popup, json_node_unref);
  ring->popup = json_node_alloc ();

  if (ring->entity_id == 0)
    find_entity (world, ring);
  if (ring->number[0] == '\0' || g_str_equal (ring->number, "anonymous"))
    {
      json_node_init_boolean (ring->popup, FALSE);
      return;
    }

  is_lead = g_strcmp0 (ring->entity_type, "LEAD") == 0;
  if (ring->entity_id != 0)
    item = demo_world_get_item (world, is_lead ? LEAD : CONTACT, ring->entity_id);

  if (item == NULL)
    fill_unknown (dispatch, ring, popup);
  else if (is_lead)
    fill_lead (dispatch, ring, popup, item);
  else
    fill_contact (dispatch, ring, popup, item);
  json_node_init_object (ring->popup, popup);
}

/* demo-methods-crm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Settings; and the table of all methods of the CRM.
 */

#define G_LOG_DOMAIN "demo-methods-crm"

#include "demo-methods-crm.h"

#include "demo-smart.h"

#include <string.h>

JsonNode *
demo_crm_take_object (JsonObject *object)
{
  JsonNode *node = json_node_alloc ();

  json_node_init_object (node, object);
  json_object_unref (object);

  return node;
}

JsonNode *
demo_crm_take_array (JsonArray *array)
{
  JsonNode *node = json_node_alloc ();

  json_node_init_array (node, array);
  json_array_unref (array);

  return node;
}

JsonNode *
demo_crm_wrap (const char *name, JsonNode *node)
{
  JsonObject *object = json_object_new ();

  json_object_set_member (object, name, node);

  return demo_crm_take_object (object);
}

guint
demo_crm_page_start (DemoCall *call)
{
  gint64 start = CLAMP (call->start, 0, 1000000000);

  return (guint) (start / DEMO_PAGE * DEMO_PAGE);
}

/* With start = -1 nothing is counted: the newer methods then say nothing of it, the older say 0. */
void
demo_crm_set_paging (DemoCall *call, gint64 total, gboolean legacy)
{
  guint start = demo_crm_page_start (call);

  call->next = -1;
  call->total = legacy ? 0 : -1;
  if (call->start == -1)
    return;
  call->total = total;
  if (start + DEMO_PAGE < total)
    call->next = start + DEMO_PAGE;
}

gboolean
demo_crm_missing (const char *parameter, GError **error)
{
  demo_error_set (error, 400, "100", "Could not find value for parameter {%s}", parameter);

  return FALSE;
}

void
demo_crm_set_number (JsonObject *object, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  json_object_set_string_member (object, name, text);
}

void
demo_crm_set_time (JsonObject *object, const char *name, gint64 moment)
{
  char buffer[DEMO_TIME_SIZE];

  demo_time_format (moment, buffer);
  json_object_set_string_member (object, name, buffer);
}

static JsonNode *
run_settings_mode (DemoCall *call, GError **error)
{
  return json_node_init_int (json_node_alloc (), demo_world_get_crm_mode (call->world));
}

static JsonNode *
run_enum_settings_mode (DemoCall *call, GError **error)
{
  static const char *const names[] = { "Классическая CRM", "Простая CRM" };
  JsonArray *list = json_array_new ();

  for (int i = 0; i < 2; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "ID", i + 1);
      json_object_set_string_member (object, "NAME", names[i]);
      json_object_set_null_member (object, "SYMBOL_CODE");
      json_object_set_null_member (object, "SYMBOL_CODE_SHORT");
      json_array_add_object_element (list, object);
    }

  return demo_crm_take_array (list);
}

const DemoMethod *
demo_crm_methods (void)
{
  static const DemoMethod methods[] = {
    { "crm.item.list", "crm", demo_crm_item_list },
    { "crm.item.get", "crm", demo_crm_item_get },
    { "crm.item.add", "crm", demo_crm_item_add },
    { "crm.item.update", "crm", demo_crm_item_update },
    { "crm.item.delete", "crm", demo_crm_item_delete },
    { "crm.item.fields", "crm", demo_crm_item_fields },
    { "crm.category.list", "crm", demo_crm_category_list },
    { "crm.category.get", "crm", demo_crm_category_get },
    { "crm.status.list", "crm", demo_crm_status_list },
    { "crm.status.entity.types", "crm", demo_crm_status_types },
    { "crm.status.entity.items", "crm", demo_crm_status_items },
    { "crm.contact.list", "crm", demo_crm_contact_list },
    { "crm.contact.get", "crm", demo_crm_contact_get },
    { "crm.deal.list", "crm", demo_crm_deal_list },
    { "crm.deal.get", "crm", demo_crm_deal_get },
    { "crm.deal.contact.items.get", "crm", demo_crm_deal_contacts_get },
    { "crm.deal.contact.items.set", "crm", demo_crm_deal_contacts_set },
    { "crm.deal.contact.items.delete", "crm", demo_crm_deal_contacts_delete },
    { "crm.deal.contact.add", "crm", demo_crm_deal_contact_add },
    { "crm.deal.contact.delete", "crm", demo_crm_deal_contact_delete },
    { "crm.deal.userfield.list", "crm", demo_crm_user_field_list },
    { "crm.deal.userfield.get", "crm", demo_crm_user_field_get },
    { "crm.deal.userfield.add", "crm", demo_crm_user_field_add },
    { "crm.deal.userfield.update", "crm", demo_crm_user_field_update },
    { "crm.deal.userfield.delete", "crm", demo_crm_user_field_delete },
    { "crm.lead.userfield.list", "crm", demo_crm_user_field_list },
    { "crm.lead.userfield.get", "crm", demo_crm_user_field_get },
    { "crm.lead.userfield.add", "crm", demo_crm_user_field_add },
    { "crm.lead.userfield.update", "crm", demo_crm_user_field_update },
    { "crm.lead.userfield.delete", "crm", demo_crm_user_field_delete },
    { "crm.contact.userfield.list", "crm", demo_crm_user_field_list },
    { "crm.contact.userfield.get", "crm", demo_crm_user_field_get },
    { "crm.contact.userfield.add", "crm", demo_crm_user_field_add },
    { "crm.contact.userfield.update", "crm", demo_crm_user_field_update },
    { "crm.contact.userfield.delete", "crm", demo_crm_user_field_delete },
    { "crm.duplicate.findbycomm", "crm", demo_crm_find_by_comm },
    { "crm.stagehistory.list", "crm", demo_crm_stage_history },
    { "crm.timeline.comment.add", "crm", demo_crm_comment_add },
    { "crm.timeline.comment.list", "crm", demo_crm_comment_list },
    { "crm.timeline.comment.get", "crm", demo_crm_comment_get },
    { "crm.timeline.comment.update", "crm", demo_crm_comment_update },
    { "crm.timeline.comment.delete", "crm", demo_crm_comment_delete },
    { "crm.activity.list", "crm", demo_crm_activity_list },
    { "crm.activity.get", "crm", demo_crm_activity_get },
    { "crm.activity.update", "crm", demo_crm_activity_update },
    { "crm.activity.todo.add", "crm", demo_crm_todo_add },
    { "crm.activity.todo.update", "crm", demo_crm_todo_update },
    { "crm.activity.todo.updateDeadline", "crm", demo_crm_todo_update_deadline },
    { "crm.activity.binding.list", "crm", demo_crm_binding_list },
    { "crm.activity.binding.add", "crm", demo_crm_binding_add },
    { "crm.activity.binding.delete", "crm", demo_crm_binding_delete },
    { "crm.activity.binding.move", "crm", demo_crm_binding_move },
    { "crm.calllist.add", "crm", demo_crm_call_list_add },
    { "crm.calllist.update", "crm", demo_crm_call_list_update },
    { "crm.calllist.get", "crm", demo_crm_call_list_get },
    { "crm.calllist.items.get", "crm", demo_crm_call_list_items },
    { "crm.calllist.statuslist", "crm", demo_crm_call_list_statuses },
    { "crm.type.list", "crm", demo_smart_types },
    { "crm.enum.ownertype", "crm", demo_smart_owner_types },
    { "crm.settings.mode.get", "crm", run_settings_mode },
    { "crm.enum.settings.mode", "crm", run_enum_settings_mode },
    { NULL },
  };

  return methods;
}

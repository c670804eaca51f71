/* demo-methods-crm.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The methods of the CRM, by file; demo-methods-crm.c makes one table of them.
 */

#pragma once

#include "demo-world-private.h"

G_BEGIN_DECLS

#define DEMO_PAGE 50

/* demo-methods-crm-item.c */
JsonNode *demo_crm_item_list (DemoCall *call, GError **error);
JsonNode *demo_crm_item_get (DemoCall *call, GError **error);
JsonNode *demo_crm_item_add (DemoCall *call, GError **error);
JsonNode *demo_crm_item_update (DemoCall *call, GError **error);
JsonNode *demo_crm_item_delete (DemoCall *call, GError **error);
JsonNode *demo_crm_item_fields (DemoCall *call, GError **error);
/* demo-methods-crm-legacy.c */
JsonNode *demo_crm_contact_list (DemoCall *call, GError **error);
JsonNode *demo_crm_contact_get (DemoCall *call, GError **error);
JsonNode *demo_crm_deal_list (DemoCall *call, GError **error);
JsonNode *demo_crm_deal_get (DemoCall *call, GError **error);
JsonNode *demo_crm_find_by_comm (DemoCall *call, GError **error);
/* demo-methods-crm-binding.c */
JsonNode *demo_crm_binding_list (DemoCall *call, GError **error);
JsonNode *demo_crm_binding_add (DemoCall *call, GError **error);
JsonNode *demo_crm_binding_delete (DemoCall *call, GError **error);
JsonNode *demo_crm_binding_move (DemoCall *call, GError **error);
/* demo-methods-crm-timeline.c */
JsonNode *demo_crm_comment_add (DemoCall *call, GError **error);
JsonNode *demo_crm_comment_get (DemoCall *call, GError **error);
JsonNode *demo_crm_comment_list (DemoCall *call, GError **error);
JsonNode *demo_crm_comment_update (DemoCall *call, GError **error);
JsonNode *demo_crm_comment_delete (DemoCall *call, GError **error);
/* demo-methods-crm-activity.c */
JsonNode *demo_crm_activity_list (DemoCall *call, GError **error);
JsonNode *demo_crm_activity_get (DemoCall *call, GError **error);
JsonNode *demo_crm_activity_update (DemoCall *call, GError **error);
JsonNode *demo_crm_todo_add (DemoCall *call, GError **error);
JsonNode *demo_crm_todo_update (DemoCall *call, GError **error);
JsonNode *demo_crm_todo_update_deadline (DemoCall *call, GError **error);
/* demo-methods-crm-calllist.c */
JsonNode *demo_crm_call_list_add (DemoCall *call, GError **error);
JsonNode *demo_crm_call_list_update (DemoCall *call, GError **error);
JsonNode *demo_crm_call_list_get (DemoCall *call, GError **error);
JsonNode *demo_crm_call_list_items (DemoCall *call, GError **error);
JsonNode *demo_crm_call_list_statuses (DemoCall *call, GError **error);
/* demo-methods-crm-history.c */
JsonNode *demo_crm_stage_history (DemoCall *call, GError **error);
/* demo-methods-crm-userfield.c */
JsonNode *demo_crm_user_field_list (DemoCall *call, GError **error);
JsonNode *demo_crm_user_field_get (DemoCall *call, GError **error);
JsonNode *demo_crm_user_field_add (DemoCall *call, GError **error);
JsonNode *demo_crm_user_field_update (DemoCall *call, GError **error);
JsonNode *demo_crm_user_field_delete (DemoCall *call, GError **error);
/* demo-methods-crm-dictionary.c */
JsonNode *demo_crm_status_list (DemoCall *call, GError **error);
JsonNode *demo_crm_status_types (DemoCall *call, GError **error);
JsonNode *demo_crm_status_items (DemoCall *call, GError **error);
JsonNode *demo_crm_category_list (DemoCall *call, GError **error);
JsonNode *demo_crm_category_get (DemoCall *call, GError **error);
/* demo-methods-crm-deal-contact.c */
JsonNode *demo_crm_deal_contacts_get (DemoCall *call, GError **error);
JsonNode *demo_crm_deal_contacts_set (DemoCall *call, GError **error);
JsonNode *demo_crm_deal_contacts_delete (DemoCall *call, GError **error);
JsonNode *demo_crm_deal_contact_add (DemoCall *call, GError **error);
JsonNode *demo_crm_deal_contact_delete (DemoCall *call, GError **error);

/* (transfer full) */
JsonNode *demo_crm_take_object (JsonObject *object);
JsonNode *demo_crm_take_array (JsonArray *array);
/* {name: node} */
JsonNode *demo_crm_wrap (const char *name, JsonNode *node);
/* The first row of the page that `start` asks for; sets total and next as the newer methods do. */
guint demo_crm_page_start (DemoCall *call);
void demo_crm_set_paging (DemoCall *call, gint64 total, gboolean legacy);
gboolean demo_crm_missing (const char *parameter, GError **error);
void demo_crm_set_number (JsonObject *object, const char *name, gint64 number);
void demo_crm_set_time (JsonObject *object, const char *name, gint64 moment);

G_END_DECLS

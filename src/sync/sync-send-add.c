/* sync-send-add.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-send-add"

#include "sync-send-private.h"

#include "clinic-phone.h"

JsonNode *
sync_send_new_add_params (ClinicEntity entity, JsonObject **fields)
{
  JsonNode *params = bx_json_build ("{'entityTypeId': %d, 'fields': {}}", (int) entity);

  *fields = json_object_get_object_member (json_node_get_object (params), "fields");

  return params;
}

void
sync_send_set_origin (GTask *task, JsonObject *fields)
{
  SyncSend *self = g_task_get_task_data (task);

  json_object_set_string_member (fields, "originatorId", SYNC_ORIGINATOR);
  json_object_set_string_member (fields, "originId", clinic_command_get_id (self->command));
}

void
sync_send_set_phone (JsonObject *fields, const char *phone)
{
  g_autofree char *dial = phone != NULL ? clinic_phone_dup_dial (phone) : NULL;
  JsonArray *fm;
  JsonObject *row;

  if (phone == NULL)
    return;
  fm = json_array_new ();
  row = json_object_new ();
  json_object_set_string_member (row, "typeId", "PHONE");
  json_object_set_string_member (row, "valueType", "MOBILE");
  json_object_set_string_member (row, "value", dial != NULL ? dial : phone);
  json_array_add_object_element (fm, row);
  json_object_set_array_member (fields, "fm", fm);
}

/* A call of its own, not part of a batch: a name may hold `$result[`. */
void
sync_send_find_made (GTask *task, ClinicEntity entity, GAsyncReadyCallback callback)
{
  SyncSend *self = g_task_get_task_data (task);
  JsonNode *params =
    bx_json_build ("{'entityTypeId': %d, 'select': ['id'], 'start': -1, 'order': {'id': 'ASC'},"
                   " 'filter': {'=originatorId': %s, '=originId': %s}}",
                   (int) entity, SYNC_ORIGINATOR, clinic_command_get_id (self->command));

  sync_send_call (task, "crm.item.list", params, BX_CALL_READ, callback);
}

gint64
sync_send_read_found (BxAnswer *answer)
{
  JsonArray *items = bx_json_get_array (bx_answer_get_object (answer), "items");

  if (items == NULL || json_array_get_length (items) == 0)
    return 0;

  return bx_json_get_int (bx_json_node_object (json_array_get_element (items, 0)), "id", 0);
}

gint64
sync_send_read_added (BxAnswer *answer)
{
  return bx_json_get_int (bx_json_get_object (bx_answer_get_object (answer), "item"), "id", 0);
}

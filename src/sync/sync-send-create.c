/* sync-send-create.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-send-create"

#include "sync-send-private.h"

#include "bx-error.h"
#include "clinic-name.h"
#include "clinic-phone.h"

/* a text of the payload, else of the lead that the appointment is made of; (nullable) */
static const char *
peek_text (SyncSend *self, const char *key, const char *lead_key)
{
  const char *text = sync_command_peek (self->command, key);

  return text != NULL || sync_send_has_person (self->command)
           ? text
           : bx_json_get_string (self->lead, lead_key);
}

static void
set_text (JsonObject *fields, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (fields, name, text);
}

static void
set_phones (SyncSend *self, JsonObject *fields)
{
  const char *phone = sync_command_peek (self->command, "phone");
  JsonArray *rows = bx_json_get_array (self->lead, "fm");
  JsonArray *copies;

  if (phone != NULL || rows == NULL)
    {
      sync_send_set_phone (fields, phone);
      return;
    }
  copies = json_array_new ();
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));
      JsonObject *copy = json_object_new ();

      set_text (copy, "typeId", bx_json_get_string (row, "typeId"));
      set_text (copy, "valueType", bx_json_get_string (row, "valueType"));
      set_text (copy, "value", bx_json_get_string (row, "value"));
      json_array_add_object_element (copies, copy);
    }
  json_object_set_array_member (fields, "fm", copies);
}

static void
return_patient (GTask *task, gint64 id)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_command_put_int (self->command, "patient", id);
  sync_send_return_step (task);
}

static void
on_contact_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    return_patient (task, sync_send_read_added (answer));
}

static void
add_contact (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  JsonObject *fields;
  JsonNode *params = sync_send_new_add_params (CLINIC_ENTITY_PATIENT, &fields);

  sync_send_set_origin (task, fields);
  set_text (fields, "lastName", peek_text (self, "last", "lastName"));
  set_text (fields, "name", peek_text (self, "first", "name"));
  set_text (fields, "secondName", peek_text (self, "second", "secondName"));
  /* a contact must have a name; until somebody asks for it, the enquiry's title stands for it */
  if (!json_object_has_member (fields, "lastName") && !json_object_has_member (fields, "name"))
    set_text (fields, "name", bx_json_get_string (self->lead, "title"));
  set_text (fields, "birthdate", sync_command_peek (self->command, "birth"));
  set_text (fields, "sourceId", bx_json_get_string (self->lead, "sourceId"));
  if (self->lead != NULL)
    json_object_set_int_member (fields, "leadId", bx_json_get_int (self->lead, "id", 0));
  set_phones (self, fields);
  sync_send_call (task, "crm.item.add", params, BX_CALL_WRITE, on_contact_added_cb);
}

static gboolean
is_alike (const char *wanted, const char *there)
{
  g_autofree char *one = clinic_name_fold (wanted != NULL ? wanted : "");
  g_autofree char *other = clinic_name_fold (there != NULL ? there : "");

  return *one == '\0' || g_str_equal (one, other);
}

/* Families share a number: only the one whose name it is, and nobody when two have it. */
static gint64
pick_namesake (SyncSend *self, JsonArray *items)
{
  gint64 found = 0;

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonObject *item = bx_json_node_object (json_array_get_element (items, i));

      if (!is_alike (peek_text (self, "last", "lastName"), bx_json_get_string (item, "lastName")) ||
          !is_alike (peek_text (self, "first", "name"), bx_json_get_string (item, "name")))
        continue;
      if (found != 0)
        return 0;
      found = bx_json_get_int (item, "id", 0);
    }

  return found;
}

static void
on_namesakes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  gint64 id;

  if (answer == NULL)
    return;
  id = pick_namesake (self, bx_json_get_array (bx_answer_get_object (answer), "items"));
  if (id > 0)
    return_patient (task, id);
  else
    add_contact (g_steal_pointer (&task));
}

static void
on_same_phone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  JsonArray *ids =
    answer != NULL ? bx_json_get_array (bx_answer_get_object (answer), "CONTACT") : NULL;
  g_autoptr (JsonNode) values = NULL;

  if (answer == NULL)
    {
      sync_send_return_error (task, error);
      return;
    }
  if (ids == NULL || json_array_get_length (ids) == 0)
    {
      add_contact (g_steal_pointer (&task));
      return;
    }
  values = json_node_init_array (json_node_alloc (), ids);
  sync_send_call (g_steal_pointer (&task), "crm.item.list",
                  bx_json_build ("{'entityTypeId': 3, 'start': -1, 'order': {'id': 'ASC'},"
                                 " 'select': ['id', 'name', 'lastName'], 'filter': {'@id': %p}}",
                                 values),
                  BX_CALL_READ, on_namesakes_cb);
}

/* Who calls the clinic often has a card there already (crm.duplicate.findbycomm). */
static void
find_by_phone (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *phone = sync_command_peek (self->command, "phone");
  g_auto (GStrv) values =
    clinic_phone_dup_search_values (phone != NULL ? phone : sync_send_peek_lead_phone (self->lead));
  g_autoptr (JsonNode) list = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);
  json_node_take_array (list, array);
  if (json_array_get_length (array) == 0)
    add_contact (task);
  else
    sync_send_call (task, "crm.duplicate.findbycomm",
                    bx_json_build ("{'entity_type': 'CONTACT', 'type': 'PHONE', 'values': %p}",
                                   list),
                    BX_CALL_READ, on_same_phone_cb);
}

static void
on_contact_sought_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  gint64 id;

  if (answer == NULL)
    return;
  id = sync_send_read_found (answer);
  if (id > 0)
    return_patient (task, id);
  else if (self->lead != NULL)
    find_by_phone (g_steal_pointer (&task));
  else
    add_contact (g_steal_pointer (&task));
}

void
sync_send_patient (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  if (self->check)
    sync_send_find_made (task, CLINIC_ENTITY_PATIENT, on_contact_sought_cb);
  else if (self->lead != NULL)
    find_by_phone (task);
  else
    add_contact (task);
}

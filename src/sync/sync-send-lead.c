/* sync-send-lead.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-send-lead"

#include "sync-send-private.h"

#include <glib/gi18n.h>

#include "clinic-phone.h"

static void add_deal (GTask *task);

/* --- what is made --- */

/* «Call from +7 900 000-00-99» */
static char *
dup_title (ClinicCommand *command)
{
  const char *phone = sync_command_peek (command, "phone");
  g_autofree char *number = phone != NULL ? clinic_phone_dup_display (phone) : NULL;

  if (number == NULL || *number == '\0')
    return g_strdup (_ ("Call from a hidden number"));

  return g_strdup_printf (_ ("Call from %s"), number);
}

/* People are asked for one name. In Russian the family name stands first; a single word is how
 * somebody introduces herself; what is longer is no name that could be taken apart. */
static void
set_name (JsonObject *fields, const char *name)
{
  g_auto (GStrv) words = NULL;
  guint n;

  if (name == NULL)
    return;
  words = g_strsplit_set (name, " \t\n", 5);
  n = g_strv_length (words);
  if (n == 2 || n == 3)
    {
      json_object_set_string_member (fields, "lastName", words[0]);
      json_object_set_string_member (fields, "name", words[1]);
      if (n == 3)
        json_object_set_string_member (fields, "secondName", words[2]);
      return;
    }
  json_object_set_string_member (fields, "name", name);
}

static void
set_common (GTask *task, JsonObject *fields)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *line = sync_command_peek (self->command, "line");

  sync_send_set_origin (task, fields);
  if (sync_context_find_source (self->context, "CALL") != NULL)
    json_object_set_string_member (fields, "sourceId", "CALL");
  if (line != NULL)
    json_object_set_string_member (fields, "sourceDescription", line);
}

static void
set_inquiry (SyncSend *self, JsonObject *fields)
{
  const char *comment = sync_command_peek (self->command, "comment");
  g_autofree char *title = dup_title (self->command);

  json_object_set_string_member (fields, "title", title);
  if (comment != NULL)
    json_object_set_string_member (fields, "comments", comment);
}

/* --- the classic portal: a lead --- */

static void
on_lead_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    sync_send_return_done (task, CLINIC_ENTITY_LEAD, sync_send_read_added (answer));
}

static void
add_lead (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  JsonObject *fields;
  JsonNode *params = sync_send_new_add_params (CLINIC_ENTITY_LEAD, &fields);

  set_common (task, fields);
  set_inquiry (self, fields);
  set_name (fields, sync_command_peek (self->command, "name"));
  sync_send_set_phone (fields, sync_command_peek (self->command, "phone"));
  sync_send_call (task, "crm.item.add", params, BX_CALL_WRITE, on_lead_added_cb);
}

static void
on_lead_sought_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  gint64 id;

  if (answer == NULL)
    return;
  id = sync_send_read_found (answer);
  if (id > 0)
    sync_send_return_done (task, CLINIC_ENTITY_LEAD, id);
  else
    add_lead (g_steal_pointer (&task));
}

/* --- the simple portal, which has no leads: a contact, then a deal --- */

static void
on_deal_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    sync_send_return_done (task, CLINIC_ENTITY_APPOINTMENT, sync_send_read_added (answer));
}

static void
add_deal (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (ClinicStage) stage =
    g_list_model_get_item (sync_context_get_stages (self->context), 0);
  gint64 category = sync_context_get_category (self->context);
  JsonArray *contacts = json_array_new ();
  JsonObject *fields;
  JsonNode *params = sync_send_new_add_params (CLINIC_ENTITY_APPOINTMENT, &fields);

  set_common (task, fields);
  set_inquiry (self, fields);
  if (category >= 0)
    json_object_set_int_member (fields, "categoryId", category);
  if (stage != NULL)
    json_object_set_string_member (fields, "stageId", clinic_stage_get_id (stage));
  json_array_add_int_element (contacts, self->contact_id);
  json_object_set_array_member (fields, "contactIds", contacts);
  sync_send_call (task, "crm.item.add", params, BX_CALL_WRITE, on_deal_added_cb);
}

static void
on_deal_sought_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  gint64 id;

  if (answer == NULL)
    return;
  id = sync_send_read_found (answer);
  if (id > 0)
    sync_send_return_done (task, CLINIC_ENTITY_APPOINTMENT, id);
  else
    add_deal (g_steal_pointer (&task));
}

static void
on_contact_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer == NULL)
    return;
  self->contact_id = sync_send_read_added (answer);
  add_deal (g_steal_pointer (&task));
}

static void
add_contact (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *name = sync_command_peek (self->command, "name");
  g_autofree char *title = dup_title (self->command);
  JsonObject *fields;
  JsonNode *params = sync_send_new_add_params (CLINIC_ENTITY_PATIENT, &fields);

  set_common (task, fields);
  /* a contact must have a name; until somebody asks for it, the number stands for it */
  set_name (fields, name);
  if (name == NULL)
    json_object_set_string_member (fields, "name", title);
  sync_send_set_phone (fields, sync_command_peek (self->command, "phone"));
  sync_send_call (task, "crm.item.add", params, BX_CALL_WRITE, on_contact_added_cb);
}

static void
on_contact_sought_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer == NULL)
    return;
  self->contact_id = sync_send_read_found (answer);
  if (self->contact_id > 0)
    sync_send_find_made (g_steal_pointer (&task), CLINIC_ENTITY_APPOINTMENT, on_deal_sought_cb);
  else
    add_contact (g_steal_pointer (&task));
}

/* Each thing carries the command's id as its originId, so that whatever an attempt whose answer was
 * lost has made is found, and only what is missing is made (crm.md 2.6). */
void
sync_send_lead (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  gboolean simple = clinic_link_get_simple_crm (sync_context_get_link (self->context));

  if (simple && self->check)
    sync_send_find_made (task, CLINIC_ENTITY_PATIENT, on_contact_sought_cb);
  else if (simple)
    add_contact (task);
  else if (self->check)
    sync_send_find_made (task, CLINIC_ENTITY_LEAD, on_lead_sought_cb);
  else
    add_lead (task);
}

/* sync-send-todo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What comes after the outcome of a call: somebody is to call again, or nobody any more.
 */

#define G_LOG_DOMAIN "sync-send-todo"

#include "sync-send-private.h"

#include <glib/gi18n.h>

#include "sync-bbcode.h"
#include "sync-dictionaries.h"
#include "sync-visit.h"

/* the portal's times and our idea of its clock are whole seconds each */
#define CLOCK_SLACK 2

static void
return_done (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  SyncSent *sent = sync_sent_new (SYNC_VERDICT_DONE);

  sent->entity = clinic_command_get_entity (self->command);
  sent->result_id = clinic_command_get_entity_id (self->command);
  sync_send_return_part (task, sent);
}

/* --- a to-do --- */

static void
on_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    return_done (task);
}

/* A call of its own, not part of a batch: what a person types may hold `$result[`
 * (crm.activity.todo.add). */
static void
add_todo (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  gint64 me = clinic_link_get_user_id (sync_context_get_link (self->context));
  g_autofree char *due =
    sync_visit_dup_filter_time (sync_command_peek_int (self->command, "todo-due"));
  JsonNode *params = bx_json_build ("{'ownerTypeId': %d, 'ownerId': %" G_GINT64_FORMAT
                                    ", 'deadline': %s, 'title': %s, 'pingOffsets': [0]}",
                                    (int) clinic_command_get_entity (self->command),
                                    clinic_command_get_entity_id (self->command), due,
                                    sync_command_peek (self->command, "todo"));

  if (me > 0)
    json_object_set_int_member (json_node_get_object (params), "responsibleId", me);
  sync_send_call (task, "crm.activity.todo.add", params, BX_CALL_WRITE, on_added_cb);
}

static gboolean
is_ours (SyncSend *self, JsonObject *row)
{
  return bx_json_get_unix (row, "DEADLINE") == sync_command_peek_int (self->command, "todo-due") &&
         sync_bbcode_equal (bx_json_get_string (row, "SUBJECT"),
                            sync_command_peek (self->command, "todo"));
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;

  if (answer == NULL)
    return;
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));

      if (row != NULL && is_ours (self, row))
        {
          return_done (task);
          return;
        }
    }
  add_todo (g_steal_pointer (&task));
}

/* A to-do carries no key that we could look for: it is known again by what it says, when it is due
 * and when it was made (crm.activity.list). */
void
sync_send_todo (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autofree char *since = NULL;
  JsonNode *params;

  if (!self->check)
    {
      add_todo (task);
      return;
    }
  since = sync_visit_dup_filter_time (MAX (self->sent_at - CLOCK_SLACK, 0));
  params =
    bx_json_build ("{'order': {'ID': 'DESC'}, 'select': ['ID', 'SUBJECT', 'DEADLINE'],"
                   " 'filter': {'BINDINGS': [{'OWNER_TYPE_ID': %d, 'OWNER_ID': %" G_GINT64_FORMAT
                   "}], 'PROVIDER_ID': 'CRM_TODO', '>=CREATED': %s}}",
                   (int) clinic_command_get_entity (self->command),
                   clinic_command_get_entity_id (self->command), since);
  sync_send_call (task, "crm.activity.list", params, BX_CALL_READ, on_listed_cb);
}

/* --- not to be called any more --- */

static const char *
find_key (SyncSend *self)
{
  return sync_dictionaries_get_contact_key (sync_context_get_dictionaries (self->context),
                                            sync_context_get_fields (self->context)->do_not_call);
}

/* her card is read anew: other visits of hers must say it too */
static void
tell_patient (SyncSend *self, gint64 id)
{
  g_autoptr (ClinicPatient) patient = clinic_patient_new ();

  clinic_patient_set_id (patient, id);
  sync_context_tell (self->context, G_OBJECT (patient));
}

static void
on_stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  JsonObject *item;

  if (answer == NULL)
    return;
  item = bx_json_get_object (bx_answer_get_object (answer), "item");
  if (!bx_json_get_bool (item, find_key (self), FALSE))
    {
      sync_send_return_refused (task,
                                g_strdup (_ (
                                  "The portal did not note that the patient is not to be called")));
      return;
    }
  tell_patient (self, sync_command_peek_int (self->command, "stop"));
  return_done (task);
}

/* Doing it twice does no harm. Where no field is set for it a comment in her card says so. */
void
sync_send_stop (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *key = find_key (self);
  JsonNode *params;
  JsonObject *fields;

  if (key == NULL)
    {
      sync_send_comment (task);
      return;
    }
  params = bx_json_build ("{'entityTypeId': 3, 'id': %" G_GINT64_FORMAT ", 'fields': {}}",
                          sync_command_peek_int (self->command, "stop"));
  fields = json_object_get_object_member (json_node_get_object (params), "fields");
  json_object_set_string_member (fields, key, "Y");
  sync_send_call (task, "crm.item.update", params, BX_CALL_WRITE, on_stopped_cb);
}

/* sync-send-visit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-send-visit"

#include "sync-send-private.h"

#include "bx-error.h"
#include "sync-map.h"
#include "sync-mis-repair.h"
#include "sync-visit.h"

#define KEY_FIRST "sync-send-first" /* of a task: the appointment that stays */

static void
set_text (JsonObject *fields, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (fields, name, text);
}

static void
set_place (SyncSend *self, JsonObject *fields)
{
  const char *stage = sync_context_peek_first_stage (self->context);
  gint64 category = sync_context_get_category (self->context);
  gint64 patient = sync_command_peek_int (self->command, "patient");
  gint64 lead = clinic_command_get_entity (self->command) == CLINIC_ENTITY_LEAD
                  ? clinic_command_get_entity_id (self->command)
                  : sync_command_peek_int (self->command, "lead");
  const char *title = sync_command_peek (self->command, "title");

  if (category >= 0)
    json_object_set_int_member (fields, "categoryId", category);
  if (stage != NULL && !json_object_has_member (fields, "stageId"))
    json_object_set_string_member (fields, "stageId", stage);
  if (lead > 0)
    json_object_set_int_member (fields, "leadId", lead);
  if (patient > 0)
    {
      JsonArray *contacts = json_array_new ();

      json_array_add_int_element (contacts, patient);
      json_object_set_array_member (fields, "contactIds", contacts);
    }
  set_text (fields, "title", title != NULL ? title : bx_json_get_string (self->lead, "title"));
  set_text (fields, "sourceId", bx_json_get_string (self->lead, "sourceId"));
}

/* the visit of the medical system that it is made of; (nullable) */
static const char *
peek_origin (SyncSend *self)
{
  return clinic_command_get_kind (self->command) == CLINIC_COMMAND_CREATE_APPOINTMENT
           ? sync_command_peek (self->command, "origin")
           : NULL;
}

static void
return_visit (GTask *task, JsonObject *item)
{
  SyncSend *self = g_task_get_task_data (task);
  SyncSent *sent = sync_sent_new (SYNC_VERDICT_DONE);

  sent->entity = CLINIC_ENTITY_APPOINTMENT;
  sent->result_id = bx_json_get_int (item, "id", 0);
  sent->appointment = sync_map_appointment (self->context, item);
  if (clinic_command_get_kind (self->command) == CLINIC_COMMAND_BOOK_LEAD)
    {
      sync_command_put_int (self->command, SYNC_DEAL, sent->result_id);
      sync_command_put (self->command, SYNC_STEP, SYNC_STEP_LEAD);
      sent->verdict = SYNC_VERDICT_STEP;
    }
  sync_send_return (task, sent);
}

static void
on_visit_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    return_visit (task, bx_json_get_object (bx_answer_get_object (answer), "item"));
}

static void
read_visit (GTask *task, gint64 id)
{
  sync_send_call (task, "crm.item.get",
                  bx_json_build ("{'entityTypeId': 2, 'id': %" G_GINT64_FORMAT "}", id),
                  BX_CALL_READ, on_visit_answered_cb);
}

static void
on_visit_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer == NULL)
    return;
  if (peek_origin (self) == NULL)
    {
      return_visit (task, bx_json_get_object (bx_answer_get_object (answer), "item"));
      return;
    }
  sync_command_put_int (self->command, SYNC_DEAL, sync_send_read_added (answer));
  sync_command_put (self->command, SYNC_STEP, SYNC_STEP_ONLY);
  sync_send_return_step (task);
}

void
sync_send_add_visit (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  char *missing = NULL;
  g_autoptr (JsonObject) visit = sync_visit_dup_fields (self->context, self->command, &missing);
  JsonObject *fields;
  JsonNode *params;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (visit == NULL)
    {
      sync_send_return_refused (task, missing);
      g_clear_object (&task);
      return;
    }
  params = sync_send_new_add_params (CLINIC_ENTITY_APPOINTMENT, &fields);
  sync_send_set_origin (task, fields);
  sync_mis_set_key (fields, peek_origin (self));
  json_object_iter_init_ordered (&iter, visit);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (fields, name, json_node_copy (value));
  set_place (self, fields);
  sync_send_call (task, "crm.item.add", params, BX_CALL_WRITE, on_visit_added_cb);
}

/* --- one appointment for one visit --- */

/* Every appointment of the visit, whoever made it: by its id at the system that made it, or by the
 * field that is set for it. */
static void
find_visit (GTask *task, GAsyncReadyCallback callback)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *field = sync_context_get_fields (self->context)->mis_id;
  JsonNode *params =
    bx_json_build ("{'entityTypeId': 2, 'select': ['id'], 'start': -1, 'order': {'id': 'ASC'},"
                   " 'filter': {'=originId': %s}}",
                   peek_origin (self));
  JsonObject *filter = json_object_get_object_member (json_node_get_object (params), "filter");

  if (field != NULL)
    {
      JsonNode *either =
        bx_json_build ("{'logic': 'OR', '0': {'=originId': %s}, '1': {}}", peek_origin (self));
      JsonObject *set = json_object_get_object_member (json_node_get_object (either), "1");

      json_object_set_string_member (set, field, peek_origin (self));
      json_object_remove_member (filter, "=originId");
      json_object_set_member (filter, "0", either);
    }
  sync_send_call (task, "crm.item.list", params, BX_CALL_READ, callback);
}

/* she is new, and was not made yet */
static gboolean
lacks_patient (SyncSend *self)
{
  return sync_command_peek_int (self->command, "patient") <= 0 &&
         sync_send_has_person (self->command);
}

static void
on_visit_sought_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  gint64 id;

  if (answer == NULL)
    return;
  id = sync_send_read_found (answer);
  if (id > 0)
    read_visit (g_steal_pointer (&task), id);
  else if (lacks_patient (self))
    sync_send_patient (g_steal_pointer (&task));
  else
    sync_send_add_visit (g_steal_pointer (&task));
}

static void
on_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  gint64 first = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (task), KEY_FIRST));

  /* who may not delete leaves it to a person: the two are shown as one visit that is there twice */
  if (answer == NULL && (sync_error_is_passing (error) || bx_error_maybe_applied (error)))
    {
      sync_send_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (answer == NULL)
    g_message ("The appointment %" G_GINT64_FORMAT " is too many and stays: %s",
               sync_command_peek_int (self->command, SYNC_DEAL), error->message);
  read_visit (g_steal_pointer (&task), first);
}

static void
on_only_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  gint64 ours = sync_command_peek_int (self->command, SYNC_DEAL);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  gint64 first;

  if (answer == NULL)
    return;
  first = sync_send_read_found (answer);
  if (first <= 0 || first >= ours)
    {
      read_visit (g_steal_pointer (&task), ours);
      return;
    }
  g_object_set_data (G_OBJECT (task), KEY_FIRST, GSIZE_TO_POINTER ((gsize) first));
  sync_send_call (g_steal_pointer (&task), "crm.item.delete",
                  bx_json_build ("{'entityTypeId': 2, 'id': %" G_GINT64_FORMAT "}", ours),
                  BX_CALL_WRITE, on_deleted_cb);
}

gboolean
sync_send_has_person (ClinicCommand *command)
{
  return sync_command_peek (command, "last") != NULL ||
         sync_command_peek (command, "first") != NULL;
}

/* First the patient, if she is new, then the appointment: each carries the command's id as its
 * originId, so that what an attempt whose answer was lost has made is found and not made twice. */
void
sync_send_create (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  /* Several desks find the same visit of the medical system at the same time, and the portal has
   * nothing that is there only once. Each looks first; when two have looked in vain, the later of
   * the two sees afterwards that hers is not the first, and takes it back. */
  if (g_strcmp0 (sync_command_peek (self->command, SYNC_STEP), SYNC_STEP_ONLY) == 0)
    find_visit (task, on_only_cb);
  else if (peek_origin (self) != NULL)
    find_visit (task, on_visit_sought_cb);
  else if (lacks_patient (self))
    sync_send_patient (task);
  else if (self->check)
    sync_send_find_made (task, CLINIC_ENTITY_APPOINTMENT, on_visit_sought_cb);
  else
    sync_send_add_visit (task);
}

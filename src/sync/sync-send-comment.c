/* sync-send-comment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-send-comment"

#include "sync-send-private.h"

#include <glib/gi18n.h>

#include "clinic-phone.h"
#include "sync-bbcode.h"

/* the portal's times and our idea of its clock are whole seconds each */
#define CLOCK_SLACK 2

static const char *
entity_type (ClinicEntity entity)
{
  switch (entity)
    {
    case CLINIC_ENTITY_LEAD:
      return "lead";
    case CLINIC_ENTITY_APPOINTMENT:
      return "deal";
    case CLINIC_ENTITY_PATIENT:
    case CLINIC_ENTITY_NONE:
    default:
      return "contact";
    }
}

static const char *
outcome_words (ClinicOutcome outcome)
{
  switch (outcome)
    {
    case CLINIC_OUTCOME_CONFIRMED:
      return _ ("Outcome of the call: confirmed the visit");
    case CLINIC_OUTCOME_MOVED:
      return _ ("Outcome of the call: moved the visit");
    case CLINIC_OUTCOME_CANCELLED:
      return _ ("Outcome of the call: cancelled the visit");
    case CLINIC_OUTCOME_NO_ANSWER:
      return _ ("Outcome of the call: no answer");
    case CLINIC_OUTCOME_BUSY:
      return _ ("Outcome of the call: busy");
    case CLINIC_OUTCOME_CALL_LATER:
      return _ ("Outcome of the call: asked to call later");
    case CLINIC_OUTCOME_WRONG_NUMBER:
      return _ ("Outcome of the call: wrong number");
    case CLINIC_OUTCOME_OTHER_PERSON:
      return _ ("Outcome of the call: somebody else answered");
    case CLINIC_OUTCOME_STOP_CALLING:
      return _ ("Outcome of the call: asked not to be called any more");
    case CLINIC_OUTCOME_NONE:
    default:
      return _ ("Outcome of the call: none");
    }
}

/* (transfer full): what stands in the timeline: the outcome, the number, the note */
static char *
dup_outcome_text (ClinicCommand *command)
{
  ClinicOutcome outcome = (ClinicOutcome) sync_command_peek_int (command, "outcome");
  const char *phone = sync_command_peek (command, "phone");
  const char *note = sync_command_peek (command, "note");
  g_autofree char *number = phone != NULL ? clinic_phone_dup_display (phone) : NULL;
  g_autoptr (GString) text = g_string_new (outcome_words (outcome));

  if (number != NULL && *number != '\0')
    g_string_append_printf (text, "\n%s", number);
  if (note != NULL)
    g_string_append_printf (text, "\n%s", note);

  return g_strdup (text->str);
}

static gboolean
is_about_stopping (ClinicCommand *command)
{
  return g_strcmp0 (sync_command_peek (command, SYNC_STEP), SYNC_STEP_STOP) == 0;
}

static ClinicEntity
get_entity (ClinicCommand *command)
{
  return is_about_stopping (command) ? CLINIC_ENTITY_PATIENT : clinic_command_get_entity (command);
}

static gint64
get_entity_id (ClinicCommand *command)
{
  return is_about_stopping (command) ? sync_command_peek_int (command, "stop")
                                     : clinic_command_get_entity_id (command);
}

static char *
dup_text (ClinicCommand *command)
{
  if (is_about_stopping (command))
    return g_strdup (_ ("The patient asked not to be called any more"));
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CALL_OUTCOME)
    return dup_outcome_text (command);
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CHANGE_APPOINTMENT ||
      clinic_command_get_kind (command) == CLINIC_COMMAND_MOVE_STAGE)
    return g_strdup (sync_command_peek (command, "note"));

  return g_strdup (sync_command_peek (command, "text"));
}

static void
return_comment (GTask *task, gint64 id)
{
  SyncSent *sent = sync_sent_new (SYNC_VERDICT_DONE);

  sent->is_comment = TRUE;
  sent->result_id = id;
  sync_send_return_part (task, sent);
}

static void
on_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    return_comment (task, bx_json_node_int (bx_answer_get_result (answer), 0));
}

/* A call of its own, not part of a batch: what a person types may hold `$result[`. */
static void
add_comment (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autofree char *text = dup_text (self->command);
  JsonNode *params = bx_json_build ("{\"fields\":{}}");
  JsonObject *fields = json_object_get_object_member (json_node_get_object (params), "fields");

  json_object_set_int_member (fields, "ENTITY_ID", get_entity_id (self->command));
  json_object_set_string_member (fields, "ENTITY_TYPE", entity_type (get_entity (self->command)));
  json_object_set_string_member (fields, "COMMENT", text != NULL ? text : "");
  sync_send_call (task, "crm.timeline.comment.add", params, BX_CALL_WRITE, on_added_cb);
}

static gboolean
is_ours (SyncSend *self, JsonObject *row, const char *text)
{
  gint64 id = bx_json_get_int (row, "ID", 0);
  gint64 author = bx_json_get_int (row, "AUTHOR_ID", 0);
  gint64 me = clinic_link_get_user_id (sync_context_get_link (self->context));

  return id > 0 && (me == 0 || author == me) &&
         bx_json_get_unix (row, "CREATED") >= self->sent_at - CLOCK_SLACK &&
         (self->claimed == NULL || !g_hash_table_contains (self->claimed, &id)) &&
         sync_bbcode_equal (bx_json_get_string (row, "COMMENT"), text);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  g_autofree char *text = dup_text (self->command);
  JsonArray *rows = answer != NULL ? bx_answer_get_array (answer) : NULL;

  if (answer == NULL)
    return;
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));

      if (row != NULL && is_ours (self, row, text))
        {
          return_comment (task, bx_json_get_int (row, "ID", 0));
          return;
        }
    }
  add_comment (g_steal_pointer (&task));
}

/* A comment carries no key that we could look for, and a mark in its text would be read by people:
 * it is known again by its text, its author and when it was made. */
void
sync_send_comment (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  JsonNode *params;

  if (!self->check)
    {
      add_comment (task);
      return;
    }
  params = bx_json_build ("{\"filter\":{\"ENTITY_ID\":%" G_GINT64_FORMAT
                          ",\"ENTITY_TYPE\":\"%s\"},\"order\":{\"ID\":\"DESC\"}}",
                          get_entity_id (self->command), entity_type (get_entity (self->command)));
  sync_send_call (task, "crm.timeline.comment.list", params, BX_CALL_READ, on_listed_cb);
}

/* sync-send.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-send"

#include "sync-send.h"

#include "bx-error.h"
#include "sync-send-invoice.h"
#include "sync-send-private.h"

static void
sync_send_free (gpointer data)
{
  SyncSend *self = data;

  g_clear_object (&self->context);
  g_clear_object (&self->command);
  g_clear_pointer (&self->claimed, g_hash_table_unref);
  g_clear_pointer (&self->lead, json_object_unref);
  g_clear_error (&self->refusal);
  g_clear_pointer (&self->change.fields, json_object_unref);
  g_clear_pointer (&self->change.before, json_object_unref);
  g_clear_pointer (&self->change.from_time, g_free);
  g_slice_free (SyncSend, self);
}

SyncSent *
sync_sent_new (SyncVerdict verdict)
{
  SyncSent *self = g_slice_new0 (SyncSent);

  self->verdict = verdict;
  self->start = -1;

  return self;
}

void
sync_sent_free (SyncSent *self)
{
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->stage_id, g_free);
  g_clear_object (&self->appointment);
  g_clear_object (&self->lead);
  g_slice_free (SyncSent, self);
}

void
sync_send_call (GTask *task,
                const char *method,
                JsonNode *params,
                BxCallFlags flags,
                GAsyncReadyCallback callback)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (JsonNode) owned = params;

  bx_client_call_async (sync_context_get_client (self->context), method, owned, BX_PRIORITY_PERSON,
                        flags, g_task_get_cancellable (task), callback, task);
}

void
sync_send_return (GTask *task, SyncSent *sent)
{
  g_task_return_pointer (task, sent, (GDestroyNotify) sync_sent_free);
}

void
sync_send_return_done (GTask *task, ClinicEntity entity, gint64 result_id)
{
  SyncSent *sent = sync_sent_new (SYNC_VERDICT_DONE);

  sent->entity = entity;
  sent->result_id = result_id;
  sync_send_return (task, sent);
}

void
sync_send_return_refused (GTask *task, char *words)
{
  SyncSent *sent = sync_sent_new (SYNC_VERDICT_REFUSED);

  sent->words = words;
  sync_send_return (task, sent);
}

void
sync_send_return_step (GTask *task)
{
  sync_send_return (task, sync_sent_new (SYNC_VERDICT_STEP));
}

const char *
sync_send_next_step (ClinicCommand *command, const char *done)
{
  static const char *const steps[] = { SYNC_STEP_STOP, SYNC_STEP_TODO, SYNC_STEP_NOTE };
  gboolean passed = done == NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      /* each is called as what the payload says of it */
      if (passed && (sync_command_peek (command, steps[i]) != NULL ||
                     sync_command_peek_int (command, steps[i]) > 0))
        return steps[i];
      passed = passed || g_str_equal (steps[i], done);
    }

  return NULL;
}

void
sync_send_return_part (GTask *task, SyncSent *sent)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *step = sync_command_peek (self->command, SYNC_STEP);
  const char *next = step != NULL ? sync_send_next_step (self->command, step) : NULL;

  if (next != NULL)
    {
      sent->verdict = SYNC_VERDICT_STEP;
      sync_command_put (self->command, SYNC_STEP, next);
    }
  sync_send_return (task, sent);
}

gboolean
sync_send_is_refusal (const GError *error)
{
  return error->domain == BX_ERROR && !sync_error_is_passing (error) &&
         !bx_error_maybe_applied (error);
}

void
sync_send_return_error (GTask *task, GError *error)
{
  const char *words;

  if (!sync_send_is_refusal (error))
    {
      g_task_return_error (task, error);
      return;
    }
  words = bx_error_get_remote_description (error);
  sync_send_return_refused (task,
                            g_strdup (words != NULL && *words != '\0' ? words : error->message));
  g_clear_error (&error);
}

BxAnswer *
sync_send_take_answer (GTask *task, GObject *source, GAsyncResult *result)
{
  GError *error = NULL;
  BxAnswer *answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer == NULL)
    sync_send_return_error (task, error);

  return answer;
}

void
sync_send_async (SyncContext *context,
                 ClinicCommand *command,
                 gboolean check,
                 gint64 sent_at,
                 GHashTable *claimed,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SyncSend *self = g_slice_new0 (SyncSend);

  g_task_set_source_tag (task, sync_send_async);
  self->context = g_object_ref (context);
  self->command = g_object_ref (command);
  self->check = check;
  self->sent_at = sent_at;
  self->claimed = claimed != NULL ? g_hash_table_ref (claimed) : NULL;
  g_task_set_task_data (task, self, sync_send_free);

  switch (clinic_command_get_kind (command))
    {
    case CLINIC_COMMAND_CREATE_LEAD:
      sync_send_lead (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_ADD_COMMENT:
    case CLINIC_COMMAND_CALL_OUTCOME:
      sync_send_comment (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_MOVE_STAGE:
    case CLINIC_COMMAND_CHANGE_APPOINTMENT:
      sync_send_change (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_BIND_CALL:
      sync_send_bind (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_CREATE_APPOINTMENT:
      sync_send_create (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_BOOK_LEAD:
      sync_send_book (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_READ_POST:
      sync_send_read (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_COMMENT_POST:
      sync_send_comment_post (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_DECIDE_INVOICE:
      if (sync_command_peek_int (command, "task") > 0)
        sync_send_complete_task (g_steal_pointer (&task));
      else
        sync_send_move_invoice (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_DELEGATE_TASK:
      sync_send_delegate_task (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_SUBMIT_INVOICE:
      sync_send_submit_invoice (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_CHANGE_INVOICE:
      if (sync_command_peek_int (command, "task") > 0)
        sync_send_complete_task (g_steal_pointer (&task));
      else if (sync_command_peek (command, "stage") != NULL)
        sync_send_move_invoice (g_steal_pointer (&task));
      else
        sync_send_change_invoice (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_REMIND_READERS:
      sync_send_remind (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_PUBLISH_POST:
      sync_send_publish (g_steal_pointer (&task));
      break;
    case CLINIC_COMMAND_SIGN_PAY:
    case CLINIC_COMMAND_ANSWER_SHIFT:
      sync_send_pay (g_steal_pointer (&task));
      break;
    default:
      g_assert_not_reached ();
    }
}

SyncSent *
sync_send_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
sync_command_peek (ClinicCommand *command, const char *key)
{
  GVariant *payload = clinic_command_get_payload (command);
  const char *text = NULL;

  if (payload != NULL && g_variant_is_of_type (payload, G_VARIANT_TYPE_VARDICT))
    g_variant_lookup (payload, key, "&s", &text);

  return text != NULL && *text != '\0' ? text : NULL;
}

static void
put_value (ClinicCommand *command, const char *key, GVariant *value)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, clinic_command_get_payload (command));
  if (value != NULL)
    g_variant_dict_insert_value (&dict, key, value);
  else
    g_variant_dict_remove (&dict, key);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));
}

void
sync_command_put (ClinicCommand *command, const char *key, const char *text)
{
  put_value (command, key, text != NULL ? g_variant_new_string (text) : NULL);
}

gboolean
sync_command_has (ClinicCommand *command, const char *key)
{
  GVariant *payload = clinic_command_get_payload (command);
  g_autoptr (GVariant) value = payload != NULL ? g_variant_lookup_value (payload, key, NULL) : NULL;

  return value != NULL;
}

gboolean
sync_command_peek_bool (ClinicCommand *command, const char *key)
{
  GVariant *payload = clinic_command_get_payload (command);
  gboolean value = FALSE;

  if (payload != NULL && g_variant_is_of_type (payload, G_VARIANT_TYPE_VARDICT))
    g_variant_lookup (payload, key, "b", &value);

  return value;
}

gint64
sync_command_peek_int (ClinicCommand *command, const char *key)
{
  GVariant *payload = clinic_command_get_payload (command);
  g_autoptr (GVariant) value = payload != NULL ? g_variant_lookup_value (payload, key, NULL) : NULL;

  if (value == NULL)
    return 0;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_variant_get_int64 (value);

  return g_variant_is_of_type (value, G_VARIANT_TYPE_INT32) ? g_variant_get_int32 (value) : 0;
}

void
sync_command_put_int (ClinicCommand *command, const char *key, gint64 value)
{
  put_value (command, key, g_variant_new_int64 (value));
}

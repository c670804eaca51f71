/* sync-call-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-call-list"

#include "sync-call-list.h"

#include "bx-error.h"
#include "bx-json.h"
#include "clinic-error.h"
#include "sync-send.h"

/* how often it is tried before nobody knows what became of it */
#define ATTEMPTS 3

/* --- the mark of a row --- */

/* What is being marked; owned by its task. */
typedef struct
{
  SyncContext *context;   /* owned */
  ClinicCommand *command; /* owned: never in the outbox */
  gint64 sent_at;
  guint attempts;
  gboolean unsure; /* an attempt may have reached the portal */
} Mark;

static void mark_now (GTask *task);

static void
mark_free (gpointer data)
{
  Mark *mark = data;

  g_clear_object (&mark->context);
  g_clear_object (&mark->command);
  g_slice_free (Mark, mark);
}

static void
return_sent (GTask *task, SyncSent *sent)
{
  Mark *mark = g_task_get_task_data (task);

  sync_context_note_success (mark->context);
  /* the book has it at once, ours or the colleague's */
  if (sent->appointment != NULL)
    sync_context_tell (mark->context, G_OBJECT (sent->appointment));
  if (sent->verdict == SYNC_VERDICT_DONE)
    g_task_return_boolean (task, TRUE);
  else if (sent->verdict == SYNC_VERDICT_CONFLICT)
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_CONFLICT,
                             "a colleague changed the mark meanwhile");
  else
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN, "%s",
                             sent->words != NULL ? sent->words : "the portal refuses");
}

/* the portal may have done it although no good answer came */
static gboolean
may_be_done (const GError *error)
{
  return error->domain == BX_ERROR &&
         (bx_error_maybe_applied (error) || error->code == BX_ERROR_SERVER ||
          error->code == BX_ERROR_MALFORMED);
}

static void
on_marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Mark *mark = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SyncSent) sent = sync_send_finish (result, &error);

  if (sent != NULL)
    {
      return_sent (task, sent);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  mark->unsure = mark->unsure || may_be_done (error);
  if (mark->unsure && mark->attempts < ATTEMPTS)
    {
      mark_now (g_steal_pointer (&task));
      return;
    }
  sync_context_note_error (mark->context, error);
  g_task_return_error (task, sync_translate_error (error));
}

/* after a lost answer it is looked up before anything is repeated */
static void
mark_now (GTask *task)
{
  Mark *mark = g_task_get_task_data (task);

  mark->attempts++;
  sync_send_async (mark->context, mark->command, mark->unsure, mark->sent_at, NULL,
                   g_task_get_cancellable (task), on_marked_cb, task);
}

/* (transfer full): a change of the mark alone, with what was seen as its precondition */
static ClinicCommand *
new_command (ClinicAppointment *appointment, const char *text)
{
  ClinicCommand *command = clinic_command_new ();
  const char *seen = clinic_appointment_get_call_mark (appointment);
  GVariantDict payload;

  g_variant_dict_init (&payload, NULL);
  g_variant_dict_insert (&payload, "mark", "s", text != NULL ? text : "");
  g_variant_dict_insert (&payload, "from-mark", "s", seen != NULL ? seen : "");
  clinic_command_set_kind (command, CLINIC_COMMAND_CHANGE_APPOINTMENT);
  clinic_command_set_entity (command, CLINIC_ENTITY_APPOINTMENT);
  clinic_command_set_entity_id (command, clinic_appointment_get_id (appointment));
  clinic_command_set_payload (command, g_variant_dict_end (&payload));

  return command;
}

void
sync_call_list_mark_async (SyncContext *context,
                           ClinicAppointment *appointment,
                           const char *mark,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Mark *state;

  g_task_set_source_tag (task, sync_call_list_mark_async);
  if (!sync_context_is_ready (context))
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_OFFLINE,
                               "the portal's fields are not known yet");
      return;
    }
  if (sync_context_get_fields (context)->call_mark == NULL ||
      clinic_appointment_get_id (appointment) <= 0)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "no field for the mark");
      return;
    }
  state = g_slice_new0 (Mark);
  state->context = g_object_ref (context);
  state->command = new_command (appointment, mark);
  state->sent_at = sync_context_get_now (context);
  g_task_set_task_data (task, state, mark_free);
  mark_now (g_steal_pointer (&task));
}

gboolean
sync_call_list_mark_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- a call list of the portal's own --- */

static void
on_shared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncContext *context = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  gint64 id;

  if (answer == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sync_context_note_error (context, error);
      g_task_return_error (task, sync_translate_error (error));
      return;
    }
  id = bx_json_node_int (bx_answer_get_result (answer), 0);
  if (id > 0)
    g_task_return_int (task, (gssize) id);
  else
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_BROKEN,
                             "the portal did not name the list");
}

/* Made once: whoever does not know whether it worked looks in the portal, where a second list would
 * be in everybody's way (crm.calllist.add). */
void
sync_call_list_share_async (SyncContext *context,
                            GArray *patient_ids,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (JsonNode) params = bx_json_build ("{'ENTITY_TYPE': 'CONTACT'}");
  JsonArray *ids = json_array_new ();

  g_task_set_source_tag (task, sync_call_list_share_async);
  g_task_set_task_data (task, g_object_ref (context), g_object_unref);
  for (guint i = 0; i < patient_ids->len; i++)
    {
      gint64 *id = &g_array_index (patient_ids, gint64, i);

      /* a family may have several visits, and a visit no patient yet */
      if (*id > 0 && g_hash_table_add (seen, id))
        json_array_add_int_element (ids, *id);
    }
  json_object_set_array_member (json_node_get_object (params), "ENTITIES", ids);
  if (json_array_get_length (ids) == 0)
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_INVALID, "nobody to call");
  else
    bx_client_call_async (sync_context_get_client (context), "crm.calllist.add", params,
                          BX_PRIORITY_PERSON, BX_CALL_ONCE, cancellable, on_shared_cb,
                          g_steal_pointer (&task));
}

gint64
sync_call_list_share_finish (GAsyncResult *result, GError **error)
{
  gssize id = g_task_propagate_int (G_TASK (result), error);

  return MAX (id, 0);
}

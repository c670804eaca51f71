/* sync-outbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-outbox"

#include "sync-outbox.h"

#include <glib/gi18n.h>

#include "bx-error.h"
#include "clinic-error.h"
#include "sync-send.h"

/* seconds */
#define FIRST_PAUSE 2.0
#define LONGEST_PAUSE 60.0

/* what the outbox itself keeps in a command's payload */
#define PAYLOAD_SENT "sent"           /* unix seconds of the first attempt */
#define PAYLOAD_NOW_STAGE "now-stage" /* where a conflict found the appointment */

struct _SyncOutbox
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GCancellable *cancellable; /* owned: ends what is being sent, never what is being stored */
  GListStore *commands;      /* owned */
  GHashTable *storing;       /* owned: ids that are not on disk yet */
  GHashTable *busy;          /* owned: ids that are being sent */
  GHashTable *marked;        /* owned: ids whose sending is noted on disk */
  GHashTable *unsure;        /* owned: ids to look up before they are repeated */
  GHashTable *done;          /* owned: ids, and calls that have their lead, of this run */
  GHashTable *claimed;       /* owned: ids of comments that were made */
  guint retry_id;
  double pause;
  gboolean loaded;
  gboolean stopped;
};

enum
{
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncOutbox, sync_outbox, G_TYPE_OBJECT)

typedef struct
{
  SyncOutbox *self;       /* owned */
  ClinicCommand *command; /* owned */
} Sending;

static void pump (SyncOutbox *self);

static Sending *
sending_new (SyncOutbox *self, ClinicCommand *command)
{
  Sending *sending = g_slice_new (Sending);

  sending->self = g_object_ref (self);
  sending->command = g_object_ref (command);

  return sending;
}

static void
sending_free (Sending *sending)
{
  g_clear_object (&sending->self);
  g_clear_object (&sending->command);
  g_slice_free (Sending, sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

/* --- the list --- */

static guint
count_commands (SyncOutbox *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->commands));
}

/* (transfer none): the list holds it */
static ClinicCommand *
peek_command (SyncOutbox *self, guint position)
{
  g_autoptr (ClinicCommand) command =
    g_list_model_get_item (G_LIST_MODEL (self->commands), position);

  return command;
}

static ClinicCommand *
find_command (SyncOutbox *self, const char *id)
{
  for (guint i = 0; i < count_commands (self); i++)
    {
      ClinicCommand *command = peek_command (self, i);

      if (g_strcmp0 (clinic_command_get_id (command), id) == 0)
        return command;
    }

  return NULL;
}

static gboolean
waits (ClinicCommand *command)
{
  ClinicCommandState state = clinic_command_get_state (command);

  return state == CLINIC_COMMAND_WAITING || state == CLINIC_COMMAND_SENDING ||
         state == CLINIC_COMMAND_CHECKING;
}

static gboolean
needs_decision (ClinicCommand *command)
{
  ClinicCommandState state = clinic_command_get_state (command);

  return state == CLINIC_COMMAND_CONFLICT || state == CLINIC_COMMAND_REFUSED;
}

static void
update_counts (SyncOutbox *self)
{
  ClinicLink *link = sync_context_get_link (self->context);
  gint64 pending = 0;
  gint64 failed = 0;

  for (guint i = 0; i < count_commands (self); i++)
    {
      ClinicCommand *command = peek_command (self, i);

      pending += waits (command) ? 1 : 0;
      failed += needs_decision (command) ? 1 : 0;
    }
  clinic_link_set_pending (link, pending);
  clinic_link_set_failed (link, failed);
}

static void
set_state (SyncOutbox *self, ClinicCommand *command, ClinicCommandState state)
{
  clinic_command_set_state (command, state);
  update_counts (self);
  g_signal_emit (self, signals[PROGRESS], 0, command);
}

static void
remove_from_list (SyncOutbox *self, ClinicCommand *command)
{
  guint position;

  if (g_list_store_find (self->commands, command, &position))
    g_list_store_remove (self->commands, position);
  update_counts (self);
}

/* the call that a lead is made from, as a key of self->done; NULL when there is none */
static char *
dup_call_key (ClinicCommand *command)
{
  const char *call = sync_command_peek (command, "call");

  if (clinic_command_get_kind (command) != CLINIC_COMMAND_CREATE_LEAD || call == NULL)
    return NULL;

  return g_strconcat ("call:", call, NULL);
}

/* What is about one thing is sent in order. A lead is a thing of its own; the outcome of a call
 * whose lead is being made waits for that lead. */
static char *
dup_lane (ClinicCommand *command)
{
  g_autofree char *call_key = dup_call_key (command);

  if (call_key != NULL)
    return g_steal_pointer (&call_key);
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_LEAD)
    return g_strdup (clinic_command_get_id (command));
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_BIND_CALL)
    return g_strdup_printf ("activity:%" G_GINT64_FORMAT,
                            sync_command_peek_int (command, "activity"));
  if (clinic_command_get_entity (command) == CLINIC_ENTITY_NONE)
    return g_strconcat ("call:", sync_command_peek (command, "call"), NULL);

  return g_strdup_printf ("%d/%" G_GINT64_FORMAT, clinic_command_get_entity (command),
                          clinic_command_get_entity_id (command));
}

/* --- the store --- */

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_command_finish (STORE_REPOSITORY (source), result, &error))
    g_warning ("A command's state cannot be kept: %s", error->message);
}

static void
keep (SyncOutbox *self, ClinicCommand *command)
{
  store_repository_put_command_async (sync_context_get_store (self->context), command, NULL,
                                      on_kept_cb, NULL);
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* it would be looked up at the next start, and found */
  if (!store_repository_remove_command_finish (STORE_REPOSITORY (source), result, &error))
    g_warning ("A finished command cannot be removed: %s", error->message);
}

static void
drop (SyncOutbox *self, ClinicCommand *command)
{
  store_repository_remove_command_async (sync_context_get_store (self->context),
                                         clinic_command_get_id (command), NULL, on_removed_cb,
                                         NULL);
  remove_from_list (self, command);
}

/* --- pauses --- */

static gboolean
on_retry_cb (gpointer user_data)
{
  SyncOutbox *self = user_data;

  self->retry_id = 0;
  pump (self);

  return G_SOURCE_REMOVE;
}

static void
pause_sending (SyncOutbox *self, const GError *error)
{
  gint64 retry_at = bx_error_get_retry_at (error);
  double wait = MAX (self->pause, retry_at - sync_context_get_now (self->context));

  self->pause = MIN (self->pause * 2, LONGEST_PAUSE);
  if (self->retry_id == 0 && !self->stopped)
    self->retry_id = sync_context_add_timeout (self->context, wait, on_retry_cb, self);
}

void
sync_outbox_hurry (SyncOutbox *self)
{
  g_return_if_fail (SYNC_IS_OUTBOX (self));

  self->pause = FIRST_PAUSE;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  pump (self);
}

/* --- what the portal made of it --- */

/* The lead of a call is there: what waits for it can go on. Noted on disk before the lead's own
 * command leaves it. */
static void
resolve_dependants (SyncOutbox *self, ClinicCommand *lead)
{
  const char *call = sync_command_peek (lead, "call");

  for (guint i = 0; call != NULL && i < count_commands (self); i++)
    {
      ClinicCommand *command = peek_command (self, i);

      if (command == lead || clinic_command_get_entity (command) != CLINIC_ENTITY_NONE ||
          clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_LEAD ||
          g_strcmp0 (sync_command_peek (command, "call"), call) != 0)
        continue;
      clinic_command_set_entity (command, clinic_command_get_entity (lead));
      clinic_command_set_entity_id (command, clinic_command_get_result_id (lead));
      keep (self, command);
    }
}

static void
on_appointment_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_appointments_finish (STORE_REPOSITORY (source), result, &error))
    g_warning ("An appointment cannot be kept: %s", error->message);
}

static void
keep_appointment (SyncOutbox *self, ClinicAppointment *appointment)
{
  g_autoptr (GPtrArray) appointments = g_ptr_array_new ();

  g_ptr_array_add (appointments, appointment);
  store_repository_put_appointments_async (sync_context_get_store (self->context), appointments,
                                           NULL, on_appointment_kept_cb, NULL);
}

static void
finish_done (SyncOutbox *self, ClinicCommand *command, SyncSent *sent)
{
  g_autofree char *call_key = dup_call_key (command);
  ClinicCommandKind kind = clinic_command_get_kind (command);

  clinic_command_set_result_id (command, sent->result_id);
  if (sent->entity != CLINIC_ENTITY_NONE)
    {
      clinic_command_set_entity (command, sent->entity);
      clinic_command_set_entity_id (command, sent->result_id);
    }
  if (kind == CLINIC_COMMAND_ADD_COMMENT || kind == CLINIC_COMMAND_CALL_OUTCOME)
    g_hash_table_add (self->claimed, g_memdup2 (&sent->result_id, sizeof sent->result_id));
  g_hash_table_add (self->done, g_strdup (clinic_command_get_id (command)));
  if (call_key != NULL)
    g_hash_table_add (self->done, g_steal_pointer (&call_key));
  if (kind == CLINIC_COMMAND_CREATE_LEAD)
    resolve_dependants (self, command);
  set_state (self, command, CLINIC_COMMAND_DONE);
  drop (self, command);
}

static void
finish_undecided (SyncOutbox *self, ClinicCommand *command, SyncSent *sent)
{
  ClinicStage *stage = sync_context_find_stage (self->context, sent->stage_id);

  if (sent->verdict == SYNC_VERDICT_CONFLICT)
    {
      clinic_command_set_seen (command,
                               stage != NULL ? clinic_stage_get_name (stage) : sent->stage_id);
      sync_command_put (command, PAYLOAD_NOW_STAGE, sent->stage_id);
      set_state (self, command, CLINIC_COMMAND_CONFLICT);
    }
  else
    {
      clinic_command_set_problem (
        command, sent->words != NULL
                   ? sent->words
                   : _("The portal put the appointment back into its stage without a reason"));
      set_state (self, command, CLINIC_COMMAND_REFUSED);
    }
  keep (self, command);
}

/* Whether the portal may have done it although no good answer came. A failure inside of the portal,
 * or an answer that cannot be read, says nothing about what was done before it. */
static gboolean
may_be_done (const GError *error)
{
  return error->domain == BX_ERROR &&
         (bx_error_maybe_applied (error) || error->code == BX_ERROR_SERVER ||
          error->code == BX_ERROR_MALFORMED);
}

static void
on_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  SyncOutbox *self = sending->self;
  ClinicCommand *command = sending->command;
  const char *id = clinic_command_get_id (command);
  g_autoptr (GError) error = NULL;
  g_autoptr (SyncSent) sent = sync_send_finish (result, &error);

  /* Until the end it counts as busy: noting how the link is may start what waits. */
  if (sent == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      sync_context_note_error (self->context, error);
      if (may_be_done (error))
        g_hash_table_add (self->unsure, g_strdup (id));
      g_hash_table_remove (self->busy, id);
      set_state (self, command,
                 g_hash_table_contains (self->unsure, id) ? CLINIC_COMMAND_CHECKING
                                                          : CLINIC_COMMAND_WAITING);
      pause_sending (self, error);
      return;
    }
  self->pause = FIRST_PAUSE;
  g_hash_table_remove (self->unsure, id);
  g_hash_table_remove (self->marked, id);
  if (sent->appointment != NULL)
    keep_appointment (self, sent->appointment);
  if (sent->verdict == SYNC_VERDICT_DONE)
    finish_done (self, command, sent);
  else
    finish_undecided (self, command, sent);
  g_hash_table_remove (self->busy, id);
  sync_context_note_success (self->context);
  pump (self);
}

/* --- sending --- */

static void
send_now (SyncOutbox *self, ClinicCommand *command)
{
  const char *id = clinic_command_get_id (command);

  sync_send_async (self->context, command, g_hash_table_contains (self->unsure, id),
                   sync_command_peek_int (command, PAYLOAD_SENT), self->claimed, self->cancellable,
                   on_sent_cb, sending_new (self, command));
}

static void
on_marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  SyncOutbox *self = sending->self;
  const char *id = clinic_command_get_id (sending->command);
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_command_finish (STORE_REPOSITORY (source), result, &error))
    {
      /* what cannot be remembered must not be sent: it might be sent again after a restart */
      g_warning ("A command cannot be marked as sent: %s", error->message);
      g_hash_table_remove (self->busy, id);
      set_state (self, sending->command, CLINIC_COMMAND_WAITING);
      pause_sending (self, error);
      return;
    }
  g_hash_table_add (self->marked, g_strdup (id));
  if (!self->stopped)
    send_now (self, sending->command);
}

static void
dispatch (SyncOutbox *self, ClinicCommand *command)
{
  const char *id = clinic_command_get_id (command);
  gboolean unsure = g_hash_table_contains (self->unsure, id);

  g_hash_table_add (self->busy, g_strdup (id));
  if (sync_command_peek_int (command, PAYLOAD_SENT) == 0)
    sync_command_put_int (command, PAYLOAD_SENT, sync_context_get_now (self->context));
  clinic_command_set_attempts (command, clinic_command_get_attempts (command) + 1);
  set_state (self, command, unsure ? CLINIC_COMMAND_CHECKING : CLINIC_COMMAND_SENDING);
  if (g_hash_table_contains (self->marked, id))
    send_now (self, command);
  else
    store_repository_put_command_async (sync_context_get_store (self->context), command, NULL,
                                        on_marked_cb, sending_new (self, command));
}

static gboolean
may_go (SyncOutbox *self, ClinicCommand *command)
{
  const char *id = clinic_command_get_id (command);

  if (g_hash_table_contains (self->storing, id) || g_hash_table_contains (self->busy, id))
    return FALSE;
  /* which mode the portal works in decides what is made */
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_LEAD)
    return sync_context_is_ready (self->context);

  return clinic_command_get_entity (command) != CLINIC_ENTITY_NONE;
}

static void
pump (SyncOutbox *self)
{
  g_autoptr (GHashTable) lanes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) ready = g_ptr_array_new_with_free_func (g_object_unref);

  if (!self->loaded || self->stopped || self->retry_id != 0)
    return;
  for (guint i = 0; i < count_commands (self); i++)
    {
      ClinicCommand *command = peek_command (self, i);
      char *lane;

      if (!waits (command))
        continue;
      lane = dup_lane (command);
      if (g_hash_table_add (lanes, lane) && may_go (self, command))
        g_ptr_array_add (ready, g_object_ref (command));
    }
  for (guint i = 0; i < ready->len; i++)
    dispatch (self, g_ptr_array_index (ready, i));
}

/* --- submitting --- */

static gboolean
check_command (SyncOutbox *self, ClinicCommand *command, GError **error)
{
  ClinicCommandKind kind = clinic_command_get_kind (command);
  const char *call = sync_command_peek (command, "call");

  if (kind == CLINIC_COMMAND_CREATE_LEAD || clinic_command_get_entity_id (command) > 0)
    return TRUE;
  /* a call whose lead is still to be made: the outcome goes to that lead */
  for (guint i = 0; call != NULL && kind != CLINIC_COMMAND_MOVE_STAGE && i < count_commands (self);
       i++)
    {
      ClinicCommand *lead = peek_command (self, i);

      if (clinic_command_get_kind (lead) == CLINIC_COMMAND_CREATE_LEAD &&
          g_strcmp0 (sync_command_peek (lead, "call"), call) == 0)
        return TRUE;
    }
  g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_INVALID,
                       "the command is about nothing that the portal knows");

  return FALSE;
}

/* a second press of the key: another command for the lead of the same call */
static gboolean
is_repetition (SyncOutbox *self, ClinicCommand *command)
{
  g_autofree char *call_key = dup_call_key (command);

  if (g_hash_table_contains (self->done, clinic_command_get_id (command)))
    return TRUE;
  if (call_key == NULL)
    return FALSE;
  if (g_hash_table_contains (self->done, call_key))
    return TRUE;
  for (guint i = 0; i < count_commands (self); i++)
    {
      ClinicCommand *other = peek_command (self, i);
      g_autofree char *other_key = dup_call_key (other);

      if (g_strcmp0 (call_key, other_key) == 0 &&
          g_strcmp0 (clinic_command_get_id (other), clinic_command_get_id (command)) != 0)
        return TRUE;
    }

  return FALSE;
}

static void
on_submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncOutbox *self = g_task_get_source_object (task);
  ClinicCommand *command = g_task_get_task_data (task);
  GError *error = NULL;

  g_hash_table_remove (self->storing, clinic_command_get_id (command));
  if (!store_repository_put_command_finish (STORE_REPOSITORY (source), result, &error))
    {
      GError *translated = sync_context_translate (error);

      g_clear_error (&error);
      remove_from_list (self, command);
      g_task_return_error (task, translated);
      return;
    }
  g_task_return_boolean (task, TRUE);
  pump (self);
}

static void
prepare (SyncOutbox *self, ClinicCommand *command)
{
  if (clinic_command_get_id (command) == NULL)
    {
      g_autofree char *id = g_uuid_string_random ();

      clinic_command_set_id (command, id);
    }
  if (clinic_command_get_created (command) == 0)
    clinic_command_set_created (command, sync_context_get_now (self->context));
  clinic_command_set_state (command, CLINIC_COMMAND_WAITING);
}

void
sync_outbox_submit_async (SyncOutbox *self,
                          ClinicCommand *command,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  ClinicCommand *known;
  GError *error = NULL;

  g_return_if_fail (SYNC_IS_OUTBOX (self));
  g_return_if_fail (CLINIC_IS_COMMAND (command));

  g_task_set_source_tag (task, sync_outbox_submit_async);
  if (self->stopped || !check_command (self, command, &error))
    {
      if (error == NULL)
        error = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_BROKEN, "the session is closed");
      g_task_return_error (task, error);
      return;
    }
  known = clinic_command_get_id (command) != NULL
            ? find_command (self, clinic_command_get_id (command))
            : NULL;
  if (known == NULL)
    {
      prepare (self, command);
      if (is_repetition (self, command))
        {
          g_task_return_boolean (task, TRUE);
          return;
        }
      g_list_store_append (self->commands, command);
      g_hash_table_add (self->storing, g_strdup (clinic_command_get_id (command)));
      set_state (self, command, CLINIC_COMMAND_WAITING);
      known = command;
    }
  /* the same command again: done when the one that is here is on disk */
  g_task_set_task_data (task, g_object_ref (known), g_object_unref);
  store_repository_put_command_async (sync_context_get_store (self->context), known, NULL,
                                      on_submitted_cb, g_steal_pointer (&task));
}

gboolean
sync_outbox_submit_finish (SyncOutbox *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sync_outbox_retry (SyncOutbox *self, ClinicCommand *command)
{
  const char *now_stage;

  g_return_if_fail (SYNC_IS_OUTBOX (self));
  g_return_if_fail (CLINIC_IS_COMMAND (command));

  if (find_command (self, clinic_command_get_id (command)) != command || !needs_decision (command))
    return;
  now_stage = sync_command_peek (command, PAYLOAD_NOW_STAGE);
  if (now_stage != NULL)
    {
      g_autofree char *from = g_strdup (now_stage);

      sync_command_put (command, "from", from);
      sync_command_put (command, PAYLOAD_NOW_STAGE, NULL);
    }
  /* a part of it may have been made before the refusal */
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_LEAD)
    g_hash_table_add (self->unsure, g_strdup (clinic_command_get_id (command)));
  sync_command_put (command, PAYLOAD_SENT, NULL);
  clinic_command_set_problem (command, NULL);
  clinic_command_set_seen (command, NULL);
  set_state (self, command, CLINIC_COMMAND_WAITING);
  sync_outbox_hurry (self);
}

/* what waited for a lead that will not be made cannot go anywhere: the person is told */
static void
refuse_dependants (SyncOutbox *self, ClinicCommand *lead)
{
  const char *call = sync_command_peek (lead, "call");

  for (guint i = 0; call != NULL && i < count_commands (self); i++)
    {
      ClinicCommand *command = peek_command (self, i);

      if (clinic_command_get_entity (command) != CLINIC_ENTITY_NONE || !waits (command) ||
          g_strcmp0 (sync_command_peek (command, "call"), call) != 0)
        continue;
      clinic_command_set_problem (command, _("The lead of this call was not made"));
      set_state (self, command, CLINIC_COMMAND_REFUSED);
      keep (self, command);
    }
}

void
sync_outbox_discard (SyncOutbox *self, ClinicCommand *command)
{
  g_autoptr (ClinicCommand) kept = g_object_ref (command);
  const char *id = clinic_command_get_id (command);

  g_return_if_fail (SYNC_IS_OUTBOX (self));

  /* what is on its way cannot be called back */
  if (find_command (self, id) != command || g_hash_table_contains (self->busy, id) ||
      g_hash_table_contains (self->storing, id))
    return;
  g_hash_table_remove (self->unsure, id);
  g_hash_table_remove (self->marked, id);
  if (!needs_decision (command))
    set_state (self, command, CLINIC_COMMAND_REFUSED);
  drop (self, command);
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_LEAD)
    refuse_dependants (self, command);
  pump (self);
}

/* --- start and stop --- */

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncOutbox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) commands =
    store_repository_list_commands_finish (STORE_REPOSITORY (source), result, &error);

  if (commands == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("The outbox cannot be read: %s", error->message);
      return;
    }
  for (guint i = 0; i < commands->len; i++)
    {
      ClinicCommand *command = g_ptr_array_index (commands, i);
      const char *id = clinic_command_get_id (command);
      ClinicCommandState state = clinic_command_get_state (command);

      /* submitted while the list was being read */
      if (find_command (self, id) != NULL)
        continue;
      if (state == CLINIC_COMMAND_SENDING || state == CLINIC_COMMAND_CHECKING)
        {
          g_hash_table_add (self->unsure, g_strdup (id));
          clinic_command_set_state (command, CLINIC_COMMAND_CHECKING);
        }
      g_list_store_insert (self->commands, i, command);
    }
  self->loaded = TRUE;
  update_counts (self);
  pump (self);
}

static void
on_link_state_cb (SyncOutbox *self)
{
  ClinicLink *link = sync_context_get_link (self->context);

  if (clinic_link_get_state (link) == CLINIC_LINK_ONLINE && self->retry_id != 0)
    sync_outbox_hurry (self);
}

void
sync_outbox_start (SyncOutbox *self)
{
  g_return_if_fail (SYNC_IS_OUTBOX (self));

  store_repository_list_commands_async (sync_context_get_store (self->context), self->cancellable,
                                        on_listed_cb, g_object_ref (self));
}

void
sync_outbox_stop (SyncOutbox *self)
{
  g_return_if_fail (SYNC_IS_OUTBOX (self));

  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->retry_id, g_source_remove);
}

GListModel *
sync_outbox_get_commands (SyncOutbox *self)
{
  g_return_val_if_fail (SYNC_IS_OUTBOX (self), NULL);

  return G_LIST_MODEL (self->commands);
}

static void
sync_outbox_dispose (GObject *object)
{
  SyncOutbox *self = SYNC_OUTBOX (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);

  G_OBJECT_CLASS (sync_outbox_parent_class)->dispose (object);
}

static void
sync_outbox_finalize (GObject *object)
{
  SyncOutbox *self = SYNC_OUTBOX (object);

  g_clear_object (&self->commands);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->storing, g_hash_table_unref);
  g_clear_pointer (&self->busy, g_hash_table_unref);
  g_clear_pointer (&self->marked, g_hash_table_unref);
  g_clear_pointer (&self->unsure, g_hash_table_unref);
  g_clear_pointer (&self->done, g_hash_table_unref);
  g_clear_pointer (&self->claimed, g_hash_table_unref);

  G_OBJECT_CLASS (sync_outbox_parent_class)->finalize (object);
}

static void
sync_outbox_class_init (SyncOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_outbox_dispose;
  object_class->finalize = sync_outbox_finalize;

  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_COMMAND);
}

static GHashTable *
new_id_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
sync_outbox_init (SyncOutbox *self)
{
  self->cancellable = g_cancellable_new ();
  self->commands = g_list_store_new (CLINIC_TYPE_COMMAND);
  self->storing = new_id_set ();
  self->busy = new_id_set ();
  self->marked = new_id_set ();
  self->unsure = new_id_set ();
  self->done = new_id_set ();
  self->claimed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->pause = FIRST_PAUSE;
}

SyncOutbox *
sync_outbox_new (SyncContext *context)
{
  SyncOutbox *self = g_object_new (SYNC_TYPE_OUTBOX, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (sync_context_get_link (context), "notify::state",
                           G_CALLBACK (on_link_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "dictionaries-changed", G_CALLBACK (pump), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/* sync-outbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-outbox"

#include "sync-outbox.h"

#include "bx-error.h"
#include "clinic-error.h"
#include "sync-queue.h"
#include "sync-send.h"

/* seconds */
#define FIRST_PAUSE 2.0
#define LONGEST_PAUSE 60.0
/* The portal works on although the connection broke: so long a request is given to be written
 * before it is looked up, and perhaps repeated. */
#define SETTLE_PAUSE 5.0

/* what the outbox itself keeps in a command's payload */
#define PAYLOAD_SENT "sent"           /* unix seconds of the first attempt */
#define PAYLOAD_NOW_STAGE "now-stage" /* where a conflict found the appointment */
#define PAYLOAD_NOW_START "now-start" /* when a conflict found it to be */
#define PAYLOAD_NOW_MARK "now-mark"   /* the mark of the call list that a conflict found */

#define KEY_HELD "sync-held" /* of a task: the move whose place was taken */

struct _SyncOutbox
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GCancellable *cancellable; /* owned: ends what is being sent, never what is being stored */
  SyncQueue *queue;          /* owned */
  GHashTable *storing;       /* owned: ids that are not on disk yet */
  GHashTable *busy;          /* owned: ids that are being sent */
  GHashTable *marked;        /* owned: ids whose sending is noted on disk */
  GHashTable *unsure;        /* owned: ids to look up before they are repeated */
  GHashTable *claimed;       /* owned: ids of comments that were made */
  GHashTable *due;           /* owned: ids, and the monotonic µs before which they are not sent */
  guint retry_id;
  guint wake_id; /* when the first of those that are held back is due */
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

  sync_context_tell (self->context, G_OBJECT (appointment));
  g_ptr_array_add (appointments, appointment);
  store_repository_put_appointments_async (sync_context_get_store (self->context), appointments,
                                           NULL, on_appointment_kept_cb, NULL);
}

/* before the command leaves the list, so that nobody sees the old state in between */
static void
note_items (SyncOutbox *self, SyncSent *sent)
{
  if (sent->appointment != NULL)
    keep_appointment (self, sent->appointment);
  if (sent->lead != NULL)
    sync_context_tell (self->context, G_OBJECT (sent->lead));
}

static void
finish_done (SyncOutbox *self, ClinicCommand *command, SyncSent *sent)
{
  clinic_command_set_result_id (command, sent->result_id);
  if (sent->entity != CLINIC_ENTITY_NONE &&
      clinic_command_get_entity (command) == CLINIC_ENTITY_NONE)
    {
      clinic_command_set_entity (command, sent->entity);
      clinic_command_set_entity_id (command, sent->result_id);
    }
  sync_queue_finish (self->queue, command);
}

static const char *
get_mark (ClinicAppointment *appointment)
{
  const char *mark = clinic_appointment_get_call_mark (appointment);

  return mark != NULL ? mark : "";
}

static void
finish_undecided (SyncOutbox *self, ClinicCommand *command, SyncSent *sent)
{
  if (sent->verdict == SYNC_VERDICT_CONFLICT)
    {
      ClinicStage *stage = sync_context_find_stage (self->context, sent->stage_id);

      if (stage == NULL)
        stage = sync_context_find_lead_stage (self->context, sent->stage_id);
      clinic_command_set_seen (command,
                               stage != NULL ? clinic_stage_get_name (stage) : sent->stage_id);
      sync_command_put (command, PAYLOAD_NOW_STAGE, sent->stage_id);
      if (sent->start >= 0)
        sync_command_put_int (command, PAYLOAD_NOW_START, sent->start);
      if (sent->appointment != NULL && sync_command_has (command, "from-mark"))
        sync_command_put (command, PAYLOAD_NOW_MARK, get_mark (sent->appointment));
      sync_queue_set_state (self->queue, command, CLINIC_COMMAND_CONFLICT);
    }
  else
    {
      clinic_command_set_problem (command, sent->words);
      sync_queue_set_state (self->queue, command, CLINIC_COMMAND_REFUSED);
    }
  sync_queue_keep (self->queue, command);
}

/* a part is done: what is left is a sending of its own */
static void
finish_step (SyncOutbox *self, ClinicCommand *command)
{
  sync_command_put (command, PAYLOAD_SENT, NULL);
  sync_queue_set_state (self->queue, command, CLINIC_COMMAND_WAITING);
}

static void
hold_back (SyncOutbox *self, ClinicCommand *command, double seconds)
{
  double scaled = seconds * sync_context_get_time_scale (self->context);
  gint64 due = g_get_monotonic_time () + (gint64) (scaled * G_USEC_PER_SEC);

  g_hash_table_replace (self->due, g_strdup (clinic_command_get_id (command)),
                        g_memdup2 (&due, sizeof due));
}

static void
finish_waiting (SyncOutbox *self, ClinicCommand *command, double seconds)
{
  hold_back (self, command, seconds);
  sync_queue_set_state (self->queue, command, CLINIC_COMMAND_WAITING);
}

static void
finish (SyncOutbox *self, ClinicCommand *command, SyncSent *sent)
{
  switch (sent->verdict)
    {
    case SYNC_VERDICT_DONE:
      finish_done (self, command, sent);
      break;
    case SYNC_VERDICT_STEP:
      finish_step (self, command);
      break;
    case SYNC_VERDICT_WAIT:
      finish_waiting (self, command, sent->seconds);
      break;
    case SYNC_VERDICT_CONFLICT:
    case SYNC_VERDICT_REFUSED:
    default:
      finish_undecided (self, command, sent);
      break;
    }
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
        {
          g_hash_table_add (self->unsure, g_strdup (id));
          hold_back (self, command, SETTLE_PAUSE);
        }
      g_hash_table_remove (self->busy, id);
      sync_queue_set_state (self->queue, command,
                            g_hash_table_contains (self->unsure, id) ? CLINIC_COMMAND_CHECKING
                                                                     : CLINIC_COMMAND_WAITING);
      pause_sending (self, error);
      return;
    }
  self->pause = FIRST_PAUSE;
  g_hash_table_remove (self->unsure, id);
  g_hash_table_remove (self->marked, id);
  note_items (self, sent);
  if (sent->is_comment)
    g_hash_table_add (self->claimed, g_memdup2 (&sent->result_id, sizeof sent->result_id));
  finish (self, command, sent);
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
      sync_queue_set_state (self->queue, sending->command, CLINIC_COMMAND_WAITING);
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
  clinic_command_set_hold (command, 0);
  g_hash_table_remove (self->due, id);
  sync_queue_set_state (self->queue, command,
                        unsure ? CLINIC_COMMAND_CHECKING : CLINIC_COMMAND_SENDING);
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
  switch (clinic_command_get_kind (command))
    {
    case CLINIC_COMMAND_CREATE_LEAD:
    case CLINIC_COMMAND_CHANGE_APPOINTMENT:
    case CLINIC_COMMAND_CREATE_APPOINTMENT:
    case CLINIC_COMMAND_BOOK_LEAD:
      /* which mode the portal works in, and what it calls things, decide what is written */
      return sync_context_is_ready (self->context);
    case CLINIC_COMMAND_READ_POST:
    case CLINIC_COMMAND_COMMENT_POST:
    case CLINIC_COMMAND_DECIDE_INVOICE:
    case CLINIC_COMMAND_DELEGATE_TASK:
    case CLINIC_COMMAND_SUBMIT_INVOICE:
    case CLINIC_COMMAND_CHANGE_INVOICE:
    case CLINIC_COMMAND_REMIND_READERS:
    case CLINIC_COMMAND_PUBLISH_POST:
    case CLINIC_COMMAND_SIGN_PAY:
    case CLINIC_COMMAND_ANSWER_SHIFT:
      return TRUE;
    case CLINIC_COMMAND_ADD_COMMENT:
    case CLINIC_COMMAND_MOVE_STAGE:
    case CLINIC_COMMAND_CALL_OUTCOME:
    case CLINIC_COMMAND_BIND_CALL:
    default:
      return clinic_command_get_entity (command) != CLINIC_ENTITY_NONE;
    }
}

/* monotonic µs before which it stays here: the person may take it back, or the portal is at work */
static gint64
get_due (SyncOutbox *self, ClinicCommand *command)
{
  const gint64 *due = g_hash_table_lookup (self->due, clinic_command_get_id (command));

  return MAX (clinic_command_get_hold (command), due != NULL ? *due : 0);
}

static gboolean
on_wake_cb (gpointer user_data)
{
  SyncOutbox *self = user_data;

  self->wake_id = 0;
  pump (self);

  return G_SOURCE_REMOVE;
}

static void
wake_at (SyncOutbox *self, gint64 due)
{
  gint64 wait = (due - g_get_monotonic_time ()) / 1000 + 1;

  g_clear_handle_id (&self->wake_id, g_source_remove);
  if (due != G_MAXINT64)
    self->wake_id = g_timeout_add ((guint) CLAMP (wait, 1, G_MAXINT), on_wake_cb, self);
}

static void
pump (SyncOutbox *self)
{
  g_autoptr (GPtrArray) ready = NULL;
  gint64 first_due = G_MAXINT64;

  if (!self->loaded || self->stopped || self->retry_id != 0)
    return;
  ready = sync_queue_list_first (self->queue);
  for (guint i = 0; i < ready->len; i++)
    {
      ClinicCommand *command = g_ptr_array_index (ready, i);
      gint64 due = get_due (self, command);

      if (due > g_get_monotonic_time ())
        first_due = MIN (first_due, due);
      else if (may_go (self, command))
        dispatch (self, command);
    }
  wake_at (self, first_due);
}

/* --- submitting --- */

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
      sync_queue_remove (self->queue, command);
      g_task_return_error (task, translated);
      return;
    }
  g_task_return_boolean (task, TRUE);
  pump (self);
}

static void
on_replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncOutbox *self = g_task_get_source_object (task);
  ClinicCommand *command = g_task_get_task_data (task);
  ClinicCommand *held = g_object_get_data (G_OBJECT (task), KEY_HELD);
  g_autoptr (GError) error = NULL;

  g_hash_table_remove (self->storing, clinic_command_get_id (command));
  if (!store_repository_replace_command_finish (STORE_REPOSITORY (source), result, &error))
    {
      /* what the disk has is what is sent */
      sync_queue_replace (self->queue, command, held);
      g_task_return_error (task, sync_context_translate (error));
      return;
    }
  g_task_return_boolean (task, TRUE);
  pump (self);
}

/* not sent, and the person can still take it back */
static gboolean
is_held (SyncOutbox *self, ClinicCommand *command)
{
  return clinic_command_get_hold (command) != 0 &&
         clinic_command_get_state (command) == CLINIC_COMMAND_WAITING &&
         !g_hash_table_contains (self->busy, clinic_command_get_id (command));
}

/* the held move of the same thing whose place this one takes; (transfer none) (nullable) */
static ClinicCommand *
find_held_move (SyncOutbox *self, ClinicCommand *command)
{
  ClinicCommand *held = clinic_command_get_kind (command) == CLINIC_COMMAND_MOVE_STAGE
                          ? sync_queue_find_before (self->queue, command)
                          : NULL;

  return held != NULL && clinic_command_get_kind (held) == CLINIC_COMMAND_MOVE_STAGE &&
             is_held (self, held)
           ? held
           : NULL;
}

/* Takes the task over. The portal hears of one move from where it was seen first; of none when it
 * is back there. */
static void
take_place (SyncOutbox *self, ClinicCommand *held, ClinicCommand *command, GTask *task)
{
  g_autoptr (GTask) owned = task;
  g_autofree char *id = g_strdup (clinic_command_get_id (held));
  const char *from = sync_command_peek (held, "from");

  g_hash_table_remove (self->storing, id);
  if (from != NULL && g_strcmp0 (from, sync_command_peek (command, "stage")) == 0)
    {
      sync_queue_take_back (self->queue, held);
      clinic_command_set_hold (command, 0);
      clinic_command_set_state (command, CLINIC_COMMAND_DONE);
      g_task_return_boolean (owned, TRUE);
      pump (self);
      return;
    }
  sync_command_put (command, "from", from);
  g_hash_table_add (self->storing, g_strdup (clinic_command_get_id (command)));
  g_task_set_task_data (owned, g_object_ref (command), g_object_unref);
  g_object_set_data_full (G_OBJECT (owned), KEY_HELD, g_object_ref (held), g_object_unref);
  sync_queue_replace (self->queue, held, command);
  store_repository_replace_command_async (sync_context_get_store (self->context), id, command, NULL,
                                          on_replaced_cb, g_steal_pointer (&owned));
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
  ClinicCommand *held;
  GError *error = NULL;

  g_return_if_fail (SYNC_IS_OUTBOX (self));
  g_return_if_fail (CLINIC_IS_COMMAND (command));

  g_task_set_source_tag (task, sync_outbox_submit_async);
  if (self->stopped || !sync_queue_accepts (self->queue, command, &error))
    {
      if (error == NULL)
        error = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_BROKEN, "the session is closed");
      g_task_return_error (task, error);
      return;
    }
  known = clinic_command_get_id (command) != NULL
            ? sync_queue_find (self->queue, clinic_command_get_id (command))
            : NULL;
  if (known == NULL)
    {
      prepare (self, command);
      if (sync_queue_is_repetition (self->queue, command))
        {
          g_task_return_boolean (task, TRUE);
          return;
        }
      held = find_held_move (self, command);
      if (held != NULL)
        {
          take_place (self, held, command, g_steal_pointer (&task));
          return;
        }
      g_hash_table_add (self->storing, g_strdup (clinic_command_get_id (command)));
      sync_queue_append (self->queue, command);
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

gboolean
sync_outbox_undo (SyncOutbox *self, ClinicCommand *command)
{
  g_autoptr (ClinicCommand) kept = g_object_ref (command);

  g_return_val_if_fail (SYNC_IS_OUTBOX (self), FALSE);
  g_return_val_if_fail (CLINIC_IS_COMMAND (command), FALSE);

  if (sync_queue_find (self->queue, clinic_command_get_id (command)) != command ||
      !is_held (self, command))
    return FALSE;
  g_hash_table_remove (self->storing, clinic_command_get_id (command));
  sync_queue_take_back (self->queue, command);
  clinic_command_set_hold (command, 0);
  pump (self);

  return TRUE;
}

/* the person has seen what is there now */
static void
accept_what_is_there (ClinicCommand *command)
{
  g_autofree char *stage = g_strdup (sync_command_peek (command, PAYLOAD_NOW_STAGE));

  if (stage != NULL && sync_command_peek (command, "from") != NULL)
    sync_command_put (command, "from", stage);
  if (sync_command_has (command, PAYLOAD_NOW_START) && sync_command_has (command, "from-start"))
    sync_command_put_int (command, "from-start",
                          sync_command_peek_int (command, PAYLOAD_NOW_START));
  if (sync_command_has (command, PAYLOAD_NOW_MARK) && sync_command_has (command, "from-mark"))
    {
      const char *mark = sync_command_peek (command, PAYLOAD_NOW_MARK);

      sync_command_put (command, "from-mark", mark != NULL ? mark : "");
    }
  sync_command_put (command, PAYLOAD_NOW_MARK, NULL);
  sync_command_put (command, PAYLOAD_NOW_STAGE, NULL);
  sync_command_put (command, PAYLOAD_NOW_START, NULL);
}

void
sync_outbox_retry (SyncOutbox *self, ClinicCommand *command)
{
  g_return_if_fail (SYNC_IS_OUTBOX (self));
  g_return_if_fail (CLINIC_IS_COMMAND (command));

  if (sync_queue_find (self->queue, clinic_command_get_id (command)) != command ||
      !sync_command_needs_decision (command))
    return;
  accept_what_is_there (command);
  /* a part of it may have been made before the refusal */
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_LEAD ||
      clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_APPOINTMENT ||
      clinic_command_get_kind (command) == CLINIC_COMMAND_BOOK_LEAD)
    g_hash_table_add (self->unsure, g_strdup (clinic_command_get_id (command)));
  sync_command_put (command, PAYLOAD_SENT, NULL);
  clinic_command_set_problem (command, NULL);
  clinic_command_set_seen (command, NULL);
  sync_queue_set_state (self->queue, command, CLINIC_COMMAND_WAITING);
  sync_outbox_hurry (self);
}

void
sync_outbox_discard (SyncOutbox *self, ClinicCommand *command)
{
  g_autoptr (ClinicCommand) kept = g_object_ref (command);
  const char *id = clinic_command_get_id (command);

  g_return_if_fail (SYNC_IS_OUTBOX (self));

  /* what is on its way cannot be called back */
  if (sync_queue_find (self->queue, id) != command || g_hash_table_contains (self->busy, id) ||
      g_hash_table_contains (self->storing, id))
    return;
  g_hash_table_remove (self->unsure, id);
  g_hash_table_remove (self->marked, id);
  g_hash_table_remove (self->due, id);
  sync_queue_discard (self->queue, command);
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

      /* else: submitted while the list was being read */
      if (sync_queue_find (self->queue, id) == NULL &&
          (state == CLINIC_COMMAND_SENDING || state == CLINIC_COMMAND_CHECKING))
        {
          g_hash_table_add (self->unsure, g_strdup (id));
          clinic_command_set_state (command, CLINIC_COMMAND_CHECKING);
        }
    }
  sync_queue_restore (self->queue, commands);
  self->loaded = TRUE;
  pump (self);
}

static void
on_progress_cb (SyncOutbox *self, ClinicCommand *command)
{
  g_signal_emit (self, signals[PROGRESS], 0, command);
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
  g_clear_handle_id (&self->wake_id, g_source_remove);
}

GListModel *
sync_outbox_get_commands (SyncOutbox *self)
{
  g_return_val_if_fail (SYNC_IS_OUTBOX (self), NULL);

  return sync_queue_get_commands (self->queue);
}

static void
sync_outbox_dispose (GObject *object)
{
  SyncOutbox *self = SYNC_OUTBOX (object);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_handle_id (&self->wake_id, g_source_remove);

  G_OBJECT_CLASS (sync_outbox_parent_class)->dispose (object);
}

static void
sync_outbox_finalize (GObject *object)
{
  SyncOutbox *self = SYNC_OUTBOX (object);

  g_clear_object (&self->queue);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->storing, g_hash_table_unref);
  g_clear_pointer (&self->busy, g_hash_table_unref);
  g_clear_pointer (&self->marked, g_hash_table_unref);
  g_clear_pointer (&self->unsure, g_hash_table_unref);
  g_clear_pointer (&self->claimed, g_hash_table_unref);
  g_clear_pointer (&self->due, g_hash_table_unref);

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
  self->storing = new_id_set ();
  self->busy = new_id_set ();
  self->marked = new_id_set ();
  self->unsure = new_id_set ();
  self->claimed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->due = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->pause = FIRST_PAUSE;
}

SyncOutbox *
sync_outbox_new (SyncContext *context)
{
  SyncOutbox *self = g_object_new (SYNC_TYPE_OUTBOX, NULL);

  self->context = g_object_ref (context);
  self->queue = sync_queue_new (context);
  g_signal_connect_object (self->queue, "progress", G_CALLBACK (on_progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sync_context_get_link (context), "notify::state",
                           G_CALLBACK (on_link_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "dictionaries-changed", G_CALLBACK (pump), self,
                           G_CONNECT_SWAPPED);

  return self;
}

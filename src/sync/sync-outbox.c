/* sync-outbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-outbox"

#include "sync-outbox-private.h"

#include "bx-error.h"
#include "sync-conflict.h"
#include "sync-send.h"

/* seconds */
#define FIRST_PAUSE 2.0
#define LONGEST_PAUSE 60.0
/* The portal works on although the connection broke: so long a request is given to be written
 * before it is looked up, and perhaps repeated. */
#define SETTLE_PAUSE 5.0

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
  sync_outbox_pump (self);

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
  sync_outbox_pump (self);
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

static void
finish_undecided (SyncOutbox *self, ClinicCommand *command, SyncSent *sent)
{
  if (sent->verdict == SYNC_VERDICT_CONFLICT)
    {
      sync_conflict_note (self->context, command, sent);
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
  sync_command_put (command, SYNC_OUTBOX_SENT, NULL);
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
  sync_outbox_pump (self);
}

/* --- sending --- */

static void
send_now (SyncOutbox *self, ClinicCommand *command)
{
  const char *id = clinic_command_get_id (command);

  sync_send_async (self->context, command, g_hash_table_contains (self->unsure, id),
                   sync_command_peek_int (command, SYNC_OUTBOX_SENT), self->claimed,
                   self->cancellable, on_sent_cb, sending_new (self, command));
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
  if (sync_command_peek_int (command, SYNC_OUTBOX_SENT) == 0)
    sync_command_put_int (command, SYNC_OUTBOX_SENT, sync_context_get_now (self->context));
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
  sync_outbox_pump (self);

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

void
sync_outbox_pump (SyncOutbox *self)
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
  sync_outbox_pump (self);
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
  g_signal_connect_object (context, "dictionaries-changed", G_CALLBACK (sync_outbox_pump), self,
                           G_CONNECT_SWAPPED);

  return self;
}

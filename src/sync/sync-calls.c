/* sync-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-calls"

#include "sync-calls.h"

#include "clinic-phone.h"
#include "sync-call-callers.h"
#include "sync-call-end.h"
#include "sync-call-event.h"
#include "sync-call-log.h"

/* An invite lives 30 s on the portal's side and queues ring for a minute at most; a card that
 * heard nothing for longer shows a call that is over (calls.md 1.5). */
#define WATCHDOG_SECONDS 75
/* how long the card of a call that somebody else took stays (scenario 8) */
#define LINGER_SECONDS 3
/* any other card stays until the person puts it away, for she may be writing in it; but there is an
 * end to their number */
#define MAX_CALLS 30
/* the portal writes its row of the statistics about then */
#define SETTLE_MS 700

#define HOOK_PREFIX "hook:"

struct _SyncCalls
{
  GObject parent_instance;

  SyncContext *context;     /* owned */
  SyncCallLog *log;         /* owned */
  GListStore *calls;        /* owned: ClinicCall */
  SyncCallCallers *callers; /* owned */
  GHashTable *timers;  /* owned: ClinicCall (owned) → Timer (owned): watchdog, later leaving */
  GHashTable *renamed; /* owned: id that a call had → id that it has */
  gulong message_handler;
  gulong reconnected_handler;
};

G_DEFINE_FINAL_TYPE (SyncCalls, sync_calls, G_TYPE_OBJECT)

enum
{
  COMMAND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  SyncCalls *self;  /* unowned: self->timers goes before self */
  ClinicCall *call; /* unowned: self->timers holds it */
  guint source;     /* owned, 0 once it has fired */
} Timer;

static void
timer_free (Timer *timer)
{
  g_clear_handle_id (&timer->source, g_source_remove);
  g_slice_free (Timer, timer);
}

/* --- the list --- */

static ClinicCall *
find_call (SyncCalls *self, const char *id)
{
  GListModel *model = G_LIST_MODEL (self->calls);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ClinicCall) call = g_list_model_get_item (model, i);

      if (g_strcmp0 (clinic_call_get_id (call), id) == 0)
        return call; /* the list holds it */
    }

  return NULL;
}

static void
remove_call (SyncCalls *self, ClinicCall *call)
{
  g_autoptr (ClinicCall) kept = g_object_ref (call);
  guint position;

  sync_call_callers_forget (self->callers, call);
  g_hash_table_remove (self->timers, call);

  if (g_list_store_find (self->calls, kept, &position))
    g_list_store_remove (self->calls, position);
}

/* in place of the timer that the call may have */
static void
start_timer (SyncCalls *self, ClinicCall *call, guint seconds, GSourceFunc function)
{
  Timer *timer = g_slice_new0 (Timer);

  timer->self = self;
  timer->call = call;
  timer->source = sync_context_add_timeout (self->context, seconds, function, timer);
  g_hash_table_replace (self->timers, g_object_ref (call), timer);
}

static gboolean
on_leave_cb (gpointer user_data)
{
  Timer *timer = user_data;

  timer->source = 0;
  remove_call (timer->self, timer->call);

  return G_SOURCE_REMOVE;
}

static void
drop_oldest_ended (SyncCalls *self)
{
  GListModel *model = G_LIST_MODEL (self->calls);
  guint i = 0;

  while (g_list_model_get_n_items (model) > MAX_CALLS && i < g_list_model_get_n_items (model))
    {
      g_autoptr (ClinicCall) call = g_list_model_get_item (model, i);

      if (clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED)
        remove_call (self, call);
      else
        i++;
    }
}

/* --- the end of a call --- */

/* What this desk saw stands in the journal until the portal's statistics have the call; a call
 * whose end nobody told us is left to them. */
static void
log_call (SyncCalls *self, ClinicCall *call)
{
  g_autoptr (ClinicCallRecord) record = NULL;

  if (clinic_call_get_internal (call) || clinic_call_get_end (call) == CLINIC_CALL_END_UNKNOWN ||
      g_str_has_prefix (clinic_call_get_id (call), HOOK_PREFIX))
    return;

  record = sync_call_end_new_record (call, sync_context_get_link (self->context));
  sync_call_log_add_live (self->log, record);
}

/* says how it ended; the card of a call that a colleague took leaves by itself */
static void
set_end (SyncCalls *self, ClinicCall *call, ClinicCallEnd end)
{
  clinic_call_set_end (call, end);

  if (end == CLINIC_CALL_END_ELSEWHERE)
    start_timer (self, call, LINGER_SECONDS, on_leave_cb);
  else
    g_hash_table_remove (self->timers, call);
}

static void
end_call (SyncCalls *self, ClinicCall *call, ClinicCallEnd end)
{
  if (clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED)
    return;

  g_object_freeze_notify (G_OBJECT (call));
  clinic_call_set_ended (call, sync_context_get_now (self->context));
  set_end (self, call, end);
  clinic_call_set_state (call, CLINIC_CALL_STATE_ENDED);
  g_object_thaw_notify (G_OBJECT (call));

  log_call (self, call);
  sync_call_log_refresh_soon (self->log, SETTLE_MS);
}

static gboolean
on_watchdog_cb (gpointer user_data)
{
  Timer *timer = user_data;
  g_autoptr (ClinicCall) call = g_object_ref (timer->call);

  timer->source = 0;
  g_debug ("No word of call %s for too long", clinic_call_get_id (call));
  end_call (timer->self, call, CLINIC_CALL_END_UNKNOWN);

  return G_SOURCE_REMOVE;
}

/* The statistics have a call that was on screen: they know for sure how it ended, and who took it.
 */
static void
on_settled_cb (SyncCalls *self, ClinicCallRecord *record, SyncCallLog *log)
{
  ClinicCall *call = find_call (self, clinic_call_record_get_id (record));
  gint64 me = clinic_link_get_user_id (sync_context_get_link (self->context));
  ClinicCallEnd end;

  if (call == NULL)
    return;

  end = sync_call_end_read (call, record, me);
  g_object_freeze_notify (G_OBJECT (call));
  if (end == CLINIC_CALL_END_TALKED)
    clinic_call_set_mine (call, TRUE);
  if (end == CLINIC_CALL_END_ELSEWHERE)
    clinic_call_set_answered_by (call, clinic_call_record_get_user_name (record));

  if (clinic_call_get_state (call) != CLINIC_CALL_STATE_ENDED)
    end_call (self, call, end);
  else if (clinic_call_get_end (call) != end &&
           clinic_call_get_end (call) != CLINIC_CALL_END_TALKED)
    set_end (self, call, end);
  g_object_thaw_notify (G_OBJECT (call));
}

static void
on_log_command_cb (SyncCalls *self, ClinicCommand *command, SyncCallLog *log)
{
  g_signal_emit (self, signals[COMMAND], 0, command);
}

/* --- who it is --- */

/* the log hears at once whom the person picked: the card may be put away before the call ends */
static void
note_choice (SyncCalls *self, ClinicCall *call)
{
  ClinicCaller *caller = clinic_call_get_caller (call);
  ClinicCandidate *chosen = clinic_caller_get_chosen (caller);

  if (clinic_caller_get_picked (caller) && chosen != NULL)
    sync_call_log_choose (self->log, clinic_call_get_id (call),
                          clinic_candidate_get_patient (chosen));
}

/* --- events --- */

static gboolean
same_number (const char *one, const char *other)
{
  guint64 key = clinic_phone_key_number (one);

  if (clinic_phone_is_hidden (one) || clinic_phone_is_hidden (other))
    return clinic_phone_is_hidden (one) && clinic_phone_is_hidden (other);

  return key != 0 && key == clinic_phone_key_number (other);
}

/* a call from the number that rings now: one that only a hook told of, or any */
static ClinicCall *
find_ringing (SyncCalls *self, const char *number, gboolean only_hook)
{
  GListModel *model = G_LIST_MODEL (self->calls);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ClinicCall) call = g_list_model_get_item (model, i);

      if (clinic_call_get_state (call) == CLINIC_CALL_STATE_RINGING &&
          clinic_call_get_direction (call) == CLINIC_CALL_DIRECTION_IN &&
          (!only_hook || g_str_has_prefix (clinic_call_get_id (call), HOOK_PREFIX)) &&
          same_number (clinic_call_get_number (call), number))
        return call; /* the list holds it */
    }

  return NULL;
}

static void
rename_call (SyncCalls *self, ClinicCall *call, const char *id)
{
  g_hash_table_replace (self->renamed, g_strdup (clinic_call_get_id (call)), g_strdup (id));
  clinic_call_set_id (call, id);
  note_choice (self, call);
}

static void
begin_call (SyncCalls *self, const SyncCallEvent *event, gint64 arrived)
{
  gboolean rings = event->kind == SYNC_CALL_EVENT_RING;
  ClinicCall *hooked = rings ? find_ringing (self, event->number, TRUE) : NULL;
  g_autoptr (ClinicCall) call = hooked != NULL ? g_object_ref (hooked) : clinic_call_new ();

  clinic_call_set_line (call, event->line);
  clinic_call_set_line_name (call, event->line_name);
  clinic_call_set_internal (call, event->internal);
  start_timer (self, call, WATCHDOG_SECONDS, on_watchdog_cb);

  /* the telephone exchange's own hook was faster than the portal: it is the same call */
  if (hooked != NULL)
    {
      clinic_caller_set_hint (clinic_call_get_caller (call), event->hint);
      rename_call (self, call, event->id);
      return;
    }

  clinic_call_set_id (call, event->id);
  clinic_call_set_direction (call, rings ? CLINIC_CALL_DIRECTION_IN : CLINIC_CALL_DIRECTION_OUT);
  clinic_call_set_arrived (call, arrived);
  clinic_call_set_started (call, sync_context_get_now (self->context));
  sync_call_callers_set_number (self->callers, call, event->number, event->hint);
  g_list_store_append (self->calls, call);
  drop_oldest_ended (self);
}

static void
answer_call (SyncCalls *self, ClinicCall *call)
{
  if (clinic_call_get_state (call) != CLINIC_CALL_STATE_RINGING)
    return;

  g_hash_table_remove (self->timers, call);
  g_object_freeze_notify (G_OBJECT (call));
  clinic_call_set_mine (call, TRUE);
  clinic_call_set_answered (call, sync_context_get_now (self->context));
  clinic_call_set_state (call, CLINIC_CALL_STATE_ANSWERED);
  g_object_thaw_notify (G_OBJECT (call));
}

static void
take_event (SyncCalls *self, const SyncCallEvent *event, gint64 arrived)
{
  ClinicCall *call = find_call (self, event->id);
  gboolean begins = event->kind == SYNC_CALL_EVENT_RING || event->kind == SYNC_CALL_EVENT_DIAL;

  /* the queue went on to a colleague and is back at this desk: it rings anew */
  if (call != NULL && begins && clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED)
    {
      remove_call (self, call);
      call = NULL;
    }

  if (call == NULL)
    {
      if (begins)
        begin_call (self, event, arrived);
      return;
    }

  switch (event->kind)
    {
    case SYNC_CALL_EVENT_ANSWER:
      answer_call (self, call);
      break;

    case SYNC_CALL_EVENT_END:
      end_call (self, call, sync_call_end_guess (call, event));
      break;

    case SYNC_CALL_EVENT_RENAME:
      rename_call (self, call, event->new_id);
      break;

    case SYNC_CALL_EVENT_CALLER:
      if (!same_number (clinic_call_get_number (call), event->number))
        sync_call_callers_set_number (self->callers, call, event->number, event->hint);
      break;

    case SYNC_CALL_EVENT_RING:
    case SYNC_CALL_EVENT_DIAL:
    default:
      /* a second device of the same extension rings: one card */
      break;
    }
}

static void
on_message_cb (SyncCalls *self,
               const char *module,
               const char *command,
               JsonObject *params,
               gint64 arrived,
               BxPull *pull)
{
  g_autoptr (SyncCallEvent) event = sync_call_event_parse (module, command, params);

  if (event != NULL)
    take_event (self, event, arrived);
}

/* Calls that rang, and ended, while the channel was away are in the statistics. */
static void
on_reconnected_cb (SyncCalls *self, BxPull *pull)
{
  sync_calls_refresh (self);
}

/* --- the object --- */

static void
sync_calls_dispose (GObject *object)
{
  SyncCalls *self = SYNC_CALLS (object);

  sync_calls_stop (self);
  g_clear_pointer (&self->timers, g_hash_table_unref);
  g_clear_pointer (&self->callers, sync_call_callers_free);
  g_clear_pointer (&self->renamed, g_hash_table_unref);
  g_clear_object (&self->calls);
  g_clear_object (&self->log);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_calls_parent_class)->dispose (object);
}

static void
sync_calls_class_init (SyncCallsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sync_calls_dispose;

  /**
   * SyncCalls::command:
   * @command: what the portal has to be told about a call, though nobody asked for it by hand
   */
  signals[COMMAND] = g_signal_new ("command", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_COMMAND);
}

static void
sync_calls_init (SyncCalls *self)
{
  self->calls = g_list_store_new (CLINIC_TYPE_CALL);
  self->timers = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) timer_free);
  self->renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

SyncCalls *
sync_calls_new (SyncContext *context)
{
  SyncCalls *self = g_object_new (SYNC_TYPE_CALLS, NULL);

  self->context = g_object_ref (context);
  self->callers = sync_call_callers_new (context);
  self->log = sync_call_log_new (context);
  g_signal_connect_object (self->log, "settled", G_CALLBACK (on_settled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->log, "command", G_CALLBACK (on_log_command_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * sync_calls_start:
 * @self: the calls
 *
 * Follows the channel (calls.md 1.5) and reads today's log.
 */
void
sync_calls_start (SyncCalls *self)
{
  BxPull *pull;

  g_return_if_fail (SYNC_IS_CALLS (self));

  if (self->message_handler != 0)
    return;

  pull = sync_context_get_pull (self->context);
  self->message_handler =
    g_signal_connect_swapped (pull, "message", G_CALLBACK (on_message_cb), self);
  self->reconnected_handler =
    g_signal_connect_swapped (pull, "reconnected", G_CALLBACK (on_reconnected_cb), self);
  sync_call_log_start (self->log);
}

/**
 * sync_calls_stop:
 * @self: the calls
 *
 * Leaves the channel and puts all cards away.
 */
void
sync_calls_stop (SyncCalls *self)
{
  g_return_if_fail (SYNC_IS_CALLS (self));

  if (self->context != NULL && self->message_handler != 0)
    {
      BxPull *pull = sync_context_get_pull (self->context);

      g_clear_signal_handler (&self->message_handler, pull);
      g_clear_signal_handler (&self->reconnected_handler, pull);
    }

  while (self->calls != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->calls)) > 0)
    {
      g_autoptr (ClinicCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), 0);

      remove_call (self, call);
    }

  if (self->log != NULL)
    sync_call_log_stop (self->log);
}

GListModel *
sync_calls_get_calls (SyncCalls *self)
{
  return G_LIST_MODEL (self->calls);
}

GListModel *
sync_calls_get_log (SyncCalls *self)
{
  return sync_call_log_get_records (self->log);
}

GListModel *
sync_calls_get_missed (SyncCalls *self)
{
  return sync_call_log_get_missed (self->log);
}

/**
 * sync_calls_ring:
 * @self: the calls
 * @number: who rings, as the telephone exchange writes it
 *
 * A telephone exchange's hook says that a number rings at this desk. If the portal already told,
 * it is the same call.
 */
void
sync_calls_ring (SyncCalls *self, const char *number)
{
  SyncCallEvent event = { .kind = SYNC_CALL_EVENT_RING };
  g_autofree char *uuid = NULL;
  g_autofree char *id = NULL;

  g_return_if_fail (SYNC_IS_CALLS (self));
  g_return_if_fail (number != NULL);

  if (find_ringing (self, number, FALSE) != NULL)
    return;

  /* never used again: commands about the call may outlive this run */
  uuid = g_uuid_string_random ();
  id = g_strconcat (HOOK_PREFIX, uuid, NULL);
  event.id = id;
  event.number = (char *) number;
  begin_call (self, &event, g_get_monotonic_time ());
}

/**
 * sync_calls_choose:
 * @self: the calls
 * @call: a call
 * @candidate: who the person says it is
 *
 * Settles who is calling. No later answer of the portal changes it, and the journal keeps it.
 */
void
sync_calls_choose (SyncCalls *self, ClinicCall *call, ClinicCandidate *candidate)
{
  ClinicCaller *caller;

  g_return_if_fail (SYNC_IS_CALLS (self));
  g_return_if_fail (CLINIC_IS_CALL (call));
  g_return_if_fail (CLINIC_IS_CANDIDATE (candidate));

  caller = clinic_call_get_caller (call);
  clinic_caller_set_picked (caller, TRUE);
  clinic_caller_set_chosen (caller, candidate);
  note_choice (self, call);
}

/**
 * sync_calls_expect:
 * @self: the calls
 * @number: what is about to be dialled
 * @patient_id: whom it is dialled for, 0 nobody
 *
 * Says whom the next outgoing call to this number is to: of a number that a family shares the card
 * need not ask.
 */
void
sync_calls_expect (SyncCalls *self, const char *number, gint64 patient_id)
{
  g_return_if_fail (SYNC_IS_CALLS (self));

  sync_call_callers_expect (self->callers, number, patient_id);
}

/**
 * sync_calls_put_away:
 * @self: the calls
 * @call: a call
 *
 * Removes a card. A call that still rings or is talked goes on; only its card is gone.
 */
void
sync_calls_put_away (SyncCalls *self, ClinicCall *call)
{
  g_return_if_fail (SYNC_IS_CALLS (self));
  g_return_if_fail (CLINIC_IS_CALL (call));

  remove_call (self, call);
}

/**
 * sync_calls_refresh:
 * @self: the calls
 *
 * Asks the portal again for what is new in the log, and for callers that it could not tell of.
 */
void
sync_calls_refresh (SyncCalls *self)
{
  g_return_if_fail (SYNC_IS_CALLS (self));

  sync_call_callers_ask_again (self->callers, G_LIST_MODEL (self->calls));
  sync_call_log_refresh (self->log);
}

/**
 * sync_calls_note_command:
 * @self: the calls
 * @command: a command that got further
 *
 * Shows on the card of the call what became of the lead that was made from it.
 */
void
sync_calls_note_command (SyncCalls *self, ClinicCommand *command)
{
  GVariant *payload;
  const char *id = NULL;
  const char *new_id;
  ClinicCall *call;
  ClinicCommandState state;

  g_return_if_fail (SYNC_IS_CALLS (self));
  g_return_if_fail (CLINIC_IS_COMMAND (command));

  payload = clinic_command_get_payload (command);
  if (clinic_command_get_kind (command) != CLINIC_COMMAND_CREATE_LEAD || payload == NULL ||
      !g_variant_lookup (payload, "call", "&s", &id))
    return;

  while ((new_id = g_hash_table_lookup (self->renamed, id)) != NULL)
    id = new_id;
  call = find_call (self, id);
  if (call == NULL)
    return;

  state = clinic_command_get_state (command);
  clinic_call_set_lead_id (call, clinic_command_get_result_id (command));
  clinic_call_set_lead_pending (call, state != CLINIC_COMMAND_DONE &&
                                        state != CLINIC_COMMAND_CONFLICT &&
                                        state != CLINIC_COMMAND_REFUSED);
}

/* sync-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-queue"

#include "sync-queue.h"

#include <glib/gi18n.h>

#include "clinic-days.h"
#include "clinic-error.h"
#include "sync-pay-command.h"
#include "sync-send.h"

struct _SyncQueue
{
  GObject parent_instance;

  SyncContext *context; /* owned */
  GListStore *commands; /* owned */
  GHashTable *done;     /* owned: ids, and calls that have their lead, of this run */
};

enum
{
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncQueue, sync_queue, G_TYPE_OBJECT)

/* --- the list --- */

static guint
count_commands (SyncQueue *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->commands));
}

/* (transfer none): the list holds it */
static ClinicCommand *
peek_command (SyncQueue *self, guint position)
{
  g_autoptr (ClinicCommand) command =
    g_list_model_get_item (G_LIST_MODEL (self->commands), position);

  return command;
}

ClinicCommand *
sync_queue_find (SyncQueue *self, const char *id)
{
  g_return_val_if_fail (SYNC_IS_QUEUE (self), NULL);

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

gboolean
sync_command_needs_decision (ClinicCommand *command)
{
  ClinicCommandState state = clinic_command_get_state (command);

  return state == CLINIC_COMMAND_CONFLICT || state == CLINIC_COMMAND_REFUSED;
}

/* What was to be acknowledged in vain stays pinned, with its own way on: one place is enough. */
static gboolean
is_failed (ClinicCommand *command)
{
  return sync_command_needs_decision (command) &&
         clinic_command_get_kind (command) != CLINIC_COMMAND_READ_POST;
}

static void
update_counts (SyncQueue *self)
{
  ClinicLink *link = sync_context_get_link (self->context);
  gint64 pending = 0;
  gint64 failed = 0;

  for (guint i = 0; i < count_commands (self); i++)
    {
      ClinicCommand *command = peek_command (self, i);

      pending += waits (command) ? 1 : 0;
      failed += is_failed (command) ? 1 : 0;
    }
  clinic_link_set_pending (link, pending);
  clinic_link_set_failed (link, failed);
}

void
sync_queue_set_state (SyncQueue *self, ClinicCommand *command, ClinicCommandState state)
{
  g_return_if_fail (SYNC_IS_QUEUE (self));

  clinic_command_set_state (command, state);
  update_counts (self);
  g_signal_emit (self, signals[PROGRESS], 0, command);
}

void
sync_queue_remove (SyncQueue *self, ClinicCommand *command)
{
  guint position;

  g_return_if_fail (SYNC_IS_QUEUE (self));

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

/* an appointment that is made of no lead is about nothing that is there */
static gboolean
is_new_appointment (ClinicCommand *command)
{
  ClinicEntity entity = clinic_command_get_entity (command);

  return clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_APPOINTMENT &&
         (entity == CLINIC_ENTITY_NONE ||
          (entity == CLINIC_ENTITY_APPOINTMENT && clinic_command_get_entity_id (command) == 0));
}

/* the post that a command is about, 0: none */
static gint64
get_post (ClinicCommand *command)
{
  ClinicCommandKind kind = clinic_command_get_kind (command);

  return kind == CLINIC_COMMAND_READ_POST || kind == CLINIC_COMMAND_COMMENT_POST ||
             kind == CLINIC_COMMAND_REMIND_READERS
           ? sync_command_peek_int (command, "post")
           : 0;
}

/* (transfer none) (nullable): the invoice that a command is about */
static const char *
peek_invoice (ClinicCommand *command)
{
  ClinicCommandKind kind = clinic_command_get_kind (command);

  return kind == CLINIC_COMMAND_DECIDE_INVOICE || kind == CLINIC_COMMAND_DELEGATE_TASK ||
             kind == CLINIC_COMMAND_CHANGE_INVOICE
           ? sync_command_peek (command, "invoice")
           : NULL;
}

static gboolean
is_new_invoice (ClinicCommand *command)
{
  return clinic_command_get_kind (command) == CLINIC_COMMAND_SUBMIT_INVOICE;
}

/* (transfer full) (nullable): the month of the payroll that a command is about */
static char *
dup_pay_month (ClinicCommand *command)
{
  g_autofree char *code = NULL;
  int month = 0;

  return sync_pay_command_read (command, &month, &code) ? clinic_days_to_string (month) : NULL;
}

/* What is about one thing is sent in order. A lead is a thing of its own; the outcome of a call
 * whose lead is being made waits for that lead. */
static char *
dup_lane (ClinicCommand *command)
{
  g_autofree char *call_key = dup_call_key (command);
  g_autofree char *month = dup_pay_month (command);

  if (call_key != NULL)
    return g_steal_pointer (&call_key);
  if (month != NULL)
    return g_strconcat ("pay:", month, NULL);
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_LEAD ||
      clinic_command_get_kind (command) == CLINIC_COMMAND_PUBLISH_POST ||
      is_new_appointment (command) || is_new_invoice (command))
    return g_strdup (clinic_command_get_id (command));
  if (peek_invoice (command) != NULL)
    return g_strconcat ("invoice:", peek_invoice (command), NULL);
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_BIND_CALL)
    return g_strdup_printf ("activity:%" G_GINT64_FORMAT,
                            sync_command_peek_int (command, "activity"));
  /* a comment does not wait until the portal lists the reader */
  if (get_post (command) > 0)
    return g_strdup_printf ("post:%d/%" G_GINT64_FORMAT, clinic_command_get_kind (command),
                            get_post (command));
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

void
sync_queue_keep (SyncQueue *self, ClinicCommand *command)
{
  g_return_if_fail (SYNC_IS_QUEUE (self));

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
drop (SyncQueue *self, ClinicCommand *command)
{
  store_repository_remove_command_async (sync_context_get_store (self->context),
                                         clinic_command_get_id (command), NULL, on_removed_cb,
                                         NULL);
  sync_queue_remove (self, command);
}

/* --- what waits for what --- */

/* The lead of a call is there: what waits for it can go on. Noted on disk before the lead's own
 * command leaves it. */
static void
resolve_dependants (SyncQueue *self, ClinicCommand *lead)
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
      sync_queue_keep (self, command);
    }
}

/* what waited for a lead that will not be made cannot go anywhere: the person is told */
static void
refuse_dependants (SyncQueue *self, ClinicCommand *lead)
{
  const char *call = sync_command_peek (lead, "call");

  for (guint i = 0; call != NULL && i < count_commands (self); i++)
    {
      ClinicCommand *command = peek_command (self, i);

      if (clinic_command_get_entity (command) != CLINIC_ENTITY_NONE || !waits (command) ||
          g_strcmp0 (sync_command_peek (command, "call"), call) != 0)
        continue;
      clinic_command_set_problem (command, _ ("The lead of this call was not made"));
      sync_queue_set_state (self, command, CLINIC_COMMAND_REFUSED);
      sync_queue_keep (self, command);
    }
}

gboolean
sync_queue_accepts (SyncQueue *self, ClinicCommand *command, GError **error)
{
  ClinicCommandKind kind = clinic_command_get_kind (command);
  const char *call = sync_command_peek (command, "call");
  g_autofree char *month = dup_pay_month (command);

  g_return_val_if_fail (SYNC_IS_QUEUE (self), FALSE);

  if (month != NULL)
    return TRUE;
  if (kind == CLINIC_COMMAND_CREATE_LEAD || kind == CLINIC_COMMAND_PUBLISH_POST ||
      is_new_appointment (command) || clinic_command_get_entity_id (command) > 0 ||
      get_post (command) > 0 || peek_invoice (command) != NULL || is_new_invoice (command))
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

/* the same text of a post was acknowledged a moment ago */
static gboolean
is_read_already (SyncQueue *self, ClinicCommand *command)
{
  if (clinic_command_get_kind (command) != CLINIC_COMMAND_READ_POST)
    return FALSE;
  for (guint i = 0; i < count_commands (self); i++)
    {
      ClinicCommand *other = peek_command (self, i);

      if (other != command && clinic_command_get_kind (other) == CLINIC_COMMAND_READ_POST &&
          waits (other) && get_post (other) == get_post (command) &&
          g_strcmp0 (sync_command_peek (other, "revision"),
                     sync_command_peek (command, "revision")) == 0)
        return TRUE;
    }

  return FALSE;
}

/* the same task was answered a moment ago: the portal takes one answer */
static gboolean
is_answered_already (SyncQueue *self, ClinicCommand *command)
{
  gint64 task = sync_command_peek_int (command, "task");

  if (peek_invoice (command) == NULL || task <= 0)
    return FALSE;
  for (guint i = 0; i < count_commands (self); i++)
    {
      ClinicCommand *other = peek_command (self, i);

      if (other != command && peek_invoice (other) != NULL && waits (other) &&
          sync_command_peek_int (other, "task") == task)
        return TRUE;
    }

  return FALSE;
}

gboolean
sync_queue_is_repetition (SyncQueue *self, ClinicCommand *command)
{
  g_autofree char *call_key = dup_call_key (command);

  g_return_val_if_fail (SYNC_IS_QUEUE (self), FALSE);

  if (g_hash_table_contains (self->done, clinic_command_get_id (command)))
    return TRUE;
  if (is_read_already (self, command) || is_answered_already (self, command))
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

void
sync_queue_append (SyncQueue *self, ClinicCommand *command)
{
  g_return_if_fail (SYNC_IS_QUEUE (self));

  g_list_store_append (self->commands, command);
  sync_queue_set_state (self, command, CLINIC_COMMAND_WAITING);
}

ClinicCommand *
sync_queue_find_before (SyncQueue *self, ClinicCommand *command)
{
  g_autofree char *lane = dup_lane (command);

  g_return_val_if_fail (SYNC_IS_QUEUE (self), NULL);

  for (guint i = count_commands (self); i > 0; i--)
    {
      ClinicCommand *other = peek_command (self, i - 1);
      g_autofree char *other_lane = dup_lane (other);

      if (other != command && waits (other) && g_str_equal (lane, other_lane))
        return other;
    }

  return NULL;
}

void
sync_queue_replace (SyncQueue *self, ClinicCommand *old, ClinicCommand *command)
{
  gpointer additions[] = { command };
  guint position;

  g_return_if_fail (SYNC_IS_QUEUE (self));

  if (g_list_store_find (self->commands, old, &position))
    g_list_store_splice (self->commands, position, 1, additions, 1);
  update_counts (self);
}

/* What was done after a command counted on it: now it must find what was there before. */
static void
forget_precondition (SyncQueue *self, ClinicCommand *gone, guint position)
{
  g_autofree char *lane = dup_lane (gone);
  const char *stage = sync_command_peek (gone, "stage");

  for (guint i = position; stage != NULL && i < count_commands (self); i++)
    {
      ClinicCommand *command = peek_command (self, i);
      g_autofree char *other_lane = dup_lane (command);

      if (!waits (command) || !g_str_equal (lane, other_lane) ||
          g_strcmp0 (sync_command_peek (command, "from"), stage) != 0)
        continue;
      sync_command_put (command, "from", sync_command_peek (gone, "from"));
      sync_queue_keep (self, command);
      return;
    }
}

void
sync_queue_take_back (SyncQueue *self, ClinicCommand *command)
{
  guint position;

  g_return_if_fail (SYNC_IS_QUEUE (self));

  if (!g_list_store_find (self->commands, command, &position))
    return;
  forget_precondition (self, command, position + 1);
  drop (self, command);
}

void
sync_queue_restore (SyncQueue *self, GPtrArray *commands)
{
  g_return_if_fail (SYNC_IS_QUEUE (self));

  for (guint i = 0; i < commands->len; i++)
    {
      ClinicCommand *command = g_ptr_array_index (commands, i);

      if (sync_queue_find (self, clinic_command_get_id (command)) == NULL)
        g_list_store_insert (self->commands, i, command);
    }
  update_counts (self);
}

GPtrArray *
sync_queue_list_first (SyncQueue *self)
{
  g_autoptr (GHashTable) lanes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (SYNC_IS_QUEUE (self), NULL);

  for (guint i = 0; i < count_commands (self); i++)
    {
      ClinicCommand *command = peek_command (self, i);

      if (waits (command) && g_hash_table_add (lanes, dup_lane (command)))
        g_ptr_array_add (first, g_object_ref (command));
    }

  return g_steal_pointer (&first);
}

/* What was refused once and is done now, in whatever way, is to be decided no more. */
static void
drop_refused_reads (SyncQueue *self, ClinicCommand *done)
{
  for (guint i = count_commands (self); i > 0; i--)
    {
      ClinicCommand *command = peek_command (self, i - 1);

      if (clinic_command_get_kind (command) == CLINIC_COMMAND_READ_POST && command != done &&
          get_post (command) == get_post (done) && sync_command_needs_decision (command))
        drop (self, command);
    }
}

void
sync_queue_finish (SyncQueue *self, ClinicCommand *command)
{
  g_autofree char *call_key = dup_call_key (command);

  g_return_if_fail (SYNC_IS_QUEUE (self));

  g_hash_table_add (self->done, g_strdup (clinic_command_get_id (command)));
  if (call_key != NULL)
    g_hash_table_add (self->done, g_steal_pointer (&call_key));
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_LEAD)
    resolve_dependants (self, command);
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_READ_POST)
    drop_refused_reads (self, command);
  sync_queue_set_state (self, command, CLINIC_COMMAND_DONE);
  drop (self, command);
}

void
sync_queue_discard (SyncQueue *self, ClinicCommand *command)
{
  g_return_if_fail (SYNC_IS_QUEUE (self));

  if (!sync_command_needs_decision (command))
    sync_queue_set_state (self, command, CLINIC_COMMAND_REFUSED);
  drop (self, command);
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_LEAD)
    refuse_dependants (self, command);
}

GListModel *
sync_queue_get_commands (SyncQueue *self)
{
  g_return_val_if_fail (SYNC_IS_QUEUE (self), NULL);

  return G_LIST_MODEL (self->commands);
}

static void
sync_queue_finalize (GObject *object)
{
  SyncQueue *self = SYNC_QUEUE (object);

  g_clear_object (&self->commands);
  g_clear_object (&self->context);
  g_clear_pointer (&self->done, g_hash_table_unref);

  G_OBJECT_CLASS (sync_queue_parent_class)->finalize (object);
}

static void
sync_queue_class_init (SyncQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_queue_finalize;

  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, CLINIC_TYPE_COMMAND);
}

static void
sync_queue_init (SyncQueue *self)
{
  self->commands = g_list_store_new (CLINIC_TYPE_COMMAND);
  self->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SyncQueue *
sync_queue_new (SyncContext *context)
{
  SyncQueue *self = g_object_new (SYNC_TYPE_QUEUE, NULL);

  self->context = g_object_ref (context);

  return self;
}

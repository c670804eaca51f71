/* sync-outbox-submit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person puts into the outbox, takes back, and decides about what came back.
 */

#define G_LOG_DOMAIN "sync-outbox"

#include "sync-outbox-private.h"

#include "clinic-error.h"
#include "sync-conflict.h"
#include "sync-send.h"

#define KEY_HELD "sync-held" /* of a task: the move whose place was taken */

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
      GError *translated = sync_translate_error (error);

      g_clear_error (&error);
      sync_queue_remove (self->queue, command);
      g_task_return_error (task, translated);
      return;
    }
  g_task_return_boolean (task, TRUE);
  sync_outbox_pump (self);
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
      g_task_return_error (task, sync_translate_error (error));
      return;
    }
  g_task_return_boolean (task, TRUE);
  sync_outbox_pump (self);
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
      sync_outbox_pump (self);
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

/* --- the person decides --- */

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
  sync_outbox_pump (self);

  return TRUE;
}

void
sync_outbox_retry (SyncOutbox *self, ClinicCommand *command)
{
  g_return_if_fail (SYNC_IS_OUTBOX (self));
  g_return_if_fail (CLINIC_IS_COMMAND (command));

  if (sync_queue_find (self->queue, clinic_command_get_id (command)) != command ||
      !sync_command_needs_decision (command))
    return;
  sync_conflict_accept (command);
  /* a part of it may have been made before the refusal */
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_LEAD ||
      clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_APPOINTMENT ||
      clinic_command_get_kind (command) == CLINIC_COMMAND_BOOK_LEAD)
    g_hash_table_add (self->unsure, g_strdup (clinic_command_get_id (command)));
  sync_command_put (command, SYNC_OUTBOX_SENT, NULL);
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
  sync_outbox_pump (self);
}

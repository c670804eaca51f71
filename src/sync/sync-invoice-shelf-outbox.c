/* sync-invoice-shelf-outbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was done here about invoices, and what became of it.
 */

#define G_LOG_DOMAIN "sync-invoice-shelf-outbox"

#include "sync-invoice-shelf-private.h"

#include "sync-invoice-keep.h"
#include "sync-invoice-map.h"
#include "sync-invoice-overlay.h"
#include "sync-send.h"

/* --- the outbox --- */

static void
show_outgoing (SyncInvoiceShelf *self, ClinicCommand *command)
{
  const char *id = clinic_command_get_id (command);
  ClinicInvoice *shown = g_hash_table_lookup (self->outgoing, id);
  g_autoptr (ClinicInvoice) fresh =
    sync_invoice_new_outgoing (command, self->scheme, sync_shelf_get_me (self));

  sync_invoice_map_name (self->context, fresh);
  if (shown == NULL)
    {
      g_hash_table_insert (self->outgoing, g_strdup (id), g_object_ref (fresh));
      sync_shelf_put_into (self->mine, fresh, sync_shelf_compare_mine);
      return;
    }
  clinic_invoice_update (shown, fresh);
}

static void
drop_outgoing (SyncInvoiceShelf *self)
{
  GHashTableIter iter;
  const char *id;
  ClinicInvoice *shown;

  g_hash_table_iter_init (&iter, self->outgoing);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &shown))
    {
      gboolean is_there = FALSE;

      for (guint i = 0; !is_there && i < g_list_model_get_n_items (self->commands); i++)
        {
          g_autoptr (ClinicCommand) command = g_list_model_get_item (self->commands, i);

          is_there = g_strcmp0 (clinic_command_get_id (command), id) == 0;
        }
      if (is_there)
        continue;
      sync_shelf_take_from (self->mine, shown);
      g_hash_table_iter_remove (&iter);
    }
}

static void
note_pending (SyncInvoiceShelf *self, ClinicCommand *command)
{
  const char *invoice = sync_command_peek (command, "invoice");
  char *task = sync_invoice_dup_task_of (command);

  if (clinic_command_get_kind (command) == CLINIC_COMMAND_SUBMIT_INVOICE)
    show_outgoing (self, command);
  else if (invoice != NULL)
    g_hash_table_replace (self->pending, g_strdup (invoice), g_object_ref (command));
  if (task != NULL)
    g_hash_table_replace (self->answers, task, g_object_ref (command));
}

static void
show_about (SyncInvoiceShelf *self, GHashTable *invoices, GHashTable *tasks)
{
  GHashTableIter iter;
  const char *id;

  g_hash_table_iter_init (&iter, invoices);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    sync_shelf_show (self, id);
  g_hash_table_iter_init (&iter, tasks);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      SyncShelfWaiting *waiting = g_hash_table_lookup (self->waiting, id);

      if (waiting != NULL)
        sync_shelf_show_task (self, waiting);
    }
}

void
sync_shelf_on_commands_changed_cb (SyncInvoiceShelf *self)
{
  g_autoptr (GHashTable) pending = g_steal_pointer (&self->pending);
  g_autoptr (GHashTable) answers = g_steal_pointer (&self->answers);

  self->pending = sync_shelf_new_object_table ();
  self->answers = sync_shelf_new_object_table ();
  for (guint i = 0; i < g_list_model_get_n_items (self->commands); i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (self->commands, i);

      if (sync_invoice_is_command (command))
        note_pending (self, command);
    }
  drop_outgoing (self);
  show_about (self, pending, answers);
  show_about (self, self->pending, self->answers);
}

/* The portal has the answer, or somebody else's. */
static void
finish_task (SyncInvoiceShelf *self, ClinicCommand *command, const char *id)
{
  SyncShelfWaiting *waiting = g_hash_table_lookup (self->waiting, id);
  const char *gone = sync_command_peek (command, SYNC_INVOICE_GONE);
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  g_hash_table_replace (self->answered, g_strdup (id), g_memdup2 (&now, sizeof now));
  g_ptr_array_add (ids, (gpointer) id);
  sync_invoice_keep_gone (sync_context_get_store (self->context),
                          sync_command_peek_int (command, "task") > 0 ? SYNC_INVOICE_PART_TASK
                                                                      : SYNC_INVOICE_PART_QUEUE,
                          ids);
  if (waiting == NULL)
    return;
  if (gone != NULL)
    sync_shelf_say_gone (self, waiting, gone);
  else
    sync_shelf_forget_task (self, id);
}

/* an invoice that was put forward is on the portal: shown until the next look brings it */
static void
finish_outgoing (SyncInvoiceShelf *self, ClinicCommand *command)
{
  const SyncInvoiceSource *source =
    self->scheme != NULL ? sync_invoice_scheme_find_form (self->scheme) : NULL;
  g_autoptr (ClinicInvoice) truth = NULL;
  g_autofree char *id = NULL;
  SyncShelfKnown *known;

  if (source == NULL || clinic_command_get_result_id (command) <= 0)
    return;
  id = sync_invoice_source_dup_id (source, clinic_command_get_result_id (command));
  if (g_hash_table_contains (self->known, id))
    return;
  truth = sync_invoice_new_outgoing (command, self->scheme, sync_shelf_get_me (self));
  clinic_invoice_set_id (truth, id);
  known = sync_shelf_take_truth (self, truth);
  known->parts |= SYNC_SHELF_MINE;
  sync_shelf_refresh (self, known);
  sync_shelf_place (self, known);
}

void
sync_invoice_shelf_note_command (SyncInvoiceShelf *self, ClinicCommand *command)
{
  g_autofree char *task = NULL;
  const char *invoice;
  SyncShelfKnown *known;

  g_return_if_fail (SYNC_IS_INVOICE_SHELF (self));

  if (!sync_invoice_is_command (command))
    return;
  task = sync_invoice_dup_task_of (command);
  invoice = sync_command_peek (command, "invoice");
  if (clinic_command_get_state (command) == CLINIC_COMMAND_DONE)
    {
      known = invoice != NULL ? g_hash_table_lookup (self->known, invoice) : NULL;
      if (known != NULL)
        sync_invoice_apply (known->truth, command);
      if (clinic_command_get_kind (command) == CLINIC_COMMAND_SUBMIT_INVOICE)
        finish_outgoing (self, command);
      if (task != NULL)
        finish_task (self, command, task);
      return;
    }
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_SUBMIT_INVOICE)
    show_outgoing (self, command);
  sync_shelf_show (self, invoice);
  if (task != NULL && g_hash_table_contains (self->waiting, task))
    sync_shelf_show_task (self, g_hash_table_lookup (self->waiting, task));
}

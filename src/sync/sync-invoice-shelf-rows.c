/* sync-invoice-shelf-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of the portal and of the store, part by part.
 */

#define G_LOG_DOMAIN "sync-invoice-shelf-rows"

#include "sync-invoice-shelf-private.h"

#include "bx-json.h"
#include "sync-invoice-keep.h"
#include "sync-invoice-map.h"

/* --- parts --- */

static void
drop_absent (SyncInvoiceShelf *self, guint part, GHashTable *present)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  const char *id;
  SyncShelfKnown *known;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &known))
    {
      if ((known->parts & part) != 0 && !g_hash_table_contains (present, id))
        g_ptr_array_add (ids, g_strdup (id));
    }
  for (guint i = 0; i < ids->len; i++)
    {
      id = g_ptr_array_index (ids, i);
      known = g_hash_table_lookup (self->known, id);
      known->parts &= ~part;
      if (known->parts == 0)
        sync_shelf_forget (self, id);
      else
        sync_shelf_place (self, known);
    }
}

static void
take_part (SyncInvoiceShelf *self, GPtrArray *rows, guint part)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      SyncInvoiceRow *one = g_ptr_array_index (rows, i);
      SyncShelfKnown *known = sync_shelf_take_row (self, one->id, one->row, part);

      if (known == NULL)
        continue;
      g_hash_table_add (present, one->id);
      sync_shelf_place (self, known);
    }
  drop_absent (self, part, present);
}

/* What was answered after the look had begun is not put back. */
static void
keep_tasks (SyncInvoiceShelf *self, SyncInvoiceRound *round)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  for (guint i = 0; i < round->tasks->len; i++)
    {
      JsonObject *row = g_ptr_array_index (round->tasks, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, bx_json_get_int (row, "ID", 0));

      if (!sync_shelf_was_answered (self, id, round->begun))
        g_ptr_array_add (waiting, row);
    }
  sync_invoice_keep_tasks (sync_context_get_store (self->context), waiting);
}

static void
keep_queue (SyncInvoiceShelf *self, SyncInvoiceRound *round)
{
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();

  for (guint i = 0; i < round->queue->len; i++)
    {
      SyncInvoiceRow *one = g_ptr_array_index (round->queue, i);

      if (!sync_shelf_was_answered (self, one->id, round->begun))
        g_ptr_array_add (waiting, one);
    }
  sync_invoice_keep_rows (sync_context_get_store (self->context), SYNC_INVOICE_PART_QUEUE, waiting,
                          TRUE);
}

void
sync_invoice_shelf_take_round (SyncInvoiceShelf *self, SyncInvoiceRound *round)
{
  StoreRepository *store;
  g_autoptr (GHashTable) present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_if_fail (SYNC_IS_INVOICE_SHELF (self));

  store = sync_context_get_store (self->context);
  for (guint i = 0; i < round->documents->len; i++)
    {
      SyncInvoiceRow *one = g_ptr_array_index (round->documents, i);

      (void) sync_shelf_take_row (self, one->id, one->row, SYNC_SHELF_DOCUMENT);
    }
  sync_invoice_keep_rows (store, SYNC_INVOICE_PART_DOCUMENT, round->documents, FALSE);
  if (round->mine != NULL)
    {
      take_part (self, round->mine, SYNC_SHELF_MINE);
      sync_invoice_keep_rows (store, SYNC_INVOICE_PART_MINE, round->mine, TRUE);
    }
  if (round->tasks != NULL)
    {
      sync_shelf_take_process_tasks (self, round->tasks, round->begun, present);
      sync_shelf_drop_absent_tasks (self, present, FALSE);
      keep_tasks (self, round);
    }
  if (round->queue != NULL)
    {
      sync_shelf_take_stage_tasks (self, round->queue, round->begun, present);
      sync_shelf_drop_absent_tasks (self, present, TRUE);
      keep_queue (self, round);
    }
}

/* --- the store --- */

static GPtrArray *
read_stored (GPtrArray *stored)
{
  GPtrArray *rows = sync_invoice_rows_new ();

  for (guint i = 0; i < stored->len; i++)
    {
      const StoreInvoiceRow *one = g_ptr_array_index (stored, i);
      g_autoptr (JsonNode) node = json_from_string (one->text, NULL);
      JsonObject *row = node != NULL ? bx_json_node_object (node) : NULL;

      if (row != NULL)
        g_ptr_array_add (rows, sync_invoice_row_new (one->id, row));
    }

  return rows;
}

static void
take_stored_tasks (SyncInvoiceShelf *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  g_autoptr (GHashTable) present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (objects, ((SyncInvoiceRow *) g_ptr_array_index (rows, i))->row);
  sync_shelf_take_process_tasks (self, objects, 0, present);
}

void
sync_invoice_shelf_take_stored (SyncInvoiceShelf *self, const char *part, GPtrArray *stored)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GHashTable) present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_if_fail (SYNC_IS_INVOICE_SHELF (self));

  if (self->scheme == NULL)
    return;
  rows = read_stored (stored);
  if (g_str_equal (part, SYNC_INVOICE_PART_TASK))
    take_stored_tasks (self, rows);
  else if (g_str_equal (part, SYNC_INVOICE_PART_QUEUE))
    sync_shelf_take_stage_tasks (self, rows, 0, present);
  else if (g_str_equal (part, SYNC_INVOICE_PART_MINE))
    take_part (self, rows, SYNC_SHELF_MINE);
  else if (g_str_equal (part, SYNC_INVOICE_PART_REGISTRY))
    {
      if (sync_shelf_take_registry_rows (self, rows))
        sync_shelf_fill_registry (self);
    }
  else
    {
      for (guint i = 0; i < rows->len; i++)
        {
          SyncInvoiceRow *one = g_ptr_array_index (rows, i);

          (void) sync_shelf_take_row (self, one->id, one->row, SYNC_SHELF_DOCUMENT);
        }
    }
}

/* sync-invoice-shelf-tasks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What waits for this person.
 */

#define G_LOG_DOMAIN "sync-invoice-shelf-tasks"

#include "sync-invoice-shelf-private.h"

#include "bx-json.h"
#include "sync-invoice-map.h"
#include "sync-invoice-overlay.h"
#include "sync-invoice-field.h"

/* seconds: how long it is said that a task was decided elsewhere */
#define GONE_SECONDS 12.0

static gint64
get_due (ClinicTask *task)
{
  return clinic_task_get_due (task) > 0 ? clinic_task_get_due (task) : G_MAXINT64;
}

/* what is due first, then what waits longest */
static int
compare_tasks (gconstpointer a, gconstpointer b, gpointer data)
{
  ClinicTask *one = (ClinicTask *) a, *other = (ClinicTask *) b;
  gint64 first = get_due (one), second = get_due (other);

  if (first == second)
    {
      first = clinic_task_get_since (one);
      second = clinic_task_get_since (other);
    }
  if (first == second)
    return g_strcmp0 (clinic_task_get_id (one), clinic_task_get_id (other));

  return first < second ? -1 : 1;
}

/* --- tasks --- */

/* one object for one invoice, whoever shows it */
static void
share_invoice (SyncInvoiceShelf *self, ClinicTask *truth)
{
  ClinicInvoice *invoice = clinic_task_get_invoice (truth);
  const char *id = clinic_invoice_get_id (invoice);
  SyncShelfKnown *known = g_hash_table_lookup (self->known, id);

  if (known == NULL)
    {
      known = sync_shelf_take_truth (self, invoice);
      known->parts |= SYNC_SHELF_DOCUMENT;
      sync_shelf_refresh (self, known);
    }
  else if (clinic_invoice_get_holder_id (known->truth) == 0)
    {
      clinic_invoice_set_holder_id (known->truth, sync_shelf_get_me (self));
      sync_shelf_refresh (self, known);
    }
  clinic_task_set_invoice (truth, known->shown);
}

void
sync_shelf_show_task (SyncInvoiceShelf *self, SyncShelfWaiting *waiting)
{
  g_autoptr (ClinicTask) fresh = clinic_task_new ();

  if (waiting->leaving)
    return;
  clinic_task_update (fresh, waiting->truth);
  sync_invoice_overlay_task (fresh, g_hash_table_lookup (self->answers,
                                                         clinic_task_get_id (waiting->truth)));
  clinic_task_update (waiting->shown, fresh);
  sync_shelf_put_into (self->tasks, waiting->shown, compare_tasks);
}

/* whether the task says the same as it did: its ways and fields may be on show just now */
static gboolean
is_same_row (JsonObject *one, JsonObject *other)
{
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;

  if (one == NULL || other == NULL)
    return FALSE;
  first = json_node_init_object (json_node_alloc (), one);
  second = json_node_init_object (json_node_alloc (), other);

  return json_node_equal (first, second);
}

/* as the stage it stands on is the same */
static gboolean
is_same_stage (ClinicTask *one, ClinicTask *other)
{
  return clinic_task_get_kind (one) == clinic_task_get_kind (other) &&
         g_strcmp0 (clinic_task_get_name (one), clinic_task_get_name (other)) == 0;
}

static void
take_task (SyncInvoiceShelf *self, ClinicTask *fresh, JsonObject *row)
{
  const char *id = clinic_task_get_id (fresh);
  SyncShelfWaiting *waiting = g_hash_table_lookup (self->waiting, id);

  share_invoice (self, fresh);
  if (waiting == NULL)
    {
      waiting = g_new0 (SyncShelfWaiting, 1);
      waiting->truth = g_object_ref (fresh);
      waiting->shown = clinic_task_new ();
      g_hash_table_insert (self->waiting, g_strdup (id), waiting);
    }
  else
    {
      if (row != NULL ? is_same_row (row, waiting->row) : is_same_stage (fresh, waiting->truth))
        {
          clinic_task_set_ways (fresh, clinic_task_get_ways (waiting->truth));
          clinic_task_set_fields (fresh, clinic_task_get_fields (waiting->truth));
        }
      clinic_task_update (waiting->truth, fresh);
    }
  g_clear_pointer (&waiting->row, json_object_unref);
  waiting->row = row != NULL ? json_object_ref (row) : NULL;
  sync_shelf_show_task (self, waiting);
}

void
sync_shelf_forget_task (SyncInvoiceShelf *self, const char *id)
{
  SyncShelfWaiting *waiting = g_hash_table_lookup (self->waiting, id);

  if (waiting == NULL)
    return;
  sync_shelf_take_from (self->tasks, waiting->shown);
  g_hash_table_remove (self->waiting, id);
}

static gboolean
on_gone_cb (gpointer user_data)
{
  SyncShelfWaiting *waiting = user_data;
  SyncInvoiceShelf *self = g_object_get_data (G_OBJECT (waiting->shown), "shelf");
  g_autofree char *id = g_strdup (clinic_task_get_id (waiting->shown));

  waiting->gone_id = 0;
  sync_shelf_forget_task (self, id);

  return G_SOURCE_REMOVE;
}

/* says that it was decided elsewhere, for a while */
void
sync_shelf_say_gone (SyncInvoiceShelf *self, SyncShelfWaiting *waiting, const char *words)
{
  clinic_task_set_pending (waiting->shown, FALSE);
  clinic_task_set_problem (waiting->shown, NULL);
  clinic_task_set_gone (waiting->shown, words);
  waiting->leaving = TRUE;
  g_object_set_data (G_OBJECT (waiting->shown), "shelf", self);
  if (waiting->gone_id == 0)
    waiting->gone_id = sync_context_add_timeout (self->context, GONE_SECONDS, on_gone_cb, waiting);
}

/* an answer that was given after the look had begun */
gboolean
sync_shelf_was_answered (SyncInvoiceShelf *self, const char *id, gint64 begun)
{
  const gint64 *when = g_hash_table_lookup (self->answered, id);

  return when != NULL && *when >= begun;
}

static void
note_present (GHashTable *present, ClinicTask *task)
{
  g_hash_table_add (present, g_strdup (clinic_task_get_id (task)));
}

/* (nullable) */
static ClinicFormField *
find_field (GListModel *fields, const char *id)
{
  for (guint i = 0; fields != NULL && i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ClinicFormField) field = g_list_model_get_item (fields, i);

      if (g_strcmp0 (clinic_form_field_get_id (field), id) == 0)
        return field; /* the model keeps it */
    }

  return NULL;
}

/* whom its fields can name */
static void
offer_companies (SyncInvoiceShelf *self, ClinicTask *task, JsonObject *row)
{
  JsonArray *descriptors = sync_invoice_peek_descriptors (row);

  for (guint i = 0; descriptors != NULL && i < json_array_get_length (descriptors); i++)
    {
      JsonObject *descriptor = bx_json_node_object (json_array_get_element (descriptors, i));
      ClinicFormField *field =
        find_field (clinic_task_get_fields (task), bx_json_get_string (descriptor, "Id"));
      SyncPartyRule rule;

      if (field != NULL && sync_invoice_read_rule (descriptor, &rule))
        sync_companies_offer (sync_context_get_companies (self->context), field, &rule);
    }
}

void
sync_shelf_take_process_tasks (SyncInvoiceShelf *self,
                               GPtrArray *rows,
                               gint64 begun,
                               GHashTable *present)
{
  const char *origin = sync_invoice_map_peek_origin (self->context);

  for (guint i = 0; i < rows->len; i++)
    {
      JsonObject *row = g_ptr_array_index (rows, i);
      g_autoptr (ClinicTask) task =
        sync_invoice_map_task (self->scheme, row, sync_shelf_get_me (self), origin);

      if (task == NULL || sync_shelf_was_answered (self, clinic_task_get_id (task), begun))
        continue;
      note_present (present, task);
      offer_companies (self, task, row);
      take_task (self, task, row);
    }
}

void
sync_shelf_take_stage_tasks (SyncInvoiceShelf *self,
                             GPtrArray *rows,
                             gint64 begun,
                             GHashTable *present)
{
  for (guint i = 0; i < rows->len; i++)
    {
      SyncInvoiceRow *one = g_ptr_array_index (rows, i);
      const SyncInvoiceSource *source = sync_invoice_scheme_find_of (self->scheme, one->id, NULL);
      SyncShelfKnown *known = sync_shelf_take_row (self, one->id, one->row, SYNC_SHELF_QUEUE);
      g_autoptr (ClinicTask) task = NULL;

      if (known == NULL || sync_shelf_was_answered (self, one->id, begun))
        continue;
      sync_shelf_place (self, known);
      task =
        sync_invoice_map_stage_task (self->scheme, source, known->truth, sync_shelf_get_me (self));
      if (task == NULL)
        continue;
      note_present (present, task);
      take_task (self, task, NULL);
    }
}

/* what waits in the outbox stays, until the portal has said what became of it */
void
sync_shelf_drop_absent_tasks (SyncInvoiceShelf *self, GHashTable *present, gboolean stages)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  const char *id;
  SyncShelfWaiting *waiting;

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &waiting))
    {
      if ((clinic_task_get_task_id (waiting->truth) == 0) == stages && !waiting->leaving &&
          !g_hash_table_contains (present, id) && !g_hash_table_contains (self->answers, id))
        g_ptr_array_add (gone, g_strdup (id));
    }
  for (guint i = 0; i < gone->len; i++)
    sync_shelf_forget_task (self, g_ptr_array_index (gone, i));
}

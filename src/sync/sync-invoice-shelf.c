/* sync-invoice-shelf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-shelf"

#include "sync-invoice-shelf-private.h"

#include "clinic-file.h"
#include "sync-invoice-keep.h"
#include "sync-invoice-map.h"
#include "sync-invoice-overlay.h"

G_DEFINE_FINAL_TYPE (SyncInvoiceShelf, sync_invoice_shelf, G_TYPE_OBJECT)

static void
known_free (gpointer data)
{
  SyncShelfKnown *known = data;

  g_clear_object (&known->truth);
  g_clear_object (&known->shown);
  g_clear_pointer (&known->row, json_object_unref);
  g_clear_pointer (&known->placed, g_free);
  g_free (known);
}

static void
waiting_free (gpointer data)
{
  SyncShelfWaiting *waiting = data;

  g_clear_handle_id (&waiting->gone_id, g_source_remove);
  g_clear_object (&waiting->truth);
  g_clear_object (&waiting->shown);
  g_clear_pointer (&waiting->row, json_object_unref);
  g_free (waiting);
}

gint64
sync_shelf_get_me (SyncInvoiceShelf *self)
{
  return clinic_link_get_user_id (sync_context_get_link (self->context));
}

GHashTable *
sync_shelf_new_object_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* --- orders --- */

int
sync_shelf_compare_mine (gconstpointer a, gconstpointer b, gpointer data)
{
  ClinicInvoice *one = (ClinicInvoice *) a, *other = (ClinicInvoice *) b;
  gint64 first = clinic_invoice_get_created (one), second = clinic_invoice_get_created (other);

  if (first == second)
    return g_strcmp0 (clinic_invoice_get_id (other), clinic_invoice_get_id (one));

  return first < second ? 1 : -1;
}

/* newest first, by the day they are shown by */
static int
compare_registry (gconstpointer a, gconstpointer b, gpointer data)
{
  g_autofree char *first = sync_invoice_map_dup_day ((ClinicInvoice *) a);
  g_autofree char *second = sync_invoice_map_dup_day ((ClinicInvoice *) b);
  /* what has no day has yet to be paid */
  int order = g_strcmp0 (second != NULL ? second : "9", first != NULL ? first : "9");

  return order != 0 ? order : sync_shelf_compare_mine (a, b, data);
}

/* Puts it where it belongs; TRUE: it is there. */
void
sync_shelf_put_into (GListStore *list, gpointer item, GCompareDataFunc compare)
{
  guint position;

  if (!g_list_store_find (list, item, &position))
    {
      g_list_store_insert_sorted (list, item, compare, NULL);
      return;
    }
  if (position > 0)
    {
      g_autoptr (GObject) before = g_list_model_get_item (G_LIST_MODEL (list), position - 1);

      if (compare (before, item, NULL) > 0)
        {
          g_list_store_sort (list, compare, NULL);
          return;
        }
    }
  if (position + 1 < g_list_model_get_n_items (G_LIST_MODEL (list)))
    {
      g_autoptr (GObject) after = g_list_model_get_item (G_LIST_MODEL (list), position + 1);

      if (compare (item, after, NULL) > 0)
        g_list_store_sort (list, compare, NULL);
    }
}

void
sync_shelf_take_from (GListStore *list, gpointer item)
{
  guint position;

  if (g_list_store_find (list, item, &position))
    g_list_store_remove (list, position);
}

/* --- invoices --- */

static gboolean
is_in_period (SyncInvoiceShelf *self, ClinicInvoice *invoice)
{
  g_autofree char *day = sync_invoice_map_dup_day (invoice);

  return day == NULL || ((self->from == NULL || g_strcmp0 (day, self->from) >= 0) &&
                         (self->to == NULL || g_strcmp0 (day, self->to) <= 0));
}

/* A smart process is queue and registry at once. */
static gboolean
is_of_registry (SyncShelfKnown *known)
{
  ClinicInvoiceState state = clinic_invoice_get_state (known->truth);

  return (known->parts & SYNC_SHELF_REGISTRY) != 0 && state != CLINIC_INVOICE_APPROVAL &&
         state != CLINIC_INVOICE_REWORK;
}

void
sync_shelf_refresh (SyncInvoiceShelf *self, SyncShelfKnown *known)
{
  g_autoptr (ClinicInvoice) fresh = clinic_invoice_new ();
  const char *id = clinic_invoice_get_id (known->truth);

  clinic_invoice_update (fresh, known->truth);
  sync_invoice_map_name (self->context, fresh);
  sync_invoice_overlay (fresh, g_hash_table_lookup (self->pending, id));
  clinic_invoice_update (known->shown, fresh);
}

/* what decides where an invoice stands */
static char *
dup_place (ClinicInvoice *invoice)
{
  g_autofree char *day = sync_invoice_map_dup_day (invoice);

  return g_strdup_printf ("%s %" G_GINT64_FORMAT, day != NULL ? day : "",
                          clinic_invoice_get_created (invoice));
}

/* Among thousands nothing is looked for that is where it belongs. */
void
sync_shelf_place (SyncInvoiceShelf *self, SyncShelfKnown *known)
{
  gboolean mine = (known->parts & SYNC_SHELF_MINE) != 0;
  gboolean registry = is_of_registry (known) && is_in_period (self, known->shown);
  g_autofree char *place = dup_place (known->shown);
  gboolean moved = g_strcmp0 (place, known->placed) != 0;

  if (mine && (moved || !known->in_mine))
    sync_shelf_put_into (self->mine, known->shown, sync_shelf_compare_mine);
  else if (!mine && known->in_mine)
    sync_shelf_take_from (self->mine, known->shown);
  if (registry && (moved || !known->in_registry))
    sync_shelf_put_into (self->registry, known->shown, compare_registry);
  else if (!registry && known->in_registry)
    sync_shelf_take_from (self->registry, known->shown);
  known->in_mine = mine;
  known->in_registry = registry;
  g_free (known->placed);
  known->placed = g_steal_pointer (&place);
}

void
sync_shelf_show (SyncInvoiceShelf *self, const char *id)
{
  SyncShelfKnown *known = id != NULL ? g_hash_table_lookup (self->known, id) : NULL;

  if (known == NULL)
    return;
  sync_shelf_refresh (self, known);
  sync_shelf_place (self, known);
}

void
sync_shelf_forget (SyncInvoiceShelf *self, const char *id)
{
  SyncShelfKnown *known = g_hash_table_lookup (self->known, id);

  if (known == NULL)
    return;
  if (known->in_mine)
    sync_shelf_take_from (self->mine, known->shown);
  if (known->in_registry)
    sync_shelf_take_from (self->registry, known->shown);
  g_hash_table_remove (self->documents, id);
  g_hash_table_remove (self->known, id);
}

/* The objects of files stay as long as the files do: their names are asked for once. */
static GListModel *
inherit_files (GListModel *fresh, GListModel *known)
{
  guint n_files = fresh != NULL ? g_list_model_get_n_items (fresh) : 0;

  if (known == NULL || fresh == NULL || g_list_model_get_n_items (known) != n_files)
    return fresh;
  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (ClinicFile) one = g_list_model_get_item (fresh, i);
      g_autoptr (ClinicFile) other = g_list_model_get_item (known, i);

      if (clinic_file_get_id (one) != clinic_file_get_id (other))
        return fresh;
    }

  return known;
}

SyncShelfKnown *
sync_shelf_take_truth (SyncInvoiceShelf *self, ClinicInvoice *fresh)
{
  const char *id = clinic_invoice_get_id (fresh);
  SyncShelfKnown *known = g_hash_table_lookup (self->known, id);

  if (known == NULL)
    {
      known = g_new0 (SyncShelfKnown, 1);
      known->truth = g_object_ref (fresh);
      known->shown = clinic_invoice_new ();
      g_hash_table_insert (self->known, g_strdup (id), known);
      return known;
    }
  clinic_invoice_set_files (fresh, inherit_files (clinic_invoice_get_files (fresh),
                                                  clinic_invoice_get_files (known->truth)));
  clinic_invoice_set_acts (fresh, inherit_files (clinic_invoice_get_acts (fresh),
                                                 clinic_invoice_get_acts (known->truth)));
  clinic_invoice_update (known->truth, fresh);

  return known;
}

/* (transfer none) (nullable): NULL: nobody knows what the row means */
SyncShelfKnown *
sync_shelf_take_row (SyncInvoiceShelf *self, const char *id, JsonObject *row, guint part)
{
  const SyncInvoiceSource *source =
    self->scheme != NULL ? sync_invoice_scheme_find_of (self->scheme, id, NULL) : NULL;
  g_autoptr (ClinicInvoice) fresh =
    source != NULL
      ? sync_invoice_map_row (source, row, sync_invoice_map_peek_origin (self->context))
      : NULL;
  SyncShelfKnown *known;

  if (fresh == NULL)
    return NULL;
  known = sync_shelf_take_truth (self, fresh);
  known->parts |= part;
  if (part != SYNC_SHELF_REGISTRY)
    {
      g_clear_pointer (&known->row, json_object_unref);
      known->row = json_object_ref (row);
      g_hash_table_add (self->documents, g_strdup (id));
    }
  sync_shelf_refresh (self, known);

  return known;
}

/* --- the registry --- */

/* all at once: thousands of rows are one change of the list */
void
sync_shelf_fill_registry (SyncInvoiceShelf *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  GHashTableIter iter;
  SyncShelfKnown *known;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &known))
    {
      known->in_registry = is_of_registry (known) && is_in_period (self, known->shown);
      if (!known->in_registry)
        continue;
      g_ptr_array_add (shown, known->shown);
      g_free (known->placed);
      known->placed = dup_place (known->shown);
    }
  g_list_store_splice (self->registry, 0, g_list_model_get_n_items (G_LIST_MODEL (self->registry)),
                       shown->pdata, shown->len);
  g_list_store_sort (self->registry, compare_registry, NULL);
}

void
sync_invoice_shelf_show_registry (SyncInvoiceShelf *self, const char *from, const char *to)
{
  g_return_if_fail (SYNC_IS_INVOICE_SHELF (self));

  if (g_strcmp0 (self->from, from) == 0 && g_strcmp0 (self->to, to) == 0)
    return;
  g_free (self->from);
  g_free (self->to);
  self->from = g_strdup (from);
  self->to = g_strdup (to);
  sync_shelf_fill_registry (self);
}

gboolean
sync_shelf_take_registry_rows (SyncInvoiceShelf *self, GPtrArray *rows)
{
  gboolean is_new = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      SyncInvoiceRow *one = g_ptr_array_index (rows, i);
      gboolean was_known = g_hash_table_contains (self->known, one->id);
      SyncShelfKnown *known = sync_shelf_take_row (self, one->id, one->row, SYNC_SHELF_REGISTRY);

      if (known == NULL)
        continue;
      known->round = self->round;
      is_new = is_new || !was_known;
      if (was_known)
        sync_shelf_place (self, known);
    }

  return is_new;
}

void
sync_invoice_shelf_take_registry (SyncInvoiceShelf *self, GPtrArray *rows)
{
  g_return_if_fail (SYNC_IS_INVOICE_SHELF (self));

  if (sync_shelf_take_registry_rows (self, rows))
    sync_shelf_fill_registry (self);
  sync_invoice_keep_registry (sync_context_get_store (self->context), self->scheme, rows);
}

void
sync_invoice_shelf_begin_registry (SyncInvoiceShelf *self)
{
  g_return_if_fail (SYNC_IS_INVOICE_SHELF (self));

  self->round++;
}

void
sync_invoice_shelf_end_registry (SyncInvoiceShelf *self, gint64 created_from)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  const char *id;
  SyncShelfKnown *known;

  g_return_if_fail (SYNC_IS_INVOICE_SHELF (self));

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &known))
    {
      if ((known->parts & SYNC_SHELF_REGISTRY) != 0 && known->round != self->round &&
          clinic_invoice_get_created (known->truth) >= created_from)
        g_ptr_array_add (gone, g_strdup (id));
    }
  for (guint i = 0; i < gone->len; i++)
    {
      id = g_ptr_array_index (gone, i);
      known = g_hash_table_lookup (self->known, id);
      known->parts &= ~(guint) SYNC_SHELF_REGISTRY;
      if (known->parts == 0)
        sync_shelf_forget (self, id);
      else
        sync_shelf_place (self, known);
    }
  sync_invoice_keep_gone (sync_context_get_store (self->context), SYNC_INVOICE_PART_REGISTRY, gone);
}

void
sync_invoice_shelf_take_row (SyncInvoiceShelf *self, const char *id, JsonObject *row)
{
  SyncShelfKnown *known;

  g_return_if_fail (SYNC_IS_INVOICE_SHELF (self));

  known = g_hash_table_lookup (self->known, id);
  known = sync_shelf_take_row (self, id, row,
                               known != NULL && known->parts == SYNC_SHELF_REGISTRY
                                 ? SYNC_SHELF_REGISTRY
                                 : SYNC_SHELF_DOCUMENT);
  if (known != NULL)
    sync_shelf_place (self, known);
}

/* --- for SyncInvoices --- */

/* what each row means is found anew */
void
sync_invoice_shelf_set_scheme (SyncInvoiceShelf *self, SyncInvoiceScheme *scheme)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  const char *id;

  g_return_if_fail (SYNC_IS_INVOICE_SHELF (self));

  g_clear_pointer (&self->scheme, sync_invoice_scheme_unref);
  self->scheme = sync_invoice_scheme_ref (scheme);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
  for (guint i = 0; i < ids->len; i++)
    {
      SyncShelfKnown *known = g_hash_table_lookup (self->known, g_ptr_array_index (ids, i));
      g_autoptr (JsonObject) row = known->row != NULL ? json_object_ref (known->row) : NULL;

      if (row == NULL)
        continue;
      (void) sync_shelf_take_row (self, g_ptr_array_index (ids, i), row,
                                  known->parts & ~(guint) SYNC_SHELF_REGISTRY);
      sync_shelf_place (self, known);
    }
}

GListModel *
sync_invoice_shelf_get_tasks (SyncInvoiceShelf *self)
{
  return G_LIST_MODEL (self->tasks);
}

GListModel *
sync_invoice_shelf_get_mine (SyncInvoiceShelf *self)
{
  return G_LIST_MODEL (self->mine);
}

GListModel *
sync_invoice_shelf_get_registry (SyncInvoiceShelf *self)
{
  return G_LIST_MODEL (self->registry);
}

GHashTable *
sync_invoice_shelf_get_documents (SyncInvoiceShelf *self)
{
  return self->documents;
}

ClinicInvoice *
sync_invoice_shelf_find (SyncInvoiceShelf *self, const char *id)
{
  SyncShelfKnown *known = id != NULL ? g_hash_table_lookup (self->known, id) : NULL;

  return known != NULL ? known->shown : NULL;
}

GListModel *
sync_invoice_shelf_list_known (SyncInvoiceShelf *self)
{
  g_autoptr (GListStore) list = g_list_store_new (CLINIC_TYPE_INVOICE);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GHashTableIter iter;
  SyncShelfKnown *known;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &known))
    g_ptr_array_add (found, known->shown);
  g_list_store_splice (list, 0, 0, found->pdata, found->len);

  return G_LIST_MODEL (g_steal_pointer (&list));
}

void
sync_invoice_shelf_name (SyncInvoiceShelf *self)
{
  GHashTableIter iter;
  SyncShelfKnown *known;
  ClinicInvoice *outgoing;

  g_return_if_fail (SYNC_IS_INVOICE_SHELF (self));

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &known))
    sync_invoice_map_name (self->context, known->shown);
  g_hash_table_iter_init (&iter, self->outgoing);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &outgoing))
    sync_invoice_map_name (self->context, outgoing);
}

static void
sync_invoice_shelf_dispose (GObject *object)
{
  SyncInvoiceShelf *self = SYNC_INVOICE_SHELF (object);

  g_hash_table_remove_all (self->waiting);

  G_OBJECT_CLASS (sync_invoice_shelf_parent_class)->dispose (object);
}

static void
sync_invoice_shelf_finalize (GObject *object)
{
  SyncInvoiceShelf *self = SYNC_INVOICE_SHELF (object);

  g_clear_object (&self->tasks);
  g_clear_object (&self->mine);
  g_clear_object (&self->registry);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_pointer (&self->documents, g_hash_table_unref);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_pointer (&self->outgoing, g_hash_table_unref);
  g_clear_pointer (&self->answered, g_hash_table_unref);
  g_clear_pointer (&self->scheme, sync_invoice_scheme_unref);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_object (&self->commands);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_invoice_shelf_parent_class)->finalize (object);
}

static void
sync_invoice_shelf_class_init (SyncInvoiceShelfClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_invoice_shelf_dispose;
  object_class->finalize = sync_invoice_shelf_finalize;
}

static void
sync_invoice_shelf_init (SyncInvoiceShelf *self)
{
  self->tasks = g_list_store_new (CLINIC_TYPE_TASK);
  self->mine = g_list_store_new (CLINIC_TYPE_INVOICE);
  self->registry = g_list_store_new (CLINIC_TYPE_INVOICE);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, waiting_free);
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pending = sync_shelf_new_object_table ();
  self->answers = sync_shelf_new_object_table ();
  self->outgoing = sync_shelf_new_object_table ();
  self->answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

SyncInvoiceShelf *
sync_invoice_shelf_new (SyncContext *context, GListModel *commands)
{
  SyncInvoiceShelf *self = g_object_new (SYNC_TYPE_INVOICE_SHELF, NULL);

  self->context = g_object_ref (context);
  self->commands = g_object_ref (commands);
  g_signal_connect_object (commands, "items-changed",
                           G_CALLBACK (sync_shelf_on_commands_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

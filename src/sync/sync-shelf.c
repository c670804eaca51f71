/* sync-shelf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-shelf"

#include "sync-shelf.h"

/* One thing; owned by the table. */
typedef struct
{
  gpointer shown; /* owned */
  gpointer truth; /* owned, (nullable): NULL while what is shown is the truth */
  gboolean wanted;
  gboolean listed;
} Entry;

struct _SyncShelf
{
  GObject parent_instance;

  const SyncShelfKind *kind; /* unowned */
  SyncShelfWants wants;
  gpointer owner;       /* unowned */
  GListStore *list;     /* owned */
  GHashTable *entries;  /* owned: id -> Entry */
  GHashTable *commands; /* owned: id -> GPtrArray of ClinicCommand */
  GPtrArray *unsettled; /* owned, of Entry: to be added to the list or taken off it */
  GPtrArray *moved;     /* owned: to be told of */
};

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncShelf, sync_shelf, G_TYPE_OBJECT)

static void
entry_free (Entry *entry)
{
  g_clear_object (&entry->shown);
  g_clear_object (&entry->truth);
  g_slice_free (Entry, entry);
}

static Entry *
find_entry (SyncShelf *self, gint64 id)
{
  return g_hash_table_lookup (self->entries, &id);
}

static gpointer
truth_of (Entry *entry)
{
  return entry->truth != NULL ? entry->truth : entry->shown;
}

/* --- the list --- */

static void
note_place (SyncShelf *self, Entry *entry)
{
  entry->wanted = self->wants (entry->shown, self->owner);
  if (entry->wanted != entry->listed)
    g_ptr_array_add (self->unsettled, entry);
}

static gboolean
is_listed (SyncShelf *self, gpointer shown)
{
  Entry *entry = find_entry (self, self->kind->get_id (shown));

  return entry != NULL && entry->shown == shown && entry->listed;
}

/* one look at the list for all that leave it */
static void
take_off (SyncShelf *self, guint departed)
{
  GListModel *model = G_LIST_MODEL (self->list);

  for (guint i = g_list_model_get_n_items (model); departed > 0 && i > 0; i--)
    {
      g_autoptr (GObject) shown = g_list_model_get_item (model, i - 1);

      if (is_listed (self, shown))
        continue;
      departed--;
      g_list_store_remove (self->list, i - 1);
    }
}

static void
settle_list (SyncShelf *self)
{
  g_autoptr (GPtrArray) arrived = g_ptr_array_new ();
  guint departed = 0;

  for (guint i = 0; i < self->unsettled->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->unsettled, i);

      if (entry->wanted == entry->listed)
        continue;
      entry->listed = entry->wanted;
      if (entry->listed)
        g_ptr_array_add (arrived, entry->shown);
      else
        departed++;
    }
  g_ptr_array_set_size (self->unsettled, 0);
  take_off (self, departed);
  if (arrived->len > 0)
    g_list_store_splice (self->list, g_list_model_get_n_items (G_LIST_MODEL (self->list)), 0,
                         arrived->pdata, arrived->len);
}

static void
tell_moved (SyncShelf *self)
{
  g_autoptr (GPtrArray) moved = g_steal_pointer (&self->moved);

  self->moved = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < moved->len; i++)
    g_signal_emit (self, signals[MOVED], 0, g_ptr_array_index (moved, i));
}

/* --- one thing --- */

/* what is shown, out of the truth and the commands */
static void
show (SyncShelf *self, Entry *entry)
{
  gint64 id = self->kind->get_id (entry->shown);
  GPtrArray *commands = g_hash_table_lookup (self->commands, &id);
  g_autoptr (GObject) shown = NULL;

  if (commands != NULL && entry->truth == NULL)
    entry->truth = self->kind->project (entry->shown, NULL, self->owner);
  if (entry->truth == NULL)
    return;
  shown = self->kind->project (entry->truth, commands, self->owner);
  self->kind->update (entry->shown, shown);
  if (commands == NULL)
    g_clear_object (&entry->truth);
}

static void
add_thing (SyncShelf *self, gpointer fresh)
{
  gint64 id = self->kind->get_id (fresh);
  Entry *entry = g_slice_new0 (Entry);

  entry->shown = g_object_ref (fresh);
  g_hash_table_insert (self->entries, g_memdup2 (&id, sizeof id), entry);
  show (self, entry);
  note_place (self, entry);
}

static void
change_thing (SyncShelf *self, Entry *entry, gpointer fresh)
{
  g_autofree char *stage = g_strdup (self->kind->get_stage_id (entry->shown));

  self->kind->inherit (fresh, truth_of (entry));
  if (entry->truth != NULL)
    {
      self->kind->update (entry->truth, fresh);
      show (self, entry);
    }
  else
    {
      self->kind->update (entry->shown, fresh);
    }
  if (g_strcmp0 (stage, self->kind->get_stage_id (entry->shown)) != 0)
    g_ptr_array_add (self->moved, g_object_ref (entry->shown));
  note_place (self, entry);
}

void
sync_shelf_take (SyncShelf *self, GPtrArray *fresh, gboolean live)
{
  g_return_if_fail (SYNC_IS_SHELF (self));
  g_return_if_fail (fresh != NULL);

  for (guint i = 0; i < fresh->len; i++)
    {
      gpointer thing = g_ptr_array_index (fresh, i);
      Entry *entry = find_entry (self, self->kind->get_id (thing));

      if (entry == NULL)
        add_thing (self, thing);
      else if (live &&
               self->kind->get_modified (thing) >= self->kind->get_modified (truth_of (entry)))
        change_thing (self, entry, thing);
    }
  settle_list (self);
  tell_moved (self);
}

void
sync_shelf_remove (SyncShelf *self, GArray *ids)
{
  guint departed = 0;

  g_return_if_fail (SYNC_IS_SHELF (self));

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      Entry *entry = find_entry (self, id);

      if (entry == NULL)
        continue;
      departed += entry->listed ? 1 : 0;
      g_hash_table_remove (self->entries, &id);
    }
  take_off (self, departed);
}

void
sync_shelf_set_commands (SyncShelf *self, gint64 id, GPtrArray *commands)
{
  Entry *entry;

  g_return_if_fail (SYNC_IS_SHELF (self));

  if (commands != NULL && commands->len > 0)
    g_hash_table_replace (self->commands, g_memdup2 (&id, sizeof id), g_ptr_array_ref (commands));
  else
    g_hash_table_remove (self->commands, &id);
  entry = find_entry (self, id);
  if (entry == NULL)
    return;
  show (self, entry);
  note_place (self, entry);
  settle_list (self);
}

GPtrArray *
sync_shelf_get_commands (SyncShelf *self, gint64 id)
{
  g_return_val_if_fail (SYNC_IS_SHELF (self), NULL);

  return g_hash_table_lookup (self->commands, &id);
}

void
sync_shelf_rename (SyncShelf *self, gint64 from, gint64 to)
{
  gpointer key;
  gpointer entry;

  g_return_if_fail (SYNC_IS_SHELF (self));

  if (find_entry (self, to) != NULL)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      /* the portal's own came first */
      g_array_append_val (ids, from);
      sync_shelf_remove (self, ids);
      return;
    }
  if (!g_hash_table_steal_extended (self->entries, &from, &key, &entry))
    return;
  g_clear_pointer (&key, g_free);
  g_object_set (((Entry *) entry)->shown, "id", to, NULL);
  g_hash_table_insert (self->entries, g_memdup2 (&to, sizeof to), entry);
}

void
sync_shelf_review (SyncShelf *self, GFunc func, gpointer user_data)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (SYNC_IS_SHELF (self));

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (func != NULL)
        func (entry->shown, user_data);
      if (func != NULL && entry->truth != NULL)
        func (entry->truth, user_data);
      if (entry->truth != NULL)
        show (self, entry);
      note_place (self, entry);
    }
  settle_list (self);
}

GListModel *
sync_shelf_get_list (SyncShelf *self)
{
  g_return_val_if_fail (SYNC_IS_SHELF (self), NULL);

  return G_LIST_MODEL (self->list);
}

gpointer
sync_shelf_find (SyncShelf *self, gint64 id)
{
  Entry *entry;

  g_return_val_if_fail (SYNC_IS_SHELF (self), NULL);

  entry = find_entry (self, id);

  return entry != NULL ? entry->shown : NULL;
}

gpointer
sync_shelf_find_truth (SyncShelf *self, gint64 id)
{
  Entry *entry;

  g_return_val_if_fail (SYNC_IS_SHELF (self), NULL);

  entry = find_entry (self, id);

  return entry != NULL ? truth_of (entry) : NULL;
}

GPtrArray *
sync_shelf_list_all (SyncShelf *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer entry;

  g_return_val_if_fail (SYNC_IS_SHELF (self), all);

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (all, g_object_ref (((Entry *) entry)->shown));

  return all;
}

static void
sync_shelf_finalize (GObject *object)
{
  SyncShelf *self = SYNC_SHELF (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->commands, g_hash_table_unref);
  g_clear_pointer (&self->unsettled, g_ptr_array_unref);
  g_clear_pointer (&self->moved, g_ptr_array_unref);

  G_OBJECT_CLASS (sync_shelf_parent_class)->finalize (object);
}

static void
sync_shelf_class_init (SyncShelfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_shelf_finalize;

  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

static void
sync_shelf_init (SyncShelf *self)
{
  self->entries =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) entry_free);
  self->commands =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->unsettled = g_ptr_array_new ();
  self->moved = g_ptr_array_new_with_free_func (g_object_unref);
}

SyncShelf *
sync_shelf_new (const SyncShelfKind *kind, GType type, SyncShelfWants wants, gpointer owner)
{
  SyncShelf *self = g_object_new (SYNC_TYPE_SHELF, NULL);

  self->kind = kind;
  self->wants = wants;
  self->owner = owner;
  self->list = g_list_store_new (type);

  return self;
}

/* sync-mis-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-list"

#include "sync-mis-list.h"

#include <glib/gi18n.h>

#include "bx-json.h"
#include "sync-mis-words.h"
#include "sync-mismatch.h"
#include "sync-queue.h"
#include "sync-send.h"

#define DOCUMENT "mis-kept"

/* What an appointment's card shows; owned by the table. */
typedef struct
{
  gint64 id;
  gint64 mismatches;
  gint64 start;
  const char *word; /* unowned, (nullable): while it is being shown */
} Badge;

struct _SyncMisList
{
  GObject parent_instance;

  SyncContext *context; /* owned */
  SyncBook *book;       /* unowned, outlives this */
  GListModel *commands; /* owned */
  GHashTable *all;      /* owned: id -> ClinicMismatch, also those that stand */
  GHashTable *kept;     /* owned: id -> checksum of both sides, of those that stand */
  GHashTable *badged;   /* owned: id of an appointment -> Badge */
  GListStore *list;     /* owned */
  gboolean loaded;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SyncMisList, sync_mis_list, G_TYPE_OBJECT)

/* --- what people let stand --- */

static void
on_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_warning ("It cannot be kept what was let stand: %s", error->message);
}

static void
store_kept (SyncMisList *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer id;
  gpointer fingerprint;

  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &id, &fingerprint))
    json_object_set_string_member (object, id, fingerprint);
  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  store_repository_put_document_async (sync_context_get_store (self->context), DOCUMENT, text, NULL,
                                       on_stored_cb, NULL);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncMisList) self = user_data;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, NULL);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonObject *object = bx_json_node_object (node);
  JsonObjectIter iter;
  const char *id;

  self->loaded = TRUE;
  if (object != NULL)
    {
      json_object_iter_init (&iter, object);
      while (json_object_iter_next (&iter, &id, NULL))
        g_hash_table_insert (self->kept, g_strdup (id), bx_json_dup_string (object, id));
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
sync_mis_list_load (SyncMisList *self)
{
  g_return_if_fail (SYNC_IS_MIS_LIST (self));

  store_repository_get_document_async (sync_context_get_store (self->context), DOCUMENT, NULL,
                                       on_loaded_cb, g_object_ref (self));
}

gboolean
sync_mis_list_is_loaded (SyncMisList *self)
{
  return self->loaded;
}

static gboolean
is_kept (SyncMisList *self, ClinicMismatch *mismatch)
{
  const char *fingerprint = g_hash_table_lookup (self->kept, clinic_mismatch_get_id (mismatch));
  g_autofree char *now = fingerprint != NULL ? sync_mismatch_dup_checksum (mismatch) : NULL;

  return now != NULL && g_str_equal (now, fingerprint);
}

/* what is no mismatch any more, or another one, need not be remembered */
static void
forget_others (SyncMisList *self)
{
  GHashTableIter iter;
  gpointer id;
  gboolean changed = FALSE;

  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      ClinicMismatch *mismatch = g_hash_table_lookup (self->all, id);

      if (mismatch != NULL && is_kept (self, mismatch))
        continue;
      g_hash_table_iter_remove (&iter);
      changed = TRUE;
    }
  if (changed)
    store_kept (self);
}

/* --- what is shown --- */

static void
add_badge (GHashTable *badges, ClinicAppointment *appointment, ClinicMismatch *mismatch)
{
  gint64 id = appointment != NULL ? clinic_appointment_get_id (appointment) : 0;
  Badge *badge;

  if (id <= 0)
    return;
  badge = g_hash_table_lookup (badges, &id);
  if (badge == NULL)
    {
      badge = g_new0 (Badge, 1);
      badge->id = id;
      g_hash_table_insert (badges, &badge->id, badge);
    }
  badge->mismatches |= (gint64) 1 << clinic_mismatch_get_kind (mismatch);
  if (clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_TIME)
    badge->start = clinic_mis_visit_get_start (clinic_mismatch_get_visit (mismatch));
  else if (clinic_mismatch_get_kind (mismatch) == CLINIC_MISMATCH_STATUS)
    badge->word = clinic_mis_visit_get_raw_status (clinic_mismatch_get_visit (mismatch));
}

static GHashTable *
new_badges (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
}

static void
show_badges (SyncMisList *self, GPtrArray *order)
{
  g_autoptr (GHashTable) badges = new_badges ();
  g_autoptr (GHashTable) before = self->badged;
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < order->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (order, i);

      add_badge (badges, clinic_mismatch_get_appointment (mismatch), mismatch);
      add_badge (badges, clinic_mismatch_get_other (mismatch), mismatch);
    }
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (!g_hash_table_contains (badges, &((Badge *) value)->id))
        sync_book_set_mismatches (self->book, ((Badge *) value)->id, 0, 0, NULL);
    }
  g_hash_table_iter_init (&iter, badges);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Badge *badge = value;

      sync_book_set_mismatches (self->book, badge->id, badge->mismatches, badge->start,
                                badge->word);
    }
  self->badged = g_steal_pointer (&badges);
}

static void
show (SyncMisList *self)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer mismatch;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, NULL, &mismatch))
    {
      if (!is_kept (self, mismatch))
        g_ptr_array_add (order, mismatch);
    }
  g_ptr_array_sort (order, sync_mismatch_compare);
  sync_mis_settle (self->list, order);
  show_badges (self, order);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- how far the repair is --- */

/* (nullable): the target of a repair among the outbox's commands */
static const char *
peek_target (ClinicCommand *command)
{
  return sync_command_peek (command, SYNC_MIS_TARGET);
}

static void
set_repair (ClinicMismatch *mismatch, gboolean pending, const char *problem)
{
  clinic_mismatch_set_pending (mismatch, pending);
  clinic_mismatch_set_problem (mismatch, problem);
}

static gboolean
is_of_target (ClinicMismatch *mismatch, const char *target)
{
  g_autofree char *own = sync_mismatch_dup_target (mismatch);

  return g_str_equal (own, target);
}

void
sync_mis_list_set_repair (SyncMisList *self,
                          const char *target,
                          gboolean pending,
                          const char *problem)
{
  GHashTableIter iter;
  gpointer mismatch;

  g_return_if_fail (SYNC_IS_MIS_LIST (self));

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, NULL, &mismatch))
    {
      if (is_of_target (mismatch, target) && clinic_mismatch_get_can_take (mismatch))
        set_repair (mismatch, pending, problem);
    }
}

static const char *
peek_problem (ClinicCommand *command)
{
  const char *problem = clinic_command_get_problem (command);

  return problem != NULL && *problem != '\0' ? problem : _ ("Somebody changed it meanwhile");
}

void
sync_mis_list_note_command (SyncMisList *self, ClinicCommand *command)
{
  const char *target = peek_target (command);

  g_return_if_fail (SYNC_IS_MIS_LIST (self));

  /* what is done stays on show as under way until the comparison says what it is now */
  if (target == NULL || clinic_command_get_state (command) == CLINIC_COMMAND_DONE)
    return;
  if (sync_command_needs_decision (command))
    sync_mis_list_set_repair (self, target, FALSE, peek_problem (command));
  else
    sync_mis_list_set_repair (self, target, TRUE, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

ClinicCommand *
sync_mis_list_find_failed (SyncMisList *self, const char *target)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->commands); i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (self->commands, i);

      if (g_strcmp0 (peek_target (command), target) == 0 && sync_command_needs_decision (command))
        return command; /* the list has it */
    }

  return NULL;
}

static void
note_all_commands (SyncMisList *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->commands); i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (self->commands, i);
      const char *target = peek_target (command);

      if (target != NULL)
        sync_mis_list_note_command (self, command);
    }
}

/* --- what a comparison found --- */

/* takes what is known of it over */
static void
take_one (SyncMisList *self, GHashTable *before, ClinicMismatch *fresh)
{
  const char *id = clinic_mismatch_get_id (fresh);
  ClinicMismatch *known = g_hash_table_lookup (before, id);

  if (known == NULL)
    {
      clinic_mismatch_set_found (fresh, sync_context_get_now (self->context));
      g_hash_table_insert (self->all, g_strdup (id), g_object_ref (fresh));
      return;
    }
  /* a problem stays until one of the sides changes */
  {
    g_autofree char *was = sync_mismatch_dup_fingerprint (known);
    g_autofree char *is = sync_mismatch_dup_fingerprint (fresh);

    if (g_str_equal (was, is))
      clinic_mismatch_set_problem (fresh, clinic_mismatch_get_problem (known));
  }
  clinic_mismatch_set_found (fresh, clinic_mismatch_get_found (known));
  clinic_mismatch_update (known, fresh);
  g_hash_table_insert (self->all, g_strdup (id), g_object_ref (known));
}

void
sync_mis_list_take (SyncMisList *self, GPtrArray *fresh, GHashTable *undecided)
{
  g_autoptr (GHashTable) before = NULL;
  GHashTableIter iter;
  gpointer known;

  g_return_if_fail (SYNC_IS_MIS_LIST (self));

  before = self->all;
  self->all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint i = 0; i < fresh->len; i++)
    take_one (self, before, g_ptr_array_index (fresh, i));
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &known))
    {
      g_autofree char *target = sync_mismatch_dup_target (known);
      const char *id = clinic_mismatch_get_id (known);

      if (g_hash_table_contains (undecided, target) && !g_hash_table_contains (self->all, id))
        g_hash_table_insert (self->all, g_strdup (id), g_object_ref (known));
    }
  forget_others (self);
  note_all_commands (self);
  show (self);
}

void
sync_mis_list_clear (SyncMisList *self)
{
  g_return_if_fail (SYNC_IS_MIS_LIST (self));

  g_hash_table_remove_all (self->all);
  show (self);
}

/* --- what a person wants --- */

void
sync_mis_list_keep (SyncMisList *self, ClinicMismatch *mismatch)
{
  g_return_if_fail (SYNC_IS_MIS_LIST (self));
  g_return_if_fail (CLINIC_IS_MISMATCH (mismatch));

  g_hash_table_insert (self->kept, g_strdup (clinic_mismatch_get_id (mismatch)),
                       sync_mismatch_dup_checksum (mismatch));
  store_kept (self);
  show (self);
}

void
sync_mis_list_undo_keep (SyncMisList *self, ClinicMismatch *mismatch)
{
  g_return_if_fail (SYNC_IS_MIS_LIST (self));
  g_return_if_fail (CLINIC_IS_MISMATCH (mismatch));

  if (!g_hash_table_remove (self->kept, clinic_mismatch_get_id (mismatch)))
    return;
  store_kept (self);
  show (self);
}

GPtrArray *
sync_mis_list_dup_group (SyncMisList *self, ClinicMismatch *mismatch)
{
  GPtrArray *group = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *target = sync_mismatch_dup_target (mismatch);
  GListModel *model = G_LIST_MODEL (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ClinicMismatch) one = g_list_model_get_item (model, i);

      if (clinic_mismatch_get_can_take (one) && is_of_target (one, target))
        g_ptr_array_add (group, g_steal_pointer (&one));
    }

  return group;
}

/* What stands there by a person's word, waits for one, or is on its way is no part of it, and keeps
 * nothing else of the same appointment from being repaired. */
GPtrArray *
sync_mis_list_dup_automatic (SyncMisList *self)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) by_target = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *model = G_LIST_MODEL (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ClinicMismatch) mismatch = g_list_model_get_item (model, i);
      g_autofree char *target = sync_mismatch_dup_target (mismatch);
      GPtrArray *group = g_hash_table_lookup (by_target, target);

      if (!clinic_mismatch_get_automatic (mismatch) || clinic_mismatch_get_pending (mismatch))
        continue;
      if (group == NULL)
        {
          group = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (by_target, g_steal_pointer (&target), group);
          g_ptr_array_add (groups, group);
        }
      g_ptr_array_add (group, g_steal_pointer (&mismatch));
    }

  return groups;
}

GListModel *
sync_mis_list_get_list (SyncMisList *self)
{
  g_return_val_if_fail (SYNC_IS_MIS_LIST (self), NULL);

  return G_LIST_MODEL (self->list);
}

guint
sync_mis_list_count_waiting (SyncMisList *self)
{
  GListModel *model = G_LIST_MODEL (self->list);
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ClinicMismatch) mismatch = g_list_model_get_item (model, i);

      count +=
        !clinic_mismatch_get_pending (mismatch) && (!clinic_mismatch_get_automatic (mismatch) ||
                                                    clinic_mismatch_get_problem (mismatch) != NULL);
    }

  return count;
}

static void
sync_mis_list_finalize (GObject *object)
{
  SyncMisList *self = SYNC_MIS_LIST (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->all, g_hash_table_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->badged, g_hash_table_unref);
  g_clear_object (&self->commands);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_mis_list_parent_class)->finalize (object);
}

static void
sync_mis_list_class_init (SyncMisListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_mis_list_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sync_mis_list_init (SyncMisList *self)
{
  self->all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->badged = new_badges ();
  self->list = g_list_store_new (CLINIC_TYPE_MISMATCH);
}

SyncMisList *
sync_mis_list_new (SyncContext *context, SyncBook *book, GListModel *commands)
{
  SyncMisList *self = g_object_new (SYNC_TYPE_MIS_LIST, NULL);

  self->context = g_object_ref (context);
  self->book = book;
  self->commands = g_object_ref (commands);

  return self;
}

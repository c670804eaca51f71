/* sync-feed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-feed"

#include "sync-feed.h"

#include "bx-json.h"
#include "clinic-file.h"
#include "sync-map.h"
#include "sync-news-map.h"
#include "sync-queue.h"
#include "sync-send.h"

struct _SyncFeed
{
  GObject parent_instance;

  SyncContext *context; /* owned */
  GListModel *commands; /* owned: the outbox's */
  GListStore *posts;    /* owned, of ClinicPost: as shown, newest first */
  GHashTable *shown;    /* owned: id -> ClinicPost, those of posts */
  GHashTable *truths;   /* owned: id -> ClinicPost: as the portal has them */
  GHashTable *pending;  /* owned: id -> ClinicCommand: the last one about a post */
};

G_DEFINE_FINAL_TYPE (SyncFeed, sync_feed, G_TYPE_OBJECT)

static GHashTable *
new_id_table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

/* --- what is shown --- */

static gint64
get_me (SyncFeed *self)
{
  return clinic_link_get_user_id (sync_context_get_link (self->context));
}

static gboolean
waits (ClinicCommand *command)
{
  ClinicCommandState state = clinic_command_get_state (command);

  return state == CLINIC_COMMAND_WAITING || state == CLINIC_COMMAND_SENDING ||
         state == CLINIC_COMMAND_CHECKING;
}

static gboolean
is_settled (ClinicPost *truth)
{
  return clinic_post_get_state (truth) == CLINIC_POST_READ ||
         clinic_post_get_state (truth) == CLINIC_POST_POLLED;
}

/* Who has read the text as it was is asked again; whoever wrote it is not. */
static gboolean
is_read (SyncFeed *self, ClinicPost *truth)
{
  const char *read = clinic_post_get_read_revision (truth);

  return is_settled (truth) &&
         (read == NULL || g_strcmp0 (read, clinic_post_get_revision (truth)) == 0 ||
          clinic_post_get_author_id (truth) == get_me (self));
}

/* lays what was done here over what the portal says */
static void
project (SyncFeed *self, ClinicPost *fresh, ClinicCommand *command)
{
  if (!clinic_post_get_important (fresh))
    {
      clinic_post_set_state (fresh, CLINIC_POST_PLAIN);
    }
  /* what was refused may have been done in the browser */
  else if (command != NULL && sync_command_needs_decision (command) && !is_read (self, fresh))
    {
      const char *problem = clinic_command_get_problem (command);

      clinic_post_set_state (fresh, CLINIC_POST_REFUSED);
      clinic_post_set_problem (fresh, problem);
      clinic_post_set_poll (fresh, sync_command_peek (command, SYNC_POST_OFFER));
      clinic_post_set_read (fresh, sync_command_peek_int (command, "at"));
    }
  else if (command != NULL && waits (command))
    {
      clinic_post_set_state (fresh, sync_command_peek (command, SYNC_POST_VOTED) != NULL
                                      ? CLINIC_POST_WAITING
                                      : CLINIC_POST_SENT);
      clinic_post_set_read (fresh, sync_command_peek_int (command, "at"));
    }
  else if (is_settled (fresh) && !is_read (self, fresh))
    {
      clinic_post_set_state (fresh, CLINIC_POST_UNREAD);
    }
}

static gint
compare_posts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  ClinicPost *first = CLINIC_POST ((gpointer) a);
  ClinicPost *second = CLINIC_POST ((gpointer) b);
  gint64 one = clinic_post_get_published (first);
  gint64 other = clinic_post_get_published (second);

  if (one == other)
    {
      one = clinic_post_get_id (first);
      other = clinic_post_get_id (second);
    }

  return (one < other) - (one > other);
}

static void
show (SyncFeed *self, gint64 id)
{
  ClinicPost *truth = g_hash_table_lookup (self->truths, &id);
  ClinicPost *shown = g_hash_table_lookup (self->shown, &id);
  g_autoptr (ClinicPost) fresh = NULL;

  if (truth == NULL)
    return;
  fresh = clinic_post_new ();
  clinic_post_update (fresh, truth);
  project (self, fresh, g_hash_table_lookup (self->pending, &id));
  if (shown == NULL)
    {
      g_hash_table_insert (self->shown, g_memdup2 (&id, sizeof id), g_object_ref (fresh));
      g_list_store_insert_sorted (self->posts, fresh, compare_posts, NULL);
      return;
    }
  if (clinic_post_get_published (shown) != clinic_post_get_published (fresh))
    {
      clinic_post_update (shown, fresh);
      g_list_store_sort (self->posts, compare_posts, NULL);
      return;
    }
  clinic_post_update (shown, fresh);
}

static void
forget (SyncFeed *self, gint64 id)
{
  ClinicPost *shown = g_hash_table_lookup (self->shown, &id);
  guint position;

  if (shown != NULL && g_list_store_find (self->posts, shown, &position))
    g_list_store_remove (self->posts, position);
  g_hash_table_remove (self->shown, &id);
  g_hash_table_remove (self->truths, &id);
}

/* --- the store --- */

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_posts_finish (STORE_REPOSITORY (source), result, &error))
    g_warning ("The news cannot be kept: %s", error->message);
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_remove_posts_finish (STORE_REPOSITORY (source), result, &error))
    g_warning ("Old news cannot be removed: %s", error->message);
}

static void
keep (SyncFeed *self, GPtrArray *truths)
{
  if (truths->len > 0)
    store_repository_put_posts_async (sync_context_get_store (self->context), truths, NULL,
                                      on_kept_cb, NULL);
}

static void
keep_one (SyncFeed *self, ClinicPost *truth)
{
  g_autoptr (GPtrArray) truths = g_ptr_array_new ();

  g_ptr_array_add (truths, truth);
  keep (self, truths);
}

void
sync_feed_remove (SyncFeed *self, GArray *ids)
{
  if (ids->len == 0)
    return;
  for (guint i = 0; i < ids->len; i++)
    forget (self, g_array_index (ids, gint64, i));
  store_repository_remove_posts_async (sync_context_get_store (self->context), ids, NULL,
                                       on_removed_cb, NULL);
}

/* --- what the portal says --- */

static ClinicFile *
find_file (GListModel *files, gint64 id)
{
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (files, i);

      if (clinic_file_get_id (file) == id)
        return g_steal_pointer (&file);
    }

  return NULL;
}

/* One object per file, and the list of them stays when it is the same. */
static void
inherit_files (ClinicPost *fresh, GListModel *known)
{
  GListModel *files = clinic_post_get_files (fresh);
  guint n_files = g_list_model_get_n_items (files);
  g_autoptr (GListStore) kept = g_list_store_new (CLINIC_TYPE_FILE);
  gboolean is_same = known != NULL && g_list_model_get_n_items (known) == n_files;

  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (files, i);
      g_autoptr (ClinicFile) old = find_file (known, clinic_file_get_id (file));

      is_same = is_same && old != NULL;
      g_list_store_append (kept, old != NULL ? old : file);
    }
  clinic_post_set_files (fresh, is_same ? known : G_LIST_MODEL (kept));
}

/* what the row of a post does not say */
static void
inherit (ClinicPost *fresh, ClinicPost *known)
{
  inherit_files (fresh, clinic_post_get_files (known));
  clinic_post_set_read (fresh, clinic_post_get_read (known));
  clinic_post_set_read_revision (fresh, clinic_post_get_read_revision (known));
  if (clinic_post_get_author_name (fresh) == NULL)
    clinic_post_set_author_name (fresh, clinic_post_get_author_name (known));
  if (clinic_post_get_important (fresh) && clinic_post_get_important (known))
    clinic_post_set_state (fresh, clinic_post_get_state (known));
}

/* Takes a post over, fresh: (transfer full); TRUE: it was not known. */
gboolean
sync_feed_take_post (SyncFeed *self, ClinicPost *fresh, GPtrArray *changed)
{
  gint64 id = clinic_post_get_id (fresh);
  ClinicPost *known = g_hash_table_lookup (self->truths, &id);

  if (known != NULL)
    {
      g_autoptr (ClinicPost) owned = fresh;

      inherit (fresh, known);
      clinic_post_update (known, fresh);
      g_ptr_array_add (changed, known);
      show (self, id);
      return FALSE;
    }
  g_hash_table_insert (self->truths, g_memdup2 (&id, sizeof id), fresh);
  g_ptr_array_add (changed, fresh);
  show (self, id);

  return TRUE;
}

guint
sync_feed_take_rows (SyncFeed *self, JsonNode *result, GHashTable *ids)
{
  g_autoptr (GPtrArray) rows = sync_news_map_rows (result);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  guint n_new = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      ClinicPost *post = sync_news_map_post (self->context, g_ptr_array_index (rows, i));
      gint64 id = post != NULL ? clinic_post_get_id (post) : 0;

      if (post == NULL)
        continue;
      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
      n_new += sync_feed_take_post (self, post, changed) ? 1 : 0;
    }
  keep (self, changed);

  return n_new;
}

/* the whole feed fits into its first page: what is not there is not there any more */
void
sync_feed_remove_all_but (SyncFeed *self, GHashTable *ids)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gint64 *id;

  g_hash_table_iter_init (&iter, self->truths);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      if (!g_hash_table_contains (ids, id))
        g_array_append_val (gone, *id);
    }
  sync_feed_remove (self, gone);
}

/* --- the outbox --- */

static void
note_pending (SyncFeed *self, ClinicCommand *command)
{
  gint64 post = sync_command_peek_int (command, "post");

  if (clinic_command_get_kind (command) != CLINIC_COMMAND_READ_POST || post <= 0)
    return;
  g_hash_table_replace (self->pending, g_memdup2 (&post, sizeof post), g_object_ref (command));
}

static void
show_all_of (SyncFeed *self, GHashTable *posts)
{
  GHashTableIter iter;
  gint64 *id;

  g_hash_table_iter_init (&iter, posts);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    show (self, *id);
}

static void
on_commands_changed_cb (SyncFeed *self)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&self->pending);

  self->pending = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (self->commands); i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (self->commands, i);

      note_pending (self, command);
    }
  show_all_of (self, before);
  show_all_of (self, self->pending);
}

/* The portal's list of readers has this person, or the poll her answer. Kept before the command
 * leaves the disk. */
static void
note_read (SyncFeed *self, ClinicCommand *command)
{
  gint64 post = sync_command_peek_int (command, "post");
  ClinicPost *truth = g_hash_table_lookup (self->truths, &post);
  const char *revision = sync_command_peek (command, "revision");

  if (truth == NULL)
    return;
  clinic_post_set_state (truth, sync_command_peek (command, SYNC_POST_POLL) != NULL
                                  ? CLINIC_POST_POLLED
                                  : CLINIC_POST_READ);
  clinic_post_set_read (truth, sync_command_peek_int (command, "at"));
  clinic_post_set_read_revision (truth,
                                 revision != NULL ? revision : clinic_post_get_revision (truth));
  keep_one (self, truth);
}

void
sync_feed_note_command (SyncFeed *self, ClinicCommand *command)
{
  g_return_if_fail (SYNC_IS_FEED (self));
  g_return_if_fail (CLINIC_IS_COMMAND (command));

  if (clinic_command_get_kind (command) != CLINIC_COMMAND_READ_POST)
    return;
  if (clinic_command_get_state (command) == CLINIC_COMMAND_DONE)
    note_read (self, command);
  show (self, sync_command_peek_int (command, "post"));
}

/* --- for SyncNews --- */

void
sync_feed_take_stored (SyncFeed *self, GPtrArray *posts)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->posts));

  for (guint i = 0; i < posts->len; i++)
    {
      ClinicPost *post = g_ptr_array_index (posts, i);
      gint64 id = clinic_post_get_id (post);
      ClinicPost *fresh;

      if (g_hash_table_contains (self->truths, &id))
        continue;
      g_hash_table_insert (self->truths, g_memdup2 (&id, sizeof id), g_object_ref (post));
      fresh = clinic_post_new ();
      clinic_post_update (fresh, post);
      project (self, fresh, g_hash_table_lookup (self->pending, &id));
      g_hash_table_insert (self->shown, g_memdup2 (&id, sizeof id), g_object_ref (fresh));
      g_ptr_array_add (shown, fresh);
    }
  g_list_store_splice (self->posts, n_shown, 0, shown->pdata, shown->len);
  /* what the store has is sorted */
  if (n_shown > 0)
    g_list_store_sort (self->posts, compare_posts, NULL);
}

void
sync_feed_update (SyncFeed *self, GPtrArray *truths)
{
  g_return_if_fail (SYNC_IS_FEED (self));

  for (guint i = 0; i < truths->len; i++)
    show (self, clinic_post_get_id (g_ptr_array_index (truths, i)));
  keep (self, truths);
}

/* names that came late */
void
sync_feed_name_authors (SyncFeed *self)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  GHashTableIter iter;
  ClinicPost *truth;

  g_return_if_fail (SYNC_IS_FEED (self));

  g_hash_table_iter_init (&iter, self->truths);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &truth))
    {
      g_autofree char *name =
        sync_map_dup_user_name (self->context, clinic_post_get_author_id (truth));

      if (name == NULL || g_strcmp0 (name, clinic_post_get_author_name (truth)) == 0)
        continue;
      clinic_post_set_author_name (truth, name);
      g_ptr_array_add (changed, truth);
    }
  for (guint i = 0; i < changed->len; i++)
    show (self, clinic_post_get_id (g_ptr_array_index (changed, i)));
}

GListModel *
sync_feed_get_posts (SyncFeed *self)
{
  g_return_val_if_fail (SYNC_IS_FEED (self), NULL);

  return G_LIST_MODEL (self->posts);
}

GHashTable *
sync_feed_get_truths (SyncFeed *self)
{
  g_return_val_if_fail (SYNC_IS_FEED (self), NULL);

  return self->truths;
}

static void
sync_feed_finalize (GObject *object)
{
  SyncFeed *self = SYNC_FEED (object);

  g_clear_object (&self->posts);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->truths, g_hash_table_unref);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_object (&self->commands);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_feed_parent_class)->finalize (object);
}

static void
sync_feed_class_init (SyncFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_feed_finalize;
}

static void
sync_feed_init (SyncFeed *self)
{
  self->posts = g_list_store_new (CLINIC_TYPE_POST);
  self->shown = new_id_table ();
  self->truths = new_id_table ();
  self->pending = new_id_table ();
}

SyncFeed *
sync_feed_new (SyncContext *context, GListModel *commands)
{
  SyncFeed *self = g_object_new (SYNC_TYPE_FEED, NULL);

  self->context = g_object_ref (context);
  self->commands = g_object_ref (commands);
  g_signal_connect_object (commands, "items-changed", G_CALLBACK (on_commands_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

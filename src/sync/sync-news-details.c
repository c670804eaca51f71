/* sync-news-details.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-news-details"

#include "sync-news-details.h"

#include "bx-json.h"
#include "clinic-file.h"
#include "sync-news-ask.h"
#include "sync-news-map.h"

/* unread posts beyond a page that are looked after with it */
#define MOST_OLD 10

struct _SyncNewsDetails
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  SyncFeed *feed;            /* owned */
  GCancellable *cancellable; /* owned */
  GHashTable *asked_users;   /* owned: ids that the portal was asked for */
  GHashTable *asked_files;   /* owned: likewise */
};

G_DEFINE_FINAL_TYPE (SyncNewsDetails, sync_news_details, G_TYPE_OBJECT)

/* One batch; owned by its callback. */
typedef struct
{
  SyncNewsDetails *self; /* owned */
  SyncNewsAsk *ask;      /* owned */
  GArray *old;           /* owned: posts that are asked for by id */
} Asking;

static Asking *
asking_new (SyncNewsDetails *self)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->self = g_object_ref (self);
  asking->ask = sync_news_ask_new ();
  asking->old = g_array_new (FALSE, FALSE, sizeof (gint64));

  return asking;
}

static void
asking_free (Asking *asking)
{
  g_clear_object (&asking->self);
  g_clear_pointer (&asking->ask, sync_news_ask_free);
  g_clear_pointer (&asking->old, g_array_unref);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

/* --- answers --- */

/* the portal's word on whether this person has read a post */
static void
take_reader (SyncNewsDetails *self, ClinicPost *truth, gboolean has_read)
{
  /* the list does not know who said so by a poll */
  if (!has_read && clinic_post_get_state (truth) == CLINIC_POST_POLLED)
    return;
  clinic_post_set_state (truth, has_read ? CLINIC_POST_READ : CLINIC_POST_UNREAD);
  /* read elsewhere: in the browser, at another desk */
  if (has_read && clinic_post_get_read_revision (truth) == NULL)
    clinic_post_set_read_revision (truth, clinic_post_get_revision (truth));
}

static void
take_readers (SyncNewsDetails *self, Asking *asking, GPtrArray *changed)
{
  gint64 me = clinic_link_get_user_id (sync_context_get_link (self->context));
  GHashTableIter iter;
  ClinicPost *truth;

  /* nobody knows yet who this person is */
  if (me <= 0)
    return;
  g_hash_table_iter_init (&iter, sync_feed_get_truths (self->feed));
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &truth))
    {
      int answer = sync_news_ask_has_read (asking->ask, clinic_post_get_id (truth), me);

      if (answer < 0 || !clinic_post_get_important (truth))
        continue;
      take_reader (self, truth, answer == 1);
      g_ptr_array_add (changed, truth);
    }
}

static void
take_files (SyncNewsDetails *self, Asking *asking, GPtrArray *changed)
{
  GHashTableIter iter;
  ClinicPost *truth;

  g_hash_table_iter_init (&iter, sync_feed_get_truths (self->feed));
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &truth))
    {
      GListModel *files = clinic_post_get_files (truth);

      for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (ClinicFile) file = g_list_model_get_item (files, i);
          g_autoptr (JsonNode) row =
            sync_news_ask_dup_file (asking->ask, clinic_file_get_id (file));

          if (row == NULL || bx_json_node_object (row) == NULL)
            continue;
          sync_news_map_file (file, bx_json_node_object (row));
          g_ptr_array_add (changed, truth);
        }
    }
}

static void
name_author (SyncNewsDetails *self, gint64 author, const char *name, GPtrArray *changed)
{
  GHashTableIter iter;
  ClinicPost *truth;

  g_hash_table_iter_init (&iter, sync_feed_get_truths (self->feed));
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &truth))
    {
      if (clinic_post_get_author_id (truth) != author)
        continue;
      clinic_post_set_author_name (truth, name);
      g_ptr_array_add (changed, truth);
    }
}

static void
take_authors (SyncNewsDetails *self, Asking *asking, GPtrArray *changed)
{
  g_autoptr (JsonNode) result = sync_news_ask_dup_users (asking->ask);
  JsonArray *users = result != NULL ? bx_json_node_array (result) : NULL;

  for (guint i = 0; users != NULL && i < json_array_get_length (users); i++)
    {
      JsonObject *user = bx_json_node_object (json_array_get_element (users, i));
      const char *last = bx_json_get_string (user, "LAST_NAME");
      const char *first = bx_json_get_string (user, "NAME");
      g_autofree char *name = g_strstrip (
        g_strdup_printf ("%s %s", last != NULL ? last : "", first != NULL ? first : ""));

      if (*name != '\0')
        name_author (self, bx_json_get_int (user, "ID", 0), name, changed);
    }
}

/* Those that were asked for by their ids: changed, or not there any more. */
static void
take_old (SyncNewsDetails *self, Asking *asking, GPtrArray *changed)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < asking->old->len; i++)
    {
      gint64 id = g_array_index (asking->old, gint64, i);
      g_autoptr (JsonNode) result = sync_news_ask_dup_post (asking->ask, id);
      g_autoptr (GPtrArray) rows = result != NULL ? sync_news_map_rows (result) : NULL;
      ClinicPost *post = rows != NULL && rows->len > 0
                           ? sync_news_map_post (self->context, g_ptr_array_index (rows, 0))
                           : NULL;

      if (post != NULL)
        sync_feed_take_post (self->feed, post, changed);
      else if (rows != NULL)
        g_array_append_val (gone, id);
    }
  sync_feed_remove (self->feed, gone);
}

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SyncNewsDetails *self = asking->self;
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  if (!sync_news_ask_finish (asking->ask, result, &error))
    {
      /* asked again with the next page */
      g_hash_table_remove_all (self->asked_files);
      g_hash_table_remove_all (self->asked_users);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("What belongs to the news did not come: %s", error->message);
      return;
    }
  take_old (self, asking, changed);
  take_readers (self, asking, changed);
  take_files (self, asking, changed);
  take_authors (self, asking, changed);
  sync_feed_update (self->feed, changed);
}

/* --- questions --- */

static void
add_files (SyncNewsDetails *self, SyncNewsAsk *ask, ClinicPost *truth)
{
  GListModel *files = clinic_post_get_files (truth);

  if (!sync_context_has_scope (self->context, "disk"))
    return;
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (files, i);
      gint64 id = clinic_file_get_id (file);

      if (clinic_file_get_name (file) == NULL && !g_hash_table_contains (self->asked_files, &id) &&
          sync_news_ask_file (ask, id))
        g_hash_table_add (self->asked_files, g_memdup2 (&id, sizeof id));
    }
}

static void
add_author (SyncNewsDetails *self, SyncNewsAsk *ask, ClinicPost *truth)
{
  gint64 id = clinic_post_get_author_id (truth);

  if (clinic_post_get_author_name (truth) != NULL || id <= 0 ||
      g_hash_table_contains (self->asked_users, &id))
    return;
  g_hash_table_add (self->asked_users, g_memdup2 (&id, sizeof id));
  sync_news_ask_user (ask, id);
}

/* Who has read is asked until this person has; ids: those that the page had. */
static void
add_post (SyncNewsDetails *self, Asking *asking, ClinicPost *truth, GHashTable *ids)
{
  gint64 id = clinic_post_get_id (truth);
  gboolean is_open = clinic_post_get_important (truth) &&
                     clinic_post_get_state (truth) != CLINIC_POST_READ &&
                     clinic_post_get_state (truth) != CLINIC_POST_POLLED;
  gboolean is_listed = g_hash_table_contains (ids, &id);

  if (is_open && (is_listed || asking->old->len < MOST_OLD))
    {
      sync_news_ask_readers (asking->ask, id);
      if (!is_listed && sync_news_ask_post (asking->ask, id))
        g_array_append_val (asking->old, id);
    }
  if (is_listed)
    {
      add_files (self, asking->ask, truth);
      add_author (self, asking->ask, truth);
    }
}

/* takes the question over */
static void
send (SyncNewsDetails *self, Asking *asking, BxPriority priority)
{
  sync_news_ask_async (asking->ask, self->context, priority, self->cancellable, on_asked_cb,
                       asking);
}

void
sync_news_details_ask (SyncNewsDetails *self, GHashTable *ids, BxPriority priority)
{
  g_autoptr (Asking) asking = NULL;
  GHashTableIter iter;
  ClinicPost *truth;

  g_return_if_fail (SYNC_IS_NEWS_DETAILS (self));

  asking = asking_new (self);
  g_hash_table_iter_init (&iter, sync_feed_get_truths (self->feed));
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &truth))
    add_post (self, asking, truth, ids);
  if (!sync_news_ask_is_empty (asking->ask))
    send (self, g_steal_pointer (&asking), priority);
}

void
sync_news_details_stop (SyncNewsDetails *self)
{
  g_return_if_fail (SYNC_IS_NEWS_DETAILS (self));

  g_cancellable_cancel (self->cancellable);
}

static void
sync_news_details_finalize (GObject *object)
{
  SyncNewsDetails *self = SYNC_NEWS_DETAILS (object);

  g_clear_pointer (&self->asked_users, g_hash_table_unref);
  g_clear_pointer (&self->asked_files, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->feed);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_news_details_parent_class)->finalize (object);
}

static void
sync_news_details_class_init (SyncNewsDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sync_news_details_finalize;
}

static void
sync_news_details_init (SyncNewsDetails *self)
{
  self->cancellable = g_cancellable_new ();
  self->asked_users = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->asked_files = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

SyncNewsDetails *
sync_news_details_new (SyncContext *context, SyncFeed *feed)
{
  SyncNewsDetails *self = g_object_new (SYNC_TYPE_NEWS_DETAILS, NULL);

  self->context = g_object_ref (context);
  self->feed = g_object_ref (feed);

  return self;
}

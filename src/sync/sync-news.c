/* sync-news.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-news"

#include "sync-news.h"

#include "bx-error.h"
#include "bx-json.h"
#include "sync-attachment.h"
#include "sync-feed.h"
#include "sync-news-details.h"
#include "sync-pace.h"
#include "sync-photos.h"
#include "sync-readership.h"

/* seconds between two looks at the first page */
#define EVERY 120.0
#define JITTER 60.0
/* kept: when the portal was last asked */
#define DOCUMENT "news-as-of"
/* pages that are read on when one brings nothing new */
#define MOST_PAGES 20

struct _SyncNews
{
  GObject parent_instance;

  SyncContext *context;      /* owned */
  GCancellable *cancellable; /* owned */
  SyncFeed *feed;            /* owned */
  SyncNewsDetails *details;  /* owned */
  SyncStaff *staff;          /* owned */
  SyncPhotos *photos;        /* owned */
  gint64 as_of;              /* unix seconds */
  gint64 next;               /* where the next older page starts; -1 none, 0 not known */
  guint timeout_id;
  guint pages; /* read in a row without anything new */
  gboolean loaded;
  gboolean started;
  gboolean stopped;
  gboolean busy;      /* the first page is on its way */
  gboolean wanted;    /* because a person wants it */
  gboolean ended;     /* older posts were read to the last */
  gboolean again;     /* and is wanted once more */
  gboolean once_more; /* the same, but nobody looks at it */
  gboolean reading;   /* an older page is on its way */
  gboolean failed;
  gboolean missing; /* the webhook may not read the feed */
};

static void sync_news_iface_init (ClinicNewsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyncNews,
                               sync_news,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_NEWS, sync_news_iface_init))

static void ask_first_page (SyncNews *self, BxPriority priority);
static void ask_older_page (SyncNews *self);

static void
on_as_of_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_document_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("The age of the news cannot be kept: %s", error->message);
}

static void
note_as_of (SyncNews *self)
{
  g_autofree char *text = NULL;

  self->as_of = sync_context_get_now (self->context);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, self->as_of);
  store_repository_put_document_async (sync_context_get_store (self->context), DOCUMENT, text, NULL,
                                       on_as_of_kept_cb, NULL);
}

/* --- the pages --- */

static gboolean
on_timeout_cb (gpointer user_data)
{
  SyncNews *self = user_data;

  self->timeout_id = 0;
  ask_first_page (self, BX_PRIORITY_BACKGROUND);

  return G_SOURCE_REMOVE;
}

static void
wait_for_turn (SyncNews *self)
{
  double seconds = sync_pace_stretch (EVERY + JITTER * g_random_double (),
                                      sync_context_get_desktops (self->context));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!self->stopped)
    self->timeout_id = sync_context_add_timeout (self->context, seconds, on_timeout_cb, self);
}

static void
note_failure (SyncNews *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sync_context_note_error (self->context, error);
  self->missing = g_error_matches (error, BX_ERROR, BX_ERROR_SCOPE) ||
                  g_error_matches (error, BX_ERROR, BX_ERROR_NO_METHOD);
  self->failed = TRUE;
  g_debug ("The news did not come: %s", error->message);
}

static GHashTable *
new_id_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
on_first_page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncNews) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  g_autoptr (GHashTable) ids = new_id_set ();

  self->busy = FALSE;
  if (self->stopped)
    return;
  if (answer == NULL)
    {
      note_failure (self, error);
    }
  else
    {
      self->failed = self->missing = FALSE;
      sync_context_note_success (self->context);
      sync_feed_take_rows (self->feed, bx_answer_get_result (answer), ids);
      note_as_of (self);
      if (bx_answer_get_next (answer) < 0)
        sync_feed_remove_all_but (self->feed, ids);
      if (self->next <= 0 && !self->ended)
        self->next = bx_answer_get_next (answer);
      sync_news_details_ask (self->details, ids,
                             self->again ? BX_PRIORITY_PERSON : BX_PRIORITY_BACKGROUND);
    }
  clinic_news_emit_state_changed (CLINIC_NEWS (self));
  if (self->again || self->once_more)
    {
      BxPriority priority = self->again ? BX_PRIORITY_PERSON : BX_PRIORITY_BACKGROUND;

      self->again = self->once_more = FALSE;
      ask_first_page (self, priority);
    }
  else
    {
      wait_for_turn (self);
    }
}

static void
on_older_page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncNews) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  g_autoptr (GHashTable) ids = new_id_set ();
  guint n_new;

  self->reading = FALSE;
  if (self->stopped)
    return;
  if (answer == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sync_context_note_error (self->context, error);
      clinic_news_emit_state_changed (CLINIC_NEWS (self));
      return;
    }
  sync_context_note_success (self->context);
  n_new = sync_feed_take_rows (self->feed, bx_answer_get_result (answer), ids);
  self->next = bx_answer_get_next (answer);
  self->ended = self->next <= 0;
  sync_news_details_ask (self->details, ids, BX_PRIORITY_PERSON);
  /* what this computer had already is no answer to who wants more */
  if (n_new == 0 && self->next > 0 && ++self->pages < MOST_PAGES)
    ask_older_page (self);
  clinic_news_emit_state_changed (CLINIC_NEWS (self));
}

/* docs: log/log-blogpost-get */
static void
ask_page (SyncNews *self, gint64 start, BxPriority priority, GAsyncReadyCallback callback)
{
  g_autoptr (JsonNode) params = bx_json_build ("{'start': %" G_GINT64_FORMAT "}", start);

  bx_client_call_async (sync_context_get_client (self->context), "log.blogpost.get", params,
                        priority, BX_CALL_READ, self->cancellable, callback, g_object_ref (self));
}

static void
ask_first_page (SyncNews *self, BxPriority priority)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!sync_context_has_scope (self->context, "log"))
    {
      self->missing = TRUE;
      clinic_news_emit_state_changed (CLINIC_NEWS (self));
      wait_for_turn (self);
      return;
    }
  self->busy = TRUE;
  self->wanted = priority == BX_PRIORITY_PERSON;
  ask_page (self, 0, priority, on_first_page_cb);
}

static void
ask_older_page (SyncNews *self)
{
  self->reading = TRUE;
  ask_page (self, self->next, BX_PRIORITY_PERSON, on_older_page_cb);
}

void
sync_news_note_command (SyncNews *self, ClinicCommand *command)
{
  g_return_if_fail (SYNC_IS_NEWS (self));
  g_return_if_fail (CLINIC_IS_COMMAND (command));

  sync_feed_note_command (self->feed, command);
  if ((clinic_command_get_kind (command) == CLINIC_COMMAND_COMMENT_POST ||
       clinic_command_get_kind (command) == CLINIC_COMMAND_PUBLISH_POST) &&
      clinic_command_get_state (command) == CLINIC_COMMAND_DONE)
    clinic_news_refresh (CLINIC_NEWS (self));
}

/* --- ClinicNews --- */

static GListModel *
sync_news_get_posts (ClinicNews *news)
{
  return sync_feed_get_posts (SYNC_NEWS (news)->feed);
}

static gboolean
is_cut_off (SyncNews *self)
{
  ClinicLinkState state = clinic_link_get_state (sync_context_get_link (self->context));

  return self->failed || state == CLINIC_LINK_OFFLINE || state == CLINIC_LINK_DENIED;
}

static ClinicLoadState
sync_news_get_state (ClinicNews *news)
{
  SyncNews *self = SYNC_NEWS (news);

  if (self->missing)
    return CLINIC_LOAD_MISSING;
  if (is_cut_off (self))
    return CLINIC_LOAD_STALE;

  return self->as_of > 0 && self->loaded ? CLINIC_LOAD_READY : CLINIC_LOAD_LOADING;
}

static gint64
sync_news_get_as_of (ClinicNews *news)
{
  return SYNC_NEWS (news)->as_of;
}

static gboolean
sync_news_has_more (ClinicNews *news)
{
  return SYNC_NEWS (news)->next > 0;
}

static void
sync_news_load_more (ClinicNews *news)
{
  SyncNews *self = SYNC_NEWS (news);

  if (self->stopped || self->reading || self->next <= 0)
    return;
  self->pages = 0;
  ask_older_page (self);
}

static void
sync_news_refresh (ClinicNews *news)
{
  SyncNews *self = SYNC_NEWS (news);

  if (self->stopped || !self->started)
    return;
  if (self->busy)
    self->again = TRUE;
  else
    ask_first_page (self, BX_PRIORITY_PERSON);
}

static ClinicReadership *
sync_news_open_readership (ClinicNews *news, ClinicPost *post)
{
  return sync_readership_open (SYNC_NEWS (news)->context, SYNC_NEWS (news)->staff, post);
}

static ClinicAddressees *
sync_news_open_addressees (ClinicNews *news)
{
  return sync_staff_open_addressees (SYNC_NEWS (news)->staff);
}

static void
on_file_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GInputStream *stream = sync_attachment_open_finish (result, &error);

  if (stream != NULL)
    g_task_return_pointer (task, stream, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
sync_news_open_file_async (ClinicNews *news,
                           ClinicFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (news, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_news_open_file_async);
  sync_attachment_open_async (SYNC_NEWS (news)->context, file, cancellable, on_file_opened_cb,
                              task);
}

static GInputStream *
sync_news_open_file_finish (ClinicNews *news, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_photo_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GInputStream *stream = sync_photos_open_finish (SYNC_PHOTOS (source), result, &error);

  if (stream != NULL)
    g_task_return_pointer (task, stream, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
sync_news_open_photo_async (ClinicNews *news,
                            gint64 user,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (news, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_news_open_photo_async);
  sync_photos_open_async (SYNC_NEWS (news)->photos, user, cancellable, on_photo_opened_cb, task);
}

static GInputStream *
sync_news_open_photo_finish (ClinicNews *news, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sync_news_iface_init (ClinicNewsInterface *iface)
{
  iface->get_posts = sync_news_get_posts;
  iface->get_state = sync_news_get_state;
  iface->get_as_of = sync_news_get_as_of;
  iface->has_more = sync_news_has_more;
  iface->load_more = sync_news_load_more;
  iface->refresh = sync_news_refresh;
  iface->open_readership = sync_news_open_readership;
  iface->open_addressees = sync_news_open_addressees;
  iface->open_file_async = sync_news_open_file_async;
  iface->open_file_finish = sync_news_open_file_finish;
  iface->open_photo_async = sync_news_open_photo_async;
  iface->open_photo_finish = sync_news_open_photo_finish;
}

/* --- start and stop --- */

static void
begin_when_ready (SyncNews *self)
{
  if (self->started && self->loaded && !self->busy && !self->stopped)
    ask_first_page (self, BX_PRIORITY_BACKGROUND);
}

static void
on_as_of_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncNews) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    store_repository_get_document_finish (STORE_REPOSITORY (source), result, &error);

  if (self->stopped)
    return;
  if (text != NULL && self->as_of == 0)
    self->as_of = g_ascii_strtoll (text, NULL, 10);
  self->loaded = TRUE;
  clinic_news_emit_state_changed (CLINIC_NEWS (self));
  begin_when_ready (self);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SyncNews) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) posts =
    store_repository_list_posts_finish (STORE_REPOSITORY (source), result, &error);

  if (self->stopped)
    return;
  if (posts != NULL)
    sync_feed_take_stored (self->feed, posts);
  else
    g_warning ("The news cannot be read: %s", error->message);
  store_repository_get_document_async (sync_context_get_store (self->context), DOCUMENT,
                                       self->cancellable, on_as_of_read_cb, g_object_ref (self));
}

void
sync_news_load (SyncNews *self)
{
  g_return_if_fail (SYNC_IS_NEWS (self));

  store_repository_list_posts_async (sync_context_get_store (self->context), self->cancellable,
                                     on_listed_cb, g_object_ref (self));
}

void
sync_news_start (SyncNews *self)
{
  g_return_if_fail (SYNC_IS_NEWS (self));

  if (self->started)
    return;
  self->started = TRUE;
  begin_when_ready (self);
}

void
sync_news_look (SyncNews *self)
{
  g_return_if_fail (SYNC_IS_NEWS (self));

  if (self->stopped || !self->started)
    return;
  if (!self->busy)
    ask_first_page (self, BX_PRIORITY_BACKGROUND);
  /* what is on its way for a person is not asked for twice */
  else if (!self->wanted)
    self->once_more = TRUE;
}

void
sync_news_stop (SyncNews *self)
{
  g_return_if_fail (SYNC_IS_NEWS (self));

  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  sync_news_details_stop (self->details);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
}

/* names that came late, and a box that was ticked meanwhile */
static void
on_dictionaries_changed_cb (SyncNews *self)
{
  sync_feed_name_authors (self->feed);
  if (self->started && sync_context_has_scope (self->context, "log") == self->missing)
    begin_when_ready (self);
}

static void
on_link_state_cb (SyncNews *self)
{
  ClinicLink *link = sync_context_get_link (self->context);

  if (self->stopped)
    return;
  if (clinic_link_get_state (link) == CLINIC_LINK_ONLINE && self->failed && !self->missing)
    begin_when_ready (self);
  clinic_news_emit_state_changed (CLINIC_NEWS (self));
}

static void
sync_news_dispose (GObject *object)
{
  SyncNews *self = SYNC_NEWS (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);

  G_OBJECT_CLASS (sync_news_parent_class)->dispose (object);
}

static void
sync_news_finalize (GObject *object)
{
  SyncNews *self = SYNC_NEWS (object);

  g_clear_object (&self->photos);
  g_clear_object (&self->staff);
  g_clear_object (&self->details);
  g_clear_object (&self->feed);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_news_parent_class)->finalize (object);
}

static void
sync_news_class_init (SyncNewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_news_dispose;
  object_class->finalize = sync_news_finalize;
}

static void
sync_news_init (SyncNews *self)
{
  self->cancellable = g_cancellable_new ();
}

SyncNews *
sync_news_new (SyncContext *context, GListModel *commands)
{
  SyncNews *self = g_object_new (SYNC_TYPE_NEWS, NULL);

  self->context = g_object_ref (context);
  self->feed = sync_feed_new (context, commands);
  self->details = sync_news_details_new (context, self->feed);
  self->staff = sync_staff_new (context);
  self->photos = sync_photos_new (context);
  g_signal_connect_object (context, "dictionaries-changed", G_CALLBACK (on_dictionaries_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync_context_get_link (context), "notify::state",
                           G_CALLBACK (on_link_state_cb), self, G_CONNECT_SWAPPED);

  return self;
}

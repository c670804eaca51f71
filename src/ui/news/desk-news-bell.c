/* desk-news-bell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-news-bell"

#include "desk-news-bell.h"

#include <glib/gi18n.h>

#include "desk-post-words.h"
#include "desk-tally.h"

struct _DeskNewsBell
{
  GObject parent_instance;

  ClinicSession *session;   /* owned */
  ClinicServices *services; /* owned */
  GSettings *settings;      /* owned */
  DeskTally *pressing;      /* owned: hears of all changes of posts */
  GHashTable *told;         /* owned: id and revision of those that were told of */
  gboolean shown;
};

G_DEFINE_FINAL_TYPE (DeskNewsBell, desk_news_bell, G_TYPE_OBJECT)

static DeskTallyMark
mark_pressing (gpointer item, gpointer data)
{
  return desk_post_is_pressing (item, clinic_session_get_now (data)) ? DESK_TALLY_WAITS
                                                                     : DESK_TALLY_NOTHING;
}

/* whether it is new to the person: an edited one is again */
static gboolean
take_note (DeskNewsBell *self, ClinicPost *post)
{
  const char *revision = clinic_post_get_revision (post);

  return g_hash_table_add (self->told,
                           g_strdup_printf ("%" G_GINT64_FORMAT " %s", clinic_post_get_id (post),
                                            revision != NULL ? revision : ""));
}

static void
notify_of (DeskNewsBell *self, ClinicPost *newest)
{
  guint n_unread = desk_tally_get_waiting (self->pressing);
  g_autofree char *body = NULL;

  if (g_settings_get_boolean (self->settings, "notify-names"))
    body = desk_post_dup_title (newest);
  else if (n_unread > 1)
    body =
      g_strdup_printf (ngettext ("%u important message waits for your “I have read it”",
                                 "%u important messages wait for your “I have read it”", n_unread),
                       n_unread);
  else
    body = g_strdup (_ ("It waits at the reception desk for your “I have read it”"));
  clinic_services_notify_page (self->services, "news", _ ("New important message"), body);
  self->shown = TRUE;
}

static void
on_counted_cb (DeskNewsBell *self)
{
  GListModel *posts = clinic_news_get_posts (clinic_session_get_news (self->session));
  gint64 now = clinic_session_get_now (self->session);
  g_autoptr (ClinicPost) newest = NULL;

  if (desk_tally_get_waiting (self->pressing) == 0)
    {
      if (self->shown)
        clinic_services_withdraw_page (self->services, "news");
      self->shown = FALSE;
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (ClinicPost) post = g_list_model_get_item (posts, i);

      if (desk_post_is_pressing (post, now) && take_note (self, post) && newest == NULL)
        newest = g_steal_pointer (&post);
    }
  if (newest != NULL)
    notify_of (self, newest);
}

static void
desk_news_bell_dispose (GObject *object)
{
  DeskNewsBell *self = DESK_NEWS_BELL (object);

  if (self->shown)
    clinic_services_withdraw_page (self->services, "news");
  self->shown = FALSE;
  g_clear_object (&self->pressing);
  g_clear_object (&self->session);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (desk_news_bell_parent_class)->dispose (object);
}

static void
desk_news_bell_finalize (GObject *object)
{
  g_clear_pointer (&DESK_NEWS_BELL (object)->told, g_hash_table_unref);

  G_OBJECT_CLASS (desk_news_bell_parent_class)->finalize (object);
}

static void
desk_news_bell_class_init (DeskNewsBellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_news_bell_dispose;
  object_class->finalize = desk_news_bell_finalize;
}

static void
desk_news_bell_init (DeskNewsBell *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

DeskNewsBell *
desk_news_bell_new (ClinicSession *session, ClinicServices *services, GSettings *settings)
{
  DeskNewsBell *self = g_object_new (DESK_TYPE_NEWS_BELL, NULL);

  self->session = g_object_ref (session);
  self->services = g_object_ref (services);
  self->settings = g_object_ref (settings);
  self->pressing = desk_tally_new (clinic_news_get_posts (clinic_session_get_news (session)),
                                   mark_pressing, session, "*");
  g_signal_connect_object (self->pressing, "counted", G_CALLBACK (on_counted_cb), self,
                           G_CONNECT_SWAPPED);
  on_counted_cb (self);

  return self;
}

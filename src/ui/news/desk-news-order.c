/* desk-news-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-news-order"

#include "desk-news-order.h"

#include "clinic-enums.h"
#include "desk-post-words.h"

struct _DeskNewsOrder
{
  GObject parent_instance;

  ClinicSession *session; /* owned */
  DeskFileShelf *shelf;   /* owned */
  DeskPhotoAlbum *album;  /* owned */
  GHashTable *looks;      /* owned (gint64 id: DeskPostLook) */
  GtkSorter *sorter;      /* owned */
  GListModel *sorted;     /* owned */
};

G_DEFINE_FINAL_TYPE (DeskNewsOrder, desk_news_order, G_TYPE_OBJECT)

static gboolean
is_pinned (DeskNewsOrder *self, ClinicPost *post)
{
  DeskPostLook *look = desk_news_order_find_look (self, clinic_post_get_id (post));

  return look != NULL && look->pinned;
}

static int
compare_posts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  DeskNewsOrder *self = user_data;
  ClinicPost *one = CLINIC_POST ((gpointer) a);
  ClinicPost *other = CLINIC_POST ((gpointer) b);
  gboolean pinned = is_pinned (self, one);
  gint64 when = clinic_post_get_published (one);
  gint64 then = clinic_post_get_published (other);

  if (pinned != is_pinned (self, other))
    return pinned ? -1 : 1;
  if (when != then)
    return when > then ? -1 : 1;

  return (clinic_post_get_id (one) < clinic_post_get_id (other)) -
         (clinic_post_get_id (one) > clinic_post_get_id (other));
}

static void
desk_news_order_finalize (GObject *object)
{
  DeskNewsOrder *self = DESK_NEWS_ORDER (object);

  g_clear_object (&self->sorted);
  g_clear_object (&self->sorter);
  g_clear_pointer (&self->looks, g_hash_table_unref);
  desk_photo_album_stop (self->album);
  g_clear_object (&self->album);
  g_clear_object (&self->shelf);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_news_order_parent_class)->finalize (object);
}

static void
desk_news_order_class_init (DeskNewsOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_news_order_finalize;
}

static void
desk_news_order_init (DeskNewsOrder *self)
{
  self->looks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       (GDestroyNotify) desk_post_look_free);
}

DeskNewsOrder *
desk_news_order_new (ClinicSession *session, DeskFileShelf *shelf)
{
  DeskNewsOrder *self = g_object_new (DESK_TYPE_NEWS_ORDER, NULL);
  GListModel *posts = clinic_news_get_posts (clinic_session_get_news (session));

  self->session = g_object_ref (session);
  self->shelf = g_object_ref (shelf);
  self->album = desk_photo_album_new (clinic_session_get_news (session));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_posts, self, NULL));
  self->sorted =
    G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (posts), g_object_ref (self->sorter)));

  return self;
}

GListModel *
desk_news_order_get_posts (DeskNewsOrder *self)
{
  g_return_val_if_fail (DESK_IS_NEWS_ORDER (self), NULL);

  return self->sorted;
}

ClinicPost *
desk_news_order_find (DeskNewsOrder *self, gint64 id)
{
  g_return_val_if_fail (DESK_IS_NEWS_ORDER (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->sorted); i++)
    {
      g_autoptr (ClinicPost) post = g_list_model_get_item (self->sorted, i);

      if (clinic_post_get_id (post) == id)
        return g_steal_pointer (&post);
    }

  return NULL;
}

DeskPostLook *
desk_news_order_find_look (DeskNewsOrder *self, gint64 id)
{
  g_return_val_if_fail (DESK_IS_NEWS_ORDER (self), NULL);

  return g_hash_table_lookup (self->looks, &id);
}

DeskPostLook *
desk_news_order_get_look (DeskNewsOrder *self, ClinicPost *post)
{
  gint64 id = clinic_post_get_id (post);
  DeskPostLook *look = desk_news_order_find_look (self, id);

  if (look != NULL)
    return look;

  look = g_new0 (DeskPostLook, 1);
  look->session = self->session;
  look->shelf = self->shelf;
  look->album = self->album;
  g_hash_table_insert (self->looks, g_memdup2 (&id, sizeof id), look);

  return look;
}

gboolean
desk_news_order_pin (DeskNewsOrder *self, gboolean anew)
{
  GListModel *posts = clinic_news_get_posts (clinic_session_get_news (self->session));
  gint64 now = clinic_session_get_now (self->session);
  gboolean changed = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (ClinicPost) post = g_list_model_get_item (posts, i);
      gboolean pressing = desk_post_is_pressing (post, now);
      DeskPostLook *look = desk_news_order_find_look (self, clinic_post_get_id (post));

      /* pressed in vain, it can be pressed again */
      if (look != NULL && clinic_post_get_state (post) != CLINIC_POST_UNREAD)
        g_clear_pointer (&look->pressed, g_free);
      if (!pressing && !is_pinned (self, post))
        continue;
      look = desk_news_order_get_look (self, post);
      if (look->pinned == pressing || (look->pinned && !anew))
        continue;
      look->pinned = pressing;
      changed = TRUE;
    }
  if (changed)
    gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);

  return changed;
}

/* desk-photo-album.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-photo-album"

#include "desk-photo-album.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* twice the largest avatar, for screens with small points */
#define SIDE 96
/* a photo of 150 × 150 points takes some 20 KB */
#define MOST_BYTES (1024 * 1024)
/* a picture may unfold to much more than it weighs */
#define MOST_SIDE 4096
/* 36 KB each */
#define MOST_PHOTOS 200

struct _DeskPhotoAlbum
{
  GObject parent_instance;

  ClinicNews *news;          /* owned */
  GCancellable *cancellable; /* owned */
  GHashTable *photos;        /* owned (gint64 id: GdkTexture) */
  GHashTable *asked;         /* owned (gint64 id): once is enough */
};

G_DEFINE_FINAL_TYPE (DeskPhotoAlbum, desk_photo_album, G_TYPE_OBJECT)

enum
{
  ARRIVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One that is brought; owned by its callbacks' one chain. */
typedef struct
{
  DeskPhotoAlbum *self; /* owned */
  gint64 user;
} Bringing;

static void
bringing_free (Bringing *bringing)
{
  g_clear_object (&bringing->self);
  g_free (bringing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bringing, bringing_free)

/* --- the picture --- */

static void
on_size_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  double scale = (double) SIDE / MAX (1, MIN (width, height));

  /* what the loader is told to make 0 × 0 it does not make */
  if (width > MOST_SIDE || height > MOST_SIDE)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, (int) (width * scale), (int) (height * scale));
}

static void
decode_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GInputStream *stream = task_data;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *bytes = g_malloc (MOST_BYTES);
  gsize length = 0;
  GdkPixbuf *picture = NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_cb), NULL);
  if (g_input_stream_read_all (stream, bytes, MOST_BYTES, &length, cancellable, &error) &&
      length < MOST_BYTES && gdk_pixbuf_loader_write (loader, bytes, length, &error) &&
      gdk_pixbuf_loader_close (loader, &error))
    picture = gdk_pixbuf_loader_get_pixbuf (loader);
  else
    gdk_pixbuf_loader_close (loader, NULL);
  if (picture != NULL)
    g_task_return_pointer (task, gdk_texture_new_for_pixbuf (picture), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no picture: %s",
                             error != NULL ? error->message : "too large");
}

static void
on_decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Bringing) bringing = user_data;
  DeskPhotoAlbum *self = bringing->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) photo = g_task_propagate_pointer (G_TASK (result), &error);

  if (photo == NULL)
    {
      g_debug ("user %" G_GINT64_FORMAT ": %s", bringing->user, error->message);
      return;
    }
  g_hash_table_replace (self->photos, g_memdup2 (&bringing->user, sizeof bringing->user),
                        g_steal_pointer (&photo));
  g_signal_emit (self, signals[ARRIVED], 0, bringing->user);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Bringing) bringing = user_data;
  g_autoptr (GInputStream) stream =
    clinic_news_open_photo_finish (CLINIC_NEWS (source), result, NULL);
  GCancellable *cancellable = bringing->self->cancellable;
  g_autoptr (GTask) task = NULL;

  if (stream == NULL)
    return;
  task = g_task_new (NULL, cancellable, on_decoded_cb, g_steal_pointer (&bringing));
  g_task_set_source_tag (task, on_opened_cb);
  g_task_set_task_data (task, g_steal_pointer (&stream), g_object_unref);
  g_task_run_in_thread (task, decode_worker);
}

GdkTexture *
desk_photo_album_get (DeskPhotoAlbum *self, gint64 user)
{
  GdkTexture *photo = NULL;
  Bringing *bringing = NULL;

  g_return_val_if_fail (DESK_IS_PHOTO_ALBUM (self), NULL);

  photo = g_hash_table_lookup (self->photos, &user);
  if (photo != NULL || user <= 0 || g_cancellable_is_cancelled (self->cancellable) ||
      g_hash_table_size (self->asked) >= MOST_PHOTOS ||
      !g_hash_table_add (self->asked, g_memdup2 (&user, sizeof user)))
    return photo;

  bringing = g_new0 (Bringing, 1);
  bringing->self = g_object_ref (self);
  bringing->user = user;
  clinic_news_open_photo_async (self->news, user, self->cancellable, on_opened_cb, bringing);

  return NULL;
}

void
desk_photo_album_stop (DeskPhotoAlbum *self)
{
  g_return_if_fail (DESK_IS_PHOTO_ALBUM (self));

  g_cancellable_cancel (self->cancellable);
}

static void
desk_photo_album_finalize (GObject *object)
{
  DeskPhotoAlbum *self = DESK_PHOTO_ALBUM (object);

  g_clear_pointer (&self->photos, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->news);

  G_OBJECT_CLASS (desk_photo_album_parent_class)->finalize (object);
}

static void
desk_photo_album_class_init (DeskPhotoAlbumClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_photo_album_finalize;

  signals[ARRIVED] = g_signal_new ("arrived", DESK_TYPE_PHOTO_ALBUM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
desk_photo_album_init (DeskPhotoAlbum *self)
{
  self->cancellable = g_cancellable_new ();
  self->photos = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

DeskPhotoAlbum *
desk_photo_album_new (ClinicNews *news)
{
  DeskPhotoAlbum *self = g_object_new (DESK_TYPE_PHOTO_ALBUM, NULL);

  self->news = g_object_ref (news);

  return self;
}

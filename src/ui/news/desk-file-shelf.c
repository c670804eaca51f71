/* desk-file-shelf.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-file-shelf"

#include "desk-file-shelf.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#define PICTURE_BYTES (8 * 1024 * 1024)
#define PICTURE_WIDTH 1280
#define PICTURE_HEIGHT 960

struct _DeskFileShelf
{
  GObject parent_instance;

  ClinicNews *news;         /* owned (nullable): whose files they are, or */
  ClinicInvoices *invoices; /* owned (nullable) */
  char *directory;          /* owned (nullable): made with the first file */
  GHashTable *pictures;     /* owned (gint64 id: GdkTexture) */
};

G_DEFINE_FINAL_TYPE (DeskFileShelf, desk_file_shelf, G_TYPE_OBJECT)

typedef struct
{
  ClinicFile *file;     /* owned */
  GFile *place;         /* owned (nullable) */
  GInputStream *stream; /* owned (nullable) */
  GBytes *bytes;        /* owned (nullable): of a picture */
} Fetching;

static void
fetching_free (gpointer data)
{
  Fetching *fetching = data;

  g_clear_object (&fetching->file);
  g_clear_object (&fetching->place);
  g_clear_object (&fetching->stream);
  g_clear_pointer (&fetching->bytes, g_bytes_unref);
  g_free (fetching);
}

/* --- where they come from --- */

static void
open_file (DeskFileShelf *self, ClinicFile *file, GAsyncReadyCallback callback, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (self->invoices != NULL)
    clinic_invoices_open_file_async (self->invoices, file, cancellable, callback, task);
  else
    clinic_news_open_file_async (self->news, file, cancellable, callback, task);
}

static GInputStream *
open_file_finish (DeskFileShelf *self, GAsyncResult *result, GError **error)
{
  return self->invoices != NULL ? clinic_invoices_open_file_finish (self->invoices, result, error)
                                : clinic_news_open_file_finish (self->news, result, error);
}

/* --- the directory --- */

/* A name from the portal is data: no path, nothing hidden. (transfer full) */
static char *
clean_name (ClinicFile *file)
{
  const char *name = clinic_file_get_name (file);
  char *clean = NULL;

  if (name == NULL || *name == '\0')
    return g_strdup_printf ("%" G_GINT64_FORMAT, clinic_file_get_id (file));
  clean = g_strdup (name);
  g_strdelimit (clean, "/\\\n", '_');
  if (*clean == '.')
    *clean = '_';

  return clean;
}

/* (transfer full) (nullable): files of one name do not overwrite each other */
static GFile *
make_place (DeskFileShelf *self, ClinicFile *file, GError **error)
{
  g_autofree char *name = clean_name (file);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, clinic_file_get_id (file));
  g_autofree char *folder = NULL;

  if (self->directory == NULL)
    {
      g_autofree char *made =
        g_build_filename (g_get_user_runtime_dir (), "reception-XXXXXX", NULL);

      if (g_mkdtemp (made) == NULL)
        {
          g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno),
                               g_strerror (errno));
          return NULL;
        }
      self->directory = g_steal_pointer (&made);
    }
  folder = g_build_filename (self->directory, number, NULL);
  g_mkdir (folder, 0700);

  return g_file_new_build_filename (folder, name, NULL);
}

static void
remove_directory (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_directory (path);
      else
        g_unlink (path);
    }
  g_rmdir (directory);
}

/* --- files --- */

static void
on_spliced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Fetching *fetching = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (fetching->place), g_object_unref);
}

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Fetching *fetching = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_replace_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_output_stream_splice_async (G_OUTPUT_STREAM (stream), fetching->stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                  G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, cancellable, on_spliced_cb,
                                g_steal_pointer (&task));
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  DeskFileShelf *self = g_task_get_source_object (task);
  Fetching *fetching = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  fetching->stream = open_file_finish (self, result, &error);
  if (fetching->stream != NULL && fetching->place == NULL)
    fetching->place = make_place (self, fetching->file, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_file_replace_async (fetching->place, NULL, FALSE, G_FILE_CREATE_PRIVATE, G_PRIORITY_DEFAULT,
                        cancellable, on_created_cb, g_steal_pointer (&task));
}

/* --- pictures --- */

static void
decode_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Fetching *fetching = task_data;
  GError *error = NULL;
  g_autoptr (GInputStream) bytes = g_memory_input_stream_new_from_bytes (fetching->bytes);
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new_from_stream (bytes, cancellable, &error);
  g_autoptr (GdkPixbuf) small = NULL;
  double scale = 1;

  if (picture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  scale = MIN (1, MIN ((double) PICTURE_WIDTH / gdk_pixbuf_get_width (picture),
                       (double) PICTURE_HEIGHT / gdk_pixbuf_get_height (picture)));
  small = gdk_pixbuf_scale_simple (picture, MAX (1, (int) (gdk_pixbuf_get_width (picture) * scale)),
                                   MAX (1, (int) (gdk_pixbuf_get_height (picture) * scale)),
                                   GDK_INTERP_BILINEAR);
  g_task_return_pointer (task, gdk_texture_new_for_pixbuf (small), g_object_unref);
}

static void
on_picture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Fetching *fetching = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  fetching->bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  g_task_run_in_thread (task, decode_worker);
}

static void
on_picture_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  DeskFileShelf *self = g_task_get_source_object (task);
  Fetching *fetching = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GOutputStream) memory = NULL;
  GError *error = NULL;

  fetching->stream = open_file_finish (self, result, &error);
  if (fetching->stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, fetching->stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE |
                                  G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, cancellable, on_picture_read_cb,
                                g_steal_pointer (&task));
}

/* --- the object --- */

static void
desk_file_shelf_finalize (GObject *object)
{
  DeskFileShelf *self = DESK_FILE_SHELF (object);

  if (self->directory != NULL)
    remove_directory (self->directory);
  g_clear_pointer (&self->directory, g_free);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
  g_clear_object (&self->news);
  g_clear_object (&self->invoices);

  G_OBJECT_CLASS (desk_file_shelf_parent_class)->finalize (object);
}

static void
desk_file_shelf_class_init (DeskFileShelfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_file_shelf_finalize;
}

static void
desk_file_shelf_init (DeskFileShelf *self)
{
  self->pictures = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

DeskFileShelf *
desk_file_shelf_new (ClinicNews *news)
{
  DeskFileShelf *self = g_object_new (DESK_TYPE_FILE_SHELF, NULL);

  self->news = g_object_ref (news);

  return self;
}

DeskFileShelf *
desk_file_shelf_new_for_invoices (ClinicInvoices *invoices)
{
  DeskFileShelf *self = g_object_new (DESK_TYPE_FILE_SHELF, NULL);

  self->invoices = g_object_ref (invoices);

  return self;
}

void
desk_file_shelf_fetch_async (DeskFileShelf *self,
                             ClinicFile *file,
                             GFile *place,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Fetching *fetching = g_new0 (Fetching, 1);

  g_task_set_source_tag (task, desk_file_shelf_fetch_async);
  fetching->file = g_object_ref (file);
  fetching->place = place != NULL ? g_object_ref (place) : NULL;
  g_task_set_task_data (task, fetching, fetching_free);
  open_file (self, file, on_opened_cb, g_steal_pointer (&task));
}

GFile *
desk_file_shelf_fetch_finish (DeskFileShelf *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
desk_file_shelf_load_picture_async (DeskFileShelf *self,
                                    ClinicFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  gint64 id = clinic_file_get_id (file);
  GdkTexture *known = g_hash_table_lookup (self->pictures, &id);
  Fetching *fetching = NULL;

  g_task_set_source_tag (task, desk_file_shelf_load_picture_async);
  if (known != NULL)
    {
      g_task_return_pointer (task, g_object_ref (known), g_object_unref);
      return;
    }
  fetching = g_new0 (Fetching, 1);
  fetching->file = g_object_ref (file);
  g_task_set_task_data (task, fetching, fetching_free);
  open_file (self, file, on_picture_opened_cb, g_steal_pointer (&task));
}

GdkTexture *
desk_file_shelf_load_picture_finish (DeskFileShelf *self, GAsyncResult *result, GError **error)
{
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), error);
  Fetching *fetching = g_task_get_task_data (G_TASK (result));

  /* a picture that was read is not asked for again when its post is come back to */
  if (texture != NULL && fetching != NULL)
    {
      gint64 id = clinic_file_get_id (fetching->file);

      g_hash_table_replace (self->pictures, g_memdup2 (&id, sizeof id), g_object_ref (texture));
    }

  return texture;
}

gboolean
desk_file_shelf_is_picture (ClinicFile *file)
{
  const char *type = clinic_file_get_content_type (file);

  return type != NULL && clinic_file_get_size (file) <= PICTURE_BYTES &&
         (g_str_equal (type, "image/png") || g_str_equal (type, "image/jpeg") ||
          g_str_equal (type, "image/gif") || g_str_equal (type, "image/webp"));
}

char *
desk_file_shelf_dup_directory (DeskFileShelf *self)
{
  return g_strdup (self->directory);
}

/* desk-paper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-paper"

#include "desk-paper.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <poppler.h>
#include <string.h>

/* where a PDF says that it is one */
#define MAGIC_BYTES 1024
/* larger pages are drawn coarser: about 64 MB each */
#define MAX_PIXELS (16.0 * 1000 * 1000)
#define MAX_SIDE 8192
/* in 1/72 inch: 5 m */
#define MAX_POINTS 14400
/* larger pictures are not unpacked at all */
#define MAX_PICTURE_PIXELS (100.0 * 1000 * 1000)
#define MAX_PICTURE_SIDE 3000

struct _DeskPaper
{
  GObject parent_instance;

  GMutex lock;          /* poppler takes one at a time */
  PopplerDocument *pdf; /* owned (nullable) */
  GdkTexture *picture;  /* owned (nullable) */
  guint n_pages;
};

/* by a name of our own: newer Poppler makes the same of its own names */
typedef PopplerPage PdfPage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfPage, g_object_unref)

G_DEFINE_FINAL_TYPE (DeskPaper, desk_paper, G_TYPE_OBJECT)

/* --- the end of the process --- */

/* Poppler's tables are the whole process's and go with its exit(): no thread may be inside then. */
static struct
{
  GMutex lock;
  GCond changed;
  guint n_inside;
  gboolean ended;
} gate;

static gboolean
enter_gate (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gate.lock);

  if (!gate.ended)
    gate.n_inside++;

  return !gate.ended;
}

static void
leave_gate (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gate.lock);

  gate.n_inside--;
  g_cond_broadcast (&gate.changed);
}

void
desk_paper_end (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gate.lock);

  gate.ended = TRUE;
  while (gate.n_inside > 0)
    g_cond_wait (&gate.changed, &gate.lock);
}

/* --- opening, in a thread --- */

static GBytes *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize got = 1;

  if (stream == NULL)
    return NULL;
  while (got > 0)
    {
      g_autoptr (GBytes) part =
        g_input_stream_read_bytes (G_INPUT_STREAM (stream), 256 * 1024, cancellable, error);

      if (part == NULL)
        return NULL;
      got = (gssize) g_bytes_get_size (part);
      g_byte_array_append (bytes, g_bytes_get_data (part, NULL), (guint) got);
      if (bytes->len > DESK_PAPER_MAX_BYTES)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "larger than %d bytes",
                       DESK_PAPER_MAX_BYTES);
          return NULL;
        }
    }
  if (bytes->len == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "empty");
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
is_pdf (GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i + 5 <= MIN (size, MAGIC_BYTES); i++)
    if (memcmp (data + i, "%PDF-", 5) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
open_pdf (DeskPaper *self, GBytes *bytes, GError **error)
{
  g_autoptr (GError) problem = NULL;
  int n_pages = 0;

  self->pdf = poppler_document_new_from_bytes (bytes, NULL, &problem);
  if (self->pdf == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR,
                           g_error_matches (problem, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
                             ? G_IO_ERROR_PERMISSION_DENIED
                             : G_IO_ERROR_INVALID_DATA,
                           problem->message);
      return FALSE;
    }
  n_pages = poppler_document_get_n_pages (self->pdf);
  if (n_pages <= 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no pages");
      return FALSE;
    }
  self->n_pages = (guint) n_pages;

  return TRUE;
}

/* Not unpacked larger than a page needs; one that nobody could need is not unpacked at all. */
static void
on_size_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  double scale = 1;

  if ((double) width * height > MAX_PICTURE_PIXELS)
    {
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }
  scale = MIN (1, (double) MAX_PICTURE_SIDE / MAX (width, height));
  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)),
                                MAX (1, (int) (height * scale)));
}

static gboolean
open_picture (DeskPaper *self, GBytes *bytes, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autoptr (GError) problem = NULL;
  GdkPixbuf *pixbuf = NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_cb), NULL);
  /* closed in any case, or it complains */
  if (gdk_pixbuf_loader_write_bytes (loader, bytes, &problem))
    gdk_pixbuf_loader_close (loader, &problem);
  else
    gdk_pixbuf_loader_close (loader, NULL);
  pixbuf = problem == NULL ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           problem != NULL ? problem->message : "no picture");
      return FALSE;
    }
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  self->picture = gdk_texture_new_for_pixbuf (upright != NULL ? upright : pixbuf);
  self->n_pages = 1;

  return TRUE;
}

/* (transfer full) (nullable): what nobody waits for any more is closed here, inside the gate */
static DeskPaper *
open_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (DeskPaper) self = g_object_new (DESK_TYPE_PAPER, NULL);
  g_autoptr (GBytes) bytes = read_file (file, cancellable, error);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *type = NULL;
  gboolean opened = FALSE;
  gsize size = 0;
  const guchar *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes == NULL)
    return NULL;
  type = g_content_type_guess (name, data, size, NULL);
  if (is_pdf (bytes))
    opened = open_pdf (self, bytes, error);
  else if (desk_paper_can_show (type))
    opened = open_picture (self, bytes, error);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, type);
  if (!opened || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
open_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DeskPaper *paper = NULL;
  GError *error = NULL;

  if (!enter_gate ())
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the application ends");
      return;
    }
  paper = open_file (task_data, cancellable, &error);
  leave_gate ();
  if (paper != NULL)
    g_task_return_pointer (task, paper, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* --- drawing, in a thread --- */

typedef struct
{
  guint page;
  int width;
} Drawing;

/* (transfer full) (nullable): width: pixels */
static GdkTexture *
draw_page (PopplerPage *page, int width, GError **error)
{
  double page_width = 0, page_height = 0, scale = 0;
  int columns = 0, rows = 0, stride = 0;
  cairo_surface_t *surface = NULL;
  cairo_t *cairo = NULL;
  GdkTexture *texture = NULL;

  poppler_page_get_size (page, &page_width, &page_height);
  if (!isfinite (page_width) || !isfinite (page_height) || page_width < 1 || page_height < 1 ||
      page_width > MAX_POINTS || page_height > MAX_POINTS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no size of a page");
      return NULL;
    }
  scale = CLAMP (width, 1, MAX_SIDE) / page_width;
  scale = MIN (scale, MAX_SIDE / page_height);
  scale = MIN (scale, sqrt (MAX_PIXELS / (page_width * page_height)));
  columns = MAX (1, (int) (page_width * scale));
  rows = MAX (1, (int) (page_height * scale));

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, columns, rows);
  cairo = cairo_create (surface);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, columns / page_width, rows / page_height);
  poppler_page_render (page, cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  stride = cairo_image_surface_get_stride (surface);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      g_autoptr (GBytes) pixels =
        g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * (gsize) rows);

      texture = gdk_memory_texture_new (columns, rows, GDK_MEMORY_DEFAULT, pixels, (gsize) stride);
    }
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         cairo_status_to_string (cairo_surface_status (surface)));
  cairo_surface_destroy (surface);

  return texture;
}

/* (transfer full) (nullable) */
static GdkTexture *
draw (DeskPaper *self, const Drawing *drawing, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (PdfPage) page = NULL;

  /* the person turned over to another page while this one waited for its turn */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  page = poppler_document_get_page (self->pdf, (int) drawing->page);
  if (page == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no such page");
      return NULL;
    }

  return draw_page (page, drawing->width, error);
}

static void
draw_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GdkTexture *texture = NULL;
  GError *error = NULL;

  if (!enter_gate ())
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the application ends");
      return;
    }
  texture = draw (source, task_data, cancellable, &error);
  leave_gate ();
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* --- the type --- */

static void
desk_paper_finalize (GObject *object)
{
  DeskPaper *self = DESK_PAPER (object);

  g_clear_object (&self->pdf);
  g_clear_object (&self->picture);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (desk_paper_parent_class)->finalize (object);
}

static void
desk_paper_class_init (DeskPaperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_paper_finalize;
}

static void
desk_paper_init (DeskPaper *self)
{
  g_mutex_init (&self->lock);
}

void
desk_paper_open_async (GFile *file,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, desk_paper_open_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  /* who goes on to another document does not wait until this one is read */
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, open_worker);
}

DeskPaper *
desk_paper_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
desk_paper_get_n_pages (DeskPaper *self)
{
  g_return_val_if_fail (DESK_IS_PAPER (self), 0);

  return self->n_pages;
}

void
desk_paper_draw_async (DeskPaper *self,
                       guint page,
                       int width,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Drawing *drawing = g_new0 (Drawing, 1);

  g_task_set_source_tag (task, desk_paper_draw_async);
  drawing->page = page;
  drawing->width = width;
  g_task_set_task_data (task, drawing, g_free);
  if (self->picture != NULL)
    {
      g_task_return_pointer (task, g_object_ref (self->picture), g_object_unref);
      return;
    }
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, draw_worker);
}

GdkTexture *
desk_paper_draw_finish (DeskPaper *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
desk_paper_can_show (const char *content_type)
{
  static const char *const types[] = {
    "application/pdf", "image/png", "image/jpeg", "image/gif",
    "image/webp",      "image/bmp", "image/tiff",
  };

  for (gsize i = 0; content_type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_content_type_is_a (content_type, types[i]))
      return TRUE;

  return FALSE;
}

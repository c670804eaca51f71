/* desk-text-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-text-view"

#include "desk-text-view.h"

#include <glib/gi18n.h>

#include "clinic-text.h"
#include "desk-file-row.h"
#include "desk-text-pieces.h"

/* A text longer than this is folded, to about as much. */
#define LONG_BYTES 1600
#define LONG_BLOCKS 14
#define FOLDED_LINES 7
/* What is made at once, and what in each frame after it. */
#define FIRST_BYTES 6000
#define FRAME_BYTES 1200
#define FRAME_US 4000
/* A box of so many pieces is laid out once: only the last one changes while the text grows. */
#define CHUNK_PIECES 12
#define SPACING 9

struct _DeskTextView
{
  GtkWidget parent_instance;

  GPtrArray *blocks;    /* owned (nullable): those of the text that is on show */
  GListModel *files;    /* owned (nullable) */
  DeskFileShelf *shelf; /* owned (nullable) */
  GPtrArray *shown;     /* owned: ClinicFile that stand in the text */
  GtkBox *chunk;        /* unowned, child (nullable): where pieces are added */
  guint n_pieces;       /* in it */
  guint next;           /* the first block that has no widget yet */
  gsize offset;         /* how much of it has */
  guint tick_id;
  gboolean folded;
};

G_DEFINE_FINAL_TYPE (DeskTextView, desk_text_view, GTK_TYPE_WIDGET)

enum
{
  FILLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clear (DeskTextView *self)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  self->next = 0;
  self->offset = 0;
  self->chunk = NULL;
  self->folded = FALSE;
  g_ptr_array_set_size (self->shown, 0);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
}

/* piece: (transfer full) */
static void
add_child (DeskTextView *self, GtkWidget *piece)
{
  if (self->chunk == NULL || self->n_pieces >= CHUNK_PIECES)
    {
      self->chunk = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING));
      self->n_pieces = 0;
      gtk_widget_set_parent (GTK_WIDGET (self->chunk), GTK_WIDGET (self));
    }
  gtk_box_append (self->chunk, piece);
  self->n_pieces++;
}

/* [DISK FILE ID=n12] names the file on the drive, [DISK FILE ID=12] its attachment; (transfer full)
 * (nullable) */
static ClinicFile *
find_file (DeskTextView *self, const char *target)
{
  gboolean on_drive = target != NULL && *target == 'n';
  gint64 id = target != NULL ? g_ascii_strtoll (target + (on_drive ? 1 : 0), NULL, 10) : 0;
  guint n = self->files != NULL ? g_list_model_get_n_items (self->files) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (self->files, i);

      if (id == (on_drive ? clinic_file_get_object_id (file) : clinic_file_get_id (file)))
        return g_steal_pointer (&file);
    }

  return NULL;
}

static GtkWidget *
make_file (DeskTextView *self, ClinicTextBlock *block)
{
  g_autoptr (ClinicFile) file = find_file (self, block->target);

  if (file == NULL || self->shelf == NULL)
    return NULL;
  g_ptr_array_add (self->shown, g_object_ref (file));

  return desk_file_row_new (file, self->shelf);
}

/* Pictures of other computers are not fetched: whoever put them there would learn who reads. */
static GtkWidget *
make_picture_link (ClinicTextBlock *block)
{
  g_autofree char *markup =
    g_markup_printf_escaped ("<a href=\"%s\">%s</a>", block->target, _ ("Picture"));

  return desk_text_piece_label (markup);
}

/* rows that follow each other, as many as there are; (transfer full) */
static GtkWidget *
make_table (DeskTextView *self)
{
  GtkWidget *grid = desk_text_piece_table_new ();

  for (guint row = 0; self->next < self->blocks->len; row++, self->next++)
    {
      ClinicTextBlock *block = g_ptr_array_index (self->blocks, self->next);

      if (block->kind != CLINIC_TEXT_ROW)
        break;
      desk_text_piece_table_add (grid, row, block);
    }

  return grid;
}

/* a paragraph, or as much of an endless one as is laid out quickly; how much that was */
static gsize
add_paragraph (DeskTextView *self, ClinicTextBlock *block)
{
  gsize length = desk_text_piece_length (block->markup + self->offset);
  g_autofree char *markup = g_strndup (block->markup + self->offset, length);

  add_child (self,
             desk_text_piece_quote (desk_text_piece_label (g_strchomp (markup)), block->quotes));
  self->offset += length;
  if (block->markup[self->offset] == '\0')
    {
      self->offset = 0;
      self->next++;
    }

  return length;
}

/* the next widget; about how many bytes of the text it shows */
static gsize
add_piece (DeskTextView *self)
{
  ClinicTextBlock *block = g_ptr_array_index (self->blocks, self->next);
  GtkWidget *piece = NULL;
  guint from = self->next;

  switch (block->kind)
    {
    case CLINIC_TEXT_ITEM:
      piece = desk_text_piece_item (block);
      break;
    case CLINIC_TEXT_CODE:
      piece = desk_text_piece_code (block);
      break;
    case CLINIC_TEXT_ROW:
      piece = make_table (self);
      break;
    case CLINIC_TEXT_IMAGE:
      piece = make_picture_link (block);
      break;
    case CLINIC_TEXT_FILE:
      piece = make_file (self, block);
      break;
    case CLINIC_TEXT_PARAGRAPH:
    default:
      return add_paragraph (self, block);
    }
  if (self->next == from)
    self->next++;
  if (piece != NULL)
    add_child (self, desk_text_piece_quote (piece, block->quotes));

  return strlen (block->markup) + 200 * (self->next - from);
}

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DeskTextView *self = DESK_TEXT_VIEW (widget);
  gint64 until = g_get_monotonic_time () + FRAME_US;
  gsize bytes = 0;

  /* making them is a part of the work, laying them out the other */
  while (self->next < self->blocks->len && bytes < FRAME_BYTES && g_get_monotonic_time () < until)
    bytes += add_piece (self);
  if (self->next < self->blocks->len)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  g_signal_emit (self, signals[FILLED], 0);

  return G_SOURCE_REMOVE;
}

static void
fill (DeskTextView *self)
{
  for (gsize bytes = 0; self->next < self->blocks->len && bytes < FIRST_BYTES;)
    bytes += add_piece (self);
  if (self->next < self->blocks->len)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

static gboolean
is_long (GPtrArray *blocks)
{
  gsize bytes = 0;

  for (guint i = 0; i < blocks->len; i++)
    bytes += strlen (((ClinicTextBlock *) g_ptr_array_index (blocks, i))->markup);

  return bytes > LONG_BYTES || blocks->len > LONG_BLOCKS;
}

static void
desk_text_view_dispose (GObject *object)
{
  DeskTextView *self = DESK_TEXT_VIEW (object);

  clear (self);
  g_clear_object (&self->files);
  g_clear_object (&self->shelf);

  G_OBJECT_CLASS (desk_text_view_parent_class)->dispose (object);
}

static void
desk_text_view_finalize (GObject *object)
{
  g_clear_pointer (&DESK_TEXT_VIEW (object)->shown, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_text_view_parent_class)->finalize (object);
}

static void
desk_text_view_class_init (DeskTextViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_text_view_dispose;
  object_class->finalize = desk_text_view_finalize;

  signals[FILLED] = g_signal_new ("filled", DESK_TYPE_TEXT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "textview-of-post");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_text_view_init (DeskTextView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING);
}

GtkWidget *
desk_text_view_new (void)
{
  return g_object_new (DESK_TYPE_TEXT_VIEW, NULL);
}

void
desk_text_view_set_text (DeskTextView *self,
                         const char *text,
                         GListModel *files,
                         DeskFileShelf *shelf,
                         gboolean fold)
{
  g_return_if_fail (DESK_IS_TEXT_VIEW (self));

  clear (self);
  g_set_object (&self->files, files);
  g_set_object (&self->shelf, shelf);
  self->blocks = clinic_text_parse (text);
  if (!fold || !is_long (self->blocks))
    {
      fill (self);
      return;
    }

  self->folded = TRUE;
  gtk_widget_set_parent (desk_text_piece_folded (self->blocks, LONG_BYTES / 2, FOLDED_LINES),
                         GTK_WIDGET (self));
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
}

gboolean
desk_text_view_is_folded (DeskTextView *self)
{
  g_return_val_if_fail (DESK_IS_TEXT_VIEW (self), FALSE);

  return self->folded;
}

gboolean
desk_text_view_is_filled (DeskTextView *self)
{
  g_return_val_if_fail (DESK_IS_TEXT_VIEW (self), FALSE);

  return !self->folded && (self->blocks == NULL || self->next >= self->blocks->len);
}

gboolean
desk_text_view_has_file (DeskTextView *self, ClinicFile *file)
{
  g_return_val_if_fail (DESK_IS_TEXT_VIEW (self), FALSE);

  return g_ptr_array_find (self->shown, file, NULL);
}

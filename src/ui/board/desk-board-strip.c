/* desk-board-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-strip"

#include "desk-board-strip.h"

#include <glib/gi18n.h>

#define PADDING 6

struct _DeskBoardStrip
{
  GtkWidget parent_instance;

  GtkWidget *button; /* owned child */
  GtkWidget *count;  /* unowned, in button */
  char *name;        /* owned, (nullable) */
};

G_DEFINE_FINAL_TYPE (DeskBoardStrip, desk_board_strip, GTK_TYPE_WIDGET)

enum
{
  CLICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_clicked_cb (DeskBoardStrip *self)
{
  g_signal_emit (self, signals[CLICKED], 0);
}

/* A label cannot be turned, so the name is drawn over the button. */
static void
desk_board_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DeskBoardStrip *self = DESK_BOARD_STRIP (widget);
  g_autoptr (PangoLayout) layout = NULL;
  double top = 0;
  int room = 0;
  int height = 0;
  GdkRGBA colour;

  GTK_WIDGET_CLASS (desk_board_strip_parent_class)->snapshot (widget, snapshot);
  if (self->name == NULL ||
      !gtk_widget_translate_coordinates (self->count, widget, 0,
                                         gtk_widget_get_height (self->count), NULL, &top))
    return;

  room = gtk_widget_get_height (widget) - (int) top - 2 * PADDING;
  if (room <= 0)
    return;
  layout = gtk_widget_create_pango_layout (widget, self->name);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, room * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (gtk_widget_get_width (widget) + height) /
                                                  2,
                                                (float) top + PADDING));
  gtk_snapshot_rotate (snapshot, 90);
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
desk_board_strip_dispose (GObject *object)
{
  DeskBoardStrip *self = DESK_BOARD_STRIP (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (desk_board_strip_parent_class)->dispose (object);
}

static void
desk_board_strip_class_init (DeskBoardStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_board_strip_dispose;
  widget_class->snapshot = desk_board_strip_snapshot;

  signals[CLICKED] = g_signal_new ("clicked", DESK_TYPE_BOARD_STRIP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "boardstrip");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
desk_board_strip_init (DeskBoardStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "heading");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-end-symbolic"));
  gtk_box_append (GTK_BOX (box), self->count);
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_vexpand (self->button, TRUE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_clicked_cb), self);
}

GtkWidget *
desk_board_strip_new (void)
{
  return g_object_new (DESK_TYPE_BOARD_STRIP, NULL);
}

void
desk_board_strip_show (DeskBoardStrip *self, ClinicStage *stage, guint n_items)
{
  g_autofree char *count = g_strdup_printf ("%u", n_items);
  const char *name = clinic_stage_get_name (stage);
  g_autofree char *label = NULL;

  g_return_if_fail (DESK_IS_BOARD_STRIP (self));

  /* Translators: a folded column of the board: its name and how many cards it has */
  label =
    g_strdup_printf (ngettext ("%1$s: %2$u card, show it", "%1$s: %2$u cards, show them", n_items),
                     name != NULL ? name : "", n_items);
  gtk_label_set_text (GTK_LABEL (self->count), count);
  gtk_widget_set_tooltip_text (self->button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  if (g_strcmp0 (name, self->name) != 0)
    {
      g_clear_pointer (&self->name, g_free);
      self->name = g_strdup (name);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

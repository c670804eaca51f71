/* desk-rows-title.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-rows-title"

#include "desk-rows-title.h"

#include <glib/gi18n.h>

struct _DeskRowsTitle
{
  AdwBin parent_instance;

  GtkLabel *label; /* unowned, in the bin */
};

G_DEFINE_FINAL_TYPE (DeskRowsTitle, desk_rows_title, ADW_TYPE_BIN)

enum
{
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_close_cb (DeskRowsTitle *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
desk_rows_title_class_init (DeskRowsTitleClass *klass)
{
  signals[CLOSED] = g_signal_new ("closed", DESK_TYPE_ROWS_TITLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
desk_rows_title_init (DeskRowsTitle *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "wrap",
                                         TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "css-classes",
                                         (const char *[]){ "heading", NULL }, NULL));
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (close, _ ("Close the rows (Esc)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close the rows (Esc)"), -1);
  g_signal_connect_object (close, "clicked", G_CALLBACK (on_close_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (line), close);
  adw_bin_set_child (ADW_BIN (self), line);
}

GtkWidget *
desk_rows_title_new (void)
{
  return g_object_new (DESK_TYPE_ROWS_TITLE, NULL);
}

void
desk_rows_title_set (DeskRowsTitle *self, const char *title)
{
  g_return_if_fail (DESK_IS_ROWS_TITLE (self));

  gtk_label_set_text (self->label, title);
}

const char *
desk_rows_title_get (DeskRowsTitle *self)
{
  g_return_val_if_fail (DESK_IS_ROWS_TITLE (self), NULL);

  return gtk_label_get_text (self->label);
}

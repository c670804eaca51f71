/* desk-board-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-head"

#include "desk-board-head.h"

#include <glib/gi18n.h>

#include "desk-format.h"
#include "desk-stage-badge.h"

/* About the width of a column: a time, and a family name with a first name. */
#define WIDTH_CHARS 17

struct _DeskBoardHead
{
  GtkBox parent_instance;

  DeskStageBadge *name; /* unowned child, as all below */
  GtkLabel *count;
  GtkLabel *sum;
};

G_DEFINE_FINAL_TYPE (DeskBoardHead, desk_board_head, GTK_TYPE_BOX)

enum
{
  FOLD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_fold_cb (DeskBoardHead *self)
{
  g_signal_emit (self, signals[FOLD], 0);
}

static void
desk_board_head_class_init (DeskBoardHeadClass *klass)
{
  signals[FOLD] = g_signal_new ("fold", DESK_TYPE_BOARD_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
desk_board_head_init (DeskBoardHead *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = desk_stage_badge_new ();
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *sum = gtk_label_new (NULL);
  GtkWidget *fold = gtk_button_new_from_icon_name ("pan-start-symbolic");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->name = DESK_STAGE_BADGE (name);
  self->count = GTK_LABEL (count);
  self->sum = GTK_LABEL (sum);
  desk_stage_badge_set_lines (self->name, 2);
  gtk_widget_set_hexpand (sum, TRUE);
  gtk_widget_add_css_class (name, "heading");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "heading");
  gtk_widget_add_css_class (sum, "numeric");
  gtk_widget_add_css_class (sum, "dim-label");
  gtk_widget_add_css_class (fold, "flat");
  gtk_widget_add_css_class (fold, "board-fold");
  gtk_widget_add_css_class (GTK_WIDGET (self), "board-head");
  gtk_label_set_width_chars (self->sum, WIDTH_CHARS);
  gtk_label_set_xalign (self->sum, 0);
  gtk_widget_set_tooltip_text (fold, _ ("Fold this column"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (fold), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Fold this column"), -1);
  g_signal_connect_object (fold, "clicked", G_CALLBACK (on_fold_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), sum);
  gtk_box_append (GTK_BOX (line), count);
  gtk_box_append (GTK_BOX (line), fold);
  gtk_box_append (GTK_BOX (self), name);
  gtk_box_append (GTK_BOX (self), line);
}

GtkWidget *
desk_board_head_new (void)
{
  return g_object_new (DESK_TYPE_BOARD_HEAD, NULL);
}

void
desk_board_head_show (DeskBoardHead *self, ClinicStage *stage, guint n_items, gint64 sum)
{
  g_autofree char *count = g_strdup_printf ("%u", n_items);
  g_autofree char *money = sum != 0 ? desk_format_money (sum) : g_strdup ("");

  g_return_if_fail (DESK_IS_BOARD_HEAD (self));

  desk_stage_badge_set_stage (self->name, stage);
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->sum, money);
}

void
desk_board_head_forget (DeskBoardHead *self)
{
  g_return_if_fail (DESK_IS_BOARD_HEAD (self));

  desk_stage_badge_set_stage (self->name, NULL);
}

/* desk-ask-again.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-ask-again"

#include "desk-ask-again.h"

#include <glib/gi18n.h>

struct _DeskAskAgain
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  GtkLabel *words;
  GtkWidget *yes;
};

G_DEFINE_FINAL_TYPE (DeskAskAgain, desk_ask_again, GTK_TYPE_WIDGET)

enum
{
  ACCEPTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
desk_ask_again_open (DeskAskAgain *self, const char *question)
{
  g_return_if_fail (DESK_IS_ASK_AGAIN (self));

  gtk_label_set_text (self->words, question);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->yes);
}

void
desk_ask_again_close (DeskAskAgain *self)
{
  g_return_if_fail (DESK_IS_ASK_AGAIN (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_yes_cb (DeskAskAgain *self)
{
  desk_ask_again_close (self);
  g_signal_emit (self, signals[ACCEPTED], 0);
}

static gboolean
on_escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  desk_ask_again_close (DESK_ASK_AGAIN (widget));

  return TRUE;
}

static void
desk_ask_again_dispose (GObject *object)
{
  g_clear_pointer (&DESK_ASK_AGAIN (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (desk_ask_again_parent_class)->dispose (object);
}

static void
desk_ask_again_class_init (DeskAskAgainClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_ask_again_dispose;
  signals[ACCEPTED] = g_signal_new ("accepted", DESK_TYPE_ASK_AGAIN, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
desk_ask_again_init (DeskAskAgain *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *no = gtk_button_new_with_label (_ ("Not Now  Escape"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->words = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                         PANGO_WRAP_WORD_CHAR, NULL));
  self->yes = gtk_button_new ();
  gtk_widget_add_css_class (self->box, "task-question");
  gtk_widget_add_css_class (self->yes, "suggested-action");
  g_signal_connect_object (self->yes, "clicked", G_CALLBACK (on_yes_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (no, "clicked", G_CALLBACK (desk_ask_again_close), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), self->yes);
  gtk_box_append (GTK_BOX (buttons), no);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (self->box), buttons);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
desk_ask_again_new (const char *yes)
{
  DeskAskAgain *self = g_object_new (DESK_TYPE_ASK_AGAIN, NULL);

  gtk_button_set_label (GTK_BUTTON (self->yes), yes);

  return GTK_WIDGET (self);
}

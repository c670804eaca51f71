/* desk-call-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-call-row"

#include "desk-call-row.h"

#include "desk-call-text.h"

#include <glib/gi18n.h>

struct _DeskCallRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *status; /* unowned, child */
  GtkLabel *line;   /* unowned, child */
  GtkLabel *hint;   /* unowned, child */

  ClinicSession *session;       /* owned */
  ClinicCall *call;             /* owned */
  GSignalGroup *caller_signals; /* owned */
};

G_DEFINE_FINAL_TYPE (DeskCallRow, desk_call_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_status (DeskCallRow *self)
{
  gint64 now = clinic_session_get_now (self->session);
  g_autofree char *status = desk_call_text_short_status (self->call, now);
  const char *classes[] = { "call-status", desk_call_text_urgency (self->call, now), NULL };

  gtk_label_set_text (self->status, status);
  if (!gtk_widget_has_css_class (GTK_WIDGET (self->status), classes[1]))
    gtk_widget_set_css_classes (GTK_WIDGET (self->status), classes);
}

static void
update (DeskCallRow *self)
{
  g_autofree char *line = desk_call_text_line (self->call, clinic_session_get_now (self->session));

  g_signal_group_set_target (self->caller_signals, clinic_call_get_caller (self->call));
  gtk_label_set_text (self->line, line);
  show_status (self);
}

static void
desk_call_row_dispose (GObject *object)
{
  DeskCallRow *self = DESK_CALL_ROW (object);

  g_clear_object (&self->caller_signals);
  g_clear_object (&self->call);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_call_row_parent_class)->dispose (object);
}

static void
desk_call_row_class_init (DeskCallRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_call_row_dispose;
}

static void
desk_call_row_init (DeskCallRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  /* Who comes first and has the room; the status is as wide as its words. */
  self->status = g_object_new (GTK_TYPE_LABEL, "valign", GTK_ALIGN_CENTER, NULL);
  self->line = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize",
                             PANGO_ELLIPSIZE_END, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->line));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->status));
  self->hint = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "valign", GTK_ALIGN_CENTER,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                             (const char *[]){ "keycap", NULL }, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "call-row");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->line, NULL, -1);

  self->caller_signals = g_signal_group_new (CLINIC_TYPE_CALLER);
  g_signal_group_connect_object (self->caller_signals, "notify", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
}

GtkWidget *
desk_call_row_new (ClinicSession *session, ClinicCall *call)
{
  DeskCallRow *self = g_object_new (DESK_TYPE_CALL_ROW, NULL);

  g_set_object (&self->session, session);
  g_set_object (&self->call, call);
  g_signal_connect_object (call, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  update (self);

  return GTK_WIDGET (self);
}

void
desk_call_row_set_hint (DeskCallRow *self, const char *hint)
{
  g_return_if_fail (DESK_IS_CALL_ROW (self));

  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}

ClinicCall *
desk_call_row_get_call (DeskCallRow *self)
{
  g_return_val_if_fail (DESK_IS_CALL_ROW (self), NULL);

  return self->call;
}

void
desk_call_row_tick (DeskCallRow *self)
{
  g_return_if_fail (DESK_IS_CALL_ROW (self));

  show_status (self);
}

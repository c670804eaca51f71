/* desk-command-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-command-row"

#include "desk-command-row.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-command-words.h"
#include "desk-question.h"

/**
 * DeskCommandRow:
 *
 * Something the person did that the portal does not have yet; when the portal would not take it,
 * both ways out.
 */
struct _DeskCommandRow
{
  GtkListBoxRow parent_instance;

  ClinicSession *session; /* owned */
  ClinicCommand *command; /* owned */

  GtkLabel *title;    /* unowned, template child */
  GtkLabel *progress; /* unowned, template child */
  GtkWidget *choices; /* unowned, template child */
  GtkButton *retry;   /* unowned, template child */
  GtkButton *discard; /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DeskCommandRow, desk_command_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_command (DeskCommandRow *self)
{
  g_autofree char *title = desk_command_title (self->command, self->session);
  g_autofree char *progress = desk_command_progress (self->command, self->session);
  gboolean conflict = clinic_command_get_state (self->command) == CLINIC_COMMAND_CONFLICT;
  gboolean choice = desk_command_needs_decision (self->command);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->progress, progress);
  gtk_widget_set_visible (self->choices, choice);
  gtk_button_set_label (self->retry, conflict ? _ ("Do It Anyway") : _ ("Send Again"));
  gtk_button_set_label (self->discard, conflict ? _ ("Leave It as It Is") : _ ("Discard"));
  if (choice)
    gtk_widget_add_css_class (GTK_WIDGET (self->progress), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->progress), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, progress, -1);
}

static void
on_retry_clicked_cb (DeskCommandRow *self)
{
  clinic_session_retry_command (self->session, self->command);
}

static void
on_discard_confirmed_cb (DeskCommandRow *self, const char *response)
{
  if (g_strcmp0 (response, "discard") == 0)
    clinic_session_discard_command (self->session, self->command);
}

/* What the person wrote must not vanish by one slip of the mouse; leaving things as a colleague
 * made them loses nothing. */
static void
on_discard_clicked_cb (DeskCommandRow *self)
{
  GtkWidget *dialog;

  if (clinic_command_get_state (self->command) == CLINIC_COMMAND_CONFLICT)
    {
      clinic_session_discard_command (self->session, self->command);
      return;
    }

  dialog = desk_question_new (GTK_WIDGET (self), _ ("Discard this change?"),
                              gtk_label_get_label (self->title));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("Keep"), "discard",
                                    _ ("Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_discard_confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
desk_command_row_dispose (GObject *object)
{
  DeskCommandRow *self = DESK_COMMAND_ROW (object);

  g_clear_object (&self->command);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_command_row_parent_class)->dispose (object);
}

static void
desk_command_row_class_init (DeskCommandRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = desk_command_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/reception24/Reception/ui/app/desk-command-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DeskCommandRow, title);
  gtk_widget_class_bind_template_child (widget_class, DeskCommandRow, progress);
  gtk_widget_class_bind_template_child (widget_class, DeskCommandRow, choices);
  gtk_widget_class_bind_template_child (widget_class, DeskCommandRow, retry);
  gtk_widget_class_bind_template_child (widget_class, DeskCommandRow, discard);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_discard_clicked_cb);
}

static void
desk_command_row_init (DeskCommandRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
desk_command_row_new (ClinicSession *session, ClinicCommand *command)
{
  DeskCommandRow *self;

  g_return_val_if_fail (CLINIC_IS_SESSION (session), NULL);
  g_return_val_if_fail (CLINIC_IS_COMMAND (command), NULL);

  self = g_object_new (DESK_TYPE_COMMAND_ROW, NULL);
  self->session = g_object_ref (session);
  self->command = g_object_ref (command);
  g_signal_connect_object (command, "notify", G_CALLBACK (show_command), self, G_CONNECT_SWAPPED);
  show_command (self);

  return GTK_WIDGET (self);
}

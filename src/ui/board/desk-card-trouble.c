/* desk-card-trouble.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-card-trouble"

#include "desk-card-trouble.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-command-words.h"

/* What a button decides about. */
typedef struct
{
  ClinicSession *session; /* owned */
  ClinicCommand *command; /* owned */
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_clear_object (&choice->session);
  g_clear_object (&choice->command);
  g_free (choice);
}

/* (transfer full) (nullable) */
static ClinicCommand *
find (ClinicSession *session, ClinicEntity entity, gint64 entity_id)
{
  GListModel *commands = clinic_session_get_commands (session);

  for (guint i = 0; i < g_list_model_get_n_items (commands); i++)
    {
      g_autoptr (ClinicCommand) command = g_list_model_get_item (commands, i);

      if (clinic_command_get_entity (command) == entity &&
          clinic_command_get_entity_id (command) == entity_id &&
          desk_command_needs_decision (command))
        return g_steal_pointer (&command);
    }

  return NULL;
}

static void
on_retry_cb (GtkButton *button, gpointer user_data)
{
  Choice *choice = user_data;

  clinic_session_retry_command (choice->session, choice->command);
}

static void
on_discard_cb (GtkButton *button, gpointer user_data)
{
  Choice *choice = user_data;

  clinic_session_discard_command (choice->session, choice->command);
}

static GtkWidget *
create_choice (ClinicSession *session,
               ClinicCommand *command,
               const char *label,
               GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  Choice *choice = g_new0 (Choice, 1);

  choice->session = g_object_ref (session);
  choice->command = g_object_ref (command);
  gtk_widget_add_css_class (button, "caption");
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_data (button, "clicked", callback, choice, choice_free, 0);

  return button;
}

GtkWidget *
desk_card_trouble_new (ClinicSession *session, ClinicEntity entity, gint64 entity_id)
{
  g_autoptr (ClinicCommand) command = find (session, entity, entity_id);
  g_autofree char *words = NULL;
  gboolean conflict = FALSE;
  GtkWidget *box = NULL, *label = NULL, *choices = NULL;

  if (command == NULL)
    return NULL;

  words = desk_command_progress (command, session);
  conflict = clinic_command_get_state (command) == CLINIC_COMMAND_CONFLICT;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  label = gtk_label_new (words);
  choices = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
  gtk_widget_add_css_class (label, "error");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (choices),
                  create_choice (session, command,
                                 conflict ? C_ ("conflict", "Leave") : C_ ("refused", "Let go"),
                                 G_CALLBACK (on_discard_cb)));
  gtk_box_append (GTK_BOX (choices),
                  create_choice (session, command,
                                 conflict ? C_ ("conflict", "Move anyway") : _ ("Retry"),
                                 G_CALLBACK (on_retry_cb)));
  gtk_box_append (GTK_BOX (box), choices);

  return box;
}

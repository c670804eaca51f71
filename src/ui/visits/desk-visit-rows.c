/* desk-visit-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-visit-rows"

#include "desk-visit-rows.h"

#include "desk-call-text.h"
#include "desk-format.h"
#include "desk-stage-badge.h"

#include "clinic-appointment.h"
#include "clinic-lead.h"
#include "clinic-phone.h"
#include "clinic-waiting-list.h"

#include <glib/gi18n.h>

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
create_lines (void)
{
  return g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 2,
                       "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);
}

static void
add_margins (GtkWidget *box)
{
  g_object_set (box, "margin-top", 8, "margin-bottom", 8, "margin-start", 12, "margin-end", 12,
                NULL);
}

GtkWidget *
desk_key_row_new (const char *key, const char *title, const char *facts)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = create_lines ();

  add_margins (box);
  if (key != NULL)
    gtk_box_append (GTK_BOX (box),
                    g_object_new (GTK_TYPE_LABEL, "label", key, "valign", GTK_ALIGN_CENTER,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "css-classes", (const char *[]){ "keycap", NULL }, NULL));
  gtk_box_append (GTK_BOX (lines), create_label (title, "heading"));
  if (facts != NULL && *facts != '\0')
    gtk_box_append (GTK_BOX (lines), create_label (facts, "dim-label"));
  gtk_box_append (GTK_BOX (box), lines);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, facts != NULL ? facts : "",
                                  -1);

  return row;
}

GtkWidget *
desk_move_row_new (ClinicStageMove *move, gint64 now)
{
  GtkWidget *box = create_lines ();
  ClinicStage *stage = clinic_stage_move_get_stage (move);
  GtkWidget *head = stage != NULL ? desk_stage_badge_new ()
                                  : create_label (clinic_stage_move_get_stage_id (move), NULL);
  g_autofree char *when = desk_format_day_time (clinic_stage_move_get_at (move), now);
  g_autofree char *user = desk_text_clip (clinic_stage_move_get_user_name (move), 40);
  g_autofree char *facts = g_strjoin (" · ", when, *user != '\0' ? user : NULL, NULL);

  add_margins (box);
  if (stage != NULL)
    desk_stage_badge_set_stage (DESK_STAGE_BADGE (head), stage);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), create_label (facts, "dim-label"));

  return box;
}

GtkWidget *
desk_todo_row_new (ClinicTodo *todo, gint64 now)
{
  GtkWidget *box = create_lines ();
  gint64 deadline = clinic_todo_get_deadline (todo);
  gboolean done = clinic_todo_get_done (todo);
  gboolean late = !done && deadline != 0 && deadline < now;
  g_autofree char *title = desk_text_clip (clinic_todo_get_title (todo), 200);
  g_autofree char *until = desk_format_day_time (deadline, now);
  g_autofree char *user = desk_text_clip (clinic_todo_get_responsible_name (todo), 40);
  g_autofree char *state = done             ? g_strdup (C_ ("to-do", "done"))
                           : late           ? g_strdup_printf (_ ("late: %s"), until)
                           : *until != '\0' ? g_strdup_printf (_ ("until %s"), until)
                                            : g_strdup ("");
  const char *first = *state != '\0' ? state : NULL;
  const char *second = *user != '\0' ? user : NULL;
  g_autofree char *facts =
    g_strjoin (" · ", first != NULL ? first : second, first != NULL ? second : NULL, NULL);

  add_margins (box);
  gtk_box_append (GTK_BOX (box), create_label (title, done ? "dim-label" : NULL));
  if (facts != NULL && *facts != '\0')
    gtk_box_append (GTK_BOX (box), create_label (facts, late ? "error" : "dim-label"));

  return box;
}

const char *
desk_waiting_number (gpointer person)
{
  return CLINIC_IS_LEAD (person) ? clinic_lead_get_phone (person)
                                 : clinic_appointment_get_patient_phone (person);
}

void
desk_waiting_dial (gpointer person, GtkWidget *widget)
{
  const char *number = desk_waiting_number (person);
  gint64 patient_id = CLINIC_IS_LEAD (person) ? clinic_lead_get_patient_id (person)
                                              : clinic_appointment_get_patient_id (person);

  if (number != NULL && *number != '\0')
    gtk_widget_activate_action (widget, "win.dial-patient", "(sx)", number, patient_id);
}

char *
desk_waiting_facts (gpointer person, gint64 now)
{
  g_autofree char *phone = clinic_phone_dup_display (desk_waiting_number (person));
  g_autofree char *day = desk_format_day (clinic_waiting_list_since (person), now);
  g_autofree char *since = *day != '\0' ? g_strdup_printf (_ ("waits since %s"), day) : NULL;
  gint64 start = CLINIC_IS_LEAD (person) ? 0 : clinic_appointment_get_start (person);
  g_autofree char *booked = start > now ? desk_format_day_time (start, now) : NULL;
  g_autofree char *has = booked != NULL ? g_strdup_printf (_ ("had %s"), booked) : NULL;
  const char *parts[] = { *phone != '\0' ? phone : NULL, since, has };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);

  return g_strdup (text->str);
}

GtkWidget *
desk_freed_row_new (gpointer person, guint position, gint64 now)
{
  const char *who = CLINIC_IS_LEAD (person) ? clinic_lead_get_name (person)
                                            : clinic_appointment_get_patient_name (person);
  g_autofree char *name = desk_text_clip (who, 80);
  g_autofree char *facts = desk_waiting_facts (person, now);
  /* Translators: the Enter key */
  GtkWidget *row = desk_key_row_new (position == 0 ? _ ("Enter") : NULL,
                                     *name != '\0' ? name : _ ("No name"), facts);
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  GtkWidget *here = gtk_button_new_with_label (_ ("Book here"));
  const char *number = desk_waiting_number (person);

  if (number != NULL && *number != '\0')
    gtk_box_append (GTK_BOX (box),
                    g_object_new (GTK_TYPE_IMAGE, "icon-name", "call-start-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_set_valign (here, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (here), "u", position);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (here), "cancel.book-here");
  gtk_box_append (GTK_BOX (box), here);

  return row;
}

int
desk_key_digit (guint keyval)
{
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);

  return 0;
}

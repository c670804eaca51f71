/* desk-patient-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-patient-rows"

#include "desk-patient-rows.h"

#include "desk-call-text.h"
#include "desk-format.h"
#include "desk-record-row.h"
#include "desk-stage-badge.h"

#include "clinic-phone.h"

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
create_row_box (void)
{
  return g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 2,
                       "margin-top", 8, "margin-bottom", 8, "margin-start", 12, "margin-end", 12,
                       NULL);
}

static GtkWidget *
create_button (const char *icon, const char *words, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);

  return button;
}

GtkWidget *
desk_phone_row_new (const char *phone, gint64 patient_id)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text = clinic_phone_dup_display (phone);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, "hexpand", TRUE, NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "caller-facts");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box),
                  create_button ("call-start-symbolic", C_ ("call a number", "Call"),
                                 "win.dial-patient", g_variant_new ("(sx)", phone, patient_id)));
  gtk_box_append (GTK_BOX (box), create_button ("edit-copy-symbolic", _ ("Copy the number"),
                                                "win.copy-number", g_variant_new_string (phone)));

  return box;
}

GtkWidget *
desk_visit_row_new (ClinicAppointment *appointment, ClinicPatient *patient, gint64 now)
{
  GtkWidget *box = create_row_box ();
  GtkWidget *badge = desk_stage_badge_new ();
  g_autofree char *when = clinic_appointment_get_start (appointment) != 0
                            ? desk_format_day_time (clinic_appointment_get_start (appointment), now)
                            : g_strdup (_ ("booked, no time set"));
  g_autofree char *doctor = desk_text_clip (clinic_appointment_get_doctor_name (appointment), 40);
  g_autofree char *title = desk_text_service (clinic_appointment_get_title (appointment), patient);
  g_autofree char *amount = desk_format_money (clinic_appointment_get_amount (appointment));
  g_autofree char *first = *doctor != '\0'
                             ? g_strdup_printf (C_ ("visit with", "%1$s, %2$s"), when, doctor)
                             : g_strdup (when);
  g_autofree char *second = clinic_appointment_get_amount (appointment) != 0
                              ? g_strjoin (" · ", title, amount, NULL)
                              : g_strdup (title);

  gtk_box_append (GTK_BOX (box), create_label (first, "heading"));
  if (*second != '\0')
    gtk_box_append (GTK_BOX (box), create_label (second, NULL));
  g_object_bind_property (appointment, "stage", badge, "stage", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (box), badge);

  return box;
}

GtkWidget *
desk_lead_row_new (ClinicLead *lead, gint64 now)
{
  GtkWidget *box = create_row_box ();
  g_autofree char *title = desk_text_clip (clinic_lead_get_title (lead), 80);
  g_autofree char *day = desk_format_day (clinic_lead_get_created (lead), now);
  g_autofree char *stage = desk_text_clip (clinic_lead_get_stage_name (lead), 40);
  g_autofree char *facts = g_strjoin (" · ", day, *stage != '\0' ? stage : NULL, NULL);

  gtk_box_append (GTK_BOX (box), create_label (title, "heading"));
  gtk_box_append (GTK_BOX (box), create_label (facts, "dim-label"));

  return box;
}

static void
show_comment (ClinicComment *comment, GtkLabel *facts)
{
  g_autofree char *author = desk_text_clip (clinic_comment_get_author_name (comment), 40);
  gint64 now = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (facts), "now"));
  g_autofree char *when = desk_format_day_time (clinic_comment_get_created (comment), now);
  const char *pending = clinic_comment_get_pending (comment) ? _ ("not sent yet") : NULL;
  g_autofree char *text =
    g_strjoin (" · ", when, *author != '\0' ? author : (pending != NULL ? pending : NULL),
               *author != '\0' ? pending : NULL, NULL);

  gtk_label_set_text (facts, text);
  if (pending != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (facts), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (facts), "warning");
}

static void
on_comment_changed_cb (ClinicComment *comment, GParamSpec *pspec, GtkLabel *facts)
{
  show_comment (comment, facts);
}

GtkWidget *
desk_comment_row_new (ClinicComment *comment, gint64 now)
{
  GtkWidget *box = create_row_box ();
  g_autofree char *text = desk_text_clip (clinic_comment_get_text (comment), 1000);
  GtkWidget *facts = create_label ("", "dim-label");

  g_object_set_data (G_OBJECT (facts), "now", GSIZE_TO_POINTER (now));
  gtk_box_append (GTK_BOX (box), create_label (text, NULL));
  gtk_box_append (GTK_BOX (box), facts);
  g_signal_connect_object (comment, "notify", G_CALLBACK (on_comment_changed_cb), facts, 0);
  show_comment (comment, GTK_LABEL (facts));

  return box;
}

GtkWidget *
desk_history_row_new (ClinicCallRecord *record, gint64 now)
{
  GtkWidget *row = desk_record_row_new (TRUE);

  desk_record_row_set_record (DESK_RECORD_ROW (row), record, now);

  return row;
}

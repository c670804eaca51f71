/* desk-report-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-report-row"

#include "desk-report-row.h"

#include <glib/gi18n.h>

#include "clinic-phone.h"
#include "desk-format.h"
#include "desk-invoice-words.h"
#include "desk-lead-words.h"
#include "desk-loss-visit.h"
#include "desk-recording-row.h"

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label =
    g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                  "visible", *text != '\0', "css-classes", (const char *[]){ style, NULL }, NULL);

  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
fill_call (GtkWidget *row, ClinicSession *session, ClinicCallRecord *call)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const char *name = clinic_call_record_get_patient_name (call);
  g_autofree char *number = clinic_phone_dup_display (clinic_call_record_get_number (call));

  gtk_widget_add_css_class (box, "loss-row");
  add_label (box, name != NULL && *name != '\0' ? name : number != NULL ? number : "", "heading");
  gtk_box_append (GTK_BOX (box), desk_recording_row_new (session, call));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
}

static void
fill_lead (GtkWidget *row, ClinicSession *session, ClinicLead *lead)
{
  gint64 now = clinic_session_get_now (session);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  ClinicStage *stage = clinic_lead_get_stage (lead);
  g_autofree char *name = desk_lead_name (lead);
  g_autofree char *when = desk_format_day_time (clinic_lead_get_created (lead), now);
  g_autofree char *facts = desk_lead_facts (lead);
  g_autofree char *spoken =
    g_strjoin (", ", name, when, facts, stage != NULL ? clinic_stage_get_name (stage) : NULL, NULL);

  gtk_widget_add_css_class (box, "loss-row");
  add_label (box, name, "heading");
  add_label (box, when, "numeric");
  add_label (box, facts, "dim-label");
  if (stage != NULL)
    add_label (box, clinic_stage_get_name (stage), "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* (transfer full): the day, the expense, the number, and that the act is missing */
static char *
dup_invoice_details (ClinicInvoice *invoice)
{
  g_autofree char *day = desk_invoice_day (clinic_invoice_get_paid (invoice));
  const char *number = clinic_invoice_get_number (invoice);
  const char *category = clinic_invoice_get_category (invoice);
  GListModel *acts = clinic_invoice_get_acts (invoice);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, *day != '\0' ? day : (char *) _ ("no day of payment"));
  if (category != NULL && *category != '\0')
    g_ptr_array_add (parts, (char *) category);
  if (number != NULL && *number != '\0')
    g_ptr_array_add (parts, (char *) number);
  if (acts == NULL || g_list_model_get_n_items (acts) == 0)
    g_ptr_array_add (parts, (char *) _ ("without act"));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static GtkWidget *
new_wrapped (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, NULL);
}

static void
fill_invoice (GtkWidget *row, ClinicInvoice *invoice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *sum = desk_invoice_sum (invoice);
  g_autofree char *details = dup_invoice_details (invoice);
  g_autofree char *spoken = g_strjoin (", ", desk_invoice_name (invoice), sum, details, NULL);
  GtkWidget *name = new_wrapped (desk_invoice_name (invoice));
  GtkWidget *amount = gtk_label_new (sum);
  GtkWidget *below = new_wrapped (details);

  gtk_widget_add_css_class (box, "report-line");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_valign (amount, GTK_ALIGN_START);
  gtk_widget_add_css_class (amount, "numeric");
  gtk_widget_add_css_class (below, "dim-label");
  gtk_widget_add_css_class (below, "caption");
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), amount);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), below);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

GtkWidget *
desk_report_row_new (ClinicSession *session, GObject *item)
{
  GtkWidget *row = gtk_list_box_row_new ();

  if (CLINIC_IS_APPOINTMENT (item))
    {
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), desk_loss_visit_new ());
      desk_loss_visit_set_visit (DESK_LOSS_VISIT (
                                   gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))),
                                 CLINIC_APPOINTMENT (item), clinic_session_get_now (session));
    }
  else if (CLINIC_IS_CALL_RECORD (item))
    fill_call (row, session, CLINIC_CALL_RECORD (item));
  else if (CLINIC_IS_LEAD (item))
    fill_lead (row, session, CLINIC_LEAD (item));
  else if (CLINIC_IS_INVOICE (item))
    fill_invoice (row, CLINIC_INVOICE (item));

  return row;
}

void
desk_report_row_open (GtkListBoxRow *row, GObject *item)
{
  GtkWidget *child = gtk_list_box_row_get_child (row);

  if (CLINIC_IS_APPOINTMENT (item) && clinic_appointment_get_id (CLINIC_APPOINTMENT (item)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (row), "win.open-appointment", "x",
                                clinic_appointment_get_id (CLINIC_APPOINTMENT (item)));
  else if (CLINIC_IS_LEAD (item) && clinic_lead_get_patient_id (CLINIC_LEAD (item)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (row), "win.open-patient", "x",
                                clinic_lead_get_patient_id (CLINIC_LEAD (item)));
  else if (CLINIC_IS_CALL_RECORD (item) &&
           DESK_IS_RECORDING_ROW (gtk_widget_get_last_child (child)))
    desk_recording_row_toggle (DESK_RECORDING_ROW (gtk_widget_get_last_child (child)));
}

/* desk-patient-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-appointment.h"
#include "clinic-call-record.h"
#include "clinic-comment.h"
#include "clinic-patient.h"
#include "clinic-lead.h"

G_BEGIN_DECLS

/* The lines of a patient's panel: widgets that follow their value as long as they live. */

/* a number with its buttons to call and to copy */
GtkWidget *desk_phone_row_new (const char *phone, gint64 patient_id);
GtkWidget *desk_visit_row_new (ClinicAppointment *appointment, ClinicPatient *patient, gint64 now);
GtkWidget *desk_lead_row_new (ClinicLead *lead, gint64 now);
/* one that is not on the portal yet says so */
GtkWidget *desk_comment_row_new (ClinicComment *comment, gint64 now);
GtkWidget *desk_history_row_new (ClinicCallRecord *record, gint64 now);

G_END_DECLS

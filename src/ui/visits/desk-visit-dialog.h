/* desk-visit-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskVisitDialog:
 *
 * Books a visit, or moves one to another time: for whom, with which doctor, in which free window.
 * What is missing is said beside the button that saves; what was typed is not lost by Escape. Ends
 * with one command: CREATE_APPOINTMENT, BOOK_LEAD or CHANGE_APPOINTMENT. Toasts appear in the
 * window of `parent`.
 */
#define DESK_TYPE_VISIT_DIALOG (desk_visit_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DeskVisitDialog, desk_visit_dialog, DESK, VISIT_DIALOG, AdwWindow)

/* All answer the window, which is on show and owned by the toolkit. */

/* patient_id, doctor_id, start: 0 = the person chooses */
GtkWidget *desk_visit_dialog_present_new (GtkWidget *parent,
                                          ClinicSession *session,
                                          gint64 patient_id,
                                          gint64 doctor_id,
                                          gint64 start);
/* makes an appointment of an enquiry */
GtkWidget *
desk_visit_dialog_present_lead (GtkWidget *parent, ClinicSession *session, ClinicLead *lead);
GtkWidget *desk_visit_dialog_present_reschedule (GtkWidget *parent,
                                                 ClinicSession *session,
                                                 ClinicAppointment *appointment);

/* doctor and time, to begin with */
void desk_visit_dialog_set_window (DeskVisitDialog *self, gint64 doctor_id, gint64 start);
/* an item of the loss reasons that goes with the move: why the old time was given up; 0 none */
void desk_visit_dialog_set_reason (DeskVisitDialog *self, gint64 reason_id, const char *note);
/* The move is the outcome of a call from the call list, whose mark goes with it. comment:
 * (nullable): what was written about the call, to begin with */
void desk_visit_dialog_set_call (DeskVisitDialog *self, const char *comment);

G_END_DECLS

/* desk-cancel-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"
#include "clinic-stage.h"

G_BEGIN_DECLS

/**
 * DeskCancelDialog:
 *
 * A patient cancels (clinic.md A-6, F-30): first why, then another time is offered; only who wants
 * none goes to the waiting list, or is lost with a reason and a comment. Ends with one
 * CHANGE_APPOINTMENT, and then offers the freed window to those who wait for one. Every choice is
 * a digit; Escape goes one step back.
 */
#define DESK_TYPE_CANCEL_DIALOG (desk_cancel_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DeskCancelDialog, desk_cancel_dialog, DESK, CANCEL_DIALOG, AdwWindow)

/* The window, which is on show and owned by the toolkit. wanted: (nullable): the stage that
 * somebody wanted to move it to, proposed when it is a lost one */
GtkWidget *desk_cancel_dialog_present (GtkWidget *parent,
                                       ClinicSession *session,
                                       ClinicAppointment *appointment,
                                       ClinicStage *wanted);
/* What comes of it is the outcome of a call from the call list, whose mark goes with it. comment:
 * (nullable): what was written about the call, to begin with */
void desk_cancel_dialog_set_call (DeskCancelDialog *self, const char *comment);

G_END_DECLS

/* desk-call-do.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/* What a person does at a call, on any of its faces. Everything becomes a command of the session,
 * asked for once and remembered in the call's draft; what cannot be kept is said in a toast of the
 * window that `widget` is in. */

/* moves the next visit of the caller to "confirmed"; FALSE when there is nothing to do */
gboolean desk_call_do_confirm (GtkWidget *widget, ClinicSession *session, ClinicCall *call);
/* a new enquiry from this call with the name and the note of the draft; FALSE when it was asked
 * for before */
gboolean desk_call_do_lead (GtkWidget *widget, ClinicSession *session, ClinicCall *call);
/* a new enquiry from a number of the journal */
void desk_call_do_number_lead (GtkWidget *widget, ClinicSession *session, const char *number);
/* Keeps the note of the draft with the caller; for an unknown number it goes with the new enquiry.
 * FALSE when it is not known whose it is. */
gboolean desk_call_do_note (GtkWidget *widget, ClinicSession *session, ClinicCall *call);
/* the outcome, to be sent a little later: can be undone from the toast until then */
void desk_call_do_outcome (GtkWidget *widget,
                           ClinicSession *session,
                           ClinicCall *call,
                           ClinicOutcome outcome);
/* sends an outcome that was picked and not undone; may be called twice */
void desk_call_settle (GtkWidget *widget, ClinicSession *session, ClinicCall *call);
/* somebody who was found by name is calling */
void desk_call_do_choose (ClinicSession *session, ClinicCall *call, ClinicPatient *patient);
/* nobody known has this number and no enquiry was made from this call yet */
gboolean desk_call_takes_lead (ClinicCall *call);
/* the call is over, was ours, and there is somebody to keep its outcome with */
gboolean desk_call_asks_outcome (ClinicCall *call);

G_END_DECLS

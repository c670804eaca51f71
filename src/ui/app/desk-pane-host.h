/* desk-pane-host.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_PANE_HOST (desk_pane_host_get_type ())

G_DECLARE_FINAL_TYPE (DeskPaneHost, desk_pane_host, DESK, PANE_HOST, AdwBin)

GtkWidget *desk_pane_host_new (ClinicSession *session);

/* shows the ringing calls; @call_id: (nullable): NULL leaves the choice of the card as it is, ""
 * is the longest ringing one. Takes the focus only when a call is named. */
void desk_pane_host_show_call (DeskPaneHost *self, const char *call_id);
/* an unknown number is among the calls, to make an enquiry from */
gboolean desk_pane_host_has_unknown (DeskPaneHost *self);
/* F4: shows that call and begins the enquiry; FALSE when it cannot be */
gboolean desk_pane_host_begin_lead (DeskPaneHost *self);
void desk_pane_host_show_patient (DeskPaneHost *self, gint64 patient_id);
/* takes the focus */
void desk_pane_host_show_appointment (DeskPaneHost *self, gint64 appointment_id);
/* the person is done with the calls: the focus leaves the card, ended calls are put away. TRUE: the
 * focus went back to where it was, so that the pane stays; else it may be hidden. */
gboolean desk_pane_host_hide_call (DeskPaneHost *self);
/* one step back; FALSE when there was none, so that the pane should be closed */
gboolean desk_pane_host_back (DeskPaneHost *self);
/* forgets what was on show */
void desk_pane_host_clear (DeskPaneHost *self);
/* opens what was open when the desk was last at this portal, without the focus; FALSE: nothing */
gboolean desk_pane_host_restore (DeskPaneHost *self);
/* the calls are on show */
gboolean desk_pane_host_shows_calls (DeskPaneHost *self);

G_END_DECLS

/* desk-visit-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskVisitPane:
 *
 * One appointment, whole: for whom, when, with whom, how it stands, what waits to be sent, its
 * comments, calls with their recordings, to-dos and its way through the stages. Filled in two
 * steps like the panel of a patient. 1 confirms, 2 moves, 3 or Ctrl+D cancels, Ctrl+O opens the
 * patient; the window's `win.` actions do what is not of the appointment.
 */
#define DESK_TYPE_VISIT_PANE (desk_visit_pane_get_type ())

G_DECLARE_FINAL_TYPE (DeskVisitPane, desk_visit_pane, DESK, VISIT_PANE, GtkWidget)

GtkWidget *desk_visit_pane_new (ClinicSession *session);
/* 0 = nothing */
void desk_visit_pane_show (DeskVisitPane *self, gint64 appointment_id);
gint64 desk_visit_pane_get_appointment_id (DeskVisitPane *self);

G_END_DECLS

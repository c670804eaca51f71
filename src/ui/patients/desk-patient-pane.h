/* desk-patient-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskPatientPane:
 *
 * Everything that the desk knows of one patient: how to reach her, her visits, calls, enquiries
 * and the comments of the timeline, to which one can be added. What is typed is kept for each
 * patient until it is sent.
 */
#define DESK_TYPE_PATIENT_PANE (desk_patient_pane_get_type ())

G_DECLARE_FINAL_TYPE (DeskPatientPane, desk_patient_pane, DESK, PATIENT_PANE, GtkWidget)

GtkWidget *desk_patient_pane_new (ClinicSession *session);
/* patient_id: 0 = nobody: the portal is not asked for anything any more */
void desk_patient_pane_show (DeskPatientPane *self, gint64 patient_id);
gint64 desk_patient_pane_get_patient_id (DeskPatientPane *self);

G_END_DECLS

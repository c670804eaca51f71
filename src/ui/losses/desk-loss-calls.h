/* desk-loss-calls.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskLossCalls:
 *
 * The calls of the patient of a lost visit, to hear what was said: the recordings play here
 * (DeskRecordingRow). The portal is asked when the choice has rested for a moment, so that going
 * through a list with the arrow keys costs nothing.
 */
#define DESK_TYPE_LOSS_CALLS (desk_loss_calls_get_type ())

G_DECLARE_FINAL_TYPE (DeskLossCalls, desk_loss_calls, DESK, LOSS_CALLS, GtkWidget)

GtkWidget *desk_loss_calls_new (ClinicSession *session);
/* visit: (nullable): none is chosen */
void desk_loss_calls_set_visit (DeskLossCalls *self, ClinicAppointment *visit);

G_END_DECLS

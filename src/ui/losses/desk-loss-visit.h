/* desk-loss-visit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-appointment.h"

G_BEGIN_DECLS

/**
 * DeskLossVisit:
 *
 * A lost visit in a list: when, whose, why, with whom, for how much.
 */
#define DESK_TYPE_LOSS_VISIT (desk_loss_visit_get_type ())

G_DECLARE_FINAL_TYPE (DeskLossVisit, desk_loss_visit, DESK, LOSS_VISIT, GtkWidget)

GtkWidget *desk_loss_visit_new (void);
void desk_loss_visit_set_visit (DeskLossVisit *self, ClinicAppointment *visit, gint64 now);

G_END_DECLS

/* desk-loss-period.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskLossPeriod:
 *
 * Which days are counted: this or the last week or month, or from one day to another. Emits
 * "changed".
 */
#define DESK_TYPE_LOSS_PERIOD (desk_loss_period_get_type ())

G_DECLARE_FINAL_TYPE (DeskLossPeriod, desk_loss_period, DESK, LOSS_PERIOD, AdwBin)

GtkWidget *desk_loss_period_new (ClinicSession *session);
/* first second, and the first one after it */
void desk_loss_period_get_range (DeskLossPeriod *self, gint64 *from, gint64 *to);

G_END_DECLS

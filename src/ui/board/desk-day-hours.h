/* desk-day-hours.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-day.h"
#include "clinic-session.h"
#include "desk-day-canvas.h"

G_BEGIN_DECLS

/**
 * DeskDayHours:
 *
 * The hours at the side of a day, and what time it is. Follows the canvas up and down.
 */
#define DESK_TYPE_DAY_HOURS (desk_day_hours_get_type ())

G_DECLARE_FINAL_TYPE (DeskDayHours, desk_day_hours, DESK, DAY_HOURS, GtkWidget)

GtkWidget *desk_day_hours_new (ClinicSession *session,
                               ClinicDay *day,
                               DeskDayCanvas *canvas,
                               GtkAdjustment *down);

G_END_DECLS

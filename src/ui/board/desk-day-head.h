/* desk-day-head.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-day.h"
#include "clinic-session.h"
#include "desk-day-canvas.h"

G_BEGIN_DECLS

/* The edges of a day that stay in sight while its middle is scrolled. */

/**
 * DeskDayHead:
 *
 * Whose the columns are, and how much each has to do. Follows the canvas to the side.
 */
#define DESK_TYPE_DAY_HEAD (desk_day_head_get_type ())

G_DECLARE_FINAL_TYPE (DeskDayHead, desk_day_head, DESK, DAY_HEAD, GtkWidget)

GtkWidget *desk_day_head_new (ClinicDay *day, DeskDayCanvas *canvas, GtkAdjustment *across);

G_END_DECLS

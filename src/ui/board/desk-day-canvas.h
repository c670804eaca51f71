/* desk-day-canvas.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-day.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskDayCanvas:
 *
 * The columns and quarter hours of a day, with its cards and free windows in their places. One card
 * per visit stays the same widget wherever the visit goes, so that a refresh keeps the focus.
 * Emits "activated" (ClinicAppointment), "menu" (ClinicAppointment, GtkWidget, x, y), "book" (place
 * id, start) and "moved" (ClinicAppointment, place id, start).
 */
#define DESK_TYPE_DAY_CANVAS (desk_day_canvas_get_type ())

G_DECLARE_FINAL_TYPE (DeskDayCanvas, desk_day_canvas, DESK, DAY_CANVAS, GtkWidget)

/* what does not match is dimmed */
typedef gboolean (*DeskDayMatch) (ClinicAppointment *visit, gpointer data);

GtkWidget *desk_day_canvas_new (ClinicSession *session, ClinicDay *day);
/* data: lives as long as the canvas */
void desk_day_canvas_set_match (DeskDayCanvas *self, DeskDayMatch match, gpointer data);
/* match() may answer otherwise */
void desk_day_canvas_rematch (DeskDayCanvas *self);
/* a minute has passed */
void desk_day_canvas_tick (DeskDayCanvas *self);
/* (transfer none) (nullable): the visit whose card has, or last had, the focus */
ClinicAppointment *desk_day_canvas_get_focused (DeskDayCanvas *self);
/* FALSE: there is nothing to focus */
gboolean desk_day_canvas_focus_first (DeskDayCanvas *self);
void desk_day_canvas_focus_visit (DeskDayCanvas *self, ClinicAppointment *visit);

/* Where things are, in pixels of the canvas. */
int desk_day_canvas_get_column_width (DeskDayCanvas *self);
double desk_day_canvas_get_y (DeskDayCanvas *self, gint64 when);

/* For dragging. The visit that is held; NULL: none is */
void desk_day_canvas_set_dragged (DeskDayCanvas *self, ClinicAppointment *visit);
/* (transfer none) (nullable) */
ClinicAppointment *desk_day_canvas_get_dragged (DeskDayCanvas *self);
/* Where a card whose upper left corner is held at x, y would come to lie; shown while it is. FALSE:
 * nowhere */
gboolean desk_day_canvas_aim (DeskDayCanvas *self, double x, double y);
void desk_day_canvas_stop_aiming (DeskDayCanvas *self);
/* (transfer none) (nullable): the card at a point */
GtkWidget *desk_day_canvas_pick_card (DeskDayCanvas *self, double x, double y);
/* puts the visit where it was aimed at; FALSE: it stays */
gboolean desk_day_canvas_drop (DeskDayCanvas *self);

G_END_DECLS

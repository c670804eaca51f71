/* desk-day-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-board.h"
#include "clinic-day.h"
#include "clinic-session.h"
#include "desk-board-moves.h"

G_BEGIN_DECLS

/**
 * DeskDayView:
 *
 * The day beside the board: doctors or chairs as columns, quarter hours as rows, visits as high as
 * they are long, free windows between. What the board's filter hides is dimmed here, so that the
 * day stays whole. Emits "activated" (ClinicAppointment) and "menu" (ClinicAppointment, GtkWidget,
 * x, y).
 */
#define DESK_TYPE_DAY_VIEW (desk_day_view_get_type ())

G_DECLARE_FINAL_TYPE (DeskDayView, desk_day_view, DESK, DAY_VIEW, GtkWidget)

/* board: what it shows is what is looked for; moves: what is moved here can be taken back there */
GtkWidget *desk_day_view_new (ClinicSession *session, ClinicBoard *board, DeskBoardMoves *moves);
/* the board's filter is another one: its first day, or today when it shows any */
void desk_day_view_set_filter (DeskDayView *self, const ClinicBoardFilter *filter);
/* a minute has passed */
void desk_day_view_tick (DeskDayView *self);
/* (transfer full) (nullable): the visit that an action is about */
ClinicAppointment *desk_day_view_dup_chosen (DeskDayView *self);
void desk_day_view_grab_focus (DeskDayView *self);
/* asks for a printer */
void desk_day_view_print (DeskDayView *self);
/* (transfer none) (nullable): what is shown, once it was */
ClinicDay *desk_day_view_get_day (DeskDayView *self);

G_END_DECLS

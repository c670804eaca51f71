/* desk-board-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-board.h"
#include "clinic-session.h"
#include "desk-board-days.h"

G_BEGIN_DECLS

/**
 * DeskBoardBar:
 *
 * What a board shows: days, doctor, specialty, whose, and words to find. On more lines where there
 * is no room for one. Emits "changed".
 */
#define DESK_TYPE_BOARD_BAR (desk_board_bar_get_type ())

G_DECLARE_FINAL_TYPE (DeskBoardBar, desk_board_bar, DESK, BOARD_BAR, GtkWidget)

/* with_visits: days, doctors and specialties can be chosen */
GtkWidget *desk_board_bar_new (ClinicSession *session, gboolean with_visits);
/* at the beginning and at the end; (transfer floating) */
void desk_board_bar_add_first (DeskBoardBar *self, GtkWidget *widget);
void desk_board_bar_add_last (DeskBoardBar *self, GtkWidget *widget);
/* chooses what was chosen before, and keeps what is chosen from now on; memory: (transfer none):
 * static, which bar it is */
void desk_board_bar_remember (DeskBoardBar *self, const char *memory);
/* filter: its strings belong to the bar until it changes */
void desk_board_bar_get_filter (DeskBoardBar *self, ClinicBoardFilter *filter);
/* (transfer none) (nullable): NULL without visits */
DeskBoardDays *desk_board_bar_get_days (DeskBoardBar *self);
/* something but the days is chosen */
gboolean desk_board_bar_is_filtered (DeskBoardBar *self);
/* everything but the days */
void desk_board_bar_clear (DeskBoardBar *self);
void desk_board_bar_focus_search (DeskBoardBar *self);

G_END_DECLS

/* desk-board-days.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskBoardDays:
 *
 * Which days are on show: one day, seven of them, or any; with buttons to the days before and
 * after. Today stays today when the clock passes midnight. Emits "changed".
 */
#define DESK_TYPE_BOARD_DAYS (desk_board_days_get_type ())

G_DECLARE_FINAL_TYPE (DeskBoardDays, desk_board_days, DESK, BOARD_DAYS, AdwBin)

GtkWidget *desk_board_days_new (ClinicSession *session);
/* first second, and the first one after it; 0, 0: any */
void desk_board_days_get_range (DeskBoardDays *self, gint64 *from, gint64 *to);
/* of this day */
void desk_board_days_get_today (DeskBoardDays *self, gint64 *from, gint64 *to);
/* exactly one day is on show */
gboolean desk_board_days_is_one (DeskBoardDays *self);
/* days from today */
void desk_board_days_show_day (DeskBoardDays *self, int days);
void desk_board_days_show_week (DeskBoardDays *self);
void desk_board_days_show_any (DeskBoardDays *self);
/* a step back or on: a day, or as many as are on show */
void desk_board_days_step (DeskBoardDays *self, int steps);
/* (transfer full) (nullable): what is on show, in words that still mean it on another day; NULL:
 * what is always on show at first */
char *desk_board_days_dup_words (DeskBoardDays *self);
/* words: (nullable); a day that has gone by is not gone back to */
void desk_board_days_show_words (DeskBoardDays *self, const char *words);
/* the clock may have passed midnight */
void desk_board_days_tick (DeskBoardDays *self);

G_END_DECLS

/* desk-board-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of DeskBoardPage alone.
 */

#pragma once

#include "desk-board-page.h"

#include <adwaita.h>

#include "clinic-board.h"
#include "desk-board-bar.h"
#include "desk-board-flash.h"
#include "desk-board-moves.h"
#include "desk-board.h"
#include "desk-day-view.h"
#include "desk-loading.h"

G_BEGIN_DECLS

/**
 * DeskBoardPage:
 *
 * The appointments: a column for each stage, the cards of the chosen days, and what a person does
 * with them. Moves wait for some seconds and can be taken back; into a lost stage there is no move
 * without a reason. The book and the outbox decide what is shown, the page only asks.
 */
struct _DeskBoardPage
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  AdwBin *bar_slot;
  AdwBin *guard_slot;
  GtkLabel *notice;
  GtkStack *views;
  GtkStack *states;
  AdwBin *board_slot;
  AdwStatusPage *empty;
  GtkWidget *clear_button;
  GtkWidget *any_button;

  ClinicSession *session;      /* owned */
  ClinicBoard *board;          /* owned */
  DeskBoardMoves *moves;       /* owned */
  DeskBoardBar *bar;           /* unowned, in bar_slot */
  DeskBoard *view;             /* unowned, in board_slot */
  DeskDayView *day;            /* unowned, in views */
  GtkToggleButton *day_button; /* unowned, in bar */
  GSettings *settings;         /* owned */
  DeskBoardFlash *flash;       /* owned: what colleagues moved */
  DeskLoading *loading;        /* owned */
  guint tick_source;
  guint update_source;
  guint focus_source;
  gboolean with_day; /* the days on show are more than one */
};

/* --- desk-board-page.c --- */

/* the hours of the day are on show in place of the columns */
gboolean desk_board_page_is_day (DeskBoardPage *self);

/* --- desk-board-page-actions.c --- */

/* (transfer full) (element-type ClinicAppointment): what an action is about, perhaps none */
GPtrArray *desk_board_page_dup_chosen (DeskBoardPage *self);
/* into a lost stage there is no move without a reason: that is asked for */
void
desk_board_page_move (DeskBoardPage *self, GPtrArray *items, ClinicStage *stage, gboolean by_key);
void desk_board_page_install_actions (GtkWidgetClass *widget_class);
void desk_board_page_add_shortcuts (DeskBoardPage *self);

G_END_DECLS

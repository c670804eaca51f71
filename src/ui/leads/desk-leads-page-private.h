/* desk-leads-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the files of DeskLeadsPage alone.
 */

#pragma once

#include "desk-leads-page.h"

#include <adwaita.h>

#include "clinic-board.h"
#include "desk-banner.h"
#include "desk-board-bar.h"
#include "desk-board-flash.h"
#include "desk-board-moves.h"
#include "desk-board.h"
#include "desk-loading.h"
#include "desk-tally.h"

G_BEGIN_DECLS

/**
 * DeskLeadsPage:
 *
 * The enquiries: a column for each stage of the leads, the same keys and moves as on the board of
 * the appointments. Into the booked stage the way is an appointment, into a lost one a comment.
 * Booked enquiries that no appointment came of are an alarm, with the repair beside it.
 */
struct _DeskLeadsPage
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, of the template, as all below */
  AdwBin *bar_slot;
  AdwBin *alarm_slot;
  GtkLabel *notice;
  GtkStack *states;
  AdwBin *board_slot;

  ClinicSession *session; /* owned */
  ClinicBoard *board;     /* owned */
  DeskBoardMoves *moves;  /* owned */
  DeskBoardFlash *flash;  /* owned: what colleagues moved */
  DeskTally *orphans;     /* owned: hears of changes and of the clock */
  ClinicLead *orphan;     /* owned, (nullable): what the alarm's button is about */
  DeskBanner *alarm;      /* unowned, in alarm_slot */
  DeskBoardBar *bar;      /* unowned, in bar_slot */
  DeskBoard *view;        /* unowned, in board_slot */
  DeskLoading *loading;   /* owned */
  guint tick_source;
  guint update_source;
  guint focus_source;
};

/* --- desk-leads-page-actions.c --- */

/* into a booked stage the way is an appointment, into a lost one a reason */
void
desk_leads_page_move (DeskLeadsPage *self, GPtrArray *leads, ClinicStage *stage, gboolean by_key);
/* (transfer full): of a card; n_chosen: how many it is about */
GMenuModel *desk_leads_page_create_menu (DeskLeadsPage *self, ClinicLead *lead, guint n_chosen);
void desk_leads_page_install_actions (GtkWidgetClass *widget_class);
void desk_leads_page_add_shortcuts (DeskLeadsPage *self);

G_END_DECLS

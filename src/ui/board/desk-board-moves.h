/* desk-board-moves.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-board.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskBoardMoves:
 *
 * The moves that a person makes on a board: each becomes a command that is held back for some
 * seconds, with a toast that counts them and can take the move back. What was moved together is
 * taken back together. Emits "undoing" (GPtrArray of the items) before the cards go back.
 */
#define DESK_TYPE_BOARD_MOVES (desk_board_moves_get_type ())

G_DECLARE_FINAL_TYPE (DeskBoardMoves, desk_board_moves, DESK, BOARD_MOVES, GObject)

/* widget: (transfer none): in whose window toasts are shown. traits: how its items
 * are read; entity: what they are */
DeskBoardMoves *desk_board_moves_new (GtkWidget *widget,
                                      ClinicSession *session,
                                      const ClinicBoardTraits *traits,
                                      ClinicEntity entity);
/* items: (element-type GObject): those that are in the stage already stay; FALSE: all of them */
gboolean desk_board_moves_move (DeskBoardMoves *self, GPtrArray *items, ClinicStage *stage);
/* Another change of an item, held back and taken back in the same way. words: what it is, such as
 * "Moving Anna to 11:00" */
void desk_board_moves_change (DeskBoardMoves *self,
                              gpointer item,
                              ClinicCommand *command,
                              const char *words);
/* The same with a comment that goes into the timeline of each of them. note: (nullable) */
gboolean desk_board_moves_move_noted (DeskBoardMoves *self,
                                      GPtrArray *items,
                                      ClinicStage *stage,
                                      const char *note);
/* Takes back what was moved last; says so, or that it is too late. FALSE: nothing was moved */
gboolean desk_board_moves_undo (DeskBoardMoves *self);
/* the portal writes to the patient when a visit comes into the stage */
gboolean desk_board_moves_sends_message (DeskBoardMoves *self, ClinicStage *stage);

G_END_DECLS

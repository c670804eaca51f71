/* desk-board.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desk-board-column.h"

G_BEGIN_DECLS

#define DESK_TYPE_BOARD (desk_board_get_type ())

G_DECLARE_FINAL_TYPE (DeskBoard, desk_board, DESK, BOARD, GtkWidget)

/* cards, data: live as long as the widget */
GtkWidget *desk_board_new (ClinicBoard *board, const DeskBoardCards *cards, gpointer data);
/* Scrolls to the item and focuses its card; a folded column is unfolded. FALSE: it is not shown. */
gboolean desk_board_focus_item (DeskBoard *self, gpointer item);
/* Selection and focus go along with these as they come into other columns: the person moves them
 * by keys, the first one is the one with the focus. (nullable): NULL: nothing is followed */
void desk_board_follow (DeskBoard *self, GPtrArray *items);
/* somewhere on the board: where it last was, or the first card */
void desk_board_grab_focus (DeskBoard *self);
/* (transfer none) (nullable): the item with the focus, or the one that had it last */
gpointer desk_board_get_focused (DeskBoard *self);
/* (transfer full) (element-type GObject): the selected cards, or the focused one */
GPtrArray *desk_board_dup_chosen (DeskBoard *self);
/* all cards there are, on show or nearly */
void desk_board_foreach (DeskBoard *self, DeskBoardCardFunc func, gpointer data);

G_END_DECLS

/* desk-board-drag.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "desk-board.h"

G_BEGIN_DECLS

/* Dragging cards of a board with the mouse. A drop gives the cards to desk_board_drop(). */

/* cards can be taken from this column, and dropped on it */
void desk_board_drag_add_column (DeskBoard *board, DeskBoardColumn *column);
/* the board scrolls while a card is held near one of its sides */
void desk_board_drag_add_edges (DeskBoard *board, GtkScrolledWindow *scrolled);

/* for the above: what is being dragged; (nullable) (element-type GObject) */
void desk_board_set_dragged (DeskBoard *board, GPtrArray *items);
gboolean desk_board_drop (DeskBoard *board, DeskBoardColumn *column);

G_END_DECLS

/* desk-board-head.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-stage.h"

G_BEGIN_DECLS

/**
 * DeskBoardHead:
 *
 * What stands over the cards of a column: the stage, how many cards there are, what they are worth,
 * and a button that folds the column. Emits "fold". Owned by the column.
 */
#define DESK_TYPE_BOARD_HEAD (desk_board_head_get_type ())

G_DECLARE_FINAL_TYPE (DeskBoardHead, desk_board_head, DESK, BOARD_HEAD, GtkBox)

GtkWidget *desk_board_head_new (void);
/* sum: kopecks, 0 is not said */
void desk_board_head_show (DeskBoardHead *self, ClinicStage *stage, guint n_items, gint64 sum);
/* Something of the stage has changed: it is read anew when it is shown again, although it is the
 * same one. */
void desk_board_head_forget (DeskBoardHead *self);

G_END_DECLS

/* desk-board-strip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-stage.h"

G_BEGIN_DECLS

/**
 * DeskBoardStrip:
 *
 * A folded column of a board: how many cards it has, and its name on its side, as there is no room
 * for it upright. Emits "clicked" when it is to be unfolded.
 */
#define DESK_TYPE_BOARD_STRIP (desk_board_strip_get_type ())

G_DECLARE_FINAL_TYPE (DeskBoardStrip, desk_board_strip, DESK, BOARD_STRIP, GtkWidget)

GtkWidget *desk_board_strip_new (void);
void desk_board_strip_show (DeskBoardStrip *self, ClinicStage *stage, guint n_items);

G_END_DECLS

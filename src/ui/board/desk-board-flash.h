/* desk-board-flash.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DeskBoardFlash:
 *
 * Who moved what on a board a moment ago: cards say so for some seconds. Emits "changed" when
 * somebody's move is to be said, and when some are no longer.
 */
#define DESK_TYPE_BOARD_FLASH (desk_board_flash_get_type ())

G_DECLARE_FINAL_TYPE (DeskBoardFlash, desk_board_flash, DESK, BOARD_FLASH, GObject)

DeskBoardFlash *desk_board_flash_new (void);
/* name: (nullable): NULL or "": somebody */
void desk_board_flash_add (DeskBoardFlash *self, GObject *item, const char *name);
/* (transfer none) (nullable): who moved it; NULL: nobody, or it is long ago */
const char *desk_board_flash_get_name (DeskBoardFlash *self, gpointer item);

G_END_DECLS

/* desk-board-preferences.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DeskBoardPreferences:
 *
 * The preferences page of the appointments: the clinic's hours, how long a move can be undone, when
 * tomorrow must be ready, and how many desks ask the portal.
 */
#define DESK_TYPE_BOARD_PREFERENCES (desk_board_preferences_get_type ())

G_DECLARE_FINAL_TYPE (DeskBoardPreferences,
                      desk_board_preferences,
                      DESK,
                      BOARD_PREFERENCES,
                      AdwPreferencesPage)

GtkWidget *desk_board_preferences_new (GSettings *settings);

G_END_DECLS

/* desk-board-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_BOARD_PAGE (desk_board_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskBoardPage, desk_board_page, DESK, BOARD_PAGE, GtkWidget)

GtkWidget *desk_board_page_new (ClinicSession *session);

G_END_DECLS

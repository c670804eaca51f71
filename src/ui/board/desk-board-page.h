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
/* the visits of today; as_day: by the clock, as there free time is seen */
void desk_board_page_show_today (DeskBoardPage *self, gboolean as_day);

G_END_DECLS

/* desk-board-do.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "clinic-stage.h"

G_BEGIN_DECLS

/* What a person does with a visit of the board that others do for it: panels, dialogs, the
 * telephone and the browser. */

void desk_board_open (GtkWidget *widget, ClinicAppointment *visit);
/* (transfer full): where a card of @stage_id can go; by "board.move-to" */
GMenuModel *desk_board_create_stages (GListModel *stages, const char *stage_id);
/* (transfer full): for the menu key and the right button; its actions are those of the page */
GMenuModel *
desk_board_create_menu (ClinicSession *session, ClinicAppointment *visit, guint n_chosen);
/* the menu of a card of a board, at a point of its list; it belongs to the page, whose rows come
 * and go */
void desk_board_popup_menu (GtkWidget *page, GMenuModel *menu, GtkWidget *list, double x, double y);
/* the visit's page on the portal, in the browser */
void desk_board_browse (GtkWidget *widget, ClinicSession *session, ClinicAppointment *visit);

G_END_DECLS

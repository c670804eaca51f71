/* desk-call-list-panel.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-call-row.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCallListPanel:
 *
 * The row of the call list that one is at: who, which number, what to say, and the nine ways in
 * which the call may end. Its buttons activate the actions `calllist.*` of the page. Emits
 * "written" when the comment is done: it goes with the next outcome.
 */
#define DESK_TYPE_CALL_LIST_PANEL (desk_call_list_panel_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallListPanel, desk_call_list_panel, DESK, CALL_LIST_PANEL, GtkWidget)

GtkWidget *desk_call_list_panel_new (ClinicSession *session);
/* (nullable): NULL: nobody; another row forgets what was written */
void desk_call_list_panel_set_row (DeskCallListPanel *self, ClinicCallRow *row);
/* shows what the row is now */
void desk_call_list_panel_refresh (DeskCallListPanel *self);
/* (transfer full) (nullable): what was written about the call */
char *desk_call_list_panel_dup_comment (DeskCallListPanel *self);
void desk_call_list_panel_clear_comment (DeskCallListPanel *self);
/* somebody writes, or has written something that has not gone yet */
gboolean desk_call_list_panel_is_writing (DeskCallListPanel *self);
void desk_call_list_panel_focus_comment (DeskCallListPanel *self);
gboolean desk_call_list_panel_has_focus (DeskCallListPanel *self);
/* (transfer none): the button of an outcome: where its question belongs */
GtkWidget *desk_call_list_panel_get_button (DeskCallListPanel *self, ClinicOutcome outcome);

G_END_DECLS

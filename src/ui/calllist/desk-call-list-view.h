/* desk-call-list-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-call-list.h"

G_BEGIN_DECLS

/**
 * DeskCallListView:
 *
 * The call list at work: its rows, and below them the one that one is at. Enter calls, a digit says
 * how the call ended and goes on to the next; what is worked on is taken, and given back when one
 * leaves it. Whoever of the list calls herself is gone to.
 */
#define DESK_TYPE_CALL_LIST_VIEW (desk_call_list_view_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallListView, desk_call_list_view, DESK, CALL_LIST_VIEW, GtkWidget)

GtkWidget *desk_call_list_view_new (ClinicSession *session, ClinicCallList *list);
/* the list was built: goes to the row that is ours already, else to the first one to call */
void desk_call_list_view_start (DeskCallListView *self);
/* the focus goes to the row that one is at; FALSE when there is none */
gboolean desk_call_list_view_focus (DeskCallListView *self);
/* (transfer none) (nullable): the row that one is at */
ClinicCallRow *desk_call_list_view_get_current (DeskCallListView *self);

G_END_DECLS

/* desk-call-list-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-call-row.h"

G_BEGIN_DECLS

/**
 * DeskCallListRow:
 *
 * A line of the call list: when, who, with whom, what she answered, whose turn it is. On two lines
 * where there is no room for one.
 */
#define DESK_TYPE_CALL_LIST_ROW (desk_call_list_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallListRow, desk_call_list_row, DESK, CALL_LIST_ROW, GtkListBoxRow)

GtkWidget *desk_call_list_row_new (ClinicCallRow *row, gint64 now, gboolean compact);
/* (transfer none) */
ClinicCallRow *desk_call_list_row_get_row (DeskCallListRow *self);
/* shows what the row is now */
void desk_call_list_row_refresh (DeskCallListRow *self, gint64 now);
void desk_call_list_row_set_compact (DeskCallListRow *self, gboolean compact);

G_END_DECLS

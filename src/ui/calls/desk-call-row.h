/* desk-call-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskCallRow:
 *
 * One call in one line: status with its timer, who it is, what is next. Used for the strip under
 * the header, below the card, and for the calls of this moment. Follows its call; the list that
 * made it owns it.
 */
#define DESK_TYPE_CALL_ROW (desk_call_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallRow, desk_call_row, DESK, CALL_ROW, GtkListBoxRow)

GtkWidget *desk_call_row_new (ClinicSession *session, ClinicCall *call);
/* hint: (nullable): the key that opens it now, such as "F2" */
void desk_call_row_set_hint (DeskCallRow *self, const char *hint);
ClinicCall *desk_call_row_get_call (DeskCallRow *self);
/* a second went by */
void desk_call_row_tick (DeskCallRow *self);

G_END_DECLS

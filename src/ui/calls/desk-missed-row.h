/* desk-missed-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "clinic-missed-group.h"

G_BEGIN_DECLS

/**
 * DeskMissedRow:
 *
 * The missed calls of one number: who, since when, how often, what became of it and the button to
 * call back. The state is a colour, an icon and words. The list's factory owns it and hands it one
 * group after the other.
 */
#define DESK_TYPE_MISSED_ROW (desk_missed_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskMissedRow, desk_missed_row, DESK, MISSED_ROW, GtkWidget)

GtkWidget *desk_missed_row_new (ClinicSession *session);
/* group: (nullable) */
void desk_missed_row_set_group (DeskMissedRow *self, ClinicMissedGroup *group);
/* a second went by: the clock of the call-back runs */
void desk_missed_row_tick (DeskMissedRow *self);
/* (transfer none) (nullable) */
ClinicMissedGroup *desk_missed_row_get_group (DeskMissedRow *self);

G_END_DECLS

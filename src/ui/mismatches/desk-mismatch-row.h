/* desk-mismatch-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskMismatchRow:
 *
 * A mismatch in a list: whose visit, what is wrong, both sides and what can be done about it. Its
 * buttons activate mismatch.take, mismatch.keep and mismatch.open with the mismatch's id, and
 * mismatch.menu. What is on its way, what did not work and what cannot be done say so here.
 * Emits "updated" when either side has changed.
 */
#define DESK_TYPE_MISMATCH_ROW (desk_mismatch_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskMismatchRow, desk_mismatch_row, DESK, MISMATCH_ROW, GtkListBoxRow)

GtkWidget *desk_mismatch_row_new (ClinicSession *session, ClinicMismatch *mismatch);
ClinicMismatch *desk_mismatch_row_get_mismatch (DeskMismatchRow *self);
/* the times are written anew: another day has begun */
void desk_mismatch_row_tick (DeskMismatchRow *self);

G_END_DECLS

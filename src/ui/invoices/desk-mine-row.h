/* desk-mine-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desk-file-shelf.h"

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskMineRow:
 *
 * An invoice that this person put forward: how much and to whom, where it is and with whom it is
 * stuck, what is to be fixed, and what can be done about it. What the portal does not have yet says
 * so and offers both ways out. Its buttons ask for the actions "invoice.fix", "invoice.again"
 * (both with the invoice's id) and the rest is done here.
 */
#define DESK_TYPE_MINE_ROW (desk_mine_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskMineRow, desk_mine_row, DESK, MINE_ROW, GtkWidget)

/* shelf: where the files are brought */
GtkWidget *desk_mine_row_new (ClinicSession *session, DeskFileShelf *shelf);
/* invoice: (nullable) */
void desk_mine_row_set_invoice (DeskMineRow *self, ClinicInvoice *invoice);
/* commands and tasks may have changed, or time has passed */
void desk_mine_row_update (DeskMineRow *self);

G_END_DECLS

/* desk-expenses-block.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-expenses-sheet.h"
#include "desk-chart.h"

G_BEGIN_DECLS

/**
 * DeskExpensesBlock:
 *
 * The expenses in one currency: how much, how much more than before, what is not right yet (acts
 * that are missing, payments without a day), a chart and a table. Emits "opened" with the group,
 * (nullable) for all of it, and the ClinicExpensesFigure.
 */
#define DESK_TYPE_EXPENSES_BLOCK (desk_expenses_block_get_type ())

G_DECLARE_FINAL_TYPE (DeskExpensesBlock, desk_expenses_block, DESK, EXPENSES_BLOCK, AdwBin)

GtkWidget *desk_expenses_block_new (void);
/* expenses and block: (nullable): NULL: forgets them; must live until the next call */
void desk_expenses_block_show (DeskExpensesBlock *self,
                               const ClinicExpenses *expenses,
                               const ClinicExpenseBlock *block);
/* (nullable): the block on show */
const ClinicExpenseBlock *desk_expenses_block_get (DeskExpensesBlock *self);
DeskChart *desk_expenses_block_get_chart (DeskExpensesBlock *self);

G_END_DECLS

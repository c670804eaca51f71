/* desk-expenses-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-expenses-sheet.h"

G_BEGIN_DECLS

/**
 * DeskExpensesTable:
 *
 * The lines of a currency and their total. A line opens what was paid, the number under the pointer
 * its own invoices: those of the period before, those without an act. Emits "opened" with the place
 * of the line, -1 for the total, and the ClinicExpenseColumn.
 */
#define DESK_TYPE_EXPENSES_TABLE (desk_expenses_table_get_type ())

G_DECLARE_FINAL_TYPE (DeskExpensesTable, desk_expenses_table, DESK, EXPENSES_TABLE, GtkWidget)

GtkWidget *desk_expenses_table_new (void);
/* keeps nothing of them */
void desk_expenses_table_show (DeskExpensesTable *self,
                               const ClinicExpenses *expenses,
                               const ClinicExpenseBlock *block);

G_END_DECLS

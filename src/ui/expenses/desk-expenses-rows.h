/* desk-expenses-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskExpensesRows:
 *
 * The invoices that a figure was counted from; the chosen one with its papers, as in the registry.
 * Emits "closed".
 */
#define DESK_TYPE_EXPENSES_ROWS (desk_expenses_rows_get_type ())

G_DECLARE_FINAL_TYPE (DeskExpensesRows, desk_expenses_rows, DESK, EXPENSES_ROWS, GtkWidget)

GtkWidget *desk_expenses_rows_new (ClinicSession *session);
/* ids: gint64, of the facts of expenses */
void desk_expenses_rows_show (DeskExpensesRows *self, const char *title, GArray *ids);
void desk_expenses_rows_clear (DeskExpensesRows *self);

G_END_DECLS

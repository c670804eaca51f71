/* desk-sheet-print.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-chart.h"

G_BEGIN_DECLS

/* (transfer full): A table on paper: its title and lines, its chart, its rows with the names of the
 * columns on every page, totals, and at the foot of each page what the sheet's footer says. Run
 * with GTK_PRINT_OPERATION_ACTION_EXPORT it makes a PDF. */
GtkPrintOperation *desk_sheet_print_new (ClinicSheet *sheet);

G_END_DECLS

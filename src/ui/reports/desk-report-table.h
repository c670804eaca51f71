/* desk-report-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-report-sheet.h"

G_BEGIN_DECLS

/**
 * DeskReportTable:
 *
 * The lines of a report with their numbers, and the total below. A line opens what it was counted
 * from, a number of it the rows of that number: signal "opened" (ClinicReportLine,
 * ClinicReportColumn).
 */
#define DESK_TYPE_REPORT_TABLE (desk_report_table_get_type ())

G_DECLARE_FINAL_TYPE (DeskReportTable, desk_report_table, DESK, REPORT_TABLE, GtkWidget)

GtkWidget *desk_report_table_new (void);
/* holds a reference */
void desk_report_table_set_report (DeskReportTable *self, ClinicReport *report);
/* asks for the rows of the nth line, as if it had been chosen */
void desk_report_table_open (DeskReportTable *self, guint nth);

G_END_DECLS

/* desk-report-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-report-sheet.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskReportRows:
 *
 * What the figures of a line were counted from: visits, calls, leads, a piece at a time. The
 * figures stand above them, each a button. Emits "closed".
 */
#define DESK_TYPE_REPORT_ROWS (desk_report_rows_get_type ())

G_DECLARE_FINAL_TYPE (DeskReportRows, desk_report_rows, DESK, REPORT_ROWS, GtkWidget)

GtkWidget *desk_report_rows_new (ClinicSession *session);
/* facts: those of the report; column: whose rows first */
void desk_report_rows_show (DeskReportRows *self,
                            ClinicReport *report,
                            ClinicFacts *facts,
                            const ClinicReportLine *line,
                            ClinicReportColumn column);
/* lets go of the report */
void desk_report_rows_clear (DeskReportRows *self);

G_END_DECLS

/* desk-report-head.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-report-sheet.h"

G_BEGIN_DECLS

/**
 * DeskReportHead:
 *
 * What a report comes to: the number that matters, what it was before, what ripens and what nobody
 * knows, each a button that opens its rows, and on demand how all of it was counted. Signal
 * "opened" (ClinicReportColumn): the rows of a number of the total.
 */
#define DESK_TYPE_REPORT_HEAD (desk_report_head_get_type ())

G_DECLARE_FINAL_TYPE (DeskReportHead, desk_report_head, DESK, REPORT_HEAD, GtkWidget)

GtkWidget *desk_report_head_new (void);
void desk_report_head_set_report (DeskReportHead *self, ClinicReport *report);
/* shows how it was counted, or hides it */
void desk_report_head_toggle_formula (DeskReportHead *self);

G_END_DECLS

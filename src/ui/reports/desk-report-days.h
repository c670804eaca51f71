/* desk-report-days.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DeskReportDays:
 *
 * From one day to another, each behind a button with a calendar. Emits "changed".
 */
#define DESK_TYPE_REPORT_DAYS (desk_report_days_get_type ())

G_DECLARE_FINAL_TYPE (DeskReportDays, desk_report_days, DESK, REPORT_DAYS, AdwBin)

GtkWidget *desk_report_days_new (void);
/* ClinicDays: from <= day < to; says nothing */
void desk_report_days_set (DeskReportDays *self, int from, int to);
void desk_report_days_get (DeskReportDays *self, int *from, int *to);

G_END_DECLS

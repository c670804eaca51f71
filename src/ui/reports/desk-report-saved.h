/* desk-report-saved.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-question.h"

G_BEGIN_DECLS

/**
 * DeskReportSaved:
 *
 * The questions that are asked again and again, behind a button; kept in the settings of this
 * desk. Emits "chosen" (ClinicQuestion) when one is taken.
 */
#define DESK_TYPE_REPORT_SAVED (desk_report_saved_get_type ())

G_DECLARE_FINAL_TYPE (DeskReportSaved, desk_report_saved, DESK, REPORT_SAVED, AdwBin)

GtkWidget *desk_report_saved_new (void);
/* the one that would be saved */
void desk_report_saved_set_question (DeskReportSaved *self, const ClinicQuestion *question);
/* keeps it, unless it is there already */
void desk_report_saved_save (DeskReportSaved *self);
guint desk_report_saved_get_count (DeskReportSaved *self);

G_END_DECLS

/* desk-report-question.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-question.h"

G_BEGIN_DECLS

/**
 * DeskReportQuestion:
 *
 * The question of a report as a sentence whose parts can be chosen: what is counted, when, by what,
 * compared with what, and of whom. Offers only what the rows of the measure have. Emits "changed".
 */
#define DESK_TYPE_REPORT_QUESTION (desk_report_question_get_type ())

G_DECLARE_FINAL_TYPE (DeskReportQuestion, desk_report_question, DESK, REPORT_QUESTION, GtkWidget)

/* today: ClinicDays */
GtkWidget *desk_report_question_new (int today);
/* says "changed" when it is another one */
void desk_report_question_set (DeskReportQuestion *self, const ClinicQuestion *question);
/* (transfer none) */
const ClinicQuestion *desk_report_question_get (DeskReportQuestion *self);
/* from which doctors, sources… can be chosen */
void desk_report_question_set_facts (DeskReportQuestion *self, ClinicFacts *facts);
/* puts something else behind the sentence */
void desk_report_question_append (DeskReportQuestion *self, GtkWidget *widget);
/* puts the focus on what is counted */
void desk_report_question_focus (DeskReportQuestion *self);

G_END_DECLS

/* desk-report-choice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-facts.h"

G_BEGIN_DECLS

/**
 * DeskReportChoice:
 *
 * Whose rows a report counts: one doctor, source… or all. What can be chosen comes from the facts;
 * what is chosen stays also when they do not have it. Emits "changed".
 */
#define DESK_TYPE_REPORT_CHOICE (desk_report_choice_get_type ())

G_DECLARE_FINAL_TYPE (DeskReportChoice, desk_report_choice, DESK, REPORT_CHOICE, AdwBin)

/* all: what "no filter" is called */
GtkWidget *desk_report_choice_new (ClinicFactName name, const char *all);
ClinicFactName desk_report_choice_get_name (DeskReportChoice *self);
/* facts: (nullable) */
void desk_report_choice_set_facts (DeskReportChoice *self, ClinicFacts *facts);
/* (nullable): NULL: all; "": those where it is not said */
void desk_report_choice_set_key (DeskReportChoice *self, const char *key);
const char *desk_report_choice_get_key (DeskReportChoice *self);

G_END_DECLS

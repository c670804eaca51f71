/* desk-expenses-question.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-expenses.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskExpensesQuestion:
 *
 * Of which days the expenses are asked for, and by what they are grouped. Emits "changed".
 */
#define DESK_TYPE_EXPENSES_QUESTION (desk_expenses_question_get_type ())

G_DECLARE_FINAL_TYPE (DeskExpensesQuestion, desk_expenses_question, DESK, EXPENSES_QUESTION, GtkBox)

GtkWidget *desk_expenses_question_new (ClinicSession *session);
/* puts something else behind it */
void desk_expenses_question_append (DeskExpensesQuestion *self, GtkWidget *widget);
/* ClinicDays: by the session's clock */
int desk_expenses_question_get_today (DeskExpensesQuestion *self);
/* ClinicDays: *from <= day < *to */
void desk_expenses_question_get_days (DeskExpensesQuestion *self, int *from, int *to);
ClinicExpensesBy desk_expenses_question_get_by (DeskExpensesQuestion *self);

G_END_DECLS

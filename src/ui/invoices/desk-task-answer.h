/* desk-task-answer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskTaskAnswer:
 *
 * How a task is answered: a button for each of its ways, the reason that some of them need, and the
 * fields that the process asks for. What was typed is kept for each task until it was answered,
 * whatever is refreshed or chosen meanwhile. A large sum and a probable duplicate are asked about
 * again, in place.
 *
 * Signal "answered" (ClinicCommand, char *): what was decided, and the same in words.
 */
#define DESK_TYPE_TASK_ANSWER (desk_task_answer_get_type ())

G_DECLARE_FINAL_TYPE (DeskTaskAnswer, desk_task_answer, DESK, TASK_ANSWER, GtkWidget)

GtkWidget *desk_task_answer_new (ClinicSession *session);
/* (nullable) */
void desk_task_answer_set_task (DeskTaskAnswer *self, ClinicTask *task);
/* ClinicInvoice that may be the same bill; (nullable) */
void desk_task_answer_set_twins (DeskTaskAnswer *self, GListModel *twins);

/* as if its button was pressed; FALSE: the task has no such way */
gboolean desk_task_answer_decide (DeskTaskAnswer *self, ClinicDecision decision);
/* the main action: what was chosen, or the way that goes on */
void desk_task_answer_send (DeskTaskAnswer *self);
/* what was chosen is not; FALSE: nothing was */
gboolean desk_task_answer_cancel (DeskTaskAnswer *self);
/* the choice of a colleague who is to decide; FALSE: the task cannot be handed over */
gboolean desk_task_answer_delegate (DeskTaskAnswer *self);
/* the task was answered for good: what was typed for it is not needed any more */
void desk_task_answer_forget (DeskTaskAnswer *self, const char *task_id);

G_END_DECLS

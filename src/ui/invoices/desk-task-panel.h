/* desk-task-panel.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "desk-invoice-twins.h"
#include "desk-paper-view.h"
#include "desk-task-answer.h"

G_BEGIN_DECLS

/**
 * DeskTaskPanel:
 *
 * One task: to whom and how much, the document, what is known of it, and the buttons that answer
 * it.
 */
#define DESK_TYPE_TASK_PANEL (desk_task_panel_get_type ())

G_DECLARE_FINAL_TYPE (DeskTaskPanel, desk_task_panel, DESK, TASK_PANEL, GtkWidget)

GtkWidget *desk_task_panel_new (ClinicSession *session, DeskInvoiceTwins *twins);
/* (nullable) */
void desk_task_panel_set_task (DeskTaskPanel *self, ClinicTask *task);
/* (transfer none) (nullable) */
ClinicTask *desk_task_panel_get_task (DeskTaskPanel *self);
/* (transfer none) */
DeskTaskAnswer *desk_task_panel_get_answer (DeskTaskPanel *self);
DeskPaperView *desk_task_panel_get_paper (DeskTaskPanel *self);
/* a button back to the queue, where there is no room for both */
void desk_task_panel_set_alone (DeskTaskPanel *self, gboolean alone);
/* the time has passed, or other invoices came */
void desk_task_panel_refresh (DeskTaskPanel *self);

G_END_DECLS

/* desk-task-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"
#include "desk-invoice-twins.h"

G_BEGIN_DECLS

/**
 * DeskTaskRow:
 *
 * An invoice of the queue: how much, to whom, what for, from whom, how long it waits and until
 * when; and what is to be heeded: overdue, perhaps paid before, on its way, not accepted.
 */
#define DESK_TYPE_TASK_ROW (desk_task_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskTaskRow, desk_task_row, DESK, TASK_ROW, GtkListBoxRow)

GtkWidget *desk_task_row_new (ClinicTask *task, ClinicSession *session, DeskInvoiceTwins *twins);
/* (transfer none) */
ClinicTask *desk_task_row_get_task (DeskTaskRow *self);
/* the time has passed, or other invoices came */
void desk_task_row_refresh (DeskTaskRow *self);

G_END_DECLS

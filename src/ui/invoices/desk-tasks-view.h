/* desk-tasks-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskTasksView:
 *
 * The queue of what waits for this person's decision, and beside it the invoice that is decided
 * about. One key decides; what was decided is held back for some seconds and can be taken back, and
 * the next one is chosen.
 */
#define DESK_TYPE_TASKS_VIEW (desk_tasks_view_get_type ())

G_DECLARE_FINAL_TYPE (DeskTasksView, desk_tasks_view, DESK, TASKS_VIEW, GtkWidget)

GtkWidget *desk_tasks_view_new (ClinicSession *session);
/* (transfer none) (nullable): the one that is decided about */
ClinicTask *desk_tasks_view_get_task (DeskTasksView *self);

G_END_DECLS

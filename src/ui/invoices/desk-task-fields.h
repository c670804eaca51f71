/* desk-task-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskTaskFields:
 *
 * What a task asks for, three beside each other, so that the document keeps its room: what does not
 * fit is scrolled to. Fields that a button of the task answers are left out.
 */
#define DESK_TYPE_TASK_FIELDS (desk_task_fields_get_type ())
G_DECLARE_FINAL_TYPE (DeskTaskFields, desk_task_fields, DESK, TASK_FIELDS, GtkWidget)

/* task: (nullable): none */
void desk_task_fields_set (DeskTaskFields *self, ClinicTask *task, ClinicSession *session);
/* (transfer none): of DeskFormField */
GPtrArray *desk_task_fields_get (DeskTaskFields *self);
gboolean desk_task_fields_has_files (DeskTaskFields *self);
/* FALSE: something is missing or wrong; it says what, and is gone to */
gboolean desk_task_fields_check (DeskTaskFields *self);

G_END_DECLS

/* desk-task-ways.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"

G_BEGIN_DECLS

/* The ways that a process offers to answer a task: which there are, and what they need. */

/* (transfer none) (nullable): the first of the task's ways that means this */
ClinicInvoiceWay *desk_task_find_way (ClinicTask *task, ClinicDecision decision);
/* (transfer none) (nullable): the task's way of this id, as it is now; task, id: (nullable) */
ClinicInvoiceWay *desk_task_find_way_by_id (ClinicTask *task, const char *id);
/* (transfer none) (nullable): the one that goes on: approve, send again, paid, taken note; or the
 * only one */
ClinicInvoiceWay *desk_task_find_main_way (ClinicTask *task);
/* the portal, or the person it goes back to, needs words with it */
gboolean desk_way_needs_text (ClinicInvoiceWay *way);
/* there is a possible way that words can go with */
gboolean desk_task_takes_text (ClinicTask *task);
/* (transfer full): what the widgets of an answer are made of, its ways and fields: they are made
 * anew only when this is another */
char *desk_task_dup_shape (ClinicTask *task);

G_END_DECLS

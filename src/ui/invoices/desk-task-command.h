/* desk-task-command.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"
#include "clinic-user.h"

G_BEGIN_DECLS

/* What a person decided about an invoice, as a command. All (transfer full). */

/* fields: a{ss}, files: a(ssay): see CLINIC_COMMAND_DECIDE_INVOICE */
ClinicCommand *desk_task_command_decide (ClinicSession *session,
                                         ClinicTask *task,
                                         ClinicInvoiceWay *way,
                                         const char *text,
                                         GVariant *fields,
                                         GVariant *files);
ClinicCommand *
desk_task_command_delegate (ClinicSession *session, ClinicTask *task, ClinicUser *user);

/* the button itself is the answer to the field */
gboolean desk_task_answers_field (ClinicTask *task, ClinicFormField *field);
/* floating a{ss}: all fields of the task as this way answers them. widgets: (element-type
 * DeskFormField) of those that the buttons do not answer */
GVariant *desk_task_build_fields (ClinicTask *task, ClinicInvoiceWay *way, GPtrArray *widgets);

G_END_DECLS

/* dummy-tasks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-file.h"
#include "dummy-session.h"

G_BEGIN_DECLS

/* Tasks about bills, as a process of the portal would give them. */

/* One that can be approved, rejected and, if `rework`, sent back; it waits since an hour before
 * `now` of the session. roubles; (transfer none): it is in the list */
ClinicTask *dummy_task (DummySession *session,
                        gint64 id,
                        const char *counterparty,
                        gint64 roubles,
                        gboolean rework);
/* so many of them, of all kinds, ages and sums */
void dummy_add_many_tasks (DummySession *session, guint n);
/* (transfer none): a paid bill of some days before in the registry */
ClinicInvoice *dummy_registry_row (DummySession *session,
                                   const char *counterparty,
                                   gint64 roubles,
                                   const char *number,
                                   int days_ago);
/* gives the task's invoice a document */
void dummy_task_add_file (ClinicTask *task, gint64 id, const char *name, const char *type);
/* adds a field to the form of the task; options: "id=name" each, (nullable); (transfer none) */
ClinicFormField *dummy_task_add_field (ClinicTask *task,
                                       const char *id,
                                       const char *name,
                                       ClinicFieldKind kind,
                                       gboolean required,
                                       const char *const *options);

G_END_DECLS

/* sync-payroll.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-archive.h"
#include "clinic-command.h"
#include "clinic-payroll.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncPayroll:
 *
 * The payroll of a session (ClinicPayroll): reads a month of working time, schedule, rates and
 * bonuses when somebody opens it. Owned by the session.
 */
#define SYNC_TYPE_PAYROLL (sync_payroll_get_type ())

G_DECLARE_FINAL_TYPE (SyncPayroll, sync_payroll, SYNC, PAYROLL, GObject)

/* archive: calls and visits are counted from it; commands: of ClinicCommand, the outbox */
SyncPayroll *sync_payroll_new (SyncContext *context, ClinicArchive *archive, GListModel *commands);
/* reads what is kept of what this person may do */
void sync_payroll_load (SyncPayroll *self);
/* begins to ask the portal what this person may do */
void sync_payroll_start (SyncPayroll *self);
void sync_payroll_stop (SyncPayroll *self);
/* the state of a command has changed */
void sync_payroll_note_command (SyncPayroll *self, ClinicCommand *command);

G_END_DECLS

/* sync-invoice-overlay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was done here and the portal does not have yet, laid over what it says. Pure functions.
 */

#pragma once

#include "clinic-command.h"
#include "clinic-invoice.h"
#include "clinic-task.h"
#include "sync-invoice-scheme.h"

G_BEGIN_DECLS

gboolean sync_invoice_is_command (ClinicCommand *command);
/* (transfer full) (nullable): ClinicTask.id of the task that a command answers */
char *sync_invoice_dup_task_of (ClinicCommand *command);
/* both: command: (nullable): the last about it */
void sync_invoice_overlay (ClinicInvoice *invoice, ClinicCommand *command);
void sync_invoice_overlay_task (ClinicTask *task, ClinicCommand *command);
/* the change itself, as the portal has taken it */
void sync_invoice_apply (ClinicInvoice *invoice, ClinicCommand *command);
/* (transfer full): an invoice that is on its way; scheme: (nullable): what its fields mean */
ClinicInvoice *
sync_invoice_new_outgoing (ClinicCommand *command, SyncInvoiceScheme *scheme, gint64 me);

G_END_DECLS

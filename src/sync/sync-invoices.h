/* sync-invoices.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-command.h"
#include "clinic-invoices.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncInvoices:
 *
 * The bills of a session (ClinicInvoices): what this computer keeps of them at once, then the
 * portal's tasks of business processes, its lists and its smart process. Knows of each what the
 * portal says (the truth) and what is shown: the truth with the commands of the outbox over it.
 * Owned by the session.
 *
 * Signals: "registry-read": the store is given what the portal has of the registry
 */
#define SYNC_TYPE_INVOICES (sync_invoices_get_type ())

G_DECLARE_FINAL_TYPE (SyncInvoices, sync_invoices, SYNC, INVOICES, GObject)

/* commands: (element-type ClinicCommand): the outbox's */
SyncInvoices *sync_invoices_new (SyncContext *context, GListModel *commands);
/* shows what is kept */
void sync_invoices_load (SyncInvoices *self);
/* begins to ask the portal */
void sync_invoices_start (SyncInvoices *self);
void sync_invoices_stop (SyncInvoices *self);
/* everything is asked for anew: the invoices too, behind what the person waits for */
void sync_invoices_ask_too (SyncInvoices *self);
/* (transfer none) (nullable): as it is shown */
ClinicInvoice *sync_invoices_find (SyncInvoices *self, const char *id);
/* a command's state changed; DONE before it leaves the list */
void sync_invoices_note_command (SyncInvoices *self, ClinicCommand *command);

G_END_DECLS

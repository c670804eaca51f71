/* sync-invoice-shelf.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-invoice.h"
#include "sync-context.h"
#include "sync-invoice-round.h"
#include "sync-invoice-scheme.h"

G_BEGIN_DECLS

/**
 * SyncInvoiceShelf:
 *
 * The tasks and invoices as people see them: what the portal says, with what waits in the outbox
 * over it. One object per id, of which only properties change. Keeps what it is given in the store,
 * as the portal wrote it; asks the portal nothing. Owned by SyncInvoices.
 */
#define SYNC_TYPE_INVOICE_SHELF (sync_invoice_shelf_get_type ())

G_DECLARE_FINAL_TYPE (SyncInvoiceShelf, sync_invoice_shelf, SYNC, INVOICE_SHELF, GObject)

/* parts of the store */
#define SYNC_INVOICE_PART_TASK "task"
#define SYNC_INVOICE_PART_DOCUMENT "document"
#define SYNC_INVOICE_PART_MINE "mine"
#define SYNC_INVOICE_PART_QUEUE "queue"
#define SYNC_INVOICE_PART_REGISTRY "registry"

/* commands: (element-type ClinicCommand): the outbox's */
SyncInvoiceShelf *sync_invoice_shelf_new (SyncContext *context, GListModel *commands);
/* what rows mean; rows that were given before are read anew */
void sync_invoice_shelf_set_scheme (SyncInvoiceShelf *self, SyncInvoiceScheme *scheme);
GListModel *sync_invoice_shelf_get_tasks (SyncInvoiceShelf *self);
GListModel *sync_invoice_shelf_get_mine (SyncInvoiceShelf *self);
GListModel *sync_invoice_shelf_get_registry (SyncInvoiceShelf *self);
/* ids of invoices whose documents are known; (transfer none) */
GHashTable *sync_invoice_shelf_get_documents (SyncInvoiceShelf *self);

/* rows of the store, before a round has come; part: one of the above; rows: StoreInvoiceRow */
void sync_invoice_shelf_take_stored (SyncInvoiceShelf *self, const char *part, GPtrArray *rows);
/* what a look has brought, in place of what was known */
void sync_invoice_shelf_take_round (SyncInvoiceShelf *self, SyncInvoiceRound *round);
/* rows of the registry, SyncInvoiceRow: added or changed */
void sync_invoice_shelf_take_registry (SyncInvoiceShelf *self, GPtrArray *rows);
/* The registry was read whole from this day of creation on (unix seconds): what was not given since
 * sync_invoice_shelf_begin_registry() is gone. */
void sync_invoice_shelf_begin_registry (SyncInvoiceShelf *self);
void sync_invoice_shelf_end_registry (SyncInvoiceShelf *self, gint64 created_from);
/* which days the registry shows; both: (nullable): all */
void sync_invoice_shelf_show_registry (SyncInvoiceShelf *self, const char *from, const char *to);
/* one row that was read anew, wherever it is shown */
void sync_invoice_shelf_take_row (SyncInvoiceShelf *self, const char *id, JsonObject *row);

/* (transfer none) (nullable): as it is shown */
ClinicInvoice *sync_invoice_shelf_find (SyncInvoiceShelf *self, const char *id);
/* (transfer full): ClinicInvoice: all that are known */
GListModel *sync_invoice_shelf_list_known (SyncInvoiceShelf *self);
void sync_invoice_shelf_note_command (SyncInvoiceShelf *self, ClinicCommand *command);
/* names that came late */
void sync_invoice_shelf_name (SyncInvoiceShelf *self);

G_END_DECLS

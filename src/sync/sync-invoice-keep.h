/* sync-invoice-keep.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts what the portal says of invoices into the store. Addresses that hold a secret are left out.
 */

#pragma once

#include "store-repository.h"
#include "sync-invoice-round.h"

G_BEGIN_DECLS

/* rows: SyncInvoiceRow; whole: they are all of the part */
void
sync_invoice_keep_rows (StoreRepository *store, const char *part, GPtrArray *rows, gboolean whole);
/* rows: JsonObject of bizproc.task.list: all that wait */
void sync_invoice_keep_tasks (StoreRepository *store, GPtrArray *rows);
/* rows: SyncInvoiceRow, with their day */
void
sync_invoice_keep_registry (StoreRepository *store, SyncInvoiceScheme *scheme, GPtrArray *rows);
/* (transfer full): the same as StoreInvoiceRow; in any thread; scheme: (nullable): none are made */
GPtrArray *sync_invoice_keep_write_registry (SyncInvoiceScheme *scheme, GPtrArray *rows);
/* ids: char */
void sync_invoice_keep_gone (StoreRepository *store, const char *part, GPtrArray *ids);

G_END_DECLS

/* sync-bills-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kept rows of the registry made into what expenses are counted from. All of it may be done in
 * a thread.
 */

#pragma once

#include "clinic-facts.h"
#include "clinic-invoice.h"
#include "store-repository.h"
#include "sync-invoice-scheme.h"

G_BEGIN_DECLS

/* A bill's number in the facts, of the id of its invoice ("list:41:3310", "item:1036:15"): which
 * list or smart process, and which row. 0: it is of none. */
gint64 sync_bills_number (const char *invoice_id);
/* (transfer full): and back */
char *sync_bills_dup_id (gint64 number);

/* rows: StoreInvoiceRow; adds a bill for each that the scheme knows the meaning of */
void sync_bills_fill (ClinicFacts *facts, SyncInvoiceScheme *scheme, GPtrArray *rows);
/* (transfer full) (nullable): origin: (nullable) of the portal */
ClinicInvoice *
sync_bills_read (SyncInvoiceScheme *scheme, const StoreInvoiceRow *row, const char *origin);
/* (transfer full) (element-type utf8): of the kept rows, those that a reading of these days has
 * asked for and not got; from, until: YYYY-MM-DD: from <= day < until, until: (nullable); present:
 * set of ids */
GPtrArray *sync_bills_find_gone (SyncInvoiceScheme *scheme,
                                 GPtrArray *rows,
                                 const char *from,
                                 const char *until,
                                 GHashTable *present);

G_END_DECLS

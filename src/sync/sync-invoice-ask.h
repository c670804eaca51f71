/* sync-invoice-ask.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The questions about the rows of a registry: lists.element.get of a list, crm.item.list of a smart
 * process (office.md 4.2, 4.3).
 */

#pragma once

#include "bx-list.h"
#include "sync-context.h"
#include "sync-invoice-round.h"
#include "sync-invoice-scheme.h"

G_BEGIN_DECLS

/* the two questions about each source */
typedef enum
{
  SYNC_INVOICE_ASK_CREATED, /* what was put into it, whenever it is paid */
  SYNC_INVOICE_ASK_PAID,    /* what was paid, whenever it was put into it */
} SyncInvoiceAsk;
#define SYNC_N_INVOICE_ASKS (SYNC_INVOICE_ASK_PAID + 1)

/* from, until: YYYY-MM-DD: from <= day < until; until: (nullable): no end. (transfer full)
 * (nullable): NULL: the source cannot be asked so, or is no registry */
BxList *sync_invoice_ask_new (SyncContext *context,
                              const SyncInvoiceSource *source,
                              SyncInvoiceAsk ask,
                              const char *from,
                              const char *until);
/* a page of the list as SyncInvoiceRow, into rows */
void sync_invoice_ask_take (const SyncInvoiceSource *source, JsonArray *page, GPtrArray *rows);

G_END_DECLS

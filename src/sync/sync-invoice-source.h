/* sync-invoice-source.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One list or smart process of a SyncInvoiceScheme, read from its description.
 */

#pragma once

#include "sync-invoice-scheme.h"

G_BEGIN_DECLS

/* row: (nullable): of lists.get; fields: of lists.field.get; settings: (nullable) */
SyncInvoiceSource *sync_invoice_source_new_list (JsonObject *row,
                                                 const char *type,
                                                 JsonObject *fields,
                                                 GSettings *settings);
/* fields: of crm.item.fields; stages: (nullable): of crm.status.list */
SyncInvoiceSource *sync_invoice_source_new_smart (gint64 id,
                                                  JsonObject *fields,
                                                  JsonArray *stages,
                                                  GSettings *settings);
void sync_invoice_source_free (SyncInvoiceSource *self);

G_END_DECLS

/* sync-invoice-map.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of the portal's lists, smart processes and tasks made into invoices and tasks. Names of
 * people and companies are not in them: sync_invoice_map_name() puts them in.
 */

#pragma once

#include "clinic-invoice.h"
#include "clinic-task.h"
#include "sync-context.h"
#include "sync-invoice-scheme.h"

G_BEGIN_DECLS

/* An element of a list (lists.element.get) or an item of a smart process (crm.item.*); origin:
 * (nullable): "https://…" of the portal. (transfer full) (nullable): NULL without an id */
ClinicInvoice *
sync_invoice_map_row (const SyncInvoiceSource *source, JsonObject *row, const char *origin);
/* A row of bizproc.task.list. Its invoice is what the task itself says of it. (transfer full)
 * (nullable): NULL: no id, or of a process that has nothing to do with invoices */
ClinicTask *
sync_invoice_map_task (SyncInvoiceScheme *scheme, JsonObject *row, gint64 me, const char *origin);
/* An item that waits on its stage for this person. (transfer full) (nullable): it does not */
ClinicTask *sync_invoice_map_stage_task (SyncInvoiceScheme *scheme,
                                         const SyncInvoiceSource *source,
                                         ClinicInvoice *invoice,
                                         gint64 me);
/* (transfer full) (nullable): which invoice a task is about, by its document */
char *sync_invoice_map_dup_document (JsonObject *row);
/* (transfer full): what ClinicInvoice.bill is of an element: they are numbered throughout all lists
 * of a portal */
char *sync_invoice_map_dup_element_bill (gint64 element);
/* (transfer full): lines of the history that the process keeps */
GPtrArray *sync_invoice_map_read_history (const SyncInvoiceSource *source, JsonObject *row);
/* puts the names of people and companies in, as far as they are known */
void sync_invoice_map_name (SyncContext *context, ClinicInvoice *invoice);
/* (transfer full) (nullable): of the portal */
const char *sync_invoice_map_peek_origin (SyncContext *context);
/* SELECT of lists.element.get, or select of crm.item.list, for a source; (transfer full) */
JsonNode *sync_invoice_map_new_select (const SyncInvoiceSource *source);
/* the day by which the registry is shown: paid, or else decided; (transfer full) (nullable) */
char *sync_invoice_map_dup_day (ClinicInvoice *invoice);

G_END_DECLS

/* sync-bills-span.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads some months of the registry of invoices into the store: what was paid then, and what was
 * put into it then, so that what has no day of payment comes too. Two batches for each list or
 * smart process, unless a clinic has more than two thousand invoices in that time.
 */

#pragma once

#include "sync-context.h"
#include "sync-invoice-scheme.h"

G_BEGIN_DECLS

/* from, until: ClinicDays: from <= day < until; until: CLINIC_DAYS_NONE: no end. What the store has
 * of these days and the portal has not is removed. */
void sync_bills_span_async (SyncContext *context,
                            SyncInvoiceScheme *scheme,
                            int from,
                            int until,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* BX_ERROR, STORE_ERROR, G_IO_ERROR_CANCELLED; G_IO_ERROR_PERMISSION_DENIED: none of the registries
 * lets itself be read by this person */
gboolean sync_bills_span_finish (GAsyncResult *result, GError **error);

G_END_DECLS

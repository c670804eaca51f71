/* sync-invoice-discover.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks a portal how it keeps the clinic's invoices (office.md 8.1): its lists and processes, its
 * smart processes, their fields and stages, and who this person is. What she may not see, or the
 * tariff does not have, is left out.
 */

#pragma once

#include "sync-context.h"
#include "sync-invoice-scheme.h"

G_BEGIN_DECLS

/* finish: (transfer full): the description that sync_invoice_scheme_new() takes. BX_ERROR when the
 * portal could not be asked. */
void sync_invoice_discover_async (SyncContext *context,
                                  BxPriority priority,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
JsonObject *sync_invoice_discover_finish (GAsyncResult *result, GError **error);

G_END_DECLS

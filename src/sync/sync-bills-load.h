/* sync-bills-load.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the store has of the registry, as facts or as invoices; made in a thread.
 */

#pragma once

#include "clinic-facts.h"
#include "store-repository.h"
#include "sync-invoice-scheme.h"

G_BEGIN_DECLS

/* scheme: (nullable): then there are none; facts: (transfer full): filled and sealed. finish:
 * (transfer full); STORE_ERROR */
void sync_bills_load_facts_async (StoreRepository *store,
                                  SyncInvoiceScheme *scheme,
                                  ClinicFacts *facts,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ClinicFacts *sync_bills_load_facts_finish (GAsyncResult *result, GError **error);
/* numbers: gint64, as sync_bills_number() makes them; origin: (nullable). finish: (transfer full):
 * ClinicInvoice by its id; what is not there any more is not in it */
void sync_bills_load_invoices_async (StoreRepository *store,
                                     SyncInvoiceScheme *scheme,
                                     GArray *numbers,
                                     const char *origin,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GHashTable *sync_bills_load_invoices_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* sync-invoice-registry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-invoice-shelf.h"

G_BEGIN_DECLS

/**
 * SyncInvoiceRegistry:
 *
 * Reads the registry of what was paid and refused into the shelf: from the store at once, then from
 * the portal, period by period, at the background's priority. Owned by SyncInvoices.
 *
 * Signals: "state-changed"; "read": the store is given what the portal has of the period
 */
#define SYNC_TYPE_INVOICE_REGISTRY (sync_invoice_registry_get_type ())

G_DECLARE_FINAL_TYPE (SyncInvoiceRegistry, sync_invoice_registry, SYNC, INVOICE_REGISTRY, GObject)

SyncInvoiceRegistry *sync_invoice_registry_new (SyncContext *context, SyncInvoiceShelf *shelf);
void sync_invoice_registry_set_scheme (SyncInvoiceRegistry *self, SyncInvoiceScheme *scheme);
/* what the store has; days: how far back is read in any case */
void sync_invoice_registry_load (SyncInvoiceRegistry *self, int days);
/* YYYY-MM-DD, inclusive */
void sync_invoice_registry_show (SyncInvoiceRegistry *self, const char *from, const char *to);
/* asks the portal, unless it was asked so few seconds ago */
void sync_invoice_registry_read (SyncInvoiceRegistry *self, int seconds);
/* the next sync_invoice_registry_read() asks in any case */
void sync_invoice_registry_expire (SyncInvoiceRegistry *self);
ClinicLoadState sync_invoice_registry_get_state (SyncInvoiceRegistry *self);
void sync_invoice_registry_stop (SyncInvoiceRegistry *self);

G_END_DECLS

/* sync-bills.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-archive.h"
#include "sync-context.h"
#include "sync-invoices.h"

G_BEGIN_DECLS

/**
 * SyncBills:
 *
 * The registry of invoices as far back as somebody counts expenses (a ClinicArchive of BILLS):
 * half a year after the other, the latest first; goes on where it was left, and looks again a few
 * times a day. The latest months are kept true by SyncInvoices besides. Owned by SyncArchive.
 */
#define SYNC_TYPE_BILLS (sync_bills_get_type ())

G_DECLARE_FINAL_TYPE (SyncBills, sync_bills, SYNC, BILLS, GObject)

/* invoices: (nullable): they find out how the portal keeps its registry, else this does */
SyncBills *sync_bills_new (SyncContext *context, SyncInvoices *invoices);
/* reads how far it got */
void sync_bills_load (SyncBills *self);
/* begins to ask the portal, if anything was ever wanted */
void sync_bills_start (SyncBills *self);
void sync_bills_stop (SyncBills *self);

G_END_DECLS

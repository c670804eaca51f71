/* sync-archive.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-archive.h"
#include "sync-context.h"
#include "sync-invoices.h"

G_BEGIN_DECLS

/**
 * SyncArchive:
 *
 * The past of a session (ClinicArchive): one month of one kind after the other, the latest first,
 * as far back as somebody wants to count, and from then on what changed. Goes on where it was left.
 * Owned by the session.
 */
#define SYNC_TYPE_ARCHIVE (sync_archive_get_type ())

G_DECLARE_FINAL_TYPE (SyncArchive, sync_archive, SYNC, ARCHIVE, GObject)

/* invoices: (nullable): NULL where there is no desk: then how the portal keeps its registry is
 * found out when somebody wants to count expenses */
SyncArchive *sync_archive_new (SyncContext *context, SyncInvoices *invoices);
/* reads how far it got */
void sync_archive_load (SyncArchive *self);
/* begins to ask the portal, if anything was ever wanted */
void sync_archive_start (SyncArchive *self);
void sync_archive_stop (SyncArchive *self);

G_END_DECLS

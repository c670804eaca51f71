/* sync-archive-read.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Brings a period of the past from the portal into the store, with few requests (crm.md 11).
 */

#pragma once

#include "clinic-facts.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* Visits by their start, with what became of their reminders, leads by when they were made, who
 * came on the waiting list, or calls, with from <= t < to. What the portal does not have any more
 * is taken away. finish: BX_ERROR, STORE_ERROR, G_IO_ERROR_CANCELLED. */
void sync_archive_read_async (SyncContext *context,
                              ClinicFactSet set,
                              gint64 from,
                              gint64 to,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Visits or leads that were changed since then, whatever their day. */
void sync_archive_update_async (SyncContext *context,
                                ClinicFactSet set,
                                gint64 since,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* of both */
gboolean sync_archive_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS

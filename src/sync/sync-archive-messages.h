/* sync-archive-messages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What became of the reminders of visits that are over: the messages of a period, as the portal
 * keeps them, into the store. SyncLadder does the same for the visits of these days.
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/* crm.activity.list: the messages of deals that were written with from <= t < to, or, without to
 * (0), those that were written or changed since. Visits are told by what is found; of those without
 * messages nothing is said. finish: the errors of sync_archive_read_finish (); a portal that does
 * not let its messages be read is none: nothing is known then. */
void sync_archive_messages_async (SyncContext *context,
                                  gint64 from,
                                  gint64 to,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean sync_archive_messages_finish (GAsyncResult *result, GError **error);

G_END_DECLS

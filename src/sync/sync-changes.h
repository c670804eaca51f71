/* sync-changes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncChanges:
 *
 * What changed on the portal since the last time: appointments and leads by `updatedTime`, and the
 * moves of appointments by the ids of their history, in one small batch (crm.md 7.3). Only the
 * portal's own times are compared. Not narrowed down to a funnel or to days: what leaves them must
 * be seen leaving; what is deleted is never seen. Owned by SyncPoll.
 */
#define SYNC_TYPE_CHANGES (sync_changes_get_type ())

G_DECLARE_FINAL_TYPE (SyncChanges, sync_changes, SYNC, CHANGES, GObject)

/* What one question brought. */
typedef struct
{
  GPtrArray *appointments; /* owned */
  GPtrArray *leads;        /* owned */
  GArray *strays;          /* owned: ids of appointments that moved but are not among them */
  gboolean more;           /* there is more: ask again at once */
} SyncNews;

void sync_news_free (SyncNews *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncNews, sync_news_free)

SyncChanges *sync_changes_new (SyncContext *context);
/* whether it is known from where on changes are news */
gboolean sync_changes_has_begun (SyncChanges *self);
/* notes where the portal is now, so that whatever changes from here on is news */
void sync_changes_begin_async (SyncChanges *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean sync_changes_begin_finish (SyncChanges *self, GAsyncResult *result, GError **error);
/* errors are those of the layer below; then the same is asked for next time */
void sync_changes_read_async (SyncChanges *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
SyncNews *sync_changes_read_finish (SyncChanges *self, GAsyncResult *result, GError **error);

G_END_DECLS

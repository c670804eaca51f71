/* sync-photos.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncPhotos:
 *
 * The photos of employees. Where each lies is asked of the portal once in a session, for all who
 * are wanted at the same moment in one request; the bytes are not kept on this computer. Owned by
 * SyncNews.
 */
#define SYNC_TYPE_PHOTOS (sync_photos_get_type ())

G_DECLARE_FINAL_TYPE (SyncPhotos, sync_photos, SYNC, PHOTOS, GObject)

SyncPhotos *sync_photos_new (SyncContext *context);
/* finish: (transfer full); CLINIC_ERROR: NOT_FOUND: she has none, or the portal does not tell */
void sync_photos_open_async (SyncPhotos *self,
                             gint64 user,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GInputStream *sync_photos_open_finish (SyncPhotos *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* sync-post-notes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What this computer remembers of a post that the portal does not keep or does not tell: when each
 * reader was first noticed, when the others were reminded, to whom it was sent. One document of the
 * store for each post: {"readers":{"8":1795200000},"reminded":1795200000,"dest":["UA"]}.
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/* Adds notes to what is known of a post. finish: (transfer full): all of it, "{}" where the store
 * cannot tell */
void sync_post_notes_merge_async (SyncContext *context,
                                  gint64 post,
                                  JsonNode *notes,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
JsonNode *sync_post_notes_merge_finish (StoreRepository *store, GAsyncResult *result);
/* the same for whom nothing waits */
void sync_post_notes_keep (SyncContext *context, gint64 post, JsonNode *notes);
/* those who had not read it were reminded */
void sync_post_notes_reminder (SyncContext *context, gint64 post, gint64 when);
/* to whom it was sent: NULL-terminated */
void sync_post_notes_dest (SyncContext *context, gint64 post, const char *const *dest);

G_END_DECLS

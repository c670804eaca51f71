/* sync-pages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a whole list of a method that pages by "start", a batch of pages at a time.
 */

#pragma once

#include "sync-context.h"
#include "sync-reader.h"

G_BEGIN_DECLS

/* params: (transfer full): of the method, without "start". page is called with user_data, which the
 * callback gets too, for each page in order. In the background. finish: FALSE with the error of the
 * layer below, of which the context was not told; what was read until then has been given to page.
 */
void sync_pages_read_async (SyncContext *context,
                            const char *method,
                            JsonNode *params,
                            SyncPageFunc page,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean sync_pages_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* sync-dial.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks the portal to connect the desk's telephone with a number (voximplant.callback.start).
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/* Calls from the line that the settings name, else from the user's default one. Sent once, never
 * repeated. CLINIC_ERROR_INVALID: no number; FORBIDDEN: no scope, right or line; OFFLINE. */
void sync_dial_async (SyncContext *context,
                      const char *number,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
gboolean sync_dial_finish (GAsyncResult *result, GError **error);

G_END_DECLS

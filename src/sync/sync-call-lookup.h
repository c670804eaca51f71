/* sync-call-lookup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-caller.h"
#include "sync-context.h"

G_BEGIN_DECLS

void sync_call_lookup_async (SyncContext *context,
                             ClinicCaller *caller,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean sync_call_lookup_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* sync-recording.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call-record.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* as clinic_session_open_recording_async() */
void sync_recording_open_async (SyncContext *context,
                                ClinicCallRecord *call,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GInputStream *sync_recording_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* sync-call-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What desks that work one call list do on the portal, each at once or not at all: taking a row,
 * and making a call list of the portal's own.
 */

#pragma once

#include "clinic-appointment.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* as clinic_session_mark_call_async() */
void sync_call_list_mark_async (SyncContext *context,
                                ClinicAppointment *appointment,
                                const char *mark,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sync_call_list_mark_finish (GAsyncResult *result, GError **error);
/* as clinic_session_share_call_list_async() */
void sync_call_list_share_async (SyncContext *context,
                                 GArray *patient_ids,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* 0 on error */
gint64 sync_call_list_share_finish (GAsyncResult *result, GError **error);

G_END_DECLS

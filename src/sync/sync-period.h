/* sync-period.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-appointment.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* All visits of the appointments' funnel with from <= start < to, read by their ids many pages a
 * request (crm.md 11). finish: (transfer container) (element-type ClinicAppointment), by start.
 * CLINIC_ERROR, and G_IO_ERROR_CANCELLED. */
void sync_period_load_async (SyncContext *context,
                             gint64 from,
                             gint64 to,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *sync_period_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS

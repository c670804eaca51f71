/* sync-time-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds out whether the portal keeps the time of a visit as it is sent. The write path takes a
 * datetime for the time zone of the webhook's user unless the field says otherwise (crm.md 5), so
 * that what is written may read back shifted, for everybody.
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/* Writes a scratch deal, reads it back and deletes it; the outcome is in the context's
 * ClinicTimeTest and kept on this computer. The deal has no patient, stands in a lost stage of the
 * appointments' funnel and is a year away: nobody is written to and no day shows it.
 * CLINIC_ERROR_INVALID: no field for the time, or no lost stage. */
void sync_time_test_async (SyncContext *context,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean sync_time_test_finish (GAsyncResult *result, GError **error);
/* reads what is kept of the last test */
void sync_time_test_load (SyncContext *context);
/* the field or the user may be another one now: a test speaks of those it was made with */
void sync_time_test_check (SyncContext *context);

G_END_DECLS

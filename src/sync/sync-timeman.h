/* sync-timeman.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When people came and went, as the portal's time clock has it: timeman.record.list of REST 3, all
 * people in one request; where the portal is older, timeman.timecontrol.reports.get
 * (office.md 5.2).
 */

#pragma once

#include "clinic-facts.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* what the answer is, as it is kept */
#define SYNC_TIMEMAN_RECORDS "records" /* {"15": [item]} as timeman.record.list gives them */
#define SYNC_TIMEMAN_REPORTS "reports" /* {"15": [day]} as timecontrol.reports.get gives them */
#define SYNC_TIMEMAN_DENIED "denied"   /* [15]: she may not see theirs */
#define SYNC_TIMEMAN_NO_V3 "noV3"      /* true: the portal is older than REST 3 */

/* users: gint64; from <= begin < to, unix seconds; month: its first day (clinic-days.h), for what
 * tells of whole months only; old: the portal is known to be older than REST 3. finish: (transfer
 * full): BX_ERROR when the portal could not be asked. */
void sync_timeman_read_async (SyncContext *context,
                              GArray *users,
                              gint64 from,
                              gint64 to,
                              int month,
                              gboolean old,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
JsonObject *sync_timeman_read_finish (GAsyncResult *result, GError **error);

/* (transfer full): of ClinicFactWork of what the answer has of a user: user is `number` */
GArray *sync_timeman_map (JsonObject *answer, gint64 user, guint32 number);
gboolean sync_timeman_is_denied (JsonObject *answer, gint64 user);

G_END_DECLS

/* sync-pay-round.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a month of the payroll from the portal: the rates, bonuses, signatures and the schedule in
 * one request, who these people are in another, and their working time in a third.
 */

#pragma once

#include "sync-context.h"
#include "sync-pay-scheme.h"

G_BEGIN_DECLS

/* the parts of a month as it is kept: rows as the portal gave them */
#define SYNC_PAY_MONTH_RATES "rates"
#define SYNC_PAY_MONTH_EXTRAS "extras"
#define SYNC_PAY_MONTH_SIGNATURES "signatures"
#define SYNC_PAY_MONTH_SCALES "scales"
#define SYNC_PAY_MONTH_EVENTS "events"
#define SYNC_PAY_MONTH_USERS "users"
#define SYNC_PAY_MONTH_HOURS "hours"   /* {"15": timeman.settings}, where there is no schedule */
#define SYNC_PAY_MONTH_TIME "time"     /* what sync_timeman_read_finish() gives */
#define SYNC_PAY_MONTH_FAILED "failed" /* {part: the portal's words} */
#define SYNC_PAY_MONTH_AS_OF "asOf"

/* month: its first day (clinic-days.h); old: the portal is known to be older than REST 3. finish:
 * (transfer full): BX_ERROR when the portal could not be asked; what it refused stands in "failed"
 */
void sync_pay_round_async (SyncContext *context,
                           SyncPayScheme *scheme,
                           int month,
                           gboolean old,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
JsonObject *sync_pay_round_finish (GAsyncResult *result, GError **error);

G_END_DECLS

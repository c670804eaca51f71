/* sync-pay-brought.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many people each employee has brought to a visit in a month (доведение), of the archive's
 * facts.
 */

#pragma once

#include "clinic-report.h"

G_BEGIN_DECLS

/* In a thread. month: its first day; first_months: after so many without a visit a patient is a
 * first one again; now: unix seconds. finish: (out) (transfer full): reports by employee. */
void sync_pay_brought_async (ClinicFacts *facts,
                             int month,
                             guint first_months,
                             gint64 now,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean sync_pay_brought_finish (GAsyncResult *result,
                                  ClinicReport **first,
                                  ClinicReport **waiting,
                                  GError **error);

G_END_DECLS

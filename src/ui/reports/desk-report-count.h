/* desk-report-count.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-report.h"

G_BEGIN_DECLS

/* What the clinic has agreed on. (transfer full) (nullable): the words that rules point to from now
 * on, so that they must live as long. */
char **desk_report_count_read_rules (GSettings *settings, ClinicReportRules *rules);
/* Counts a report in a thread, so that no frame waits for it. settings: with the
 * clinic's rules; now: as clinic_report_new(). finish: (transfer full); G_IO_ERROR_CANCELLED. */
void desk_report_count_async (ClinicFacts *facts,
                              const ClinicQuestion *question,
                              GSettings *settings,
                              gint64 now,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
ClinicReport *desk_report_count_finish (GAsyncResult *result, GError **error);

G_END_DECLS

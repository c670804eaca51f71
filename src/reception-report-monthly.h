/* reception-report-monthly.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reports of last month that are chosen in the preferences, made and handed over as they say.
 * What is run by the timer.
 */

#pragma once

#include "reception-report-clinic.h"

G_BEGIN_DECLS

/* Whether anything is chosen, and somebody to get it; FALSE with an error in words. */
gboolean reception_report_monthly_check (GSettings *settings, GError **error);
/* FALSE with an error in words. What cannot be made because of rights is named in the message. */
gboolean
reception_report_monthly_send (ReceptionReportClinic *clinic, gboolean again, GError **error);

G_END_DECLS

/* desk-report-notice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-report-sheet.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/* How far a report can be relied on, while the past is not all on this computer. */

/* all of its figures are zero */
gboolean desk_report_is_empty (ClinicReport *report);
/* nothing at all of the period is here yet */
gboolean desk_report_is_unknown (ClinicReport *report);
/* (transfer full) (nullable): in words, a line for each reason to doubt; NULL: none, or nothing to
 * be said of what is not here at all */
char *desk_report_dup_notice (ClinicReport *report, ClinicSession *session);

G_END_DECLS

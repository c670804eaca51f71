/* clinic-first-visit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-types.h"

G_BEGIN_DECLS

/* Whether a visit counts as the patient's first (clinic.md 3.6): she never completed one before,
 * or the last was `months` calendar months before its day or earlier. Months are counted back from
 * the visit and end on the last day of a shorter month (31 August - 6 = 28 or 29 February).
 *
 * last_completed, visit: unix seconds; last_completed 0: never. zone: whose days are meant, NULL
 * for this computer's. */
ClinicFirstVisit clinic_first_visit_decide (gint64 last_completed,
                                            gint64 visit,
                                            guint months,
                                            GTimeZone *zone);
/* The start of the last completed ClinicAppointment of a list that began before `before`; 0 when
 * there is none. Cancelled and missed visits do not count. */
gint64 clinic_first_visit_find_last (GListModel *appointments, gint64 before);

G_END_DECLS

/* clinic-first-visit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-first-visit"

#include "clinic-first-visit.h"

/**
 * clinic_first_visit_is_first:
 * @last_completed: when the last visit that took place began, unix seconds; 0 when there was none
 * @visit: when the visit in question begins, unix seconds
 * @months: after how many calendar months a patient counts as new again (setting; 6 by default)
 *
 * A visit is a first one when no visit took place before it, or the last one took place at least
 * @months calendar months earlier, counted in days: six months ago to the day is first (clinic.md
 * 3.6). Adding months stops at the month's end: 31 August + 6 months is 28 February.
 *
 * Returns: whether the visit counts as first
 */
gboolean
clinic_first_visit_is_first (gint64 last_completed, gint64 visit, guint months)
{
  g_autoptr (GDateTime) last = NULL;
  g_autoptr (GDateTime) again = NULL;
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *again_day = NULL;
  g_autofree char *visit_day = NULL;

  if (last_completed == 0)
    return TRUE;

  last = g_date_time_new_from_unix_local (last_completed);
  moment = g_date_time_new_from_unix_local (visit);
  again = last != NULL ? g_date_time_add_months (last, (int) months) : NULL;
  if (again == NULL || moment == NULL)
    return FALSE;

  again_day = g_date_time_format (again, "%Y-%m-%d");
  visit_day = g_date_time_format (moment, "%Y-%m-%d");

  return g_strcmp0 (visit_day, again_day) >= 0;
}

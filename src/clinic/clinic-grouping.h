/* clinic-grouping.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-facts.h"

G_BEGIN_DECLS

/**
 * ClinicGrouping:
 *
 * What a report has a line for each of. Those from BY_NAME on are ClinicFactName in its order.
 */
typedef enum
{
  CLINIC_GROUPING_NONE,
  CLINIC_GROUPING_DAY,
  CLINIC_GROUPING_WEEK,
  CLINIC_GROUPING_MONTH,
  CLINIC_GROUPING_QUARTER,
  CLINIC_GROUPING_WEEKDAY,
  CLINIC_GROUPING_HOUR, /* of calls */
  CLINIC_GROUPING_BY_NAME,
} ClinicGrouping;
#define CLINIC_GROUPING_BY(name) ((ClinicGrouping) (CLINIC_GROUPING_BY_NAME + (int) (name)))
#define CLINIC_N_GROUPINGS (CLINIC_GROUPING_BY_NAME + CLINIC_N_NAMES)

const char *clinic_grouping_get_nick (ClinicGrouping grouping);
gboolean clinic_grouping_from_nick (const char *nick, ClinicGrouping *grouping);
/* translated: «по врачам» */
const char *clinic_grouping_get_title (ClinicGrouping grouping);
/* by the clock or the calendar: all groups are shown, also the empty ones */
gboolean clinic_grouping_is_calendar (ClinicGrouping grouping);
/* stretches of the calendar, one after the other */
gboolean clinic_grouping_is_stretch (ClinicGrouping grouping);

G_END_DECLS

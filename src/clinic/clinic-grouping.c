/* clinic-grouping.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-grouping"

#include "clinic-grouping.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *nick;
  const char *title;
} Grouping;

static const Grouping groupings[CLINIC_N_GROUPINGS] = {
  [CLINIC_GROUPING_NONE] = { "none", NC_ ("grouping", "all together") },
  [CLINIC_GROUPING_DAY] = { "day", NC_ ("grouping", "by day") },
  [CLINIC_GROUPING_WEEK] = { "week", NC_ ("grouping", "by week") },
  [CLINIC_GROUPING_MONTH] = { "month", NC_ ("grouping", "by month") },
  [CLINIC_GROUPING_QUARTER] = { "quarter", NC_ ("grouping", "by quarter") },
  [CLINIC_GROUPING_WEEKDAY] = { "weekday", NC_ ("grouping", "by day of the week") },
  [CLINIC_GROUPING_HOUR] = { "hour", NC_ ("grouping", "by hour") },
  [CLINIC_GROUPING_BY_NAME + CLINIC_NAMES_DOCTOR] = { "doctor", NC_ ("grouping", "by doctor") },
  [CLINIC_GROUPING_BY_NAME +
    CLINIC_NAMES_SPECIALTY] = { "specialty", NC_ ("grouping", "by specialty") },
  [CLINIC_GROUPING_BY_NAME + CLINIC_NAMES_SOURCE] = { "source", NC_ ("grouping", "by source") },
  [CLINIC_GROUPING_BY_NAME + CLINIC_NAMES_REASON] = { "reason", NC_ ("grouping", "by reason") },
  [CLINIC_GROUPING_BY_NAME + CLINIC_NAMES_STAGE] = { "stage", NC_ ("grouping", "by stage") },
  [CLINIC_GROUPING_BY_NAME +
    CLINIC_NAMES_LEAD_STAGE] = { "lead-stage", NC_ ("grouping", "by stage") },
  [CLINIC_GROUPING_BY_NAME + CLINIC_NAMES_CHAIR] = { "chair", NC_ ("grouping", "by chair") },
  [CLINIC_GROUPING_BY_NAME + CLINIC_NAMES_USER] = { "user", NC_ ("grouping", "by employee") },
  [CLINIC_GROUPING_BY_NAME + CLINIC_NAMES_LINE] = { "line", NC_ ("grouping", "by line") },
  [CLINIC_GROUPING_BY_NAME + CLINIC_NAMES_CODE] = { "code", NC_ ("grouping", "by result") },
  [CLINIC_GROUPING_BY_NAME +
    CLINIC_NAMES_CATEGORY] = { "category", NC_ ("grouping", "by category") },
  [CLINIC_GROUPING_BY_NAME + CLINIC_NAMES_PAYER] = { "payer", NC_ ("grouping", "by payer") },
  [CLINIC_GROUPING_BY_NAME +
    CLINIC_NAMES_COUNTERPARTY] = { "counterparty", NC_ ("grouping", "by counterparty") },
  [CLINIC_GROUPING_BY_NAME +
    CLINIC_NAMES_CURRENCY] = { "currency", NC_ ("grouping", "by currency") },
};

const char *
clinic_grouping_get_nick (ClinicGrouping grouping)
{
  g_return_val_if_fail (grouping < CLINIC_N_GROUPINGS, NULL);

  return groupings[grouping].nick;
}

gboolean
clinic_grouping_from_nick (const char *nick, ClinicGrouping *grouping)
{
  for (guint i = 0; i < CLINIC_N_GROUPINGS; i++)
    if (g_strcmp0 (groupings[i].nick, nick) == 0)
      {
        *grouping = (ClinicGrouping) i;
        return TRUE;
      }

  return FALSE;
}

const char *
clinic_grouping_get_title (ClinicGrouping grouping)
{
  g_return_val_if_fail (grouping < CLINIC_N_GROUPINGS, NULL);

  return g_dpgettext2 (NULL, "grouping", groupings[grouping].title);
}

gboolean
clinic_grouping_is_calendar (ClinicGrouping grouping)
{
  return grouping >= CLINIC_GROUPING_DAY && grouping <= CLINIC_GROUPING_HOUR;
}

gboolean
clinic_grouping_is_stretch (ClinicGrouping grouping)
{
  return grouping >= CLINIC_GROUPING_DAY && grouping <= CLINIC_GROUPING_QUARTER;
}

/* clinic-first.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-first"

#include "clinic-first.h"

#include "clinic-days.h"

/* the first day of which all visits are known; G_MAXINT when none is */
static int
get_known_day (ClinicFacts *facts)
{
  gint64 from, to;

  if (!clinic_facts_get_known (facts, CLINIC_FACTS_VISITS, &from, &to))
    return G_MAXINT;

  return from != 0 ? clinic_days_of (clinic_facts_get_zone (facts), from - 1, NULL) + 1 : G_MININT;
}

/* last: day of the last visit that took place before, CLINIC_DAYS_NONE when none is known */
static ClinicFirst
judge (const ClinicReportRules *rules, int known, int last, int day, ClinicFirstVisit field)
{
  int months = (int) rules->first_months;

  if (last != CLINIC_DAYS_NONE)
    {
      int again = clinic_days_add_months (last, months);

      return day > again || (day == again && rules->first_inclusive) ? CLINIC_FIRST_RETURNED
                                                                     : CLINIC_FIRST_REPEAT;
    }
  /* Only a visit of the last months could make it a repeated one, and there was none. */
  if (known <= clinic_days_add_months (day, -months))
    return CLINIC_FIRST_NEW;
  if (field == CLINIC_FIRST_VISIT_UNKNOWN)
    return CLINIC_FIRST_UNKNOWN;

  return field == CLINIC_FIRST_VISIT_YES ? CLINIC_FIRST_NEW : CLINIC_FIRST_REPEAT;
}

guint8 *
clinic_first_classify (ClinicFacts *facts, const ClinicReportRules *rules)
{
  guint n = 0;
  const ClinicFactVisit *visits = clinic_facts_get_visits (facts, &n);
  const guint32 *by_patient = clinic_facts_get_visits_by_patient (facts, &n);
  guint8 *kinds = g_new0 (guint8, MAX (n, 1));
  int known = get_known_day (facts);
  int last = CLINIC_DAYS_NONE;
  int latest = CLINIC_DAYS_NONE; /* also of those at the same moment, which are not before */

  for (guint i = 0; i < n; i++)
    {
      const ClinicFactVisit *visit = &visits[by_patient[i]];
      const ClinicFactVisit *before = i > 0 ? &visits[by_patient[i - 1]] : NULL;

      if (before == NULL || before->patient != visit->patient)
        latest = CLINIC_DAYS_NONE;
      if (visit->start == 0)
        continue;
      if (latest == CLINIC_DAYS_NONE || before->start != visit->start)
        last = latest;
      kinds[by_patient[i]] = (guint8) judge (rules, visit->patient != 0 ? known : G_MAXINT, last,
                                             visit->day, (ClinicFirstVisit) visit->first);
      if (visit->kind == CLINIC_STAGE_KIND_SUCCESS && visit->patient != 0)
        latest = visit->day;
    }

  return kinds;
}

ClinicFirst
clinic_first_at (ClinicFacts *facts, const ClinicReportRules *rules, gint64 patient, gint64 moment)
{
  guint n = 0;
  const ClinicFactVisit *visits = clinic_facts_get_visits (facts, &n);
  const guint32 *by_patient = clinic_facts_get_visits_by_patient (facts, &n);
  guint low = 0, high = n;
  int last = CLINIC_DAYS_NONE;

  if (patient == 0)
    return CLINIC_FIRST_UNKNOWN;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (visits[by_patient[middle]].patient < patient)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = low; i < n && visits[by_patient[i]].patient == patient; i++)
    {
      const ClinicFactVisit *visit = &visits[by_patient[i]];

      if (visit->start != 0 && visit->start < moment && visit->kind == CLINIC_STAGE_KIND_SUCCESS)
        last = visit->day;
    }

  return judge (rules, get_known_day (facts), last,
                clinic_days_of (clinic_facts_get_zone (facts), moment, NULL),
                CLINIC_FIRST_VISIT_UNKNOWN);
}

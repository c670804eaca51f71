/* clinic-report-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the lines of reports are called.
 */

#define G_LOG_DOMAIN "clinic-report-words"

#include "clinic-report-sheet.h"

#include <glib/gi18n.h>

#include "clinic-days.h"

/* (transfer full): a day in a format of g_date_time_format() */
static char *
dup_date (int day, const char *format)
{
  int year, month, month_day;
  g_autoptr (GDateTime) date = NULL;

  clinic_days_to_date (day, &year, &month, &month_day);
  date = g_date_time_new_utc (year, month, month_day, 0, 0, 0);

  return g_date_time_format (date, format);
}

/* (transfer full): whole days, both inclusive */
static char *
dup_span (int from, int to)
{
  g_autofree char *first = dup_date (from, "%-d %b");
  g_autofree char *last = dup_date (to, "%-d %b %Y");

  return from != to ? g_strdup_printf ("%s – %s", first, last) : g_steal_pointer (&last);
}

char *
clinic_report_dup_day (int day)
{
  return dup_date (day, "%-d %b %Y");
}

char *
clinic_report_dup_days (ClinicReport *self)
{
  int from, to;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  clinic_report_get_days (self, &from, &to);
  first = dup_date (from, "%-d %b %Y");
  last = dup_date (MAX (from, to - 1), "%-d %b %Y");

  return g_str_equal (first, last) ? g_steal_pointer (&last)
                                   : g_strdup_printf ("%s – %s", first, last);
}

static char *
dup_week (ClinicReport *report, int day)
{
  int from, to;

  clinic_report_get_days (report, &from, &to);

  return dup_span (day, MIN (clinic_days_week (day) + 6, MAX (day, to - 1)));
}

static char *
dup_quarter (int day)
{
  int year, month, month_day;

  clinic_days_to_date (day, &year, &month, &month_day);

  /* Translators: a quarter of a year: 4th quarter of 2026 */
  return g_strdup_printf (_ ("Q%1$d %2$d"), (month - 1) / 3 + 1, year);
}

static const char *
get_unnamed (ClinicGrouping grouping)
{
  if (grouping == CLINIC_GROUPING_BY (CLINIC_NAMES_DOCTOR))
    return C_ ("report", "No doctor");
  if (grouping == CLINIC_GROUPING_BY (CLINIC_NAMES_SOURCE))
    return C_ ("report", "Source not given");
  if (grouping == CLINIC_GROUPING_BY (CLINIC_NAMES_REASON))
    return C_ ("report", "Reason not given");
  if (grouping == CLINIC_GROUPING_BY (CLINIC_NAMES_USER))
    return C_ ("report", "Nobody");

  return C_ ("report", "Not given");
}

/* by the clock and by days of the week: the key says which */
static char *
dup_recurring (ClinicGrouping grouping, const char *key)
{
  int n = (int) g_ascii_strtoll (key, NULL, 10);

  if (grouping == CLINIC_GROUPING_HOUR)
    return g_strdup_printf ("%d:00", n);

  /* 5 January 1970 was a Monday */
  return dup_date (3 + n, "%A");
}

char *
clinic_report_dup_name (ClinicReport *self, const ClinicReportLine *line)
{
  ClinicGrouping grouping = clinic_report_get_question (self)->grouping;
  const ClinicReportGroup *group = line->group != NULL ? line->group : line->before;

  if (group == clinic_report_get_total (self) || grouping == CLINIC_GROUPING_NONE)
    return g_strdup (C_ ("report", "Total"));
  switch (grouping)
    {
    case CLINIC_GROUPING_DAY:
      return dup_date (group->day, "%a %-d %b");
    case CLINIC_GROUPING_WEEK:
      return dup_week (self, group->day);
    case CLINIC_GROUPING_MONTH:
      return dup_date (group->day, "%OB %Y");
    case CLINIC_GROUPING_QUARTER:
      return dup_quarter (group->day);
    case CLINIC_GROUPING_WEEKDAY:
    case CLINIC_GROUPING_HOUR:
      return dup_recurring (grouping, group->key);
    case CLINIC_GROUPING_NONE:
    case CLINIC_GROUPING_BY_NAME:
    default:
      if (group->name != NULL && *group->name != '\0')
        return g_strdup (group->name);
      return g_strdup (*group->key != '\0' ? group->key : get_unnamed (grouping));
    }
}

char *
clinic_question_dup_sentence (const ClinicQuestion *question)
{
  g_autofree char *days = NULL;
  const char *period = clinic_period_get_title (question->period);

  if (question->period == CLINIC_PERIOD_DAYS && question->to > question->from)
    {
      days = dup_span (question->from, question->to - 1);
      period = days;
    }
  if (question->grouping == CLINIC_GROUPING_NONE)
    /* Translators: a report: what is counted, and when: “Visits last month” */
    return g_strdup_printf (C_ ("report", "%1$s %2$s"),
                            clinic_measure_get_title (question->measure), period);

  /* Translators: a report: what is counted, when, and by what: “Visits last month by doctor” */
  return g_strdup_printf (C_ ("report", "%1$s %2$s %3$s"),
                          clinic_measure_get_title (question->measure), period,
                          clinic_grouping_get_title (question->grouping));
}

/* clinic-days.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-days"

#include "clinic-days.h"

#include <stdio.h>

#define DAY_SECONDS (24 * 3600)

/* 400 years always have as many days; counted from 1 March, so that a leap day ends its year. */
#define ERA_DAYS 146097
#define DAYS_TO_1970 719468

static int
divide_down (int number, int by)
{
  return (number >= 0 ? number : number - by + 1) / by;
}

int
clinic_days_from_date (int year, int month, int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = divide_down (y, 400);
  int of_era = y - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_TO_1970;
}

void
clinic_days_to_date (int day, int *year, int *month, int *month_day)
{
  int shifted = day + DAYS_TO_1970;
  int era = divide_down (shifted, ERA_DAYS);
  int of_era = shifted - era * ERA_DAYS;
  int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / (ERA_DAYS - 1)) / 365;
  int of_year = of_era - (365 * y + y / 4 - y / 100);
  int m = (5 * of_year + 2) / 153;

  *month_day = of_year - (153 * m + 2) / 5 + 1;
  *month = m < 10 ? m + 3 : m - 9;
  *year = y + era * 400 + (*month <= 2 ? 1 : 0);
}

int
clinic_days_weekday (int day)
{
  /* 1970-01-01 was a Thursday */
  int since_monday = (day + 3) % 7;

  return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

int
clinic_days_add_months (int day, int months)
{
  int year, month, month_day, total, last;

  clinic_days_to_date (day, &year, &month, &month_day);
  total = year * 12 + month - 1 + months;
  year = divide_down (total, 12);
  month = total - year * 12 + 1;
  last = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);

  return clinic_days_from_date (year, month, MIN (month_day, last));
}

int
clinic_days_week (int day)
{
  return day - clinic_days_weekday (day) + 1;
}

int
clinic_days_month (int day)
{
  int year, month, month_day;

  clinic_days_to_date (day, &year, &month, &month_day);

  return day - month_day + 1;
}

int
clinic_days_quarter (int day)
{
  int year, month, month_day;

  clinic_days_to_date (day, &year, &month, &month_day);

  return clinic_days_from_date (year, (month - 1) / 3 * 3 + 1, 1);
}

int
clinic_days_year (int day)
{
  int year, month, month_day;

  clinic_days_to_date (day, &year, &month, &month_day);

  return clinic_days_from_date (year, 1, 1);
}

int
clinic_days_years_between (int from, int to)
{
  int year, month, month_day, other, years;

  clinic_days_to_date (from, &year, &month, &month_day);
  clinic_days_to_date (to, &other, &month, &month_day);
  years = other - year;

  return clinic_days_add_months (from, 12 * years) > to ? years - 1 : years;
}

int
clinic_days_of (GTimeZone *zone, gint64 moment, int *second)
{
  gint64 local, day;

  if (moment == 0)
    return CLINIC_DAYS_NONE;
  local =
    moment +
    g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, moment));
  day = local >= 0 ? local / DAY_SECONDS : (local - DAY_SECONDS + 1) / DAY_SECONDS;
  if (second != NULL)
    *second = (int) (local - day * DAY_SECONDS);

  return (int) day;
}

gint64
clinic_days_at (GTimeZone *zone, int day, int second)
{
  gint64 local = (gint64) day * DAY_SECONDS + second;
  int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &local);

  return local - g_time_zone_get_offset (zone, MAX (interval, 0));
}

gint64
clinic_days_begin (GTimeZone *zone, int day)
{
  return clinic_days_at (zone, day, 0);
}

char *
clinic_days_to_string (int day)
{
  int year, month, month_day;

  if (day == CLINIC_DAYS_NONE)
    return g_strdup ("");
  clinic_days_to_date (day, &year, &month, &month_day);

  return g_strdup_printf ("%04d-%02d-%02d", year, month, month_day);
}

int
clinic_days_from_string (const char *text)
{
  int year = 0, month = 0, day = 0, used = 0;

  if (text == NULL || sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 ||
      text[used] != '\0' || year < 1 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return CLINIC_DAYS_NONE;

  return clinic_days_from_date (year, month, day);
}

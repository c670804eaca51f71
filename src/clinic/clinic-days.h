/* clinic-days.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days of the calendar as plain numbers, 1970-01-01 being 0: a report over two years looks at a
 * quarter of a million of them, which GDateTime would take longer for than the report may. */

/* no day: not set, not known */
#define CLINIC_DAYS_NONE G_MININT32

int clinic_days_from_date (int year, int month, int day);
void clinic_days_to_date (int day, int *year, int *month, int *month_day);
/* 1 Monday to 7 Sunday */
int clinic_days_weekday (int day);
/* Stops at the month's end: 31 August + 6 months is 28 February, or 29. */
int clinic_days_add_months (int day, int months);
/* the first day of the week (Monday), month, quarter, year that it is in */
int clinic_days_week (int day);
int clinic_days_month (int day);
int clinic_days_quarter (int day);
int clinic_days_year (int day);
/* whole years from one day to another, as people count them: 0 until the first anniversary */
int clinic_days_years_between (int from, int to);

/* The day of a moment where the clinic is; second: (out) (optional), of the day by the clock.
 * CLINIC_DAYS_NONE for the moment 0, which is what "not known" is written as. */
int clinic_days_of (GTimeZone *zone, gint64 moment, int *second);
/* when the clock shows so many seconds of the day, unix seconds */
gint64 clinic_days_at (GTimeZone *zone, int day, int second);
/* when the day begins, unix seconds */
gint64 clinic_days_begin (GTimeZone *zone, int day);

/* (transfer full): "2026-11-21"; "" for CLINIC_DAYS_NONE */
char *clinic_days_to_string (int day);
/* CLINIC_DAYS_NONE when it is no day that there is */
int clinic_days_from_string (const char *text);

G_END_DECLS

/* desk-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-format"

#include "desk-format.h"

#include "clinic-name.h"

#include <glib/gi18n.h>

/* Our own names of days and months: the C library has them only for locales that are installed,
 * and in Russian gives the months in a form that does not follow a number. */
static const char *const weekdays[] = {
  NC_ ("short weekday", "Mon"), NC_ ("short weekday", "Tue"), NC_ ("short weekday", "Wed"),
  NC_ ("short weekday", "Thu"), NC_ ("short weekday", "Fri"), NC_ ("short weekday", "Sat"),
  NC_ ("short weekday", "Sun"),
};

static const char *const months[] = {
  NC_ ("short month", "Jan"), NC_ ("short month", "Feb"), NC_ ("short month", "Mar"),
  NC_ ("short month", "Apr"), NC_ ("short month", "May"), NC_ ("short month", "Jun"),
  NC_ ("short month", "Jul"), NC_ ("short month", "Aug"), NC_ ("short month", "Sep"),
  NC_ ("short month", "Oct"), NC_ ("short month", "Nov"), NC_ ("short month", "Dec"),
};

/* Days of the calendar from now to then, whatever the hours and the change of clocks. */
static int
days_between (GDateTime *then, GDateTime *now)
{
  g_autoptr (GDate) a = g_date_new_dmy (g_date_time_get_day_of_month (now),
                                        g_date_time_get_month (now), g_date_time_get_year (now));
  g_autoptr (GDate) b = g_date_new_dmy (g_date_time_get_day_of_month (then),
                                        g_date_time_get_month (then), g_date_time_get_year (then));

  return g_date_days_between (a, b);
}

static char *
calendar_day (GDateTime *then, GDateTime *now)
{
  const char *month = g_dpgettext2 (NULL, "short month", months[g_date_time_get_month (then) - 1]);
  const char *weekday =
    g_dpgettext2 (NULL, "short weekday", weekdays[g_date_time_get_day_of_week (then) - 1]);
  int day = g_date_time_get_day_of_month (then);
  int year = g_date_time_get_year (then);

  if (year != g_date_time_get_year (now))
    /* Translators: day, month and year: 27 Nov 2025 */
    return g_strdup_printf (C_ ("day of another year", "%1$d %2$s %3$d"), day, month, year);

  /* Translators: weekday, day and month: Fri 27 Nov */
  return g_strdup_printf (C_ ("day", "%1$s %2$d %3$s"), weekday, day, month);
}

static const char *
day_word (int days)
{
  if (days == 0)
    return _ ("today");
  if (days == 1)
    return _ ("tomorrow");
  if (days == -1)
    return _ ("yesterday");

  return NULL;
}

char *
desk_format_time (gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);

  if (when == 0 || time == NULL)
    return g_strdup ("");

  return g_strdup_printf ("%d:%02d", g_date_time_get_hour (time), g_date_time_get_minute (time));
}

char *
desk_format_day (gint64 when, gint64 now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (when);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);
  const char *word = NULL;

  if (when == 0 || then == NULL || today == NULL)
    return g_strdup ("");

  word = day_word (days_between (then, today));

  return word != NULL ? g_strdup (word) : calendar_day (then, today);
}

char *
desk_format_date (gint64 when, gint64 now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (when);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);

  if (when == 0 || then == NULL || today == NULL)
    return g_strdup ("");

  return calendar_day (then, today);
}

char *
desk_format_month_day (gint64 when, gint64 now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (when);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);

  if (when == 0 || then == NULL || today == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (then) != g_date_time_get_year (today))
    return calendar_day (then, today);

  /* Translators: day and month: 27 Nov */
  return g_strdup_printf (C_ ("day of the month", "%1$d %2$s"), g_date_time_get_day_of_month (then),
                          g_dpgettext2 (NULL, "short month",
                                        months[g_date_time_get_month (then) - 1]));
}

char *
desk_format_day_time (gint64 when, gint64 now)
{
  g_autofree char *day = desk_format_day (when, now);
  g_autofree char *time = desk_format_time (when);

  if (*day == '\0')
    return g_strdup ("");

  /* Translators: day and time: tomorrow 10:30 */
  return g_strdup_printf (C_ ("day and time", "%1$s %2$s"), day, time);
}

char *
desk_format_visit_time (gint64 when, gint64 now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (when);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);
  g_autofree char *time = desk_format_time (when);
  g_autofree char *day = NULL;
  const char *word = NULL;

  if (when == 0 || then == NULL || today == NULL)
    return g_strdup ("");

  day = calendar_day (then, today);
  word = day_word (days_between (then, today));

  if (word == NULL)
    /* Translators: day and time: Fri 27 Nov, 10:30 */
    return g_strdup_printf (C_ ("visit", "%1$s, %2$s"), day, time);

  /* Translators: near day in a word, the day, the time: tomorrow, Sun 22 Nov, 10:30 */
  return g_strdup_printf (C_ ("visit", "%1$s, %2$s, %3$s"), word, day, time);
}

char *
desk_format_timer (gint64 seconds)
{
  seconds = MAX (seconds, 0);

  if (seconds >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                            (int) (seconds % 60));

  return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

char *
desk_format_duration (gint64 seconds)
{
  int hours = (int) (seconds / 3600);
  int minutes = (int) (seconds / 60 % 60);

  if (seconds < 60)
    /* Translators: seconds */
    return g_strdup_printf (_ ("%d s"), (int) MAX (seconds, 0));
  if (hours == 0)
    /* Translators: minutes */
    return g_strdup_printf (_ ("%d min"), minutes);
  if (minutes == 0)
    /* Translators: hours */
    return g_strdup_printf (_ ("%d h"), hours);

  /* Translators: hours and minutes */
  return g_strdup_printf (_ ("%1$d h %2$d min"), hours, minutes);
}

char *
desk_format_age (int years)
{
  if (years < 0)
    return g_strdup ("");

  return g_strdup_printf (ngettext ("%d year", "%d years", years), years);
}

char *
desk_format_age_on (const char *birth_date, gint64 now, gboolean years_only)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);
  g_autofree char *day = today != NULL ? g_date_time_format (today, "%Y-%m-%d") : NULL;
  int years = -1;

  if (birth_date != NULL && *birth_date != '\0' && day != NULL)
    years = clinic_name_age (birth_date, day);

  if (years >= 0 && years_only)
    return g_strdup_printf ("%d", years);

  return desk_format_age (years);
}

/* (transfer none): how people write it; what they have no sign for, by its letters */
static const char *
currency_sign (const char *currency)
{
  static const struct
  {
    const char *code;
    const char *sign;
  } signs[] = { { "RUB", "₽" }, { "EUR", "€" }, { "USD", "$" }, { "KZT", "₸" }, { "BYN", "Br" } };

  if (currency == NULL || *currency == '\0')
    return signs[0].sign;
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_equal (currency, signs[i].code))
      return signs[i].sign;

  return currency;
}

char *
desk_format_sum (gint64 kopecks, const char *currency)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (kopecks) / 100);
  GString *text = g_string_new (kopecks < 0 ? "−" : NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, "\u00a0");
      g_string_append_c (text, digits[i]);
    }

  if (kopecks % 100 != 0)
    g_string_append_printf (text, ",%02d", (int) (ABS (kopecks) % 100));
  g_string_append_printf (text, "\u00a0%s", currency_sign (currency));

  return g_string_free (text, FALSE);
}

char *
desk_format_money (gint64 kopecks)
{
  return desk_format_sum (kopecks, NULL);
}

char *
desk_format_visits (gint64 visits)
{
  if (visits < 0)
    return g_strdup ("");
  if (visits == 0)
    return g_strdup (_ ("no visits yet"));

  return g_strdup_printf (ngettext ("%d visit", "%d visits", visits), (int) visits);
}

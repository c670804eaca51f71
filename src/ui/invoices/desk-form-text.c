/* desk-form-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-form-text"

#include "desk-form-text.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "desk-visit-parse.h"

/* (transfer full) (nullable): with a point, without spaces */
static char *
parse_number (const char *text)
{
  GString *bare = g_string_new (NULL);
  char *end = NULL;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_isspace (letter))
        g_string_append_unichar (bare, letter == ',' ? '.' : letter == 0x2212 ? '-' : letter);
    }
  if (strspn (bare->str, "0123456789.-") == bare->len)
    g_ascii_strtod (bare->str, &end);
  if (end == NULL || end == bare->str || *end != '\0')
    {
      g_string_free (bare, TRUE);
      return NULL;
    }

  return g_string_free (bare, FALSE);
}

static char *
parse_money (const char *text)
{
  gint64 kopecks = desk_parse_money (text);

  return kopecks >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, kopecks) : NULL;
}

/* A day without its year is the nearest one that is not long past: bills are about what is ahead.
 */
static int
guess_year (int day, int month, gint64 now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);
  g_autoptr (GDateTime) then =
    g_date_time_new_local (g_date_time_get_year (today), month, day, 0, 0, 0);

  if (then != NULL && g_date_time_difference (today, then) > 180 * G_TIME_SPAN_DAY)
    return g_date_time_get_year (today) + 1;

  return g_date_time_get_year (today);
}

/* read: how many bytes of the text are the day */
static char *
parse_day (const char *text, gint64 now, int *read)
{
  int day = 0, month = 0, year = 0;
  char mark = '\0';

  *read = 0;
  if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, read) != 3 || year < 1000)
    {
      year = 0;
      *read = 0;
      if (sscanf (text, "%2d%c%2d%n", &day, &mark, &month, read) != 3 ||
          strchr ("./-", mark) == NULL)
        return NULL;
      if (strchr ("./-", text[*read]) != NULL && text[*read] != '\0')
        {
          int more = 0;

          if (sscanf (text + *read + 1, "%4d%n", &year, &more) == 1)
            *read += more + 1;
          else if (text[*read + 1] == '\0' || text[*read + 1] == ' ')
            *read += 1;
          if (year > 0 && year < 100)
            year += 2000;
        }
    }
  if (month < 1 || month > 12 || day < 1)
    return NULL;
  if (year == 0)
    year = guess_year (day, month, now);
  if (year < 2000 || year > 2100 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;

  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

static char *
parse_date (const char *text, gint64 now)
{
  int read = 0;
  g_autofree char *day = parse_day (text, now, &read);

  return day != NULL && text[read] == '\0' ? g_steal_pointer (&day) : NULL;
}

/* ISO 8601 in the clock of this computer */
static char *
parse_date_time (const char *text, gint64 now)
{
  int read = 0;
  g_autofree char *day = parse_day (text, now, &read);
  g_autofree char *rest = day != NULL ? g_strstrip (g_strdup (text + read)) : NULL;
  int minutes = 0;
  g_autofree char *local = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;

  if (day == NULL)
    return NULL;
  if (*rest != '\0')
    minutes = desk_parse_time (*rest == 'T' ? rest + 1 : rest);
  if (minutes < 0)
    return NULL;
  local = g_strdup_printf ("%sT%02d:%02d:00", day, minutes / 60, minutes % 60);
  time = g_date_time_new_from_iso8601 (local, zone);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
}

char *
desk_form_parse (ClinicFieldKind kind, const char *text, gint64 now)
{
  g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (*bare == '\0')
    return g_strdup ("");

  switch (kind)
    {
    case CLINIC_FIELD_NUMBER:
      return parse_number (bare);
    case CLINIC_FIELD_MONEY:
      return parse_money (bare);
    case CLINIC_FIELD_DATE:
      return parse_date (bare, now);
    case CLINIC_FIELD_DATE_TIME:
      return parse_date_time (bare, now);
    case CLINIC_FIELD_UNKNOWN:
    case CLINIC_FIELD_TEXT:
    case CLINIC_FIELD_LONG_TEXT:
    case CLINIC_FIELD_BOOL:
    case CLINIC_FIELD_CHOICE:
    case CLINIC_FIELD_USER:
    case CLINIC_FIELD_FILE:
    case CLINIC_FIELD_PARTY:
    default:
      return g_steal_pointer (&bare);
    }
}

/* "48 600,50": without the sign, which stands beside the field */
static char *
format_money (const char *value)
{
  gint64 kopecks = g_ascii_strtoll (value, NULL, 10);
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, kopecks / 100);
  GString *text = g_string_new (NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, "\u00a0");
      g_string_append_c (text, digits[i]);
    }
  if (kopecks % 100 != 0)
    g_string_append_printf (text, ",%02d", (int) (kopecks % 100));

  return g_string_free (text, FALSE);
}

static char *
format_date (const char *value)
{
  int year = 0, month = 0, day = 0;

  if (sscanf (value, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return g_strdup (value);

  return g_strdup_printf ("%02d.%02d.%04d", day, month, year);
}

static char *
format_date_time (const char *value)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (value, zone);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%d.%m.%Y %H:%M") : format_date (value);
}

char *
desk_form_format (ClinicFieldKind kind, const char *value)
{
  if (value == NULL || *value == '\0')
    return g_strdup ("");

  switch (kind)
    {
    case CLINIC_FIELD_MONEY:
      return format_money (value);
    case CLINIC_FIELD_DATE:
      return format_date (value);
    case CLINIC_FIELD_DATE_TIME:
      return format_date_time (value);
    case CLINIC_FIELD_NUMBER:
      return g_strdelimit (g_strdup (value), ".", ',');
    case CLINIC_FIELD_UNKNOWN:
    case CLINIC_FIELD_TEXT:
    case CLINIC_FIELD_LONG_TEXT:
    case CLINIC_FIELD_BOOL:
    case CLINIC_FIELD_CHOICE:
    case CLINIC_FIELD_USER:
    case CLINIC_FIELD_FILE:
    case CLINIC_FIELD_PARTY:
    default:
      return g_strdup (value);
    }
}

char *
desk_form_parse_lines (ClinicFieldKind kind, const char *text, gint64 now)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *value = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *one = desk_form_parse (kind, *line, now);

      if (one == NULL)
        {
          g_string_free (value, TRUE);
          return NULL;
        }
      if (*one != '\0')
        g_string_append_printf (value, "%s%s", value->len > 0 ? "\n" : "", one);
    }

  return g_string_free (value, FALSE);
}

char *
desk_form_format_lines (ClinicFieldKind kind, const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
  GString *text = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *one = desk_form_format (kind, *line);

      g_string_append_printf (text, "%s%s", line == lines ? "" : "\n", one);
    }

  return g_string_free (text, FALSE);
}

const char *
desk_form_complaint (ClinicFieldKind kind)
{
  switch (kind)
    {
    case CLINIC_FIELD_NUMBER:
      return _ ("A number is needed here, such as 12,5");
    case CLINIC_FIELD_MONEY:
      return _ ("A sum is needed here, such as 48 600,50");
    case CLINIC_FIELD_DATE:
      return _ ("A day is needed here, such as 27.11.2026");
    case CLINIC_FIELD_DATE_TIME:
      return _ ("A day and a time are needed here, such as 27.11.2026 10:30");
    case CLINIC_FIELD_UNKNOWN:
    case CLINIC_FIELD_TEXT:
    case CLINIC_FIELD_LONG_TEXT:
    case CLINIC_FIELD_BOOL:
    case CLINIC_FIELD_CHOICE:
    case CLINIC_FIELD_USER:
    case CLINIC_FIELD_FILE:
    case CLINIC_FIELD_PARTY:
    default:
      return NULL;
    }
}

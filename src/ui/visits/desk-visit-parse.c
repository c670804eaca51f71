/* desk-visit-parse.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-visit-parse"

#include "desk-visit-parse.h"

#include <string.h>

#define MAX_PARTS 3
#define MAX_ROUBLES 100000000
#define MAX_AGE 120

typedef struct
{
  int values[MAX_PARTS];
  int lengths[MAX_PARTS];
  int n;
} Parts;

/* Splits "5.3.1992" into its numbers; FALSE when there is anything but digits and dividers. */
static gboolean
split (const char *text, const char *dividers, Parts *parts)
{
  gboolean inside = FALSE;

  memset (parts, 0, sizeof *parts);
  for (const char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_isdigit (*c))
        {
          if (!inside && parts->n == MAX_PARTS)
            return FALSE;
          if (!inside)
            parts->n++;
          inside = TRUE;
          if (parts->lengths[parts->n - 1] == 8)
            return FALSE;
          parts->values[parts->n - 1] = parts->values[parts->n - 1] * 10 + (*c - '0');
          parts->lengths[parts->n - 1]++;
        }
      else if (strchr (dividers, *c) != NULL)
        inside = FALSE;
      else
        return FALSE;
    }

  return parts->n > 0;
}

int
desk_parse_time (const char *text)
{
  Parts parts;
  int hour, minute = 0;

  g_return_val_if_fail (text != NULL, -1);

  if (!split (text, " .:-,", &parts) || parts.n > 2)
    return -1;

  hour = parts.values[0];
  if (parts.n == 2)
    minute = parts.values[1];
  else if (parts.lengths[0] > 2)
    {
      minute = hour % 100;
      hour /= 100;
    }
  if (parts.lengths[0] > (parts.n == 2 ? 2 : 4) || parts.lengths[1] > 2 || hour > 23 || minute > 59)
    return -1;

  return hour * 60 + minute;
}

/* (transfer full): without spaces of any kind and the sign of the rouble */
static char *
strip_money (const char *text)
{
  GString *bare = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_isspace (letter) && letter != 0x20bd)
        g_string_append_unichar (bare, letter == ',' ? '.' : letter);
    }

  return g_string_free (bare, FALSE);
}

gint64
desk_parse_money (const char *text)
{
  g_autofree char *bare = NULL;
  char *end = NULL;
  gint64 roubles, kopecks = 0;

  g_return_val_if_fail (text != NULL, -1);

  bare = strip_money (text);
  if (*bare == '\0')
    return 0;
  if (!g_ascii_isdigit (*bare))
    return -1;

  roubles = g_ascii_strtoll (bare, &end, 10);
  if (*end == '.')
    {
      gsize length = strlen (end + 1);

      if (length > 2 || strspn (end + 1, "0123456789") != length)
        return -1;
      kopecks = g_ascii_strtoll (end + 1, NULL, 10) * (length == 1 ? 10 : 1);
    }
  else if (*end != '\0')
    return -1;

  return roubles <= MAX_ROUBLES ? roubles * 100 + kopecks : -1;
}

static gboolean
read_date (const char *text, int *day, int *month, int *year)
{
  Parts parts;

  if (!split (text, " .-/", &parts))
    return FALSE;
  if (parts.n == 1 && parts.lengths[0] == 8)
    {
      *day = parts.values[0] / 1000000;
      *month = parts.values[0] / 10000 % 100;
      *year = parts.values[0] % 10000;
      return TRUE;
    }
  if (parts.n != 3)
    return FALSE;

  *day = parts.lengths[0] == 4 ? parts.values[2] : parts.values[0];
  *month = parts.values[1];
  *year = parts.lengths[0] == 4 ? parts.values[0] : parts.values[2];

  return TRUE;
}

char *
desk_parse_birth_date (const char *text, gint64 now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);
  g_autoptr (GDateTime) born = NULL;
  int day = 0, month = 0, year = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (today == NULL || !read_date (text, &day, &month, &year) ||
      year < g_date_time_get_year (today) - MAX_AGE ||
      !g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year))
    return NULL;

  born = g_date_time_new_local (year, month, day, 0, 0, 0);
  if (born == NULL || g_date_time_compare (born, today) > 0)
    return NULL;

  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

char *
desk_format_birth_date (const char *birth_date)
{
  int day = 0, month = 0, year = 0;

  if (birth_date == NULL || !read_date (birth_date, &day, &month, &year))
    return g_strdup ("");

  return g_strdup_printf ("%02d.%02d.%04d", day, month, year);
}

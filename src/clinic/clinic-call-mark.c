/* clinic-call-mark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-call-mark"

#include "clinic-call-mark.h"

#include <string.h>

static gint64
parse_time (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static gint64
parse_number (const char *text, gint64 most)
{
  gint64 number = 0;

  return g_ascii_string_to_signed (text, 10, 0, most, &number, NULL) ? number : 0;
}

static void
append_number (GString *text, const char *key, gint64 number)
{
  if (number > 0)
    g_string_append_printf (text, "%s%s=%" G_GINT64_FORMAT, text->len > 0 ? " " : "", key, number);
}

static void
append_time (GString *text, const char *key, gint64 at)
{
  g_autoptr (GDateTime) time = at > 0 ? g_date_time_new_from_unix_utc (at) : NULL;
  g_autofree char *words = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  if (words != NULL)
    g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "", key, words);
}

ClinicCallMark
clinic_call_mark_parse (const char *text)
{
  ClinicCallMark mark = { 0 };
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *value = strchr (words[i], '=');

      if (value == NULL)
        continue;
      *value++ = '\0';

      if (g_str_equal (words[i], "attempts"))
        mark.attempts = (guint) parse_number (value, G_MAXINT);
      else if (g_str_equal (words[i], "outcome"))
        mark.outcome = (ClinicOutcome) parse_number (value, CLINIC_OUTCOME_STOP_CALLING);
      else if (g_str_equal (words[i], "retry"))
        mark.retry = parse_time (value);
      else if (g_str_equal (words[i], "by"))
        mark.by = parse_number (value, G_MAXINT64);
      else if (g_str_equal (words[i], "until"))
        mark.until = parse_time (value);
      else if (g_str_equal (words[i], "about"))
        mark.about = parse_time (value);
    }

  return mark;
}

char *
clinic_call_mark_to_string (const ClinicCallMark *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, g_string_free (text, FALSE));

  append_number (text, "attempts", self->attempts);
  append_number (text, "outcome", self->outcome);
  append_time (text, "retry", self->retry);
  append_number (text, "by", self->by);
  append_time (text, "until", self->until);
  append_time (text, "about", self->about);

  return g_string_free (text, FALSE);
}

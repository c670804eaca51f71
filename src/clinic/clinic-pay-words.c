/* clinic-pay-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-pay-words"

#include "clinic-pay-words.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

#define NO_BREAK_SPACE "\302\240"

static void
append_grouped (GString *text, guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, NO_BREAK_SPACE);
      g_string_append_c (text, digits[i]);
    }
}

/* a number of so many decimals; zeros at its end only when they are wanted */
static char *
dup_decimal (gint64 number, guint n_decimals, gboolean with_zeros)
{
  g_autoptr (GString) text = g_string_new (number < 0 ? "\342\210\222" : "");
  guint64 size = (guint64) ABS (number);
  guint64 unit = 1;
  guint64 rest;

  for (guint i = 0; i < n_decimals; i++)
    unit *= 10;
  append_grouped (text, size / unit);
  rest = size % unit;
  while (!with_zeros && n_decimals > 0 && rest % 10 == 0)
    {
      rest /= 10;
      n_decimals--;
    }
  if (n_decimals > 0)
    g_string_append_printf (text, "%s%0*" G_GINT64_MODIFIER "u", nl_langinfo (RADIXCHAR),
                            (int) n_decimals, rest);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
clinic_pay_words_money (gint64 kopecks)
{
  return dup_decimal (kopecks, 2, TRUE);
}

char *
clinic_pay_words_factor (gint64 thousandths)
{
  return dup_decimal (thousandths, 3, FALSE);
}

char *
clinic_pay_words_share (gint64 tenths)
{
  g_autofree char *number = dup_decimal (tenths, 1, FALSE);

  return g_strconcat (number, NO_BREAK_SPACE, "%", NULL);
}

char *
clinic_pay_words_time (gint64 seconds)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 hours = seconds / 3600, minutes = seconds / 60 % 60, rest = seconds % 60;

  if (hours != 0)
    g_string_append_printf (text, _ ("%d h"), (int) hours);
  if (minutes != 0 || (hours == 0 && rest == 0))
    {
      g_string_append (text, text->len > 0 ? " " : "");
      g_string_append_printf (text, _ ("%d min"), (int) minutes);
    }
  if (rest != 0)
    {
      g_string_append (text, text->len > 0 ? " " : "");
      g_string_append_printf (text, _ ("%d s"), (int) rest);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* (transfer full): as it stands within a sentence: small where a date has it small */
static char *
dup_month_name (int number)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2000, number, 1, 0, 0, 0);
  g_autofree char *name = g_date_time_format (date, "%OB");
  g_autofree char *in_date = g_date_time_format (date, "%B");

  return g_unichar_islower (g_utf8_get_char (in_date)) ? g_utf8_strdown (name, -1)
                                                       : g_steal_pointer (&name);
}

/* (transfer full): «January, March» */
static char *
dup_months (int months)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (int i = 0; i < 12; i++)
    {
      g_autofree char *name = dup_month_name (i + 1);

      if ((months & (1 << i)) != 0)
        g_strv_builder_add (names, name);
    }
  all = g_strv_builder_end (names);

  return g_strjoinv (", ", all);
}

/* (transfer full) (nullable): what the yearly limit is compared with, where that is more than the
 * month itself; a sum with holes is called what it is */
static char *
dup_year (const ClinicPayInputs *inputs)
{
  g_autofree char *before = clinic_pay_words_time (inputs->overtime_before);
  g_autofree char *limit = clinic_pay_words_time (inputs->overtime_year);
  g_autofree char *months = NULL;

  if (inputs->overtime_year == 0 || (inputs->overtime_before == 0 && inputs->overtime_unknown == 0))
    return NULL;
  if (inputs->overtime_unknown == 0)
    return g_strdup_printf (_ ("Overtime of the year before this month: %1$s; the limit is %2$s."),
                            before, limit);
  months = dup_months (inputs->overtime_unknown);
  if (inputs->overtime_before == 0)
    return g_strdup_printf (_ ("The limit of overtime in a year is %1$s. Not known for: %2$s."),
                            limit, months);

  return g_strdup_printf (_ ("Overtime of the year before this month: at least %1$s; the limit is "
                             "%2$s. Not known for: %3$s."),
                          before, limit, months);
}

GStrv
clinic_pay_words_dup_rules (const ClinicPayInputs *inputs)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *limit = clinic_pay_words_time (inputs->overtime_limit);
  g_autofree char *first = clinic_pay_words_factor (inputs->first_factor);
  g_autofree char *later = clinic_pay_words_factor (inputs->later_factor);
  g_autofree char *hours = clinic_pay_words_time (inputs->overtime_first);
  g_autofree char *price = clinic_pay_words_money (inputs->overtime_rate);
  g_autofree char *overtime = g_strdup_printf (
    inputs->overtime == CLINIC_OVERTIME_BEYOND
      ? _ ("Overtime: a day's time beyond the schedule, when it is more than %s; what is beyond "
           "these counts (B).")
      : _ ("Overtime: a day's time beyond the schedule, when it is more than %s; all of it counts "
           "(A)."),
    limit);
  g_autofree char *factors =
    inputs->overtime_rate != 0
      ? g_strdup_printf (_ ("Overtime is paid with %s an hour."), price)
      : g_strdup_printf (_ ("Overtime is paid × %s for the first %s of a day, then × %s."), first,
                         hours, later);
  g_autofree char *year = dup_year (inputs);
  g_autofree char *talk =
    g_strdup_printf (_ ("Calls of less than %d s of talk are not paid."), inputs->talk_seconds);

  g_strv_builder_add (lines, overtime);
  g_strv_builder_add (lines, factors);
  g_strv_builder_add (lines, talk);
  if (year != NULL)
    g_strv_builder_add (lines, year);

  return g_strv_builder_end (lines);
}

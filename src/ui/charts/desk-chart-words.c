/* desk-chart-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-chart-words"

#include "desk-chart-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "desk-format.h"

/* between a number and its unit, so that they stay on one line */
#define NO_BREAK "\u00a0"

static void
append_digits (GString *text, gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (number));
  gsize length = strlen (digits);

  if (number < 0)
    g_string_append (text, "−");
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, NO_BREAK);
      g_string_append_c (text, digits[i]);
    }
}

char *
desk_chart_percent (gint64 tenths)
{
  return g_strdup_printf ("%s%d,%d" NO_BREAK "%%", tenths < 0 ? "−" : "", (int) (ABS (tenths) / 10),
                          (int) (ABS (tenths) % 10));
}

char *
desk_chart_value (ClinicSheetKind unit, gint64 value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (value == CLINIC_SHEET_EMPTY)
    return g_strdup (C_ ("value", "unknown"));
  if (unit == CLINIC_SHEET_MONEY)
    return desk_format_money (value);
  if (unit == CLINIC_SHEET_PERCENT)
    return desk_chart_percent (value);
  if (unit == CLINIC_SHEET_MINUTES)
    return g_strdup_printf ("%s%d:%02d", value < 0 ? "−" : "", (int) (ABS (value) / 60),
                            (int) (ABS (value) % 60));
  append_digits (text, value);

  return g_strdup (text->str);
}

/* "1,5" of 15 tenths, "2" of 20 */
static char *
dup_tenths (gint64 tenths)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_digits (text, tenths / 10);
  if (tenths % 10 != 0)
    g_string_append_printf (text, ",%d", (int) (ABS (tenths) % 10));

  return g_strdup (text->str);
}

/* half away from nothing */
static gint64
divide (gint64 number, gint64 by)
{
  return (number < 0 ? number - by / 2 : number + by / 2) / by;
}

char *
desk_chart_short_value (ClinicSheetKind unit, gint64 value)
{
  gint64 whole;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (unit == CLINIC_SHEET_PERCENT && value != CLINIC_SHEET_EMPTY && value % 10 == 0)
    return g_strdup_printf ("%d" NO_BREAK "%%", (int) (value / 10));
  if (unit != CLINIC_SHEET_MONEY && unit != CLINIC_SHEET_COUNT)
    return desk_chart_value (unit, value);
  if (value == CLINIC_SHEET_EMPTY)
    return desk_chart_value (unit, value);

  whole = unit == CLINIC_SHEET_MONEY ? divide (value, 100) : value;
  if (ABS (whole) >= 1000000)
    {
      number = dup_tenths (divide (whole, 100000));
      /* Translators: millions, on the axis of a chart: 1,5M */
      text = g_strdup_printf (_ ("%sM"), number);
    }
  else if (ABS (whole) >= 10000)
    {
      number = dup_tenths (divide (whole, 100));
      /* Translators: thousands, on the axis of a chart: 50k */
      text = g_strdup_printf (_ ("%sk"), number);
    }
  else
    {
      text = desk_chart_value (CLINIC_SHEET_COUNT, whole);
    }

  return unit == CLINIC_SHEET_MONEY ? g_strdup_printf ("%s" NO_BREAK "₽", text)
                                    : g_steal_pointer (&text);
}

/* «July 2026, Rent: 48 600 ₽» */
static char *
dup_value_words (ClinicChart *chart, guint series, guint category)
{
  g_autofree char *value = desk_chart_value (clinic_chart_get_unit (chart),
                                             clinic_chart_get_value (chart, series, category));
  const char *name = clinic_chart_get_name (chart, category);

  if (clinic_chart_get_n_series (chart) == 1)
    /* Translators: a bar of a chart: July 2026: 48 600 ₽ */
    return g_strdup_printf (C_ ("chart", "%1$s: %2$s"), name, value);

  /* Translators: a bar of a chart with several series: July 2026, rent: 48 600 ₽ */
  return g_strdup_printf (C_ ("chart", "%1$s, %2$s: %3$s"), name,
                          clinic_chart_get_series (chart, series), value);
}

char *
desk_chart_mark_words (ClinicChart *chart, ClinicChartKind kind, guint series, guint category)
{
  g_autofree char *words = dup_value_words (chart, series, category);
  g_autofree char *more = NULL;

  if (kind == CLINIC_CHART_SHARES)
    {
      int share = clinic_chart_get_share (chart, series, category);

      if (share < 0)
        return g_steal_pointer (&words);
      more = desk_chart_percent (share);

      /* Translators: a part of a whole: Rent: 48 600 ₽ (12,5 %) */
      return g_strdup_printf (C_ ("chart", "%1$s (%2$s)"), words, more);
    }
  if (series > 0 || clinic_chart_get_previous (chart) == NULL)
    return g_steal_pointer (&words);

  more = desk_chart_value (clinic_chart_get_unit (chart),
                           clinic_chart_get_previous_value (chart, category));

  /* Translators: a bar of a chart, and the period before: July 2026: 48 600 ₽; June: 40 000 ₽
   */
  return g_strdup_printf (C_ ("chart", "%1$s; %2$s: %3$s"), words,
                          clinic_chart_get_previous (chart), more);
}

/* clinic-report-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-report-sheet"

#include "clinic-report-sheet.h"

#include <glib/gi18n.h>

#include "clinic-days.h"

/* more stretches of time than these are a line */
#define MAX_BARS 14

static ClinicMeasureUnit
unit_of (ClinicReport *self)
{
  return clinic_measure_get_unit (clinic_report_get_question (self)->measure);
}

gboolean
clinic_report_is_compared (ClinicReport *self)
{
  ClinicReport *before = clinic_report_get_before (self);
  int from, to;

  return before != NULL && clinic_report_is_whole (before, &from, &to);
}

/* --- columns --- */

static void
add_column (GArray *columns, ClinicReportColumn column)
{
  g_array_append_val (columns, column);
}

GArray *
clinic_report_dup_columns (ClinicReport *self)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (ClinicReportColumn));
  ClinicMeasureUnit unit = unit_of (self);
  const ClinicReportGroup *total = clinic_report_get_total (self);

  add_column (columns, CLINIC_REPORT_NAME);
  if (unit == CLINIC_UNIT_RATE || unit == CLINIC_UNIT_LOAD)
    add_column (columns, CLINIC_REPORT_WHOLE);
  add_column (columns, CLINIC_REPORT_PART);
  if (unit == CLINIC_UNIT_MEAN || unit == CLINIC_UNIT_MEDIAN)
    add_column (columns, CLINIC_REPORT_VALUE);
  else
    add_column (columns, CLINIC_REPORT_SHARE);
  if (unit == CLINIC_UNIT_COUNT && total->amount != 0)
    add_column (columns, CLINIC_REPORT_AMOUNT);
  if (clinic_report_is_compared (self))
    {
      add_column (columns, CLINIC_REPORT_BEFORE);
      add_column (columns, CLINIC_REPORT_CHANGE);
    }
  if (total->figures[CLINIC_FIGURE_RIPENING] != 0)
    add_column (columns, CLINIC_REPORT_RIPENING);
  if (total->figures[CLINIC_FIGURE_UNKNOWN] != 0)
    add_column (columns, CLINIC_REPORT_UNKNOWN);

  return columns;
}

static const char *
head_of_part (ClinicMeasureUnit unit)
{
  switch (unit)
    {
    case CLINIC_UNIT_RATE:
      return C_ ("report", "Of them");
    case CLINIC_UNIT_LOAD:
      return C_ ("report", "Booked");
    case CLINIC_UNIT_MEAN:
    case CLINIC_UNIT_MEDIAN:
      return C_ ("report", "Cases");
    case CLINIC_UNIT_COUNT:
    default:
      return C_ ("report", "Number");
    }
}

const char *
clinic_report_get_head (ClinicReport *self, ClinicReportColumn column)
{
  ClinicMeasureUnit unit = unit_of (self);
  gboolean is_time = unit == CLINIC_UNIT_MEAN || unit == CLINIC_UNIT_MEDIAN;

  switch (column)
    {
    case CLINIC_REPORT_WHOLE:
      return unit == CLINIC_UNIT_LOAD ? C_ ("report", "Open") : C_ ("report", "All");
    case CLINIC_REPORT_PART:
      return head_of_part (unit);
    case CLINIC_REPORT_SHARE:
      return unit == CLINIC_UNIT_COUNT ? C_ ("report", "Share") : C_ ("report", "Rate");
    case CLINIC_REPORT_VALUE:
      return unit == CLINIC_UNIT_MEDIAN ? C_ ("report", "Median, s") : C_ ("report", "Mean, s");
    case CLINIC_REPORT_AMOUNT:
      return C_ ("report", "Sum");
    case CLINIC_REPORT_BEFORE:
      return is_time ? C_ ("report", "Before, s") : C_ ("report", "Before");
    case CLINIC_REPORT_CHANGE:
      return is_time ? C_ ("report", "Change, s") : C_ ("report", "Change");
    case CLINIC_REPORT_UNKNOWN:
      return C_ ("report", "Not known");
    case CLINIC_REPORT_RIPENING:
      return C_ ("report", "Ripening");
    case CLINIC_REPORT_NAME:
    default:
      return clinic_grouping_get_title (clinic_report_get_question (self)->grouping);
    }
}

ClinicSheetKind
clinic_report_get_kind (ClinicReport *self, ClinicReportColumn column)
{
  ClinicMeasureUnit unit = unit_of (self);

  switch (column)
    {
    case CLINIC_REPORT_NAME:
      return CLINIC_SHEET_TEXT;
    case CLINIC_REPORT_WHOLE:
    case CLINIC_REPORT_PART:
      return unit == CLINIC_UNIT_LOAD ? CLINIC_SHEET_MINUTES : CLINIC_SHEET_COUNT;
    case CLINIC_REPORT_SHARE:
      return CLINIC_SHEET_PERCENT;
    case CLINIC_REPORT_AMOUNT:
      return CLINIC_SHEET_MONEY;
    case CLINIC_REPORT_BEFORE:
    case CLINIC_REPORT_CHANGE:
      return unit == CLINIC_UNIT_RATE || unit == CLINIC_UNIT_LOAD ? CLINIC_SHEET_PERCENT
                                                                  : CLINIC_SHEET_COUNT;
    case CLINIC_REPORT_VALUE:
    case CLINIC_REPORT_UNKNOWN:
    case CLINIC_REPORT_RIPENING:
    default:
      return CLINIC_SHEET_COUNT;
    }
}

/* --- lines --- */

static gboolean
has_group (ClinicReport *self, const char *key)
{
  for (guint i = 0; i < clinic_report_get_n_groups (self); i++)
    if (g_str_equal (clinic_report_get_group (self, i)->key, key))
      return TRUE;

  return FALSE;
}

GArray *
clinic_report_dup_lines (ClinicReport *self)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (ClinicReportLine));
  gboolean compared = clinic_report_is_compared (self);
  ClinicReport *before = clinic_report_get_before (self);
  gboolean calendar = clinic_grouping_is_calendar (clinic_report_get_question (self)->grouping);

  for (guint i = 0; i < clinic_report_get_n_groups (self); i++)
    {
      ClinicReportLine line = { .group = clinic_report_get_group (self, i) };

      if (compared)
        line.before = clinic_report_get_group_before (self, line.group);
      g_array_append_val (lines, line);
    }
  if (!compared || calendar)
    return lines;

  for (guint i = 0; i < clinic_report_get_n_groups (before); i++)
    {
      ClinicReportLine line = { .before = clinic_report_get_group (before, i) };

      if (!has_group (self, line.before->key))
        g_array_append_val (lines, line);
    }

  return lines;
}

ClinicReportLine
clinic_report_get_total_line (ClinicReport *self)
{
  return (ClinicReportLine){
    .group = clinic_report_get_total (self),
    .before = clinic_report_is_compared (self)
                ? clinic_report_get_total (clinic_report_get_before (self))
                : NULL,
  };
}

/* --- numbers --- */

/* the number that matters */
static gint64
get_main (ClinicMeasureUnit unit, const ClinicReportGroup *group)
{
  if (unit == CLINIC_UNIT_COUNT)
    return group != NULL ? group->figures[CLINIC_FIGURE_PART] : 0;
  if (group == NULL)
    return CLINIC_SHEET_EMPTY;
  if (unit == CLINIC_UNIT_RATE || unit == CLINIC_UNIT_LOAD)
    return group->share >= 0 ? group->share : CLINIC_SHEET_EMPTY;

  return group->value >= 0 ? group->value : CLINIC_SHEET_EMPTY;
}

static gint64
get_change (ClinicMeasureUnit unit, const ClinicReportLine *line)
{
  gint64 now = get_main (unit, line->group);
  gint64 before = get_main (unit, line->before);

  return now != CLINIC_SHEET_EMPTY && before != CLINIC_SHEET_EMPTY ? now - before
                                                                   : CLINIC_SHEET_EMPTY;
}

static gint64
get_figure (const ClinicReportGroup *group, ClinicFigure figure)
{
  return group != NULL ? group->figures[figure] : 0;
}

gint64
clinic_report_get_number (ClinicReport *self,
                          const ClinicReportLine *line,
                          ClinicReportColumn column)
{
  ClinicMeasureUnit unit = unit_of (self);
  const ClinicReportGroup *group = line->group;

  switch (column)
    {
    case CLINIC_REPORT_WHOLE:
      return group != NULL ? group->whole : 0;
    case CLINIC_REPORT_PART:
      if (unit == CLINIC_UNIT_LOAD)
        return group != NULL ? group->sum : 0;
      return get_figure (group, CLINIC_FIGURE_PART);
    case CLINIC_REPORT_SHARE:
      if (group == NULL)
        return unit == CLINIC_UNIT_COUNT ? 0 : CLINIC_SHEET_EMPTY;
      return group->share >= 0 ? group->share : CLINIC_SHEET_EMPTY;
    case CLINIC_REPORT_VALUE:
      return get_main (unit, group);
    case CLINIC_REPORT_AMOUNT:
      return group != NULL ? group->amount : 0;
    case CLINIC_REPORT_BEFORE:
      return get_main (unit, line->before);
    case CLINIC_REPORT_CHANGE:
      return get_change (unit, line);
    case CLINIC_REPORT_UNKNOWN:
      return get_figure (group, CLINIC_FIGURE_UNKNOWN);
    case CLINIC_REPORT_RIPENING:
      return get_figure (group, CLINIC_FIGURE_RIPENING);
    case CLINIC_REPORT_NAME:
    default:
      return CLINIC_SHEET_EMPTY;
    }
}

/* --- the chart --- */

ClinicChartKind
clinic_report_get_chart_kind (ClinicReport *self)
{
  return clinic_grouping_is_stretch (clinic_report_get_question (self)->grouping) &&
             clinic_report_get_n_groups (self) > MAX_BARS
           ? CLINIC_CHART_LINES
           : CLINIC_CHART_BARS;
}

static ClinicReportColumn
get_main_column (ClinicMeasureUnit unit)
{
  if (unit == CLINIC_UNIT_COUNT)
    return CLINIC_REPORT_PART;

  return unit == CLINIC_UNIT_RATE || unit == CLINIC_UNIT_LOAD ? CLINIC_REPORT_SHARE
                                                              : CLINIC_REPORT_VALUE;
}

ClinicChart *
clinic_report_to_chart (ClinicReport *self)
{
  ClinicMeasureUnit unit = unit_of (self);
  ClinicReportColumn main = get_main_column (unit);
  ClinicGrouping grouping = clinic_report_get_question (self)->grouping;
  g_autofree char *title = clinic_question_dup_sentence (clinic_report_get_question (self));
  ClinicChart *chart = clinic_chart_new (title, clinic_report_get_kind (self, main),
                                         clinic_grouping_is_calendar (grouping));
  g_autoptr (GArray) lines = clinic_report_dup_lines (self);
  g_autofree gint64 *now = g_new0 (gint64, MAX (lines->len, 1));
  g_autofree gint64 *before = g_new0 (gint64, MAX (lines->len, 1));

  for (guint i = 0; i < lines->len; i++)
    {
      const ClinicReportLine *line = &g_array_index (lines, ClinicReportLine, i);
      g_autofree char *name = clinic_report_dup_name (self, line);

      clinic_chart_add_category (chart, name, NULL);
      now[i] = clinic_report_get_number (self, line, main);
      before[i] = clinic_report_get_number (self, line, CLINIC_REPORT_BEFORE);
    }
  clinic_chart_add_series (chart, clinic_report_get_head (self, main), now);
  if (clinic_report_is_compared (self))
    clinic_chart_set_previous (chart, clinic_report_get_head (self, CLINIC_REPORT_BEFORE), before);

  return chart;
}

/* --- the table --- */

static void
add_known (ClinicReport *self, ClinicSheet *sheet)
{
  g_autofree char *from_text = NULL;
  g_autofree char *to_text = NULL;
  g_autofree char *line = NULL;
  int from, to;

  if (clinic_report_is_whole (self, &from, &to))
    return;
  if (from == to)
    {
      clinic_sheet_add_line (sheet, _ ("Not all of this period is on this computer yet."));
      return;
    }
  from_text = clinic_report_dup_day (from);
  to_text = clinic_report_dup_day (to - 1);
  line = g_strdup_printf (_ ("Only the days from %1$s to %2$s are known on this computer."),
                          from_text, to_text);
  clinic_sheet_add_line (sheet, line);
}

static void
add_lines (ClinicReport *self, ClinicSheet *sheet)
{
  g_autofree char *days = clinic_report_dup_days (self);
  const char *const *rules = clinic_report_get_rules (self);

  clinic_sheet_add_line (sheet, days);
  clinic_sheet_add_line (sheet,
                         clinic_measure_get_formula (clinic_report_get_question (self)->measure));
  for (gsize i = 0; rules[i] != NULL; i++)
    clinic_sheet_add_line (sheet, rules[i]);
  if (clinic_report_is_compared (self))
    {
      g_autofree char *before = clinic_report_dup_days (clinic_report_get_before (self));
      g_autofree char *line = g_strdup_printf (_ ("Compared with %s"), before);

      clinic_sheet_add_line (sheet, line);
    }
  add_known (self, sheet);
}

/* the number of a column in the sheet, or CLINIC_SHEET_NONE */
static guint
find_column (GArray *columns, ClinicReportColumn column)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, ClinicReportColumn, i) == column)
      return i;

  return CLINIC_SHEET_NONE;
}

static void
add_columns (ClinicReport *self, ClinicSheet *sheet, GArray *columns)
{
  ClinicMeasureUnit unit = unit_of (self);
  guint part = find_column (columns, CLINIC_REPORT_PART);
  guint whole = find_column (columns, CLINIC_REPORT_WHOLE);

  for (guint i = 0; i < columns->len; i++)
    {
      ClinicReportColumn column = g_array_index (columns, ClinicReportColumn, i);

      clinic_sheet_add_column (sheet, clinic_report_get_head (self, column),
                               clinic_report_get_kind (self, column), 0);
    }
  for (guint i = 0; i < columns->len; i++)
    {
      ClinicReportColumn column = g_array_index (columns, ClinicReportColumn, i);
      gboolean compares = column == CLINIC_REPORT_BEFORE || column == CLINIC_REPORT_CHANGE;

      if (column == CLINIC_REPORT_SHARE)
        clinic_sheet_set_ratio (sheet, i, part, whole != CLINIC_SHEET_NONE ? whole : part);
      else if (column != CLINIC_REPORT_NAME && column != CLINIC_REPORT_VALUE &&
               (!compares || unit == CLINIC_UNIT_COUNT))
        clinic_sheet_set_sum (sheet, i);
    }
}

ClinicSheet *
clinic_report_to_sheet (ClinicReport *self, ClinicChartKind chart, const char *footer)
{
  g_autofree char *title = clinic_question_dup_sentence (clinic_report_get_question (self));
  ClinicSheet *sheet = clinic_sheet_new (title);
  g_autoptr (GArray) columns = clinic_report_dup_columns (self);
  g_autoptr (GArray) lines = clinic_report_dup_lines (self);
  guint main = find_column (columns, get_main_column (unit_of (self)));

  add_lines (self, sheet);
  clinic_sheet_set_footer (sheet, footer);
  add_columns (self, sheet, columns);
  for (guint i = 0; i < lines->len; i++)
    {
      const ClinicReportLine *line = &g_array_index (lines, ClinicReportLine, i);
      g_autofree char *name = clinic_report_dup_name (self, line);

      clinic_sheet_add_row (sheet);
      clinic_sheet_put_text (sheet, 0, name);
      for (guint j = 1; j < columns->len; j++)
        clinic_sheet_put_number (sheet, j,
                                 clinic_report_get_number (self, line,
                                                           g_array_index (columns,
                                                                          ClinicReportColumn, j)));
    }
  if (lines->len > 0)
    clinic_sheet_set_chart (sheet, chart, title, 0, &main, 1,
                            chart != CLINIC_CHART_SHARES
                              ? find_column (columns, CLINIC_REPORT_BEFORE)
                              : CLINIC_SHEET_NONE);

  return sheet;
}

/* desk-chart-plan-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns and lines: time goes from one side to the other, numbers upward.
 */

#define G_LOG_DOMAIN "desk-chart-plan-columns"

#include "desk-chart-plan-private.h"
#include "desk-chart-words.h"

/* of the room of a category: what stays empty between two groups of columns */
#define BETWEEN 0.28
#define MAX_MARKS 7
/* lines of text from one number of the axis to the next, at least */
#define MARK_LINES 2.2
/* names whose widths are looked at */
#define MEASURED 60u
/* pixels: a point can be pressed from so far */
#define REACH 12.0

static double
y_of (DeskChartPlan *self, const ClinicChartScale *scale, gint64 value)
{
  double part = (double) (value - scale->from) / (double) (scale->to - scale->from);

  return self->plot.y + self->plot.height * (1 - part);
}

/* the numbers at the side, and the lines behind the columns; answers how wide they are */
static double
measure_numbers (DeskChartPlan *self, const ClinicChartScale *scale)
{
  double width = 0;

  for (gint64 value = scale->from; value <= scale->to; value += scale->step)
    {
      g_autofree char *text = desk_chart_short_value (clinic_chart_get_unit (self->chart), value);

      width = MAX (width, desk_chart_plan_measure (self, text));
    }

  return width;
}

static void
add_numbers (DeskChartPlan *self, const ClinicChartScale *scale)
{
  double gap = self->line * DESK_CHART_GAP;

  for (gint64 value = scale->from; value <= scale->to; value += scale->step)
    {
      g_autofree char *text = desk_chart_short_value (clinic_chart_get_unit (self->chart), value);
      double y = y_of (self, scale, value);
      double x = self->rtl ? self->plot.x + self->plot.width + gap : self->plot.x - gap;

      desk_chart_plan_add_text (self, text, x, y - self->line / 2, self->rtl ? 0 : 1, 0, FALSE,
                                TRUE);
      desk_chart_plan_add_rule (self, self->plot.x, y, self->plot.x + self->plot.width, y,
                                value == 0);
    }
}

static double
slot_x (DeskChartPlan *self, guint category)
{
  guint n = clinic_chart_get_n_categories (self->chart);
  double slot = self->plot.width / n;

  return self->plot.x + slot * (self->rtl ? n - 1 - category : category);
}

/* Of hundreds of names, those that have the most letters: to measure a text takes longer than to
 * draw a bar. */
static double
measure_names (DeskChartPlan *self)
{
  guint n = clinic_chart_get_n_categories (self->chart);
  glong longest = 0;
  double widest = 0;
  guint n_measured = 0;

  for (guint i = 0; n > MEASURED && i < n; i++)
    longest = MAX (longest, g_utf8_strlen (clinic_chart_get_label (self->chart, i), -1));
  for (guint i = 0; i < n && n_measured < MEASURED; i++)
    {
      const char *label = clinic_chart_get_label (self->chart, i);

      if (n > MEASURED && g_utf8_strlen (label, -1) < longest)
        continue;
      widest = MAX (widest, desk_chart_plan_measure (self, label));
      n_measured++;
    }

  return widest;
}

/* As many names as there is room for, at equal distances. */
static void
add_names (DeskChartPlan *self)
{
  guint n = clinic_chart_get_n_categories (self->chart);
  double slot = self->plot.width / n;
  double gap = self->line * DESK_CHART_GAP;
  double y = self->plot.y + self->plot.height + gap;
  double widest = measure_names (self);
  guint stride = 1;

  while (stride < n && stride * slot < widest + gap)
    stride++;
  /* quarters and weeks are where people look for them */
  if (stride == 4 || stride == 5)
    stride = n > 24 ? 5 : 6;

  for (guint i = 0; i < n; i += stride)
    {
      const char *label = clinic_chart_get_label (self->chart, i);
      double width = MIN (desk_chart_plan_measure (self, label), self->width);
      double x = slot_x (self, i) + slot / 2 - width / 2;
      double inside = CLAMP (x, 0, self->width - width);

      /* the last one would be pushed onto its neighbour */
      if (i > 0 && ABS (inside - x) > stride * slot - widest)
        continue;
      desk_chart_plan_add_text (self, label, inside, y, 0, width + 1, FALSE, FALSE);
    }
}

static DeskChartBox
column_box (DeskChartPlan *self,
            const ClinicChartScale *scale,
            gint64 value,
            double x,
            double width)
{
  double y = y_of (self, scale, value);

  return (DeskChartBox){ x, MIN (y, self->base), width, ABS (self->base - y) };
}

static void
add_column (DeskChartPlan *self, const ClinicChartScale *scale, guint category, guint series)
{
  guint n = clinic_chart_get_n_series (self->chart);
  double slot = self->plot.width / clinic_chart_get_n_categories (self->chart);
  double group = slot * (1 - BETWEEN);
  double x = slot_x (self, category) + slot * BETWEEN / 2;
  guint place = self->rtl ? n - 1 - series : series;
  gint64 value = clinic_chart_get_value (self->chart, series, category);
  gint64 before = clinic_chart_get_previous_value (self->chart, category);
  DeskChartMark mark = { series, category, value != CLINIC_SHEET_EMPTY,
                         series == 0 && before != CLINIC_SHEET_EMPTY };

  if (mark.known)
    mark.box = column_box (self, scale, value, x + group / n * place, group / n);
  if (mark.has_before)
    mark.before = column_box (self, scale, before, x + group / n * place - 2, group / n + 4);
  mark.hit = (DeskChartBox){ slot_x (self, category) + slot / n * place, self->plot.y, slot / n,
                             self->plot.height };
  g_array_append_val (self->marks, mark);
}

/* the number over a column, where it fits between its neighbours */
static void
add_values (DeskChartPlan *self)
{
  double slot = self->plot.width / clinic_chart_get_n_categories (self->chart);
  ClinicSheetKind unit = clinic_chart_get_unit (self->chart);
  double widest = 0;

  if (clinic_chart_get_n_series (self->chart) > 1 ||
      clinic_chart_get_previous (self->chart) != NULL)
    return;
  for (guint i = 0; widest + 4 <= slot && i < self->marks->len; i++)
    {
      const DeskChartMark *mark = &g_array_index (self->marks, DeskChartMark, i);
      g_autofree char *text =
        desk_chart_short_value (unit, clinic_chart_get_value (self->chart, 0, mark->category));

      widest = MAX (widest, mark->known ? desk_chart_plan_measure (self, text) : 0);
    }
  for (guint i = 0; widest + 4 <= slot && i < self->marks->len; i++)
    {
      const DeskChartMark *mark = &g_array_index (self->marks, DeskChartMark, i);
      gint64 value = clinic_chart_get_value (self->chart, 0, mark->category);
      g_autofree char *text = desk_chart_short_value (unit, value);
      /* over the axis when the column hangs from it: below there are names */
      double y = (value < 0 ? self->base : mark->box.y) - self->line - 1;

      if (mark->known)
        desk_chart_plan_add_text (self, text, mark->box.x + mark->box.width / 2, y, 0.5, 0, FALSE,
                                  FALSE);
    }
}

static void
add_point (DeskChartPlan *self, const ClinicChartScale *scale, guint category, guint series)
{
  double slot = self->plot.width / clinic_chart_get_n_categories (self->chart);
  double x = slot_x (self, category) + slot / 2;
  double reach = MIN (REACH, slot / 2);
  gint64 value = clinic_chart_get_value (self->chart, series, category);
  gint64 before = clinic_chart_get_previous_value (self->chart, category);
  DeskChartMark mark = { series, category, value != CLINIC_SHEET_EMPTY,
                         series == 0 && before != CLINIC_SHEET_EMPTY };

  mark.box = (DeskChartBox){ x, mark.known ? y_of (self, scale, value) : self->base, 0, 0 };
  if (mark.has_before)
    mark.before = (DeskChartBox){ x, y_of (self, scale, before), 0, 0 };
  mark.hit = (DeskChartBox){ x - reach, mark.box.y - REACH, 2 * reach, 2 * REACH };
  g_array_append_val (self->marks, mark);
}

void
desk_chart_plan_columns (DeskChartPlan *self, double top)
{
  double gap = self->line * DESK_CHART_GAP;
  ClinicChartScale scale;
  double side;

  /* room for a number over the highest column, and for the names below */
  self->plot.y = top + self->line;
  self->plot.height = MAX (self->height - self->plot.y - self->line - 2 * gap, self->line);
  scale = clinic_chart_make_scale (self->chart,
                                   (guint) CLAMP (self->plot.height / (self->line * MARK_LINES), 1,
                                                  MAX_MARKS));
  side = measure_numbers (self, &scale) + gap;
  self->plot.width = MAX (self->width - side, self->line);
  self->plot.x = self->rtl ? 0 : side;
  self->base = y_of (self, &scale, 0);

  add_numbers (self, &scale);
  add_names (self);
  for (guint i = 0; i < clinic_chart_get_n_categories (self->chart); i++)
    for (guint j = 0; j < clinic_chart_get_n_series (self->chart); j++)
      if (self->kind == CLINIC_CHART_LINES)
        add_point (self, &scale, i, j);
      else
        add_column (self, &scale, i, j);
  if (self->kind == CLINIC_CHART_BARS)
    add_values (self);
}

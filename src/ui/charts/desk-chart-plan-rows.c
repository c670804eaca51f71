/* desk-chart-plan-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lying bars: names at the side, where they can be read, and the number behind each bar.
 */

#define G_LOG_DOMAIN "desk-chart-plan-rows"

#include "desk-chart-plan-private.h"
#include "desk-chart-words.h"

/* of the room of a category */
#define BETWEEN 0.3
/* of the width: names */
#define MAX_NAMES 0.4
#define MAX_MARKS 6
/* widths of the widest number from one number of the axis to the next, at least */
#define MARK_WIDTHS 1.6

typedef struct
{
  ClinicChartScale scale;
  double row;    /* height of a category */
  double names;  /* width */
  double values; /* width of the numbers behind the bars */
} Rows;

/* from the side where reading begins */
static double
x_of (DeskChartPlan *self, const Rows *rows, gint64 value)
{
  double part = (double) (value - rows->scale.from) / (double) (rows->scale.to - rows->scale.from);
  double x = self->plot.width * part;

  return self->plot.x + (self->rtl ? self->plot.width - x : x);
}

static void
measure (DeskChartPlan *self, Rows *rows)
{
  ClinicSheetKind unit = clinic_chart_get_unit (self->chart);

  for (guint i = 0; i < clinic_chart_get_n_categories (self->chart); i++)
    {
      rows->names =
        MAX (rows->names, desk_chart_plan_measure (self, clinic_chart_get_label (self->chart, i)));
      for (guint j = 0; j < clinic_chart_get_n_series (self->chart); j++)
        {
          g_autofree char *text =
            desk_chart_short_value (unit, clinic_chart_get_value (self->chart, j, i));

          rows->values = MAX (rows->values, desk_chart_plan_measure (self, text));
        }
    }
  rows->names = MIN (rows->names, self->width * MAX_NAMES);
}

static void
add_axis (DeskChartPlan *self, const Rows *rows)
{
  double gap = self->line * DESK_CHART_GAP;
  double bottom = self->plot.y + self->plot.height;

  for (gint64 value = rows->scale.from; value <= rows->scale.to; value += rows->scale.step)
    {
      g_autofree char *text = desk_chart_short_value (clinic_chart_get_unit (self->chart), value);
      double x = x_of (self, rows, value);
      double width = desk_chart_plan_measure (self, text);

      desk_chart_plan_add_text (self, text, CLAMP (x - width / 2, 0, self->width - width),
                                bottom + gap / 2, 0, 0, FALSE, TRUE);
      desk_chart_plan_add_rule (self, x, self->plot.y, x, bottom, value == 0);
    }
}

static DeskChartBox
bar_box (DeskChartPlan *self, const Rows *rows, gint64 value, double y, double height)
{
  double x = x_of (self, rows, value);

  return (DeskChartBox){ MIN (x, self->base), y, ABS (x - self->base), height };
}

static void
add_bar (DeskChartPlan *self, const Rows *rows, guint category, guint series)
{
  guint n = clinic_chart_get_n_series (self->chart);
  double height = rows->row * (1 - BETWEEN) / n;
  double y = self->plot.y + rows->row * (category + BETWEEN / 2) + height * series;
  double gap = self->line * DESK_CHART_GAP / 2;
  gint64 value = clinic_chart_get_value (self->chart, series, category);
  gint64 before = clinic_chart_get_previous_value (self->chart, category);
  g_autofree char *text = desk_chart_short_value (clinic_chart_get_unit (self->chart), value);
  DeskChartMark mark = { series, category, value != CLINIC_SHEET_EMPTY,
                         series == 0 && before != CLINIC_SHEET_EMPTY };
  double end;

  if (mark.known)
    mark.box = bar_box (self, rows, value, y, height);
  if (mark.has_before)
    mark.before = bar_box (self, rows, before, y - 2, height + 4);
  mark.hit = (DeskChartBox){ 0, self->plot.y + rows->row * category + rows->row / n * series,
                             self->width, rows->row / n };
  g_array_append_val (self->marks, mark);

  /* behind the longer one */
  end = x_of (self, rows, MAX (MAX (mark.known ? value : 0, mark.has_before ? before : 0), 0));
  desk_chart_plan_add_text (self, text, self->rtl ? end - gap : end + gap,
                            y + (height - self->line) / 2, self->rtl ? 1 : 0, 0, FALSE, FALSE);
}

static void
add_name (DeskChartPlan *self, const Rows *rows, guint category)
{
  double y = self->plot.y + rows->row * (category + 0.5) - self->line / 2;
  double x = desk_chart_plan_mirror (self, rows->names, 0);

  desk_chart_plan_add_text (self, clinic_chart_get_label (self->chart, category), x, y,
                            self->rtl ? 0 : 1, rows->names, FALSE, FALSE);
}

void
desk_chart_plan_rows (DeskChartPlan *self, double top)
{
  guint n = clinic_chart_get_n_categories (self->chart);
  double gap = self->line * DESK_CHART_GAP;
  Rows rows = { .row = 0 };

  measure (self, &rows);
  self->plot.y = top;
  self->plot.height = MAX (self->height - top - self->line * 1.6, self->line);
  self->plot.width = MAX (self->width - rows.names - rows.values - 3 * gap, self->line);
  self->plot.x = self->rtl ? self->width - rows.names - gap - self->plot.width : rows.names + gap;
  /* few bars are no thicker than they need be */
  rows.row = MIN (self->plot.height / n,
                  self->line * 2.6 * MAX (clinic_chart_get_n_series (self->chart), 1));
  self->plot.height = rows.row * n;
  rows.scale =
    clinic_chart_make_scale (self->chart,
                             (guint) CLAMP (self->plot.width / MAX (rows.values * MARK_WIDTHS, 1),
                                            1, MAX_MARKS));
  self->base = x_of (self, &rows, 0);

  add_axis (self, &rows);
  for (guint i = 0; i < n; i++)
    {
      add_name (self, &rows, i);
      for (guint j = 0; j < clinic_chart_get_n_series (self->chart); j++)
        add_bar (self, &rows, i, j);
    }
}

/* desk-chart-plan-shares.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of a whole: a ring, and beside it what each part is and how much.
 */

#define G_LOG_DOMAIN "desk-chart-plan-shares"

#include "desk-chart-plan-private.h"

#include "desk-chart-words.h"

#define MAX_RING 0.42

static double
whole_of (ClinicChart *chart)
{
  double whole = 0;

  for (guint i = 0; i < clinic_chart_get_n_categories (chart); i++)
    {
      gint64 value = clinic_chart_get_value (chart, 0, i);

      whole += value != CLINIC_SHEET_EMPTY ? (double) MAX (value, 0) : 0;
    }

  return whole;
}

/* what all is together, in the middle of the ring */
static void
add_whole (DeskChartPlan *self, double whole)
{
  g_autofree char *text =
    desk_chart_short_value (clinic_chart_get_unit (self->chart), (gint64) whole);

  if (desk_chart_plan_measure (self, text) * 1.1 < self->radius * 1.1)
    desk_chart_plan_add_text (self, text, self->cx, self->cy - self->line / 2, 0.5, 0, TRUE, FALSE);
}

/* name, number and per cent in one line */
static void
add_row (DeskChartPlan *self, const DeskChartMark *mark, double percent_width)
{
  ClinicSheetKind unit = clinic_chart_get_unit (self->chart);
  g_autofree char *value =
    desk_chart_value (unit, clinic_chart_get_value (self->chart, 0, mark->category));
  int share = clinic_chart_get_share (self->chart, 0, mark->category);
  g_autofree char *percent = share >= 0 ? desk_chart_percent (share) : g_strdup ("");
  double gap = self->line * DESK_CHART_GAP;
  double size = self->line * 0.8;
  double y = mark->hit.y + (mark->hit.height - self->line) / 2;
  double near_side = self->rtl ? mark->hit.x + mark->hit.width - gap : mark->hit.x + gap;
  double far_side = self->rtl ? mark->hit.x + gap : mark->hit.x + mark->hit.width - gap;
  double step = self->rtl ? -1 : 1;
  double value_width;

  desk_chart_plan_add_swatch (self, mark->category, FALSE, self->rtl ? near_side - size : near_side,
                              y + self->line * 0.1, size, size);
  desk_chart_plan_add_text (self, percent, far_side, y, self->rtl ? 0 : 1, 0, FALSE, TRUE);
  value_width = desk_chart_plan_add_text (self, value, far_side - step * (percent_width + gap), y,
                                          self->rtl ? 0 : 1, 0, FALSE, FALSE);
  desk_chart_plan_add_text (self, clinic_chart_get_label (self->chart, mark->category),
                            near_side + step * (size + gap), y, self->rtl ? 1 : 0,
                            MAX (mark->hit.width - size - percent_width - value_width - 6 * gap,
                                 self->line),
                            FALSE, FALSE);
}

static void
place_ring (DeskChartPlan *self, double top, DeskChartBox *names)
{
  double gap = self->line * 2;
  double height = self->height - top;

  if (self->width >= DESK_CHART_WIDE * self->line)
    {
      self->radius = MIN (self->width * MAX_RING, height) / 2 - 2;
      self->cx = desk_chart_plan_mirror (self, self->radius + 2, 0);
      self->cy = top + self->radius + 2;
      names->width = self->width - 2 * self->radius - gap;
      names->x = self->rtl ? 0 : self->width - names->width;
      names->y = top;
    }
  else
    {
      double row = DESK_CHART_ROW * self->line;

      self->radius =
        MIN (self->width, height - row * clinic_chart_get_n_categories (self->chart) - gap) / 2 - 2;
      self->cx = self->width / 2;
      self->cy = top + self->radius + 2;
      if (self->radius < self->line)
        self->radius = 0;
      names->x = 0;
      names->width = self->width;
      names->y = self->radius > 0 ? top + 2 * self->radius + gap / 2 : top;
    }
}

void
desk_chart_plan_shares (DeskChartPlan *self, double top)
{
  guint n = clinic_chart_get_n_categories (self->chart);
  double whole = whole_of (self->chart);
  double row = DESK_CHART_ROW * self->line;
  DeskChartBox names = { 0 };
  g_autofree char *widest = desk_chart_percent (1000);
  double percent_width = desk_chart_plan_measure (self, widest);
  double at = 0;

  place_ring (self, top, &names);
  self->plot = (DeskChartBox){ self->cx - self->radius, top, 2 * self->radius, 2 * self->radius };
  names.width = MIN (names.width, self->line * 36);
  if (self->rtl)
    names.x = self->width >= DESK_CHART_WIDE * self->line
                ? self->width - 2 * self->radius - self->line * 2 - names.width
                : self->width - names.width;

  for (guint i = 0; i < n; i++)
    {
      gint64 value = clinic_chart_get_value (self->chart, 0, i);
      double part = value != CLINIC_SHEET_EMPTY && whole > 0 ? (double) MAX (value, 0) / whole : 0;
      DeskChartMark mark = { 0, i, part > 0 };

      mark.from = at * 2 * G_PI;
      mark.to = (at + part) * 2 * G_PI;
      mark.hit = (DeskChartBox){ names.x, names.y + row * i, names.width, row };
      at += part;
      g_array_append_val (self->marks, mark);
      add_row (self, &mark, percent_width);
    }
  add_whole (self, whole);
}

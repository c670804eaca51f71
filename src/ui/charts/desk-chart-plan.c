/* desk-chart-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-chart-plan"

#include "desk-chart-plan.h"

#include "desk-chart-plan-private.h"

/* lines of text that a chart of columns or lines needs to be one */
#define MIN_LINES 9
/* and a ring of parts */
#define MIN_RING_LINES 8

static void
text_clear (gpointer data)
{
  g_clear_object (&((DeskChartText *) data)->layout);
}

static double
line_height (PangoContext *context)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);

  pango_font_metrics_unref (metrics);

  return (double) height / PANGO_SCALE;
}

/* --- for its parts --- */

double
desk_chart_plan_measure (DeskChartPlan *self, const char *text)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);
  PangoRectangle box;

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &box);

  return (double) box.width / PANGO_SCALE;
}

double
desk_chart_plan_add_text (DeskChartPlan *self,
                          const char *words,
                          double x,
                          double y,
                          double alignment,
                          double max_width,
                          gboolean bold,
                          gboolean quiet)
{
  DeskChartText text = { pango_layout_new (self->context), x, y, quiet };
  PangoRectangle box;
  double width;

  pango_layout_set_single_paragraph_mode (text.layout, TRUE);
  pango_layout_set_text (text.layout, words, -1);
  if (bold)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (text.layout, attributes);
      pango_attr_list_unref (attributes);
    }
  pango_layout_get_extents (text.layout, NULL, &box);
  if (max_width > 0 && box.width > max_width * PANGO_SCALE)
    {
      pango_layout_set_ellipsize (text.layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (text.layout, (int) (max_width * PANGO_SCALE));
      pango_layout_get_extents (text.layout, NULL, &box);
    }
  width = (double) box.width / PANGO_SCALE;
  text.x = x - alignment * width - (double) box.x / PANGO_SCALE;
  g_array_append_val (self->texts, text);

  return width;
}

void
desk_chart_plan_add_rule (DeskChartPlan *self,
                          double x1,
                          double y1,
                          double x2,
                          double y2,
                          gboolean axis)
{
  DeskChartRule rule = { x1, y1, x2, y2, axis };

  g_array_append_val (self->rules, rule);
}

void
desk_chart_plan_add_swatch (DeskChartPlan *self,
                            guint nth,
                            gboolean previous,
                            double x,
                            double y,
                            double width,
                            double height)
{
  DeskChartSwatch swatch = { nth, previous, { x, y, width, height } };

  g_array_append_val (self->swatches, swatch);
}

double
desk_chart_plan_mirror (DeskChartPlan *self, double x, double width)
{
  return self->rtl ? self->width - x - width : x;
}

/* --- above the axes --- */

static double
add_title (DeskChartPlan *self)
{
  desk_chart_plan_add_text (self, clinic_chart_get_title (self->chart), self->rtl ? self->width : 0,
                            0, self->rtl ? 1 : 0, self->width, TRUE, FALSE);

  return self->line * 1.6;
}

/* The names of the series, one after the other, in as many lines as they need. */
static double
add_legend (DeskChartPlan *self, double top)
{
  guint n = clinic_chart_get_n_series (self->chart);
  gboolean previous = clinic_chart_get_previous (self->chart) != NULL;
  double gap = self->line * DESK_CHART_GAP;
  double height = self->line * 0.8;
  /* a line needs room for its dashes */
  double size = self->kind == CLINIC_CHART_LINES ? self->line * 2.2 : height;
  double x = 0;
  double y = top;

  if ((n < 2 && !previous) || self->kind == CLINIC_CHART_SHARES)
    return top;
  for (guint i = 0; i < n + (previous ? 1 : 0); i++)
    {
      const char *name =
        i < n ? clinic_chart_get_series (self->chart, i) : clinic_chart_get_previous (self->chart);
      double width = MIN (desk_chart_plan_measure (self, name), self->width - size - gap);

      if (x > 0 && x + size + gap + width > self->width)
        {
          x = 0;
          y += self->line * 1.4;
        }
      desk_chart_plan_add_swatch (self, i, i == n, desk_chart_plan_mirror (self, x, size),
                                  y + (self->line - height) / 2, size, height);
      desk_chart_plan_add_text (self, name, desk_chart_plan_mirror (self, x + size + gap, width), y,
                                0, width, FALSE, FALSE);
      x += size + gap + width + 3 * gap;
    }

  return y + self->line * 1.8;
}

/* --- the plan --- */

static DeskChartPlan *
plan_new (ClinicChart *chart,
          ClinicChartKind kind,
          PangoContext *context,
          double width,
          double height)
{
  DeskChartPlan *self = g_new0 (DeskChartPlan, 1);

  self->chart = clinic_chart_ref (chart);
  self->kind = kind;
  self->context = g_object_ref (context);
  self->width = width;
  self->height = height;
  self->line = line_height (context);
  self->lying = kind == CLINIC_CHART_BARS && !clinic_chart_is_in_time (chart);
  self->marks = g_array_new (FALSE, TRUE, sizeof (DeskChartMark));
  self->texts = g_array_new (FALSE, TRUE, sizeof (DeskChartText));
  self->rules = g_array_new (FALSE, TRUE, sizeof (DeskChartRule));
  self->swatches = g_array_new (FALSE, TRUE, sizeof (DeskChartSwatch));
  g_array_set_clear_func (self->texts, text_clear);

  return self;
}

DeskChartPlan *
desk_chart_plan_new (ClinicChart *chart,
                     ClinicChartKind kind,
                     PangoContext *context,
                     double width,
                     double height,
                     gboolean rtl,
                     gboolean with_title)
{
  DeskChartPlan *self = plan_new (chart, kind, context, width, height);
  double top = 0;

  self->rtl = rtl;
  if (with_title)
    top = add_title (self);
  if (clinic_chart_get_n_categories (chart) == 0 || clinic_chart_get_n_series (chart) == 0)
    return self;

  top = add_legend (self, top);
  if (kind == CLINIC_CHART_SHARES)
    desk_chart_plan_shares (self, top);
  else if (self->lying)
    desk_chart_plan_rows (self, top);
  else
    desk_chart_plan_columns (self, top);

  return self;
}

void
desk_chart_plan_free (DeskChartPlan *self)
{
  g_clear_pointer (&self->chart, clinic_chart_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->texts, g_array_unref);
  g_clear_pointer (&self->rules, g_array_unref);
  g_clear_pointer (&self->swatches, g_array_unref);
  g_clear_object (&self->context);
  g_free (self);
}

double
desk_chart_plan_min_height (ClinicChart *chart,
                            ClinicChartKind kind,
                            PangoContext *context,
                            double width)
{
  g_autoptr (DeskChartPlan) plan = plan_new (chart, kind, context, width, 0);
  guint n = clinic_chart_get_n_categories (chart);
  guint n_series = MAX (clinic_chart_get_n_series (chart), 1);
  double top = add_legend (plan, 0);

  if (kind == CLINIC_CHART_SHARES)
    return (width >= DESK_CHART_WIDE * plan->line ? MAX (n * DESK_CHART_ROW, MIN_RING_LINES)
                                                  : n * DESK_CHART_ROW + MIN_RING_LINES) *
           plan->line;
  if (plan->lying)
    return top + (n * (0.6 + 1.1 * n_series) + 2.5) * plan->line;

  return top + MIN_LINES * plan->line;
}

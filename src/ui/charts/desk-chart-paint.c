/* desk-chart-paint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-chart-paint"

#include "desk-chart-paint.h"

#include <math.h>

/* of words that are less important than others */
#define QUIET 0.75F
/* of the radius: how thick the ring of parts is */
#define HOLE 0.58
#define POINT 4.0
/* more bars than that, narrower than that (pixels), are drawn all at once */
#define MANY 200
#define THIN 4.0
/* points that are nearer to each other than that would hide the line */
#define MIN_DISTANCE 14.0

static void
draw_rules (const DeskChartPlan *plan, const DeskChartLook *look, cairo_t *cr)
{
  cairo_set_line_width (cr, 1.0);
  for (guint i = 0; i < plan->rules->len; i++)
    {
      const DeskChartRule *rule = &g_array_index (plan->rules, DeskChartRule, i);
      GdkRGBA colour = rule->axis ? look->text : look->grid;

      colour.alpha *= rule->axis ? 0.6F : 1.0F;
      gdk_cairo_set_source_rgba (cr, &colour);
      /* between pixels a thin line is two grey ones */
      cairo_move_to (cr, floor (rule->x1) + 0.5, floor (rule->y1) + 0.5);
      cairo_line_to (cr, floor (rule->x2) + 0.5, floor (rule->y2) + 0.5);
      cairo_stroke (cr);
    }
}

static void
draw_texts (const DeskChartPlan *plan, const DeskChartLook *look, cairo_t *cr)
{
  for (guint i = 0; i < plan->texts->len; i++)
    {
      const DeskChartText *text = &g_array_index (plan->texts, DeskChartText, i);
      GdkRGBA colour = look->text;

      colour.alpha *= text->quiet && !look->strong ? QUIET : 1.0F;
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_move_to (cr, text->x, text->y);
      pango_cairo_show_layout (cr, text->layout);
    }
}

static void
draw_swatches (const DeskChartPlan *plan, const DeskChartLook *look, cairo_t *cr)
{
  for (guint i = 0; i < plan->swatches->len; i++)
    {
      const DeskChartSwatch *swatch = &g_array_index (plan->swatches, DeskChartSwatch, i);
      const DeskChartBox *box = &swatch->box;

      cairo_new_path (cr);
      if (plan->kind == CLINIC_CHART_LINES)
        {
          GdkRGBA colour =
            swatch->previous ? look->text : desk_chart_look_colour (look, swatch->nth);

          gdk_cairo_set_source_rgba (cr, &colour);
          cairo_set_line_width (cr, 2.0);
          desk_chart_look_dash (cr, swatch->nth, swatch->previous);
          cairo_move_to (cr, box->x, box->y + box->height / 2);
          cairo_line_to (cr, box->x + box->width, box->y + box->height / 2);
          cairo_stroke (cr);
          cairo_set_dash (cr, NULL, 0, 0);
          if (!swatch->previous)
            desk_chart_look_shape (look, cr, swatch->nth, box->x + box->width / 2,
                                   box->y + box->height / 2, POINT);
          continue;
        }
      cairo_rectangle (cr, box->x + 0.5, box->y + 0.5, box->width - 1, box->height - 1);
      if (swatch->previous)
        desk_chart_look_outline (look, cr);
      else
        desk_chart_look_fill (look, cr, swatch->nth);
    }
}

/* --- bars --- */

/* a bar on its way from the axis; more: on each side */
static void
add_bar (const DeskChartPlan *plan,
         cairo_t *cr,
         const DeskChartBox *box,
         double progress,
         double more)
{
  if (plan->lying)
    cairo_rectangle (cr, plan->base + (box->x - plan->base) * progress - more, box->y - more,
                     box->width * progress + 2 * more, box->height + 2 * more);
  else
    cairo_rectangle (cr, box->x - more, plan->base + (box->y - plan->base) * progress - more,
                     box->width + 2 * more, box->height * progress + 2 * more);
}

static gboolean
is_bar (const DeskChartMark *mark)
{
  return mark->known && mark->box.width > 0 && mark->box.height > 0;
}

/* Hundreds of bars have room for their edges alone: each series is one path, and what was before is
 * a line where its top was. */
static gboolean
are_thin (const DeskChartPlan *plan)
{
  const DeskChartMark *first = &g_array_index (plan->marks, DeskChartMark, 0);

  return plan->marks->len > MANY && !plan->lying && first->hit.width < THIN;
}

static void
draw_thin_bars (const DeskChartPlan *plan, const DeskChartLook *look, cairo_t *cr, double progress)
{
  guint n_series = clinic_chart_get_n_series (plan->chart);
  cairo_antialias_t antialias = cairo_get_antialias (cr);

  /* whole pixels: the soft edges of hundreds of bars would be most of the work */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (guint series = 0; series < n_series; series++)
    {
      cairo_new_path (cr);
      for (guint i = series; i < plan->marks->len; i += n_series)
        {
          const DeskChartMark *mark = &g_array_index (plan->marks, DeskChartMark, i);

          if (is_bar (mark))
            add_bar (plan, cr, &mark->box, progress, 0.5);
        }
      desk_chart_look_fill_thin (look, cr, series);
    }
  cairo_set_antialias (cr, antialias);
  cairo_new_path (cr);
  for (guint i = 0; i < plan->marks->len; i += n_series)
    {
      const DeskChartMark *mark = &g_array_index (plan->marks, DeskChartMark, i);
      double top =
        mark->before.y < plan->base ? mark->before.y : mark->before.y + mark->before.height;

      if (!mark->has_before)
        continue;
      cairo_move_to (cr, mark->before.x, top);
      cairo_line_to (cr, mark->before.x + mark->before.width, top);
    }
  desk_chart_look_outline (look, cr);
}

static void
draw_bars (const DeskChartPlan *plan, const DeskChartLook *look, cairo_t *cr, double progress)
{
  if (are_thin (plan))
    {
      draw_thin_bars (plan, look, cr, progress);
      return;
    }
  for (guint i = 0; i < plan->marks->len; i++)
    {
      const DeskChartMark *mark = &g_array_index (plan->marks, DeskChartMark, i);

      cairo_new_path (cr);
      if (is_bar (mark))
        {
          add_bar (plan, cr, &mark->box, progress, 0);
          desk_chart_look_fill (look, cr, mark->series);
        }
      if (mark->has_before)
        {
          cairo_new_path (cr);
          cairo_rectangle (cr, mark->before.x, mark->before.y, mark->before.width,
                           mark->before.height);
          desk_chart_look_outline (look, cr);
        }
    }
}

/* --- lines --- */

/* One line, broken where nothing is known. */
static void
trace (const DeskChartPlan *plan, cairo_t *cr, guint series, gboolean previous)
{
  gboolean drawing = FALSE;

  cairo_new_path (cr);
  for (guint i = 0; i < plan->marks->len; i++)
    {
      const DeskChartMark *mark = &g_array_index (plan->marks, DeskChartMark, i);
      const DeskChartBox *at = previous ? &mark->before : &mark->box;

      if (mark->series != series)
        continue;
      if (!(previous ? mark->has_before : mark->known))
        drawing = FALSE;
      else if (drawing)
        cairo_line_to (cr, at->x, at->y);
      else
        cairo_move_to (cr, at->x, at->y);
      drawing = previous ? mark->has_before : mark->known;
    }
}

/* a single point between unknown ones has no line: it must be seen all the same */
static gboolean
is_alone (const DeskChartPlan *plan, guint i)
{
  guint n = clinic_chart_get_n_series (plan->chart);
  gboolean before = i >= n && g_array_index (plan->marks, DeskChartMark, i - n).known;
  gboolean after =
    i + n < plan->marks->len && g_array_index (plan->marks, DeskChartMark, i + n).known;

  return !before && !after;
}

static void
draw_points (const DeskChartPlan *plan, const DeskChartLook *look, cairo_t *cr)
{
  double distance = plan->plot.width / MAX (clinic_chart_get_n_categories (plan->chart), 1);
  guint n = clinic_chart_get_n_series (plan->chart);
  /* shapes of several lines are told apart also where they stand at every other point */
  guint stride = distance >= MIN_DISTANCE ? 1 : (guint) (MIN_DISTANCE / MAX (distance, 1)) + 1;

  for (guint i = 0; i < plan->marks->len; i++)
    {
      const DeskChartMark *mark = &g_array_index (plan->marks, DeskChartMark, i);

      if (mark->known && (is_alone (plan, i) || (i / n) % stride == 0))
        desk_chart_look_shape (look, cr, mark->series, mark->box.x, mark->box.y, POINT);
    }
}

static void
draw_lines (const DeskChartPlan *plan, const DeskChartLook *look, cairo_t *cr, double progress)
{
  GdkRGBA colour = look->text;

  cairo_save (cr);
  /* drawn from where reading begins */
  cairo_rectangle (cr, plan->rtl ? plan->width * (1 - progress) : 0, 0, plan->width * progress,
                   plan->height);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);

  colour.alpha *= 0.7F;
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 1.5);
  desk_chart_look_dash (cr, 0, TRUE);
  trace (plan, cr, 0, TRUE);
  cairo_stroke (cr);

  for (guint i = 0; i < clinic_chart_get_n_series (plan->chart); i++)
    {
      colour = desk_chart_look_colour (look, i);
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_set_line_width (cr, look->strong ? 3.5 : 2.5);
      desk_chart_look_dash (cr, i, FALSE);
      trace (plan, cr, i, FALSE);
      cairo_stroke (cr);
    }
  cairo_set_dash (cr, NULL, 0, 0);
  draw_points (plan, look, cr);
  cairo_restore (cr);
}

/* --- parts --- */

static void
draw_shares (const DeskChartPlan *plan, const DeskChartLook *look, cairo_t *cr, double progress)
{
  const double top = -G_PI / 2;

  for (guint i = 0; i < plan->marks->len && plan->radius > 0; i++)
    {
      const DeskChartMark *mark = &g_array_index (plan->marks, DeskChartMark, i);

      if (!mark->known)
        continue;
      cairo_new_path (cr);
      cairo_arc (cr, plan->cx, plan->cy, plan->radius, top + mark->from * progress,
                 top + mark->to * progress);
      cairo_arc_negative (cr, plan->cx, plan->cy, plan->radius * HOLE, top + mark->to * progress,
                          top + mark->from * progress);
      cairo_close_path (cr);
      desk_chart_look_fill (look, cr, mark->category);
    }
}

void
desk_chart_paint (const DeskChartPlan *plan,
                  const DeskChartLook *look,
                  cairo_t *cr,
                  double progress)
{
  draw_rules (plan, look, cr);
  switch (plan->kind)
    {
    case CLINIC_CHART_LINES:
      draw_lines (plan, look, cr, progress);
      break;
    case CLINIC_CHART_SHARES:
      draw_shares (plan, look, cr, progress);
      break;
    case CLINIC_CHART_BARS:
    default:
      draw_bars (plan, look, cr, progress);
      break;
    }
  draw_swatches (plan, look, cr);
  draw_texts (plan, look, cr);
}

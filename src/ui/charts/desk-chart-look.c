/* desk-chart-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-chart-look"

#include "desk-chart-look.h"

#include <adwaita.h>
#include <math.h>

#include "desk-draw.h"

#define N_COLOURS 6
/* from one line of a pattern to the next */
#define PATTERN 6.0

static const char *const colours[N_COLOURS] = { "#0072B2", "#E69F00", "#009E73",
                                                "#CC79A7", "#56B4E9", "#D55E00" };

DeskChartLook
desk_chart_look_for_widget (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  DeskChartLook look = { .dark = adw_style_manager_get_dark (manager),
                         .strong = adw_style_manager_get_high_contrast (manager) };

  look.text = desk_draw_colour (widget, NULL, 1.0);
  look.grid = desk_draw_colour (widget, NULL, look.strong ? 0.5 : 0.15);
  look.paper = desk_draw_colour (widget, "view_bg_color", 1.0);

  return look;
}

DeskChartLook
desk_chart_look_for_paper (void)
{
  return (
    DeskChartLook){ .text = { 0, 0, 0, 1 }, .grid = { 0, 0, 0, 0.2F }, .paper = { 1, 1, 1, 1 } };
}

GdkRGBA
desk_chart_look_colour (const DeskChartLook *look, guint nth)
{
  GdkRGBA colour;

  gdk_rgba_parse (&colour, colours[nth % N_COLOURS]);

  return colour;
}

static void
set_source (cairo_t *cr, const GdkRGBA *colour)
{
  gdk_cairo_set_source_rgba (cr, colour);
}

/* --- patterns --- */

static void
add_diagonals (cairo_t *cr, double x, double y, double width, double height, gboolean falling)
{
  for (double at = -height; at < width; at += PATTERN)
    {
      cairo_move_to (cr, x + at, falling ? y : y + height);
      cairo_line_to (cr, x + at + height, falling ? y + height : y);
    }
}

static void
add_stripes (cairo_t *cr, double x, double y, double width, double height, gboolean upright)
{
  for (double at = PATTERN / 2; at < (upright ? width : height); at += PATTERN)
    {
      cairo_move_to (cr, upright ? x + at : x, upright ? y : y + at);
      cairo_line_to (cr, upright ? x + at : x + width, upright ? y + height : y + at);
    }
}

/* The first is plain; the others are told apart without their colours. When the colours come again
 * they have other patterns. */
static guint
pattern_of (guint nth)
{
  return (nth + nth / N_COLOURS) % N_COLOURS;
}

static void
draw_pattern (const DeskChartLook *look, cairo_t *cr, guint nth)
{
  double left, top, right, bottom;
  GdkRGBA ink = look->paper;

  cairo_fill_extents (cr, &left, &top, &right, &bottom);
  cairo_save (cr);
  cairo_clip (cr);
  ink.alpha = 0.75F;
  set_source (cr, &ink);
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, NULL, 0, 0);
  switch (pattern_of (nth))
    {
    case 1:
      add_diagonals (cr, left, top, right - left, bottom - top, FALSE);
      break;
    case 2:
      add_stripes (cr, left, top, right - left, bottom - top, FALSE);
      break;
    case 3:
      add_diagonals (cr, left, top, right - left, bottom - top, FALSE);
      add_diagonals (cr, left, top, right - left, bottom - top, TRUE);
      break;
    case 4:
      add_stripes (cr, left, top, right - left, bottom - top, TRUE);
      break;
    case 5:
      add_diagonals (cr, left, top, right - left, bottom - top, TRUE);
      break;
    case 0:
    default:
      break;
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static GdkRGBA
edge_colour (const DeskChartLook *look, guint nth)
{
  GdkRGBA edge = look->strong ? look->text : desk_chart_look_colour (look, nth);

  if (look->strong)
    return edge;
  /* light colours need an edge on white */
  edge.red *= look->dark ? 1.0F : 0.7F;
  edge.green *= look->dark ? 1.0F : 0.7F;
  edge.blue *= look->dark ? 1.0F : 0.7F;

  return edge;
}

void
desk_chart_look_fill_thin (const DeskChartLook *look, cairo_t *cr, guint nth)
{
  GdkRGBA edge = edge_colour (look, nth);

  set_source (cr, &edge);
  cairo_fill (cr);
}

void
desk_chart_look_fill (const DeskChartLook *look, cairo_t *cr, guint nth)
{
  cairo_path_t *path;
  GdkRGBA colour = desk_chart_look_colour (look, nth);
  GdkRGBA edge = edge_colour (look, nth);

  set_source (cr, &colour);
  cairo_fill_preserve (cr);
  path = cairo_copy_path (cr);
  if (pattern_of (nth) != 0)
    draw_pattern (look, cr, nth);

  cairo_new_path (cr);
  cairo_append_path (cr, path);
  cairo_path_destroy (path);
  set_source (cr, &edge);
  cairo_set_line_width (cr, look->strong ? 2.0 : 1.0);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
}

void
desk_chart_look_outline (const DeskChartLook *look, cairo_t *cr)
{
  const double dash[] = { 4.0, 3.0 };
  GdkRGBA edge = look->text;

  edge.alpha *= look->strong ? 1.0F : 0.7F;
  set_source (cr, &edge);
  cairo_set_line_width (cr, look->strong ? 2.0 : 1.5);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* --- lines --- */

void
desk_chart_look_dash (cairo_t *cr, guint nth, gboolean previous)
{
  static const double dashes[][4] = {
    { 0 }, { 8, 4 }, { 2, 3 }, { 8, 3, 2, 3 }, { 12, 4 }, { 4, 4 }
  };
  static const int lengths[] = { 0, 2, 2, 4, 2, 2 };
  const double before[] = { 4.0, 3.0 };

  if (previous)
    cairo_set_dash (cr, before, G_N_ELEMENTS (before), 0);
  else
    cairo_set_dash (cr, dashes[nth % N_COLOURS], lengths[nth % N_COLOURS], 0);
}

static void
add_polygon (cairo_t *cr, double x, double y, double size, int n, double turn)
{
  for (int i = 0; i < n; i++)
    {
      double angle = turn + 2 * G_PI * i / n;

      cairo_line_to (cr, x + size * cos (angle), y + size * sin (angle));
    }
  cairo_close_path (cr);
}

void
desk_chart_look_shape (const DeskChartLook *look,
                       cairo_t *cr,
                       guint nth,
                       double x,
                       double y,
                       double size)
{
  GdkRGBA colour = desk_chart_look_colour (look, nth);
  GdkRGBA edge = look->strong ? look->text : look->paper;

  cairo_new_path (cr);
  switch (nth % N_COLOURS)
    {
    case 1:
      add_polygon (cr, x, y, size * 1.2, 4, 0);
      break;
    case 2:
      add_polygon (cr, x, y, size * 1.2, 3, -G_PI / 2);
      break;
    case 3:
      add_polygon (cr, x, y, size * 1.2, 4, G_PI / 4);
      break;
    case 4:
      add_polygon (cr, x, y, size * 1.2, 3, G_PI / 2);
      break;
    case 5:
      add_polygon (cr, x, y, size * 1.15, 6, 0);
      break;
    case 0:
    default:
      cairo_arc (cr, x, y, size, 0, 2 * G_PI);
      break;
    }
  cairo_set_dash (cr, NULL, 0, 0);
  set_source (cr, &colour);
  cairo_fill_preserve (cr);
  set_source (cr, &edge);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

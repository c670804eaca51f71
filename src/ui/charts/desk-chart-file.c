/* desk-chart-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-chart-file"

#include "desk-chart-file.h"

#include <cairo-svg.h>

#include "desk-chart-paint.h"

#define WIDTH 1000
#define MIN_HEIGHT 480
#define MARGIN 24
/* pixels of a picture for each that was planned: it is put into letters and slides */
#define SCALE 2
#define FONT "Sans 11"

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* (transfer full) */
static PangoContext *
context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  pango_context_set_font_description (context, font);
  pango_font_description_free (font);

  return context;
}

static void
draw (const DeskChartPlan *plan, cairo_t *cr)
{
  DeskChartLook look = desk_chart_look_for_paper ();

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, MARGIN, MARGIN);
  desk_chart_paint (plan, &look, cr, 1);
}

GBytes *
desk_chart_to_file (ClinicChart *chart, ClinicChartKind kind, DeskChartFormat format)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  PangoContext *context = context_new ();
  double inner = WIDTH - 2 * MARGIN;
  /* and a line for the title */
  double height = MAX (MIN_HEIGHT, desk_chart_plan_min_height (chart, kind, context, inner) + 40);
  g_autoptr (DeskChartPlan) plan =
    desk_chart_plan_new (chart, kind, context, inner, height, FALSE, TRUE);
  int full_height = (int) height + 2 * MARGIN;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (format == DESK_CHART_SVG)
    surface = cairo_svg_surface_create_for_stream (write_cb, bytes, WIDTH, full_height);
  else
    surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * SCALE, full_height * SCALE);
  cr = cairo_create (surface);
  if (format == DESK_CHART_PNG)
    cairo_scale (cr, SCALE, SCALE);
  draw (plan, cr);
  cairo_destroy (cr);
  if (format == DESK_CHART_PNG)
    cairo_surface_write_to_png_stream (surface, write_cb, bytes);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  g_clear_object (&context);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* desk-draw.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-draw"

#include "desk-draw.h"

int
desk_draw_line_height (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_height (metrics);

  if (height <= 0)
    height = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);
  pango_font_metrics_unref (metrics);

  return PANGO_PIXELS_CEIL (height);
}

GdkRGBA
desk_draw_colour (GtkWidget *widget, const char *name, double alpha)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA colour;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, &colour))
    gtk_style_context_get_color (style, &colour);
  colour.alpha *= (float) alpha;

  return colour;
}

void
desk_draw_fill (GtkSnapshot *snapshot,
                const GdkRGBA *colour,
                double x,
                double y,
                double width,
                double height)
{
  if (width > 0 && height > 0)
    gtk_snapshot_append_color (snapshot, colour,
                               &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
                                                    (float) height));
}

int
desk_draw_width (GtkWidget *widget, const char *text, PangoAttrList *attributes)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width = 0;

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (attributes != NULL)
    pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

int
desk_draw_text (GtkWidget *widget,
                GtkSnapshot *snapshot,
                const char *text,
                PangoAttrList *attributes,
                int left,
                int right,
                int y,
                gboolean to_right,
                const GdkRGBA *colour)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width = 0;
  int x = left;

  if (text == NULL || *text == '\0' || right <= left)
    return to_right ? right : left;

  layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (right - left) * PANGO_SCALE);
  if (attributes != NULL)
    pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (to_right)
    x = right - width;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);

  return to_right ? x : x + width;
}

/* desk-chart-look.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DeskChartLook:
 * @text: of words and axes
 * @grid: of the lines behind
 * @paper: behind all, for patterns
 * @dark: light on dark
 * @strong: high contrast: outlines of text colour
 *
 * With what a chart is drawn, on the screen or on paper. Colours are Okabe and Ito's, and every
 * series has a pattern, a shape and a dash of its own, so that colour is never alone (clinic.md 4).
 */
typedef struct
{
  GdkRGBA text;
  GdkRGBA grid;
  GdkRGBA paper;
  gboolean dark;
  gboolean strong;
} DeskChartLook;

DeskChartLook desk_chart_look_for_widget (GtkWidget *widget);
DeskChartLook desk_chart_look_for_paper (void);
/* of the nth series or part; they come again after some */
GdkRGBA desk_chart_look_colour (const DeskChartLook *look, guint nth);

/* Fills the current path with colour and pattern of the nth, and draws its edge. */
void desk_chart_look_fill (const DeskChartLook *look, cairo_t *cr, guint nth);
/* Fills the current path with the colour of the edge: of bars that are little more than it. */
void desk_chart_look_fill_thin (const DeskChartLook *look, cairo_t *cr, guint nth);
/* Draws the edge of the current path as that of the period before: an outline. */
void desk_chart_look_outline (const DeskChartLook *look, cairo_t *cr);
/* the dash of the nth line; previous: that of the period before */
void desk_chart_look_dash (cairo_t *cr, guint nth, gboolean previous);
/* The shape of the nth series around a point. */
void desk_chart_look_shape (const DeskChartLook *look,
                            cairo_t *cr,
                            guint nth,
                            double x,
                            double y,
                            double size);

G_END_DECLS

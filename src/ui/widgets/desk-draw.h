/* desk-draw.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For widgets that draw their text themselves, because there are too many of them for labels. */

/* pixels from one line to the next in the widget's font */
int desk_draw_line_height (GtkWidget *widget);
/* a named colour of the platform or of the style sheet; NULL: the widget's own */
GdkRGBA desk_draw_colour (GtkWidget *widget, const char *name, double alpha);
/* a rectangle of one colour, in pixels of the widget; nothing when it has no size */
void desk_draw_fill (GtkSnapshot *snapshot,
                     const GdkRGBA *colour,
                     double x,
                     double y,
                     double width,
                     double height);
/* pixels that a line needs; attributes: (nullable) */
int desk_draw_width (GtkWidget *widget, const char *text, PangoAttrList *attributes);
/* Draws one line between left and right, shortened when there is no room. attributes: (nullable).
 * to_right: at the right end. Answers where it ended, or began when to_right. */
int desk_draw_text (GtkWidget *widget,
                    GtkSnapshot *snapshot,
                    const char *text,
                    PangoAttrList *attributes,
                    int left,
                    int right,
                    int y,
                    gboolean to_right,
                    const GdkRGBA *colour);

G_END_DECLS

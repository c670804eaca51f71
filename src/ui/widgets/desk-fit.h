/* desk-fit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* how much larger than usual the person has all text; 1.0 is usual */
double desk_fit_text_scale (GtkWidget *widget);
/* so large that two things which are usually beside each other have no room there */
gboolean desk_fit_is_text_large (GtkWidget *widget);
/* calls follow (widget) whenever the size of text has changed, for as long as the widget lives */
void desk_fit_follow_text (GtkWidget *widget, GCallback follow);
/* What is to be shown for the first time is no larger than the largest monitor. */
void desk_fit_window (GtkWindow *window);
/* The same for a dialog, whose default size is meant for usual text and grows with it. */
void desk_fit_dialog (GtkWindow *dialog);
/* So do the columns in @widget that libadwaita keeps to a width that is read with ease. */
void desk_fit_columns (GtkWidget *widget);

G_END_DECLS

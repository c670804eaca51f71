/* dummy-eyes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a person would see in widgets, and do to them. */

/* lets the main loop run for a time at least, and draw what has changed */
void settle (int milliseconds);
/* something on show in the widget comes to have these words, or: nothing has them any more */
void assert_reads (GtkWidget *widget, const char *words);
void assert_does_not_read (GtkWidget *widget, const char *words);
/* (nullable): the mapped widget of a type whose label, or whose child's, is text */
GtkWidget *find_widget (GtkWidget *widget, GType type, const char *words);
/* waits until there is one */
GtkWidget *wait_for_widget (GtkWidget *widget, GType type, const char *words);
/* (nullable): the first widget of a type in or below this one, on show or not */
GtkWidget *find_type (GtkWidget *widget, GType type);
/* Gives a key to the controllers of a widget, as the toolkit would. */
void press (GtkWidget *widget, guint keyval, GdkModifierType modifiers);

G_END_DECLS

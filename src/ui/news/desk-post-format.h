/* desk-post-format.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small bar of buttons that put the portal's BBCode around what is selected in a text.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* text: unowned, outlives the bar. The keys Ctrl+B, Ctrl+I and Ctrl+U work in the text. */
GtkWidget *desk_post_format_new (GtkTextView *text);

G_END_DECLS

/* desk-clipboard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Copies what should not stay: after so many seconds it is taken out of the clipboard again, if it
 * is still there and still ours. seconds: 0: it stays. */
void desk_clipboard_copy (GtkWidget *widget, const char *text, guint seconds);

G_END_DECLS

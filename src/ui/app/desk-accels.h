/* desk-accels.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The keys of the application's and the window's actions, and of the pages. A page's own keys are
 * beside the page.
 *
 * GTK finds a letter's key in whatever layout the keyboard has; where the only one is Russian,
 * there are no such letters, so the Russian ones on the same keys are named beside them. */

void desk_accels_set (GtkApplication *application);

G_END_DECLS

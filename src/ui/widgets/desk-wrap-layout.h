/* desk-wrap-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DeskWrapLayout:
 *
 * Children in a row, on more rows where they do not fit: a tool bar that loses nothing in a narrow
 * window or with large text. Children that expand share the rest of their row. (libadwaita's own
 * needs 1.7.)
 */
#define DESK_TYPE_WRAP_LAYOUT (desk_wrap_layout_get_type ())

G_DECLARE_FINAL_TYPE (DeskWrapLayout, desk_wrap_layout, DESK, WRAP_LAYOUT, GtkLayoutManager)

/* spacing: pixels between children and between rows */
GtkLayoutManager *desk_wrap_layout_new (int spacing);

G_END_DECLS

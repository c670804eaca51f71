/* desk-shortcuts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_SHORTCUTS (desk_shortcuts_get_type ())
G_DECLARE_FINAL_TYPE (DeskShortcuts, desk_shortcuts, DESK, SHORTCUTS, AdwWindow)

/* @parent: (nullable) */
GtkWidget *desk_shortcuts_new (GtkWindow *parent);

G_END_DECLS

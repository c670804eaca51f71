/* desk-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desk-connection.h"
#include "desk-workspace.h"

G_BEGIN_DECLS

#define DESK_TYPE_WINDOW (desk_window_get_type ())

G_DECLARE_FINAL_TYPE (DeskWindow, desk_window, DESK, WINDOW, AdwApplicationWindow)

DeskWindow *
desk_window_new (GtkApplication *application, DeskConnection *connection, GSettings *settings);

/* (nullable): what the person works in, while there is a session */
DeskWorkspace *desk_window_get_workspace (DeskWindow *self);

G_END_DECLS

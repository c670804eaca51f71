/* desk-check-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-services.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_CHECK_WINDOW (desk_check_window_get_type ())

G_DECLARE_FINAL_TYPE (DeskCheckWindow, desk_check_window, DESK, CHECK_WINDOW, AdwWindow)

/* parent: (nullable). Begins to check at once; closing it ends that. */
GtkWidget *desk_check_window_new (GtkWindow *parent, ClinicServices *services);

G_END_DECLS

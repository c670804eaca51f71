/* desk-quiet-button.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_QUIET_BUTTON (desk_quiet_button_get_type ())

G_DECLARE_FINAL_TYPE (DeskQuietButton, desk_quiet_button, DESK, QUIET_BUTTON, AdwBin)

GtkWidget *desk_quiet_button_new (void);

G_END_DECLS

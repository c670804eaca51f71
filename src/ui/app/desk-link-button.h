/* desk-link-button.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_LINK_BUTTON (desk_link_button_get_type ())

G_DECLARE_FINAL_TYPE (DeskLinkButton, desk_link_button, DESK, LINK_BUTTON, AdwBin)

GtkWidget *desk_link_button_new (ClinicSession *session);

/* opens the popover */
void desk_link_button_open (DeskLinkButton *self);
/* only the icon: where there is little room */
void desk_link_button_set_compact (DeskLinkButton *self, gboolean compact);
/* (transfer none): what the button says */
const char *desk_link_button_get_text (DeskLinkButton *self);

G_END_DECLS

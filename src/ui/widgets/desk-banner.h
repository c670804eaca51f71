/* desk-banner.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_BANNER (desk_banner_get_type ())

G_DECLARE_FINAL_TYPE (DeskBanner, desk_banner, DESK, BANNER, AdwBin)

GtkWidget *desk_banner_new (void);

const char *desk_banner_get_title (DeskBanner *self);
/* (nullable): NULL hides the banner */
void desk_banner_set_title (DeskBanner *self, const char *title);
/* @label: (nullable): NULL = no button; @action: a detailed action name */
void desk_banner_set_button (DeskBanner *self, const char *label, const char *action);
/* what is late or lost: red */
void desk_banner_set_urgent (DeskBanner *self, gboolean urgent);

G_END_DECLS

/* plat-settings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plat-preset.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

G_BEGIN_DECLS

#define PLAT_TYPE_SETTINGS (plat_settings_get_type ())
G_DECLARE_FINAL_TYPE (PlatSettings, plat_settings, PLAT, SETTINGS, GSettingsBackend)

/* inner: where the person's own values are; schema: whose settings the preset, (transfer full),
 * speaks of. It has a fixed path. */
GSettingsBackend *
plat_settings_new (GSettingsBackend *inner, GSettingsSchema *schema, PlatPreset *preset);

/* Where an administrator has left a preset, lays it under all settings of this process; else does
 * nothing. To be called before anybody asks for a setting. */
void plat_settings_install (void);

G_END_DECLS

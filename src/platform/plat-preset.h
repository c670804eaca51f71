/* plat-preset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PlatPreset:
 *
 * What the administrator of a clinic's computers sets for everybody at them: a key file with
 * starting values ([defaults]) and values that nobody changes ([locked]), by the keys of the
 * settings. A line that says nothing sensible is left out, with a warning that names it.
 */
typedef struct _PlatPreset PlatPreset;

/* (transfer full) (nullable): reception/reception.conf in the first directory of the system's
 * configuration that has it, /etc/xdg as a rule; inside a Flatpak /app/etc/xdg */
char *plat_preset_find (void);

/* (nullable) with an error: the file cannot be read, or is no key file */
PlatPreset *plat_preset_load (const char *path, GSettingsSchema *schema, GError **error);
void plat_preset_free (PlatPreset *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlatPreset, plat_preset_free)

/* (transfer none) (nullable): of this key's name; NULL = the administrator leaves it alone */
GVariant *plat_preset_get_default (PlatPreset *self, const char *key);
GVariant *plat_preset_get_locked (PlatPreset *self, const char *key);

G_END_DECLS

/* mis-preset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-error.h"
#include "clinic-types.h"

G_BEGIN_DECLS

/**
 * MisPreset:
 *
 * What a clinic's administrator says about its medical system in a key file: how entities and
 * fields are called there, what its statuses mean, how often it is read. Immutable, and complete
 * for what it is used for: a preset that lacks something is not made. See data/mis/1c-generic.ini.
 */
#define MIS_TYPE_PRESET (mis_preset_get_type ())

G_DECLARE_FINAL_TYPE (MisPreset, mis_preset, MIS, PRESET, GObject)

typedef enum
{
  MIS_PRESET_ODATA = 1 << 0,
  MIS_PRESET_FILES = 1 << 1,
} MisPresetUse;

/* (transfer full) (nullable): CLINIC_ERROR_INVALID: the message names the file, the group and the
 * key that is missing, unknown or wrong; CLINIC_ERROR_NOT_FOUND: there is no such file */
MisPreset *mis_preset_load (const char *path, MisPresetUse use, GError **error);
/* (transfer full): where the preset of a setting is: a path as it is; a name, or "" for fallback,
 * among the administrator's in reception/ of the system's configuration, then among those that come
 * with the application, in datadir/mis */
char *mis_preset_find (const char *setting, const char *fallback, const char *datadir);

/* (transfer none) (nullable): what a key says, such as ("visits", "start") */
const char *mis_preset_get (MisPreset *self, const char *group, const char *key);
/* (transfer none): of times without a zone */
GTimeZone *mis_preset_get_zone (MisPreset *self);
/* whether the password may be sent over plain http to another machine */
gboolean mis_preset_allows_http (MisPreset *self);
/* seconds between two readings */
guint mis_preset_get_pace (MisPreset *self);
/* how old an export may be, 0: as old as it likes */
guint mis_preset_get_stale_hours (MisPreset *self);
void mis_preset_get_days (MisPreset *self, guint *before, guint *after);
/* raw: (nullable): what a status means; case and spaces around it do not matter */
ClinicMisStatus mis_preset_get_status (MisPreset *self, const char *raw);

G_END_DECLS

/* desk-mis-preferences.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-services.h"

G_BEGIN_DECLS

/**
 * DeskMisPreferences:
 *
 * How the medical system is connected, how it stands, and what is repaired without a person. An
 * address or a password counts when it is applied, not with each letter; the password goes into the
 * keyring and is never shown again.
 */
#define DESK_TYPE_MIS_PREFERENCES (desk_mis_preferences_get_type ())

G_DECLARE_FINAL_TYPE (DeskMisPreferences,
                      desk_mis_preferences,
                      DESK,
                      MIS_PREFERENCES,
                      AdwPreferencesPage)

GtkWidget *desk_mis_preferences_new (GSettings *settings, ClinicServices *services);
/* session: (nullable) */
void desk_mis_preferences_set_session (DeskMisPreferences *self, ClinicSession *session);

G_END_DECLS

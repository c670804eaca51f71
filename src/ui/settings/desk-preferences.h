/* desk-preferences.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "desk-connection.h"

G_BEGIN_DECLS

#define DESK_TYPE_PREFERENCES (desk_preferences_get_type ())

G_DECLARE_FINAL_TYPE (DeskPreferences, desk_preferences, DESK, PREFERENCES, AdwPreferencesWindow)

/* @parent: (nullable) */
GtkWidget *
desk_preferences_new (GtkWindow *parent, DeskConnection *connection, GSettings *settings);

G_END_DECLS

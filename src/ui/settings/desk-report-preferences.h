/* desk-report-preferences.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-services.h"

G_BEGIN_DECLS

/**
 * DeskReportPreferences:
 *
 * Which reports are sent on the first of each month, how and to whom, and the switch that has this
 * computer do it. Says what to do instead where it cannot.
 */
#define DESK_TYPE_REPORT_PREFERENCES (desk_report_preferences_get_type ())

G_DECLARE_FINAL_TYPE (DeskReportPreferences,
                      desk_report_preferences,
                      DESK,
                      REPORT_PREFERENCES,
                      AdwPreferencesPage)

GtkWidget *desk_report_preferences_new (GSettings *settings, ClinicServices *services);
/* session: (nullable): whose people may get them */
void desk_report_preferences_set_session (DeskReportPreferences *self, ClinicSession *session);

G_END_DECLS

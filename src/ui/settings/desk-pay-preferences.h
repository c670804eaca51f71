/* desk-pay-preferences.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DeskPayPreferences:
 *
 * How the reception's pay is counted: overtime, prices, scales, and where the portal keeps it.
 */
#define DESK_TYPE_PAY_PREFERENCES (desk_pay_preferences_get_type ())

G_DECLARE_FINAL_TYPE (DeskPayPreferences,
                      desk_pay_preferences,
                      DESK,
                      PAY_PREFERENCES,
                      AdwPreferencesPage)

GtkWidget *desk_pay_preferences_new (GSettings *settings);

/* (transfer full) (nullable): a scale as it is kept, of what a person typed: "75: 3000; 90: 5000".
 * NULL: that is none */
GStrv desk_pay_scale_parse (const char *text);
/* (transfer full): as a person reads it */
char *desk_pay_scale_format (const char *const *scale);

G_END_DECLS

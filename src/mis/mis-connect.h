/* mis-connect.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mis.h"

G_BEGIN_DECLS

/* The medical system of the settings mis-kind, mis-url, mis-user, mis-preset and mis-folder.
 * password: (nullable): a secret. datadir: where the presets that come with the application are.
 * (transfer full) (nullable): NULL without an error when the settings name none, or one that the
 * portal itself tells of ("field": see sync). CLINIC_ERROR_INVALID: address, folder or preset:
 * the message says which, and what is wrong; CLINIC_ERROR_NOT_FOUND: there is no such preset. */
ClinicMis *
mis_connect (GSettings *settings, const char *password, const char *datadir, GError **error);
/* The same over OData from words. preset: as the setting mis-preset. */
ClinicMis *mis_connect_odata (const char *url,
                              const char *user,
                              const char *password,
                              const char *preset,
                              const char *datadir,
                              GError **error);

G_END_DECLS

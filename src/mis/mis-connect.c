/* mis-connect.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "mis-connect"

#include "mis-connect.h"

#include <glib/gi18n.h>

#include "mis-files.h"
#include "mis-odata.h"

ClinicMis *
mis_connect_odata (const char *url,
                   const char *user,
                   const char *password,
                   const char *preset,
                   const char *datadir,
                   GError **error)
{
  g_autofree char *path = mis_preset_find (preset, "1c-generic", datadir);
  g_autoptr (MisPreset) names = mis_preset_load (path, MIS_PRESET_ODATA, error);
  g_autoptr (MisClient) client = NULL;

  if (names == NULL)
    return NULL;

  client = mis_client_new (url, user, password, mis_preset_allows_http (names), error);

  return client != NULL ? CLINIC_MIS (mis_odata_new (client, names)) : NULL;
}

static ClinicMis *
connect_files (const char *folder, const char *preset, const char *datadir, GError **error)
{
  g_autofree char *path = mis_preset_find (preset, "files", datadir);
  g_autoptr (MisPreset) names = mis_preset_load (path, MIS_PRESET_FILES, error);

  if (names == NULL)
    return NULL;
  if (!g_path_is_absolute (folder))
    {
      g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_INVALID, _ ("no folder is set up"));
      return NULL;
    }

  return CLINIC_MIS (mis_files_new (folder, names));
}

ClinicMis *
mis_connect (GSettings *settings, const char *password, const char *datadir, GError **error)
{
  g_autofree char *kind = g_settings_get_string (settings, "mis-kind");
  g_autofree char *url = g_settings_get_string (settings, "mis-url");
  g_autofree char *user = g_settings_get_string (settings, "mis-user");
  g_autofree char *preset = g_settings_get_string (settings, "mis-preset");
  g_autofree char *folder = g_settings_get_string (settings, "mis-folder");

  if (g_str_equal (kind, "odata"))
    return mis_connect_odata (url, user, password, preset, datadir, error);
  if (g_str_equal (kind, "files"))
    return connect_files (folder, preset, datadir, error);

  return NULL;
}

/* desk-tel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-tel"

#include "desk-tel.h"

#include <gio/gio.h>

#include "clinic-phone.h"
#include "desk-options.h"
#include "reception-config.h"

#define SCHEME "tel"

char *
desk_tel_dup_number (const char *uri)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);
  g_autofree char *number = NULL;
  g_autofree char *dialled = NULL;
  const char *rest;

  if (scheme == NULL || g_ascii_strcasecmp (scheme, SCHEME) != 0)
    return NULL;

  rest = strchr (uri, ':') + 1;
  /* not of the standard, but pages have it */
  while (*rest == '/')
    rest++;
  number = g_uri_unescape_string (rest, NULL);
  if (number == NULL || !g_utf8_validate (number, -1, NULL))
    return NULL;
  number[strcspn (number, ";?#")] = '\0';
  g_strstrip (number);
  dialled = clinic_phone_dup_dial (number);

  return dialled != NULL ? desk_options_clean_number (number) : NULL;
}

gboolean
desk_tel_is_ours (void)
{
  g_autoptr (GAppInfo) handler = g_app_info_get_default_for_uri_scheme (SCHEME);

  return handler != NULL &&
         g_strcmp0 (g_app_info_get_id (handler), RECEPTION_APP_ID ".desktop") == 0;
}

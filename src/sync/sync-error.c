/* sync-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-error"

#include "sync-error.h"

#include <gio/gio.h>

#include "bx-error.h"
#include "clinic-error.h"

static ClinicError
translate_code (BxError code)
{
  switch (code)
    {
    case BX_ERROR_NETWORK:
    case BX_ERROR_SERVER:
    case BX_ERROR_THROTTLED:
      return CLINIC_ERROR_OFFLINE;
    case BX_ERROR_UNTRUSTED:
      return CLINIC_ERROR_UNTRUSTED;
    case BX_ERROR_MALFORMED:
      return CLINIC_ERROR_BROKEN;
    case BX_ERROR_AUTH:
    case BX_ERROR_SCOPE:
    case BX_ERROR_DENIED:
    case BX_ERROR_NO_METHOD:
    case BX_ERROR_REMOTE:
      return CLINIC_ERROR_FORBIDDEN;
    case BX_ERROR_NOT_FOUND:
      return CLINIC_ERROR_NOT_FOUND;
    case BX_ERROR_INVALID:
      return CLINIC_ERROR_INVALID;
    default:
      return CLINIC_ERROR_BROKEN;
    }
}

GError *
sync_translate_error (const GError *error)
{
  ClinicError code = CLINIC_ERROR_BROKEN;

  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || error->domain == CLINIC_ERROR)
    return g_error_copy (error);
  if (error->domain == BX_ERROR)
    code = translate_code ((BxError) error->code);

  return g_error_new_literal (CLINIC_ERROR, code, error->message);
}

gboolean
sync_error_is_passing (const GError *error)
{
  if (error->domain != BX_ERROR)
    return FALSE;

  return error->code == BX_ERROR_NETWORK || error->code == BX_ERROR_UNTRUSTED ||
         error->code == BX_ERROR_MALFORMED || error->code == BX_ERROR_SERVER ||
         error->code == BX_ERROR_THROTTLED || error->code == BX_ERROR_AUTH;
}

/* clinic-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CLINIC_ERROR (clinic_error_quark ())

/**
 * ClinicError:
 * @CLINIC_ERROR_OFFLINE: the portal cannot be reached now; trying again later may help
 * @CLINIC_ERROR_UNTRUSTED: who answers cannot prove to be the portal, so nothing was sent
 * @CLINIC_ERROR_CONFLICT: somebody changed the thing meanwhile
 * @CLINIC_ERROR_FORBIDDEN: the portal does not allow it (right, scope, revoked webhook)
 * @CLINIC_ERROR_INVALID: what was given makes no sense
 * @CLINIC_ERROR_NOT_FOUND: there is no such thing
 * @CLINIC_ERROR_BROKEN: the answer, or the local store, cannot be understood
 * @CLINIC_ERROR_FULL: there is no room left to write it
 *
 * What the pages match on; `sync` translates the portal's errors into these. The message is a
 * technical detail; the sentence for the person is made in the user interface.
 */
typedef enum
{
  CLINIC_ERROR_OFFLINE,
  CLINIC_ERROR_UNTRUSTED,
  CLINIC_ERROR_CONFLICT,
  CLINIC_ERROR_FORBIDDEN,
  CLINIC_ERROR_INVALID,
  CLINIC_ERROR_NOT_FOUND,
  CLINIC_ERROR_BROKEN,
  CLINIC_ERROR_FULL,
} ClinicError;

GQuark clinic_error_quark (void);

G_END_DECLS

/* bx-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BX_ERROR (bx_error_quark ())

/**
 * BxError:
 * @BX_ERROR_NETWORK: no answer came (name not found, refused, reset, timed out)
 * @BX_ERROR_UNTRUSTED: who answers cannot prove to be the portal (its certificate is not in order);
 *   nothing was sent
 * @BX_ERROR_MALFORMED: an answer came, but not one the protocol allows (HTML, truncated JSON)
 * @BX_ERROR_AUTH: the webhook or token is not accepted any more
 * @BX_ERROR_SCOPE: the webhook lacks the scope that the method needs (`insufficient_scope`)
 * @BX_ERROR_DENIED: the person has no right to this (`ACCESS_DENIED`, `WRONG_AUTH_TYPE`)
 * @BX_ERROR_THROTTLED: too many requests (`QUERY_LIMIT_EXCEEDED`) or the method is out of its
 *   time quota (`OPERATION_TIME_LIMIT`); see bx_error_get_retry_at()
 * @BX_ERROR_NO_METHOD: the portal does not have this method
 * @BX_ERROR_NOT_FOUND: what was asked for does not exist
 * @BX_ERROR_SERVER: the portal failed (5xx, `INTERNAL_SERVER_ERROR`)
 * @BX_ERROR_REMOTE: the portal refused, for a reason of its own
 * @BX_ERROR_INVALID: the request could not be made as asked (our own mistake, a bad address)
 */
typedef enum
{
  BX_ERROR_NETWORK,
  BX_ERROR_UNTRUSTED,
  BX_ERROR_MALFORMED,
  BX_ERROR_AUTH,
  BX_ERROR_SCOPE,
  BX_ERROR_DENIED,
  BX_ERROR_THROTTLED,
  BX_ERROR_NO_METHOD,
  BX_ERROR_NOT_FOUND,
  BX_ERROR_SERVER,
  BX_ERROR_REMOTE,
  BX_ERROR_INVALID,
} BxError;

GQuark bx_error_quark (void);

GError *bx_error_new_remote (guint status, const char *name, const char *description);
const char *bx_error_get_remote_name (const GError *error);
const char *bx_error_get_remote_description (const GError *error);
guint bx_error_get_status (const GError *error);
void bx_error_set_status (GError *error, guint status);
gint64 bx_error_get_retry_at (const GError *error);
void bx_error_set_retry_at (GError *error, gint64 retry_at);
gboolean bx_error_maybe_applied (const GError *error);
void bx_error_set_maybe_applied (GError *error, gboolean maybe_applied);

G_END_DECLS

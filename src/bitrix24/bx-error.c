/* bx-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-error"

#include "bx-error.h"

typedef struct
{
  char *name;        /* owned, (nullable): the portal's own code; may be empty or a number */
  char *description; /* owned, (nullable) */
  guint status;      /* HTTP status, 0 when no answer came or the error is a batch command's */
  gint64 retry_at;   /* unix seconds, 0 when the portal did not say */
  gboolean maybe_applied;
} BxErrorPrivate;

static void
bx_error_private_init (BxErrorPrivate *priv)
{
}

static void
bx_error_private_copy (const BxErrorPrivate *from, BxErrorPrivate *to)
{
  *to = *from;
  to->name = g_strdup (from->name);
  to->description = g_strdup (from->description);
}

static void
bx_error_private_clear (BxErrorPrivate *priv)
{
  g_clear_pointer (&priv->name, g_free);
  g_clear_pointer (&priv->description, g_free);
}

G_DEFINE_EXTENDED_ERROR (BxError, bx_error)

/* The portal names its errors; the HTTP status is only a hint, because the documentation, the
 * source and live portals disagree about it (401 against 403). */
static const struct
{
  const char *name;
  BxError code;
} error_names[] = {
  { "expired_token", BX_ERROR_AUTH },
  { "invalid_token", BX_ERROR_AUTH },
  { "NO_AUTH_FOUND", BX_ERROR_AUTH },
  { "INVALID_CREDENTIALS", BX_ERROR_AUTH },
  { "authorization_error", BX_ERROR_AUTH },
  { "APPLICATION_NOT_FOUND", BX_ERROR_AUTH },
  { "ERROR_OAUTH", BX_ERROR_AUTH },
  { "NOT_INSTALLED", BX_ERROR_AUTH },
  { "PORTAL_DELETED", BX_ERROR_AUTH },
  { "insufficient_scope", BX_ERROR_SCOPE },
  { "ACCESS_DENIED", BX_ERROR_DENIED },
  { "WRONG_AUTH_TYPE", BX_ERROR_DENIED },
  { "WRONG_LICENSE", BX_ERROR_DENIED },
  { "PAYMENT_REQUIRED", BX_ERROR_DENIED },
  { "user_access_error", BX_ERROR_DENIED },
  { "allowed_only_intranet_user", BX_ERROR_DENIED },
  { "METHOD_CONFIRM_WAITING", BX_ERROR_DENIED },
  { "METHOD_CONFIRM_DENIED", BX_ERROR_DENIED },
  { "QUERY_LIMIT_EXCEEDED", BX_ERROR_THROTTLED },
  { "OPERATION_TIME_LIMIT", BX_ERROR_THROTTLED },
  { "OVERLOAD_LIMIT", BX_ERROR_THROTTLED },
  { "ERROR_METHOD_NOT_FOUND", BX_ERROR_NO_METHOD },
  { "NOT_FOUND", BX_ERROR_NOT_FOUND },
  { "ERROR_NOT_FOUND", BX_ERROR_NOT_FOUND },
  { "OWNER_NOT_FOUND", BX_ERROR_NOT_FOUND },
  { "INTERNAL_SERVER_ERROR", BX_ERROR_SERVER },
  { "ERROR_UNEXPECTED_ANSWER", BX_ERROR_SERVER },
  { "CONNECTION_ERROR", BX_ERROR_SERVER },
  { "BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION", BX_ERROR_DENIED },
  { "BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION", BX_ERROR_SCOPE },
  { "BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION", BX_ERROR_NOT_FOUND },
};

static BxError
code_for_name (const char *name, guint status)
{
  for (guint i = 0; i < G_N_ELEMENTS (error_names); i++)
    {
      if (g_ascii_strcasecmp (error_names[i].name, name) == 0)
        return error_names[i].code;
    }

  return status >= 500 ? BX_ERROR_SERVER : BX_ERROR_REMOTE;
}

/**
 * bx_error_new_remote:
 * @status: the HTTP status of the answer, or 0 for a command of a batch
 * @name: the portal's `error`, as text; may be empty
 * @description: (nullable): the portal's `error_description`
 *
 * Makes the error that stands for the portal's refusal.
 *
 * See settings/how-to-call-rest-api/errors and "System errors" in the REST documentation.
 *
 * Returns: (transfer full): a new error in the domain %BX_ERROR
 */
GError *
bx_error_new_remote (guint status, const char *name, const char *description)
{
  GError *error;
  BxErrorPrivate *priv;

  g_return_val_if_fail (name != NULL, NULL);

  error = g_error_new (BX_ERROR, code_for_name (name, status), "%s: %s",
                       name[0] != '\0' ? name : "error", description != NULL ? description : "");
  priv = bx_error_get_private (error);
  priv->name = g_strdup (name);
  priv->description = g_strdup (description);
  priv->status = status;

  return error;
}

static const BxErrorPrivate *
peek_private (const GError *error)
{
  return error != NULL && error->domain == BX_ERROR ? bx_error_get_private (error) : NULL;
}

/**
 * bx_error_get_remote_name:
 * @error: an error
 *
 * Returns: (nullable) (transfer none): the portal's own code ("", "0" and "100" are codes too),
 *   or %NULL when @error did not come from the portal
 */
const char *
bx_error_get_remote_name (const GError *error)
{
  const BxErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->name : NULL;
}

/**
 * bx_error_get_remote_description:
 * @error: an error
 *
 * Returns: (nullable) (transfer none): the portal's own words
 */
const char *
bx_error_get_remote_description (const GError *error)
{
  const BxErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->description : NULL;
}

/**
 * bx_error_get_status:
 * @error: an error
 *
 * Returns: the HTTP status, or 0
 */
guint
bx_error_get_status (const GError *error)
{
  const BxErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->status : 0;
}

void
bx_error_set_status (GError *error, guint status)
{
  g_return_if_fail (error != NULL && error->domain == BX_ERROR);

  ((BxErrorPrivate *) bx_error_get_private (error))->status = status;
}

/**
 * bx_error_get_retry_at:
 * @error: an error
 *
 * Returns: when the portal allows the method again, in unix seconds, or 0 if it did not say
 */
gint64
bx_error_get_retry_at (const GError *error)
{
  const BxErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->retry_at : 0;
}

void
bx_error_set_retry_at (GError *error, gint64 retry_at)
{
  g_return_if_fail (error != NULL && error->domain == BX_ERROR);

  ((BxErrorPrivate *) bx_error_get_private (error))->retry_at = retry_at;
}

/**
 * bx_error_maybe_applied:
 * @error: an error
 *
 * Tells whether the request may have reached the portal, so that a write must be looked up
 * before it is repeated.
 *
 * Returns: %TRUE if nobody knows what became of the request
 */
gboolean
bx_error_maybe_applied (const GError *error)
{
  const BxErrorPrivate *priv = peek_private (error);

  return priv != NULL && priv->maybe_applied;
}

void
bx_error_set_maybe_applied (GError *error, gboolean maybe_applied)
{
  g_return_if_fail (error != NULL && error->domain == BX_ERROR);

  ((BxErrorPrivate *) bx_error_get_private (error))->maybe_applied = maybe_applied;
}

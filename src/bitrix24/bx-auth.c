/* bx-auth.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-auth"

#include "bx-auth.h"

#include "bx-error.h"

G_DEFINE_INTERFACE (BxAuth, bx_auth, G_TYPE_OBJECT)

static void
bx_auth_default_init (BxAuthInterface *iface)
{
}

/**
 * bx_auth_dup_method_uri:
 * @self: the way to sign
 * @method: a REST method
 *
 * Returns: (transfer full): where to send the call. It may hold a secret: never log it.
 */
char *
bx_auth_dup_method_uri (BxAuth *self, const char *method)
{
  g_return_val_if_fail (BX_IS_AUTH (self), NULL);
  g_return_val_if_fail (method != NULL, NULL);

  return BX_AUTH_GET_IFACE (self)->dup_method_uri (self, method);
}

/**
 * bx_auth_sign:
 * @self: the way to sign
 * @message: a request to the portal
 *
 * Adds the headers that prove who asks, if there are any.
 */
void
bx_auth_sign (BxAuth *self, SoupMessage *message)
{
  g_return_if_fail (BX_IS_AUTH (self));
  g_return_if_fail (SOUP_IS_MESSAGE (message));

  if (BX_AUTH_GET_IFACE (self)->sign != NULL)
    BX_AUTH_GET_IFACE (self)->sign (self, message);
}

/**
 * bx_auth_can_refresh:
 * @self: the way to sign
 *
 * Returns: whether an expired token can be exchanged for a new one
 */
gboolean
bx_auth_can_refresh (BxAuth *self)
{
  g_return_val_if_fail (BX_IS_AUTH (self), FALSE);

  return BX_AUTH_GET_IFACE (self)->refresh_async != NULL;
}

/**
 * bx_auth_refresh_async:
 * @self: the way to sign
 * @cancellable: (nullable): a way to give up
 * @callback: (scope async): called with the outcome
 * @user_data: data for @callback
 *
 * Gets a new token. #BxClient sees to it that only one refresh is under way: refresh tokens rotate
 * (settings/oauth). Fails with %BX_ERROR_INVALID when there is nothing to refresh.
 */
void
bx_auth_refresh_async (BxAuth *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (BX_IS_AUTH (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  if (BX_AUTH_GET_IFACE (self)->refresh_async != NULL)
    BX_AUTH_GET_IFACE (self)->refresh_async (self, cancellable, callback, user_data);
  else
    g_task_report_new_error (self, callback, user_data, bx_auth_refresh_async, BX_ERROR,
                             BX_ERROR_INVALID, "there is no token to refresh");
}

/**
 * bx_auth_refresh_finish:
 * @self: the way to sign
 * @result: what the callback was given
 * @error: (nullable): where an error goes
 *
 * Returns: whether there is a new token
 */
gboolean
bx_auth_refresh_finish (BxAuth *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BX_IS_AUTH (self), FALSE);

  if (g_async_result_is_tagged (result, bx_auth_refresh_async))
    return g_task_propagate_boolean (G_TASK (result), error);

  return BX_AUTH_GET_IFACE (self)->refresh_finish (self, result, error);
}

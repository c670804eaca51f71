/* bx-auth.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* in front of the name of a method of REST 3 (rest-v3) */
#define BX_METHOD_V3 "api/"

/**
 * BxAuth:
 *
 * How requests to one portal are signed. The webhook is the one way today; OAuth will be another
 * implementation, which is why refresh is part of the interface.
 */
#define BX_TYPE_AUTH (bx_auth_get_type ())

G_DECLARE_INTERFACE (BxAuth, bx_auth, BX, AUTH, GObject)

struct _BxAuthInterface
{
  GTypeInterface parent;

  /* the address of a method; holds a secret: never log it */
  char *(*dup_method_uri) (BxAuth *self, const char *method);
  /* adds headers, if any */
  void (*sign) (BxAuth *self, SoupMessage *message);
  /* after expired_token: get a new token, or fail. NULL when there is nothing to refresh. */
  void (*refresh_async) (BxAuth *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  gboolean (*refresh_finish) (BxAuth *self, GAsyncResult *result, GError **error);
};

char *bx_auth_dup_method_uri (BxAuth *self, const char *method);
void bx_auth_sign (BxAuth *self, SoupMessage *message);
gboolean bx_auth_can_refresh (BxAuth *self);
void bx_auth_refresh_async (BxAuth *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean bx_auth_refresh_finish (BxAuth *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* bx-uri.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-uri"

#include "bx-uri.h"

#include <gio/gio.h>
#include <string.h>

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * bx_uri_is_safe:
 * @uri: an address
 *
 * Tells whether a secret may be sent to @uri: over https, or over http to this very machine.
 *
 * Returns: whether it may
 */
gboolean
bx_uri_is_safe (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (host == NULL || host[0] == '\0')
    return FALSE;

  return g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && is_loopback (host));
}

/**
 * bx_uri_is_safe_socket:
 * @uri: an address
 *
 * The same as bx_uri_is_safe() for a WebSocket.
 *
 * Returns: whether a secret may be sent there
 */
gboolean
bx_uri_is_safe_socket (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (host == NULL || host[0] == '\0')
    return FALSE;

  return g_str_equal (scheme, "wss") || (g_str_equal (scheme, "ws") && is_loopback (host));
}

/**
 * bx_uri_dup_origin:
 * @uri: an http or https address
 *
 * Returns: (transfer full): `scheme://host[:port]`, the port only if it is not the usual one
 */
char *
bx_uri_dup_origin (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);
  g_autofree char *lower = g_ascii_strdown (host, -1);
  gboolean is_ipv6 = strchr (host, ':') != NULL;
  int port = g_uri_get_port (uri);
  int usual = g_str_equal (scheme, "https") ? 443 : 80;
  GString *origin = g_string_new (scheme);

  g_string_append_printf (origin, is_ipv6 ? "://[%s]" : "://%s", lower);

  if (port > 0 && port != usual)
    g_string_append_printf (origin, ":%d", port);

  return g_string_free (origin, FALSE);
}

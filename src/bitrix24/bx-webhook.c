/* bx-webhook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-webhook"

#include "bx-webhook.h"

#include "bx-error.h"
#include "bx-uri.h"

#include <string.h>

/**
 * BxWebhook:
 *
 * Signs nothing: the secret is part of every address it makes. Immutable; owned by the client.
 */
struct _BxWebhook
{
  GObject parent_instance;

  char *origin;  /* owned: scheme://host[:port] */
  char *address; /* owned: origin/rest/USER/SECRET/, a secret */
  char *newer;   /* owned: origin/rest/api/USER/SECRET/, a secret: of REST 3 */
  gint64 user_id;
};

static void bx_webhook_auth_init (BxAuthInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BxWebhook,
                               bx_webhook,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BX_TYPE_AUTH, bx_webhook_auth_init))

/* REST 3 has an address of its own, and no suffixes (rest-v3) */
static char *
bx_webhook_dup_method_uri (BxAuth *auth, const char *method)
{
  if (g_str_has_prefix (method, BX_METHOD_V3))
    return g_strconcat (BX_WEBHOOK (auth)->newer, method + strlen (BX_METHOD_V3), NULL);

  return g_strconcat (BX_WEBHOOK (auth)->address, method, ".json", NULL);
}

static void
bx_webhook_auth_init (BxAuthInterface *iface)
{
  iface->dup_method_uri = bx_webhook_dup_method_uri;
}

static void
bx_webhook_finalize (GObject *object)
{
  BxWebhook *self = BX_WEBHOOK (object);

  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->newer, g_free);

  G_OBJECT_CLASS (bx_webhook_parent_class)->finalize (object);
}

static void
bx_webhook_class_init (BxWebhookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bx_webhook_finalize;
}

static void
bx_webhook_init (BxWebhook *self)
{
}

static gboolean
is_secret (const char *text)
{
  if (text[0] == '\0')
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
        return FALSE;
    }

  return TRUE;
}

/* /rest/7/abcdef/profile.json: what comes after the secret is of no interest */
static gboolean
parse_path (const char *path, gint64 *user_id, char **secret)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 6);
  guint64 id;

  if (g_strv_length (parts) < 4 || parts[0][0] != '\0' || !g_str_equal (parts[1], "rest"))
    return FALSE;

  if (!g_ascii_string_to_unsigned (parts[2], 10, 1, G_MAXINT64, &id, NULL) || !is_secret (parts[3]))
    return FALSE;

  *user_id = (gint64) id;
  *secret = g_strdup (parts[3]);

  return TRUE;
}

static GUri *
parse_address (const char *address)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (address));
  g_autofree char *full = NULL;
  g_autoptr (GUri) uri = NULL;

  if (strstr (trimmed, "://") != NULL)
    full = g_strdup (trimmed);
  else
    full = g_strconcat ("https://", trimmed, NULL);

  uri = g_uri_parse (full, G_URI_FLAGS_ENCODED_PATH, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_userinfo (uri) != NULL)
    return NULL;

  return g_steal_pointer (&uri);
}

/**
 * bx_webhook_new:
 * @address: what a person pasted
 * @error: (nullable): where an error goes
 *
 * Reads the address of an inbound webhook, `https://PORTAL/rest/USER/SECRET/`
 * (local-integrations/local-webhooks). Spaces around it, a method after it, a missing last slash
 * and a missing scheme are forgiven.
 *
 * Returns: (nullable) (transfer full): the webhook, or %NULL with %BX_ERROR_INVALID. The message
 *   never repeats the address.
 */
BxWebhook *
bx_webhook_new (const char *address, GError **error)
{
  g_autoptr (BxWebhook) self = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *secret = NULL;
  gint64 user_id = 0;

  g_return_val_if_fail (address != NULL, NULL);

  uri = parse_address (address);

  if (uri == NULL || !parse_path (g_uri_get_path (uri), &user_id, &secret))
    {
      g_set_error_literal (error, BX_ERROR, BX_ERROR_INVALID, "this is not a webhook address");
      return NULL;
    }

  if (!bx_uri_is_safe (uri))
    {
      g_set_error_literal (error, BX_ERROR, BX_ERROR_INVALID,
                           "a webhook address must begin with https://");
      return NULL;
    }

  self = g_object_new (BX_TYPE_WEBHOOK, NULL);
  self->origin = bx_uri_dup_origin (uri);
  self->user_id = user_id;
  self->address =
    g_strdup_printf ("%s/rest/%" G_GINT64_FORMAT "/%s/", self->origin, user_id, secret);
  self->newer =
    g_strdup_printf ("%s/rest/api/%" G_GINT64_FORMAT "/%s/", self->origin, user_id, secret);

  return g_steal_pointer (&self);
}

/**
 * bx_webhook_get_portal:
 * @self: the webhook
 *
 * Returns: (transfer none): host[:port], fit to show and to log
 */
const char *
bx_webhook_get_portal (BxWebhook *self)
{
  g_return_val_if_fail (BX_IS_WEBHOOK (self), NULL);

  return strstr (self->origin, "://") + 3;
}

/**
 * bx_webhook_get_origin:
 * @self: the webhook
 *
 * Returns: (transfer none): scheme://host[:port]
 */
const char *
bx_webhook_get_origin (BxWebhook *self)
{
  g_return_val_if_fail (BX_IS_WEBHOOK (self), NULL);

  return self->origin;
}

/**
 * bx_webhook_get_user_id:
 * @self: the webhook
 *
 * Returns: the id of the user whom the webhook acts for, as its address says
 */
gint64
bx_webhook_get_user_id (BxWebhook *self)
{
  g_return_val_if_fail (BX_IS_WEBHOOK (self), 0);

  return self->user_id;
}

/**
 * bx_webhook_get_address:
 * @self: the webhook
 *
 * Returns: (transfer none): the whole address in its canonical form. It is a password: never log
 * it.
 */
const char *
bx_webhook_get_address (BxWebhook *self)
{
  g_return_val_if_fail (BX_IS_WEBHOOK (self), NULL);

  return self->address;
}

/* bx-pull-config.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-pull-config"

#include "bx-pull-config.h"
#include "bx-error.h"
#include "bx-json.h"
#include "bx-uri.h"

#include <libsoup/soup.h>

/* Answers differ by `api.revision_web`; applications are told to skip that check. */
#define REVISION "19"
/* a channel whose end the portal did not tell (12 hours by the documentation) */
#define DEFAULT_LIFETIME (12 * 60 * 60)

typedef struct
{
  char *id;   /* owned, (nullable) */
  gint64 end; /* unix seconds by the portal's clock, 0 when not known */
} Channel;

struct _BxPullConfig
{
  int version;
  char *socket; /* owned, (nullable): where the WebSocket is, nothing added */
  char *poll;   /* owned, (nullable) */
  Channel private_channel;
  Channel shared_channel;
  char *client_id; /* owned, (nullable): only on Bitrix24's own push servers */
  char *token;     /* owned, (nullable): from version 5 on */
  gint64 expires;  /* unix seconds by the portal's clock, 0 when it did not say */
  gint64 now;      /* unix seconds by the portal's clock: when this was true */
};

/* Messages name patients and the channel id opens them: only over TLS, or within this machine. */
static gboolean
is_safe_socket (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL && g_uri_get_fragment (uri) == NULL && bx_uri_is_safe_socket (uri);
}

static gboolean
is_safe_poll (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL && g_uri_get_fragment (uri) == NULL && bx_uri_is_safe (uri);
}

static char *
dup_first_safe (JsonObject *server,
                const char *secure_member,
                const char *member,
                gboolean (*is_safe) (const char *address))
{
  const char *members[] = { secure_member, member };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *address = bx_json_get_string (server, members[i]);

      if (address != NULL && is_safe (address))
        return g_strdup (address);
    }

  return NULL;
}

static void
read_channel (JsonObject *object, Channel *channel)
{
  const char *id = object != NULL ? bx_json_get_string (object, "id") : NULL;

  if (id == NULL || id[0] == '\0')
    return;

  g_clear_pointer (&channel->id, g_free);
  channel->id = g_strdup (id);
  channel->end = bx_json_get_unix (object, "end");
}

static char *
dup_filled (JsonObject *object, const char *member)
{
  const char *text = bx_json_get_string (object, member);

  return text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;
}

static gboolean
check (const BxPullConfig *self, GError **error)
{
  if (self->socket == NULL && self->poll == NULL)
    {
      g_set_error_literal (error, BX_ERROR, BX_ERROR_INVALID,
                           "The portal named no push server with a protected address");
      return FALSE;
    }

  if (self->token == NULL && self->private_channel.id == NULL && self->shared_channel.id == NULL)
    {
      g_set_error_literal (error, BX_ERROR, BX_ERROR_MALFORMED, "The portal named no channel");
      return FALSE;
    }

  return TRUE;
}

/**
 * bx_pull_config_new:
 * @result: (nullable): the `result` of `pull.config.get`
 * @now: unix seconds by the portal's clock, used when the answer does not tell the time itself
 * @error: return location for an error, or %NULL
 *
 * Reads the configuration. The key of the polling address is misspelt on the wire:
 * `long_pooling_secure`.
 *
 * Errors: %BX_ERROR_REMOTE when the push server is switched off, %BX_ERROR_INVALID when its address
 * is not protected, %BX_ERROR_MALFORMED when the answer makes no sense.
 *
 * Returns: (transfer full): the configuration, or %NULL
 */
BxPullConfig *
bx_pull_config_new (JsonObject *result, gint64 now, GError **error)
{
  g_autoptr (BxPullConfig) self = NULL;
  JsonObject *server = result != NULL ? bx_json_get_object (result, "server") : NULL;
  JsonObject *channels;

  if (server == NULL)
    {
      g_set_error_literal (error, BX_ERROR, BX_ERROR_MALFORMED, "The portal named no push server");
      return NULL;
    }

  if (!bx_json_get_bool (server, "server_enabled", TRUE))
    {
      g_propagate_error (error, bx_error_new_remote (0, "SERVER_ERROR",
                                                     "Push & Pull server is not enabled"));
      return NULL;
    }

  self = g_new0 (BxPullConfig, 1);
  self->version = bx_json_get_int (server, "version", 4);
  if (bx_json_get_bool (server, "websocket_enabled", TRUE))
    self->socket = dup_first_safe (server, "websocket_secure", "websocket", is_safe_socket);
  self->poll = dup_first_safe (server, "long_pooling_secure", "long_polling", is_safe_poll);

  channels = bx_json_get_object (result, "channels");
  if (channels != NULL)
    {
      read_channel (bx_json_get_object (channels, "private"), &self->private_channel);
      read_channel (bx_json_get_object (channels, "shared"), &self->shared_channel);
    }

  self->client_id = dup_filled (result, "clientId");
  self->token = dup_filled (result, "jwt");
  self->expires = bx_json_get_int (result, "exp", 0);
  self->now = bx_json_get_unix (result, "serverTime");
  if (self->now <= 0)
    self->now = now;

  return check (self, error) ? g_steal_pointer (&self) : NULL;
}

void
bx_pull_config_free (BxPullConfig *self)
{
  g_clear_pointer (&self->socket, g_free);
  g_clear_pointer (&self->poll, g_free);
  g_clear_pointer (&self->private_channel.id, g_free);
  g_clear_pointer (&self->shared_channel.id, g_free);
  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self, g_free);
}

gboolean
bx_pull_config_is_rpc (const BxPullConfig *self)
{
  return self->version >= 5;
}

static void
append_parameter (GString *uri, const char *name, const char *value)
{
  g_string_append_c (uri, strchr (uri->str, '?') == NULL ? '?' : '&');
  g_string_append_printf (uri, "%s=", name);
  g_string_append_uri_escaped (uri, value, NULL, FALSE);
}

static void
append_identity (const BxPullConfig *self, GString *uri)
{
  g_autofree char *channels = NULL;

  if (self->token != NULL)
    {
      append_parameter (uri, "token", self->token);
      return;
    }

  if (self->private_channel.id != NULL && self->shared_channel.id != NULL)
    channels = g_strconcat (self->private_channel.id, "/", self->shared_channel.id, NULL);
  else
    channels = g_strdup (self->private_channel.id != NULL ? self->private_channel.id
                                                          : self->shared_channel.id);
  append_parameter (uri, "CHANNEL_ID", channels);
}

static char *
dup_uri (const BxPullConfig *self, const char *address, gboolean rpc)
{
  GString *uri = g_string_new (address);

  append_identity (self, uri);
  /* without `format` a server of version 4 wraps each message into markers; without `jsonRpc` one
   * of version 5 may send protocol buffers */
  if (rpc)
    append_parameter (uri, "jsonRpc", "true");
  else
    append_parameter (uri, "format", "json");
  append_parameter (uri, "revision", REVISION);
  if (self->client_id != NULL)
    append_parameter (uri, "clientId", self->client_id);

  return g_string_free (uri, FALSE);
}

/**
 * bx_pull_config_dup_socket_uri:
 * @self: a configuration
 *
 * Returns: (transfer full) (nullable): the address of the WebSocket, to which `mid` may be added.
 *   A secret: never log it.
 */
char *
bx_pull_config_dup_socket_uri (const BxPullConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->socket != NULL ? dup_uri (self, self->socket, self->version >= 5) : NULL;
}

/**
 * bx_pull_config_dup_poll_uri:
 * @self: a configuration
 *
 * Returns: (transfer full) (nullable): the address of long polls, to which each adds its `mid`.
 *   A secret: never log it.
 */
char *
bx_pull_config_dup_poll_uri (const BxPullConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->poll != NULL ? dup_uri (self, self->poll, FALSE) : NULL;
}

/**
 * bx_pull_config_get_lifetime:
 * @self: a configuration
 *
 * How long the configuration was good from the moment it was read: until the first of its channels
 * ends or it expires itself. By the portal's clock, because the desk's clock may be hours off.
 *
 * Returns: seconds; may be negative
 */
double
bx_pull_config_get_lifetime (const BxPullConfig *self)
{
  const gint64 ends[] = { self->private_channel.end, self->shared_channel.end, self->expires };
  gint64 first = G_MAXINT64;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (ends[i] > 0)
        first = MIN (first, ends[i]);
    }

  return first == G_MAXINT64 ? DEFAULT_LIFETIME : first - self->now;
}

/**
 * bx_pull_config_replace_channel:
 * @self: a configuration
 * @old: (nullable): `channel` of `channel_expire`
 * @channel: (nullable): its `new_channel`
 *
 * Puts a new channel in the old one's place.
 *
 * Returns: %FALSE if the message does not name a channel of ours
 */
gboolean
bx_pull_config_replace_channel (BxPullConfig *self, JsonObject *old, JsonObject *channel)
{
  const char *type;
  Channel *place = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (channel == NULL || bx_json_get_string (channel, "id") == NULL)
    return FALSE;

  type = bx_json_get_string (channel, "type");
  if (type == NULL && old != NULL)
    type = bx_json_get_string (old, "type");

  if (g_strcmp0 (type, "shared") == 0)
    place = &self->shared_channel;
  else if (g_strcmp0 (type, "private") == 0)
    place = &self->private_channel;
  else
    return FALSE;

  read_channel (channel, place);

  return TRUE;
}

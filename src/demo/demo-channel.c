/* demo-channel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-channel"

#include "demo-channel.h"

#include "demo-param.h"

#include <string.h>

static char *
random_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_compute_checksum_for_string (G_CHECKSUM_MD5, uuid, -1);
}

static char *
sign (const char *key, const char *text)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA1, (const guchar *) key, strlen (key), text, -1);
}

/**
 * demo_channel_new:
 * @user_id: whose it is, or 0 for the shared channel
 * @key: the server's signing key
 * @start: now
 * @life: how long it is valid, seconds
 *
 * Returns: (transfer full): a channel that nobody can guess
 */
DemoChannel *
demo_channel_new (gint64 user_id, const char *key, gint64 start, guint life)
{
  DemoChannel *self = g_new0 (DemoChannel, 1);
  g_autofree char *private = random_id ();
  g_autofree char *name = NULL;
  g_autofree char *signature = NULL;

  self->user_id = user_id;
  self->start = start;
  self->end = start + life;
  if (user_id != 0)
    {
      self->public_id = random_id ();
      self->signature = sign (key, self->public_id);
      name = g_strconcat (private, ":", self->public_id, NULL);
    }
  else
    name = g_steal_pointer (&private);
  signature = sign (key, name);
  self->id = g_strconcat (name, ".", signature, NULL);

  return self;
}

void
demo_channel_free (DemoChannel *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->public_id, g_free);
  g_clear_pointer (&self->signature, g_free);
  g_free (self);
}

static char *
to_base64url (const guchar *data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *(text + strcspn (text, "=")) = '\0';

  return text;
}

static char *
sign_token (const char *head, const char *key)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key));
  guchar digest[32];
  gsize length = sizeof digest;

  g_hmac_update (hmac, (const guchar *) head, -1);
  g_hmac_get_digest (hmac, digest, &length);

  return to_base64url (digest, length);
}

/* The JSON Web Token with which a client of server version 5 connects. */
char *
demo_channel_make_token (gint64 user_id, const char *key, gint64 expires)
{
  const char *algorithm = "{\"typ\":\"JWT\",\"alg\":\"HS256\"}";
  g_autofree char *claims =
    g_strdup_printf ("{\"sub\":\"%" G_GINT64_FORMAT "\",\"exp\":%" G_GINT64_FORMAT "}", user_id,
                     expires);
  g_autofree char *header64 = to_base64url ((const guchar *) algorithm, strlen (algorithm));
  g_autofree char *claims64 = to_base64url ((const guchar *) claims, strlen (claims));
  g_autofree char *head = g_strconcat (header64, ".", claims64, NULL);
  g_autofree char *signature = sign_token (head, key);

  return g_strconcat (head, ".", signature, NULL);
}

/**
 * demo_channel_check_token:
 * @token: what a client sent
 * @key: the server's signing key
 * @now: unix seconds
 *
 * Returns: the user of a good token, or -1
 */
gint64
demo_channel_check_token (const char *token, const char *key, gint64 now)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", 3);
  g_autofree char *head = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *padded = NULL;
  g_autofree guchar *claims = NULL;
  g_autofree char *text = NULL;
  const char *expires;
  gsize length;

  if (g_strv_length (parts) != 3)
    return -1;
  head = g_strconcat (parts[0], ".", parts[1], NULL);
  signature = sign_token (head, key);
  if (!g_str_equal (signature, parts[2]))
    return -1;

  /* signed by us, so its claims have the form that we write */
  g_strdelimit (parts[1], "-", '+');
  g_strdelimit (parts[1], "_", '/');
  padded = g_strconcat (parts[1], "===", NULL);
  padded[(strlen (parts[1]) + 3) / 4 * 4] = '\0';
  claims = g_base64_decode (padded, &length);
  text = g_strndup ((const char *) claims, length);
  expires = strstr (text, "\"exp\":");
  if (expires == NULL || g_ascii_strtoll (expires + strlen ("\"exp\":"), NULL, 10) <= now)
    return -1;

  return g_ascii_strtoll (text + strlen ("{\"sub\":\""), NULL, 10);
}

/* Puts the time of validity into what tells the channel. */
void
demo_channel_set_times (JsonObject *object, DemoChannel *channel)
{
  g_autofree char *start = demo_param_format_time (channel->start);
  g_autofree char *end = demo_param_format_time (channel->end);

  json_object_set_string_member (object, "start", start);
  json_object_set_string_member (object, "end", end);
}

/* (transfer full): the channel as pull.config.get tells it */
JsonObject *
demo_channel_describe (DemoChannel *channel)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", channel->id);
  if (channel->public_id != NULL)
    {
      g_autofree char *public_id = g_strconcat (channel->public_id, ".", channel->signature, NULL);

      json_object_set_string_member (object, "public_id", public_id);
    }
  demo_channel_set_times (object, channel);
  json_object_set_string_member (object, "type", channel->user_id != 0 ? "private" : "shared");

  return object;
}

static void
set_address (const char *host, JsonObject *server, const char *member, const char *format)
{
  g_autofree char *address =
    g_strdup_printf ("%s%s/%s/", format, host, g_str_equal (format, "ws://") ? "subws" : "sub");

  json_object_set_string_member (server, member, address);
}

/* "long_pooling_secure" is how the portal spells it. */
JsonObject *
demo_channel_make_server (const char *host, int version)
{
  JsonObject *server = json_object_new ();
  g_autofree char *publish = g_strdup_printf ("http://%s/pub/", host);
  const char *colon = g_strrstr (host, ":");
  g_autofree char *hostname = colon != NULL ? g_strndup (host, colon - host) : g_strdup (host);

  json_object_set_int_member (server, "version", version);
  json_object_set_boolean_member (server, "server_enabled", TRUE);
  json_object_set_string_member (server, "mode", "personal");
  json_object_set_string_member (server, "hostname", hostname);
  set_address (host, server, "long_polling", "http://");
  set_address (host, server, "long_pooling_secure", "http://");
  json_object_set_boolean_member (server, "websocket_enabled", TRUE);
  set_address (host, server, "websocket", "ws://");
  set_address (host, server, "websocket_secure", "ws://");
  json_object_set_boolean_member (server, "publish_enabled", FALSE);
  json_object_set_string_member (server, "publish", publish);
  json_object_set_string_member (server, "publish_secure", publish);
  json_object_set_int_member (server, "config_timestamp", 1774886062);

  return server;
}

/* demo-channel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-channel"

#include "demo-channel.h"

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

/* push-fake.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "push-fake"

#include "push-fake.h"

#include <string.h>

static void
on_socket_message_cb (SoupWebsocketConnection *socket, int type, GBytes *message, gpointer data)
{
  PushFake *self = data;

  g_ptr_array_add (self->texts, g_strdup (g_bytes_get_data (message, NULL)));
}

static void
on_socket_closed_cb (SoupWebsocketConnection *socket, gpointer data)
{
  PushFake *self = data;

  self->close_code = soup_websocket_connection_get_close_code (socket);
  g_ptr_array_remove (self->sockets, socket);
}

static void
on_socket_cb (SoupServer *server,
              SoupServerMessage *message,
              const char *path,
              SoupWebsocketConnection *socket,
              gpointer data)
{
  PushFake *self = data;

  g_ptr_array_add (self->queries,
                   g_strdup (g_uri_get_query (soup_server_message_get_uri (message))));
  g_ptr_array_add (self->sockets, g_object_ref (socket));
  g_signal_connect (socket, "message", G_CALLBACK (on_socket_message_cb), self);
  g_signal_connect (socket, "closed", G_CALLBACK (on_socket_closed_cb), self);
}

/* runs before the WebSocket handler, which leaves a message alone that has a status */
static void
on_early_cb (SoupServer *server,
             SoupServerMessage *message,
             const char *path,
             GHashTable *query,
             gpointer data)
{
  PushFake *self = data;

  if (self->socket_status == 0)
    return;

  soup_server_message_set_status (message, self->socket_status, NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, "<html>", 6);
}

static void
on_poll_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  PushFake *self = data;

  g_ptr_array_add (self->polls, g_strdup (g_uri_get_query (soup_server_message_get_uri (message))));
  if (self->poll_status != 0)
    {
      soup_server_message_set_status (message, self->poll_status, NULL);
      return;
    }

  soup_server_message_pause (message);
  g_ptr_array_add (self->hanging, g_object_ref (message));
}

PushFake *
push_fake_new (void)
{
  PushFake *self = g_new0 (PushFake, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->queries = g_ptr_array_new_with_free_func (g_free);
  self->polls = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->hanging = g_ptr_array_new_with_free_func (g_object_unref);
  soup_server_add_early_handler (self->server, "/subws/", on_early_cb, self, NULL);
  soup_server_add_websocket_handler (self->server, "/subws/", NULL, NULL, on_socket_cb, self, NULL);
  soup_server_add_handler (self->server, "/sub/", on_poll_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->port = g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
push_fake_free (PushFake *self)
{
  for (guint i = 0; i < self->sockets->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->sockets, i), self);
  if (self->silent != NULL)
    g_socket_service_stop (self->silent);
  g_clear_object (&self->silent);
  soup_server_disconnect (self->server);
  g_clear_pointer (&self->hanging, g_ptr_array_unref);
  g_clear_pointer (&self->sockets, g_ptr_array_unref);
  g_clear_pointer (&self->queries, g_ptr_array_unref);
  g_clear_pointer (&self->polls, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_object (&self->server);
  g_clear_pointer (&self, g_free);
}

static char *
dup_accept (const char *request)
{
  const char *key = strstr (request, "Sec-WebSocket-Key: ");
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *name = NULL;
  guint8 digest[20];
  gsize length = sizeof digest;

  g_assert_nonnull (key);
  key += strlen ("Sec-WebSocket-Key: ");
  name = g_strndup (key, strcspn (key, "\r"));
  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_update (checksum, (const guchar *) "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", -1);
  g_checksum_get_digest (checksum, digest, &length);

  return g_base64_encode (digest, length);
}

static void
on_silent_request_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GIOStream) stream = data;
  g_autoptr (GBytes) request = NULL;
  g_autofree char *text = NULL;
  g_autofree char *accept = NULL;
  g_autofree char *answer = NULL;

  request = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  if (request == NULL || g_bytes_get_size (request) == 0)
    return;

  text = g_strndup (g_bytes_get_data (request, NULL), g_bytes_get_size (request));
  accept = dup_accept (text);
  answer = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                            "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
                            accept);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer, strlen (answer), NULL,
                             NULL, NULL);
}

/* Shakes hands and never says or reads a word again, like a peer behind a router that forgot us. */
static gboolean
on_silent_incoming_cb (GSocketService *service,
                       GSocketConnection *connection,
                       GObject *source,
                       gpointer data)
{
  PushFake *self = data;
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));

  g_ptr_array_add (self->queries, g_strdup ("silent"));
  g_object_set_data_full (G_OBJECT (service), "connection", g_object_ref (connection),
                          g_object_unref);
  g_input_stream_read_bytes_async (input, 4096, G_PRIORITY_DEFAULT, NULL, on_silent_request_cb,
                                   g_object_ref (connection));

  return TRUE;
}

guint
push_fake_listen_silently (PushFake *self)
{
  guint port;

  self->silent = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->silent), NULL, NULL);
  g_assert_cmpuint (port, !=, 0);
  g_signal_connect (self->silent, "incoming", G_CALLBACK (on_silent_incoming_cb), self);

  return port;
}

void
push_fake_send (PushFake *self, const char *text)
{
  g_assert_cmpuint (self->sockets->len, >, 0);
  soup_websocket_connection_send_text (g_ptr_array_index (self->sockets, self->sockets->len - 1),
                                       text);
}

void
push_fake_answer_polls (PushFake *self, const char *body)
{
  for (guint i = 0; i < self->hanging->len; i++)
    {
      SoupServerMessage *message = g_ptr_array_index (self->hanging, i);

      soup_server_message_set_status (message, body != NULL ? 200 : 304, NULL);
      if (body != NULL)
        soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                          strlen (body));
      soup_server_message_unpause (message);
    }
  g_ptr_array_set_size (self->hanging, 0);
}

/* code 0: the connection just breaks */
void
push_fake_close (PushFake *self, guint code)
{
  g_autoptr (SoupWebsocketConnection) socket =
    g_object_ref (g_ptr_array_index (self->sockets, self->sockets->len - 1));

  if (code != 0)
    soup_websocket_connection_close (socket, code, NULL);
  else
    g_io_stream_close (soup_websocket_connection_get_io_stream (socket), NULL, NULL);
}

/* the answer of pull.config.get; lifetime: seconds from the portal's now to the channels' end */
char *
push_fake_dup_config (guint port, guint version, const char *channel, guint lifetime)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 9, 14, 6, 31, 40);
  g_autoptr (GDateTime) end = g_date_time_add_seconds (now, lifetime);
  g_autofree char *now_text = g_date_time_format_iso8601 (now);
  g_autofree char *end_text = g_date_time_format_iso8601 (end);

  return g_strdup_printf (
    "{\"result\":{\"server\":{\"version\":%u,\"server_enabled\":true,\"websocket_enabled\":true,"
    "\"long_pooling_secure\":\"http://127.0.0.1:%u/sub/\","
    "\"websocket_secure\":\"ws://127.0.0.1:%u/subws/\"},"
    "\"channels\":{\"shared\":{\"id\":\"shared.sign\",\"end\":\"%s\",\"type\":\"shared\"},"
    "\"private\":{\"id\":\"%s:public.sign\",\"end\":\"%s\",\"type\":\"private\"}}%s,"
    "\"serverTime\":\"%s\"}}",
    version, port, port, end_text, channel, end_text, version >= 5 ? ",\"jwt\":\"ey.token\"" : "",
    now_text);
}

const char *
push_fake_get_query (PushFake *self, guint index)
{
  g_assert_cmpuint (index, <, self->queries->len);

  return g_ptr_array_index (self->queries, index);
}

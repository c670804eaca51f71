/* bx-pull-socket.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-pull-socket"

#include "bx-pull-socket.h"
#include "bx-error.h"

#include <string.h>

#define HANDSHAKE_SECONDS 30.0
/* Version 4 is silent for hours when nobody rings, and a router that forgot the connection tells
 * nobody: ask every 30 s, believe it dead when two answers in a row are missing. */
#define KEEPALIVE_SECONDS 30.0
#define KEEPALIVES_MISSED 2.5
/* Version 5 pings every 10 s or so; "no ping for 20 s" is the portal's own client's rule. */
#define RPC_SILENCE_SECONDS 20.0
/* the silence is looked at this often within its limit */
#define SILENCE_CHECKS 10
/* a frame may carry a replay of a whole day */
#define MAX_FRAME_BYTES (16 * 1024 * 1024)
/* the server does not know the channel, or its signature is wrong */
#define CLOSE_WRONG_CHANNEL 4010

/* Life is one way: made, handshake, open, done. `connection` is set while open only. Owned by
 * BxPullLine; every pending callback holds a reference of its own. */
struct _BxPullSocket
{
  GObject parent_instance;

  SoupSession *session;                /* owned */
  SoupMessage *handshake;              /* owned, (nullable): while it is being made */
  SoupWebsocketConnection *connection; /* owned, (nullable) */
  GCancellable *cancellable;           /* owned: of the handshake */
  gboolean rpc;
  gboolean done;
  guint fault; /* the close code for what was wrong with the server's last frame, or 0 */
  double time_scale;
  double silence_limit; /* seconds, scaled already */
  gint64 opened_at;     /* monotonic µs */
  gint64 alive_at;      /* monotonic µs: when the other side was last heard */
  guint handshake_source;
  guint silence_source;
};

G_DEFINE_FINAL_TYPE (BxPullSocket, bx_pull_socket, G_TYPE_OBJECT)

enum
{
  OPENED,
  FRAME,
  LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
scaled_ms (BxPullSocket *self, double seconds)
{
  return MAX (1, (guint) (seconds * 1000 * self->time_scale));
}

static gboolean
on_connection_idle_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* The connection may be in the middle of reading when we let go of it, so its last reference goes
 * when the main loop is back; by then its close frame has been written. */
static void
release_connection (BxPullSocket *self, guint code)
{
  SoupWebsocketConnection *connection = g_steal_pointer (&self->connection);

  if (connection == NULL)
    return;

  g_signal_handlers_disconnect_by_data (connection, self);
  if (soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (connection, code, NULL);
  g_idle_add_full (G_PRIORITY_LOW, on_connection_idle_cb, connection, g_object_unref);
}

static void
finish (BxPullSocket *self, guint code)
{
  self->done = TRUE;
  g_clear_handle_id (&self->handshake_source, g_source_remove);
  g_clear_handle_id (&self->silence_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->handshake);
  release_connection (self, code);
}

static void
lose (BxPullSocket *self, BxPullLoss loss, guint code, const GError *error)
{
  g_autoptr (BxPullSocket) alive = g_object_ref (self);

  if (self->done)
    return;

  g_debug ("The socket is lost: kind %d, close code %u", loss, code);
  finish (self, loss == BX_PULL_LOSS_SILENT ? BX_PULL_CLOSE_STUCK : BX_PULL_CLOSE_NORMAL);
  g_signal_emit (self, signals[LOST], 0, loss, code, error);
}

static gboolean
on_handshake_timeout_cb (gpointer user_data)
{
  BxPullSocket *self = BX_PULL_SOCKET (user_data);
  g_autoptr (GError) error =
    g_error_new_literal (BX_ERROR, BX_ERROR_NETWORK, "The push server does not answer");

  self->handshake_source = 0;
  lose (self, BX_PULL_LOSS_NETWORK, 0, error);

  return G_SOURCE_REMOVE;
}

static gboolean
on_silence_check_cb (gpointer user_data)
{
  BxPullSocket *self = BX_PULL_SOCKET (user_data);
  g_autoptr (GError) error = NULL;
  double silent = (g_get_monotonic_time () - self->alive_at) / (double) G_USEC_PER_SEC;

  if (silent < self->silence_limit)
    return G_SOURCE_CONTINUE;

  self->silence_source = 0;
  error = g_error_new_literal (BX_ERROR, BX_ERROR_NETWORK, "The push server has fallen silent");
  lose (self, BX_PULL_LOSS_SILENT, 0, error);

  return G_SOURCE_REMOVE;
}

static void
on_message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, gpointer user_data)
{
  gint64 arrived = g_get_monotonic_time ();
  BxPullSocket *self = BX_PULL_SOCKET (user_data);
  gsize length;
  const char *data = g_bytes_get_data (message, &length);

  self->alive_at = arrived;

  /* binary frames are protocol buffers, which we did not ask for */
  if (type != SOUP_WEBSOCKET_DATA_TEXT)
    return;

  if (length == strlen ("ping") && memcmp (data, "ping", length) == 0)
    {
      bx_pull_socket_send (self, "pong");
      return;
    }

  g_signal_emit (self, signals[FRAME], 0, message, arrived);
}

static void
on_pong_cb (SoupWebsocketConnection *connection, GBytes *message, gpointer user_data)
{
  BxPullSocket *self = BX_PULL_SOCKET (user_data);

  /* a proxy may answer in the server's place; version 5 has a ping of its own that it cannot fake
   */
  if (!self->rpc)
    self->alive_at = g_get_monotonic_time ();
}

/* libsoup gives up a connection over a frame that is too big or broken; the server's answer to that
 * does not come through any more */
static void
on_error_cb (SoupWebsocketConnection *connection, GError *error, gpointer user_data)
{
  BxPullSocket *self = BX_PULL_SOCKET (user_data);

  if (error->domain == SOUP_WEBSOCKET_ERROR)
    self->fault = error->code;
}

static void
on_closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  BxPullSocket *self = BX_PULL_SOCKET (user_data);
  g_autoptr (GError) error = NULL;
  guint code = soup_websocket_connection_get_close_code (connection);
  BxPullLoss loss = BX_PULL_LOSS_SERVER;

  /* no close frame came: the connection just broke */
  if (self->fault != 0)
    code = self->fault;
  else if (code == 0 || code == SOUP_WEBSOCKET_CLOSE_NO_STATUS)
    code = SOUP_WEBSOCKET_CLOSE_ABNORMAL;

  if (code == SOUP_WEBSOCKET_CLOSE_ABNORMAL)
    loss = BX_PULL_LOSS_NETWORK;
  else if (code == CLOSE_WRONG_CHANNEL)
    loss = BX_PULL_LOSS_CHANNEL;

  error = g_error_new (BX_ERROR, BX_ERROR_NETWORK,
                       "The push server closed the connection (code %u)", code);
  lose (self, loss, code, error);
}

static void
watch_silence (BxPullSocket *self)
{
  double keepalive = MAX (1.0, KEEPALIVE_SECONDS * self->time_scale);

  if (self->rpc)
    {
      self->silence_limit = RPC_SILENCE_SECONDS * self->time_scale;
    }
  else
    {
      /* whole seconds, and 0 would switch it off */
      soup_websocket_connection_set_keepalive_interval (self->connection, (guint) keepalive);
      self->silence_limit = KEEPALIVES_MISSED * keepalive;
    }

  self->alive_at = g_get_monotonic_time ();
  self->silence_source =
    g_timeout_add (MAX (1, self->silence_limit * 1000 / SILENCE_CHECKS), on_silence_check_cb, self);
}

/* What answered instead of the push server decides what to do: a server that fails (5xx) is
 * waited for, one that refuses us (401, 403) wants new channels, anything else stands in the way.
 */
static void
refuse_handshake (BxPullSocket *self, const GError *reason)
{
  g_autoptr (GError) error = NULL;
  guint status = soup_message_get_status (self->handshake);
  BxPullLoss loss = BX_PULL_LOSS_NETWORK;

  if (status >= 500)
    loss = BX_PULL_LOSS_SERVER;
  else if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    loss = BX_PULL_LOSS_CHANNEL;
  else if (status != SOUP_STATUS_NONE)
    loss = BX_PULL_LOSS_BLOCKED;

  if (status != SOUP_STATUS_NONE)
    error = g_error_new (BX_ERROR, BX_ERROR_NETWORK,
                         "The push server answered the connection with %u", status);
  else
    error = g_error_new (BX_ERROR, BX_ERROR_NETWORK, "No connection to the push server: %s",
                         reason->message);

  lose (self, loss, 0, error);
}

static void
on_connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BxPullSocket) self = BX_PULL_SOCKET (user_data);
  g_autoptr (SoupWebsocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  if (self->done)
    return;

  g_clear_handle_id (&self->handshake_source, g_source_remove);
  if (connection == NULL)
    {
      refuse_handshake (self, error);
      return;
    }

  g_clear_object (&self->handshake);
  self->connection = g_steal_pointer (&connection);
  self->opened_at = g_get_monotonic_time ();
  soup_websocket_connection_set_max_incoming_payload_size (self->connection, MAX_FRAME_BYTES);
  g_signal_connect_object (self->connection, "message", G_CALLBACK (on_message_cb), self, 0);
  g_signal_connect_object (self->connection, "pong", G_CALLBACK (on_pong_cb), self, 0);
  g_signal_connect_object (self->connection, "error", G_CALLBACK (on_error_cb), self, 0);
  g_signal_connect_object (self->connection, "closed", G_CALLBACK (on_closed_cb), self, 0);
  watch_silence (self);
  g_signal_emit (self, signals[OPENED], 0);
}

static void
bx_pull_socket_dispose (GObject *object)
{
  BxPullSocket *self = BX_PULL_SOCKET (object);

  finish (self, BX_PULL_CLOSE_NORMAL);

  G_OBJECT_CLASS (bx_pull_socket_parent_class)->dispose (object);
}

static void
bx_pull_socket_finalize (GObject *object)
{
  BxPullSocket *self = BX_PULL_SOCKET (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bx_pull_socket_parent_class)->finalize (object);
}

static void
bx_pull_socket_class_init (BxPullSocketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bx_pull_socket_dispose;
  object_class->finalize = bx_pull_socket_finalize;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_BYTES, G_TYPE_INT64);
  signals[LOST] = g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_ERROR);
}

static void
bx_pull_socket_init (BxPullSocket *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * bx_pull_socket_new:
 * @session: the session to connect through
 * @rpc: the server speaks JSON-RPC: it pings, and its silence is a fault
 * @time_scale: all waiting times are multiplied by this
 *
 * Returns: (transfer full): a socket that is not open
 */
BxPullSocket *
bx_pull_socket_new (SoupSession *session, gboolean rpc, double time_scale)
{
  BxPullSocket *self;

  g_return_val_if_fail (SOUP_IS_SESSION (session), NULL);

  self = g_object_new (BX_TYPE_PULL_SOCKET, NULL);
  self->session = g_object_ref (session);
  self->rpc = rpc;
  self->time_scale = time_scale;

  return self;
}

/**
 * bx_pull_socket_open:
 * @self: a socket that was not opened before
 * @address: where to; a secret
 *
 * Begins the handshake. Redirections are not followed: the address opens the person's messages, and
 * goes nowhere but where the portal said.
 */
void
bx_pull_socket_open (BxPullSocket *self, const char *address)
{
  g_return_if_fail (BX_IS_PULL_SOCKET (self));
  g_return_if_fail (!self->done && self->handshake == NULL && self->connection == NULL);

  self->handshake = soup_message_new (SOUP_METHOD_GET, address);
  g_return_if_fail (self->handshake != NULL);

  soup_message_add_flags (self->handshake, SOUP_MESSAGE_NO_REDIRECT);
  self->handshake_source =
    g_timeout_add (scaled_ms (self, HANDSHAKE_SECONDS), on_handshake_timeout_cb, self);
  soup_session_websocket_connect_async (self->session, self->handshake, NULL, NULL,
                                        G_PRIORITY_DEFAULT, self->cancellable, on_connected_cb,
                                        g_object_ref (self));
}

/**
 * bx_pull_socket_send:
 * @self: a socket
 * @text: what to send
 *
 * Sends a text, or nothing if the socket is not open.
 */
void
bx_pull_socket_send (BxPullSocket *self, const char *text)
{
  g_return_if_fail (BX_IS_PULL_SOCKET (self));

  if (self->connection != NULL &&
      soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (self->connection, text);
}

/**
 * bx_pull_socket_close:
 * @self: a socket
 * @code: why: one of BX_PULL_CLOSE_*
 *
 * Ends the socket, in whatever state it is. No signal comes from it any more.
 */
void
bx_pull_socket_close (BxPullSocket *self, guint code)
{
  g_return_if_fail (BX_IS_PULL_SOCKET (self));

  finish (self, code);
}

double
bx_pull_socket_get_age (BxPullSocket *self)
{
  g_return_val_if_fail (BX_IS_PULL_SOCKET (self), 0);

  if (self->opened_at == 0)
    return 0;

  return (g_get_monotonic_time () - self->opened_at) / (double) G_USEC_PER_SEC;
}

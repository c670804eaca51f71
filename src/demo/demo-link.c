/* demo-link.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-link"

#include "demo-link.h"

#include "demo-timer.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PING_MS 10000

/* so many pings without an answer, and the client counts as gone */
#define MAX_UNANSWERED 3

#define MAX_UNACKNOWLEDGED 100

struct _DemoLink
{
  GObject parent_instance;

  SoupWebsocketConnection *connection; /* owned, (nullable) once over */
  GSocket *socket;                     /* owned */
  GSource *ping;                       /* owned, (nullable) */
  GQueue unacknowledged;               /* owned: DemoMessage */
  gint64 user_id;
  DemoLinkFormat format;
  guint unanswered;
  gboolean is_silent;
  int kept;      /* owned: the TCP connection of a silent link, or -1 */
  int other_end; /* owned: what libsoup listens to instead, or -1 */
};

G_DEFINE_FINAL_TYPE (DemoLink, demo_link, G_TYPE_OBJECT)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

DemoMessage *
demo_message_ref (DemoMessage *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
demo_message_unref (DemoMessage *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_pointer (&self->mid, g_free);
  g_clear_pointer (&self->channel, g_free);
  g_clear_pointer (&self->time, g_free);
  g_clear_pointer (&self->text, json_object_unref);
  g_free (self);
}

static JsonObject *
make_sender (void)
{
  JsonObject *sender = json_object_new ();

  json_object_set_int_member (sender, "type", 2); /* the portal itself */

  return sender;
}

/* {"id":320146,"mid":"…","channel":"…","tag":"672","time":"…","text":{…},"extra":{…}} */
JsonNode *
demo_message_to_node (DemoMessage *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *tag = g_strdup_printf ("%" G_GUINT64_FORMAT, self->number);
  JsonObject *extra = json_object_new ();

  json_object_set_int_member (object, "id", (gint64) self->number);
  json_object_set_string_member (object, "mid", self->mid);
  json_object_set_string_member (object, "channel", self->channel);
  json_object_set_string_member (object, "tag", tag);
  json_object_set_string_member (object, "time", self->time);
  json_object_set_object_member (object, "text", json_object_ref (self->text));
  json_object_set_object_member (extra, "sender", make_sender ());
  json_object_set_object_member (object, "extra", extra);

  return json_node_init_object (json_node_alloc (), object);
}

/* {"jsonrpc":"2.0","method":"incoming.message","params":{"mid":"…","body":{…},"sender":{…}}} */
static JsonNode *
to_rpc_node (DemoMessage *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *params = json_object_new ();

  json_object_set_string_member (params, "mid", self->mid);
  json_object_set_object_member (params, "body", json_object_ref (self->text));
  json_object_set_object_member (params, "sender", make_sender ());
  json_object_set_string_member (object, "jsonrpc", "2.0");
  json_object_set_string_member (object, "method", "incoming.message");
  json_object_set_object_member (object, "params", params);

  return json_node_init_object (json_node_alloc (), object);
}

/**
 * demo_message_to_frame:
 * @self: a message
 * @format: what the client speaks
 *
 * Returns: (transfer full): the text of one frame with this message
 */
char *
demo_message_to_frame (DemoMessage *self, DemoLinkFormat format)
{
  g_autoptr (JsonNode) node =
    format == DEMO_LINK_RPC ? to_rpc_node (self) : demo_message_to_node (self);
  g_autofree char *json = json_to_string (node, FALSE);

  if (format == DEMO_LINK_ARRAY)
    return g_strconcat ("[", json, "]", NULL);
  if (format == DEMO_LINK_MARKED)
    return g_strconcat ("#!NGINXNMS!#", json, "#!NGINXNME!#", NULL);

  return g_steal_pointer (&json);
}

static void
send_rpc_result (DemoLink *self, JsonObject *request)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), answer);
  g_autofree char *text = NULL;
  const char *method = json_object_get_string_member_with_default (request, "method", "");

  json_object_set_string_member (answer, "jsonrpc", "2.0");
  json_object_set_member (answer, "id", json_node_copy (json_object_get_member (request, "id")));
  if (g_str_equal (method, "ping"))
    json_object_set_string_member (answer, "result", "pong");
  else
    {
      JsonObject *error = json_object_new ();

      json_object_set_int_member (error, "code", -32601);
      json_object_set_string_member (error, "message", "Method not found");
      json_object_set_object_member (answer, "error", error);
    }
  text = json_to_string (node, FALSE);
  demo_link_send_text (self, text);
}

static void
acknowledge (DemoLink *self, const char *mid)
{
  for (GList *l = self->unacknowledged.head; l != NULL; l = l->next)
    {
      DemoMessage *message = l->data;

      if (g_str_equal (message->mid, mid))
        {
          g_queue_delete_link (&self->unacknowledged, l);
          demo_message_unref (message);
          return;
        }
    }
}

static void
on_message_cb (SoupWebsocketConnection *connection, int type, GBytes *bytes, gpointer user_data)
{
  DemoLink *self = user_data;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (self->format != DEMO_LINK_RPC)
    return;

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (g_str_equal (text, "pong"))
    self->unanswered = 0;
  else if (g_str_has_prefix (text, "mack:"))
    acknowledge (self, text + strlen ("mack:"));
  else if ((node = json_from_string (text, NULL)) != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
           json_object_has_member (json_node_get_object (node), "id"))
    send_rpc_result (self, json_node_get_object (node));
}

static void
on_closed_cb (SoupWebsocketConnection *connection, gpointer user_data)
{
  g_autoptr (DemoLink) self = g_object_ref (user_data);

  demo_timer_clear (&self->ping);
  if (!self->is_silent)
    g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
on_ping_due_cb (gpointer user_data)
{
  DemoLink *self = user_data;

  if (self->unanswered++ >= MAX_UNANSWERED)
    {
      demo_link_kill (self);
      return G_SOURCE_REMOVE;
    }

  demo_link_send_text (self, "ping");
  for (GList *l = self->unacknowledged.head; l != NULL; l = l->next)
    {
      g_autofree char *frame = demo_message_to_frame (l->data, self->format);

      demo_link_send_text (self, frame);
    }

  return G_SOURCE_CONTINUE;
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static void
demo_link_dispose (GObject *object)
{
  DemoLink *self = DEMO_LINK (object);

  demo_timer_clear (&self->ping);
  g_queue_clear_full (&self->unacknowledged, (GDestroyNotify) demo_message_unref);
  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);
  g_clear_object (&self->connection);
  g_clear_object (&self->socket);
  close_fd (&self->kept);
  close_fd (&self->other_end);

  G_OBJECT_CLASS (demo_link_parent_class)->dispose (object);
}

static void
demo_link_class_init (DemoLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demo_link_dispose;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
demo_link_init (DemoLink *self)
{
  g_queue_init (&self->unacknowledged);
  self->kept = -1;
  self->other_end = -1;
}

/**
 * demo_link_new:
 * @connection: an open WebSocket
 * @socket: what it runs on
 * @user_id: who listens
 * @format: how frames are written
 *
 * Returns: (transfer full): a link that pings where its format asks for it
 */
DemoLink *
demo_link_new (SoupWebsocketConnection *connection,
               GSocket *socket,
               gint64 user_id,
               DemoLinkFormat format)
{
  DemoLink *self = g_object_new (DEMO_TYPE_LINK, NULL);

  self->connection = g_object_ref (connection);
  self->socket = g_object_ref (socket);
  self->user_id = user_id;
  self->format = format;
  g_signal_connect_object (connection, "message", G_CALLBACK (on_message_cb), self, 0);
  g_signal_connect_object (connection, "closed", G_CALLBACK (on_closed_cb), self, 0);
  if (format == DEMO_LINK_RPC)
    self->ping = demo_timer_new (PING_MS, on_ping_due_cb, self);

  return self;
}

gint64
demo_link_get_user (DemoLink *self)
{
  return self->user_id;
}

void
demo_link_send_text (DemoLink *self, const char *text)
{
  if (self->is_silent || self->connection == NULL ||
      soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return;

  soup_websocket_connection_send_text (self->connection, text);
}

void
demo_link_send (DemoLink *self, DemoMessage *message)
{
  g_autofree char *frame = demo_message_to_frame (message, self->format);

  demo_link_send_text (self, frame);
  if (self->format == DEMO_LINK_RPC && !self->is_silent)
    {
      g_queue_push_tail (&self->unacknowledged, demo_message_ref (message));
      if (self->unacknowledged.length > MAX_UNACKNOWLEDGED)
        demo_message_unref (g_queue_pop_head (&self->unacknowledged));
    }
}

/* Breaks the TCP connection without a closing handshake. */
void
demo_link_kill (DemoLink *self)
{
  if (self->kept >= 0)
    shutdown (self->kept, SHUT_RDWR);
  else
    g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

/**
 * demo_link_fall_silent:
 * @self: the link
 *
 * Behaves from now on like a server behind a dead address translation: the TCP connection stays,
 * nothing comes, not even the answer to a WebSocket ping.
 */
void
demo_link_fall_silent (DemoLink *self)
{
  int fd = g_socket_get_fd (self->socket);
  int pair[2];

  if (self->is_silent)
    return;

  self->kept = dup (fd);
  if (self->kept < 0 || socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    {
      g_warning ("cannot fall silent: %s", g_strerror (errno));
      return;
    }

  /* libsoup answers pings by itself, so it gets another socket to listen to: one that never says
   * anything, under the same number. */
  dup2 (pair[0], fd);
  close (pair[0]);
  self->other_end = pair[1];
  self->is_silent = TRUE;
  demo_timer_clear (&self->ping);
}

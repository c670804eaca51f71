/* bx-pull-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-pull-line"

#include "bx-pull-line.h"
#include "bx-pull-poll.h"

/* a connection that held for less than this was cut by something on the way */
#define STABLE_SECONDS 10.0
/* "if errors occur more than 4 times, it is recommended to switch to Long polling" */
#define FAILURES_TO_POLL 4
/* the first look whether a WebSocket passes now is early, because it may have been the network as a
 * whole that was away; "from 10 to 30 minutes" after that */
#define FIRST_PROBE_SECONDS 60.0
#define PROBE_SECONDS 600.0

/* Either a socket or a poll, or a poll with a socket that is being tried beside it. Owned by
 * BxPull. */
struct _BxPullLine
{
  GObject parent_instance;

  SoupSession *session; /* owned */
  BxPullSocket *socket; /* owned, (nullable) */
  BxPullPoll *poll;     /* owned, (nullable) */
  char *mid;            /* owned, (nullable): the last message that arrived */
  char *socket_address; /* owned, (nullable): for the next probe, without `mid`; a secret */
  gboolean rpc;
  gboolean open;
  guint failures; /* of sockets, since one was stable */
  guint probe_source;
  double time_scale;
};

G_DEFINE_FINAL_TYPE (BxPullLine, bx_pull_line, G_TYPE_OBJECT)

enum
{
  OPENED,
  FRAME,
  LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void open_socket (BxPullLine *self);
static void schedule_probe (BxPullLine *self, double seconds);

static void
drop_socket (BxPullLine *self, guint code)
{
  if (self->socket == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->socket, self);
  bx_pull_socket_close (self->socket, code);
  g_clear_object (&self->socket);
}

static void
drop_poll (BxPullLine *self)
{
  if (self->poll == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->poll, self);
  bx_pull_poll_close (self->poll);
  g_clear_object (&self->poll);
}

static void
lose (BxPullLine *self, BxPullLoss loss, const GError *error)
{
  bx_pull_line_close (self, BX_PULL_CLOSE_NORMAL);
  g_signal_emit (self, signals[LOST], 0, loss, error);
}

static void
note_opened (BxPullLine *self)
{
  if (self->open)
    return;

  self->open = TRUE;
  g_signal_emit (self, signals[OPENED], 0);
}

/* Counts what speaks against WebSockets here. Being cut or forbidden at once twice is enough, an
 * answer that is none of the push server's is enough at once. */
static void
count_failure (BxPullLine *self, BxPullLoss loss, guint code)
{
  double age = bx_pull_socket_get_age (self->socket);

  if (loss == BX_PULL_LOSS_BLOCKED)
    self->failures = FAILURES_TO_POLL;
  else if (age >= STABLE_SECONDS * self->time_scale)
    self->failures = 0;
  else if (code == SOUP_WEBSOCKET_CLOSE_ABNORMAL || code == SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION)
    self->failures += 2;
  else if (age <= 0)
    /* a proxy may say 403 as well as the push server: long polling will tell them apart */
    self->failures += loss == BX_PULL_LOSS_CHANNEL ? 2 : 1;
}

static void
on_frame_cb (GObject *source, GBytes *data, gint64 arrived, gpointer user_data)
{
  g_signal_emit (user_data, signals[FRAME], 0, data, arrived);
}

static void
on_poll_opened_cb (BxPullPoll *poll, gpointer user_data)
{
  note_opened (BX_PULL_LINE (user_data));
}

static void
on_poll_lost_cb (BxPullPoll *poll, guint loss, GError *error, gpointer user_data)
{
  lose (BX_PULL_LINE (user_data), loss, error);
}

static void
open_poll (BxPullLine *self, const char *address)
{
  self->poll = bx_pull_poll_new (self->session, self->time_scale);
  g_signal_connect_object (self->poll, "opened", G_CALLBACK (on_poll_opened_cb), self, 0);
  g_signal_connect_object (self->poll, "frame", G_CALLBACK (on_frame_cb), self, 0);
  g_signal_connect_object (self->poll, "lost", G_CALLBACK (on_poll_lost_cb), self, 0);
  bx_pull_poll_set_mid (self->poll, self->mid);
  bx_pull_poll_open (self->poll, address);
}

static void
on_socket_opened_cb (BxPullSocket *socket, gpointer user_data)
{
  BxPullLine *self = BX_PULL_LINE (user_data);

  /* it passes now; what both bring is known by its id */
  g_clear_handle_id (&self->probe_source, g_source_remove);
  if (self->poll != NULL)
    g_debug ("A WebSocket passes again");
  drop_poll (self);
  note_opened (self);
}

static void
on_socket_lost_cb (BxPullSocket *socket, guint loss, guint code, GError *error, gpointer user_data)
{
  g_autoptr (BxPullLine) self = g_object_ref (BX_PULL_LINE (user_data));

  count_failure (self, loss, code);
  /* the server would send that frame again and again */
  if (code == SOUP_WEBSOCKET_CLOSE_TOO_BIG || code == SOUP_WEBSOCKET_CLOSE_BAD_DATA ||
      code == SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR)
    bx_pull_line_set_mid (self, NULL);
  drop_socket (self, BX_PULL_CLOSE_NORMAL);
  if (self->poll != NULL)
    {
      self->failures = FAILURES_TO_POLL;
      schedule_probe (self, PROBE_SECONDS);
      return;
    }

  lose (self, loss, error);
}

static void
open_socket (BxPullLine *self)
{
  g_autoptr (GString) address = g_string_new (self->socket_address);

  if (self->mid != NULL)
    {
      g_string_append (address, "&mid=");
      g_string_append_uri_escaped (address, self->mid, NULL, FALSE);
    }

  self->socket = bx_pull_socket_new (self->session, self->rpc, self->time_scale);
  g_signal_connect_object (self->socket, "opened", G_CALLBACK (on_socket_opened_cb), self, 0);
  g_signal_connect_object (self->socket, "frame", G_CALLBACK (on_frame_cb), self, 0);
  g_signal_connect_object (self->socket, "lost", G_CALLBACK (on_socket_lost_cb), self, 0);
  bx_pull_socket_open (self->socket, address->str);
}

static gboolean
on_probe_cb (gpointer user_data)
{
  BxPullLine *self = BX_PULL_LINE (user_data);

  self->probe_source = 0;
  open_socket (self);

  return G_SOURCE_REMOVE;
}

static void
schedule_probe (BxPullLine *self, double seconds)
{
  if (self->socket_address == NULL || self->probe_source != 0)
    return;

  self->probe_source =
    g_timeout_add (MAX (1, (guint) (seconds * 1000 * self->time_scale)), on_probe_cb, self);
}

static void
bx_pull_line_dispose (GObject *object)
{
  bx_pull_line_close (BX_PULL_LINE (object), BX_PULL_CLOSE_NORMAL);

  G_OBJECT_CLASS (bx_pull_line_parent_class)->dispose (object);
}

static void
bx_pull_line_finalize (GObject *object)
{
  BxPullLine *self = BX_PULL_LINE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->mid, g_free);

  G_OBJECT_CLASS (bx_pull_line_parent_class)->finalize (object);
}

static void
bx_pull_line_class_init (BxPullLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bx_pull_line_dispose;
  object_class->finalize = bx_pull_line_finalize;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_BYTES, G_TYPE_INT64);
  signals[LOST] = g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_ERROR);
}

static void
bx_pull_line_init (BxPullLine *self)
{
  self->time_scale = 1.0;
}

/**
 * bx_pull_line_new:
 * @session: the session to connect through
 *
 * Returns: (transfer full): a line that is closed
 */
BxPullLine *
bx_pull_line_new (SoupSession *session)
{
  BxPullLine *self;

  g_return_val_if_fail (SOUP_IS_SESSION (session), NULL);

  self = g_object_new (BX_TYPE_PULL_LINE, NULL);
  self->session = g_object_ref (session);

  return self;
}

void
bx_pull_line_set_time_scale (BxPullLine *self, double scale)
{
  g_return_if_fail (BX_IS_PULL_LINE (self));

  self->time_scale = scale;
}

/**
 * bx_pull_line_open:
 * @self: a line
 * @config: where to and as whom; read during the call only
 *
 * Opens the line; an open one is closed before.
 */
void
bx_pull_line_open (BxPullLine *self, const BxPullConfig *config)
{
  g_autofree char *poll_address = NULL;

  g_return_if_fail (BX_IS_PULL_LINE (self));

  bx_pull_line_close (self, BX_PULL_CLOSE_NORMAL);
  self->rpc = bx_pull_config_is_rpc (config);
  self->socket_address = bx_pull_config_dup_socket_uri (config);
  poll_address = bx_pull_config_dup_poll_uri (config);

  if (self->socket_address != NULL && (self->failures < FAILURES_TO_POLL || poll_address == NULL))
    {
      open_socket (self);
      return;
    }

  g_debug ("No WebSocket passes: polling");
  open_poll (self, poll_address);
  schedule_probe (self, FIRST_PROBE_SECONDS);
}

/**
 * bx_pull_line_close:
 * @self: a line
 * @code: why, for the server: one of BX_PULL_CLOSE_*
 *
 * Closes the line, in whatever state it is. No signal comes from it any more.
 */
void
bx_pull_line_close (BxPullLine *self, guint code)
{
  g_return_if_fail (BX_IS_PULL_LINE (self));

  self->open = FALSE;
  g_clear_handle_id (&self->probe_source, g_source_remove);
  drop_socket (self, code);
  drop_poll (self);
  g_clear_pointer (&self->socket_address, g_free);
}

/**
 * bx_pull_line_forget_failures:
 * @self: a line
 *
 * The next opening tries a WebSocket again: the network is another one now.
 */
void
bx_pull_line_forget_failures (BxPullLine *self)
{
  g_return_if_fail (BX_IS_PULL_LINE (self));

  self->failures = 0;
}

/**
 * bx_pull_line_set_mid:
 * @self: a line
 * @mid: (nullable): the last message that arrived
 *
 * After a loss the server is asked for what came after @mid.
 */
void
bx_pull_line_set_mid (BxPullLine *self, const char *mid)
{
  g_return_if_fail (BX_IS_PULL_LINE (self));

  if (g_strcmp0 (self->mid, mid) == 0)
    return;

  g_clear_pointer (&self->mid, g_free);
  self->mid = g_strdup (mid);
  if (self->poll != NULL)
    bx_pull_poll_set_mid (self->poll, mid);
}

/**
 * bx_pull_line_send:
 * @self: a line
 * @text: what to send
 *
 * Sends a text to the server, if there is a socket.
 */
void
bx_pull_line_send (BxPullLine *self, const char *text)
{
  g_return_if_fail (BX_IS_PULL_LINE (self));

  if (self->socket != NULL)
    bx_pull_socket_send (self->socket, text);
}

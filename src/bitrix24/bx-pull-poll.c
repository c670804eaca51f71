/* bx-pull-poll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-pull-poll"

#include "bx-pull-poll.h"
#include "bx-error.h"

/* the server lets a request hang for less than this; past it the connection is dead */
#define POLL_SECONDS 60.0
/* a request that hangs this long was taken */
#define TAKEN_SECONDS 2.0
/* a server that answers at once, again and again, is not asked more often than this */
#define PAUSE_SECONDS 1.0
#define PAUSE_AFTER_FRAME_SECONDS 0.1
/* as `Expires` of a 304 this says that `Last-Message-Id` counts */
#define EXPIRES_WITH_MID "Thu, 01 Jan 1973 11:11:01 GMT"

/* One request at a time, or a pause between two. Owned by BxPullLine; the pending request holds a
 * reference of its own. */
struct _BxPullPoll
{
  GObject parent_instance;

  SoupSession *session;      /* owned */
  SoupMessage *message;      /* owned, (nullable): the request that hangs */
  GCancellable *cancellable; /* owned, (nullable): of that request */
  char *address;             /* owned: without `mid`; a secret */
  char *mid;                 /* owned, (nullable) */
  gboolean opened;
  gboolean done;
  gboolean written;   /* the pending request went out */
  gboolean timed_out; /* and hung for too long */
  double time_scale;
  guint taken_source;
  guint timeout_source;
  guint pause_source;
};

G_DEFINE_FINAL_TYPE (BxPullPoll, bx_pull_poll, G_TYPE_OBJECT)

enum
{
  OPENED,
  FRAME,
  LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void send_request (BxPullPoll *self);

static guint
scaled_ms (BxPullPoll *self, double seconds)
{
  return MAX (1, (guint) (seconds * 1000 * self->time_scale));
}

static void
stop_request (BxPullPoll *self)
{
  g_clear_handle_id (&self->taken_source, g_source_remove);
  g_clear_handle_id (&self->timeout_source, g_source_remove);
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_clear_object (&self->message);
}

static void
finish (BxPullPoll *self)
{
  self->done = TRUE;
  stop_request (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
lose (BxPullPoll *self, BxPullLoss loss, const GError *error)
{
  g_autoptr (BxPullPoll) alive = g_object_ref (self);

  g_debug ("The long poll is lost: kind %d", loss);
  finish (self);
  g_signal_emit (self, signals[LOST], 0, loss, error);
}

static void
note_opened (BxPullPoll *self)
{
  g_clear_handle_id (&self->taken_source, g_source_remove);
  if (self->opened)
    return;

  self->opened = TRUE;
  g_signal_emit (self, signals[OPENED], 0);
}

static gboolean
on_taken_cb (gpointer user_data)
{
  BxPullPoll *self = BX_PULL_POLL (user_data);

  self->taken_source = 0;
  note_opened (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  BxPullPoll *self = BX_PULL_POLL (user_data);

  self->timeout_source = 0;
  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static gboolean
on_pause_over_cb (gpointer user_data)
{
  BxPullPoll *self = BX_PULL_POLL (user_data);

  self->pause_source = 0;
  send_request (self);

  return G_SOURCE_REMOVE;
}

static void
poll_again (BxPullPoll *self, double pause)
{
  if (!self->done)
    self->pause_source = g_timeout_add (scaled_ms (self, pause), on_pause_over_cb, self);
}

static void
on_body_written_cb (SoupMessage *message, gpointer user_data)
{
  BxPullPoll *self = BX_PULL_POLL (user_data);

  if (message != self->message)
    return;

  self->written = TRUE;
  if (self->taken_source == 0 && !self->opened)
    self->taken_source = g_timeout_add (scaled_ms (self, TAKEN_SECONDS), on_taken_cb, self);
}

static void
refuse (BxPullPoll *self, guint status)
{
  g_autoptr (GError) error =
    g_error_new (BX_ERROR, BX_ERROR_NETWORK, "The push server answered the poll with %u", status);

  if (status == SOUP_STATUS_FORBIDDEN || status == SOUP_STATUS_UNAUTHORIZED)
    lose (self, BX_PULL_LOSS_CHANNEL, error);
  else
    lose (self, BX_PULL_LOSS_SERVER, error);
}

/* a page of a hotel's login or of a proxy also comes with 200 */
static gboolean
is_frame (GBytes *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  gsize i = 0;

  while (i < length && g_ascii_isspace (data[i]))
    i++;

  return i < length && (data[i] == '[' || data[i] == '{' || data[i] == '#');
}

static void
take_answer (BxPullPoll *self, SoupMessage *message, GBytes *body, gint64 arrived)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  guint status = soup_message_get_status (message);
  const char *expires;

  if ((status != SOUP_STATUS_OK && status != SOUP_STATUS_NOT_MODIFIED) ||
      (status == SOUP_STATUS_OK && g_bytes_get_size (body) > 0 && !is_frame (body)))
    {
      refuse (self, status);
      return;
    }

  note_opened (self);
  if (self->done)
    return;

  if (status == SOUP_STATUS_NOT_MODIFIED)
    {
      expires = soup_message_headers_get_one (headers, "Expires");
      if (g_strcmp0 (expires, EXPIRES_WITH_MID) == 0)
        bx_pull_poll_set_mid (self, soup_message_headers_get_one (headers, "Last-Message-Id"));
      poll_again (self, PAUSE_SECONDS);
    }
  else if (g_bytes_get_size (body) == 0)
    {
      /* the server does not know this message any more */
      bx_pull_poll_set_mid (self, NULL);
      poll_again (self, PAUSE_SECONDS);
    }
  else
    {
      g_signal_emit (self, signals[FRAME], 0, body, arrived);
      poll_again (self, PAUSE_AFTER_FRAME_SECONDS);
    }
}

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gint64 arrived = g_get_monotonic_time ();
  g_autoptr (BxPullPoll) self = BX_PULL_POLL (user_data);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) loss = NULL;

  body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  if (self->done)
    return;

  message = g_steal_pointer (&self->message);
  stop_request (self);
  g_clear_object (&self->cancellable);

  if (body != NULL)
    {
      take_answer (self, message, body, arrived);
      return;
    }

  /* Nothing happened for a minute, which is as good as an empty answer. If the network is gone, the
   * next request will not even get out, because it needs a new connection. */
  if (self->written &&
      (self->timed_out || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)))
    {
      poll_again (self, PAUSE_SECONDS);
      return;
    }

  loss = g_error_new (BX_ERROR, BX_ERROR_NETWORK, "No connection to the push server: %s",
                      self->timed_out ? "timed out" : error->message);
  lose (self, BX_PULL_LOSS_NETWORK, loss);
}

static void
send_request (BxPullPoll *self)
{
  GString *address = g_string_new (self->address);
  g_autofree char *uri = NULL;

  if (self->mid != NULL)
    {
      g_string_append (address, "&mid=");
      g_string_append_uri_escaped (address, self->mid, NULL, FALSE);
    }
  uri = g_string_free (address, FALSE);

  self->message = soup_message_new (SOUP_METHOD_GET, uri);
  g_return_if_fail (self->message != NULL);

  self->written = FALSE;
  self->timed_out = FALSE;
  self->cancellable = g_cancellable_new ();
  self->timeout_source = g_timeout_add (scaled_ms (self, POLL_SECONDS), on_timeout_cb, self);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect_object (self->message, "wrote-body", G_CALLBACK (on_body_written_cb), self, 0);
  soup_session_send_and_read_async (self->session, self->message, G_PRIORITY_DEFAULT,
                                    self->cancellable, on_answer_cb, g_object_ref (self));
}

static void
bx_pull_poll_dispose (GObject *object)
{
  finish (BX_PULL_POLL (object));

  G_OBJECT_CLASS (bx_pull_poll_parent_class)->dispose (object);
}

static void
bx_pull_poll_finalize (GObject *object)
{
  BxPullPoll *self = BX_PULL_POLL (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->mid, g_free);

  G_OBJECT_CLASS (bx_pull_poll_parent_class)->finalize (object);
}

static void
bx_pull_poll_class_init (BxPullPollClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bx_pull_poll_dispose;
  object_class->finalize = bx_pull_poll_finalize;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_BYTES, G_TYPE_INT64);
  signals[LOST] = g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_ERROR);
}

static void
bx_pull_poll_init (BxPullPoll *self)
{
}

/**
 * bx_pull_poll_new:
 * @session: the session to ask through
 * @time_scale: all waiting times are multiplied by this
 *
 * Returns: (transfer full): a poll that does not run
 */
BxPullPoll *
bx_pull_poll_new (SoupSession *session, double time_scale)
{
  BxPullPoll *self;

  g_return_val_if_fail (SOUP_IS_SESSION (session), NULL);

  self = g_object_new (BX_TYPE_PULL_POLL, NULL);
  self->session = g_object_ref (session);
  self->time_scale = time_scale;

  return self;
}

/**
 * bx_pull_poll_open:
 * @self: a poll that was not opened before
 * @address: whom to ask, with a query but no `mid`; a secret
 *
 * Sends the first request.
 */
void
bx_pull_poll_open (BxPullPoll *self, const char *address)
{
  g_return_if_fail (BX_IS_PULL_POLL (self));
  g_return_if_fail (self->address == NULL && !self->done);

  self->address = g_strdup (address);
  send_request (self);
}

/**
 * bx_pull_poll_set_mid:
 * @self: a poll
 * @mid: (nullable): the last message that arrived
 *
 * The next request asks for what came after @mid.
 */
void
bx_pull_poll_set_mid (BxPullPoll *self, const char *mid)
{
  g_return_if_fail (BX_IS_PULL_POLL (self));

  if (g_strcmp0 (self->mid, mid) == 0)
    return;

  g_clear_pointer (&self->mid, g_free);
  self->mid = mid != NULL && mid[0] != '\0' ? g_strdup (mid) : NULL;
}

/**
 * bx_pull_poll_close:
 * @self: a poll
 *
 * Ends the poll. No signal comes from it any more.
 */
void
bx_pull_poll_close (BxPullPoll *self)
{
  g_return_if_fail (BX_IS_PULL_POLL (self));

  finish (self);
}

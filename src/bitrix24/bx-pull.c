/* bx-pull.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-pull"

#include "bx-pull.h"
#include "bx-error.h"
#include "bx-pull-frame.h"
#include "bx-pull-history.h"
#include "bx-pull-line.h"
#include "bx-pull-order.h"
#include "bx-pull-subscription.h"
#include "bx-pull-timing.h"

/* suspension and the age of the channels are looked at this often */
#define TICK_SECONDS 5.0
/* a missing scope is ticked by a person, in a browser: look again now and then */
#define REFUSED_SECONDS 600.0
/* how soon a renewal that failed is tried again, while the old channels still work */
#define RENEWAL_RETRY_SECONDS 60.0
/* a connection that held for this long ends a row of failures */
#define STABLE_SECONDS 10.0
/* the network monitor speaks several times when a cable is plugged in */
#define NETWORK_SETTLES_SECONDS 0.5
/* after this many failures in a row the server may have moved: ask the portal where it is */
#define NETWORK_FAILURES_TO_REFETCH 5
#define SERVER_FAILURES_TO_REFETCH 2

/* Knows when to connect and with what; BxPullLine knows how. At most one of these is under way:
 * the channels are being read, the line is opening or open, a pause before the next attempt
 * (channels are renewed beside the open line). Owned by the session of one portal. */
struct _BxPull
{
  GObject parent_instance;

  BxPullLine *line;                 /* owned */
  BxPullSubscription *subscription; /* owned */
  BxPullHistory *history;           /* owned */
  GNetworkMonitor *network;         /* owned, (nullable): while running */

  BxPullState state;
  GError *error; /* owned, (nullable) */
  gint64 since;
  gint64 retry_at;

  gint64 opened_at; /* monotonic µs; 0 when the line is not open */
  gint64 asleep;    /* µs the machine has been suspended */
  guint server_failures;
  guint network_failures;
  gboolean was_open; /* events may have been missed since */
  double time_scale;
  guint retry_source;
  guint tick_source;
  guint network_source;
};

G_DEFINE_FINAL_TYPE (BxPull, bx_pull, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (BxPullState,
                    bx_pull_state,
                    G_DEFINE_ENUM_VALUE (BX_PULL_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (BX_PULL_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (BX_PULL_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (BX_PULL_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (BX_PULL_REFUSED, "refused"))

typedef enum
{
  PROP_STATE = 1,
  PROP_SINCE,
  PROP_RETRY_AT,
  PROP_ERROR,
} BxPullProperty;

static GParamSpec *properties[PROP_ERROR + 1];

enum
{
  MESSAGE,
  RECONNECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void begin (BxPull *self);

static guint
scaled_ms (BxPull *self, double seconds)
{
  return MAX (1, (guint) (seconds * 1000 * self->time_scale));
}

static gint64
scaled_us (BxPull *self, double seconds)
{
  return seconds * G_USEC_PER_SEC * self->time_scale;
}

/* «since» is about calls arriving or not: it stands still while attempts come and go */
static gboolean
is_same_to_people (BxPullState one, BxPullState other)
{
  return one == other || (one != BX_PULL_STOPPED && one != BX_PULL_CONNECTED &&
                          other != BX_PULL_STOPPED && other != BX_PULL_CONNECTED);
}

static void
set_state (BxPull *self, BxPullState state, const GError *error, gint64 retry_at)
{
  gboolean state_changed = self->state != state;
  gboolean since_changed = !is_same_to_people (self->state, state);
  gboolean retry_changed = self->retry_at != retry_at;
  gboolean error_changed = error != self->error;

  if (state_changed)
    g_debug ("The channel's state is %d", state);

  self->state = state;
  self->retry_at = retry_at;
  if (since_changed)
    self->since = g_get_real_time () / G_USEC_PER_SEC;
  if (error_changed)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
    }

  g_object_freeze_notify (G_OBJECT (self));
  if (since_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINCE]);
  if (retry_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETRY_AT]);
  if (error_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  if (state_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
on_retry_cb (gpointer user_data)
{
  BxPull *self = BX_PULL (user_data);

  self->retry_source = 0;
  begin (self);

  return G_SOURCE_REMOVE;
}

/* seconds: before the scale */
static void
wait_for (BxPull *self, BxPullState state, double seconds, const GError *error)
{
  gint64 retry_at = (g_get_real_time () + scaled_us (self, seconds)) / G_USEC_PER_SEC;

  g_clear_handle_id (&self->retry_source, g_source_remove);
  self->retry_source = g_timeout_add (scaled_ms (self, seconds), on_retry_cb, self);

  /* a pause too short to tell anybody of */
  if (state == BX_PULL_WAITING && seconds < 1)
    set_state (self, BX_PULL_CONNECTING, error, 0);
  else
    set_state (self, state, error, retry_at);
}

static void
wait_for_network (BxPull *self, const GError *error)
{
  self->network_failures++;
  if (self->network_failures >= NETWORK_FAILURES_TO_REFETCH)
    bx_pull_subscription_forget (self->subscription);
  wait_for (self, BX_PULL_WAITING,
            bx_pull_timing_network_delay (self->network_failures, g_random_double ()), error);
}

/* at_least: seconds */
static void
wait_for_server (BxPull *self, double at_least, const GError *error)
{
  double delay;

  self->server_failures++;
  if (self->server_failures >= SERVER_FAILURES_TO_REFETCH)
    bx_pull_subscription_forget (self->subscription);
  delay = bx_pull_timing_server_delay (self->server_failures, g_random_double ());
  wait_for (self, BX_PULL_WAITING, MAX (delay, at_least), error);
}

/* The line is not open any more. One that held ends the row of failures before it. */
static void
note_closed (BxPull *self)
{
  if (self->opened_at != 0 &&
      g_get_monotonic_time () - self->opened_at >= scaled_us (self, STABLE_SECONDS))
    self->server_failures = self->network_failures = 0;
  self->opened_at = 0;
}

static void
close_line (BxPull *self, guint code)
{
  bx_pull_line_close (self->line, code);
  note_closed (self);
}

/* Refusals that time does not heal: a person has to change something in the portal. */
static gboolean
is_refusal (const GError *error)
{
  const char *name = bx_error_get_remote_name (error);

  /* "Push & Pull server is not configured" comes with status 500 */
  if (g_strcmp0 (name, "SERVER_ERROR") == 0 || g_strcmp0 (name, "AUTHORIZE_ERROR") == 0)
    return TRUE;

  return g_error_matches (error, BX_ERROR, BX_ERROR_SCOPE) ||
         g_error_matches (error, BX_ERROR, BX_ERROR_DENIED) ||
         g_error_matches (error, BX_ERROR, BX_ERROR_AUTH) ||
         g_error_matches (error, BX_ERROR, BX_ERROR_NO_METHOD) ||
         g_error_matches (error, BX_ERROR, BX_ERROR_INVALID);
}

static void
on_channels_failed_cb (BxPullSubscription *subscription, const GError *error, gpointer user_data)
{
  BxPull *self = BX_PULL (user_data);
  double at_least = bx_error_get_retry_at (error) - g_get_real_time () / G_USEC_PER_SEC;

  /* the old channels still bring calls */
  if (self->opened_at != 0)
    bx_pull_subscription_put_off (subscription, RENEWAL_RETRY_SECONDS);
  else if (is_refusal (error))
    wait_for (self, BX_PULL_REFUSED, REFUSED_SECONDS, error);
  else if (g_error_matches (error, BX_ERROR, BX_ERROR_NETWORK) ||
           g_error_matches (error, BX_ERROR, BX_ERROR_UNTRUSTED))
    wait_for_network (self, error);
  else
    wait_for_server (self, CLAMP (at_least, 0, REFUSED_SECONDS), error);
}

static void
on_channels_ready_cb (BxPullSubscription *subscription, gpointer user_data)
{
  g_autoptr (BxPull) self = g_object_ref (BX_PULL (user_data));

  close_line (self, BX_PULL_CLOSE_CONFIG_RENEWED);
  set_state (self, BX_PULL_CONNECTING, self->error, 0);
  if (self->state == BX_PULL_CONNECTING)
    bx_pull_line_open (self->line, bx_pull_subscription_get_config (subscription));
}

static void
begin (BxPull *self)
{
  g_autoptr (BxPull) alive = g_object_ref (self);

  g_clear_handle_id (&self->retry_source, g_source_remove);
  set_state (self, BX_PULL_CONNECTING, self->error, 0);
  if (self->state != BX_PULL_CONNECTING)
    return;

  if (bx_pull_subscription_is_due (self->subscription))
    bx_pull_subscription_fetch (self->subscription);
  else
    bx_pull_line_open (self->line, bx_pull_subscription_get_config (self->subscription));
}

static void
on_line_opened_cb (BxPullLine *line, gpointer user_data)
{
  g_autoptr (BxPull) self = g_object_ref (BX_PULL (user_data));
  gboolean again = self->was_open;

  self->was_open = TRUE;
  self->opened_at = g_get_monotonic_time ();
  set_state (self, BX_PULL_CONNECTED, NULL, 0);
  if (again && self->state == BX_PULL_CONNECTED)
    g_signal_emit (self, signals[RECONNECTED], 0);
}

static void
on_line_lost_cb (BxPullLine *line, guint loss, GError *error, gpointer user_data)
{
  g_autoptr (BxPull) self = g_object_ref (BX_PULL (user_data));

  note_closed (self);
  /* a renewal was on its way: it connects when it comes */
  if (bx_pull_subscription_is_fetching (self->subscription))
    {
      set_state (self, BX_PULL_CONNECTING, error, 0);
      return;
    }

  switch ((BxPullLoss) loss)
    {
    case BX_PULL_LOSS_NETWORK:
    case BX_PULL_LOSS_SILENT:
      wait_for_network (self, error);
      break;
    case BX_PULL_LOSS_SERVER:
    case BX_PULL_LOSS_BLOCKED:
      wait_for_server (self, 0, error);
      break;
    case BX_PULL_LOSS_CHANNEL:
      bx_pull_subscription_forget (self->subscription);
      wait_for_server (self, bx_pull_timing_new_channel_delay (g_random_double ()), error);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* A server that sends us about all the time is met like one that fails: ever more slowly. */
static void
reconnect_as_told (BxPull *self, guint code)
{
  close_line (self, code);
  bx_pull_subscription_cancel (self->subscription);
  wait_for_server (self, 0, NULL);
}

static void
follow_order (BxPull *self, BxPullOrder order, JsonObject *params)
{
  double delay = 0;

  switch (order)
    {
    case BX_PULL_ORDER_NONE:
      return;
    case BX_PULL_ORDER_SWAP_CHANNEL:
      bx_pull_subscription_swap (self->subscription, params);
      reconnect_as_told (self, BX_PULL_CLOSE_CHANNEL_EXPIRED);
      return;
    case BX_PULL_ORDER_NEW_CONFIG:
      bx_pull_subscription_forget (self->subscription);
      reconnect_as_told (self, BX_PULL_CLOSE_CONFIG_RENEWED);
      return;
    case BX_PULL_ORDER_CONFIG_EXPIRED:
      delay = bx_pull_timing_config_expired_delay (g_random_double ());
      break;
    case BX_PULL_ORDER_RESTARTING:
      delay = bx_pull_timing_server_restart_delay (g_random_double ());
      break;
    default:
      g_assert_not_reached ();
    }

  /* until then the old connection may still bring a call; if it breaks, the ladders take over */
  bx_pull_subscription_renew_within (self->subscription, delay);
}

/* Returns FALSE if the message was here before. */
static gboolean
take_message (BxPull *self, const BxPullMessage *message, gint64 arrived)
{
  gboolean is_new = bx_pull_history_add (self->history, message->mid);

  if (message->mid != NULL)
    bx_pull_line_set_mid (self->line, message->mid);

  if (is_new && !message->from_client)
    g_signal_emit (self, signals[MESSAGE], 0, message->module, message->command, message->params,
                   arrived);

  if (message->wants_ack)
    {
      g_autofree char *ack = g_strconcat ("mack:", message->mid, NULL);

      bx_pull_line_send (self->line, ack);
    }

  return is_new;
}

static void
on_line_frame_cb (BxPullLine *line, GBytes *data, gint64 arrived, gpointer user_data)
{
  g_autoptr (BxPull) self = g_object_ref (BX_PULL (user_data));
  g_autoptr (GPtrArray) messages = NULL;
  const BxPullMessage *order = NULL;
  gboolean malformed;
  gsize length;
  const char *text = g_bytes_get_data (data, &length);

  messages = bx_pull_frame_parse (text, length, &malformed);
  if (malformed)
    g_message ("A frame of %" G_GSIZE_FORMAT " bytes was not understood", length);

  for (guint i = 0; i < messages->len; i++)
    {
      const BxPullMessage *message = g_ptr_array_index (messages, i);

      if (take_message (self, message, arrived) &&
          bx_pull_order_read (message) != BX_PULL_ORDER_NONE)
        order = message;

      /* a receiver may have stopped us */
      if (self->state == BX_PULL_STOPPED)
        return;
    }

  /* orders end the connection, so they come after everything that came with them */
  if (order != NULL)
    follow_order (self, bx_pull_order_read (order), order->params);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  g_autoptr (BxPull) self = g_object_ref (BX_PULL (user_data));

  if (bx_pull_timing_slept (&self->asleep, bx_pull_timing_get_boottime (), g_get_monotonic_time ()))
    {
      g_debug ("The machine was asleep");
      bx_pull_reconnect_now (self);
    }
  else if (self->opened_at != 0 && bx_pull_subscription_is_due (self->subscription))
    bx_pull_subscription_fetch (self->subscription);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_network_settled_cb (gpointer user_data)
{
  BxPull *self = BX_PULL (user_data);

  self->network_source = 0;
  g_debug ("The network has changed");
  bx_pull_reconnect_now (self);

  return G_SOURCE_REMOVE;
}

static void
on_network_changed_cb (GNetworkMonitor *network, gboolean available, gpointer user_data)
{
  BxPull *self = BX_PULL (user_data);

  if (self->network_source == 0)
    self->network_source =
      g_timeout_add (scaled_ms (self, NETWORK_SETTLES_SECONDS), on_network_settled_cb, self);
}

static void
stop_everything (BxPull *self)
{
  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->network_source, g_source_remove);
  if (self->network != NULL)
    g_signal_handlers_disconnect_by_data (self->network, self);
  g_clear_object (&self->network);
  bx_pull_subscription_cancel (self->subscription);
  bx_pull_subscription_forget (self->subscription);
  close_line (self, BX_PULL_CLOSE_NORMAL);
}

static void
bx_pull_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BxPull *self = BX_PULL (object);

  switch ((BxPullProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_SINCE:
      g_value_set_int64 (value, self->since);
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, self->retry_at);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bx_pull_dispose (GObject *object)
{
  BxPull *self = BX_PULL (object);

  if (self->line != NULL)
    stop_everything (self);
  g_clear_object (&self->line);
  g_clear_object (&self->subscription);

  G_OBJECT_CLASS (bx_pull_parent_class)->dispose (object);
}

static void
bx_pull_finalize (GObject *object)
{
  BxPull *self = BX_PULL (object);

  g_clear_pointer (&self->history, bx_pull_history_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (bx_pull_parent_class)->finalize (object);
}

static void
bx_pull_class_init (BxPullClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bx_pull_get_property;
  object_class->dispose = bx_pull_dispose;
  object_class->finalize = bx_pull_finalize;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, BX_TYPE_PULL_STATE, BX_PULL_STOPPED, flags);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_RETRY_AT] = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[MESSAGE] =
    g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_STRING, JSON_TYPE_OBJECT, G_TYPE_INT64);
  signals[RECONNECTED] = g_signal_new ("reconnected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bx_pull_init (BxPull *self)
{
  self->time_scale = 1.0;
  self->history = bx_pull_history_new ();
}

/**
 * bx_pull_new:
 * @client: the portal
 *
 * Returns: (transfer full): a channel that does not run
 */
BxPull *
bx_pull_new (BxClient *client)
{
  BxPull *self;

  g_return_val_if_fail (BX_IS_CLIENT (client), NULL);

  self = g_object_new (BX_TYPE_PULL, NULL);
  self->subscription = bx_pull_subscription_new (client);
  g_signal_connect_object (self->subscription, "ready", G_CALLBACK (on_channels_ready_cb), self, 0);
  g_signal_connect_object (self->subscription, "failed", G_CALLBACK (on_channels_failed_cb), self,
                           0);
  self->line = bx_pull_line_new (bx_client_get_session (client));
  g_signal_connect_object (self->line, "opened", G_CALLBACK (on_line_opened_cb), self, 0);
  g_signal_connect_object (self->line, "frame", G_CALLBACK (on_line_frame_cb), self, 0);
  g_signal_connect_object (self->line, "lost", G_CALLBACK (on_line_lost_cb), self, 0);

  return self;
}

/**
 * bx_pull_start:
 * @self: a channel
 *
 * Connects, and stays connected until bx_pull_stop(). Needs the scope `pull_channel`; without it
 * the state becomes %BX_PULL_REFUSED and bx_pull_get_error() tells why.
 */
void
bx_pull_start (BxPull *self)
{
  g_return_if_fail (BX_IS_PULL (self));

  if (self->state != BX_PULL_STOPPED)
    return;

  self->server_failures = self->network_failures = 0;
  bx_pull_line_forget_failures (self->line);
  bx_pull_timing_slept (&self->asleep, bx_pull_timing_get_boottime (), g_get_monotonic_time ());
  self->tick_source = g_timeout_add (scaled_ms (self, TICK_SECONDS), on_tick_cb, self);
  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (on_network_changed_cb),
                           self, 0);
  begin (self);
}

/**
 * bx_pull_stop:
 * @self: a channel
 *
 * Closes the connection and forgets the channels. May be called in any state, also from a signal.
 */
void
bx_pull_stop (BxPull *self)
{
  g_return_if_fail (BX_IS_PULL (self));

  if (self->state == BX_PULL_STOPPED)
    return;

  stop_everything (self);
  set_state (self, BX_PULL_STOPPED, NULL, 0);
}

/**
 * bx_pull_reconnect_now:
 * @self: a channel
 *
 * Connects anew at once, whatever the channel is doing or waiting for. Does nothing when it is
 * stopped.
 */
void
bx_pull_reconnect_now (BxPull *self)
{
  g_return_if_fail (BX_IS_PULL (self));

  if (self->state == BX_PULL_STOPPED)
    return;

  bx_pull_subscription_cancel (self->subscription);
  close_line (self, BX_PULL_CLOSE_MANUAL);
  bx_pull_line_forget_failures (self->line);
  self->server_failures = self->network_failures = 0;
  begin (self);
}

BxPullState
bx_pull_get_state (BxPull *self)
{
  g_return_val_if_fail (BX_IS_PULL (self), BX_PULL_STOPPED);

  return self->state;
}

gint64
bx_pull_get_since (BxPull *self)
{
  g_return_val_if_fail (BX_IS_PULL (self), 0);

  return self->since;
}

gint64
bx_pull_get_retry_at (BxPull *self)
{
  g_return_val_if_fail (BX_IS_PULL (self), 0);

  return self->retry_at;
}

const GError *
bx_pull_get_error (BxPull *self)
{
  g_return_val_if_fail (BX_IS_PULL (self), NULL);

  return self->error;
}

void
bx_pull_set_time_scale (BxPull *self, double scale)
{
  g_return_if_fail (BX_IS_PULL (self));
  g_return_if_fail (scale > 0);

  self->time_scale = scale;
  bx_pull_line_set_time_scale (self->line, scale);
  bx_pull_subscription_set_time_scale (self->subscription, scale);
}

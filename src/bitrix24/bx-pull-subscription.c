/* bx-pull-subscription.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-pull-subscription"

#include "bx-pull-subscription.h"
#include "bx-json.h"
#include "bx-pull-timing.h"

/* Owned by BxPull. The pending request holds a reference of its own. */
struct _BxPullSubscription
{
  GObject parent_instance;

  BxClient *client;       /* owned */
  BxPullConfig *config;   /* owned, (nullable): secret */
  GCancellable *fetching; /* owned, (nullable): of pull.config.get */
  gint64 fetched_at;      /* boot time µs: when the configuration was read */
  gint64 renew_at;        /* boot time µs: when to read it again */
  double time_scale;
};

G_DEFINE_FINAL_TYPE (BxPullSubscription, bx_pull_subscription, G_TYPE_OBJECT)

enum
{
  READY,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
scaled_us (BxPullSubscription *self, double seconds)
{
  return seconds * G_USEC_PER_SEC * self->time_scale;
}

static void
plan_renewal (BxPullSubscription *self)
{
  double lifetime = bx_pull_config_get_lifetime (self->config);
  double delay = bx_pull_timing_renewal_delay (lifetime, g_random_double ());

  self->renew_at = self->fetched_at + scaled_us (self, delay);
}

static void
on_config_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BxPullSubscription) self = BX_PULL_SUBSCRIPTION (user_data);
  g_autoptr (BxAnswer) answer = NULL;
  g_autoptr (BxPullConfig) config = NULL;
  g_autoptr (GError) error = NULL;

  answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->fetching);
  if (answer != NULL)
    config = bx_pull_config_new (bx_answer_get_object (answer),
                                 bx_client_get_server_time (self->client) / G_USEC_PER_SEC, &error);
  if (config == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }

  bx_pull_subscription_forget (self);
  self->config = g_steal_pointer (&config);
  self->fetched_at = bx_pull_timing_get_boottime ();
  plan_renewal (self);
  g_signal_emit (self, signals[READY], 0);
}

static void
bx_pull_subscription_dispose (GObject *object)
{
  bx_pull_subscription_cancel (BX_PULL_SUBSCRIPTION (object));

  G_OBJECT_CLASS (bx_pull_subscription_parent_class)->dispose (object);
}

static void
bx_pull_subscription_finalize (GObject *object)
{
  BxPullSubscription *self = BX_PULL_SUBSCRIPTION (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->config, bx_pull_config_free);

  G_OBJECT_CLASS (bx_pull_subscription_parent_class)->finalize (object);
}

static void
bx_pull_subscription_class_init (BxPullSubscriptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bx_pull_subscription_dispose;
  object_class->finalize = bx_pull_subscription_finalize;

  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bx_pull_subscription_init (BxPullSubscription *self)
{
  self->time_scale = 1.0;
}

/**
 * bx_pull_subscription_new:
 * @client: the portal
 *
 * Returns: (transfer full): a subscription that knows no channels yet
 */
BxPullSubscription *
bx_pull_subscription_new (BxClient *client)
{
  BxPullSubscription *self = g_object_new (BX_TYPE_PULL_SUBSCRIPTION, NULL);

  self->client = g_object_ref (client);

  return self;
}

void
bx_pull_subscription_set_time_scale (BxPullSubscription *self, double scale)
{
  self->time_scale = scale;
}

/**
 * bx_pull_subscription_fetch:
 * @self: a subscription
 *
 * Reads the channels from the portal, unless that is under way already. Once: whoever asked repeats
 * it, more slowly each time, and tells the person what happens.
 */
void
bx_pull_subscription_fetch (BxPullSubscription *self)
{
  g_autoptr (JsonNode) params = NULL;

  if (self->fetching != NULL)
    return;

  params = bx_json_build ("{\"CACHE\":\"N\"}");
  self->fetching = g_cancellable_new ();
  bx_client_call_async (self->client, "pull.config.get", params, BX_PRIORITY_PERSON, BX_CALL_ONCE,
                        self->fetching, on_config_cb, g_object_ref (self));
}

gboolean
bx_pull_subscription_is_fetching (BxPullSubscription *self)
{
  return self->fetching != NULL;
}

/**
 * bx_pull_subscription_cancel:
 * @self: a subscription
 *
 * Stops reading. No signal comes of it any more.
 */
void
bx_pull_subscription_cancel (BxPullSubscription *self)
{
  g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
}

/**
 * bx_pull_subscription_forget:
 * @self: a subscription
 *
 * Drops the channels: they are of no use any more.
 */
void
bx_pull_subscription_forget (BxPullSubscription *self)
{
  g_clear_pointer (&self->config, bx_pull_config_free);
}

/**
 * bx_pull_subscription_get_config:
 * @self: a subscription
 *
 * Returns: (nullable) (transfer none): where and how to listen
 */
const BxPullConfig *
bx_pull_subscription_get_config (BxPullSubscription *self)
{
  return self->config;
}

/**
 * bx_pull_subscription_is_due:
 * @self: a subscription
 *
 * Returns: %TRUE if the channels must be read (again) before they are used
 */
gboolean
bx_pull_subscription_is_due (BxPullSubscription *self)
{
  return self->config == NULL || bx_pull_timing_get_boottime () >= self->renew_at;
}

/**
 * bx_pull_subscription_renew_within:
 * @self: a subscription
 * @seconds: from now
 *
 * Makes the channels due not later than in @seconds.
 */
void
bx_pull_subscription_renew_within (BxPullSubscription *self, double seconds)
{
  gint64 limit = bx_pull_timing_get_boottime () + scaled_us (self, seconds);

  self->renew_at = MIN (self->renew_at, limit);
}

/**
 * bx_pull_subscription_put_off:
 * @self: a subscription
 * @seconds: from now
 *
 * Makes the channels due in @seconds: reading them now has failed.
 */
void
bx_pull_subscription_put_off (BxPullSubscription *self, double seconds)
{
  self->renew_at = bx_pull_timing_get_boottime () + scaled_us (self, seconds);
}

/**
 * bx_pull_subscription_swap:
 * @self: a subscription
 * @params: (nullable): of `channel_expire`
 *
 * Takes the channel that the portal offers in place of an expired one, or drops all channels if
 * they do not fit together.
 *
 * Returns: %TRUE if it was taken
 */
gboolean
bx_pull_subscription_swap (BxPullSubscription *self, JsonObject *params)
{
  if (params == NULL || self->config == NULL ||
      !bx_pull_config_replace_channel (self->config, bx_json_get_object (params, "channel"),
                                       bx_json_get_object (params, "new_channel")))
    {
      bx_pull_subscription_forget (self);
      return FALSE;
    }

  plan_renewal (self);

  return TRUE;
}

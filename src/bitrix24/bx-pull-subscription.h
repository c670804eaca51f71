/* bx-pull-subscription.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-client.h"
#include "bx-pull-config.h"

G_BEGIN_DECLS

/**
 * BxPullSubscription:
 *
 * The channels we may listen to: reads them from the portal (`pull.config.get`) and knows when they
 * have to be read again. Time is counted so that it goes on while the machine is suspended.
 */
#define BX_TYPE_PULL_SUBSCRIPTION (bx_pull_subscription_get_type ())

G_DECLARE_FINAL_TYPE (BxPullSubscription, bx_pull_subscription, BX, PULL_SUBSCRIPTION, GObject)

/* Signals:
 * "ready": a configuration was read
 * "failed" (GError *error): none was; the old one, if any, is still there */
BxPullSubscription *bx_pull_subscription_new (BxClient *client);
void bx_pull_subscription_set_time_scale (BxPullSubscription *self, double scale);
void bx_pull_subscription_fetch (BxPullSubscription *self);
gboolean bx_pull_subscription_is_fetching (BxPullSubscription *self);
void bx_pull_subscription_cancel (BxPullSubscription *self);
void bx_pull_subscription_forget (BxPullSubscription *self);
const BxPullConfig *bx_pull_subscription_get_config (BxPullSubscription *self);
gboolean bx_pull_subscription_is_due (BxPullSubscription *self);
void bx_pull_subscription_renew_within (BxPullSubscription *self, double seconds);
void bx_pull_subscription_put_off (BxPullSubscription *self, double seconds);
gboolean bx_pull_subscription_swap (BxPullSubscription *self, JsonObject *params);

G_END_DECLS

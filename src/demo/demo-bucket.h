/* demo-bucket.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DemoBucket:
 *
 * The leaky bucket that limits the intensity of requests, one counter per source address
 * (limits.md, "Request Rate Limits"): each request adds one, the counter falls by the leak once
 * per second, and a request over the size is refused. Owned by the server.
 */
typedef struct _DemoBucket DemoBucket;

DemoBucket *demo_bucket_new (double size, double leak);
void demo_bucket_free (DemoBucket *self);
void demo_bucket_set (DemoBucket *self, double size, double leak);
gboolean demo_bucket_take (DemoBucket *self, const char *address, gint64 now_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoBucket, demo_bucket_free)

/**
 * DemoQuota:
 *
 * The accumulated working time of each method of each webhook, in ten one-minute baskets
 * (limits.md, "Resource Intensity Limits"). Owned by the dispatcher.
 */
typedef struct _DemoQuota DemoQuota;

DemoQuota *demo_quota_new (double limit);
void demo_quota_free (DemoQuota *self);
void demo_quota_set_limit (DemoQuota *self, double limit);
void demo_quota_clear (DemoQuota *self);
gboolean demo_quota_is_spent (DemoQuota *self, const char *key, gint64 now);
double
demo_quota_add (DemoQuota *self, const char *key, double seconds, gint64 now, gint64 *reset_at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoQuota, demo_quota_free)

G_END_DECLS

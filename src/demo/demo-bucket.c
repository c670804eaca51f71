/* demo-bucket.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-bucket"

#include "demo-bucket.h"

#define BASKETS 10
#define BASKET_SECONDS 60

/* addresses are few (loopback), but a map that only grows is a leak */
#define MAX_ADDRESSES 1000

typedef struct
{
  double level;
  gint64 second; /* whole seconds of the monotonic clock at which it last leaked */
} Counter;

struct _DemoBucket
{
  GHashTable *counters; /* owned: char * -> Counter */
  double size;
  double leak;
};

/**
 * demo_bucket_new:
 * @size: how many requests fit
 * @leak: how many leave per second
 *
 * Returns: (transfer full): a new bucket
 */
DemoBucket *
demo_bucket_new (double size, double leak)
{
  DemoBucket *self = g_new0 (DemoBucket, 1);

  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  demo_bucket_set (self, size, leak);

  return self;
}

void
demo_bucket_free (DemoBucket *self)
{
  g_clear_pointer (&self->counters, g_hash_table_unref);
  g_free (self);
}

/* Sets the limits and empties the bucket. */
void
demo_bucket_set (DemoBucket *self, double size, double leak)
{
  self->size = size;
  self->leak = leak;
  g_hash_table_remove_all (self->counters);
}

/**
 * demo_bucket_take:
 * @self: the bucket
 * @address: where the request comes from
 * @now_us: monotonic time, microseconds
 *
 * Counts one request.
 *
 * Returns: %FALSE if it is one too many and must be refused with 503 `QUERY_LIMIT_EXCEEDED`; a
 *   refused request does not fill the bucket further
 */
gboolean
demo_bucket_take (DemoBucket *self, const char *address, gint64 now_us)
{
  Counter *counter = g_hash_table_lookup (self->counters, address);
  gint64 second = now_us / G_USEC_PER_SEC;

  if (counter == NULL)
    {
      if (g_hash_table_size (self->counters) >= MAX_ADDRESSES)
        g_hash_table_remove_all (self->counters);
      counter = g_new0 (Counter, 1);
      counter->second = second;
      g_hash_table_insert (self->counters, g_strdup (address), counter);
    }

  counter->level = MAX (0.0, counter->level - self->leak * (double) (second - counter->second));
  counter->second = second;
  if (counter->level + 1.0 > self->size)
    return FALSE;

  counter->level += 1.0;

  return TRUE;
}

typedef struct
{
  gint64 minute;
  gint64 began; /* of the first call in this minute */
  double spent;
} Basket;

typedef struct
{
  Basket baskets[BASKETS];
} Baskets;

struct _DemoQuota
{
  GHashTable *methods; /* owned: char * -> Baskets */
  double limit;
};

DemoQuota *
demo_quota_new (double limit)
{
  DemoQuota *self = g_new0 (DemoQuota, 1);

  self->methods = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->limit = limit;

  return self;
}

void
demo_quota_free (DemoQuota *self)
{
  g_clear_pointer (&self->methods, g_hash_table_unref);
  g_free (self);
}

void
demo_quota_set_limit (DemoQuota *self, double limit)
{
  self->limit = limit;
}

void
demo_quota_clear (DemoQuota *self)
{
  g_hash_table_remove_all (self->methods);
}

static double
sum (const Baskets *baskets, gint64 now, gint64 *reset_at)
{
  double total = 0;
  gint64 oldest = 0;

  for (guint i = 0; i < BASKETS; i++)
    {
      const Basket *basket = &baskets->baskets[i];

      if (basket->began == 0 || basket->began + BASKETS * BASKET_SECONDS <= now)
        continue;
      total += basket->spent;
      if (oldest == 0 || basket->began < oldest)
        oldest = basket->began;
    }
  if (reset_at != NULL)
    *reset_at = (oldest != 0 ? oldest : now) + BASKETS * BASKET_SECONDS;

  return total;
}

/**
 * demo_quota_is_spent:
 * @self: the quota
 * @key: the webhook and the method
 * @now: the portal's clock
 *
 * Returns: whether the next call must be refused with 429 `OPERATION_TIME_LIMIT`
 */
gboolean
demo_quota_is_spent (DemoQuota *self, const char *key, gint64 now)
{
  const Baskets *baskets = g_hash_table_lookup (self->methods, key);

  return baskets != NULL && sum (baskets, now, NULL) > self->limit;
}

/**
 * demo_quota_add:
 * @self: the quota
 * @key: the webhook and the method
 * @seconds: how long the call took
 * @now: the portal's clock
 * @reset_at: (out): when the oldest basket leaves the sum
 *
 * Returns: the accumulated time, as `time.operating` tells it
 */
double
demo_quota_add (DemoQuota *self, const char *key, double seconds, gint64 now, gint64 *reset_at)
{
  Baskets *baskets = g_hash_table_lookup (self->methods, key);
  gint64 minute = now / BASKET_SECONDS;
  Basket *basket;

  if (baskets == NULL)
    {
      baskets = g_new0 (Baskets, 1);
      g_hash_table_insert (self->methods, g_strdup (key), baskets);
    }

  basket = &baskets->baskets[minute % BASKETS];
  if (basket->minute != minute || basket->began == 0)
    {
      basket->minute = minute;
      basket->began = now;
      basket->spent = 0;
    }
  basket->spent += seconds;

  return sum (baskets, now, reset_at);
}

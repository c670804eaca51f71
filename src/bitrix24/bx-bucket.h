/* bx-bucket.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A bucket of turns that fills with the time (limits: the portal's leaky bucket, seen from us). */
typedef struct
{
  double tokens;
  double per_second;
  double burst;
} BxBucket;

void bx_bucket_fill (BxBucket *bucket, double seconds);
gboolean bx_bucket_has (const BxBucket *bucket, double tokens);
gint64 bx_bucket_wait (const BxBucket *bucket, double tokens);

G_END_DECLS

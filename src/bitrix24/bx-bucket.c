/* bx-bucket.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-bucket"

#include "bx-bucket.h"

void
bx_bucket_fill (BxBucket *bucket, double seconds)
{
  bucket->tokens = MIN (bucket->burst, bucket->tokens + seconds * bucket->per_second);
}

/* Floats that are filled in small steps end a hair below a whole number. */
gboolean
bx_bucket_has (const BxBucket *bucket, double tokens)
{
  return bucket->tokens >= tokens - 1e-6;
}

/* µs until it has so many */
gint64
bx_bucket_wait (const BxBucket *bucket, double tokens)
{
  if (bx_bucket_has (bucket, tokens))
    return 0;

  return (gint64) ((tokens - bucket->tokens) / bucket->per_second * G_USEC_PER_SEC) + 1;
}

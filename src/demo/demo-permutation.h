/* demo-permutation.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A shuffle of the numbers below the size that needs no table and can be undone. */
typedef struct
{
  guint64 size;
  guint half; /* bits in half of the smallest even number of bits that holds the size */
  guint64 key;
} DemoPermutation;

/* The size becomes the next power of ten (at least 10000) that holds both, less the reserved. */
void demo_permutation_init (DemoPermutation *self, guint64 needed, guint64 reserved, guint64 key);
/* A number that is not below the size is its own. */
guint64 demo_permutation_apply (const DemoPermutation *self, guint64 value, gboolean inverse);

G_END_DECLS

/* demo-permutation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-permutation"

#include "demo-permutation.h"

#include "demo-random.h"

void
demo_permutation_init (DemoPermutation *self, guint64 needed, guint64 reserved, guint64 key)
{
  guint64 space = 10000;

  while (space < needed + reserved)
    space *= 10;
  self->size = space - reserved;
  self->key = key;
  self->half = 1;
  while ((G_GUINT64_CONSTANT (1) << (2 * self->half)) < self->size)
    self->half++;
}

static guint64
round_value (const DemoPermutation *self, guint64 value, guint round)
{
  return demo_mix (self->key + round * 7919 + value) & ((1u << self->half) - 1);
}

/* A Feistel network of four rounds, walked until it lands inside the size. From outside it might
 * never get there. */
guint64
demo_permutation_apply (const DemoPermutation *self, guint64 value, gboolean inverse)
{
  guint64 mask = (1u << self->half) - 1;

  if (value >= self->size)
    return value;

  do
    {
      guint64 left = value >> self->half;
      guint64 right = value & mask;

      for (guint i = 0; i < 4; i++)
        {
          guint64 was = inverse ? left : right;

          if (inverse)
            {
              left = right ^ round_value (self, left, 3 - i);
              right = was;
            }
          else
            {
              right = left ^ round_value (self, right, i);
              left = was;
            }
        }
      value = left << self->half | right;
    }
  while (value >= self->size);

  return value;
}

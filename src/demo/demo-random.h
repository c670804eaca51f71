/* demo-random.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers that look random and depend on nothing but what they are asked for, so that any patient
 * can be computed without the ones before.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators,
 * 2014) */
static inline guint64
demo_mix (guint64 value)
{
  value += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return value ^ (value >> 31);
}

static inline guint64
demo_hash (guint64 seed, guint64 topic, guint64 index)
{
  return demo_mix (demo_mix (seed * 1000003 + topic) ^ index);
}

/* 0 ≤ result < limit */
static inline guint
demo_pick (guint64 seed, guint64 topic, guint64 index, guint limit)
{
  return (guint) (demo_hash (seed, topic, index) % limit);
}

G_END_DECLS

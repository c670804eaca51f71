/* clinic-shares.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-shares"

#include "clinic-shares.h"

#define WHOLE 1000

typedef struct
{
  gint64 rest;
  guint place;
} Loss;

gint64
clinic_shares_divide (gint64 a, gint64 b)
{
  gint64 size = ABS (a);
  gint64 result = size / b;

  if (size % b >= b - size % b)
    result++;

  return a < 0 ? -result : result;
}

int
clinic_shares_of (gint64 part, gint64 whole)
{
  return whole > 0 ? (int) clinic_shares_divide (part * WHOLE, whole) : -1;
}

static int
compare_losses (gconstpointer a, gconstpointer b)
{
  const Loss *one = a, *other = b;

  if (one->rest != other->rest)
    return one->rest > other->rest ? -1 : 1;

  return one->place < other->place ? -1 : one->place > other->place;
}

void
clinic_shares_split (const gint64 *parts, guint n, int *shares)
{
  g_autoptr (GArray) losses = g_array_sized_new (FALSE, FALSE, sizeof (Loss), n);
  gint64 sum = 0;
  int given = 0;
  gboolean has_negative = FALSE;

  for (guint i = 0; i < n; i++)
    {
      sum += parts[i];
      has_negative = has_negative || parts[i] < 0;
      shares[i] = -1;
    }
  if (sum <= 0 || has_negative)
    return;
  for (guint i = 0; i < n; i++)
    {
      Loss loss = { parts[i] * WHOLE % sum, i };

      shares[i] = (int) (parts[i] * WHOLE / sum);
      given += shares[i];
      g_array_append_val (losses, loss);
    }
  g_array_sort (losses, compare_losses);
  for (guint i = 0; given < WHOLE; i++, given++)
    shares[g_array_index (losses, Loss, i).place]++;
}

/* sync-pace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pace"

#include "sync-pace.h"

/* seconds */
#define ALONE 5.0
#define UNWATCHED 60.0
#define LONGEST 120.0
/* questions a second of all desks together: half of the portal's two less what else they ask */
#define TOGETHER 0.65
#define JITTER 0.1
/* from so many desks on, what is asked rarely is asked more rarely still */
#define FEW 5

double
sync_pace_seconds (guint desktops, gboolean watched, guint failures, double chance)
{
  double seconds = MAX (ALONE, MAX (desktops, 1) / TOGETHER);

  if (!watched)
    seconds = MAX (seconds, UNWATCHED);
  for (guint i = 0; i < failures && seconds < LONGEST; i++)
    seconds *= 2;
  if (failures > 0)
    seconds = MIN (seconds, LONGEST);

  return seconds * (1 - JITTER + 2 * JITTER * chance);
}

double
sync_pace_stretch (double base, guint desktops)
{
  return base * MAX (1.0, (double) desktops / FEW);
}

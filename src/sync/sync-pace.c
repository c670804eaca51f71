/* sync-pace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pace"

#include "sync-pace.h"

/* seconds; a colleague's mark in the call list must be seen within five, jitter and all */
#define ALONE 4.2
#define UNWATCHED 60.0
#define LONGEST 120.0
/* questions a second of all desks together: half of the portal's two less what else they ask */
#define TOGETHER 0.65
#define JITTER 0.05
/* half of what the portal allows to one address, two a second and fifty at once: the other half is
 * for browsers and for what else there is */
#define SHARED 1.0
#define BURST 25
/* a call that rings while a batch is under way, and what a person waits for meanwhile */
#define LEAST_BURST 3
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
sync_pace_share (guint desktops, guint *burst)
{
  desktops = MAX (desktops, 1);
  *burst = MAX (BURST / desktops, LEAST_BURST);

  return SHARED / desktops;
}

double
sync_pace_stretch (double base, guint desktops)
{
  return base * MAX (1.0, (double) desktops / FEW);
}

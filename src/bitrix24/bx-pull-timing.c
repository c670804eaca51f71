/* bx-pull-timing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-pull-timing"

#include "bx-pull-timing.h"

#include <time.h>

/* the channels are renewed this long before they end, so that a portal that is down for a while
 * does not cost a call */
#define RENEW_BEFORE_SECONDS 600.0
/* a portal that hands out channels that are over already is not asked more often than this */
#define RENEW_AT_LEAST_SECONDS 15.0
/* less than this is the clocks being read one after the other */
#define SLEPT_MICROSECONDS (3 * G_USEC_PER_SEC)

/* everybody lost the same server at the same moment: spread by up to a fifth */
static double
spread (double seconds, double chance)
{
  return seconds * (1.0 + 0.2 * chance);
}

/**
 * bx_pull_timing_server_delay:
 * @failures: how many times in a row it has failed, 1 or more
 * @chance: a random number, 0…1
 *
 * The pause after the server answered with an error or closed the connection, from "Error
 * Handling" of the documentation's page custom-push-and-pull-client. Asking more often than this
 * gets a client blocked.
 *
 * Returns: seconds
 */
double
bx_pull_timing_server_delay (guint failures, double chance)
{
  if (failures <= 1)
    return spread (0.1, chance);
  if (failures == 2)
    return spread (15, chance);
  if (failures <= 4)
    return spread (45, chance);
  if (failures <= 10)
    return spread (600, chance);

  return spread (3600, chance);
}

/**
 * bx_pull_timing_network_delay:
 * @failures: how many times in a row it has failed, 1 or more
 * @chance: a random number, 0…1
 *
 * The pause after nobody answered. A cable that is out bothers no server, so the steps are short.
 *
 * Returns: seconds
 */
double
bx_pull_timing_network_delay (guint failures, double chance)
{
  static const double steps[] = { 1, 2, 5, 10, 30 };

  return spread (steps[CLAMP (failures, 1, G_N_ELEMENTS (steps)) - 1], chance);
}

/**
 * bx_pull_timing_new_channel_delay:
 * @chance: a random number, 0…1
 *
 * The pause before new channels are asked for when the server refused ours (close code 4010).
 *
 * Returns: seconds, 5…35
 */
double
bx_pull_timing_new_channel_delay (double chance)
{
  return 5.0 + 30.0 * chance;
}

/**
 * bx_pull_timing_config_expired_delay:
 * @chance: a random number, 0…1
 *
 * The pause that the documentation asks for after `config_expire`.
 *
 * Returns: seconds, 10…120
 */
double
bx_pull_timing_config_expired_delay (double chance)
{
  return 10.0 + 110.0 * chance;
}

/**
 * bx_pull_timing_server_restart_delay:
 * @chance: a random number, 0…1
 *
 * The pause after `server_restart`, as the portal's own client makes it.
 *
 * Returns: seconds
 */
double
bx_pull_timing_server_restart_delay (double chance)
{
  return spread (15, chance);
}

/**
 * bx_pull_timing_renewal_delay:
 * @lifetime: seconds until the first of the channels ends
 * @chance: a random number, 0…1
 *
 * When to get new channels: about ten minutes before the old ones end, and not all desks at once.
 *
 * Returns: seconds from now
 */
double
bx_pull_timing_renewal_delay (double lifetime, double chance)
{
  double before = MIN (RENEW_BEFORE_SECONDS, lifetime / 4);

  return MAX (RENEW_AT_LEAST_SECONDS, lifetime - spread (before, chance));
}

/**
 * bx_pull_timing_get_boottime:
 *
 * Reads the clock that goes on while the machine is suspended, and that nobody sets.
 *
 * Returns: CLOCK_BOOTTIME in µs
 */
gint64
bx_pull_timing_get_boottime (void)
{
  struct timespec now;

  if (clock_gettime (CLOCK_BOOTTIME, &now) != 0)
    return g_get_monotonic_time ();

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/**
 * bx_pull_timing_slept:
 * @asleep: (inout): the µs the machine has spent suspended, as known from the last time; the first
 *   call sets it, and its answer means nothing
 * @boottime: CLOCK_BOOTTIME in µs
 * @monotonic: CLOCK_MONOTONIC in µs
 *
 * Tells whether the machine was suspended since the last call: of the two clocks only the first
 * goes on meanwhile.
 *
 * Returns: %TRUE if it slept
 */
gboolean
bx_pull_timing_slept (gint64 *asleep, gint64 boottime, gint64 monotonic)
{
  gint64 before;

  g_return_val_if_fail (asleep != NULL, FALSE);

  before = *asleep;
  *asleep = boottime - monotonic;

  return *asleep - before > SLEPT_MICROSECONDS;
}

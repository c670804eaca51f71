/* sync-pace.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How often a desk asks the portal for changes. All desks behind one address share two requests a
 * second (limits.md), of which a ringing call must always get its own. Pure functions.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Seconds from one question to the next. desktops: how many there are behind the address;
 * watched: somebody looks at the visits; failures: refusals and failures in a row; chance: 0…1,
 * so that desks do not ask in step. */
double sync_pace_seconds (guint desktops, gboolean watched, guint failures, double chance);
/* The same for what is asked for more rarely: base is what suits a desk that is alone. */
double sync_pace_stretch (double base, guint desktops);

/* What one of so many desks may ask of the portal, requests a second; burst: (out): how many at
 * once after a quiet time. All together use half of what the portal allows (limits.md). */
double sync_pace_share (guint desktops, guint *burst);

G_END_DECLS

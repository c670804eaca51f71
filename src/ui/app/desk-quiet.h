/* desk-quiet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DeskQuiet:
 *
 * "Do not disturb": no sound and no notifications until a time, after which it ends by itself;
 * cards of calls are shown all the same. The time is a setting, so that it outlives a restart, and
 * whoever disturbs asks desk_quiet_is_on() of the settings alone. Owned by the application.
 *
 * Property "until" (gint64): unix seconds; 0: off.
 */
#define DESK_TYPE_QUIET (desk_quiet_get_type ())

G_DECLARE_FINAL_TYPE (DeskQuiet, desk_quiet, DESK, QUIET, GObject)

DeskQuiet *desk_quiet_new (GSettings *settings);
gint64 desk_quiet_get_until (DeskQuiet *self);
/* for so many minutes; 0: until the clinic closes (the setting day-ends), or, when that is over,
 * for an hour */
void desk_quiet_begin (DeskQuiet *self, guint minutes);
void desk_quiet_end (DeskQuiet *self);

gboolean desk_quiet_is_on (GSettings *settings);
/* when the clinic closes, or in an hour: unix seconds */
gint64 desk_quiet_end_of_day (GSettings *settings, gint64 now);

G_END_DECLS

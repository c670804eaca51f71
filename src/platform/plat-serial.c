/* plat-serial.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-serial"

#include "plat-serial.h"

#define DAY (24 * 3600)
#define DAY_OF_1970 25569

/* days that are remembered: almost three years */
#define N_DAYS 1024

/* A day of Greenwich on which the clock is the same all day. */
typedef struct
{
  gint64 number; /* since 1970, + 1; 0 none */
  gint32 offset;
} Day;

struct _PlatSerial
{
  GTimeZone *zone; /* owned */
  Day days[N_DAYS];
};

PlatSerial *
plat_serial_new (void)
{
  PlatSerial *self = g_new0 (PlatSerial, 1);

  self->zone = g_time_zone_new_local ();

  return self;
}

void
plat_serial_free (PlatSerial *self)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

static gint32
look_up (PlatSerial *self, gint64 when)
{
  return g_time_zone_get_offset (self->zone,
                                 g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL,
                                                            when));
}

/* To look the zone up takes longer than all else: intervals are in order, so the clock is right for
 * all of a day when its two ends are in one. */
static gint32
find_offset (PlatSerial *self, gint64 when)
{
  gint64 number = when / DAY + 1;
  Day *day = NULL;
  int first, last;

  if (when < 0)
    return look_up (self, when);
  day = &self->days[number % N_DAYS];
  if (day->number == number)
    return day->offset;
  first = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, when / DAY * DAY);
  last = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, when / DAY * DAY + DAY - 1);
  if (first != last)
    return look_up (self, when);
  *day = (Day){ number, g_time_zone_get_offset (self->zone, first) };

  return day->offset;
}

/* seconds since 1 January 1970 on the clock on the wall */
static gint64
on_the_wall (PlatSerial *self, gint64 when)
{
  return when + find_offset (self, when);
}

gint64
plat_serial_day (PlatSerial *self, gint64 when)
{
  gint64 wall = on_the_wall (self, when);
  gint64 day = wall / DAY;

  return (wall % DAY < 0 ? day - 1 : day) + DAY_OF_1970;
}

int
plat_serial_minute (PlatSerial *self, gint64 when)
{
  gint64 second = on_the_wall (self, when) % DAY;

  return (int) ((second < 0 ? second + DAY : second) / 60);
}

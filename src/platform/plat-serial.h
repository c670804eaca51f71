/* plat-serial.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PlatSerial:
 *
 * Days and minutes of moments in the zone of this computer, for a million of them: without making
 * a date of each.
 */
typedef struct _PlatSerial PlatSerial;

PlatSerial *plat_serial_new (void);
void plat_serial_free (PlatSerial *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlatSerial, plat_serial_free)

/* the day as spreadsheets count them: 1 January 1970 is 25569 */
gint64 plat_serial_day (PlatSerial *self, gint64 when);
/* of the day */
int plat_serial_minute (PlatSerial *self, gint64 when);

G_END_DECLS

/* desk-visit-parse.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What people type in the fields of an appointment. */

/* minutes of the day of "10:30", "10.30", "1030", "9", "9 15"; -1 when it is no time */
int desk_parse_time (const char *text);
/* kopecks of "3200", "3 200,50", "3200 ₽"; 0 for ""; -1 when it is no amount */
gint64 desk_parse_money (const char *text);
/* (transfer full) (nullable): YYYY-MM-DD of "5.3.1992", "05.03.1992", "05031992", "1992-03-05";
 * NULL when it is no day, lies after `now`, or more than 120 years before it */
char *desk_parse_birth_date (const char *text, gint64 now);
/* (transfer full): how a birth date is written in a field: "05.03.1992"; "" for "" */
char *desk_format_birth_date (const char *birth_date);

G_END_DECLS

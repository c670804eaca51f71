/* desk-format.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the desk writes times, ages, money and numbers: short, in the person's words, the same on
 * every page. Times are unix seconds; `now` is clinic_session_get_now(). All answers are (transfer
 * full) and never NULL; what is not known is "". */

/* "10:30" */
char *desk_format_time (gint64 when);
/* "today", "tomorrow", "yesterday", "Fri 27 Nov", with the year when it is another one */
char *desk_format_day (gint64 when, gint64 now);
/* the same without the words: "Fri 27 Nov" */
char *desk_format_date (gint64 when, gint64 now);
/* "27 Nov", with the year when it is another one */
char *desk_format_month_day (gint64 when, gint64 now);
/* "today 10:30", "Fri 27 Nov 10:30" */
char *desk_format_day_time (gint64 when, gint64 now);
/* "tomorrow, Sun 22 Nov, 10:30": where there is room */
char *desk_format_visit_time (gint64 when, gint64 now);
/* a running clock: "0:07", "1:02:03" */
char *desk_format_timer (gint64 seconds);
/* a length in words: "40 s", "11 min", "2 h 5 min" */
char *desk_format_duration (gint64 seconds);
/* "34 years"; "" for -1 */
char *desk_format_age (int years);
/* the age of somebody born on YYYY-MM-DD, as above; years_only: "34" */
char *desk_format_age_on (const char *birth_date, gint64 now, gboolean years_only);
/* "3 200 ₽", with kopecks only when there are any */
char *desk_format_money (gint64 kopecks);
/* the same in another currency, ISO 4217; NULL, "": roubles */
char *desk_format_sum (gint64 kopecks, const char *currency);
/* "7 visits", "no visits yet"; "" for -1 */
char *desk_format_visits (gint64 visits);

G_END_DECLS

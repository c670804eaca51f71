/* demo-work.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When people of the reception and the call centre should work, and when they did: two days of work
 * and two days off, in pairs, with what happens in a clinic in the course of a month. Computed on
 * demand for any month of the past and the next months, so that years cost nothing; what somebody
 * changes is kept and wins.
 */

#pragma once

#include "demo-world-private.h"

G_BEGIN_DECLS

/* The employee whose month is the worked example of the payroll: 15 shifts from nine to eight with
 * an hour's break, of which five ended 12, 20, 21, 35 and 65 minutes late. */
#define DEMO_EXAMPLE_USER 11
#define DEMO_EXAMPLE_YEAR 2026
#define DEMO_EXAMPLE_MONTH 10
#define DEMO_EXAMPLE_SHIFTS 15

typedef enum
{
  DEMO_SHIFT_WORK,
  DEMO_SHIFT_SICK,     /* whole days: end is the last one's midnight */
  DEMO_SHIFT_VACATION, /* likewise */
} DemoShiftKind;

/* A row of the calendar «Рабочие графики». */
typedef struct
{
  gint64 id;     /* of the event; all shifts of a series have the same */
  gint64 series; /* when a recurring event began, 0 when it stands alone */
  gint64 start;
  gint64 end;
  gint64 changed; /* when somebody changed it last */
  int user;
  int instead_of; /* whose shift it was, 0 her own */
  DemoShiftKind kind;
} DemoShift;

/* A working day as the time clock has it. */
typedef struct
{
  gint64 id;
  gint64 start;
  gint64 finish; /* 0: not ended */
  gint64 leaks;  /* seconds of breaks */
  gint64 paused; /* since when, 0: not on a break */
  int user;
  gboolean approved;
} DemoWorkDay;

typedef enum
{
  DEMO_WORK_OPENED,
  DEMO_WORK_CLOSED,
  DEMO_WORK_PAUSED,
  DEMO_WORK_EXPIRED, /* of an earlier day, and not ended */
} DemoWorkState;

gboolean demo_work_prepare (DemoWorld *self, GError **error);

/* whether he has shifts at all */
gboolean demo_work_has_shifts (const DemoUser *user);
/* (transfer full): DemoShift that meet from <= time < to, of everybody, in the order of users */
GArray *demo_work_list_shifts (DemoWorld *self, gint64 from, gint64 to);
/* (transfer full): DemoWorkDay that began at from <= time < to, by time */
GArray *demo_work_list_days (DemoWorld *self, int user, gint64 from, gint64 to);
/* the last one that began; FALSE when there is none */
gboolean demo_work_get_last (DemoWorld *self, int user, DemoWorkDay *day);
DemoWorkState demo_work_get_state (DemoWorld *self, const DemoWorkDay *day);
const char *demo_work_state_to_text (DemoWorkState state);
/* seconds of work without breaks, 0 while it is not ended */
gint64 demo_work_get_duration (const DemoWorkDay *day);
/* the planned end of the shift that the day belongs to; 0: none was planned */
gint64 demo_work_get_planned_end (DemoWorld *self, const DemoWorkDay *day);

/* an id for a day that begins then */
gint64 demo_work_make_id (int user, gint64 start);
/* The day is so from now on. */
void demo_work_put_day (DemoWorld *self, const DemoWorkDay *day);
void demo_work_delete_day (DemoWorld *self, gint64 id);
/* The user's plan of the portal's day of `start` is this shift; end 0: he is off. */
void demo_work_put_shift (DemoWorld *self, int user, gint64 start, gint64 end, DemoShiftKind kind);

/* whether he may see the working time of the other */
gboolean demo_work_may_read (DemoWorld *self, gint64 reader, gint64 user);

/* demo-work-month.c: what was planned and what happened in a month, unless somebody changed it.
 * first: the portal's midnight of its first day; plan: DemoShift; days: (nullable): DemoWorkDay
 * that have begun by `now` */
void demo_work_make_month (const DemoUser *user,
                           guint seed,
                           gint64 first,
                           gint64 now,
                           GArray *plan,
                           GArray *days);
/* the portal's midnight on which the month of the moment begins, and those after and before it */
gint64 demo_work_month_begin (gint64 moment, int months);

G_END_DECLS

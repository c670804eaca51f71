/* demo-work-month.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A month of somebody's work. In every month there is each of the cases that a payroll has to bear:
 * the shifts that they happen on are counted from the beginning of the month.
 */

#define G_LOG_DOMAIN "demo-work-month"

#include "demo-work.h"

#include "demo-random.h"

#define HOUR 3600
#define MINUTE 60
#define MORNING (9 * HOUR)
#define EVENING (21 * HOUR)
#define EXAMPLE_EVENING (20 * HOUR)
#define BREAK HOUR

/* two recurring events for each: of the first and of the second day of his pairs */
#define FIRST_SERIES 1200
#define FIRST_DAY 19723 /* 1 January 2024, in days since 1970 */

enum
{
  TOPIC_WORK = 7000,
};

typedef enum
{
  CASE_NONE,
  CASE_EXACT,      /* ended so many seconds after the plan */
  CASE_FORGOTTEN,  /* «завершить день» is missing */
  CASE_SWAPPED,    /* a colleague works instead */
  CASE_SICK,       /* the first or the last shift of an illness */
  CASE_SPLIT,      /* in the morning and in the evening */
  CASE_UNAPPROVED, /* edited, and nobody has approved it */
  CASE_LATE,       /* came so many seconds late */
  CASE_ABSENT,     /* did not come */
  CASE_CHANGED,    /* the plan was changed two days after */
} Case;

static const struct
{
  int user;
  int shift; /* of the month, from 1 */
  Case kind;
  int seconds; /* or the colleague */
} cases[] = {
  { 7, 3, CASE_EXACT, 20 * MINUTE },
  { 7, 4, CASE_EXACT, 20 * MINUTE + 1 },
  { 7, 6, CASE_EXACT, 3 * HOUR + 20 * MINUTE },
  { 7, 8, CASE_CHANGED, 0 },
  { 8, 2, CASE_SWAPPED, 9 },
  { 8, 5, CASE_FORGOTTEN, 0 },
  { 9, 4, CASE_SICK, 0 },
  { 9, 5, CASE_SICK, 0 },
  { 12, 3, CASE_SPLIT, 0 },
  { 13, 2, CASE_UNAPPROVED, 0 },
  { 14, 4, CASE_LATE, 40 * MINUTE },
  { 14, 6, CASE_ABSENT, 0 },
};

/* Who is off on the last day of a month works in the night after it. */
#define NIGHT_USER 13
/* is on vacation from his ninth shift to the eleventh, in every other month */
#define VACATION_USER 12
#define VACATION_FROM 9
#define VACATION_TO 11
/* came on her first day off after her second shift, though nobody had planned it */
#define UNPLANNED_USER 5
#define UNPLANNED_AFTER 2

static const int example_excesses[] = { 12, 20, 21, 35, 65 };

/*
 * Month:
 *
 * What is being made.
 */
typedef struct
{
  const DemoUser *user; /* unowned */
  guint seed;
  gint64 first; /* the portal's midnight */
  gint64 end;   /* of the next month's first day */
  gint64 now;
  GArray *plan; /* unowned */
  GArray *days; /* unowned, (nullable) */
  int month;
  gboolean is_example;
} Month;

/* days since 1970 of the portal's midnight */
static gint64
count_days (gint64 midnight)
{
  return (midnight + DEMO_PORTAL_OFFSET) / DEMO_DAY;
}

gint64
demo_work_month_begin (gint64 moment, int months)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (moment + DEMO_PORTAL_OFFSET);
  g_autoptr (GDateTime) first =
    g_date_time_new_utc (g_date_time_get_year (time), g_date_time_get_month (time), 1, 0, 0, 0);
  g_autoptr (GDateTime) begin = g_date_time_add_months (first, months);

  return g_date_time_to_unix (begin) - DEMO_PORTAL_OFFSET;
}

gboolean
demo_work_has_shifts (const DemoUser *user)
{
  return (user->department == 3 || user->department == 5) && !user->is_dismissed;
}

/* two and two: those with an odd number work when the others are off */
static gboolean
works (int user, gint64 midnight)
{
  return (count_days (midnight) / 2 + user) % 2 == 0;
}

/* the midnight of the n-th shift of the month, 0 when there are fewer */
static gint64
find_shift (int user, gint64 first, gint64 end, int number)
{
  for (gint64 day = first; day < end; day += DEMO_DAY)
    {
      if (works (user, day) && --number == 0)
        return day;
    }

  return 0;
}

static gint64
find_series (int user, gint64 midnight)
{
  gint64 number = FIRST_DAY + (count_days (midnight) - FIRST_DAY) % 4;

  if (number < FIRST_DAY)
    number += 4;

  return number * DEMO_DAY - DEMO_PORTAL_OFFSET + MORNING;
}

static DemoShift *
add_plan (Month *self, gint64 midnight, int from, int to)
{
  int user = self->user->id;
  gint64 number = count_days (midnight);
  gboolean is_series = works (user, midnight) && from == MORNING && to == EVENING;
  DemoShift shift = {
    .id = is_series ? FIRST_SERIES + 2 * user + (number & 1) : number * 100 + user,
    .series = is_series ? find_series (user, midnight) : 0,
    .start = midnight + from,
    .end = midnight + to,
    .changed = is_series ? FIRST_DAY * (gint64) DEMO_DAY : self->first - 6 * DEMO_DAY,
    .user = user,
  };

  g_array_append_val (self->plan, shift);

  return &g_array_index (self->plan, DemoShift, self->plan->len - 1);
}

/* (nullable): the day that was just written down; what has not begun is not */
static DemoWorkDay *
add_day (Month *self, gint64 start, gint64 finish, gint64 leaks)
{
  DemoWorkDay day = {
    .id = demo_work_make_id (self->user->id, start),
    .start = start,
    .finish = finish <= self->now ? finish : 0,
    .leaks = self->now >= finish ? leaks : 0,
    .user = self->user->id,
    .approved = TRUE,
  };

  if (self->days == NULL || start > self->now)
    return NULL;
  g_array_append_val (self->days, day);

  return &g_array_index (self->days, DemoWorkDay, self->days->len - 1);
}

/* As it usually goes: a little early, a little late, and now and then something keeps her. */
static DemoWorkDay *
add_usual_day (Month *self, gint64 from, gint64 to)
{
  guint64 luck = demo_hash (self->seed, TOPIC_WORK + (guint) self->user->id,
                            (guint64) count_days (from - MORNING));
  gint64 early = 60 + (gint64) (luck % 480);
  gint64 late = (gint64) ((luck >> 10) % 780);

  if ((luck >> 20) % 100 < 7)
    late = 21 * MINUTE + (gint64) ((luck >> 30) % (54 * MINUTE));

  return add_day (self, from - early, to + late, BREAK - 300 + (gint64) ((luck >> 40) % 600));
}

static Case
find_case (int user, int number, int *seconds)
{
  *seconds = 0;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (cases[i].user == user && cases[i].shift == number)
        {
          *seconds = cases[i].seconds;
          return cases[i].kind;
        }
    }

  return CASE_NONE;
}

static gboolean
is_away (Month *self, int number)
{
  return self->user->id == VACATION_USER && self->month % 2 == 0 && number >= VACATION_FROM &&
         number <= VACATION_TO;
}

static void
add_example (Month *self, gint64 midnight, int number)
{
  guint index = (guint) (number - 1);
  gint64 excess =
    index < G_N_ELEMENTS (example_excesses) ? example_excesses[index] * (gint64) MINUTE : 0;

  add_plan (self, midnight, MORNING, EXAMPLE_EVENING);
  add_day (self, midnight + MORNING - (2 + number % 6) * MINUTE,
           midnight + EXAMPLE_EVENING + excess, BREAK);
}

static void
add_split (Month *self, gint64 midnight)
{
  add_plan (self, midnight, MORNING, 14 * HOUR);
  /* the other event of the day needs a number too */
  add_plan (self, midnight, 16 * HOUR, EVENING)->id += 50;
  add_day (self, midnight + MORNING - 3 * MINUTE, midnight + EVENING + 6 * MINUTE, 2 * HOUR);
}

static void
add_changed (Month *self, gint64 midnight)
{
  DemoShift *shift = add_plan (self, midnight, MORNING, EVENING + HOUR);

  shift->changed = shift->end + 2 * DEMO_DAY;
  add_usual_day (self, shift->start, shift->end);
}

static void
add_ordinary (Month *self, gint64 midnight, Case kind, int seconds)
{
  gint64 from = midnight + MORNING;
  gint64 to = midnight + EVENING;
  DemoWorkDay *day = NULL;

  add_plan (self, midnight, MORNING, EVENING);
  if (kind == CASE_ABSENT)
    return;
  if (kind == CASE_EXACT)
    add_day (self, from - 4 * MINUTE, to + seconds, BREAK);
  else if (kind == CASE_LATE)
    add_day (self, from + seconds, to + 2 * MINUTE, BREAK);
  else
    day = add_usual_day (self, from, to);
  if (day != NULL && kind == CASE_FORGOTTEN)
    day->finish = 0;
  if (day != NULL && kind == CASE_UNAPPROVED)
    day->approved = FALSE;
}

static void
add_case (Month *self, gint64 midnight, Case kind, int seconds)
{
  if (kind == CASE_SPLIT)
    add_split (self, midnight);
  else if (kind == CASE_CHANGED)
    add_changed (self, midnight);
  else if (kind != CASE_SWAPPED && kind != CASE_SICK)
    add_ordinary (self, midnight, kind, seconds);
}

/* One event for all the days of it. */
static void
add_absence (Month *self, DemoShiftKind kind, int first_shift, int last_shift)
{
  gint64 from = find_shift (self->user->id, self->first, self->end, first_shift);
  gint64 to = find_shift (self->user->id, self->first, self->end, last_shift);
  DemoShift *shift;

  if (from == 0 || to == 0)
    return;
  shift = add_plan (self, from, 0, 0);
  shift->end = to;
  shift->kind = kind;
  shift->changed = kind == DEMO_SHIFT_SICK ? from + 8 * HOUR : self->first - 20 * DEMO_DAY;
}

/* The shifts that she took over from others. */
static void
add_swapped (Month *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 day;
      DemoShift *shift;

      if (cases[i].kind != CASE_SWAPPED || cases[i].seconds != self->user->id)
        continue;
      day = find_shift (cases[i].user, self->first, self->end, cases[i].shift);
      if (day == 0 || works (self->user->id, day))
        continue;
      shift = add_plan (self, day, MORNING, EVENING);
      shift->instead_of = cases[i].user;
      shift->changed = day - DEMO_DAY + 15 * HOUR;
      add_usual_day (self, shift->start, shift->end);
    }
}

/* From the last evening of the month to the first morning of the next one. */
static void
add_night (Month *self)
{
  gint64 midnight = self->end - DEMO_DAY;

  if (self->user->id != NIGHT_USER)
    return;
  add_plan (self, midnight, EVENING, EVENING + 12 * HOUR);
  add_day (self, midnight + EVENING - 5 * MINUTE, midnight + EVENING + 12 * HOUR + 4 * MINUTE,
           BREAK);
}

static void
add_unplanned (Month *self)
{
  gint64 day = find_shift (self->user->id, self->first, self->end, UNPLANNED_AFTER);

  if (self->user->id != UNPLANNED_USER || day == 0)
    return;
  while (works (self->user->id, day))
    day += DEMO_DAY;
  add_day (self, day + 12 * HOUR, day + 16 * HOUR + 10 * MINUTE, 0);
}

/* After the night he sleeps, and before it too. */
static gboolean
is_off (Month *self, gint64 midnight)
{
  return self->user->id == NIGHT_USER &&
         (midnight == self->first || midnight == self->end - DEMO_DAY);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const DemoWorkDay *first = a;
  const DemoWorkDay *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

void
demo_work_make_month (const DemoUser *user,
                      guint seed,
                      gint64 first,
                      gint64 now,
                      GArray *plan,
                      GArray *days)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (first + DEMO_PORTAL_OFFSET);
  Month self = {
    .user = user,
    .seed = seed,
    .first = first,
    .end = demo_work_month_begin (first, 1),
    .now = now,
    .plan = plan,
    .days = days,
    .month = g_date_time_get_month (time),
  };
  int number = 0;

  self.is_example = user->id == DEMO_EXAMPLE_USER && self.month == DEMO_EXAMPLE_MONTH &&
                    g_date_time_get_year (time) == DEMO_EXAMPLE_YEAR;
  for (gint64 day = first; day < self.end; day += DEMO_DAY)
    {
      int seconds;
      Case kind;

      if (!works (user->id, day))
        continue;
      kind = find_case (user->id, ++number, &seconds);
      if (self.is_example)
        add_example (&self, day, number);
      else if (!is_off (&self, day) && !is_away (&self, number))
        add_case (&self, day, kind, seconds);
    }
  if (user->id == 9)
    add_absence (&self, DEMO_SHIFT_SICK, 4, 5);
  if (user->id == VACATION_USER && self.month % 2 == 0)
    add_absence (&self, DEMO_SHIFT_VACATION, VACATION_FROM, VACATION_TO);
  add_swapped (&self);
  add_night (&self);
  add_unplanned (&self);
  if (days != NULL)
    g_array_sort (days, compare_days);
}

/* demo-seed-visits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schedule: who sits in which chair when.
 */

#define G_LOG_DOMAIN "demo-seed-visits"

#include "demo-seed.h"

#include "demo-random.h"

#define DAYS_BACK 75
#define SMALL_CLINIC                                                                               \
  1000 /* patients: with fewer there is a shorter past, so that it starts quicker */
#define SMALL_DAYS_BACK 14
#define DAYS_AHEAD 21
#define DAYS_MOST 1000 /* of the past */

enum
{
  TOPIC_SLOT = 1000,
  TOPIC_PATIENT,
  TOPIC_VISIT,
};

/* Who works at the chair: the morning and the evening shift. */
static const int shifts[DEMO_CHAIRS][2] = {
  { 21, 29 }, { 27, 21 }, { 23, 27 }, { 24, 29 }, { 25, 30 }, { 22, 26 }, { 28, 28 },
};

gboolean
demo_seed_suits (DemoWorld *self, gint64 contact, int specialty)
{
  gboolean child = demo_people_get_age (self->people, contact) < 16;

  if (demo_seed_is_example (self, contact))
    return FALSE;
  if (specialty == DEMO_SPECIALTY_CHILDREN)
    return child;

  return !child || specialty == DEMO_SPECIALTY_ORTHODONTICS;
}

/* A third of the visits are of those who were here some weeks before. */
gint64
demo_seed_pick_patient (DemoWorld *self, GArray *visits, guint64 number, int specialty)
{
  guint made = demo_people_get_count (self->people);

  for (guint i = 0; i < 24; i++)
    {
      guint64 luck = demo_hash (self->seed, TOPIC_PATIENT + i, number);
      gint64 contact = 0;

      if (luck % 100 < 35 && visits->len > 500)
        {
          const DemoVisit *before =
            &g_array_index (visits, DemoVisit, (luck >> 8) % (visits->len - 400));

          contact = before->contact;
        }
      else if (made > DEMO_FIXTURES)
        contact = DEMO_FIXTURES + 1 + (gint64) ((luck >> 8) % (made - DEMO_FIXTURES));
      if (contact > 0 && demo_seed_suits (self, contact, specialty))
        return contact;
    }

  return MIN (DEMO_FIXTURES + 1, made);
}

static void
add_visit (DemoWorld *self, GArray *visits, gint64 start, int chair, int doctor, guint64 number)
{
  int specialty = demo_directory_find_user (doctor)->specialty;
  gint64 now = demo_world_get_now (self);
  DemoVisit visit = { 0 };
  gint64 ahead;

  visit.number = demo_hash (self->seed, TOPIC_VISIT, number);
  visit.service = demo_service_pick (specialty, visit.number >> 12);
  visit.start = start;
  visit.doctor = doctor;
  visit.chair = DEMO_CHAIR_FIRST + chair;
  visit.contact = self->history != 0 ? demo_seed_pick_past (self, visits, number, specialty, start)
                                     : demo_seed_pick_patient (self, visits, number, specialty);
  visit.first = (visit.number >> 5) % 100 < 14;
  visit.moves = (visit.number >> 24) % 100 < 12 ? 1 + (visit.number >> 31) % 5 / 4 : 0;
  ahead = 3600 + (gint64) ((visit.number >> 7) % (18 * DEMO_DAY));
  if (start - ahead > now)
    ahead = start - now + 600 + (gint64) ((visit.number >> 9) % (3 * DEMO_DAY));
  visit.created = start - ahead;
  demo_seed_walk (&visit, now);
  g_array_append_val (visits, visit);
}

static void
plan_chair (DemoWorld *self, GArray *visits, int day, int chair)
{
  gint64 midnight = self->today + day * (gint64) DEMO_DAY;
  int weekday = (int) ((midnight + DEMO_PORTAL_OFFSET) / DEMO_DAY + 4) % 7; /* 0 is Sunday */
  int open = weekday == 0 ? 10 * 60 : 9 * 60;
  int close = weekday == 0 ? 15 * 60 : 20 * 60 + 30;
  int at = open;

  if (weekday == 0 && chair > 2 && chair != 4)
    return;
  for (guint slot = 0; at < close; slot++)
    {
      guint64 number = (guint64) (day + DAYS_MOST) * 1000 + (guint64) chair * 100 + slot;
      guint64 luck = demo_hash (self->seed, TOPIC_SLOT, number);
      int doctor = shifts[chair][at >= 15 * 60];
      int before = (int) visits->len;
      /* The further ahead, the more of the schedule is still free. */
      guint filled = day <= 1 ? 76 : (guint) MAX (76 - day * 3, 15);

      if (luck % 100 >= filled)
        {
          at += 30;
          continue;
        }
      add_visit (self, visits, midnight + at * 60, chair, doctor, number);
      at += g_array_index (visits, DemoVisit, before).service->minutes;
      at += (luck >> 8) % 100 < 35 ? 15 : 0;
      at = (at + 14) / 15 * 15;
    }
}

static void
add_fixture (DemoWorld *self,
             GArray *visits,
             gint64 contact,
             gint64 start,
             int doctor,
             int service,
             int kind)
{
  gint64 now = demo_world_get_now (self);
  DemoVisit visit = { 0 };

  visit.number = demo_hash (self->seed, TOPIC_VISIT, (guint64) start);
  visit.service =
    demo_service_pick (demo_directory_find_user (doctor)->specialty, (guint64) service);
  visit.contact = contact;
  visit.start = start;
  visit.doctor = doctor;
  visit.chair = DEMO_CHAIR_FIRST + (doctor == 28 ? 6 : 1);
  visit.created = MIN (start - 9 * DEMO_DAY, now - 3 * DEMO_DAY);
  demo_seed_step (&visit, "C5:NEW", visit.created);
  if (kind == 'S')
    {
      visit.confirm = DEMO_CONFIRM_YES;
      demo_seed_step (&visit, "C5:UC_CONFIRM", start - 20 * 3600);
      demo_seed_step (&visit, "C5:WON", start + visit.service->minutes * 60);
    }
  else if (kind == 'F')
    {
      visit.confirm = DEMO_CONFIRM_NO;
      visit.loss = 1041;
      demo_seed_step (&visit, "C5:UC_DELA", start - 20 * 3600);
    }
  else if (start - now < 2 * DEMO_DAY && now >= self->today + 9 * 3600 &&
           demo_time_day_start (start) == self->today + DEMO_DAY)
    demo_seed_step (&visit, "C5:UC_ZAVTRA", self->today + 9 * 3600);
  g_array_append_val (visits, visit);
}

static gint64
months_ago (DemoWorld *self, int months, int hour)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_utc (self->today + DEMO_PORTAL_OFFSET);
  g_autoptr (GDateTime) then = g_date_time_add_months (today, -months);

  return g_date_time_to_unix (then) - DEMO_PORTAL_OFFSET + hour * 3600;
}

/* The people of the acceptance scenarios: see demo-world.h. */
void
demo_seed_plan_fixtures (DemoWorld *self, GArray *visits)
{
  gint64 tomorrow = self->today + DEMO_DAY;
  int weekday = (int) ((self->today + DEMO_PORTAL_OFFSET) / DEMO_DAY + 4) % 7;
  gint64 monday = self->today + (weekday == 0 ? 1 : 8 - weekday) * (gint64) DEMO_DAY;

  add_fixture (self, visits, 1, months_ago (self, 2, 12), 27, 1, 'S');
  add_fixture (self, visits, 1, tomorrow + 10 * 3600 + 1800, 27, 0, 'P');
  add_fixture (self, visits, 2, monday + 15 * 3600, 28, 1, 'P');
  add_fixture (self, visits, 3, months_ago (self, 6, 11), 27, 0, 'S');
  add_fixture (self, visits, 3, months_ago (self, 1, 17), 27, 3, 'F');
  for (int months = 14; months >= 4; months -= 2)
    add_fixture (self, visits, 4, months_ago (self, months, 18), months % 4 == 0 ? 25 : 21, months,
                 'S');
  add_fixture (self, visits, 4, tomorrow + 3 * DEMO_DAY + 18 * 3600, 26, 0, 'P');
  add_fixture (self, visits, 5, tomorrow + 12 * 3600, 21, 4, 'P');
  add_fixture (self, visits, 6, months_ago (self, 1, 10), 24, 1, 'S');
  add_fixture (self, visits, 7, months_ago (self, 3, 19), 22, 0, 'S');
}

/* Who would rather come earlier, and some of those who cannot come when they should: the waiting
 * list. Two of them are dr. Petrov's. */
static void
mark_waiting (DemoWorld *self, GArray *visits)
{
  gint64 soon = demo_world_get_now (self) + 3 * DEMO_DAY;
  guint petrovs = 0;

  for (guint i = 0; i < visits->len; i++)
    {
      DemoVisit *visit = &g_array_index (visits, DemoVisit, i);
      const char *stage = visit->steps[visit->n_steps - 1].stage;

      if (visit->contact <= DEMO_FIXTURES)
        continue;
      if (g_str_equal (stage, "C5:UC_CANCEL"))
        visit->waiting = (visit->number >> 26) % 2 == 0;
      else if (g_str_equal (stage, "C5:NEW") && visit->start > soon)
        visit->waiting = (visit->number >> 26) % 100 < 4 || (visit->doctor == 27 && petrovs++ < 2);
    }
}

GArray *
demo_seed_plan (DemoWorld *self)
{
  GArray *visits = g_array_sized_new (FALSE, TRUE, sizeof (DemoVisit), 8000);

  int back = self->history != 0 ? (int) MIN (self->history, DAYS_MOST)
             : demo_people_get_count (self->people) < SMALL_CLINIC ? SMALL_DAYS_BACK
                                                                   : DAYS_BACK;

  for (int day = -back; day <= DAYS_AHEAD; day++)
    {
      for (int chair = 0; chair < DEMO_CHAIRS; chair++)
        plan_chair (self, visits, day, chair);
    }
  demo_seed_plan_fixtures (self, visits);
  if (demo_seed_has_example (self))
    demo_seed_plan_example (self, visits);
  demo_seed_plan_open (self, visits);
  mark_waiting (self, visits);

  return visits;
}

/* demo-seed-open.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * More open appointments than the clinic has chairs for, to see how a board bears them.
 */

#define G_LOG_DOMAIN "demo-seed-open"

#include "demo-seed.h"

#include "demo-random.h"

#define DAYS_AHEAD 28
#define OPENING (9 * 3600)
#define QUARTER 900
#define QUARTERS 45 /* of an hour, in a working day */

enum
{
  TOPIC_OPEN = 5000,
};

/* of twenty, where they stand */
static const char *const stages[] = {
  "C5:NEW",        "C5:NEW",        "C5:NEW",       "C5:NEW",        "C5:NEW",
  "C5:NEW",        "C5:NEW",        "C5:NEW",       "C5:NEW",        "C5:UC_ZAVTRA",
  "C5:UC_ZAVTRA",  "C5:UC_ZAVTRA",  "C5:UC_SILENT", "C5:UC_SILENT",  "C5:UC_CONFIRM",
  "C5:UC_CONFIRM", "C5:UC_CONFIRM", "C5:UC_CANCEL", "C5:UC_ARRIVED", "C5:UC_INCHAIR",
};

static int
confirm_of (const char *stage)
{
  if (g_str_equal (stage, "C5:UC_CONFIRM"))
    return DEMO_CONFIRM_YES;
  if (g_str_equal (stage, "C5:UC_CANCEL"))
    return DEMO_CONFIRM_NO;

  return g_str_equal (stage, "C5:UC_SILENT") ? DEMO_CONFIRM_SILENT : 0;
}

static const DemoUser *
pick_doctor (guint64 number)
{
  const DemoUser *users = demo_directory_users ();
  guint count = 0;
  guint wanted;

  for (const DemoUser *user = users; user->id != -1; user++)
    count += user->specialty != 0;
  wanted = (guint) (number % count);
  for (const DemoUser *user = users; user->id != -1; user++)
    {
      if (user->specialty != 0 && wanted-- == 0)
        return user;
    }

  return users;
}

static void
add_open (DemoWorld *self, GArray *visits, guint index)
{
  gint64 now = demo_world_get_now (self);
  DemoVisit visit = { 0 };
  const DemoUser *doctor;
  const char *stage;
  gboolean today;

  visit.number = demo_hash (self->seed, TOPIC_OPEN, index);
  stage = stages[(visit.number >> 2) % G_N_ELEMENTS (stages)];
  today = g_str_equal (stage, "C5:UC_ARRIVED") || g_str_equal (stage, "C5:UC_INCHAIR");
  doctor = pick_doctor (visit.number >> 8);
  visit.doctor = doctor->id;
  visit.service = demo_service_pick (doctor->specialty, visit.number >> 12);
  visit.chair = DEMO_CHAIR_FIRST + (int) ((visit.number >> 16) % DEMO_CHAIRS);
  visit.contact = demo_seed_pick_patient (self, visits, visit.number >> 3, doctor->specialty);
  visit.start = today
                  ? now / QUARTER * QUARTER - QUARTER * (gint64) (visit.number % 3)
                  : self->today + (1 + (gint64) ((visit.number >> 20) % DAYS_AHEAD)) * DEMO_DAY +
                      OPENING + (gint64) ((visit.number >> 26) % QUARTERS) * QUARTER;
  visit.first = (visit.number >> 32) % 100 < 14;
  visit.confirm = confirm_of (stage);
  visit.created = now - 2 * DEMO_DAY - (gint64) ((visit.number >> 34) % (9 * DEMO_DAY));
  demo_seed_step (&visit, "C5:NEW", visit.created);
  if (!g_str_equal (stage, "C5:NEW"))
    demo_seed_step (&visit, stage, now - 600 - (gint64) ((visit.number >> 40) % (6 * 3600)));
  g_array_append_val (visits, visit);
}

void
demo_seed_plan_open (DemoWorld *self, GArray *visits)
{
  for (guint i = 0; i < self->open_visits; i++)
    add_open (self, visits, i);
}

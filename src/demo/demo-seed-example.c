/* demo-seed-example.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The month of the payroll's worked example: of 40 first-visit patients whom the employee has
 * booked 32 came, of 25 people of the waiting list with whom she spoke 15. Nobody else of hers is
 * counted in that month, and these people are nobody else's.
 */

#define G_LOG_DOMAIN "demo-seed-example"

#include "demo-seed.h"

#include "demo-example.h"
#include "demo-random.h"
#include "demo-work.h"

#define PEOPLE (DEMO_EXAMPLE_FIRST + DEMO_EXAMPLE_WAITING)
#define HOUR 3600
/* On Sundays two of the chairs are free. */
#define SLOTS 12
#define SLOT (45 * 60)

enum
{
  TOPIC_EXAMPLE = 9900,
};

gint64
demo_seed_example_begin (void)
{
  /* 1 October 2026 */
  return G_GINT64_CONSTANT (1790802000);
}

/* The last who were written down before the month: those of the waiting list, then the new ones. */
static gint64
find_first_contact (DemoWorld *self)
{
  gint64 last = demo_seed_find_last (self, demo_seed_example_begin () - 1);

  return MAX (last - PEOPLE + 1, DEMO_FIXTURES + 1);
}

/* Asked for every visit, so it is found out once. */
gboolean
demo_seed_has_example (DemoWorld *self)
{
  gint64 begin = demo_seed_example_begin ();

  if (self->example != 0)
    return self->example > 0;
  if (self->history != 0 && self->today >= demo_work_month_begin (begin, 1) &&
      begin >= self->today - (gint64) self->history * DEMO_DAY &&
      demo_people_get_count (self->people) >= 10 * PEOPLE)
    self->example = find_first_contact (self);
  else
    self->example = -1;

  return self->example > 0;
}

gboolean
demo_seed_is_example (DemoWorld *self, gint64 contact)
{
  return demo_seed_has_example (self) && contact >= self->example &&
         contact < self->example + PEOPLE;
}

gint64
demo_example_get_begin (DemoWorld *self)
{
  return demo_seed_has_example (self) ? demo_seed_example_begin () : 0;
}

gboolean
demo_example_has_patient (DemoWorld *self, gint64 contact)
{
  return demo_seed_is_example (self, contact);
}

gint64
demo_example_get_waiting (DemoWorld *self, guint index)
{
  return self->example + index;
}

gint64
demo_example_get_contacted (guint index)
{
  static const int days[] = { 1, 4, 5, 8, 9 }; /* her shifts */

  return demo_seed_example_begin () + (days[index % G_N_ELEMENTS (days)] - 1) * (gint64) DEMO_DAY +
         10 * HOUR + index * 20 * 60;
}

/* the n-th free slot of the Sundays from that one on */
static gint64
get_slot (gint64 sunday, guint number)
{
  return sunday + (gint64) (number / (2 * SLOTS)) * 7 * DEMO_DAY + 10 * HOUR +
         number / 2 % SLOTS * SLOT;
}

static DemoVisit
make_visit (DemoWorld *self, gint64 contact, gint64 sunday, guint number)
{
  static const int doctors[] = { 24, 22 };
  int doctor = doctors[number % 2];
  DemoVisit visit = {
    .contact = contact,
    .start = get_slot (sunday, number),
    .doctor = doctor,
    .chair = DEMO_CHAIR_FIRST + (number % 2 == 0 ? 3 : 5),
    .number = demo_hash (self->seed, TOPIC_EXAMPLE, (guint64) contact * 10 + number % 7),
  };

  visit.service = demo_service_pick (demo_directory_find_user (doctor)->specialty, visit.number);

  return visit;
}

static void
finish (GArray *visits, DemoVisit *visit, gint64 created, gboolean came, guint number)
{
  visit->created = created;
  demo_seed_step (visit, "C5:NEW", created);
  visit->confirm = DEMO_CONFIRM_YES;
  demo_seed_step (visit, "C5:UC_ZAVTRA", demo_time_day_start (visit->start) - 15 * HOUR);
  demo_seed_step (visit, "C5:UC_CONFIRM", demo_time_day_start (visit->start) - 13 * HOUR);
  if (came)
    {
      demo_seed_step (visit, "C5:UC_ARRIVED", visit->start - 300);
      demo_seed_step (visit, "C5:WON", visit->start + visit->service->minutes * 60);
    }
  else if (number % 2 == 0)
    {
      visit->loss = 1046;
      demo_seed_step (visit, "C5:UC_NEYAVKA", visit->start + 2400);
    }
  else
    {
      visit->loss = 1041;
      demo_seed_step (visit, "C5:UC_DELA", visit->start - 5 * HOUR);
    }
  g_array_append_val (visits, *visit);
}

void
demo_seed_plan_example (DemoWorld *self, GArray *visits)
{
  gint64 begin = demo_seed_example_begin ();
  gint64 sunday = begin + 10 * (gint64) DEMO_DAY; /* 11 October */
  gint64 waiting = self->example;
  gint64 fresh = waiting + DEMO_EXAMPLE_WAITING;

  for (guint i = 0; i < DEMO_EXAMPLE_WAITING; i++)
    {
      /* 6 September: they have been patients for some weeks */
      DemoVisit before = make_visit (self, waiting + i, begin - 25 * (gint64) DEMO_DAY, i);

      before.user = 7;
      finish (visits, &before, before.start - 6 * DEMO_DAY, TRUE, i);
    }
  for (guint i = 0; i < DEMO_EXAMPLE_FIRST + DEMO_EXAMPLE_WAITED; i++)
    {
      gboolean is_first = i < DEMO_EXAMPLE_FIRST;
      guint place = is_first ? i : i - DEMO_EXAMPLE_FIRST;
      DemoVisit visit = make_visit (self, (is_first ? fresh : waiting) + place, sunday, i);

      visit.user = DEMO_EXAMPLE_USER;
      visit.first = is_first;
      finish (visits, &visit,
              is_first ? begin + 3 * (gint64) DEMO_DAY + 10 * HOUR + i * 900
                       : demo_example_get_contacted (place) + 300,
              !is_first || place < DEMO_EXAMPLE_CAME, place);
    }
}

/* the place of her visit that was made after the conversation */
static gint64
find_visit (GArray *visits, gint64 contact)
{
  for (guint i = 0; i < visits->len; i++)
    {
      const DemoVisit *visit = &g_array_index (visits, DemoVisit, i);

      if (visit->contact == contact && visit->user == DEMO_EXAMPLE_USER)
        return i;
    }

  return -1;
}

GArray *
demo_seed_example_enquiries (DemoWorld *self, GArray *visits)
{
  GArray *enquiries = g_array_new (FALSE, TRUE, sizeof (DemoEnquiry));
  gint64 waiting = self->example;

  for (guint i = 0; i < DEMO_EXAMPLE_WAITING; i++)
    {
      gint64 contacted = demo_example_get_contacted (i);
      DemoEnquiry enquiry = {
        .contact = waiting + i,
        .created = contacted - 2 * DEMO_DAY - 5 * HOUR,
        .waits = contacted - 2 * DEMO_DAY - 4 * HOUR,
        .stage = i < DEMO_EXAMPLE_WAITED ? "CONVERTED"
                 : i % 2 == 0            ? "UC_WAITLIST"
                                         : "UC_LOST_TIME",
        .source = i % 2 == 0 ? "CALL" : "WEB",
        .user = DEMO_EXAMPLE_USER,
        .number = demo_hash (self->seed, TOPIC_EXAMPLE + 1, i),
        .visit = i < DEMO_EXAMPLE_WAITED ? find_visit (visits, waiting + i) : -1,
      };

      enquiry.moved = enquiry.visit < 0 && i % 2 == 0 ? enquiry.waits : contacted + 300;
      g_array_append_val (enquiries, enquiry);
    }

  return enquiries;
}

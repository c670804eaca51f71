/* demo-seed-past.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With years of history: who comes when, and for the first time or not.
 */

#define G_LOG_DOMAIN "demo-seed-past"

#include "demo-seed.h"

#include "demo-random.h"

#define TRIES 12
/* a visit of somebody who was written down in these days */
#define NEW_DAYS 10

enum
{
  TOPIC_PAST = 9000,
};

/* The patients come in the order in which they were written down. */
gint64
demo_seed_find_last (DemoWorld *self, gint64 moment)
{
  gint64 low = DEMO_FIXTURES + 1;
  gint64 high = demo_people_get_count (self->people);

  while (low < high)
    {
      gint64 middle = low + (high - low + 1) / 2;

      if (demo_people_get_created (self->people, middle) <= moment)
        low = middle;
      else
        high = middle - 1;
    }

  return low;
}

/* Of a hundred visits eighteen are of somebody new, and half of those of whom was here not long
 * ago. */
gint64
demo_seed_pick_past (DemoWorld *self, GArray *visits, guint64 number, int specialty, gint64 at)
{
  gint64 last = demo_seed_find_last (self, MIN (at - 3600, self->today));
  gint64 before = demo_seed_find_last (self, MIN (at, self->today) - NEW_DAYS * (gint64) DEMO_DAY);

  for (guint i = 0; i < TRIES; i++)
    {
      guint64 luck = demo_hash (self->seed, TOPIC_PAST + i, number);
      guint kind = (guint) (luck % 100);
      gint64 contact;

      if (kind < 18 && last > before)
        contact = before + 1 + (gint64) ((luck >> 8) % (guint64) (last - before));
      else if (kind < 60 && visits->len > 2000)
        contact =
          g_array_index (visits, DemoVisit, visits->len - 400 - (luck >> 8) % (visits->len / 4))
            .contact;
      else
        contact =
          DEMO_FIXTURES + 1 + (gint64) ((luck >> 8) % (guint64) MAX (before - DEMO_FIXTURES, 1));
      if (contact > DEMO_FIXTURES && demo_seed_suits (self, contact, specialty))
        return contact;
    }

  return demo_seed_pick_patient (self, visits, number, specialty);
}

typedef struct
{
  gint64 start;
  guint place;
} Order;

static int
compare_orders (gconstpointer a, gconstpointer b)
{
  const Order *first = a;
  const Order *second = b;

  return (first->start > second->start) - (first->start < second->start);
}

/* Half a year by the calendar is close to this many days; a day more or less is nobody's. */
#define HALF_YEAR (183 * (gint64) DEMO_DAY)

/* Those who were patients before the records begin had their last visit in the months
 * before. */
static gint64
guess_last (DemoWorld *self, gint64 contact, gint64 begin)
{
  if (demo_people_get_created (self->people, contact) > begin - 30 * (gint64) DEMO_DAY)
    return 0;

  return begin -
         (gint64) demo_pick (self->seed, TOPIC_PAST + 100, (guint64) contact, 240) * DEMO_DAY;
}

void
demo_seed_settle (DemoWorld *self, GArray *visits)
{
  guint people = demo_people_get_count (self->people);
  g_autofree gint64 *last = g_new0 (gint64, people + 1);
  g_autoptr (GArray) orders = g_array_sized_new (FALSE, FALSE, sizeof (Order), visits->len);
  gint64 begin = self->today - (gint64) self->history * DEMO_DAY;

  for (guint i = 0; i < visits->len; i++)
    {
      Order order = { g_array_index (visits, DemoVisit, i).start, i };

      g_array_append_val (orders, order);
    }
  g_array_sort (orders, compare_orders);
  for (guint i = 1; i <= people; i++)
    last[i] = guess_last (self, i, begin);
  for (guint i = 0; i < orders->len; i++)
    {
      DemoVisit *visit = &g_array_index (visits, DemoVisit, g_array_index (orders, Order, i).place);
      gint64 *seen = &last[CLAMP (visit->contact, 0, (gint64) people)];

      if (!demo_seed_is_example (self, visit->contact))
        visit->first = *seen == 0 || visit->start - *seen >= HALF_YEAR;
      if (g_str_equal (visit->steps[visit->n_steps - 1].stage, "C5:WON"))
        *seen = visit->start;
    }
}

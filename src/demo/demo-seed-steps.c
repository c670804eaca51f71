/* demo-seed-steps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What has become of each visit by now: the reminder of the day before, the answer, the day itself.
 */

#define G_LOG_DOMAIN "demo-seed-steps"

#include "demo-seed.h"

#include "demo-random.h"

void
demo_seed_step (DemoVisit *visit, const char *stage, gint64 when)
{
  if (visit->n_steps > 0)
    when = MAX (when, visit->steps[visit->n_steps - 1].when + 1);
  if (visit->n_steps < DEMO_MAX_STEPS)
    visit->steps[visit->n_steps++] = (DemoStep){ stage, when };
}

/* Some cancel, for one reason or another, and stay lost once the day is over. */
static void
lose (DemoVisit *visit, gint64 when)
{
  static const struct
  {
    const char *stage;
    int reason;
  } ends[] = {
    { "C5:UC_DELA", 1041 },   { "C5:UC_DELA", 1041 },    { "C5:UC_BOLEZN", 1042 },
    { "C5:UC_BOLEZN", 1042 }, { "C5:UC_DOROGO", 1043 },  { "C5:UC_DRUGAYA", 1044 },
    { "C5:UC_STRAH", 1045 },  { "C5:UC_KLINIKA", 1047 }, { "C5:LOSE", 1048 },
  };
  guint index = (guint) ((visit->number >> 20) % G_N_ELEMENTS (ends));

  visit->loss = ends[index].reason;
  demo_seed_step (visit, ends[index].stage, when);
}

/* The answers come in from nine in the morning till evening. */
static gboolean
answer_reminder (DemoVisit *visit, gint64 reminder, gint64 now)
{
  guint luck = (guint) (visit->number % 100);
  gint64 answer = reminder + 600 + (gint64) ((visit->number >> 10) % (9 * 3600));

  if (now < reminder)
    return TRUE;
  demo_seed_step (visit, "C5:UC_ZAVTRA", reminder);
  if (luck < 5)
    {
      if (answer > now)
        return TRUE;
      visit->confirm = DEMO_CONFIRM_NO;
      demo_seed_step (visit, "C5:UC_CANCEL", answer);
      if (now > answer + 2 * 3600)
        lose (visit, answer + 5400);
      return FALSE;
    }
  if (luck < 84 && answer <= now)
    {
      visit->confirm = DEMO_CONFIRM_YES;
      demo_seed_step (visit, "C5:UC_CONFIRM", answer);
    }
  else if (luck >= 84 && now >= reminder + 7 * 3600)
    {
      visit->confirm = DEMO_CONFIRM_SILENT;
      demo_seed_step (visit, "C5:UC_SILENT", reminder + 7 * 3600);
    }

  return TRUE;
}

static void
walk_day (DemoVisit *visit, gint64 now)
{
  guint luck = (guint) ((visit->number >> 32) % 100);
  gint64 end = visit->start + visit->service->minutes * 60;
  gint64 arrival = visit->start - 900 + (gint64) ((visit->number >> 40) % 1200);

  /* A few come though they never answered; more of those stay away. */
  if (luck < (visit->confirm == DEMO_CONFIRM_SILENT ? 25u : 4u))
    {
      if (now > visit->start + 2400)
        {
          visit->loss = 1046;
          demo_seed_step (visit, "C5:UC_NEYAVKA", visit->start + 2400);
        }
      return;
    }
  if (arrival > now)
    return;
  demo_seed_step (visit, "C5:UC_ARRIVED", arrival);
  if (MAX (visit->start, arrival) + 120 > now)
    return;
  demo_seed_step (visit, "C5:UC_INCHAIR", MAX (visit->start, arrival) + 120);
  if (end + 300 <= now)
    demo_seed_step (visit, "C5:WON", end + 300);
}

void
demo_seed_walk (DemoVisit *visit, gint64 now)
{
  gint64 reminder = demo_time_day_start (visit->start) - DEMO_DAY + 9 * 3600;

  demo_seed_step (visit, "C5:NEW", visit->created);
  if (visit->created < reminder && !answer_reminder (visit, reminder, now))
    return;
  walk_day (visit, now);
}

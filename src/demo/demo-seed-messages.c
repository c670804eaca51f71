/* demo-seed-messages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was written to the patients of these days about their visits, what they answered, whom
 * somebody had to call; and what the robots still have to do about them.
 */

#define G_LOG_DOMAIN "demo-seed-messages"

#include "demo-seed.h"

#include "demo-messages.h"
#include "demo-robots.h"

#define DAYS_BACK 2
#define BEFORE (2 * 3600)
#define LATE (3 * 3600)

static void
write_message (DemoMessages *messages,
               const DemoVisit *visit,
               gint64 deal,
               DemoMessageKind kind,
               gint64 when)
{
  demo_messages_write (messages,
                       &(DemoMessage){ .kind = kind,
                                       .status = visit->number % 37 == 0 ? DEMO_MESSAGE_UNDELIVERED
                                                                         : DEMO_MESSAGE_DELIVERED,
                                       .deal = deal,
                                       .contact = visit->contact,
                                       .visit = visit->start,
                                       .doctor = visit->doctor,
                                       .when = when });
}

static void
write_call (DemoMessages *messages, const DemoVisit *visit, gint64 deal, gint64 when, gint64 now)
{
  static const int staff[] = { 12, 13, 14 };

  if (when < now)
    demo_messages_write_call (messages, deal, visit->contact, when,
                              staff[visit->number % G_N_ELEMENTS (staff)],
                              (visit->number >> 6) % 2 == 0, NULL);
}

static gboolean
is_lost (const char *stage)
{
  return g_str_equal (stage, "C5:UC_CANCEL") ||
         demo_status_get_semantics (demo_directory_find_status ("DEAL_STAGE_5", stage)) == 'F';
}

static void
write_step (DemoMessages *messages,
            const DemoVisit *visit,
            gint64 deal,
            const DemoStep *step,
            gint64 now)
{
  if (g_str_equal (step->stage, "C5:UC_ZAVTRA"))
    write_message (messages, visit, deal, DEMO_MESSAGE_TOMORROW, step->when);
  else if (g_str_equal (step->stage, "C5:UC_CONFIRM") && visit->confirm == DEMO_CONFIRM_YES)
    demo_messages_write_answer (messages, deal, visit->contact, step->when, "+", TRUE);
  else if (g_str_equal (step->stage, "C5:UC_CANCEL") && visit->confirm == DEMO_CONFIRM_NO)
    {
      demo_messages_write_answer (messages, deal, visit->contact, step->when, "-", TRUE);
      write_call (messages, visit, deal, step->when + 2400, now);
    }
  else if (g_str_equal (step->stage, "C5:UC_SILENT") && visit->number % 3 != 0)
    write_call (messages, visit, deal, step->when + 1200, now);
}

static void
write_visit (DemoMessages *messages, const DemoVisit *visit, gint64 deal, gint64 now)
{
  gboolean is_awaited = visit->start - visit->created >= LATE;

  write_message (messages, visit, deal, DEMO_MESSAGE_BOOKED, visit->created + 1);
  for (guint i = 0; i < visit->n_steps; i++)
    {
      const DemoStep *step = &visit->steps[i];

      is_awaited = is_awaited && !(step->when < visit->start - BEFORE && is_lost (step->stage));
      write_step (messages, visit, deal, step, now);
    }
  if (is_awaited && visit->start - BEFORE <= now)
    write_message (messages, visit, deal, DEMO_MESSAGE_TODAY, visit->start - BEFORE);
}

void
demo_seed_messages (DemoWorld *self, GArray *visits, gint64 first)
{
  g_autoptr (DemoMessages) messages = demo_messages_new (self);
  gint64 now = demo_world_get_now (self);

  for (guint i = 0; i < visits->len; i++)
    {
      const DemoVisit *visit = &g_array_index (visits, DemoVisit, i);

      if (visit->start < self->today - DAYS_BACK * DEMO_DAY)
        continue;
      write_visit (messages, visit, first + i, now);
      demo_robots_plan (self, first + i, visit->start, visit->steps[visit->n_steps - 1].stage);
    }
}

/* bench-reports.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bar: any report over two years of a clinic (70,000 visits, 150,000 calls, 30,000 leads) takes at
 * most 150 ms of the processor's time, and what it is counted from at most 40 MB. Prints one JSON
 * object.
 */

#include <malloc.h>
#include <stdlib.h>
#include <time.h>

#include "clinic-days.h"
#include "clinic-report.h"

#define MAX_MS 150
#define MAX_MB 40
#define N_VISITS 70000
#define N_CALLS 150000
#define N_LEADS 30000
#define N_WAITS 3000
#define N_PATIENTS 18000
#define N_RUNS 3
#define BEGIN ((gint64) 1730408400) /* 1 November 2024 in Moscow */
#define LENGTH (730 * 24 * 3600)

static double
clock_ms (void)
{
  return (double) clock () * 1000 / CLOCKS_PER_SEC;
}

static guint32
pick (ClinicFacts *facts, GRand *dice, ClinicFactName kind, int n)
{
  return clinic_facts_key_of_id (facts, kind, g_rand_int_range (dice, 0, n + 1), "Имя Фамилия");
}

static void
add_visits (ClinicFacts *facts, GRand *dice)
{
  for (guint i = 1; i <= N_VISITS; i++)
    {
      gint64 start = BEGIN + g_rand_int_range (dice, 0, LENGTH) / 900 * 900;

      clinic_facts_add_visit (facts,
                              &(ClinicFactVisit){
                                .id = i,
                                .patient = g_rand_int_range (dice, 1, N_PATIENTS),
                                .start = start,
                                .created = start - g_rand_int_range (dice, 1, 40) * 24 * 3600,
                                .cancelled = start - g_rand_int_range (dice, 0, 90) * 3600,
                                .lead = i <= N_LEADS / 2 ? 2 * (gint64) i : 0,
                                .amount = g_rand_int_range (dice, 0, 900000),
                                .doctor = pick (facts, dice, CLINIC_NAMES_DOCTOR, 25),
                                .specialty = pick (facts, dice, CLINIC_NAMES_SPECIALTY, 8),
                                .source = pick (facts, dice, CLINIC_NAMES_SOURCE, 12),
                                .reason = pick (facts, dice, CLINIC_NAMES_REASON, 9),
                                .stage = pick (facts, dice, CLINIC_NAMES_STAGE, 16),
                                .chair = pick (facts, dice, CLINIC_NAMES_CHAIR, 9),
                                .user = pick (facts, dice, CLINIC_NAMES_USER, 12),
                                .minutes = (guint16) g_rand_int_range (dice, 15, 90),
                                .kind = (guint8) g_rand_int_range (dice, 0, 3),
                                .role = (guint8) g_rand_int_range (dice, 0, 13),
                                .reminders = (guint8) g_rand_int_range (dice, 0, 16),
                                .confirmation = (guint8) g_rand_int_range (dice, 0, 4),
                              });
    }
}

static void
add_others (ClinicFacts *facts, GRand *dice)
{
  guint32 codes[] = { clinic_facts_key (facts, CLINIC_NAMES_CODE, "200", NULL),
                      clinic_facts_key (facts, CLINIC_NAMES_CODE, "304", NULL) };
  ClinicFactCall last = { 0 };

  for (guint i = 1; i <= N_CALLS; i++)
    {
      gboolean is_return = i > 1 && last.type != 1 && g_rand_boolean (dice);
      gboolean missed = g_rand_int_range (dice, 0, 4) == 0;

      last = (ClinicFactCall){
        .id = i,
        .start = is_return ? last.start + g_rand_int_range (dice, 60, 7200)
                           : BEGIN + g_rand_int_range (dice, 0, LENGTH),
        .number =
          is_return ? last.number : 79160000000u + (guint64) g_rand_int_range (dice, 0, 30000),
        .duration = g_rand_int_range (dice, 0, 600),
        .ring = MAX (g_rand_int_range (dice, -20, 40), -1),
        .user = pick (facts, dice, CLINIC_NAMES_USER, 12),
        .line = pick (facts, dice, CLINIC_NAMES_LINE, 3),
        .code = codes[missed],
        .type = is_return ? 1 : (guint8) g_rand_int_range (dice, 2, 4),
        .answered = !missed,
      };
      clinic_facts_add_call (facts, &last);
    }
  for (guint i = 1; i <= N_LEADS; i++)
    clinic_facts_add_lead (facts, &(ClinicFactLead){
                                    .id = i,
                                    .patient = g_rand_int_range (dice, 0, N_PATIENTS),
                                    .created = BEGIN + g_rand_int_range (dice, 0, LENGTH),
                                    .source = pick (facts, dice, CLINIC_NAMES_SOURCE, 12),
                                    .stage = pick (facts, dice, CLINIC_NAMES_LEAD_STAGE, 12),
                                    .user = pick (facts, dice, CLINIC_NAMES_USER, 12),
                                    .kind = (guint8) g_rand_int_range (dice, 0, 3),
                                  });
  for (guint i = 1; i <= N_WAITS; i++)
    clinic_facts_add_wait (facts, &(ClinicFactWait){
                                    .id = i,
                                    .entity = CLINIC_ENTITY_LEAD,
                                    .patient = g_rand_int_range (dice, 0, N_PATIENTS),
                                    .contacted = BEGIN + g_rand_int_range (dice, 0, LENGTH),
                                  });
}

/* ms of the processor, the least of a few runs: what else the machine does is no part of it */
static double
measure_report (ClinicFacts *facts, ClinicMeasure measure, ClinicGrouping grouping)
{
  ClinicQuestion question = {
    .measure = measure,
    .grouping = grouping,
    .period = CLINIC_PERIOD_DAYS,
    .from = clinic_days_from_date (2024, 11, 1),
    .to = clinic_days_from_date (2026, 11, 1),
  };
  ClinicReportRules rules;
  double best = G_MAXDOUBLE;

  clinic_report_rules_init (&rules);
  for (guint i = 0; i < N_RUNS; i++)
    {
      double began = clock_ms ();
      g_autoptr (ClinicReport) report =
        clinic_report_new (facts, &question, &rules, BEGIN + LENGTH);

      best = MIN (best, clock_ms () - began);
      g_assert_cmpint (clinic_report_get_total (report)->figures[CLINIC_FIGURE_PART], >, 0);
    }

  return best;
}

int
main (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Moscow");
  g_autoptr (GRand) dice = g_rand_new_with_seed (6);
  g_autoptr (ClinicFacts) facts = NULL;
  double filled, sealed, worst = 0, sum = 0;
  const char *slowest = NULL;
  guint n = 0;
  gsize before = mallinfo2 ().uordblks + mallinfo2 ().hblkhd;
  double megabytes;

  if (zone == NULL)
    zone = g_time_zone_new_offset (3 * 3600);
  facts = clinic_facts_new (zone);
  filled = clock_ms ();
  add_visits (facts, dice);
  add_others (facts, dice);
  clinic_facts_set_known (facts, CLINIC_FACTS_VISITS, BEGIN, BEGIN + LENGTH);
  sealed = clock_ms ();
  clinic_facts_seal (facts);
  megabytes = (double) (mallinfo2 ().uordblks + mallinfo2 ().hblkhd - before) / (1 << 20);
  g_print ("{\"bench\": \"reports\", \"fill_ms\": %.0f, \"seal_ms\": %.0f, \"megabytes\": %.1f, ",
           sealed - filled, clock_ms () - sealed, megabytes);
  for (ClinicMeasure measure = 0; measure < CLINIC_N_MEASURES; measure++)
    for (guint grouping = 0; grouping < CLINIC_N_GROUPINGS; grouping++)
      if (clinic_measure_has_grouping (measure, (ClinicGrouping) grouping))
        {
          double ms = measure_report (facts, measure, (ClinicGrouping) grouping);

          n++;
          sum += ms;
          if (ms > worst)
            {
              worst = ms;
              slowest = clinic_measure_get_nick (measure);
            }
        }
  g_print ("\"reports\": %u, \"mean_ms\": %.1f, \"max_ms\": %.1f, \"slowest\": \"%s\", "
           "\"bar_ms\": %d, \"bar_megabytes\": %d}\n",
           n, sum / n, worst, slowest, MAX_MS, MAX_MB);

  return worst <= MAX_MS && megabytes <= MAX_MB ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* test-clinic-recount.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random questions to a random clinic, counted a second way: equal to the unit.
 */

#include "clinic-days.h"
#include "naive-count.h"

#define N_QUESTIONS 100
#define N_VISITS 260
#define N_CALLS 320
#define N_LEADS 150
#define N_WAITS 70
#define N_PATIENTS 50
#define N_NUMBERS 40
#define LENGTH (400 * 24 * 3600)

static gint64
begin_of_clinic (GTimeZone *zone)
{
  return clinic_days_begin (zone, clinic_days_from_date (2025, 9, 15));
}

/* in a third of the rows nobody says */
static guint32
pick (ClinicFacts *facts, GRand *dice, ClinicFactName kind, int n)
{
  return clinic_facts_key_of_id (facts, kind, MAX (g_rand_int_range (dice, -n / 2, n + 1), 0),
                                 NULL);
}

static void
add_visits (ClinicFacts *facts, GRand *dice, gint64 begin)
{
  for (guint i = 1; i <= N_VISITS; i++)
    {
      gint64 start = begin + g_rand_int_range (dice, 0, LENGTH) / 300 * 300;

      clinic_facts_add_visit (facts,
                              &(ClinicFactVisit){
                                .id = i,
                                .patient = g_rand_int_range (dice, 0, N_PATIENTS),
                                .start = start,
                                .created = start - g_rand_int_range (dice, 1, 20) * 24 * 3600,
                                .cancelled = g_rand_boolean (dice)
                                               ? start - g_rand_int_range (dice, -20, 60) * 3600
                                               : 0,
                                .lead = g_rand_int_range (dice, 0, 2 * N_LEADS),
                                .amount = g_rand_int_range (dice, 0, 900000),
                                .doctor = pick (facts, dice, CLINIC_NAMES_DOCTOR, 4),
                                .specialty = pick (facts, dice, CLINIC_NAMES_SPECIALTY, 3),
                                .source = pick (facts, dice, CLINIC_NAMES_SOURCE, 3),
                                .reason = pick (facts, dice, CLINIC_NAMES_REASON, 3),
                                .stage = pick (facts, dice, CLINIC_NAMES_STAGE, 5),
                                .chair = pick (facts, dice, CLINIC_NAMES_CHAIR, 2),
                                .user = pick (facts, dice, CLINIC_NAMES_USER, 3),
                                .minutes = (guint16) (g_rand_int_range (dice, 1, 20) * 15),
                                .kind = (guint8) g_rand_int_range (dice, 0, 3),
                                .role = g_rand_boolean (dice) ? CLINIC_STAGE_ROLE_NO_SHOW
                                                              : CLINIC_STAGE_ROLE_LOST,
                                .excused = g_rand_int_range (dice, 0, 4) == 0,
                                .first = (guint8) g_rand_int_range (dice, 0, 3),
                                .reminders = (guint8) g_rand_int_range (dice, 0, 32),
                                .confirmation = (guint8) g_rand_int_range (dice, 0, 4),
                              });
    }
}

static void
add_calls (ClinicFacts *facts, GRand *dice, gint64 begin)
{
  gint64 start = begin;

  for (guint i = 1; i <= N_CALLS; i++)
    {
      gboolean answered = g_rand_boolean (dice);

      /* mostly one soon after the other, so that numbers meet again in time; never at once */
      start += g_rand_int_range (dice, 0, 20) == 0 ? g_rand_int_range (dice, 1, LENGTH / 16)
                                                   : g_rand_int_range (dice, 1, 3000);
      clinic_facts_add_call (facts, &(ClinicFactCall){
                                      .id = i,
                                      .start = start,
                                      .number = (guint64) g_rand_int_range (dice, 0, N_NUMBERS) / 4,
                                      .duration = answered ? g_rand_int_range (dice, 0, 400) : 0,
                                      .ring = MAX (g_rand_int_range (dice, -10, 40), -1),
                                      .user = pick (facts, dice, CLINIC_NAMES_USER, 3),
                                      .line = pick (facts, dice, CLINIC_NAMES_LINE, 2),
                                      .code = clinic_facts_key (facts, CLINIC_NAMES_CODE,
                                                                answered ? "200" : "304", NULL),
                                      .type = (guint8) g_rand_int_range (dice, 1, 6),
                                      .answered = answered,
                                    });
    }
}

static void
add_people (ClinicFacts *facts, GRand *dice, gint64 begin)
{
  static const char *const stages[] = { "Новая", "Спам/реклама", "Дорого", "Дубль", NULL };

  for (guint i = 1; i <= N_LEADS; i++)
    {
      int stage = g_rand_int_range (dice, 0, 5);
      g_autofree char *key = g_strdup_printf ("UC_%d", stage);

      clinic_facts_add_lead (facts, &(ClinicFactLead){
                                      .id = i,
                                      .patient = g_rand_int_range (dice, 0, N_PATIENTS),
                                      .created = begin + g_rand_int_range (dice, 0, LENGTH),
                                      .visit = g_rand_int_range (dice, 0, 9) == 0 ? 9999 : 0,
                                      .source = pick (facts, dice, CLINIC_NAMES_SOURCE, 3),
                                      .stage = clinic_facts_key (facts, CLINIC_NAMES_LEAD_STAGE,
                                                                 key, stages[stage]),
                                      .user = pick (facts, dice, CLINIC_NAMES_USER, 3),
                                      .kind = (guint8) g_rand_int_range (dice, 0, 3),
                                    });
    }
  for (guint i = 1; i <= N_WAITS; i++)
    clinic_facts_add_wait (facts, &(ClinicFactWait){
                                    .id = i,
                                    .entity = g_rand_boolean (dice) ? CLINIC_ENTITY_LEAD
                                                                    : CLINIC_ENTITY_APPOINTMENT,
                                    .patient = g_rand_int_range (dice, 0, 20),
                                    .contacted = g_rand_boolean (dice)
                                                   ? begin + g_rand_int_range (dice, 0, LENGTH)
                                                   : 0,
                                    .user = pick (facts, dice, CLINIC_NAMES_USER, 3),
                                    .source = pick (facts, dice, CLINIC_NAMES_SOURCE, 3),
                                    .doctor = pick (facts, dice, CLINIC_NAMES_DOCTOR, 4),
                                  });
}

static ClinicFacts *
new_clinic (GRand *dice)
{
  /* summer time, where the machine knows of it: days of 23 and 25 hours */
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  ClinicFacts *facts = NULL;
  gint64 begin;

  if (zone == NULL)
    zone = g_time_zone_new_offset (3 * 3600);
  facts = clinic_facts_new (zone);
  begin = begin_of_clinic (zone);
  add_visits (facts, dice, begin);
  add_calls (facts, dice, begin);
  add_people (facts, dice, begin);
  clinic_facts_set_known (facts, CLINIC_FACTS_VISITS, begin, begin + LENGTH);
  clinic_facts_seal (facts);

  return facts;
}

static ClinicQuestion *
new_question (GRand *dice, ClinicMeasure measure)
{
  ClinicQuestion *question = clinic_question_new (measure, CLINIC_GROUPING_NONE);
  int from = clinic_days_from_date (2025, 9, 1) + g_rand_int_range (dice, 0, 250);

  do
    question->grouping = (ClinicGrouping) g_rand_int_range (dice, 0, CLINIC_N_GROUPINGS);
  while (!clinic_measure_has_grouping (measure, question->grouping));
  question->period = CLINIC_PERIOD_DAYS;
  question->from = from;
  question->to = from + g_rand_int_range (dice, 1, 300);
  for (guint i = 0; i < CLINIC_N_NAMES; i++)
    if (clinic_measure_has_name (measure, (ClinicFactName) i) && g_rand_int_range (dice, 0, 8) == 0)
      clinic_question_set_filter (question, (ClinicFactName) i,
                                  (const char *[]){ "1", g_rand_boolean (dice) ? "" : "2", NULL });

  return question;
}

/* a while after the last call, while some visits are still to come */
static gint64
get_now (ClinicFacts *facts, GRand *dice)
{
  guint n = 0;
  const ClinicFactCall *calls = clinic_facts_get_calls (facts, &n);

  return calls[n - 1].start + g_rand_int_range (dice, 0, 30 * 3600);
}

/* the rows of each figure are as many as it says, and none is there twice */
static void
assert_rows (ClinicReport *report, const ClinicReportGroup *group)
{
  for (ClinicFigure figure = 0; figure < CLINIC_N_FIGURES; figure++)
    {
      g_autoptr (GArray) rows = clinic_report_dup_rows (report, group, figure);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
      gint64 sum = 0;

      for (guint i = 0; i < rows->len; i++)
        {
          ClinicReportRow *row = &g_array_index (rows, ClinicReportRow, i);

          g_assert_true (g_hash_table_add (seen, &row->id));
          sum += row->value;
        }
      g_assert_cmpint (rows->len, ==, group->figures[figure]);
      if (figure == CLINIC_FIGURE_PART)
        g_assert_cmpint (sum, ==, group->sum);
    }
}

static void
compare (ClinicReport *report, GHashTable *naive)
{
  gboolean is_load = clinic_report_get_question (report)->measure == CLINIC_MEASURE_CHAIR_LOAD;
  const ClinicReportGroup *total = clinic_report_get_total (report);
  NaiveGroup sum = { 0 };
  guint found = 0;

  for (guint i = 0; i < clinic_report_get_n_groups (report); i++)
    {
      const NaiveGroup empty = { 0 };
      const ClinicReportGroup *group = clinic_report_get_group (report, i);
      const NaiveGroup *same = g_hash_table_lookup (naive, group->key);

      found += same != NULL ? 1 : 0;
      same = same != NULL ? same : &empty;
      for (guint k = 0; k < CLINIC_N_FIGURES; k++)
        {
          g_assert_cmpint (group->figures[k], ==, same->figures[k]);
          sum.figures[k] += same->figures[k];
        }
      g_assert_cmpint (group->amount, ==, same->amount);
      g_assert_cmpint (group->sum, ==, same->sum);
      if (is_load)
        g_assert_cmpint (group->whole, ==, same->open);
      sum.amount += same->amount;
      sum.sum += same->sum;
      assert_rows (report, group);
    }
  g_assert_cmpuint (found, ==, g_hash_table_size (naive));
  for (guint k = 0; k < CLINIC_N_FIGURES; k++)
    g_assert_cmpint (total->figures[k], ==, sum.figures[k]);
  g_assert_cmpint (total->amount, ==, sum.amount);
  g_assert_cmpint (total->sum, ==, sum.sum);
  assert_rows (report, total);
}

static void
test_random_questions_are_counted_twice (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (g_test_rand_int ());
  guint answered = 0;

  /* at least once each measure, then any */
  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      ClinicMeasure measure = i < CLINIC_N_MEASURES
                                ? (ClinicMeasure) i
                                : (ClinicMeasure) g_rand_int_range (dice, 0, CLINIC_N_MEASURES);
      g_autoptr (ClinicFacts) facts = new_clinic (dice);
      g_autoptr (ClinicQuestion) question = new_question (dice, measure);
      g_autofree char *text = clinic_question_to_string (question);
      g_autoptr (ClinicReport) report = NULL;
      g_autoptr (GHashTable) naive = NULL;
      ClinicReportRules rules;
      gint64 now = get_now (facts, dice);

      clinic_report_rules_init (&rules);
      rules.first_months = (guint) g_rand_int_range (dice, 1, 9);
      rules.first_inclusive = g_rand_boolean (dice);
      rules.bringing =
        g_rand_boolean (dice) ? CLINIC_BRINGING_OF_CONTACTED : CLINIC_BRINGING_OF_BOOKED;
      g_test_message ("%s", text);
      report = clinic_report_new (facts, question, &rules, now);
      naive = naive_count (facts, question, &rules, now);
      compare (report, naive);
      answered += g_hash_table_size (naive) > 0 ? 1 : 0;
    }
  g_assert_cmpuint (answered, >, N_QUESTIONS / 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clinic/report/recount", test_random_questions_are_counted_twice);

  return g_test_run ();
}

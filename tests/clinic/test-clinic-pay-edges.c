/* test-clinic-pay-edges.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Months of pay at their edges (clinic.md 3.7): midnights and the ends of months by every clock of
 * the country, two shifts a day, days that nobody ended, schedules that were changed afterwards.
 */

#include "clinic-facts.h"
#include "clinic-pay-sheet.h"
#include "pay-scene.h"

#define FIRST PAY_SCENE_FIRST
#define LAST PAY_SCENE_LAST
#define DAY (24 * HOUR)
#define USER 15
#define OPEN -1

/* A shift as the schedule and the clock have it, in minutes after the midnight of its month's first
 * day, and what comes of the month. */
typedef struct
{
  const char *what;
  int plan_from;
  int plan_to;
  int fact_from;
  int fact_to; /* OPEN: nobody ended it */
  int paid;    /* minutes */
  int overtime;
  ClinicPayFlagKind flag; /* CLINIC_N_PAY_FLAGS: none */
} Edge;

#define AT(day, hour, minute) (((day) -1) * 1440 + (hour) *60 + (minute))
#define NONE ((ClinicPayFlagKind) CLINIC_N_PAY_FLAGS)

static const Edge edges[] = {
  { "until midnight", AT (5, 18, 0), AT (6, 0, 0), AT (5, 18, 0), AT (6, 0, 0), 360, 0, NONE },
  { "from midnight on", AT (5, 0, 0), AT (5, 6, 0), AT (5, 0, 0), AT (5, 6, 0), 360, 0, NONE },
  { "a minute over midnight", AT (5, 18, 0), AT (6, 0, 0), AT (5, 18, 0), AT (6, 0, 1), 360, 0,
    CLINIC_PAY_FLAG_OVER_MIDNIGHT },
  { "a night", AT (5, 20, 0), AT (6, 8, 0), AT (5, 19, 55), AT (6, 8, 20), 720, 0,
    CLINIC_PAY_FLAG_OVER_MIDNIGHT },
  { "a night that was longer", AT (5, 20, 0), AT (6, 8, 0), AT (5, 20, 0), AT (6, 8, 21), 720, 21,
    CLINIC_PAY_FLAG_OVER_MIDNIGHT },
  { "a night that nobody ended", AT (5, 20, 0), AT (6, 8, 0), AT (5, 20, 0), OPEN, 0, 0,
    CLINIC_PAY_FLAG_OPEN_END },
  { "came after midnight only", AT (5, 20, 0), AT (6, 8, 0), AT (6, 1, 0), AT (6, 8, 0), 420, 0,
    CLINIC_PAY_FLAG_OVER_MIDNIGHT },
  { "the first night of the month", AT (1, 0, 0), AT (1, 8, 0), AT (1, 0, 0), AT (1, 8, 30), 480,
    30, NONE },
  { "the night before the month", AT (0, 23, 59), AT (1, 8, 0), AT (0, 23, 59), AT (1, 9, 0), 0, 0,
    NONE },
  { "the night after the month's last day", AT (31, 23, 0), AT (32, 7, 0), AT (31, 23, 0),
    AT (32, 7, 40), 480, 40, CLINIC_PAY_FLAG_OVER_MIDNIGHT },
  { "the first day of the next month", AT (32, 0, 0), AT (32, 8, 0), AT (32, 0, 0), AT (32, 9, 0),
    0, 0, NONE },
  { "a whole day and night", AT (5, 8, 0), AT (6, 8, 0), AT (5, 8, 0), AT (6, 8, 0), 1440, 0,
    CLINIC_PAY_FLAG_OVER_MIDNIGHT },
  { "ended seventeen hours later", AT (5, 8, 0), AT (5, 20, 0), AT (5, 8, 0), AT (6, 1, 0), 0, 0,
    CLINIC_PAY_FLAG_LONG_DAY },
};

static gboolean
has_flag (const ClinicPaySheet *sheet, ClinicPayFlagKind kind)
{
  for (guint i = 0; i < sheet->flags->len; i++)
    if (g_array_index (sheet->flags, ClinicPayFlag, i).kind == kind)
      return TRUE;

  return FALSE;
}

/* (transfer full): the month's inputs, with that shift as the facts have it */
static ClinicPayInputs *
new_inputs (GTimeZone *zone, const Edge *edge)
{
  g_autoptr (ClinicFacts) facts = clinic_facts_new (zone);
  ClinicPayInputs *inputs = clinic_pay_inputs_new (zone, USER, FIRST, LAST);
  ClinicPayRate rate = { .id = 1, .rate = 22000, .qualification = 1000, .seniority = -1 };
  gint64 midnight = clinic_days_begin (zone, FIRST);
  ClinicFactWork work = {
    .plan_id = 1,
    .record_id = 2,
    .plan_start = midnight + edge->plan_from * MINUTE,
    .plan_end = midnight + edge->plan_to * MINUTE,
    .fact_start = midnight + edge->fact_from * MINUTE,
    .fact_end = edge->fact_to == OPEN ? 0 : midnight + edge->fact_to * MINUTE,
    .fact_break = -1,
    .user = clinic_facts_key_of_id (facts, CLINIC_NAMES_USER, USER, NULL),
    .approved = TRUE,
  };

  clinic_facts_add_work (facts, &work);
  clinic_facts_seal (facts);
  inputs->now = clinic_days_begin (zone, LAST + 9);
  g_array_append_val (inputs->rates, rate);
  clinic_pay_inputs_take_facts (inputs, facts);

  return inputs;
}

static void
check (int hours, const Edge *edge)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (hours * (gint32) HOUR);
  g_autoptr (ClinicPayInputs) inputs = new_inputs (zone, edge);
  g_autoptr (ClinicPaySheet) sheet = clinic_pay_sheet_new (inputs);

  g_test_message ("UTC+%d: %s", hours, edge->what);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].quantity, ==, edge->paid * MINUTE);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].amount, ==, edge->paid * 22000 / 60);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].quantity, ==, edge->overtime * MINUTE);
  for (guint kind = 0; kind < CLINIC_N_PAY_FLAGS; kind++)
    if (kind == edge->flag)
      g_assert_true (has_flag (sheet, edge->flag));
    else if (clinic_pay_flag_blocks ((ClinicPayFlagKind) kind) ||
             kind == CLINIC_PAY_FLAG_OVER_MIDNIGHT)
      g_assert_true (!has_flag (sheet, (ClinicPayFlagKind) kind) ||
                     edge->flag == CLINIC_PAY_FLAG_OPEN_END ||
                     edge->flag == CLINIC_PAY_FLAG_LONG_DAY);
}

/* from Kaliningrad to Kamchatka */
static void
test_every_clock_of_the_country_has_its_own_midnight (void)
{
  for (int hours = 2; hours <= 12; hours++)
    for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
      check (hours, &edges[i]);
}

static void
test_of_two_shifts_each_is_asked_for_its_own_end (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicPaySheet) sheet = NULL;
  ClinicFactWork morning = pay_scene_new_shift (FIRST, 0), evening = pay_scene_new_shift (FIRST, 0);

  morning.plan_end = pay_scene_at (FIRST, 13, 0);
  morning.fact_end = 0;
  evening.plan_start = evening.fact_start = pay_scene_at (FIRST, 16, 0);
  evening.fact_end = pay_scene_at (FIRST, 20, 21);
  morning.plan_break = evening.plan_break = morning.fact_break = evening.fact_break = 0;
  g_array_append_val (inputs->works, morning);
  g_array_append_val (inputs->works, evening);
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_true (has_flag (sheet, CLINIC_PAY_FLAG_OPEN_END));
  g_assert_true (has_flag (sheet, CLINIC_PAY_FLAG_TWO_SHIFTS));
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].quantity, ==, 4 * HOUR);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].quantity, ==, 21 * MINUTE);
  g_assert_false (clinic_pay_sheet_is_complete (sheet));
}

/* What counts is the schedule as it stands now, and somebody is told that it was another one. */
static void
test_a_schedule_changed_afterwards_is_counted_and_said (void)
{
  const struct
  {
    int plan_to; /* hours */
    gint64 changed;
    gint64 paid;
    gint64 overtime;
    gboolean is_said;
  } cases[] = {
    { 20, 0, 11 * HOUR, 0, FALSE },
    { 19, -1, 10 * HOUR, HOUR, FALSE },
    { 19, 3 * DAY, 10 * HOUR, HOUR, TRUE },
    { 21, 3 * DAY, 11 * HOUR, 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
      g_autoptr (ClinicPaySheet) sheet = NULL;
      ClinicFactWork work = pay_scene_new_shift (FIRST, 0);

      work.plan_break = work.fact_break = 0;
      work.plan_end = pay_scene_at (FIRST, cases[i].plan_to, 0);
      work.plan_changed = cases[i].changed != 0 ? work.plan_start + cases[i].changed : 0;
      g_array_append_val (inputs->works, work);
      sheet = clinic_pay_sheet_new (inputs);
      g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].quantity, ==, cases[i].paid);
      g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].quantity, ==, cases[i].overtime);
      g_assert_cmpint (has_flag (sheet, CLINIC_PAY_FLAG_PLAN_CHANGED), ==, cases[i].is_said);
      g_assert_true (clinic_pay_sheet_is_complete (sheet));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clinic/pay/edges", test_every_clock_of_the_country_has_its_own_midnight);
  g_test_add_func ("/clinic/pay/open-shift", test_of_two_shifts_each_is_asked_for_its_own_end);
  g_test_add_func ("/clinic/pay/changed", test_a_schedule_changed_afterwards_is_counted_and_said);

  return g_test_run ();
}

/* test-clinic-pay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the reception is paid: the worked example of clinic.md 3.7 and its edge cases.
 */

#include "clinic-error.h"
#include "clinic-pay-signed.h"
#include "clinic-pay-words.h"
#include "clinic-work.h"
#include "pay-scene.h"

#define FIRST PAY_SCENE_FIRST
#define LAST PAY_SCENE_LAST

static void
test_the_worked_example_is_right_to_the_kopeck (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_example ();
  g_autoptr (ClinicPaySheet) sheet = clinic_pay_sheet_new (inputs);
  const gint64 amounts[CLINIC_N_PAY_KINDS] = {
    [CLINIC_PAY_BASE] = 3630000,          [CLINIC_PAY_OVERTIME] = 73205,
    [CLINIC_PAY_SENIORITY] = 181500,      [CLINIC_PAY_CALLS] = 320000,
    [CLINIC_PAY_BRINGING_FIRST] = 300000, [CLINIC_PAY_BRINGING_WAITING] = 150000,
    [CLINIC_PAY_REVIEWS] = 140000,        [CLINIC_PAY_NO_REMARKS] = 100000,
    [CLINIC_PAY_ALLOWANCES] = 200000,
  };
  const guint rows[CLINIC_N_PAY_KINDS] = {
    [CLINIC_PAY_BASE] = 31,      [CLINIC_PAY_OVERTIME] = 6, [CLINIC_PAY_SENIORITY] = 30,
    [CLINIC_PAY_CALLS] = 640,    [CLINIC_PAY_REVIEWS] = 7,  [CLINIC_PAY_NO_REMARKS] = 1,
    [CLINIC_PAY_ALLOWANCES] = 1,
  };

  for (guint i = 0; i < CLINIC_N_PAY_KINDS; i++)
    {
      g_assert_cmpint (sheet->lines[i].amount, ==, amounts[i]);
      g_assert_cmpuint (sheet->lines[i].rows->len, ==, rows[i]);
      g_assert_cmpstr (clinic_pay_kind_get_title ((ClinicPayKind) i), !=, "");
    }
  g_assert_cmpint (sheet->total, ==, 5094705);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].quantity, ==, 150 * HOUR);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].quantity, ==, 121 * MINUTE);
  g_assert_cmpuint (sheet->flags->len, ==, 0);
  g_assert_true (clinic_pay_sheet_is_complete (sheet));
  g_assert_cmpstr (sheet->lines[CLINIC_PAY_BASE].words, ==, "150 h × 220.00 × 1.1");
  g_assert_cmpstr (sheet->lines[CLINIC_PAY_OVERTIME].words, ==, "2 h 1 min × 220.00 × 1.1 × 1.5");
  g_assert_cmpstr (sheet->lines[CLINIC_PAY_SENIORITY].words, ==, "5\302\240% × 36\302\240300.00");
  g_assert_cmpstr (sheet->lines[CLINIC_PAY_CALLS].words, ==, "640 × 5.00");
}

static void
test_the_other_reading_counts_what_is_beyond (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_example ();
  g_autoptr (ClinicPaySheet) sheet = NULL;

  inputs->overtime = CLINIC_OVERTIME_BEYOND;
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].amount, ==, 36905);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].quantity, ==, 61 * MINUTE);
  g_assert_cmpint (sheet->total, ==, 5058405);
  g_assert_nonnull (strstr (sheet->rules[0], "(B)"));
}

static void
test_twenty_minutes_are_no_overtime_and_a_second_more_is (void)
{
  const struct
  {
    ClinicOvertime reading;
    gint64 excess;
    gint64 overtime;
  } cases[] = {
    { CLINIC_OVERTIME_WHOLE, 20 * MINUTE, 0 },
    { CLINIC_OVERTIME_WHOLE, 20 * MINUTE + 1, 20 * MINUTE + 1 },
    { CLINIC_OVERTIME_BEYOND, 20 * MINUTE, 0 },
    { CLINIC_OVERTIME_BEYOND, 20 * MINUTE + 1, 1 },
    { CLINIC_OVERTIME_WHOLE, -30 * MINUTE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
      g_autoptr (ClinicPaySheet) sheet = NULL;

      inputs->overtime = cases[i].reading;
      pay_scene_add_shift (inputs, FIRST, cases[i].excess);
      sheet = clinic_pay_sheet_new (inputs);
      g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].quantity, ==, cases[i].overtime);
    }
}

/* one shift that is changed a little, and what it comes to */
typedef struct
{
  const char *what;
  int fact_from; /* minutes after 9:00 */
  int fact_to;   /* minutes after 20:00 */
  int fact_break;
  gboolean early;
  int paid;
  int excess;
} Shift;

static void
test_paid_is_the_schedule_or_the_fact_where_that_is_less (void)
{
  const Shift cases[] = {
    { "to the minute", 0, 0, 60, FALSE, 600, 0 },
    { "no break taken", 0, 0, 0, FALSE, 600, 0 },
    { "break not recorded", 0, 0, -1, FALSE, 600, 0 },
    { "a longer break", 0, 0, 90, FALSE, 570, 0 },
    { "late", 30, 0, 60, FALSE, 570, 0 },
    { "left early", 0, -90, 60, FALSE, 510, 0 },
    { "late and stayed longer", 60, 60, 60, FALSE, 540, 60 },
    { "came earlier unasked", -40, 0, 60, FALSE, 600, 0 },
    { "came earlier as asked", -40, 0, 60, TRUE, 600, 40 },
    { "after the shift only", 12 * 60, 120, 0, FALSE, 0, 60 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
      g_autoptr (ClinicPaySheet) sheet = NULL;
      ClinicFactWork work = pay_scene_new_shift (FIRST, 0);
      const ClinicPayShift *shift = NULL;

      g_test_message ("%s", cases[i].what);
      work.fact_start += cases[i].fact_from * MINUTE;
      work.fact_end += cases[i].fact_to * MINUTE;
      work.fact_break = cases[i].fact_break < 0 ? -1 : cases[i].fact_break * (int) MINUTE;
      work.early_approved = cases[i].early;
      g_array_append_val (inputs->works, work);
      sheet = clinic_pay_sheet_new (inputs);
      shift = &g_array_index (sheet->shifts, ClinicPayShift, 0);
      g_assert_cmpint (shift->paid, ==, cases[i].paid * MINUTE);
      g_assert_cmpint (shift->excess, ==, cases[i].excess * MINUTE);
    }
}

static gboolean
has_flag (const ClinicPaySheet *sheet, ClinicPayFlagKind kind)
{
  for (guint i = 0; i < sheet->flags->len; i++)
    if (g_array_index (sheet->flags, ClinicPayFlag, i).kind == kind)
      return TRUE;

  return FALSE;
}

static void
test_a_forgotten_end_is_asked_and_never_guessed (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicPaySheet) sheet = NULL;
  g_autoptr (ClinicPaySigned) month = NULL;
  g_autoptr (GError) error = NULL;
  ClinicFactWork *work = NULL;

  pay_scene_add_shift (inputs, FIRST, 0);
  work = &g_array_index (inputs->works, ClinicFactWork, 0);
  work->fact_end = 0;
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_cmpint (sheet->total, ==, 0);
  g_assert_cmpuint (sheet->flags->len, ==, 1);
  g_assert_cmpint (g_array_index (sheet->flags, ClinicPayFlag, 0).kind, ==,
                   CLINIC_PAY_FLAG_OPEN_END);
  g_assert_cmpint (g_array_index (sheet->flags, ClinicPayFlag, 0).suggestion, ==, work->plan_end);
  g_assert_false (clinic_pay_sheet_is_complete (sheet));
  month = clinic_pay_signed_new (inputs, 1, 1, &error);
  g_assert_null (month);
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID);

  work->answered_end = pay_scene_at (FIRST, 20, 30);
  g_clear_pointer (&sheet, clinic_pay_sheet_free);
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_true (has_flag (sheet, CLINIC_PAY_FLAG_ANSWERED_END));
  g_assert_true (clinic_pay_sheet_is_complete (sheet));
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].quantity, ==, 10 * HOUR);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].quantity, ==, 30 * MINUTE);

  /* a shift that goes on is not missing anything yet */
  work->answered_end = 0;
  inputs->now = pay_scene_at (FIRST, 15, 0);
  g_clear_pointer (&sheet, clinic_pay_sheet_free);
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_cmpuint (sheet->flags->len, ==, 0);
}

static void
test_a_day_ended_the_next_morning_is_asked_too (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicPaySheet) sheet = NULL;

  pay_scene_add_shift (inputs, FIRST, 13 * HOUR);
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_true (has_flag (sheet, CLINIC_PAY_FLAG_LONG_DAY));
  g_assert_cmpint (sheet->total, ==, 0);
  g_array_index (inputs->works, ClinicFactWork, 0).answered_end = pay_scene_at (FIRST, 20, 0);
  g_clear_pointer (&sheet, clinic_pay_sheet_free);
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].quantity, ==, 10 * HOUR);
  g_assert_true (clinic_pay_sheet_is_complete (sheet));
}

/* What nobody planned has no schedule to be compared with: all of it is paid, none is overtime. */
static void
test_an_unplanned_shift_counts_when_somebody_says_so (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicPaySheet) sheet = NULL;
  ClinicFactWork *work = NULL;

  pay_scene_add_shift (inputs, FIRST, 0);
  work = &g_array_index (inputs->works, ClinicFactWork, 0);
  work->plan_id = work->plan_start = work->plan_end = 0;
  work->plan_break = 0;
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_true (has_flag (sheet, CLINIC_PAY_FLAG_UNPLANNED));
  g_assert_false (clinic_pay_sheet_is_complete (sheet));
  g_assert_cmpint (sheet->total, ==, 0);

  work->answered_end = pay_scene_at (FIRST, 19, 0);
  g_clear_pointer (&sheet, clinic_pay_sheet_free);
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_true (has_flag (sheet, CLINIC_PAY_FLAG_ANSWERED_END));
  g_assert_true (clinic_pay_sheet_is_complete (sheet));
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].quantity, ==, 9 * HOUR);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].quantity, ==, 0);
}

static void
test_a_shift_over_midnight_belongs_to_the_day_it_began_on (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicPaySheet) sheet = NULL;
  ClinicPayRate dearer = { .id = 2,
                           .from = FIRST + 1,
                           .rate = 99900,
                           .qualification = 1000,
                           .seniority = 0 };
  ClinicFactWork work = { .plan_id = 1,
                          .record_id = 2,
                          .plan_start = pay_scene_at (FIRST, 20, 0),
                          .plan_end = pay_scene_at (FIRST + 1, 8, 0),
                          .fact_start = pay_scene_at (FIRST, 20, 0),
                          .fact_end = pay_scene_at (FIRST + 1, 8, 25),
                          .fact_break = -1,
                          .day = FIRST,
                          .approved = TRUE };

  g_array_append_val (inputs->rates, dearer);
  g_array_append_val (inputs->works, work);
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_true (has_flag (sheet, CLINIC_PAY_FLAG_OVER_MIDNIGHT));
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].amount, ==, 12 * 24200);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].quantity, ==, 25 * MINUTE);
  g_assert_true (clinic_pay_sheet_is_complete (sheet));
}

static void
test_two_shifts_of_a_day_add_up_their_excess (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicPaySheet) sheet = NULL;
  ClinicFactWork morning = pay_scene_new_shift (FIRST, 0), evening = pay_scene_new_shift (FIRST, 0);

  morning.plan_end = pay_scene_at (FIRST, 13, 0);
  morning.fact_end = pay_scene_at (FIRST, 13, 15);
  evening.plan_start = evening.fact_start = pay_scene_at (FIRST, 16, 0);
  evening.fact_end = pay_scene_at (FIRST, 20, 6);
  morning.plan_break = evening.plan_break = morning.fact_break = evening.fact_break = 0;
  g_array_append_val (inputs->works, morning);
  g_array_append_val (inputs->works, evening);
  pay_scene_add_shift (inputs, FIRST + 1, 15 * MINUTE);
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_true (has_flag (sheet, CLINIC_PAY_FLAG_TWO_SHIFTS));
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].quantity, ==, 18 * HOUR);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].quantity, ==, 21 * MINUTE);
}

static void
test_what_somebody_must_look_at_is_flagged (void)
{
  const struct
  {
    ClinicPayFlagKind flag;
    gboolean blocks;
    gint64 paid;
  } cases[] = {
    { CLINIC_PAY_FLAG_UNAPPROVED, TRUE, 0 },  { CLINIC_PAY_FLAG_UNPLANNED, TRUE, 0 },
    { CLINIC_PAY_FLAG_ABSENT, FALSE, 0 },     { CLINIC_PAY_FLAG_PLAN_CHANGED, FALSE, 600 },
    { CLINIC_PAY_FLAG_SICK, FALSE, 0 },       { CLINIC_PAY_FLAG_VACATION, FALSE, 0 },
    { CLINIC_PAY_FLAG_SICK_WORKED, TRUE, 0 }, { CLINIC_PAY_FLAG_NO_RATE, TRUE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
      g_autoptr (ClinicPaySheet) sheet = NULL;
      ClinicFactWork work = pay_scene_new_shift (FIRST, 0);
      ClinicPayFlagKind flag = cases[i].flag;

      work.approved = flag != CLINIC_PAY_FLAG_UNAPPROVED;
      if (flag == CLINIC_PAY_FLAG_UNPLANNED)
        work.plan_id = work.plan_start = work.plan_end = 0;
      if (flag == CLINIC_PAY_FLAG_ABSENT || flag == CLINIC_PAY_FLAG_SICK ||
          flag == CLINIC_PAY_FLAG_VACATION)
        work.record_id = work.fact_start = work.fact_end = 0;
      if (flag == CLINIC_PAY_FLAG_SICK || flag == CLINIC_PAY_FLAG_SICK_WORKED)
        work.kind = CLINIC_WORK_SICK;
      if (flag == CLINIC_PAY_FLAG_VACATION)
        work.kind = CLINIC_WORK_VACATION;
      if (flag == CLINIC_PAY_FLAG_PLAN_CHANGED)
        work.plan_changed = work.plan_start + 1;
      if (flag == CLINIC_PAY_FLAG_NO_RATE)
        g_array_set_size (inputs->rates, 0);
      g_array_append_val (inputs->works, work);
      sheet = clinic_pay_sheet_new (inputs);
      g_assert_cmpuint (sheet->flags->len, ==, 1);
      g_assert_true (has_flag (sheet, flag));
      g_assert_cmpint (clinic_pay_sheet_is_complete (sheet), ==, !cases[i].blocks);
      g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].quantity, ==, cases[i].paid * MINUTE);
    }
  for (guint i = 0; i < CLINIC_N_PAY_FLAGS; i++)
    g_assert_cmpstr (clinic_pay_flag_get_words ((ClinicPayFlagKind) i), !=, "");
}

static void
test_long_overtime_is_paid_by_its_hours_and_watched (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicPaySheet) sheet = NULL;

  pay_scene_add_shift (inputs, FIRST, 3 * HOUR);
  inputs->overtime_before = 118 * HOUR;
  sheet = clinic_pay_sheet_new (inputs);
  /* 2 h × 1.5 + 1 h × 2 */
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].amount, ==, 24200 * 5);
  g_assert_true (has_flag (sheet, CLINIC_PAY_FLAG_YEAR_LIMIT));
  g_clear_pointer (&sheet, clinic_pay_sheet_free);
  inputs->overtime_rate = 30000;
  inputs->overtime_before = 117 * HOUR;
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_OVERTIME].amount, ==, 90000);
  g_assert_false (has_flag (sheet, CLINIC_PAY_FLAG_YEAR_LIMIT));
}

static void
test_the_overtime_of_the_year_says_what_is_not_known (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicPayInputs) copy = NULL;
  g_autoptr (ClinicPaySheet) sheet = clinic_pay_sheet_new (inputs);

  /* of a year that begins, or that had none, there is nothing to say */
  g_assert_cmpuint (g_strv_length (sheet->rules), ==, 3);
  g_clear_pointer (&sheet, clinic_pay_sheet_free);
  inputs->overtime_before = 90 * HOUR + 30 * MINUTE;
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_cmpstr (sheet->rules[3], ==,
                   "Overtime of the year before this month: 90 h 30 min; the limit is 120 h.");
  g_clear_pointer (&sheet, clinic_pay_sheet_free);
  inputs->overtime_unknown = 1 << 0 | 1 << 2;
  copy = clinic_pay_inputs_copy (inputs);
  sheet = clinic_pay_sheet_new (copy);
  g_assert_cmpstr (sheet->rules[3], ==,
                   "Overtime of the year before this month: at least 90 h 30 min; the limit is "
                   "120 h. Not known for: January, March.");
  g_assert_false (has_flag (sheet, CLINIC_PAY_FLAG_YEAR_LIMIT));
  g_clear_pointer (&sheet, clinic_pay_sheet_free);
  copy->overtime_before = 0;
  sheet = clinic_pay_sheet_new (copy);
  g_assert_cmpstr (sheet->rules[3], ==,
                   "The limit of overtime in a year is 120 h. Not known for: January, March.");
  g_clear_pointer (&sheet, clinic_pay_sheet_free);
  copy->overtime_year = 0;
  sheet = clinic_pay_sheet_new (copy);
  g_assert_cmpuint (g_strv_length (sheet->rules), ==, 3);
}

static void
test_the_rate_of_the_day_is_in_force (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicPaySheet) sheet = NULL;
  ClinicPayRate later = { .id = 2,
                          .from = FIRST + 10,
                          .rate = 25000,
                          .qualification = 1000,
                          .seniority = 100,
                          .call_price = 600 };

  g_array_append_val (inputs->rates, later);
  for (int i = 9; i < 11; i++)
    {
      ClinicPayCall call = { .id = i, .day = FIRST + i, .duration = 10, .answered = TRUE };

      pay_scene_add_shift (inputs, FIRST + i, 0);
      g_array_append_val (inputs->calls, call);
    }
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].amount, ==, 242000 + 250000);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_SENIORITY].amount, ==, 25000);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_CALLS].amount, ==, 1100);
  g_assert_cmpstr (sheet->lines[CLINIC_PAY_CALLS].words, ==, "1 × 5.00 + 1 × 6.00");
}

static void
test_years_of_service_begin_on_their_day (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();

  pay_scene_add_tier (inputs->seniority, 3, 50);
  inputs->hired = clinic_days_from_date (2023, 10, 16);
  g_assert_cmpint (clinic_pay_inputs_get_seniority (inputs, FIRST + 14), ==, 0);
  g_assert_cmpint (clinic_pay_inputs_get_seniority (inputs, FIRST + 15), ==, 50);
  inputs->hired = CLINIC_DAYS_NONE;
  g_assert_cmpint (clinic_pay_inputs_get_seniority (inputs, FIRST + 15), ==, 0);
}

static void
test_lines_are_rounded_once_half_up (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicPaySheet) sheet = NULL;

  /* 2 × 90 s × 0.20 an hour is a kopeck; each alone would be half of one, twice rounded up */
  g_array_index (inputs->rates, ClinicPayRate, 0).rate = 20;
  g_array_index (inputs->rates, ClinicPayRate, 0).qualification = 1000;
  for (int i = 0; i < 2; i++)
    {
      ClinicFactWork work = pay_scene_new_shift (FIRST + i, 0);

      work.fact_end = work.fact_start + HOUR + 90;
      g_array_append_val (inputs->works, work);
    }
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].quantity, ==, 180);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].amount, ==, 1);
  g_array_set_size (inputs->works, 1);
  g_clear_pointer (&sheet, clinic_pay_sheet_free);
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_cmpint (sheet->lines[CLINIC_PAY_BASE].amount, ==, 1);
}

static void
test_a_tier_is_reached_without_rounding (void)
{
  const struct
  {
    gint64 part;
    gint64 whole;
    gint64 amount;
  } cases[] = { { 3, 4, 300000 }, { 7496, 10000, 0 }, { 9, 10, 500000 }, { 0, 0, 0 }, { 0, 5, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
      g_autoptr (ClinicPaySheet) sheet = NULL;

      pay_scene_add_tier (inputs->first_tiers, 900, 500000);
      pay_scene_add_tier (inputs->first_tiers, 750, 300000);
      inputs->first.part = cases[i].part;
      inputs->first.whole = cases[i].whole;
      sheet = clinic_pay_sheet_new (inputs);
      g_assert_cmpint (sheet->lines[CLINIC_PAY_BRINGING_FIRST].amount, ==, cases[i].amount);
    }
}

static void
test_inputs_come_from_the_facts_and_a_report (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3 * (gint32) HOUR);
  g_autoptr (ClinicFacts) facts = clinic_facts_new (zone);
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_inputs ();
  g_autoptr (ClinicReport) report = NULL;
  g_autoptr (ClinicPaySheet) sheet = NULL;
  ClinicFactWork work = pay_scene_new_shift (FIRST, 0);
  ClinicReportRules rules;
  ClinicQuestion question = { .measure = CLINIC_MEASURE_BRINGING_FIRST,
                              .grouping = CLINIC_GROUPING_BY (CLINIC_NAMES_USER),
                              .period = CLINIC_PERIOD_DAYS,
                              .from = FIRST,
                              .to = LAST };

  work.user = clinic_facts_key_of_id (facts, CLINIC_NAMES_USER, 15, "Кузнецова");
  clinic_facts_add_work (facts, &work);
  for (guint i = 0; i < 4; i++)
    {
      clinic_facts_add_call (facts,
                             &(ClinicFactCall){ .id = i + 1,
                                                .user = i == 3 ? 0 : work.user,
                                                .start = pay_scene_at (FIRST + 30 + i, 23, 59),
                                                .duration = 20,
                                                .answered = TRUE,
                                                .type = 1 });
      clinic_facts_add_visit (facts,
                              &(ClinicFactVisit){ .id = i + 1,
                                                  .patient = i + 1,
                                                  .user = work.user,
                                                  .start = pay_scene_at (FIRST + 5, 12, 0),
                                                  .kind = i < 3 ? CLINIC_STAGE_KIND_SUCCESS
                                                                : CLINIC_STAGE_KIND_FAILURE });
    }
  clinic_facts_set_known (facts, CLINIC_FACTS_VISITS, pay_scene_at (FIRST - 400, 0, 0),
                          pay_scene_at (LAST, 0, 0));
  clinic_facts_seal (facts);
  clinic_report_rules_init (&rules);
  report = clinic_report_new (facts, &question, &rules, inputs->now);
  clinic_pay_inputs_take_facts (inputs, facts);
  clinic_pay_inputs_take_bringing (inputs, &inputs->first, report);
  g_assert_cmpuint (inputs->calls->len, ==, 1);
  g_assert_cmpuint (inputs->works->len, ==, 1);
  g_assert_cmpint (inputs->first.part, ==, 3);
  g_assert_cmpint (inputs->first.whole, ==, 4);
  sheet = clinic_pay_sheet_new (inputs);
  g_assert_cmpuint (sheet->lines[CLINIC_PAY_BRINGING_FIRST].rows->len, ==, 4);
}

static void
test_a_signed_month_stays_and_differences_are_shown (void)
{
  g_autoptr (ClinicPayInputs) inputs = pay_scene_new_example ();
  g_autoptr (ClinicPaySigned) month = NULL;
  g_autoptr (ClinicPaySigned) again = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const ClinicPayDifference *difference = NULL;
  ClinicPayCall call = { .id = 9001, .day = FIRST, .duration = 60, .answered = TRUE };

  inputs->name = g_strdup ("Кузнецова Анна");
  month = clinic_pay_signed_new (inputs, 1, inputs->now, &error);
  g_assert_no_error (error);
  text = clinic_pay_signed_to_string (month);
  again = clinic_pay_signed_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->total, ==, 5094705);
  g_assert_cmpint (again->signed_by, ==, 1);
  g_assert_cmpstr (again->inputs->name, ==, "Кузнецова Анна");
  none = clinic_pay_signed_compare (again, inputs);
  g_assert_cmpuint (none->len, ==, 0);

  /* the list of rates is changed, a call comes late, a remark is taken back */
  g_array_append_val (inputs->calls, call);
  g_array_set_size (inputs->remarks, 0);
  g_array_index (inputs->works, ClinicFactWork, 2).fact_end -= 10 * MINUTE;
  differences = clinic_pay_signed_compare (again, inputs);
  g_assert_cmpuint (differences->len, ==, 3);
  difference = g_ptr_array_index (differences, 0);
  g_assert_cmpint (difference->kind, ==, CLINIC_PAY_OVERTIME);
  g_assert_cmpint (difference->before, ==, 73205);
  g_assert_cmpint (difference->now, ==, 60500);
  g_assert_cmpuint (difference->removed->len, ==, 2);
  difference = g_ptr_array_index (differences, 1);
  g_assert_cmpint (difference->kind, ==, CLINIC_PAY_CALLS);
  g_assert_cmpuint (difference->added->len, ==, 1);
  g_assert_cmpint (g_array_index (difference->added, ClinicPayRow, 0).id, ==, 9001);
  difference = g_ptr_array_index (differences, 2);
  g_assert_cmpint (difference->now - difference->before, ==, 100000);
  g_assert_cmpint (again->total, ==, 5094705);

  g_assert_null (clinic_pay_signed_from_string ("(1, 2)", NULL));
  g_assert_null (clinic_pay_signed_from_string (NULL, NULL));
}

static ClinicFactWork
new_plan (int day, int from, int to)
{
  return (ClinicFactWork){ .plan_id = day * 100 + from,
                           .user = 1,
                           .plan_start = pay_scene_at (day, from, 0),
                           .plan_end = pay_scene_at (day, to, 0),
                           .day = day };
}

static ClinicFactWork
new_record (int day, int from, int to)
{
  return (ClinicFactWork){ .record_id = day * 100 + from,
                           .user = 1,
                           .fact_start = pay_scene_at (day, from, 0),
                           .fact_end = to != 0 ? pay_scene_at (day, to, 0) : 0,
                           .approved = TRUE,
                           .day = day };
}

static void
test_the_schedule_meets_the_recorded_time (void)
{
  g_autoptr (GArray) plans = g_array_new (FALSE, FALSE, sizeof (ClinicFactWork));
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (ClinicFactWork));
  g_autoptr (GArray) works = NULL;
  const ClinicFactWork made[] = {
    new_plan (1, 9, 20), new_plan (2, 9, 13), new_plan (2, 16, 20), new_plan (3, 20, 32),
    new_plan (5, 9, 20), new_plan (6, 9, 20), new_plan (7, 9, 20),
  };
  const ClinicFactWork seen[] = {
    new_record (1, 8, 0),                           /* never ended */
    new_record (2, 9, 20),                          /* through both shifts */
    new_record (3, 20, 33),                         /* over midnight */
    new_record (5, 9, 12),  new_record (5, 14, 20), /* ended for two hours */
    new_record (6, 21, 23),                         /* after the shift only */
    new_record (9, 9, 20),                          /* nobody planned it */
  };
  const ClinicFactWork *work = NULL;

  g_array_append_vals (plans, made, G_N_ELEMENTS (made));
  g_array_append_vals (records, seen, G_N_ELEMENTS (seen));
  works = clinic_work_match (plans, records);
  g_assert_cmpuint (works->len, ==, 8);
  work = (const ClinicFactWork *) (gpointer) works->data;
  g_assert_cmpint (work[0].record_id, ==, 108);
  g_assert_cmpint (work[0].fact_end, ==, 0);
  g_assert_cmpint (work[1].fact_end, ==, pay_scene_at (2, 13, 0));
  g_assert_cmpint (work[2].fact_start, ==, pay_scene_at (2, 16, 0));
  g_assert_cmpint (work[2].fact_end, ==, pay_scene_at (2, 20, 0));
  g_assert_cmpint (work[3].fact_end, ==, pay_scene_at (4, 9, 0));
  g_assert_cmpint (work[4].fact_start, ==, pay_scene_at (5, 9, 0));
  g_assert_cmpint (work[4].fact_end, ==, pay_scene_at (5, 20, 0));
  g_assert_cmpint (work[4].fact_break, ==, 2 * HOUR);
  g_assert_cmpint (work[5].record_id, ==, 621);
  g_assert_cmpint (work[6].record_id, ==, 0);
  g_assert_cmpint (work[6].fact_break, ==, -1);
  g_assert_cmpint (work[7].plan_id, ==, 0);
  g_assert_cmpint (work[7].record_id, ==, 909);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clinic/pay/example", test_the_worked_example_is_right_to_the_kopeck);
  g_test_add_func ("/clinic/pay/reading-b", test_the_other_reading_counts_what_is_beyond);
  g_test_add_func ("/clinic/pay/twenty-minutes",
                   test_twenty_minutes_are_no_overtime_and_a_second_more_is);
  g_test_add_func ("/clinic/pay/paid", test_paid_is_the_schedule_or_the_fact_where_that_is_less);
  g_test_add_func ("/clinic/pay/open-end", test_a_forgotten_end_is_asked_and_never_guessed);
  g_test_add_func ("/clinic/pay/long-day", test_a_day_ended_the_next_morning_is_asked_too);
  g_test_add_func ("/clinic/pay/unplanned", test_an_unplanned_shift_counts_when_somebody_says_so);
  g_test_add_func ("/clinic/pay/midnight",
                   test_a_shift_over_midnight_belongs_to_the_day_it_began_on);
  g_test_add_func ("/clinic/pay/two-shifts", test_two_shifts_of_a_day_add_up_their_excess);
  g_test_add_func ("/clinic/pay/flags", test_what_somebody_must_look_at_is_flagged);
  g_test_add_func ("/clinic/pay/long", test_long_overtime_is_paid_by_its_hours_and_watched);
  g_test_add_func ("/clinic/pay/year", test_the_overtime_of_the_year_says_what_is_not_known);
  g_test_add_func ("/clinic/pay/rates", test_the_rate_of_the_day_is_in_force);
  g_test_add_func ("/clinic/pay/seniority", test_years_of_service_begin_on_their_day);
  g_test_add_func ("/clinic/pay/rounding", test_lines_are_rounded_once_half_up);
  g_test_add_func ("/clinic/pay/tiers", test_a_tier_is_reached_without_rounding);
  g_test_add_func ("/clinic/pay/inputs", test_inputs_come_from_the_facts_and_a_report);
  g_test_add_func ("/clinic/pay/signed", test_a_signed_month_stays_and_differences_are_shown);
  g_test_add_func ("/clinic/work/match", test_the_schedule_meets_the_recorded_time);

  return g_test_run ();
}

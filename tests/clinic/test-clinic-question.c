/* test-clinic-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-days.h"
#include "clinic-error.h"
#include "clinic-question.h"
#include "clinic-shares.h"

static void
test_shares_make_a_whole (void)
{
  const gint64 thirds[] = { 1, 1, 1 }, none[] = { 0, 0 }, negative[] = { 5, -1 };
  const gint64 mixed[] = { 2, 0, 5 };
  int shares[3];

  clinic_shares_split (thirds, 3, shares);
  g_assert_cmpint (shares[0], ==, 334);
  g_assert_cmpint (shares[1], ==, 333);
  g_assert_cmpint (shares[2], ==, 333);
  clinic_shares_split (mixed, 3, shares);
  g_assert_cmpint (shares[0], ==, 286);
  g_assert_cmpint (shares[1], ==, 0);
  g_assert_cmpint (shares[2], ==, 714);
  clinic_shares_split (none, 2, shares);
  g_assert_cmpint (shares[0], ==, -1);
  clinic_shares_split (negative, 2, shares);
  g_assert_cmpint (shares[0], ==, -1);
  g_assert_cmpint (clinic_shares_of (66, 78), ==, 846);
  g_assert_cmpint (clinic_shares_of (1, 2000), ==, 1);
  g_assert_cmpint (clinic_shares_of (0, 0), ==, -1);
  g_assert_cmpint (clinic_shares_divide (5, 2), ==, 3);
  g_assert_cmpint (clinic_shares_divide (-5, 2), ==, -3);
}

static void
test_a_saved_question_asks_the_same (void)
{
  g_autoptr (ClinicQuestion) question =
    clinic_question_new (CLINIC_MEASURE_FIRST_PATIENTS, CLINIC_GROUPING_BY (CLINIC_NAMES_SOURCE));
  g_autoptr (ClinicQuestion) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const char *const broken[] = {
    "",
    "{}",
    "5",
    "{'measure': <'joy'>, 'period': <'today'>}",
    "{'measure': <'calls'>, 'period': <'days'>}",
    "{'measure': <'calls'>, 'period': <'days'>, 'from': <'2026-11-02'>,"
    " 'to': <'2026-11-02'>}",
    "{'measure': <'calls'>, 'period': <'today'>, 'grouping': <'chair'>}"
  };

  question->period = CLINIC_PERIOD_DAYS;
  question->from = clinic_days_from_date (2026, 11, 1);
  question->to = clinic_days_from_date (2026, 11, 21);
  question->comparison = CLINIC_COMPARISON_YEAR_AGO;
  clinic_question_set_filter (question, CLINIC_NAMES_DOCTOR,
                              (const char *[]){ "51", "", "it's", NULL });
  text = clinic_question_to_string (question);
  again = clinic_question_from_string (text, &error);
  g_assert_no_error (error);
  g_assert_true (clinic_question_equal (question, again));
  clinic_question_set_filter (again, CLINIC_NAMES_DOCTOR, NULL);
  g_assert_false (clinic_question_equal (question, again));

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) wrong = NULL;

      g_assert_null (clinic_question_from_string (broken[i], &wrong));
      g_assert_error (wrong, CLINIC_ERROR, CLINIC_ERROR_INVALID);
    }
}

static void
test_periods_follow_the_calendar (void)
{
  const int today = clinic_days_from_date (2026, 3, 31);
  const struct
  {
    ClinicPeriod period;
    ClinicComparison comparison;
    const char *days[4]; /* from, to; before: from, to */
  } cases[] = {
    { CLINIC_PERIOD_TODAY,
      CLINIC_COMPARISON_PREVIOUS,
      { "2026-03-31", "2026-04-01", "2026-03-30", "2026-03-31" } },
    { CLINIC_PERIOD_LAST_WEEK,
      CLINIC_COMPARISON_PREVIOUS,
      { "2026-03-23", "2026-03-30", "2026-03-16", "2026-03-23" } },
    { CLINIC_PERIOD_THIS_MONTH,
      CLINIC_COMPARISON_PREVIOUS,
      { "2026-03-01", "2026-04-01", "2026-02-01", "2026-03-01" } },
    { CLINIC_PERIOD_LAST_MONTH,
      CLINIC_COMPARISON_YEAR_AGO,
      { "2026-02-01", "2026-03-01", "2025-02-01", "2025-03-01" } },
    { CLINIC_PERIOD_LAST_QUARTER,
      CLINIC_COMPARISON_PREVIOUS,
      { "2025-10-01", "2026-01-01", "2025-07-01", "2025-10-01" } },
    { CLINIC_PERIOD_LAST_12_MONTHS,
      CLINIC_COMPARISON_PREVIOUS,
      { "2025-03-01", "2026-03-01", "2024-03-01", "2025-03-01" } },
    { CLINIC_PERIOD_LAST_YEAR,
      CLINIC_COMPARISON_PREVIOUS,
      { "2025-01-01", "2026-01-01", "2024-01-01", "2025-01-01" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ClinicQuestion question = { .period = cases[i].period, .comparison = cases[i].comparison };
      int from, to;

      clinic_question_get_days (&question, today, &from, &to);
      g_assert_cmpint (from, ==, clinic_days_from_string (cases[i].days[0]));
      g_assert_cmpint (to, ==, clinic_days_from_string (cases[i].days[1]));
      g_assert_true (clinic_question_get_days_before (&question, today, &from, &to));
      g_assert_cmpint (from, ==, clinic_days_from_string (cases[i].days[2]));
      g_assert_cmpint (to, ==, clinic_days_from_string (cases[i].days[3]));
    }
}

/* A part of a month says nothing beside a whole one. */
static void
test_a_part_of_a_month_is_compared_with_the_same_part (void)
{
  const struct
  {
    const char *today;
    ClinicPeriod period;
    ClinicComparison comparison;
    ClinicMeasure measure;
    const char *before[2]; /* from, to */
  } cases[] = {
    { "2026-11-22",
      CLINIC_PERIOD_THIS_MONTH,
      CLINIC_COMPARISON_PREVIOUS,
      CLINIC_MEASURE_CALLS,
      { "2026-10-01", "2026-10-23" } },
    { "2026-11-22",
      CLINIC_PERIOD_THIS_MONTH,
      CLINIC_COMPARISON_YEAR_AGO,
      CLINIC_MEASURE_CALLS,
      { "2025-11-01", "2025-11-23" } },
    /* what is booked ahead is compared whole */
    { "2026-11-22",
      CLINIC_PERIOD_THIS_MONTH,
      CLINIC_COMPARISON_PREVIOUS,
      CLINIC_MEASURE_BOOKED_VISITS,
      { "2026-10-01", "2026-11-01" } },
    { "2026-11-30",
      CLINIC_PERIOD_THIS_MONTH,
      CLINIC_COMPARISON_PREVIOUS,
      CLINIC_MEASURE_CALLS,
      { "2026-10-01", "2026-11-01" } },
    /* February has no 30th */
    { "2026-03-30",
      CLINIC_PERIOD_THIS_MONTH,
      CLINIC_COMPARISON_PREVIOUS,
      CLINIC_MEASURE_CALLS,
      { "2026-02-01", "2026-03-01" } },
    { "2026-11-22",
      CLINIC_PERIOD_THIS_YEAR,
      CLINIC_COMPARISON_PREVIOUS,
      CLINIC_MEASURE_CALLS,
      { "2025-01-01", "2025-11-23" } },
    { "2026-11-18",
      CLINIC_PERIOD_THIS_WEEK,
      CLINIC_COMPARISON_PREVIOUS,
      CLINIC_MEASURE_CALLS,
      { "2026-11-09", "2026-11-12" } },
    { "2026-11-22",
      CLINIC_PERIOD_LAST_MONTH,
      CLINIC_COMPARISON_PREVIOUS,
      CLINIC_MEASURE_CALLS,
      { "2026-09-01", "2026-10-01" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ClinicQuestion question = { .measure = cases[i].measure,
                                  .period = cases[i].period,
                                  .comparison = cases[i].comparison };
      int today = clinic_days_from_string (cases[i].today);
      int from, to;

      g_assert_true (clinic_question_get_days_before (&question, today, &from, &to));
      g_assert_cmpint (from, ==, clinic_days_from_string (cases[i].before[0]));
      g_assert_cmpint (to, ==, clinic_days_from_string (cases[i].before[1]));
    }
}

static void
test_every_measure_has_words (void)
{
  ClinicReportRules rules;

  clinic_report_rules_init (&rules);
  for (ClinicMeasure i = 0; i < CLINIC_N_MEASURES; i++)
    {
      g_auto (GStrv) lines = clinic_measure_dup_rules (i, &rules);
      ClinicMeasure again = CLINIC_N_MEASURES;

      g_assert_cmpstr (clinic_measure_get_title (i), !=, "");
      g_assert_cmpstr (clinic_measure_get_formula (i), !=, "");
      g_assert_true (clinic_measure_from_nick (clinic_measure_get_nick (i), &again));
      g_assert_cmpint (again, ==, i);
      g_assert_nonnull (lines);
    }
  for (guint i = 0; i < CLINIC_N_GROUPINGS; i++)
    {
      ClinicGrouping again = CLINIC_GROUPING_NONE;

      g_assert_cmpstr (clinic_grouping_get_title ((ClinicGrouping) i), !=, "");
      g_assert_true (
        clinic_grouping_from_nick (clinic_grouping_get_nick ((ClinicGrouping) i), &again));
      g_assert_cmpuint (again, ==, i);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clinic/shares/whole", test_shares_make_a_whole);
  g_test_add_func ("/clinic/question/saved", test_a_saved_question_asks_the_same);
  g_test_add_func ("/clinic/question/periods", test_periods_follow_the_calendar);
  g_test_add_func ("/clinic/question/to-date",
                   test_a_part_of_a_month_is_compared_with_the_same_part);
  g_test_add_func ("/clinic/measure/words", test_every_measure_has_words);

  return g_test_run ();
}

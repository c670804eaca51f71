/* test-clinic-report-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a report says on the screen, in a file and in a chart is the same.
 */

#include <locale.h>

#include "clinic-days.h"
#include "clinic-report-sheet.h"
#include "report-scene.h"

#define HOUR ((gint64) 3600)

/* 120 target leads of two sources in November, of which 78 were booked and 66 came */
static ClinicFacts *
new_cohort (void)
{
  ClinicFacts *facts = scene_new_facts ();
  guint32 sources[] = { clinic_facts_key (facts, CLINIC_NAMES_SOURCE, "WEB", "Сайт"),
                        clinic_facts_key (facts, CLINIC_NAMES_SOURCE, "CALL", NULL) };

  for (guint i = 1; i <= 120; i++)
    {
      ClinicFactLead lead = { .id = i,
                              .created = scene_at ("2026-11-01T00:00:00") + i * 3 * HOUR,
                              .source = sources[i % 3 == 0],
                              .kind =
                                i <= 78 ? CLINIC_STAGE_KIND_SUCCESS : CLINIC_STAGE_KIND_FAILURE };

      clinic_facts_add_lead (facts, &lead);
      if (i <= 78)
        clinic_facts_add_visit (facts,
                                &(ClinicFactVisit){ .id = 1000 + i,
                                                    .lead = i,
                                                    .start = scene_at ("2026-12-02T10:00:00"),
                                                    .created = lead.created,
                                                    .kind = i <= 66 ? CLINIC_STAGE_KIND_SUCCESS
                                                                    : CLINIC_STAGE_KIND_FAILURE });
    }
  clinic_facts_seal (facts);

  return facts;
}

/* visits by source in November and October: "OLD" came only before */
static ClinicFacts *
new_visits_known (const char *from, const char *to)
{
  static const struct
  {
    const char *start;
    const char *source;
    guint n;
  } visits[] = { { "2026-10-05T10:00:00", "WEB", 2 },
                 { "2026-10-06T10:00:00", "OLD", 3 },
                 { "2026-11-05T10:00:00", "WEB", 5 },
                 { "2026-11-30T10:00:00", "", 1 } };
  ClinicFacts *facts = scene_new_facts ();
  gint64 id = 0;

  clinic_facts_set_known (facts, CLINIC_FACTS_VISITS, scene_at (from), scene_at (to));
  for (gsize i = 0; i < G_N_ELEMENTS (visits); i++)
    for (guint j = 0; j < visits[i].n; j++)
      clinic_facts_add_visit (facts, &(ClinicFactVisit){
                                       .id = ++id,
                                       .start = scene_at (visits[i].start) + j,
                                       .kind = CLINIC_STAGE_KIND_SUCCESS,
                                       .source = clinic_facts_key (facts, CLINIC_NAMES_SOURCE,
                                                                   visits[i].source, NULL),
                                       .amount = 100000 });
  clinic_facts_seal (facts);

  return facts;
}

static ClinicFacts *
new_visits (void)
{
  return new_visits_known ("2024-01-01T00:00:00", "2026-12-01T00:00:00");
}

static ClinicReport *
ask (ClinicFacts *facts,
     ClinicMeasure measure,
     ClinicGrouping grouping,
     ClinicComparison comparison)
{
  ClinicQuestion question;
  ClinicReportRules rules;

  clinic_report_rules_init (&rules);
  scene_november (&question, measure, grouping);
  question.comparison = comparison;

  return clinic_report_new (facts, &question, &rules, scene_at ("2026-12-10T12:00:00"));
}

static guint
find (ClinicSheet *sheet, const char *name)
{
  for (guint i = 0; i < clinic_sheet_get_n_columns (sheet); i++)
    if (g_strcmp0 (clinic_sheet_get_column (sheet, i)->name, name) == 0)
      return i;

  g_error ("no column %s", name);
}

static void
test_a_cohort_is_a_table_with_numbers (void)
{
  g_autoptr (ClinicFacts) facts = new_cohort ();
  g_autoptr (ClinicReport) report =
    scene_ask_by (facts, CLINIC_MEASURE_LEAD_TO_CHAIR, CLINIC_GROUPING_BY (CLINIC_NAMES_SOURCE));
  g_autoptr (ClinicSheet) sheet = clinic_report_to_sheet (report, CLINIC_CHART_BARS, "footer");
  guint all = find (sheet, "All");
  guint part = find (sheet, "Of them");
  guint rate = find (sheet, "Rate");

  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, 2);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 0, 0), ==, "Сайт");
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 1, 0), ==, "CALL");
  g_assert_cmpint (clinic_sheet_get_number (sheet, 0, all), ==, 80);
  g_assert_cmpint (clinic_sheet_get_number (sheet, 0, part), ==, 44);
  g_assert_cmpint (clinic_sheet_total (sheet, all, 0, 2), ==, 120);
  g_assert_cmpint (clinic_sheet_total (sheet, part, 0, 2), ==, 66);
  g_assert_cmpint (clinic_sheet_total (sheet, rate, 0, 2), ==, 550);
  g_assert_cmpstr (clinic_sheet_get_footer (sheet), ==, "footer");
  g_assert_nonnull (clinic_sheet_get_chart (sheet));
}

static void
assert_line (ClinicSheet *sheet, const char *words)
{
  const char *const *lines = clinic_sheet_get_lines (sheet);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], words) != NULL)
      return;

  g_error ("no line says %s", words);
}

static void
test_the_formula_and_the_rule_stand_above (void)
{
  g_autoptr (ClinicFacts) facts = new_visits ();
  g_autoptr (ClinicReport) report =
    scene_ask_by (facts, CLINIC_MEASURE_FIRST_PATIENTS, CLINIC_GROUPING_MONTH);
  g_autoptr (ClinicSheet) sheet = clinic_report_to_sheet (report, CLINIC_CHART_BARS, NULL);

  assert_line (sheet, "1 Nov 2026 – 30 Nov 2026");
  assert_line (sheet, "Patients who came for a first visit");
  assert_line (sheet, clinic_report_get_rules (report)[0]);
}

static void
test_what_was_only_before_is_not_lost (void)
{
  g_autoptr (ClinicFacts) facts = new_visits ();
  g_autoptr (ClinicReport) report =
    ask (facts, CLINIC_MEASURE_VISITS, CLINIC_GROUPING_BY (CLINIC_NAMES_SOURCE),
         CLINIC_COMPARISON_PREVIOUS);
  g_autoptr (ClinicSheet) sheet = clinic_report_to_sheet (report, CLINIC_CHART_BARS, NULL);
  guint before = find (sheet, "Before");
  guint change = find (sheet, "Change");

  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, 3);
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 0, 0), ==, "WEB");
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 1, 0), ==, "Source not given");
  g_assert_cmpstr (clinic_sheet_get_text (sheet, 2, 0), ==, "OLD");
  g_assert_cmpint (clinic_sheet_get_number (sheet, 2, find (sheet, "Number")), ==, 0);
  g_assert_cmpint (clinic_sheet_get_number (sheet, 2, change), ==, -3);
  g_assert_cmpint (clinic_sheet_total (sheet, before, 0, 3), ==, 5);
  g_assert_cmpint (clinic_sheet_total (sheet, change, 0, 3), ==, 1);
  g_assert_cmpint (clinic_sheet_total (sheet, find (sheet, "Sum"), 0, 3), ==, 600000);
}

static void
test_what_is_not_known_whole_is_not_compared (void)
{
  g_autoptr (ClinicFacts) facts = new_visits_known ("2026-10-20T00:00:00", "2026-11-21T00:00:00");
  g_autoptr (ClinicReport) report = NULL;
  g_autoptr (ClinicSheet) sheet = NULL;

  report = ask (facts, CLINIC_MEASURE_VISITS, CLINIC_GROUPING_WEEK, CLINIC_COMPARISON_PREVIOUS);
  g_assert_false (clinic_report_is_compared (report));
  sheet = clinic_report_to_sheet (report, CLINIC_CHART_BARS, NULL);
  for (guint i = 0; i < clinic_sheet_get_n_columns (sheet); i++)
    g_assert_cmpstr (clinic_sheet_get_column (sheet, i)->name, !=, "Before");
  assert_line (sheet, "Only the days from 1 Nov 2026 to");
}

static void
test_the_chart_has_the_numbers_of_the_table (void)
{
  g_autoptr (ClinicFacts) facts = new_visits ();
  g_autoptr (ClinicReport) report =
    ask (facts, CLINIC_MEASURE_VISITS, CLINIC_GROUPING_DAY, CLINIC_COMPARISON_PREVIOUS);
  g_autoptr (ClinicChart) chart = clinic_report_to_chart (report);

  g_assert_cmpint (clinic_report_get_chart_kind (report), ==, CLINIC_CHART_LINES);
  g_assert_cmpuint (clinic_chart_get_n_categories (chart), ==, 30);
  g_assert_true (clinic_chart_is_in_time (chart));
  g_assert_cmpstr (clinic_chart_get_label (chart, 4), ==, "Thu 5 Nov");
  g_assert_cmpint (clinic_chart_get_value (chart, 0, 4), ==, 5);
  g_assert_cmpint (clinic_chart_get_previous_value (chart, 5), ==, 3);
}

/* Whatever is asked: the sums of the table are the totals of the report. */
static void
test_sums_are_totals (void)
{
  g_autoptr (ClinicFacts) visits = new_visits ();
  g_autoptr (ClinicFacts) cohort = new_cohort ();

  for (ClinicMeasure measure = 0; measure < CLINIC_N_MEASURES; measure++)
    for (ClinicGrouping grouping = 0; grouping < CLINIC_N_GROUPINGS; grouping++)
      {
        g_autoptr (ClinicReport) report = NULL;
        g_autoptr (ClinicSheet) sheet = NULL;
        g_autoptr (GArray) columns = NULL;
        ClinicReportLine total;

        if (!clinic_measure_has_grouping (measure, grouping))
          continue;
        report = ask (measure % 2 ? visits : cohort, measure, grouping, CLINIC_COMPARISON_PREVIOUS);
        sheet = clinic_report_to_sheet (report, CLINIC_CHART_BARS, NULL);
        columns = clinic_report_dup_columns (report);
        total = clinic_report_get_total_line (report);
        for (guint i = 1; i < columns->len; i++)
          {
            gint64 sum = clinic_sheet_total (sheet, i, 0, clinic_sheet_get_n_rows (sheet));

            if (sum != CLINIC_SHEET_EMPTY)
              g_assert_cmpint (sum, ==,
                               clinic_report_get_number (report, &total,
                                                         g_array_index (columns, ClinicReportColumn,
                                                                        i)));
          }
      }
}

static void
test_a_question_is_a_sentence (void)
{
  ClinicQuestion question;
  g_autofree char *days = NULL;
  g_autofree char *month = NULL;

  scene_november (&question, CLINIC_MEASURE_VISITS, CLINIC_GROUPING_BY (CLINIC_NAMES_DOCTOR));
  days = clinic_question_dup_sentence (&question);
  g_assert_cmpstr (days, ==, "Visits that took place 1 Nov – 30 Nov 2026 by doctor");
  question.period = CLINIC_PERIOD_LAST_MONTH;
  question.grouping = CLINIC_GROUPING_NONE;
  month = clinic_question_dup_sentence (&question);
  g_assert_cmpstr (month, ==, "Visits that took place last month");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clinic/report-sheet/cohort", test_a_cohort_is_a_table_with_numbers);
  g_test_add_func ("/clinic/report-sheet/head", test_the_formula_and_the_rule_stand_above);
  g_test_add_func ("/clinic/report-sheet/vanished", test_what_was_only_before_is_not_lost);
  g_test_add_func ("/clinic/report-sheet/unknown", test_what_is_not_known_whole_is_not_compared);
  g_test_add_func ("/clinic/report-sheet/chart", test_the_chart_has_the_numbers_of_the_table);
  g_test_add_func ("/clinic/report-sheet/sums", test_sums_are_totals);
  g_test_add_func ("/clinic/report-sheet/sentence", test_a_question_is_a_sentence);

  return g_test_run ();
}

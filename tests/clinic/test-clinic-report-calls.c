/* test-clinic-report-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The formulas of clinic.md 3.6 that are of calls and of hours.
 */

#include "clinic-days.h"
#include "report-scene.h"

#define DAY ((gint64) 24 * 3600)
#define KEY(kind, key) clinic_facts_key (facts, CLINIC_NAMES_##kind, key, NULL)

static void
add_call (ClinicFacts *facts, guint64 number, const char *start, int type, gboolean answered)
{
  static gint64 id = 0;

  clinic_facts_add_call (facts, &(ClinicFactCall){ .id = ++id,
                                                   .number = number,
                                                   .start = scene_at (start),
                                                   .type = (guint8) type,
                                                   .answered = answered,
                                                   .ring = -1,
                                                   .duration = answered ? 60 : 0,
                                                   .user = answered ? KEY (USER, "15") : 0,
                                                   .code = KEY (CODE, answered ? "200" : "304") });
}

/* scenario 10: code 304 of our own calls is no missed call */
static void
test_only_incoming_calls_are_missed (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();

  add_call (facts, 1, "2026-11-03T10:00:00", 2, FALSE);
  add_call (facts, 1, "2026-11-03T10:10:00", 1, FALSE);
  add_call (facts, 1, "2026-11-03T10:15:00", 1, TRUE);
  add_call (facts, 2, "2026-11-03T11:00:00", 3, TRUE);
  add_call (facts, 3, "2026-11-03T12:00:00", 2, TRUE);
  add_call (facts, 4, "2026-11-03T13:00:00", 4, TRUE);
  add_call (facts, 5, "2026-11-03T13:00:00", 5, TRUE);
  add_call (facts, 6, "2026-11-03T14:00:00", 2, FALSE);
  clinic_facts_seal (facts);
  scene_assert_total (facts, CLINIC_MEASURE_MISSED_RATE, 2, 4, 500);
  scene_assert_total (facts, CLINIC_MEASURE_CALLS, 7, 0, 1000);
  scene_assert_total (facts, CLINIC_MEASURE_CALLS_HANDLED, 4, 0, 1000);
  /* the first was called back in time to the second */
  scene_assert_total (facts, CLINIC_MEASURE_LOST_RATE, 1, 4, 250);
  scene_assert_total (facts, CLINIC_MEASURE_CALLBACK_RATE, 1, 2, 500);
}

static void
test_a_missed_number_is_lost_after_a_day (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  g_autoptr (ClinicReport) report = NULL;

  /* to the second in time; a second late; got through himself; twice missed, reached once */
  add_call (facts, 1, "2026-11-03T10:00:00", 2, FALSE);
  add_call (facts, 1, "2026-11-04T10:00:00", 1, TRUE);
  add_call (facts, 2, "2026-11-03T10:00:00", 2, FALSE);
  add_call (facts, 2, "2026-11-04T10:00:01", 1, TRUE);
  add_call (facts, 3, "2026-11-03T10:00:00", 2, FALSE);
  add_call (facts, 3, "2026-11-03T10:30:00", 2, TRUE);
  add_call (facts, 4, "2026-11-03T10:00:00", 2, FALSE);
  add_call (facts, 4, "2026-11-03T10:05:00", 2, FALSE);
  add_call (facts, 4, "2026-11-03T10:10:00", 4, TRUE);
  add_call (facts, 4, "2026-11-20T10:00:00", 2, FALSE);
  /* withheld; missed in October already; never missed */
  add_call (facts, 0, "2026-11-05T10:00:00", 2, FALSE);
  add_call (facts, 0, "2026-11-05T11:00:00", 2, TRUE);
  add_call (facts, 5, "2026-10-31T23:50:00", 2, FALSE);
  add_call (facts, 5, "2026-11-01T00:10:00", 2, FALSE);
  add_call (facts, 6, "2026-11-07T00:10:00", 2, TRUE);
  clinic_facts_seal (facts);
  scene_assert_total (facts, CLINIC_MEASURE_LOST_RATE, 2, 6, 333);
  scene_assert_rest (facts, CLINIC_MEASURE_LOST_RATE, 2, 0);
  scene_assert_total (facts, CLINIC_MEASURE_CALLBACK_RATE, 1, 4, 250);
  scene_assert_rest (facts, CLINIC_MEASURE_CALLBACK_RATE, 1, 0);
  scene_assert_total (facts, CLINIC_MEASURE_CALLBACK_TIME, 2, 4, -1);

  /* 24 h and 10 min: the median lies between */
  report = scene_ask (facts, CLINIC_MEASURE_CALLBACK_TIME);
  g_assert_cmpint (clinic_report_get_total (report)->value, ==, (DAY + 600) / 2);
}

static void
test_a_call_missed_just_now_may_still_be_returned (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  ClinicQuestion question;
  ClinicReportRules rules;
  const struct
  {
    ClinicMeasure measure;
    const char *now;
    gint64 whole;
    gint64 ripening;
  } cases[] = {
    { CLINIC_MEASURE_CALLBACK_RATE, "2026-11-03T10:15:00", 0, 1 },
    { CLINIC_MEASURE_CALLBACK_RATE, "2026-11-03T10:15:01", 1, 0 },
    { CLINIC_MEASURE_CALLBACK_TIME, "2026-11-03T10:15:01", 0, 1 },
    { CLINIC_MEASURE_CALLBACK_TIME, "2026-11-04T10:00:01", 1, 0 },
    { CLINIC_MEASURE_LOST_RATE, "2026-11-04T10:00:00", 1, 1 },
    { CLINIC_MEASURE_LOST_RATE, "2026-11-04T10:00:01", 1, 0 },
  };

  add_call (facts, 1, "2026-11-03T10:00:00", 2, FALSE);
  clinic_facts_seal (facts);
  clinic_report_rules_init (&rules);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClinicReport) report =
        clinic_report_new (facts, scene_november (&question, cases[i].measure, 0), &rules,
                           scene_at (cases[i].now));
      const ClinicReportGroup *total = clinic_report_get_total (report);

      g_assert_cmpint (total->figures[CLINIC_FIGURE_WHOLE], ==, cases[i].whole);
      g_assert_cmpint (total->figures[CLINIC_FIGURE_RIPENING], ==, cases[i].ripening);
    }
}

static void
test_what_nobody_saw_ringing_is_unknown (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  g_autoptr (ClinicReport) report = NULL;
  const struct
  {
    int ring;
    gboolean answered;
    int type;
  } calls[] = { { 20, TRUE, 2 }, { 21, TRUE, 2 },  { 5, FALSE, 2 }, { 6, FALSE, 3 },
                { -1, TRUE, 2 }, { -1, FALSE, 2 }, { 8, TRUE, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    clinic_facts_add_call (facts, &(ClinicFactCall){ .id = i + 1,
                                                     .number = i,
                                                     .start = scene_at ("2026-11-03T10:00:00"),
                                                     .type = (guint8) calls[i].type,
                                                     .answered = calls[i].answered,
                                                     .ring = calls[i].ring,
                                                     .duration = 100 });
  clinic_facts_seal (facts);
  scene_assert_total (facts, CLINIC_MEASURE_SERVICE_LEVEL, 1, 3, 333);
  scene_assert_rest (facts, CLINIC_MEASURE_SERVICE_LEVEL, 2, 0);
  scene_assert_rest (facts, CLINIC_MEASURE_ANSWER_TIME, 1, 0);
  report = scene_ask (facts, CLINIC_MEASURE_ANSWER_TIME);
  g_assert_cmpint (clinic_report_get_total (report)->value, ==, 21);
  g_clear_object (&report);
  report = scene_ask (facts, CLINIC_MEASURE_TALK_TIME);
  g_assert_cmpint (clinic_report_get_total (report)->value, ==, 100);
  g_assert_cmpint (clinic_report_get_total (report)->figures[CLINIC_FIGURE_PART], ==, 4);
}

static void
test_the_calendar_has_no_gaps (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  const struct
  {
    ClinicGrouping grouping;
    guint n;
    guint place; /* of 12 November 14:30, a Thursday */
    const char *key;
  } cases[] = {
    { CLINIC_GROUPING_DAY, 30, 11, "2026-11-12" }, { CLINIC_GROUPING_WEEK, 6, 2, "2026-11-09" },
    { CLINIC_GROUPING_MONTH, 1, 0, "2026-11-01" }, { CLINIC_GROUPING_QUARTER, 1, 0, "2026-11-01" },
    { CLINIC_GROUPING_WEEKDAY, 7, 3, "4" },        { CLINIC_GROUPING_HOUR, 24, 14, "14" },
  };

  add_call (facts, 1, "2026-11-12T14:30:00", 2, TRUE);
  clinic_facts_seal (facts);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClinicReport) report =
        scene_ask_by (facts, CLINIC_MEASURE_CALLS_HANDLED, cases[i].grouping);

      g_assert_cmpuint (clinic_report_get_n_groups (report), ==, cases[i].n);
      g_assert_cmpstr (clinic_report_get_group (report, cases[i].place)->key, ==, cases[i].key);
      g_assert_cmpint (
        clinic_report_get_group (report, cases[i].place)->figures[CLINIC_FIGURE_PART], ==, 1);
      scene_assert_rows (report);
    }
}

static void
test_a_chair_is_as_full_as_its_hours (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  g_autoptr (ClinicReport) report = NULL;
  guint32 doctor = clinic_facts_key (facts, CLINIC_NAMES_DOCTOR, "51", "Лебедева");
  const struct
  {
    const char *start;
    guint16 minutes;
    ClinicStageKind kind;
  } visits[] = {
    { "2026-11-03T09:30:00", 60, CLINIC_STAGE_KIND_SUCCESS }, /* 30 min before it opens */
    { "2026-11-03T10:00:00", 60, CLINIC_STAGE_KIND_PROCESS }, /* 30 min with the one before */
    { "2026-11-03T12:00:00", 0, CLINIC_STAGE_KIND_PROCESS },  /* usual length */
    { "2026-11-03T13:00:00", 60, CLINIC_STAGE_KIND_FAILURE },
    { "2026-11-03T15:00:00", 60, CLINIC_STAGE_KIND_SUCCESS }, /* the doctor is not there */
  };

  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = i + 1,
                                                       .doctor = doctor,
                                                       .start = scene_at (visits[i].start),
                                                       .minutes = visits[i].minutes,
                                                       .kind = visits[i].kind });
  clinic_facts_add_visit (facts,
                          &(ClinicFactVisit){ .id = 9, .start = scene_at ("2026-11-04T10:00:00") });
  clinic_facts_add_opening (facts, &(ClinicFactOpening){ .start = scene_at ("2026-11-03T10:00:00"),
                                                         .end = scene_at ("2026-11-03T14:00:00"),
                                                         .doctor = doctor });
  clinic_facts_add_opening (facts, &(ClinicFactOpening){ .start = scene_at ("2026-11-03T12:00:00"),
                                                         .end = scene_at ("2026-11-03T15:00:00"),
                                                         .doctor = doctor });
  clinic_facts_seal (facts);
  report =
    scene_ask_by (facts, CLINIC_MEASURE_CHAIR_LOAD, CLINIC_GROUPING_BY (CLINIC_NAMES_DOCTOR));
  g_assert_cmpint (clinic_report_get_total (report)->sum, ==, 90);
  g_assert_cmpint (clinic_report_get_total (report)->whole, ==, 300);
  g_assert_cmpint (clinic_report_get_group (report, 0)->share, ==, 300);
  g_assert_cmpstr (clinic_report_get_group (report, 0)->name, ==, "Лебедева");
  g_assert_cmpint (clinic_report_get_total (report)->figures[CLINIC_FIGURE_UNKNOWN], ==, 1);
}

static void
test_a_chair_without_a_schedule_has_the_clinics_hours (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  g_autoptr (ClinicReport) report = NULL;

  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 1,
                                                     .doctor = KEY (DOCTOR, "51"),
                                                     .start = scene_at ("2026-11-03T20:30:00"),
                                                     .minutes = 60 });
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 2,
                                                     .doctor = KEY (DOCTOR, "51"),
                                                     .start = scene_at ("2026-11-05T10:00:00"),
                                                     .minutes = 90 });
  clinic_facts_seal (facts);
  report = scene_ask (facts, CLINIC_MEASURE_CHAIR_LOAD);
  g_assert_cmpint (clinic_report_get_total (report)->sum, ==, 120);
  g_assert_cmpint (clinic_report_get_total (report)->whole, ==, 2 * 12 * 60);
  g_assert_cmpint (clinic_report_get_total (report)->share, ==, 83);
}

/* the clock goes forward in the night: the clinic opens at nine all the same */
static void
test_hours_are_those_of_the_clock (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (ClinicFacts) facts = NULL;
  g_autoptr (ClinicReport) report = NULL;
  ClinicQuestion question = { .measure = CLINIC_MEASURE_CHAIR_LOAD, .period = CLINIC_PERIOD_DAYS };
  ClinicReportRules rules;

  if (zone == NULL)
    {
      g_test_skip ("this machine knows no time zones");
      return;
    }
  question.from = clinic_days_from_date (2026, 3, 29);
  question.to = question.from + 1;
  facts = clinic_facts_new (zone);
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 1,
                                                     .doctor = KEY (DOCTOR, "51"),
                                                     .start = scene_at ("2026-03-29T18:30:00"),
                                                     .minutes = 60 });
  clinic_facts_seal (facts);
  clinic_report_rules_init (&rules);
  report = clinic_report_new (facts, &question, &rules, scene_at ("2026-12-10T12:00:00"));
  g_assert_cmpint (clinic_report_get_total (report)->sum, ==, 30);
  g_assert_cmpint (clinic_report_get_total (report)->whole, ==, 12 * 60);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clinic/report/missed", test_only_incoming_calls_are_missed);
  g_test_add_func ("/clinic/report/lost", test_a_missed_number_is_lost_after_a_day);
  g_test_add_func ("/clinic/report/just-now", test_a_call_missed_just_now_may_still_be_returned);
  g_test_add_func ("/clinic/report/ring", test_what_nobody_saw_ringing_is_unknown);
  g_test_add_func ("/clinic/report/calendar", test_the_calendar_has_no_gaps);
  g_test_add_func ("/clinic/report/load", test_a_chair_is_as_full_as_its_hours);
  g_test_add_func ("/clinic/report/usual-hours",
                   test_a_chair_without_a_schedule_has_the_clinics_hours);
  g_test_add_func ("/clinic/report/summer-time", test_hours_are_those_of_the_clock);

  return g_test_run ();
}

/* test-clinic-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each formula of clinic.md 3.6, with its numbers.
 */

#include "clinic-days.h"
#include "report-scene.h"

#define HOUR ((gint64) 3600)

/* clinic.md 3.6: 120 target leads, 78 booked, 66 came */
static void
test_120_leads_78_booked_66_came (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  guint32 spam = clinic_facts_key (facts, CLINIC_NAMES_LEAD_STAGE, "JUNK", "Спам/реклама");
  guint32 booked = clinic_facts_key (facts, CLINIC_NAMES_LEAD_STAGE, "CONVERTED", "Записан");
  guint32 other = clinic_facts_key (facts, CLINIC_NAMES_LEAD_STAGE, "UC_1", "Дорого");

  for (guint i = 1; i <= 130; i++)
    {
      gboolean target = i <= 120;
      ClinicFactLead lead = {
        .id = i,
        .created = scene_at ("2026-11-01T00:00:00") + i * 3 * HOUR,
        .source = clinic_facts_key (facts, CLINIC_NAMES_SOURCE, i % 3 ? "WEB" : "CALL", NULL),
        .stage = !target   ? spam
                 : i <= 78 ? booked
                           : other,
        .kind = i <= 78 ? CLINIC_STAGE_KIND_SUCCESS : CLINIC_STAGE_KIND_FAILURE,
      };

      clinic_facts_add_lead (facts, &lead);
      if (i <= 78)
        clinic_facts_add_visit (facts, &(ClinicFactVisit){
                                         .id = 1000 + i,
                                         .lead = i,
                                         .start = scene_at ("2026-12-02T10:00:00"),
                                         .created = lead.created,
                                         .kind = i <= 66 ? CLINIC_STAGE_KIND_SUCCESS
                                                         : CLINIC_STAGE_KIND_FAILURE,
                                       });
    }
  clinic_facts_seal (facts);
  scene_assert_total (facts, CLINIC_MEASURE_LEAD_TO_BOOKED, 78, 120, 650);
  scene_assert_total (facts, CLINIC_MEASURE_BOOKED_TO_CHAIR, 66, 78, 846);
  scene_assert_total (facts, CLINIC_MEASURE_LEAD_TO_CHAIR, 66, 120, 550);
  scene_assert_total (facts, CLINIC_MEASURE_LEADS, 130, 0, 1000);
  scene_assert_total (facts, CLINIC_MEASURE_TARGET_LEADS, 120, 0, 1000);
  scene_assert_rest (facts, CLINIC_MEASURE_LEAD_TO_CHAIR, 0, 0);
}

static void
test_the_last_leads_of_a_cohort_ripen (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  const ClinicStageKind leads[] = { CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_KIND_SUCCESS,
                                    CLINIC_STAGE_KIND_SUCCESS, CLINIC_STAGE_KIND_FAILURE,
                                    CLINIC_STAGE_KIND_SUCCESS };

  /* open; booked for later; came; lost; booked, and nobody knows of which visit */
  for (guint i = 0; i < G_N_ELEMENTS (leads); i++)
    clinic_facts_add_lead (facts, &(ClinicFactLead){ .id = i + 1,
                                                     .created = scene_at ("2026-11-30T10:00:00"),
                                                     .kind = leads[i],
                                                     .visit = i == 1 || i == 2 ? 50 + i : 0 });
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 51,
                                                     .start = scene_at ("2026-12-20T10:00:00") });
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 52,
                                                     .start = scene_at ("2026-12-05T10:00:00"),
                                                     .kind = CLINIC_STAGE_KIND_SUCCESS });
  clinic_facts_seal (facts);
  scene_assert_total (facts, CLINIC_MEASURE_LEAD_TO_CHAIR, 1, 5, 200);
  scene_assert_rest (facts, CLINIC_MEASURE_LEAD_TO_CHAIR, 1, 2);
  scene_assert_total (facts, CLINIC_MEASURE_LEAD_TO_BOOKED, 3, 5, 600);
  scene_assert_rest (facts, CLINIC_MEASURE_LEAD_TO_BOOKED, 0, 1);
  scene_assert_total (facts, CLINIC_MEASURE_BOOKED_TO_CHAIR, 1, 3, 333);
  scene_assert_rest (facts, CLINIC_MEASURE_BOOKED_TO_CHAIR, 1, 1);
}

typedef struct
{
  const char *start;
  ClinicStageKind kind;
  ClinicStageRole role;
  gboolean excused;
  gint64 hours_before; /* when it was cancelled; 0 not known */
} Outcome;

static void
test_what_became_of_visits (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  const Outcome outcomes[] = {
    { "2026-11-03T10:00:00", CLINIC_STAGE_KIND_SUCCESS, CLINIC_STAGE_ROLE_COMPLETED, FALSE, 0 },
    { "2026-11-03T11:00:00", CLINIC_STAGE_KIND_SUCCESS, CLINIC_STAGE_ROLE_COMPLETED, FALSE, 0 },
    { "2026-11-03T12:00:00", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_NO_SHOW, FALSE, 1 },
    { "2026-11-03T13:00:00", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_NO_SHOW, TRUE, 1 },
    { "2026-11-03T14:00:00", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_LOST, FALSE, 24 },
    { "2026-11-03T15:00:00", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_LOST, FALSE, 23 },
    { "2026-11-03T16:00:00", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_LOST, TRUE, 2 },
    { "2026-11-03T17:00:00", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_LOST, FALSE, 0 },
    { "2026-11-03T18:00:00", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_LOST, FALSE, -5 },
    { "2026-11-30T10:00:00", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_BOOKED, FALSE, 0 },
    { "2026-12-01T00:00:00", CLINIC_STAGE_KIND_SUCCESS, CLINIC_STAGE_ROLE_COMPLETED, FALSE, 0 },
    { "2026-10-31T23:59:59", CLINIC_STAGE_KIND_SUCCESS, CLINIC_STAGE_ROLE_COMPLETED, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    clinic_facts_add_visit (facts, &(ClinicFactVisit){
                                     .id = i + 1,
                                     .start = scene_at (outcomes[i].start),
                                     .kind = outcomes[i].kind,
                                     .role = outcomes[i].role,
                                     .excused = outcomes[i].excused,
                                     .amount = 100,
                                     .cancelled = outcomes[i].hours_before != 0
                                                    ? scene_at (outcomes[i].start) -
                                                        outcomes[i].hours_before * HOUR
                                                    : 0,
                                   });
  clinic_facts_seal (facts);
  scene_assert_total (facts, CLINIC_MEASURE_VISITS, 2, 0, 1000);
  scene_assert_total (facts, CLINIC_MEASURE_BOOKED_VISITS, 10, 0, 1000);
  scene_assert_total (facts, CLINIC_MEASURE_LOSSES, 7, 0, 1000);
  scene_assert_total (facts, CLINIC_MEASURE_SHOW_UP, 2, 7, 286);
  scene_assert_rest (facts, CLINIC_MEASURE_SHOW_UP, 0, 1);
  scene_assert_total (facts, CLINIC_MEASURE_NO_SHOW, 1, 3, 333);
  scene_assert_total (facts, CLINIC_MEASURE_LATE_CANCEL, 1, 8, 125);
  scene_assert_rest (facts, CLINIC_MEASURE_LATE_CANCEL, 2, 0);
}

static void
test_a_reply_to_a_delivered_message_confirms (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  const guint yes = CLINIC_REMINDERS_SENT | CLINIC_REMINDERS_DELIVERED | CLINIC_REMINDERS_ANSWERED;

  for (guint i = 1; i <= 100; i++)
    clinic_facts_add_visit (facts, &(ClinicFactVisit){
                                     .id = i,
                                     .start = scene_at ("2026-11-10T10:00:00"),
                                     .reminders = i <= 95 ? yes : yes & ~CLINIC_REMINDERS_ANSWERED,
                                     .confirmation = i <= 88 || i > 95 ? CLINIC_CONFIRMATION_YES
                                                                       : CLINIC_CONFIRMATION_NO });
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 101,
                                                     .start = scene_at ("2026-11-10T10:00:00"),
                                                     .reminders = CLINIC_REMINDERS_SENT });
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = 102,
                                                     .start = scene_at ("2026-11-10T10:00:00"),
                                                     .reminders = CLINIC_REMINDERS_SENT |
                                                                  CLINIC_REMINDERS_FAILED });
  clinic_facts_seal (facts);
  scene_assert_total (facts, CLINIC_MEASURE_CONFIRMED, 88, 100, 880);
  scene_assert_rest (facts, CLINIC_MEASURE_CONFIRMED, 1, 0);
}

static void
add_visit (ClinicFacts *facts, gint64 id, gint64 patient, const char *start, ClinicStageKind kind)
{
  clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = id,
                                                     .patient = patient,
                                                     .start = scene_at (start),
                                                     .kind = kind });
}

/* scenario 38: six months ago to the day, and a cancelled visit a month ago */
static void
test_first_visits_follow_the_rule_in_force (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  g_autoptr (ClinicReport) report = NULL;
  ClinicQuestion question;
  ClinicReportRules rules;

  add_visit (facts, 1, 3, "2026-05-21T18:00:00", CLINIC_STAGE_KIND_SUCCESS);
  add_visit (facts, 2, 3, "2026-10-21T10:00:00", CLINIC_STAGE_KIND_FAILURE);
  add_visit (facts, 3, 3, "2026-11-21T10:00:00", CLINIC_STAGE_KIND_SUCCESS);
  /* a day short */
  add_visit (facts, 4, 4, "2026-05-22T08:00:00", CLINIC_STAGE_KIND_SUCCESS);
  add_visit (facts, 5, 4, "2026-11-21T20:00:00", CLINIC_STAGE_KIND_SUCCESS);
  /* new, with two specialists on one day */
  add_visit (facts, 6, 5, "2026-11-12T10:00:00", CLINIC_STAGE_KIND_SUCCESS);
  add_visit (facts, 7, 5, "2026-11-12T12:00:00", CLINIC_STAGE_KIND_SUCCESS);
  /* did not come, then came; never came; nobody knows who */
  add_visit (facts, 8, 6, "2026-11-02T10:00:00", CLINIC_STAGE_KIND_FAILURE);
  add_visit (facts, 9, 6, "2026-11-09T10:00:00", CLINIC_STAGE_KIND_SUCCESS);
  add_visit (facts, 10, 7, "2026-11-02T10:00:00", CLINIC_STAGE_KIND_FAILURE);
  add_visit (facts, 11, 0, "2026-11-02T10:00:00", CLINIC_STAGE_KIND_SUCCESS);
  clinic_facts_seal (facts);

  scene_assert_total (facts, CLINIC_MEASURE_FIRST_PATIENTS, 3, 0, 1000);
  scene_assert_rest (facts, CLINIC_MEASURE_FIRST_PATIENTS, 1, 0);
  scene_assert_total (facts, CLINIC_MEASURE_RETURNED_PATIENTS, 1, 0, 1000);
  scene_assert_total (facts, CLINIC_MEASURE_BRINGING_FIRST, 3, 4, 750);

  clinic_report_rules_init (&rules);
  rules.first_inclusive = FALSE;
  scene_november (&question, CLINIC_MEASURE_RETURNED_PATIENTS, CLINIC_GROUPING_NONE);
  report = clinic_report_new (facts, &question, &rules, scene_at ("2026-12-10T12:00:00"));
  g_assert_cmpint (clinic_report_get_total (report)->figures[CLINIC_FIGURE_PART], ==, 0);
  g_assert_nonnull (clinic_report_get_rules (report)[0]);
  g_clear_object (&report);
  rules.first_months = 5;
  report = clinic_report_new (facts, &question, &rules, scene_at ("2026-12-10T12:00:00"));
  g_assert_cmpint (clinic_report_get_total (report)->figures[CLINIC_FIGURE_PART], ==, 2);
}

static void
test_months_of_first_visits_end_at_their_last_day (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  g_autoptr (ClinicReport) report = NULL;
  ClinicQuestion question = { .measure = CLINIC_MEASURE_RETURNED_PATIENTS,
                              .period = CLINIC_PERIOD_DAYS,
                              .from = clinic_days_from_date (2026, 2, 1),
                              .to = clinic_days_from_date (2026, 3, 1) };
  ClinicReportRules rules;

  add_visit (facts, 1, 1, "2025-08-31T12:00:00", CLINIC_STAGE_KIND_SUCCESS);
  add_visit (facts, 2, 1, "2026-02-28T09:00:00", CLINIC_STAGE_KIND_SUCCESS);
  add_visit (facts, 3, 2, "2025-08-31T12:00:00", CLINIC_STAGE_KIND_SUCCESS);
  add_visit (facts, 4, 2, "2026-02-27T09:00:00", CLINIC_STAGE_KIND_SUCCESS);
  clinic_facts_seal (facts);
  clinic_report_rules_init (&rules);
  report = clinic_report_new (facts, &question, &rules, scene_at ("2026-12-10T12:00:00"));
  g_assert_cmpint (clinic_report_get_total (report)->figures[CLINIC_FIGURE_PART], ==, 1);
}

static void
test_a_short_memory_asks_the_portals_field (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ClinicFacts) facts = clinic_facts_new (zone);
  const ClinicFirstVisit fields[] = { CLINIC_FIRST_VISIT_YES, CLINIC_FIRST_VISIT_NO,
                                      CLINIC_FIRST_VISIT_UNKNOWN };

  clinic_facts_set_known (facts, CLINIC_FACTS_VISITS, scene_at ("2026-06-01T00:00:00"),
                          scene_at ("2026-12-01T00:00:00"));
  for (guint i = 0; i < 3; i++)
    clinic_facts_add_visit (facts, &(ClinicFactVisit){ .id = i + 1,
                                                       .patient = i + 1,
                                                       .start = scene_at ("2026-11-10T10:00:00"),
                                                       .kind = CLINIC_STAGE_KIND_SUCCESS,
                                                       .first = fields[i] });
  clinic_facts_seal (facts);
  scene_assert_total (facts, CLINIC_MEASURE_FIRST_PATIENTS, 1, 0, 1000);
  scene_assert_rest (facts, CLINIC_MEASURE_FIRST_PATIENTS, 1, 0);
}

/* clinic.md 3.7: 40 booked, 32 came; the waiting list: 25 spoken with, 15 came */
static void
test_people_are_brought_in_two_directions (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();

  for (guint i = 1; i <= 40; i++)
    add_visit (facts, i, i, "2026-11-10T10:00:00",
               i <= 32 ? CLINIC_STAGE_KIND_SUCCESS : CLINIC_STAGE_KIND_FAILURE);
  for (guint i = 1; i <= 25; i++)
    {
      if (i <= 20)
        add_visit (facts, 500 + i, 500 + i, "2026-12-03T10:00:00",
                   i <= 15   ? CLINIC_STAGE_KIND_SUCCESS
                   : i <= 17 ? CLINIC_STAGE_KIND_PROCESS
                             : CLINIC_STAGE_KIND_FAILURE);
      clinic_facts_add_wait (facts,
                             &(ClinicFactWait){ .id = 900 + i,
                                                .entity = CLINIC_ENTITY_LEAD,
                                                .patient = 500 + i,
                                                .contacted = scene_at ("2026-11-20T10:00:00"),
                                                .visit = i <= 20 ? 500 + i : 0 });
    }
  /* the same person spoken with twice; one spoken with in another month, one never */
  clinic_facts_add_wait (facts, &(ClinicFactWait){ .id = 990,
                                                   .patient = 501,
                                                   .contacted = scene_at ("2026-11-25T10:00:00") });
  clinic_facts_add_wait (facts, &(ClinicFactWait){ .id = 991,
                                                   .patient = 601,
                                                   .contacted = scene_at ("2026-10-25T10:00:00") });
  clinic_facts_add_wait (facts, &(ClinicFactWait){ .id = 992, .patient = 602 });
  clinic_facts_seal (facts);
  scene_assert_total (facts, CLINIC_MEASURE_BRINGING_FIRST, 32, 40, 800);
  scene_assert_total (facts, CLINIC_MEASURE_BRINGING_WAITING, 15, 25, 600);
  scene_assert_rest (facts, CLINIC_MEASURE_BRINGING_WAITING, 0, 2);
}

static void
test_new_people_may_be_compared_with_those_who_asked (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  g_autoptr (ClinicReport) report = NULL;
  const ClinicReportGroup *total = NULL;
  ClinicQuestion question;
  ClinicReportRules rules;
  g_auto (GStrv) words = NULL;
  guint32 spam = clinic_facts_key (facts, CLINIC_NAMES_LEAD_STAGE, "JUNK", "Спам");

  /* came; not booked; spam; a patient of last month; asked twice, came once */
  add_visit (facts, 1, 1, "2026-11-10T10:00:00", CLINIC_STAGE_KIND_SUCCESS);
  add_visit (facts, 2, 4, "2026-10-10T10:00:00", CLINIC_STAGE_KIND_SUCCESS);
  add_visit (facts, 3, 5, "2026-11-12T10:00:00", CLINIC_STAGE_KIND_SUCCESS);
  for (guint i = 1; i <= 6; i++)
    clinic_facts_add_lead (facts, &(ClinicFactLead){ .id = i,
                                                     .patient = i == 6 ? 5 : i,
                                                     .created = scene_at ("2026-11-05T10:00:00"),
                                                     .stage = i == 3 ? spam : 0,
                                                     .kind = CLINIC_STAGE_KIND_FAILURE,
                                                     .visit = i == 1   ? 1
                                                              : i == 6 ? 3
                                                                       : 0 });
  clinic_facts_seal (facts);
  clinic_report_rules_init (&rules);
  rules.bringing = CLINIC_BRINGING_OF_CONTACTED;
  scene_november (&question, CLINIC_MEASURE_BRINGING_FIRST, CLINIC_GROUPING_NONE);
  report = clinic_report_new (facts, &question, &rules, scene_at ("2026-12-10T12:00:00"));
  total = clinic_report_get_total (report);
  g_assert_cmpint (total->figures[CLINIC_FIGURE_PART], ==, 2);
  g_assert_cmpint (total->figures[CLINIC_FIGURE_WHOLE], ==, 3);
  scene_assert_rows (report);

  /* a clinic that calls its stages otherwise */
  words = clinic_report_rules_split_words (" Отказ, ЧУЖОЙ город;; ");
  g_assert_cmpstr (words[0], ==, "отказ");
  g_assert_cmpstr (words[1], ==, "чужой город");
  g_assert_null (words[2]);
  rules.not_target = (const char *const *) words;
  g_set_object (&report, NULL);
  report = clinic_report_new (facts, &question, &rules, scene_at ("2026-12-10T12:00:00"));
  total = clinic_report_get_total (report);
  g_assert_cmpint (total->figures[CLINIC_FIGURE_WHOLE], ==, 4);
  g_assert_null (clinic_report_rules_split_words (" , "));
  g_clear_pointer (&words, g_strfreev);

  /* however people write a letter */
  words = clinic_report_rules_split_words ("не ЕЩЕ раз, НЕДОЗВОНЁН");
  rules.not_target = (const char *const *) words;
  g_assert_false (clinic_report_rules_is_target (&rules, "UC_1", "Не ещё раз"));
  g_assert_false (clinic_report_rules_is_target (&rules, "UC_2", "Недозвонен"));
  g_assert_true (clinic_report_rules_is_target (&rules, "UC_3", "Ещё раз"));
  g_assert_true (clinic_report_rules_is_target (&rules, "UC_3", NULL));
}

static void
test_groups_are_compared_with_the_month_before (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  g_autoptr (ClinicReport) report = NULL;
  ClinicQuestion question;
  ClinicReportRules rules;
  const ClinicReportGroup *group = NULL;

  for (guint i = 0; i < 12; i++)
    clinic_facts_add_visit (facts,
                            &(ClinicFactVisit){
                              .id = i + 1,
                              .start =
                                scene_at (i < 7 ? "2026-11-03T10:00:00" : "2026-10-30T10:00:00"),
                              .kind = CLINIC_STAGE_KIND_SUCCESS,
                              .amount = 1000,
                              .source = i == 6 ? 0
                                               : clinic_facts_key (facts, CLINIC_NAMES_SOURCE,
                                                                   i % 3 ? "WEB" : "CALL",
                                                                   i % 3 ? "Сайт" : "Звонок"),
                            });
  clinic_facts_seal (facts);
  clinic_report_rules_init (&rules);
  scene_november (&question, CLINIC_MEASURE_VISITS, CLINIC_GROUPING_BY (CLINIC_NAMES_SOURCE));
  question.comparison = CLINIC_COMPARISON_PREVIOUS;
  report = clinic_report_new (facts, &question, &rules, scene_at ("2026-12-10T12:00:00"));
  g_assert_cmpuint (clinic_report_get_n_groups (report), ==, 3);
  group = clinic_report_get_group (report, 0);
  g_assert_cmpstr (group->name, ==, "Сайт");
  g_assert_cmpint (group->figures[CLINIC_FIGURE_PART], ==, 4);
  g_assert_cmpint (group->amount, ==, 4000);
  g_assert_cmpint (group->share, ==, 571);
  g_assert_cmpint (clinic_report_get_group_before (report, group)->figures[CLINIC_FIGURE_PART], ==,
                   4);
  group = clinic_report_get_group (report, 2);
  g_assert_cmpstr (group->key, ==, "");
  g_assert_null (clinic_report_get_group_before (report, group));
  g_assert_cmpint (clinic_report_get_group_before (report, NULL)->figures[CLINIC_FIGURE_PART], ==,
                   5);
  scene_assert_rows (report);
  scene_assert_rows (clinic_report_get_before (report));
}

static void
test_filters_let_through_what_they_name (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();
  ClinicReportRules rules;
  const struct
  {
    const char *keys[3];
    gint64 found;
  } cases[] = { { { "51" }, 1 }, { { "51", "52" }, 3 }, { { "" }, 4 }, { { "99" }, 0 } };
  const guint doctors[] = { 51, 52, 52, 0, 0, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (doctors); i++)
    clinic_facts_add_visit (facts, &(ClinicFactVisit){
                                     .id = i + 1,
                                     .start = scene_at ("2026-11-03T10:00:00"),
                                     .doctor = clinic_facts_key_of_id (facts, CLINIC_NAMES_DOCTOR,
                                                                       doctors[i], NULL) });
  clinic_facts_seal (facts);
  clinic_report_rules_init (&rules);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClinicQuestion) question =
        clinic_question_new (CLINIC_MEASURE_BOOKED_VISITS, CLINIC_GROUPING_NONE);
      g_autoptr (ClinicReport) report = NULL;

      clinic_question_set_filter (question, CLINIC_NAMES_DOCTOR, cases[i].keys);
      /* no name of a visit: says nothing */
      clinic_question_set_filter (question, CLINIC_NAMES_LINE, (const char *[]){ "1", NULL });
      report = clinic_report_new (facts, question, &rules, scene_at ("2026-11-15T12:00:00"));
      g_assert_cmpint (clinic_report_get_total (report)->figures[CLINIC_FIGURE_PART], ==,
                       cases[i].found);
    }
}

static void
test_what_the_replica_does_not_reach_is_said (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ClinicFacts) facts = clinic_facts_new (zone);
  g_autoptr (ClinicReport) report = NULL;
  int from, to;

  clinic_facts_set_known (facts, CLINIC_FACTS_VISITS, scene_at ("2026-11-10T08:00:00"),
                          scene_at ("2026-11-20T09:00:00"));
  clinic_facts_seal (facts);
  report = scene_ask (facts, CLINIC_MEASURE_VISITS);
  g_assert_false (clinic_report_is_whole (report, &from, &to));
  g_assert_cmpint (from, ==, clinic_days_from_date (2026, 11, 11));
  g_assert_cmpint (to, ==, clinic_days_from_date (2026, 11, 21));
  g_clear_object (&report);
  report = scene_ask (facts, CLINIC_MEASURE_CALLS);
  g_assert_false (clinic_report_is_whole (report, &from, &to));
  g_assert_cmpint (from, ==, to);
}

/* None of two at the same moment is before the other. */
static void
test_two_doctors_at_once_see_a_first_visit_each (void)
{
  g_autoptr (ClinicFacts) facts = scene_new_facts ();

  for (guint i = 1; i <= 3; i++)
    clinic_facts_add_visit (facts, &(ClinicFactVisit){
                                     .id = i,
                                     .patient = 7,
                                     .start = scene_at (i < 3 ? "2026-11-05T10:00:00"
                                                              : "2026-11-06T10:00:00"),
                                     .doctor =
                                       clinic_facts_key_of_id (facts, CLINIC_NAMES_DOCTOR, i, NULL),
                                     .kind = CLINIC_STAGE_KIND_SUCCESS });
  clinic_facts_set_known (facts, CLINIC_FACTS_VISITS, 0, scene_at ("2026-12-01T00:00:00"));
  clinic_facts_seal (facts);
  scene_assert_total (facts, CLINIC_MEASURE_FIRST_PATIENTS, 1, 0, 1000);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);
      g_autoptr (ClinicQuestion) question =
        clinic_question_new (CLINIC_MEASURE_FIRST_PATIENTS, CLINIC_GROUPING_NONE);
      g_autoptr (ClinicReport) report = NULL;
      ClinicReportRules rules;

      question->period = CLINIC_PERIOD_DAYS;
      question->from = clinic_days_from_date (2026, 11, 1);
      question->to = clinic_days_from_date (2026, 12, 1);
      clinic_question_set_filter (question, CLINIC_NAMES_DOCTOR, (const char *[]){ key, NULL });
      clinic_report_rules_init (&rules);
      report = clinic_report_new (facts, question, &rules, scene_at ("2026-12-10T00:00:00"));
      g_assert_cmpint (clinic_report_get_total (report)->figures[CLINIC_FIGURE_PART], ==,
                       i < 3 ? 1 : 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clinic/report/funnel", test_120_leads_78_booked_66_came);
  g_test_add_func ("/clinic/report/at-once", test_two_doctors_at_once_see_a_first_visit_each);
  g_test_add_func ("/clinic/report/ripening", test_the_last_leads_of_a_cohort_ripen);
  g_test_add_func ("/clinic/report/outcomes", test_what_became_of_visits);
  g_test_add_func ("/clinic/report/confirmed", test_a_reply_to_a_delivered_message_confirms);
  g_test_add_func ("/clinic/report/first", test_first_visits_follow_the_rule_in_force);
  g_test_add_func ("/clinic/report/month-end", test_months_of_first_visits_end_at_their_last_day);
  g_test_add_func ("/clinic/report/memory", test_a_short_memory_asks_the_portals_field);
  g_test_add_func ("/clinic/report/bringing", test_people_are_brought_in_two_directions);
  g_test_add_func ("/clinic/report/contacted",
                   test_new_people_may_be_compared_with_those_who_asked);
  g_test_add_func ("/clinic/report/before", test_groups_are_compared_with_the_month_before);
  g_test_add_func ("/clinic/report/filters", test_filters_let_through_what_they_name);
  g_test_add_func ("/clinic/report/known", test_what_the_replica_does_not_reach_is_said);

  return g_test_run ();
}

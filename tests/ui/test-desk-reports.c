/* test-desk-reports.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "dummy-desk.h"

#include "clinic-days.h"
#include "desk-chart.h"
#include "desk-export.h"
#include "desk-report-question.h"
#include "desk-report-saved.h"
#include "desk-reports-page.h"
#include "reception-config.h"

/* DUMMY_NOW is in November 2026 */
static ClinicFacts *
new_facts (gint64 known_from)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  ClinicFacts *facts = clinic_facts_new (zone);
  int october = clinic_days_from_date (2026, 10, 1);
  guint32 web = clinic_facts_key (facts, CLINIC_NAMES_SOURCE, "WEB", "Сайт");
  guint32 call = clinic_facts_key (facts, CLINIC_NAMES_SOURCE, "CALL", "Звонок");
  guint32 doctor = clinic_facts_key_of_id (facts, CLINIC_NAMES_DOCTOR, 51, "Лебедева О. С.");

  for (ClinicFactSet set = CLINIC_FACTS_VISITS; set < CLINIC_N_FACT_SETS; set++)
    if (known_from != 0)
      clinic_facts_set_known (facts, set, known_from, DUMMY_NOW + 1);
  /* 12 visits in October, 8 of them from the site, and 5 in September */
  for (int i = 0; i < 17; i++)
    clinic_facts_add_visit (facts,
                            &(ClinicFactVisit){
                              .id = 100 + i,
                              .patient = 500 + i,
                              .start = clinic_days_at (zone, october + (i < 12 ? i : -i), 36000),
                              .created = clinic_days_at (zone, october - 30, 36000),
                              .kind = CLINIC_STAGE_KIND_SUCCESS,
                              .role = CLINIC_STAGE_ROLE_COMPLETED,
                              .doctor = i < 2 ? doctor : 0,
                              .source = i < 8 ? web : call });
  clinic_facts_add_call (facts, &(ClinicFactCall){ .id = 9,
                                                   .start = clinic_days_at (zone, october, 36000),
                                                   .number = 79000000001,
                                                   .type = 2,
                                                   .ring = -1,
                                                   .duration = 60,
                                                   .answered = 1 });
  clinic_facts_add_lead (facts, &(ClinicFactLead){ .id = 8,
                                                   .created = clinic_days_at (zone, october, 36000),
                                                   .source = web });
  clinic_facts_seal (facts);

  return facts;
}

static ClinicQuestion *
new_question (ClinicMeasure measure)
{
  /* chairs have no source */
  ClinicFactName name = clinic_measure_has_name (measure, CLINIC_NAMES_SOURCE)
                          ? CLINIC_NAMES_SOURCE
                          : CLINIC_NAMES_DOCTOR;
  ClinicQuestion *question = clinic_question_new (measure, CLINIC_GROUPING_BY (name));

  question->period = CLINIC_PERIOD_LAST_MONTH;
  question->comparison = CLINIC_COMPARISON_PREVIOUS;

  return question;
}

static void
set_last (const ClinicQuestion *question)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  g_autofree char *text = clinic_question_to_string (question);

  g_settings_set_string (settings, "report-question", text);
}

static GtkWidget *
open_page (Desk *desk, ClinicMeasure measure)
{
  g_autoptr (ClinicQuestion) question = new_question (measure);
  GtkWidget *page = NULL;

  set_last (question);
  page = desk_reports_page_new (CLINIC_SESSION (desk->session));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1146, 740);
  gtk_box_append (GTK_BOX (desk->place), page);
  for (int i = 0; i < 100 && !gtk_widget_get_mapped (page); i++)
    settle (20);
  settle (200);

  return page;
}

static DummyArchive *
get_archive (Desk *desk)
{
  return dummy_session_archive (desk->session);
}

static void
fill_archive (Desk *desk)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (ClinicFacts) facts =
    new_facts (clinic_days_begin (zone, clinic_days_from_date (2026, 1, 1)));
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (rows, g_object_ref (desk->anna));
  dummy_archive_set_rows (get_archive (desk), rows);
  dummy_archive_set_facts (get_archive (desk), facts);
}

static GtkWidget *
part (GtkWidget *page, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (page, DESK_TYPE_REPORTS_PAGE, name));
}

static GtkListBox *
list_in (GtkWidget *page, const char *slot)
{
  return GTK_LIST_BOX (desk_find (part (page, slot), GTK_TYPE_LIST_BOX, 0));
}

static void
activate (GtkListBox *list, int nth)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; i < 100 && gtk_list_box_get_row_at_index (list, nth) == NULL; i++)
    settle (20);
  row = gtk_list_box_get_row_at_index (list, nth);
  g_assert_nonnull (row);
  g_signal_emit_by_name (list, "row-activated", row);
  settle (200);
}

static void
test_a_question_has_a_number_a_chart_and_a_table (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  fill_archive (desk);
  page = open_page (desk, CLINIC_MEASURE_VISITS);
  assert_reads (page, "1 Oct 2026 – 31 Oct 2026");
  assert_reads (page, "12");
  assert_reads (page, "before: 5 (1 Sep 2026 – 30 Sep 2026)");
  assert_reads (page, "+7 (+140,0\u00a0%)");
  assert_reads (page, "Сайт");
  assert_reads (page, "66,7\u00a0%");
  assert_reads (page, "Звонок");
  assert_reads (page, "33,3\u00a0%");
  assert_reads (page, "Total");
  g_assert_cmpuint (clinic_chart_get_n_categories (
                      desk_chart_get_chart (DESK_CHART (desk_find (page, DESK_TYPE_CHART, 0)))),
                    ==, 2);
}

static void
test_how_it_is_counted_is_told_on_demand (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  fill_archive (desk);
  page = open_page (desk, CLINIC_MEASURE_FIRST_PATIENTS);
  assert_does_not_read (page, "Patients who came for a first visit");
  gtk_widget_activate_action (page, "reports.formula", NULL);
  settle (300);
  assert_reads (page, "Patients who came for a first visit");
  assert_reads (page, "6 months");
}

/* what a report says of rules that are the clinic's own */
static const struct
{
  const char *path;
  ClinicMeasure measure;
  const char *words;
} own_rules[] = {
  { "/reports/own-rules/words", CLINIC_MEASURE_LEAD_TO_CHAIR, "these words: отказ, чужой город" },
  { "/reports/own-rules/months", CLINIC_MEASURE_FIRST_PATIENTS, "9 months" },
  { "/reports/own-rules/hours", CLINIC_MEASURE_CHAIR_LOAD, "10:30" },
};

static void
test_a_clinic_has_its_own_rules (Desk *desk, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (RECEPTION_APP_ID);
  guint i = GPOINTER_TO_UINT (data);
  GtkWidget *page = NULL;

  g_settings_set_string (settings, "not-target-words", "Отказ, чужой город");
  g_settings_set_int (settings, "first-visit-months", 9);
  g_settings_set_int (settings, "day-begins", 10 * 60 + 30);
  fill_archive (desk);
  page = open_page (desk, own_rules[i].measure);
  gtk_widget_activate_action (page, "reports.formula", NULL);
  assert_reads (page, own_rules[i].words);
  g_settings_reset (settings, "not-target-words");
  g_settings_reset (settings, "first-visit-months");
  g_settings_reset (settings, "day-begins");
}

static void
test_every_figure_opens_its_rows (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;

  fill_archive (desk);
  page = open_page (desk, CLINIC_MEASURE_VISITS);
  activate (list_in (page, "table_slot"), 0);
  settle (300);
  assert_reads (part (page, "rows_slot"), "Сайт");
  assert_reads (part (page, "rows_slot"), "Counted: 8");
  g_assert_cmpuint (dummy_archive_n_asked (get_archive (desk)), ==, 8);
  assert_reads (part (page, "rows_slot"), "Смирнова");
  /* the archive of this test has one row */
  assert_reads (part (page, "rows_slot"), "7 of them are not on this computer any more.");
  activate (list_in (page, "rows_slot"), 0);
  g_assert_true (g_str_has_prefix (desk->actions->str, "open-appointment("));

  /* the period before, and all together */
  activate (list_in (page, "table_slot"), 2);
  assert_reads (part (page, "rows_slot"), "Counted: 12");
  desk_click (part (page, "rows_slot"), "Before: 5");
  settle (200);
  g_assert_cmpuint (dummy_archive_n_asked (get_archive (desk)), ==, 5);
}

static void
test_what_is_asked_follows_the_measure (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;
  DeskReportQuestion *question = NULL;
  g_autoptr (ClinicQuestion) calls = new_question (CLINIC_MEASURE_CALLS_HANDLED);
  const char *keys[] = { "51", NULL };

  fill_archive (desk);
  page = open_page (desk, CLINIC_MEASURE_VISITS);
  question = DESK_REPORT_QUESTION (desk_find (page, DESK_TYPE_REPORT_QUESTION, 0));
  calls->measure = CLINIC_MEASURE_VISITS;
  clinic_question_set_filter (calls, CLINIC_NAMES_DOCTOR, keys);
  desk_report_question_set (question, calls);
  settle (200);
  assert_reads (page, "Лебедева О. С.");
  activate (list_in (page, "table_slot"), 0);
  assert_reads (part (page, "rows_slot"), "Counted: 2");

  /* Calls have no doctors and no sources. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (
                                desk_find (GTK_WIDGET (question), GTK_TYPE_DROP_DOWN, 0)),
                              CLINIC_MEASURE_CALLS_HANDLED);
  settle (200);
  g_assert_null (desk_report_question_get (question)->filters[CLINIC_NAMES_DOCTOR]);
  g_assert_cmpint (desk_report_question_get (question)->grouping, ==, CLINIC_GROUPING_NONE);
  assert_does_not_read (page, "All doctors");
  assert_reads (page, "All employees");
}

static void
test_questions_are_saved (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;
  DeskReportSaved *saved = NULL;
  guint n = 0;

  fill_archive (desk);
  page = open_page (desk, CLINIC_MEASURE_LOSSES);
  saved = DESK_REPORT_SAVED (desk_find (page, DESK_TYPE_REPORT_SAVED, 0));
  n = desk_report_saved_get_count (saved);
  gtk_widget_activate_action (page, "reports.save", NULL);
  g_assert_cmpuint (desk_report_saved_get_count (saved), ==, n + 1);
  gtk_widget_activate_action (page, "reports.save", NULL);
  g_assert_cmpuint (desk_report_saved_get_count (saved), ==, n + 1);
}

static void
set_facts (Desk *desk, int year, int month, int day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (ClinicFacts) facts =
    new_facts (clinic_days_begin (zone, clinic_days_from_date (year, month, day)));

  dummy_archive_set_facts (get_archive (desk), facts);
}

static void
test_how_far_the_past_reaches_is_said (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  set_facts (desk, 2026, 10, 6);
  dummy_archive_set_state (get_archive (desk), CLINIC_LOAD_LOADING, DUMMY_NOW, 0.43);
  page = open_page (desk, CLINIC_MEASURE_VISITS);
  /* as far back as the month that it is compared with */
  g_assert_cmpint (dummy_archive_wanted (get_archive (desk)), ==,
                   clinic_days_begin (zone, clinic_days_from_date (2026, 9, 1)));
  assert_reads (page, "The past is still being read from the portal: 43%");
  assert_reads (page, "Only the days from 6 Oct 2026 to 31 Oct 2026 are known on this computer.");
  assert_reads (page, "The period before is not known whole");
  assert_does_not_read (page, "before: 5");

  /* More of it comes. */
  set_facts (desk, 2026, 1, 1);
  dummy_archive_set_state (get_archive (desk), CLINIC_LOAD_READY, DUMMY_NOW, 1);
  settle (2000);
  assert_does_not_read (page, "The past is still being read");
  assert_reads (page, "before: 5 (1 Sep 2026 – 30 Sep 2026)");
  dummy_archive_set_state (get_archive (desk), CLINIC_LOAD_STALE, DUMMY_NOW, 1);
  settle (50);
  assert_reads (page, "data as of today 15:00");

  /* all of the month, and not all of the one before */
  gtk_box_remove (GTK_BOX (desk->place), page);
  set_facts (desk, 2026, 9, 20);
  dummy_archive_set_state (get_archive (desk), CLINIC_LOAD_READY, DUMMY_NOW, 1);
  page = open_page (desk, CLINIC_MEASURE_VISITS);
  assert_reads (page, "The period before is not known whole");
  assert_does_not_read (page, "Only the days from");
}

static void
assert_state (Desk *desk, ClinicLoadState state, const char *words)
{
  GtkWidget *page = NULL;

  dummy_archive_set_state (get_archive (desk), state, 0, 0.1);
  page = open_page (desk, CLINIC_MEASURE_VISITS);
  assert_reads (page, words);
  gtk_box_remove (GTK_BOX (desk->place), page);
  settle (20);
}

static void
test_every_state_says_what_it_is (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicFacts) nothing = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  assert_state (desk, CLINIC_LOAD_READY, "The report could not be counted");
  nothing = clinic_facts_new (zone);
  clinic_facts_seal (nothing);
  dummy_archive_set_facts (get_archive (desk), nothing);
  assert_state (desk, CLINIC_LOAD_LOADING, "The past is being read from the portal");
  assert_state (desk, CLINIC_LOAD_STALE, "No connection to the portal");
  assert_state (desk, CLINIC_LOAD_MISSING, "The past is closed to this desk");
  assert_state (desk, CLINIC_LOAD_READY, "There is nothing to count in this period");
}

static void
test_two_years_of_days_hold_no_frame (Desk *desk, gconstpointer data)
{
  GtkWidget *page = NULL;
  g_autoptr (ClinicQuestion) question = NULL;

  fill_archive (desk);
  page = open_page (desk, CLINIC_MEASURE_VISITS);
  question = new_question (CLINIC_MEASURE_VISITS);
  question->period = CLINIC_PERIOD_LAST_24_MONTHS;
  question->grouping = CLINIC_GROUPING_DAY;
  desk_report_question_set (DESK_REPORT_QUESTION (desk_find (page, DESK_TYPE_REPORT_QUESTION, 0)),
                            question);
  for (int i = 0;
       i < 200 && gtk_list_box_get_row_at_index (list_in (page, "table_slot"), 730) == NULL; i++)
    settle (50);
  g_assert_nonnull (gtk_list_box_get_row_at_index (list_in (page, "table_slot"), 730));
}

#define ADD(path, function) g_test_add (path, Desk, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/reports/answer", test_a_question_has_a_number_a_chart_and_a_table);
  ADD ("/reports/formula", test_how_it_is_counted_is_told_on_demand);
  for (guint i = 0; i < G_N_ELEMENTS (own_rules); i++)
    g_test_add (own_rules[i].path, Desk, GUINT_TO_POINTER (i), desk_set_up,
                test_a_clinic_has_its_own_rules, desk_tear_down);
  ADD ("/reports/rows", test_every_figure_opens_its_rows);
  ADD ("/reports/question", test_what_is_asked_follows_the_measure);
  ADD ("/reports/saved", test_questions_are_saved);
  ADD ("/reports/reach", test_how_far_the_past_reaches_is_said);
  ADD ("/reports/states", test_every_state_says_what_it_is);
  ADD ("/reports/long", test_two_years_of_days_hold_no_frame);

  return g_test_run ();
}

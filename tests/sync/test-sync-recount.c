/* test-sync-recount.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random questions to a clinic's past that came over HTTP into the archive, and the expenses and
 * the pay of its months, counted a second time by SQL from the portal's own tables: equal to the
 * unit. `test-sync-recount DAYS QUESTIONS`: so
 * long a past; RECEPTION_SEED: the same questions again.
 */

#define SYNC_FIXTURE_PATIENCE 900

#include "sync-fixture.h"

#include "clinic-archive.h"
#include "clinic-book.h"
#include "clinic-days.h"
#include "clinic-report.h"
#include "recount-office.h"

#define SMALL_DAYS 30
#define SMALL_QUESTIONS 50
/* may see the registry and everybody's pay */
#define HEAD 1
/* of the registry that is read */
#define BILL_DAYS 300

static guint history = SMALL_DAYS;
static guint n_questions = SMALL_QUESTIONS;

static void
on_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(ClinicFacts **) user_data =
    clinic_archive_load_facts_finish (CLINIC_ARCHIVE (source), result, &error);
  g_assert_no_error (error);
}

/* whether the reminders of all visits that are near were looked for */
static gboolean
has_looked (SyncFixture *fixture)
{
  GListModel *visits = clinic_book_get_appointments (clinic_session_get_book (fixture->session));
  gint64 now = clinic_session_get_now (fixture->session);

  for (guint i = 0; i < g_list_model_get_n_items (visits); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (visits, i);
      gint64 ahead = clinic_appointment_get_start (visit) - now;

      if (ahead > -12 * 3600 && ahead < 48 * 3600 &&
          clinic_appointment_get_kind (visit) == CLINIC_STAGE_KIND_PROCESS &&
          clinic_appointment_get_reminders (visit) == CLINIC_REMINDERS_NONE)
        return FALSE;
    }

  return g_list_model_get_n_items (visits) > 0;
}

/* (transfer full) */
static ClinicFacts *
load_facts (SyncFixture *fixture, ClinicArchive *archive, guint days)
{
  ClinicFacts *facts = NULL;

  clinic_archive_want (archive, clinic_session_get_now (fixture->session) - (gint64) days * 86400);
  WAIT_UNTIL (clinic_archive_get_state (archive) == CLINIC_LOAD_READY);
  WAIT_UNTIL (sync_fixture_is_filled (fixture) && has_looked (fixture));
  clinic_archive_load_facts_async (archive, NULL, on_facts_cb, &facts);
  WAIT_UNTIL (facts != NULL);

  return facts;
}

/* (transfer full): what the portal itself has, in a file of its own */
static sqlite3 *
open_tables (SyncFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->directory, "tables.sqlite", NULL);

  sync_fixture_order (fixture, "tables", "{\"file\":\"%s\"}", path);

  return recount_open (path);
}

/* --- questions --- */

static ClinicMeasure
random_measure (GRand *rand, guint number)
{
  ClinicMeasure measure;

  /* each once, then at random */
  if (number < CLINIC_N_MEASURES && recount_can ((ClinicMeasure) number))
    return (ClinicMeasure) number;
  do
    measure = (ClinicMeasure) g_rand_int_range (rand, 0, CLINIC_N_MEASURES);
  while (!recount_can (measure));

  return measure;
}

static ClinicGrouping
random_grouping (GRand *rand, ClinicMeasure measure)
{
  ClinicGrouping grouping;

  do
    grouping = (ClinicGrouping) g_rand_int_range (rand, 0, CLINIC_N_GROUPINGS);
  while (!clinic_measure_has_grouping (measure, grouping));

  return grouping;
}

static void
add_filter (GRand *rand, ClinicFacts *facts, ClinicQuestion *question)
{
  ClinicFactName name = (ClinicFactName) g_rand_int_range (rand, 0, CLINIC_N_NAMES);
  guint n_keys = clinic_facts_get_n_keys (facts, name);
  const char *keys[3] = { NULL };

  if (n_keys == 0 || !clinic_measure_has_name (question->measure, name))
    return;
  for (guint i = 0; i < 2; i++)
    keys[i] = clinic_facts_get_key (facts, name, (guint32) g_rand_int_range (rand, 0, n_keys));
  clinic_question_set_filter (question, name, keys);
}

static ClinicQuestion *
random_question (GRand *rand, ClinicFacts *facts, guint number, int today)
{
  ClinicMeasure measure = random_measure (rand, number);
  ClinicQuestion *question = clinic_question_new (measure, random_grouping (rand, measure));

  question->period = CLINIC_PERIOD_DAYS;
  question->from = today - g_rand_int_range (rand, 1, (int) history - 5);
  question->to = MIN (question->from + g_rand_int_range (rand, 1, (int) history), today + 1);
  if (g_rand_int_range (rand, 0, 3) == 0)
    add_filter (rand, facts, question);

  return question;
}

/* --- comparing --- */

static void
compare_group (const ClinicReportGroup *group,
               const RecountGroup *other,
               gboolean is_load,
               const char *text)
{
  static const RecountGroup nothing = { 0 };
  const gint64 *figures = group->figures;

  if (other == NULL)
    other = &nothing;
  if (figures[CLINIC_FIGURE_PART] != other->part ||
      figures[CLINIC_FIGURE_UNKNOWN] != other->unknown ||
      figures[CLINIC_FIGURE_RIPENING] != other->ripening || group->sum != other->sum ||
      figures[CLINIC_FIGURE_WHOLE] != other->whole || (is_load && group->whole != other->open))
    g_error ("%s\n“%s”: part %d and %d, whole %d and %d, unknown %d and %d, ripening %d and %d, "
             "sum %d and %d, open %d and %d",
             text, group->key, (int) figures[CLINIC_FIGURE_PART], (int) other->part,
             (int) figures[CLINIC_FIGURE_WHOLE], (int) other->whole,
             (int) figures[CLINIC_FIGURE_UNKNOWN], (int) other->unknown,
             (int) figures[CLINIC_FIGURE_RIPENING], (int) other->ripening, (int) group->sum,
             (int) other->sum, (int) group->whole, (int) other->open);
}

/* how much there was to count */
static gint64
compare (ClinicReport *report, GHashTable *groups)
{
  const ClinicQuestion *question = clinic_report_get_question (report);
  g_autofree char *text = clinic_question_to_string (question);
  gboolean is_load = question->measure == CLINIC_MEASURE_CHAIR_LOAD;
  guint found = 0;
  gint64 total = 0;

  for (guint i = 0; i < clinic_report_get_n_groups (report); i++)
    {
      const ClinicReportGroup *group = clinic_report_get_group (report, i);
      const RecountGroup *other = g_hash_table_lookup (groups, group->key);

      compare_group (group, other, is_load, text);
      found += other != NULL ? 1 : 0;
      total += group->figures[CLINIC_FIGURE_PART] + group->figures[CLINIC_FIGURE_UNKNOWN];
    }
  if (found != g_hash_table_size (groups))
    g_error ("%s\n%u groups of %u are in the report", text, found, g_hash_table_size (groups));

  return total;
}

static void
compare_reports (SyncFixture *fixture, sqlite3 *tables, GRand *rand)
{
  ClinicArchive *archive = clinic_session_get_archive (fixture->session);
  g_autoptr (ClinicFacts) facts = load_facts (fixture, archive, history);
  gint64 now = clinic_session_get_now (fixture->session);
  int today = clinic_days_of (clinic_facts_get_zone (facts), now, NULL);
  ClinicReportRules rules;
  guint n_full = 0;

  clinic_report_rules_init (&rules);
  for (guint i = 0; i < n_questions; i++)
    {
      g_autoptr (ClinicQuestion) question = random_question (rand, facts, i, today);
      g_autoptr (ClinicReport) report = clinic_report_new (facts, question, &rules, now);
      g_autoptr (GHashTable) groups = recount (tables, question, now);

      n_full += compare (report, groups) > 0 ? 1 : 0;
    }
  g_assert_cmpuint (n_full, >, n_questions / 2);
}

/* --- expenses --- */

static void
compare_expenses (SyncFixture *fixture, sqlite3 *tables, GRand *rand)
{
  ClinicArchive *bills = clinic_archive_get_bills (clinic_session_get_archive (fixture->session));
  g_autoptr (ClinicFacts) facts = load_facts (fixture, bills, BILL_DAYS);
  int today =
    clinic_days_of (clinic_facts_get_zone (facts), clinic_session_get_now (fixture->session), NULL);
  gint64 known = 0, until = 0;
  guint n_groups = 0;

  g_assert_true (clinic_facts_get_known (facts, CLINIC_FACTS_BILLS, &known, &until));
  for (guint i = 0; i < n_questions; i++)
    {
      ClinicExpensesBy by = (ClinicExpensesBy) (i % (CLINIC_EXPENSES_BY_MONTH + 1));
      int from = today - g_rand_int_range (rand, 1, BILL_DAYS / 2);
      int to = MIN (from + g_rand_int_range (rand, 1, BILL_DAYS / 2), today + 1);
      guint n_payers = clinic_facts_get_n_keys (facts, CLINIC_NAMES_PAYER);
      guint32 number = (guint32) g_rand_int_range (rand, 0, (int) n_payers);
      const char *payer =
        i % 3 == 0 && number > 0 ? clinic_facts_get_key (facts, CLINIC_NAMES_PAYER, number) : NULL;
      g_autoptr (ClinicQuestion) question =
        clinic_question_new (CLINIC_MEASURE_VISITS, CLINIC_GROUPING_NONE);
      g_autoptr (ClinicExpenses) expenses = NULL;

      if (payer != NULL)
        clinic_question_set_filter (question, CLINIC_NAMES_PAYER, (const char *[]){ payer, NULL });
      expenses = clinic_expenses_new (facts, by, from, to, today, question);
      n_groups += recount_expenses (tables, expenses, payer, known);
    }
  g_assert_cmpuint (n_groups, >, n_questions);
}

/* --- pay --- */

static void
compare_month (SyncFixture *fixture, sqlite3 *tables, int first, guint fewest)
{
  g_autoptr (ClinicPayMonth) month =
    clinic_payroll_open_month (clinic_session_get_payroll (fixture->session), first);

  WAIT_UNTIL (clinic_pay_month_get_state (month) == CLINIC_LOAD_READY);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_pay_month_get_cards (month)), >=, fewest);
  recount_pay (tables, month, fixture->settings, clinic_session_get_now (fixture->session));
}

/* the months that are over; the portal writes down shifts of three of them at least */
static void
compare_pay (SyncFixture *fixture, sqlite3 *tables)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  int today = clinic_days_of (zone, clinic_session_get_now (fixture->session), NULL);
  int year = 0, number = 0, day = 0;
  int first;

  clinic_days_to_date (today, &year, &number, &day);
  first = clinic_days_from_date (year, number, 1);
  for (int i = 1; i == 1 || clinic_days_add_months (first, -i) > today - (int) history; i++)
    /* fewer people worked there two years ago */
    compare_month (fixture, tables, clinic_days_add_months (first, -i), i == 1 ? 8 : 5);
}

static void
test_figures_are_what_the_portal_has (SyncFixture *fixture, gconstpointer data)
{
  const char *given = g_getenv ("RECEPTION_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  sqlite3 *tables = NULL;

  g_test_message ("RECEPTION_SEED=%u", seed);
  fixture->user = HEAD;
  sync_fixture_open (fixture);
  tables = open_tables (fixture);
  compare_reports (fixture, tables, rand);
  compare_expenses (fixture, tables, rand);
  compare_pay (fixture, tables);
  sqlite3_close (tables);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 2)
    {
      history = (guint) g_ascii_strtoull (argv[1], NULL, 10);
      n_questions = (guint) g_ascii_strtoull (argv[2], NULL, 10);
    }
  g_test_add ("/sync/recount", SyncFixture, GUINT_TO_POINTER (history), sync_fixture_set_up_months,
              test_figures_are_what_the_portal_has, sync_fixture_tear_down);

  return g_test_run ();
}

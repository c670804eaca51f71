/* test-sync-payroll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pay of the demo portal's reception, over HTTP: what it comes to, what is asked, signed and
 * answered, and who may see it.
 */

#include "sync-fixture.h"

#include "bx-json.h"
#include "clinic-days.h"

#define HEAD 1
#define DOCTOR 21
#define SENIOR 5
#define DESK 7
#define OTHER_DESK 8
#define EXAMPLE 11

#define HOUR 3600
/* days of history in which the worked example has its calls and visits */
#define HISTORY 62

#define PAY_TEST(path, function)                                                                   \
  g_test_add ("/sync/payroll/" path, SyncFixture, NULL, sync_fixture_set_up_months, function,      \
              tear_down)

static void
tear_down (SyncFixture *fixture, gconstpointer data)
{
  g_settings_reset (fixture->settings, "overtime-reading");
  g_settings_reset (fixture->settings, "pay-signatures-list");
  sync_fixture_tear_down (fixture, data);
}

static ClinicPayroll *
get_payroll (SyncFixture *fixture)
{
  return clinic_session_get_payroll (fixture->session);
}

/* (transfer full): October 2026, read */
static ClinicPayMonth *
open_october (SyncFixture *fixture)
{
  ClinicPayMonth *month =
    clinic_payroll_open_month (get_payroll (fixture), clinic_days_from_date (2026, 10, 1));

  WAIT_UNTIL (clinic_pay_month_get_state (month) == CLINIC_LOAD_READY);

  return month;
}

/* (transfer full) */
static ClinicPayMonth *
open_as (SyncFixture *fixture, gint64 user)
{
  fixture->user = user;
  sync_fixture_open (fixture);

  return open_october (fixture);
}

static gint64
get_amount (ClinicPayCard *card, ClinicPayKind kind)
{
  return clinic_pay_card_get_sheet (card)->lines[kind].amount;
}

/* (nullable) */
static const ClinicPayFlag *
find_flag (ClinicPayCard *card, ClinicPayFlagKind kind)
{
  const ClinicPaySheet *sheet = clinic_pay_card_get_sheet (card);

  for (guint i = 0; i < sheet->flags->len; i++)
    if (g_array_index (sheet->flags, ClinicPayFlag, i).kind == kind)
      return &g_array_index (sheet->flags, ClinicPayFlag, i);

  return NULL;
}

static guint
count_elements (SyncFixture *fixture)
{
  g_autoptr (JsonObject) answer =
    sync_fixture_control (fixture, "call",
                          "{\"method\":\"lists.element.get\",\"user\":1,"
                          "\"params\":{\"IBLOCK_TYPE_ID\":\"lists\",\"IBLOCK_ID\":48}}");

  return json_array_get_length (json_object_get_array_member (answer, "result"));
}

/* --- commands --- */

static ClinicCommand *
new_command (ClinicCommandKind kind, GVariantDict *dict)
{
  ClinicCommand *command = sync_fixture_new_command (kind, CLINIC_ENTITY_NONE, 0, NULL, NULL);

  clinic_command_set_payload (command, g_variant_dict_end (dict));

  return command;
}

/* text: "" withdraws it */
static ClinicCommand *
new_sign (ClinicPayCard *card, const char *text)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "user", "x", clinic_pay_card_get_user (card));
  g_variant_dict_insert (&dict, "name", "s", clinic_pay_card_get_name (card));
  g_variant_dict_insert (&dict, "month", "s", "2026-10-01");
  g_variant_dict_insert (&dict, "text", "s", text);

  return new_command (CLINIC_COMMAND_SIGN_PAY, &dict);
}

static char *
dup_signature (ClinicPayCard *card, gint64 by, gint64 at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicPaySigned) sign =
    clinic_pay_signed_new (clinic_pay_card_get_inputs (card), by, at, &error);

  g_assert_no_error (error);

  return clinic_pay_signed_to_string (sign);
}

static void
sign (SyncFixture *fixture, ClinicPayCard *card, gint64 by, gint64 at)
{
  g_autofree char *text = dup_signature (card, by, at);
  g_autoptr (ClinicCommand) command = new_sign (card, text);

  sync_fixture_submit (fixture, command);
  g_assert_nonnull (clinic_pay_card_get_signed (card));
  WAIT_UNTIL (sync_fixture_is_done (command));
  WAIT_UNTIL (!clinic_pay_card_get_pending (card));
}

static ClinicCommand *
new_answer (ClinicPayCard *card, const ClinicPayFlag *flag, gint64 end)
{
  g_autofree char *day = clinic_days_to_string (flag->day);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "user", "x", clinic_pay_card_get_user (card));
  g_variant_dict_insert (&dict, "name", "s", clinic_pay_card_get_name (card));
  g_variant_dict_insert (&dict, "day", "s", day);
  g_variant_dict_insert (&dict, "plan", "x", flag->plan_id);
  g_variant_dict_insert (&dict, "record", "x", flag->record_id);
  g_variant_dict_insert (&dict, "end", "x", end);

  return new_command (CLINIC_COMMAND_ANSWER_SHIFT, &dict);
}

/* --- counting --- */

static void
test_the_worked_example_is_right_to_the_kopeck (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = open_as (fixture, HEAD);
  ClinicPayCard *card = clinic_pay_month_find (month, EXAMPLE);
  gint64 brought = 0;

  g_assert_true (clinic_payroll_may_manage (get_payroll (fixture)));
  g_assert_cmpint (clinic_payroll_get_state (get_payroll (fixture)), ==, CLINIC_LOAD_READY);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_pay_month_get_cards (month)), >=, 8);
  g_assert_null (clinic_pay_month_get_problem (month));
  g_assert_nonnull (card);
  g_assert_cmpstr (clinic_pay_card_get_name (card), ==, "Королёва Дарья");
  g_assert_cmpstr (clinic_pay_card_get_position (card), ==, "Администратор");
  g_assert_cmpstr (clinic_pay_card_get_department (card), !=, "");
  g_assert_cmpint (clinic_pay_card_get_inputs (card)->hired, ==,
                   clinic_days_from_date (2023, 9, 18));
  g_assert_cmpint (get_amount (card, CLINIC_PAY_BASE), ==, 3630000);
  g_assert_cmpint (get_amount (card, CLINIC_PAY_OVERTIME), ==, 73205);
  g_assert_cmpint (get_amount (card, CLINIC_PAY_SENIORITY), ==, 181500);
  g_assert_cmpint (get_amount (card, CLINIC_PAY_REVIEWS), ==, 140000);
  g_assert_cmpint (get_amount (card, CLINIC_PAY_NO_REMARKS), ==, 100000);
  g_assert_cmpint (get_amount (card, CLINIC_PAY_ALLOWANCES), ==, 200000);
  brought = get_amount (card, CLINIC_PAY_CALLS) + get_amount (card, CLINIC_PAY_BRINGING_FIRST) +
            get_amount (card, CLINIC_PAY_BRINGING_WAITING);
  g_test_message ("%u calls, %d of %d, %d of %d", clinic_pay_card_get_inputs (card)->calls->len,
                  (int) clinic_pay_card_get_inputs (card)->first.part,
                  (int) clinic_pay_card_get_inputs (card)->first.whole,
                  (int) clinic_pay_card_get_inputs (card)->waiting.part,
                  (int) clinic_pay_card_get_inputs (card)->waiting.whole);
  g_assert_cmpint (brought, ==, 320000 + 300000 + 150000);
  g_assert_cmpint (clinic_pay_card_get_total (card), ==, 5094705);
  g_settings_set_string (fixture->settings, "overtime-reading", "beyond");
  g_assert_cmpint (get_amount (card, CLINIC_PAY_OVERTIME), ==, 36905);
  g_assert_cmpint (clinic_pay_card_get_total (card), ==, 5058405);
}

/* requests since the journal was forgotten that a pattern says are the payroll's */
static guint
count_matching (SyncFixture *fixture, const char *pattern)
{
  g_autoptr (JsonObject) journal = sync_fixture_control (fixture, "journal", NULL);
  JsonArray *requests = json_object_get_array_member (journal, "requests");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      g_autofree char *text = json_to_string (json_array_get_element (requests, i), FALSE);

      n += g_regex_match_simple (pattern, text, 0, 0) ? 1 : 0;
    }

  return n;
}

#define LISTS "IBLOCK_ID.{1,6}4[5678]"

static void
test_a_month_takes_three_requests (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = NULL;
  g_autoptr (ClinicPayMonth) again = NULL;

  fixture->user = HEAD;
  sync_fixture_open (fixture);
  /* how the portal keeps it is known by then */
  WAIT_UNTIL (clinic_payroll_get_state (get_payroll (fixture)) == CLINIC_LOAD_READY);
  sync_fixture_forget_journal (fixture);
  month = open_october (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_pay_month_get_cards (month)), >=, 8);
  g_assert_cmpuint (count_matching (fixture, LISTS), ==, 1);
  g_assert_cmpuint (count_matching (fixture, "user\\.get"), ==, 1);
  g_assert_cmpuint (count_matching (fixture, "calendar\\.event\\.get"), ==, 1);
  g_assert_cmpuint (count_matching (fixture, LISTS ".*calendar\\.event\\.get"), ==, 1);
  g_assert_cmpuint (count_matching (fixture, "timecontrol|timeman\\.settings"), ==, 0);
  /* whoever looks again asks nothing */
  sync_fixture_forget_journal (fixture);
  again = open_october (fixture);
  g_assert_true (again == month);
  g_assert_cmpuint (count_matching (fixture, LISTS "|user\\.get"), ==, 0);
}

static void
test_a_second_more_than_twenty_minutes_is_overtime (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = open_as (fixture, SENIOR);
  ClinicPayCard *card = clinic_pay_month_find (month, DESK);
  const ClinicPaySheet *sheet = clinic_pay_card_get_sheet (card);
  gboolean has_twenty = FALSE;
  gboolean has_more = FALSE;

  for (guint i = 0; i < sheet->shifts->len; i++)
    {
      const ClinicPayShift *shift = &g_array_index (sheet->shifts, ClinicPayShift, i);

      if (shift->excess == 20 * 60)
        {
          has_twenty = TRUE;
          g_assert_cmpint (shift->overtime, ==, 0);
        }
      else if (shift->excess == 20 * 60 + 1)
        {
          has_more = TRUE;
          g_assert_cmpint (shift->overtime, ==, 20 * 60 + 1);
        }
    }
  g_assert_true (has_twenty);
  g_assert_true (has_more);
  g_assert_nonnull (find_flag (card, CLINIC_PAY_FLAG_PLAN_CHANGED));
  /* a night shift, illness, and one whom nobody expected */
  g_assert_nonnull (find_flag (clinic_pay_month_find (month, 13), CLINIC_PAY_FLAG_OVER_MIDNIGHT));
  g_assert_nonnull (find_flag (clinic_pay_month_find (month, 13), CLINIC_PAY_FLAG_UNAPPROVED));
  g_assert_nonnull (find_flag (clinic_pay_month_find (month, 9), CLINIC_PAY_FLAG_SICK));
  g_assert_nonnull (find_flag (clinic_pay_month_find (month, SENIOR), CLINIC_PAY_FLAG_UNPLANNED));
  g_assert_nonnull (find_flag (clinic_pay_month_find (month, 14), CLINIC_PAY_FLAG_ABSENT));
  g_assert_nonnull (find_flag (clinic_pay_month_find (month, 12), CLINIC_PAY_FLAG_VACATION));
  g_assert_nonnull (find_flag (clinic_pay_month_find (month, 12), CLINIC_PAY_FLAG_TWO_SHIFTS));
  /* the rate changed in the middle of the month */
  g_assert_cmpuint (clinic_pay_card_get_inputs (clinic_pay_month_find (month, 9))->rates->len, ==,
                    2);
}

static void
test_a_portal_without_rest_3_is_read_another_way (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = NULL;
  ClinicPayCard *card = NULL;

  sync_fixture_order (fixture, "method", "{\"name\":\"timeman.record.list\",\"missing\":true}");
  month = open_as (fixture, HEAD);
  card = clinic_pay_month_find (month, EXAMPLE);
  g_assert_cmpint (get_amount (card, CLINIC_PAY_BASE), ==, 3630000);
  g_assert_cmpint (get_amount (card, CLINIC_PAY_OVERTIME), ==, 73205);
  g_assert_nonnull (
    find_flag (clinic_pay_month_find (month, OTHER_DESK), CLINIC_PAY_FLAG_OPEN_END));
}

/* --- rights --- */

static void
test_an_employee_sees_her_own_sheet (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = open_as (fixture, EXAMPLE);
  ClinicPayCard *card = clinic_pay_month_find (month, EXAMPLE);

  g_assert_false (clinic_payroll_may_manage (get_payroll (fixture)));
  g_assert_cmpint (clinic_payroll_get_state (get_payroll (fixture)), ==, CLINIC_LOAD_READY);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_pay_month_get_cards (month)), ==, 1);
  g_assert_cmpint (get_amount (card, CLINIC_PAY_BASE), ==, 3630000);
}

static void
test_others_have_no_payroll (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = NULL;

  fixture->user = DOCTOR;
  sync_fixture_open (fixture);
  WAIT_UNTIL (clinic_payroll_get_state (get_payroll (fixture)) == CLINIC_LOAD_MISSING);
  g_assert_false (clinic_payroll_may_manage (get_payroll (fixture)));
}

static void
test_a_month_is_there_offline (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = open_as (fixture, HEAD);
  gint64 total = clinic_pay_card_get_total (clinic_pay_month_find (month, EXAMPLE));

  g_clear_object (&month);
  sync_fixture_close (fixture);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_open_offline (fixture);
  month = clinic_payroll_open_month (get_payroll (fixture), clinic_days_from_date (2026, 10, 1));
  WAIT_UNTIL (clinic_pay_month_find (month, EXAMPLE) != NULL);
  WAIT_UNTIL (clinic_pay_card_get_total (clinic_pay_month_find (month, EXAMPLE)) == total);
  g_assert_true (clinic_payroll_may_manage (get_payroll (fixture)));
  g_assert_cmpint (clinic_pay_month_get_as_of (month), >, 0);
  sync_fixture_clear_faults (fixture);
  WAIT_UNTIL (clinic_pay_month_get_state (month) == CLINIC_LOAD_READY);
}

/* --- answers --- */

/* What was read of October counts in November; the months that this desk never saw have names. */
static void
test_the_year_is_what_is_known_of_it (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) october = open_as (fixture, HEAD);
  ClinicPayCard *card = clinic_pay_month_find (october, EXAMPLE);
  gint64 overtime = clinic_pay_card_get_sheet (card)->lines[CLINIC_PAY_OVERTIME].quantity;
  g_autoptr (ClinicPayMonth) november = NULL;
  const ClinicPayInputs *inputs = NULL;

  g_assert_cmpint (overtime, >, 0);
  g_assert_cmpint (clinic_pay_card_get_inputs (card)->overtime_before, ==, 0);
  g_assert_cmpint (clinic_pay_card_get_inputs (card)->overtime_unknown, ==, 0x1ff);
  g_clear_object (&october);
  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  november = clinic_payroll_open_month (get_payroll (fixture), clinic_days_from_date (2026, 11, 1));
  WAIT_UNTIL (clinic_pay_month_get_state (november) == CLINIC_LOAD_READY);
  inputs = clinic_pay_card_get_inputs (clinic_pay_month_find (november, EXAMPLE));
  g_assert_cmpint (inputs->overtime_before, ==, overtime);
  g_assert_cmpint (inputs->overtime_unknown, ==, 0x1ff);
}

static void
test_a_forgotten_end_is_asked_answered_and_counted (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = open_as (fixture, HEAD);
  ClinicPayCard *card = clinic_pay_month_find (month, OTHER_DESK);
  const ClinicPayFlag *flag = find_flag (card, CLINIC_PAY_FLAG_OPEN_END);
  gint64 before = get_amount (card, CLINIC_PAY_BASE);
  g_autoptr (ClinicCommand) command = NULL;

  g_assert_nonnull (flag);
  g_assert_cmpint (flag->suggestion, >, 0);
  command = new_answer (card, flag, flag->suggestion);
  sync_fixture_submit (fixture, command);
  g_assert_null (find_flag (card, CLINIC_PAY_FLAG_OPEN_END));
  g_assert_nonnull (find_flag (card, CLINIC_PAY_FLAG_ANSWERED_END));
  g_assert_cmpint (get_amount (card, CLINIC_PAY_BASE), >, before);
  WAIT_UNTIL (sync_fixture_is_done (command));
  WAIT_UNTIL (!clinic_pay_card_get_pending (card));
  g_assert_cmpuint (count_elements (fixture), ==, 1);
  g_assert_nonnull (find_flag (card, CLINIC_PAY_FLAG_ANSWERED_END));
  /* the portal tells it to others */
  g_clear_object (&month);
  sync_fixture_close (fixture);
  month = open_as (fixture, SENIOR);
  WAIT_UNTIL (find_flag (clinic_pay_month_find (month, OTHER_DESK), CLINIC_PAY_FLAG_ANSWERED_END) !=
              NULL);
}

/* --- signing --- */

static void
test_a_signed_month_stays_and_shows_what_changed (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = open_as (fixture, HEAD);
  ClinicPayCard *card = clinic_pay_month_find (month, EXAMPLE);
  gint64 total = clinic_pay_card_get_total (card);
  const ClinicPayInputs *inputs = clinic_pay_card_get_inputs (card);
  g_autofree char *day = NULL;
  g_autoptr (ClinicCommand) withdrawn = NULL;

  sign (fixture, card, HEAD, SYNC_FIXTURE_NOW);
  g_assert_cmpuint (count_elements (fixture), ==, 1);
  g_assert_cmpuint (clinic_pay_card_get_differences (card)->len, ==, 0);
  /* somebody sets the clock right afterwards */
  inputs = clinic_pay_card_get_inputs (card);
  day = clinic_days_to_string (g_array_index (inputs->works, ClinicFactWork, 14).day);
  sync_fixture_order (fixture, "work-day", "{\"user\":%d,\"day\":\"%s\",\"finish\":\"22:00\"}",
                      EXAMPLE, day);
  clinic_payroll_refresh (get_payroll (fixture));
  WAIT_UNTIL (clinic_pay_card_get_differences (card)->len > 0);
  g_assert_cmpint (clinic_pay_card_get_total (card), ==, total);
  g_assert_cmpint (clinic_pay_card_get_sheet (card)->total, >, total);
  withdrawn = new_sign (card, "");
  sync_fixture_submit (fixture, withdrawn);
  g_assert_null (clinic_pay_card_get_signed (card));
  WAIT_UNTIL (sync_fixture_is_done (withdrawn));
  WAIT_UNTIL (!clinic_pay_card_get_pending (card));
  g_assert_null (clinic_pay_card_get_signed (card));
  g_assert_cmpuint (count_elements (fixture), ==, 1);
}

static void
test_two_desks_that_sign_make_one_signature (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = open_as (fixture, HEAD);
  ClinicPayCard *card = clinic_pay_month_find (month, EXAMPLE);
  g_autofree char *late = dup_signature (card, SENIOR, SYNC_FIXTURE_NOW - 60);
  g_autoptr (ClinicCommand) command = NULL;

  sign (fixture, card, HEAD, SYNC_FIXTURE_NOW);
  g_clear_object (&month);
  sync_fixture_close (fixture);
  month = open_as (fixture, SENIOR);
  card = clinic_pay_month_find (month, EXAMPLE);
  WAIT_UNTIL (clinic_pay_card_get_signed (card) != NULL);
  g_assert_cmpint (clinic_pay_card_get_signed (card)->signed_by, ==, HEAD);
  /* what she signed before that arrives later */
  command = new_sign (card, late);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  WAIT_UNTIL (!clinic_pay_card_get_pending (card) &&
              clinic_pay_card_get_signed (card)->signed_by == HEAD);
  g_assert_cmpuint (count_elements (fixture), ==, 1);
  /* she reads it who is paid */
  g_clear_object (&month);
  sync_fixture_close (fixture);
  month = open_as (fixture, EXAMPLE);
  WAIT_UNTIL (clinic_pay_card_get_signed (clinic_pay_month_find (month, EXAMPLE)) != NULL);
}

static void
test_a_lost_answer_makes_no_second_signature (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = open_as (fixture, HEAD);
  ClinicPayCard *card = clinic_pay_month_find (month, EXAMPLE);
  g_autofree char *text = dup_signature (card, HEAD, SYNC_FIXTURE_NOW);
  g_autoptr (ClinicCommand) command = new_sign (card, text);

  sync_fixture_fault (fixture, "drop_after", "lists.element.add", 1);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_count_writes (fixture, "list.add") > 0);
  /* the desk dies with it, and comes again */
  g_clear_object (&month);
  sync_fixture_close (fixture);
  month = open_as (fixture, HEAD);
  WAIT_UNTIL (sync_fixture_count_commands (fixture) == 0);
  card = clinic_pay_month_find (month, EXAMPLE);
  WAIT_UNTIL (clinic_pay_card_get_signed (card) != NULL && !clinic_pay_card_get_pending (card));
  g_assert_cmpuint (count_elements (fixture), ==, 1);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "list.add"), ==, 1);
}

static void
test_without_a_list_signatures_stay_here (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPayMonth) month = NULL;
  ClinicPayCard *card = NULL;

  g_settings_set_int (fixture->settings, "pay-signatures-list", 9999);
  month = open_as (fixture, HEAD);
  g_assert_nonnull (clinic_pay_month_get_problem (month));
  card = clinic_pay_month_find (month, EXAMPLE);
  sign (fixture, card, HEAD, SYNC_FIXTURE_NOW);
  g_assert_cmpuint (count_elements (fixture), ==, 0);
  g_clear_object (&month);
  sync_fixture_close (fixture);
  month = open_as (fixture, HEAD);
  card = clinic_pay_month_find (month, EXAMPLE);
  WAIT_UNTIL (clinic_pay_card_get_signed (card) != NULL);
}

/* "few": those that together run most of the code, where each takes long */
int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Moscow", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/sync/payroll/example", SyncFixture, GINT_TO_POINTER (HISTORY),
              sync_fixture_set_up_months, test_the_worked_example_is_right_to_the_kopeck,
              tear_down);
  PAY_TEST ("answer", test_a_forgotten_end_is_asked_answered_and_counted);
  PAY_TEST ("sign", test_a_signed_month_stays_and_shows_what_changed);
  PAY_TEST ("lost", test_a_lost_answer_makes_no_second_signature);
  if (argc > 1 && g_str_equal (argv[1], "few"))
    return g_test_run ();
  PAY_TEST ("requests", test_a_month_takes_three_requests);
  PAY_TEST ("overtime", test_a_second_more_than_twenty_minutes_is_overtime);
  PAY_TEST ("old", test_a_portal_without_rest_3_is_read_another_way);
  PAY_TEST ("own", test_an_employee_sees_her_own_sheet);
  PAY_TEST ("others", test_others_have_no_payroll);
  PAY_TEST ("year", test_the_year_is_what_is_known_of_it);
  PAY_TEST ("offline", test_a_month_is_there_offline);
  PAY_TEST ("desks", test_two_desks_that_sign_make_one_signature);
  PAY_TEST ("no-list", test_without_a_list_signatures_stay_here);

  return g_test_run ();
}

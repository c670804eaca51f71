/* test-clinic-shift-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-mismatch.h"
#include "clinic-shift-report.h"
#include "clinic-stage.h"

#define ME 7
#define SHE 9

typedef struct
{
  GListStore *calls; /* owned, as all */
  GListStore *missed;
  GListStore *visits;
  GListStore *commands;
  GListStore *mismatches;
  ClinicShiftWatch *watch;
} Fixture;

/* Mon 23 November 2026, 18:00 of this computer's clock */
static gint64
evening (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, 11, 23, 18, 0, 0);

  return g_date_time_to_unix (time);
}

static gint64
at (int days, int hour)
{
  return clinic_windows_at (clinic_windows_day (evening (), days), hour * 60);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->calls = g_list_store_new (CLINIC_TYPE_CALL_RECORD);
  fixture->missed = g_list_store_new (CLINIC_TYPE_MISSED_GROUP);
  fixture->visits = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  fixture->commands = g_list_store_new (CLINIC_TYPE_COMMAND);
  fixture->mismatches = g_list_store_new (CLINIC_TYPE_MISMATCH);
  fixture->watch = clinic_shift_watch_new (G_LIST_MODEL (fixture->commands));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->watch);
  g_assert_finalize_object (fixture->calls);
  g_assert_finalize_object (fixture->missed);
  g_assert_finalize_object (fixture->visits);
  g_assert_finalize_object (fixture->commands);
  g_assert_finalize_object (fixture->mismatches);
}

static ClinicShiftReport *
report_of (Fixture *fixture)
{
  ClinicShiftDay day = {
    .call_log = G_LIST_MODEL (fixture->calls),
    .missed = G_LIST_MODEL (fixture->missed),
    .appointments = G_LIST_MODEL (fixture->visits),
    .commands = G_LIST_MODEL (fixture->commands),
    .mismatches = G_LIST_MODEL (fixture->mismatches),
    .watch = fixture->watch,
    .me = ME,
    .now = evening (),
  };

  return clinic_shift_report_new (&day);
}

static void
assert_counts (Fixture *fixture, ClinicShiftLine line, int mine, int all)
{
  g_autoptr (ClinicShiftReport) report = report_of (fixture);

  g_assert_cmpint (clinic_shift_report_get_number (report, line, CLINIC_SHIFT_MINE), ==, mine);
  g_assert_cmpint (clinic_shift_report_get_number (report, line, CLINIC_SHIFT_ALL), ==, all);
}

static void
call (Fixture *fixture, int type, const char *code, gint64 user, gint64 start)
{
  g_autoptr (ClinicCallRecord) record = clinic_call_record_new ();

  clinic_call_record_set_call_type (record, type);
  clinic_call_record_set_direction (record, type == 2 || type == 3 ? CLINIC_CALL_DIRECTION_IN
                                                                   : CLINIC_CALL_DIRECTION_OUT);
  clinic_call_record_set_code (record, code);
  clinic_call_record_set_user_id (record, user);
  clinic_call_record_set_start (record, start);
  clinic_call_record_set_number (record, "79000000001");
  g_list_store_append (fixture->calls, record);
}

static void
test_calls_are_told_apart_by_direction_and_person (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int type;
    const char *code;
    gint64 user;
    int day;
    int mine_taken, taken, mine_made, made; /* so far */
  } rows[] = {
    { 2, "200", ME, 0, 1, 1, 0, 0 },  { 2, "304", 0, 0, 1, 1, 0, 0 },
    { 2, "200", SHE, 0, 1, 2, 0, 0 }, { 3, "200", ME, 0, 2, 3, 0, 0 },
    { 1, "200", ME, 0, 2, 3, 1, 1 },  { 1, "486", ME, 0, 2, 3, 2, 2 },
    { 1, "200", SHE, 0, 2, 3, 2, 3 }, { 5, "200", ME, 0, 2, 3, 2, 3 },
    { 2, "200", ME, -1, 2, 3, 2, 3 }, { 4, "200", SHE, 0, 2, 3, 2, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      call (fixture, rows[i].type, rows[i].code, rows[i].user, at (rows[i].day, 10));
      assert_counts (fixture, CLINIC_SHIFT_CALLS_TAKEN, rows[i].mine_taken, rows[i].taken);
      assert_counts (fixture, CLINIC_SHIFT_CALLS_MADE, rows[i].mine_made, rows[i].made);
    }
}

static void
test_missed_numbers_are_called_back_or_left (Fixture *fixture, gconstpointer data)
{
  static const ClinicMissedState states[] = {
    CLINIC_MISSED_WAITING,     CLINIC_MISSED_LATE,        CLINIC_MISSED_TRIED,
    CLINIC_MISSED_CALLED_BACK, CLINIC_MISSED_CALLED_BACK, CLINIC_MISSED_GOT_THROUGH
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (ClinicMissedGroup) group = clinic_missed_group_new ();

      clinic_missed_group_set_state (group, states[i]);
      g_list_store_append (fixture->missed, group);
    }
  assert_counts (fixture, CLINIC_SHIFT_NUMBERS_MISSED, CLINIC_SHIFT_UNKNOWN, 6);
  assert_counts (fixture, CLINIC_SHIFT_CALLED_BACK, CLINIC_SHIFT_UNKNOWN, 2);
  assert_counts (fixture, CLINIC_SHIFT_GOT_THROUGH, CLINIC_SHIFT_UNKNOWN, 1);
  assert_counts (fixture, CLINIC_SHIFT_LEFT_MISSED, CLINIC_SHIFT_UNKNOWN, 3);
}

/* a visit made the day before yesterday; (transfer none), the list has it */
static ClinicAppointment *
book (Fixture *fixture, int days, ClinicStageRole role, gint64 user)
{
  g_autoptr (ClinicAppointment) visit = clinic_appointment_new ();
  g_autoptr (ClinicStage) stage = clinic_stage_new ();

  clinic_stage_set_role (stage, role);
  clinic_appointment_set_id (visit, g_list_model_get_n_items (G_LIST_MODEL (fixture->visits)) + 1);
  clinic_appointment_set_stage (visit, stage);
  clinic_appointment_set_start (visit, at (days, 12));
  clinic_appointment_set_created (visit, at (-2, 15));
  clinic_appointment_set_moved (visit, at (-2, 15));
  clinic_appointment_set_responsible_id (visit, user);
  if (role == CLINIC_STAGE_ROLE_LOST || role == CLINIC_STAGE_ROLE_NO_SHOW)
    clinic_appointment_set_kind (visit, CLINIC_STAGE_KIND_FAILURE);
  if (role == CLINIC_STAGE_ROLE_COMPLETED)
    clinic_appointment_set_kind (visit, CLINIC_STAGE_KIND_SUCCESS);
  g_list_store_append (fixture->visits, visit);

  return visit;
}

static void
test_who_came_is_of_today_and_what_was_booked_is_of_any_day (Fixture *fixture, gconstpointer data)
{
  book (fixture, 0, CLINIC_STAGE_ROLE_COMPLETED, ME);
  book (fixture, 0, CLINIC_STAGE_ROLE_COMPLETED, SHE);
  book (fixture, -1, CLINIC_STAGE_ROLE_COMPLETED, ME);
  book (fixture, 0, CLINIC_STAGE_ROLE_NO_SHOW, SHE);
  clinic_appointment_set_created (book (fixture, 9, CLINIC_STAGE_ROLE_BOOKED, ME), at (0, 0));
  clinic_appointment_set_created (book (fixture, 1, CLINIC_STAGE_ROLE_BOOKED, SHE), at (0, 17));
  clinic_appointment_set_created (book (fixture, 1, CLINIC_STAGE_ROLE_BOOKED, SHE), at (-1, 23));

  assert_counts (fixture, CLINIC_SHIFT_CAME, 1, 2);
  assert_counts (fixture, CLINIC_SHIFT_NO_SHOWS, 0, 1);
  assert_counts (fixture, CLINIC_SHIFT_VISITS_BOOKED, 1, 2);
}

static void
test_what_was_cancelled_is_hers_who_did_it (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    ClinicStageRole role;
    int day; /* when it came there */
    gint64 by;
    int mine, all;
  } rows[] = {
    { CLINIC_STAGE_ROLE_LOST, 0, ME, 1, 1 },    { CLINIC_STAGE_ROLE_CANCELLED, 0, ME, 1, 1 },
    { CLINIC_STAGE_ROLE_LOST, 0, SHE, 0, 1 },   { CLINIC_STAGE_ROLE_LOST, -1, ME, 0, 0 },
    { CLINIC_STAGE_ROLE_NO_SHOW, 0, ME, 0, 0 }, { CLINIC_STAGE_ROLE_CONFIRMED, 0, ME, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ClinicAppointment *visit = book (fixture, 3, rows[i].role, ME);

      clinic_appointment_set_moved (visit, at (rows[i].day, 11));
      clinic_appointment_set_moved_by_id (visit, rows[i].by);
      assert_counts (fixture, CLINIC_SHIFT_VISITS_CANCELLED, rows[i].mine, rows[i].all);
      g_list_store_remove_all (fixture->visits);
    }
}

static void
test_tomorrow_is_confirmed_or_left (Fixture *fixture, gconstpointer data)
{
  book (fixture, 1, CLINIC_STAGE_ROLE_CONFIRMED, SHE);
  book (fixture, 1, CLINIC_STAGE_ROLE_TOMORROW, SHE);
  book (fixture, 1, CLINIC_STAGE_ROLE_UNCONFIRMED, SHE);
  book (fixture, 1, CLINIC_STAGE_ROLE_LOST, SHE);
  book (fixture, 2, CLINIC_STAGE_ROLE_BOOKED, SHE);

  assert_counts (fixture, CLINIC_SHIFT_CONFIRMED, CLINIC_SHIFT_UNKNOWN, 1);
  assert_counts (fixture, CLINIC_SHIFT_LEFT_UNCONFIRMED, CLINIC_SHIFT_UNKNOWN, 2);
}

/* (transfer none): an outbox that has it */
static ClinicCommand *
command (Fixture *fixture, const char *payload, gint64 created)
{
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  g_autoptr (GVariant) value = g_variant_parse (G_VARIANT_TYPE_VARDICT, payload, NULL, NULL, NULL);

  clinic_command_set_kind (command, CLINIC_COMMAND_CHANGE_APPOINTMENT);
  clinic_command_set_payload (command, value);
  clinic_command_set_created (command, created);
  g_list_store_append (fixture->commands, command);

  return command;
}

/* Leaves the outbox, done or not. */
static void
finish (Fixture *fixture, ClinicCommandState state)
{
  g_autoptr (ClinicCommand) command = g_list_model_get_item (G_LIST_MODEL (fixture->commands), 0);

  clinic_command_set_state (command, state);
  g_list_store_remove (fixture->commands, 0);
}

static void
test_moves_are_those_that_reached_the_portal_from_here (Fixture *fixture, gconstpointer data)
{
  command (fixture, "{'start': <@x 1>, 'moves': <@x 1>}", at (0, 10));
  assert_counts (fixture, CLINIC_SHIFT_VISITS_MOVED, 0, CLINIC_SHIFT_UNKNOWN);
  assert_counts (fixture, CLINIC_SHIFT_LEFT_UNSENT, CLINIC_SHIFT_UNKNOWN, 1);
  finish (fixture, CLINIC_COMMAND_DONE);
  assert_counts (fixture, CLINIC_SHIFT_VISITS_MOVED, 1, CLINIC_SHIFT_UNKNOWN);
  assert_counts (fixture, CLINIC_SHIFT_LEFT_UNSENT, CLINIC_SHIFT_UNKNOWN, 0);

  /* undone; another change; of yesterday */
  command (fixture, "{'start': <@x 1>, 'moves': <@x 1>}", at (0, 10));
  finish (fixture, CLINIC_COMMAND_REFUSED);
  command (fixture, "{'chair': <@x 1>}", at (0, 10));
  finish (fixture, CLINIC_COMMAND_DONE);
  command (fixture, "{'start': <@x 1>, 'moves': <@x 1>}", at (-1, 23));
  finish (fixture, CLINIC_COMMAND_DONE);
  assert_counts (fixture, CLINIC_SHIFT_VISITS_MOVED, 1, CLINIC_SHIFT_UNKNOWN);
}

static void
test_what_nobody_can_tell_is_not_nothing (Fixture *fixture, gconstpointer data)
{
  ClinicShiftDay day = { .commands = G_LIST_MODEL (fixture->commands), .now = evening () };
  g_autoptr (ClinicShiftReport) report = clinic_shift_report_new (&day);
  g_autoptr (ClinicSheet) sheet = clinic_shift_sheet_new (report, "Monday");
  g_autofree char *text = clinic_shift_sheet_dup_text (report, "Monday");

  for (int line = 0; line < CLINIC_N_SHIFT_LINES; line++)
    for (int side = 0; side < CLINIC_N_SHIFT_SIDES; side++)
      {
        int expected =
          line == CLINIC_SHIFT_LEFT_UNSENT && side == CLINIC_SHIFT_ALL ? 0 : CLINIC_SHIFT_UNKNOWN;
        gint64 cell = clinic_sheet_get_number (sheet, (guint) line, (guint) side + 1);

        g_assert_cmpint (clinic_shift_report_get_number (report, line, side), ==, expected);
        g_assert_cmpint (cell, ==, expected == 0 ? 0 : CLINIC_SHEET_EMPTY);
      }
  g_assert_nonnull (strstr (text, "Calls taken: — (whole clinic: —)\n"));
  g_assert_nonnull (strstr (text, "Not sent to the portal: 0\n"));
}

static void
test_text_and_table_have_the_figures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicShiftReport) report = NULL;
  g_autoptr (ClinicSheet) sheet = NULL;
  g_autofree char *text = NULL;
  g_autoptr (ClinicMismatch) mismatch = clinic_mismatch_new ();

  call (fixture, 2, "200", ME, at (0, 10));
  call (fixture, 2, "200", SHE, at (0, 11));
  g_list_store_append (fixture->mismatches, mismatch);
  report = report_of (fixture);
  sheet = clinic_shift_sheet_new (report, "Monday");
  text = clinic_shift_sheet_dup_text (report, "Monday");

  g_assert_true (g_str_has_prefix (text, "Monday\n\nCalls\nCalls taken: 1 (whole clinic: 2)\n"));
  g_assert_nonnull (strstr (text, "\nLeft for the next shift\nMissed and not called back: 0\n"));
  g_assert_nonnull (strstr (text, "\nMismatches: 1\n"));
  g_assert_cmpuint (clinic_sheet_get_n_rows (sheet), ==, CLINIC_N_SHIFT_LINES);
  g_assert_cmpuint (clinic_sheet_get_n_groups (sheet), ==, CLINIC_N_SHIFT_SECTIONS);
  g_assert_cmpint (clinic_sheet_get_number (sheet, 0, 1), ==, 1);
  g_assert_cmpint (clinic_sheet_get_number (sheet, 0, 2), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define add(test)                                                                                  \
  g_test_add ("/clinic-shift-report/" #test, Fixture, NULL, set_up, test_##test, tear_down)
  add (calls_are_told_apart_by_direction_and_person);
  add (missed_numbers_are_called_back_or_left);
  add (who_came_is_of_today_and_what_was_booked_is_of_any_day);
  add (what_was_cancelled_is_hers_who_did_it);
  add (tomorrow_is_confirmed_or_left);
  add (moves_are_those_that_reached_the_portal_from_here);
  add (what_nobody_can_tell_is_not_nothing);
  add (text_and_table_have_the_figures);
#undef add

  return g_test_run ();
}

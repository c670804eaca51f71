/* test-call-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules of the call list, over a clinic made of lists.
 */

#include "clinic-call-list.h"
#include "clinic-call-outcome.h"
#include "clinic-call-rules.h"
#include "clinic-windows.h"
#include "dummy-clinic.h"
#include "dummy-scenes.h"

#define ME 7
#define MARINA 14

typedef struct
{
  DummySession *session;
  ClinicSession *desk; /* the same */
  ClinicCallList *list;
  gint64 from;
  gint64 to;
} Fixture;

static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + 20 * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = dummy_session_new ();
  fixture->desk = CLINIC_SESSION (fixture->session);
  dummy_session_set_now (fixture->session, DUMMY_NOW);
  dummy_add_stages (fixture->session);
  clinic_link_set_user_id (clinic_session_get_link (fixture->desk), ME);
  fixture->list = clinic_call_list_new (fixture->desk);
  fixture->from = clinic_windows_day (DUMMY_NOW, 1);
  fixture->to = clinic_windows_day (DUMMY_NOW, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->session);
}

/* minute of tomorrow; (transfer none) */
static ClinicAppointment *
add (Fixture *fixture, gint64 id, int minute, ClinicStageRole role)
{
  ClinicAppointment *visit = dummy_book_visit (fixture->session, id, "Смирнова Анна", DUMMY_PETROV,
                                               clinic_windows_at (fixture->from, minute), 30, role);

  clinic_appointment_set_patient_id (visit, id + 1000);

  return visit;
}

static void
build (Fixture *fixture)
{
  clinic_call_list_build (fixture->list, fixture->from, fixture->to, 0);
}

static ClinicCallRow *
nth (Fixture *fixture, guint n)
{
  g_autoptr (ClinicCallRow) row =
    g_list_model_get_item (clinic_call_list_get_rows (fixture->list), n);

  g_assert_nonnull (row);

  return row; /* the list has it */
}

static guint
n_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (clinic_call_list_get_rows (fixture->list));
}

static ClinicAppointment *
visit_of (Fixture *fixture, guint n)
{
  return clinic_call_row_get_appointment (nth (fixture, n));
}

static ClinicCallProgress
progress_of (Fixture *fixture)
{
  ClinicCallProgress progress;

  clinic_call_list_get_progress (fixture->list, &progress);

  return progress;
}

static void
set_mark (ClinicAppointment *visit, ClinicCallMark mark)
{
  g_autofree char *text = clinic_call_mark_to_string (&mark);

  clinic_appointment_set_call_mark (visit, text);
}

static void
on_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;

  clinic_call_list_take_finish (CLINIC_CALL_LIST (source), result, error);
}

/* (transfer full) (nullable): why it could not be taken */
static GError *
take (Fixture *fixture, ClinicCallRow *row)
{
  GError *error = NULL;

  clinic_call_list_take_async (fixture->list, row, NULL, on_taken_cb, &error);
  settle ();

  return error;
}

/* Scenario 29: 70 visits tomorrow, 61 confirmed, 6 unanswered, 3 cancelled. */
static void
test_the_list_of_tomorrow_has_nine_of_seventy (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *stop = NULL;
  ClinicCallProgress progress;

  for (int i = 0; i < 70; i++)
    {
      ClinicStageRole role = i % 10 == 3 && i < 60   ? CLINIC_STAGE_ROLE_UNCONFIRMED
                             : i % 20 == 5 && i < 60 ? CLINIC_STAGE_ROLE_CANCELLED
                                                     : CLINIC_STAGE_ROLE_CONFIRMED;

      /* in no order of time */
      add (fixture, i + 1, 540 + (i * 37) % 600, role);
    }
  stop = add (fixture, 90, 600, CLINIC_STAGE_ROLE_UNCONFIRMED);
  clinic_appointment_set_do_not_call (stop, TRUE);
  build (fixture);

  g_assert_cmpuint (n_rows (fixture), ==, 9);
  for (guint i = 1; i < 9; i++)
    g_assert_cmpint (clinic_appointment_get_start (
                       clinic_call_row_get_appointment (nth (fixture, i - 1))),
                     <=,
                     clinic_appointment_get_start (
                       clinic_call_row_get_appointment (nth (fixture, i))));
  progress = progress_of (fixture);
  g_assert_cmpuint (progress.total, ==, 9);
  g_assert_cmpuint (progress.left, ==, 9);
  g_assert_cmpuint (progress.called, ==, 0);
  g_assert_cmpuint (progress.excluded, ==, 1);
  g_assert_cmpint (progress.seconds_left, ==, -1);
}

static void
test_who_confirmed_or_is_elsewhere_is_not_called (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *yes = add (fixture, 1, 600, CLINIC_STAGE_ROLE_TOMORROW);
  ClinicAppointment *no = add (fixture, 2, 610, CLINIC_STAGE_ROLE_CONFIRMED);
  ClinicAppointment *waits = add (fixture, 3, 620, CLINIC_STAGE_ROLE_CANCELLED);
  ClinicAppointment *other = add (fixture, 4, 630, CLINIC_STAGE_ROLE_TOMORROW);

  add (fixture, 5, 640, CLINIC_STAGE_ROLE_BOOKED);
  add (fixture, 6, 600 + 1440, CLINIC_STAGE_ROLE_TOMORROW);
  add (fixture, 7, 600, CLINIC_STAGE_ROLE_ARRIVED);
  add (fixture, 8, 600, CLINIC_STAGE_ROLE_LOST);
  clinic_appointment_set_confirmation (yes, CLINIC_CONFIRMATION_YES);
  clinic_appointment_set_confirmation (no, CLINIC_CONFIRMATION_NO);
  clinic_appointment_set_waiting (waits, TRUE);
  clinic_appointment_set_doctor_id (other, DUMMY_LI);
  clinic_call_list_build (fixture->list, fixture->from, fixture->to, DUMMY_PETROV);

  g_assert_cmpuint (n_rows (fixture), ==, 2);
  g_assert_nonnull (clinic_call_list_find (fixture->list, 2));
  g_assert_nonnull (clinic_call_list_find (fixture->list, 5));
  build (fixture);
  g_assert_cmpuint (n_rows (fixture), ==, 3);
  clinic_call_list_build (fixture->list, fixture->from, 0, 0);
  g_assert_cmpuint (n_rows (fixture), ==, 4);
}

static void
test_decided_rows_stay_and_new_ones_join (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *first = add (fixture, 1, 600, CLINIC_STAGE_ROLE_UNCONFIRMED);
  ClinicCallRow *row = NULL;

  add (fixture, 2, 700, CLINIC_STAGE_ROLE_UNCONFIRMED);
  build (fixture);
  row = nth (fixture, 0);
  clinic_appointment_set_confirmation (first, CLINIC_CONFIRMATION_YES);
  add (fixture, 3, 650, CLINIC_STAGE_ROLE_TOMORROW);
  settle ();
  g_assert_cmpuint (n_rows (fixture), ==, 3);
  g_assert_true (nth (fixture, 0) == row);
  g_assert_cmpint (clinic_call_row_get_state (row), ==, CLINIC_CALL_ROW_DONE);
  g_assert_cmpint (clinic_call_row_get_id (nth (fixture, 1)), ==, 3);
  g_assert_cmpuint (progress_of (fixture).left, ==, 2);

  /* asked a colleague not to be called: nobody does */
  clinic_appointment_set_do_not_call (visit_of (fixture, 1), TRUE);
  settle ();
  g_assert_cmpuint (progress_of (fixture).left, ==, 1);
  clinic_appointment_set_do_not_call (visit_of (fixture, 1), FALSE);

  /* moved to another day: decided, in its place */
  clinic_appointment_set_start (first, fixture->to + 3600);
  settle ();
  g_assert_true (nth (fixture, 0) == row);
  /* gone from the portal */
  g_list_store_remove (dummy_book_appointments (dummy_session_book (fixture->session)), 1);
  settle ();
  g_assert_cmpuint (n_rows (fixture), ==, 3);
  g_assert_cmpuint (progress_of (fixture).left, ==, 1);
  build (fixture);
  g_assert_cmpuint (n_rows (fixture), ==, 1);
}

static void
test_a_row_is_free_again_when_its_time_is_over (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *taken = add (fixture, 1, 600, CLINIC_STAGE_ROLE_UNCONFIRMED);
  ClinicAppointment *later = add (fixture, 2, 610, CLINIC_STAGE_ROLE_UNCONFIRMED);

  set_mark (taken, (ClinicCallMark){ .by = MARINA, .until = DUMMY_NOW + 600 });
  set_mark (later, (ClinicCallMark){ .attempts = 1,
                                     .outcome = CLINIC_OUTCOME_NO_ANSWER,
                                     .retry = DUMMY_NOW + 2400,
                                     .about = clinic_appointment_get_start (later) });
  build (fixture);
  g_assert_cmpint (clinic_call_row_get_state (nth (fixture, 0)), ==, CLINIC_CALL_ROW_TAKEN);
  g_assert_cmpstr (clinic_call_row_get_taken_by_name (nth (fixture, 0)), ==, "Ольхова Марина");
  g_assert_cmpint (clinic_call_row_get_state (nth (fixture, 1)), ==, CLINIC_CALL_ROW_LATER);
  g_assert_cmpuint (clinic_call_row_get_attempts (nth (fixture, 1)), ==, 1);
  g_assert_null (clinic_call_list_next (fixture->list, NULL));
  g_assert_cmpint (progress_of (fixture).next_retry, ==, DUMMY_NOW + 2400);
  g_assert_cmpuint (progress_of (fixture).taken, ==, 1);

  dummy_session_set_now (fixture->session, DUMMY_NOW + 600);
  clinic_call_list_tick (fixture->list);
  g_assert_cmpint (clinic_call_row_get_state (nth (fixture, 0)), ==, CLINIC_CALL_ROW_OPEN);
  g_assert_null (clinic_call_row_get_taken_by_name (nth (fixture, 0)));
  g_assert_true (clinic_call_list_next (fixture->list, NULL) == nth (fixture, 0));
  g_assert_null (clinic_call_list_next (fixture->list, nth (fixture, 0)));

  dummy_session_set_now (fixture->session, DUMMY_NOW + 2400);
  clinic_call_list_tick (fixture->list);
  g_assert_cmpint (clinic_call_row_get_state (nth (fixture, 1)), ==, CLINIC_CALL_ROW_OPEN);
  g_assert_true (clinic_call_list_next (fixture->list, nth (fixture, 0)) == nth (fixture, 1));
  g_assert_true (clinic_call_list_next (fixture->list, nth (fixture, 1)) == nth (fixture, 0));
}

static void
test_a_mark_of_another_time_says_nothing (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *visit = add (fixture, 1, 600, CLINIC_STAGE_ROLE_UNCONFIRMED);
  ClinicAppointment *wrong = add (fixture, 2, 610, CLINIC_STAGE_ROLE_UNCONFIRMED);

  set_mark (visit, (ClinicCallMark){ .attempts = 2,
                                     .outcome = CLINIC_OUTCOME_NO_ANSWER,
                                     .retry = DUMMY_NOW + 600,
                                     .about = fixture->from - 7 * 86400 });
  set_mark (wrong, (ClinicCallMark){ .attempts = 1,
                                     .outcome = CLINIC_OUTCOME_WRONG_NUMBER,
                                     .about = clinic_appointment_get_start (wrong) });
  build (fixture);
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  g_assert_cmpint (clinic_call_row_get_state (nth (fixture, 0)), ==, CLINIC_CALL_ROW_OPEN);
  g_assert_cmpuint (clinic_call_row_get_attempts (nth (fixture, 0)), ==, 0);
}

static void
test_a_row_is_taken_renewed_and_given_back (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *first = add (fixture, 1, 600, CLINIC_STAGE_ROLE_UNCONFIRMED);
  ClinicAppointment *second = add (fixture, 2, 610, CLINIC_STAGE_ROLE_UNCONFIRMED);

  build (fixture);
  g_assert_no_error (take (fixture, nth (fixture, 0)));
  g_assert_cmpstr (clinic_appointment_get_call_mark (first), ==, "by=7 until=2026-11-21T15:10:00Z");
  g_assert_cmpint (clinic_call_row_get_state (nth (fixture, 0)), ==, CLINIC_CALL_ROW_MINE);
  g_assert_true (clinic_call_list_mine (fixture->list) == nth (fixture, 0));
  g_assert_true (clinic_call_list_get_taken (fixture->list) == nth (fixture, 0));
  g_assert_cmpint (clinic_call_list_get_sharing (fixture->list), ==, CLINIC_CALL_SHARING_WORKS);

  dummy_session_set_now (fixture->session, DUMMY_NOW + 180);
  clinic_call_list_tick (fixture->list);
  settle ();
  g_assert_cmpstr (clinic_appointment_get_call_mark (first), ==, "by=7 until=2026-11-21T15:13:00Z");

  g_assert_no_error (take (fixture, nth (fixture, 1)));
  g_assert_cmpstr (clinic_appointment_get_call_mark (first), ==, "");
  g_assert_cmpstr (clinic_appointment_get_call_mark (second), ==,
                   "by=7 until=2026-11-21T15:13:00Z");
  clinic_call_list_release (fixture->list);
  settle ();
  g_assert_cmpstr (clinic_appointment_get_call_mark (second), ==, "");
  g_assert_null (clinic_call_list_mine (fixture->list));
}

/* A desk that is left alone does not keep a row from its colleagues for ever. */
static void
test_nobody_at_work_renews_nothing (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *first = add (fixture, 1, 600, CLINIC_STAGE_ROLE_UNCONFIRMED);
  g_autofree char *last = NULL;

  build (fixture);
  g_assert_no_error (take (fixture, nth (fixture, 0)));
  for (int i = 1; i <= 10; i++)
    {
      dummy_session_set_now (fixture->session, DUMMY_NOW + i * 180);
      clinic_call_list_tick (fixture->list);
      settle ();
    }
  last = g_strdup (clinic_appointment_get_call_mark (first));
  g_assert_cmpstr (last, ==, "by=7 until=2026-11-21T15:22:00Z");
  clinic_call_list_keep (fixture->list);
  clinic_call_list_tick (fixture->list);
  settle ();
  g_assert_cmpstr (clinic_appointment_get_call_mark (first), ==, "by=7 until=2026-11-21T15:40:00Z");
}

static void
test_of_two_desks_one_wins (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *first = add (fixture, 1, 600, CLINIC_STAGE_ROLE_UNCONFIRMED);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) conflict =
    g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_CONFLICT, "she was first");

  build (fixture);
  dummy_session_set_mark_error (fixture->session, conflict);
  error = take (fixture, nth (fixture, 0));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_CONFLICT);
  g_assert_null (clinic_call_list_get_taken (fixture->list));
  g_assert_cmpint (clinic_call_list_get_sharing (fixture->list), ==, CLINIC_CALL_SHARING_WORKS);

  /* What is known to be taken is not asked for. */
  dummy_session_set_mark_error (fixture->session, NULL);
  set_mark (first, (ClinicCallMark){ .by = MARINA, .until = DUMMY_NOW + 300 });
  g_clear_error (&error);
  error = take (fixture, nth (fixture, 0));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_CONFLICT);
}

static void
test_without_the_field_or_the_portal_the_work_goes_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "no field");
  g_autoptr (GError) away = g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_OFFLINE, "away");

  add (fixture, 1, 600, CLINIC_STAGE_ROLE_UNCONFIRMED);
  build (fixture);
  dummy_session_set_mark_error (fixture->session, none);
  error = take (fixture, nth (fixture, 0));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
  g_assert_cmpint (clinic_call_row_get_state (nth (fixture, 0)), ==, CLINIC_CALL_ROW_MINE);
  g_assert_cmpint (clinic_call_list_get_sharing (fixture->list), ==, CLINIC_CALL_SHARING_NO_FIELD);

  clinic_call_list_release (fixture->list);
  dummy_session_set_mark_error (fixture->session, away);
  g_clear_error (&error);
  error = take (fixture, nth (fixture, 0));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_OFFLINE);
  g_assert_cmpint (clinic_call_list_get_sharing (fixture->list), ==, CLINIC_CALL_SHARING_AWAY);
}

static void
on_settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data =
    clinic_call_list_settle_finish (CLINIC_CALL_LIST (source), result, NULL);
}

static void
test_an_outcome_waits_for_the_mark_that_is_on_its_way (Fixture *fixture, gconstpointer data)
{
  gboolean settled = FALSE;
  GError *error = NULL;

  add (fixture, 1, 600, CLINIC_STAGE_ROLE_UNCONFIRMED);
  build (fixture);
  dummy_session_set_mark_slow (fixture->session, TRUE);
  clinic_call_list_take_async (fixture->list, nth (fixture, 0), NULL, on_taken_cb, &error);
  clinic_call_list_settle_async (fixture->list, NULL, on_settled_cb, &settled);
  settle ();
  g_assert_false (settled);
  dummy_session_set_mark_slow (fixture->session, FALSE);
  settle ();
  g_assert_true (settled);
  g_assert_no_error (error);
}

static void
test_the_pace_tells_how_long_it_takes (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *visit = NULL;

  for (int i = 1; i <= 5; i++)
    visit = add (fixture, i, 600 + i, CLINIC_STAGE_ROLE_UNCONFIRMED);
  build (fixture);
  g_assert_no_error (take (fixture, nth (fixture, 0)));
  for (int i = 0; i < 2; i++)
    {
      dummy_session_set_now (fixture->session, DUMMY_NOW + (i + 1) * 60);
      clinic_call_list_decided (fixture->list, nth (fixture, i));
      clinic_appointment_set_confirmation (clinic_call_row_get_appointment (nth (fixture, i)),
                                           CLINIC_CONFIRMATION_YES);
    }
  settle ();
  g_assert_cmpint (progress_of (fixture).seconds_left, ==, 180);
  /* a patient at the desk in between is no pace */
  dummy_session_set_now (fixture->session, DUMMY_NOW + 3600);
  clinic_call_list_decided (fixture->list, nth (fixture, 2));
  g_assert_cmpint (progress_of (fixture).seconds_left, ==, 180);
  g_assert_nonnull (visit);
}

static void
test_an_outcome_is_one_change (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *visit = add (fixture, 1, 600, CLINIC_STAGE_ROLE_UNCONFIRMED);
  ClinicCallPlan plan;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) payload = NULL;
  const char *mark = NULL;
  const char *from = NULL;
  gint32 answer = 0;

  set_mark (visit, (ClinicCallMark){ .by = ME, .until = DUMMY_NOW + 600 });
  clinic_call_outcome_plan (fixture->desk, visit, CLINIC_OUTCOME_CONFIRMED, 3, 0, &plan);
  g_assert_cmpint (clinic_stage_get_role (plan.stage), ==, CLINIC_STAGE_ROLE_CONFIRMED);
  clinic_call_outcome_write (&dict, visit, &plan, "note", NULL);
  payload = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_assert_true (g_variant_lookup (payload, "mark", "&s", &mark));
  g_assert_cmpstr (mark, ==, "attempts=1 outcome=1 about=2026-11-22T10:00:00Z");
  g_assert_true (g_variant_lookup (payload, "from-mark", "&s", &from));
  g_assert_cmpstr (from, ==, "by=7 until=2026-11-21T15:10:00Z");
  g_assert_true (g_variant_lookup (payload, "confirmation", "i", &answer));
  g_assert_cmpint (answer, ==, CLINIC_CONFIRMATION_YES);
  g_assert_cmpuint (g_variant_n_children (payload), ==, 6);
}

static void
test_three_calls_in_vain_are_enough (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *visit = add (fixture, 1, 600, CLINIC_STAGE_ROLE_TOMORROW);
  gint64 start = clinic_appointment_get_start (visit);
  g_autoptr (ClinicStage) stage = NULL;
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) payload = NULL;
  ClinicCallPlan plan;
  const char *comment = NULL;

  clinic_call_outcome_plan (fixture->desk, visit, CLINIC_OUTCOME_NO_ANSWER, 3, 0, &plan);
  g_assert_cmpint (plan.retry, ==, DUMMY_NOW + 2400);
  g_assert_false (plan.gives_up);
  set_mark (visit, (ClinicCallMark){ .attempts = 2, .about = start });
  clinic_call_outcome_plan (fixture->desk, visit, CLINIC_OUTCOME_BUSY, 3, 0, &plan);
  g_assert_cmpint (plan.retry, ==, DUMMY_NOW + 600);
  g_assert_false (plan.gives_up);

  /* no such stage on the portal: a person decides */
  clinic_call_outcome_plan (fixture->desk, visit, CLINIC_OUTCOME_NO_ANSWER, 3, 0, &plan);
  g_assert_true (plan.gives_up);
  g_assert_cmpint (clinic_stage_get_role (plan.stage), ==, CLINIC_STAGE_ROLE_UNCONFIRMED);
  g_assert_cmpint (plan.todo_due, ==, DUMMY_NOW + 3600);

  stage = g_object_new (CLINIC_TYPE_STAGE, "id", "C1:VAIN", "role", CLINIC_STAGE_ROLE_UNREACHABLE,
                        "kind", CLINIC_STAGE_KIND_FAILURE, NULL);
  g_list_store_append (dummy_session_stages (fixture->session), stage);
  clinic_appointment_set_comments (visit, "Боится уколов");
  clinic_call_outcome_plan (fixture->desk, visit, CLINIC_OUTCOME_NO_ANSWER, 3, 0, &plan);
  g_assert_true (plan.stage == stage);
  g_assert_cmpint (plan.retry, ==, 0);
  g_assert_cmpint (plan.todo_due, ==, 0);
  clinic_call_outcome_write (&dict, visit, &plan, "Не дозвонились", "to do");
  payload = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_assert_true (g_variant_lookup (payload, "comment", "&s", &comment));
  g_assert_cmpstr (comment, ==, "Боится уколов\nНе дозвонились");
  g_assert_false (g_variant_lookup (payload, "todo", "&s", &comment));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add ("/clinic/call-list/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("nine-of-seventy", test_the_list_of_tomorrow_has_nine_of_seventy);
  ADD ("not-called", test_who_confirmed_or_is_elsewhere_is_not_called);
  ADD ("decided-stay", test_decided_rows_stay_and_new_ones_join);
  ADD ("free-again", test_a_row_is_free_again_when_its_time_is_over);
  ADD ("another-time", test_a_mark_of_another_time_says_nothing);
  ADD ("take", test_a_row_is_taken_renewed_and_given_back);
  ADD ("idle", test_nobody_at_work_renews_nothing);
  ADD ("conflict", test_of_two_desks_one_wins);
  ADD ("not-shared", test_without_the_field_or_the_portal_the_work_goes_on);
  ADD ("settle", test_an_outcome_waits_for_the_mark_that_is_on_its_way);
  ADD ("pace", test_the_pace_tells_how_long_it_takes);
  ADD ("one-change", test_an_outcome_is_one_change);
  ADD ("in-vain", test_three_calls_in_vain_are_enough);
#undef ADD

  return g_test_run ();
}

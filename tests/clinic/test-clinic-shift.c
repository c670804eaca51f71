/* test-clinic-shift.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-shift.h"
#include "clinic-stage.h"

#define PETROV 7
#define LI 8

typedef struct
{
  GListStore *missed; /* owned, as all */
  GListStore *visits;
  GListStore *stages;
} Fixture;

/* Mon 23 November 2026, 12:00 of this computer's clock */
static gint64
noon (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, 11, 23, 12, 0, 0);

  return g_date_time_to_unix (time);
}

static gint64
at (int days, int hour)
{
  return clinic_windows_at (clinic_windows_day (noon (), days), hour * 60);
}

static void
add_stage (Fixture *fixture, ClinicStageRole role)
{
  g_autoptr (ClinicStage) stage = clinic_stage_new ();

  clinic_stage_set_role (stage, role);
  g_list_store_append (fixture->stages, stage);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->missed = g_list_store_new (CLINIC_TYPE_MISSED_GROUP);
  fixture->visits = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  fixture->stages = g_list_store_new (CLINIC_TYPE_STAGE);
  add_stage (fixture, CLINIC_STAGE_ROLE_BOOKED);
  add_stage (fixture, CLINIC_STAGE_ROLE_ARRIVED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->missed);
  g_assert_finalize_object (fixture->visits);
  g_assert_finalize_object (fixture->stages);
}

static void
miss (Fixture *fixture, ClinicMissedState state)
{
  g_autoptr (ClinicMissedGroup) group = clinic_missed_group_new ();

  clinic_missed_group_set_state (group, state);
  g_list_store_append (fixture->missed, group);
}

/* a visit of an hour, made two days ago; (transfer none), the list has it */
static ClinicAppointment *
book (Fixture *fixture, gint64 doctor, int days, int hour, ClinicStageRole role)
{
  g_autoptr (ClinicAppointment) visit = clinic_appointment_new ();
  g_autoptr (ClinicStage) stage = clinic_stage_new ();

  clinic_stage_set_role (stage, role);
  clinic_appointment_set_id (visit, g_list_model_get_n_items (G_LIST_MODEL (fixture->visits)) + 1);
  clinic_appointment_set_stage (visit, stage);
  clinic_appointment_set_doctor_id (visit, doctor);
  clinic_appointment_set_start (visit, at (days, hour));
  clinic_appointment_set_minutes (visit, 60);
  clinic_appointment_set_created (visit, at (-2, 15));
  if (role == CLINIC_STAGE_ROLE_LOST || role == CLINIC_STAGE_ROLE_NO_SHOW)
    clinic_appointment_set_kind (visit, CLINIC_STAGE_KIND_FAILURE);
  if (role == CLINIC_STAGE_ROLE_COMPLETED)
    clinic_appointment_set_kind (visit, CLINIC_STAGE_KIND_SUCCESS);
  g_list_store_append (fixture->visits, visit);

  return visit;
}

static ClinicShift
count (Fixture *fixture)
{
  ClinicShiftScene scene = {
    .missed = G_LIST_MODEL (fixture->missed),
    .appointments = G_LIST_MODEL (fixture->visits),
    .stages = G_LIST_MODEL (fixture->stages),
    .rules = { .day_begins = 540, .day_ends = 1200, .now = noon () },
  };

  return clinic_shift_count (&scene);
}

static void
test_only_those_who_were_not_reached_are_missed_now (Fixture *fixture, gconstpointer data)
{
  ClinicShift shift;

  miss (fixture, CLINIC_MISSED_WAITING);
  miss (fixture, CLINIC_MISSED_LATE);
  miss (fixture, CLINIC_MISSED_TRIED);
  miss (fixture, CLINIC_MISSED_CALLED_BACK);
  miss (fixture, CLINIC_MISSED_GOT_THROUGH);

  shift = count (fixture);
  g_assert_cmpint (shift.missed, ==, 3);
  g_assert_cmpint (shift.late, ==, 1);
}

static void
test_who_is_in_the_chair_waits_no_more (Fixture *fixture, gconstpointer data)
{
  book (fixture, PETROV, 0, 12, CLINIC_STAGE_ROLE_ARRIVED);
  book (fixture, LI, 0, 12, CLINIC_STAGE_ROLE_ARRIVED);
  book (fixture, PETROV, 0, 11, CLINIC_STAGE_ROLE_IN_CHAIR);
  book (fixture, PETROV, 0, 15, CLINIC_STAGE_ROLE_CONFIRMED);
  /* somebody forgot it there yesterday */
  book (fixture, LI, -1, 12, CLINIC_STAGE_ROLE_ARRIVED);

  g_assert_cmpint (count (fixture).waiting, ==, 2);
}

static void
test_a_visit_is_booked_on_the_day_on_which_it_was_made (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int day, hour; /* when it was made */
    int counts;
  } rows[] = { { 0, 0, 1 }, { 0, 9, 1 }, { 0, 23, 1 }, { -1, 23, 0 }, { 1, 0, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ClinicAppointment *visit = book (fixture, PETROV, 9, 12, CLINIC_STAGE_ROLE_BOOKED);

      clinic_appointment_set_created (visit, at (rows[i].day, rows[i].hour));
      g_assert_cmpint (count (fixture).booked, ==, rows[i].counts);
      g_list_store_remove_all (fixture->visits);
    }
}

static void
test_tomorrow_is_confirmed_by_those_who_will_come (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    ClinicStageRole role;
    ClinicConfirmation answer;
    int tomorrow, confirmed;
  } rows[] = {
    { CLINIC_STAGE_ROLE_BOOKED, CLINIC_CONFIRMATION_UNKNOWN, 1, 0 },
    { CLINIC_STAGE_ROLE_TOMORROW, CLINIC_CONFIRMATION_YES, 1, 1 },
    { CLINIC_STAGE_ROLE_CONFIRMED, CLINIC_CONFIRMATION_UNKNOWN, 1, 1 },
    { CLINIC_STAGE_ROLE_CONFIRMED, CLINIC_CONFIRMATION_NO, 1, 0 },
    { CLINIC_STAGE_ROLE_UNCONFIRMED, CLINIC_CONFIRMATION_SILENT, 1, 0 },
    { CLINIC_STAGE_ROLE_CANCELLED, CLINIC_CONFIRMATION_NO, 0, 0 },
    { CLINIC_STAGE_ROLE_LOST, CLINIC_CONFIRMATION_YES, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ClinicShift shift;

      clinic_appointment_set_confirmation (book (fixture, PETROV, 1, 12, rows[i].role),
                                           rows[i].answer);
      shift = count (fixture);
      g_assert_cmpint (shift.tomorrow, ==, rows[i].tomorrow);
      g_assert_cmpint (shift.confirmed, ==, rows[i].confirmed);
      g_list_store_remove_all (fixture->visits);
    }
}

static void
test_shares_are_rounded_half_up_and_of_nothing_there_is_none (void)
{
  static const struct
  {
    int tomorrow, confirmed, share;
  } rows[] = { { 0, 0, CLINIC_SHIFT_UNKNOWN },
               { 8, 1, 13 },
               { 8, 0, 0 },
               { 3, 2, 67 },
               { 200, 1, 1 },
               { 7, 7, 100 },
               { -1, -1, CLINIC_SHIFT_UNKNOWN } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ClinicShift shift = { .tomorrow = rows[i].tomorrow, .confirmed = rows[i].confirmed };

      g_assert_cmpint (clinic_shift_get_share (&shift), ==, rows[i].share);
    }
}

/* The clinic is open from 9 to 20; it is 12. */
static void
test_windows_are_what_is_left_of_the_day_of_those_who_work (Fixture *fixture, gconstpointer data)
{
  book (fixture, PETROV, 0, 13, CLINIC_STAGE_ROLE_BOOKED);
  book (fixture, PETROV, 0, 16, CLINIC_STAGE_ROLE_BOOKED);
  g_assert_cmpint (count (fixture).windows, ==, 3);

  book (fixture, LI, 0, 10, CLINIC_STAGE_ROLE_COMPLETED);
  g_assert_cmpint (count (fixture).windows, ==, 4);

  /* whose only visit was cancelled may not be there at all; nor who works on another day */
  book (fixture, 9, 0, 14, CLINIC_STAGE_ROLE_LOST);
  book (fixture, 10, 1, 14, CLINIC_STAGE_ROLE_BOOKED);
  g_assert_cmpint (count (fixture).windows, ==, 4);
}

static void
test_what_nobody_can_tell_is_not_nothing (Fixture *fixture, gconstpointer data)
{
  ClinicShiftScene scene = { .stages = G_LIST_MODEL (fixture->stages), .rules.now = noon () };
  ClinicShift shift = clinic_shift_count (&scene);

  g_assert_cmpint (shift.missed, ==, CLINIC_SHIFT_UNKNOWN);
  g_assert_cmpint (shift.waiting, ==, CLINIC_SHIFT_UNKNOWN);
  g_assert_cmpint (shift.booked, ==, CLINIC_SHIFT_UNKNOWN);
  g_assert_cmpint (shift.windows, ==, CLINIC_SHIFT_UNKNOWN);
  g_assert_cmpint (clinic_shift_get_share (&shift), ==, CLINIC_SHIFT_UNKNOWN);

  /* visits without doctors, and a funnel without a stage for those who have come */
  g_list_store_remove (fixture->stages, 1);
  book (fixture, 0, 0, 15, CLINIC_STAGE_ROLE_BOOKED);
  shift = count (fixture);
  g_assert_cmpint (shift.missed, ==, 0);
  g_assert_cmpint (shift.booked, ==, 0);
  g_assert_cmpint (shift.waiting, ==, CLINIC_SHIFT_UNKNOWN);
  g_assert_cmpint (shift.windows, ==, CLINIC_SHIFT_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define add(test) g_test_add ("/clinic-shift/" #test, Fixture, NULL, set_up, test_##test, tear_down)
  add (only_those_who_were_not_reached_are_missed_now);
  add (who_is_in_the_chair_waits_no_more);
  add (a_visit_is_booked_on_the_day_on_which_it_was_made);
  add (tomorrow_is_confirmed_by_those_who_will_come);
  add (windows_are_what_is_left_of_the_day_of_those_who_work);
  add (what_nobody_can_tell_is_not_nothing);
#undef add
  g_test_add_func ("/clinic-shift/shares_are_rounded_half_up_and_of_nothing_there_is_none",
                   test_shares_are_rounded_half_up_and_of_nothing_there_is_none);

  return g_test_run ();
}

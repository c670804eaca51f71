/* test-clinic-day.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-day.h"
#include "clinic-enums.h"
#include "clinic-stage.h"
#include "dummy-book.h"

#define PETROV 7
#define LI 8
#define CHAIR 3

/* Wed 25 November 2026, 12:05 */
static gint64
noon (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, 11, 25, 12, 5, 0);

  return g_date_time_to_unix (time);
}

typedef struct
{
  DummyBook *book; /* owned */
  ClinicDay *day;  /* owned */
  guint n_changed;
} Fixture;

static void
on_changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_rules (Fixture *fixture, int days, ClinicPlace place, gint64 only_id)
{
  ClinicDayRules rules = { .day = clinic_windows_day (noon (), days),
                           .now = noon (),
                           .begins = 540,
                           .ends = 1200,
                           .place = place,
                           .only_id = only_id };

  clinic_day_set_rules (fixture->day, &rules);
  fixture->n_changed = 0;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) stages = g_list_store_new (CLINIC_TYPE_STAGE);
  static const struct
  {
    gint64 id;
    const char *name;
  } doctors[] = { { PETROV, "Петров И. С." }, { LI, "Ли В. С." } };

  fixture->book = dummy_book_new (stages);
  for (gsize i = 0; i < G_N_ELEMENTS (doctors); i++)
    {
      g_autoptr (ClinicDoctor) doctor = clinic_doctor_new ();

      clinic_doctor_set_id (doctor, doctors[i].id);
      clinic_doctor_set_name (doctor, doctors[i].name);
      clinic_doctor_set_specialty (doctor, "терапевт");
      g_list_store_append (dummy_book_doctors (fixture->book), doctor);
    }
  fixture->day = clinic_day_new (CLINIC_BOOK (fixture->book));
  g_signal_connect_swapped (fixture->day, "changed", G_CALLBACK (on_changed_cb), fixture);
  set_rules (fixture, 0, CLINIC_PLACE_DOCTOR, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->day);
  g_assert_finalize_object (fixture->book);
}

static ClinicAppointment *
add (Fixture *fixture, gint64 id, gint64 doctor_id, int days, int minute, int minutes)
{
  g_autoptr (ClinicAppointment) visit = clinic_appointment_new ();

  clinic_appointment_set_id (visit, id);
  clinic_appointment_set_doctor_id (visit, doctor_id);
  clinic_appointment_set_start (visit,
                                clinic_windows_at (clinic_windows_day (noon (), days), minute));
  clinic_appointment_set_minutes (visit, minutes);
  g_list_store_append (dummy_book_appointments (fixture->book), visit);

  return visit; /* the book has it */
}

static void
add_time (GString *text, gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);
  g_autofree char *words = g_date_time_format (time, "%H:%M");

  g_string_append (text, words);
}

/* "Ли В. С.: 2@09:00-10:00 1/2, free 12:15-20:00; …": id, time, lane */
static char *
describe (Fixture *fixture)
{
  GPtrArray *columns = clinic_day_get_columns (fixture->day);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      ClinicDayColumn *column = g_ptr_array_index (columns, i);
      GArray *blocks = clinic_day_column_get_blocks (column);
      GArray *windows = clinic_day_column_get_windows (column);

      g_string_append_printf (text, "%s%s:", i > 0 ? "; " : "",
                              clinic_day_column_get_name (column));
      for (guint j = 0; j < blocks->len; j++)
        {
          const ClinicDayBlock *block = &g_array_index (blocks, ClinicDayBlock, j);

          g_string_append_printf (text, " %d@", (int) clinic_appointment_get_id (block->visit));
          add_time (text, block->start);
          g_string_append_c (text, '-');
          add_time (text, block->end);
          if (block->n_lanes > 1)
            g_string_append_printf (text, "#%u/%u", block->lane, block->n_lanes);
          if (block->assumed)
            g_string_append_c (text, '?');
        }
      for (guint j = 0; j < windows->len; j++)
        {
          const ClinicWindow *window = &g_array_index (windows, ClinicWindow, j);

          g_string_append (text, " free ");
          add_time (text, window->start);
          g_string_append_c (text, '-');
          add_time (text, window->end);
        }
    }

  return g_string_free (text, FALSE);
}

static void
assert_day (Fixture *fixture, const char *expected)
{
  g_autofree char *text = describe (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_visits_stand_with_their_doctors_and_free_time_between (Fixture *fixture, gconstpointer data)
{
  add (fixture, 1, PETROV, 0, 600, 60);
  add (fixture, 2, PETROV, 0, 840, 45);
  add (fixture, 3, LI, 0, 780, 30);
  add (fixture, 4, LI, 1, 780, 30);
  assert_day (fixture, "Ли В. С.: 3@13:00-13:30 free 12:15-13:00 free 13:30-20:00; "
                       "Петров И. С.: 1@10:00-11:00 2@14:00-14:45 free 12:15-14:00 free "
                       "14:45-20:00");
  g_assert_cmpuint (clinic_day_get_n_visits (fixture->day), ==, 3);
  g_assert_cmpint (clinic_day_column_get_free (
                     g_ptr_array_index (clinic_day_get_columns (fixture->day), 0)),
                   ==, 45 + 390);

  set_rules (fixture, 1, CLINIC_PLACE_DOCTOR, 0);
  assert_day (fixture, "Ли В. С.: 4@13:00-13:30 free 09:00-13:00 free 13:30-20:00");
}

static void
test_visits_at_the_same_time_lie_beside_each_other (Fixture *fixture, gconstpointer data)
{
  set_rules (fixture, 1, CLINIC_PLACE_DOCTOR, 0);
  add (fixture, 1, PETROV, 1, 540, 120);
  add (fixture, 2, PETROV, 1, 600, 30);
  add (fixture, 3, PETROV, 1, 630, 60); /* in the lane of the second: that is over */
  add (fixture, 4, PETROV, 1, 690, 30); /* touches nothing */
  assert_day (fixture, "Петров И. С.: 1@09:00-11:00#0/2 2@10:00-10:30#1/2 3@10:30-11:30#1/2 "
                       "4@11:30-12:00 free 12:00-20:00");
}

static void
test_a_visit_that_does_not_say_how_long_is_marked (Fixture *fixture, gconstpointer data)
{
  set_rules (fixture, 1, CLINIC_PLACE_DOCTOR, 0);
  add (fixture, 1, PETROV, 1, 540, 0);
  assert_day (fixture, "Петров И. С.: 1@09:00-09:30? free 09:30-20:00");
}

static void
test_the_hours_grow_for_who_comes_early_or_stays_late (Fixture *fixture, gconstpointer data)
{
  gint64 midnight = clinic_windows_day (noon (), 1);
  gint64 from = 0, to = 0;

  set_rules (fixture, 1, CLINIC_PLACE_DOCTOR, 0);
  clinic_day_get_hours (fixture->day, &from, &to);
  g_assert_cmpint (from, ==, clinic_windows_at (midnight, 540));
  g_assert_cmpint (to, ==, clinic_windows_at (midnight, 1200));

  add (fixture, 1, PETROV, 1, 7 * 60 + 45, 30);
  add (fixture, 2, PETROV, 1, 1185, 45);
  clinic_day_get_hours (fixture->day, &from, &to);
  g_assert_cmpint (from, ==, clinic_windows_at (midnight, 420));
  g_assert_cmpint (to, ==, clinic_windows_at (midnight, 1260));
  assert_day (fixture, "Петров И. С.: 1@07:45-08:15 2@19:45-20:30 free 09:00-19:45");
}

static void
test_a_change_moves_one_visit_and_tells_once (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *visit = NULL;
  gint64 midnight = clinic_windows_day (noon (), 1);

  set_rules (fixture, 1, CLINIC_PLACE_DOCTOR, 0);
  visit = add (fixture, 1, PETROV, 1, 540, 30);
  add (fixture, 2, LI, 1, 540, 30);
  fixture->n_changed = 0;

  clinic_appointment_set_start (visit, clinic_windows_at (midnight, 600));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_day (fixture, "Ли В. С.: 2@09:00-09:30 free 09:30-20:00; "
                       "Петров И. С.: 1@10:00-10:30 free 09:00-10:00 free 10:30-20:00");

  /* The column that is left empty stays where it is. */
  clinic_appointment_set_doctor_id (visit, LI);
  assert_day (fixture, "Ли В. С.: 2@09:00-09:30 1@10:00-10:30 free 09:30-10:00 free 10:30-20:00; "
                       "Петров И. С.: free 09:00-20:00");

  fixture->n_changed = 0;
  clinic_appointment_set_comments (visit, "у окна");
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  clinic_appointment_set_start (visit, clinic_windows_at (midnight, 600) + 86400);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  clinic_appointment_set_minutes (visit, 45);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (clinic_day_get_n_visits (fixture->day), ==, 1);

  g_list_store_remove_all (dummy_book_appointments (fixture->book));
  g_assert_cmpuint (clinic_day_get_n_visits (fixture->day), ==, 0);
}

static void
test_what_is_lost_or_cancelled_takes_no_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicStage) cancelled = clinic_stage_new ();
  ClinicAppointment *visit = NULL;

  clinic_stage_set_role (cancelled, CLINIC_STAGE_ROLE_CANCELLED);
  set_rules (fixture, 1, CLINIC_PLACE_DOCTOR, 0);
  add (fixture, 1, PETROV, 1, 540, 30);
  visit = add (fixture, 2, PETROV, 1, 570, 30);
  assert_day (fixture, "Петров И. С.: 1@09:00-09:30 2@09:30-10:00 free 10:00-20:00");
  clinic_appointment_set_stage (visit, cancelled);
  assert_day (fixture, "Петров И. С.: 1@09:00-09:30 free 09:30-20:00");
  clinic_appointment_set_stage (visit, NULL);
  clinic_appointment_set_kind (visit, CLINIC_STAGE_KIND_FAILURE);
  assert_day (fixture, "Петров И. С.: 1@09:00-09:30 free 09:30-20:00");
}

static void
test_an_empty_day_can_be_booked_with_everybody (Fixture *fixture, gconstpointer data)
{
  set_rules (fixture, 1, CLINIC_PLACE_DOCTOR, 0);
  assert_day (fixture, "Ли В. С.: free 09:00-20:00; Петров И. С.: free 09:00-20:00");
  add (fixture, 1, PETROV, 1, 540, 30);
  assert_day (fixture, "Петров И. С.: 1@09:00-09:30 free 09:30-20:00");

  set_rules (fixture, 1, CLINIC_PLACE_DOCTOR, LI);
  assert_day (fixture, "Ли В. С.: free 09:00-20:00");
}

static void
test_chairs_are_columns_too_and_nobody_is_last (Fixture *fixture, gconstpointer data)
{
  ClinicAppointment *visit = add (fixture, 1, PETROV, 1, 540, 30);

  add (fixture, 2, LI, 1, 600, 30);
  clinic_appointment_set_chair_id (visit, CHAIR);
  clinic_appointment_set_chair (visit, "Кресло 2");
  set_rules (fixture, 1, CLINIC_PLACE_CHAIR, 0);
  assert_day (fixture, "Кресло 2: 1@09:00-09:30 free 09:30-20:00; : 2@10:00-10:30");
}

static void
test_what_is_past_is_not_offered (Fixture *fixture, gconstpointer data)
{
  add (fixture, 1, PETROV, 0, 540, 30);
  assert_day (fixture, "Петров И. С.: 1@09:00-09:30 free 12:15-20:00");
  set_rules (fixture, -1, CLINIC_PLACE_DOCTOR, 0);
  assert_day (fixture, "Ли В. С.:; Петров И. С.:");
}

/* In Berlin the clocks went back on 25 October 2026. */
static void
test_a_day_of_25_hours_has_an_hour_more (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_strdup (g_getenv ("TZ"));
  gint64 from = 0, to = 0;
  ClinicDayRules rules = { .begins = 60, .ends = 600 };

  g_setenv ("TZ", "Europe/Berlin", TRUE);
  rules.day = 1792929600; /* 12:00 UTC */
  clinic_day_set_rules (fixture->day, &rules);
  clinic_day_get_hours (fixture->day, &from, &to);
  g_assert_cmpint (to - from, ==, 10 * 3600);
  assert_day (fixture, "Ли В. С.: free 01:00-10:00; Петров И. С.: free 01:00-10:00");
  if (before != NULL)
    g_setenv ("TZ", before, TRUE);
  else
    g_unsetenv ("TZ");
}

static void
test_late_waiting_and_in_the_chair (void)
{
  static const struct
  {
    ClinicStageRole role;
    ClinicStageKind kind;
    int start;
    int moved;
    ClinicPresence presence;
    gint64 seconds;
  } cases[] = {
    { CLINIC_STAGE_ROLE_CONFIRMED, CLINIC_STAGE_KIND_PROCESS, 5, 90, CLINIC_PRESENCE_LATE, 300 },
    { CLINIC_STAGE_ROLE_CONFIRMED, CLINIC_STAGE_KIND_PROCESS, -5, 90, CLINIC_PRESENCE_NONE, 0 },
    { CLINIC_STAGE_ROLE_BOOKED, CLINIC_STAGE_KIND_PROCESS, 500, 0, CLINIC_PRESENCE_NONE, 0 },
    { CLINIC_STAGE_ROLE_CANCELLED, CLINIC_STAGE_KIND_PROCESS, 5, 0, CLINIC_PRESENCE_NONE, 0 },
    { CLINIC_STAGE_ROLE_ARRIVED, CLINIC_STAGE_KIND_PROCESS, -5, 12, CLINIC_PRESENCE_WAITING, 720 },
    { CLINIC_STAGE_ROLE_IN_CHAIR, CLINIC_STAGE_KIND_PROCESS, 30, 20, CLINIC_PRESENCE_IN_CHAIR,
      1200 },
    { CLINIC_STAGE_ROLE_COMPLETED, CLINIC_STAGE_KIND_SUCCESS, 30, 2, CLINIC_PRESENCE_NONE, 0 },
    { CLINIC_STAGE_ROLE_LOST, CLINIC_STAGE_KIND_FAILURE, 30, 2, CLINIC_PRESENCE_NONE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClinicStage) stage = clinic_stage_new ();
      g_autoptr (ClinicAppointment) visit = clinic_appointment_new ();
      gint64 seconds = -1;

      clinic_stage_set_role (stage, cases[i].role);
      clinic_appointment_set_stage (visit, stage);
      clinic_appointment_set_kind (visit, cases[i].kind);
      clinic_appointment_set_start (visit, noon () - cases[i].start * 60);
      if (cases[i].moved != 0)
        clinic_appointment_set_moved (visit, noon () - cases[i].moved * 60);
      g_assert_cmpint (clinic_presence_of (visit, noon (), &seconds), ==, cases[i].presence);
      g_assert_cmpint (seconds, ==, cases[i].seconds);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/clinic/day/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("columns", test_visits_stand_with_their_doctors_and_free_time_between);
  ADD ("lanes", test_visits_at_the_same_time_lie_beside_each_other);
  ADD ("assumed", test_a_visit_that_does_not_say_how_long_is_marked);
  ADD ("hours", test_the_hours_grow_for_who_comes_early_or_stays_late);
  ADD ("change", test_a_change_moves_one_visit_and_tells_once);
  ADD ("lost", test_what_is_lost_or_cancelled_takes_no_time);
  ADD ("empty", test_an_empty_day_can_be_booked_with_everybody);
  ADD ("chairs", test_chairs_are_columns_too_and_nobody_is_last);
  ADD ("past", test_what_is_past_is_not_offered);
  ADD ("clocks", test_a_day_of_25_hours_has_an_hour_more);
  g_test_add_func ("/clinic/day/presence", test_late_waiting_and_in_the_chair);

  return g_test_run ();
}

/* test-clinic-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-guard.h"

#include "clinic-windows.h"

/* Saturday, 21 November 2026, 15:30 UTC: scenario 18 */
#define NOW (G_GINT64_CONSTANT (1795273200) + 1800)
#define TEN_THIRTY (37800)

typedef struct
{
  GListStore *stages; /* owned */
  GListStore *visits; /* owned */
  ClinicStage *tomorrow;
} Fixture;

static ClinicStage *
add_stage (Fixture *fixture, ClinicStageRole role, int sort)
{
  g_autoptr (ClinicStage) stage = clinic_stage_new ();

  clinic_stage_set_role (stage, role);
  clinic_stage_set_sort (stage, sort);
  g_list_store_append (fixture->stages, stage);

  return stage; /* the list has it */
}

static ClinicStage *
stage_with (Fixture *fixture, ClinicStageRole role)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->stages)); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (G_LIST_MODEL (fixture->stages), i);

      if (clinic_stage_get_role (stage) == role)
        return stage;
    }
  g_assert_not_reached ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->stages = g_list_store_new (CLINIC_TYPE_STAGE);
  fixture->visits = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  add_stage (fixture, CLINIC_STAGE_ROLE_BOOKED, 10);
  fixture->tomorrow = add_stage (fixture, CLINIC_STAGE_ROLE_TOMORROW, 30);
  add_stage (fixture, CLINIC_STAGE_ROLE_CONFIRMED, 40);
  add_stage (fixture, CLINIC_STAGE_ROLE_CANCELLED, 50);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->visits);
  g_assert_finalize_object (fixture->stages);
}

static ClinicAppointment *
add_visit (Fixture *fixture, gint64 id, gint64 start, ClinicStage *stage)
{
  g_autoptr (ClinicAppointment) visit = clinic_appointment_new ();

  clinic_appointment_set_id (visit, id);
  clinic_appointment_set_start (visit, start);
  clinic_appointment_set_stage (visit, stage);
  g_list_store_append (fixture->visits, visit);

  return visit; /* the list has it */
}

/* "3 1 of 4" */
static void
assert_finds (Fixture *fixture, gint64 now, const char *expected)
{
  guint n = 0;
  g_autoptr (GPtrArray) found =
    clinic_guard_find (G_LIST_MODEL (fixture->visits), fixture->tomorrow, now, &n);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%d ",
                            (int) clinic_appointment_get_id (g_ptr_array_index (found, i)));
  g_string_append_printf (text, "of %u", n);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_one_of_three_is_still_booked (Fixture *fixture, gconstpointer data)
{
  gint64 day = clinic_windows_day (NOW, 1);
  ClinicAppointment *late =
    add_visit (fixture, 1, day + TEN_THIRTY, stage_with (fixture, CLINIC_STAGE_ROLE_BOOKED));

  add_visit (fixture, 2, day + TEN_THIRTY, fixture->tomorrow);
  add_visit (fixture, 3, day + TEN_THIRTY, stage_with (fixture, CLINIC_STAGE_ROLE_CONFIRMED));
  assert_finds (fixture, NOW, "1 of 3");

  clinic_appointment_set_stage (late, fixture->tomorrow);
  assert_finds (fixture, NOW, "of 3");
}

static void
test_only_the_visits_of_tomorrow_are_asked_for (Fixture *fixture, gconstpointer data)
{
  ClinicStage *booked = stage_with (fixture, CLINIC_STAGE_ROLE_BOOKED);
  gint64 day = clinic_windows_day (NOW, 1);

  add_visit (fixture, 1, day - 1, booked);
  add_visit (fixture, 2, day + 86399, booked);
  add_visit (fixture, 3, day, booked);
  add_visit (fixture, 4, day + 86400, booked);
  add_visit (fixture, 5, 0, booked);
  add_visit (fixture, -6, day + TEN_THIRTY, booked);
  assert_finds (fixture, NOW, "3 2 of 2");

  /* A second before midnight it is the same tomorrow, at midnight it is today. */
  assert_finds (fixture, day - 1, "3 2 of 2");
  assert_finds (fixture, day, "4 of 1");
}

static void
test_what_is_lost_or_cancelled_needs_no_reminder (Fixture *fixture, gconstpointer data)
{
  gint64 day = clinic_windows_day (NOW, 1);
  ClinicAppointment *lost =
    add_visit (fixture, 1, day + TEN_THIRTY, stage_with (fixture, CLINIC_STAGE_ROLE_BOOKED));

  add_visit (fixture, 2, day + TEN_THIRTY, stage_with (fixture, CLINIC_STAGE_ROLE_CANCELLED));
  assert_finds (fixture, NOW, "1 of 1");
  clinic_appointment_set_kind (lost, CLINIC_STAGE_KIND_FAILURE);
  assert_finds (fixture, NOW, "of 0");
}

static void
test_a_stage_without_a_meaning_counts_by_its_place (Fixture *fixture, gconstpointer data)
{
  gint64 day = clinic_windows_day (NOW, 1);

  add_visit (fixture, 1, day + 60, add_stage (fixture, CLINIC_STAGE_ROLE_NONE, 20));
  add_visit (fixture, 2, day + 120, add_stage (fixture, CLINIC_STAGE_ROLE_NONE, 35));
  assert_finds (fixture, NOW, "1 of 2");
}

static void
test_the_reason_says_what_is_wrong (Fixture *fixture, gconstpointer data)
{
  gint64 day = clinic_windows_day (NOW, 1);
  ClinicAppointment *visit = add_visit (fixture, 1, day + TEN_THIRTY, NULL);

  g_assert_cmpint (clinic_guard_look (visit, fixture->tomorrow, NOW), ==, CLINIC_GUARD_UNLISTED);
  clinic_appointment_set_stage (visit, stage_with (fixture, CLINIC_STAGE_ROLE_BOOKED));
  g_assert_cmpint (clinic_guard_look (visit, fixture->tomorrow, NOW), ==, CLINIC_GUARD_BEHIND);
  clinic_appointment_set_problem (visit, "Заполните поле «Врач»");
  g_assert_cmpint (clinic_guard_look (visit, fixture->tomorrow, NOW), ==, CLINIC_GUARD_REFUSED);
  clinic_appointment_set_stage (visit, fixture->tomorrow);
  g_assert_cmpint (clinic_guard_look (visit, fixture->tomorrow, NOW), ==, CLINIC_GUARD_NONE);
}

static void
test_without_the_stage_nothing_is_behind (Fixture *fixture, gconstpointer data)
{
  ClinicStage *booked = stage_with (fixture, CLINIC_STAGE_ROLE_BOOKED);
  ClinicAppointment *visit =
    add_visit (fixture, 1, clinic_windows_day (NOW, 1) + TEN_THIRTY, booked);
  g_autoptr (ClinicStage) found = clinic_guard_dup_stage (G_LIST_MODEL (fixture->stages));

  g_assert_true (found == fixture->tomorrow);
  clinic_stage_set_role (fixture->tomorrow, CLINIC_STAGE_ROLE_NONE);
  g_assert_null (clinic_guard_dup_stage (G_LIST_MODEL (fixture->stages)));
  g_assert_cmpint (clinic_guard_look (visit, NULL, NOW), ==, CLINIC_GUARD_NONE);
}

static void
test_the_hour_is_of_the_clock (void)
{
  gint64 day = clinic_windows_day (NOW, 0);

  g_assert_true (clinic_guard_is_due (NOW, 900));
  g_assert_false (clinic_guard_is_due (day + 900 * 60 - 1, 900));
  g_assert_true (clinic_guard_is_due (day + 900 * 60, 900));
  g_assert_true (clinic_guard_is_due (day, 0));
  g_assert_false (clinic_guard_is_due (NOW, 1440));
}

/* In the night to the 25th of October 2026 the clocks go back: that Sunday has 25 hours. */
static void
test_tomorrow_is_whole_when_the_clocks_change (void)
{
  Fixture fixture = { 0 };
  gint64 saturday = G_GINT64_CONSTANT (1792836000); /* 24.10.2026 12:00 in Berlin */

  set_up (&fixture, NULL);
  /* Sunday 23:30 there, 24.5 hours after its midnight */
  add_visit (&fixture, 1, saturday + 12 * 3600 + 24 * 3600 + 1800,
             stage_with (&fixture, CLINIC_STAGE_ROLE_BOOKED));
  add_visit (&fixture, 2, saturday + 12 * 3600 + 25 * 3600,
             stage_with (&fixture, CLINIC_STAGE_ROLE_BOOKED));
  assert_finds (&fixture, saturday, "1 of 1");
  tear_down (&fixture, NULL);
}

static void
test_the_clocks_change (void)
{
  if (g_test_subprocess ())
    {
      test_tomorrow_is_whole_when_the_clocks_change ();
      return;
    }
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/clinic/guard/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("one-of-three", test_one_of_three_is_still_booked);
  ADD ("tomorrow", test_only_the_visits_of_tomorrow_are_asked_for);
  ADD ("over", test_what_is_lost_or_cancelled_needs_no_reminder);
  ADD ("place", test_a_stage_without_a_meaning_counts_by_its_place);
  ADD ("reason", test_the_reason_says_what_is_wrong);
  ADD ("unmapped", test_without_the_stage_nothing_is_behind);
#undef ADD
  g_test_add_func ("/clinic/guard/hour", test_the_hour_is_of_the_clock);
  g_test_add_func ("/clinic/guard/clocks", test_the_clocks_change);

  return g_test_run ();
}

/* test-clinic-windows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-doctor.h"
#include "clinic-stage.h"
#include "clinic-windows.h"

#define PETROV 7
#define LI 8
#define SNEGIREVA 9

/* Mon 23 November 2026, 12:05 in Moscow */
static gint64
noon (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2026, 11, 23, 12, 5, 0);

  return g_date_time_to_unix (time);
}

static ClinicWindowRules
rules_of (int minutes)
{
  return (ClinicWindowRules){ 540, 1200, minutes, noon (), 0 };
}

static ClinicAppointment *
book (GListStore *book, gint64 id, gint64 doctor_id, int days, int minute, int minutes)
{
  g_autoptr (ClinicAppointment) visit = clinic_appointment_new ();

  clinic_appointment_set_id (visit, id);
  clinic_appointment_set_doctor_id (visit, doctor_id);
  clinic_appointment_set_chair_id (visit, doctor_id + 100);
  clinic_appointment_set_start (visit,
                                clinic_windows_at (clinic_windows_day (noon (), days), minute));
  clinic_appointment_set_minutes (visit, minutes);
  g_list_store_append (book, visit);

  return visit; /* the list has it */
}

static GListStore *
new_book (void)
{
  return g_list_store_new (CLINIC_TYPE_APPOINTMENT);
}

static GListStore *
new_doctors (void)
{
  GListStore *doctors = g_list_store_new (CLINIC_TYPE_DOCTOR);
  static const struct
  {
    gint64 id;
    const char *specialty;
  } all[] = { { PETROV, "терапевт" }, { LI, "ортодонт" }, { SNEGIREVA, "терапевт" } };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (ClinicDoctor) doctor = clinic_doctor_new ();

      clinic_doctor_set_id (doctor, all[i].id);
      clinic_doctor_set_specialty (doctor, all[i].specialty);
      g_list_store_append (doctors, doctor);
    }

  return doctors;
}

/* "15:00-16:30 18:00-20:00" of windows, with the day of the month when it is not the 23rd */
static char *
write_windows (GArray *windows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < windows->len; i++)
    {
      const ClinicWindow *window = &g_array_index (windows, ClinicWindow, i);
      g_autoptr (GDateTime) start = g_date_time_new_from_unix_local (window->start);
      g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (window->end);
      g_autofree char *from =
        g_date_time_format (start,
                            g_date_time_get_day_of_month (start) == 23 ? "%H:%M" : "%d.%H:%M");
      g_autofree char *to = g_date_time_format (end, "%H:%M");

      g_string_append_printf (text, "%s%s-%s", i > 0 ? " " : "", from, to);
      if (window->doctor_id != 0)
        g_string_append_printf (text, "/%d", (int) window->doctor_id);
    }

  return g_string_free (text, FALSE);
}

static void
assert_free (GListStore *book, ClinicWindowRules rules, int days, const char *expected)
{
  g_autoptr (GArray) windows =
    clinic_windows_free (G_LIST_MODEL (book), &rules, CLINIC_PLACE_DOCTOR, PETROV,
                         clinic_windows_day (noon (), days));
  g_autofree char *text = write_windows (windows);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_free_is_what_lies_between_the_visits (void)
{
  g_autoptr (GListStore) visits = new_book ();

  book (visits, 1, PETROV, 1, 540, 60);
  book (visits, 2, PETROV, 1, 630, 30);
  book (visits, 3, PETROV, 1, 640, 60); /* overlaps the one before */
  book (visits, 4, LI, 1, 720, 60);
  assert_free (visits, rules_of (30), 1, "24.10:00-10:30 24.11:40-20:00");
  assert_free (visits, rules_of (45), 1, "24.11:40-20:00");
}

static void
test_nothing_is_free_in_the_past (void)
{
  g_autoptr (GListStore) visits = new_book ();

  book (visits, 1, PETROV, 0, 780, 60);
  assert_free (visits, rules_of (30), 0, "12:05-13:00 14:00-20:00");
  assert_free (visits, rules_of (30), -1, "");
}

static void
test_a_visit_without_a_length_takes_the_usual_half_hour (void)
{
  g_autoptr (GListStore) visits = new_book ();

  book (visits, 1, PETROV, 1, 540, 0);
  assert_free (visits, rules_of (0), 1, "24.09:30-20:00");
}

static void
test_lost_and_cancelled_visits_take_no_time (void)
{
  g_autoptr (GListStore) visits = new_book ();
  g_autoptr (ClinicStage) cancelled = clinic_stage_new ();

  clinic_stage_set_role (cancelled, CLINIC_STAGE_ROLE_CANCELLED);
  clinic_appointment_set_kind (book (visits, 1, PETROV, 1, 540, 60), CLINIC_STAGE_KIND_FAILURE);
  clinic_appointment_set_stage (book (visits, 2, PETROV, 1, 600, 60), cancelled);
  clinic_appointment_set_kind (book (visits, 3, PETROV, 1, 660, 60), CLINIC_STAGE_KIND_SUCCESS);
  assert_free (visits, rules_of (30), 1, "24.09:00-11:00 24.12:00-20:00");
}

static void
test_the_time_of_the_visit_that_moves_is_free (void)
{
  g_autoptr (GListStore) visits = new_book ();
  ClinicWindowRules rules = rules_of (30);

  book (visits, 5, PETROV, 1, 540, 660);
  assert_free (visits, rules, 1, "");
  rules.except = 5;
  assert_free (visits, rules, 1, "24.09:00-20:00");
}

static void
test_starts_lie_on_quarter_hours_and_fit (void)
{
  g_autoptr (GListStore) visits = new_book ();
  ClinicWindowRules rules = rules_of (40);
  g_autoptr (GArray) starts = NULL;
  g_autofree char *text = NULL;

  book (visits, 1, PETROV, 0, 780, 370); /* 13:00 to 19:10 */
  starts =
    clinic_windows_starts (G_LIST_MODEL (visits), &rules, CLINIC_PLACE_DOCTOR, PETROV, noon ());
  text = write_windows (starts);
  g_assert_cmpstr (text, ==, "12:15-12:55 19:15-19:55");
}

static void
test_the_chair_has_times_of_its_own (void)
{
  g_autoptr (GListStore) visits = new_book ();
  ClinicWindowRules rules = rules_of (30);
  g_autoptr (GArray) free_times = NULL;
  g_autofree char *text = NULL;

  book (visits, 1, PETROV, 1, 540, 600);
  book (visits, 2, LI, 1, 600, 60);
  free_times = clinic_windows_free (G_LIST_MODEL (visits), &rules, CLINIC_PLACE_CHAIR, LI + 100,
                                    clinic_windows_day (noon (), 1));
  text = write_windows (free_times);
  g_assert_cmpstr (text, ==, "24.09:00-10:00 24.11:00-20:00");
}

static void
test_the_nearest_are_of_the_doctor_on_her_days (void)
{
  g_autoptr (GListStore) visits = new_book ();
  g_autoptr (GListStore) doctors = new_doctors ();
  ClinicWindowRules rules = rules_of (30);
  g_autoptr (GArray) offers = NULL;
  g_autofree char *text = NULL;

  /* On Tuesday until the evening, on Thursday from noon; nothing is known of Wednesday. */
  book (visits, 1, PETROV, 1, 540, 600);
  book (visits, 2, PETROV, 3, 570, 600);
  book (visits, 3, SNEGIREVA, 1, 600, 30);
  offers =
    clinic_windows_nearest (G_LIST_MODEL (visits), G_LIST_MODEL (doctors), &rules, PETROV, 3);
  text = write_windows (offers);
  g_assert_cmpstr (text, ==, "24.19:00-19:30/7 24.19:30-20:00/7 26.09:00-09:30/7");
}

static void
test_then_come_others_of_the_specialty_then_days_of_which_nothing_is_known (void)
{
  g_autoptr (GListStore) visits = new_book ();
  g_autoptr (GListStore) doctors = new_doctors ();
  ClinicWindowRules rules = rules_of (60);
  g_autoptr (GArray) offers = NULL;
  g_autofree char *text = NULL;

  book (visits, 1, PETROV, 1, 600, 600);
  book (visits, 2, SNEGIREVA, 2, 540, 600);
  book (visits, 3, LI, 1, 600, 30);
  offers =
    clinic_windows_nearest (G_LIST_MODEL (visits), G_LIST_MODEL (doctors), &rules, PETROV, 3);
  text = write_windows (offers);
  g_assert_cmpstr (text, ==, "24.09:00-10:00/7 25.19:00-20:00/9 12:15-13:15/7");
}

static void
test_two_visits_of_a_doctor_clash_only_when_they_overlap (void)
{
  g_autoptr (GListStore) visits = new_book ();
  ClinicWindowRules rules = rules_of (30);
  g_autoptr (ClinicAppointment) clash = NULL;
  gint64 day = clinic_windows_day (noon (), 1);

  book (visits, 1, PETROV, 1, 600, 30);
  g_assert_null (clinic_windows_dup_clash (G_LIST_MODEL (visits), &rules, CLINIC_PLACE_DOCTOR,
                                           PETROV, clinic_windows_at (day, 570)));
  g_assert_null (clinic_windows_dup_clash (G_LIST_MODEL (visits), &rules, CLINIC_PLACE_DOCTOR,
                                           PETROV, clinic_windows_at (day, 630)));
  g_assert_null (clinic_windows_dup_clash (G_LIST_MODEL (visits), &rules, CLINIC_PLACE_DOCTOR, LI,
                                           clinic_windows_at (day, 600)));
  clash = clinic_windows_dup_clash (G_LIST_MODEL (visits), &rules, CLINIC_PLACE_DOCTOR, PETROV,
                                    clinic_windows_at (day, 615));
  g_assert_nonnull (clash);
  g_assert_cmpint (clinic_appointment_get_id (clash), ==, 1);
}

/* In Berlin the clocks went back on 25 October 2026. */
static void
test_a_day_of_25_hours_still_opens_at_nine (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) eve = g_date_time_new (zone, 2026, 10, 24, 12, 0, 0);
  g_autoptr (GDateTime) opens = g_date_time_new (zone, 2026, 10, 25, 9, 0, 0);
  gint64 day, after;

  if (!g_test_subprocess ())
    {
      g_autofree char *before = g_strdup (g_getenv ("TZ"));

      g_setenv ("TZ", "Europe/Berlin", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      if (before != NULL)
        g_setenv ("TZ", before, TRUE);
      else
        g_unsetenv ("TZ");
      g_test_trap_assert_passed ();
      return;
    }

  day = clinic_windows_day (g_date_time_to_unix (eve), 1);
  after = clinic_windows_day (day, 1);
  g_assert_cmpint (after - day, ==, 25 * 3600);
  g_assert_cmpint (clinic_windows_at (day, 540), ==, g_date_time_to_unix (opens));
  g_assert_cmpint (clinic_windows_at (day, 1440), ==, after);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clinic/windows/free", test_free_is_what_lies_between_the_visits);
  g_test_add_func ("/clinic/windows/past", test_nothing_is_free_in_the_past);
  g_test_add_func ("/clinic/windows/usual",
                   test_a_visit_without_a_length_takes_the_usual_half_hour);
  g_test_add_func ("/clinic/windows/lost", test_lost_and_cancelled_visits_take_no_time);
  g_test_add_func ("/clinic/windows/own", test_the_time_of_the_visit_that_moves_is_free);
  g_test_add_func ("/clinic/windows/starts", test_starts_lie_on_quarter_hours_and_fit);
  g_test_add_func ("/clinic/windows/chair", test_the_chair_has_times_of_its_own);
  g_test_add_func ("/clinic/windows/nearest", test_the_nearest_are_of_the_doctor_on_her_days);
  g_test_add_func ("/clinic/windows/others",
                   test_then_come_others_of_the_specialty_then_days_of_which_nothing_is_known);
  g_test_add_func ("/clinic/windows/clash",
                   test_two_visits_of_a_doctor_clash_only_when_they_overlap);
  g_test_add_func ("/clinic/windows/clocks", test_a_day_of_25_hours_still_opens_at_nine);

  return g_test_run ();
}

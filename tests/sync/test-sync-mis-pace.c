/* test-sync-mis-pace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A visit newly made in the medical system is an appointment within a minute (F-26). By arithmetic;
 * with a number of visits as an argument, by the clock and at the pace of real life.
 *
 * usage: test-sync-mis-pace [VISITS]
 */

#define SYNC_FIXTURE_PATIENCE 120

#include "mis-clinic.h"

#include <stdlib.h>

#include "sync-mis-desk.h"
#include "sync-mis-run.h"

#define PROMISED 60.0
#define PACE 30
/* comparing, asking, writing: four answers of a portal under load, and 10,000 visits */
#define WORK 10.0

static guint n_visits;

static void
test_a_new_visit_has_time_to_become_an_appointment (void)
{
  /* made a moment after the last reading, beside other desks */
  g_assert_cmpfloat (sync_mis_desk_choose_wait (PACE, 0) + SYNC_MIS_RUN_PATIENCE + WORK, <=,
                     PROMISED);
  /* a licence of 1C is taken no oftener, whatever a preset says */
  g_assert_cmpuint (sync_mis_desk_choose_wait (1, 0), ==, PACE);
  g_assert_cmpuint (sync_mis_desk_choose_wait (0, 0), ==, PACE);
  g_assert_cmpuint (sync_mis_desk_choose_wait (45, 0), ==, 45);
}

static void
test_what_fails_is_asked_more_and_more_rarely (void)
{
  static const guint seconds[] = { 30, 60, 120, 240, 300, 300, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    g_assert_cmpuint (sync_mis_desk_choose_wait (PACE, i), ==, seconds[i]);
  g_assert_cmpuint (sync_mis_desk_choose_wait (PACE, G_MAXUINT), ==, 300);
  /* and never oftener than what works */
  g_assert_cmpuint (sync_mis_desk_choose_wait (900, 0), ==, 900);
  g_assert_cmpuint (sync_mis_desk_choose_wait (900, 3), ==, 900);
}

/* --- by the clock --- */

static gboolean
is_booked (MisClinic *clinic, const char *visit_id)
{
  GListModel *list = clinic_book_get_appointments (clinic->book);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicAppointment) appointment = g_list_model_get_item (list, i);

      if (g_strcmp0 (clinic_appointment_get_mis_id (appointment), visit_id) == 0)
        return g_strcmp0 (clinic_appointment_get_stage_id (appointment), "C5:NEW") == 0;
    }

  return FALSE;
}

static void
test_a_new_visit_is_an_appointment_within_a_minute (SyncFixture *fixture, gconstpointer data)
{
  MisClinic clinic;
  g_autoptr (GPtrArray) of = NULL;
  double longest = 0;

  fixture->time_scale = 1.0;
  mis_clinic_open (&clinic, fixture);
  /* beside another desk, which waits before it makes one: this one waits too */
  g_settings_set_int (fixture->settings, "desktops", 2);
  of = mis_clinic_list_open (&clinic);
  mis_clinic_connect (&clinic);
  WAIT_UNTIL (fake_mis_get_readings (clinic.mis) > 0);
  for (guint i = 0; i < n_visits; i++)
    {
      guint readings = fake_mis_get_readings (clinic.mis);
      g_autofree char *id = g_strdup_printf ("PACE-%u", i);
      gint64 began;
      double seconds;

      /* a moment after it was read */
      WAIT_UNTIL (fake_mis_get_readings (clinic.mis) > readings);
      sync_fixture_iterate (200);
      began = g_get_monotonic_time ();
      mis_clinic_put_new (&clinic, of, "PACE", i);
      WAIT_UNTIL (is_booked (&clinic, id));
      seconds = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
      longest = MAX (longest, seconds);
    }
  g_print ("# {\"name\":\"new-visit\",\"visits\":%u,\"longest_s\":%.1f,\"bar_s\":%.0f}\n", n_visits,
           longest, PROMISED);
  g_assert_cmpuint (mis_clinic_count_deals (fixture, "PACE", NULL), ==, n_visits);
  g_assert_cmpfloat (longest, <=, PROMISED);
  mis_clinic_close (&clinic);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    n_visits = (guint) atoi (argv[1]);

  g_test_add_func ("/sync/mis-pace/arithmetic", test_a_new_visit_has_time_to_become_an_appointment);
  g_test_add_func ("/sync/mis-pace/back-off", test_what_fails_is_asked_more_and_more_rarely);
  if (n_visits > 0)
    SYNC_TEST ("mis-pace/clock", test_a_new_visit_is_an_appointment_within_a_minute);

  return g_test_run ();
}

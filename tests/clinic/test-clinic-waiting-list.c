/* test-clinic-waiting-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-lead.h"
#include "clinic-stage.h"
#include "clinic-waiting-list.h"

#define PETROV 7
#define LI 8

typedef struct
{
  GListStore *visits;
  GListStore *leads;
  ClinicAppointment *freed;
  ClinicStage *waiting;
} Fixture;

static ClinicAppointment *
visit (Fixture *fixture, gint64 id, gint64 doctor_id, const char *specialty, gint64 since)
{
  g_autoptr (ClinicAppointment) visit = clinic_appointment_new ();

  clinic_appointment_set_id (visit, id);
  clinic_appointment_set_patient_id (visit, id + 100);
  clinic_appointment_set_doctor_id (visit, doctor_id);
  clinic_appointment_set_specialty (visit, specialty);
  clinic_appointment_set_created (visit, 1);
  clinic_appointment_set_moved (visit, since);
  clinic_appointment_set_waiting (visit, TRUE);
  g_list_store_append (fixture->visits, visit);

  return visit; /* the list has it */
}

static ClinicLead *
lead (Fixture *fixture, gint64 id, gint64 since)
{
  g_autoptr (ClinicLead) lead = clinic_lead_new ();

  clinic_lead_set_id (lead, id);
  clinic_lead_set_stage (lead, fixture->waiting);
  clinic_lead_set_moved (lead, since);
  g_list_store_append (fixture->leads, lead);

  return lead; /* the list has it */
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->visits = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  fixture->leads = g_list_store_new (CLINIC_TYPE_LEAD);
  fixture->waiting = clinic_stage_new ();
  clinic_stage_set_role (fixture->waiting, CLINIC_STAGE_ROLE_WAITING_LIST);
  fixture->freed = g_object_ref (visit (fixture, 1, PETROV, "терапевт", 50));
  clinic_appointment_set_waiting (fixture->freed, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->visits);
  g_clear_object (&fixture->leads);
  g_clear_object (&fixture->waiting);
  g_clear_object (&fixture->freed);
}

/* "3 2 lead-9" */
static void
assert_matches (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) people =
    clinic_waiting_list_match (G_LIST_MODEL (fixture->visits), G_LIST_MODEL (fixture->leads),
                               fixture->freed);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++)
    {
      gpointer item = g_ptr_array_index (people, i);
      gboolean is_lead = CLINIC_IS_LEAD (item);

      g_string_append_printf (text, "%s%s%d", i > 0 ? " " : "", is_lead ? "lead-" : "",
                              (int) (is_lead ? clinic_lead_get_id (item)
                                             : clinic_appointment_get_id (item)));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_who_waits_longest_for_the_doctor_is_first (Fixture *fixture, gconstpointer data)
{
  visit (fixture, 2, PETROV, NULL, 30);
  visit (fixture, 3, PETROV, NULL, 20);
  assert_matches (fixture, "3 2");
}

static void
test_the_specialty_is_enough (Fixture *fixture, gconstpointer data)
{
  visit (fixture, 2, LI, "терапевт", 30);
  visit (fixture, 3, LI, "ортодонт", 20);
  visit (fixture, 4, 0, NULL, 10);
  assert_matches (fixture, "2");
}

static void
test_who_is_not_waiting_any_more_is_left_out (Fixture *fixture, gconstpointer data)
{
  clinic_appointment_set_waiting (visit (fixture, 2, PETROV, NULL, 30), FALSE);
  clinic_appointment_set_kind (visit (fixture, 3, PETROV, NULL, 30), CLINIC_STAGE_KIND_FAILURE);
  clinic_lead_set_kind (lead (fixture, 4, 30), CLINIC_STAGE_KIND_SUCCESS);
  clinic_lead_set_stage (lead (fixture, 5, 30), NULL);
  assert_matches (fixture, "");
}

static void
test_enquiries_come_after_those_who_asked_for_the_doctor (Fixture *fixture, gconstpointer data)
{
  lead (fixture, 9, 20);
  lead (fixture, 8, 10);
  visit (fixture, 2, PETROV, NULL, 30);
  assert_matches (fixture, "2 lead-8 lead-9");
}

static void
test_the_patient_of_the_freed_visit_is_not_called (Fixture *fixture, gconstpointer data)
{
  clinic_appointment_set_patient_id (visit (fixture, 2, PETROV, NULL, 30), 101);
  clinic_lead_set_patient_id (lead (fixture, 9, 20), 101);
  clinic_appointment_set_waiting (fixture->freed, TRUE);
  assert_matches (fixture, "");
}

static void
test_since_when_is_when_it_was_booked_if_nothing_moved (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (clinic_waiting_list_since (visit (fixture, 2, PETROV, NULL, 0)), ==, 1);
  g_assert_cmpint (clinic_waiting_list_since (visit (fixture, 3, PETROV, NULL, 5)), ==, 5);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("/clinic/waiting-list/longest", test_who_waits_longest_for_the_doctor_is_first);
  ADD ("/clinic/waiting-list/specialty", test_the_specialty_is_enough);
  ADD ("/clinic/waiting-list/not-waiting", test_who_is_not_waiting_any_more_is_left_out);
  ADD ("/clinic/waiting-list/leads", test_enquiries_come_after_those_who_asked_for_the_doctor);
  ADD ("/clinic/waiting-list/herself", test_the_patient_of_the_freed_visit_is_not_called);
  ADD ("/clinic/waiting-list/since", test_since_when_is_when_it_was_booked_if_nothing_moved);

  return g_test_run ();
}

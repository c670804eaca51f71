/* test-clinic-orphans.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clinic-appointment.h"
#include "clinic-orphans.h"
#include "clinic-stage.h"

#define NOW G_GINT64_CONSTANT (1795273200)

typedef struct
{
  GListStore *leads;   /* owned */
  GListStore *visits;  /* owned */
  ClinicStage *booked; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->leads = g_list_store_new (CLINIC_TYPE_LEAD);
  fixture->visits = g_list_store_new (CLINIC_TYPE_APPOINTMENT);
  fixture->booked = clinic_stage_new ();
  clinic_stage_set_role (fixture->booked, CLINIC_STAGE_ROLE_BOOKED);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->leads);
  g_assert_finalize_object (fixture->visits);
  g_assert_finalize_object (fixture->booked);
}

static ClinicLead *
add_lead (Fixture *fixture, gint64 id, gint64 seconds, ClinicStage *stage)
{
  g_autoptr (ClinicLead) lead = clinic_lead_new ();

  clinic_lead_set_id (lead, id);
  clinic_lead_set_stage (lead, stage);
  clinic_lead_set_moved (lead, NOW - seconds);
  g_list_store_append (fixture->leads, lead);

  return lead; /* the list has it */
}

static void
assert_finds (Fixture *fixture, gint64 now, const char *expected)
{
  g_autoptr (GPtrArray) found =
    clinic_orphans_find (G_LIST_MODEL (fixture->leads), G_LIST_MODEL (fixture->visits), now);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%d ", (int) clinic_lead_get_id (g_ptr_array_index (found, i)));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_a_booked_enquiry_without_an_appointment_is_found (Fixture *fixture, gconstpointer data)
{
  ClinicLead *lead = add_lead (fixture, 1, 600, fixture->booked);

  add_lead (fixture, 2, 600, NULL);
  add_lead (fixture, 3, 900, fixture->booked);
  assert_finds (fixture, NOW, "3 1 ");
  clinic_lead_set_appointment_id (lead, 77);
  assert_finds (fixture, NOW, "3 ");
}

static void
test_the_robot_has_three_minutes (Fixture *fixture, gconstpointer data)
{
  add_lead (fixture, 1, 0, fixture->booked);
  assert_finds (fixture, NOW + 180, "");
  assert_finds (fixture, NOW + 181, "1 ");
}

static void
test_closed_as_booked_is_booked_whatever_the_stage_is_called (Fixture *fixture, gconstpointer data)
{
  ClinicLead *lead = add_lead (fixture, 1, 600, NULL);

  assert_finds (fixture, NOW, "");
  clinic_lead_set_kind (lead, CLINIC_STAGE_KIND_SUCCESS);
  assert_finds (fixture, NOW, "1 ");
  clinic_lead_set_kind (lead, CLINIC_STAGE_KIND_FAILURE);
  assert_finds (fixture, NOW, "");
}

static void
test_what_is_being_made_is_no_orphan (Fixture *fixture, gconstpointer data)
{
  ClinicLead *lead = add_lead (fixture, 1, 600, fixture->booked);
  g_autoptr (ClinicAppointment) visit = clinic_appointment_new ();

  clinic_lead_set_pending (lead, TRUE);
  assert_finds (fixture, NOW, "");
  clinic_lead_set_pending (lead, FALSE);
  assert_finds (fixture, NOW, "1 ");

  clinic_appointment_set_id (visit, -1);
  clinic_appointment_set_lead_id (visit, 1);
  g_list_store_append (fixture->visits, visit);
  assert_finds (fixture, NOW, "");
}

static void
test_an_unknown_move_counts_from_the_last_change (Fixture *fixture, gconstpointer data)
{
  ClinicLead *lead = add_lead (fixture, 1, 0, fixture->booked);

  clinic_lead_set_moved (lead, 0);
  clinic_lead_set_modified (lead, NOW - 100);
  assert_finds (fixture, NOW, "");
  assert_finds (fixture, NOW + 100, "1 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/clinic/orphans/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("found", test_a_booked_enquiry_without_an_appointment_is_found);
  ADD ("grace", test_the_robot_has_three_minutes);
  ADD ("closed", test_closed_as_booked_is_booked_whatever_the_stage_is_called);
  ADD ("making", test_what_is_being_made_is_no_orphan);
  ADD ("unknown", test_an_unknown_move_counts_from_the_last_change);
#undef ADD

  return g_test_run ();
}

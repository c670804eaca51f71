/* test-clinic-projection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is shown before the portal has it, of the outcome of a call and of a visit that is made.
 */

#include "clinic-projection.h"

/* (transfer full): payload: GVariant text of type a{sv} */
static ClinicCommand *
new_command (ClinicCommandKind kind, ClinicCommandState state, const char *payload)
{
  ClinicCommand *command = clinic_command_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) parsed =
    g_variant_parse (G_VARIANT_TYPE_VARDICT, payload, NULL, NULL, &error);

  g_assert_no_error (error);
  clinic_command_set_kind (command, kind);
  clinic_command_set_state (command, state);
  clinic_command_set_payload (command, parsed);

  return command;
}

/* (transfer full): of patient 7 */
static ClinicAppointment *
new_visit (void)
{
  ClinicAppointment *visit = clinic_appointment_new ();

  clinic_appointment_set_id (visit, 1);
  clinic_appointment_set_patient_id (visit, 7);
  clinic_appointment_set_patient_name (visit, "Котова Анна");
  clinic_appointment_set_call_mark (visit, "by=7");

  return visit;
}

/* (transfer full) */
static ClinicAppointment *
show (ClinicCommandState state, const char *payload)
{
  g_autoptr (ClinicAppointment) visit = new_visit ();
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (commands, new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, state, payload));

  return clinic_projection_of_appointment (visit, commands, NULL);
}

static void
test_an_outcome_shows_at_once (void)
{
  g_autoptr (ClinicAppointment) shown =
    show (CLINIC_COMMAND_WAITING, "{'confirmation': <1>, 'mark': <'attempts=1 outcome=1'>,"
                                  " 'stop': <int64 7>}");

  g_assert_cmpint (clinic_appointment_get_confirmation (shown), ==, 1);
  g_assert_cmpstr (clinic_appointment_get_call_mark (shown), ==, "attempts=1 outcome=1");
  g_assert_true (clinic_appointment_get_do_not_call (shown));
  g_assert_true (clinic_appointment_get_pending (shown));
}

static void
test_an_outcome_that_came_back_shows_only_why (void)
{
  g_autoptr (ClinicAppointment) shown =
    show (CLINIC_COMMAND_REFUSED, "{'confirmation': <1>, 'mark': <''>, 'stop': <int64 7>}");

  g_assert_cmpint (clinic_appointment_get_confirmation (shown), ==, 0);
  g_assert_cmpstr (clinic_appointment_get_call_mark (shown), ==, "by=7");
  g_assert_false (clinic_appointment_get_do_not_call (shown));
  g_assert_nonnull (clinic_appointment_get_problem (shown));
}

static void
test_an_empty_mark_is_none_and_others_may_be_called (void)
{
  g_autoptr (ClinicAppointment) shown =
    show (CLINIC_COMMAND_SENDING, "{'mark': <''>, 'stop': <int64 8>}");

  g_assert_null (clinic_appointment_get_call_mark (shown));
  g_assert_false (clinic_appointment_get_do_not_call (shown));
}

static void
test_another_patient_has_another_name (void)
{
  g_autoptr (ClinicAppointment) same = show (CLINIC_COMMAND_WAITING, "{'patient': <int64 7>}");
  g_autoptr (ClinicAppointment) other =
    show (CLINIC_COMMAND_WAITING, "{'patient': <int64 8>, 'origin': <'K-17'>}");

  g_assert_cmpstr (clinic_appointment_get_patient_name (same), ==, "Котова Анна");
  g_assert_cmpint (clinic_appointment_get_patient_id (other), ==, 8);
  g_assert_null (clinic_appointment_get_patient_name (other));
  g_assert_cmpstr (clinic_appointment_get_mis_id (other), ==, "K-17");
}

static void
test_what_is_made_of_a_visit_says_so (void)
{
  g_autoptr (ClinicCommand) command =
    new_command (CLINIC_COMMAND_CREATE_APPOINTMENT, CLINIC_COMMAND_WAITING,
                 "{'patient': <int64 7>, 'stage': <'C5:UC_CONFIRM'>, 'origin': <'K-17'>}");
  g_autoptr (ClinicAppointment) shown = clinic_projection_new_appointment (command, NULL);

  g_assert_cmpstr (clinic_appointment_get_stage_id (shown), ==, "C5:UC_CONFIRM");
  g_assert_cmpstr (clinic_appointment_get_mis_id (shown), ==, "K-17");
  g_assert_true (clinic_appointment_get_pending (shown));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clinic/projection/outcome", test_an_outcome_shows_at_once);
  g_test_add_func ("/clinic/projection/came-back", test_an_outcome_that_came_back_shows_only_why);
  g_test_add_func ("/clinic/projection/empty", test_an_empty_mark_is_none_and_others_may_be_called);
  g_test_add_func ("/clinic/projection/patient", test_another_patient_has_another_name);
  g_test_add_func ("/clinic/projection/visit", test_what_is_made_of_a_visit_says_so);

  return g_test_run ();
}

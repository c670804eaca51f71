/* test-clinic-reconcile-pairs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Visits without an appointment, appointments without a visit, and two for one.
 */

#include "mis-scene.h"

/* --- M4: a visit without an appointment --- */

/* scenario 22 */
static void
test_a_new_visit_of_a_known_patient_is_booked (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");
  g_autoptr (ClinicCommand) command = NULL;

  clinic_mis_visit_set_start (visit, MIS_TEN_THIRTY + MIS_DAY);
  assert_tells (scene, "no-appointment:v=safe");
  command = repair_all (scene);
  g_assert_cmpint (clinic_command_get_kind (command), ==, CLINIC_COMMAND_CREATE_APPOINTMENT);
  assert_number (command, "patient", 1);
  assert_number (command, "start", MIS_TEN_THIRTY + MIS_DAY);
  assert_number (command, "minutes", 30);
  assert_number (command, "doctor", 11);
  assert_text (command, "stage", "C1:NEW");
  assert_text (command, "origin", "v");
  assert_text (command, "title", "Visit — Иванова Анна Викторовна");
  assert_lacks (command, "last");
  assert_cures (scene, command);
}

static void
test_a_new_visit_of_an_unknown_patient_makes_her_card (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Подтвержден");
  g_autoptr (ClinicCommand) command = NULL;

  mis_scene_set_visit_patient (visit, " Сидорова  Ольга Петровна", "+7 900 000-00-77");
  clinic_mis_visit_set_patient_birth_date (visit, "1990-05-03");
  assert_tells (scene, "no-appointment:v=safe");
  command = repair_all (scene);
  assert_lacks (command, "patient");
  assert_text (command, "last", "Сидорова");
  assert_text (command, "first", "Ольга");
  assert_text (command, "second", "Петровна");
  assert_text (command, "phone", "+7 900 000-00-77");
  assert_text (command, "birth", "1990-05-03");
  assert_text (command, "stage", "C1:YES");
  assert_cures (scene, command);
}

static void
test_a_child_on_its_mothers_number_is_made_by_a_person (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");

  mis_scene_set_visit_patient (visit, "Иванов Миша", "+79000000001");
  assert_tells (scene, "no-appointment:v=ask");
  /* two cards of one person: whose, a person says by booking her */
  mis_scene_add_patient (scene, 2, "Иванов Михаил", "+79000000001");
  assert_tells (scene, "no-appointment:v=ask");
  mis_scene_add_patient (scene, 3, "Иванов Миша", "+79000000001");
  assert_tells (scene, "no-appointment:v=safe");
  mis_scene_add_patient (scene, 4, "Иванов М.", "+79000000001");
  assert_tells (scene, "no-appointment:v=show");
}

static void
test_whoever_was_born_on_another_day_is_another (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");

  clinic_patient_set_birth_date (g_ptr_array_index (scene->patients, 0), "1980-01-01");
  clinic_mis_visit_set_patient_birth_date (visit, "2012-01-01");
  assert_tells (scene, "no-appointment:v=ask");
  clinic_mis_visit_set_patient_birth_date (visit, "1980-01-01");
  assert_tells (scene, "no-appointment:v=safe");
}

static void
test_nobody_is_made_while_patients_are_not_read (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();

  mis_scene_add_visit (scene, "v", "Запланирован");
  scene->input.find_patients = NULL;
  assert_tells (scene, "no-appointment:v=ask");
}

static void
test_visits_that_are_over_or_off_want_no_appointment (void)
{
  static const char *const off[] = { "ОтмененПациентом", "ОтмененКлиникой", "Отказался", "Неявка",
                                     "Завершен" };
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");

  clinic_mis_visit_set_start (visit, MIS_NOW - 1800);
  assert_tells (scene, "");
  clinic_mis_visit_set_start (visit, MIS_NOW - 1740);
  assert_tells (scene, "no-appointment:v=safe");
  clinic_mis_visit_set_deleted (visit, TRUE);
  assert_tells (scene, "");
  clinic_mis_visit_set_deleted (visit, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (off); i++)
    {
      clinic_mis_visit_set_raw_status (visit, off[i]);
      assert_tells (scene, "");
    }
  clinic_mis_visit_set_raw_status (visit, "Запланирован");
  clinic_mis_visit_set_start (visit, scene->input.to);
  assert_tells (scene, "");
}

static void
test_a_visit_that_is_being_made_is_not_made_twice (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicAppointment *appointment = NULL;

  mis_scene_add_visit (scene, "v", "Запланирован");
  appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  clinic_appointment_set_id (appointment, -5);
  assert_tells (scene, "");
  /* by hand, in both systems */
  clinic_appointment_set_mis_id (appointment, NULL);
  assert_tells (scene, "");
}

/* --- M4 with an appointment: the same visit, without the key --- */

static void
test_the_same_visit_is_linked_and_not_doubled (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  g_autoptr (ClinicCommand) command = NULL;

  mis_scene_add_visit (scene, "v", "Подтвержден");
  mis_scene_add_appointment (scene, NULL, CLINIC_STAGE_ROLE_BOOKED);
  assert_tells (scene, "stage:v:101=safe no-appointment:v:101=safe");
  command = repair_all (scene);
  g_assert_cmpint (clinic_command_get_kind (command), ==, CLINIC_COMMAND_CHANGE_APPOINTMENT);
  assert_text (command, "origin", "v");
  assert_text (command, "stage", "C1:YES");
  assert_cures (scene, command);
}

static void
test_what_may_be_the_same_visit_is_for_a_person (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");
  ClinicAppointment *appointment =
    mis_scene_add_appointment (scene, NULL, CLINIC_STAGE_ROLE_BOOKED);

  /* another doctor; another time of that day; both are of no visit that is known */
  clinic_mis_visit_set_doctor (visit, "Сёмин Олег");
  assert_tells (scene, "no-appointment:v=ask no-visit::101=ask");
  clinic_mis_visit_set_doctor (visit, "Петров И. С.");
  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY + 3600);
  assert_tells (scene, "no-appointment:v=ask no-visit::101=ask");
  /* another day is another visit */
  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY + MIS_DAY);
  assert_tells (scene, "no-appointment:v=safe");
  /* somebody else at that time: perhaps under another name */
  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY);
  mis_scene_add_patient (scene, 9, "Орлов Пётр", "+79000000009");
  mis_scene_set_patient (scene, appointment, 9);
  assert_tells (scene, "no-appointment:v=ask no-visit::101=ask");
}

static void
test_two_that_may_be_the_same_visit_are_for_a_person (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();

  mis_scene_add_visit (scene, "v", "Запланирован");
  mis_scene_add_appointment (scene, NULL, CLINIC_STAGE_ROLE_BOOKED);
  mis_scene_add_appointment (scene, NULL, CLINIC_STAGE_ROLE_CONFIRMED);
  assert_tells (scene, "no-appointment:v=show no-visit::101=ask no-visit::102=ask");
}

static void
test_two_visits_that_may_be_one_appointment_are_for_a_person (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();

  mis_scene_add_visit (scene, "v", "Запланирован");
  mis_scene_add_visit (scene, "w", "Запланирован");
  mis_scene_add_appointment (scene, NULL, CLINIC_STAGE_ROLE_BOOKED);
  assert_tells (scene, "no-appointment:v=show no-appointment:w=show no-visit::101=ask");
}

static void
test_two_visits_of_a_new_patient_make_one_card (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (ClinicCommand) command = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("v%d", i);
      ClinicMisVisit *visit = mis_scene_add_visit (scene, id, "Запланирован");

      mis_scene_set_visit_patient (visit, "Новая Вера", i == 0 ? "89000000077" : "+79000000077");
      clinic_mis_visit_set_start (visit, MIS_TEN_THIRTY + (3 - i) * MIS_DAY);
    }
  assert_tells (scene, "no-appointment:v2=safe no-appointment:v1=ask no-appointment:v0=ask");
  found = clinic_reconcile (&scene->input);
  g_ptr_array_add (first, g_ptr_array_index (found, 0));
  command = clinic_reconcile_repair (first, MIS_NOW);
  mis_scene_apply (scene, command);
  assert_tells (scene, "no-appointment:v1=safe no-appointment:v0=safe");
}

static void
test_a_visit_that_was_lost_here_is_not_booked_again_by_itself (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();

  mis_scene_add_visit (scene, "v", "Запланирован");
  mis_scene_add_appointment (scene, NULL, CLINIC_STAGE_ROLE_LOST);
  assert_tells (scene, "no-appointment:v=ask");
}

static void
test_a_visit_that_was_made_anew_keeps_its_appointment (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *old = mis_scene_add_visit (scene, "old", "Запланирован");
  ClinicAppointment *appointment =
    mis_scene_add_appointment (scene, "old", CLINIC_STAGE_ROLE_CONFIRMED);
  g_autoptr (ClinicCommand) command = NULL;

  clinic_mis_visit_set_deleted (old, TRUE);
  mis_scene_add_visit (scene, "new", "Запланирован");
  assert_tells (scene, "no-appointment:new:101=safe");
  command = repair_all (scene);
  assert_text (command, "origin", "new");
  assert_lacks (command, "stage");
  assert_cures (scene, command);

  /* of two for the old one a person keeps one first */
  clinic_appointment_set_mis_id (appointment, "old");
  mis_scene_add_appointment (scene, "old", CLINIC_STAGE_ROLE_BOOKED);
  assert_tells (scene, "no-appointment:new=show no-visit:old:101=ask twice:old:101:102=ask");
  g_ptr_array_set_size (scene->appointments, 1);

  /* who is on the way out already comes back as somebody to expect */
  clinic_appointment_set_mis_id (appointment, "old");
  mis_scene_set_stage (appointment, mis_scene_stage (scene, CLINIC_STAGE_ROLE_CANCELLED));
  assert_tells (scene, "no-appointment:new=safe");
}

/* --- M5: an appointment without a visit --- */

/* scenario 23 */
static void
test_a_deleted_visit_is_worked_on_and_not_lost (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Подтвержден");
  ClinicAppointment *appointment =
    mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_CONFIRMED);
  g_autoptr (ClinicCommand) command = NULL;

  clinic_mis_visit_set_deleted (visit, TRUE);
  assert_tells (scene, "no-visit:v:101=safe");
  command = repair_all (scene);
  assert_text (command, "stage", "C1:NO");
  assert_text (command, "note", "Deleted in the medical system");
  assert_flag (command, "deleted");
  assert_cures (scene, command);

  /* given another time by somebody who called her: not taken away again */
  mis_scene_set_stage (appointment, mis_scene_stage (scene, CLINIC_STAGE_ROLE_BOOKED));
  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY + MIS_DAY);
  assert_tells (scene, "no-visit:v:101=ask");
  mis_scene_set_stage (appointment, mis_scene_stage (scene, CLINIC_STAGE_ROLE_IN_CHAIR));
  assert_tells (scene, "no-visit:v:101=show");
  mis_scene_set_stage (appointment, mis_scene_stage (scene, CLINIC_STAGE_ROLE_COMPLETED));
  assert_tells (scene, "no-visit:v:101=show");
  mis_scene_set_stage (appointment, mis_scene_stage (scene, CLINIC_STAGE_ROLE_LOST));
  assert_tells (scene, "");
}

static void
test_an_appointment_that_the_medical_system_does_not_know_is_for_a_person (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicAppointment *appointment =
    mis_scene_add_appointment (scene, "gone", CLINIC_STAGE_ROLE_BOOKED);
  g_autoptr (ClinicCommand) command = NULL;
  ClinicMisVisit *other = NULL;

  assert_tells (scene, "no-visit::101=ask");
  command = repair_all (scene);
  assert_text (command, "stage", "C1:NO");
  assert_text (command, "note", "Not found in the medical system");

  /* has just been booked */
  clinic_appointment_set_created (appointment, MIS_NOW - 600);
  assert_tells (scene, "");
  clinic_appointment_set_created (appointment, MIS_NOW - MIS_DAY);

  /* not of these days */
  clinic_appointment_set_start (appointment, scene->input.to);
  assert_tells (scene, "");
  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY);

  /* without a key only when the medical system has visits on that day */
  clinic_appointment_set_mis_id (appointment, "");
  assert_tells (scene, "");
  other = mis_scene_add_visit (scene, "w", "ОтмененКлиникой");
  assert_tells (scene, "no-visit::101=ask");
  clinic_mis_visit_set_start (other, MIS_TEN_THIRTY + MIS_DAY);
  assert_tells (scene, "");
}

/* --- M6 --- */

static void
test_of_two_for_one_visit_the_older_stays (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (ClinicCommand) command = NULL;

  mis_scene_add_visit (scene, "v", "Запланирован");
  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_CONFIRMED);
  found = clinic_reconcile (&scene->input);
  assert_tells (scene, "twice:v:101:102=ask");
  command = clinic_reconcile_repair (found, MIS_NOW);
  g_assert_cmpint (clinic_command_get_entity_id (command), ==, 102);
  assert_text (command, "stage", "C1:TWICE");
  assert_text (command, "from", "C1:YES");
  assert_text (command, "note", "The same visit of the medical system as appointment 101");
  assert_cures (scene, command);
}

static void
test_one_of_two_is_repaired_before_the_other_goes (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (ClinicCommand) removal = NULL;

  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  clinic_mis_visit_set_start (visit, MIS_TEN_THIRTY + MIS_DAY);
  assert_tells (scene, "time:v:101=safe twice:v:101:102=ask");
  command = repair_all (scene);
  g_assert_cmpint (clinic_command_get_entity_id (command), ==, 101);
  mis_scene_apply (scene, command);
  removal = repair_all (scene);
  g_assert_cmpint (clinic_command_get_entity_id (removal), ==, 102);
  assert_cures (scene, removal);
}

static void
test_what_took_place_stays_of_two (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();

  mis_scene_add_visit (scene, "v", "Завершен");
  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_COMPLETED);
  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_LOST);
  assert_tells (scene, "twice:v:102:101=ask");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/clinic/reconcile/" #name, test_##name)
  ADD (a_new_visit_of_a_known_patient_is_booked);
  ADD (a_new_visit_of_an_unknown_patient_makes_her_card);
  ADD (a_child_on_its_mothers_number_is_made_by_a_person);
  ADD (whoever_was_born_on_another_day_is_another);
  ADD (nobody_is_made_while_patients_are_not_read);
  ADD (visits_that_are_over_or_off_want_no_appointment);
  ADD (a_visit_that_is_being_made_is_not_made_twice);
  ADD (the_same_visit_is_linked_and_not_doubled);
  ADD (what_may_be_the_same_visit_is_for_a_person);
  ADD (two_that_may_be_the_same_visit_are_for_a_person);
  ADD (two_visits_that_may_be_one_appointment_are_for_a_person);
  ADD (two_visits_of_a_new_patient_make_one_card);
  ADD (a_visit_that_was_lost_here_is_not_booked_again_by_itself);
  ADD (a_visit_that_was_made_anew_keeps_its_appointment);
  ADD (a_deleted_visit_is_worked_on_and_not_lost);
  ADD (an_appointment_that_the_medical_system_does_not_know_is_for_a_person);
  ADD (of_two_for_one_visit_the_older_stays);
  ADD (one_of_two_is_repaired_before_the_other_goes);
  ADD (what_took_place_stays_of_two);
#undef ADD

  return g_test_run ();
}

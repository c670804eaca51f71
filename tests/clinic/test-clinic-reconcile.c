/* test-clinic-reconcile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "mis-scene.h"

/* --- M3: the stage; the visit is tomorrow, and so is the appointment --- */

typedef struct
{
  const char *raw;
  ClinicStageRole role;
  const char *expected; /* safe, ask, show, "" */
} StageRow;

static const StageRow stage_rows[] = {
  { "Запланирован", CLINIC_STAGE_ROLE_BOOKED, "" }, /* tomorrow is the guard's */
  { "Запланирован", CLINIC_STAGE_ROLE_TOMORROW, "" },
  { "Запланирован", CLINIC_STAGE_ROLE_UNCONFIRMED, "" },
  { "Запланирован", CLINIC_STAGE_ROLE_CONFIRMED, "" }, /* the portal knows what she answered */
  { "Запланирован", CLINIC_STAGE_ROLE_CANCELLED, "" },
  { "Запланирован", CLINIC_STAGE_ROLE_ARRIVED, "show" },
  { "Запланирован", CLINIC_STAGE_ROLE_IN_CHAIR, "show" },
  { "Запланирован", CLINIC_STAGE_ROLE_COMPLETED, "show" },
  { "Запланирован", CLINIC_STAGE_ROLE_LOST, "show" },
  { "Перенесен", CLINIC_STAGE_ROLE_CONFIRMED, "" },
  { "Подтвержден", CLINIC_STAGE_ROLE_BOOKED, "safe" },
  { "Подтвержден", CLINIC_STAGE_ROLE_TOMORROW, "safe" },
  { "Подтвержден", CLINIC_STAGE_ROLE_UNCONFIRMED, "safe" },
  { "Подтвержден", CLINIC_STAGE_ROLE_CONFIRMED, "" },
  { "Подтвержден", CLINIC_STAGE_ROLE_CANCELLED, "show" },
  { "Подтвержден", CLINIC_STAGE_ROLE_ARRIVED, "show" },
  { "Подтвержден", CLINIC_STAGE_ROLE_COMPLETED, "show" }, /* scenario 25 */
  { "Подтвержден", CLINIC_STAGE_ROLE_NO_SHOW, "show" },
  { "Отказался", CLINIC_STAGE_ROLE_BOOKED, "safe" },
  { "Отказался", CLINIC_STAGE_ROLE_UNCONFIRMED, "safe" },
  { "Отказался", CLINIC_STAGE_ROLE_CONFIRMED, "ask" },
  { "Отказался", CLINIC_STAGE_ROLE_CANCELLED, "" },
  { "Отказался", CLINIC_STAGE_ROLE_ARRIVED, "show" },
  { "Отказался", CLINIC_STAGE_ROLE_LOST, "" },
  { "ОтмененПациентом", CLINIC_STAGE_ROLE_BOOKED, "safe" },
  { "ОтмененПациентом", CLINIC_STAGE_ROLE_CONFIRMED, "safe" },
  { "ОтмененПациентом", CLINIC_STAGE_ROLE_CANCELLED, "" },
  { "ОтмененПациентом", CLINIC_STAGE_ROLE_IN_CHAIR, "show" },
  { "ОтмененПациентом", CLINIC_STAGE_ROLE_COMPLETED, "show" },
  { "ОтмененПациентом", CLINIC_STAGE_ROLE_NO_SHOW, "" },
  { "ОтмененКлиникой", CLINIC_STAGE_ROLE_TOMORROW, "safe" },
  { "Неявка", CLINIC_STAGE_ROLE_CONFIRMED, "ask" },
  { "Неявка", CLINIC_STAGE_ROLE_CANCELLED, "ask" },
  { "Неявка", CLINIC_STAGE_ROLE_ARRIVED, "ask" },
  { "Неявка", CLINIC_STAGE_ROLE_NO_SHOW, "" },
  { "Неявка", CLINIC_STAGE_ROLE_LOST, "" }, /* why it is lost, the portal knows */
  { "Неявка", CLINIC_STAGE_ROLE_COMPLETED, "show" },
};

/* today, when patients come */
static const StageRow coming_rows[] = {
  { "Пришел", CLINIC_STAGE_ROLE_BOOKED, "safe" },
  { "Пришел", CLINIC_STAGE_ROLE_CONFIRMED, "safe" },
  { "Пришел", CLINIC_STAGE_ROLE_CANCELLED, "safe" }, /* she came after all */
  { "Пришел", CLINIC_STAGE_ROLE_ARRIVED, "" },
  { "Пришел", CLINIC_STAGE_ROLE_IN_CHAIR, "" }, /* many systems have one word for both */
  { "Пришел", CLINIC_STAGE_ROLE_COMPLETED, "show" },
  { "Пришел", CLINIC_STAGE_ROLE_NO_SHOW, "show" },
  { "НаПриеме", CLINIC_STAGE_ROLE_TOMORROW, "safe" },
  { "НаПриеме", CLINIC_STAGE_ROLE_ARRIVED, "safe" },
  { "НаПриеме", CLINIC_STAGE_ROLE_IN_CHAIR, "" },
  { "Завершен", CLINIC_STAGE_ROLE_BOOKED, "safe" },
  { "Завершен", CLINIC_STAGE_ROLE_CANCELLED, "safe" },
  { "Завершен", CLINIC_STAGE_ROLE_IN_CHAIR, "safe" },
  { "Завершен", CLINIC_STAGE_ROLE_COMPLETED, "" },
  { "Завершен", CLINIC_STAGE_ROLE_LOST, "show" },
};

static void
check_stages (const StageRow *rows, gsize n_rows, gint64 shift)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autoptr (MisScene) scene = mis_scene_new ();
      ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", rows[i].raw);
      ClinicAppointment *appointment = mis_scene_add_appointment (scene, "v", rows[i].role);
      g_autofree char *expected = *rows[i].expected != '\0'
                                    ? g_strdup_printf ("stage:v:101=%s", rows[i].expected)
                                    : g_strdup ("");

      clinic_mis_visit_set_start (visit, MIS_TEN_THIRTY + shift);
      clinic_appointment_set_start (appointment, MIS_TEN_THIRTY + shift);
      g_test_message ("%s in stage %d", rows[i].raw, (int) rows[i].role);
      assert_tells (scene, expected);
    }
}

static void
test_the_word_of_a_visit_says_where_it_belongs (void)
{
  check_stages (stage_rows, G_N_ELEMENTS (stage_rows), 0);
}

static void
test_patients_come_when_the_medical_system_says_so (void)
{
  check_stages (coming_rows, G_N_ELEMENTS (coming_rows), -MIS_DAY);
}

static void
test_nobody_comes_before_the_day_without_being_asked (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Завершен");

  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  assert_tells (scene, "stage:v:101=ask");
  clinic_mis_visit_set_raw_status (visit, "Пришел");
  assert_tells (scene, "stage:v:101=ask");
}

static void
test_a_patient_who_said_no_is_not_confirmed (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicAppointment *appointment =
    mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_TOMORROW);
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Подтвержден");

  clinic_appointment_set_confirmation (appointment, CLINIC_CONFIRMATION_NO);
  assert_tells (scene, "stage:v:101=show");

  clinic_appointment_set_confirmation (appointment, CLINIC_CONFIRMATION_YES);
  clinic_mis_visit_set_raw_status (visit, "Отказался");
  assert_tells (scene, "stage:v:101=ask");
}

static void
test_stages_of_the_portal_are_judged_by_their_place (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicAppointment *appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");

  mis_scene_add_stage (scene, "C1:FIRST", "Новая", 5, CLINIC_STAGE_KIND_PROCESS,
                       CLINIC_STAGE_ROLE_NONE);
  mis_scene_add_stage (scene, "C1:PAID", "Внёс предоплату", 45, CLINIC_STAGE_KIND_PROCESS,
                       CLINIC_STAGE_ROLE_NONE);
  mis_scene_set_stage (appointment, mis_scene_find_stage (scene, "C1:FIRST"));
  assert_tells (scene, "stage:v:101=safe");
  mis_scene_set_stage (appointment, mis_scene_find_stage (scene, "C1:PAID"));
  assert_tells (scene, "");
  clinic_mis_visit_set_raw_status (visit, "Подтвержден");
  assert_tells (scene, "");
  clinic_mis_visit_set_raw_status (visit, "ОтмененПациентом");
  assert_tells (scene, "stage:v:101=safe");
  /* not in the dictionary */
  mis_scene_set_stage (appointment, NULL);
  assert_tells (scene, "stage:v:101=show");
}

static void
test_a_word_may_have_a_stage_of_its_own (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicAppointment *appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "ОжидаетЛаборант");
  g_autoptr (ClinicCommand) command = NULL;

  mis_scene_add_stage (scene, "C1:LAB", "Лаборант", 65, CLINIC_STAGE_KIND_PROCESS,
                       CLINIC_STAGE_ROLE_NONE);
  clinic_mis_rules_set_stage (scene->rules, "ОжидаетЛаборант", "C1:LAB");
  clinic_mis_rules_set_stage (scene->rules, "ОтмененКлиникой", "C1:ILL");
  assert_tells (scene, "stage:v:101=safe");
  command = repair_all (scene);
  assert_cures (scene, command);
  mis_scene_set_stage (appointment, mis_scene_stage (scene, CLINIC_STAGE_ROLE_IN_CHAIR));
  assert_tells (scene, "stage:v:101=show");

  /* lost is never lost by itself */
  mis_scene_set_stage (appointment, mis_scene_stage (scene, CLINIC_STAGE_ROLE_CANCELLED));
  clinic_mis_visit_set_raw_status (visit, "ОтмененКлиникой");
  assert_tells (scene, "stage:v:101=ask");
}

static void
test_a_move_forward_is_one_change (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  g_autoptr (ClinicCommand) command = NULL;

  mis_scene_add_visit (scene, "v", "Подтвержден");
  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_UNCONFIRMED);
  command = repair_all (scene);
  g_assert_cmpint (clinic_command_get_kind (command), ==, CLINIC_COMMAND_CHANGE_APPOINTMENT);
  g_assert_cmpint (clinic_command_get_entity_id (command), ==, 101);
  g_assert_cmpint (clinic_command_get_created (command), ==, MIS_NOW);
  assert_text (command, "stage", "C1:YES");
  assert_text (command, "from", "C1:SILENT");
  assert_number (command, "from-start", MIS_TEN_THIRTY);
  assert_lacks (command, "start");
  assert_lacks (command, "note");
  assert_cures (scene, command);
}

static void
test_a_cancellation_says_why (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "ОтмененПациентом");
  ClinicAppointment *appointment =
    mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_CONFIRMED);
  g_autoptr (ClinicCommand) command = repair_all (scene);
  g_autoptr (ClinicCommand) no_show = NULL;

  assert_text (command, "stage", "C1:NO");
  assert_text (command, "note", "In the medical system: ОтмененПациентом");

  /* who was given another time since is asked for */
  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY + MIS_DAY);
  assert_tells (scene, "stage:v:101=ask");

  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY);
  clinic_mis_visit_set_raw_status (visit, "Неявка");
  no_show = repair_all (scene);
  assert_text (no_show, "stage", "C1:LOSE");
  assert_text (no_show, "note", "In the medical system: Неявка");
  assert_cures (scene, no_show);
}

/* --- M1: the time --- */

/* scenario 20 */
static void
test_a_visit_that_was_moved_is_booked_anew (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");
  ClinicAppointment *appointment =
    mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_CONFIRMED);
  g_autoptr (ClinicCommand) command = NULL;
  int answer = -1;

  clinic_mis_visit_set_start (visit, MIS_TEN_THIRTY + 2 * MIS_DAY + 5400);
  clinic_mis_visit_set_minutes (visit, 45);
  clinic_appointment_set_moves (appointment, 1);
  clinic_appointment_set_confirmation (appointment, CLINIC_CONFIRMATION_YES);
  assert_tells (scene, "time:v:101=safe");
  command = repair_all (scene);
  assert_number (command, "start", MIS_TEN_THIRTY + 2 * MIS_DAY + 5400);
  assert_number (command, "minutes", 45);
  assert_number (command, "moves", 2);
  assert_text (command, "stage", "C1:NEW");
  assert_text (command, "from", "C1:YES");
  assert_number (command, "from-start", MIS_TEN_THIRTY);
  assert_text (command, "note",
               "Moved in the medical system: from 22.11.2026 10:30 to 24.11.2026 12:00");
  g_assert_true (
    g_variant_lookup (clinic_command_get_payload (command), "confirmation", "i", &answer));
  g_assert_cmpint (answer, ==, CLINIC_CONFIRMATION_UNKNOWN);
  assert_cures (scene, command);
}

/* Whoever moves a visit here has a quarter of an hour to move it there too. */
static void
test_what_was_just_changed_here_is_not_taken_back (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");
  ClinicAppointment *appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);

  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY + 3 * MIS_DAY);
  clinic_appointment_set_modified (appointment, MIS_NOW - 60);
  assert_tells (scene, "time:v:101=ask");
  clinic_mis_visit_set_modified (visit, MIS_NOW - 120);
  assert_tells (scene, "time:v:101=ask");
  clinic_mis_visit_set_modified (visit, MIS_NOW - 30);
  assert_tells (scene, "time:v:101=safe");
  clinic_mis_visit_set_modified (visit, 0);
  clinic_appointment_set_modified (appointment, MIS_NOW - 16 * 60);
  assert_tells (scene, "time:v:101=safe");
}

static void
test_a_visit_that_was_moved_to_tomorrow_is_reminded_of (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicAppointment *appointment = NULL;
  g_autoptr (ClinicCommand) command = NULL;

  mis_scene_add_visit (scene, "v", "Перенесен");
  appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_CANCELLED);
  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY + 3 * MIS_DAY);
  assert_tells (scene, "time:v:101=safe");
  command = repair_all (scene);
  assert_text (command, "stage", "C1:TOMORROW");
  assert_lacks (command, "confirmation");
  assert_cures (scene, command);
}

static void
test_who_agreed_to_the_new_time_is_confirmed (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicAppointment *appointment = NULL;
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (ClinicCommand) against = NULL;

  mis_scene_add_visit (scene, "v", "Подтвержден");
  appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY + 1800);
  assert_tells (scene, "time:v:101=safe");
  command = repair_all (scene);
  assert_text (command, "stage", "C1:YES");
  assert_cures (scene, command);

  /* her no here is not overruled: a person sees it */
  mis_scene_set_stage (appointment, mis_scene_stage (scene, CLINIC_STAGE_ROLE_CANCELLED));
  clinic_appointment_set_confirmation (appointment, CLINIC_CONFIRMATION_NO);
  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY + 1800);
  assert_tells (scene, "time:v:101=safe stage:v:101=show");
  against = repair_all (scene);
  assert_text (against, "stage", "C1:TOMORROW");
  assert_lacks (against, "confirmation");
  mis_scene_apply (scene, against);
  assert_tells (scene, "stage:v:101=show");
}

static void
test_who_is_in_the_clinic_stays_there (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Пришел");
  ClinicAppointment *appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (ClinicCommand) put_off = NULL;

  /* moved and come before anybody looked */
  clinic_mis_visit_set_start (visit, MIS_NOW - 1800);
  clinic_appointment_set_start (appointment, MIS_NOW - 3600);
  assert_tells (scene, "time:v:101=safe stage:v:101=safe");
  command = repair_all (scene);
  assert_text (command, "stage", "C1:HERE");
  assert_number (command, "start", MIS_NOW - 1800);
  assert_lacks (command, "moves");
  assert_cures (scene, command);

  /* the portal knows that she is there, the medical system does not yet */
  clinic_mis_visit_set_raw_status (visit, "Запланирован");
  clinic_mis_visit_set_start (visit, MIS_NOW);
  assert_tells (scene, "time:v:101=safe stage:v:101=show");
  put_off = repair_all (scene);
  assert_lacks (put_off, "stage");
  mis_scene_apply (scene, put_off);

  /* she cannot be there when her visit is on another day: somebody looks */
  clinic_mis_visit_set_start (visit, MIS_NOW + 3 * MIS_DAY);
  assert_tells (scene, "time:v:101=ask");
}

static void
test_seconds_and_lengths_are_no_other_time (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");

  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  clinic_mis_visit_set_start (visit, MIS_TEN_THIRTY + 59);
  clinic_mis_visit_set_minutes (visit, 90);
  assert_tells (scene, "");
}

static void
test_what_took_place_is_moved_by_a_person (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Завершен");
  ClinicAppointment *appointment =
    mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_COMPLETED);
  g_autoptr (ClinicCommand) command = NULL;

  clinic_mis_visit_set_start (visit, MIS_NOW - 3600);
  clinic_appointment_set_start (appointment, MIS_NOW - 2700);
  assert_tells (scene, "");
  clinic_appointment_set_start (appointment, MIS_NOW - MIS_DAY);
  clinic_mis_visit_set_doctor (visit, "Семин О.");
  assert_tells (scene, "time:v:101=ask doctor:v:101=ask");
  command = repair_all (scene);
  assert_lacks (command, "stage");
  assert_number (command, "doctor", 12);
  assert_cures (scene, command);

  /* lost ones are none of the medical system's business */
  mis_scene_set_stage (appointment, mis_scene_stage (scene, CLINIC_STAGE_ROLE_LOST));
  clinic_mis_visit_set_raw_status (visit, "Неявка");
  clinic_appointment_set_start (appointment, MIS_NOW - MIS_DAY);
  assert_tells (scene, "");
}

static void
test_an_appointment_without_a_time_gets_one (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicAppointment *appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  g_autoptr (ClinicCommand) command = NULL;

  mis_scene_add_visit (scene, "v", "Запланирован");
  clinic_appointment_set_start (appointment, 0);
  command = repair_all (scene);
  assert_number (command, "start", MIS_TEN_THIRTY);
  assert_text (command, "note", "Time from the medical system: 22.11.2026 10:30");
  assert_lacks (command, "moves");
  assert_cures (scene, command);
}

/* --- M2: the doctor --- */

static void
test_the_doctor_is_found_by_name (void)
{
  static const struct
  {
    const char *name;
    const char *expected;
    gint64 doctor;
  } rows[] = {
    { "Петров Иван Сергеевич", "", 0 },
    { "петров и.с.", "", 0 },
    { "И. С. Петров", "", 0 },
    { "Петров", "", 0 },
    { "Семин О.", "doctor:v:101=safe", 12 },
    { "Сёмин Олег Павлович (хирург)", "doctor:v:101=safe", 12 },
    { "Сёмин", "doctor:v:101=safe", 12 },
    { "Петров Илья", "doctor:v:101=show", 0 },
    { "Кузнецов А. А.", "doctor:v:101=show", 0 },
    { "", "", 0 },
    { NULL, "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MisScene) scene = mis_scene_new ();
      ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");
      g_autoptr (ClinicCommand) command = NULL;

      mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
      clinic_mis_visit_set_doctor (visit, rows[i].name);
      g_test_message ("%s", rows[i].name != NULL ? rows[i].name : "(none)");
      assert_tells (scene, rows[i].expected);
      command = repair_all (scene);
      g_assert_true ((command != NULL) == (rows[i].doctor != 0));
      if (command == NULL)
        continue;
      assert_number (command, "doctor", rows[i].doctor);
      assert_lacks (command, "stage");
      assert_cures (scene, command);
    }
}

static void
test_of_doctors_with_one_name_a_person_chooses (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");

  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  mis_scene_add_doctor (scene, 13, "Сёмин Осип");
  clinic_mis_visit_set_doctor (visit, "Сёмин О.");
  assert_tells (scene, "doctor:v:101=show");
  clinic_mis_visit_set_doctor (visit, "Сёмин Осип");
  assert_tells (scene, "doctor:v:101=safe");
}

static void
test_a_portal_without_doctors_has_none_to_differ (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicAppointment *appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);

  mis_scene_add_visit (scene, "v", "Запланирован");
  g_list_store_remove_all (scene->doctors);
  clinic_appointment_set_doctor_id (appointment, 0);
  clinic_appointment_set_doctor_name (appointment, NULL);
  assert_tells (scene, "");
}

/* --- M7 --- */

/* scenario 21 */
static void
test_a_word_without_a_meaning_changes_nothing (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "ОжидаетЛаборант");
  ClinicAppointment *appointment =
    mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_CONFIRMED);
  g_autoptr (ClinicCommand) command = repair_all (scene);
  g_autoptr (ClinicCommand) by_person = NULL;

  assert_tells (scene, "status:v:101=show");
  g_assert_null (command);

  /* what else differs waits for a person: the word may mean the end */
  clinic_mis_visit_set_start (visit, MIS_TEN_THIRTY + MIS_DAY);
  clinic_mis_visit_set_doctor (visit, "Сёмин Олег");
  assert_tells (scene, "time:v:101=ask doctor:v:101=ask status:v:101=show");
  by_person = repair_all (scene);
  assert_text (by_person, "stage", "C1:NEW");
  mis_scene_apply (scene, by_person);
  assert_tells (scene, "status:v:101=show");

  mis_scene_set_stage (appointment, mis_scene_stage (scene, CLINIC_STAGE_ROLE_LOST));
  assert_tells (scene, "");
}

static void
test_a_visit_with_an_unknown_word_is_not_booked_by_itself (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();

  mis_scene_add_visit (scene, "v", "ОжидаетЛаборант");
  assert_tells (scene, "no-appointment:v=ask status:v=show");
}

static void
test_a_system_without_words_has_visits (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  g_autoptr (ClinicCommand) command = NULL;

  mis_scene_add_visit (scene, "v", NULL);
  assert_tells (scene, "no-appointment:v=safe");
  command = repair_all (scene);
  assert_text (command, "stage", "C1:TOMORROW");
  assert_cures (scene, command);
}

/* --- M8 --- */

static void
test_an_appointment_without_a_patient_gets_her (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicAppointment *appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");
  g_autoptr (ClinicCommand) command = NULL;

  mis_scene_set_patient (scene, appointment, 0);
  assert_tells (scene, "patient:v:101=safe");
  command = repair_all (scene);
  assert_number (command, "patient", 1);
  assert_cures (scene, command);

  /* the number alone is not enough */
  mis_scene_set_patient (scene, appointment, 0);
  mis_scene_set_visit_patient (visit, "Иванов Миша", "+79000000001");
  assert_tells (scene, "patient:v:101=show");
  mis_scene_set_visit_patient (visit, "Иванова Анна", NULL);
  assert_tells (scene, "patient:v:101=show");
  mis_scene_set_visit_patient (visit, NULL, NULL);
  assert_tells (scene, "");
}

static void
test_another_patients_appointment_is_for_a_person (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicAppointment *appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "Запланирован");
  g_autoptr (ClinicCommand) command = NULL;

  mis_scene_add_patient (scene, 2, "Орлов Пётр", "+79000000009");
  mis_scene_set_patient (scene, appointment, 2);
  assert_tells (scene, "patient:v:101=ask");
  command = repair_all (scene);
  assert_number (command, "patient", 1);
  assert_cures (scene, command);

  /* her second number, which only the search knows */
  clinic_appointment_set_patient_phone (appointment, "+7 900 000-00-55");
  assert_tells (scene, "");
  /* known by name, and no number here to differ */
  mis_scene_add_patient (scene, 3, "Иванова А.", NULL);
  mis_scene_set_patient (scene, appointment, 3);
  assert_tells (scene, "");
  /* nobody has that number */
  mis_scene_set_patient (scene, appointment, 2);
  mis_scene_set_visit_patient (visit, "Иванова Анна", "+79000000033");
  assert_tells (scene, "patient:v:101=show");
}

/* --- all together --- */

static void
test_everything_is_repaired_at_once (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *visit = mis_scene_add_visit (scene, "v", "НаПриеме");
  ClinicAppointment *appointment = mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  g_autoptr (ClinicCommand) command = NULL;

  clinic_mis_visit_set_start (visit, MIS_NOW - 600);
  clinic_mis_visit_set_doctor (visit, "Сёмин О.");
  mis_scene_set_patient (scene, appointment, 0);
  assert_tells (scene, "time:v:101=safe doctor:v:101=safe stage:v:101=safe patient:v:101=safe");
  command = repair_all (scene);
  assert_number (command, "start", MIS_NOW - 600);
  assert_number (command, "doctor", 12);
  assert_number (command, "patient", 1);
  assert_text (command, "stage", "C1:CHAIR");
  assert_cures (scene, command);
}

static void
test_the_list_is_by_time (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *late = mis_scene_add_visit (scene, "a", "Запланирован");
  ClinicAppointment *gone = mis_scene_add_appointment (scene, "x", CLINIC_STAGE_ROLE_BOOKED);

  clinic_mis_visit_set_start (late, MIS_TEN_THIRTY + 7200);
  clinic_appointment_set_start (gone, MIS_TEN_THIRTY + 3600);
  mis_scene_add_visit (scene, "c", "ОжидаетЛаборант");
  assert_tells (scene,
                "no-appointment:c=ask status:c=show no-visit::101=ask no-appointment:a=safe");
}

static void
test_the_later_of_two_rows_counts (void)
{
  g_autoptr (MisScene) scene = mis_scene_new ();
  ClinicMisVisit *first = mis_scene_add_visit (scene, "v", "Запланирован");
  ClinicMisVisit *second = mis_scene_add_visit (scene, "v", "Подтвержден");

  mis_scene_add_appointment (scene, "v", CLINIC_STAGE_ROLE_BOOKED);
  clinic_mis_visit_set_modified (first, 5);
  clinic_mis_visit_set_modified (second, 6);
  assert_tells (scene, "stage:v:101=safe");
  clinic_mis_visit_set_modified (first, 7);
  assert_tells (scene, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/clinic/reconcile/" #name, test_##name)
  ADD (the_word_of_a_visit_says_where_it_belongs);
  ADD (patients_come_when_the_medical_system_says_so);
  ADD (nobody_comes_before_the_day_without_being_asked);
  ADD (a_patient_who_said_no_is_not_confirmed);
  ADD (stages_of_the_portal_are_judged_by_their_place);
  ADD (a_word_may_have_a_stage_of_its_own);
  ADD (a_move_forward_is_one_change);
  ADD (a_cancellation_says_why);
  ADD (a_visit_that_was_moved_is_booked_anew);
  ADD (what_was_just_changed_here_is_not_taken_back);
  ADD (a_visit_that_was_moved_to_tomorrow_is_reminded_of);
  ADD (who_agreed_to_the_new_time_is_confirmed);
  ADD (who_is_in_the_clinic_stays_there);
  ADD (seconds_and_lengths_are_no_other_time);
  ADD (what_took_place_is_moved_by_a_person);
  ADD (an_appointment_without_a_time_gets_one);
  ADD (the_doctor_is_found_by_name);
  ADD (of_doctors_with_one_name_a_person_chooses);
  ADD (a_portal_without_doctors_has_none_to_differ);
  ADD (a_word_without_a_meaning_changes_nothing);
  ADD (a_visit_with_an_unknown_word_is_not_booked_by_itself);
  ADD (a_system_without_words_has_visits);
  ADD (an_appointment_without_a_patient_gets_her);
  ADD (another_patients_appointment_is_for_a_person);
  ADD (everything_is_repaired_at_once);
  ADD (the_list_is_by_time);
  ADD (the_later_of_two_rows_counts);
#undef ADD

  return g_test_run ();
}

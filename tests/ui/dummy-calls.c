/* dummy-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-calls"

#include "dummy-calls.h"

#include "clinic-call-mark.h"
#include "clinic-windows.h"
#include "dummy-clinic.h"
#include "dummy-scenes.h"

#define MARINA 14

static void
set_mark (ClinicAppointment *visit, ClinicCallMark mark)
{
  g_autofree char *text = NULL;

  mark.about = mark.attempts > 0 ? clinic_appointment_get_start (visit) : 0;
  text = clinic_call_mark_to_string (&mark);
  clinic_appointment_set_call_mark (visit, text);
}

static void
set_states (DummySession *session, ClinicAppointment **visits)
{
  set_mark (visits[1], (ClinicCallMark){ .by = MARINA, .until = DUMMY_NOW + 480 });
  set_mark (visits[2], (ClinicCallMark){ .attempts = 1,
                                         .outcome = CLINIC_OUTCOME_NO_ANSWER,
                                         .retry = DUMMY_NOW + 2400 });
  set_mark (visits[3], (ClinicCallMark){ .attempts = 2,
                                         .outcome = CLINIC_OUTCOME_BUSY,
                                         .retry = DUMMY_NOW - 60 });
  set_mark (visits[4], (ClinicCallMark){ .attempts = 1,
                                         .outcome = CLINIC_OUTCOME_CALL_LATER,
                                         .retry = DUMMY_NOW + 7200 });
  clinic_appointment_set_patient_phone (visits[6], NULL);
  clinic_appointment_set_do_not_call (visits[8], TRUE);
}

void
dummy_fill_calls (DummySession *session, guint n, gboolean states)
{
  static const char *const names[] = {
    "Смирнова Анна",
    "Ким Виктория",
    "Сидоров Пётр",
    "Иванов Миша",
    "Константинопольская-Заболоцкая Александра",
    "Ли Олег",
    "Гаврилов <b>Кирилл</b>",
    "Осипова Мария",
    "Орлова Дарья",
  };
  static const ClinicStageRole roles[] = { CLINIC_STAGE_ROLE_UNCONFIRMED,
                                           CLINIC_STAGE_ROLE_CANCELLED, CLINIC_STAGE_ROLE_TOMORROW,
                                           CLINIC_STAGE_ROLE_UNCONFIRMED };
  static const gint64 doctors[] = { DUMMY_PETROV, DUMMY_LI, DUMMY_SNEGIREVA };
  static const gint64 reminders[] = { 1, 3, 3, 17 };
  gint64 day = clinic_windows_day (DUMMY_NOW, 1);
  g_autofree ClinicAppointment **visits = g_new0 (ClinicAppointment *, MAX (n, 9));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *phone = g_strdup_printf ("+7900000%04u", 1 + i);
      g_autofree char *birth = g_strdup_printf ("%u-05-0%u", 1950 + i * 7 % 70, 1 + i % 9);

      visits[i] = dummy_book_visit (session, 200 + i, names[i % G_N_ELEMENTS (names)],
                                    doctors[i % G_N_ELEMENTS (doctors)],
                                    clinic_windows_at (day, 570 + (int) i % 40 * 15), 30,
                                    roles[i % G_N_ELEMENTS (roles)]);
      clinic_appointment_set_patient_id (visits[i], 2000 + i);
      clinic_appointment_set_patient_phone (visits[i], phone);
      clinic_appointment_set_patient_birth_date (visits[i], birth);
      clinic_appointment_set_reminders (visits[i], reminders[i % G_N_ELEMENTS (reminders)]);
      clinic_appointment_set_confirmation (visits[i], i % 4 == 1   ? CLINIC_CONFIRMATION_NO
                                                      : i % 4 == 2 ? CLINIC_CONFIRMATION_UNKNOWN
                                                                   : CLINIC_CONFIRMATION_SILENT);
    }
  if (states)
    set_states (session, visits);
}

void
dummy_fill_waiting (DummySession *session)
{
  static const struct
  {
    const char *name;
    gint64 doctor;
    int days;
  } people[] = {
    { "Ким Виктория", DUMMY_PETROV, 9 },
    { "Осипова Мария", DUMMY_PETROV, 2 },
    { "Сидоров Пётр", DUMMY_LI, 5 },
  };
  g_autoptr (ClinicLead) lead = clinic_lead_new ();
  g_autoptr (ClinicStage) waiting = clinic_stage_new ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *phone = g_strdup_printf ("+7900000007%u", i);
      ClinicAppointment *visit =
        dummy_book_visit (session, 700 + i, people[i].name, people[i].doctor,
                          clinic_windows_at (clinic_windows_day (DUMMY_NOW, 6), 900), 30,
                          CLINIC_STAGE_ROLE_BOOKED);

      clinic_appointment_set_waiting (visit, TRUE);
      clinic_appointment_set_patient_phone (visit, phone);
      clinic_appointment_set_patient_id (visit, 7000 + i);
      clinic_appointment_set_moved (visit, DUMMY_NOW - people[i].days * 86400);
    }
  clinic_stage_set_role (waiting, CLINIC_STAGE_ROLE_WAITING_LIST);
  clinic_lead_set_id (lead, 31);
  clinic_lead_set_stage (lead, waiting);
  clinic_lead_set_name (lead, "Орлова Дарья");
  clinic_lead_set_phone (lead, "+79000000045");
  clinic_lead_set_moved (lead, DUMMY_NOW - 3 * 86400);
  g_list_store_append (dummy_book_leads (dummy_session_book (session)), lead);
}

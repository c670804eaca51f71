/* dummy-clinic.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-clinic"

#include "dummy-clinic.h"

#include "dummy-scenes.h"

#include "clinic-comment.h"
#include "clinic-stage-move.h"
#include "clinic-todo.h"
#include "clinic-windows.h"

#define ANNA_VISIT 11

static const struct
{
  gint64 id;
  const char *name;
  const char *specialty;
} doctors[] = {
  { DUMMY_LI, "Ли В. С.", "ортодонт" },
  { DUMMY_PETROV, "Петров И. С.", "терапевт" },
  { DUMMY_SNEGIREVA, "Снегирёва О. А.", "терапевт" },
};

static const char *const reasons[] = { "Срочные дела", "Болезнь", "Дорого", "Выбрал другую клинику",
                                       "Передумал" };

static void
add_choices (GListStore *list, const char *const *names, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClinicChoice) choice = clinic_choice_new ();

      clinic_choice_set_id (choice, 500 + i);
      clinic_choice_set_name (choice, names[i]);
      g_list_store_append (list, choice);
    }
}

static void
add_doctors (GListStore *list)
{
  for (gsize i = 0; i < G_N_ELEMENTS (doctors); i++)
    {
      g_autoptr (ClinicDoctor) doctor = clinic_doctor_new ();

      clinic_doctor_set_id (doctor, doctors[i].id);
      clinic_doctor_set_name (doctor, doctors[i].name);
      clinic_doctor_set_specialty (doctor, doctors[i].specialty);
      g_list_store_append (list, doctor);
    }
}

static void
add_patients (DummySession *session)
{
  g_autoptr (ClinicPatient) anna = dummy_patient (1, "Смирнова", "Анна", "1992-03-05");
  g_autoptr (ClinicPatient) misha = dummy_patient (2, "Смирнов", "Миша", "2019-05-05");
  g_autoptr (ClinicPatient) kim = dummy_patient (3, "Ким", "Виктория", "1998-02-14");
  const char *phones[] = { "+79000000001", NULL };
  ClinicPatient *all[] = { anna, misha, kim };

  clinic_patient_set_second_name (anna, "Викторовна");
  clinic_patient_set_phones (anna, phones);
  clinic_patient_set_phones (misha, phones);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (ClinicPatientFile) file = clinic_patient_file_new ();

      g_list_store_append (dummy_session_patients (session), all[i]);
      clinic_patient_file_set_patient_id (file, clinic_patient_get_id (all[i]));
      clinic_patient_file_set_patient (file, all[i]);
      clinic_patient_file_set_state (file, CLINIC_LOAD_READY);
      dummy_session_add_file (session, file);
    }
}

static void
set_stage (DummySession *session, ClinicAppointment *visit, ClinicStageRole role)
{
  GListModel *stages = G_LIST_MODEL (dummy_session_stages (session));

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) != role)
        continue;
      clinic_appointment_set_stage (visit, stage);
      clinic_appointment_set_stage_id (visit, clinic_stage_get_id (stage));
      clinic_appointment_set_kind (visit, clinic_stage_get_kind (stage));
    }
}

ClinicAppointment *
dummy_book_visit (DummySession *session,
                  gint64 id,
                  const char *patient,
                  gint64 doctor_id,
                  gint64 start,
                  int minutes,
                  ClinicStageRole role)
{
  g_autoptr (ClinicAppointment) visit = clinic_appointment_new ();

  clinic_appointment_set_id (visit, id);
  clinic_appointment_set_patient_name (visit, patient);
  clinic_appointment_set_doctor_id (visit, doctor_id);
  for (gsize i = 0; i < G_N_ELEMENTS (doctors); i++)
    {
      if (doctors[i].id != doctor_id)
        continue;
      clinic_appointment_set_doctor_name (visit, doctors[i].name);
      clinic_appointment_set_specialty (visit, doctors[i].specialty);
    }
  clinic_appointment_set_start (visit, start);
  clinic_appointment_set_minutes (visit, minutes);
  set_stage (session, visit, role);
  g_list_store_append (dummy_book_appointments (dummy_session_book (session)), visit);

  return visit;
}

static void
add_visits (DummySession *session)
{
  gint64 tomorrow = clinic_windows_day (DUMMY_NOW, 1);
  gint64 monday = clinic_windows_day (DUMMY_NOW, 2);
  ClinicAppointment *anna =
    dummy_book_visit (session, ANNA_VISIT, "Смирнова Анна Викторовна", DUMMY_PETROV,
                      clinic_windows_at (tomorrow, 630), 30, CLINIC_STAGE_ROLE_TOMORROW);

  clinic_appointment_set_patient_id (anna, 1);
  clinic_appointment_set_patient_birth_date (anna, "1992-03-05");
  clinic_appointment_set_patient_phone (anna, "+79000000001");
  clinic_appointment_set_amount (anna, 320000);
  clinic_appointment_set_title (anna, "Кариес 3.6");
  dummy_book_visit (session, 12, "Ким Виктория", DUMMY_PETROV, clinic_windows_at (tomorrow, 660),
                    60, CLINIC_STAGE_ROLE_CONFIRMED);
  dummy_book_visit (session, 13, "Орлова Дарья", DUMMY_PETROV, clinic_windows_at (tomorrow, 780),
                    120, CLINIC_STAGE_ROLE_TOMORROW);
  dummy_book_visit (session, 14, "Сидоров Пётр", DUMMY_PETROV, clinic_windows_at (monday, 540), 45,
                    CLINIC_STAGE_ROLE_BOOKED);
  dummy_book_visit (session, 15, "Ли Сергей", DUMMY_LI, clinic_windows_at (tomorrow, 600), 60,
                    CLINIC_STAGE_ROLE_BOOKED);
}

void
dummy_fill_clinic (DummySession *session)
{
  DummyBook *book = dummy_session_book (session);
  static const char *const specialties[] = { "терапевт", "ортодонт" };

  add_doctors (dummy_book_doctors (book));
  add_choices (dummy_book_list (book, CLINIC_BOOK_REASONS), reasons, G_N_ELEMENTS (reasons));
  add_choices (dummy_book_list (book, CLINIC_BOOK_SPECIALTIES), specialties,
               G_N_ELEMENTS (specialties));
  add_patients (session);
  add_visits (session);
}

ClinicAppointment *
dummy_anna_visit (DummySession *session)
{
  GListModel *visits = G_LIST_MODEL (dummy_book_appointments (dummy_session_book (session)));

  for (guint i = 0; i < g_list_model_get_n_items (visits); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (visits, i);

      if (clinic_appointment_get_id (visit) == ANNA_VISIT)
        return visit; /* the book has it */
    }

  return NULL;
}

static GListModel *
new_comments (void)
{
  GListStore *comments = g_list_store_new (CLINIC_TYPE_COMMENT);

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (ClinicComment) comment = clinic_comment_new ();

      clinic_comment_set_text (comment, i == 0 ? "Просила место у окна" : "Записала по звонку");
      clinic_comment_set_created (comment, DUMMY_NOW - 600 - i * 90000);
      clinic_comment_set_author_name (comment, "Марина К.");
      clinic_comment_set_pending (comment, i == 0);
      g_list_store_append (comments, comment);
    }

  return G_LIST_MODEL (comments);
}

static GListModel *
new_calls (void)
{
  GListStore *calls = g_list_store_new (CLINIC_TYPE_CALL_RECORD);

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (ClinicCallRecord) record =
        dummy_record ("79000000001", "Смирнова Анна", 30 + i * 3000, i == 1 ? "304" : "200", FALSE);

      clinic_call_record_set_recorded (record, i == 0);
      g_list_store_append (calls, record);
    }

  return G_LIST_MODEL (calls);
}

static GListModel *
new_moves (DummySession *session)
{
  GListStore *moves = g_list_store_new (CLINIC_TYPE_STAGE_MOVE);
  GListModel *stages = G_LIST_MODEL (dummy_session_stages (session));

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ClinicStageMove) move = clinic_stage_move_new ();
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, 1 - i);

      clinic_stage_move_set_stage (move, stage);
      clinic_stage_move_set_stage_id (move, clinic_stage_get_id (stage));
      clinic_stage_move_set_at (move, DUMMY_NOW - 3600 - i * 400000);
      clinic_stage_move_set_user_name (move, i == 0 ? "Ольга Петрова" : NULL);
      g_list_store_append (moves, move);
    }

  return G_LIST_MODEL (moves);
}

static GListModel *
new_todos (void)
{
  GListStore *todos = g_list_store_new (CLINIC_TYPE_TODO);
  g_autoptr (ClinicTodo) late = clinic_todo_new ();
  g_autoptr (ClinicTodo) done = clinic_todo_new ();

  clinic_todo_set_title (late, "Уточнить полис");
  clinic_todo_set_deadline (late, DUMMY_NOW - 3600);
  clinic_todo_set_responsible_name (late, "Марина К.");
  g_list_store_append (todos, late);
  clinic_todo_set_title (done, "Прислать план лечения");
  clinic_todo_set_done (done, TRUE);
  g_list_store_append (todos, done);

  return G_LIST_MODEL (todos);
}

ClinicAppointmentFile *
dummy_visit_file (DummySession *session, ClinicAppointment *visit)
{
  ClinicAppointmentFile *file = clinic_appointment_file_new ();
  g_autoptr (GListModel) comments = new_comments ();
  g_autoptr (GListModel) calls = new_calls ();
  g_autoptr (GListModel) moves = new_moves (session);
  g_autoptr (GListModel) todos = new_todos ();
  g_autoptr (ClinicPatient) anna =
    g_list_model_get_item (G_LIST_MODEL (dummy_session_patients (session)), 0);

  clinic_appointment_file_set_appointment_id (file, clinic_appointment_get_id (visit));
  clinic_appointment_file_set_appointment (file, visit);
  clinic_appointment_file_set_patient (file, anna);
  clinic_appointment_file_set_comments (file, comments);
  clinic_appointment_file_set_calls (file, calls);
  clinic_appointment_file_set_moves (file, moves);
  clinic_appointment_file_set_todos (file, todos);
  clinic_appointment_file_set_address (file, "https://dummy.example/crm/deal/details/11/");
  clinic_appointment_file_set_as_of (file, DUMMY_NOW - 19 * 60);
  clinic_appointment_file_set_state (file, CLINIC_LOAD_READY);

  return file;
}

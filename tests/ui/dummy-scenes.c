/* dummy-scenes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-scenes"

#include "dummy-scenes.h"

#include "clinic-call-record.h"
#include "clinic-lead.h"
#include "clinic-missed-group.h"

static const struct
{
  const char *id;
  const char *name;
  ClinicStageRole role;
  ClinicStageKind kind;
} stages[] = {
  { "C1:NEW", "Записан", CLINIC_STAGE_ROLE_BOOKED, CLINIC_STAGE_KIND_PROCESS },
  { "C1:TOMORROW", "Визит завтра", CLINIC_STAGE_ROLE_TOMORROW, CLINIC_STAGE_KIND_PROCESS },
  { "C1:SILENT", "Не подтвердил", CLINIC_STAGE_ROLE_UNCONFIRMED, CLINIC_STAGE_KIND_PROCESS },
  { "C1:YES", "Подтвердил запись", CLINIC_STAGE_ROLE_CONFIRMED, CLINIC_STAGE_KIND_PROCESS },
  { "C1:NO", "Отменил запись", CLINIC_STAGE_ROLE_CANCELLED, CLINIC_STAGE_KIND_PROCESS },
  { "C1:HERE", "В клинике", CLINIC_STAGE_ROLE_ARRIVED, CLINIC_STAGE_KIND_PROCESS },
  { "C1:WON", "Визит состоялся", CLINIC_STAGE_ROLE_COMPLETED, CLINIC_STAGE_KIND_SUCCESS },
  { "C1:LOSE", "Не пришёл", CLINIC_STAGE_ROLE_LOST, CLINIC_STAGE_KIND_FAILURE },
};

void
dummy_add_stages (DummySession *session)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autoptr (ClinicStage) stage = clinic_stage_new ();

      clinic_stage_set_id (stage, stages[i].id);
      clinic_stage_set_name (stage, stages[i].name);
      clinic_stage_set_role (stage, stages[i].role);
      clinic_stage_set_kind (stage, stages[i].kind);
      clinic_stage_set_sort (stage, i * 10);
      clinic_stage_set_category_id (stage, 1);
      g_list_store_append (dummy_session_stages (session), stage);
    }
}

static const struct
{
  const char *id;
  const char *name;
  ClinicStageRole role;
  ClinicStageKind kind;
} lead_stages[] = {
  { "NEW", "Новая заявка", CLINIC_STAGE_ROLE_NONE, CLINIC_STAGE_KIND_PROCESS },
  { "IN_PROCESS", "В работе", CLINIC_STAGE_ROLE_NONE, CLINIC_STAGE_KIND_PROCESS },
  { "UC_THINKS", "Думает, перезвонить", CLINIC_STAGE_ROLE_NONE, CLINIC_STAGE_KIND_PROCESS },
  { "UC_WAITS", "Лист ожидания", CLINIC_STAGE_ROLE_WAITING_LIST, CLINIC_STAGE_KIND_PROCESS },
  { "CONVERTED", "Записан на визит", CLINIC_STAGE_ROLE_BOOKED, CLINIC_STAGE_KIND_SUCCESS },
  { "JUNK", "Спам, реклама", CLINIC_STAGE_ROLE_LOST, CLINIC_STAGE_KIND_FAILURE },
  { "UC_DEAR", "Дорого", CLINIC_STAGE_ROLE_LOST, CLINIC_STAGE_KIND_FAILURE },
};

void
dummy_add_lead_stages (DummySession *session)
{
  for (guint i = 0; i < G_N_ELEMENTS (lead_stages); i++)
    {
      g_autoptr (ClinicStage) stage = clinic_stage_new ();

      clinic_stage_set_id (stage, lead_stages[i].id);
      clinic_stage_set_name (stage, lead_stages[i].name);
      clinic_stage_set_role (stage, lead_stages[i].role);
      clinic_stage_set_kind (stage, lead_stages[i].kind);
      clinic_stage_set_sort (stage, i * 10);
      g_list_store_append (dummy_book_lead_stages (dummy_session_book (session)), stage);
    }
}

ClinicLead *
dummy_lead (DummySession *session, gint64 id, const char *name, const char *stage_id, int minutes)
{
  GListModel *all = G_LIST_MODEL (dummy_book_lead_stages (dummy_session_book (session)));
  g_autofree char *phone = g_strdup_printf ("+7900000%04d", (int) (id % 10000));
  gint64 since = clinic_session_get_now (CLINIC_SESSION (session)) - minutes * 60;
  g_autoptr (ClinicLead) lead =
    g_object_new (CLINIC_TYPE_LEAD, "id", id, "name", name, "phone", phone, "title",
                  "Заявка с сайта", "source-name", "Сайт", "stage-id", stage_id, "created", since,
                  "moved", since, "responsible-id", (gint64) 7, "responsible-name",
                  "Марина Ольхова", NULL);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (all, i);

      if (g_strcmp0 (clinic_stage_get_id (stage), stage_id) != 0)
        continue;
      clinic_lead_set_stage (lead, stage);
      clinic_lead_set_kind (lead, clinic_stage_get_kind (stage));
    }
  g_list_store_append (dummy_book_leads (dummy_session_book (session)), lead);

  return lead; /* the book has it */
}

ClinicPatient *
dummy_patient (gint64 id, const char *last, const char *first, const char *birth_date)
{
  ClinicPatient *patient = clinic_patient_new ();

  clinic_patient_set_id (patient, id);
  clinic_patient_set_last_name (patient, last);
  clinic_patient_set_first_name (patient, first);
  clinic_patient_set_birth_date (patient, birth_date);

  return patient;
}

ClinicAppointment *
dummy_visit (DummySession *session, gint64 id, int days, int hour, ClinicStageRole role)
{
  ClinicAppointment *visit = clinic_appointment_new ();
  GListModel *model = G_LIST_MODEL (dummy_session_stages (session));

  clinic_appointment_set_id (visit, id);
  clinic_appointment_set_title (visit, "Кариес 3.6");
  clinic_appointment_set_start (visit, DUMMY_NOW + days * 86400 + (hour - 15) * 3600 + 1800);
  clinic_appointment_set_doctor_name (visit, "Петров И. С.");
  clinic_appointment_set_specialty (visit, "терапевт");

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (model, i);

      if (clinic_stage_get_role (stage) != role)
        continue;

      clinic_appointment_set_stage (visit, stage);
      clinic_appointment_set_stage_id (visit, clinic_stage_get_id (stage));
      clinic_appointment_set_kind (visit, clinic_stage_get_kind (stage));
    }

  return visit;
}

/* A pseudo-random number that is the same each time. */
static guint
pick (guint i, guint salt, guint n)
{
  guint x = (i + 1) * 2654435761U + salt * 40503U;

  x ^= x >> 15;
  x *= 2246822519U;
  x ^= x >> 13;

  return x % n;
}

static void
add_doctors (DummySession *session)
{
  static const char *const names[] = { "Ли Н. В.", "Орлова М. А.", "Петров И. С.",
                                       "Шереметьева-Александровская К. В." };
  static const char *const what[] = { "ортодонт", "гигиенист", "терапевт", "хирург" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (ClinicDoctor) doctor = g_object_new (CLINIC_TYPE_DOCTOR, "id", (gint64) (i + 1),
                                                      "name", names[i], "specialty", what[i], NULL);

      g_list_store_append (dummy_book_doctors (dummy_session_book (session)), doctor);
    }
}

static ClinicAppointment *
create_visit (DummySession *session, guint i, guint n_visits)
{
  static const char *const names[] = { "Смирнова Анна",
                                       "Ким Виктория",
                                       "Сидоров Пётр",
                                       "Иванов Миша",
                                       "Константинопольская-Заболоцкая Александра",
                                       "Ли Олег",
                                       "Гаврилов <b>Кирилл</b>",
                                       "Осипова Мария" };
  static const gint64 known[] = { 0, 1, 3, 3, 7, 11, 17, 15 };
  static const guint weights[] = { 0, 0, 0, 1, 1, 1, 1, 2, 3, 3, 3, 3, 4, 5, 6, 7 };
  GListModel *doctors = G_LIST_MODEL (dummy_book_doctors (dummy_session_book (session)));
  GListModel *all = G_LIST_MODEL (dummy_session_stages (session));
  g_autoptr (ClinicDoctor) doctor = g_list_model_get_item (doctors, pick (i, 1, 4));
  g_autoptr (ClinicStage) stage =
    g_list_model_get_item (all, weights[pick (i, 2, G_N_ELEMENTS (weights))]);
  gint64 days = n_visits > 80 ? pick (i, 3, n_visits / 40) : 0;
  gint64 start = DUMMY_NOW - 6 * 3600 + days * 86400 + 900 * (gint64) pick (i, 4, 44);
  g_autofree char *birth =
    g_strdup_printf ("%u-05-0%u", 1950 + pick (i, 5, 70), 1 + pick (i, 6, 9));
  gboolean here = clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_ARRIVED;

  return g_object_new (CLINIC_TYPE_APPOINTMENT, "id", (gint64) (i + 1), "title", "Кариес 3.6",
                       "patient-id", (gint64) (i + 1), "patient-name",
                       names[pick (i, 7, G_N_ELEMENTS (names))], "patient-phone", "+79000000003",
                       "patient-birth-date", birth, "start", start, "minutes", (gint64) 30,
                       "doctor-id", clinic_doctor_get_id (doctor), "doctor-name",
                       clinic_doctor_get_name (doctor), "specialty",
                       clinic_doctor_get_specialty (doctor), "amount",
                       (gint64) pick (i, 8, 12) * 80000, "stage", stage, "stage-id",
                       clinic_stage_get_id (stage), "kind", clinic_stage_get_kind (stage), "moved",
                       DUMMY_NOW - (here ? 60 * (gint64) (1 + pick (i, 9, 25)) : 86400),
                       "reminders", known[pick (i, 10, G_N_ELEMENTS (known))], "confirmation",
                       (ClinicConfirmation) pick (i, 11, 4), "first-visit",
                       pick (i, 12, 3) == 0 ? CLINIC_FIRST_VISIT_YES : CLINIC_FIRST_VISIT_NO,
                       "mis-status", pick (i, 13, 4) == 0 ? "Пришёл" : NULL, NULL);
}

void
dummy_add_visits (DummySession *session, guint n_visits)
{
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func (g_object_unref);

  add_doctors (session);
  for (guint i = 0; i < n_visits; i++)
    g_ptr_array_add (visits, create_visit (session, i, n_visits));
  g_list_store_splice (dummy_book_appointments (dummy_session_book (session)), 0, 0, visits->pdata,
                       visits->len);
}

ClinicCandidate *
dummy_candidate (ClinicPatient *patient, ClinicAppointment *next, int visits)
{
  ClinicCandidate *candidate = clinic_candidate_new ();

  clinic_candidate_set_patient (candidate, patient);
  clinic_candidate_set_next (candidate, next);
  clinic_candidate_set_visits (candidate, visits);

  return candidate;
}

ClinicCall *
dummy_call (const char *id, const char *number, int seconds)
{
  ClinicCall *call = clinic_call_new ();
  g_autoptr (ClinicCaller) caller = clinic_caller_new ();
  g_autoptr (GListStore) people = g_list_store_new (CLINIC_TYPE_CANDIDATE);

  clinic_caller_set_number (caller, number);
  clinic_caller_set_candidates (caller, G_LIST_MODEL (people));
  if (number == NULL)
    clinic_caller_set_state (caller, CLINIC_CALLER_STATE_HIDDEN);

  clinic_call_set_id (call, id);
  clinic_call_set_number (call, number != NULL ? number : "");
  clinic_call_set_hidden (call, number == NULL);
  clinic_call_set_line (call, "reg100");
  clinic_call_set_line_name (call, "+7 495 000-00-10");
  clinic_call_set_started (call, DUMMY_NOW - seconds);
  clinic_call_set_arrived (call, g_get_monotonic_time ());
  clinic_call_set_caller (call, caller);

  return call;
}

void
dummy_identify (ClinicCall *call, ClinicCallerState state, ...)
{
  ClinicCaller *caller = clinic_call_get_caller (call);
  GListStore *people = G_LIST_STORE (clinic_caller_get_candidates (caller));
  ClinicCandidate *candidate = NULL;
  va_list args;

  va_start (args, state);
  while ((candidate = va_arg (args, ClinicCandidate *)) != NULL)
    g_list_store_append (people, candidate);
  va_end (args);

  if (g_list_model_get_n_items (G_LIST_MODEL (people)) == 1)
    {
      g_autoptr (ClinicCandidate) only = g_list_model_get_item (G_LIST_MODEL (people), 0);

      clinic_caller_set_chosen (caller, only);
    }

  clinic_caller_set_as_of (caller, DUMMY_NOW - 19 * 60);
  clinic_caller_set_state (caller, state);
}

ClinicMissedGroup *
dummy_missed (const char *number, const char *name, int minutes, int count, ClinicMissedState state)
{
  ClinicMissedGroup *group = clinic_missed_group_new ();
  gint64 first = DUMMY_NOW - minutes * 60;

  clinic_missed_group_set_number (group, number);
  clinic_missed_group_set_patient_name (group, name);
  clinic_missed_group_set_patient_id (group, name != NULL ? 3 : 0);
  clinic_missed_group_set_count (group, count);
  clinic_missed_group_set_first_missed (group, first);
  clinic_missed_group_set_last_missed (group, first + 30);
  clinic_missed_group_set_due (group, first + 15 * 60);
  clinic_missed_group_set_state (group, state);
  if (state == CLINIC_MISSED_CALLED_BACK || state == CLINIC_MISSED_GOT_THROUGH)
    clinic_missed_group_set_resolved (group, first + 6 * 60);
  if (state == CLINIC_MISSED_TRIED)
    clinic_missed_group_set_tried (group, first + 4 * 60);

  return group;
}

ClinicCallRecord *
dummy_record (const char *number, const char *name, int minutes, const char *code, gboolean out)
{
  ClinicCallRecord *record = clinic_call_record_new ();

  clinic_call_record_set_number (record, number);
  clinic_call_record_set_patient_name (record, name);
  clinic_call_record_set_patient_id (record, name != NULL ? 3 : 0);
  clinic_call_record_set_start (record, DUMMY_NOW - minutes * 60);
  clinic_call_record_set_code (record, code);
  clinic_call_record_set_duration (record, g_strcmp0 (code, "200") == 0 ? 154 : 0);
  clinic_call_record_set_user_name (record, "Марина К.");
  clinic_call_record_set_direction (record,
                                    out ? CLINIC_CALL_DIRECTION_OUT : CLINIC_CALL_DIRECTION_IN);

  return record;
}

static ClinicStage *
dup_stage (DummySession *session, const char *id)
{
  GListModel *model = G_LIST_MODEL (dummy_session_stages (session));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (model, i);

      if (g_strcmp0 (clinic_stage_get_id (stage), id) == 0)
        return g_steal_pointer (&stage);
    }
  g_assert_not_reached ();
}

void
dummy_add_losses (DummySession *session)
{
  static const char *const reasons[] = { "Дорого", "Дорого",  "Болезнь",          NULL,    "Дорого",
                                         "Дорого", "Болезнь", "Отменила клиника", "Дорого" };
  static const char *const names[] = { "Смирнова Анна", "Ким Виктория",
                                       "Константинопольская-Заболоцкая Александра", "Ли Олег" };
  static const char *const doctors[] = { "Ли В. С.", "Петров И. С.", "Снегирёва О. А." };
  GPtrArray *period = dummy_book_period (dummy_session_book (session));
  g_autoptr (ClinicStage) won = dup_stage (session, "C1:WON");
  g_autoptr (ClinicStage) absent = dup_stage (session, "C1:LOSE");
  g_autoptr (ClinicStage) lost =
    g_object_new (CLINIC_TYPE_STAGE, "id", "C1:LOST", "name", "Отменил", "role",
                  CLINIC_STAGE_ROLE_LOST, "kind", CLINIC_STAGE_KIND_FAILURE, NULL);

  clinic_stage_set_role (absent, CLINIC_STAGE_ROLE_NO_SHOW);
  for (guint i = 0; i < 40; i++)
    {
      ClinicStage *stage = i >= 12 ? won : i >= 9 ? absent : lost;
      gint64 start = DUMMY_NOW - (gint64) (i + 1) * 5 * 3600;

      g_ptr_array_add (period,
                       g_object_new (CLINIC_TYPE_APPOINTMENT, "id", (gint64) (100 + i), "title",
                                     "Кариес 3.6", "patient-id", (gint64) (1 + i % 3),
                                     "patient-name", names[i % G_N_ELEMENTS (names)], "start",
                                     start, "stage", stage, "stage-id", clinic_stage_get_id (stage),
                                     "kind", clinic_stage_get_kind (stage), "amount",
                                     (gint64) (i % 4) * 160000, "doctor-id", (gint64) (1 + i % 3),
                                     "doctor-name", doctors[i % 3], "source-id",
                                     i % 2 == 0 ? "WEB" : "CALL", "source-name",
                                     i % 2 == 0 ? "Сайт" : "Звонок", "reason",
                                     i < G_N_ELEMENTS (reasons) ? reasons[i]
                                     : i < 12                   ? "Не пришёл"
                                                                : NULL,
                                     "moved", i < 4 ? start - 3600 : start - 90000, NULL));
    }
}

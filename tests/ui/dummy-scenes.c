/* dummy-scenes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-scenes"

#include "dummy-scenes.h"

#include "clinic-colleague.h"
#include "clinic-department.h"
#include "clinic-user.h"

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

/* --- news --- */

ClinicPost *
dummy_post (DummySession *session,
            gint64 id,
            const char *author,
            const char *title,
            const char *text,
            int hours)
{
  g_autofree char *address =
    g_strdup_printf ("https://ulybka.bitrix24.ru/company/personal/user/1/blog/%d/", (int) id);
  g_autoptr (ClinicPost) post =
    g_object_new (CLINIC_TYPE_POST, "id", id, "author-name", author, "author-id", (gint64) 1,
                  "title", title, "text", text, "published", DUMMY_NOW - hours * 3600, "revision",
                  "r1", "address", address, NULL);

  g_list_store_append (dummy_news_posts (dummy_session_news (session)), post);

  return post;
}

ClinicPost *
dummy_important_post (DummySession *session,
                      gint64 id,
                      const char *title,
                      const char *text,
                      int hours,
                      int days)
{
  ClinicPost *post = dummy_post (session, id, "Соколова Елена", title, text, hours);

  g_object_set (post, "important", TRUE, "until", DUMMY_NOW + (gint64) days * 86400, "state",
                CLINIC_POST_UNREAD, NULL);

  return post;
}

static void
add_file (ClinicPost *post, gint64 id, const char *name, const char *type, gint64 size)
{
  GListModel *files = clinic_post_get_files (post);
  g_autoptr (GListStore) store =
    files != NULL ? g_object_ref (G_LIST_STORE (files)) : g_list_store_new (CLINIC_TYPE_FILE);
  g_autoptr (ClinicFile) file =
    g_object_new (CLINIC_TYPE_FILE, "id", id, "object-id", id + 1000, "name", name, "content-type",
                  type, "size", size, NULL);

  g_list_store_append (store, file);
  clinic_post_set_files (post, G_LIST_MODEL (store));
}

void
dummy_add_news (DummySession *session)
{
  ClinicPost *post = NULL;

  post = dummy_important_post (
    session, 101, "Новый порядок предоплаты с 1 декабря",
    "Коллеги, с [B]1 декабря[/B] предоплата берётся только за хирургию и имплантацию.\n\n"
    "[LIST=1]\n[*]При записи называем сумму сразу: [B]3 000 ₽[/B].\n"
    "[*]Ссылку на оплату отправляем из карточки сделки.\n"
    "[*]Не оплатили за сутки — звоним, а не отменяем.\n[/LIST]\n"
    "[QUOTE]Пациент не должен узнавать о предоплате на стойке.[/QUOTE]\n"
    "[TABLE][TR][TH]Услуга[/TH][TH]Предоплата[/TH][/TR]"
    "[TR][TD]Имплантация[/TD][TD]3 000 ₽[/TD][/TR][TR][TD]Удаление[/TD][TD]1 "
    "000 "
    "₽[/TD][/TR][/TABLE]\n"
    "Вопросы — [URL=https://ulybka.bitrix24.ru/knowledge/]в базу знаний[/URL].",
    2, 9);
  add_file (post, 1, "Приказ № 47 о предоплате.pdf", "application/pdf", 182340);
  post =
    dummy_important_post (session, 102, "Планёрка переносится",
                          "Завтра планёрка в [B]8:30[/B], а не в 9:00. Приходим все, кто в смене.",
                          6, 1);
  clinic_post_set_comments (post, 4);
  post = dummy_post (session, 103, "Ким Виктория", NULL,
                     "Девочки, забрала ключ от архива, буду после двух.", 1);
  clinic_post_set_comments (post, 1);
  dummy_post (session, 104, "Петров Игорь", "Команда для печати",
              "На втором посту печать встаёт, пока не выполнить:\n\n"
              "[CODE]sudo systemctl restart cups\nlpstat -p[/CODE]\nПотом всё идёт.",
              20);
  post = dummy_important_post (session, 105, "График на ноябрь",
                               "График на ноябрь во вложении, сверьте свои смены.", 30, 3);
  g_object_set (post, "state", CLINIC_POST_READ, "read", DUMMY_NOW - 20 * 3600, NULL);
  dummy_add_many_posts (session, 6);
}

void
dummy_add_many_posts (DummySession *session, guint n_posts)
{
  static const char *const authors[] = { "Соколова Елена", "Ким Виктория", "Петров Игорь",
                                         "Осипова Мария" };
  static const char sentence[] =
    "Напоминаю: [B]пересменка[/B] без четверти восемь, касса и журнал звонков сдаются вместе. ";

  for (guint i = 0; i < n_posts; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *title = g_strdup_printf ("Сообщение № %u", i + 1);
      guint length = i % 11 == 3 ? 60 : i % 5 == 1 ? 12 : 2;
      ClinicPost *post = NULL;

      for (guint j = 0; j < length; j++)
        g_string_append_printf (text, "%s%s", sentence, j % 4 == 3 ? "\n\n" : "");
      post = dummy_post (session, 1000 + i, authors[i % 4], i % 3 == 0 ? NULL : title, text->str,
                         40 + (int) i * 5);
      clinic_post_set_comments (post, i % 4);
      if (i % 6 == 2)
        add_file (post, 5000 + i, "Смены.xlsx", "application/vnd.ms-excel", 20480);
    }
}

static GListStore *
add_people (const char *const *names)
{
  GListStore *people = g_list_store_new (CLINIC_TYPE_COLLEAGUE);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (names[i], " ", 2);
      g_autoptr (ClinicUser) user =
        g_object_new (CLINIC_TYPE_USER, "id", (gint64) (20 + i), "last-name", words[0],
                      "first-name", words[1], "position",
                      i % 2 == 0 ? "Администратор" : "Оператор колл-центра", NULL);
      g_autoptr (ClinicDepartment) department =
        g_object_new (CLINIC_TYPE_DEPARTMENT, "id", (gint64) (i < 2 ? 3 : 5), "name",
                      i < 2 ? "Регистратура" : "Колл-центр", NULL);
      g_autoptr (GListStore) departments = g_list_store_new (CLINIC_TYPE_DEPARTMENT);
      g_autoptr (ClinicColleague) colleague =
        g_object_new (CLINIC_TYPE_COLLEAGUE, "user", user, "departments", departments, "planned",
                      i < 2, NULL);

      g_list_store_append (departments, department);
      if (i == 0)
        g_object_set (colleague, "shift-start", DUMMY_NOW - 6 * 3600, "shift-end",
                      DUMMY_NOW + 6 * 3600, NULL);
      g_list_store_append (people, colleague);
    }

  return people;
}

ClinicReadership *
dummy_readership (gboolean only_readers)
{
  static const char *const read[] = {
    "Архипова Дарья", "Гаврилов Кирилл", "Ким Виктория", "Ли Олег",        "Осипова Мария",
    "Петров Игорь",   "Петрова Ольга",   "Сидоров Пётр", "Соколова Елена", NULL
  };
  static const char *const missed[] = { "Белова Ирина", "Носов Артём", "Юсупова Лейла", NULL };
  g_autoptr (GListStore) readers = add_people (read);
  g_autoptr (GListStore) missing = only_readers ? NULL : add_people (missed);
  g_autoptr (ClinicColleague) last = g_list_model_get_item (G_LIST_MODEL (readers), 8);

  clinic_colleague_set_polled (last, TRUE);

  return g_object_new (CLINIC_TYPE_READERSHIP, "post-id", (gint64) 101, "state", CLINIC_LOAD_READY,
                       "readers", readers, "missing", missing, NULL);
}

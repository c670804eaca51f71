/* dummy-mismatches.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-mismatches"

#include "dummy-mismatches.h"

#include "dummy-scenes.h"

#include "clinic-windows.h"

/* minutes of a day */
#define HALF_PAST_TEN 630
#define NOON 720

static ClinicMisLink *
link_of (DummySession *session)
{
  return clinic_mis_desk_get_link (CLINIC_MIS_DESK (dummy_session_mis_desk (session)));
}

void
dummy_mis_connect (DummySession *session)
{
  g_object_set (link_of (session), "name", "1c.clinic.local", "state", CLINIC_LINK_ONLINE, "since",
                DUMMY_NOW - 7200, "as-of", DUMMY_NOW - 120, "visits", (gint64) 214, NULL);
}

void
dummy_mis_break (DummySession *session, ClinicLinkState state, const char *problem)
{
  g_object_set (link_of (session), "state", state, "since", DUMMY_NOW + 120, "problem", problem,
                NULL);
}

/* (transfer full) (nullable) */
static ClinicStage *
dup_stage (DummySession *session, ClinicStageRole role)
{
  GListModel *stages = G_LIST_MODEL (dummy_session_stages (session));

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (clinic_stage_get_role (stage) == role)
        return g_steal_pointer (&stage);
    }

  return NULL;
}

static ClinicMisVisit *
new_visit (void)
{
  const char *phones[] = { "+79000000001", NULL };

  return g_object_new (CLINIC_TYPE_MIS_VISIT, "id", "guid-11", "number", "000012", "start",
                       clinic_windows_at (clinic_windows_day (DUMMY_NOW, 3), NOON), "minutes",
                       (gint64) 30, "doctor", "Петров И. С.", "patient-name",
                       "Смирнова Анна Викторовна", "patient-birth-date", "1992-03-05", "phones",
                       phones, "raw-status", "Записан", "modified", DUMMY_NOW - 2400, "modified-by",
                       "Иванова О. П.", NULL);
}

static ClinicAppointment *
new_appointment (DummySession *session)
{
  g_autoptr (ClinicStage) stage = dup_stage (session, CLINIC_STAGE_ROLE_TOMORROW);

  return g_object_new (CLINIC_TYPE_APPOINTMENT, "id", (gint64) 11, "patient-id", (gint64) 1,
                       "patient-name", "Смирнова Анна Викторовна", "patient-birth-date",
                       "1992-03-05", "patient-phone", "+79000000001", "start",
                       clinic_windows_at (clinic_windows_day (DUMMY_NOW, 1), HALF_PAST_TEN),
                       "doctor-id", (gint64) 101, "doctor-name", "Петров И. С.", "stage", stage,
                       "stage-id", clinic_stage_get_id (stage), "modified", DUMMY_NOW - 86400,
                       "moved-by-name", "Марина К.", "mis-id", "guid-11", NULL);
}

ClinicMismatch *
dummy_mismatch (DummySession *session, const char *id, ClinicMismatchKind kind)
{
  g_autoptr (ClinicMisVisit) visit = new_visit ();
  g_autoptr (ClinicAppointment) appointment = new_appointment (session);
  g_autoptr (ClinicStage) stage = dup_stage (session, CLINIC_STAGE_ROLE_BOOKED);
  g_autoptr (ClinicMismatch) mismatch =
    g_object_new (CLINIC_TYPE_MISMATCH, "id", id, "kind", kind, "visit", visit, "appointment",
                  appointment, "status", CLINIC_MIS_STATUS_SCHEDULED, "stage", stage, "can-take",
                  TRUE, "safe", TRUE, "found", DUMMY_NOW - 600, NULL);

  clinic_appointment_set_mismatches (appointment, (gint64) 1 << kind);
  g_list_store_append (dummy_mis_desk_mismatches (dummy_session_mis_desk (session)), mismatch);

  return mismatch; /* the list has it */
}

/* both sides on a day and at a minute of it, of somebody */
static void
place (ClinicMismatch *mismatch, const char *name, int day, int minute)
{
  gint64 start = clinic_windows_at (clinic_windows_day (DUMMY_NOW, day), minute);
  ClinicMisVisit *visit = clinic_mismatch_get_visit (mismatch);
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (mismatch);

  if (visit != NULL)
    g_object_set (visit, "start", start, "patient-name", name, NULL);
  if (appointment != NULL)
    g_object_set (appointment, "start", start, "patient-name", name, "id", (gint64) (100 + minute),
                  NULL);
}

static void
add_finished (DummySession *session)
{
  ClinicMismatch *mismatch = dummy_mismatch (session, "stage-2", CLINIC_MISMATCH_STAGE);
  g_autoptr (ClinicStage) won = dup_stage (session, CLINIC_STAGE_ROLE_COMPLETED);

  place (mismatch, "Сидоров Пётр", 0, 540);
  g_object_set (clinic_mismatch_get_appointment (mismatch), "stage", won, "kind",
                CLINIC_STAGE_KIND_SUCCESS, NULL);
  g_object_set (clinic_mismatch_get_visit (mismatch), "raw-status", "Подтвержден", NULL);
  clinic_mismatch_set_can_take (mismatch, FALSE);
}

static void
add_stages (DummySession *session)
{
  ClinicMismatch *mismatch = dummy_mismatch (session, "stage-1", CLINIC_MISMATCH_STAGE);
  g_autoptr (ClinicStage) here = dup_stage (session, CLINIC_STAGE_ROLE_ARRIVED);

  place (mismatch, "Ким Виктория", 0, 900);
  clinic_mis_visit_set_raw_status (clinic_mismatch_get_visit (mismatch), "Пришёл");
  clinic_mismatch_set_stage (mismatch, here);
  add_finished (session);
}

static void
add_absent (DummySession *session)
{
  g_autoptr (ClinicStage) cancelled = dup_stage (session, CLINIC_STAGE_ROLE_CANCELLED);
  ClinicMismatch *mismatch = dummy_mismatch (session, "visit-1", CLINIC_MISMATCH_NO_APPOINTMENT);

  clinic_mismatch_set_appointment (mismatch, NULL);
  clinic_mismatch_set_patient_id (mismatch, 3);
  place (mismatch, "Осипова Мария", 1, 800);
  mismatch = dummy_mismatch (session, "gone-1", CLINIC_MISMATCH_NO_VISIT);
  place (mismatch, "Гаврилов <b>Кирилл</b>", 1, 840);
  clinic_mis_visit_set_deleted (clinic_mismatch_get_visit (mismatch), TRUE);
  clinic_mismatch_set_stage (mismatch, cancelled);
  clinic_mismatch_set_pending (mismatch, TRUE);
  mismatch = dummy_mismatch (session, "gone-2", CLINIC_MISMATCH_NO_VISIT);
  place (mismatch, "Ли Олег", 1, 870);
  clinic_mismatch_set_visit (mismatch, NULL);
  clinic_mismatch_set_stage (mismatch, cancelled);
  clinic_mismatch_set_problem (mismatch, "Обязательное поле «Причина» не заполнено");
}

static void
add_unclear (DummySession *session)
{
  ClinicMismatch *mismatch = dummy_mismatch (session, "doctor-1", CLINIC_MISMATCH_DOCTOR);

  place (mismatch, "Константинопольская-Заболоцкая Александра Владиславовна", 1, 660);
  clinic_mis_visit_set_doctor (clinic_mismatch_get_visit (mismatch),
                               "Шереметьева-Александровская К. В.");
  clinic_mismatch_set_can_take (mismatch, FALSE);
  mismatch = dummy_mismatch (session, "status-1", CLINIC_MISMATCH_STATUS);
  place (mismatch, "Иванов Миша", 2, 600);
  clinic_mis_visit_set_raw_status (clinic_mismatch_get_visit (mismatch), "ОжидаетЛаборант");
  clinic_mismatch_set_can_take (mismatch, FALSE);
  clinic_mismatch_set_stage (mismatch, NULL);
  mismatch = dummy_mismatch (session, "patient-1", CLINIC_MISMATCH_PATIENT);
  place (mismatch, "Ким Виктория", 2, 630);
  clinic_appointment_set_patient_phone (clinic_mismatch_get_appointment (mismatch), "+79000000044");
  clinic_mismatch_set_can_take (mismatch, FALSE);
  mismatch = dummy_mismatch (session, "twice-1", CLINIC_MISMATCH_TWICE);
  place (mismatch, "Орлова Дарья", 2, 660);
  clinic_mismatch_set_can_take (mismatch, FALSE);
}

void
dummy_mis_fill (DummySession *session)
{
  dummy_mis_connect (session);
  dummy_mismatch (session, "time-1", CLINIC_MISMATCH_TIME);
  add_stages (session);
  add_absent (session);
  add_unclear (session);
}

void
dummy_mis_add_words (DummySession *session)
{
  static const struct
  {
    const char *raw;
    ClinicMisStatus status;
    gint64 count;
    const char *stage_id;
  } words[] = {
    { "ОжидаетЛаборант", CLINIC_MIS_STATUS_UNKNOWN, 7, NULL },
    { "На <контроле>", CLINIC_MIS_STATUS_UNKNOWN, 1, NULL },
    { "Записан", CLINIC_MIS_STATUS_SCHEDULED, 121, NULL },
    { "Одобрен", CLINIC_MIS_STATUS_SCHEDULED, 14, NULL },
    { "Подтвержден", CLINIC_MIS_STATUS_CONFIRMED, 58, NULL },
    { "Пришёл", CLINIC_MIS_STATUS_ARRIVED, 9, NULL },
    { "Счёт выставлен", CLINIC_MIS_STATUS_COMPLETED, 3, "C1:HERE" },
    { "Неявка", CLINIC_MIS_STATUS_NO_SHOW, 2, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (ClinicMisWord) word =
        g_object_new (CLINIC_TYPE_MIS_WORD, "raw", words[i].raw, "status", words[i].status, "count",
                      words[i].count, "stage-id", words[i].stage_id, NULL);

      g_list_store_append (dummy_mis_desk_words (dummy_session_mis_desk (session)), word);
    }
}

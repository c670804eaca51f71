/* mis-scene.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "mis-scene.h"

#include "clinic-doctor.h"
#include "clinic-name.h"
#include "clinic-phone.h"

static const struct
{
  const char *id;
  const char *name;
  ClinicStageKind kind;
  ClinicStageRole role;
} funnel[] = {
  { "C1:NEW", "Записан", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_BOOKED },
  { "C1:TOMORROW", "Визит завтра", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_TOMORROW },
  { "C1:SILENT", "Не подтвердил", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_UNCONFIRMED },
  { "C1:YES", "Подтвердил запись", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_CONFIRMED },
  { "C1:NO", "Отменил запись", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_CANCELLED },
  { "C1:HERE", "Пациент в клинике", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_ARRIVED },
  { "C1:CHAIR", "На приёме", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_IN_CHAIR },
  { "C1:WON", "Визит состоялся", CLINIC_STAGE_KIND_SUCCESS, CLINIC_STAGE_ROLE_COMPLETED },
  { "C1:LOSE", "Не пришёл", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_NO_SHOW },
  { "C1:ILL", "Отменил: болезнь", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_LOST },
  { "C1:TWICE", "Ошибка/дубль", CLINIC_STAGE_KIND_FAILURE, CLINIC_STAGE_ROLE_LOST },
};

static const struct
{
  const char *raw;
  ClinicMisStatus status;
} words[] = {
  { "Запланирован", CLINIC_MIS_STATUS_SCHEDULED },
  { "Подтвержден", CLINIC_MIS_STATUS_CONFIRMED },
  { "Отказался", CLINIC_MIS_STATUS_DECLINED },
  { "Пришел", CLINIC_MIS_STATUS_ARRIVED },
  { "НаПриеме", CLINIC_MIS_STATUS_IN_CHAIR },
  { "Завершен", CLINIC_MIS_STATUS_COMPLETED },
  { "Неявка", CLINIC_MIS_STATUS_NO_SHOW },
  { "ОтмененПациентом", CLINIC_MIS_STATUS_CANCELLED_BY_PATIENT },
  { "ОтмененКлиникой", CLINIC_MIS_STATUS_CANCELLED_BY_CLINIC },
  { "Перенесен", CLINIC_MIS_STATUS_RESCHEDULED },
};

/* who has one of the visit's numbers */
static GPtrArray *
find_patients (ClinicMisVisit *visit, gpointer data)
{
  MisScene *scene = data;
  GPtrArray *found = g_ptr_array_new ();
  const char *const *phones = clinic_mis_visit_get_phones (visit);

  for (guint i = 0; i < scene->patients->len; i++)
    {
      ClinicPatient *patient = g_ptr_array_index (scene->patients, i);
      const char *const *hers = clinic_patient_get_phones (patient);

      for (guint j = 0; phones != NULL && phones[j] != NULL && hers != NULL && hers[0] != NULL; j++)
        if (clinic_phone_key_number (phones[j]) == clinic_phone_key_number (hers[0]))
          {
            g_ptr_array_add (found, patient);
            break;
          }
    }

  return found;
}

void
mis_scene_add_stage (MisScene *scene,
                     const char *id,
                     const char *name,
                     int sort,
                     ClinicStageKind kind,
                     ClinicStageRole role)
{
  g_autoptr (ClinicStage) stage = clinic_stage_new ();

  clinic_stage_set_id (stage, id);
  clinic_stage_set_name (stage, name);
  clinic_stage_set_sort (stage, sort);
  clinic_stage_set_kind (stage, kind);
  clinic_stage_set_role (stage, role);
  g_list_store_append (scene->stages, stage);
}

MisScene *
mis_scene_new (void)
{
  MisScene *scene = g_new0 (MisScene, 1);

  scene->stages = g_list_store_new (CLINIC_TYPE_STAGE);
  scene->doctors = g_list_store_new (CLINIC_TYPE_DOCTOR);
  scene->visits = g_ptr_array_new_with_free_func (g_object_unref);
  scene->appointments = g_ptr_array_new_with_free_func (g_object_unref);
  scene->patients = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (funnel); i++)
    mis_scene_add_stage (scene, funnel[i].id, funnel[i].name, 10 * (int) (i + 1), funnel[i].kind,
                         funnel[i].role);
  scene->rules = clinic_mis_rules_new (G_LIST_MODEL (scene->stages));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    clinic_mis_rules_set_word (scene->rules, words[i].raw, words[i].status);
  mis_scene_add_doctor (scene, 11, "Петров Иван Сергеевич");
  mis_scene_add_doctor (scene, 12, "Сёмин Олег");
  mis_scene_add_patient (scene, 1, "Иванова Анна", "+7 900 000-00-01");
  scene->last_id = 100;
  scene->input = (ClinicReconcileInput){
    .visits = scene->visits,
    .appointments = scene->appointments,
    .rules = scene->rules,
    .doctors = G_LIST_MODEL (scene->doctors),
    .from = MIS_NOW - 15 * 3600 - MIS_DAY,
    .to = MIS_NOW - 15 * 3600 + 15 * MIS_DAY,
    .now = MIS_NOW,
    .find_patients = find_patients,
    .data = scene,
  };

  return scene;
}

void
mis_scene_free (MisScene *scene)
{
  g_clear_pointer (&scene->visits, g_ptr_array_unref);
  g_clear_pointer (&scene->appointments, g_ptr_array_unref);
  g_clear_pointer (&scene->patients, g_ptr_array_unref);
  g_assert_finalize_object (scene->rules);
  g_assert_finalize_object (scene->doctors);
  g_assert_finalize_object (scene->stages);
  g_free (scene);
}

ClinicStage *
mis_scene_stage (MisScene *scene, ClinicStageRole role)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (scene->stages)); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (G_LIST_MODEL (scene->stages), i);

      if (clinic_stage_get_role (stage) == role)
        return stage; /* the list has it */
    }
  g_assert_not_reached ();
}

ClinicStage *
mis_scene_find_stage (MisScene *scene, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (scene->stages)); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (G_LIST_MODEL (scene->stages), i);

      if (g_strcmp0 (clinic_stage_get_id (stage), id) == 0)
        return stage; /* the list has it */
    }
  g_assert_not_reached ();
}

void
mis_scene_add_doctor (MisScene *scene, gint64 id, const char *name)
{
  g_autoptr (ClinicDoctor) doctor = clinic_doctor_new ();

  clinic_doctor_set_id (doctor, id);
  clinic_doctor_set_name (doctor, name);
  g_list_store_append (scene->doctors, doctor);
}

ClinicPatient *
mis_scene_add_patient (MisScene *scene, gint64 id, const char *name, const char *phone)
{
  ClinicPatient *patient = clinic_patient_new ();
  g_auto (GStrv) parts = g_strsplit (name, " ", 3);
  const char *phones[] = { phone, NULL };

  clinic_patient_set_id (patient, id);
  clinic_patient_set_last_name (patient, parts[0]);
  if (parts[0] != NULL && parts[1] != NULL)
    {
      clinic_patient_set_first_name (patient, parts[1]);
      clinic_patient_set_second_name (patient, parts[2]);
    }
  clinic_patient_set_phones (patient, phones);
  g_ptr_array_add (scene->patients, patient);

  return patient;
}

void
mis_scene_set_visit_patient (ClinicMisVisit *visit, const char *name, const char *phone)
{
  const char *phones[] = { phone, NULL };

  clinic_mis_visit_set_patient_name (visit, name);
  clinic_mis_visit_set_phones (visit, phones);
}

ClinicMisVisit *
mis_scene_add_visit (MisScene *scene, const char *id, const char *raw)
{
  ClinicMisVisit *visit = clinic_mis_visit_new ();

  clinic_mis_visit_set_id (visit, id);
  clinic_mis_visit_set_raw_status (visit, raw);
  clinic_mis_visit_set_start (visit, MIS_TEN_THIRTY);
  clinic_mis_visit_set_minutes (visit, 30);
  clinic_mis_visit_set_doctor (visit, "Петров И. С.");
  mis_scene_set_visit_patient (visit, "Иванова Анна Викторовна", "8 (900) 000-00-01");
  g_ptr_array_add (scene->visits, visit);

  return visit;
}

void
mis_scene_set_stage (ClinicAppointment *appointment, ClinicStage *stage)
{
  clinic_appointment_set_stage (appointment, stage);
  clinic_appointment_set_stage_id (appointment, stage != NULL ? clinic_stage_get_id (stage) : "?");
  if (stage != NULL)
    clinic_appointment_set_kind (appointment, clinic_stage_get_kind (stage));
}

void
mis_scene_set_patient (MisScene *scene, ClinicAppointment *appointment, gint64 id)
{
  clinic_appointment_set_patient_id (appointment, id);
  clinic_appointment_set_patient_name (appointment, NULL);
  clinic_appointment_set_patient_phone (appointment, NULL);
  for (guint i = 0; i < scene->patients->len; i++)
    {
      ClinicPatient *patient = g_ptr_array_index (scene->patients, i);
      g_autofree char *name = clinic_name_full (patient);
      const char *const *phones = clinic_patient_get_phones (patient);

      if (clinic_patient_get_id (patient) != id)
        continue;
      clinic_appointment_set_patient_name (appointment, name);
      clinic_appointment_set_patient_phone (appointment, phones != NULL ? phones[0] : NULL);
    }
}

static void
set_doctor (MisScene *scene, ClinicAppointment *appointment, gint64 id)
{
  clinic_appointment_set_doctor_id (appointment, id);
  clinic_appointment_set_doctor_name (appointment, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (scene->doctors)); i++)
    {
      g_autoptr (ClinicDoctor) doctor = g_list_model_get_item (G_LIST_MODEL (scene->doctors), i);

      if (clinic_doctor_get_id (doctor) == id)
        clinic_appointment_set_doctor_name (appointment, clinic_doctor_get_name (doctor));
    }
}

ClinicAppointment *
mis_scene_add_appointment (MisScene *scene, const char *key, ClinicStageRole role)
{
  ClinicAppointment *appointment = clinic_appointment_new ();

  clinic_appointment_set_id (appointment, ++scene->last_id);
  clinic_appointment_set_mis_id (appointment, key);
  clinic_appointment_set_start (appointment, MIS_TEN_THIRTY);
  clinic_appointment_set_minutes (appointment, 30);
  clinic_appointment_set_created (appointment, MIS_NOW - MIS_DAY);
  mis_scene_set_stage (appointment, mis_scene_stage (scene, role));
  mis_scene_set_patient (scene, appointment, 1);
  set_doctor (scene, appointment, 11);
  g_ptr_array_add (scene->appointments, appointment);

  return appointment;
}

/* --- the portal --- */

static gboolean
read_number (GVariant *payload, const char *key, gint64 *number)
{
  return g_variant_lookup (payload, key, "x", number);
}

static void
write_values (MisScene *scene, ClinicAppointment *appointment, GVariant *payload)
{
  const char *text = NULL;
  gint64 number = 0;
  int answer = 0;

  if (g_variant_lookup (payload, "stage", "&s", &text))
    mis_scene_set_stage (appointment, mis_scene_find_stage (scene, text));
  if (g_variant_lookup (payload, "origin", "&s", &text))
    clinic_appointment_set_mis_id (appointment, text);
  if (read_number (payload, "start", &number))
    clinic_appointment_set_start (appointment, number);
  if (read_number (payload, "minutes", &number))
    clinic_appointment_set_minutes (appointment, number);
  if (read_number (payload, "moves", &number))
    clinic_appointment_set_moves (appointment, number);
  if (read_number (payload, "doctor", &number))
    set_doctor (scene, appointment, number);
  if (read_number (payload, "patient", &number))
    mis_scene_set_patient (scene, appointment, number);
  if (g_variant_lookup (payload, "confirmation", "i", &answer))
    clinic_appointment_set_confirmation (appointment, (ClinicConfirmation) answer);
}

static void
change (MisScene *scene, ClinicCommand *command, GVariant *payload)
{
  for (guint i = 0; i < scene->appointments->len; i++)
    {
      ClinicAppointment *appointment = g_ptr_array_index (scene->appointments, i);
      const char *from = NULL;
      gint64 start = 0;

      if (clinic_appointment_get_id (appointment) != clinic_command_get_entity_id (command))
        continue;
      g_assert_true (g_variant_lookup (payload, "from", "&s", &from));
      g_assert_true (read_number (payload, "from-start", &start));
      g_assert_cmpstr (clinic_appointment_get_stage_id (appointment), ==, from);
      g_assert_cmpint (clinic_appointment_get_start (appointment), ==, start);
      write_values (scene, appointment, payload);
      return;
    }
  g_assert_not_reached ();
}

static void
create (MisScene *scene, GVariant *payload)
{
  ClinicAppointment *appointment =
    mis_scene_add_appointment (scene, NULL, CLINIC_STAGE_ROLE_BOOKED);
  const char *last = NULL, *first = "", *phone = NULL;
  gint64 patient = 0;

  set_doctor (scene, appointment, 0);
  if (!read_number (payload, "patient", &patient))
    {
      g_autofree char *name = NULL;

      g_assert_true (g_variant_lookup (payload, "last", "&s", &last));
      g_variant_lookup (payload, "first", "&s", &first);
      g_variant_lookup (payload, "phone", "&s", &phone);
      patient = 1000 + scene->last_id;
      name = g_strdup_printf ("%s %s", last, first);
      mis_scene_add_patient (scene, patient, name, phone);
    }
  mis_scene_set_patient (scene, appointment, patient);
  clinic_appointment_set_created (appointment, scene->input.now);
  write_values (scene, appointment, payload);
}

void
mis_scene_apply (MisScene *scene, ClinicCommand *command)
{
  GVariant *payload = clinic_command_get_payload (command);

  g_assert_cmpint (clinic_command_get_entity (command), ==, CLINIC_ENTITY_APPOINTMENT);
  if (clinic_command_get_kind (command) == CLINIC_COMMAND_CREATE_APPOINTMENT)
    create (scene, payload);
  else
    change (scene, command, payload);
}

char *
mis_scene_tell (GPtrArray *mismatches)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < mismatches->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (mismatches, i);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", clinic_mismatch_get_id (mismatch),
                              clinic_mismatch_get_safe (mismatch)       ? "safe"
                              : clinic_mismatch_get_can_take (mismatch) ? "ask"
                                                                        : "show");
    }

  return g_string_free (text, FALSE);
}

void
assert_tells (MisScene *scene, const char *expected)
{
  g_autoptr (GPtrArray) found = clinic_reconcile (&scene->input);
  g_autofree char *text = mis_scene_tell (found);

  g_assert_cmpstr (text, ==, expected);
}

ClinicCommand *
repair_all (MisScene *scene)
{
  g_autoptr (GPtrArray) found = clinic_reconcile (&scene->input);

  return clinic_reconcile_repair (found, scene->input.now);
}

void
assert_text (ClinicCommand *command, const char *key, const char *expected)
{
  const char *text = NULL;

  g_variant_lookup (clinic_command_get_payload (command), key, "&s", &text);
  g_assert_cmpstr (text, ==, expected);
}

void
assert_number (ClinicCommand *command, const char *key, gint64 expected)
{
  gint64 number = -1;

  g_variant_lookup (clinic_command_get_payload (command), key, "x", &number);
  g_assert_cmpint (number, ==, expected);
}

void
assert_flag (ClinicCommand *command, const char *key)
{
  gboolean flag = FALSE;

  g_assert_true (g_variant_lookup (clinic_command_get_payload (command), key, "b", &flag));
  g_assert_true (flag);
}

void
assert_lacks (ClinicCommand *command, const char *key)
{
  g_autoptr (GVariant) value =
    g_variant_lookup_value (clinic_command_get_payload (command), key, NULL);

  g_assert_null (value);
}

void
assert_cures (MisScene *scene, ClinicCommand *command)
{
  mis_scene_apply (scene, command);
  assert_tells (scene, "");
}

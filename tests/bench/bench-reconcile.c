/* bench-reconcile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The comparison of 10,000 visits of the medical system with 10,000 appointments of the portal, in
 * processor time, which a busy machine does not change: when nearly all is well, when nothing is,
 * and when no appointment has the key of its visit.
 */

#include "clinic-doctor.h"
#include "clinic-patient.h"
#include "clinic-phone.h"
#include "clinic-reconcile.h"

#include <stdlib.h>
#include <time.h>

#define N_VISITS 10000
#define N_DAYS 15
#define N_SLOTS 40 /* of a day */
#define N_DOCTORS 60
#define N_RUNS 9
#define MAX_MS 200
/* Saturday, 21 November 2026, 15:00 UTC */
#define NOW G_GINT64_CONSTANT (1795273200)

typedef struct
{
  GListStore *stages;
  GListStore *doctors;
  GPtrArray *visits;
  GPtrArray *appointments;
  GPtrArray *patients;
  GHashTable *phones; /* key of a number -> ClinicPatient */
  ClinicMisRules *rules;
} Clinic;

typedef enum
{
  MESS_FEW,    /* one visit of fifty was moved or came */
  MESS_ALL,    /* everything is wrong with everything */
  MESS_NO_KEY, /* no appointment knows its visit */
} Mess;

static const char *const family_names[] = { "Иванова", "Петрова",  "Сидорова", "Кузнецова",
                                            "Орлова",  "Соколова", "Лебедева", "Козлова" };
static const char *const given_names[] = { "Анна", "Ольга", "Вера", "Мария", "Елена", "Дарья" };

static void
add_stage (Clinic *clinic, const char *id, ClinicStageKind kind, ClinicStageRole role)
{
  g_autoptr (ClinicStage) stage = clinic_stage_new ();

  clinic_stage_set_id (stage, id);
  clinic_stage_set_kind (stage, kind);
  clinic_stage_set_role (stage, role);
  g_list_store_append (clinic->stages, stage);
}

/* (transfer none) */
static ClinicStage *
stage_at (Clinic *clinic, guint i)
{
  g_autoptr (ClinicStage) stage = g_list_model_get_item (G_LIST_MODEL (clinic->stages), i);

  return stage;
}

static void
add_people (Clinic *clinic)
{
  for (guint i = 0; i < N_DOCTORS; i++)
    {
      g_autoptr (ClinicDoctor) doctor = clinic_doctor_new ();
      g_autofree char *name =
        g_strdup_printf ("Врач%c%c Иван Сергеевич", 'a' + (int) i % 26, 'a' + (int) i / 26);

      clinic_doctor_set_id (doctor, i + 1);
      clinic_doctor_set_name (doctor, name);
      g_list_store_append (clinic->doctors, doctor);
    }
  for (guint i = 0; i < N_VISITS; i++)
    {
      ClinicPatient *patient = clinic_patient_new ();
      g_autofree char *phone =
        g_strdup_printf ("+7 900 %03u-%02u-%02u", i / 10000 + 100, i / 100 % 100, i % 100);
      const char *phones[] = { phone, NULL };

      clinic_patient_set_id (patient, i + 1);
      clinic_patient_set_last_name (patient, family_names[i % G_N_ELEMENTS (family_names)]);
      clinic_patient_set_first_name (patient, given_names[i % G_N_ELEMENTS (given_names)]);
      clinic_patient_set_phones (patient, phones);
      g_ptr_array_add (clinic->patients, patient);
      g_hash_table_insert (clinic->phones, GSIZE_TO_POINTER (clinic_phone_key_number (phone)),
                           patient);
    }
}

static GPtrArray *
find_patients (ClinicMisVisit *visit, gpointer data)
{
  Clinic *clinic = data;
  GPtrArray *found = g_ptr_array_new ();
  const char *const *phones = clinic_mis_visit_get_phones (visit);
  ClinicPatient *patient =
    g_hash_table_lookup (clinic->phones, GSIZE_TO_POINTER (clinic_phone_key_number (phones[0])));

  if (patient != NULL)
    g_ptr_array_add (found, patient);

  return found;
}

static gint64
start_of (guint i)
{
  gint64 midnight = NOW - 15 * 3600;

  return midnight + (gint64) (i % N_DAYS) * 24 * 3600 + 9 * 3600 +
         (gint64) (i / N_DAYS % N_SLOTS) * 900;
}

/* never two visits of one doctor at once */
static guint
doctor_of (guint i)
{
  return (i / (N_DAYS * N_SLOTS) * 3 + i) % N_DOCTORS;
}

static void
add_visit (Clinic *clinic, guint i, Mess mess)
{
  static const char *const raw[] = { "Запланирован", "Подтвержден", "Пришел", "Неизвестно" };
  ClinicMisVisit *visit = clinic_mis_visit_new ();
  ClinicPatient *patient = g_ptr_array_index (clinic->patients, i);
  g_autofree char *id = g_strdup_printf ("c4a21c02-6e8b-11e6-8022-%012u", i);
  g_autofree char *name = g_strdup_printf ("%s %s Петровна", clinic_patient_get_last_name (patient),
                                           clinic_patient_get_first_name (patient));
  g_autofree char *doctor = g_strdup_printf ("Врач%c%c И. С.", 'a' + (int) doctor_of (i) % 26,
                                             'a' + (int) doctor_of (i) / 26);
  gboolean differs = mess == MESS_ALL || (mess == MESS_FEW && i % 50 == 0);

  clinic_mis_visit_set_id (visit, id);
  clinic_mis_visit_set_start (visit, start_of (i) + (differs ? 7200 : 0));
  clinic_mis_visit_set_minutes (visit, 30);
  clinic_mis_visit_set_doctor (visit, doctor);
  clinic_mis_visit_set_patient_name (visit, name);
  clinic_mis_visit_set_phones (visit, clinic_patient_get_phones (patient));
  clinic_mis_visit_set_raw_status (visit, raw[differs ? i % G_N_ELEMENTS (raw) : 0]);
  g_ptr_array_add (clinic->visits, visit);
}

static void
add_appointment (Clinic *clinic, guint i, Mess mess)
{
  ClinicAppointment *appointment = clinic_appointment_new ();
  ClinicPatient *patient = g_ptr_array_index (clinic->patients, i);
  g_autofree char *id = g_strdup_printf ("c4a21c02-6e8b-11e6-8022-%012u", i);
  g_autofree char *name = g_strdup_printf ("%s %s", clinic_patient_get_last_name (patient),
                                           clinic_patient_get_first_name (patient));
  gboolean differs = mess == MESS_ALL;

  clinic_appointment_set_id (appointment, i + 1);
  /* of one in ten nothing is left but the time */
  clinic_appointment_set_mis_id (appointment,
                                 mess == MESS_NO_KEY || (differs && i % 10 == 0) ? NULL : id);
  clinic_appointment_set_start (appointment, start_of (i));
  clinic_appointment_set_doctor_id (appointment,
                                    (doctor_of (i) + (differs ? 1 : 0)) % N_DOCTORS + 1);
  clinic_appointment_set_patient_id (appointment, (i + (differs ? 1 : 0)) % N_VISITS + 1);
  clinic_appointment_set_patient_name (appointment, name);
  clinic_appointment_set_patient_phone (appointment, clinic_patient_get_phones (patient)[0]);
  clinic_appointment_set_stage (appointment, stage_at (clinic, i % 2));
  clinic_appointment_set_stage_id (appointment, clinic_stage_get_id (stage_at (clinic, i % 2)));
  g_ptr_array_add (clinic->appointments, appointment);
}

static Clinic *
clinic_new (Mess mess)
{
  Clinic *clinic = g_new0 (Clinic, 1);

  clinic->stages = g_list_store_new (CLINIC_TYPE_STAGE);
  clinic->doctors = g_list_store_new (CLINIC_TYPE_DOCTOR);
  clinic->visits = g_ptr_array_new_with_free_func (g_object_unref);
  clinic->appointments = g_ptr_array_new_with_free_func (g_object_unref);
  clinic->patients = g_ptr_array_new_with_free_func (g_object_unref);
  clinic->phones = g_hash_table_new (g_direct_hash, g_direct_equal);
  add_stage (clinic, "NEW", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_BOOKED);
  add_stage (clinic, "SILENT", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_UNCONFIRMED);
  add_stage (clinic, "YES", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_CONFIRMED);
  add_stage (clinic, "NO", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_CANCELLED);
  add_stage (clinic, "HERE", CLINIC_STAGE_KIND_PROCESS, CLINIC_STAGE_ROLE_ARRIVED);
  clinic->rules = clinic_mis_rules_new (G_LIST_MODEL (clinic->stages));
  clinic_mis_rules_set_word (clinic->rules, "Запланирован", CLINIC_MIS_STATUS_SCHEDULED);
  clinic_mis_rules_set_word (clinic->rules, "Подтвержден", CLINIC_MIS_STATUS_CONFIRMED);
  clinic_mis_rules_set_word (clinic->rules, "Пришел", CLINIC_MIS_STATUS_ARRIVED);
  add_people (clinic);
  for (guint i = 0; i < N_VISITS; i++)
    {
      add_visit (clinic, i, mess);
      add_appointment (clinic, i, mess);
    }

  return clinic;
}

static void
clinic_free (Clinic *clinic)
{
  g_ptr_array_unref (clinic->visits);
  g_ptr_array_unref (clinic->appointments);
  g_ptr_array_unref (clinic->patients);
  g_hash_table_unref (clinic->phones);
  g_object_unref (clinic->rules);
  g_object_unref (clinic->stages);
  g_object_unref (clinic->doctors);
  g_free (clinic);
}

/* What a busy machine does not change: the processor's time of this program. */
static double
clock_ms (void)
{
  return (double) clock () * 1000 / CLOCKS_PER_SEC;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* prints the median and the longest, in ms; answers the median */
static double
measure (const char *name, Mess mess, gboolean last)
{
  Clinic *clinic = clinic_new (mess);
  ClinicReconcileInput input = {
    .visits = clinic->visits,
    .appointments = clinic->appointments,
    .rules = clinic->rules,
    .doctors = G_LIST_MODEL (clinic->doctors),
    .from = NOW - 39 * 3600,
    .to = NOW + 16 * 24 * 3600,
    .now = NOW,
    .find_patients = find_patients,
    .data = clinic,
  };
  double runs[N_RUNS];
  guint found = 0;

  for (guint i = 0; i < N_RUNS; i++)
    {
      double began = clock_ms ();
      g_autoptr (GPtrArray) mismatches = clinic_reconcile (&input);

      runs[i] = clock_ms () - began;
      found = mismatches->len;
    }
  clinic_free (clinic);
  qsort (runs, N_RUNS, sizeof (double), compare);
  g_print ("\"%s\": {\"mismatches\": %u, \"cpu_ms\": %.1f, \"max_ms\": %.1f}%s", name, found,
           runs[N_RUNS / 2], runs[N_RUNS - 1], last ? "" : ", ");

  return runs[N_RUNS / 2];
}

int
main (int argc, char **argv)
{
  double few, all, no_key;

  g_print ("{\"bench\": \"reconcile\", \"visits\": %d, \"appointments\": %d, ", N_VISITS, N_VISITS);
  few = measure ("few", MESS_FEW, FALSE);
  all = measure ("all", MESS_ALL, FALSE);
  no_key = measure ("no_key", MESS_NO_KEY, TRUE);
  g_print (", \"bar_ms\": %d}\n", MAX_MS);

  return few <= MAX_MS && all <= MAX_MS && no_key <= MAX_MS ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* sync-book-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the book's things are called: their stages and patients.
 */

#define G_LOG_DOMAIN "sync-book"

#include "sync-book-private.h"

#include "clinic-name.h"

void
sync_book_dress (gpointer data, gpointer user_data)
{
  SyncBook *self = user_data;

  if (CLINIC_IS_APPOINTMENT (data))
    {
      ClinicStage *stage =
        sync_context_find_stage (self->context, clinic_appointment_get_stage_id (data));

      if (stage != NULL)
        clinic_appointment_set_stage (data, stage);
    }
  else
    {
      ClinicStage *stage =
        sync_context_find_lead_stage (self->context, clinic_lead_get_stage_id (data));

      if (stage != NULL)
        clinic_lead_set_stage (data, stage);
    }
}

/* What the names of patients are laid over; on the stack. */
typedef struct
{
  GHashTable *patients; /* owned: id -> ClinicPatient, unowned */
} Names;

static ClinicPatient *
find_patient (Names *names, gint64 id)
{
  return g_hash_table_lookup (names->patients, &id);
}

static const char *
get_first_phone (ClinicPatient *patient)
{
  const char *const *phones = clinic_patient_get_phones (patient);

  return phones != NULL ? phones[0] : NULL;
}

static void
name_thing (gpointer data, gpointer user_data)
{
  Names *names = user_data;
  ClinicPatient *patient;
  g_autofree char *name = NULL;

  if (CLINIC_IS_APPOINTMENT (data))
    {
      patient = find_patient (names, clinic_appointment_get_patient_id (data));
      if (patient == NULL)
        return;
      name = clinic_name_full (patient);
      clinic_appointment_set_patient_name (data, name);
      clinic_appointment_set_patient_birth_date (data, clinic_patient_get_birth_date (patient));
      clinic_appointment_set_patient_phone (data, get_first_phone (patient));
      clinic_appointment_set_do_not_call (data, clinic_patient_get_do_not_call (patient));
      return;
    }
  patient = find_patient (names, clinic_lead_get_patient_id (data));
  if (patient == NULL ||
      (clinic_lead_get_name (data) != NULL && *clinic_lead_get_name (data) != '\0'))
    return;
  name = clinic_name_full (patient);
  clinic_lead_set_name (data, name);
  clinic_lead_set_phone (data, get_first_phone (patient));
}

void
sync_book_name_all (SyncBook *self, GPtrArray *patients)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Names names = { by_id };

  for (guint i = 0; i < patients->len; i++)
    {
      gint64 id = clinic_patient_get_id (g_ptr_array_index (patients, i));

      g_hash_table_replace (by_id, g_memdup2 (&id, sizeof id), g_ptr_array_index (patients, i));
    }
  sync_shelf_review (self->appointments, name_thing, &names);
  sync_shelf_review (self->leads, name_thing, &names);
}

void
sync_book_want_lead_names (SyncBook *self, GPtrArray *leads)
{
  for (guint i = 0; i < leads->len; i++)
    {
      const char *name = clinic_lead_get_name (g_ptr_array_index (leads, i));

      if (name == NULL || *name == '\0')
        sync_names_want (self->names, clinic_lead_get_patient_id (g_ptr_array_index (leads, i)));
    }
}

void
sync_book_want_names (SyncBook *self, GPtrArray *appointments, gboolean all)
{
  for (guint i = 0; i < appointments->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (appointments, i);

      if (all || clinic_appointment_get_patient_name (visit) == NULL)
        sync_names_want (self->names, clinic_appointment_get_patient_id (visit));
    }
}

void
sync_book_count_doctors (SyncBook *self)
{
  g_autoptr (GPtrArray) all = NULL;

  if (!self->new_doctors)
    return;
  self->new_doctors = FALSE;
  all = sync_shelf_list_all (self->appointments);
  sync_lists_count_doctors (self->lists, all);
}

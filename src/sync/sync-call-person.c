/* sync-call-person.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-call-person"

#include "sync-call-person.h"

#include "clinic-name.h"

void
sync_call_person_copy (ClinicCallRecord *to, ClinicCallRecord *from)
{
  clinic_call_record_set_patient_id (to, clinic_call_record_get_patient_id (from));
  clinic_call_record_set_patient_name (to, clinic_call_record_get_patient_name (from));
}

void
sync_call_person_keep (ClinicCallRecord *kept, ClinicCallRecord *fresh)
{
  gint64 patient = clinic_call_record_get_patient_id (fresh);

  if (clinic_call_record_get_picked (kept))
    clinic_call_record_set_picked (fresh, TRUE);
  else if (patient != 0 && patient != clinic_call_record_get_patient_id (kept))
    return;

  sync_call_person_copy (fresh, kept);
}

void
sync_call_person_pick (ClinicCallRecord *record, ClinicPatient *patient)
{
  g_autofree char *name = clinic_name_full (patient);

  clinic_call_record_set_picked (record, TRUE);
  clinic_call_record_set_patient_id (record, clinic_patient_get_id (patient));
  clinic_call_record_set_patient_name (record, name);
}

ClinicCommand *
sync_call_person_new_binding (ClinicCallRecord *record)
{
  gint64 patient = clinic_call_record_get_patient_id (record);
  gint64 activity = clinic_call_record_get_activity_id (record);
  const char *name = clinic_call_record_get_patient_name (record);
  ClinicCommand *command = NULL;
  GVariantDict payload;

  if (!clinic_call_record_get_picked (record) || activity == 0 || patient == 0 ||
      patient == clinic_call_record_get_bound_id (record))
    return NULL;

  g_variant_dict_init (&payload, NULL);
  g_variant_dict_insert (&payload, "activity", "x", activity);
  g_variant_dict_insert (&payload, "from", "x", clinic_call_record_get_bound_id (record));
  g_variant_dict_insert (&payload, "to", "x", patient);
  g_variant_dict_insert (&payload, "call", "s", clinic_call_record_get_id (record));
  if (name != NULL)
    g_variant_dict_insert (&payload, "name", "s", name);
  command = clinic_command_new ();
  clinic_command_set_kind (command, CLINIC_COMMAND_BIND_CALL);
  clinic_command_set_entity (command, CLINIC_ENTITY_PATIENT);
  clinic_command_set_entity_id (command, patient);
  clinic_command_set_payload (command, g_variant_dict_end (&payload));

  return command;
}

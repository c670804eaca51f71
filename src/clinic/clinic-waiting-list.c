/* clinic-waiting-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-waiting-list"

#include "clinic-waiting-list.h"

#include "clinic-lead.h"
#include "clinic-stage.h"

static gboolean
lead_waits (ClinicLead *lead)
{
  ClinicStage *stage = clinic_lead_get_stage (lead);

  return clinic_lead_get_open (lead) && clinic_lead_get_kind (lead) == CLINIC_STAGE_KIND_PROCESS &&
         stage != NULL && clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_WAITING_LIST;
}

gboolean
clinic_waiting_list_has (gpointer item)
{
  if (CLINIC_IS_LEAD (item))
    return lead_waits (CLINIC_LEAD (item));

  return clinic_appointment_get_waiting (item) &&
         clinic_appointment_get_kind (item) == CLINIC_STAGE_KIND_PROCESS;
}

gint64
clinic_waiting_list_since (gpointer item)
{
  gboolean is_lead = CLINIC_IS_LEAD (item);
  gint64 moved = is_lead ? clinic_lead_get_moved (item) : clinic_appointment_get_moved (item);

  if (moved != 0)
    return moved;

  return is_lead ? clinic_lead_get_created (item) : clinic_appointment_get_created (item);
}

/* A visit on the list would do with the window: the same doctor, or one of the specialty. */
static gboolean
suits (ClinicAppointment *waiting, ClinicAppointment *freed)
{
  const char *specialty = clinic_appointment_get_specialty (freed);
  gint64 patient = clinic_appointment_get_patient_id (freed);

  if (clinic_appointment_get_id (waiting) == clinic_appointment_get_id (freed) ||
      (patient != 0 && clinic_appointment_get_patient_id (waiting) == patient))
    return FALSE;
  if (clinic_appointment_get_doctor_id (waiting) != 0 &&
      clinic_appointment_get_doctor_id (waiting) == clinic_appointment_get_doctor_id (freed))
    return TRUE;

  return specialty != NULL && *specialty != '\0' &&
         g_strcmp0 (clinic_appointment_get_specialty (waiting), specialty) == 0;
}

/* pointers to the pointers, as GPtrArray gives them */
static int
compare_waiting (gconstpointer a, gconstpointer b)
{
  gpointer first = *(gpointer *) a, second = *(gpointer *) b;
  gint64 difference;

  if (CLINIC_IS_LEAD (first) != CLINIC_IS_LEAD (second))
    return CLINIC_IS_LEAD (first) ? 1 : -1;

  difference = clinic_waiting_list_since (first) - clinic_waiting_list_since (second);

  return difference < 0 ? -1 : difference > 0;
}

GPtrArray *
clinic_waiting_list_match (GListModel *appointments, GListModel *leads, ClinicAppointment *freed)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 patient = clinic_appointment_get_patient_id (freed);

  g_return_val_if_fail (G_IS_LIST_MODEL (appointments), people);
  g_return_val_if_fail (G_IS_LIST_MODEL (leads), people);

  for (guint i = 0; i < g_list_model_get_n_items (appointments); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (appointments, i);

      if (clinic_waiting_list_has (visit) && suits (visit, freed))
        g_ptr_array_add (people, g_steal_pointer (&visit));
    }
  for (guint i = 0; i < g_list_model_get_n_items (leads); i++)
    {
      g_autoptr (ClinicLead) lead = g_list_model_get_item (leads, i);

      if (clinic_waiting_list_has (lead) &&
          (patient == 0 || clinic_lead_get_patient_id (lead) != patient))
        g_ptr_array_add (people, g_steal_pointer (&lead));
    }
  g_ptr_array_sort (people, compare_waiting);

  return people;
}

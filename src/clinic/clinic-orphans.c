/* clinic-orphans.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-orphans"

#include "clinic-orphans.h"

#include "clinic-appointment.h"
#include "clinic-stage.h"

static gint64
since (ClinicLead *lead)
{
  gint64 moved = clinic_lead_get_moved (lead);

  return moved != 0 ? moved : clinic_lead_get_modified (lead);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  ClinicLead *first = *(ClinicLead *const *) a;
  ClinicLead *second = *(ClinicLead *const *) b;

  if (since (first) != since (second))
    return since (first) < since (second) ? -1 : 1;

  return clinic_lead_get_id (first) < clinic_lead_get_id (second) ? -1 : 1;
}

/* An appointment that knows its enquiry, also one that is only being made here. */
static gboolean
has_visit (GListModel *visits, gint64 lead_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (visits); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (visits, i);

      if (clinic_appointment_get_lead_id (visit) == lead_id)
        return TRUE;
    }

  return FALSE;
}

gboolean
clinic_orphans_is_booked (ClinicLead *lead)
{
  ClinicStage *stage = NULL;

  g_return_val_if_fail (CLINIC_IS_LEAD (lead), FALSE);

  stage = clinic_lead_get_stage (lead);

  return clinic_lead_get_kind (lead) == CLINIC_STAGE_KIND_SUCCESS ||
         (stage != NULL && clinic_stage_get_role (stage) == CLINIC_STAGE_ROLE_BOOKED);
}

gboolean
clinic_orphans_is_one (ClinicLead *lead, gint64 now)
{
  g_return_val_if_fail (CLINIC_IS_LEAD (lead), FALSE);

  return clinic_lead_get_appointment_id (lead) == 0 && !clinic_lead_get_pending (lead) &&
         since (lead) + CLINIC_ORPHANS_GRACE < now && clinic_orphans_is_booked (lead);
}

GPtrArray *
clinic_orphans_find (GListModel *leads, GListModel *visits, gint64 now)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (G_IS_LIST_MODEL (leads), found);

  for (guint i = 0; i < g_list_model_get_n_items (leads); i++)
    {
      g_autoptr (ClinicLead) lead = g_list_model_get_item (leads, i);

      if (clinic_orphans_is_one (lead, now) &&
          (visits == NULL || !has_visit (visits, clinic_lead_get_id (lead))))
        g_ptr_array_add (found, g_steal_pointer (&lead));
    }
  g_ptr_array_sort (found, compare);

  return found;
}

/* clinic-leads.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-leads"

#include "clinic-leads.h"

#define NEW_STAGE "NEW"

gboolean
clinic_leads_is_new (ClinicLead *lead)
{
  g_return_val_if_fail (CLINIC_IS_LEAD (lead), FALSE);

  return clinic_lead_get_kind (lead) == CLINIC_STAGE_KIND_PROCESS &&
         g_strcmp0 (clinic_lead_get_stage_id (lead), NEW_STAGE) == 0;
}

gint64
clinic_leads_waited (ClinicLead *lead, gint64 now)
{
  gint64 moved = 0, since = 0;

  g_return_val_if_fail (CLINIC_IS_LEAD (lead), 0);

  moved = clinic_lead_get_moved (lead);
  since = moved != 0 ? moved : clinic_lead_get_created (lead);

  return since != 0 ? MAX (now - since, 0) : 0;
}

gboolean
clinic_leads_is_late (ClinicLead *lead, gint64 now)
{
  return clinic_leads_is_new (lead) && clinic_leads_waited (lead, now) > CLINIC_LEADS_PATIENCE;
}

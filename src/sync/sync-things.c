/* sync-things.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-things"

#include "sync-things.h"

#include "clinic-projection.h"

/* --- appointments --- */

static gpointer
project_appointment (gpointer truth, GPtrArray *commands, gpointer owner)
{
  return clinic_projection_of_appointment (truth, commands, owner);
}

static void
update_appointment (gpointer kept, gpointer fresh)
{
  clinic_appointment_update (kept, fresh);
}

/* a row of the portal has no name of the patient, and knows neither of her messages nor of what the
 * medical system says otherwise */
static void
inherit_appointment (gpointer fresh, gpointer known)
{
  clinic_appointment_set_mismatches (fresh, clinic_appointment_get_mismatches (known));
  clinic_appointment_set_mis_start (fresh, clinic_appointment_get_mis_start (known));
  clinic_appointment_set_mis_word (fresh, clinic_appointment_get_mis_word (known));
  clinic_appointment_set_reminders (fresh, clinic_appointment_get_reminders (known));
  if (clinic_appointment_get_patient_id (fresh) != clinic_appointment_get_patient_id (known) ||
      clinic_appointment_get_patient_name (fresh) != NULL)
    return;
  clinic_appointment_set_patient_name (fresh, clinic_appointment_get_patient_name (known));
  clinic_appointment_set_patient_birth_date (fresh,
                                             clinic_appointment_get_patient_birth_date (known));
  clinic_appointment_set_patient_phone (fresh, clinic_appointment_get_patient_phone (known));
  clinic_appointment_set_do_not_call (fresh, clinic_appointment_get_do_not_call (known));
}

static gint64
get_appointment_id (gpointer thing)
{
  return clinic_appointment_get_id (thing);
}

static gint64
get_appointment_modified (gpointer thing)
{
  return clinic_appointment_get_modified (thing);
}

static const char *
get_appointment_stage (gpointer thing)
{
  return clinic_appointment_get_stage_id (thing);
}

/* --- leads --- */

static gpointer
project_lead (gpointer truth, GPtrArray *commands, gpointer owner)
{
  return clinic_projection_of_lead (truth, commands, owner);
}

static void
update_lead (gpointer kept, gpointer fresh)
{
  clinic_lead_update (kept, fresh);
}

static void
inherit_lead (gpointer fresh, gpointer known)
{
  const char *name = clinic_lead_get_name (fresh);

  if (clinic_lead_get_appointment_id (fresh) == 0)
    clinic_lead_set_appointment_id (fresh, clinic_lead_get_appointment_id (known));
  if ((name != NULL && *name != '\0') ||
      clinic_lead_get_patient_id (fresh) != clinic_lead_get_patient_id (known))
    return;
  clinic_lead_set_name (fresh, clinic_lead_get_name (known));
  clinic_lead_set_phone (fresh, clinic_lead_get_phone (known));
}

static gint64
get_lead_id (gpointer thing)
{
  return clinic_lead_get_id (thing);
}

static gint64
get_lead_modified (gpointer thing)
{
  return clinic_lead_get_modified (thing);
}

static const char *
get_lead_stage (gpointer thing)
{
  return clinic_lead_get_stage_id (thing);
}

const SyncShelfKind sync_appointments = { get_appointment_id,    get_appointment_modified,
                                          get_appointment_stage, project_appointment,
                                          update_appointment,    inherit_appointment };

const SyncShelfKind sync_leads = { get_lead_id,  get_lead_modified, get_lead_stage,
                                   project_lead, update_lead,       inherit_lead };

/* clinic-board-traits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How boards read appointments and leads.
 */

#define G_LOG_DOMAIN "clinic-board-traits"

#include "clinic-appointment.h"
#include "clinic-board.h"
#include "clinic-lead.h"

static gint64
appointment_get_id (gpointer item)
{
  return clinic_appointment_get_id (item);
}

static const char *
appointment_get_stage_id (gpointer item)
{
  return clinic_appointment_get_stage_id (item);
}

static gint64
appointment_get_time (gpointer item)
{
  return clinic_appointment_get_start (item);
}

/* A visit that never had a time belongs to the day on which it was lost. */
static gint64
appointment_get_final_time (gpointer item)
{
  gint64 start = clinic_appointment_get_start (item);

  return start != 0 ? start : clinic_appointment_get_moved (item);
}

static gint64
appointment_get_amount (gpointer item)
{
  return clinic_appointment_get_amount (item);
}

static gint64
appointment_get_doctor_id (gpointer item)
{
  return clinic_appointment_get_doctor_id (item);
}

static const char *
appointment_get_specialty (gpointer item)
{
  return clinic_appointment_get_specialty (item);
}

static gint64
appointment_get_responsible_id (gpointer item)
{
  return clinic_appointment_get_responsible_id (item);
}

static gboolean
appointment_is_pending (gpointer item)
{
  return clinic_appointment_get_pending (item);
}

static const char *
text (const char *maybe)
{
  return maybe != NULL ? maybe : "";
}

static char *
appointment_dup_words (gpointer item)
{
  return g_strjoin (" ", text (clinic_appointment_get_patient_name (item)),
                    text (clinic_appointment_get_title (item)),
                    text (clinic_appointment_get_doctor_name (item)),
                    text (clinic_appointment_get_specialty (item)),
                    text (clinic_appointment_get_comments (item)), NULL);
}

static const char *
appointment_get_phone (gpointer item)
{
  return clinic_appointment_get_patient_phone (item);
}

const ClinicBoardTraits clinic_board_appointments = {
  .get_id = appointment_get_id,
  .get_stage_id = appointment_get_stage_id,
  .get_time = appointment_get_time,
  .get_final_time = appointment_get_final_time,
  .get_amount = appointment_get_amount,
  .get_doctor_id = appointment_get_doctor_id,
  .get_specialty = appointment_get_specialty,
  .get_responsible_id = appointment_get_responsible_id,
  .is_pending = appointment_is_pending,
  .dup_words = appointment_dup_words,
  .get_phone = appointment_get_phone,
};

static gint64
lead_get_id (gpointer item)
{
  return clinic_lead_get_id (item);
}

static const char *
lead_get_stage_id (gpointer item)
{
  return clinic_lead_get_stage_id (item);
}

static gint64
lead_get_time (gpointer item)
{
  return clinic_lead_get_created (item);
}

static gint64
lead_get_final_time (gpointer item)
{
  gint64 moved = clinic_lead_get_moved (item);

  return moved != 0 ? moved : clinic_lead_get_created (item);
}

static gint64
lead_get_amount (gpointer item)
{
  return clinic_lead_get_amount (item);
}

static gint64
lead_get_responsible_id (gpointer item)
{
  return clinic_lead_get_responsible_id (item);
}

static gboolean
lead_is_pending (gpointer item)
{
  return clinic_lead_get_pending (item);
}

static char *
lead_dup_words (gpointer item)
{
  return g_strjoin (" ", text (clinic_lead_get_name (item)), text (clinic_lead_get_title (item)),
                    text (clinic_lead_get_source_name (item)),
                    text (clinic_lead_get_comments (item)), NULL);
}

static const char *
lead_get_phone (gpointer item)
{
  return clinic_lead_get_phone (item);
}

const ClinicBoardTraits clinic_board_leads = {
  .get_id = lead_get_id,
  .get_stage_id = lead_get_stage_id,
  .get_time = lead_get_time,
  .get_final_time = lead_get_final_time,
  .get_amount = lead_get_amount,
  .get_responsible_id = lead_get_responsible_id,
  .is_pending = lead_is_pending,
  .dup_words = lead_dup_words,
  .get_phone = lead_get_phone,
};

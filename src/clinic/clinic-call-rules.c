/* clinic-call-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-call-rules"

#include "clinic-call-rules.h"

#include "clinic-guard.h"
#include "clinic-stage.h"

ClinicCallMark
clinic_call_rules_mark (ClinicAppointment *visit)
{
  ClinicCallMark mark = { 0 };

  g_return_val_if_fail (CLINIC_IS_APPOINTMENT (visit), mark);

  mark = clinic_call_mark_parse (clinic_appointment_get_call_mark (visit));
  if (mark.about != 0 && mark.about != clinic_appointment_get_start (visit))
    mark = (ClinicCallMark){ .by = mark.by, .until = mark.until };

  return mark;
}

gboolean
clinic_call_rules_is_unsure (ClinicAppointment *visit)
{
  ClinicConfirmation answer = CLINIC_CONFIRMATION_UNKNOWN;
  ClinicStage *stage = NULL;

  g_return_val_if_fail (CLINIC_IS_APPOINTMENT (visit), FALSE);

  if (clinic_appointment_get_kind (visit) != CLINIC_STAGE_KIND_PROCESS)
    return FALSE;

  answer = clinic_appointment_get_confirmation (visit);
  stage = clinic_appointment_get_stage (visit);
  switch (stage != NULL ? clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE)
    {
    case CLINIC_STAGE_ROLE_BOOKED:
    case CLINIC_STAGE_ROLE_TOMORROW:
    case CLINIC_STAGE_ROLE_UNCONFIRMED:
      return answer != CLINIC_CONFIRMATION_YES;
    case CLINIC_STAGE_ROLE_CANCELLED:
      return !clinic_appointment_get_waiting (visit);
    /* Stages that mean nothing to the reception: only what the patient herself says counts. */
    case CLINIC_STAGE_ROLE_NONE:
      return answer == CLINIC_CONFIRMATION_NO || answer == CLINIC_CONFIRMATION_SILENT;
    /* She has changed her mind since. */
    case CLINIC_STAGE_ROLE_CONFIRMED:
      return answer == CLINIC_CONFIRMATION_NO;
    case CLINIC_STAGE_ROLE_ARRIVED:
    case CLINIC_STAGE_ROLE_IN_CHAIR:
    case CLINIC_STAGE_ROLE_COMPLETED:
    case CLINIC_STAGE_ROLE_LOST:
    case CLINIC_STAGE_ROLE_NO_SHOW:
    case CLINIC_STAGE_ROLE_WAITING_LIST:
    case CLINIC_STAGE_ROLE_UNREACHABLE:
    default:
      return FALSE;
    }
}

gboolean
clinic_call_rules_is_open (ClinicAppointment *visit)
{
  ClinicCallMark mark = clinic_call_rules_mark (visit);

  return mark.outcome != CLINIC_OUTCOME_WRONG_NUMBER &&
         mark.outcome != CLINIC_OUTCOME_STOP_CALLING && clinic_call_rules_is_unsure (visit);
}

ClinicCallRowState
clinic_call_rules_state (ClinicAppointment *visit, gboolean is_member, gint64 me, gint64 now)
{
  ClinicCallMark mark = clinic_call_rules_mark (visit);

  if (!is_member || !clinic_call_rules_is_open (visit))
    return CLINIC_CALL_ROW_DONE;
  if (mark.by != 0 && mark.until > now)
    return mark.by == me ? CLINIC_CALL_ROW_MINE : CLINIC_CALL_ROW_TAKEN;

  return mark.retry > now ? CLINIC_CALL_ROW_LATER : CLINIC_CALL_ROW_OPEN;
}

gboolean
clinic_call_rules_is_tomorrows (ClinicAppointment *visit, gint64 now)
{
  return clinic_guard_is_tomorrow (visit, now) && !clinic_appointment_get_do_not_call (visit) &&
         clinic_call_rules_is_open (visit);
}

/* clinic-reconcile-stage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-reconcile-stage"

#include "clinic-reconcile-private.h"

/* The order in which a visit goes through the stages; 0: it is a stage of the portal's own. */
static int
rank_of (ClinicStage *stage)
{
  switch (clinic_stage_get_role (stage))
    {
    case CLINIC_STAGE_ROLE_WAITING_LIST:
    case CLINIC_STAGE_ROLE_BOOKED:
      return 1;
    case CLINIC_STAGE_ROLE_TOMORROW:
      return 2;
    case CLINIC_STAGE_ROLE_UNCONFIRMED:
      return 3;
    case CLINIC_STAGE_ROLE_CONFIRMED:
      return 4;
    case CLINIC_STAGE_ROLE_CANCELLED:
      return 5;
    case CLINIC_STAGE_ROLE_ARRIVED:
      return 6;
    case CLINIC_STAGE_ROLE_IN_CHAIR:
      return 7;
    case CLINIC_STAGE_ROLE_COMPLETED:
      return 8;
    case CLINIC_STAGE_ROLE_NONE:
    case CLINIC_STAGE_ROLE_LOST:
    case CLINIC_STAGE_ROLE_NO_SHOW:
    case CLINIC_STAGE_ROLE_UNREACHABLE:
    default:
      return 0;
    }
}

/* A stage of the portal's own is judged by its place in the funnel. */
static gboolean
is_before (ClinicStage *stage, ClinicStage *other)
{
  int rank = rank_of (stage), other_rank = rank_of (other);

  if (clinic_stage_get_kind (other) != CLINIC_STAGE_KIND_PROCESS)
    return clinic_stage_get_kind (stage) == CLINIC_STAGE_KIND_PROCESS;
  if (rank > 0 && other_rank > 0)
    return rank < other_rank;

  return clinic_stage_get_sort (stage) < clinic_stage_get_sort (other);
}

gboolean
clinic_reconcile_has_come (ClinicStage *stage)
{
  ClinicStageRole role = stage != NULL ? clinic_stage_get_role (stage) : CLINIC_STAGE_ROLE_NONE;

  return role == CLINIC_STAGE_ROLE_ARRIVED || role == CLINIC_STAGE_ROLE_IN_CHAIR ||
         (stage != NULL && clinic_stage_get_kind (stage) == CLINIC_STAGE_KIND_SUCCESS);
}

/* It took place, or it is lost: that stays as it is, and is worth a word when the medical system
 * expects the patient, or had her. */
static ClinicReconcileStep
judge_final (ClinicStageKind kind, ClinicStage *wanted, ClinicMisStatus status)
{
  if (kind == CLINIC_STAGE_KIND_SUCCESS)
    return status == CLINIC_MIS_STATUS_COMPLETED ||
               clinic_stage_get_kind (wanted) == CLINIC_STAGE_KIND_SUCCESS
             ? CLINIC_RECONCILE_FINE
             : CLINIC_RECONCILE_SHOW;

  /* why it is lost is for the portal to say */
  return clinic_stage_get_kind (wanted) == CLINIC_STAGE_KIND_FAILURE ||
             clinic_stage_get_role (wanted) == CLINIC_STAGE_ROLE_CANCELLED
           ? CLINIC_RECONCILE_FINE
           : CLINIC_RECONCILE_SHOW;
}

/* The visit is expected. Whether it is tomorrow is for the guard and the portal's robot to act upon
 * (a message must not go out at midnight), what the patient answered for the portal: so nothing
 * from «Записан» to «Отменил запись» is wrong. */
static ClinicReconcileStep
judge_expected (ClinicStage *is, ClinicStage *wanted)
{
  if (clinic_reconcile_has_come (is))
    return CLINIC_RECONCILE_SHOW;

  return rank_of (is) == 0 && is_before (is, wanted) ? CLINIC_RECONCILE_SAFE
                                                     : CLINIC_RECONCILE_FINE;
}

static ClinicReconcileStep
judge_confirmed (ClinicAppointment *appointment, ClinicStage *is, ClinicStage *wanted)
{
  if (clinic_stage_get_role (is) == CLINIC_STAGE_ROLE_CANCELLED || clinic_reconcile_has_come (is) ||
      (is_before (is, wanted) &&
       clinic_appointment_get_confirmation (appointment) == CLINIC_CONFIRMATION_NO))
    return CLINIC_RECONCILE_SHOW;

  return is_before (is, wanted) ? CLINIC_RECONCILE_SAFE : CLINIC_RECONCILE_FINE;
}

static ClinicReconcileStep
judge_cancelled (ClinicAppointment *appointment,
                 ClinicStage *is,
                 ClinicStage *wanted,
                 ClinicMisStatus status)
{
  if (!is_before (is, wanted))
    return CLINIC_RECONCILE_SHOW;

  /* what the patient answered, the portal knows better */
  return status == CLINIC_MIS_STATUS_DECLINED &&
             (clinic_stage_get_role (is) == CLINIC_STAGE_ROLE_CONFIRMED ||
              clinic_appointment_get_confirmation (appointment) == CLINIC_CONFIRMATION_YES)
           ? CLINIC_RECONCILE_ASK
           : CLINIC_RECONCILE_SAFE;
}

static ClinicReconcileStep
judge_forward (ClinicStage *is, ClinicStage *wanted, gboolean ahead)
{
  if (is_before (is, wanted))
    /* nobody comes before the day: a slip, or a word that was given a wrong meaning */
    return ahead && clinic_reconcile_has_come (wanted) ? CLINIC_RECONCILE_ASK
                                                       : CLINIC_RECONCILE_SAFE;

  /* many systems have one word for a patient who waits and one who is being treated, and none
   * for a portal's stages of its own */
  return clinic_reconcile_has_come (wanted) ? CLINIC_RECONCILE_FINE : CLINIC_RECONCILE_SHOW;
}

ClinicReconcileStep
clinic_reconcile_judge (ClinicAppointment *appointment,
                        ClinicStage *is,
                        ClinicStage *wanted,
                        ClinicMisStatus status,
                        gboolean ahead)
{
  ClinicStageKind kind = clinic_appointment_get_kind (appointment);

  if (wanted == NULL || wanted == is ||
      (is != NULL && g_strcmp0 (clinic_stage_get_id (is), clinic_stage_get_id (wanted)) == 0))
    return CLINIC_RECONCILE_FINE;
  if (kind == CLINIC_STAGE_KIND_PROCESS && is != NULL)
    kind = clinic_stage_get_kind (is);
  if (kind != CLINIC_STAGE_KIND_PROCESS)
    return judge_final (kind, wanted, status);
  if (clinic_stage_get_kind (wanted) == CLINIC_STAGE_KIND_FAILURE)
    return CLINIC_RECONCILE_ASK;
  /* in a stage that the portal does not list: nobody knows what lies before it */
  if (is == NULL)
    return CLINIC_RECONCILE_SHOW;

  switch (clinic_stage_get_role (wanted))
    {
    case CLINIC_STAGE_ROLE_BOOKED:
    case CLINIC_STAGE_ROLE_TOMORROW:
      return judge_expected (is, wanted);
    case CLINIC_STAGE_ROLE_UNCONFIRMED:
    case CLINIC_STAGE_ROLE_CONFIRMED:
      return judge_confirmed (appointment, is, wanted);
    case CLINIC_STAGE_ROLE_CANCELLED:
      return judge_cancelled (appointment, is, wanted, status);
    case CLINIC_STAGE_ROLE_NONE:
    case CLINIC_STAGE_ROLE_ARRIVED:
    case CLINIC_STAGE_ROLE_IN_CHAIR:
    case CLINIC_STAGE_ROLE_COMPLETED:
    case CLINIC_STAGE_ROLE_LOST:
    case CLINIC_STAGE_ROLE_NO_SHOW:
    case CLINIC_STAGE_ROLE_WAITING_LIST:
    case CLINIC_STAGE_ROLE_UNREACHABLE:
    default:
      return judge_forward (is, wanted, ahead);
    }
}

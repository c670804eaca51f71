/* sync-call-end.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-call-end"

#include "sync-call-end.h"

#include "clinic-phone.h"

/* «timeout» comes when a colleague answered, when the queue moved on, when the caller gave up and
 * when a talk is over; only the failure code tells these apart, and not always: then the statistics
 * correct the guess. */
ClinicCallEnd
sync_call_end_guess (ClinicCall *call, const SyncCallEvent *event)
{
  if (clinic_call_get_state (call) == CLINIC_CALL_STATE_ANSWERED)
    return CLINIC_CALL_END_TALKED;

  if (event->hung_up || clinic_call_get_direction (call) == CLINIC_CALL_DIRECTION_OUT)
    return CLINIC_CALL_END_MISSED;

  return CLINIC_CALL_END_ELSEWHERE;
}

ClinicCallEnd
sync_call_end_read (ClinicCall *call, ClinicCallRecord *record, gint64 me)
{
  if (g_strcmp0 (clinic_call_record_get_code (record), "200") != 0)
    return CLINIC_CALL_END_MISSED;

  return clinic_call_get_mine (call) || clinic_call_record_get_user_id (record) == me
           ? CLINIC_CALL_END_TALKED
           : CLINIC_CALL_END_ELSEWHERE;
}

/* as the statistics write it */
static const char *
get_code (ClinicCall *call)
{
  gboolean talked = clinic_call_get_end (call) == CLINIC_CALL_END_TALKED ||
                    clinic_call_get_end (call) == CLINIC_CALL_END_ELSEWHERE;

  return talked ? "200" : "304";
}

ClinicCallRecord *
sync_call_end_new_record (ClinicCall *call, ClinicLink *link)
{
  ClinicCallRecord *record = clinic_call_record_new ();
  g_autofree char *number = clinic_phone_dup_key (clinic_call_get_number (call));
  gboolean out = clinic_call_get_direction (call) == CLINIC_CALL_DIRECTION_OUT;
  ClinicCandidate *chosen = clinic_caller_get_chosen (clinic_call_get_caller (call));

  clinic_call_record_set_id (record, clinic_call_get_id (call));
  clinic_call_record_set_number (record, number);
  clinic_call_record_set_direction (record, clinic_call_get_direction (call));
  clinic_call_record_set_call_type (record, out ? 1 : 2);
  clinic_call_record_set_code (record, get_code (call));
  clinic_call_record_set_start (record, clinic_call_get_started (call));
  clinic_call_record_set_line (record, clinic_call_get_line (call));
  clinic_call_record_set_ring (record, (clinic_call_get_answered (call) != 0
                                          ? clinic_call_get_answered (call)
                                          : clinic_call_get_ended (call)) -
                                         clinic_call_get_started (call));
  if (clinic_call_get_answered (call) != 0)
    clinic_call_record_set_duration (record, clinic_call_get_ended (call) -
                                               clinic_call_get_answered (call));
  if (clinic_call_get_mine (call))
    {
      clinic_call_record_set_user_id (record, clinic_link_get_user_id (link));
      clinic_call_record_set_user_name (record, clinic_link_get_user_name (link));
    }
  if (chosen != NULL)
    clinic_call_record_set_patient_id (record, clinic_patient_get_id (
                                                 clinic_candidate_get_patient (chosen)));

  return record;
}

/* clinic-types.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The enumerations of the domain's values.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ClinicStageKind:
 * @CLINIC_STAGE_KIND_PROCESS: still being worked on
 * @CLINIC_STAGE_KIND_SUCCESS: the visit took place
 * @CLINIC_STAGE_KIND_FAILURE: lost
 *
 * What a stage means to the portal (its semantics).
 */
typedef enum
{
  CLINIC_STAGE_KIND_PROCESS,
  CLINIC_STAGE_KIND_SUCCESS,
  CLINIC_STAGE_KIND_FAILURE,
} ClinicStageKind;

/**
 * ClinicStageRole:
 *
 * What a stage means to the reception; decides its shape and letter, so that colour is never
 * alone (clinic.md 4). Mapped by settings, guessed from the name at first.
 */
typedef enum
{
  CLINIC_STAGE_ROLE_NONE,
  CLINIC_STAGE_ROLE_BOOKED,
  CLINIC_STAGE_ROLE_TOMORROW,
  CLINIC_STAGE_ROLE_UNCONFIRMED,
  CLINIC_STAGE_ROLE_CONFIRMED,
  CLINIC_STAGE_ROLE_CANCELLED,
  CLINIC_STAGE_ROLE_ARRIVED,
  CLINIC_STAGE_ROLE_IN_CHAIR,
  CLINIC_STAGE_ROLE_COMPLETED,
  CLINIC_STAGE_ROLE_LOST,
  CLINIC_STAGE_ROLE_NO_SHOW,      /* lost: did not come */
  CLINIC_STAGE_ROLE_WAITING_LIST, /* of leads: wants a visit as soon as a window is free */
} ClinicStageRole;

typedef enum
{
  CLINIC_CONFIRMATION_UNKNOWN,
  CLINIC_CONFIRMATION_YES,
  CLINIC_CONFIRMATION_NO,
  CLINIC_CONFIRMATION_SILENT,
} ClinicConfirmation;

/**
 * ClinicReminders:
 *
 * The ladder of reminders of a visit (clinic.md 3.4): what is known to have happened.
 */
typedef enum
{
  CLINIC_REMINDERS_NONE = 0,
  CLINIC_REMINDERS_SENT = 1 << 0,
  CLINIC_REMINDERS_DELIVERED = 1 << 1,
  CLINIC_REMINDERS_ANSWERED = 1 << 2,
  CLINIC_REMINDERS_CALLED = 1 << 3,
  CLINIC_REMINDERS_FAILED = 1 << 4, /* a message could not be delivered */
} ClinicReminders;

/**
 * ClinicMappingKind:
 *
 * What an entry of the mapping stands for.
 */
typedef enum
{
  CLINIC_MAPPING_FUNNEL,     /* the funnel of the appointments; keys are category ids */
  CLINIC_MAPPING_STAGE,      /* a stage of the appointments; keys are nicks of ClinicStageRole */
  CLINIC_MAPPING_LEAD_STAGE, /* a stage of the leads; keys are nicks of ClinicStageRole */
  CLINIC_MAPPING_FIELD,      /* a user field of deals; keys are names as crm.item.fields has them */
  CLINIC_MAPPING_PATIENT_FIELD, /* a user field of contacts */
} ClinicMappingKind;

/**
 * ClinicMappingState:
 * @CLINIC_MAPPING_SET: chosen by a person, and there
 * @CLINIC_MAPPING_GUESSED: found by its name
 * @CLINIC_MAPPING_MISSING: nothing suits; only bad when the entry is required
 * @CLINIC_MAPPING_BROKEN: chosen, but the portal does not have it any more, or it is of a wrong
 * type
 */
typedef enum
{
  CLINIC_MAPPING_SET,
  CLINIC_MAPPING_GUESSED,
  CLINIC_MAPPING_MISSING,
  CLINIC_MAPPING_BROKEN,
} ClinicMappingState;

/**
 * ClinicCallState:
 * @CLINIC_CALL_STATE_RINGING: the caller is waiting
 * @CLINIC_CALL_STATE_ANSWERED: somebody picked up
 * @CLINIC_CALL_STATE_ENDED: the line is free again
 *
 * Where a telephone call is in its life; it only moves forward.
 */
typedef enum
{
  CLINIC_CALL_STATE_RINGING,
  CLINIC_CALL_STATE_ANSWERED,
  CLINIC_CALL_STATE_ENDED,
} ClinicCallState;

/**
 * ClinicCallEnd:
 * @CLINIC_CALL_END_NONE: not ended
 * @CLINIC_CALL_END_TALKED: we talked and hung up
 * @CLINIC_CALL_END_ELSEWHERE: a colleague answered
 * @CLINIC_CALL_END_MISSED: the caller gave up, or the queue moved on and nobody answered
 * @CLINIC_CALL_END_UNKNOWN: no word came for too long, so it is not ringing any more
 */
typedef enum
{
  CLINIC_CALL_END_NONE,
  CLINIC_CALL_END_TALKED,
  CLINIC_CALL_END_ELSEWHERE,
  CLINIC_CALL_END_MISSED,
  CLINIC_CALL_END_UNKNOWN,
} ClinicCallEnd;

typedef enum
{
  CLINIC_CALL_DIRECTION_IN,
  CLINIC_CALL_DIRECTION_OUT,
} ClinicCallDirection;

/**
 * ClinicCallerState:
 * @CLINIC_CALLER_STATE_LOOKING: not even the local store has answered yet (milliseconds)
 * @CLINIC_CALLER_STATE_LOCAL: drawn from the local store; the portal is being asked
 * @CLINIC_CALLER_STATE_COMPLETE: the portal answered
 * @CLINIC_CALLER_STATE_STALE: the portal could not be asked: what is shown is as old as `as-of`
 * @CLINIC_CALLER_STATE_HIDDEN: the number is withheld, so nobody can be looked up
 */
typedef enum
{
  CLINIC_CALLER_STATE_LOOKING,
  CLINIC_CALLER_STATE_LOCAL,
  CLINIC_CALLER_STATE_COMPLETE,
  CLINIC_CALLER_STATE_STALE,
  CLINIC_CALLER_STATE_HIDDEN,
} ClinicCallerState;

/* Whether the visit spoken of is the patient's first (clinic.md 3.6); unknown until the portal
 * has told the history. */
typedef enum
{
  CLINIC_FIRST_VISIT_UNKNOWN,
  CLINIC_FIRST_VISIT_YES,
  CLINIC_FIRST_VISIT_NO,
} ClinicFirstVisit;

/**
 * ClinicOutcome:
 *
 * How a conversation ended; the number is the key that sets it (clinic.md 3.5).
 */
typedef enum
{
  CLINIC_OUTCOME_NONE = 0,
  CLINIC_OUTCOME_CONFIRMED = 1,
  CLINIC_OUTCOME_MOVED = 2,
  CLINIC_OUTCOME_CANCELLED = 3,
  CLINIC_OUTCOME_NO_ANSWER = 4,
  CLINIC_OUTCOME_BUSY = 5,
  CLINIC_OUTCOME_CALL_LATER = 6,
  CLINIC_OUTCOME_WRONG_NUMBER = 7,
  CLINIC_OUTCOME_OTHER_PERSON = 8,
  CLINIC_OUTCOME_STOP_CALLING = 9,
} ClinicOutcome;

/**
 * ClinicEntity:
 *
 * The numbers are the portal's entityTypeId.
 */
typedef enum
{
  CLINIC_ENTITY_NONE = 0,
  CLINIC_ENTITY_LEAD = 1,
  CLINIC_ENTITY_APPOINTMENT = 2,
  CLINIC_ENTITY_PATIENT = 3,
} ClinicEntity;

/**
 * ClinicCommandKind:
 * @CLINIC_COMMAND_CREATE_LEAD: payload: phone s, name s, line s, call s, comment s. In simple CRM
 *   mode it becomes a contact and a deal.
 * @CLINIC_COMMAND_ADD_COMMENT: a comment in the timeline of entity/entity-id; payload: text s
 * @CLINIC_COMMAND_MOVE_STAGE: moves an appointment or a lead; payload: stage s, from s (the stage
 *   it was seen in: the precondition), note s (optional: becomes a comment in the timeline
 *   afterwards, once). While one for the same thing is held, a later one takes
 *   its place, so that the portal hears of one move; back where it came from, of none.
 * @CLINIC_COMMAND_CHANGE_APPOINTMENT: changes several things of an appointment in one update.
 *   payload, all optional: stage s with from s; start x with from-start x; minutes x; doctor x;
 *   chair x; specialty x; amount x (kopecks); comment s (replaces the comments field); reason x
 *   (an item of the loss reasons); moves x (times moved so far, plus one); waiting b (wants an
 *   earlier or another time: waiting list); note s (becomes a comment in the timeline afterwards,
 *   once). The preconditions are from and from-start. A conflict adds now-stage s and now-start x:
 *   what is there now.
 * @CLINIC_COMMAND_CREATE_APPOINTMENT: payload: patient x, or for a new patient last s, first s,
 *   second s, phone s, birth s (YYYY-MM-DD); start x, minutes x, doctor x, chair x, specialty x,
 *   amount x, comment s, title s; lead x: the lead it is made from, entity LEAD: see below
 * @CLINIC_COMMAND_BOOK_LEAD: entity LEAD: the lead becomes an appointment, exactly one: payload as
 *   CREATE_APPOINTMENT, stage s (the lead's stage that means booked), from s (its stage now), wait
 * b (the portal's robot makes the deal: wait for it, then complete it with time and doctor); step
 * is "wait" while it waits
 * @CLINIC_COMMAND_CALL_OUTCOME: payload: outcome i, call s, phone s, note s: becomes a comment in
 *   the timeline of entity/entity-id
 * @CLINIC_COMMAND_BIND_CALL: the call belongs to another patient (entity-id) than the portal put it
 *   to; payload: activity x, from x (contact, 0 none), to x, call s, name s (the patient's)
 */
typedef enum
{
  CLINIC_COMMAND_CREATE_LEAD,
  CLINIC_COMMAND_ADD_COMMENT,
  CLINIC_COMMAND_MOVE_STAGE,
  CLINIC_COMMAND_CALL_OUTCOME,
  CLINIC_COMMAND_BIND_CALL,
  CLINIC_COMMAND_CHANGE_APPOINTMENT,
  CLINIC_COMMAND_CREATE_APPOINTMENT,
  CLINIC_COMMAND_BOOK_LEAD,
} ClinicCommandKind;

/**
 * ClinicCommandState:
 * @CLINIC_COMMAND_WAITING: kept on disk, not sent yet (or to be sent again)
 * @CLINIC_COMMAND_SENDING: on its way
 * @CLINIC_COMMAND_CHECKING: sent, the answer was lost: being looked up before anything is repeated
 * @CLINIC_COMMAND_DONE: the portal has it
 * @CLINIC_COMMAND_CONFLICT: somebody changed the thing meanwhile; the person must choose
 * @CLINIC_COMMAND_REFUSED: the portal refused; the person must choose
 */
typedef enum
{
  CLINIC_COMMAND_WAITING,
  CLINIC_COMMAND_SENDING,
  CLINIC_COMMAND_CHECKING,
  CLINIC_COMMAND_DONE,
  CLINIC_COMMAND_CONFLICT,
  CLINIC_COMMAND_REFUSED,
} ClinicCommandState;

/**
 * ClinicMissedState:
 * @CLINIC_MISSED_WAITING: nobody called back yet, there is time
 * @CLINIC_MISSED_LATE: nobody called back in time (15 minutes by default): red
 * @CLINIC_MISSED_CALLED_BACK: we called back and got through
 * @CLINIC_MISSED_TRIED: we called back and did not get through
 * @CLINIC_MISSED_GOT_THROUGH: the patient got through without us: green
 */
typedef enum
{
  CLINIC_MISSED_WAITING,
  CLINIC_MISSED_LATE,
  CLINIC_MISSED_CALLED_BACK,
  CLINIC_MISSED_TRIED,
  CLINIC_MISSED_GOT_THROUGH,
} ClinicMissedState;

/**
 * ClinicLinkState:
 * @CLINIC_LINK_CONNECTING: not known yet
 * @CLINIC_LINK_ONLINE: works
 * @CLINIC_LINK_OFFLINE: the portal or the network is away; tries again by itself
 * @CLINIC_LINK_DENIED: the portal refuses us until somebody changes something (webhook revoked,
 *   a scope missing, push server off)
 * @CLINIC_LINK_PAUSED: switched off by the person («не на смене»)
 */
typedef enum
{
  CLINIC_LINK_CONNECTING,
  CLINIC_LINK_ONLINE,
  CLINIC_LINK_OFFLINE,
  CLINIC_LINK_DENIED,
  CLINIC_LINK_PAUSED,
} ClinicLinkState;

/* How a patient's panel is filled. */
typedef enum
{
  CLINIC_LOAD_LOADING,
  CLINIC_LOAD_READY,
  CLINIC_LOAD_STALE,
  CLINIC_LOAD_MISSING,
} ClinicLoadState;

G_END_DECLS

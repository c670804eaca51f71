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
  CLINIC_STAGE_ROLE_UNREACHABLE,  /* lost: called three times in vain */
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
  CLINIC_REMINDERS_LOOKED = 1 << 5, /* somebody looked: what is not here was not */
} ClinicReminders;

/**
 * ClinicMisStatus:
 *
 * What the status of a visit in the medical system means (clinic.md 3.1): every system has words of
 * its own, which are always kept beside this and shown.
 */
typedef enum
{
  CLINIC_MIS_STATUS_UNKNOWN, /* nobody said what the word means: changes nothing */
  CLINIC_MIS_STATUS_SCHEDULED,
  CLINIC_MIS_STATUS_CONFIRMED,
  CLINIC_MIS_STATUS_DECLINED, /* the patient said no; nobody has spoken with her yet */
  CLINIC_MIS_STATUS_ARRIVED,
  CLINIC_MIS_STATUS_IN_CHAIR,
  CLINIC_MIS_STATUS_COMPLETED,
  CLINIC_MIS_STATUS_NO_SHOW,
  CLINIC_MIS_STATUS_CANCELLED_BY_PATIENT,
  CLINIC_MIS_STATUS_CANCELLED_BY_CLINIC,
  CLINIC_MIS_STATUS_RESCHEDULED,
} ClinicMisStatus;

/**
 * ClinicMismatchKind:
 *
 * What the medical system and the portal disagree about: M1 to M8 of clinic.md 3.3. As a bit in
 * ClinicAppointment.mismatches: 1 << kind.
 */
typedef enum
{
  CLINIC_MISMATCH_TIME,           /* M1: day or time */
  CLINIC_MISMATCH_DOCTOR,         /* M2 */
  CLINIC_MISMATCH_STAGE,          /* M3: another stage than the status asks for */
  CLINIC_MISMATCH_NO_APPOINTMENT, /* M4: a visit that the portal does not have */
  CLINIC_MISMATCH_NO_VISIT,       /* M5: deleted in the medical system, or never there */
  CLINIC_MISMATCH_TWICE,          /* M6: two appointments for one visit */
  CLINIC_MISMATCH_STATUS,         /* M7: a status that nobody has given a meaning */
  CLINIC_MISMATCH_PATIENT,        /* M8: no patient linked, or one with other numbers */
} ClinicMismatchKind;

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
 * ClinicCheckKind:
 *
 * What a check of the connection looks at, in the order in which it is shown.
 */
typedef enum
{
  CLINIC_CHECK_ADDRESS,        /* is there one, and is it a webhook's; text: the portal's host */
  CLINIC_CHECK_TLS,            /* can the way to the portal be trusted */
  CLINIC_CHECK_ACCESS,         /* does the portal accept the webhook */
  CLINIC_CHECK_SCOPES,         /* items: boxes to tick in its settings */
  CLINIC_CHECK_METHODS,        /* text: a family; items: methods that the portal does not have */
  CLINIC_CHECK_CHANNEL,        /* do calls arrive the moment they ring */
  CLINIC_CHECK_LATENCY,        /* number: milliseconds of an answer */
  CLINIC_CHECK_CLOCK,          /* number: seconds that this computer is ahead of the portal */
  CLINIC_CHECK_BUDGET,         /* number: requests a minute that this desk may make */
  CLINIC_CHECK_MAPPING,        /* items: ids of entries that are to be set right */
  CLINIC_CHECK_MEDICAL_SYSTEM, /* text: where it is; number: visits of today and tomorrow */
  CLINIC_CHECK_KEYRING,        /* where the address is kept */
  CLINIC_CHECK_NOTIFICATIONS,  /* text: what shows them */
} ClinicCheckKind;

/**
 * ClinicCheckState:
 * @CLINIC_CHECK_UNCHECKED: it could not be looked at, or there is nothing to look at
 * @CLINIC_CHECK_RUNNING: it is being looked at
 * @CLINIC_CHECK_FINE: it works
 * @CLINIC_CHECK_ATTENTION: the desk can work, but not as well as it could
 * @CLINIC_CHECK_BROKEN: the desk cannot be relied on
 */
typedef enum
{
  CLINIC_CHECK_UNCHECKED,
  CLINIC_CHECK_RUNNING,
  CLINIC_CHECK_FINE,
  CLINIC_CHECK_ATTENTION,
  CLINIC_CHECK_BROKEN,
} ClinicCheckState;

/**
 * ClinicCheckReason:
 *
 * Why a check ended as it did, where its state does not say it all.
 */
typedef enum
{
  CLINIC_CHECK_BECAUSE_NOTHING,
  CLINIC_CHECK_BECAUSE_EARLIER,     /* what comes before it does not work */
  CLINIC_CHECK_BECAUSE_NONE,        /* there is none, or it is not set up */
  CLINIC_CHECK_BECAUSE_OFF,         /* the person turned it off */
  CLINIC_CHECK_BECAUSE_INVALID,     /* it is written wrongly */
  CLINIC_CHECK_BECAUSE_PLAIN,       /* not encrypted, to this very computer */
  CLINIC_CHECK_BECAUSE_UNREACHABLE, /* nobody answers */
  CLINIC_CHECK_BECAUSE_UNTRUSTED,   /* its certificate is not in order */
  CLINIC_CHECK_BECAUSE_STRANGE,     /* something answers that is not what was looked for */
  CLINIC_CHECK_BECAUSE_REFUSED,     /* it does not let us in */
  CLINIC_CHECK_BECAUSE_OTHER_USER,  /* the address names another employee */
  CLINIC_CHECK_BECAUSE_MISSING,     /* items lack */
  CLINIC_CHECK_BECAUSE_BUSY,        /* too much is asked of it */
  CLINIC_CHECK_BECAUSE_SLOW,        /* it takes long */
} ClinicCheckReason;

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
 * ClinicCallRowState:
 * @CLINIC_CALL_ROW_OPEN: to be called
 * @CLINIC_CALL_ROW_LATER: to be called again, later
 * @CLINIC_CALL_ROW_MINE: taken at this desk
 * @CLINIC_CALL_ROW_TAKEN: a colleague is calling
 * @CLINIC_CALL_ROW_DONE: decided
 *
 * Whose turn a row of the call list is.
 */
typedef enum
{
  CLINIC_CALL_ROW_OPEN,
  CLINIC_CALL_ROW_LATER,
  CLINIC_CALL_ROW_MINE,
  CLINIC_CALL_ROW_TAKEN,
  CLINIC_CALL_ROW_DONE,
} ClinicCallRowState;

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
 *   once); confirmation i (ClinicConfirmation); mark s with from-mark s (the mark of the call list:
 *   see ClinicCallMark); todo s with todo-due x (becomes a to-do of the appointment afterwards,
 *   once); stop x (a patient's id: she is not to be called any more); patient x (whose it is, as
 *   the medical system says); origin s (id of the visit in the medical system that it is, as in
 *   CREATE_APPOINTMENT). The preconditions are from, from-start and from-mark. A conflict adds
 *   now-stage s and now-start x: what is there now.
 * @CLINIC_COMMAND_CREATE_APPOINTMENT: payload: patient x, or for a new patient last s, first s,
 *   second s, phone s, birth s (YYYY-MM-DD); start x, minutes x, doctor x, chair x, specialty x,
 *   amount x, comment s, title s, stage s (default: the one that means booked), origin s (id of the
 *   visit in the medical system: whoever makes it twice finds the first); lead x: the lead it is
 *   made from, entity LEAD: see below
 * @CLINIC_COMMAND_BOOK_LEAD: entity LEAD: the lead becomes an appointment, exactly one: payload as
 *   CREATE_APPOINTMENT, stage s (the lead's stage that means booked), from s (its stage now), wait
 * b (the portal's robot makes the deal: wait for it, then complete it with time and doctor); step
 * is "wait" while it waits
 * @CLINIC_COMMAND_READ_POST: «Я прочитал»: payload: post x, at x (when it was pressed), revision s,
 *   poll s (optional: ClinicPost.poll, which is answered in place of it). Done when the portal's
 *   list of readers has the person, or the poll her answer
 * @CLINIC_COMMAND_COMMENT_POST: payload: post x, text s
 * @CLINIC_COMMAND_DECIDE_INVOICE: what a person decided about what was put before her. payload
 *   of all four: title s (the invoice's, for the words), and:
 *   invoice s (ClinicInvoice.id), way s (ClinicInvoiceWay.id), decision s (nick of ClinicDecision,
 *   for the words), text s (the comment or reason), fields a{ss} (every form field of the task, by
 *   id, in the portal's way of writing), files a(ssay) (field, file name, content); and for a task
 *   of a business process: task x, status i (of bizproc.task.complete); for a stage: stage s, from
 * s (the stage it was seen in: the precondition)
 * @CLINIC_COMMAND_DELEGATE_TASK: payload: task x, invoice s, to x (user), name s (hers)
 * @CLINIC_COMMAND_SUBMIT_INVOICE: a new invoice; the command's id is its idempotency key. payload:
 *   fields a{ss} (by ClinicFormField.id), files a(ssay)
 * @CLINIC_COMMAND_CHANGE_INVOICE: the initiator's rework, or what the accountant adds. payload:
 *   invoice s, fields a{ss}, files a(ssay) (added to what is there), all optional: task x and
 *   status i (the rework is a task: answered with the fields), stage s with from s, paid s
 *   (YYYY-MM-DD), act b (the files are the act)
 * @CLINIC_COMMAND_REMIND_READERS: a notification of the portal to those who have not read a post;
 *   payload: post x, at x, users ax, title s, address s (optional). A person has one of them for a
 *   post, the latest
 * @CLINIC_COMMAND_PUBLISH_POST: payload: title s, text s, dest as (codes as log.blogpost.add takes
 *   them), important b, until x (the last day of an important one, 0 none), files as (paths; they
 *   are read when it is sent), contents a(ss) (optional: file name and base64 of what goes besides)
 * @CLINIC_COMMAND_SIGN_PAY: a month of somebody's pay is signed, or the signature is withdrawn;
 *   payload: user x, name s (hers, for the words), month s (YYYY-MM-01), text s
 *   (clinic_pay_signed_to_string(); "" withdraws it). The one signature of a user and a month.
 * @CLINIC_COMMAND_ANSWER_SHIFT: what became of a shift that the portal does not know the end of;
 *   payload: user x, name s, day s (YYYY-MM-DD), plan x, record x (0: there is none), end x (unix
 *   seconds, 0: she did not work). The latest answer about a shift counts.
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
  CLINIC_COMMAND_READ_POST,
  CLINIC_COMMAND_COMMENT_POST,
  CLINIC_COMMAND_DECIDE_INVOICE,
  CLINIC_COMMAND_DELEGATE_TASK,
  CLINIC_COMMAND_SUBMIT_INVOICE,
  CLINIC_COMMAND_CHANGE_INVOICE,
  CLINIC_COMMAND_REMIND_READERS,
  CLINIC_COMMAND_PUBLISH_POST,
  CLINIC_COMMAND_SIGN_PAY,
  CLINIC_COMMAND_ANSWER_SHIFT,
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
 * ClinicPostState:
 * @CLINIC_POST_PLAIN: nobody has to acknowledge it
 * @CLINIC_POST_UNKNOWN: important; whether this person has read it is not known yet
 * @CLINIC_POST_UNREAD: important, and waits for «Я прочитал»
 * @CLINIC_POST_SENT: acknowledged here; the portal has not heard of it yet
 * @CLINIC_POST_WAITING: the portal has it, its list of readers does not show it yet
 * @CLINIC_POST_READ: the portal's list of readers has this person
 * @CLINIC_POST_REFUSED: the portal has no such way, or refuses it: read it in the browser
 * @CLINIC_POST_POLLED: it was refused, and the poll under the post has this person's answer, which
 *   is the only one there is to give
 *
 * Where an important post is between being published and being provably read. Never READ before the
 * portal says so.
 */
typedef enum
{
  CLINIC_POST_PLAIN,
  CLINIC_POST_UNKNOWN,
  CLINIC_POST_UNREAD,
  CLINIC_POST_SENT,
  CLINIC_POST_WAITING,
  CLINIC_POST_READ,
  CLINIC_POST_REFUSED,
  CLINIC_POST_POLLED,
} ClinicPostState;

/**
 * ClinicInvoiceState:
 * @CLINIC_INVOICE_APPROVAL: waits for a decision
 * @CLINIC_INVOICE_REWORK: back with whoever asked for it
 * @CLINIC_INVOICE_TO_PAY: approved, not paid yet
 * @CLINIC_INVOICE_REJECTED: refused
 * @CLINIC_INVOICE_WITHDRAWN: taken back by whoever asked for it
 *
 * Where an invoice that the clinic has to pay is (clinic.md 3.8).
 */
typedef enum
{
  CLINIC_INVOICE_UNKNOWN,
  CLINIC_INVOICE_APPROVAL,
  CLINIC_INVOICE_REWORK,
  CLINIC_INVOICE_TO_PAY,
  CLINIC_INVOICE_PAID,
  CLINIC_INVOICE_REJECTED,
  CLINIC_INVOICE_WITHDRAWN,
} ClinicInvoiceState;

/**
 * ClinicTaskKind:
 * @CLINIC_TASK_DECIDE: an invoice waits for a decision
 * @CLINIC_TASK_REWORK: one's own came back: fix it and send it again, or take it back
 * @CLINIC_TASK_PAY: approved: to be paid
 * @CLINIC_TASK_FILL: the process asks for something
 * @CLINIC_TASK_READ: to be taken note of
 * @CLINIC_TASK_FOREIGN: a kind that can only be done in the browser
 *
 * What is asked of a person.
 */
typedef enum
{
  CLINIC_TASK_FOREIGN,
  CLINIC_TASK_DECIDE,
  CLINIC_TASK_REWORK,
  CLINIC_TASK_PAY,
  CLINIC_TASK_FILL,
  CLINIC_TASK_READ,
} ClinicTaskKind;

/**
 * ClinicDecision:
 *
 * What a way out of a task means to the clinic, whatever its label says.
 */
typedef enum
{
  CLINIC_DECISION_OTHER,
  CLINIC_DECISION_APPROVE,
  CLINIC_DECISION_REJECT,
  CLINIC_DECISION_REWORK,   /* back to the initiator, with what to fix */
  CLINIC_DECISION_RESUBMIT, /* of a rework: fixed, decide again */
  CLINIC_DECISION_WITHDRAW, /* of a rework: not wanted any more */
  CLINIC_DECISION_PAID,
  CLINIC_DECISION_READ,
} ClinicDecision;

/**
 * ClinicFieldKind:
 *
 * How a field of a form is asked for. What the portal has besides is UNKNOWN: shown, and filled in
 * the browser. Values are texts: numbers with a point, MONEY in kopecks, DATE as YYYY-MM-DD,
 * DATE_TIME as ISO 8601, BOOL as Y or N, CHOICE as the option's id, USER as the user's id, PARTY (a
 * company or a contact) as the option's id too; several ones are separated by a new line.
 */
typedef enum
{
  CLINIC_FIELD_UNKNOWN,
  CLINIC_FIELD_TEXT,
  CLINIC_FIELD_LONG_TEXT,
  CLINIC_FIELD_NUMBER,
  CLINIC_FIELD_MONEY,
  CLINIC_FIELD_DATE,
  CLINIC_FIELD_DATE_TIME,
  CLINIC_FIELD_BOOL,
  CLINIC_FIELD_CHOICE,
  CLINIC_FIELD_USER,
  CLINIC_FIELD_FILE,
  CLINIC_FIELD_PARTY,
} ClinicFieldKind;

/**
 * ClinicFieldRole:
 *
 * What a field of a form is to the clinic; found by code, name and type (office.md 4), or mapped.
 */
typedef enum
{
  CLINIC_FIELD_ROLE_NONE,
  CLINIC_FIELD_ROLE_TITLE,
  CLINIC_FIELD_ROLE_NUMBER,
  CLINIC_FIELD_ROLE_AMOUNT,
  CLINIC_FIELD_ROLE_DUE,
  CLINIC_FIELD_ROLE_PAID,
  CLINIC_FIELD_ROLE_CATEGORY,
  CLINIC_FIELD_ROLE_PAYER,
  CLINIC_FIELD_ROLE_COUNTERPARTY,
  CLINIC_FIELD_ROLE_PURPOSE,
  CLINIC_FIELD_ROLE_INVOICE_FILE,
  CLINIC_FIELD_ROLE_ACT_FILE,
  CLINIC_FIELD_ROLE_REASON,
  CLINIC_FIELD_ROLE_DECISION,
} ClinicFieldRole;

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

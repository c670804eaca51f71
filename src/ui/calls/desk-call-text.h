/* desk-call-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call.h"
#include "clinic-call-record.h"
#include "clinic-missed-group.h"

G_BEGIN_DECLS

/**
 * DeskCallWho:
 *
 * What is known of the caller: which face the card shows.
 */
typedef enum
{
  DESK_CALL_WHO_LOOKING,
  DESK_CALL_WHO_HIDDEN,
  DESK_CALL_WHO_UNKNOWN,
  DESK_CALL_WHO_SEVERAL,
  DESK_CALL_WHO_PERSON,
  DESK_CALL_WHO_COLLEAGUE,
} DeskCallWho;

DeskCallWho desk_call_who (ClinicCall *call);
/* (transfer none) (nullable) */
ClinicCandidate *desk_call_chosen (ClinicCall *call);
guint desk_call_n_candidates (ClinicCall *call);
/* seconds that the caller has waited, or did */
gint64 desk_call_waited (ClinicCall *call, gint64 now);

/* The wording of calls: all (transfer full), never NULL, never longer than a line or two whatever
 * the portal sends. now: clinic_session_get_now() */

/* the head of a card: a name, a question or the number */
char *desk_call_text_head (ClinicCall *call);
/* "34 years · +7 900 000-00-01 · 7 visits" */
char *desk_call_text_facts (ClinicCall *call, gint64 now);
/* "ringing 0:07", "talking 0:42", "Answered by Marina" */
char *desk_call_text_status (ClinicCall *call, gint64 now);
/* one line for the strip: "Ivanova Anna, 34 · tomorrow 10:30, Petrov" */
char *desk_call_text_line (ClinicCall *call, gint64 now);
/* (transfer none): the CSS class that goes with the status */
/* the same in a word or two, for a line of a list */
char *desk_call_text_short_status (ClinicCall *call, gint64 now);
const char *desk_call_text_urgency (ClinicCall *call, gint64 now);

/* the whole name */
char *desk_call_text_name (ClinicCandidate *candidate);
/* "7 years · Mon 23 Nov 15:00, Snegireva": what tells people of one number apart */
char *desk_call_text_candidate_facts (ClinicCandidate *candidate, gint64 now);
/* "Mon 15:00, Petrov"; "" when no visit is booked */
char *desk_call_text_next (ClinicCandidate *candidate, gint64 now);
/* "12 Aug · Caries 3.6, Petrov" */
char *desk_call_text_visit (ClinicAppointment *appointment, ClinicPatient *patient, gint64 now);
/* What a visit is for: its title without the name of the patient, whom one is looking at already.
 * title, patient: (nullable) */
char *desk_text_service (const char *title, ClinicPatient *patient);
/* whether the visit is confirmed, in words */
char *desk_call_text_confirmation (ClinicAppointment *appointment);

/* the clock of the call-back runs on the desk too: a waiting group whose time is over is late */
ClinicMissedState desk_missed_state (ClinicMissedGroup *group, gint64 now);
/* "11 min left", "late by 1 min", "called back after 6 min" */
char *desk_missed_text (ClinicMissedGroup *group, gint64 now);
/* (transfer none): icon and CSS class of a state */
const char *desk_missed_icon (ClinicMissedState state);
const char *desk_missed_class (ClinicMissedState state);

/* the name of a patient, or her number, or that it is hidden */
char *desk_text_name_or_number (const char *name, const char *number);
/* TRUE when an inbound call was not answered, or an outgoing one did not get through */
gboolean desk_record_failed (ClinicCallRecord *record);
/* the portal's text cut to what a line can hold */
char *desk_text_clip (const char *text, guint characters);

G_END_DECLS

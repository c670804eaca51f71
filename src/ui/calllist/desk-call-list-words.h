/* desk-call-list-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call-list.h"
#include "clinic-call-outcome.h"

G_BEGIN_DECLS

/* What the call list says. All (transfer full), never NULL; what is not known is "". */

/* "Smirnova Anna, 34" */
char *desk_call_list_name (ClinicAppointment *visit, gint64 now);
/* "Petrov I. S., therapist" */
char *desk_call_list_doctor (ClinicAppointment *visit);
/* what she said, and what of the reminders reached her: "is silent, reminder delivered" */
char *desk_call_list_answer (ClinicAppointment *visit);
/* whose turn it is: "in work: Marina", "no answer, again at 15:40, 2 calls" */
char *desk_call_list_state (ClinicCallRow *row, gint64 now);
/* all of a row, for a screen reader */
char *desk_call_list_label (ClinicCallRow *row, gint64 now);
/* an icon for the state, NULL none; (transfer none) */
const char *desk_call_list_icon (ClinicCallRowState state);

/* "Tomorrow: not confirmed or cancelled · 9 people"; to 0: from then on */
char *desk_call_list_headline (gint64 from, gint64 to, gint64 now, guint n_people);
/* "3 called · about 12 min left · 2 asked not to be called" */
char *desk_call_list_progress (const ClinicCallProgress *progress, gint64 now);
/* what the operator says when nobody wrote it down: with time and doctor of the visit */
char *desk_call_list_script (ClinicAppointment *visit, gint64 now);

/* for the portal's timeline; comment: (nullable): what was written about the call */
char *desk_call_list_note (const ClinicCallPlan *plan, gint64 now, const char *comment);
/* (nullable): what somebody has to do, as a to-do of the portal */
char *desk_call_list_todo (const ClinicCallPlan *plan, ClinicAppointment *visit);
/* for the toast: "Smirnova Anna: no answer" */
char *desk_call_list_done (const ClinicCallPlan *plan, ClinicAppointment *visit);

G_END_DECLS

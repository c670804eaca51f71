/* clinic-call-outcome.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-session.h"
#include "clinic-stage.h"

G_BEGIN_DECLS

/**
 * ClinicCallPlan:
 *
 * What an outcome of a call does to the visit (clinic.md 3.5); filled on the stack.
 */
typedef struct
{
  ClinicOutcome outcome;
  guint attempt;      /* which call about this visit it was */
  gint64 retry;       /* when to call again, 0: not */
  gint64 todo_due;    /* until when somebody has something to do, 0: nobody has */
  gboolean gives_up;  /* was called so often in vain that nobody will again */
  ClinicStage *stage; /* unowned, the book has it, (nullable): where the visit goes */
} ClinicCallPlan;

/* most: calls before a patient counts as not reached; later: when she wants to be called, for
 * CALL_LATER */
void clinic_call_outcome_plan (ClinicSession *session,
                               ClinicAppointment *visit,
                               ClinicOutcome outcome,
                               guint most,
                               gint64 later,
                               ClinicCallPlan *plan);
/* Adds to a CHANGE_APPOINTMENT what the other desks are to know: the mark, and what it was before
 * as the precondition. retry: 0 none */
void clinic_call_outcome_set_mark (GVariantDict *dict,
                                   ClinicAppointment *visit,
                                   ClinicOutcome outcome,
                                   gint64 retry);
/* All of the plan as the payload of one CHANGE_APPOINTMENT. note, todo: (nullable): words for the
 * portal; todo: only with todo_due */
void clinic_call_outcome_write (GVariantDict *dict,
                                ClinicAppointment *visit,
                                const ClinicCallPlan *plan,
                                const char *note,
                                const char *todo);

G_END_DECLS

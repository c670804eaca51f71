/* clinic-reconcile.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-appointment.h"
#include "clinic-command.h"
#include "clinic-mis-rules.h"
#include "clinic-mis-visit.h"
#include "clinic-mismatch.h"

G_BEGIN_DECLS

/**
 * ClinicReconcileInput:
 *
 * What is compared; filled on the stack, nothing is owned.
 */
typedef struct
{
  GPtrArray *visits;       /* ClinicMisVisit: all of the days from <= start < to */
  GPtrArray *appointments; /* ClinicAppointment: all of these days, finished and lost ones too, and
                            * those with the key of such a visit on another day */
  ClinicMisRules *rules;
  GListModel *doctors; /* ClinicDoctor: to find the portal's doctor by the name */
  gint64 from;
  gint64 to;
  gint64 now;
  /* (nullable): the patients of the portal that a visit's patient may be: all that have one of its
   * numbers. (transfer container) (element-type ClinicPatient); NULL none. Without the function
   * (not all patients are read yet) no patient is made or linked without a person. */
  GPtrArray *(*find_patients) (ClinicMisVisit *visit, gpointer data);
  gpointer data;
} ClinicReconcileInput;

/* Compares the two and says what differs: M1 to M8 of clinic.md 3.3. Pure: changes nothing, and
 * gives the same for the same. The medical system wins on day, time, doctor, arrival, completion
 * and absence, the portal on confirmation and reasons; an appointment in a final stage is never to
 * leave it (can-take FALSE), and none goes back a stage unless its visit was given another time.
 * What a word without a meaning stands beside is left to a person.
 *
 * A visit belongs to the appointment with its key; where none has it, to the only one of the same
 * patient, doctor and time. That is NO_APPOINTMENT with an appointment: the repair writes the key.
 * Where something may already be the visit, NO_APPOINTMENT is not safe; of several visits of one
 * new patient only the first is, for the others find her card once it is made. An appointment
 * without an id (it waits in the outbox) has no mismatches and is not made twice.
 *
 * (transfer full) (element-type ClinicMismatch): by the start in the medical system, else in the
 * portal, then by kind, then by id. 10,000 visits with 10,000 appointments take less than 200 ms.
 */
GPtrArray *clinic_reconcile (const ClinicReconcileInput *input);

/* What makes the portal like the medical system, once for everything that is wrong with one
 * appointment: CHANGE_APPOINTMENT or CREATE_APPOINTMENT, with preconditions and the note that
 * people read; `deleted` when all that the note says is that the visit was deleted. mismatches:
 * those of one appointment, or of one visit without any; those that cannot be taken are left out.
 * TWICE changes the other appointment: its repair is only made of a list that has nothing else to
 * take. (transfer full) (nullable): NULL when none of them can be taken.
 */
ClinicCommand *clinic_reconcile_repair (GPtrArray *mismatches, gint64 now);

G_END_DECLS

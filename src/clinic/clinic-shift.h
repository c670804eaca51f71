/* clinic-shift.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-missed-group.h"
#include "clinic-session.h"
#include "clinic-windows.h"

G_BEGIN_DECLS

#define CLINIC_SHIFT_UNKNOWN (-1)

/**
 * ClinicShift:
 *
 * How the day goes, in numbers that are read from where one stands (clinic.md F-62). Those that
 * nobody can tell are CLINIC_SHIFT_UNKNOWN, never 0.
 */
typedef struct
{
  int missed;    /* numbers that were missed today and not reached since */
  int late;      /* of them: nobody called back in time */
  int waiting;   /* patients who have come and are not in the chair yet */
  int booked;    /* visits that were made today, whenever they are */
  int tomorrow;  /* visits of tomorrow that are not lost */
  int confirmed; /* of them: the patient has said that she comes */
  int windows;   /* free times today from now on, of the doctors who have visits today */
} ClinicShift;

/* What is counted; all (transfer none) and as long as the counting. */
typedef struct
{
  GListModel *missed;       /* of ClinicMissedGroup, (nullable): nobody may say */
  GListModel *appointments; /* of ClinicAppointment, (nullable): nobody knows yet */
  GListModel *stages;       /* of ClinicStage */
  ClinicWindowRules rules;  /* the clinic's hours, and now */
} ClinicShiftScene;

/* What the session knows now, for counting; sends nothing. rules: the clinic's hours; now is filled
 * in. */
ClinicShiftScene clinic_shift_look (ClinicSession *session, int day_begins, int day_ends);
ClinicShift clinic_shift_count (const ClinicShiftScene *scene);
/* per cents of tomorrow's visits that are confirmed, half up; UNKNOWN when there are none */
int clinic_shift_get_share (const ClinicShift *self);

/* a number that was missed and is still to be called */
gboolean clinic_shift_is_missed (ClinicMissedGroup *group);
/* a visit of tomorrow that is not lost */
gboolean clinic_shift_is_tomorrow (ClinicAppointment *visit, gint64 now);
/* its patient has said that she comes, and not changed her mind since */
gboolean clinic_shift_is_confirmed (ClinicAppointment *visit);

G_END_DECLS

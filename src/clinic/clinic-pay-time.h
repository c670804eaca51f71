/* clinic-pay-time.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-pay-inputs.h"

G_BEGIN_DECLS

/* What the shifts of a month come to in paid time and overtime, and what about them somebody has
 * to look at. */

/**
 * ClinicPayFlagKind:
 * @CLINIC_PAY_FLAG_OPEN_END: «завершить день» is missing: when it ended is asked, never guessed
 * @CLINIC_PAY_FLAG_LONG_DAY: it was ended after more than 16 hours: nobody works so long, so that
 *   is asked too
 * @CLINIC_PAY_FLAG_ANSWERED_END: counted with the end that was answered
 * @CLINIC_PAY_FLAG_UNAPPROVED: the portal waits for somebody to approve the day
 * @CLINIC_PAY_FLAG_UNPLANNED: she worked, and nobody planned it: is it to be paid?
 * @CLINIC_PAY_FLAG_ABSENT: she was to work, and did not come
 * @CLINIC_PAY_FLAG_PLAN_CHANGED: the schedule was changed after the shift had begun
 * @CLINIC_PAY_FLAG_OVER_MIDNIGHT: belongs to the day on which it began
 * @CLINIC_PAY_FLAG_TWO_SHIFTS: another shift on the same day: their excess is added up
 * @CLINIC_PAY_FLAG_SICK: not paid here
 * @CLINIC_PAY_FLAG_VACATION: not paid here
 * @CLINIC_PAY_FLAG_SICK_WORKED: she worked on a day of sick leave or vacation: not counted
 * @CLINIC_PAY_FLAG_NO_RATE: no rate is in force on that day
 * @CLINIC_PAY_FLAG_YEAR_LIMIT: more overtime in this year than is allowed without a word
 */
typedef enum
{
  CLINIC_PAY_FLAG_OPEN_END,
  CLINIC_PAY_FLAG_LONG_DAY,
  CLINIC_PAY_FLAG_ANSWERED_END,
  CLINIC_PAY_FLAG_UNAPPROVED,
  CLINIC_PAY_FLAG_UNPLANNED,
  CLINIC_PAY_FLAG_ABSENT,
  CLINIC_PAY_FLAG_PLAN_CHANGED,
  CLINIC_PAY_FLAG_OVER_MIDNIGHT,
  CLINIC_PAY_FLAG_TWO_SHIFTS,
  CLINIC_PAY_FLAG_SICK,
  CLINIC_PAY_FLAG_VACATION,
  CLINIC_PAY_FLAG_SICK_WORKED,
  CLINIC_PAY_FLAG_NO_RATE,
  CLINIC_PAY_FLAG_YEAR_LIMIT,
} ClinicPayFlagKind;
#define CLINIC_N_PAY_FLAGS (CLINIC_PAY_FLAG_YEAR_LIMIT + 1)

typedef struct
{
  ClinicPayFlagKind kind;
  int day;
  gint64 plan_id;
  gint64 record_id;
  gint64 suggestion; /* what may be proposed to whoever is asked, unix seconds: the planned end; 0
                        none */
} ClinicPayFlag;

/* translated: a sentence */
const char *clinic_pay_flag_get_words (ClinicPayFlagKind kind);
/* the month cannot be signed before it is answered */
gboolean clinic_pay_flag_blocks (ClinicPayFlagKind kind);

/* A shift, in the order of the works. */
typedef struct
{
  guint work; /* place in the works */
  int day;
  gint64 paid;     /* seconds by the schedule, by the fact where that is less */
  gint64 excess;   /* seconds beyond the schedule, whether they count or not */
  gint64 overtime; /* seconds that count, by the reading in force; of the whole day, at its last
                      shift */
} ClinicPayShift;

/* (transfer full) of ClinicPayShift; flags: (out) (transfer full) of ClinicPayFlag */
GArray *clinic_pay_time_count (const ClinicPayInputs *inputs, GArray **flags);

G_END_DECLS

/* desk-pay-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-pay-card.h"
#include "clinic-pay-days.h"

G_BEGIN_DECLS

/* How the payroll is written. All (transfer full) unless said. */

/* How far the month of an employee is. */
typedef enum
{
  DESK_PAY_UNKNOWN, /* not read */
  DESK_PAY_ASKS,    /* something has to be answered before it is signed */
  DESK_PAY_COUNTED, /* complete, not signed */
  DESK_PAY_SIGNED,
  DESK_PAY_CHANGED, /* signed, and other now */
} DeskPayState;

DeskPayState desk_pay_state (ClinicPayCard *card);
/* (transfer none) */
const char *desk_pay_state_icon (DeskPayState state);
/* in a few words: «Questions: 2» */
char *desk_pay_state_words (ClinicPayCard *card);
/* how many flags stand in the way of the signature; days without a rate are one */
guint desk_pay_n_questions (const ClinicPaySheet *sheet);
/* what all of them come to, as far as it is known, and how many are signed; of ClinicPayCard */
char *desk_pay_sum_words (GListModel *cards);
/* "50 947.05 ₽" */
char *desk_pay_money (gint64 kopecks);
/* "Wed 14 Oct"; day: ClinicDays */
char *desk_pay_day (int day, gint64 now);
/* "09:00–20:00", "09:00–…"; "—" nothing of both */
char *desk_pay_span (gint64 from, gint64 to);
/* "20 min"; "" for nothing */
char *desk_pay_length (gint64 seconds);
/* what is asked, or what is in the way */
char *desk_pay_question (const ClinicPayFlag *flag);
/* what is known of the shift that is asked about, and what to do about it */
char *desk_pay_question_facts (const ClinicPayFlag *flag, const ClinicFactWork *work);
/* (transfer none) (nullable): the shift that the flag speaks of */
const ClinicFactWork *desk_pay_find_work (const ClinicPayInputs *inputs, const ClinicPayFlag *flag);

G_END_DECLS

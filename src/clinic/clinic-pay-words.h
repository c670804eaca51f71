/* clinic-pay-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-pay-inputs.h"

G_BEGIN_DECLS

/* How figures of the pay are written in its formulas. All (transfer full). */

/* "36 300.00", with the decimal sign of the language; never an exponent, always kopecks */
char *clinic_pay_words_money (gint64 kopecks);
/* thousandths: "1.5", "1.1", "2" */
char *clinic_pay_words_factor (gint64 thousandths);
/* tenths of a per cent: "5 %", "37.5 %" */
char *clinic_pay_words_share (gint64 tenths);
/* "150 h", "2 h 1 min", "2 h 1 min 5 s" */
char *clinic_pay_words_time (gint64 seconds);
/* the rules that the sheet rests on */
GStrv clinic_pay_words_dup_rules (const ClinicPayInputs *inputs);

G_END_DECLS

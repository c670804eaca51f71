/* desk-check-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The connection's checklist in words: what was looked at, how it stands, and what to do. Pure
 * functions, that need no display.
 */

#pragma once

#include "clinic-diagnosis.h"

G_BEGIN_DECLS

/* what the line is about: “Portal's address”; never NULL */
const char *desk_check_words_title (ClinicCheck *check);
/* how it stands in a word: “Works”, “Attention”; never NULL */
const char *desk_check_words_state (ClinicCheckState state);
/* a shape that says the same, as a symbolic icon; never NULL */
const char *desk_check_words_icon (ClinicCheckState state);
/* (transfer full): what was found, a sentence; "" while nothing is known */
char *desk_check_words_found (ClinicCheck *check);
/* (transfer full) (nullable): what to do about it; NULL: nothing */
char *desk_check_words_advice (ClinicCheck *check);
/* (transfer full): the verdict on the whole, a sentence */
char *desk_check_words_verdict (ClinicDiagnosis *diagnosis);
/* (transfer full): the whole checklist as plain text, for a terminal or a letter: no personal data
 * and no secrets */
char *desk_check_words_report (ClinicDiagnosis *diagnosis);

G_END_DECLS

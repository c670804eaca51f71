/* clinic-name.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "clinic-patient.h"

G_BEGIN_DECLS

/* (transfer full): for comparing: lower case, ё = е, no accents or punctuation, words divided by
 * one space */
char *clinic_name_fold (const char *text);
/* (transfer full): without case, ё = е, and otherwise as it stands: for looking for words in what
 * people wrote; NULL is "" */
char *clinic_name_fold_letters (const char *text);
/* (transfer full): the text as if it was typed in the other keyboard layout (bdfyjd -> иванов and
 * back), already folded; NULL when it would be the same */
char *clinic_name_swap_layout (const char *text);
/* (transfer full): "Иванова Анна Викторовна"; never NULL, may be "" */
char *clinic_name_full (ClinicPatient *patient);
/* (transfer full): "Иванова А. В." */
char *clinic_name_short (const char *last, const char *first, const char *second);
/* How many words of two names agree, in the order in which they stand, family name first: 0 when
 * any two differ. An initial agrees with a word that begins with it; «И. И. Петров» is turned
 * round, and what stands in brackets is no part of a name. */
guint clinic_name_count_agreeing (const char *name, const char *other);
/* years on the day given (YYYY-MM-DD), -1 when unknown or in the future */
int clinic_name_age (const char *birth_date, const char *on_day);

G_END_DECLS

/* desk-call-choice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-candidate.h"

G_BEGIN_DECLS

/**
 * DeskCallChoice:
 *
 * Numbered rows of people who may be calling: name, age, next visit. Nobody is picked until a row
 * is pressed or its digit is given; then "chosen" (ClinicCandidate) is emitted. The rows are kept
 * and used again for the next call.
 */
#define DESK_TYPE_CALL_CHOICE (desk_call_choice_get_type ())

G_DECLARE_FINAL_TYPE (DeskCallChoice, desk_call_choice, DESK, CALL_CHOICE, GtkWidget)

/* Shows the people of the list. candidates: (nullable) ClinicCandidate; except: (nullable) who is
 * left out; first_digit: the digit of the first row, later rows count on, up to 9. */
void desk_call_choice_show (DeskCallChoice *self,
                            GListModel *candidates,
                            ClinicCandidate *except,
                            int first_digit,
                            gint64 now);
/* TRUE when a row has that digit: it is chosen */
gboolean desk_call_choice_press (DeskCallChoice *self, int digit);
guint desk_call_choice_get_n_shown (DeskCallChoice *self);

G_END_DECLS

/* desk-shift-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-shift.h"

G_BEGIN_DECLS

/**
 * DeskShiftFigure:
 *
 * A figure of the shift strip, from above.
 */
typedef enum
{
  DESK_SHIFT_MISSED,
  DESK_SHIFT_WAITING,
  DESK_SHIFT_BOOKED,
  DESK_SHIFT_CONFIRMED,
  DESK_SHIFT_WINDOWS,
} DeskShiftFigure;
#define DESK_N_SHIFT_FIGURES (DESK_SHIFT_WINDOWS + 1)

/* translated: what it is, two words */
const char *desk_shift_words_name (DeskShiftFigure figure, const ClinicShift *shift);
/* (transfer full): "3 !", "88%", "—" when nobody knows; "" when the name says it all */
char *desk_shift_words_value (DeskShiftFigure figure, const ClinicShift *shift);
/* (transfer full): all of it, also why it is not known */
char *desk_shift_words_sentence (DeskShiftFigure figure, const ClinicShift *shift);

G_END_DECLS

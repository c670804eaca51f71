/* desk-mis-word-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskMisWordRow:
 *
 * A status in the words of the medical system: how many visits have it, what it means, and into
 * which stage they belong. What is chosen applies at once, with a way back in a toast.
 */
#define DESK_TYPE_MIS_WORD_ROW (desk_mis_word_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskMisWordRow, desk_mis_word_row, DESK, MIS_WORD_ROW, AdwExpanderRow)

GtkWidget *desk_mis_word_row_new (ClinicSession *session, ClinicMisWord *word);
ClinicMisWord *desk_mis_word_row_get_word (DeskMisWordRow *self);

G_END_DECLS

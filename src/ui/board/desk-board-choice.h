/* desk-board-choice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DeskBoardChoice:
 *
 * One of several, or all of them: a doctor, a specialty. The choice stays when the list changes.
 * Emits "changed".
 */
#define DESK_TYPE_BOARD_CHOICE (desk_board_choice_get_type ())

G_DECLARE_FINAL_TYPE (DeskBoardChoice, desk_board_choice, DESK, BOARD_CHOICE, AdwBin)

/* all: the words for no choice; label: for a screen reader */
GtkWidget *desk_board_choice_new (const char *all, const char *label);
/* what there is to choose from: two lists of the same length, with a NULL at their ends */
void desk_board_choice_set_items (DeskBoardChoice *self,
                                  const char *const *keys,
                                  const char *const *names);
/* (transfer none) (nullable): NULL: all */
const char *desk_board_choice_get_key (DeskBoardChoice *self);
/* chooses what may come into the list only later; key: (nullable) */
void desk_board_choice_want (DeskBoardChoice *self, const char *key);
/* (transfer none) (nullable): what is chosen, or will be */
const char *desk_board_choice_get_wanted (DeskBoardChoice *self);
void desk_board_choice_clear (DeskBoardChoice *self);

/* doctors: of ClinicDoctor; the keys are their ids */
void desk_board_choice_set_doctors (DeskBoardChoice *self, GListModel *doctors);

G_END_DECLS

/* clinic-board-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between a board and its columns.
 */

#pragma once

#include "clinic-board.h"

G_BEGIN_DECLS

/**
 * ClinicBoardEntry:
 *
 * A thing on a board and what its place was chosen by: by the time that a change of the thing is
 * heard of, the thing itself does not know its old place any more. Owned by the board.
 */
typedef struct
{
  ClinicBoard *board;        /* unowned, owns this */
  GObject *item;             /* owned */
  ClinicBoardColumn *column; /* unowned, (nullable): NULL: not on show */
  gulong handler;
  gint64 time; /* G_MAXINT64: unknown, so it comes last */
  gint64 id;
  guint64 serial; /* no two are the same */
  gint64 amount;
  char *words; /* owned, (nullable): folded, NULL: not asked for yet */
  char *phone; /* owned, (nullable): its key, NULL: not asked for yet */
} ClinicBoardEntry;

/* compares two ClinicBoardEntry, given as pointers to pointers */
int clinic_board_entry_compare (gconstpointer a, gconstpointer b);

ClinicBoardColumn *clinic_board_column_new (ClinicStage *stage);
void clinic_board_column_set_stage (ClinicBoardColumn *self, ClinicStage *stage);
/* G_MAXUINT when it is not here */
guint clinic_board_column_find (ClinicBoardColumn *self, ClinicBoardEntry *entry);
void clinic_board_column_insert (ClinicBoardColumn *self, ClinicBoardEntry *entry);
void clinic_board_column_remove (ClinicBoardColumn *self, ClinicBoardEntry *entry);
/* what it shows has another sum */
void clinic_board_column_add_sum (ClinicBoardColumn *self, gint64 difference);
/* shows these, in order, and changes only between the first and the last difference */
void clinic_board_column_replace (ClinicBoardColumn *self, GPtrArray *entries);

G_END_DECLS

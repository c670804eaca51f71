/* desk-call-list-do.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call-list.h"
#include "desk-board-moves.h"

G_BEGIN_DECLS

/* What a person does with the call list. */

/* Gives a row an outcome that needs no dialog: one change of the appointment, held back for the
 * seconds of undo. Not cancelled with the page. later: of CALL_LATER; comment: (nullable) */
void desk_call_list_give (DeskBoardMoves *moves,
                          ClinicSession *session,
                          ClinicCallList *list,
                          ClinicCallRow *row,
                          ClinicOutcome outcome,
                          gint64 later,
                          const char *comment);
/* Takes back the last outcome of the list that is still held, whichever way it was given: its row,
 * (transfer none) (nullable) */
ClinicCallRow *desk_call_list_undo (ClinicSession *session, ClinicCallList *list);
/* Asks, and makes a call list of the portal's own of these visits' patients, for those who work in
 * the browser. visits: of ClinicAppointment */
void desk_call_list_share (GtkWidget *widget, ClinicSession *session, GPtrArray *visits);

G_END_DECLS

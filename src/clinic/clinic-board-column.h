/* clinic-board-column.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-stage.h"

G_BEGIN_DECLS

/**
 * ClinicBoardColumn:
 *
 * What a board shows in one stage: a list of the very objects of the board's list, by time. Only
 * the board changes it: something arrives or leaves, nothing else moves.
 */
#define CLINIC_TYPE_BOARD_COLUMN (clinic_board_column_get_type ())

G_DECLARE_FINAL_TYPE (ClinicBoardColumn, clinic_board_column, CLINIC, BOARD_COLUMN, GObject)

/* (transfer none) (nullable): NULL: for things in stages that the portal does not list */
ClinicStage *clinic_board_column_get_stage (ClinicBoardColumn *self);
/* success or failure */
gboolean clinic_board_column_is_final (ClinicBoardColumn *self);
/* kopecks of all that is on show; "notify::sum" */
gint64 clinic_board_column_get_sum (ClinicBoardColumn *self);

G_END_DECLS

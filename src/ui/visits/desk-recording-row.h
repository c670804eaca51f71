/* desk-recording-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskRecordingRow:
 *
 * A call that is over, with its recording when the portal has one: it plays here, out of memory and
 * never out of a file on this computer, and stops when the row goes.
 */
#define DESK_TYPE_RECORDING_ROW (desk_recording_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskRecordingRow, desk_recording_row, DESK, RECORDING_ROW, GtkWidget)

GtkWidget *desk_recording_row_new (ClinicSession *session, ClinicCallRecord *record);
/* plays, or pauses what plays; nothing when the portal has no recording */
void desk_recording_row_toggle (DeskRecordingRow *self);

G_END_DECLS

/* desk-record-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-call-record.h"

G_BEGIN_DECLS

/**
 * DeskRecordRow:
 *
 * A call that is over: which way, when, with whom, how long, who took it. The list's factory owns
 * it and hands it one record after the other.
 */
#define DESK_TYPE_RECORD_ROW (desk_record_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskRecordRow, desk_record_row, DESK, RECORD_ROW, GtkWidget)

/* with_day: also the day of the call, and no name: for the history of one patient */
GtkWidget *desk_record_row_new (gboolean with_day);
/* record: (nullable) */
void desk_record_row_set_record (DeskRecordRow *self, ClinicCallRecord *record, gint64 now);
/* (transfer none) (nullable) */
ClinicCallRecord *desk_record_row_get_record (DeskRecordRow *self);

G_END_DECLS

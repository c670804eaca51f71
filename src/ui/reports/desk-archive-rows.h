/* desk-archive-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-report.h"
#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskArchiveRows:
 *
 * Rows of the past that something was counted from: visits, calls with their recordings, leads,
 * invoices; read from this computer a piece at a time. Emits "activated" with the item of a row,
 * and "chosen" with that of the row that is selected, (nullable), where rows can be chosen.
 */
#define DESK_TYPE_ARCHIVE_ROWS (desk_archive_rows_get_type ())

G_DECLARE_FINAL_TYPE (DeskArchiveRows, desk_archive_rows, DESK, ARCHIVE_ROWS, GtkWidget)

GtkWidget *desk_archive_rows_new (ClinicSession *session);
/* A row is selected by a click, and opened by two. */
void desk_archive_rows_let_choose (DeskArchiveRows *self);
/* rows: (nullable): of ClinicReportRow, not changed from then on; facts: (nullable): what they were
 * counted from, read when they are needed; name: of the list */
void
desk_archive_rows_show (DeskArchiveRows *self, GArray *rows, ClinicFacts *facts, const char *name);
void desk_archive_rows_clear (DeskArchiveRows *self);

G_END_DECLS

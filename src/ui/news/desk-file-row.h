/* desk-file-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-file.h"
#include "desk-file-shelf.h"

G_BEGIN_DECLS

/**
 * DeskFileRow:
 *
 * A file of a post: its name and size, to be opened or saved; a picture is shown.
 */
#define DESK_TYPE_FILE_ROW (desk_file_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskFileRow, desk_file_row, DESK, FILE_ROW, GtkWidget)

GtkWidget *desk_file_row_new (ClinicFile *file, DeskFileShelf *shelf);

G_END_DECLS

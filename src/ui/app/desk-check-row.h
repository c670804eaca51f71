/* desk-check-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-check.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_TYPE_CHECK_ROW (desk_check_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskCheckRow, desk_check_row, DESK, CHECK_ROW, GtkListBoxRow)

GtkWidget *desk_check_row_new (ClinicCheck *check);

G_END_DECLS

/* desk-command-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_COMMAND_ROW (desk_command_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskCommandRow, desk_command_row, DESK, COMMAND_ROW, GtkListBoxRow)

GtkWidget *desk_command_row_new (ClinicSession *session, ClinicCommand *command);

G_END_DECLS

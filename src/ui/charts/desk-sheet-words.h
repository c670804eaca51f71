/* desk-sheet-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-sheet.h"

G_BEGIN_DECLS

/* (transfer full): a cell as people read it; "" when it is empty */
char *desk_sheet_cell (ClinicSheet *sheet, guint row, guint column);
/* (transfer full): what stands under a column for rows from … to - 1; "" when nothing does */
char *desk_sheet_total (ClinicSheet *sheet, guint column, guint from, guint to);
/* numbers, which end at the right */
gboolean desk_sheet_is_number (ClinicSheet *sheet, guint column);

G_END_DECLS

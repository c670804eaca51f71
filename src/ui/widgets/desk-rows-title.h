/* desk-rows-title.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DeskRowsTitle:
 *
 * What the rows beside a page are of, and a button to close them. Emits "closed".
 */
#define DESK_TYPE_ROWS_TITLE (desk_rows_title_get_type ())

G_DECLARE_FINAL_TYPE (DeskRowsTitle, desk_rows_title, DESK, ROWS_TITLE, AdwBin)

GtkWidget *desk_rows_title_new (void);
void desk_rows_title_set (DeskRowsTitle *self, const char *title);
const char *desk_rows_title_get (DeskRowsTitle *self);

G_END_DECLS

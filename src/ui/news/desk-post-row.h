/* desk-post-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desk-post-look.h"

G_BEGIN_DECLS

/**
 * DeskPostRow:
 *
 * A post of the feed in a reading column: who wrote it and when, its text and files, and what can
 * be done with it. Rows are used again for other posts; what they know of one is in its look.
 *
 * Signal "filled": all of its text is there now.
 */
#define DESK_TYPE_POST_ROW (desk_post_row_get_type ())

G_DECLARE_FINAL_TYPE (DeskPostRow, desk_post_row, DESK, POST_ROW, GtkWidget)

GtkWidget *desk_post_row_new (void);
/* post: (nullable) with look: none */
void desk_post_row_set_post (DeskPostRow *self, ClinicPost *post, DeskPostLook *look);
/* (transfer none) (nullable) */
ClinicPost *desk_post_row_get_post (DeskPostRow *self);
/* its look is another one */
void desk_post_row_update (DeskPostRow *self);
/* where the text ends, in the row's height; -1: not all of it is there */
int desk_post_row_get_text_end (DeskPostRow *self);

G_END_DECLS

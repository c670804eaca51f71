/* desk-news-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desk-news-order.h"
#include "desk-post-row.h"

G_BEGIN_DECLS

/**
 * DeskNewsRows:
 *
 * The rows that show a post now, and where on screen they are: which comes first, which the focus
 * is in, whose end was seen. Rows come and go with the scrolling. Owned by the page, which outlives
 * its rows.
 */
#define DESK_TYPE_NEWS_ROWS (desk_news_rows_get_type ())

G_DECLARE_FINAL_TYPE (DeskNewsRows, desk_news_rows, DESK, NEWS_ROWS, GObject)

/* scroller: unowned, outlives this */
DeskNewsRows *desk_news_rows_new (DeskNewsOrder *order, GtkScrolledWindow *scroller);

void desk_news_rows_add (DeskNewsRows *self, DeskPostRow *row);
void desk_news_rows_remove (DeskNewsRows *self, DeskPostRow *row);
/* (nullable) */
DeskPostRow *desk_news_rows_find (DeskNewsRows *self, gint64 id);
/* what is known of a post changed; 0: of all */
void desk_news_rows_update (DeskNewsRows *self, gint64 id);
/* (nullable): the uppermost one on screen */
DeskPostRow *desk_news_rows_get_first (DeskNewsRows *self);
/* (nullable): what has the focus, when that is in a row */
GtkWidget *desk_news_rows_get_focus (DeskNewsRows *self);
/* (nullable): the row that the focus is in */
DeskPostRow *desk_news_rows_get_focused (DeskNewsRows *self);
/* What Ctrl+Enter means: the post that the person is at, or else the first one on screen that can
 * be acknowledged, or else the first that is to be. (nullable) */
ClinicPost *desk_news_rows_get_post_to_read (DeskNewsRows *self);
/* the focus goes to the next row (1) or the one before (-1) */
void desk_news_rows_step (DeskNewsRows *self, int direction);
/* notes whose text was on screen to its end */
void desk_news_rows_look_for_ends (DeskNewsRows *self);

G_END_DECLS

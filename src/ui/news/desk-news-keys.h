/* desk-news-keys.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desk-news-rows.h"

G_BEGIN_DECLS

/**
 * DeskNewsKeys:
 *
 * The keys of the page of news: what they mean depends on the row that the focus is in and on what
 * is on screen. They do what the page's actions do. Owned by the page.
 */
#define DESK_TYPE_NEWS_KEYS (desk_news_keys_get_type ())

G_DECLARE_FINAL_TYPE (DeskNewsKeys, desk_news_keys, DESK, NEWS_KEYS, GObject)

/* page, scroller, comment_bar: unowned, outlive this */
DeskNewsKeys *desk_news_keys_new (GtkWidget *page,
                                  DeskNewsRows *rows,
                                  GtkScrolledWindow *scroller,
                                  GtkRevealer *comment_bar);

G_END_DECLS

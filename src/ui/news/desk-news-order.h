/* desk-news-order.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desk-post-look.h"

G_BEGIN_DECLS

/**
 * DeskNewsOrder:
 *
 * The posts as the page shows them, those that are pinned first, with what the page knows of each.
 * The looks live as long as it does. Owned by the page.
 */
#define DESK_TYPE_NEWS_ORDER (desk_news_order_get_type ())

G_DECLARE_FINAL_TYPE (DeskNewsOrder, desk_news_order, DESK, NEWS_ORDER, GObject)

DeskNewsOrder *desk_news_order_new (ClinicSession *session, DeskFileShelf *shelf);

/* (transfer none): ClinicPost */
GListModel *desk_news_order_get_posts (DeskNewsOrder *self);
/* (transfer full) (nullable) */
ClinicPost *desk_news_order_find (DeskNewsOrder *self, gint64 id);
/* made when there is none yet */
DeskPostLook *desk_news_order_get_look (DeskNewsOrder *self, ClinicPost *post);
/* (nullable) */
DeskPostLook *desk_news_order_find_look (DeskNewsOrder *self, gint64 id);
/* Pins those that wait to be read; anew: and lets go those that do not any more. TRUE: the order is
 * another one. */
gboolean desk_news_order_pin (DeskNewsOrder *self, gboolean anew);

G_END_DECLS

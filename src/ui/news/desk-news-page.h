/* desk-news-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

#define DESK_TYPE_NEWS_PAGE (desk_news_page_get_type ())

G_DECLARE_FINAL_TYPE (DeskNewsPage, desk_news_page, DESK, NEWS_PAGE, GtkWidget)

GtkWidget *desk_news_page_new (ClinicSession *session);
/* goes to the first important post that waits */
void desk_news_page_show_important (DeskNewsPage *self);

G_END_DECLS

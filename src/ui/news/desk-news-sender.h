/* desk-news-sender.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "desk-news-rows.h"

G_BEGIN_DECLS

/**
 * DeskNewsSender:
 *
 * What a person does with a post, as commands of the outbox: acknowledges it, says so in a comment,
 * reminds those who have not read it. What could not even be kept is said, and can be done again.
 * Owned by the page.
 */
#define DESK_TYPE_NEWS_SENDER (desk_news_sender_get_type ())

G_DECLARE_FINAL_TYPE (DeskNewsSender, desk_news_sender, DESK, NEWS_SENDER, GObject)

/* widget: unowned: where toasts are shown; outlives this, or desk_news_sender_stop() */
DeskNewsSender *desk_news_sender_new (GtkWidget *widget,
                                      ClinicSession *session,
                                      DeskNewsOrder *order,
                                      DeskNewsRows *rows);
void desk_news_sender_stop (DeskNewsSender *self);

/* «I have read it», when its end was on screen */
void desk_news_sender_read (DeskNewsSender *self, ClinicPost *post);
/* the one answer of the poll under it, where the portal takes no «I have read it» */
void desk_news_sender_answer_poll (DeskNewsSender *self, ClinicPost *post);
/* the comment «Read» where the portal takes no other word */
void desk_news_sender_comment_read (DeskNewsSender *self, ClinicPost *post);
/* a notification of the portal to all who have not read it */
void desk_news_sender_remind (DeskNewsSender *self, ClinicPost *post);

G_END_DECLS

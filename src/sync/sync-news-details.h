/* sync-news-details.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-feed.h"

G_BEGIN_DECLS

/**
 * SyncNewsDetails:
 *
 * Fills in what the rows of the feed do not say: whether this person has read an important post
 * (asked until she has), what files are called (asked once), who wrote it where the session does
 * not know, and whether an unread post beyond the page is still there. Owned by SyncNews.
 */
#define SYNC_TYPE_NEWS_DETAILS (sync_news_details_get_type ())

G_DECLARE_FINAL_TYPE (SyncNewsDetails, sync_news_details, SYNC, NEWS_DETAILS, GObject)

SyncNewsDetails *sync_news_details_new (SyncContext *context, SyncFeed *feed);
void sync_news_details_stop (SyncNewsDetails *self);
/* ids: gint64: the posts of a page; one batch */
void sync_news_details_ask (SyncNewsDetails *self, GHashTable *ids, BxPriority priority);

G_END_DECLS

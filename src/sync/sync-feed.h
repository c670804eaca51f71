/* sync-feed.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "clinic-command.h"
#include "clinic-post.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncFeed:
 *
 * The posts that this computer knows: of each what the portal says (the truth) and what is shown,
 * the truth with the commands of the outbox over it. One object per id. A post counts as read when
 * the portal's list of readers has the person, and as long as its text is the one that was read.
 * What changes is kept in the store. Asks the portal nothing. Owned by SyncNews.
 */
#define SYNC_TYPE_FEED (sync_feed_get_type ())

G_DECLARE_FINAL_TYPE (SyncFeed, sync_feed, SYNC, FEED, GObject)

/* commands: (element-type ClinicCommand): the outbox's */
SyncFeed *sync_feed_new (SyncContext *context, GListModel *commands);
/* ClinicPost as shown, newest first */
GListModel *sync_feed_get_posts (SyncFeed *self);
/* (transfer none): id -> ClinicPost as the portal has it; say sync_feed_update() after a change */
GHashTable *sync_feed_get_truths (SyncFeed *self);
/* truths (ClinicPost) that have changed: shown so, and kept */
void sync_feed_update (SyncFeed *self, GPtrArray *truths);
/* what the store had */
void sync_feed_take_stored (SyncFeed *self, GPtrArray *posts);
/* Takes over a result of log.blogpost.get and adds the ids of its posts to ids. Returns how many of
 * them were not known. */
guint sync_feed_take_rows (SyncFeed *self, JsonNode *result, GHashTable *ids);
/* One post, fresh: (transfer full); its truth is added to changed. TRUE: it was not known. */
gboolean sync_feed_take_post (SyncFeed *self, ClinicPost *fresh, GPtrArray *changed);
/* ids: gint64: the portal has these no more */
void sync_feed_remove (SyncFeed *self, GArray *ids);
/* the whole feed fits into its first page: what is not there is not there any more */
void sync_feed_remove_all_but (SyncFeed *self, GHashTable *ids);
void sync_feed_name_authors (SyncFeed *self);
/* as sync_news_note_command() */
void sync_feed_note_command (SyncFeed *self, ClinicCommand *command);

G_END_DECLS

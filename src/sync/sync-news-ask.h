/* sync-news-ask.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SyncNewsAsk:
 *
 * What the rows of the feed do not say, asked for in one batch: who has read important posts, what
 * files are called, who their authors are, and whether posts are still there.
 */
typedef struct _SyncNewsAsk SyncNewsAsk;

SyncNewsAsk *sync_news_ask_new (void);
void sync_news_ask_free (SyncNewsAsk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncNewsAsk, sync_news_ask_free)

/* FALSE: there is no room for more */
gboolean sync_news_ask_readers (SyncNewsAsk *self, gint64 post);
gboolean sync_news_ask_post (SyncNewsAsk *self, gint64 post);
gboolean sync_news_ask_file (SyncNewsAsk *self, gint64 file);
void sync_news_ask_user (SyncNewsAsk *self, gint64 user);
gboolean sync_news_ask_is_empty (SyncNewsAsk *self);

/* self must live until the callback; finish: FALSE with BX_ERROR */
void sync_news_ask_async (SyncNewsAsk *self,
                          SyncContext *context,
                          BxPriority priority,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean sync_news_ask_finish (SyncNewsAsk *self, GAsyncResult *result, GError **error);

/* --- what was answered --- */

/* 1: the user is among the readers, 0: not, -1: the portal did not say */
int sync_news_ask_has_read (SyncNewsAsk *self, gint64 post, gint64 user);
/* (transfer full) (nullable): as log.blogpost.get gives it */
JsonNode *sync_news_ask_dup_post (SyncNewsAsk *self, gint64 post);
JsonNode *sync_news_ask_dup_file (SyncNewsAsk *self, gint64 file);
JsonNode *sync_news_ask_dup_users (SyncNewsAsk *self);

/* 1, 0 or -1 as above, of an answer of log.blogpost.getusers.important */
int sync_news_find_reader (BxAnswer *answer, gint64 user);

G_END_DECLS

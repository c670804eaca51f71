/* sync-news.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-command.h"
#include "clinic-news.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncNews:
 *
 * The feed of a session (ClinicNews): what this computer keeps of it at once, then the portal's
 * first page every few minutes. Knows of each post what the portal says (the truth) and what is
 * shown: the truth with the commands of the outbox over it. A post counts as read when the portal's
 * list of readers has the person, and as long as its text is the one that was read. Owned by the
 * session.
 */
#define SYNC_TYPE_NEWS (sync_news_get_type ())

G_DECLARE_FINAL_TYPE (SyncNews, sync_news, SYNC, NEWS, GObject)

/* commands: (element-type ClinicCommand): the outbox's */
SyncNews *sync_news_new (SyncContext *context, GListModel *commands);
/* shows what is kept */
void sync_news_load (SyncNews *self);
/* begins to ask the portal */
void sync_news_start (SyncNews *self);
/* a person wants everything anew: the feed too */
void sync_news_look (SyncNews *self);
void sync_news_stop (SyncNews *self);
/* a command's state changed; DONE before it leaves the list */
void sync_news_note_command (SyncNews *self, ClinicCommand *command);

G_END_DECLS

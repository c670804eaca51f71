/* sync-comments.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The comments of an open file: what the portal has, and on top of it what waits in the outbox.
 */

#pragma once

#include "clinic-command.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* comments: a GListStore of ClinicComment. The command that writes one shows there while it waits,
 * and becomes an ordinary comment when it is done. */
void sync_comments_show (SyncContext *context, GListModel *comments, ClinicCommand *command);
/* those whose command is not among the commands any more, and was not done, leave */
void sync_comments_drop (GListModel *comments, GListModel *commands);
/* what the portal told, newest first (element-type ClinicComment) */
void sync_comments_take (GListModel *comments, GPtrArray *told);

G_END_DECLS

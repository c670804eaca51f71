/* sync-ladder.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"
#include "sync-shelf.h"

G_BEGIN_DECLS

/**
 * SyncLadder:
 *
 * What became of the reminders of the visits of these days (ClinicReminders): messages and calls
 * are activities of the deal on the portal, which are asked for in the background, many visits in
 * one batch, and only where something changed. Owned by the book.
 */
#define SYNC_TYPE_LADDER (sync_ladder_get_type ())

G_DECLARE_FINAL_TYPE (SyncLadder, sync_ladder, SYNC, LADDER, GObject)

SyncLadder *sync_ladder_new (SyncContext *context, SyncShelf *appointments);
void sync_ladder_stop (SyncLadder *self);
/* asks, if there is something to ask and it was not asked just now */
void sync_ladder_review (SyncLadder *self);
/* what the activities of one deal (crm.activity.list) say; (nullable) */
ClinicReminders sync_ladder_read (JsonArray *activities);

G_END_DECLS

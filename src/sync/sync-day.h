/* sync-day.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncDay:
 *
 * Keeps the visits from yesterday to a fortnight ahead in the store, so that a caller's next visit
 * is known before the portal is asked: all of them at the start and every quarter of an hour (which
 * shows what was deleted), in between one small request for what changed.
 */
#define SYNC_TYPE_DAY (sync_day_get_type ())

G_DECLARE_FINAL_TYPE (SyncDay, sync_day, SYNC, DAY, GObject)

SyncDay *sync_day_new (SyncContext *context);
void sync_day_start (SyncDay *self);
void sync_day_stop (SyncDay *self);
/* reads everything now */
void sync_day_refresh (SyncDay *self);

G_END_DECLS

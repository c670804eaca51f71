/* sync-sweep.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncSweep:
 *
 * Takes out of the index whom the portal has no more. The list of changes never tells of a
 * deletion, so once a day the ids of all contacts are walked, 2,500 a request, when nothing else is
 * asked; its place is kept in the store, so that a desk that is closed early goes on next time.
 * Owned by SyncPatients, which starts it when the index is filled.
 */
#define SYNC_TYPE_SWEEP (sync_sweep_get_type ())

G_DECLARE_FINAL_TYPE (SyncSweep, sync_sweep, SYNC, SWEEP, GObject)

/* where it keeps its place: {"after": id, "done": unix seconds of the last whole walk} */
#define SYNC_SWEEP_DOCUMENT "patients-sweep"

SyncSweep *sync_sweep_new (SyncContext *context);
/* may be called again: it starts only once */
void sync_sweep_start (SyncSweep *self);
void sync_sweep_stop (SyncSweep *self);

G_END_DECLS

/* store-lane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store-db.h"

G_BEGIN_DECLS

/**
 * StoreLane:
 *
 * One thread with one connection, which does the jobs of a queue one after another. The thread is
 * the only one that touches the connection and closes it at the end. Owned by the repository.
 */
typedef struct _StoreLane StoreLane;

/* does the work and returns on the task, with the data that was set on it */
typedef void (*StoreJob) (StoreDb *db, GTask *task, gpointer data);

/* starts the thread; db: (transfer full) */
StoreLane *store_lane_new (const char *name, StoreDb *db);
/* does what is queued, then ends the thread; does not wait for it */
void store_lane_free (StoreLane *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreLane, store_lane_free)
/* queues a job; task: (transfer full). A task that is cancelled before its turn costs nothing. */
void store_lane_push (StoreLane *self, GTask *task, StoreJob job);
/* Ends the thread after what is queued; ended is called in the calling thread's main context when
 * the thread is gone and the connection closed. The lane takes no more jobs. */
void store_lane_end (StoreLane *self, GSourceFunc ended, gpointer user_data);

G_END_DECLS

/* sync-startup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncStartup:
 *
 * Makes a session know its portal: the dictionaries from the store at once, then who we are, what
 * we may and every dictionary from the portal in one batch, tried again until it comes.
 */
#define SYNC_TYPE_STARTUP (sync_startup_get_type ())

G_DECLARE_FINAL_TYPE (SyncStartup, sync_startup, SYNC, STARTUP, GObject)

/* Signals: "loaded" (gboolean from_portal): once after the store was read (FALSE), and after each
 * answer of the portal (TRUE) */
SyncStartup *sync_startup_new (SyncContext *context);
void sync_startup_start (SyncStartup *self);
void sync_startup_stop (SyncStartup *self);
/* asks the portal again now, unless it is being asked */
void sync_startup_refresh (SyncStartup *self);
/* (transfer full): the batch that asks for everything */
BxBatch *sync_startup_new_batch (void);

G_END_DECLS

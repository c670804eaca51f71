/* sync-session.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mis.h"
#include "clinic-session.h"
#include "store-repository.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncSession:
 *
 * A desk that is connected to a Bitrix24 portal. Makes and owns the parts that do the work and lets
 * them know of each other's news; each part holds the context and none of the others.
 */
#define SYNC_TYPE_SESSION (sync_session_get_type ())

G_DECLARE_FINAL_TYPE (SyncSession, sync_session, SYNC, SESSION, GObject)

/* Starts at once; does not wait for the network. store: opened, taken over: closed with the
 * session. settings: (nullable). NULL with CLINIC_ERROR_INVALID when it is no webhook's address. */
ClinicSession *
sync_session_new (const char *address, StoreRepository *store, GSettings *settings, GError **error);
/* the same with all waiting times multiplied. For tests. */
ClinicSession *sync_session_new_scaled (const char *address,
                                        StoreRepository *store,
                                        GSettings *settings,
                                        double time_scale,
                                        GError **error);
/* for tests, and for what looks at the connection from outside */
SyncContext *sync_session_get_context (SyncSession *self);
/* the medical system to compare with; (nullable): none is set up */
void sync_session_set_mis (SyncSession *self, ClinicMis *mis);
/* the computer woke up: a connection that looks alive may be dead, so it is made anew */
void sync_session_wake (SyncSession *self);

G_END_DECLS

/* sync-calls.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call.h"
#include "clinic-command.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncCalls:
 *
 * Everything about telephone calls of one session: follows the channel's events, keeps the calls
 * that are going on with who is calling, and today's log with the missed ones.
 */
#define SYNC_TYPE_CALLS (sync_calls_get_type ())

G_DECLARE_FINAL_TYPE (SyncCalls, sync_calls, SYNC, CALLS, GObject)

SyncCalls *sync_calls_new (SyncContext *context);
/* reads today's log from the store, then from the portal, and follows the channel */
void sync_calls_start (SyncCalls *self);
void sync_calls_stop (SyncCalls *self);
GListModel *sync_calls_get_calls (SyncCalls *self);  /* ClinicCall */
GListModel *sync_calls_get_log (SyncCalls *self);    /* ClinicCallRecord */
GListModel *sync_calls_get_missed (SyncCalls *self); /* ClinicMissedGroup */
void sync_calls_ring (SyncCalls *self, const char *number);
/* the next outgoing call to the number is to this contact */
void sync_calls_expect (SyncCalls *self, const char *number, gint64 patient_id);
void sync_calls_choose (SyncCalls *self, ClinicCall *call, ClinicCandidate *candidate);
void sync_calls_put_away (SyncCalls *self, ClinicCall *call);
void sync_calls_refresh (SyncCalls *self);
/* a command about a call got further: its card shows it (lead-pending, lead-id) */
void sync_calls_note_command (SyncCalls *self, ClinicCommand *command);

G_END_DECLS

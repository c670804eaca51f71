/* sync-call-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-call-record.h"
#include "clinic-command.h"
#include "clinic-patient.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncCallLog:
 *
 * Today's calls: from the portal's statistics, and those seen live that the statistics do not have
 * yet; and the missed ones, grouped by number. Kept in the store, so that they are on screen at
 * once after a start and while the portal is away.
 */
#define SYNC_TYPE_CALL_LOG (sync_call_log_get_type ())

G_DECLARE_FINAL_TYPE (SyncCallLog, sync_call_log, SYNC, CALL_LOG, GObject)

SyncCallLog *sync_call_log_new (SyncContext *context);
void sync_call_log_start (SyncCallLog *self);
void sync_call_log_stop (SyncCallLog *self);
GListModel *sync_call_log_get_records (SyncCallLog *self); /* ClinicCallRecord, newest first */
GListModel *sync_call_log_get_missed (SyncCallLog *self);  /* ClinicMissedGroup */
void sync_call_log_add_live (SyncCallLog *self, ClinicCallRecord *record);
void sync_call_log_choose (SyncCallLog *self, const char *call_id, ClinicPatient *patient);
void sync_call_log_refresh (SyncCallLog *self);
void sync_call_log_refresh_soon (SyncCallLog *self, guint milliseconds);

G_END_DECLS

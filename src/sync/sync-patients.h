/* sync-patients.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncPatients:
 *
 * Keeps the index of patients: fills it once in the background, 2,500 contacts a request, going on
 * where it stopped; then asks every few minutes for what changed. Its place is kept in the store in
 * the same transaction as the rows, so nothing is skipped by a power cut.
 */
#define SYNC_TYPE_PATIENTS (sync_patients_get_type ())

G_DECLARE_FINAL_TYPE (SyncPatients, sync_patients, SYNC, PATIENTS, GObject)

SyncPatients *sync_patients_new (SyncContext *context);
/* shows how many patients the store has */
void sync_patients_count (SyncPatients *self);
void sync_patients_start (SyncPatients *self);
void sync_patients_stop (SyncPatients *self);
/* looks for changes now */
void sync_patients_refresh (SyncPatients *self);

G_END_DECLS

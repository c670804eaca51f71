/* sync-files.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-command.h"
#include "clinic-patient-file.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncFiles:
 *
 * The patients' files that are open: each is filled from the store at once and from the portal in
 * one batch, and forgotten here as soon as nobody holds it.
 */
#define SYNC_TYPE_FILES (sync_files_get_type ())

G_DECLARE_FINAL_TYPE (SyncFiles, sync_files, SYNC, FILES, GObject)

/* commands: (element-type ClinicCommand): what waits in the outbox, for comments not sent yet */
SyncFiles *sync_files_new (SyncContext *context, GListModel *commands);
/* (transfer full) */
ClinicPatientFile *sync_files_open (SyncFiles *self, gint64 patient_id);
/* asks the portal again for every open file */
void sync_files_refresh (SyncFiles *self);
/* shows a command's comment in the file it is about */
void sync_files_note_command (SyncFiles *self, ClinicCommand *command);
void sync_files_stop (SyncFiles *self);

G_END_DECLS

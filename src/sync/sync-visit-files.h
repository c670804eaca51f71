/* sync-visit-files.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-appointment-file.h"
#include "clinic-command.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncVisitFiles:
 *
 * The files of appointments that somebody looks at. Held weakly: whoever opened one keeps it; it is
 * filled anew when the appointment changes, and shows the comments that wait in the outbox. Owned
 * by the book, whose objects the files show.
 */
#define SYNC_TYPE_VISIT_FILES (sync_visit_files_get_type ())

G_DECLARE_FINAL_TYPE (SyncVisitFiles, sync_visit_files, SYNC, VISIT_FILES, GObject)

/* appointments: those of the book; commands: those of the outbox */
SyncVisitFiles *
sync_visit_files_new (SyncContext *context, GListModel *appointments, GListModel *commands);
/* (transfer full): at once, then filled */
ClinicAppointmentFile *sync_visit_files_open (SyncVisitFiles *self, gint64 appointment_id);
/* a command of the outbox moved on */
void sync_visit_files_note_command (SyncVisitFiles *self, ClinicCommand *command);
void sync_visit_files_refresh (SyncVisitFiles *self);

G_END_DECLS

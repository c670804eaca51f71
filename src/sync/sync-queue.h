/* sync-queue.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-command.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncQueue:
 *
 * The commands that are not finished, as people see them and as the disk has them, in the order in
 * which they were given. Knows what must wait for what, what is asked for twice, and how many wait
 * (the link's counts); sends nothing. Owned by the outbox, which decides what becomes of each.
 */
#define SYNC_TYPE_QUEUE (sync_queue_get_type ())

G_DECLARE_FINAL_TYPE (SyncQueue, sync_queue, SYNC, QUEUE, GObject)

/* Signals: "progress" (ClinicCommand): its state changed; DONE comes once, as it leaves */
SyncQueue *sync_queue_new (SyncContext *context);
GListModel *sync_queue_get_commands (SyncQueue *self);
/* the command with this id; (transfer none) (nullable) */
ClinicCommand *sync_queue_find (SyncQueue *self, const char *id);
/* FALSE with CLINIC_ERROR_INVALID when it is about nothing that is there or being made */
gboolean sync_queue_accepts (SyncQueue *self, ClinicCommand *command, GError **error);
/* a second press of the key: the command itself again, or another for the lead of the same call */
gboolean sync_queue_is_repetition (SyncQueue *self, ClinicCommand *command);
/* puts it last, as waiting; storing it is the caller's */
void sync_queue_append (SyncQueue *self, ClinicCommand *command);
/* the last of those that wait about the same thing; (transfer none) (nullable) */
ClinicCommand *sync_queue_find_before (SyncQueue *self, ClinicCommand *command);
/* another takes the place of a command; the disk is the caller's */
void sync_queue_replace (SyncQueue *self, ClinicCommand *old, ClinicCommand *command);
/* The person takes it back before the portal heard of it: it leaves the list and the disk without a
 * word, and what was done after it no longer counts on it. */
void sync_queue_take_back (SyncQueue *self, ClinicCommand *command);
/* puts those of an earlier run before what was given meanwhile; what is here already stays */
void sync_queue_restore (SyncQueue *self, GPtrArray *commands);
/* the waiting command of each thing that commands are about: it goes before the others about the
 * same; (transfer full) (element-type ClinicCommand) */
GPtrArray *sync_queue_list_first (SyncQueue *self);
void sync_queue_set_state (SyncQueue *self, ClinicCommand *command, ClinicCommandState state);
/* writes what it is now to the disk */
void sync_queue_keep (SyncQueue *self, ClinicCommand *command);
/* the portal has it: what waited for it can go on, and it leaves the list and the disk */
void sync_queue_finish (SyncQueue *self, ClinicCommand *command);
/* the person let it go: what waited for it is refused, and it leaves the list and the disk */
void sync_queue_discard (SyncQueue *self, ClinicCommand *command);
/* it could not be stored: it leaves the list */
void sync_queue_remove (SyncQueue *self, ClinicCommand *command);

/* whether it came back to the person, who must choose */
gboolean sync_command_needs_decision (ClinicCommand *command);

G_END_DECLS

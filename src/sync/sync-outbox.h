/* sync-outbox.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-command.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncOutbox:
 *
 * Everything the person did that the portal must hear of exactly once. A command is on disk before
 * it is sent, sent in order (one at a time per thing it is about), looked up before it is ever
 * repeated, and leaves the list only when the portal has it or the person lets it go. What is held
 * (`hold`) waits there to be taken back; a move that follows a held one takes its place.
 */
#define SYNC_TYPE_OUTBOX (sync_outbox_get_type ())

G_DECLARE_FINAL_TYPE (SyncOutbox, sync_outbox, SYNC, OUTBOX, GObject)

/* Signals: "progress" (ClinicCommand): its state changed; DONE comes once, as it leaves */
SyncOutbox *sync_outbox_new (SyncContext *context);
/* reads what an earlier run left, then sends */
void sync_outbox_start (SyncOutbox *self);
/* stops sending; what is on its way is looked up at the next start */
void sync_outbox_stop (SyncOutbox *self);
GListModel *sync_outbox_get_commands (SyncOutbox *self);
/* as clinic_session_submit_async() */
void sync_outbox_submit_async (SyncOutbox *self,
                               ClinicCommand *command,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean sync_outbox_submit_finish (SyncOutbox *self, GAsyncResult *result, GError **error);
/* as clinic_session_undo_command() */
gboolean sync_outbox_undo (SyncOutbox *self, ClinicCommand *command);
void sync_outbox_retry (SyncOutbox *self, ClinicCommand *command);
void sync_outbox_discard (SyncOutbox *self, ClinicCommand *command);
/* do not sit out a pause: the network is there again */
void sync_outbox_hurry (SyncOutbox *self);

G_END_DECLS

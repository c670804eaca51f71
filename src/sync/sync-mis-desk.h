/* sync-mis-desk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-command.h"
#include "clinic-mis-desk.h"
#include "clinic-mis.h"
#include "sync-book.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncMisDesk:
 *
 * The medical system of a session (ClinicMisDesk): read at its pace, compared with the book as soon
 * as the portal has told of all of it, repaired where the settings allow. While it cannot be read
 * nothing is compared and nothing changed. Owned by the session.
 *
 * Signals:
 * "command" (ClinicCommand): a person takes something from the medical system: for the outbox
 * "dropped" (ClinicCommand): it takes the place of one that came back: to be discarded
 */
#define SYNC_TYPE_MIS_DESK (sync_mis_desk_get_type ())

G_DECLARE_FINAL_TYPE (SyncMisDesk, sync_mis_desk, SYNC, MIS_DESK, GObject)

/* book: unowned, outlives it; commands: (element-type ClinicCommand): the outbox's */
SyncMisDesk *sync_mis_desk_new (SyncContext *context, SyncBook *book, GListModel *commands);
void sync_mis_desk_start (SyncMisDesk *self);
void sync_mis_desk_stop (SyncMisDesk *self);
/* mis: (nullable): NULL: none is set up, unless the settings say that the portal's integration
 * writes into the appointments (SyncMisField) */
void sync_mis_desk_set_mis (SyncMisDesk *self, ClinicMis *mis);
/* the outbox's "progress" */
void sync_mis_desk_note_command (SyncMisDesk *self, ClinicCommand *command);

/* seconds to the next reading: its pace, and after failures in a row more and more, up to five
 * minutes */
guint sync_mis_desk_choose_wait (guint pace, guint failures);

G_END_DECLS

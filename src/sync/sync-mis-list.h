/* sync-mis-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mismatch.h"
#include "sync-book.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncMisList:
 *
 * What the medical system and the portal disagree about, one object per id for as long as the same
 * thing is wrong. Those that a person let stand are out of the list and off the cards until either
 * side changes; which they are is kept in the store. Also knows how far the repair of each is.
 * Owned by the desk.
 *
 * Several things may be wrong with the same appointment, or the same visit that has none: its
 * target, by which repairs go.
 *
 * Signal: "changed": what waits for a person has changed
 */
#define SYNC_TYPE_MIS_LIST (sync_mis_list_get_type ())

G_DECLARE_FINAL_TYPE (SyncMisList, sync_mis_list, SYNC, MIS_LIST, GObject)

/* book: unowned, outlives it; commands: the outbox's */
SyncMisList *sync_mis_list_new (SyncContext *context, SyncBook *book, GListModel *commands);
/* reads what people let stand; before that nothing should be repaired */
void sync_mis_list_load (SyncMisList *self);
gboolean sync_mis_list_is_loaded (SyncMisList *self);
/* ClinicMismatch by start; (transfer none) */
GListModel *sync_mis_list_get_list (SyncMisList *self);
/* how many of them wait for a person */
guint sync_mis_list_count_waiting (SyncMisList *self);
/* Takes over what a comparison has found (element-type ClinicMismatch). undecided: targets that
 * could not be compared because somebody is changing them: what is known of them stays. */
void sync_mis_list_take (SyncMisList *self, GPtrArray *fresh, GHashTable *undecided);
/* none any more: no medical system is set up */
void sync_mis_list_clear (SyncMisList *self);
void sync_mis_list_keep (SyncMisList *self, ClinicMismatch *mismatch);
void sync_mis_list_undo_keep (SyncMisList *self, ClinicMismatch *mismatch);
/* the state of a command has changed */
void sync_mis_list_note_command (SyncMisList *self, ClinicCommand *command);
/* all that is wrong with the same thing and can be taken from the medical system; (transfer
 * container) (element-type ClinicMismatch) */
GPtrArray *sync_mis_list_dup_group (SyncMisList *self, ClinicMismatch *mismatch);
/* (transfer full) (element-type GPtrArray of ClinicMismatch): the groups of which all are repaired
 * without a person */
GPtrArray *sync_mis_list_dup_automatic (SyncMisList *self);
/* what became of a repair; problem: (nullable) */
void sync_mis_list_set_repair (SyncMisList *self,
                               const char *target,
                               gboolean pending,
                               const char *problem);
/* (transfer none) (nullable): the command of the outbox that came back from a repair of it */
ClinicCommand *sync_mis_list_find_failed (SyncMisList *self, const char *target);

G_END_DECLS

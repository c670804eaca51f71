/* sync-book.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-book.h"
#include "clinic-command.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncBook:
 *
 * The appointment book of a session (ClinicBook): what the store has at once, then what the portal
 * says, and over both what waits in the outbox. One object per id for as long as it is listed.
 * Owned by the session.
 */
#define SYNC_TYPE_BOOK (sync_book_get_type ())

G_DECLARE_FINAL_TYPE (SyncBook, sync_book, SYNC, BOOK, GObject)

/* commands: (element-type ClinicCommand): the outbox's */
SyncBook *sync_book_new (SyncContext *context, GListModel *commands);
/* fills the lists from the store; before that they are empty */
void sync_book_load (SyncBook *self);
/* asks the portal, now and then on */
void sync_book_start (SyncBook *self);
void sync_book_stop (SyncBook *self);
/* F5, focus: asks now, also for what was deleted */
void sync_book_refresh (SyncBook *self);
/* the outbox's "progress" */
void sync_book_note_command (SyncBook *self, ClinicCommand *command);
/* whether the portal has told of the whole book since the session began, and could be asked last
 * time: what this computer kept from earlier does not count */
gboolean sync_book_is_read (SyncBook *self);
/* reads these appointments anew; ids: gint64 */
void sync_book_fetch (SyncBook *self, GArray *ids);
/* what the medical system says otherwise of an appointment: ClinicAppointment.mismatches and
 * mis-start */
void sync_book_set_mismatches (SyncBook *self,
                               gint64 id,
                               gint64 mismatches,
                               gint64 mis_start,
                               const char *mis_word);

G_END_DECLS

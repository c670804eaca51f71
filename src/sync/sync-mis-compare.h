/* sync-mis-compare.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-mis-rules.h"
#include "sync-book.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncMisCompare:
 *
 * Compares a reading of the medical system with the book without keeping the window from being
 * drawn: what is compared is copied a slice at a time, and the copies are compared in a thread. The
 * copies stay here, so that the next time only what has changed is copied. Owned by the desk; one
 * comparison at a time.
 */
#define SYNC_TYPE_MIS_COMPARE (sync_mis_compare_get_type ())

G_DECLARE_FINAL_TYPE (SyncMisCompare, sync_mis_compare, SYNC, MIS_COMPARE, GObject)

/* What came of it; owned by whoever asked. */
typedef struct
{
  GPtrArray *mismatches; /* owned, of ClinicMismatch: with the objects of the book */
  GHashTable *undecided; /* owned: targets that somebody is changing, see SyncMisList */
} SyncMisFound;

void sync_mis_found_free (SyncMisFound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncMisFound, sync_mis_found_free)

/* book: unowned, outlives it */
SyncMisCompare *sync_mis_compare_new (SyncContext *context, SyncBook *book);
/* visits: (element-type ClinicMisVisit): all with from <= start < to, and nobody changes them;
 * stages: (element-type ClinicStage): copies that nobody changes either, and of which rules are
 * made; others: (nullable) (element-type ClinicAppointment):
 * appointments with keys of visits that the book does not show (lost ones of other days).
 * finish: (transfer full); G_IO_ERROR_CANCELLED, STORE_ERROR */
void sync_mis_compare_async (SyncMisCompare *self,
                             GPtrArray *visits,
                             GListModel *stages,
                             ClinicMisRules *rules,
                             GPtrArray *others,
                             gint64 from,
                             gint64 to,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* What the last comparison had before it, and what became of that since: a mismatch says nothing of
 * an appointment that has changed. */
typedef enum
{
  SYNC_MIS_SEEN_SAME,
  SYNC_MIS_SEEN_CHANGED,
  SYNC_MIS_SEEN_NOT, /* or somebody is changing it */
} SyncMisSeen;

SyncMisSeen sync_mis_compare_look (SyncMisCompare *self, ClinicAppointment *appointment);
SyncMisFound *sync_mis_compare_finish (SyncMisCompare *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* sync-mis-run.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-book.h"
#include "sync-context.h"
#include "sync-mis-compare.h"
#include "sync-mis-list.h"

G_BEGIN_DECLS

/**
 * SyncMisRun:
 *
 * Repairs without a person what the list says may be: changes first, then new appointments, many in
 * a request. Remembers what it has tried, so that what does not help, or is refused, is left to a
 * person until one of the sides changes. Owned by the desk; one run at a time.
 */
#define SYNC_TYPE_MIS_RUN (sync_mis_run_get_type ())

G_DECLARE_FINAL_TYPE (SyncMisRun, sync_mis_run, SYNC, MIS_RUN, GObject)

/* seconds, at most: desks that see a new visit at the same time seldom meet when they make it */
#define SYNC_MIS_RUN_PATIENCE 15.0

/* book: unowned, outlives it */
SyncMisRun *
sync_mis_run_new (SyncContext *context, SyncBook *book, SyncMisList *list, SyncMisCompare *compare);
/* finish: TRUE: something has changed, or is known now. Errors:
 * G_IO_ERROR_CANCELLED only; what the portal did not do is tried again with the next reading. */
void sync_mis_run_async (SyncMisRun *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean sync_mis_run_finish (SyncMisRun *self, GAsyncResult *result, GError **error);
/* ends a pause; the operation is cancelled */
void sync_mis_run_stop (SyncMisRun *self);
/* a person asked: everything may be tried again */
void sync_mis_run_forget (SyncMisRun *self);
/* appointments with keys of visits that the portal has and the book does not show; (transfer none)
 * (element-type ClinicAppointment) */
GPtrArray *sync_mis_run_get_others (SyncMisRun *self);
/* the portal has an appointment of this visit in another funnel */
gboolean sync_mis_run_is_elsewhere (SyncMisRun *self, const char *visit_id);

/* (transfer full) (nullable): the command that repairs a group (sync_mis_list_dup_group()), ready
 * to be sent */
ClinicCommand *sync_mis_run_dup_command (SyncContext *context, GPtrArray *group);

G_END_DECLS

/* sync-mis-repair.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many appointments made like their visits in few requests, each only while it is as it was seen.
 *
 * What is repaired without a person needs no outbox: after a crash or a lost answer it follows anew
 * from what both sides say then. Desks that do the same at the same time do not get in each other's
 * way: who comes second finds nothing as it was.
 */

#pragma once

#include "clinic-command.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* commands: (element-type ClinicCommand): CHANGE_APPOINTMENT, one of each appointment. Sets the
 * state of each: DONE; CONFLICT: somebody changed it meanwhile; REFUSED, with the portal's words;
 * WAITING: it was not tried, or nobody knows. The note of each goes in the same request as what it
 * is about: whatever happens to the request happens to both. most: (inout): how many go into a
 * request, less after a slow one. What the portal answers is told (sync_context_tell()). finish:
 * FALSE when the portal could not be asked any further: BX_ERROR, G_IO_ERROR_CANCELLED */
void sync_mis_repair_async (SyncContext *context,
                            GPtrArray *commands,
                            guint *most,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean sync_mis_repair_finish (GAsyncResult *result, GError **error);

/* the most of a request, less the command that looks whether they are as they were */
#define SYNC_MIS_MOST 49
/* less of a request that took long: the portal gives up after a minute */
guint sync_mis_repair_slow_down (guint most, gint64 began);
/* FALSE: a command of a batch failed only because it was not run, or not there */
gboolean sync_mis_was_run (const GError *error);
/* says by originatorId and originId which visit it is; key: (nullable) */
void sync_mis_set_key (JsonObject *fields, const char *key);
/* Texts go into batches here: what the portal would take for a reference is taken apart by a space
 * (`$ result[`; settings/how-to-call-rest-api/batch). */
void sync_mis_defuse (JsonObject *fields);

G_END_DECLS

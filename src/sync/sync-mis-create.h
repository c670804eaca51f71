/* sync-mis-create.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many visits of the medical system made into appointments in few requests, one of each however
 * many desks do the same at the same time.
 *
 * The portal has no unique keys and no transactions. So it is asked first whether it has any of
 * them (by the visit's id), and whoever adds one looks again afterwards: of two desks that added
 * one each, the one whose appointment has the higher id added it after the other's and so sees
 * both. It deletes its own; where it may not, the two are shown as a mismatch.
 */

#pragma once

#include "clinic-command.h"
#include "sync-context.h"

G_BEGIN_DECLS

/**
 * SyncMisMade:
 *
 * What came of it.
 */
typedef struct
{
  GPtrArray *found;  /* owned, of ClinicAppointment: those that the portal had already */
  GHashTable *known; /* owned: ids of visits that it had in another funnel */
} SyncMisMade;

void sync_mis_made_free (SyncMisMade *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncMisMade, sync_mis_made_free)

/* commands: (element-type ClinicCommand): CREATE_APPOINTMENT with origin. Sets the state of each:
 * DONE; CONFLICT: the portal has it already; REFUSED, with the portal's words; WAITING: not tried,
 * or nobody knows. keys: (element-type utf8): ids of visits that are only looked for; unsure:
 * (element-type utf8): ids of visits of which this desk may have made one without being told: added
 * to and taken from; most: as of sync_mis_repair_async(). finish: (transfer full) (nullable): NULL
 * when the portal could not be asked any further: BX_ERROR, G_IO_ERROR_CANCELLED */
void sync_mis_create_async (SyncContext *context,
                            GPtrArray *commands,
                            GPtrArray *keys,
                            GHashTable *unsure,
                            guint *most,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
SyncMisMade *sync_mis_create_finish (GAsyncResult *result, GError **error);

G_END_DECLS

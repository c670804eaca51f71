/* sync-mis-doubles.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was made once too often, because several desks did the same at the same time, and goes
 * again.
 */

#pragma once

#include "clinic-enums.h"
#include "sync-context.h"

G_BEGIN_DECLS

typedef struct
{
  ClinicEntity entity;
  gint64 id;
} SyncMisDouble;

/* doubles: (element-type SyncMisDouble): empty afterwards. What the portal does not let go stays,
 * and is shown as a mismatch. finish: FALSE when the portal could not be asked any further:
 * BX_ERROR, G_IO_ERROR_CANCELLED */
void sync_mis_doubles_delete_async (SyncContext *context,
                                    GArray *doubles,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean sync_mis_doubles_delete_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* sync-file-load.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How one patient's file is filled: from the store, then from the portal.
 */

#pragma once

#include "clinic-patient-file.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* Fills the file. Holds it weakly: when nobody else holds it, loading ends silently. Errors are
 * shown in the file itself. */
void sync_file_load (SyncContext *context,
                     ClinicPatientFile *file,
                     gboolean from_store,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback, /* (nullable) */
                     gpointer user_data);
gboolean sync_file_load_finish (GAsyncResult *result);

G_END_DECLS

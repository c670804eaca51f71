/* sync-attachment.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that is attached to something on the portal. Its address holds a secret: it is asked for
 * anew each time (disk.attachedObject.get), and neither kept nor logged.
 */

#pragma once

#include "clinic-file.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* finish: (transfer full); CLINIC_ERROR: NOT_FOUND, FORBIDDEN, BROKEN where the portal sends a page
 * instead of the file */
void sync_attachment_open_async (SyncContext *context,
                                 ClinicFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GInputStream *sync_attachment_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS

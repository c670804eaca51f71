/* sync-invoice-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bytes of an invoice's file. Addresses hold a secret: they are asked for anew each time, and
 * neither kept nor logged (office.md 3).
 */

#pragma once

#include "clinic-file.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* finish: (transfer full); CLINIC_ERROR: NOT_FOUND, FORBIDDEN (always of a file that only the
 * browser may open), BROKEN where the portal sends a page instead of the file */
void sync_invoice_file_open_async (SyncContext *context,
                                   ClinicFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GInputStream *sync_invoice_file_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS

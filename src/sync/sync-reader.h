/* sync-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a whole list of appointments or leads, page by page, without keeping the window from being
 * drawn.
 */

#pragma once

#include "clinic-types.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* one page of rows, in the main loop's idle time */
typedef void (*SyncPageFunc) (JsonArray *rows, gpointer user_data);

/* entity: LEAD or APPOINTMENT. filter: (transfer full), select: (transfer full): as
 * crm.item.list takes them. page is called with user_data, which the callback gets too. finish:
 * FALSE with the error of the layer below; what was read until then has been given to page. */
void sync_reader_read_async (SyncContext *context,
                             ClinicEntity entity,
                             JsonObject *filter,
                             JsonArray *select,
                             BxPriority priority,
                             SyncPageFunc page,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean sync_reader_read_finish (GAsyncResult *result, GError **error);

/* a time as filters take it; (transfer full) */
char *sync_reader_format_time (gint64 seconds);
/* sets "=field" and its like to a time */
void
sync_reader_set_time (JsonObject *filter, const char *operation, const char *field, gint64 seconds);

G_END_DECLS

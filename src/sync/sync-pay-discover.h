/* sync-pay-discover.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks a portal how it keeps what the reception is paid by, and what this person may see of it. Two
 * requests. What she may not see, or the tariff does not have, is left out.
 */

#pragma once

#include "sync-context.h"
#include "sync-pay-scheme.h"

G_BEGIN_DECLS

/* finish: (transfer full): the description that sync_pay_scheme_new() takes. BX_ERROR when the
 * portal could not be asked. */
void sync_pay_discover_async (SyncContext *context,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
JsonObject *sync_pay_discover_finish (GAsyncResult *result, GError **error);

/* (transfer full): what to ask lists.element.get for the rows of a list; where: (nullable): of its
 * FILTER; start: of the page */
JsonNode *sync_pay_new_list_params (const SyncPayList *list, JsonNode *where, gint64 start);

G_END_DECLS

/* mis-lookup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "mis-client.h"

G_BEGIN_DECLS

/**
 * MisLookup:
 *
 * Rows of one entity by their keys, asked for many at a time and remembered for a while: the
 * patients, doctors and phones of visits. Owned by the connector; main thread only.
 */
#define MIS_TYPE_LOOKUP (mis_lookup_get_type ())

G_DECLARE_FINAL_TYPE (MisLookup, mis_lookup, MIS, LOOKUP, GObject)

/* key: the field that rows are found by; filter: (nullable): a further condition; fields:
 * (element-type utf8): those that are wanted beside it */
MisLookup *mis_lookup_new (MisClient *client,
                           const char *entity,
                           const char *key,
                           const char *filter,
                           GPtrArray *fields);
/* Makes the rows of all keys known. keys: (element-type utf8): may have doubles. Errors as
 * mis_client_list_async(). */
void mis_lookup_resolve_async (MisLookup *self,
                               GPtrArray *keys,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean mis_lookup_resolve_finish (MisLookup *self, GAsyncResult *result, GError **error);
/* (transfer none) (nullable) (element-type JsonObject): never empty */
GPtrArray *mis_lookup_get_rows (MisLookup *self, const char *key);
/* (transfer none) (nullable): the only, or first, row */
JsonObject *mis_lookup_get_row (MisLookup *self, const char *key);

G_END_DECLS

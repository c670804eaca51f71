/* bx-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-client.h"

G_BEGIN_DECLS

/**
 * BxList:
 *
 * Reads a whole list by its ids, many pages a request: a batch of commands that each start after
 * the last id of the one before (settings/performance/huge-data). 2,500 rows a request at most.
 *
 * The list can be left and taken up again after any batch: keep bx_list_get_last_id().
 */
#define BX_TYPE_LIST (bx_list_get_type ())

G_DECLARE_FINAL_TYPE (BxList, bx_list, BX, LIST, GObject)

/* method: `crm.contact.list` (rows are `result`, key "ID") or `crm.item.list` (rows are
 * `result.items`, key "id"); params: select, filter, entityTypeId…, without order, start and the
 * id bound. after_id: 0, or where to resume. */
BxList *bx_list_new (BxClient *client,
                     const char *method,
                     JsonNode *params,
                     const char *rows_member, /* (nullable): "items", or NULL for a bare array */
                     const char *id_member,
                     gint64 after_id,
                     BxPriority priority);
/* when the number of rows is known, so that the last batch is no longer than needed */
void bx_list_set_expected (BxList *self, gint64 rows_left);
/* pages in a batch, 1…50 (default 50); it shrinks by itself when batches take over 20 s */
void bx_list_set_pages (BxList *self, guint pages);

/* The pages are given as texts for BxScan: many rows for little work. Only bare arrays. */
void bx_list_set_texts (BxList *self);

/* it is `lists.element.get`, which calls its filter FILTER and its order ELEMENT_ORDER */
void bx_list_set_elements (BxList *self);

/* Reads the next batch: an array of row arrays ((element-type JsonArray), one per page; utf8 after
 * bx_list_set_texts()), empty at the end. Decoding runs in a thread. A failed batch can be asked
 * for again. */
void bx_list_next_async (BxList *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GPtrArray *bx_list_next_finish (BxList *self, GAsyncResult *result, GError **error);
gint64 bx_list_get_last_id (BxList *self);
gboolean bx_list_is_done (BxList *self);

G_END_DECLS

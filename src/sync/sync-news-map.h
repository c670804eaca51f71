/* sync-news-map.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of the portal's feed in the words of the clinic.
 */

#pragma once

#include <json-glib/json-glib.h>

#include "clinic-file.h"
#include "clinic-post.h"
#include "sync-context.h"

G_BEGIN_DECLS

/* One row of log.blogpost.get; (transfer full) (nullable): NULL where the portal left a hole. The
 * state of an important one is UNKNOWN. */
ClinicPost *sync_news_map_post (SyncContext *context, JsonObject *row);
/* The rows of log.blogpost.get: a list, or with holes an object with numbers for keys; (transfer
 * container) (element-type JsonObject), unowned */
GPtrArray *sync_news_map_rows (JsonNode *result);
/* what disk.attachedObject.get says of a file */
void sync_news_map_file (ClinicFile *file, JsonObject *row);
/* The day that the portal writes as "15.08.2026 00:00:00", "08/15/2026 12:00:00 am" or in ISO 8601:
 * its beginning, in unix seconds. published: a time of the same portal in ISO 8601, whose offset
 * holds. 0: none */
gint64 sync_news_read_end (const char *text, const char *published);

G_END_DECLS

/* demo-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>

#include "demo-fields.h"

G_BEGIN_DECLS

/**
 * DemoFilter:
 *
 * A filter of a list method made into the WHERE of a statement and its values.
 */
typedef struct _DemoFilter DemoFilter;

DemoFilter *demo_filter_new (DemoFields *fields);
void demo_filter_free (DemoFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoFilter, demo_filter_free)

/* The grammar of crm.item.list: prefixes, nested groups; refuses what it does not know. */
gboolean demo_filter_parse_item (DemoFilter *self,
                                 JsonNode *filter,
                                 gboolean original_names,
                                 GError **error);
/* The grammar of the older lists: unknown keys are ignored, an array becomes a number. */
void demo_filter_parse_legacy (DemoFilter *self, JsonNode *filter);
/* "ID" IN (…): an empty list matches nothing */
void demo_filter_add_ids (DemoFilter *self, GArray *ids);

/* column NOT IN (list): list is SQL, such as "5,7" */
void demo_filter_leave_out (DemoFilter *self, const char *column, const char *list);

/* column = value, beside all else */
void demo_filter_keep (DemoFilter *self, const char *column, gint64 value);

/* SQL after WHERE */
const char *demo_filter_get_sql (DemoFilter *self);
void demo_filter_bind (DemoFilter *self, sqlite3_stmt *statement);
/* TRUE when the only condition is "ID above this"; 0 when there is none at all */
gboolean demo_filter_get_above (DemoFilter *self, gint64 *above);

/* ORDER BY of crm.item.list, or NULL with an error; (transfer full) */
char *demo_filter_build_order (DemoFields *fields,
                               JsonNode *order,
                               gboolean original_names,
                               GError **error);
/* (transfer full): of the older lists; by ID when nothing is asked */
char *demo_filter_build_legacy_order (DemoFields *fields, JsonNode *order);

G_END_DECLS

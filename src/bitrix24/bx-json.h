/* bx-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tolerant readers of what a Bitrix24 portal sends: numbers as text, flags as "Y", empty objects
 * as []. Every reader takes a missing member, a null and a wrong type as "not there"; the object
 * itself may be NULL, so that readers can be chained.
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gint64 bx_json_get_int (JsonObject *object, const char *member, gint64 fallback);
double bx_json_get_double (JsonObject *object, const char *member, double fallback);
gboolean bx_json_get_bool (JsonObject *object, const char *member, gboolean fallback);
const char *bx_json_get_string (JsonObject *object, const char *member);
char *bx_json_dup_string (JsonObject *object, const char *member);
JsonObject *bx_json_get_object (JsonObject *object, const char *member);
JsonArray *bx_json_get_array (JsonObject *object, const char *member);
GDateTime *bx_json_dup_time (JsonObject *object, const char *member);
gint64 bx_json_get_unix (JsonObject *object, const char *member);
char *bx_json_dup_date (JsonObject *object, const char *member);
/* the same of a text */
gint64 bx_json_read_unix (const char *text);
char *bx_json_read_date (const char *text);
JsonObject *bx_json_node_object (JsonNode *node);
JsonArray *bx_json_node_array (JsonNode *node);
gint64 bx_json_node_int (JsonNode *node, gint64 fallback);

/* Params of a request: JSON with printf marks. A %s puts a text in, quoted and escaped, so what a
 * person typed is safe; %d, %u, %ld, G_GINT64_FORMAT, %g put numbers; %p puts a JsonNode
 * (transfer none). ' may stand for ". See the .c file. */
JsonNode *bx_json_build (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS

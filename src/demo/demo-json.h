/* demo-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Readers of call parameters, which come as JSON or as the strings of a query, and the portal's
 * ways to write times.
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The portal's clock is three hours ahead of UTC all the year round. */
#define DEMO_PORTAL_OFFSET (3 * 3600)
#define DEMO_DAY (24 * 3600)

JsonNode *demo_json_get (JsonObject *params, const char *name);
gint64 demo_json_get_int (JsonObject *params, const char *name, gint64 fallback);
char *demo_json_dup_string (JsonObject *params, const char *name);
JsonObject *demo_json_get_object (JsonObject *params, const char *name);
gboolean demo_json_get_flag (JsonObject *params, const char *name);

gboolean demo_json_node_is_scalar (JsonNode *node);
gboolean demo_json_node_is_empty (JsonNode *node);
gint64 demo_json_node_int (JsonNode *node);
double demo_json_node_double (JsonNode *node);
char *demo_json_node_dup_string (JsonNode *node);
GPtrArray *demo_json_node_list (JsonNode *node);

#define DEMO_TIME_SIZE 32

void demo_time_format (gint64 unix_time, char buffer[DEMO_TIME_SIZE]);
void demo_time_format_day (gint64 unix_time, char buffer[DEMO_TIME_SIZE]);
gboolean demo_time_parse (const char *text, gint64 *unix_time);
char *demo_time_parse_day (const char *text);
gint64 demo_time_day_start (gint64 unix_time);

G_END_DECLS

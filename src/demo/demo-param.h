/* demo-param.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Tolerant readers of a method's parameters: the name in any case, a number as text or the
 * other way round. */
JsonNode *demo_param_get (JsonObject *params, const char *name);
char *demo_param_dup_text (JsonObject *params, const char *name);
gint64 demo_param_get_int (JsonObject *params, const char *name, gint64 fallback);
gboolean demo_param_is_true (JsonObject *params, const char *name);
char *demo_param_node_text (JsonNode *node);
gboolean demo_param_node_is_true (JsonNode *node);
GArray *demo_param_dup_ids (JsonObject *params, const char *name);
char *demo_param_format_time (gint64 unix_time);
gint64 demo_param_parse_time (const char *text);

G_END_DECLS

/* bx-query.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *bx_query_encode (JsonNode *params, gboolean keep_references);
gboolean bx_query_has_reference (JsonNode *params);

G_END_DECLS

/* demo-query.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *demo_query_parse (const char *query);
JsonNode *demo_query_pack (JsonObject *object);

G_END_DECLS

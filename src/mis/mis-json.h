/* mis-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reads a document of UTF-8, with or without a byte order mark. (transfer full) (nullable): NULL
 * when it is no JSON, ends in the middle, or is nested beyond all reason. */
JsonNode *mis_json_decode (const char *data, gsize length);

G_END_DECLS

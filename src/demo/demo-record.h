/* demo-record.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "demo-world.h"

G_BEGIN_DECLS

/* The recordings of calls, in a table of the clinic's database: api-reference/telephony,
 * telephony.externalCall.attachRecord. */
gboolean demo_record_prepare (DemoWorld *world, GError **error);
/* Returns the id of a file for a call that the portal itself has recorded. */
gint64 demo_record_keep (DemoWorld *world, const char *call_id);
JsonNode *demo_record_run_attach (DemoCall *call, GError **error);
void demo_record_receive (DemoWorld *world, SoupServerMessage *message, GHashTable *query);

G_END_DECLS

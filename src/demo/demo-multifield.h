/* demo-multifield.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Phones and mail addresses of leads and contacts, as `fm` writes them.
 */

#pragma once

#include "demo-world-private.h"

G_BEGIN_DECLS

/* @fm: (nullable): an array of values to add, or an object keyed by the operation ("n0" adds, an id
 * changes, an id with an empty value deletes). Returns TRUE when something was changed. */
gboolean demo_multifield_apply (DemoWorld *self, int type, gint64 owner, JsonNode *fm);
void demo_multifield_add (DemoWorld *self,
                          int type,
                          gint64 owner,
                          gint64 id,
                          const char *kind,
                          const char *value_type,
                          const char *value);
gboolean demo_multifield_has (DemoWorld *self, int type, gint64 owner, const char *kind);
void demo_multifield_copy (DemoWorld *self, int from, gint64 from_id, int to, gint64 to_id);
void demo_multifield_delete_all (DemoWorld *self, int type, gint64 owner);

G_END_DECLS

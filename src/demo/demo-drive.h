/* demo-drive.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The portal's files: contents, what lies on somebody's drive, and what of it is attached to an
 * element of a list.
 */

#pragma once

#include "demo-world-private.h"

G_BEGIN_DECLS

/* attachments of the feed have lower numbers */
#define DEMO_DRIVE_FIRST_ATTACHED 30001

/* Makes the tables. */
gboolean demo_drive_prepare (DemoWorld *self, GError **error);

/* --- contents: a field of the kind «file» keeps their number --- */

gint64 demo_drive_keep_file (DemoWorld *self, const char *name, GBytes *content);
/* ["name", "base64"]; 0 when it is not such a pair */
gint64 demo_drive_take_file (DemoWorld *self, JsonNode *pair);
/* What the portal makes of a text in a field of files: a file without a name. */
gint64 demo_drive_take_rubbish (DemoWorld *self, JsonNode *text);
/* (transfer full) (nullable): name, content */
sqlite3_stmt *demo_drive_find_file (DemoWorld *self, gint64 file);

/* --- objects on a drive --- */

/* Lays a kept file on the person's drive; says the object's id. */
gint64 demo_drive_add (DemoWorld *self, gint64 file, const char *name, gint64 user, gint64 when);
gboolean demo_drive_has (DemoWorld *self, gint64 object);
/* Says the attachment's id. */
gint64 demo_drive_attach (DemoWorld *self, gint64 object, gint64 element, gint64 user, gint64 when);
/* 0: there is no such attachment of this element; 0 for any element */
gint64 demo_drive_get_object (DemoWorld *self, gint64 attached, gint64 element);

G_END_DECLS

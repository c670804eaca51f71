/* demo-attached.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that are attached to posts, and their download.
 */

#pragma once

#include "demo-world.h"

#include <libsoup/soup.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define DEMO_ATTACHED_PATH "/bitrix/tools/disk/uf.php"

/* (transfer full): what a link of this person must show */
char *demo_attached_dup_token (DemoWorld *self, gint64 user);

/* Answers a GET of a DOWNLOAD_URL. query: (nullable): decoded */
void demo_attached_serve (DemoWorld *world, SoupServerMessage *message, GHashTable *query);

/* Answers with a file whose name and content are the first columns of the row, when the request has
 * the headers that it has to have. */
void demo_attached_answer_file (SoupServerMessage *message, sqlite3_stmt *row);
void demo_attached_answer_expired (SoupServerMessage *message);
void demo_attached_answer_denied (SoupServerMessage *message);
/* No link that has been given works any more. */
void demo_attached_expire_links (DemoWorld *self);

G_END_DECLS

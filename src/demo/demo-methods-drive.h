/* demo-methods-drive.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Downloads of files on the drive.
 */

#pragma once

#include "demo-world.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define DEMO_DOWNLOAD_PATH "/rest/download.json"

/* Answers a GET of a DOWNLOAD_URL. query: (nullable): decoded */
void demo_drive_serve (DemoWorld *world, SoupServerMessage *message, GHashTable *query);

G_END_DECLS

/* demo-photo.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The photos of those employees who have put one into their profile. Anybody can fetch them, as
 * from the folder of public files of a portal.
 */

#pragma once

#include "demo-dispatch.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define DEMO_PHOTO_PATH "/upload/resize_cache/main"

/* Sets PERSONAL_PHOTO of who has one. */
void demo_photo_add (DemoCall *call, gint64 id, JsonObject *user);
void demo_photo_serve (SoupServerMessage *message, const char *path);

G_END_DECLS

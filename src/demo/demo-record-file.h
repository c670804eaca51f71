/* demo-record-file.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recordings of calls: two voices that hum in turns, made anew for each request, so that there
 * is something to listen to and nothing to keep.
 */

#pragma once

#include "demo-world.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* calls shorter than this are not recorded */
#define DEMO_RECORDED_SECONDS 10

/* (transfer full): the path of a call's recording on this portal */
char *demo_record_file_make_path (const char *call_id);
/* (transfer full): a WAV file of a telephone's quality */
GBytes *demo_record_file_make (guint seconds, guint32 voice);
/* Answers a request for a recording: /recordings/… or /disk/downloadFile/… */
void demo_record_file_serve (DemoWorld *world, SoupServerMessage *message, const char *path);
/* disk.file.get of a recording */
JsonNode *demo_record_file_run_get (DemoCall *call, GError **error);

G_END_DECLS

/* demo-pull.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "demo-world.h"

G_BEGIN_DECLS

/**
 * DemoPull:
 *
 * The Push & Pull server: everybody's channels, the messages sent to them (kept for a replay by
 * `mid` until they expire), and who listens by WebSocket (protocol versions 4 and 5) or long
 * polling. Owned by the dispatcher.
 *
 * Signal "connected" (gint64 user_id): somebody began to listen.
 */
#define DEMO_TYPE_PULL (demo_pull_get_type ())

G_DECLARE_FINAL_TYPE (DemoPull, demo_pull, DEMO, PULL, GObject)

/* to everybody, as the user of demo_pull_send() */
#define DEMO_PULL_EVERYBODY 0

/* how long a message waits for those who are not connected, seconds */
#define DEMO_PULL_TTL 86400

DemoPull *demo_pull_new (DemoWorld *world);
void demo_pull_set_host (DemoPull *self, const char *host);
const char *demo_pull_get_host (DemoPull *self);
JsonObject *demo_pull_dup_config (DemoPull *self, gint64 user_id);
JsonNode *demo_pull_dup_public (DemoPull *self, gint64 user_id);
void demo_pull_send (DemoPull *self,
                     gint64 user_id,
                     const char *module,
                     const char *command,
                     JsonObject *params,
                     guint ttl);
void demo_pull_send_raw (DemoPull *self, gint64 user_id, const char *text);
GArray *demo_pull_dup_listeners (DemoPull *self);

/* handlers of the server */
gboolean demo_pull_is_refusing (DemoPull *self);
void demo_pull_accept (DemoPull *self,
                       SoupServerMessage *message,
                       SoupWebsocketConnection *connection,
                       const char *query);
void demo_pull_poll (DemoPull *self, SoupServerMessage *message, const char *query);

/* what the control interface may do */
void demo_pull_kill (DemoPull *self, gint64 user_id);
void demo_pull_fall_silent (DemoPull *self, gint64 user_id);
void demo_pull_expire_channel (DemoPull *self, gint64 user_id, gboolean with_new);
void demo_pull_set_version (DemoPull *self, int version);
void demo_pull_set_refusing (DemoPull *self, gboolean refusing);
void demo_pull_set_channel_life (DemoPull *self, guint seconds);
void demo_pull_advance (DemoPull *self, gint64 seconds);
void demo_pull_stop (DemoPull *self);

G_END_DECLS

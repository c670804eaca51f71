/* demo-link.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DemoLinkFormat:
 * @DEMO_LINK_MARKED: version 3: each message between #!NGINXNMS!# marks
 * @DEMO_LINK_ARRAY: version 4 with `format=json`: an array of messages
 * @DEMO_LINK_RPC: version 5: JSON-RPC with ping and acknowledgements
 */
typedef enum
{
  DEMO_LINK_MARKED,
  DEMO_LINK_ARRAY,
  DEMO_LINK_RPC,
} DemoLinkFormat;

/**
 * DemoMessage:
 * @number: counts up over all messages
 * @mid: the same as the client sees it
 * @user_id: to whom, or 0 for everybody
 * @expires: unix seconds after which it is not replayed
 * @channel: the channel on which it goes
 * @time: when it was sent, for the version 4 frame
 * @text: module, command, params, extra
 *
 * One message of the Push & Pull server.
 */
typedef struct
{
  gatomicrefcount references;
  guint64 number;
  char *mid; /* owned */
  gint64 user_id;
  gint64 expires;
  char *channel;    /* owned */
  char *time;       /* owned */
  JsonObject *text; /* owned */
} DemoMessage;

DemoMessage *demo_message_ref (DemoMessage *self);
void demo_message_unref (DemoMessage *self);
char *demo_message_to_frame (DemoMessage *self, DemoLinkFormat format);
JsonNode *demo_message_to_node (DemoMessage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoMessage, demo_message_unref)

/**
 * DemoLink:
 *
 * One WebSocket of one client: writes frames in its format and, in version 5, pings it and sends
 * again what it did not acknowledge. Owned by DemoPull.
 *
 * Signal "closed": the connection is over.
 */
#define DEMO_TYPE_LINK (demo_link_get_type ())

G_DECLARE_FINAL_TYPE (DemoLink, demo_link, DEMO, LINK, GObject)

DemoLink *demo_link_new (SoupWebsocketConnection *connection,
                         GSocket *socket,
                         gint64 user_id,
                         DemoLinkFormat format);
gint64 demo_link_get_user (DemoLink *self);
void demo_link_send (DemoLink *self, DemoMessage *message);
void demo_link_send_text (DemoLink *self, const char *text);
void demo_link_kill (DemoLink *self);
void demo_link_fall_silent (DemoLink *self);

G_END_DECLS

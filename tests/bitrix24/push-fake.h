/* push-fake.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A push server: WebSockets at /subws/, long polling at /sub/. */
typedef struct
{
  SoupServer *server;     /* owned */
  GSocketService *silent; /* owned, (nullable) */
  GPtrArray *sockets;     /* owned (element-type SoupWebsocketConnection): open ones */
  GPtrArray *queries;     /* owned (element-type utf8): of the WebSockets */
  GPtrArray *polls;       /* owned (element-type utf8): queries of the polls */
  GPtrArray *texts;       /* owned (element-type utf8): what clients sent, without pings */
  GPtrArray *hanging;     /* owned (element-type SoupServerMessage): polls without an answer */
  guint close_code;       /* of the socket that closed last */
  guint poll_status;      /* what polls are refused with; 0: they hang */
  guint socket_status;    /* what handshakes are refused with; 0: they pass */
  guint port;
} PushFake;

PushFake *push_fake_new (void);
void push_fake_free (PushFake *self);
guint push_fake_listen_silently (PushFake *self);
void push_fake_send (PushFake *self, const char *text);
void push_fake_answer_polls (PushFake *self, const char *body);
void push_fake_close (PushFake *self, guint code);
char *push_fake_dup_config (guint port, guint version, const char *channel, guint lifetime);
const char *push_fake_get_query (PushFake *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PushFake, push_fake_free)

G_END_DECLS

/* demo-channel.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DemoChannel:
 * @user_id: whose private channel it is; 0 for the shared one
 * @id: `private32:public32.signature40`, or `shared32.signature40`
 * @public_id: (nullable): the part that colleagues may know
 * @signature: (nullable): of @public_id
 * @start: unix seconds
 * @end: unix seconds: twelve hours later
 *
 * One channel of the Push & Pull server.
 */
typedef struct
{
  gint64 user_id;
  char *id;        /* owned */
  char *public_id; /* owned */
  char *signature; /* owned */
  gint64 start;
  gint64 end;
} DemoChannel;

DemoChannel *demo_channel_new (gint64 user_id, const char *key, gint64 start, guint life);
void demo_channel_free (DemoChannel *self);
char *demo_channel_make_token (gint64 user_id, const char *key, gint64 expires);
gint64 demo_channel_check_token (const char *token, const char *key, gint64 now);
JsonObject *demo_channel_describe (DemoChannel *self);
void demo_channel_set_times (JsonObject *object, DemoChannel *channel);
JsonObject *demo_channel_make_server (const char *host, int version);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoChannel, demo_channel_free)

G_END_DECLS

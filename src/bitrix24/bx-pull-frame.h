/* bx-pull-frame.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the push server sends, taken apart. Plain functions: no connection, no clock.
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BxPullMessage:
 * @mid: (nullable): the message's id, for replay and for telling doubles
 * @module: lower case; never empty
 * @command: never empty
 * @params: (nullable): %NULL when they are absent or a list
 * @from_client: another client sent it, not the portal
 * @wants_ack: the server waits for `mack:<mid>`
 */
typedef struct
{
  char *mid;          /* owned, (nullable) */
  char *module;       /* owned */
  char *command;      /* owned */
  JsonObject *params; /* owned, (nullable) */
  gboolean from_client;
  gboolean wants_ack;
} BxPullMessage;

void bx_pull_message_free (BxPullMessage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BxPullMessage, bx_pull_message_free)

GPtrArray *bx_pull_frame_parse (const char *data, gsize length, gboolean *malformed);

G_END_DECLS

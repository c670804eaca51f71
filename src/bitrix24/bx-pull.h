/* bx-pull.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-client.h"

G_BEGIN_DECLS

/**
 * BxPullState:
 * @BX_PULL_STOPPED: not asked to run
 * @BX_PULL_CONNECTING: the first connection, or one after a short pause, is being made
 * @BX_PULL_CONNECTED: events arrive
 * @BX_PULL_WAITING: not connected; tries again at bx_pull_get_retry_at()
 * @BX_PULL_REFUSED: the portal does not allow it (scope missing, server switched off): tries
 *   again rarely
 */
typedef enum
{
  BX_PULL_STOPPED,
  BX_PULL_CONNECTING,
  BX_PULL_CONNECTED,
  BX_PULL_WAITING,
  BX_PULL_REFUSED,
} BxPullState;

#define BX_TYPE_PULL_STATE (bx_pull_state_get_type ())

GType bx_pull_state_get_type (void);

/**
 * BxPull:
 *
 * The portal's real-time channel (Push & Pull) of the webhook's user: `pull.config.get`, then a
 * WebSocket (server versions 4 and 5), or long polling where a WebSocket cannot pass.
 */
#define BX_TYPE_PULL (bx_pull_get_type ())

G_DECLARE_FINAL_TYPE (BxPull, bx_pull, BX, PULL, GObject)

/* Signals:
 * "message" (const char *module, const char *command, JsonObject *params, gint64 arrived):
 *   one event, never twice; arrived is the monotonic time (µs) at which its frame was read.
 *   Events that another client sent (sender type 1) are not passed on.
 * "reconnected": events may have been missed since the channel was lost
 * "notify::state", "notify::since", "notify::retry-at", "notify::error" */
BxPull *bx_pull_new (BxClient *client);
void bx_pull_start (BxPull *self);
void bx_pull_stop (BxPull *self);
/* the network changed, the machine woke up, the person pressed "try again" */
void bx_pull_reconnect_now (BxPull *self);
BxPullState bx_pull_get_state (BxPull *self);
/* unix seconds: since when it is connected, or (while it connects, waits or is refused) not */
gint64 bx_pull_get_since (BxPull *self);
/* unix seconds, 0 when not waiting */
gint64 bx_pull_get_retry_at (BxPull *self);
/* (nullable) (transfer none): why it is not connected */
const GError *bx_pull_get_error (BxPull *self);
/* all waiting times are multiplied by this (default 1.0). For tests. */
void bx_pull_set_time_scale (BxPull *self, double scale);

G_END_DECLS

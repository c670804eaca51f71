/* bx-pull-socket.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "bx-pull-timing.h"

G_BEGIN_DECLS

/**
 * BxPullSocket:
 *
 * One WebSocket to the push server, from its handshake to its end. It opens once, is lost once and
 * is not used again. Notices by itself that nobody is at the other end any more.
 */
#define BX_TYPE_PULL_SOCKET (bx_pull_socket_get_type ())

G_DECLARE_FINAL_TYPE (BxPullSocket, bx_pull_socket, BX, PULL_SOCKET, GObject)

/* the codes with which a client closes */
#define BX_PULL_CLOSE_NORMAL 1000
#define BX_PULL_CLOSE_CHANNEL_EXPIRED 3000
#define BX_PULL_CLOSE_CONFIG_RENEWED 3001
#define BX_PULL_CLOSE_CONFIG_EXPIRED 3003
#define BX_PULL_CLOSE_MANUAL 3004
#define BX_PULL_CLOSE_STUCK 3005

/* Signals:
 * "opened": the handshake is done
 * "frame" (GBytes *data, gint64 arrived): one text; arrived is the monotonic time in µs
 * "lost" (guint loss, guint code, GError *error): a BxPullLoss, the close code (0 if there was
 *   none) and why; nothing comes after it. Not emitted after bx_pull_socket_close(). */
BxPullSocket *bx_pull_socket_new (SoupSession *session, gboolean rpc, double time_scale);
void bx_pull_socket_open (BxPullSocket *self, const char *address);
void bx_pull_socket_send (BxPullSocket *self, const char *text);
void bx_pull_socket_close (BxPullSocket *self, guint code);
/* seconds since it opened, not scaled; 0 when it has not */
double bx_pull_socket_get_age (BxPullSocket *self);

G_END_DECLS

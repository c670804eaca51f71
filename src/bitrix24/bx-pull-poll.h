/* bx-pull-poll.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "bx-pull-timing.h"

G_BEGIN_DECLS

/**
 * BxPullPoll:
 *
 * Long polling of the push server, for networks that no WebSocket passes: one request after the
 * other, each of which hangs until something happens. It is lost once and is not used again.
 */
#define BX_TYPE_PULL_POLL (bx_pull_poll_get_type ())

G_DECLARE_FINAL_TYPE (BxPullPoll, bx_pull_poll, BX, PULL_POLL, GObject)

/* Signals:
 * "opened": the server took our request and did not refuse it
 * "frame" (GBytes *data, gint64 arrived): one answer; arrived is the monotonic time in µs
 * "lost" (guint loss, GError *error): a BxPullLoss and why; nothing comes after it. Not emitted
 *   after bx_pull_poll_close(). */
BxPullPoll *bx_pull_poll_new (SoupSession *session, double time_scale);
void bx_pull_poll_open (BxPullPoll *self, const char *address);
void bx_pull_poll_set_mid (BxPullPoll *self, const char *mid);
void bx_pull_poll_close (BxPullPoll *self);

G_END_DECLS

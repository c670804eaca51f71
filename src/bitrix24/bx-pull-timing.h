/* bx-pull-timing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long the real-time channel waits. Plain functions: they are given their clocks and chances.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BxPullLoss:
 * @BX_PULL_LOSS_NETWORK: nothing answered, or the connection broke without a word
 * @BX_PULL_LOSS_SILENT: the connection stands but nobody is at its other end
 * @BX_PULL_LOSS_SERVER: the server answered, and refused or closed
 * @BX_PULL_LOSS_BLOCKED: something on the way answered in the server's place: a WebSocket does not
 *   pass
 * @BX_PULL_LOSS_CHANNEL: the server does not accept our channels any more; get new ones
 *
 * Why a connection to the push server ended.
 */
typedef enum
{
  BX_PULL_LOSS_NETWORK,
  BX_PULL_LOSS_SILENT,
  BX_PULL_LOSS_SERVER,
  BX_PULL_LOSS_BLOCKED,
  BX_PULL_LOSS_CHANNEL,
} BxPullLoss;

double bx_pull_timing_server_delay (guint failures, double chance);
double bx_pull_timing_network_delay (guint failures, double chance);
double bx_pull_timing_new_channel_delay (double chance);
double bx_pull_timing_config_expired_delay (double chance);
double bx_pull_timing_server_restart_delay (double chance);
double bx_pull_timing_renewal_delay (double lifetime, double chance);
gint64 bx_pull_timing_get_boottime (void);
gboolean bx_pull_timing_slept (gint64 *asleep, gint64 boottime, gint64 monotonic);

G_END_DECLS

/* bx-pull-order.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bx-pull-frame.h"

G_BEGIN_DECLS

/**
 * BxPullOrder:
 * @BX_PULL_ORDER_NONE: not a message to the client itself
 * @BX_PULL_ORDER_SWAP_CHANNEL: a channel has ended; the message brings the next one
 * @BX_PULL_ORDER_NEW_CONFIG: our channel has ended; read the configuration again at once
 * @BX_PULL_ORDER_CONFIG_EXPIRED: the server's settings changed; read it again a little later
 * @BX_PULL_ORDER_RESTARTING: the server is about to restart
 *
 * What the portal asks of the client, in messages of the module `pull`.
 */
typedef enum
{
  BX_PULL_ORDER_NONE,
  BX_PULL_ORDER_SWAP_CHANNEL,
  BX_PULL_ORDER_NEW_CONFIG,
  BX_PULL_ORDER_CONFIG_EXPIRED,
  BX_PULL_ORDER_RESTARTING,
} BxPullOrder;

BxPullOrder bx_pull_order_read (const BxPullMessage *message);

G_END_DECLS

/* bx-pull-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "bx-pull-order"

#include "bx-pull-order.h"
#include "bx-json.h"

/**
 * bx_pull_order_read:
 * @message: a message
 *
 * Reads the messages that manage the connection ("Format of Incoming Commands for Connection
 * Management" in settings/interactivity/custom-push-and-pull-client). An order that does not say
 * what it needs to (a new channel) leads to the configuration being read again, which always helps.
 *
 * Returns: what to do
 */
BxPullOrder
bx_pull_order_read (const BxPullMessage *message)
{
  const char *action;

  g_return_val_if_fail (message != NULL, BX_PULL_ORDER_NONE);

  /* a colleague's client may not send us about */
  if (message->from_client || g_strcmp0 (message->module, "pull") != 0)
    return BX_PULL_ORDER_NONE;

  if (g_strcmp0 (message->command, "config_expire") == 0)
    return BX_PULL_ORDER_CONFIG_EXPIRED;

  if (g_strcmp0 (message->command, "server_restart") == 0)
    return BX_PULL_ORDER_RESTARTING;

  if (g_strcmp0 (message->command, "channel_expire") != 0)
    return BX_PULL_ORDER_NONE;

  action = message->params != NULL ? bx_json_get_string (message->params, "action") : NULL;
  if (g_strcmp0 (action, "reconnect") == 0 &&
      bx_json_get_object (message->params, "new_channel") != NULL)
    return BX_PULL_ORDER_SWAP_CHANNEL;

  return BX_PULL_ORDER_NEW_CONFIG;
}

/* bx-pull-config.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BxPullConfig:
 *
 * What `pull.config.get` answers: where the push server is, which channels are ours, and how long
 * that holds. Holds secrets: the channel ids and the token open the person's messages.
 */
typedef struct _BxPullConfig BxPullConfig;

BxPullConfig *bx_pull_config_new (JsonObject *result, gint64 now, GError **error);
void bx_pull_config_free (BxPullConfig *self);

/* the protocol is JSON-RPC: the server pings and wants its messages acknowledged */
gboolean bx_pull_config_is_rpc (const BxPullConfig *self);
char *bx_pull_config_dup_socket_uri (const BxPullConfig *self);
char *bx_pull_config_dup_poll_uri (const BxPullConfig *self);
double bx_pull_config_get_lifetime (const BxPullConfig *self);
gboolean bx_pull_config_replace_channel (BxPullConfig *self, JsonObject *old, JsonObject *channel);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BxPullConfig, bx_pull_config_free)

G_END_DECLS

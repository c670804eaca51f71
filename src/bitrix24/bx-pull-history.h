/* bx-pull-history.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BxPullHistory:
 *
 * The ids of the last messages: a message that comes twice (replayed after a loss, or over the
 * socket and a long poll at once) is known by its id.
 */
typedef struct _BxPullHistory BxPullHistory;

BxPullHistory *bx_pull_history_new (void);
void bx_pull_history_free (BxPullHistory *self);
gboolean bx_pull_history_add (BxPullHistory *self, const char *mid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BxPullHistory, bx_pull_history_free)

G_END_DECLS

/* bx-exchange.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* 2,500 fat rows are some 10 MB; what is larger is no answer of a portal */
#define BX_EXCHANGE_LIMIT (64 * 1024 * 1024)

void bx_exchange_async (SoupSession *session,
                        SoupMessage *message,
                        guint timeout,
                        gsize limit,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
GBytes *bx_exchange_finish (SoupSession *session, GAsyncResult *result, GError **error);

G_END_DECLS

/* desk-screen-lock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Locks the person's session as the desktop does it (org.freedesktop.ScreenSaver, or logind), so
 * that nobody reads over an empty chair. finish: FALSE: this desktop does not let itself be locked
 * from here. */
void desk_screen_lock_async (GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean desk_screen_lock_finish (GAsyncResult *result, GError **error);

G_END_DECLS

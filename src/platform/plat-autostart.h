/* plat-autostart.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether this program is started, without a window, when the person signs in: by a file of the
 * desktop's autostart folder (XDG autostart), or in a sandbox by the Background portal. reason: for
 * the person, where the portal asks her. Does what is done already again without harm. */
void plat_autostart_set_async (const char *app_id,
                               const char *name,
                               const char *reason,
                               gboolean autostart,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean plat_autostart_set_finish (GAsyncResult *result, GError **error);

G_END_DECLS

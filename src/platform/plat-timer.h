/* plat-timer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The monthly timer of the person's own systemd (org.freedesktop.systemd1 on the session bus):
 * reception-report.timer, which starts the service of that name.
 */

#pragma once

#include <gio/gio.h>

#include "clinic-error.h"

G_BEGIN_DECLS

/* units: folder with both units, in which @RECEPTION@ stands for this program; they are written to
 * systemd/user of the person's settings, or removed from there. finish: FALSE with
 * CLINIC_ERROR_NOT_FOUND: there is no systemd to ask, or we are in a sandbox; FORBIDDEN: the units
 * cannot be written; BROKEN: systemd refuses. What failed leaves no unit behind. */
void plat_timer_set_async (const char *units,
                           gboolean on,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean plat_timer_set_finish (GAsyncResult *result, GError **error);

G_END_DECLS

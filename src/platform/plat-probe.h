/* plat-probe.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Who would show the desktop's notifications; shows none. finish: (transfer full): its name, as it
 * calls itself. CLINIC_ERROR_NOT_FOUND: nobody on this desktop. */
void plat_probe_notifications_async (GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *plat_probe_notifications_finish (GAsyncResult *result, GError **error);

G_END_DECLS

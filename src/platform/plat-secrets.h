/* plat-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-error.h"

G_BEGIN_DECLS

/* The webhook address in the desktop's keyring: whoever knows it may do what its owner may, so it
 * is kept nowhere else and never logged.
 *
 * Errors of all three: CLINIC_ERROR_NOT_FOUND: this desktop has no keyring; CLINIC_ERROR_FORBIDDEN:
 * it stayed locked; CLINIC_ERROR_BROKEN: it answered with something else. */

void plat_secrets_load_async (GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (transfer full) (nullable): NULL without error when nothing is kept; free with
 * secret_password_free() or g_free() */
char *plat_secrets_load_finish (GAsyncResult *result, GError **error);

/* label: what the keyring's own window calls it; address NULL: forget it */
void plat_secrets_store_async (const char *label,
                               const char *address,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean plat_secrets_store_finish (GAsyncResult *result, GError **error);

G_END_DECLS

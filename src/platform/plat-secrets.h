/* plat-secrets.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-error.h"

G_BEGIN_DECLS

/**
 * PlatSecret:
 * @PLAT_SECRET_WEBHOOK: the webhook's address: whoever knows it may do what its owner may
 * @PLAT_SECRET_MIS_PASSWORD: the password of the medical system's user
 *
 * What is kept in the desktop's keyring, nowhere else, and never logged.
 */
typedef enum
{
  PLAT_SECRET_WEBHOOK,
  PLAT_SECRET_MIS_PASSWORD,
} PlatSecret;

/*
 * Errors of all three: CLINIC_ERROR_NOT_FOUND: this desktop has no keyring; CLINIC_ERROR_FORBIDDEN:
 * it stayed locked; CLINIC_ERROR_BROKEN: it answered with something else. */

void plat_secrets_load_async (PlatSecret which,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (transfer full) (nullable): NULL without error when nothing is kept; free with
 * secret_password_free() or g_free() */
char *plat_secrets_load_finish (GAsyncResult *result, GError **error);

/* label: what the keyring's own window calls it; secret NULL: forget it */
void plat_secrets_store_async (PlatSecret which,
                               const char *label,
                               const char *secret,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean plat_secrets_store_finish (GAsyncResult *result, GError **error);

G_END_DECLS

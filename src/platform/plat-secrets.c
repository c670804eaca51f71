/* plat-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-secrets"

#include "plat-secrets.h"

#include <libsecret/secret.h>

static const SecretSchema schema = {
  "io.github.reception24.Reception",
  SECRET_SCHEMA_NONE,
  { { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static const char *const kinds[] = {
  [PLAT_SECRET_WEBHOOK] = "webhook",
  [PLAT_SECRET_MIS_PASSWORD] = "mis-password",
};

/* error: (transfer full); returns it in the words of the domain, without details that may quote
 * what is secret */
static GError *
translate_error (GError *error)
{
  g_autoptr (GError) owned = error;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&owned);
  if (error->domain == G_DBUS_ERROR || error->domain == G_IO_ERROR)
    return g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "there is no keyring");
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return g_error_new_literal (CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN, "the keyring is locked");

  return g_error_new (CLINIC_ERROR, CLINIC_ERROR_BROKEN, "the keyring failed (%s %d)",
                      g_quark_to_string (error->domain), error->code);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  char *secret = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, translate_error (error));
  else
    g_task_return_pointer (task, secret, (GDestroyNotify) secret_password_free);
}

void
plat_secrets_load_async (PlatSecret which,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, plat_secrets_load_async);
  secret_password_lookup (&schema, cancellable, on_loaded_cb, g_steal_pointer (&task), "kind",
                          kinds[which], NULL);
}

char *
plat_secrets_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (!secret_password_store_finish (result, &error))
    g_task_return_error (task, translate_error (error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  /* FALSE without an error: there was nothing to forget */
  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, translate_error (error));
  else
    g_task_return_boolean (task, TRUE);
}

void
plat_secrets_store_async (PlatSecret which,
                          const char *label,
                          const char *secret,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, plat_secrets_store_async);
  if (secret != NULL)
    secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, cancellable,
                           on_stored_cb, g_steal_pointer (&task), "kind", kinds[which], NULL);
  else
    secret_password_clear (&schema, cancellable, on_cleared_cb, g_steal_pointer (&task), "kind",
                           kinds[which], NULL);
}

gboolean
plat_secrets_store_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

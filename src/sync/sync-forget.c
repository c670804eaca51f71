/* sync-forget.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-forget"

#include "sync-forget.h"

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_remove_patients_finish (STORE_REPOSITORY (source), result, &error))
    g_debug ("A deleted patient cannot be removed: %s", error->message);
}

void
sync_forget_patients (SyncContext *context, GArray *ids)
{
  g_return_if_fail (SYNC_IS_CONTEXT (context));
  g_return_if_fail (ids != NULL);

  if (ids->len > 0)
    store_repository_remove_patients_async (sync_context_get_store (context), ids, NULL,
                                            on_removed_cb, NULL);
}

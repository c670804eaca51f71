/* sync-keep.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-keep"

#include "sync-keep.h"

static void
on_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_appointments_finish (STORE_REPOSITORY (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Visits cannot be kept: %s", error->message);
}

static void
on_leads_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_put_leads_finish (STORE_REPOSITORY (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Leads cannot be kept: %s", error->message);
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_remove_appointments_finish (STORE_REPOSITORY (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Visits cannot be removed: %s", error->message);
}

static void
on_leads_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_repository_remove_leads_finish (STORE_REPOSITORY (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Leads cannot be removed: %s", error->message);
}

void
sync_keep_appointments (StoreRepository *store, GPtrArray *kept, GArray *gone)
{
  g_return_if_fail (STORE_IS_REPOSITORY (store));

  if (kept != NULL && kept->len > 0)
    store_repository_put_appointments_async (store, kept, NULL, on_put_cb, NULL);
  if (gone != NULL && gone->len > 0)
    store_repository_remove_appointments_async (store, gone, NULL, on_removed_cb, NULL);
}

void
sync_keep_leads (StoreRepository *store, GPtrArray *kept, GArray *gone)
{
  g_return_if_fail (STORE_IS_REPOSITORY (store));

  if (kept != NULL && kept->len > 0)
    store_repository_put_leads_async (store, kept, NULL, on_leads_put_cb, NULL);
  if (gone != NULL && gone->len > 0)
    store_repository_remove_leads_async (store, gone, NULL, on_leads_removed_cb, NULL);
}

/* store-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-schema"

#include "store-schema.h"

#include <gio/gio.h>

#include "store-error.h"
#include "store-resources.h"

#define PREFIX "/io/github/reception24/Reception/sql/"

static const char *const steps[] = { "0001-initial.sql",          "0002-calls-of-whom.sql",
                                     "0003-appointment-book.sql", "0004-recordings.sql",
                                     "0005-call-list.sql",        "0006-news.sql",
                                     "0007-archive.sql",          "0008-invoices.sql" };

G_STATIC_ASSERT (G_N_ELEMENTS (steps) == STORE_SCHEMA_VERSION);

static gboolean
run_step (StoreDb *db, int number, GError **error)
{
  g_autofree char *path = g_strconcat (PREFIX, steps[number - 1], NULL);
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", number);
  g_autoptr (GBytes) sql =
    g_resource_lookup_data (store_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (StoreTransaction) transaction = NULL;

  if (sql == NULL)
    return FALSE;

  transaction = store_transaction_begin (db, error);
  if (transaction == NULL)
    return FALSE;

  /* data of a resource ends with a zero byte that is not counted */
  return store_db_execute (db, g_bytes_get_data (sql, NULL), error) &&
         store_db_execute (db, version, error) && store_transaction_commit (&transaction, error);
}

gboolean
store_schema_upgrade (StoreDb *db, GError **error)
{
  gint64 version = 0;

  if (!store_db_execute (db, "SELECT 1 FROM sqlite_master", error))
    return FALSE;

  version = store_db_get_number (db, "PRAGMA user_version", 0);
  if (version > STORE_SCHEMA_VERSION)
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_NEWER,
                   "the store has version %" G_GINT64_FORMAT ", this application knows %d", version,
                   STORE_SCHEMA_VERSION);
      return FALSE;
    }

  for (int number = (int) version + 1; number <= STORE_SCHEMA_VERSION; number++)
    {
      g_debug ("step %d", number);
      if (!run_step (db, number, error))
        return FALSE;
    }

  return TRUE;
}

/* store-recovery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-recovery"

#include "store-recovery.h"

#include <glib/gstdio.h>

#include "store-error.h"
#include "store-schema.h"

#define COLUMNS                                                                                    \
  "id, kind, entity, entity_id, payload, state, created, attempts, problem, seen, result_id"
#define COLUMN_COUNT 11

/* what SQLite keeps beside a database */
static const char *const suffixes[] = { "", "-wal", "-shm" };

static gboolean
is_marked (const char *path)
{
  g_autofree char *mark = g_strconcat (path, ".broken", NULL);

  return g_file_test (mark, G_FILE_TEST_EXISTS);
}

static void
remove_mark (const char *path)
{
  g_autofree char *mark = g_strconcat (path, ".broken", NULL);

  g_unlink (mark);
}

/* Only the outbox is checked, as it is all that cannot be fetched again: reading a whole index of
 * a million patients would take seconds at every start. */
static gboolean
is_outbox_sound (StoreDb *db, GError **error)
{
  g_autoptr (StoreStatement) statement =
    store_db_prepare (db, "PRAGMA quick_check('outbox')", error);

  if (statement == NULL || !store_db_step (db, statement, error))
    return FALSE;
  if (g_strcmp0 (store_column_text (statement, 0), "ok") == 0)
    return TRUE;

  g_set_error_literal (error, STORE_ERROR, STORE_ERROR_DAMAGED, "the outbox is damaged");

  return FALSE;
}

static StoreDb *
open_sound (const char *path, GError **error)
{
  g_autoptr (StoreDb) db = store_db_open (path, STORE_DB_WRITER, error);

  if (db == NULL || !store_schema_upgrade (db, error) || !is_outbox_sound (db, error))
    return NULL;

  return g_steal_pointer (&db);
}

static void
move_aside (const char *path, const char *aside)
{
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (aside, suffixes[i], NULL);

      g_unlink (to);
      g_rename (from, to);
    }
}

/* copies rows until the first that cannot be read; returns how many were new */
static int
copy_commands (StoreDb *from, StoreDb *to, const char *select)
{
  g_autoptr (StoreStatement) source = store_db_prepare (from, select, NULL);
  g_autoptr (StoreStatement) target =
    store_db_prepare (to,
                      "INSERT OR IGNORE INTO outbox (" COLUMNS ") "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      NULL);
  int copied = 0;

  if (source == NULL || target == NULL)
    return 0;

  while (store_db_step (from, source, NULL))
    {
      for (int i = 0; i < COLUMN_COUNT; i++)
        sqlite3_bind_value (target, i + 1, sqlite3_column_value (source, i));
      if (store_db_run (to, target, NULL) && store_db_changes (to) > 0)
        {
          g_message ("saved command %s", store_column_text (source, 0));
          copied++;
        }
    }

  return copied;
}

static void
save_outbox (const char *aside, StoreDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreDb) old = store_db_open (aside, STORE_DB_READER, &error);
  int copied = 0;

  if (old == NULL)
    {
      g_warning ("nothing of the outbox could be read: %s", error->message);
      return;
    }

  /* from both ends, so that one broken page between loses only its own rows */
  copied = copy_commands (old, db, "SELECT " COLUMNS " FROM outbox NOT INDEXED ORDER BY number");
  copied +=
    copy_commands (old, db, "SELECT " COLUMNS " FROM outbox NOT INDEXED ORDER BY number DESC");

  g_message ("%d commands of the outbox were saved", copied);
}

StoreDb *
store_recovery_open (const char *path, GError **error)
{
  g_autoptr (StoreDb) db = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *aside = NULL;

  if (path == NULL)
    return open_sound (NULL, error);

  if (!is_marked (path))
    {
      db = open_sound (path, &problem);
      if (db != NULL)
        return g_steal_pointer (&db);
      if (!g_error_matches (problem, STORE_ERROR, STORE_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }

  aside = g_strconcat (path, ".damaged", NULL);
  g_message ("the store is damaged and moved aside; a new one is made");
  move_aside (path, aside);
  remove_mark (path);

  db = open_sound (path, error);
  if (db != NULL)
    save_outbox (aside, db);
  /* reading it may have found it broken again */
  remove_mark (aside);

  return g_steal_pointer (&db);
}

void
store_recovery_forget (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *aside = g_strconcat (path, ".damaged", suffixes[i], NULL);

      g_unlink (aside);
    }

  remove_mark (path);
}

/* store-db.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-db"

#include "store-db.h"

#include "store-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _StoreDb
{
  sqlite3 *handle;        /* owned */
  GHashTable *statements; /* owned (literal sql: sqlite3_stmt *), finalized with the table */
  GThread *thread;        /* unowned, only compared */
  char *path;             /* owned (nullable) */
};

/* The page caches are small on purpose: the system's own cache serves a second read as fast, and
 * does not count against the application. */
static const char *const writer_setup = "PRAGMA journal_mode = WAL;"
                                        "PRAGMA synchronous = NORMAL;"
                                        "PRAGMA foreign_keys = ON;"
                                        "PRAGMA busy_timeout = 5000;"
                                        "PRAGMA temp_store = MEMORY;"
                                        "PRAGMA cache_size = -8192;"
                                        "PRAGMA wal_autocheckpoint = 4000;"
                                        "PRAGMA journal_size_limit = 16777216;";
static const char *const reader_setup = "PRAGMA query_only = ON;"
                                        "PRAGMA busy_timeout = 5000;"
                                        "PRAGMA temp_store = MEMORY;"
                                        "PRAGMA cache_size = -4096;";

static void
assert_thread (StoreDb *self)
{
  g_assert (self->thread == g_thread_self ());
}

static StoreError
get_error_code (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return STORE_ERROR_DAMAGED;
    case SQLITE_FULL:
      return STORE_ERROR_NO_SPACE;
    default:
      return STORE_ERROR_FAILED;
    }
}

/* A page that turned out broken in the middle of a day is mended at the next start: see
 * store-recovery.c. */
static void
leave_a_mark (StoreDb *self)
{
  g_autofree char *mark = NULL;

  if (self->path == NULL)
    return;

  mark = g_strconcat (self->path, ".broken", NULL);
  g_file_set_contents_full (mark, "", 0, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

static gboolean
take_error (StoreDb *self, int result, GError **error)
{
  StoreError code = get_error_code (result);

  /* no statement and no value in the message: it may end up in a log */
  g_set_error (error, STORE_ERROR, code, "%s (%d)", sqlite3_errstr (result & 0xff),
               sqlite3_extended_errcode (self->handle));
  if (code == STORE_ERROR_DAMAGED)
    leave_a_mark (self);

  return FALSE;
}

void
store_statement_release (StoreStatement *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

/* SQLite gives its -wal and -shm files the mode of the database. */
static gboolean
make_private_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0 || fchmod (fd, 0600) != 0)
    {
      g_set_error (error, STORE_ERROR, STORE_ERROR_FAILED, "cannot make the file: %s",
                   g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }

  return g_close (fd, error);
}

StoreDb *
store_db_open (const char *path, StoreDbRole role, GError **error)
{
  g_autoptr (StoreDb) self = g_new0 (StoreDb, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  int result = SQLITE_OK;

  self->thread = g_thread_self ();
  self->path = g_strdup (path);
  /* by address, as hashing long texts would show in an import */
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sqlite3_finalize);

  if (path == NULL)
    flags |= SQLITE_OPEN_MEMORY;
  else if (role == STORE_DB_WRITER && !make_private_file (path, error))
    return NULL;

  result = sqlite3_open_v2 (path != NULL ? path : ":memory:", &self->handle, flags, NULL);
  if (result != SQLITE_OK)
    {
      g_set_error (error, STORE_ERROR, get_error_code (result), "cannot open the store: %s",
                   sqlite3_errstr (result));
      return NULL;
    }
  if (!store_db_execute (self, role == STORE_DB_WRITER ? writer_setup : reader_setup, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
store_db_free (StoreDb *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->handle, sqlite3_close);
  g_clear_pointer (&self->path, g_free);
  g_free (self);
}

void
store_db_adopt (StoreDb *self)
{
  self->thread = g_thread_self ();
}

gboolean
store_db_execute (StoreDb *self, const char *sql, GError **error)
{
  int result = SQLITE_OK;

  assert_thread (self);

  result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return result == SQLITE_OK || take_error (self, result, error);
}

StoreStatement *
store_db_prepare (StoreDb *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result = SQLITE_OK;

  assert_thread (self);

  statement = g_hash_table_lookup (self->statements, sql);
  if (statement != NULL)
    return statement;

  result = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (result != SQLITE_OK)
    {
      take_error (self, result, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);

  return statement;
}

gboolean
store_db_step (StoreDb *self, StoreStatement *statement, GError **error)
{
  int result = SQLITE_OK;

  assert_thread (self);

  result = sqlite3_step (statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    take_error (self, result, error);

  return result == SQLITE_ROW;
}

gboolean
store_db_run (StoreDb *self, StoreStatement *statement, GError **error)
{
  int result = SQLITE_OK;

  assert_thread (self);

  result = sqlite3_step (statement);
  sqlite3_reset (statement);

  return result == SQLITE_DONE || result == SQLITE_ROW || take_error (self, result, error);
}

int
store_db_changes (StoreDb *self)
{
  return sqlite3_changes (self->handle);
}

StoreTransaction *
store_transaction_begin (StoreDb *self, GError **error)
{
  return store_db_execute (self, "BEGIN IMMEDIATE", error) ? self : NULL;
}

gboolean
store_transaction_commit (StoreTransaction **transaction, GError **error)
{
  if (!store_db_execute (*transaction, "COMMIT", error))
    return FALSE;

  *transaction = NULL;

  return TRUE;
}

void
store_transaction_roll_back (StoreTransaction *transaction)
{
  /* some errors have rolled it back already */
  if (!sqlite3_get_autocommit (transaction->handle))
    store_db_execute (transaction, "ROLLBACK", NULL);
}

gint64
store_db_get_number (StoreDb *self, const char *sql, gint64 fallback)
{
  g_autoptr (StoreStatement) statement = store_db_prepare (self, sql, NULL);

  if (statement == NULL || !store_db_step (self, statement, NULL))
    return fallback;

  return sqlite3_column_int64 (statement, 0);
}

void
store_bind_text (StoreStatement *statement, int column, const char *text)
{
  if (text == NULL || *text == '\0')
    sqlite3_bind_null (statement, column);
  else
    sqlite3_bind_text (statement, column, text, -1, SQLITE_STATIC);
}

const char *
store_column_text (StoreStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

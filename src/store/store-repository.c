/* store-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-repository"

#include "store-repository.h"

#include "store-error.h"
#include "store-recovery.h"
#include "store-repository-private.h"

struct _StoreRepository
{
  GObject parent_instance;

  char *path;        /* owned (nullable): NULL in memory */
  StoreLane *writer; /* owned */
  StoreLane *reader; /* owned (nullable): NULL in memory, where the writer reads too */
  GTask *closing;    /* owned (nullable): set while it closes */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (StoreRepository, store_repository, G_TYPE_OBJECT)

static void
store_repository_finalize (GObject *object)
{
  StoreRepository *self = STORE_REPOSITORY (object);

  g_clear_pointer (&self->reader, store_lane_free);
  g_clear_pointer (&self->writer, store_lane_free);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (store_repository_parent_class)->finalize (object);
}

static void
store_repository_class_init (StoreRepositoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = store_repository_finalize;
}

static void
store_repository_init (StoreRepository *self)
{
}

/* --- jobs --- */

GTask *
store_task_new (StoreRepository *self,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data,
                gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);

  return task;
}

static void
push_job (StoreRepository *self, StoreLane *lane, GTask *task, StoreJob job)
{
  if (self->closed)
    {
      g_task_return_new_error (task, STORE_ERROR, STORE_ERROR_CLOSED, "the store is closed");
      g_object_unref (task);
      return;
    }

  store_lane_push (lane, task, job);
}

void
store_repository_write (StoreRepository *self, GTask *task, StoreJob job)
{
  push_job (self, self->writer, task, job);
}

void
store_repository_read (StoreRepository *self, GTask *task, StoreJob job)
{
  push_job (self, self->reader != NULL ? self->reader : self->writer, task, job);
}

void
store_return_boolean (GTask *task, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

GPtrArray *
store_copy_objects (GPtrArray *objects, GCopyFunc copy)
{
  GPtrArray *copies = g_ptr_array_copy (objects, copy, NULL);

  g_ptr_array_set_free_func (copies, g_object_unref);

  return copies;
}

void
store_return_objects (GTask *task, GPtrArray *objects, GError *error)
{
  if (error != NULL)
    {
      g_ptr_array_unref (objects);
      g_task_return_error (task, error);
    }
  else
    g_task_return_pointer (task, objects, (GDestroyNotify) g_ptr_array_unref);
}

gboolean
store_delete_by_ids (StoreDb *db, const char *sql, GArray *ids, GError **error)
{
  g_autoptr (StoreTransaction) transaction = store_transaction_begin (db, error);
  g_autoptr (StoreStatement) statement = NULL;

  if (transaction == NULL)
    return FALSE;
  statement = store_db_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      sqlite3_bind_int64 (statement, 1, g_array_index (ids, gint64, i));
      if (!store_db_run (db, statement, error))
        return FALSE;
    }

  return store_transaction_commit (&transaction, error);
}

/* --- open --- */

static void
open_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *path = task_data;
  g_autoptr (StoreRepository) self = g_object_new (STORE_TYPE_REPOSITORY, NULL);
  g_autoptr (StoreDb) writer = NULL;
  g_autoptr (StoreDb) reader = NULL;
  GError *error = NULL;

  if (path != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (path);

      /* when this fails, opening the file says why */
      g_mkdir_with_parents (folder, 0700);
    }

  writer = store_recovery_open (path, &error);
  if (writer != NULL && path != NULL)
    reader = store_db_open (path, STORE_DB_READER, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->path = g_strdup (path);
  self->writer = store_lane_new ("store-writer", g_steal_pointer (&writer));
  if (reader != NULL)
    self->reader = store_lane_new ("store-reader", g_steal_pointer (&reader));

  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

void
store_repository_open_async (const char *path,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_repository_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_worker);
}

StoreRepository *
store_repository_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- close --- */

static gboolean
on_writer_ended_cb (gpointer user_data)
{
  StoreRepository *self = STORE_REPOSITORY (user_data);
  g_autoptr (GTask) task = g_steal_pointer (&self->closing);

  g_clear_pointer (&self->reader, store_lane_free);
  g_clear_pointer (&self->writer, store_lane_free);
  g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

static gboolean
on_reader_ended_cb (gpointer user_data)
{
  StoreRepository *self = STORE_REPOSITORY (user_data);

  store_lane_end (self->writer, on_writer_ended_cb, self);

  return G_SOURCE_REMOVE;
}

void
store_repository_close_async (StoreRepository *self,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task = store_task_new (self, NULL, callback, user_data, store_repository_close_async);
  if (self->closed)
    {
      g_task_return_new_error (task, STORE_ERROR, STORE_ERROR_CLOSED, "the store is closed");
      return;
    }

  /* the task keeps us until the last thread is gone */
  self->closed = TRUE;
  self->closing = g_steal_pointer (&task);
  /* One after the other: SQLite folds its log into the file as the last connection closes, and of
   * two that close at the same moment neither is the last. */
  if (self->reader != NULL)
    store_lane_end (self->reader, on_reader_ended_cb, self);
  else
    store_lane_end (self->writer, on_writer_ended_cb, self);
}

gboolean
store_repository_close_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- forget --- */

/* (transfer full) (nullable): what empties every table, also those of steps to come; the index of
 * words has a way of its own */
static char *
dup_emptying (StoreDb *db, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("PRAGMA secure_delete = ON; BEGIN IMMEDIATE;");
  GError *problem = NULL;
  g_autoptr (StoreStatement) row =
    store_db_prepare (db,
                      "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'counts'"
                      " AND name != 'words' AND name NOT LIKE 'words\\_%' ESCAPE '\\'",
                      &problem);

  while (row != NULL && store_db_step (db, row, &problem))
    g_string_append_printf (sql, "DELETE FROM %s;", store_column_text (row, 0));
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  g_string_append (sql, "INSERT INTO words (words) VALUES ('delete-all');"
                        "UPDATE counts SET value = 0; COMMIT;");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static gboolean
scrub (StoreDb *db, GError **error)
{
  /* overwrites with zeros what it deletes, then gives the space back */
  g_autofree char *empty = dup_emptying (db, error);

  if (empty == NULL)
    return FALSE;
  if (!store_db_execute (db, empty, error))
    {
      store_db_execute (db, "ROLLBACK", NULL);
      return FALSE;
    }
  if (!store_db_execute (db, "PRAGMA wal_checkpoint(TRUNCATE); VACUUM", error))
    return FALSE;

  if (store_db_get_number (db, "PRAGMA wal_checkpoint(TRUNCATE)", 1) != 0)
    {
      g_set_error_literal (error, STORE_ERROR, STORE_ERROR_FAILED, "the store is still being read");
      return FALSE;
    }

  return TRUE;
}

static void
forget_worker (StoreDb *db, GTask *task, gpointer data)
{
  const char *path = data;
  GError *error = NULL;

  scrub (db, &error);
  store_db_execute (db, "PRAGMA secure_delete = OFF", NULL);
  if (path != NULL)
    store_recovery_forget (path);

  store_return_boolean (task, error);
}

void
store_repository_forget_async (StoreRepository *self,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task = store_task_new (self, NULL, callback, user_data, store_repository_forget_async);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  store_repository_write (self, task, forget_worker);
}

gboolean
store_repository_forget_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* store-documents.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-documents"

#include "store-repository-private.h"

/* What is put; owned by its task. */
typedef struct
{
  char *name; /* owned */
  char *text; /* owned (nullable) */
} Document;

static void
document_free (gpointer data)
{
  Document *document = data;

  g_clear_pointer (&document->name, g_free);
  g_clear_pointer (&document->text, g_free);
  g_free (document);
}

static Document *
document_new (const char *name, const char *text)
{
  Document *document = g_new0 (Document, 1);

  document->name = g_strdup (name);
  document->text = g_strdup (text);

  return document;
}

gboolean
store_document_put (StoreDb *db, const char *name, const char *text, GError **error)
{
  g_autoptr (StoreStatement) statement =
    store_db_prepare (db,
                      text != NULL ? "REPLACE INTO documents (name, text) VALUES (?, ?)"
                                   : "DELETE FROM documents WHERE name = ?",
                      error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  /* an empty text is a text */
  if (text != NULL)
    sqlite3_bind_text (statement, 2, text, -1, SQLITE_STATIC);

  return store_db_run (db, statement, error);
}

static void
put_document_worker (StoreDb *db, GTask *task, gpointer data)
{
  const Document *document = data;
  GError *error = NULL;

  store_document_put (db, document->name, document->text, &error);
  store_return_boolean (task, error);
}

void
store_repository_put_document_async (StoreRepository *self,
                                     const char *name,
                                     const char *text,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (name != NULL);

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_put_document_async);
  g_task_set_task_data (task, document_new (name, text), document_free);
  store_repository_write (self, task, put_document_worker);
}

gboolean
store_repository_put_document_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
get_document_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;
  g_autoptr (StoreStatement) row =
    store_db_prepare (db, "SELECT text FROM documents WHERE name = ?", &error);
  g_autofree char *text = NULL;

  if (row != NULL)
    {
      sqlite3_bind_text (row, 1, data, -1, SQLITE_STATIC);
      if (store_db_step (db, row, &error))
        text = g_strdup (store_column_text (row, 0));
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&text), g_free);
}

void
store_repository_get_document_async (StoreRepository *self,
                                     const char *name,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (name != NULL);

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_get_document_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  store_repository_read (self, task, get_document_worker);
}

char *
store_repository_get_document_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
merge_document_worker (StoreDb *db, GTask *task, gpointer data)
{
  const Document *document = data;
  GError *error = NULL;
  g_autoptr (StoreStatement) statement =
    store_db_prepare (db,
                      "INSERT INTO documents (name, text) VALUES (?1, ?2)"
                      " ON CONFLICT (name) DO UPDATE SET text = json_patch ("
                      "CASE WHEN json_valid (text) THEN text ELSE '{}' END, excluded.text)"
                      " RETURNING text",
                      &error);
  g_autofree char *text = NULL;

  if (statement != NULL)
    {
      sqlite3_bind_text (statement, 1, document->name, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 2, document->text, -1, SQLITE_STATIC);
      /* to its end: only then is it written */
      while (store_db_step (db, statement, &error))
        text = g_strdup (store_column_text (statement, 0));
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&text), g_free);
}

void
store_repository_merge_document_async (StoreRepository *self,
                                       const char *name,
                                       const char *patch,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (name != NULL && patch != NULL);

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_merge_document_async);
  g_task_set_task_data (task, document_new (name, patch), document_free);
  store_repository_write (self, task, merge_document_worker);
}

char *
store_repository_merge_document_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* store-posts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-posts"

#include "store-repository-private.h"

#include "clinic-file.h"

/* Columns that are called as the object's properties are, numbers before texts. */
#define NUMBERS(X)                                                                                 \
  X (id)                                                                                           \
  X (author_id)                                                                                    \
  X (published)                                                                                    \
  X (important)                                                                                    \
  X (until)                                                                                        \
  X (state)                                                                                        \
  X (read)                                                                                         \
  X (comments)
#define TEXTS(X)                                                                                   \
  X (title)                                                                                        \
  X (text)                                                                                         \
  X (author_name)                                                                                  \
  X (revision)                                                                                     \
  X (read_revision)
#define LAST_TEXT(X) X (address)

#define READ_NUMBER(name) clinic_post_set_##name (post, sqlite3_column_int64 (row, at++));
#define READ_TEXT(name) clinic_post_set_##name (post, store_column_text (row, at++));
#define BIND_NUMBER(name) sqlite3_bind_int64 (row, ++at, (gint64) clinic_post_get_##name (post));
#define BIND_TEXT(name) store_bind_text (row, ++at, clinic_post_get_##name (post));
#define NAME(name) #name ", "
#define LAST_NAME(name) #name
#define PLACE(name) "?, "
#define LAST_PLACE(name) "?"
#define COLUMNS NUMBERS (NAME) TEXTS (NAME) LAST_TEXT (LAST_NAME)

/* Posts that are kept. Two thousand are years of a clinic's news. */
#define KEPT "2500"

static ClinicPost *
read_post (StoreStatement *row)
{
  ClinicPost *post = clinic_post_new ();
  int at = 0;

  NUMBERS (READ_NUMBER)
  TEXTS (READ_TEXT)
  LAST_TEXT (READ_TEXT)

  return post;
}

static void
bind_post (StoreStatement *row, ClinicPost *post)
{
  int at = 0;

  NUMBERS (BIND_NUMBER)
  TEXTS (BIND_TEXT)
  LAST_TEXT (BIND_TEXT)
}

/* --- files --- */

static gboolean
put_files (StoreDb *db, ClinicPost *post, GError **error)
{
  GListModel *files = clinic_post_get_files (post);
  g_autoptr (StoreStatement) old =
    store_db_prepare (db, "DELETE FROM post_files WHERE post_id = ?", error);
  g_autoptr (StoreStatement) row =
    old != NULL ? store_db_prepare (db,
                                    "INSERT INTO post_files (post_id, position, id, object_id,"
                                    " size, name) VALUES (?, ?, ?, ?, ?, ?)",
                                    error)
                : NULL;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (old, 1, clinic_post_get_id (post));
  if (!store_db_run (db, old, error))
    return FALSE;
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (files, i);

      sqlite3_bind_int64 (row, 1, clinic_post_get_id (post));
      sqlite3_bind_int64 (row, 2, i);
      sqlite3_bind_int64 (row, 3, clinic_file_get_id (file));
      sqlite3_bind_int64 (row, 4, clinic_file_get_object_id (file));
      sqlite3_bind_int64 (row, 5, clinic_file_get_size (file));
      store_bind_text (row, 6, clinic_file_get_name (file));
      if (!store_db_run (db, row, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_files (StoreDb *db, ClinicPost *post, GError **error)
{
  g_autoptr (StoreStatement) row =
    store_db_prepare (db,
                      "SELECT id, object_id, size, name FROM post_files WHERE post_id = ?"
                      " ORDER BY position",
                      error);
  g_autoptr (GListStore) files = g_list_store_new (CLINIC_TYPE_FILE);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, clinic_post_get_id (post));
  while (store_db_step (db, row, &failure))
    {
      g_autoptr (ClinicFile) file = clinic_file_new ();
      const char *name = store_column_text (row, 3);
      g_autofree char *type = name != NULL ? g_content_type_guess (name, NULL, 0, NULL) : NULL;
      g_autofree char *mime = type != NULL ? g_content_type_get_mime_type (type) : NULL;

      clinic_file_set_id (file, sqlite3_column_int64 (row, 0));
      clinic_file_set_object_id (file, sqlite3_column_int64 (row, 1));
      clinic_file_set_size (file, sqlite3_column_int64 (row, 2));
      clinic_file_set_name (file, name);
      clinic_file_set_content_type (file, mime);
      g_list_store_append (files, file);
    }
  clinic_post_set_files (post, G_LIST_MODEL (files));
  if (failure != NULL)
    g_propagate_error (error, failure);

  return failure == NULL;
}

/* --- put --- */

/* those that wait to be read stay whatever their age */
static gboolean
prune (StoreDb *db, GError **error)
{
  g_autoptr (StoreStatement) row = store_db_prepare (
    db,
    "DELETE FROM posts WHERE NOT (important AND state NOT IN (?, ?)) AND id NOT IN"
    " (SELECT id FROM posts ORDER BY published DESC, id DESC LIMIT " KEPT ")",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, CLINIC_POST_READ);
  sqlite3_bind_int64 (row, 2, CLINIC_POST_POLLED);

  return store_db_run (db, row, error);
}

static gboolean
put_posts (StoreDb *db, GPtrArray *posts, GError **error)
{
  g_autoptr (StoreTransaction) transaction = store_transaction_begin (db, error);
  g_autoptr (StoreStatement) row = NULL;

  if (transaction == NULL)
    return FALSE;
  row = store_db_prepare (db,
                          "REPLACE INTO posts (" COLUMNS ") VALUES (" NUMBERS (PLACE) TEXTS (PLACE)
                            LAST_TEXT (LAST_PLACE) ")",
                          error);
  if (row == NULL)
    return FALSE;
  for (guint i = 0; i < posts->len; i++)
    {
      bind_post (row, g_ptr_array_index (posts, i));
      if (!store_db_run (db, row, error) || !put_files (db, g_ptr_array_index (posts, i), error))
        return FALSE;
    }

  return prune (db, error) && store_transaction_commit (&transaction, error);
}

static void
put_posts_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  put_posts (db, data, &error);
  store_return_boolean (task, error);
}

static GListStore *
copy_files (GListModel *files)
{
  GListStore *copies = g_list_store_new (CLINIC_TYPE_FILE);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (ClinicFile) file = g_list_model_get_item (files, i);
      g_autoptr (ClinicFile) copy = clinic_file_new ();

      clinic_file_update (copy, file);
      g_list_store_append (copies, copy);
    }

  return copies;
}

/* the caller may change its objects while the writer works */
static gpointer
copy_post (gconstpointer source, gpointer user_data)
{
  ClinicPost *post = CLINIC_POST ((gpointer) source);
  ClinicPost *copy = clinic_post_new ();
  g_autoptr (GListStore) files = copy_files (clinic_post_get_files (post));

  clinic_post_update (copy, post);
  clinic_post_set_files (copy, G_LIST_MODEL (files));

  return copy;
}

void
store_repository_put_posts_async (StoreRepository *self,
                                  GPtrArray *posts,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (posts != NULL);

  task = store_task_new (self, cancellable, callback, user_data, store_repository_put_posts_async);
  g_task_set_task_data (task, store_copy_objects (posts, copy_post),
                        (GDestroyNotify) g_ptr_array_unref);
  store_repository_write (self, task, put_posts_worker);
}

gboolean
store_repository_put_posts_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- remove --- */

static void
remove_posts_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  store_delete_by_ids (db, "DELETE FROM posts WHERE id = ?", data, &error);
  store_return_boolean (task, error);
}

void
store_repository_remove_posts_async (StoreRepository *self,
                                     GArray *ids,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (ids != NULL);

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_remove_posts_async);
  g_task_set_task_data (task, g_array_copy (ids), (GDestroyNotify) g_array_unref);
  store_repository_write (self, task, remove_posts_worker);
}

gboolean
store_repository_remove_posts_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- list --- */

static void
list_posts_worker (StoreDb *db, GTask *task, gpointer data)
{
  GPtrArray *posts = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (StoreStatement) row =
    store_db_prepare (db, "SELECT " COLUMNS " FROM posts ORDER BY published DESC, id DESC", &error);

  while (row != NULL && store_db_step (db, row, &error))
    g_ptr_array_add (posts, read_post (row));
  for (guint i = 0; i < posts->len && error == NULL; i++)
    read_files (db, g_ptr_array_index (posts, i), &error);

  store_return_objects (task, posts, error);
}

void
store_repository_list_posts_async (StoreRepository *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task = store_task_new (self, cancellable, callback, user_data, store_repository_list_posts_async);
  store_repository_read (self, task, list_posts_worker);
}

GPtrArray *
store_repository_list_posts_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

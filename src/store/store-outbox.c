/* store-outbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-outbox"

#include "store-repository-private.h"

#define COLUMNS                                                                                    \
  "id, kind, entity, entity_id, payload, state, created, attempts, problem, seen, result_id"

/* --- put --- */

static void
bind_command (StoreStatement *row, ClinicCommand *command, const char *payload)
{
  sqlite3_bind_text (row, 1, clinic_command_get_id (command), -1, SQLITE_STATIC);
  sqlite3_bind_int (row, 2, (int) clinic_command_get_kind (command));
  sqlite3_bind_int (row, 3, (int) clinic_command_get_entity (command));
  sqlite3_bind_int64 (row, 4, clinic_command_get_entity_id (command));
  store_bind_text (row, 5, payload);
  sqlite3_bind_int (row, 6, (int) clinic_command_get_state (command));
  sqlite3_bind_int64 (row, 7, clinic_command_get_created (command));
  sqlite3_bind_int64 (row, 8, clinic_command_get_attempts (command));
  store_bind_text (row, 9, clinic_command_get_problem (command));
  store_bind_text (row, 10, clinic_command_get_seen (command));
  sqlite3_bind_int64 (row, 11, clinic_command_get_result_id (command));
}

static gboolean
put_command (StoreDb *db, ClinicCommand *command, GError **error)
{
  /* an update keeps the row's number, and so its place in the queue */
  g_autoptr (StoreStatement) row = store_db_prepare (
    db,
    "INSERT INTO outbox (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, entity = excluded.entity,"
    " entity_id = excluded.entity_id, payload = excluded.payload, state = excluded.state,"
    " created = excluded.created, attempts = excluded.attempts, problem = excluded.problem,"
    " seen = excluded.seen, result_id = excluded.result_id",
    error);
  GVariant *payload = clinic_command_get_payload (command);
  g_autofree char *text = payload != NULL ? g_variant_print (payload, TRUE) : NULL;

  if (row == NULL)
    return FALSE;
  bind_command (row, command, text);

  return store_db_run (db, row, error);
}

/* Runs with every page synced to the disk before it counts as done. */
static void
begin_durable (StoreDb *db)
{
  store_db_execute (db, "PRAGMA synchronous = FULL", NULL);
}

static void
end_durable (StoreDb *db)
{
  store_db_execute (db, "PRAGMA synchronous = NORMAL", NULL);
}

static gboolean
remove_command (StoreDb *db, const char *id, GError **error)
{
  g_autoptr (StoreStatement) statement =
    store_db_prepare (db, "DELETE FROM outbox WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);

  return store_db_run (db, statement, error);
}

static void
put_command_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  begin_durable (db);
  put_command (db, data, &error);
  end_durable (db);

  store_return_boolean (task, error);
}

/* the caller may change its object while the writer works */
static ClinicCommand *
copy_command (ClinicCommand *command)
{
  ClinicCommand *copy = clinic_command_new ();

  clinic_command_update (copy, command);

  return copy;
}

void
store_repository_put_command_async (StoreRepository *self,
                                    ClinicCommand *command,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (CLINIC_IS_COMMAND (command));
  g_return_if_fail (clinic_command_get_id (command) != NULL);

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_put_command_async);
  g_task_set_task_data (task, copy_command (command), g_object_unref);
  store_repository_write (self, task, put_command_worker);
}

gboolean
store_repository_put_command_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- replace --- */

typedef struct
{
  char *id;               /* owned: whose place is taken */
  ClinicCommand *command; /* owned */
} Replacement;

static void
replacement_free (gpointer data)
{
  Replacement *self = data;

  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->command);
  g_slice_free (Replacement, self);
}

static gboolean
replace_command (StoreDb *db, Replacement *replacement, GError **error)
{
  g_autoptr (StoreTransaction) transaction = store_transaction_begin (db, error);

  return transaction != NULL && remove_command (db, replacement->id, error) &&
         put_command (db, replacement->command, error) &&
         store_transaction_commit (&transaction, error);
}

static void
replace_command_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  begin_durable (db);
  replace_command (db, data, &error);
  end_durable (db);

  store_return_boolean (task, error);
}

void
store_repository_replace_command_async (StoreRepository *self,
                                        const char *id,
                                        ClinicCommand *command,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GTask *task = NULL;
  Replacement *replacement;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (CLINIC_IS_COMMAND (command));
  g_return_if_fail (clinic_command_get_id (command) != NULL);

  replacement = g_slice_new (Replacement);
  replacement->id = g_strdup (id);
  replacement->command = copy_command (command);
  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_replace_command_async);
  g_task_set_task_data (task, replacement, replacement_free);
  store_repository_write (self, task, replace_command_worker);
}

gboolean
store_repository_replace_command_finish (StoreRepository *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- remove --- */

static void
remove_command_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  begin_durable (db);
  remove_command (db, data, &error);
  end_durable (db);

  store_return_boolean (task, error);
}

void
store_repository_remove_command_async (StoreRepository *self,
                                       const char *id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (id != NULL);

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_remove_command_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  store_repository_write (self, task, remove_command_worker);
}

gboolean
store_repository_remove_command_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- list --- */

static ClinicCommand *
read_command (StoreStatement *row)
{
  ClinicCommand *command = clinic_command_new ();
  const char *text = store_column_text (row, 4);
  g_autoptr (GVariant) payload = NULL;
  g_autoptr (GError) error = NULL;

  clinic_command_set_id (command, store_column_text (row, 0));
  clinic_command_set_kind (command, (ClinicCommandKind) sqlite3_column_int (row, 1));
  clinic_command_set_entity (command, (ClinicEntity) sqlite3_column_int (row, 2));
  clinic_command_set_entity_id (command, sqlite3_column_int64 (row, 3));
  clinic_command_set_state (command, (ClinicCommandState) sqlite3_column_int (row, 5));
  clinic_command_set_created (command, sqlite3_column_int64 (row, 6));
  clinic_command_set_attempts (command, sqlite3_column_int64 (row, 7));
  clinic_command_set_problem (command, store_column_text (row, 8));
  clinic_command_set_seen (command, store_column_text (row, 9));
  clinic_command_set_result_id (command, sqlite3_column_int64 (row, 10));

  if (text != NULL)
    payload = g_variant_parse (NULL, text, NULL, NULL, &error);
  if (error != NULL)
    g_warning ("the payload of command %s cannot be read", clinic_command_get_id (command));
  clinic_command_set_payload (command, payload);

  return command;
}

static void
list_commands_worker (StoreDb *db, GTask *task, gpointer data)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (StoreStatement) row =
    store_db_prepare (db, "SELECT " COLUMNS " FROM outbox ORDER BY number", &error);

  while (row != NULL && store_db_step (db, row, &error))
    g_ptr_array_add (commands, read_command (row));

  store_return_objects (task, commands, error);
}

void
store_repository_list_commands_async (StoreRepository *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (STORE_IS_REPOSITORY (self));

  store_repository_read (self,
                         store_task_new (self, cancellable, callback, user_data,
                                         store_repository_list_commands_async),
                         list_commands_worker);
}

GPtrArray *
store_repository_list_commands_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

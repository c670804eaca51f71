/* store-leads.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-leads"

#include "store-repository-private.h"

/* Columns that are called as the object's properties are, numbers before texts. */
#define NUMBERS(X)                                                                                 \
  X (id)                                                                                           \
  X (created)                                                                                      \
  X (patient_id)                                                                                   \
  X (kind)                                                                                         \
  X (amount)                                                                                       \
  X (responsible_id)                                                                               \
  X (modified)                                                                                     \
  X (moved)                                                                                        \
  X (moved_by_id)                                                                                  \
  X (appointment_id)
#define TEXTS(X)                                                                                   \
  X (title)                                                                                        \
  X (stage_id)                                                                                     \
  X (stage_name)                                                                                   \
  X (source_name)                                                                                  \
  X (name)                                                                                         \
  X (phone)                                                                                        \
  X (source_id)                                                                                    \
  X (comments)                                                                                     \
  X (responsible_name)
#define LAST_TEXT(X) X (moved_by_name)

#define READ_NUMBER(name) clinic_lead_set_##name (lead, sqlite3_column_int64 (row, at++));
#define READ_TEXT(name) clinic_lead_set_##name (lead, store_column_text (row, at++));
#define BIND_NUMBER(name) sqlite3_bind_int64 (row, ++at, (gint64) clinic_lead_get_##name (lead));
#define BIND_TEXT(name) store_bind_text (row, ++at, clinic_lead_get_##name (lead));
#define NAME(name) #name ", "
#define LAST_NAME(name) #name
#define PLACE(name) "?, "
#define LAST_PLACE(name) "?"
#define COLUMNS NUMBERS (NAME) TEXTS (NAME) LAST_TEXT (LAST_NAME)

static ClinicLead *
read_lead (StoreStatement *row)
{
  ClinicLead *lead = clinic_lead_new ();
  int at = 0;

  NUMBERS (READ_NUMBER)
  TEXTS (READ_TEXT)
  LAST_TEXT (READ_TEXT)
  clinic_lead_set_open (lead, clinic_lead_get_kind (lead) == CLINIC_STAGE_KIND_PROCESS);

  return lead;
}

static void
bind_lead (StoreStatement *row, ClinicLead *lead)
{
  int at = 0;

  NUMBERS (BIND_NUMBER)
  TEXTS (BIND_TEXT)
  LAST_TEXT (BIND_TEXT)
}

/* --- put --- */

static gboolean
put_leads (StoreDb *db, GPtrArray *leads, GError **error)
{
  g_autoptr (StoreTransaction) transaction = store_transaction_begin (db, error);
  g_autoptr (StoreStatement) row = NULL;

  if (transaction == NULL)
    return FALSE;
  row = store_db_prepare (db,
                          "REPLACE INTO leads (" COLUMNS ") VALUES (" NUMBERS (PLACE) TEXTS (PLACE)
                            LAST_TEXT (LAST_PLACE) ")",
                          error);
  if (row == NULL)
    return FALSE;
  for (guint i = 0; i < leads->len; i++)
    {
      bind_lead (row, g_ptr_array_index (leads, i));
      if (!store_db_run (db, row, error))
        return FALSE;
    }

  return store_transaction_commit (&transaction, error);
}

static void
put_leads_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  put_leads (db, data, &error);
  store_return_boolean (task, error);
}

/* the caller may change its objects while the writer works */
static gpointer
copy_lead (gconstpointer source, gpointer user_data)
{
  ClinicLead *copy = clinic_lead_new ();

  clinic_lead_update (copy, CLINIC_LEAD ((gpointer) source));
  /* an object of the main thread, and not stored */
  clinic_lead_set_stage (copy, NULL);

  return copy;
}

void
store_repository_put_leads_async (StoreRepository *self,
                                  GPtrArray *leads,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (leads != NULL);

  task = store_task_new (self, cancellable, callback, user_data, store_repository_put_leads_async);
  g_task_set_task_data (task, store_copy_objects (leads, copy_lead),
                        (GDestroyNotify) g_ptr_array_unref);
  store_repository_write (self, task, put_leads_worker);
}

gboolean
store_repository_put_leads_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- remove --- */

static void
remove_leads_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  store_delete_by_ids (db, "DELETE FROM leads WHERE id = ?", data, &error);
  store_return_boolean (task, error);
}

void
store_repository_remove_leads_async (StoreRepository *self,
                                     GArray *ids,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (ids != NULL);

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_remove_leads_async);
  g_task_set_task_data (task, g_array_copy (ids), (GDestroyNotify) g_array_unref);
  store_repository_write (self, task, remove_leads_worker);
}

gboolean
store_repository_remove_leads_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- list --- */

static void
list_leads_worker (StoreDb *db, GTask *task, gpointer data)
{
  GPtrArray *leads = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (StoreStatement) row =
    store_db_prepare (db, "SELECT " COLUMNS " FROM leads WHERE kind = 0 OR moved >= ? ORDER BY id",
                      &error);

  if (row != NULL)
    sqlite3_bind_int64 (row, 1, *(gint64 *) data);
  while (row != NULL && store_db_step (db, row, &error))
    g_ptr_array_add (leads, read_lead (row));

  store_return_objects (task, leads, error);
}

void
store_repository_list_leads_async (StoreRepository *self,
                                   gint64 since,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task = store_task_new (self, cancellable, callback, user_data, store_repository_list_leads_async);
  g_task_set_task_data (task, g_memdup2 (&since, sizeof since), g_free);
  store_repository_read (self, task, list_leads_worker);
}

GPtrArray *
store_repository_list_leads_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- by its id --- */

ClinicLead *
store_lead_load (StoreDb *db, gint64 id, GError **error)
{
  g_autoptr (StoreStatement) row =
    store_db_prepare (db, "SELECT " COLUMNS " FROM leads WHERE id = ?", error);

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, id);

  return store_db_step (db, row, error) ? read_lead (row) : NULL;
}

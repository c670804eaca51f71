/* store-invoices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-invoices"

#include "store-repository-private.h"

StoreInvoiceRow *
store_invoice_row_new (const char *id, const char *day, const char *text)
{
  StoreInvoiceRow *self = g_new0 (StoreInvoiceRow, 1);

  self->id = g_strdup (id);
  self->day = g_strdup (day);
  self->text = g_strdup (text);

  return self;
}

void
store_invoice_row_free (StoreInvoiceRow *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->day, g_free);
  g_clear_pointer (&self->text, g_free);
  g_free (self);
}

/* What is put, or asked for; owned by its task. */
typedef struct
{
  char *part;      /* owned */
  char *from, *to; /* owned, (nullable) */
  GPtrArray *rows; /* owned, (nullable): StoreInvoiceRow */
  GPtrArray *gone; /* owned, (nullable): char */
  gboolean whole;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_pointer (&order->part, g_free);
  g_clear_pointer (&order->from, g_free);
  g_clear_pointer (&order->to, g_free);
  g_clear_pointer (&order->rows, g_ptr_array_unref);
  g_clear_pointer (&order->gone, g_ptr_array_unref);
  g_free (order);
}

static gpointer
copy_text (gconstpointer source, gpointer user_data)
{
  return g_strdup (source);
}

/* --- put --- */

static gboolean
remove_rows (StoreDb *db, const Order *order, GError **error)
{
  g_autoptr (StoreStatement) row =
    store_db_prepare (db,
                      order->whole ? "DELETE FROM invoice_rows WHERE part = ?"
                                   : "DELETE FROM invoice_rows WHERE part = ? AND id = ?",
                      error);

  if (row == NULL)
    return FALSE;
  store_bind_text (row, 1, order->part);
  if (order->whole)
    return store_db_run (db, row, error);
  for (guint i = 0; order->gone != NULL && i < order->gone->len; i++)
    {
      store_bind_text (row, 1, order->part);
      store_bind_text (row, 2, g_ptr_array_index (order->gone, i));
      if (!store_db_run (db, row, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
put_rows (StoreDb *db, const Order *order, GError **error)
{
  g_autoptr (StoreTransaction) transaction = store_transaction_begin (db, error);
  g_autoptr (StoreStatement) row = NULL;

  if (transaction == NULL || !remove_rows (db, order, error))
    return FALSE;
  row = store_db_prepare (db, "REPLACE INTO invoice_rows (part, id, day, text) VALUES (?, ?, ?, ?)",
                          error);
  if (row == NULL)
    return FALSE;
  for (guint i = 0; i < order->rows->len; i++)
    {
      const StoreInvoiceRow *one = g_ptr_array_index (order->rows, i);

      store_bind_text (row, 1, order->part);
      store_bind_text (row, 2, one->id);
      store_bind_text (row, 3, one->day);
      store_bind_text (row, 4, one->text);
      if (!store_db_run (db, row, error))
        return FALSE;
    }

  return store_transaction_commit (&transaction, error);
}

static void
put_rows_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  put_rows (db, data, &error);
  store_return_boolean (task, error);
}

void
store_repository_put_invoice_rows_async (StoreRepository *self,
                                         const char *part,
                                         GPtrArray *rows,
                                         GPtrArray *gone,
                                         gboolean whole,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  GTask *task = NULL;
  Order *order = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (part != NULL);
  g_return_if_fail (rows != NULL);

  order = g_new0 (Order, 1);
  order->part = g_strdup (part);
  order->rows = rows;
  order->gone = gone != NULL ? g_ptr_array_copy (gone, copy_text, NULL) : NULL;
  if (order->gone != NULL)
    g_ptr_array_set_free_func (order->gone, g_free);
  order->whole = whole;
  task = store_task_new (self, cancellable, callback, user_data,
                         store_repository_put_invoice_rows_async);
  g_task_set_task_data (task, order, order_free);
  store_repository_write (self, task, put_rows_worker);
}

gboolean
store_repository_put_invoice_rows_finish (StoreRepository *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- list --- */

static void
list_rows_worker (StoreDb *db, GTask *task, gpointer data)
{
  const Order *order = data;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) store_invoice_row_free);
  GError *error = NULL;
  g_autoptr (StoreStatement) row =
    store_db_prepare (db,
                      "SELECT id, day, text FROM invoice_rows WHERE part = ?1 AND"
                      " (day IS NULL OR ((?2 IS NULL OR day >= ?2) AND (?3 IS NULL OR day <= ?3)))"
                      " ORDER BY id",
                      &error);

  if (row != NULL)
    {
      store_bind_text (row, 1, order->part);
      store_bind_text (row, 2, order->from);
      store_bind_text (row, 3, order->to);
      while (store_db_step (db, row, &error))
        g_ptr_array_add (rows, store_invoice_row_new (store_column_text (row, 0),
                                                      store_column_text (row, 1),
                                                      store_column_text (row, 2)));
    }

  store_return_objects (task, rows, error);
}

void
store_repository_list_invoice_rows_async (StoreRepository *self,
                                          const char *part,
                                          const char *from,
                                          const char *to,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task = NULL;
  Order *order = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (part != NULL);

  order = g_new0 (Order, 1);
  order->part = g_strdup (part);
  order->from = g_strdup (from);
  order->to = g_strdup (to);
  task = store_task_new (self, cancellable, callback, user_data,
                         store_repository_list_invoice_rows_async);
  g_task_set_task_data (task, order, order_free);
  store_repository_read (self, task, list_rows_worker);
}

GPtrArray *
store_repository_list_invoice_rows_finish (StoreRepository *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

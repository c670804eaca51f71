/* store-appointments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-appointments"

#include "store-repository-private.h"

/* What is asked for; owned by its task. */
typedef struct
{
  const char *sql; /* unowned: a literal with two parameters */
  gint64 first;
  gint64 second;
} Question;

ClinicAppointment *
store_appointment_from_row (StoreStatement *row)
{
  ClinicAppointment *appointment = clinic_appointment_new ();

  clinic_appointment_set_id (appointment, sqlite3_column_int64 (row, 0));
  clinic_appointment_set_title (appointment, store_column_text (row, 1));
  clinic_appointment_set_category_id (appointment, sqlite3_column_int64 (row, 2));
  clinic_appointment_set_stage_id (appointment, store_column_text (row, 3));
  clinic_appointment_set_kind (appointment, (ClinicStageKind) sqlite3_column_int (row, 4));
  clinic_appointment_set_patient_id (appointment, sqlite3_column_int64 (row, 5));
  clinic_appointment_set_patient_name (appointment, store_column_text (row, 6));
  clinic_appointment_set_start (appointment, sqlite3_column_int64 (row, 7));
  clinic_appointment_set_minutes (appointment, sqlite3_column_int64 (row, 8));
  clinic_appointment_set_doctor_id (appointment, sqlite3_column_int64 (row, 9));
  clinic_appointment_set_doctor_name (appointment, store_column_text (row, 10));
  clinic_appointment_set_specialty (appointment, store_column_text (row, 11));
  clinic_appointment_set_confirmation (appointment,
                                       (ClinicConfirmation) sqlite3_column_int (row, 12));
  clinic_appointment_set_amount (appointment, sqlite3_column_int64 (row, 13));
  clinic_appointment_set_comments (appointment, store_column_text (row, 14));
  clinic_appointment_set_modified (appointment, sqlite3_column_int64 (row, 15));

  return appointment;
}

static void
bind_appointment (StoreStatement *row, ClinicAppointment *appointment)
{
  sqlite3_bind_int64 (row, 1, clinic_appointment_get_id (appointment));
  store_bind_text (row, 2, clinic_appointment_get_title (appointment));
  sqlite3_bind_int64 (row, 3, clinic_appointment_get_category_id (appointment));
  store_bind_text (row, 4, clinic_appointment_get_stage_id (appointment));
  sqlite3_bind_int (row, 5, (int) clinic_appointment_get_kind (appointment));
  sqlite3_bind_int64 (row, 6, clinic_appointment_get_patient_id (appointment));
  store_bind_text (row, 7, clinic_appointment_get_patient_name (appointment));
  sqlite3_bind_int64 (row, 8, clinic_appointment_get_start (appointment));
  sqlite3_bind_int64 (row, 9, clinic_appointment_get_minutes (appointment));
  sqlite3_bind_int64 (row, 10, clinic_appointment_get_doctor_id (appointment));
  store_bind_text (row, 11, clinic_appointment_get_doctor_name (appointment));
  store_bind_text (row, 12, clinic_appointment_get_specialty (appointment));
  sqlite3_bind_int (row, 13, (int) clinic_appointment_get_confirmation (appointment));
  sqlite3_bind_int64 (row, 14, clinic_appointment_get_amount (appointment));
  store_bind_text (row, 15, clinic_appointment_get_comments (appointment));
  sqlite3_bind_int64 (row, 16, clinic_appointment_get_modified (appointment));
}

/* --- put --- */

static gboolean
put_appointments (StoreDb *db, GPtrArray *appointments, GError **error)
{
  g_autoptr (StoreTransaction) transaction = store_transaction_begin (db, error);
  g_autoptr (StoreStatement) row = NULL;

  if (transaction == NULL)
    return FALSE;
  row = store_db_prepare (db,
                          "REPLACE INTO appointments"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          error);
  if (row == NULL)
    return FALSE;

  for (guint i = 0; i < appointments->len; i++)
    {
      bind_appointment (row, g_ptr_array_index (appointments, i));
      if (!store_db_run (db, row, error))
        return FALSE;
    }

  return store_transaction_commit (&transaction, error);
}

static void
put_appointments_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  put_appointments (db, data, &error);
  store_return_boolean (task, error);
}

/* the caller may change its objects while the writer works */
static gpointer
copy_appointment (gconstpointer source, gpointer user_data)
{
  ClinicAppointment *copy = clinic_appointment_new ();

  clinic_appointment_update (copy, CLINIC_APPOINTMENT ((gpointer) source));
  /* an object of the main thread, and not stored */
  clinic_appointment_set_stage (copy, NULL);

  return copy;
}

void
store_repository_put_appointments_async (StoreRepository *self,
                                         GPtrArray *appointments,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (appointments != NULL);

  task = store_task_new (self, cancellable, callback, user_data,
                         store_repository_put_appointments_async);
  g_task_set_task_data (task, store_copy_objects (appointments, copy_appointment),
                        (GDestroyNotify) g_ptr_array_unref);
  store_repository_write (self, task, put_appointments_worker);
}

gboolean
store_repository_put_appointments_finish (StoreRepository *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- remove --- */

static void
remove_appointments_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  store_delete_by_ids (db, "DELETE FROM appointments WHERE id = ?", data, &error);
  store_return_boolean (task, error);
}

void
store_repository_remove_appointments_async (StoreRepository *self,
                                            GArray *ids,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (ids != NULL);

  task = store_task_new (self, cancellable, callback, user_data,
                         store_repository_remove_appointments_async);
  g_task_set_task_data (task, g_array_copy (ids), (GDestroyNotify) g_array_unref);
  store_repository_write (self, task, remove_appointments_worker);
}

gboolean
store_repository_remove_appointments_finish (StoreRepository *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- lists --- */

static void
list_worker (StoreDb *db, GTask *task, gpointer data)
{
  const Question *question = data;
  GPtrArray *appointments = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (StoreStatement) row = store_db_prepare (db, question->sql, &error);

  if (row != NULL)
    {
      sqlite3_bind_int64 (row, 1, question->first);
      sqlite3_bind_int64 (row, 2, question->second);
      while (store_db_step (db, row, &error))
        g_ptr_array_add (appointments, store_appointment_from_row (row));
    }

  store_return_objects (task, appointments, error);
}

static Question *
question_new (const char *sql, gint64 first, gint64 second)
{
  Question *question = g_new0 (Question, 1);

  question->sql = sql;
  question->first = first;
  question->second = second;

  return question;
}

void
store_repository_appointments_of_async (StoreRepository *self,
                                        gint64 patient_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_appointments_of_async);
  g_task_set_task_data (
    task,
    question_new ("SELECT " STORE_APPOINTMENT_COLUMNS
                  " FROM appointments WHERE patient_id = ?1 AND ?2 = 0 ORDER BY start, id",
                  patient_id, 0),
    g_free);
  store_repository_read (self, task, list_worker);
}

GPtrArray *
store_repository_appointments_of_finish (StoreRepository *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
store_repository_appointments_between_async (StoreRepository *self,
                                             gint64 from,
                                             gint64 to,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task = store_task_new (self, cancellable, callback, user_data,
                         store_repository_appointments_between_async);
  g_task_set_task_data (
    task,
    question_new ("SELECT " STORE_APPOINTMENT_COLUMNS
                  " FROM appointments WHERE start >= ? AND start < ? ORDER BY start, id",
                  from, to),
    g_free);
  store_repository_read (self, task, list_worker);
}

GPtrArray *
store_repository_appointments_between_finish (StoreRepository *self,
                                              GAsyncResult *result,
                                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

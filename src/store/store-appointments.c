/* store-appointments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-appointments"

#include "store-repository-private.h"

#include <string.h>

#include "clinic-name.h"

/* What is asked for; owned by its task. */
typedef struct
{
  const char *sql; /* unowned: a literal with two parameters */
  gint64 first;
  gint64 second;
} Question;

#define READ_NUMBER(name)                                                                          \
  clinic_appointment_set_##name (appointment, sqlite3_column_int64 (row, at++));
#define READ_TEXT(name) clinic_appointment_set_##name (appointment, store_column_text (row, at++));
#define BIND_NUMBER(name)                                                                          \
  sqlite3_bind_int64 (row, ++at, (gint64) clinic_appointment_get_##name (appointment));
#define BIND_TEXT(name) store_bind_text (row, ++at, clinic_appointment_get_##name (appointment));
#define NAME(name) #name ", "
#define PLACE(name) "?, "
#define TAKE_OVER(name) #name " = excluded." #name ", "

/* in the order of STORE_APPOINTMENT_COLUMNS; next: (out): the column after them */
static ClinicAppointment *
read_appointment (StoreStatement *row, int *next)
{
  ClinicAppointment *appointment = clinic_appointment_new ();
  int at = 0;

  STORE_APPOINTMENT_NUMBERS (READ_NUMBER)
  STORE_APPOINTMENT_TEXTS (READ_TEXT)
  clinic_appointment_set_reminders (appointment, sqlite3_column_int64 (row, at++));
  *next = at;

  return appointment;
}

ClinicAppointment *
store_appointment_from_row (StoreStatement *row)
{
  int next;

  return read_appointment (row, &next);
}

static void
bind_appointment (StoreStatement *row, ClinicAppointment *appointment)
{
  int at = 0;

  STORE_APPOINTMENT_NUMBERS (BIND_NUMBER)
  STORE_APPOINTMENT_TEXTS (BIND_TEXT)
}

/* --- put --- */

static gboolean
put_appointments (StoreDb *db, GPtrArray *appointments, GError **error)
{
  g_autoptr (StoreTransaction) transaction = store_transaction_begin (db, error);
  g_autoptr (StoreStatement) row = NULL;

  if (transaction == NULL)
    return FALSE;
  row = store_db_prepare (
    db,
    "INSERT INTO appointments (" STORE_APPOINTMENT_NUMBERS (NAME) STORE_APPOINTMENT_TEXTS (
      NAME) "reminders)"
            " VALUES (" STORE_APPOINTMENT_NUMBERS (PLACE) STORE_APPOINTMENT_TEXTS (
              PLACE) "0)"
                     " ON CONFLICT (id) DO UPDATE SET " STORE_APPOINTMENT_NUMBERS (TAKE_OVER)
                       STORE_APPOINTMENT_TEXTS (TAKE_OVER) "reminders = reminders",
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
                  " FROM appointments WHERE patient_id = ?1 AND start > ?2 ORDER BY start, id",
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

/* --- the book --- */

/* What the book asks for; owned by its task. */
typedef struct
{
  gint64 category;
  gint64 from;
  gint64 to;
} Pages;

/* the patient's part of a row, from this column on; NULL in all of them when she is not known */
static void
read_patient (ClinicAppointment *appointment, StoreStatement *row, int at)
{
  g_autoptr (ClinicPatient) patient = NULL;
  g_autofree char *name = NULL;
  const char *phones;
  g_autofree char *phone = NULL;

  if (sqlite3_column_type (row, at) == SQLITE_NULL)
    return;
  patient = clinic_patient_new ();
  clinic_patient_set_last_name (patient, store_column_text (row, at + 1));
  clinic_patient_set_first_name (patient, store_column_text (row, at + 2));
  clinic_patient_set_second_name (patient, store_column_text (row, at + 3));
  name = clinic_name_full (patient);
  phones = store_column_text (row, at + 5);
  phone = phones != NULL ? g_strndup (phones, strcspn (phones, "\n")) : NULL;
  clinic_appointment_set_patient_name (appointment, name);
  clinic_appointment_set_patient_birth_date (appointment, store_column_text (row, at + 4));
  clinic_appointment_set_patient_phone (appointment, phone);
  clinic_appointment_set_do_not_call (appointment, sqlite3_column_int (row, at + 6) != 0);
}

static void
book_worker (StoreDb *db, GTask *task, gpointer data)
{
  const Pages *pages = data;
  GPtrArray *appointments = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (StoreStatement) row =
    store_db_prepare (db,
                      "SELECT " STORE_APPOINTMENT_COLUMNS
                      ", patients.id, patients.last_name, patients.first_name,"
                      " patients.second_name, patients.birth_date, patients.phones,"
                      " patients.do_not_call"
                      " FROM appointments"
                      " LEFT JOIN patients ON patients.id = appointments.patient_id"
                      " WHERE (appointments.category_id = ? AND appointments.kind = 0)"
                      " OR (appointments.start >= ? AND appointments.start < ?)",
                      &error);

  if (row != NULL)
    {
      sqlite3_bind_int64 (row, 1, pages->category);
      sqlite3_bind_int64 (row, 2, pages->from);
      sqlite3_bind_int64 (row, 3, pages->to);
      while (store_db_step (db, row, &error))
        {
          int next;
          ClinicAppointment *appointment = read_appointment (row, &next);

          read_patient (appointment, row, next);
          g_ptr_array_add (appointments, appointment);
        }
    }

  store_return_objects (task, appointments, error);
}

void
store_repository_read_book_async (StoreRepository *self,
                                  gint64 category,
                                  gint64 from,
                                  gint64 to,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;
  Pages pages = { category, from, to };

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task = store_task_new (self, cancellable, callback, user_data, store_repository_read_book_async);
  g_task_set_task_data (task, g_memdup2 (&pages, sizeof pages), g_free);
  store_repository_read (self, task, book_worker);
}

GPtrArray *
store_repository_read_book_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- reminders --- */

#define SET_REMINDERS "UPDATE appointments SET reminders = ?1 WHERE id = ?2"
/* in numbers: confirmation YES or NO is ANSWERED, and DELIVERED takes FAILED back */
#define ADD_REMINDERS                                                                              \
  "UPDATE appointments SET reminders = (reminders | ?1 | iif (confirmation IN (1, 2), 4, 0))"      \
  " & ~iif ((reminders | ?1) & 2, 16, 0) WHERE id = ?2"
G_STATIC_ASSERT (CLINIC_CONFIRMATION_YES == 1 && CLINIC_CONFIRMATION_NO == 2);
G_STATIC_ASSERT (CLINIC_REMINDERS_DELIVERED == 2 && CLINIC_REMINDERS_ANSWERED == 4 &&
                 CLINIC_REMINDERS_FAILED == 16);

static gboolean
put_reminders (StoreDb *db, const char *sql, GArray *rows, GError **error)
{
  g_autoptr (StoreTransaction) transaction = store_transaction_begin (db, error);
  g_autoptr (StoreStatement) row = NULL;

  if (transaction == NULL)
    return FALSE;
  row = store_db_prepare (db, sql, error);
  if (row == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const StoreReminders *one = &g_array_index (rows, StoreReminders, i);

      sqlite3_bind_int64 (row, 1, one->reminders);
      sqlite3_bind_int64 (row, 2, one->appointment_id);
      if (!store_db_run (db, row, error))
        return FALSE;
    }

  return store_transaction_commit (&transaction, error);
}

static void
put_reminders_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  put_reminders (db, SET_REMINDERS, data, &error);
  store_return_boolean (task, error);
}

static void
add_reminders_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  put_reminders (db, ADD_REMINDERS, data, &error);
  store_return_boolean (task, error);
}

void
store_repository_put_reminders_async (StoreRepository *self,
                                      GArray *rows,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (rows != NULL);

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_put_reminders_async);
  g_task_set_task_data (task, g_array_copy (rows), (GDestroyNotify) g_array_unref);
  store_repository_write (self, task, put_reminders_worker);
}

gboolean
store_repository_put_reminders_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
store_repository_add_reminders_async (StoreRepository *self,
                                      GArray *rows,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (rows != NULL);

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_add_reminders_async);
  g_task_set_task_data (task, g_array_copy (rows), (GDestroyNotify) g_array_unref);
  store_repository_write (self, task, add_reminders_worker);
}

gboolean
store_repository_add_reminders_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- by its id --- */

/* the past is kept without the names of its patients */
static void
fill_in_name (StoreDb *db, ClinicAppointment *appointment)
{
  gint64 id = clinic_appointment_get_patient_id (appointment);
  g_autoptr (ClinicPatient) patient = NULL;
  g_autofree char *name = NULL;

  if (id == 0 || clinic_appointment_get_patient_name (appointment) != NULL)
    return;
  patient = store_patient_load (db, id, NULL);
  if (patient == NULL)
    return;
  name = clinic_name_full (patient);
  clinic_appointment_set_patient_name (appointment, name);
}

ClinicAppointment *
store_appointment_load (StoreDb *db, gint64 id, GError **error)
{
  g_autoptr (StoreStatement) row =
    store_db_prepare (db, "SELECT " STORE_APPOINTMENT_COLUMNS " FROM appointments WHERE id = ?",
                      error);
  ClinicAppointment *appointment = NULL;

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, id);
  if (!store_db_step (db, row, error))
    return NULL;
  appointment = store_appointment_from_row (row);
  fill_in_name (db, appointment);

  return appointment;
}

/* store-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-calls"

#include "store-repository-private.h"

#include "clinic-name.h"
#include "clinic-phone.h"

#define COLUMNS                                                                                    \
  "id, number, direction, call_type, code, start, duration, user_id, user_name, line, "            \
  "patient_id, patient_name, lead_id, live, picked, activity_id, bound_id, recorded, ring"

/* What is asked for; owned by its task. */
typedef struct
{
  gint64 since_or_patient;
  guint limit;
} Question;

static ClinicCallRecord *
read_record (StoreStatement *row)
{
  ClinicCallRecord *record = clinic_call_record_new ();

  clinic_call_record_set_id (record, store_column_text (row, 0));
  clinic_call_record_set_number (record, store_column_text (row, 1));
  clinic_call_record_set_direction (record, (ClinicCallDirection) sqlite3_column_int (row, 2));
  clinic_call_record_set_call_type (record, sqlite3_column_int64 (row, 3));
  clinic_call_record_set_code (record, store_column_text (row, 4));
  clinic_call_record_set_start (record, sqlite3_column_int64 (row, 5));
  clinic_call_record_set_duration (record, sqlite3_column_int64 (row, 6));
  clinic_call_record_set_user_id (record, sqlite3_column_int64 (row, 7));
  clinic_call_record_set_user_name (record, store_column_text (row, 8));
  clinic_call_record_set_line (record, store_column_text (row, 9));
  clinic_call_record_set_patient_id (record, sqlite3_column_int64 (row, 10));
  clinic_call_record_set_patient_name (record, store_column_text (row, 11));
  clinic_call_record_set_lead_id (record, sqlite3_column_int64 (row, 12));
  clinic_call_record_set_live (record, sqlite3_column_int (row, 13));
  clinic_call_record_set_picked (record, sqlite3_column_int (row, 14));
  clinic_call_record_set_activity_id (record, sqlite3_column_int64 (row, 15));
  clinic_call_record_set_bound_id (record, sqlite3_column_int64 (row, 16));
  clinic_call_record_set_recorded (record, sqlite3_column_int (row, 17));
  clinic_call_record_set_ring (record, sqlite3_column_int64 (row, 18));

  return record;
}

static void
bind_record (StoreStatement *row, ClinicCallRecord *record)
{
  const char *number = clinic_call_record_get_number (record);

  /* the id is the primary key, so it is never NULL */
  sqlite3_bind_text (row, 1, clinic_call_record_get_id (record), -1, SQLITE_STATIC);
  store_bind_text (row, 2, number);
  sqlite3_bind_int64 (row, 3, (gint64) clinic_phone_key_number (number));
  sqlite3_bind_int (row, 4, (int) clinic_call_record_get_direction (record));
  sqlite3_bind_int64 (row, 5, clinic_call_record_get_call_type (record));
  store_bind_text (row, 6, clinic_call_record_get_code (record));
  sqlite3_bind_int64 (row, 7, clinic_call_record_get_start (record));
  sqlite3_bind_int64 (row, 8, clinic_call_record_get_duration (record));
  sqlite3_bind_int64 (row, 9, clinic_call_record_get_user_id (record));
  store_bind_text (row, 10, clinic_call_record_get_user_name (record));
  store_bind_text (row, 11, clinic_call_record_get_line (record));
  sqlite3_bind_int64 (row, 12, clinic_call_record_get_patient_id (record));
  store_bind_text (row, 13, clinic_call_record_get_patient_name (record));
  sqlite3_bind_int64 (row, 14, clinic_call_record_get_lead_id (record));
  sqlite3_bind_int (row, 15, clinic_call_record_get_live (record));
  sqlite3_bind_int (row, 16, clinic_call_record_get_picked (record));
  sqlite3_bind_int64 (row, 17, clinic_call_record_get_activity_id (record));
  sqlite3_bind_int64 (row, 18, clinic_call_record_get_bound_id (record));
  sqlite3_bind_int (row, 19, clinic_call_record_get_recorded (record));
  sqlite3_bind_int64 (row, 20, clinic_call_record_get_ring (record));
}

/* --- put --- */

#define TAKE_OVER(name) #name " = excluded." #name ", "

/* How long it rang is known from the live call alone: the statistics that come later do not take it
 * away. The row keeps its number, by which reports know it. */
#define PUT                                                                                        \
  "INSERT INTO calls (id, number, key, direction, call_type, code, start, duration, user_id,"      \
  " user_name, line, patient_id, patient_name, lead_id, live, picked, activity_id, bound_id,"      \
  " recorded, ring) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"           \
  " ON CONFLICT (id) DO UPDATE SET " TAKE_OVER (number) TAKE_OVER (key) TAKE_OVER (direction)      \
    TAKE_OVER (call_type) TAKE_OVER (code) TAKE_OVER (start) TAKE_OVER (duration)                  \
      TAKE_OVER (user_id) TAKE_OVER (user_name) TAKE_OVER (line) TAKE_OVER (patient_id)            \
        TAKE_OVER (patient_name) TAKE_OVER (lead_id) TAKE_OVER (live) TAKE_OVER (picked)           \
          TAKE_OVER (activity_id) TAKE_OVER (bound_id)                                             \
            TAKE_OVER (recorded) "ring = max (ring, excluded.ring)"

static gboolean
put_calls (StoreDb *db, GPtrArray *calls, GError **error)
{
  g_autoptr (StoreTransaction) transaction = store_transaction_begin (db, error);
  g_autoptr (StoreStatement) row = NULL;

  if (transaction == NULL)
    return FALSE;
  row = store_db_prepare (db, PUT, error);
  if (row == NULL)
    return FALSE;

  for (guint i = 0; i < calls->len; i++)
    {
      ClinicCallRecord *record = g_ptr_array_index (calls, i);

      if (clinic_call_record_get_id (record) == NULL)
        continue;
      bind_record (row, record);
      if (!store_db_run (db, row, error))
        return FALSE;
    }

  return store_transaction_commit (&transaction, error);
}

static void
put_calls_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;

  put_calls (db, data, &error);
  store_return_boolean (task, error);
}

/* the caller may change its objects while the writer works */
static gpointer
copy_record (gconstpointer source, gpointer user_data)
{
  ClinicCallRecord *copy = clinic_call_record_new ();

  clinic_call_record_update (copy, CLINIC_CALL_RECORD ((gpointer) source));

  return copy;
}

void
store_repository_put_calls_async (StoreRepository *self,
                                  GPtrArray *calls,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (calls != NULL);

  task = store_task_new (self, cancellable, callback, user_data, store_repository_put_calls_async);
  g_task_set_task_data (task, store_copy_objects (calls, copy_record),
                        (GDestroyNotify) g_ptr_array_unref);
  store_repository_write (self, task, put_calls_worker);
}

gboolean
store_repository_put_calls_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- who it was --- */

/* the patient who has this number when there is exactly one, 0 otherwise */
static gint64
find_only_owner (StoreDb *db, const char *number)
{
  g_autoptr (StoreStatement) row =
    store_db_prepare (db, "SELECT patient_id FROM phones WHERE key = ? LIMIT 2", NULL);
  gint64 key = (gint64) clinic_phone_key_number (number);
  gint64 owner = 0;

  if (row == NULL || key == 0)
    return 0;

  sqlite3_bind_int64 (row, 1, key);
  if (store_db_step (db, row, NULL))
    owner = sqlite3_column_int64 (row, 0);

  return store_db_step (db, row, NULL) ? 0 : owner;
}

static void
fill_in_name (StoreDb *db, ClinicCallRecord *record)
{
  gint64 id = clinic_call_record_get_patient_id (record);
  g_autoptr (ClinicPatient) patient = NULL;
  g_autofree char *name = NULL;

  if (id == 0)
    id = find_only_owner (db, clinic_call_record_get_number (record));
  if (id != 0)
    patient = store_patient_load (db, id, NULL);
  if (patient == NULL)
    return;

  name = clinic_name_full (patient);
  clinic_call_record_set_patient_id (record, id);
  clinic_call_record_set_patient_name (record, name);
}

/* --- since --- */

static void
calls_since_worker (StoreDb *db, GTask *task, gpointer data)
{
  const Question *question = data;
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (StoreStatement) row =
    store_db_prepare (db, "SELECT " COLUMNS " FROM calls WHERE start >= ? ORDER BY start DESC, id",
                      &error);

  if (row != NULL)
    {
      sqlite3_bind_int64 (row, 1, question->since_or_patient);
      while (store_db_step (db, row, &error))
        {
          ClinicCallRecord *record = read_record (row);

          fill_in_name (db, record);
          g_ptr_array_add (records, record);
        }
    }

  store_return_objects (task, records, error);
}

static Question *
question_new (gint64 since_or_patient, guint limit)
{
  Question *question = g_new0 (Question, 1);

  question->since_or_patient = since_or_patient;
  question->limit = limit;

  return question;
}

void
store_repository_calls_since_async (StoreRepository *self,
                                    gint64 since,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_calls_since_async);
  g_task_set_task_data (task, question_new (since, 0), g_free);
  store_repository_read (self, task, calls_since_worker);
}

GPtrArray *
store_repository_calls_since_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- of one patient --- */

/* adds the newest calls of a query whose first parameter is value and whose second the limit */
static void
add_calls (StoreDb *db,
           const char *sql,
           gint64 value,
           const Question *question,
           GPtrArray *records,
           GError **error)
{
  g_autoptr (StoreStatement) row = NULL;

  if (*error != NULL)
    return;
  row = store_db_prepare (db, sql, error);
  if (row == NULL)
    return;

  sqlite3_bind_int64 (row, 1, value);
  sqlite3_bind_int64 (row, 2, question->limit);
  sqlite3_bind_int64 (row, 3, question->since_or_patient);
  while (store_db_step (db, row, error))
    {
      ClinicCallRecord *record = read_record (row);

      fill_in_name (db, record);
      g_ptr_array_add (records, record);
    }
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  ClinicCallRecord *one = *(ClinicCallRecord *const *) a;
  ClinicCallRecord *other = *(ClinicCallRecord *const *) b;
  gint64 difference = clinic_call_record_get_start (other) - clinic_call_record_get_start (one);

  if (difference != 0)
    return difference < 0 ? -1 : 1;

  return g_strcmp0 (clinic_call_record_get_id (one), clinic_call_record_get_id (other));
}

static void
calls_of_worker (StoreDb *db, GTask *task, gpointer data)
{
  static const char *const bound = "SELECT " COLUMNS " FROM calls WHERE patient_id = ?1"
                                   " AND ?3 <> 0 ORDER BY start DESC LIMIT ?2";
  /* what is bound to somebody else of the family is not hers */
  static const char *const from_number =
    "SELECT " COLUMNS " FROM calls WHERE key = ?1 AND patient_id IN (0, ?3)"
    " ORDER BY start DESC LIMIT ?2";
  const Question *question = data;
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  g_autoptr (ClinicPatient) patient = store_patient_load (db, question->since_or_patient, &error);
  const char *const *phones = patient != NULL ? clinic_patient_get_phones (patient) : NULL;

  add_calls (db, bound, question->since_or_patient, question, records, &error);
  for (; phones != NULL && *phones != NULL; phones++)
    {
      gint64 key = (gint64) clinic_phone_key_number (*phones);

      if (key != 0)
        add_calls (db, from_number, key, question, records, &error);
    }

  /* the same call may have been found in both ways, and by two spellings of a number */
  g_ptr_array_sort (records, compare_newest_first);
  for (guint i = records->len; i > 1; i--)
    if (g_strcmp0 (clinic_call_record_get_id (g_ptr_array_index (records, i - 1)),
                   clinic_call_record_get_id (g_ptr_array_index (records, i - 2))) == 0)
      g_ptr_array_remove_index (records, i - 1);
  if (records->len > question->limit)
    g_ptr_array_set_size (records, (int) question->limit);

  store_return_objects (task, records, error);
}

void
store_repository_calls_of_async (StoreRepository *self,
                                 gint64 patient_id,
                                 guint limit,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task = store_task_new (self, cancellable, callback, user_data, store_repository_calls_of_async);
  g_task_set_task_data (task, question_new (patient_id, limit), g_free);
  store_repository_read (self, task, calls_of_worker);
}

GPtrArray *
store_repository_calls_of_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- by its id --- */

ClinicCallRecord *
store_call_load (StoreDb *db, gint64 id, GError **error)
{
  g_autoptr (StoreStatement) row =
    store_db_prepare (db, "SELECT " COLUMNS " FROM calls WHERE rowid = ?", error);
  ClinicCallRecord *call = NULL;

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, id);
  if (!store_db_step (db, row, error))
    return NULL;
  call = read_record (row);
  fill_in_name (db, call);

  return call;
}

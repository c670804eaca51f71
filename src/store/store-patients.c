/* store-patients.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "store-patients"

#include "store-repository-private.h"

#include "clinic-phone.h"

/* Enough for any family, and a bound for the clinic's own number in a thousand cards. */
#define MAX_CANDIDATES 50
/* a visit that began half an hour ago is still the one that the caller may mean: she is late */
#define LATE_SECONDS (30 * 60)

/* What store_repository_identify_async() was asked; owned by its task. */
typedef struct
{
  gint64 key;
  gint64 now;
} Question;

ClinicPatient *
store_patient_from_row (StoreStatement *row)
{
  ClinicPatient *patient = clinic_patient_new ();
  const char *phones = store_column_text (row, 9);
  g_auto (GStrv) lines = g_strsplit (phones != NULL ? phones : "", "\n", -1);

  clinic_patient_set_id (patient, sqlite3_column_int64 (row, 0));
  clinic_patient_set_modified (patient, sqlite3_column_int64 (row, 1));
  clinic_patient_set_last_name (patient, store_column_text (row, 2));
  clinic_patient_set_first_name (patient, store_column_text (row, 3));
  clinic_patient_set_second_name (patient, store_column_text (row, 4));
  clinic_patient_set_birth_date (patient, store_column_text (row, 5));
  clinic_patient_set_important (patient, store_column_text (row, 6));
  clinic_patient_set_comments (patient, store_column_text (row, 7));
  clinic_patient_set_responsible_id (patient, sqlite3_column_int64 (row, 8));
  clinic_patient_set_phones (patient, (const char *const *) lines);
  clinic_patient_set_do_not_call (patient, sqlite3_column_int (row, 10) != 0);

  return patient;
}

ClinicPatient *
store_patient_load (StoreDb *db, gint64 id, GError **error)
{
  g_autoptr (StoreStatement) row =
    store_db_prepare (db, "SELECT " STORE_PATIENT_COLUMNS " FROM patients WHERE id = ?", error);

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, id);

  return store_db_step (db, row, error) ? store_patient_from_row (row) : NULL;
}

/* --- one --- */

static void
get_patient_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;
  ClinicPatient *patient = store_patient_load (db, *(gint64 *) data, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, patient, g_object_unref);
}

void
store_repository_get_patient_async (StoreRepository *self,
                                    gint64 id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_get_patient_async);
  g_task_set_task_data (task, g_memdup2 (&id, sizeof id), g_free);
  store_repository_read (self, task, get_patient_worker);
}

ClinicPatient *
store_repository_get_patient_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- many --- */

static void
get_patients_worker (StoreDb *db, GTask *task, gpointer data)
{
  GArray *ids = data;
  GPtrArray *patients = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;

  for (guint i = 0; i < ids->len && error == NULL; i++)
    {
      ClinicPatient *patient = store_patient_load (db, g_array_index (ids, gint64, i), &error);

      if (patient != NULL)
        g_ptr_array_add (patients, patient);
    }

  store_return_objects (task, patients, error);
}

void
store_repository_get_patients_async (StoreRepository *self,
                                     GArray *ids,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (ids != NULL);

  task =
    store_task_new (self, cancellable, callback, user_data, store_repository_get_patients_async);
  g_task_set_task_data (task, g_array_copy (ids), (GDestroyNotify) g_array_unref);
  store_repository_read (self, task, get_patients_worker);
}

GPtrArray *
store_repository_get_patients_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- who rings --- */

/* (transfer full) (nullable) */
static ClinicAppointment *
load_visit (StoreDb *db, const char *sql, gint64 patient_id, gint64 time, GError **error)
{
  g_autoptr (StoreStatement) row = store_db_prepare (db, sql, error);

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, patient_id);
  sqlite3_bind_int64 (row, 2, time);

  return store_db_step (db, row, error) ? store_appointment_from_row (row) : NULL;
}

static void
add_visits (StoreDb *db, ClinicCandidate *candidate, gint64 id, gint64 now)
{
  static const char *const next_visit =
    "SELECT " STORE_APPOINTMENT_COLUMNS " FROM appointments"
    " WHERE patient_id = ?1 AND start >= ?2 AND kind = 0 ORDER BY start LIMIT 1";
  static const char *const last_visit =
    "SELECT " STORE_APPOINTMENT_COLUMNS " FROM appointments"
    " WHERE patient_id = ?1 AND start <= ?2 AND start > 0 AND kind = 1 ORDER BY start DESC LIMIT 1";
  g_autoptr (ClinicAppointment) next = NULL;
  g_autoptr (ClinicAppointment) last = NULL;

  G_STATIC_ASSERT (CLINIC_STAGE_KIND_PROCESS == 0 && CLINIC_STAGE_KIND_SUCCESS == 1);

  /* a name without visits is worth more than none, so their errors are left out */
  next = load_visit (db, next_visit, id, now - LATE_SECONDS, NULL);
  last = load_visit (db, last_visit, id, now, NULL);
  clinic_candidate_set_next (candidate, next);
  clinic_candidate_set_last (candidate, last);
}

static void
identify (StoreDb *db, const Question *question, GPtrArray *candidates, GError **error)
{
  g_autoptr (StoreStatement) row =
    store_db_prepare (db,
                      "SELECT " STORE_PATIENT_COLUMNS
                      " FROM phones JOIN patients ON patients.id = phones.patient_id"
                      " WHERE phones.key = ?"
                      " ORDER BY patients.birth_date IS NULL, patients.birth_date, patients.id"
                      " LIMIT " G_STRINGIFY (MAX_CANDIDATES),
                      error);

  if (row == NULL)
    return;

  sqlite3_bind_int64 (row, 1, question->key);
  while (store_db_step (db, row, error))
    {
      g_autoptr (ClinicPatient) patient = store_patient_from_row (row);
      ClinicCandidate *candidate = clinic_candidate_new ();

      clinic_candidate_set_patient (candidate, patient);
      add_visits (db, candidate, clinic_patient_get_id (patient), question->now);
      g_ptr_array_add (candidates, candidate);
    }
}

static void
identify_worker (StoreDb *db, GTask *task, gpointer data)
{
  const Question *question = data;
  GPtrArray *candidates = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;

  if (question->key != 0)
    identify (db, question, candidates, &error);

  store_return_objects (task, candidates, error);
}

void
store_repository_identify_async (StoreRepository *self,
                                 const char *number,
                                 gint64 now,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = NULL;
  Question question = { (gint64) clinic_phone_key_number (number), now };

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task = store_task_new (self, cancellable, callback, user_data, store_repository_identify_async);
  g_task_set_task_data (task, g_memdup2 (&question, sizeof question), g_free);
  store_repository_read (self, task, identify_worker);
}

GPtrArray *
store_repository_identify_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- who has which numbers --- */

static void
list_with_numbers_worker (StoreDb *db, GTask *task, gpointer data)
{
  GArray *keys = data;
  GPtrArray *patients = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;

  for (guint i = 0; i < keys->len && error == NULL; i++)
    {
      g_autoptr (StoreStatement) row =
        store_db_prepare (db,
                          "SELECT " STORE_PATIENT_COLUMNS
                          " FROM phones JOIN patients ON patients.id = phones.patient_id"
                          " WHERE phones.key = ? ORDER BY patients.id"
                          " LIMIT " G_STRINGIFY (MAX_CANDIDATES),
                          &error);

      if (row == NULL)
        break;
      sqlite3_bind_int64 (row, 1, g_array_index (keys, gint64, i));
      while (store_db_step (db, row, &error))
        g_ptr_array_add (patients, store_patient_from_row (row));
    }

  store_return_objects (task, patients, error);
}

void
store_repository_list_with_numbers_async (StoreRepository *self,
                                          GArray *keys,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (STORE_IS_REPOSITORY (self));
  g_return_if_fail (keys != NULL);

  task = store_task_new (self, cancellable, callback, user_data,
                         store_repository_list_with_numbers_async);
  g_task_set_task_data (task, g_array_copy (keys), (GDestroyNotify) g_array_unref);
  store_repository_read (self, task, list_with_numbers_worker);
}

GPtrArray *
store_repository_list_with_numbers_finish (StoreRepository *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- how many --- */

static void
count_worker (StoreDb *db, GTask *task, gpointer data)
{
  GError *error = NULL;
  g_autoptr (StoreStatement) row =
    store_db_prepare (db, "SELECT value FROM counts WHERE name = 'patients'", &error);
  gint64 count = 0;

  if (row != NULL && store_db_step (db, row, &error))
    count = sqlite3_column_int64 (row, 0);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, (gssize) count);
}

void
store_repository_count_patients_async (StoreRepository *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_return_if_fail (STORE_IS_REPOSITORY (self));

  store_repository_read (self,
                         store_task_new (self, cancellable, callback, user_data,
                                         store_repository_count_patients_async),
                         count_worker);
}

gint64
store_repository_count_patients_finish (StoreRepository *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

/* --- the ids --- */

typedef struct
{
  gint64 after;
  gint64 upto;
  gint64 before;
} Range;

static void
list_ids_worker (StoreDb *db, GTask *task, gpointer data)
{
  const Range *range = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *error = NULL;
  g_autoptr (StoreStatement) row =
    store_db_prepare (db,
                      "SELECT id FROM patients WHERE id > ? AND id <= ? AND modified < ?"
                      " ORDER BY id",
                      &error);

  if (row != NULL)
    {
      sqlite3_bind_int64 (row, 1, range->after);
      sqlite3_bind_int64 (row, 2, range->upto);
      sqlite3_bind_int64 (row, 3, range->before);
      while (store_db_step (db, row, &error))
        {
          gint64 id = sqlite3_column_int64 (row, 0);

          g_array_append_val (ids, id);
        }
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&ids), (GDestroyNotify) g_array_unref);
}

void
store_repository_list_patient_ids_async (StoreRepository *self,
                                         gint64 after,
                                         gint64 upto,
                                         gint64 before,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  GTask *task = NULL;
  Range range = { after, upto, before };

  g_return_if_fail (STORE_IS_REPOSITORY (self));

  task = store_task_new (self, cancellable, callback, user_data,
                         store_repository_list_patient_ids_async);
  g_task_set_task_data (task, g_memdup2 (&range, sizeof range), g_free);
  store_repository_read (self, task, list_ids_worker);
}

GArray *
store_repository_list_patient_ids_finish (StoreRepository *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

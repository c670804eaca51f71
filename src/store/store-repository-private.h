/* store-repository-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-lane.h"
#include "store-repository.h"

G_BEGIN_DECLS

/* Queue a job for the writing or the reading thread; task: (transfer full). A closed repository
 * returns STORE_ERROR_CLOSED on the task. */
void store_repository_write (StoreRepository *self, GTask *task, StoreJob job);
void store_repository_read (StoreRepository *self, GTask *task, StoreJob job);

/* returns TRUE on the task, or the error (transfer full) when it is set */
void store_return_boolean (GTask *task, GError *error);
/* returns the objects (transfer full) on the task, or the error (transfer full) when it is set */
void store_return_objects (GTask *task, GPtrArray *objects, GError *error);
/* (transfer full): each object copied by copy: the caller may change its own while a thread works
 */
GPtrArray *store_copy_objects (GPtrArray *objects, GCopyFunc copy);
/* deletes the rows with these ids in one transaction; sql: has one parameter */
gboolean store_delete_by_ids (StoreDb *db, const char *sql, GArray *ids, GError **error);
/* (transfer full): a task for the source object with its tag */
GTask *store_task_new (StoreRepository *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data,
                       gpointer tag);

/* One row of «SELECT STORE_PATIENT_COLUMNS FROM patients»: (transfer full) */
#define STORE_PATIENT_COLUMNS                                                                      \
  "patients.id, patients.modified, patients.last_name, patients.first_name, "                      \
  "patients.second_name, patients.birth_date, patients.important, patients.comments, "             \
  "patients.responsible_id, patients.phones"
ClinicPatient *store_patient_from_row (StoreStatement *row);
/* (transfer full) (nullable): NULL when there is none or on error */
ClinicPatient *store_patient_load (StoreDb *db, gint64 id, GError **error);

/* One row of «SELECT STORE_APPOINTMENT_COLUMNS FROM appointments»: (transfer full) */
#define STORE_APPOINTMENT_COLUMNS                                                                  \
  "id, title, category_id, stage_id, kind, patient_id, patient_name, start, minutes, doctor_id, "  \
  "doctor_name, specialty, confirmation, amount, comments, modified"
ClinicAppointment *store_appointment_from_row (StoreStatement *row);

/* puts, or with text NULL removes, a document in the transaction that is open */
gboolean store_document_put (StoreDb *db, const char *name, const char *text, GError **error);

G_END_DECLS

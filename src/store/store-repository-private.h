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
  "patients.responsible_id, patients.phones, patients.do_not_call"
ClinicPatient *store_patient_from_row (StoreStatement *row);
/* (transfer full) (nullable): NULL when there is none or on error */
ClinicPatient *store_patient_load (StoreDb *db, gint64 id, GError **error);

/* What is kept of an appointment: columns that are called as the object's properties are, numbers
 * before texts. `reminders` is kept too, but comes and goes on its own. */
#define STORE_APPOINTMENT_NUMBERS(X)                                                               \
  X (id)                                                                                           \
  X (category_id)                                                                                  \
  X (kind)                                                                                         \
  X (patient_id)                                                                                   \
  X (start)                                                                                        \
  X (minutes)                                                                                      \
  X (doctor_id)                                                                                    \
  X (confirmation)                                                                                 \
  X (amount)                                                                                       \
  X (modified)                                                                                     \
  X (created)                                                                                      \
  X (moved)                                                                                        \
  X (moved_by_id)                                                                                  \
  X (responsible_id)                                                                               \
  X (specialty_id)                                                                                 \
  X (chair_id)                                                                                     \
  X (lead_id)                                                                                      \
  X (first_visit)                                                                                  \
  X (reason_id)                                                                                    \
  X (moves)                                                                                        \
  X (waiting)
#define STORE_APPOINTMENT_TEXTS(X)                                                                 \
  X (title)                                                                                        \
  X (stage_id)                                                                                     \
  X (patient_name)                                                                                 \
  X (doctor_name)                                                                                  \
  X (specialty)                                                                                    \
  X (comments)                                                                                     \
  X (moved_by_name)                                                                                \
  X (responsible_name)                                                                             \
  X (chair)                                                                                        \
  X (source_id)                                                                                    \
  X (source_name)                                                                                  \
  X (originator)                                                                                   \
  X (origin)                                                                                       \
  X (mis_status)                                                                                   \
  X (reason)                                                                                       \
  X (call_mark)                                                                                    \
  X (mis_id)
#define STORE_APPOINTMENT_NAME(name) "appointments." #name ", "
/* One row of «SELECT STORE_APPOINTMENT_COLUMNS FROM appointments»: (transfer full) */
#define STORE_APPOINTMENT_COLUMNS                                                                  \
  STORE_APPOINTMENT_NUMBERS (STORE_APPOINTMENT_NAME)                                               \
  STORE_APPOINTMENT_TEXTS (STORE_APPOINTMENT_NAME) "appointments.reminders"
ClinicAppointment *store_appointment_from_row (StoreStatement *row);
/* (transfer full) (nullable): NULL when it is not kept, or on error; with the patient's name */
ClinicAppointment *store_appointment_load (StoreDb *db, gint64 id, GError **error);
ClinicLead *store_lead_load (StoreDb *db, gint64 id, GError **error);
/* by the number of its row */
ClinicCallRecord *store_call_load (StoreDb *db, gint64 id, GError **error);

/* puts, or with text NULL removes, a document in the transaction that is open */
gboolean store_document_put (StoreDb *db, const char *name, const char *text, GError **error);

G_END_DECLS

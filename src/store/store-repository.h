/* store-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-appointment.h"
#include "clinic-call-record.h"
#include "clinic-candidate.h"
#include "clinic-command.h"
#include "clinic-lead.h"
#include "clinic-patient.h"

G_BEGIN_DECLS

/**
 * StoreRepository:
 *
 * What this computer keeps of one portal: the index of patients, visits, calls, small documents
 * and the outbox, in one SQLite file of mode 0600. One thread writes, another reads, so that a
 * look-up for a ringing call never waits for a bulk import.
 *
 * All errors are STORE_ERROR.
 */
#define STORE_TYPE_REPOSITORY (store_repository_get_type ())

G_DECLARE_FINAL_TYPE (StoreRepository, store_repository, STORE, REPOSITORY, GObject)

/**
 * StorePatientRow:
 *
 * One row of a bulk import. All texts are borrowed from the rows' keeper and may be NULL.
 */
typedef struct
{
  gint64 id;
  gint64 modified; /* unix seconds */
  const char *last_name;
  const char *first_name;
  const char *second_name;
  const char *birth_date; /* YYYY-MM-DD */
  const char *important;
  const char *comments;
  gint64 responsible_id;
  const char *const *phones; /* NULL-terminated, as written in the card; may be NULL */
} StorePatientRow;

/* Opens, or makes, the store at path (NULL: in memory, for tests) and brings its schema up to date.
 * A file that is no database is moved aside and a new one made. finish: (transfer full) */
void store_repository_open_async (const char *path,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
StoreRepository *store_repository_open_finish (GAsyncResult *result, GError **error);
/* waits for what is under way, then closes; later calls fail with STORE_ERROR_CLOSED */
void store_repository_close_async (StoreRepository *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
store_repository_close_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* empties every table, shrinks and scrubs the file (secure_delete, VACUUM) */
void store_repository_forget_async (StoreRepository *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
store_repository_forget_finish (StoreRepository *self, GAsyncResult *result, GError **error);

/* --- patients --- */

/* Inserts or replaces many patients and stores document (with its text) in the same transaction:
 * the cursor of a resumable import moves exactly with its rows. rows: (transfer full) (element-type
 * StorePatientRow); keep: (transfer full): what owns the texts, freed with keep_free in any thread
 * when done. */
void store_repository_import_async (StoreRepository *self,
                                    GArray *rows,
                                    gpointer keep,
                                    GDestroyNotify keep_free,
                                    const char *document,
                                    const char *text,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
store_repository_import_finish (StoreRepository *self, GAsyncResult *result, GError **error);
void store_repository_remove_patients_async (StoreRepository *self,
                                             GArray *ids, /* gint64, (transfer none) */
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean store_repository_remove_patients_finish (StoreRepository *self,
                                                  GAsyncResult *result,
                                                  GError **error);
/* finish: (transfer full) (nullable): NULL without error when not known */
void store_repository_get_patient_async (StoreRepository *self,
                                         gint64 id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
ClinicPatient *
store_repository_get_patient_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* those of many that are known; ids: gint64. finish: (transfer container) (element-type
 * ClinicPatient), in no order */
void store_repository_get_patients_async (StoreRepository *self,
                                          GArray *ids,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *
store_repository_get_patients_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* Who has this number: candidates with patient, next and last visit and number of visits as far
 * as the store knows them (visits stays -1: only the portal knows the whole history), by age, the
 * eldest first. finish: (transfer container) (element-type ClinicCandidate) */
void store_repository_identify_async (StoreRepository *self,
                                      const char *number,
                                      gint64 now,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *
store_repository_identify_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* By the beginnings of any words of the name (ё = е, wrong layout) or by digits of a phone (whole
 * in any spelling, beginning, or the last four or more). finish: (element-type ClinicPatient) */
void store_repository_search_async (StoreRepository *self,
                                    const char *text,
                                    guint limit,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *
store_repository_search_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* finish: -1 on error */
void store_repository_count_patients_async (StoreRepository *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gint64 store_repository_count_patients_finish (StoreRepository *self,
                                               GAsyncResult *result,
                                               GError **error);

/* --- appointments (element-type ClinicAppointment); stage objects are not stored, only ids --- */

void store_repository_put_appointments_async (
  StoreRepository *self,
  GPtrArray *appointments, /* (transfer none): read before return */
  GCancellable *cancellable,
  GAsyncReadyCallback callback,
  gpointer user_data);
gboolean store_repository_put_appointments_finish (StoreRepository *self,
                                                   GAsyncResult *result,
                                                   GError **error);
void store_repository_remove_appointments_async (StoreRepository *self,
                                                 GArray *ids, /* gint64 */
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
gboolean store_repository_remove_appointments_finish (StoreRepository *self,
                                                      GAsyncResult *result,
                                                      GError **error);
/* all of one patient, by start */
void store_repository_appointments_of_async (StoreRepository *self,
                                             gint64 patient_id,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GPtrArray *store_repository_appointments_of_finish (StoreRepository *self,
                                                    GAsyncResult *result,
                                                    GError **error);
/* from <= start < to, by start */
void store_repository_appointments_between_async (StoreRepository *self,
                                                  gint64 from,
                                                  gint64 to,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
GPtrArray *store_repository_appointments_between_finish (StoreRepository *self,
                                                         GAsyncResult *result,
                                                         GError **error);

/* For the appointment book: all open ones of a funnel, and those of any with from <= start < to,
 * each with her name, birth date and first number when the index knows the patient. In no order. */
void store_repository_read_book_async (StoreRepository *self,
                                       gint64 category,
                                       gint64 from,
                                       gint64 to,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *
store_repository_read_book_finish (StoreRepository *self, GAsyncResult *result, GError **error);

/* What is known of the reminders of one visit (ClinicReminders). */
typedef struct
{
  gint64 appointment_id;
  gint64 reminders;
} StoreReminders;

/* of visits that are stored; rows: StoreReminders. Putting the visits again leaves them alone. */
void store_repository_put_reminders_async (StoreRepository *self,
                                           GArray *rows,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean
store_repository_put_reminders_finish (StoreRepository *self, GAsyncResult *result, GError **error);

/* --- leads (element-type ClinicLead) --- */

void store_repository_put_leads_async (StoreRepository *self,
                                       GPtrArray *leads,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
store_repository_put_leads_finish (StoreRepository *self, GAsyncResult *result, GError **error);
void store_repository_remove_leads_async (StoreRepository *self,
                                          GArray *ids, /* gint64, (transfer none) */
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
store_repository_remove_leads_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* all that are kept */
void store_repository_list_leads_async (StoreRepository *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *
store_repository_list_leads_finish (StoreRepository *self, GAsyncResult *result, GError **error);

/* --- calls (element-type ClinicCallRecord) --- */

void store_repository_put_calls_async (StoreRepository *self,
                                       GPtrArray *calls,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
store_repository_put_calls_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* since <= start, newest first. Names of patients are filled in from the index by id, or by the
 * number when exactly one patient has it. */
void store_repository_calls_since_async (StoreRepository *self,
                                         gint64 since,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *
store_repository_calls_since_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* of one patient: bound to her, or from one of her numbers; newest first */
void store_repository_calls_of_async (StoreRepository *self,
                                      gint64 patient_id,
                                      guint limit,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *
store_repository_calls_of_finish (StoreRepository *self, GAsyncResult *result, GError **error);

/* --- small documents: dictionaries, cursors, choices --- */

/* text NULL removes it */
void store_repository_put_document_async (StoreRepository *self,
                                          const char *name,
                                          const char *text,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
store_repository_put_document_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* finish: (transfer full) (nullable): NULL without error when there is none */
void store_repository_get_document_async (StoreRepository *self,
                                          const char *name,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
char *
store_repository_get_document_finish (StoreRepository *self, GAsyncResult *result, GError **error);

/* --- outbox --- */

/* Inserts or replaces a command by its id; done when it would survive a power cut
 * (synchronous=FULL). The command is read before the function returns. */
void store_repository_put_command_async (StoreRepository *self,
                                         ClinicCommand *command,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
store_repository_put_command_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* takes the command with the id away and puts another: never both, never neither */
void store_repository_replace_command_async (StoreRepository *self,
                                             const char *id,
                                             ClinicCommand *command,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean store_repository_replace_command_finish (StoreRepository *self,
                                                  GAsyncResult *result,
                                                  GError **error);
void store_repository_remove_command_async (StoreRepository *self,
                                            const char *id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean store_repository_remove_command_finish (StoreRepository *self,
                                                 GAsyncResult *result,
                                                 GError **error);
/* finish: (transfer container) (element-type ClinicCommand), oldest first */
void store_repository_list_commands_async (StoreRepository *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *
store_repository_list_commands_finish (StoreRepository *self, GAsyncResult *result, GError **error);

G_END_DECLS

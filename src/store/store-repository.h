/* store-repository.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-appointment.h"
#include "clinic-call-record.h"
#include "clinic-candidate.h"
#include "clinic-command.h"
#include "clinic-facts.h"
#include "clinic-lead.h"
#include "clinic-patient.h"
#include "clinic-post.h"

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
  gboolean do_not_call;
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
/* Those who have one of many numbers; keys: gint64, of clinic_phone_key_number(). A few hundred at
 * a time, so that a ringing call does not wait behind it. finish: (transfer container)
 * (element-type ClinicPatient), in no order; somebody with several of them comes several times */
void store_repository_list_with_numbers_async (StoreRepository *self,
                                               GArray *keys,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GPtrArray *store_repository_list_with_numbers_finish (StoreRepository *self,
                                                      GAsyncResult *result,
                                                      GError **error);
/* Whose ids are after < id <= upto, and whose rows the portal changed before a moment (unix
 * seconds). finish: (transfer full): gint64, growing */
void store_repository_list_patient_ids_async (StoreRepository *self,
                                              gint64 after,
                                              gint64 upto,
                                              gint64 before,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
GArray *store_repository_list_patient_ids_finish (StoreRepository *self,
                                                  GAsyncResult *result,
                                                  GError **error);
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
/* The same, beside what is known already: nothing is taken back, but a failure by what was
 * delivered after all. Who gave an answer (confirmation) has answered. */
void store_repository_add_reminders_async (StoreRepository *self,
                                           GArray *rows,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean
store_repository_add_reminders_finish (StoreRepository *self, GAsyncResult *result, GError **error);

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
/* the open ones, and those that came into their stage since then */
void store_repository_list_leads_async (StoreRepository *self,
                                        gint64 since,
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

/* --- what reports are counted from --- */

/* What a stage of the visits means. */
typedef struct
{
  ClinicStageRole role;
  gboolean excuse; /* lost, and not by the reception */
} StoreFactStage;

/* Fills facts with the visits of a funnel, leads, waits and calls, and seals them. facts: (transfer
 * full): what is known and called how is set already. stages: (transfer full): StoreFactStage by
 * stage id; nobody else touches either any more. finish: (transfer full) */
void store_repository_load_facts_async (StoreRepository *self,
                                        ClinicFacts *facts,
                                        gint64 category_id,
                                        GHashTable *stages,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
ClinicFacts *
store_repository_load_facts_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* The rows that facts stand for: ClinicAppointment of VISITS, ClinicCallRecord of CALLS, ClinicLead
 * of the others, those that are kept, in the order of the ids (gint64). finish: (transfer
 * container) */
void store_repository_load_rows_async (StoreRepository *self,
                                       ClinicFactSet set,
                                       GArray *ids,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *
store_repository_load_rows_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* Somebody (entity, id) came on the waiting list; the earliest time counts. waits: (element-type
 * StoreWait) */
typedef struct
{
  ClinicEntity entity;
  gint64 id;
  gint64 since;
} StoreWait;
void store_repository_put_waits_async (StoreRepository *self,
                                       GArray *waits,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
store_repository_put_waits_finish (StoreRepository *self, GAsyncResult *result, GError **error);

/* Takes away what the portal does not have any more: visits of a funnel (by their start) or leads
 * (by when they were made) of a period that are not among the present ones. present: a set of
 * gint64 ids that nobody changes any more. before: what was modified since then is left alone: it
 * may have come while the portal was being asked. */
void store_repository_prune_async (StoreRepository *self,
                                   ClinicFactSet set,
                                   gint64 category_id,
                                   gint64 from,
                                   gint64 to,
                                   gint64 before,
                                   GHashTable *present,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
store_repository_prune_finish (StoreRepository *self, GAsyncResult *result, GError **error);

/* --- the feed (element-type ClinicPost); state: UNREAD, READ or UNKNOWN by the portal's word ---
 */

/* puts posts with their files, and takes the oldest away beyond a few thousand, except those that
 * wait to be read */
void store_repository_put_posts_async (StoreRepository *self,
                                       GPtrArray *posts,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
store_repository_put_posts_finish (StoreRepository *self, GAsyncResult *result, GError **error);
void store_repository_remove_posts_async (StoreRepository *self,
                                          GArray *ids, /* gint64, (transfer none) */
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
store_repository_remove_posts_finish (StoreRepository *self, GAsyncResult *result, GError **error);
/* all that are kept, newest first */
void store_repository_list_posts_async (StoreRepository *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *
store_repository_list_posts_finish (StoreRepository *self, GAsyncResult *result, GError **error);

/* --- invoices, as the portal wrote them --- */

/**
 * StoreInvoiceRow:
 *
 * One row of the portal about an invoice. Owned by whoever made it.
 */
typedef struct
{
  char *id;   /* owned: which of its part */
  char *day;  /* owned, (nullable): YYYY-MM-DD, when it was paid, or else decided */
  char *text; /* owned: JSON */
} StoreInvoiceRow;

StoreInvoiceRow *store_invoice_row_new (const char *id, const char *day, const char *text);
void store_invoice_row_free (StoreInvoiceRow *self);

/* rows: (transfer full) (element-type StoreInvoiceRow): inserted or replaced; gone: (transfer none)
 * (nullable): ids (char) to be removed; whole: all others of the part are removed */
void store_repository_put_invoice_rows_async (StoreRepository *self,
                                              const char *part,
                                              GPtrArray *rows,
                                              GPtrArray *gone,
                                              gboolean whole,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
gboolean store_repository_put_invoice_rows_finish (StoreRepository *self,
                                                   GAsyncResult *result,
                                                   GError **error);
/* from, to: (nullable): YYYY-MM-DD, inclusive; what has no day is of every period. finish:
 * (transfer full): StoreInvoiceRow, by id */
void store_repository_list_invoice_rows_async (StoreRepository *self,
                                               const char *part,
                                               const char *from,
                                               const char *to,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GPtrArray *store_repository_list_invoice_rows_finish (StoreRepository *self,
                                                      GAsyncResult *result,
                                                      GError **error);

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
/* Merges a JSON object into a document that is one (RFC 7396), or begins it: in one step, behind
 * whatever was given to the store before. What is there and is no JSON is replaced. finish:
 * (transfer full): the whole of it now. */
void store_repository_merge_document_async (StoreRepository *self,
                                            const char *name,
                                            const char *patch,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
char *store_repository_merge_document_finish (StoreRepository *self,
                                              GAsyncResult *result,
                                              GError **error);

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

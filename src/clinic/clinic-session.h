/* clinic-session.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "clinic-archive.h"
#include "clinic-book.h"
#include "clinic-call-record.h"
#include "clinic-call.h"
#include "clinic-command.h"
#include "clinic-error.h"
#include "clinic-invoices.h"
#include "clinic-link.h"
#include "clinic-mapping.h"
#include "clinic-mis-desk.h"
#include "clinic-news.h"
#include "clinic-patient-file.h"
#include "clinic-payroll.h"

G_BEGIN_DECLS

/**
 * ClinicSession:
 *
 * A desk that is connected to a clinic: all that the pages read, as models that stay alive and
 * change, and all that they may do. Pages know nothing below this.
 *
 * The models keep one object per id; a refresh changes properties, only arrivals and departures
 * change the list.
 */
#define CLINIC_TYPE_SESSION (clinic_session_get_type ())

G_DECLARE_INTERFACE (ClinicSession, clinic_session, CLINIC, SESSION, GObject)

struct _ClinicSessionInterface
{
  GTypeInterface parent;

  ClinicLink *(*get_link) (ClinicSession *self);
  GListModel *(*get_calls) (ClinicSession *self);
  GListModel *(*get_call_log) (ClinicSession *self);
  GListModel *(*get_missed) (ClinicSession *self);
  GListModel *(*get_commands) (ClinicSession *self);
  GListModel *(*get_stages) (ClinicSession *self);
  ClinicBook *(*get_book) (ClinicSession *self);
  ClinicMapping *(*get_mapping) (ClinicSession *self);
  ClinicMisDesk *(*get_mis_desk) (ClinicSession *self);
  ClinicNews *(*get_news) (ClinicSession *self);
  ClinicInvoices *(*get_invoices) (ClinicSession *self);
  ClinicArchive *(*get_archive) (ClinicSession *self);
  ClinicPayroll *(*get_payroll) (ClinicSession *self);
  gint64 (*get_now) (ClinicSession *self);
  char *(*dup_user_name) (ClinicSession *self, gint64 user_id);

  void (*search_async) (ClinicSession *self,
                        const char *text,
                        guint limit,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  GPtrArray *(*search_finish) (ClinicSession *self, GAsyncResult *result, GError **error);
  ClinicPatientFile *(*open_patient) (ClinicSession *self, gint64 patient_id);
  void (*submit_async) (ClinicSession *self,
                        ClinicCommand *command,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*submit_finish) (ClinicSession *self, GAsyncResult *result, GError **error);
  void (*retry_command) (ClinicSession *self, ClinicCommand *command);
  void (*discard_command) (ClinicSession *self, ClinicCommand *command);
  gboolean (*undo_command) (ClinicSession *self, ClinicCommand *command);
  void (*open_recording_async) (ClinicSession *self,
                                ClinicCallRecord *call,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
  GInputStream *(*open_recording_finish) (ClinicSession *self,
                                          GAsyncResult *result,
                                          GError **error);
  void (*dial_async) (ClinicSession *self,
                      const char *number,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  gboolean (*dial_finish) (ClinicSession *self, GAsyncResult *result, GError **error);
  void (*expect_call) (ClinicSession *self,
                       const char *number,
                       gint64 patient_id); /* may be NULL */
  void (*mark_call_async) (ClinicSession *self,
                           ClinicAppointment *appointment,
                           const char *mark,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  gboolean (*mark_call_finish) (ClinicSession *self, GAsyncResult *result, GError **error);
  void (*share_call_list_async) (ClinicSession *self,
                                 GArray *patient_ids,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
  gint64 (*share_call_list_finish) (ClinicSession *self, GAsyncResult *result, GError **error);
  void (*choose_caller) (ClinicSession *self, ClinicCall *call, ClinicCandidate *candidate);
  void (*put_away) (ClinicSession *self, ClinicCall *call);
  void (*ring) (ClinicSession *self, const char *number);
  void (*refresh) (ClinicSession *self);
  void (*set_on_shift) (ClinicSession *self, gboolean on_shift);
  void (*forget_async) (ClinicSession *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*forget_finish) (ClinicSession *self, GAsyncResult *result, GError **error);
  void (*close_async) (ClinicSession *self, GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*close_finish) (ClinicSession *self, GAsyncResult *result, GError **error);
};

/* Models: (transfer none), never NULL, alive as long as the session. */
ClinicLink *clinic_session_get_link (ClinicSession *self);
/* ClinicCall: ringing, under way, and just ended; longest waiting first */
GListModel *clinic_session_get_calls (ClinicSession *self);
/* ClinicCallRecord of today, newest first */
GListModel *clinic_session_get_call_log (ClinicSession *self);
/* ClinicMissedGroup of today, those that wait first, oldest first */
GListModel *clinic_session_get_missed (ClinicSession *self);
/* ClinicCommand that wait or need a decision, oldest first */
GListModel *clinic_session_get_commands (ClinicSession *self);
/* ClinicStage of the appointments' funnel, in order */
GListModel *clinic_session_get_stages (ClinicSession *self);
/* the appointments and leads; (transfer none) */
ClinicBook *clinic_session_get_book (ClinicSession *self);
/* what the portal calls things; (transfer none) */
ClinicMapping *clinic_session_get_mapping (ClinicSession *self);
/* the medical system; (transfer none) */
ClinicMisDesk *clinic_session_get_mis_desk (ClinicSession *self);
/* the portal's feed; (transfer none) */
ClinicNews *clinic_session_get_news (ClinicSession *self);
/* the bills that the clinic has to pay; (transfer none) */
ClinicInvoices *clinic_session_get_invoices (ClinicSession *self);
/* the past that reports are counted from; (transfer none) */
ClinicArchive *clinic_session_get_archive (ClinicSession *self);
/* what the reception is paid; (transfer none) */
ClinicPayroll *clinic_session_get_payroll (ClinicSession *self);
/* the clinic's clock: unix seconds of the portal */
gint64 clinic_session_get_now (ClinicSession *self);
/* (transfer full) (nullable): a colleague's name, family name first; NULL: not known */
char *clinic_session_dup_user_name (ClinicSession *self, gint64 user_id);

/* Patients by name (any words' beginnings, ё = е, wrong keyboard layout) or by phone (any
 * spelling, also its last four digits or more), best first. Answers from the local index.
 * finish: (transfer container) (element-type ClinicPatient). CLINIC_ERROR. */
void clinic_session_search_async (ClinicSession *self,
                                  const char *text,
                                  guint limit,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *clinic_session_search_finish (ClinicSession *self, GAsyncResult *result, GError **error);
/* (transfer full): at once, filled from the local store, then from the portal while it is held */
ClinicPatientFile *clinic_session_open_patient (ClinicSession *self, gint64 patient_id);

/* Takes the command over; done when it is safe on disk (not when the portal has it): from then on
 * it is in clinic_session_get_commands() until the portal has it. CLINIC_ERROR_BROKEN when the
 * disk refuses. */
void clinic_session_submit_async (ClinicSession *self,
                                  ClinicCommand *command,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean clinic_session_submit_finish (ClinicSession *self, GAsyncResult *result, GError **error);
/* for CONFLICT and REFUSED: send it again, over what is there now; or let it go */
void clinic_session_retry_command (ClinicSession *self, ClinicCommand *command);
void clinic_session_discard_command (ClinicSession *self, ClinicCommand *command);
/* Takes a command back that is held (`hold`) and was not sent: the portal never hears of it. FALSE:
 * too late. Of a move that took the place of an earlier held one, both are taken back. */
gboolean clinic_session_undo_command (ClinicSession *self, ClinicCommand *command);

/* The recording of a call as a stream (mp3 or wav); not kept on this computer. finish: (transfer
 * full). CLINIC_ERROR_NOT_FOUND: the portal has none. */
void clinic_session_open_recording_async (ClinicSession *self,
                                          ClinicCallRecord *call,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GInputStream *
clinic_session_open_recording_finish (ClinicSession *self, GAsyncResult *result, GError **error);

/* Asks the portal to connect the desk's telephone with a number (voximplant.callback.start). Not a
 * command: never repeated later. CLINIC_ERROR_FORBIDDEN or OFFLINE: open a tel: link instead. */
/* Whom the next outgoing call to the number is to: of a family's number only this desk knows.
 * Before it is dialled, whichever way; forgotten after some minutes. */
void clinic_session_expect_call (ClinicSession *self, const char *number, gint64 patient_id);
void clinic_session_dial_async (ClinicSession *self,
                                const char *number,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean clinic_session_dial_finish (ClinicSession *self, GAsyncResult *result, GError **error);

/* Takes a row of the call list, or gives it back: writes the mark (ClinicCallMark) of an
 * appointment unless a colleague changed it since appointment.call-mark was read. Not a command: it
 * is of now or never. CLINIC_ERROR_CONFLICT: she was first (the book has her mark); OFFLINE;
 * NOT_FOUND: the portal has no field for it, each desk works on its own. */
void clinic_session_mark_call_async (ClinicSession *self,
                                     ClinicAppointment *appointment,
                                     const char *mark,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
clinic_session_mark_call_finish (ClinicSession *self, GAsyncResult *result, GError **error);
/* Makes a call list of the portal's own of these patients (gint64), for those who work in the
 * browser (crm.calllist.add). finish: its number, 0 on error. CLINIC_ERROR. */
void clinic_session_share_call_list_async (ClinicSession *self,
                                           GArray *patient_ids,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gint64
clinic_session_share_call_list_finish (ClinicSession *self, GAsyncResult *result, GError **error);

/* the person says who is calling; kept with the call */
void
clinic_session_choose_caller (ClinicSession *self, ClinicCall *call, ClinicCandidate *candidate);
/* the person closes a card: the call itself is not touched */
void clinic_session_put_away (ClinicSession *self, ClinicCall *call);
/* a PBX hook says that this number rings here */
void clinic_session_ring (ClinicSession *self, const char *number);
/* F5: ask the portal again for everything on show; try a lost connection now */
void clinic_session_refresh (ClinicSession *self);
/* FALSE: leave the channel, so that no calls are routed here */
void clinic_session_set_on_shift (ClinicSession *self, gboolean on_shift);
/* "Forget this computer": removes all that is kept of this portal, also unsent commands */
void clinic_session_forget_async (ClinicSession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean clinic_session_forget_finish (ClinicSession *self, GAsyncResult *result, GError **error);
/* stops everything and closes the store; needed before the last reference is dropped */
void
clinic_session_close_async (ClinicSession *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean clinic_session_close_finish (ClinicSession *self, GAsyncResult *result, GError **error);

G_END_DECLS

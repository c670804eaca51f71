/* clinic-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "clinic-session"

#include "clinic-session.h"

G_DEFINE_INTERFACE (ClinicSession, clinic_session, G_TYPE_OBJECT)

static void
clinic_session_default_init (ClinicSessionInterface *iface)
{
}

ClinicLink *
clinic_session_get_link (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_link (self);
}

GListModel *
clinic_session_get_calls (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_calls (self);
}

GListModel *
clinic_session_get_call_log (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_call_log (self);
}

GListModel *
clinic_session_get_missed (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_missed (self);
}

GListModel *
clinic_session_get_commands (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_commands (self);
}

GListModel *
clinic_session_get_stages (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_stages (self);
}

ClinicBook *
clinic_session_get_book (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_book (self);
}

ClinicMapping *
clinic_session_get_mapping (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_mapping (self);
}

ClinicMisDesk *
clinic_session_get_mis_desk (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_mis_desk (self);
}

ClinicNews *
clinic_session_get_news (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_news (self);
}

ClinicInvoices *
clinic_session_get_invoices (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_invoices (self);
}

ClinicArchive *
clinic_session_get_archive (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_archive (self);
}

ClinicPayroll *
clinic_session_get_payroll (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->get_payroll (self);
}

gint64
clinic_session_get_now (ClinicSession *self)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), 0);

  return CLINIC_SESSION_GET_IFACE (self)->get_now (self);
}

char *
clinic_session_dup_user_name (ClinicSession *self, gint64 user_id)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->dup_user_name (self, user_id);
}

void
clinic_session_search_async (ClinicSession *self,
                             const char *text,
                             guint limit,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->search_async (self, text, limit, cancellable, callback,
                                                 user_data);
}

GPtrArray *
clinic_session_search_finish (ClinicSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->search_finish (self, result, error);
}

ClinicPatientFile *
clinic_session_open_patient (ClinicSession *self, gint64 patient_id)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->open_patient (self, patient_id);
}

void
clinic_session_submit_async (ClinicSession *self,
                             ClinicCommand *command,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->submit_async (self, command, cancellable, callback, user_data);
}

gboolean
clinic_session_submit_finish (ClinicSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), FALSE);

  return CLINIC_SESSION_GET_IFACE (self)->submit_finish (self, result, error);
}

void
clinic_session_retry_command (ClinicSession *self, ClinicCommand *command)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->retry_command (self, command);
}

void
clinic_session_discard_command (ClinicSession *self, ClinicCommand *command)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->discard_command (self, command);
}

gboolean
clinic_session_undo_command (ClinicSession *self, ClinicCommand *command)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), FALSE);
  g_return_val_if_fail (CLINIC_IS_COMMAND (command), FALSE);

  return CLINIC_SESSION_GET_IFACE (self)->undo_command (self, command);
}

void
clinic_session_open_recording_async (ClinicSession *self,
                                     ClinicCallRecord *call,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));
  g_return_if_fail (CLINIC_IS_CALL_RECORD (call));

  CLINIC_SESSION_GET_IFACE (self)->open_recording_async (self, call, cancellable, callback,
                                                         user_data);
}

GInputStream *
clinic_session_open_recording_finish (ClinicSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), NULL);

  return CLINIC_SESSION_GET_IFACE (self)->open_recording_finish (self, result, error);
}

void
clinic_session_expect_call (ClinicSession *self, const char *number, gint64 patient_id)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));
  g_return_if_fail (number != NULL);

  if (CLINIC_SESSION_GET_IFACE (self)->expect_call != NULL)
    CLINIC_SESSION_GET_IFACE (self)->expect_call (self, number, patient_id);
}

void
clinic_session_dial_async (ClinicSession *self,
                           const char *number,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->dial_async (self, number, cancellable, callback, user_data);
}

gboolean
clinic_session_dial_finish (ClinicSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), FALSE);

  return CLINIC_SESSION_GET_IFACE (self)->dial_finish (self, result, error);
}

void
clinic_session_mark_call_async (ClinicSession *self,
                                ClinicAppointment *appointment,
                                const char *mark,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->mark_call_async (self, appointment, mark, cancellable, callback,
                                                    user_data);
}

gboolean
clinic_session_mark_call_finish (ClinicSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), FALSE);

  return CLINIC_SESSION_GET_IFACE (self)->mark_call_finish (self, result, error);
}

void
clinic_session_share_call_list_async (ClinicSession *self,
                                      GArray *patient_ids,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->share_call_list_async (self, patient_ids, cancellable, callback,
                                                          user_data);
}

gint64
clinic_session_share_call_list_finish (ClinicSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), 0);

  return CLINIC_SESSION_GET_IFACE (self)->share_call_list_finish (self, result, error);
}

void
clinic_session_choose_caller (ClinicSession *self, ClinicCall *call, ClinicCandidate *candidate)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->choose_caller (self, call, candidate);
}

void
clinic_session_put_away (ClinicSession *self, ClinicCall *call)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->put_away (self, call);
}

void
clinic_session_ring (ClinicSession *self, const char *number)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->ring (self, number);
}

void
clinic_session_refresh (ClinicSession *self)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->refresh (self);
}

void
clinic_session_set_on_shift (ClinicSession *self, gboolean on_shift)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->set_on_shift (self, on_shift);
}

void
clinic_session_forget_async (ClinicSession *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->forget_async (self, cancellable, callback, user_data);
}

gboolean
clinic_session_forget_finish (ClinicSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), FALSE);

  return CLINIC_SESSION_GET_IFACE (self)->forget_finish (self, result, error);
}

void
clinic_session_close_async (ClinicSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (CLINIC_IS_SESSION (self));

  CLINIC_SESSION_GET_IFACE (self)->close_async (self, callback, user_data);
}

gboolean
clinic_session_close_finish (ClinicSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CLINIC_IS_SESSION (self), FALSE);

  return CLINIC_SESSION_GET_IFACE (self)->close_finish (self, result, error);
}

/* sync-session-iface.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The session as pages see it: each wish goes to the part that does the work.
 */

#define G_LOG_DOMAIN "sync-session"

#include "sync-session-private.h"

#include "sync-call-list.h"
#include "sync-dial.h"
#include "sync-map.h"
#include "sync-recording.h"

static ClinicLink *
sync_session_get_link (ClinicSession *session)
{
  return sync_context_get_link (SYNC_SESSION (session)->context);
}

static GListModel *
sync_session_get_calls (ClinicSession *session)
{
  return sync_calls_get_calls (SYNC_SESSION (session)->calls);
}

static GListModel *
sync_session_get_call_log (ClinicSession *session)
{
  return sync_calls_get_log (SYNC_SESSION (session)->calls);
}

static GListModel *
sync_session_get_missed (ClinicSession *session)
{
  return sync_calls_get_missed (SYNC_SESSION (session)->calls);
}

static GListModel *
sync_session_get_commands (ClinicSession *session)
{
  return sync_outbox_get_commands (SYNC_SESSION (session)->outbox);
}

static GListModel *
sync_session_get_stages (ClinicSession *session)
{
  return sync_context_get_stages (SYNC_SESSION (session)->context);
}

static ClinicBook *
sync_session_get_book (ClinicSession *session)
{
  return CLINIC_BOOK (SYNC_SESSION (session)->book);
}

static ClinicMapping *
sync_session_get_mapping (ClinicSession *session)
{
  return CLINIC_MAPPING (SYNC_SESSION (session)->mapping);
}

static ClinicMisDesk *
sync_session_get_mis_desk (ClinicSession *session)
{
  return CLINIC_MIS_DESK (SYNC_SESSION (session)->mis_desk);
}

static ClinicNews *
sync_session_get_news (ClinicSession *session)
{
  return CLINIC_NEWS (SYNC_SESSION (session)->news);
}

static ClinicInvoices *
sync_session_get_invoices (ClinicSession *session)
{
  return CLINIC_INVOICES (SYNC_SESSION (session)->invoices);
}

static ClinicArchive *
sync_session_get_archive (ClinicSession *session)
{
  return CLINIC_ARCHIVE (SYNC_SESSION (session)->archive);
}

static ClinicPayroll *
sync_session_get_payroll (ClinicSession *session)
{
  return CLINIC_PAYROLL (SYNC_SESSION (session)->payroll);
}

static gint64
sync_session_get_now (ClinicSession *session)
{
  return sync_context_get_now (SYNC_SESSION (session)->context);
}

static char *
sync_session_dup_user_name (ClinicSession *session, gint64 user_id)
{
  return sync_map_dup_user_name (SYNC_SESSION (session)->context, user_id);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *patients = store_repository_search_finish (STORE_REPOSITORY (source), result, &error);

  if (patients != NULL)
    g_task_return_pointer (task, patients, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, sync_translate_error (error));
}

static void
sync_session_search_async (ClinicSession *session,
                           const char *text,
                           guint limit,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  SyncSession *self = SYNC_SESSION (session);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_session_search_async);
  store_repository_search_async (sync_context_get_store (self->context), text, limit, cancellable,
                                 on_found_cb, g_steal_pointer (&task));
}

static GPtrArray *
sync_session_search_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static ClinicPatientFile *
sync_session_open_patient (ClinicSession *session, gint64 patient_id)
{
  return sync_files_open (SYNC_SESSION (session)->files, patient_id);
}

static void
on_submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (sync_outbox_submit_finish (SYNC_OUTBOX (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sync_session_submit_async (ClinicSession *session,
                           ClinicCommand *command,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  SyncSession *self = SYNC_SESSION (session);
  /* what is on its way to the disk is not called back by a page that closes */
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sync_session_submit_async);
  sync_outbox_submit_async (self->outbox, command, cancellable, on_submitted_cb,
                            g_steal_pointer (&task));
}

static gboolean
sync_session_submit_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sync_session_retry_command (ClinicSession *session, ClinicCommand *command)
{
  sync_outbox_retry (SYNC_SESSION (session)->outbox, command);
}

static void
sync_session_discard_command (ClinicSession *session, ClinicCommand *command)
{
  sync_outbox_discard (SYNC_SESSION (session)->outbox, command);
}

static gboolean
sync_session_undo_command (ClinicSession *session, ClinicCommand *command)
{
  return sync_outbox_undo (SYNC_SESSION (session)->outbox, command);
}

static void
on_recording_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  GInputStream *stream = sync_recording_open_finish (result, &error);

  if (stream != NULL)
    g_task_return_pointer (task, stream, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
sync_session_open_recording_async (ClinicSession *session,
                                   ClinicCallRecord *call,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  SyncSession *self = SYNC_SESSION (session);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_session_open_recording_async);
  sync_recording_open_async (self->context, call, cancellable, on_recording_cb,
                             g_steal_pointer (&task));
}

static GInputStream *
sync_session_open_recording_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sync_session_expect_call (ClinicSession *session, const char *number, gint64 patient_id)
{
  sync_calls_expect (SYNC_SESSION (session)->calls, number, patient_id);
}

static void
on_dialled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (sync_dial_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sync_session_dial_async (ClinicSession *session,
                         const char *number,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  SyncSession *self = SYNC_SESSION (session);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_session_dial_async);
  sync_dial_async (self->context, number, cancellable, on_dialled_cb, g_steal_pointer (&task));
}

static gboolean
sync_session_dial_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_call_marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (sync_call_list_mark_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sync_session_mark_call_async (ClinicSession *session,
                              ClinicAppointment *appointment,
                              const char *mark,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_session_mark_call_async);
  sync_call_list_mark_async (SYNC_SESSION (session)->context, appointment, mark, cancellable,
                             on_call_marked_cb, g_steal_pointer (&task));
}

static gboolean
sync_session_mark_call_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_shared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  gint64 id = sync_call_list_share_finish (result, &error);

  if (error == NULL)
    g_task_return_int (task, (gssize) id);
  else
    g_task_return_error (task, error);
}

static void
sync_session_share_call_list_async (ClinicSession *session,
                                    GArray *patient_ids,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, sync_session_share_call_list_async);
  sync_call_list_share_async (SYNC_SESSION (session)->context, patient_ids, cancellable,
                              on_shared_cb, g_steal_pointer (&task));
}

static gint64
sync_session_share_call_list_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  gssize id = g_task_propagate_int (G_TASK (result), error);

  return MAX (id, 0);
}

static void
sync_session_choose_caller (ClinicSession *session, ClinicCall *call, ClinicCandidate *candidate)
{
  sync_calls_choose (SYNC_SESSION (session)->calls, call, candidate);
}

static void
sync_session_put_away (ClinicSession *session, ClinicCall *call)
{
  sync_calls_put_away (SYNC_SESSION (session)->calls, call);
}

static void
sync_session_ring (ClinicSession *session, const char *number)
{
  sync_calls_ring (SYNC_SESSION (session)->calls, number);
}

static void
sync_session_refresh (ClinicSession *session)
{
  SyncSession *self = SYNC_SESSION (session);
  BxPull *pull = sync_context_get_pull (self->context);

  if (self->stopped)
    return;
  sync_startup_refresh (self->startup);
  sync_calls_refresh (self->calls);
  sync_files_refresh (self->files);
  sync_news_look (self->news);
  sync_invoices_ask_too (self->invoices);
  if (self->filling)
    {
      sync_book_refresh (self->book);
      sync_patients_refresh (self->patients);
    }
  if (self->on_shift && bx_pull_get_state (pull) != BX_PULL_CONNECTED)
    bx_pull_reconnect_now (pull);
  sync_outbox_hurry (self->outbox);
}

static void
sync_session_set_on_shift (ClinicSession *session, gboolean on_shift)
{
  SyncSession *self = SYNC_SESSION (session);
  BxPull *pull = sync_context_get_pull (self->context);

  if (self->on_shift == !!on_shift || self->stopped)
    return;
  self->on_shift = !!on_shift;
  self->was_connected = FALSE;
  if (self->on_shift)
    bx_pull_start (pull);
  else
    bx_pull_stop (pull);
  sync_session_update_calls_state (self);
}

static void
on_forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!store_repository_forget_finish (STORE_REPOSITORY (source), result, &error))
    {
      g_task_return_error (task, sync_translate_error (error));
      return;
    }
  g_list_store_remove_all (G_LIST_STORE (sync_outbox_get_commands (self->outbox)));
  clinic_link_set_pending (sync_context_get_link (self->context), 0);
  clinic_link_set_failed (sync_context_get_link (self->context), 0);
  clinic_link_set_stored_patients (sync_context_get_link (self->context), 0);
  g_task_return_boolean (task, TRUE);
}

/* Everything stops first, so that nothing comes back into the emptied store; the session can only
 * be closed afterwards. */
static void
sync_session_forget_async (ClinicSession *session,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  SyncSession *self = SYNC_SESSION (session);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sync_session_forget_async);
  sync_session_stop (self);
  store_repository_forget_async (sync_context_get_store (self->context), on_forgotten_cb,
                                 g_steal_pointer (&task));
}

static gboolean
sync_session_forget_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;

  if (store_repository_close_finish (STORE_REPOSITORY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, sync_translate_error (error));
}

static void
sync_session_close_async (ClinicSession *session, GAsyncReadyCallback callback, gpointer user_data)
{
  SyncSession *self = SYNC_SESSION (session);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sync_session_close_async);
  sync_session_stop (self);
  store_repository_close_async (sync_context_get_store (self->context), on_closed_cb,
                                g_steal_pointer (&task));
}

static gboolean
sync_session_close_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sync_session_iface_init (ClinicSessionInterface *iface)
{
  iface->get_link = sync_session_get_link;
  iface->get_calls = sync_session_get_calls;
  iface->get_call_log = sync_session_get_call_log;
  iface->get_missed = sync_session_get_missed;
  iface->get_commands = sync_session_get_commands;
  iface->get_stages = sync_session_get_stages;
  iface->get_book = sync_session_get_book;
  iface->get_mapping = sync_session_get_mapping;
  iface->get_mis_desk = sync_session_get_mis_desk;
  iface->get_news = sync_session_get_news;
  iface->get_invoices = sync_session_get_invoices;
  iface->get_archive = sync_session_get_archive;
  iface->get_payroll = sync_session_get_payroll;
  iface->get_now = sync_session_get_now;
  iface->dup_user_name = sync_session_dup_user_name;
  iface->search_async = sync_session_search_async;
  iface->search_finish = sync_session_search_finish;
  iface->open_patient = sync_session_open_patient;
  iface->submit_async = sync_session_submit_async;
  iface->submit_finish = sync_session_submit_finish;
  iface->retry_command = sync_session_retry_command;
  iface->discard_command = sync_session_discard_command;
  iface->undo_command = sync_session_undo_command;
  iface->open_recording_async = sync_session_open_recording_async;
  iface->open_recording_finish = sync_session_open_recording_finish;
  iface->expect_call = sync_session_expect_call;
  iface->dial_async = sync_session_dial_async;
  iface->dial_finish = sync_session_dial_finish;
  iface->mark_call_async = sync_session_mark_call_async;
  iface->mark_call_finish = sync_session_mark_call_finish;
  iface->share_call_list_async = sync_session_share_call_list_async;
  iface->share_call_list_finish = sync_session_share_call_list_finish;
  iface->choose_caller = sync_session_choose_caller;
  iface->put_away = sync_session_put_away;
  iface->ring = sync_session_ring;
  iface->refresh = sync_session_refresh;
  iface->set_on_shift = sync_session_set_on_shift;
  iface->forget_async = sync_session_forget_async;
  iface->forget_finish = sync_session_forget_finish;
  iface->close_async = sync_session_close_async;
  iface->close_finish = sync_session_close_finish;
}

/* sync-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-session"

#include "sync-session.h"

#include "bx-webhook.h"
#include "clinic-error.h"
#include "sync-archive.h"
#include "sync-book.h"
#include "sync-call-list.h"
#include "sync-calls.h"
#include "sync-dial.h"
#include "sync-files.h"
#include "sync-map.h"
#include "sync-invoices.h"
#include "sync-mapping.h"
#include "sync-mis-desk.h"
#include "sync-news.h"
#include "sync-outbox.h"
#include "sync-patients.h"
#include "sync-payroll.h"
#include "sync-recording.h"
#include "sync-startup.h"

struct _SyncSession
{
  GObject parent_instance;

  SyncContext *context;   /* owned */
  SyncStartup *startup;   /* owned */
  SyncPatients *patients; /* owned */
  SyncOutbox *outbox;     /* owned */
  SyncFiles *files;       /* owned */
  SyncCalls *calls;       /* owned */
  SyncBook *book;         /* owned */
  SyncMapping *mapping;   /* owned */
  SyncMisDesk *mis_desk;  /* owned */
  SyncNews *news;         /* owned */
  SyncInvoices *invoices; /* owned */
  SyncArchive *archive;   /* owned */
  SyncPayroll *payroll;   /* owned */
  gboolean on_shift;
  gboolean filling; /* the background's reading has begun */
  gboolean was_connected;
  gboolean stopped;
};

static void sync_session_iface_init (ClinicSessionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SyncSession,
                               sync_session,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_SESSION, sync_session_iface_init))

/* --- the channel of calls, in the words of the link --- */

static ClinicLinkState
read_calls_state (SyncSession *self, BxPull *pull)
{
  if (!self->on_shift)
    return CLINIC_LINK_PAUSED;
  switch (bx_pull_get_state (pull))
    {
    case BX_PULL_CONNECTED:
      return CLINIC_LINK_ONLINE;
    case BX_PULL_REFUSED:
      return CLINIC_LINK_DENIED;
    case BX_PULL_WAITING:
      return CLINIC_LINK_OFFLINE;
    case BX_PULL_CONNECTING:
    case BX_PULL_STOPPED:
    default:
      /* after a loss, or a first attempt in vain, trying again is no news */
      return self->was_connected || bx_pull_get_error (pull) != NULL ? CLINIC_LINK_OFFLINE
                                                                     : CLINIC_LINK_CONNECTING;
    }
}

static void
update_calls_state (SyncSession *self)
{
  BxPull *pull = sync_context_get_pull (self->context);
  ClinicLink *link = sync_context_get_link (self->context);
  ClinicLinkState state = read_calls_state (self, pull);
  const GError *error = bx_pull_get_error (pull);
  gboolean bad = state == CLINIC_LINK_OFFLINE || state == CLINIC_LINK_DENIED;

  if (state == CLINIC_LINK_ONLINE)
    self->was_connected = TRUE;
  g_object_freeze_notify (G_OBJECT (link));
  if (clinic_link_get_calls_state (link) != state)
    clinic_link_set_calls_since (link, sync_context_get_now (self->context));
  if (!bad)
    clinic_link_set_calls_problem (link, NULL);
  else if (error != NULL)
    clinic_link_set_calls_problem (link, error->message);
  clinic_link_set_calls_state (link, state);
  g_object_thaw_notify (G_OBJECT (link));
}

static void
on_pull_state_cb (SyncSession *self)
{
  if (self->stopped)
    return;
  update_calls_state (self);
  /* the channel is often the first to notice that the portal is there again */
  if (bx_pull_get_state (sync_context_get_pull (self->context)) == BX_PULL_CONNECTED)
    sync_outbox_hurry (self->outbox);
}

/* --- news between the parts --- */

static void
on_loaded_cb (SyncSession *self, gboolean from_portal)
{
  if (self->stopped)
    return;
  if (!from_portal)
    {
      sync_outbox_start (self->outbox);
      sync_calls_start (self->calls);
      sync_book_load (self->book);
      sync_mis_desk_start (self->mis_desk);
      sync_news_load (self->news);
      sync_invoices_load (self->invoices);
      sync_archive_load (self->archive);
      sync_payroll_load (self->payroll);
      sync_patients_count (self->patients);
      if (self->on_shift)
        bx_pull_start (sync_context_get_pull (self->context));
      update_calls_state (self);
      return;
    }
  if (!self->filling)
    {
      self->filling = TRUE;
      sync_book_start (self->book);
      sync_news_start (self->news);
      sync_invoices_start (self->invoices);
      sync_archive_start (self->archive);
      sync_payroll_start (self->payroll);
      sync_patients_start (self->patients);
    }
}

static void
on_progress_cb (SyncSession *self, ClinicCommand *command)
{
  if (self->stopped)
    return;
  sync_calls_note_command (self->calls, command);
  sync_files_note_command (self->files, command);
  sync_book_note_command (self->book, command);
  sync_mis_desk_note_command (self->mis_desk, command);
  sync_news_note_command (self->news, command);
  sync_invoices_note_command (self->invoices, command);
  sync_payroll_note_command (self->payroll, command);
}

static void
on_call_command_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sync_outbox_submit_finish (SYNC_OUTBOX (source), result, &error))
    g_warning ("What the portal must hear of a call cannot be kept: %s", error->message);
}

static void
on_call_command_cb (SyncSession *self, ClinicCommand *command)
{
  if (!self->stopped)
    sync_outbox_submit_async (self->outbox, command, NULL, on_call_command_stored_cb, NULL);
}

static void
on_taken_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sync_outbox_submit_finish (SYNC_OUTBOX (source), result, &error))
    g_warning ("What was taken from the medical system cannot be kept: %s", error->message);
}

static void
on_taken_cb (SyncSession *self, ClinicCommand *command)
{
  if (!self->stopped)
    sync_outbox_submit_async (self->outbox, command, NULL, on_taken_stored_cb, NULL);
}

static void
on_dropped_cb (SyncSession *self, ClinicCommand *command)
{
  if (!self->stopped)
    sync_outbox_discard (self->outbox, command);
}

static void
on_network_changed_cb (SyncSession *self, gboolean available)
{
  if (self->stopped || !available)
    return;
  if (self->on_shift)
    bx_pull_reconnect_now (sync_context_get_pull (self->context));
  if (clinic_link_get_state (sync_context_get_link (self->context)) != CLINIC_LINK_ONLINE)
    sync_startup_refresh (self->startup);
  sync_outbox_hurry (self->outbox);
}

static void
update_share (SyncSession *self)
{
  sync_context_update_share (self->context);
}

/* --- ClinicSession --- */

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
sync_session_expect_call (ClinicSession *session, const char *number, gint64 patient_id)
{
  sync_calls_expect (SYNC_SESSION (session)->calls, number, patient_id);
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
  update_calls_state (self);
}

static void
stop (SyncSession *self)
{
  if (self->stopped)
    return;
  self->stopped = TRUE;
  sync_startup_stop (self->startup);
  sync_patients_stop (self->patients);
  sync_mis_desk_stop (self->mis_desk);
  sync_book_stop (self->book);
  sync_news_stop (self->news);
  sync_invoices_stop (self->invoices);
  sync_archive_stop (self->archive);
  sync_payroll_stop (self->payroll);
  sync_outbox_stop (self->outbox);
  sync_files_stop (self->files);
  sync_calls_stop (self->calls);
  bx_pull_stop (sync_context_get_pull (self->context));
  g_cancellable_cancel (sync_context_get_cancellable (self->context));
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
  stop (self);
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
  stop (self);
  store_repository_close_async (sync_context_get_store (self->context), on_closed_cb,
                                g_steal_pointer (&task));
}

static gboolean
sync_session_close_finish (ClinicSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
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

static void
sync_session_dispose (GObject *object)
{
  SyncSession *self = SYNC_SESSION (object);

  /* close_async() was forgotten: at least nothing goes on */
  if (self->context != NULL)
    stop (self);

  G_OBJECT_CLASS (sync_session_parent_class)->dispose (object);
}

static void
sync_session_finalize (GObject *object)
{
  SyncSession *self = SYNC_SESSION (object);

  g_clear_object (&self->startup);
  g_clear_object (&self->patients);
  g_clear_object (&self->outbox);
  g_clear_object (&self->files);
  g_clear_object (&self->calls);
  g_clear_object (&self->book);
  g_clear_object (&self->news);
  g_clear_object (&self->invoices);
  g_clear_object (&self->payroll);
  g_clear_object (&self->archive);
  g_clear_object (&self->mis_desk);
  g_clear_object (&self->mapping);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_session_parent_class)->finalize (object);
}

static void
sync_session_class_init (SyncSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sync_session_dispose;
  object_class->finalize = sync_session_finalize;
}

static void
sync_session_init (SyncSession *self)
{
  self->on_shift = TRUE;
}

static void
make_parts (SyncSession *self)
{
  self->startup = sync_startup_new (self->context);
  self->patients = sync_patients_new (self->context);
  self->outbox = sync_outbox_new (self->context);
  self->files = sync_files_new (self->context, sync_outbox_get_commands (self->outbox));
  self->calls = sync_calls_new (self->context);
  self->book = sync_book_new (self->context, sync_outbox_get_commands (self->outbox));
  self->mapping = sync_mapping_new (self->context);
  self->mis_desk =
    sync_mis_desk_new (self->context, self->book, sync_outbox_get_commands (self->outbox));
  self->news = sync_news_new (self->context, sync_outbox_get_commands (self->outbox));
  self->invoices = sync_invoices_new (self->context, sync_outbox_get_commands (self->outbox));
  self->archive = sync_archive_new (self->context, self->invoices);
  self->payroll = sync_payroll_new (self->context, CLINIC_ARCHIVE (self->archive),
                                    sync_outbox_get_commands (self->outbox));
}

static void
connect_parts (SyncSession *self)
{
  GSettings *settings = sync_context_get_settings (self->context);

  g_signal_connect_object (self->startup, "loaded", G_CALLBACK (on_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outbox, "progress", G_CALLBACK (on_progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calls, "command", G_CALLBACK (on_call_command_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mis_desk, "command", G_CALLBACK (on_taken_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mis_desk, "dropped", G_CALLBACK (on_dropped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sync_context_get_pull (self->context), "notify::state",
                           G_CALLBACK (on_pull_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed_cb), self, G_CONNECT_SWAPPED);
  if (settings == NULL)
    return;
  g_signal_connect_object (settings, "changed::requests-per-second", G_CALLBACK (update_share),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::request-burst", G_CALLBACK (update_share), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::desktops", G_CALLBACK (update_share), self,
                           G_CONNECT_SWAPPED);
  update_share (self);
}

ClinicSession *
sync_session_new_scaled (const char *address,
                         StoreRepository *store,
                         GSettings *settings,
                         double time_scale,
                         GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (BxWebhook) webhook = bx_webhook_new (address, &refusal);
  g_autoptr (BxThrottle) throttle = NULL;
  g_autoptr (BxClient) client = NULL;
  SyncSession *self;

  if (webhook == NULL)
    {
      g_propagate_error (error, sync_translate_error (refusal));
      return NULL;
    }
  throttle = bx_throttle_new ();
  client = bx_client_new (BX_AUTH (webhook), throttle);
  self = g_object_new (SYNC_TYPE_SESSION, NULL);
  self->context = sync_context_new (client, store, settings);
  sync_context_set_time_scale (self->context, time_scale);
  make_parts (self);
  connect_parts (self);
  sync_mapping_start (self->mapping);
  sync_startup_start (self->startup);

  return CLINIC_SESSION (self);
}

ClinicSession *
sync_session_new (const char *address, StoreRepository *store, GSettings *settings, GError **error)
{
  return sync_session_new_scaled (address, store, settings, 1.0, error);
}

SyncContext *
sync_session_get_context (SyncSession *self)
{
  g_return_val_if_fail (SYNC_IS_SESSION (self), NULL);

  return self->context;
}

/**
 * sync_session_wake:
 * @self: the session
 *
 * Connects the channel anew and asks for everything that is on show.
 */
void
sync_session_wake (SyncSession *self)
{
  g_return_if_fail (SYNC_IS_SESSION (self));

  if (self->stopped)
    return;
  if (self->on_shift)
    bx_pull_reconnect_now (sync_context_get_pull (self->context));
  sync_session_refresh (CLINIC_SESSION (self));
}

void
sync_session_set_mis (SyncSession *self, ClinicMis *mis)
{
  g_return_if_fail (SYNC_IS_SESSION (self));

  sync_mis_desk_set_mis (self->mis_desk, mis);
}

/* sync-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-session"

#include "sync-session-private.h"

#include "bx-webhook.h"

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

void
sync_session_update_calls_state (SyncSession *self)
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
  sync_session_update_calls_state (self);
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
      sync_session_update_calls_state (self);
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

/* --- the type --- */

void
sync_session_stop (SyncSession *self)
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
sync_session_dispose (GObject *object)
{
  SyncSession *self = SYNC_SESSION (object);

  /* close_async() was forgotten: at least nothing goes on */
  if (self->context != NULL)
    sync_session_stop (self);

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
  clinic_session_refresh (CLINIC_SESSION (self));
}

void
sync_session_set_mis (SyncSession *self, ClinicMis *mis)
{
  g_return_if_fail (SYNC_IS_SESSION (self));

  sync_mis_desk_set_mis (self->mis_desk, mis);
}

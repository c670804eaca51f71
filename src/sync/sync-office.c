/* sync-office.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-office"

#include "sync-office.h"

#include "bx-webhook.h"
#include "clinic-error.h"
#include "sync-archive.h"
#include "sync-context.h"
#include "sync-patients.h"
#include "sync-payroll.h"
#include "sync-send.h"
#include "sync-startup.h"

/* Nobody works at this desk, so that the past need not come in small parts with pauses between
 * them; the portal's budget is kept all the same. */
#define HURRY 0.1

struct _SyncOffice
{
  GObject parent_instance;

  SyncContext *context;   /* owned */
  SyncStartup *startup;   /* owned */
  SyncArchive *archive;   /* owned */
  SyncPatients *patients; /* owned */
  SyncPayroll *payroll;   /* owned */
  GListStore *commands;   /* owned: none, ever: of a desk's outbox nothing is known here */
  gboolean ready;
  gboolean wants_patients;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (SyncOffice, sync_office, G_TYPE_OBJECT)

static void
on_loaded_cb (SyncOffice *self, gboolean from_portal)
{
  if (self->stopped)
    return;
  if (!from_portal)
    {
      sync_archive_load (self->archive);
      sync_payroll_load (self->payroll);
      return;
    }
  self->ready = TRUE;
  sync_archive_start (self->archive);
  sync_payroll_start (self->payroll);
}

/* --- sending --- */

static void
on_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SyncSent) sent = sync_send_finish (result, &error);

  if (sent == NULL)
    g_task_return_error (task, sync_translate_error (error));
  else if (sent->verdict == SYNC_VERDICT_DONE)
    g_task_return_int (task, sent->result_id);
  else
    g_task_return_new_error (task, CLINIC_ERROR,
                             sent->verdict == SYNC_VERDICT_REFUSED ? CLINIC_ERROR_FORBIDDEN
                                                                   : CLINIC_ERROR_CONFLICT,
                             "%s", sent->words != NULL ? sent->words : "");
}

void
sync_office_send_async (SyncOffice *self,
                        ClinicCommand *command,
                        gint64 sent_at,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (SYNC_IS_OFFICE (self));

  g_task_set_source_tag (task, sync_office_send_async);
  sync_send_async (self->context, command, sent_at != 0, sent_at, NULL, cancellable, on_sent_cb,
                   g_steal_pointer (&task));
}

gint64
sync_office_send_finish (SyncOffice *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

/* --- closing --- */

static void
stop (SyncOffice *self)
{
  if (self->stopped)
    return;
  self->stopped = TRUE;
  sync_startup_stop (self->startup);
  sync_archive_stop (self->archive);
  sync_patients_stop (self->patients);
  sync_payroll_stop (self->payroll);
  g_cancellable_cancel (sync_context_get_cancellable (self->context));
}

static void
on_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (store_repository_close_finish (STORE_REPOSITORY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
sync_office_close_async (SyncOffice *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (SYNC_IS_OFFICE (self));

  g_task_set_source_tag (task, sync_office_close_async);
  stop (self);
  store_repository_close_async (sync_context_get_store (self->context), on_closed_cb,
                                g_steal_pointer (&task));
}

gboolean
sync_office_close_finish (SyncOffice *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- the object --- */

static void
sync_office_dispose (GObject *object)
{
  SyncOffice *self = SYNC_OFFICE (object);

  if (self->context != NULL)
    stop (self);
  g_clear_object (&self->payroll);
  g_clear_object (&self->archive);
  g_clear_object (&self->patients);
  g_clear_object (&self->startup);
  g_clear_object (&self->commands);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (sync_office_parent_class)->dispose (object);
}

static void
sync_office_class_init (SyncOfficeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sync_office_dispose;
}

static void
sync_office_init (SyncOffice *self)
{
  self->commands = g_list_store_new (CLINIC_TYPE_COMMAND);
}

SyncOffice *
sync_office_new (const char *address, StoreRepository *store, GSettings *settings, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (BxWebhook) webhook = bx_webhook_new (address, &refusal);
  g_autoptr (BxThrottle) throttle = NULL;
  g_autoptr (BxClient) client = NULL;
  SyncOffice *self = NULL;

  if (webhook == NULL)
    {
      g_propagate_error (error, sync_translate_error (refusal));
      return NULL;
    }
  throttle = bx_throttle_new ();
  client = bx_client_new (BX_AUTH (webhook), throttle);
  self = g_object_new (SYNC_TYPE_OFFICE, NULL);
  self->context = sync_context_new (client, store, settings);
  sync_context_set_time_scale (self->context, HURRY);
  sync_context_update_share (self->context);
  self->startup = sync_startup_new (self->context);
  self->patients = sync_patients_new (self->context);
  self->archive = sync_archive_new (self->context, NULL);
  self->payroll =
    sync_payroll_new (self->context, CLINIC_ARCHIVE (self->archive), G_LIST_MODEL (self->commands));
  g_signal_connect_object (self->startup, "loaded", G_CALLBACK (on_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  sync_startup_start (self->startup);

  return self;
}

ClinicLink *
sync_office_get_link (SyncOffice *self)
{
  g_return_val_if_fail (SYNC_IS_OFFICE (self), NULL);

  return sync_context_get_link (self->context);
}

ClinicArchive *
sync_office_get_archive (SyncOffice *self)
{
  g_return_val_if_fail (SYNC_IS_OFFICE (self), NULL);

  return CLINIC_ARCHIVE (self->archive);
}

ClinicPayroll *
sync_office_get_payroll (SyncOffice *self)
{
  g_return_val_if_fail (SYNC_IS_OFFICE (self), NULL);

  return CLINIC_PAYROLL (self->payroll);
}

StoreRepository *
sync_office_get_store (SyncOffice *self)
{
  g_return_val_if_fail (SYNC_IS_OFFICE (self), NULL);

  return sync_context_get_store (self->context);
}

gint64
sync_office_get_now (SyncOffice *self)
{
  g_return_val_if_fail (SYNC_IS_OFFICE (self), 0);

  return sync_context_get_now (self->context);
}

gboolean
sync_office_is_ready (SyncOffice *self)
{
  g_return_val_if_fail (SYNC_IS_OFFICE (self), FALSE);

  return self->ready;
}

void
sync_office_want_patients (SyncOffice *self)
{
  g_return_if_fail (SYNC_IS_OFFICE (self));
  g_return_if_fail (self->ready);

  if (self->wants_patients || self->stopped)
    return;
  self->wants_patients = TRUE;
  sync_patients_count (self->patients);
  sync_patients_start (self->patients);
}

gboolean
sync_office_has_patients (SyncOffice *self)
{
  ClinicLink *link = NULL;

  g_return_val_if_fail (SYNC_IS_OFFICE (self), FALSE);

  link = sync_context_get_link (self->context);

  return clinic_link_get_sync_total (link) > 0 && !clinic_link_get_syncing (link) &&
         clinic_link_get_stored_patients (link) > 0;
}

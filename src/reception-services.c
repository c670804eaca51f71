/* reception-services.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-services"

#include "reception-services.h"

#include "bx-webhook.h"
#include "demo-portal.h"
#include "plat-autostart.h"
#include "plat-exporter.h"
#include "plat-notifier.h"
#include "plat-ringer.h"
#include "plat-secrets.h"
#include "plat-suspend.h"
#include "plat-timer.h"
#include "reception-config.h"
#include "reception-diagnosis.h"
#include "reception-mis.h"
#include "reception-store.h"
#include "sync-check.h"
#include "sync-session.h"

#include <glib/gi18n.h>

struct _ReceptionServices
{
  GObject parent_instance;

  GSettings *settings;      /* owned */
  ClinicExporter *exporter; /* owned */
  PlatNotifier *notifier;   /* owned */
  PlatRinger *ringer;       /* owned */
  PlatSuspend *suspend;     /* owned */
  ReceptionMis *mis;        /* owned */
  GWeakRef session;         /* SyncSession: the last one opened */
  DemoPortal *demo;         /* owned (nullable) */
};

static void services_iface_init (ClinicServicesInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReceptionServices,
                               reception_services,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_SERVICES, services_iface_init))

static const char *
get_data_folder (void)
{
  const char *datadir = g_getenv ("RECEPTION_DATADIR"); /* set when it runs from a build tree */

  return datadir != NULL ? datadir : RECEPTION_PKGDATADIR;
}

/* --- checking an address --- */

static void
on_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  ClinicLink *link = sync_check_address_finish (result, &error);

  if (link != NULL)
    g_task_return_pointer (task, link, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
check_async (ClinicServices *services,
             const char *address,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (services, cancellable, callback, user_data);

  g_task_set_source_tag (task, check_async);
  sync_check_address_async (address, cancellable, on_checked_cb, g_steal_pointer (&task));
}

static ClinicLink *
check_finish (ClinicServices *services, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- opening a session --- */

static gboolean
is_demo (ReceptionServices *self, const char *address)
{
  return self->demo != NULL && g_str_equal (address, demo_portal_get_url (self->demo));
}

/* The demo clinic is forgotten with its portal. */
static char *
dup_store_path (ReceptionServices *self, BxWebhook *webhook)
{
  return is_demo (self, bx_webhook_get_address (webhook)) ? NULL
                                                          : reception_store_dup_path (webhook);
}

static void
on_store_open_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  ReceptionServices *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreRepository) store = store_repository_open_finish (result, &error);
  const char *address = g_task_get_task_data (task);
  g_autofree char *demo = NULL;
  ClinicSession *session;

  if (store == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "%s", error->message);
      return;
    }

  session = sync_session_new (address, store, self->settings, &error);
  if (session == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_INVALID, "%s", error->message);
      return;
    }

  g_weak_ref_set (&self->session, session);
  demo = is_demo (self, address) ? demo_portal_dup_mis_url (self->demo) : NULL;
  reception_mis_set_session (self->mis, SYNC_SESSION (session), demo);
  g_task_return_pointer (task, session, g_object_unref);
}

static void
open_async (ClinicServices *services,
            const char *address,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  ReceptionServices *self = RECEPTION_SERVICES (services);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxWebhook) webhook = bx_webhook_new (address, &error);
  g_autofree char *path = NULL;

  g_task_set_source_tag (task, open_async);

  if (webhook == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_INVALID, "%s", error->message);
      return;
    }

  path = dup_store_path (self, webhook);
  g_task_set_task_data (task, g_strdup (bx_webhook_get_address (webhook)), g_free);
  store_repository_open_async (path, cancellable, on_store_open_cb, g_steal_pointer (&task));
}

static ClinicSession *
open_finish (ClinicServices *services, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the keyring --- */

static void
on_secret_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  char *secret = plat_secrets_load_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, secret, g_free);
}

static void
load_address_async (ClinicServices *services,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (services, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_address_async);
  plat_secrets_load_async (PLAT_SECRET_WEBHOOK, cancellable, on_secret_loaded_cb,
                           g_steal_pointer (&task));
}

static char *
load_address_finish (ClinicServices *services, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_address_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (plat_secrets_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
store_address_async (ClinicServices *services,
                     const char *address,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (services, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_address_async);
  /* the keyring's own window lists it by this name */
  plat_secrets_store_async (PLAT_SECRET_WEBHOOK, _ ("Bitrix24 webhook of Reception"), address,
                            cancellable, on_address_stored_cb, g_steal_pointer (&task));
}

static gboolean
store_address_finish (ClinicServices *services, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
load_mis_password_async (ClinicServices *services,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (services, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_mis_password_async);
  plat_secrets_load_async (PLAT_SECRET_MIS_PASSWORD, cancellable, on_secret_loaded_cb,
                           g_steal_pointer (&task));
}

static void
on_mis_password_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  ReceptionServices *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!plat_secrets_store_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  reception_mis_reconnect (self->mis);
  g_task_return_boolean (task, TRUE);
}

static void
store_mis_password_async (ClinicServices *services,
                          const char *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (services, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_mis_password_async);
  plat_secrets_store_async (PLAT_SECRET_MIS_PASSWORD,
                            _ ("Reception's password for the medical system"), password,
                            cancellable, on_mis_password_stored_cb, g_steal_pointer (&task));
}

/* --- the demo clinic --- */

/* Two years of records, so that reports have something to say, and as many patients as come in
 * them.
 */
#define DEMO_HISTORY 730
#define DEMO_PATIENTS 12000

static void
start_demo_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (demo_portal_start (task_data, &error))
    g_task_return_pointer (task, g_strdup (demo_portal_get_url (task_data)), g_free);
  else
    g_task_return_error (task, error);
}

static void
start_demo_async (ClinicServices *services,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  ReceptionServices *self = RECEPTION_SERVICES (services);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  DemoPortalOptions options = DEMO_PORTAL_OPTIONS_INIT;

  g_task_set_source_tag (task, start_demo_async);
  options.patients = DEMO_PATIENTS;
  options.history = DEMO_HISTORY;

  if (self->demo != NULL)
    {
      g_task_return_pointer (task, g_strdup (demo_portal_get_url (self->demo)), g_free);
      return;
    }

  self->demo = demo_portal_new (&options);
  g_task_set_task_data (task, g_object_ref (self->demo), g_object_unref);
  g_task_run_in_thread (task, start_demo_worker);
}

static char *
start_demo_finish (ClinicServices *services, GAsyncResult *result, GError **error)
{
  ReceptionServices *self = RECEPTION_SERVICES (services);
  char *address = g_task_propagate_pointer (G_TASK (result), error);

  if (address == NULL)
    g_clear_object (&self->demo);

  return address;
}

/* --- notifications and sound --- */

static void
notify_call (ClinicServices *services, ClinicCall *call, const char *title, const char *body)
{
  ReceptionServices *self = RECEPTION_SERVICES (services);

  plat_notifier_show (self->notifier, clinic_call_get_id (call), title, body);
}

static void
withdraw_call (ClinicServices *services, ClinicCall *call)
{
  ReceptionServices *self = RECEPTION_SERVICES (services);

  plat_notifier_withdraw (self->notifier, clinic_call_get_id (call));
}

#define PAGE_PREFIX "page:"

static void
notify_page (ClinicServices *services, const char *page, const char *title, const char *body)
{
  g_autofree char *id = g_strconcat (PAGE_PREFIX, page, NULL);

  /* "do not disturb": the page itself has the number that waits */
  if (g_settings_get_int64 (RECEPTION_SERVICES (services)->settings, "quiet-until") >
      g_get_real_time () / G_USEC_PER_SEC)
    return;

  plat_notifier_show_quietly (RECEPTION_SERVICES (services)->notifier, id, title, body);
}

static void
withdraw_page (ClinicServices *services, const char *page)
{
  g_autofree char *id = g_strconcat (PAGE_PREFIX, page, NULL);

  plat_notifier_withdraw (RECEPTION_SERVICES (services)->notifier, id);
}

static void
set_ringing (ClinicServices *services, gboolean ringing)
{
  ReceptionServices *self = RECEPTION_SERVICES (services);

  plat_ringer_set_volume (self->ringer, g_settings_get_double (self->settings, "ring-volume"));
  plat_ringer_set_ringing (self->ringer, ringing);
}

static void
on_notification_activated_cb (PlatNotifier *notifier,
                              const char *id,
                              const char *action,
                              gpointer user_data)
{
  GApplication *application = g_application_get_default ();

  if (application == NULL)
    return;
  if (g_str_has_prefix (id, PAGE_PREFIX))
    g_action_group_activate_action (G_ACTION_GROUP (application), "show-page",
                                    g_variant_new_string (id + strlen (PAGE_PREFIX)));
  else
    g_action_group_activate_action (G_ACTION_GROUP (application),
                                    g_str_equal (action, "mute") ? "mute-call" : "show-call",
                                    g_variant_new_string (id));
}

static void
on_resumed_cb (PlatSuspend *suspend, gpointer user_data)
{
  ReceptionServices *self = RECEPTION_SERVICES (user_data);
  g_autoptr (SyncSession) session = g_weak_ref_get (&self->session);

  if (session != NULL)
    sync_session_wake (session);
}

static void
on_autostart_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!plat_autostart_set_finish (result, &error))
    g_message ("the desktop's autostart: %s", error->message);
}

static void
on_autostart_changed_cb (GSettings *settings, const char *key, gpointer user_data)
{
  plat_autostart_set_async (RECEPTION_APP_ID, _ ("Reception"),
                            _ ("Calls are shown from the moment you sign in"),
                            g_settings_get_boolean (settings, key), NULL, on_autostart_set_cb,
                            NULL);
}

static ClinicDiagnosis *
diagnose (ClinicServices *services, const char *address, GCancellable *cancellable)
{
  ReceptionServices *self = RECEPTION_SERVICES (services);
  g_autoptr (SyncSession) session = g_weak_ref_get (&self->session);

  return reception_diagnose (address, session, self->settings, self->mis, cancellable);
}

static ClinicExporter *
get_exporter (ClinicServices *services)
{
  return RECEPTION_SERVICES (services)->exporter;
}

/* --- the monthly timer --- */

static void
on_monthly_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (plat_timer_set_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set_monthly_async (ClinicServices *services,
                   gboolean on,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (services, cancellable, callback, user_data);
  g_autofree char *units = g_build_filename (get_data_folder (), "systemd", NULL);

  g_task_set_source_tag (task, set_monthly_async);
  plat_timer_set_async (units, on, cancellable, on_monthly_set_cb, g_steal_pointer (&task));
}

/* --- the object --- */

static void
reception_services_dispose (GObject *object)
{
  ReceptionServices *self = RECEPTION_SERVICES (object);

  if (self->demo != NULL)
    demo_portal_stop (self->demo);

  g_clear_object (&self->demo);
  g_clear_object (&self->mis);
  g_clear_object (&self->suspend);
  g_clear_object (&self->ringer);
  g_clear_object (&self->notifier);
  g_clear_object (&self->exporter);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (reception_services_parent_class)->dispose (object);
}

static void
reception_services_finalize (GObject *object)
{
  g_weak_ref_clear (&RECEPTION_SERVICES (object)->session);

  G_OBJECT_CLASS (reception_services_parent_class)->finalize (object);
}

static void
reception_services_class_init (ReceptionServicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reception_services_dispose;
  object_class->finalize = reception_services_finalize;
}

static void
reception_services_init (ReceptionServices *self)
{
  const char *datadir = get_data_folder ();
  g_autofree char *sound = g_build_filename (datadir, "sounds", "ring.wav", NULL);

  self->settings = g_settings_new (RECEPTION_APP_ID);
  self->notifier = plat_notifier_new (_ ("Reception"), RECEPTION_APP_ID, _ ("Show"), _ ("Mute"));
  self->exporter = plat_exporter_new ();
  self->ringer = plat_ringer_new (sound);
  self->suspend = plat_suspend_new ();
  self->mis = reception_mis_new (self->settings, datadir);
  g_weak_ref_init (&self->session, NULL);
  g_signal_connect_object (self->settings, "changed::autostart",
                           G_CALLBACK (on_autostart_changed_cb), self, 0);
  g_signal_connect (self->suspend, "resumed", G_CALLBACK (on_resumed_cb), self);
  g_signal_connect (self->notifier, "activated", G_CALLBACK (on_notification_activated_cb), NULL);
}

static void
services_iface_init (ClinicServicesInterface *iface)
{
  iface->check_async = check_async;
  iface->check_finish = check_finish;
  iface->open_async = open_async;
  iface->open_finish = open_finish;
  iface->load_address_async = load_address_async;
  iface->load_address_finish = load_address_finish;
  iface->store_address_async = store_address_async;
  iface->store_address_finish = store_address_finish;
  iface->load_mis_password_async = load_mis_password_async;
  iface->load_mis_password_finish = load_address_finish;
  iface->store_mis_password_async = store_mis_password_async;
  iface->store_mis_password_finish = store_address_finish;
  iface->start_demo_async = start_demo_async;
  iface->start_demo_finish = start_demo_finish;
  iface->notify_call = notify_call;
  iface->withdraw_call = withdraw_call;
  iface->notify_page = notify_page;
  iface->withdraw_page = withdraw_page;
  iface->set_ringing = set_ringing;
  iface->get_exporter = get_exporter;
  iface->set_monthly_async = set_monthly_async;
  iface->set_monthly_finish = store_address_finish;
  iface->diagnose = diagnose;
}

/**
 * reception_services_new:
 *
 * Returns: (transfer full): what this computer offers the application
 */
ClinicServices *
reception_services_new (void)
{
  return g_object_new (RECEPTION_TYPE_SERVICES, NULL);
}

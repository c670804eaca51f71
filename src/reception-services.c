/* reception-services.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-services"

#include "reception-services.h"

#include "bx-webhook.h"
#include "demo-portal.h"
#include "plat-notifier.h"
#include "plat-ringer.h"
#include "plat-secrets.h"
#include "plat-suspend.h"
#include "reception-config.h"
#include "sync-check.h"
#include "sync-session.h"

#include <glib/gi18n.h>

struct _ReceptionServices
{
  GObject parent_instance;

  GSettings *settings;    /* owned */
  PlatNotifier *notifier; /* owned */
  PlatRinger *ringer;     /* owned */
  PlatSuspend *suspend;   /* owned */
  GWeakRef session;       /* SyncSession: the last one opened */
  DemoPortal *demo;       /* owned (nullable) */
};

static void services_iface_init (ClinicServicesInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReceptionServices,
                               reception_services,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_SERVICES, services_iface_init))

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

/* One store for a portal and a person, so that two people at one desk do not see each other's
 * unsent work. The demo clinic is forgotten with its portal. */
static char *
dup_store_path (ReceptionServices *self, BxWebhook *webhook)
{
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;

  if (self->demo != NULL &&
      g_str_equal (bx_webhook_get_address (webhook), demo_portal_get_url (self->demo)))
    return NULL;

  id = g_strdup_printf ("%s/%" G_GINT64_FORMAT, bx_webhook_get_origin (webhook),
                        bx_webhook_get_user_id (webhook));
  name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
  name[16] = '\0';

  return g_strdup_printf ("%s/reception/%s.db", g_get_user_data_dir (), name);
}

static void
on_store_open_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  ReceptionServices *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreRepository) store = store_repository_open_finish (result, &error);
  ClinicSession *session;

  if (store == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "%s", error->message);
      return;
    }

  session = sync_session_new (g_task_get_task_data (task), store, self->settings, &error);
  if (session == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_INVALID, "%s", error->message);
      return;
    }

  g_weak_ref_set (&self->session, session);
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
on_address_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  char *address = plat_secrets_load_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, address, g_free);
}

static void
load_address_async (ClinicServices *services,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (services, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_address_async);
  plat_secrets_load_async (cancellable, on_address_loaded_cb, g_steal_pointer (&task));
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
  plat_secrets_store_async (_ ("Bitrix24 webhook of Reception"), address, cancellable,
                               on_address_stored_cb, g_steal_pointer (&task));
}

static gboolean
store_address_finish (ClinicServices *services, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- the demo clinic --- */

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

static void
set_ringing (ClinicServices *services, gboolean ringing)
{
  ReceptionServices *self = RECEPTION_SERVICES (services);

  plat_ringer_set_volume (self->ringer, g_settings_get_double (self->settings, "ring-volume"));
  plat_ringer_set_ringing (self->ringer, ringing);
}

static void
on_notification_activated_cb (PlatNotifier *notifier,
                              const char *call_id,
                              const char *action,
                              gpointer user_data)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application),
                                    g_str_equal (action, "mute") ? "mute-call" : "show-call",
                                    g_variant_new_string (call_id));
}

static void
on_resumed_cb (PlatSuspend *suspend, gpointer user_data)
{
  ReceptionServices *self = RECEPTION_SERVICES (user_data);
  g_autoptr (SyncSession) session = g_weak_ref_get (&self->session);

  if (session != NULL)
    sync_session_wake (session);
}

/* --- the object --- */

static void
reception_services_dispose (GObject *object)
{
  ReceptionServices *self = RECEPTION_SERVICES (object);

  if (self->demo != NULL)
    demo_portal_stop (self->demo);

  g_clear_object (&self->demo);
  g_clear_object (&self->suspend);
  g_clear_object (&self->ringer);
  g_clear_object (&self->notifier);
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
  const char *datadir = g_getenv ("RECEPTION_DATADIR"); /* set when it runs from a build tree */
  g_autofree char *sound =
    g_build_filename (datadir != NULL ? datadir : RECEPTION_PKGDATADIR, "sounds", "ring.wav", NULL);

  self->settings = g_settings_new (RECEPTION_APP_ID);
  self->notifier = plat_notifier_new (_ ("Reception"), RECEPTION_APP_ID, _ ("Show"), _ ("Mute"));
  self->ringer = plat_ringer_new (sound);
  self->suspend = plat_suspend_new ();
  g_weak_ref_init (&self->session, NULL);
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
  iface->start_demo_async = start_demo_async;
  iface->start_demo_finish = start_demo_finish;
  iface->notify_call = notify_call;
  iface->withdraw_call = withdraw_call;
  iface->set_ringing = set_ringing;
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

/* reception-mis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "reception-mis"

#include "reception-mis.h"

#include "clinic-days.h"
#include "demo-portal.h"
#include "mis-connect.h"
#include "mis-unusable.h"
#include "plat-secrets.h"

#define PASSWORD "RECEPTION_MIS_PASSWORD"

/* somebody who sets it up changes several settings, one after another */
#define SETTLE_MS 300

struct _ReceptionMis
{
  GObject parent_instance;

  GSettings *settings;      /* owned */
  char *datadir;            /* owned */
  char *demo;               /* owned (nullable) */
  GWeakRef session;         /* SyncSession */
  GCancellable *connecting; /* owned (nullable) */
  guint settling;
};

G_DEFINE_FINAL_TYPE (ReceptionMis, reception_mis, G_TYPE_OBJECT)

/* (transfer full): where it would be; never the address as somebody typed it, with a password */
static char *
dup_name (ReceptionMis *self)
{
  g_autofree char *kind = g_settings_get_string (self->settings, "mis-kind");
  g_autofree char *folder = g_settings_get_string (self->settings, "mis-folder");
  g_autofree char *url = g_settings_get_string (self->settings, "mis-url");
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (g_str_equal (kind, "files"))
    return g_path_get_basename (folder);

  return g_strdup (host != NULL && host[0] != '\0' ? host : "OData");
}

/* mis: (transfer full) (nullable); error: (nullable) */
static void
give (ReceptionMis *self, ClinicMis *mis, const GError *error)
{
  g_autoptr (SyncSession) session = g_weak_ref_get (&self->session);
  g_autoptr (ClinicMis) owned = mis;

  if (error != NULL)
    {
      g_autofree char *name = dup_name (self);

      owned = CLINIC_MIS (mis_unusable_new (name, error));
    }
  if (session != NULL)
    sync_session_set_mis (session, owned);
}

/* Whether what to connect with is in the keyring; else PASSWORD may have it. */
static gboolean
needs_keyring (ReceptionMis *self)
{
  g_autofree char *kind = g_settings_get_string (self->settings, "mis-kind");

  return self->demo == NULL && g_str_equal (kind, "odata") && g_getenv (PASSWORD) == NULL;
}

/* (transfer full) (nullable): NULL without an error: none is set up. password: (nullable) */
static ClinicMis *
make_mis (ReceptionMis *self, const char *password, GError **error)
{
  if (self->demo != NULL)
    return mis_connect_odata (self->demo, DEMO_PORTAL_MIS_USER, DEMO_PORTAL_MIS_PASSWORD, "demo",
                              self->datadir, error);

  return mis_connect (self->settings, password, self->datadir, error);
}

static void
connect_with (ReceptionMis *self, const char *password)
{
  g_autoptr (GError) error = NULL;
  ClinicMis *mis = make_mis (self, password, &error);

  give (self, mis, error);
}

static void
on_password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReceptionMis) self = RECEPTION_MIS (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *password = plat_secrets_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* the medical system will say that it does not know us */
  if (error != NULL)
    g_warning ("the medical system's password: %s", error->message);
  connect_with (self, password);
}

void
reception_mis_reconnect (ReceptionMis *self)
{
  g_return_if_fail (RECEPTION_IS_MIS (self));

  g_clear_handle_id (&self->settling, g_source_remove);
  g_cancellable_cancel (self->connecting);
  g_clear_object (&self->connecting);

  if (!needs_keyring (self))
    {
      connect_with (self, g_getenv (PASSWORD));
      return;
    }

  self->connecting = g_cancellable_new ();
  plat_secrets_load_async (PLAT_SECRET_MIS_PASSWORD, self->connecting, on_password_cb,
                           g_object_ref (self));
}

/* --- a reading to see whether it works --- */

static void
on_trial_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (GPtrArray) visits = clinic_mis_read_finish (CLINIC_MIS (source), result, &error);

  if (visits == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, visits->len);
}

/* The task's data is the medical system, for its name. */
static void
try_with (GTask *task, const char *password)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  int today = clinic_days_of (zone, g_get_real_time () / G_USEC_PER_SEC, NULL);
  GError *error = NULL;
  ClinicMis *mis = make_mis (g_task_get_source_object (task), password, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (mis == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "none is set up");
      return;
    }

  g_task_set_task_data (task, mis, g_object_unref);
  clinic_mis_read_async (mis, clinic_days_begin (zone, today), clinic_days_begin (zone, today + 2),
                         g_task_get_cancellable (task), on_trial_read_cb, g_object_ref (task));
}

static void
on_trial_password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autofree char *password = plat_secrets_load_finish (result, NULL);

  if (!g_task_return_error_if_cancelled (task))
    try_with (task, password);
}

void
reception_mis_try_async (ReceptionMis *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (RECEPTION_IS_MIS (self));

  g_task_set_source_tag (task, reception_mis_try_async);
  if (needs_keyring (self))
    plat_secrets_load_async (PLAT_SECRET_MIS_PASSWORD, cancellable, on_trial_password_cb,
                             g_steal_pointer (&task));
  else
    try_with (task, g_getenv (PASSWORD));
}

int
reception_mis_try_finish (ReceptionMis *self, GAsyncResult *result, char **name, GError **error)
{
  ClinicMis *mis = g_task_get_task_data (G_TASK (result));
  gssize visits = g_task_propagate_int (G_TASK (result), error);
  g_autofree char *kind = g_settings_get_string (self->settings, "mis-kind");

  if (mis != NULL)
    *name = g_strdup (clinic_mis_get_name (mis));
  else
    *name = g_str_equal (kind, "none") || g_str_equal (kind, "field") ? NULL : dup_name (self);

  return (int) visits;
}

static gboolean
on_settled_cb (gpointer user_data)
{
  ReceptionMis *self = RECEPTION_MIS (user_data);

  self->settling = 0;
  reception_mis_reconnect (self);

  return G_SOURCE_REMOVE;
}

static void
on_setting_changed_cb (GSettings *settings, const char *key, gpointer user_data)
{
  static const char *const keys[] = { "mis-kind",   "mis-url",    "mis-user",
                                      "mis-preset", "mis-folder", NULL };
  ReceptionMis *self = RECEPTION_MIS (user_data);

  if (!g_strv_contains (keys, key))
    return;

  g_clear_handle_id (&self->settling, g_source_remove);
  self->settling = g_timeout_add (SETTLE_MS, on_settled_cb, self);
}

static void
reception_mis_dispose (GObject *object)
{
  ReceptionMis *self = RECEPTION_MIS (object);

  g_clear_handle_id (&self->settling, g_source_remove);
  g_cancellable_cancel (self->connecting);
  g_clear_object (&self->connecting);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (reception_mis_parent_class)->dispose (object);
}

static void
reception_mis_finalize (GObject *object)
{
  ReceptionMis *self = RECEPTION_MIS (object);

  g_clear_pointer (&self->datadir, g_free);
  g_clear_pointer (&self->demo, g_free);
  g_weak_ref_clear (&self->session);

  G_OBJECT_CLASS (reception_mis_parent_class)->finalize (object);
}

static void
reception_mis_class_init (ReceptionMisClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = reception_mis_dispose;
  object_class->finalize = reception_mis_finalize;
}

static void
reception_mis_init (ReceptionMis *self)
{
  g_weak_ref_init (&self->session, NULL);
}

ReceptionMis *
reception_mis_new (GSettings *settings, const char *datadir)
{
  ReceptionMis *self = g_object_new (RECEPTION_TYPE_MIS, NULL);

  self->settings = g_object_ref (settings);
  self->datadir = g_strdup (datadir);
  g_signal_connect_object (settings, "changed", G_CALLBACK (on_setting_changed_cb), self, 0);

  return self;
}

void
reception_mis_set_session (ReceptionMis *self, SyncSession *session, const char *demo)
{
  g_return_if_fail (RECEPTION_IS_MIS (self));

  g_weak_ref_set (&self->session, session);
  g_clear_pointer (&self->demo, g_free);
  self->demo = g_strdup (demo);
  reception_mis_reconnect (self);
}

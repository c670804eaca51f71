/* desk-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-connection"

#include "desk-connection.h"

/**
 * DeskConnection:
 *
 * Which clinic this desk works with now: finds the address (option, keyring, demo, person), opens
 * its session and closes it in good order. There is a session in OPEN and in no other state.
 *
 * The address is a password: it is held only until its session is open. Owned by DeskApplication.
 */
struct _DeskConnection
{
  GObject parent_instance;

  ClinicServices *services;  /* owned */
  ClinicSession *session;    /* owned, (nullable) */
  char *address;             /* owned, (nullable), only while it is being opened or has failed */
  GError *problem;           /* owned, (nullable) */
  GCancellable *cancellable; /* owned: what is under way now */
  DeskConnectionState state;
  gboolean remembered;
  gboolean demo;
};

G_DEFINE_FINAL_TYPE (DeskConnection, desk_connection, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
forget_address (DeskConnection *self)
{
  if (self->address != NULL)
    memset (self->address, 0, strlen (self->address));
  g_clear_pointer (&self->address, g_free);
}

static void
set_state (DeskConnection *self, DeskConnectionState state, GError *problem)
{
  g_autoptr (GError) old = self->problem;

  self->problem = problem;
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whatever was under way does not matter any more. */
static GCancellable *
begin (DeskConnection *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  set_state (self, DESK_CONNECTION_STARTING, NULL);

  return self->cancellable;
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_session_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskConnection) self = DESK_CONNECTION (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicSession) session = NULL;

  session = clinic_services_open_finish (CLINIC_SERVICES (source), result, &error);
  if (session == NULL && is_cancelled (error))
    return;

  if (session == NULL)
    {
      g_warning ("no session: %s", error->message);
      set_state (self, DESK_CONNECTION_FAILED, g_steal_pointer (&error));
      return;
    }

  forget_address (self);
  g_set_object (&self->session, session);
  set_state (self, DESK_CONNECTION_OPEN, NULL);
}

static void
open_address (DeskConnection *self, const char *address)
{
  GCancellable *cancellable = begin (self);

  if (address != self->address)
    {
      forget_address (self);
      self->address = g_strdup (address);
    }
  clinic_services_open_async (self->services, self->address, cancellable, on_session_opened_cb,
                              g_object_ref (self));
}

static void
on_address_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskConnection) self = DESK_CONNECTION (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  address = clinic_services_load_address_finish (CLINIC_SERVICES (source), result, &error);
  if (is_cancelled (error))
    return;

  if (error != NULL)
    {
      g_message ("the keyring did not answer: %s", error->message);
      set_state (self, DESK_CONNECTION_LOCKED, g_steal_pointer (&error));
    }
  else if (address == NULL)
    {
      set_state (self, DESK_CONNECTION_WELCOME, NULL);
    }
  else
    {
      self->remembered = TRUE;
      open_address (self, address);
      memset (address, 0, strlen (address));
    }
}

static void
on_demo_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskConnection) self = DESK_CONNECTION (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  address = clinic_services_start_demo_finish (CLINIC_SERVICES (source), result, &error);
  if (is_cancelled (error))
    return;

  if (address == NULL)
    {
      g_warning ("no demo clinic: %s", error->message);
      set_state (self, DESK_CONNECTION_FAILED, g_steal_pointer (&error));
      return;
    }

  open_address (self, address);
}

static void
load_address (DeskConnection *self)
{
  clinic_services_load_address_async (self->services, begin (self), on_address_loaded_cb,
                                      g_object_ref (self));
}

static void
desk_connection_dispose (GObject *object)
{
  DeskConnection *self = DESK_CONNECTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (desk_connection_parent_class)->dispose (object);
}

static void
desk_connection_finalize (GObject *object)
{
  DeskConnection *self = DESK_CONNECTION (object);

  forget_address (self);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (desk_connection_parent_class)->finalize (object);
}

static void
desk_connection_class_init (DeskConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_connection_dispose;
  object_class->finalize = desk_connection_finalize;

  /**
   * DeskConnection::changed:
   *
   * The state, and with it the session and the problem, is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_connection_init (DeskConnection *self)
{
  self->state = DESK_CONNECTION_STARTING;
}

DeskConnection *
desk_connection_new (ClinicServices *services)
{
  DeskConnection *self;

  g_return_val_if_fail (CLINIC_IS_SERVICES (services), NULL);

  self = g_object_new (DESK_TYPE_CONNECTION, NULL);
  self->services = g_object_ref (services);

  return self;
}

ClinicServices *
desk_connection_get_services (DeskConnection *self)
{
  g_return_val_if_fail (DESK_IS_CONNECTION (self), NULL);

  return self->services;
}

DeskConnectionState
desk_connection_get_state (DeskConnection *self)
{
  g_return_val_if_fail (DESK_IS_CONNECTION (self), DESK_CONNECTION_STARTING);

  return self->state;
}

ClinicSession *
desk_connection_get_session (DeskConnection *self)
{
  g_return_val_if_fail (DESK_IS_CONNECTION (self), NULL);

  return self->session;
}

const GError *
desk_connection_get_problem (DeskConnection *self)
{
  g_return_val_if_fail (DESK_IS_CONNECTION (self), NULL);

  return self->problem;
}

gboolean
desk_connection_get_remembered (DeskConnection *self)
{
  g_return_val_if_fail (DESK_IS_CONNECTION (self), FALSE);

  return self->remembered;
}

gboolean
desk_connection_is_demo (DeskConnection *self)
{
  g_return_val_if_fail (DESK_IS_CONNECTION (self), FALSE);

  return self->demo;
}

void
desk_connection_start (DeskConnection *self, const char *address, gboolean demo)
{
  g_return_if_fail (DESK_IS_CONNECTION (self));
  g_return_if_fail (self->session == NULL);

  if (address != NULL)
    desk_connection_open (self, address);
  else if (demo)
    desk_connection_open_demo (self);
  else
    load_address (self);
}

void
desk_connection_retry (DeskConnection *self)
{
  g_return_if_fail (DESK_IS_CONNECTION (self));
  g_return_if_fail (self->session == NULL);

  if (self->address != NULL)
    open_address (self, self->address);
  else if (self->demo)
    desk_connection_open_demo (self);
  else
    load_address (self);
}

void
desk_connection_open (DeskConnection *self, const char *address)
{
  g_return_if_fail (DESK_IS_CONNECTION (self));
  g_return_if_fail (self->session == NULL);
  g_return_if_fail (address != NULL);

  self->demo = FALSE;
  self->remembered = FALSE;
  open_address (self, address);
}

void
desk_connection_open_demo (DeskConnection *self)
{
  g_return_if_fail (DESK_IS_CONNECTION (self));
  g_return_if_fail (self->session == NULL);

  forget_address (self);
  self->demo = TRUE;
  self->remembered = FALSE;
  clinic_services_start_demo_async (self->services, begin (self), on_demo_started_cb,
                                    g_object_ref (self));
}

static void
on_address_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  DeskConnection *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!clinic_services_store_address_finish (CLINIC_SERVICES (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  desk_connection_open (self, g_task_get_task_data (task));
  self->remembered = TRUE;
  g_task_return_boolean (task, TRUE);
}

void
desk_connection_remember_async (DeskConnection *self,
                                const char *address,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (DESK_IS_CONNECTION (self));
  g_return_if_fail (self->session == NULL);
  g_return_if_fail (address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_connection_remember_async);
  g_task_set_task_data (task, g_strdup (address), g_free);
  clinic_services_store_address_async (self->services, address, cancellable, on_address_stored_cb,
                                       g_steal_pointer (&task));
}

gboolean
desk_connection_remember_finish (DeskConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskConnection *self = DESK_CONNECTION (source);

  desk_connection_close_finish (self, result, NULL);
  set_state (self, DESK_CONNECTION_WELCOME, NULL);
}

void
desk_connection_leave (DeskConnection *self)
{
  g_return_if_fail (DESK_IS_CONNECTION (self));

  self->demo = FALSE;
  desk_connection_close_async (self, on_left_cb, NULL);
}

static void
on_keyring_emptied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  DeskConnection *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!clinic_services_store_address_finish (CLINIC_SERVICES (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  self->remembered = FALSE;
  desk_connection_leave (self);
  g_task_return_boolean (task, TRUE);
}

static void
on_store_forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  DeskConnection *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;

  if (!clinic_session_forget_finish (CLINIC_SESSION (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  clinic_services_store_address_async (self->services, NULL, cancellable, on_keyring_emptied_cb,
                                       g_steal_pointer (&task));
}

void
desk_connection_forget_async (DeskConnection *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (DESK_IS_CONNECTION (self));
  g_return_if_fail (self->session != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_connection_forget_async);
  clinic_session_forget_async (self->session, cancellable, on_store_forgotten_cb,
                               g_steal_pointer (&task));
}

gboolean
desk_connection_forget_finish (DeskConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_session_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;

  if (!clinic_session_close_finish (CLINIC_SESSION (source), result, &error))
    g_warning ("the session was not closed in good order: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

void
desk_connection_close_async (DeskConnection *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ClinicSession) session = NULL;

  g_return_if_fail (DESK_IS_CONNECTION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, desk_connection_close_async);
  session = g_steal_pointer (&self->session);
  forget_address (self);
  begin (self);

  if (session == NULL)
    g_task_return_boolean (task, TRUE);
  else
    clinic_session_close_async (session, on_session_closed_cb, g_steal_pointer (&task));
}

gboolean
desk_connection_close_finish (DeskConnection *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

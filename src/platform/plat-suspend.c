/* plat-suspend.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-suspend"

#include "plat-suspend.h"

struct _PlatSuspend
{
  GObject parent_instance;

  GCancellable *cancellable;   /* owned */
  GDBusConnection *connection; /* owned (nullable) */
  guint subscription;
};

G_DEFINE_FINAL_TYPE (PlatSuspend, plat_suspend, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_RESUMED,
} PlatSuspendSignal;

static guint signals[SIGNAL_RESUMED + 1];

static void
on_prepare_for_sleep_cb (GDBusConnection *connection,
                         const char *sender,
                         const char *path,
                         const char *interface,
                         const char *signal,
                         GVariant *parameters,
                         gpointer user_data)
{
  PlatSuspend *self = PLAT_SUSPEND (user_data);
  gboolean before = TRUE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &before);
  if (!before)
    g_signal_emit (self, signals[SIGNAL_RESUMED], 0);
}

static void
on_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlatSuspend) self = PLAT_SUSPEND (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (connection == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("no logind: %s", error->message);
      return;
    }
  if (self->cancellable == NULL)
    return;

  self->connection = g_steal_pointer (&connection);
  self->subscription =
    g_dbus_connection_signal_subscribe (self->connection, "org.freedesktop.login1",
                                        "org.freedesktop.login1.Manager", "PrepareForSleep",
                                        "/org/freedesktop/login1", NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                        on_prepare_for_sleep_cb, self, NULL);
}

static void
plat_suspend_dispose (GObject *object)
{
  PlatSuspend *self = PLAT_SUSPEND (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->connection);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (plat_suspend_parent_class)->dispose (object);
}

static void
plat_suspend_class_init (PlatSuspendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = plat_suspend_dispose;

  signals[SIGNAL_RESUMED] = g_signal_new ("resumed", PLAT_TYPE_SUSPEND, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
plat_suspend_init (PlatSuspend *self)
{
  self->cancellable = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_bus_cb, g_object_ref (self));
}

PlatSuspend *
plat_suspend_new (void)
{
  return g_object_new (PLAT_TYPE_SUSPEND, NULL);
}

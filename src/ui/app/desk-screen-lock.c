/* desk-screen-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-screen-lock"

#include "desk-screen-lock.h"

#define TIMEOUT_MS 3000

/* In the order in which they are tried. */
static const struct
{
  GBusType bus;
  const char *name, *path, *interface;
} ways[] = {
  { G_BUS_TYPE_SESSION, "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver",
    "org.gnome.ScreenSaver" },
  { G_BUS_TYPE_SESSION, "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver",
    "org.freedesktop.ScreenSaver" },
  { G_BUS_TYPE_SYSTEM, "org.freedesktop.login1", "/org/freedesktop/login1/session/auto",
    "org.freedesktop.login1.Session" },
};

static void try_next (GTask *task);

static void
go_on (GTask *task, GError *error)
{
  g_autoptr (GError) owned = error;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      GPOINTER_TO_UINT (g_task_get_task_data (task)) >= G_N_ELEMENTS (ways))
    g_task_return_error (task, g_steal_pointer (&owned));
  else
    try_next (task);
}

static void
on_locked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL)
    g_task_return_boolean (task, TRUE);
  else
    go_on (task, error);
}

static void
on_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  guint way = GPOINTER_TO_UINT (g_task_get_task_data (task));
  GError *error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  g_task_set_task_data (task, GUINT_TO_POINTER (way + 1), NULL);
  if (bus == NULL)
    go_on (task, error);
  else
    g_dbus_connection_call (bus, ways[way].name, ways[way].path, ways[way].interface, "Lock", NULL,
                            NULL, G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, g_task_get_cancellable (task),
                            on_locked_cb, g_object_ref (task));
}

static void
try_next (GTask *task)
{
  g_bus_get (ways[GPOINTER_TO_UINT (g_task_get_task_data (task))].bus,
             g_task_get_cancellable (task), on_bus_cb, g_object_ref (task));
}

void
desk_screen_lock_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, desk_screen_lock_async);
  try_next (task);
}

gboolean
desk_screen_lock_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

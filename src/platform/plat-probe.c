/* plat-probe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-probe"

#include "plat-probe.h"

#define TIMEOUT_MS 5000
/* what every Flatpak has at its root */
#define SANDBOX "/.flatpak-info"

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *name = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (answer == NULL)
    {
      g_dbus_error_strip_remote_error (error);
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "%s", error->message);
      return;
    }

  if (g_variant_is_of_type (answer, G_VARIANT_TYPE ("(ssss)")))
    g_variant_get_child (answer, 0, "&s", &name);
  g_task_return_pointer (task, g_strdup (name != NULL ? name : "xdg-desktop-portal"), g_free);
}

static void
on_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (bus == NULL)
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND, "%s", error->message);
  else if (g_file_test (SANDBOX, G_FILE_TEST_EXISTS))
    g_dbus_connection_call (bus, "org.freedesktop.portal.Desktop",
                            "/org/freedesktop/portal/desktop", "org.freedesktop.DBus.Properties",
                            "Get",
                            g_variant_new ("(ss)", "org.freedesktop.portal.Notification",
                                           "version"),
                            G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, cancellable,
                            on_answer_cb, g_object_ref (task));
  else
    g_dbus_connection_call (bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                            "org.freedesktop.Notifications", "GetServerInformation", NULL,
                            G_VARIANT_TYPE ("(ssss)"), G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS,
                            cancellable, on_answer_cb, g_object_ref (task));
}

void
plat_probe_notifications_async (GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, plat_probe_notifications_async);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus_cb, task);
}

char *
plat_probe_notifications_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

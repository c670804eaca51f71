/* plat-autostart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-autostart"

#include "plat-autostart.h"

/* what every Flatpak has at its root */
#define SANDBOX "/.flatpak-info"
#define PROGRAM "reception"
#define OPTION "--background"

/* --- a file in the autostart folder --- */

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;

  if (g_file_delete_finish (G_FILE (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
set_file (GTask *task, const char *app_id, const char *name, gboolean autostart)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autofree char *base = g_strconcat (app_id, ".desktop", NULL);
  g_autofree char *path = g_build_filename (folder, base, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (!autostart)
    {
      g_file_delete_async (file, G_PRIORITY_DEFAULT, cancellable, on_deleted_cb,
                           g_object_ref (task));
      return;
    }

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot make %s", folder);
      return;
    }

  {
    g_autofree char *text =
      g_strdup_printf ("[Desktop Entry]\nType=Application\nName=%s\nExec=%s %s\nIcon=%s\n"
                       "Terminal=false\nX-GNOME-UsesNotifications=true\n",
                       name, PROGRAM, OPTION, app_id);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, cancellable,
                                         on_written_cb, g_object_ref (task));
  }
}

/* --- the portal --- */

static void
on_portal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GVariant *options = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_dbus_connection_call (bus, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                          "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(s@a{sv})", "", options), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, g_task_get_cancellable (task), on_portal_cb,
                          g_object_ref (task));
}

/* (transfer full): as org.freedesktop.portal.Background.RequestBackground documents it */
static GVariant *
new_options (const char *reason, gboolean autostart)
{
  const char *const command[] = { PROGRAM, OPTION, NULL };
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&dict, "reason", "s", reason);
  g_variant_dict_insert (&dict, "autostart", "b", autostart);
  g_variant_dict_insert_value (&dict, "commandline", g_variant_new_strv (command, -1));
  g_variant_dict_insert (&dict, "dbus-activatable", "b", FALSE);

  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

void
plat_autostart_set_async (const char *app_id,
                          const char *name,
                          const char *reason,
                          gboolean autostart,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, plat_autostart_set_async);
  if (!g_file_test (SANDBOX, G_FILE_TEST_EXISTS))
    {
      set_file (task, app_id, name, autostart);
      return;
    }

  g_task_set_task_data (task, new_options (reason, autostart), (GDestroyNotify) g_variant_unref);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus_cb, g_steal_pointer (&task));
}

gboolean
plat_autostart_set_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

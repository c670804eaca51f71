/* plat-timer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "plat-timer"

#include "plat-timer.h"

#include <glib/gstdio.h>
#include <string.h>

#define SYSTEMD "org.freedesktop.systemd1"
#define SYSTEMD_PATH "/org/freedesktop/systemd1"
#define MANAGER "org.freedesktop.systemd1.Manager"
#define SERVICE "reception-report.service"
#define TIMER "reception-report.timer"
#define PLACEHOLDER "@RECEPTION@"
#define SANDBOX_MARK "/.flatpak-info"

/* What is wanted. */
typedef struct
{
  char *units; /* owned */
  gboolean on;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_clear_pointer (&wish->units, g_free);
  g_free (wish);
}

/* --- the units --- */

/* (transfer full) */
static char *
dup_path (const char *unit)
{
  return g_build_filename (g_get_user_config_dir (), "systemd", "user", unit, NULL);
}

static void
remove_units (void)
{
  g_autofree char *service = dup_path (SERVICE);
  g_autofree char *timer = dup_path (TIMER);

  g_unlink (timer);
  g_unlink (service);
}

static gboolean
write_unit (const char *folder, const char *unit, GError **error)
{
  g_autofree char *source = g_build_filename (folder, unit, NULL);
  g_autofree char *path = dup_path (unit);
  g_autofree char *content = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  g_autoptr (GString) text = NULL;

  if (program == NULL || !g_file_get_contents (source, &content, NULL, error))
    return FALSE;
  text = g_string_new (content);
  g_string_replace (text, PLACEHOLDER, program, 0);

  return g_file_set_contents (path, text->str, (gssize) text->len, error);
}

static gboolean
write_units (const char *folder, GError **error)
{
  g_autofree char *path = dup_path (TIMER);
  g_autofree char *place = g_path_get_dirname (path);
  g_autoptr (GError) refusal = NULL;

  g_mkdir_with_parents (place, 0755);
  if (write_unit (folder, SERVICE, &refusal) && write_unit (folder, TIMER, &refusal))
    return TRUE;
  remove_units ();
  g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN, refusal->message);

  return FALSE;
}

/* --- systemd --- */

/* (transfer full) (nullable) */
static GDBusConnection *
find_systemd (GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GVariant) reply = NULL;
  gboolean there = FALSE;

  if (!g_file_test (SANDBOX_MARK, G_FILE_TEST_EXISTS))
    bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, &refusal);
  if (bus != NULL)
    reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                         "org.freedesktop.DBus", "NameHasOwner",
                                         g_variant_new ("(s)", SYSTEMD), G_VARIANT_TYPE ("(b)"),
                                         G_DBUS_CALL_FLAGS_NONE, -1, cancellable, &refusal);
  if (reply != NULL)
    g_variant_get (reply, "(b)", &there);
  if (there)
    return g_steal_pointer (&bus);
  g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND,
                       refusal != NULL ? refusal->message : "no " SYSTEMD);

  return NULL;
}

static gboolean
call (GDBusConnection *bus,
      const char *method,
      GVariant *params,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_sync (bus, SYSTEMD, SYSTEMD_PATH, MANAGER, method, params, NULL,
                                 G_DBUS_CALL_FLAGS_NONE, -1, cancellable, &refusal);

  if (reply != NULL)
    return TRUE;
  g_dbus_error_strip_remote_error (refusal);
  g_set_error_literal (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN, refusal->message);

  return FALSE;
}

static gboolean
turn_on (GDBusConnection *bus, const char *units, GCancellable *cancellable, GError **error)
{
  const char *timers[] = { TIMER, NULL };

  if (!write_units (units, error))
    return FALSE;
  if (call (bus, "Reload", NULL, cancellable, error) &&
      call (bus, "EnableUnitFiles", g_variant_new ("(^asbb)", timers, FALSE, TRUE), cancellable,
            error) &&
      call (bus, "StartUnit", g_variant_new ("(ss)", TIMER, "replace"), cancellable, error))
    return TRUE;
  remove_units ();
  call (bus, "Reload", NULL, cancellable, NULL);

  return FALSE;
}

/* A timer that was not running, or that somebody has removed by hand, is off too. */
static gboolean
turn_off (GDBusConnection *bus, GCancellable *cancellable, GError **error)
{
  const char *timers[] = { TIMER, NULL };
  g_autoptr (GError) stopped = NULL;

  if (!call (bus, "StopUnit", g_variant_new ("(ss)", TIMER, "replace"), cancellable, &stopped))
    g_debug ("The timer was not running: %s", stopped->message);
  if (!call (bus, "DisableUnitFiles", g_variant_new ("(^asb)", timers, FALSE), cancellable, error))
    return FALSE;
  remove_units ();

  return call (bus, "Reload", NULL, cancellable, error);
}

static void
set_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Wish *wish = task_data;
  GError *error = NULL;
  g_autoptr (GDBusConnection) bus = find_systemd (cancellable, &error);

  if (bus != NULL && (wish->on ? turn_on (bus, wish->units, cancellable, &error)
                               : turn_off (bus, cancellable, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
plat_timer_set_async (const char *units,
                      gboolean on,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);

  g_task_set_source_tag (task, plat_timer_set_async);
  wish->units = g_strdup (units);
  wish->on = on;
  g_task_set_task_data (task, wish, wish_free);
  g_task_run_in_thread (task, set_worker);
}

gboolean
plat_timer_set_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

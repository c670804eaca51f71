/* test-plat-timer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "plat-timer.h"

#include <glib/gstdio.h>
#include <string.h>

/* A systemd that notes what it is asked, in a thread of its own: nobody may wait for themselves. */
typedef struct
{
  GTestDBus *bus;
  GDBusConnection *connection; /* its own */
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  GMutex lock;
  GString *asked; /* names of methods */
  const char *refuses;
} FakeSystemd;

static const char description[] =
  "<node><interface name='org.freedesktop.systemd1.Manager'>"
  "<method name='Reload'/>"
  "<method name='EnableUnitFiles'><arg type='as' direction='in'/><arg type='b' direction='in'/>"
  "<arg type='b' direction='in'/><arg type='b' direction='out'/>"
  "<arg type='a(sss)' direction='out'/></method>"
  "<method name='DisableUnitFiles'><arg type='as' direction='in'/><arg type='b' direction='in'/>"
  "<arg type='a(sss)' direction='out'/></method>"
  "<method name='StartUnit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='o' direction='out'/></method>"
  "<method name='StopUnit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='o' direction='out'/></method>"
  "</interface></node>";

static GVariant *
new_answer (const char *method)
{
  if (g_str_equal (method, "Reload"))
    return NULL;
  if (g_str_equal (method, "EnableUnitFiles"))
    return g_variant_new ("(ba(sss))", TRUE, NULL);
  if (g_str_equal (method, "DisableUnitFiles"))
    return g_variant_new ("(a(sss))", NULL);

  return g_variant_new ("(o)", "/org/freedesktop/systemd1/job/1");
}

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *params,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  FakeSystemd *fake = user_data;

  g_mutex_lock (&fake->lock);
  g_string_append_printf (fake->asked, "%s ", method);
  g_mutex_unlock (&fake->lock);
  if (g_strcmp0 (fake->refuses, method) == 0)
    g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.systemd1.UnitMasked",
                                                "Unit is masked");
  else
    g_dbus_method_invocation_return_value (invocation, new_answer (method));
}

static gpointer
live (gpointer data)
{
  FakeSystemd *fake = data;
  const GDBusInterfaceVTable vtable = { on_call, NULL, NULL, { 0 } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (description, NULL);
  guint id;

  g_main_context_push_thread_default (fake->context);
  id = g_dbus_connection_register_object (fake->connection, "/org/freedesktop/systemd1",
                                          node->interfaces[0], &vtable, fake, NULL, NULL);
  g_assert_cmpuint (id, !=, 0);
  g_main_loop_run (fake->loop);
  g_dbus_connection_unregister_object (fake->connection, id);
  g_main_context_pop_thread_default (fake->context);

  return NULL;
}

static void
set_up (FakeSystemd *fake, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;

  fake->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fake->bus);
  fake->asked = g_string_new (NULL);
  if (data != NULL)
    return;
  fake->connection =
    g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (fake->bus),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);
  g_assert_no_error (error);
  fake->context = g_main_context_new ();
  fake->loop = g_main_loop_new (fake->context, FALSE);
  fake->thread = g_thread_new ("systemd", live, fake);
  while (!g_main_loop_is_running (fake->loop))
    g_usleep (1000);
  answer =
    g_dbus_connection_call_sync (fake->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                 "org.freedesktop.DBus", "RequestName",
                                 g_variant_new ("(su)", "org.freedesktop.systemd1", 4), NULL,
                                 G_DBUS_CALL_FLAGS_NONE, 5000, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (FakeSystemd *fake, gconstpointer data)
{
  if (fake->thread != NULL)
    {
      g_main_loop_quit (fake->loop);
      g_thread_join (fake->thread);
      g_clear_pointer (&fake->loop, g_main_loop_unref);
      g_clear_pointer (&fake->context, g_main_context_unref);
      g_dbus_connection_close_sync (fake->connection, NULL, NULL);
      g_clear_object (&fake->connection);
    }
  g_string_free (fake->asked, TRUE);
  g_test_dbus_stop (fake->bus);
  g_clear_object (&fake->bus);
}

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
set (gboolean on, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  plat_timer_set_async (g_getenv ("RECEPTION_UNITS"), on, NULL, on_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return plat_timer_set_finish (result, error);
}

/* (transfer full) (nullable) */
static char *
read_unit (const char *name)
{
  g_autofree char *path =
    g_build_filename (g_get_user_config_dir (), "systemd", "user", name, NULL);
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, NULL);

  return content;
}

static void
test_it_is_turned_on_and_off (FakeSystemd *fake, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *command = g_strdup_printf ("ExecStart=\"%s\" report --monthly", program);
  g_autofree char *service = NULL;
  g_autofree char *timer = NULL;

  set (TRUE, &error);
  g_assert_no_error (error);
  service = read_unit ("reception-report.service");
  timer = read_unit ("reception-report.timer");
  g_assert_nonnull (strstr (service, command));
  g_assert_nonnull (strstr (timer, "OnCalendar=*-*-01"));
  g_assert_nonnull (strstr (timer, "Persistent=true"));
  g_assert_cmpstr (fake->asked->str, ==, "Reload EnableUnitFiles StartUnit ");

  set (FALSE, &error);
  g_assert_no_error (error);
  g_assert_null (read_unit ("reception-report.service"));
  g_assert_null (read_unit ("reception-report.timer"));
  g_assert_nonnull (strstr (fake->asked->str, "StopUnit DisableUnitFiles Reload "));
}

static void
test_what_systemd_refuses_leaves_nothing_behind (FakeSystemd *fake, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fake->refuses = "StartUnit";
  g_assert_false (set (TRUE, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_BROKEN);
  g_assert_cmpstr (error->message, ==, "Unit is masked");
  g_assert_null (read_unit ("reception-report.service"));
  g_assert_null (read_unit ("reception-report.timer"));
}

static void
test_without_systemd_nothing_is_written (FakeSystemd *fake, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (set (TRUE, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
  g_assert_null (read_unit ("reception-report.service"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/plat/timer/on", FakeSystemd, NULL, set_up, test_it_is_turned_on_and_off, tear_down);
  g_test_add ("/plat/timer/refused", FakeSystemd, NULL, set_up,
              test_what_systemd_refuses_leaves_nothing_behind, tear_down);
  g_test_add ("/plat/timer/without", FakeSystemd, "nobody", set_up,
              test_without_systemd_nothing_is_written, tear_down);

  return g_test_run ();
}

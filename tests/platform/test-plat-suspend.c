/* test-plat-suspend.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "plat-suspend.h"

static void
on_resumed_cb (PlatSuspend *suspend, guint *count)
{
  (*count)++;
}

/* As logind does: TRUE before the sleep, FALSE after it. */
static void
prepare_for_sleep (GDBusConnection *logind, gboolean before)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (logind, NULL, "/org/freedesktop/login1",
                                 "org.freedesktop.login1.Manager", "PrepareForSleep",
                                 g_variant_new ("(b)", before), &error);
  g_assert_no_error (error);
}

static GDBusConnection *
own_logind (GTestDBus *bus)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  GDBusConnection *connection =
    g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus", "RequestName",
                                        g_variant_new ("(su)", "org.freedesktop.login1", 4), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, 5000, NULL, &error);
  g_assert_no_error (error);

  return connection;
}

static void
iterate (guint milliseconds)
{
  for (guint i = 0; i < milliseconds; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

static void
test_waking_up_is_told_once_and_going_to_sleep_is_not (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusConnection) logind = NULL;
  PlatSuspend *suspend;
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  guint count = 0;

  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  logind = own_logind (bus);
  suspend = plat_suspend_new ();
  g_signal_connect (suspend, "resumed", G_CALLBACK (on_resumed_cb), &count);

  /* it listens as soon as it is on the bus, which nobody tells: sleep until it hears */
  while (count == 0 && g_get_monotonic_time () < end)
    {
      prepare_for_sleep (logind, TRUE);
      prepare_for_sleep (logind, FALSE);
      iterate (20);
    }

  g_assert_cmpuint (count, >=, 1);
  iterate (200); /* what was sent before it listened is all here now */
  count = 0;
  prepare_for_sleep (logind, TRUE);
  prepare_for_sleep (logind, FALSE);
  while (count == 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (count, ==, 1);

  g_assert_finalize_object (suspend);
  g_clear_object (&logind);
  g_test_dbus_stop (bus);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plat/suspend/resumed", test_waking_up_is_told_once_and_going_to_sleep_is_not);

  return g_test_run ();
}

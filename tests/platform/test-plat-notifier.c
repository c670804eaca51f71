/* test-plat-notifier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "plat-notifier.h"

static const char *const daemon_xml =
  "<node><interface name='org.freedesktop.Notifications'>"
  "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
  "<method name='GetServerInformation'><arg type='s' direction='out'/>"
  "<arg type='s' direction='out'/><arg type='s' direction='out'/><arg type='s' direction='out'/>"
  "</method>"
  "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
  "<arg type='u' direction='out'/></method>"
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>"
  "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
  "</interface></node>";

/* A notification daemon in this process, on a bus of its own. */
typedef struct
{
  GTestDBus *bus;              /* owned */
  GDBusConnection *connection; /* owned (nullable) */
  const char *const *caps;     /* unowned */
  guint delay_ms;              /* before Notify is answered */
  GPtrArray *notified;         /* owned (GVariant): parameters of Notify */
  GArray *closed;              /* owned (guint32) */
  guint32 last_id;
  GString *activated; /* owned: "id action " of the notifier's signal */
} Daemon;

typedef struct
{
  GDBusMethodInvocation *invocation; /* owned by the answer */
  guint32 id;
} Answer;

static gboolean
on_answer_time_cb (gpointer user_data)
{
  g_autofree Answer *answer = user_data;

  g_dbus_method_invocation_return_value (answer->invocation, g_variant_new ("(u)", answer->id));

  return G_SOURCE_REMOVE;
}

static void
notify (Daemon *daemon, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  Answer *answer = g_new0 (Answer, 1);
  guint32 replaces = 0;

  g_variant_get_child (parameters, 1, "u", &replaces);
  answer->invocation = invocation;
  answer->id = replaces != 0 ? replaces : ++daemon->last_id;
  g_ptr_array_add (daemon->notified, g_variant_ref (parameters));
  g_timeout_add (daemon->delay_ms, on_answer_time_cb, answer);
}

static void
on_call_cb (GDBusConnection *connection,
            const char *sender,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *parameters,
            GDBusMethodInvocation *invocation,
            gpointer user_data)
{
  Daemon *daemon = user_data;
  guint32 id = 0;

  if (g_str_equal (method, "GetCapabilities"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", daemon->caps));
  else if (g_str_equal (method, "GetServerInformation"))
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(ssss)", "test", "us", "1", "1.2"));
  else if (g_str_equal (method, "Notify"))
    notify (daemon, parameters, invocation);
  else
    {
      g_variant_get (parameters, "(u)", &id);
      g_array_append_val (daemon->closed, id);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static void
start_daemon (Daemon *daemon)
{
  static const GDBusInterfaceVTable methods = { .method_call = on_call_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (daemon_xml, NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  daemon->connection =
    g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (daemon->bus),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (daemon->connection, "/org/freedesktop/Notifications",
                                     node->interfaces[0], &methods, daemon, NULL, &error);
  g_assert_no_error (error);
  answer =
    g_dbus_connection_call_sync (daemon->connection, "org.freedesktop.DBus",
                                 "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                                 g_variant_new ("(su)", "org.freedesktop.Notifications", 4), NULL,
                                 0, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
emit (Daemon *daemon, const char *signal, GVariant *parameters)
{
  g_dbus_connection_emit_signal (daemon->connection, NULL, "/org/freedesktop/Notifications",
                                 "org.freedesktop.Notifications", signal, parameters, NULL);
}

static void
set_up (Daemon *daemon, gconstpointer data)
{
  static const char *const all[] = { "actions", "body", "body-markup", NULL };

  daemon->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (daemon->bus);
  daemon->caps = all;
  daemon->notified = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  daemon->closed = g_array_new (FALSE, FALSE, sizeof (guint32));
  daemon->activated = g_string_new (NULL);
}

static void
wait_ms (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
tear_down (Daemon *daemon, gconstpointer data)
{
  /* the notifier's thread lets go of the bus in its own time */
  wait_ms (100);
  g_clear_object (&daemon->connection);
  g_test_dbus_stop (daemon->bus);
  g_clear_object (&daemon->bus);
  g_ptr_array_unref (daemon->notified);
  g_array_unref (daemon->closed);
  g_string_free (daemon->activated, TRUE);
}

static void
on_activated_cb (PlatNotifier *notifier, const char *id, const char *action, gpointer user_data)
{
  Daemon *daemon = user_data;

  g_string_append_printf (daemon->activated, "%s %s ", id, action);
}

static PlatNotifier *
make_notifier (Daemon *daemon)
{
  PlatNotifier *notifier =
    plat_notifier_new ("Reception", "io.github.reception24.Reception", "Open", "Mute");

  g_signal_connect (notifier, "activated", G_CALLBACK (on_activated_cb), daemon);

  return notifier;
}

/* waits until so many notifications came, five seconds at most */
static void
wait_for_count (Daemon *daemon, guint count)
{
  for (int i = 0; i < 500 && daemon->notified->len < count; i++)
    wait_ms (10);
  g_assert_cmpuint (daemon->notified->len, ==, count);
  wait_ms (50);
}

static const char *
get_text (Daemon *daemon, guint index, gsize child)
{
  const char *text = NULL;

  g_variant_get_child (g_ptr_array_index (daemon->notified, index), child, "&s", &text);

  return text;
}

static void
test_a_call_is_shown_replaced_and_withdrawn (Daemon *daemon, gconstpointer data)
{
  g_autoptr (PlatNotifier) notifier = NULL;
  g_autoptr (GVariant) hints = NULL;
  g_autofree const char **actions = NULL;
  guint32 replaces = 0;
  guint8 urgency = 0;
  const char *category = NULL;

  start_daemon (daemon);
  notifier = make_notifier (daemon);
  plat_notifier_show (notifier, "call-1", "Звонок", "Кто-то <b>важный</b> & жена");
  wait_for_count (daemon, 1);
  plat_notifier_show (notifier, "call-1", "Ответила Марина", "");
  wait_for_count (daemon, 2);
  plat_notifier_withdraw (notifier, "call-1");
  wait_ms (100);

  g_assert_cmpstr (get_text (daemon, 0, 3), ==, "Звонок");
  g_assert_cmpstr (get_text (daemon, 0, 4), ==, "Кто-то &lt;b&gt;важный&lt;/b&gt; &amp; жена");
  g_variant_get_child (g_ptr_array_index (daemon->notified, 0), 5, "^a&s", &actions);
  g_assert_cmpstr (actions[0], ==, "default");
  g_assert_cmpstr (actions[2], ==, "show");
  g_assert_cmpstr (actions[4], ==, "mute");
  hints = g_variant_get_child_value (g_ptr_array_index (daemon->notified, 0), 6);
  g_assert_true (g_variant_lookup (hints, "urgency", "y", &urgency));
  g_assert_cmpuint (urgency, ==, 2);
  g_assert_true (g_variant_lookup (hints, "category", "&s", &category));
  g_assert_cmpstr (category, ==, "call.incoming");
  g_variant_get_child (g_ptr_array_index (daemon->notified, 1), 1, "u", &replaces);
  g_assert_cmpuint (replaces, ==, 1);
  g_assert_cmpuint (daemon->closed->len, ==, 1);
  g_assert_cmpuint (g_array_index (daemon->closed, guint32, 0), ==, 1);
}

static void
test_the_buttons_tell_which_call (Daemon *daemon, gconstpointer data)
{
  g_autoptr (PlatNotifier) notifier = NULL;

  start_daemon (daemon);
  notifier = make_notifier (daemon);
  plat_notifier_show (notifier, "call-1", "a", "");
  plat_notifier_show (notifier, "call-2", "b", "");
  wait_for_count (daemon, 2);
  emit (daemon, "ActionInvoked", g_variant_new ("(us)", 2, "mute"));
  wait_ms (100);
  emit (daemon, "ActionInvoked", g_variant_new ("(us)", 1, "default"));
  wait_ms (100);

  g_assert_cmpstr (daemon->activated->str, ==, "call-2 mute call-1 show ");
}

static void
test_what_the_person_put_away_stays_away (Daemon *daemon, gconstpointer data)
{
  g_autoptr (PlatNotifier) notifier = NULL;

  start_daemon (daemon);
  notifier = make_notifier (daemon);
  plat_notifier_show (notifier, "call-1", "a", "");
  wait_for_count (daemon, 1);
  emit (daemon, "NotificationClosed", g_variant_new ("(uu)", 1, 2));
  wait_ms (100);
  plat_notifier_show (notifier, "call-1", "b", "");
  wait_ms (200);
  g_assert_cmpuint (daemon->notified->len, ==, 1);

  /* but the next call is another matter */
  plat_notifier_withdraw (notifier, "call-1");
  plat_notifier_show (notifier, "call-2", "c", "");
  wait_for_count (daemon, 2);
}

static void
test_a_plain_daemon_gets_plain_text_without_buttons (Daemon *daemon, gconstpointer data)
{
  static const char *const few[] = { "body", NULL };
  g_autoptr (PlatNotifier) notifier = NULL;
  g_autofree const char **actions = NULL;

  daemon->caps = few;
  start_daemon (daemon);
  notifier = make_notifier (daemon);
  plat_notifier_show (notifier, "call-1", "a", "<b>1 & 2</b>");
  wait_for_count (daemon, 1);
  g_variant_get_child (g_ptr_array_index (daemon->notified, 0), 5, "^a&s", &actions);

  g_assert_cmpstr (get_text (daemon, 0, 4), ==, "<b>1 & 2</b>");
  g_assert_null (actions[0]);
}

static void
test_a_slow_daemon_does_not_hold_up_the_main_loop (Daemon *daemon, gconstpointer data)
{
  g_autoptr (PlatNotifier) notifier = NULL;
  gint64 longest = 0, last = 0, end = 0;

  daemon->delay_ms = 800;
  start_daemon (daemon);
  notifier = make_notifier (daemon);
  plat_notifier_show (notifier, "call-1", "a", "");
  last = g_get_monotonic_time ();
  end = last + 600 * 1000;
  while (last < end)
    {
      gint64 now = 0;

      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
      now = g_get_monotonic_time ();
      longest = MAX (longest, now - last);
      last = now;
    }

  g_assert_cmpuint (daemon->notified->len, ==, 1);
  g_assert_cmpint (longest, <, 300 * 1000);
  wait_ms (400);
}

static void
test_without_a_daemon_nothing_happens (Daemon *daemon, gconstpointer data)
{
  g_autoptr (PlatNotifier) notifier = make_notifier (daemon);

  plat_notifier_show (notifier, "call-1", "a", "");
  plat_notifier_withdraw (notifier, "call-1");
  plat_notifier_withdraw (notifier, "never-shown");
  wait_ms (200);

  /* one that is started later is used */
  start_daemon (daemon);
  plat_notifier_show (notifier, "call-2", "b", "");
  wait_for_count (daemon, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/platform/notifier/" name, Daemon, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-call-is-shown-replaced-and-withdrawn", test_a_call_is_shown_replaced_and_withdrawn);
  ADD ("the-buttons-tell-which-call", test_the_buttons_tell_which_call);
  ADD ("what-the-person-put-away-stays-away", test_what_the_person_put_away_stays_away);
  ADD ("a-plain-daemon-gets-plain-text-without-buttons",
       test_a_plain_daemon_gets_plain_text_without_buttons);
  ADD ("a-slow-daemon-does-not-hold-up-the-main-loop",
       test_a_slow_daemon_does_not_hold_up_the_main_loop);
  ADD ("without-a-daemon-nothing-happens", test_without_a_daemon_nothing_happens);

  return g_test_run ();
}

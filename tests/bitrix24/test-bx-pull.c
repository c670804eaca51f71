/* test-bx-pull.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-error.h"
#include "bx-fake.h"
#include "bx-json.h"
#include "bx-pull.h"
#include "push-fake.h"

#include <string.h>

/* a hundredth: the minute's waiting becomes 0.6 s */
#define SCALE 0.01
#define LONG (12 * 60 * 60)

#define V4(mid, command)                                                                           \
  "[{\"mid\":\"" mid "\",\"text\":{\"module_id\":\"voximplant\",\"command\":\"" command            \
  "\",\"params\":{\"callId\":\"c1\"},\"extra\":{\"sender\":{\"type\":2}}}}]"
#define V4_ORDER(command, params)                                                                  \
  "[{\"mid\":\"order\",\"text\":{\"module_id\":\"pull\",\"command\":\"" command                    \
  "\",\"params\":" params "}}]"
#define V5(mid, command)                                                                           \
  "{\"jsonrpc\":\"2.0\",\"method\":\"incoming.message\",\"params\":{\"mid\":\"" mid                \
  "\",\"body\":{\"module_id\":\"voximplant\",\"command\":\"" command "\",\"params\":{}},"          \
  "\"sender\":{\"type\":2}}}"

typedef struct
{
  BxFake *portal;   /* owned */
  PushFake *push;   /* owned */
  BxClient *client; /* owned */
  BxPull *pull;     /* owned, (nullable) */
  GString *log;     /* owned: the messages that came */
  GString *states;  /* owned: first letters of the states */
  guint reconnected;
  gint64 arrived;
  gboolean stop_in_handler;
} Fixture;

static gboolean
on_overdue_cb (gpointer user_data)
{
  gboolean *overdue = user_data;

  *overdue = TRUE;

  return G_SOURCE_REMOVE;
}

#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gboolean overdue = FALSE;                                                                      \
    guint overdue_source = g_timeout_add (8000, on_overdue_cb, &overdue);                          \
    while (!(condition) && !overdue)                                                               \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_assert_true (condition);                                                                     \
    g_source_remove (overdue_source);                                                              \
  }                                                                                                \
  G_STMT_END

static void
on_message_cb (BxPull *pull,
               const char *module,
               const char *command,
               JsonObject *params,
               gint64 arrived,
               Fixture *fixture)
{
  const char *call = params != NULL ? bx_json_get_string (params, "callId") : NULL;

  g_string_append_printf (fixture->log, "%s/%s:%s ", module, command,
                          params == NULL ? "NULL" : (call != NULL ? call : ""));
  fixture->arrived = arrived;
  if (fixture->stop_in_handler)
    bx_pull_stop (pull);
}

static void
on_reconnected_cb (BxPull *pull, Fixture *fixture)
{
  fixture->reconnected++;
}

static void
on_state_cb (BxPull *pull, GParamSpec *pspec, Fixture *fixture)
{
  g_string_append_c (fixture->states, "SCKWR"[bx_pull_get_state (pull)]);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->portal = bx_fake_new ();
  fixture->push = push_fake_new ();
  fixture->client = bx_fake_make_client (fixture->portal);
  fixture->pull = bx_pull_new (fixture->client);
  fixture->log = g_string_new (NULL);
  fixture->states = g_string_new (NULL);
  bx_pull_set_time_scale (fixture->pull, SCALE);
  g_signal_connect (fixture->pull, "message", G_CALLBACK (on_message_cb), fixture);
  g_signal_connect (fixture->pull, "reconnected", G_CALLBACK (on_reconnected_cb), fixture);
  g_signal_connect (fixture->pull, "notify::state", G_CALLBACK (on_state_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bx_pull_stop (fixture->pull);
  g_assert_cmpint (bx_pull_get_state (fixture->pull), ==, BX_PULL_STOPPED);
  /* what was cancelled has to hear of it */
  bx_fake_spin (30);
  g_assert_finalize_object (fixture->pull);
  g_assert_finalize_object (fixture->client);
  g_clear_pointer (&fixture->push, push_fake_free);
  g_clear_pointer (&fixture->portal, bx_fake_free);
  g_string_free (fixture->log, TRUE);
  g_string_free (fixture->states, TRUE);
}

static void
add_config (Fixture *fixture, guint version, const char *channel, guint lifetime)
{
  g_autofree char *config = push_fake_dup_config (fixture->push->port, version, channel, lifetime);

  bx_fake_add (fixture->portal, "pull.config.get", 200, config);
}

static void
wait_for_state (Fixture *fixture, BxPullState state)
{
  WAIT_FOR (bx_pull_get_state (fixture->pull) == state);
}

static guint
count_fetches (Fixture *fixture)
{
  return bx_fake_count (fixture->portal, "pull.config.get");
}

static void
connect_version (Fixture *fixture, guint version)
{
  add_config (fixture, version, "private", LONG);
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  WAIT_FOR (fixture->push->sockets->len == 1);
}

static void
test_version_4_brings_each_message_once (Fixture *fixture, gconstpointer data)
{
  gint64 before;

  g_assert_cmpint (bx_pull_get_state (fixture->pull), ==, BX_PULL_STOPPED);
  connect_version (fixture, 4);
  g_assert_cmpstr (push_fake_get_query (fixture->push, 0), ==,
                   "CHANNEL_ID=private%3Apublic.sign%2Fshared.sign&format=json&revision=19");
  g_assert_cmpint (bx_pull_get_since (fixture->pull), >, 0);

  before = g_get_monotonic_time ();
  push_fake_send (fixture->push, V4 ("1", "invite"));
  push_fake_send (fixture->push, V4 ("1", "invite"));
  /* sent by another client: would let any colleague ring the desk */
  push_fake_send (fixture->push,
                  "[{\"mid\":\"2\",\"text\":{\"module_id\":\"voximplant\",\"command\":\"invite\"},"
                  "\"extra\":{\"sender\":{\"type\":1}}}]");
  push_fake_send (fixture->push,
                  "[{\"mid\":\"3\",\"text\":{\"module_id\":\"rest\",\"command\":\"event_offline\","
                  "\"params\":[1]}},{\"mid\":\"4\",\"text\":{\"module_id\":\"a\",\"command\":"
                  "\"end\",\"params\":{}}}]");
  WAIT_FOR (strstr (fixture->log->str, "end") != NULL);

  g_assert_cmpstr (fixture->log->str, ==, "voximplant/invite:c1 rest/event_offline:NULL a/end: ");
  g_assert_cmpint (fixture->arrived, >=, before);
  g_assert_cmpint (fixture->arrived, <=, g_get_monotonic_time ());
  g_assert_cmpstr (fixture->states->str, ==, "CK");
  g_assert_cmpuint (fixture->reconnected, ==, 0);
}

static gboolean
has_text (Fixture *fixture, const char *text)
{
  return g_ptr_array_find_with_equal_func (fixture->push->texts, text, g_str_equal, NULL);
}

static void
test_version_5_answers_pings_and_acknowledges (Fixture *fixture, gconstpointer data)
{
  connect_version (fixture, 5);
  g_assert_cmpstr (push_fake_get_query (fixture->push, 0), ==,
                   "token=ey.token&jsonRpc=true&revision=19");

  push_fake_send (fixture->push, "ping");
  push_fake_send (fixture->push, V5 ("m1", "invite"));
  push_fake_send (fixture->push, V5 ("m1", "invite"));
  WAIT_FOR (fixture->push->texts->len == 3);

  g_assert_true (has_text (fixture, "pong"));
  /* both times: the server sends again what was not acknowledged */
  g_assert_cmpstr (g_ptr_array_index (fixture->push->texts, 2), ==, "mack:m1");
  g_assert_cmpstr (fixture->log->str, ==, "voximplant/invite: ");
}

static void
test_a_broken_connection_asks_for_what_it_missed (Fixture *fixture, gconstpointer data)
{
  connect_version (fixture, 4);
  push_fake_send (fixture->push, V4 ("11", "invite"));
  WAIT_FOR (fixture->log->len > 0);
  bx_fake_spin (150); /* long enough to be a connection that held */
  push_fake_close (fixture->push, 0);
  wait_for_state (fixture, BX_PULL_WAITING);
  g_assert_error (bx_pull_get_error (fixture->pull), BX_ERROR, BX_ERROR_NETWORK);
  g_assert_cmpint (bx_pull_get_retry_at (fixture->pull), >, 0);

  wait_for_state (fixture, BX_PULL_CONNECTED);
  WAIT_FOR (fixture->push->sockets->len == 1);
  g_assert_cmpuint (fixture->reconnected, ==, 1);
  g_assert_null (bx_pull_get_error (fixture->pull));
  g_assert_cmpint (bx_pull_get_retry_at (fixture->pull), ==, 0);
  g_assert_true (g_str_has_suffix (push_fake_get_query (fixture->push, 1), "&mid=11"));
  g_assert_cmpuint (count_fetches (fixture), ==, 1);

  push_fake_send (fixture->push, V4 ("11", "invite"));
  push_fake_send (fixture->push, V4 ("12", "timeout"));
  WAIT_FOR (strstr (fixture->log->str, "timeout") != NULL);
  g_assert_cmpstr (fixture->log->str, ==, "voximplant/invite:c1 voximplant/timeout:c1 ");
  g_assert_cmpstr (fixture->states->str, ==, "CKWCK");
}

static void
test_code_4010_gets_new_channels (Fixture *fixture, gconstpointer data)
{
  gint64 before;

  add_config (fixture, 4, "old", LONG);
  add_config (fixture, 4, "new", LONG);
  bx_pull_start (fixture->pull);
  WAIT_FOR (fixture->push->sockets->len == 1);

  before = g_get_monotonic_time ();
  push_fake_close (fixture->push, 4010);
  WAIT_FOR (fixture->push->queries->len == 2);
  /* 5…35 s */
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 5 * G_USEC_PER_SEC * SCALE);
  g_assert_nonnull (strstr (push_fake_get_query (fixture->push, 1), "new%3A"));
  g_assert_cmpuint (count_fetches (fixture), ==, 2);
}

static void
test_an_expired_channel_is_swapped_in_place (Fixture *fixture, gconstpointer data)
{
  connect_version (fixture, 4);
  push_fake_send (fixture->push,
                  V4_ORDER ("channel_expire",
                            "{\"action\":\"reconnect\",\"channel\":{\"id\":\"shared.sign\","
                            "\"type\":\"shared\"},\"new_channel\":{\"id\":\"next.sign\",\"start\":"
                            "1789367500,\"end\":1789410705,\"type\":\"shared\"}}"));
  WAIT_FOR (fixture->push->queries->len == 2);
  wait_for_state (fixture, BX_PULL_CONNECTED);

  g_assert_nonnull (strstr (push_fake_get_query (fixture->push, 1), "%2Fnext.sign&"));
  g_assert_cmpuint (count_fetches (fixture), ==, 1);
  WAIT_FOR (fixture->push->close_code == 3000);
  g_assert_cmpuint (fixture->reconnected, ==, 1);
}

static void
test_an_expired_private_channel_is_fetched_anew (Fixture *fixture, gconstpointer data)
{
  add_config (fixture, 4, "old", LONG);
  add_config (fixture, 4, "new", LONG);
  bx_pull_start (fixture->pull);
  WAIT_FOR (fixture->push->sockets->len == 1);

  push_fake_send (fixture->push,
                  V4_ORDER ("channel_expire", "{\"action\":\"get_config\",\"channel\":"
                                              "{\"id\":\"x\",\"type\":\"private\"}}"));
  WAIT_FOR (fixture->push->queries->len == 2);
  g_assert_nonnull (strstr (push_fake_get_query (fixture->push, 1), "new%3A"));
  WAIT_FOR (fixture->push->close_code == 3001);
}

static void
test_calls_still_arrive_until_an_expired_config_is_renewed (Fixture *fixture, gconstpointer data)
{
  gint64 before;

  add_config (fixture, 4, "old", LONG);
  add_config (fixture, 4, "new", LONG);
  bx_pull_start (fixture->pull);
  WAIT_FOR (fixture->push->sockets->len == 1);

  before = g_get_monotonic_time ();
  push_fake_send (fixture->push, V4_ORDER ("config_expire", "[]"));
  push_fake_send (fixture->push, V4 ("5", "invite"));
  WAIT_FOR (strstr (fixture->log->str, "invite") != NULL);
  g_assert_cmpuint (count_fetches (fixture), ==, 1);

  WAIT_FOR (fixture->push->queries->len == 2);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, 10 * G_USEC_PER_SEC * SCALE);
  g_assert_nonnull (strstr (push_fake_get_query (fixture->push, 1), "new%3A"));
}

static void
test_channels_are_renewed_before_they_end (Fixture *fixture, gconstpointer data)
{
  add_config (fixture, 4, "old", 40);
  add_config (fixture, 4, "new", LONG);
  bx_pull_start (fixture->pull);
  WAIT_FOR (fixture->push->queries->len == 2);

  g_assert_nonnull (strstr (push_fake_get_query (fixture->push, 1), "new%3A"));
  wait_for_state (fixture, BX_PULL_CONNECTED);
  /* no pause between: there was no failure */
  g_assert_cmpstr (fixture->states->str, ==, "CKCK");
}

static void
test_a_failed_renewal_leaves_the_connection (Fixture *fixture, gconstpointer data)
{
  add_config (fixture, 4, "old", 40);
  bx_fake_add (fixture->portal, "pull.config.get", 500,
               "{\"error\":\"INTERNAL_SERVER_ERROR\",\"error_description\":\"\"}");
  bx_pull_start (fixture->pull);
  WAIT_FOR (count_fetches (fixture) == 2);
  bx_fake_spin (50);

  g_assert_cmpint (bx_pull_get_state (fixture->pull), ==, BX_PULL_CONNECTED);
  push_fake_send (fixture->push, V4 ("5", "invite"));
  WAIT_FOR (strstr (fixture->log->str, "invite") != NULL);
}

static void
test_a_silent_socket_of_version_4_is_noticed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *config =
    push_fake_dup_config (push_fake_listen_silently (fixture->push), 4, "x", LONG);

  bx_fake_add (fixture->portal, "pull.config.get", 200, config);
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  wait_for_state (fixture, BX_PULL_WAITING);
  g_assert_error (bx_pull_get_error (fixture->pull), BX_ERROR, BX_ERROR_NETWORK);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  g_assert_cmpuint (fixture->push->queries->len, ==, 2);
}

static void
test_a_quiet_socket_of_version_4_is_left_alone (Fixture *fixture, gconstpointer data)
{
  connect_version (fixture, 4);
  /* pings go every second at least, so this is longer than a dead one lives */
  bx_fake_spin (3500);
  g_assert_cmpstr (fixture->states->str, ==, "CK");
}

static void
test_a_quiet_socket_outlives_the_time_limit_of_requests (Fixture *fixture, gconstpointer data)
{
  bx_client_set_timeout (fixture->client, 1);
  bx_pull_set_time_scale (fixture->pull, 1.0);
  connect_version (fixture, 5);
  bx_fake_spin (2200);
  g_assert_cmpstr (fixture->states->str, ==, "CK");
}

static void
test_a_server_of_version_5_that_stops_pinging_is_left (Fixture *fixture, gconstpointer data)
{
  connect_version (fixture, 5);
  for (guint i = 0; i < 4; i++)
    {
      bx_fake_spin (100);
      push_fake_send (fixture->push, "ping");
    }
  g_assert_cmpuint (fixture->push->queries->len, ==, 1);

  WAIT_FOR (fixture->push->queries->len == 2);
  WAIT_FOR (fixture->push->close_code == 3005);
}

static void
test_where_no_socket_passes_a_long_poll_brings_calls (Fixture *fixture, gconstpointer data)
{
  fixture->push->socket_status = 200;
  add_config (fixture, 4, "private", LONG);
  bx_pull_start (fixture->pull);
  WAIT_FOR (fixture->push->hanging->len == 1);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  g_assert_cmpstr (g_ptr_array_index (fixture->push->polls, 0), ==,
                   "CHANNEL_ID=private%3Apublic.sign%2Fshared.sign&format=json&revision=19");

  push_fake_answer_polls (fixture->push, V4 ("21", "invite"));
  WAIT_FOR (fixture->push->hanging->len == 1);
  g_assert_cmpstr (fixture->log->str, ==, "voximplant/invite:c1 ");
  g_assert_true (g_str_has_suffix (g_ptr_array_index (fixture->push->polls, 1), "&mid=21"));

  /* nothing new, in a server's words; then an empty answer: the server forgot that message */
  push_fake_answer_polls (fixture->push, NULL);
  WAIT_FOR (fixture->push->hanging->len == 1);
  g_assert_true (g_str_has_suffix (g_ptr_array_index (fixture->push->polls, 2), "&mid=21"));
  push_fake_answer_polls (fixture->push, "");
  WAIT_FOR (fixture->push->hanging->len == 1);
  g_assert_null (strstr (g_ptr_array_index (fixture->push->polls, 3), "mid="));
}

static void
test_a_socket_is_tried_again_beside_the_poll (Fixture *fixture, gconstpointer data)
{
  fixture->push->socket_status = 200;
  add_config (fixture, 4, "private", LONG);
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  push_fake_answer_polls (fixture->push, V4 ("21", "invite"));
  fixture->push->socket_status = 0;
  WAIT_FOR (fixture->push->sockets->len == 1);
  g_assert_true (g_str_has_suffix (push_fake_get_query (fixture->push, 0), "&mid=21"));

  /* both have it */
  push_fake_send (fixture->push, V4 ("21", "invite"));
  push_fake_send (fixture->push, V4 ("22", "timeout"));
  WAIT_FOR (strstr (fixture->log->str, "timeout") != NULL);
  g_assert_cmpstr (fixture->log->str, ==, "voximplant/invite:c1 voximplant/timeout:c1 ");
  g_assert_cmpstr (strchr (fixture->states->str, 'K'), ==, "K");
}

static void
test_sockets_cut_at_once_twice_lead_to_polling (Fixture *fixture, gconstpointer data)
{
  connect_version (fixture, 4);
  push_fake_close (fixture->push, 1008);
  WAIT_FOR (fixture->push->queries->len == 2 && fixture->push->sockets->len == 1);
  push_fake_close (fixture->push, 1008);
  WAIT_FOR (fixture->push->polls->len == 1);
}

static void
test_a_proxy_that_forbids_sockets_is_polled_through (Fixture *fixture, gconstpointer data)
{
  fixture->push->socket_status = 403;
  add_config (fixture, 4, "private", LONG);
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  WAIT_FOR (fixture->push->hanging->len == 1);
}

static void
test_a_poll_that_is_forbidden_gets_new_channels (Fixture *fixture, gconstpointer data)
{
  fixture->push->socket_status = 404;
  fixture->push->poll_status = 403;
  add_config (fixture, 4, "old", LONG);
  bx_pull_start (fixture->pull);
  WAIT_FOR (count_fetches (fixture) == 2);
  g_assert_cmpuint (fixture->push->polls->len, >=, 1);
}

static void
test_a_missing_scope_is_a_refusal (Fixture *fixture, gconstpointer data)
{
  gint64 since;

  bx_fake_add (fixture->portal, "pull.config.get", 401,
               "{\"error\":\"insufficient_scope\",\"error_description\":\"\"}");
  add_config (fixture, 4, "private", LONG);
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_REFUSED);
  g_assert_error (bx_pull_get_error (fixture->pull), BX_ERROR, BX_ERROR_SCOPE);
  since = g_get_real_time () / G_USEC_PER_SEC;
  /* ten minutes */
  g_assert_cmpint (bx_pull_get_retry_at (fixture->pull), >=, since + 600 * SCALE - 2);
  g_assert_cmpint (bx_pull_get_retry_at (fixture->pull), <=, since + 600 * SCALE + 2);
  bx_fake_spin (300);
  g_assert_cmpuint (count_fetches (fixture), ==, 1);

  /* the person ticked the box and pressed "try again" */
  bx_pull_reconnect_now (fixture->pull);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  g_assert_cmpstr (fixture->states->str, ==, "CRCK");
}

static void
test_a_portal_without_a_push_server_is_a_refusal (Fixture *fixture, gconstpointer data)
{
  bx_fake_add (fixture->portal, "pull.config.get", 500,
               "{\"error\":\"SERVER_ERROR\",\"error_description\":"
               "\"Push & Pull server is not configured\"}");
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_REFUSED);
  g_assert_cmpstr (bx_error_get_remote_name (bx_pull_get_error (fixture->pull)), ==,
                   "SERVER_ERROR");
}

static void
test_a_wrong_kind_of_authorisation_is_a_refusal (Fixture *fixture, gconstpointer data)
{
  bx_fake_add (fixture->portal, "pull.config.get", 403,
               "{\"error\":\"WRONG_AUTH_TYPE\",\"error_description\":\"\"}");
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_REFUSED);
}

static void
test_a_page_instead_of_a_config_is_waited_out (Fixture *fixture, gconstpointer data)
{
  bx_fake_add (fixture->portal, "pull.config.get", 200, "<html>Wi-Fi login</html>");
  bx_fake_add (fixture->portal, "pull.config.get", 502, "<html>Bad gateway</html>");
  bx_fake_add (fixture->portal, "pull.config.get", 200, "{\"result\":[]}");
  add_config (fixture, 4, "private", LONG);
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  g_assert_cmpuint (count_fetches (fixture), ==, 4);
}

static void
test_a_push_server_that_moved_is_found (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dead = push_fake_dup_config (1, 4, "x", LONG);

  bx_fake_add (fixture->portal, "pull.config.get", 200, dead);
  add_config (fixture, 4, "private", LONG);
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_WAITING);
  g_assert_error (bx_pull_get_error (fixture->pull), BX_ERROR, BX_ERROR_NETWORK);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  g_assert_cmpuint (count_fetches (fixture), ==, 2);
}

static void
test_another_network_reconnects_at_once (Fixture *fixture, gconstpointer data)
{
  connect_version (fixture, 4);
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
  WAIT_FOR (fixture->push->queries->len == 2);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  bx_fake_spin (100);
  g_assert_cmpuint (fixture->push->queries->len, ==, 2);
  g_assert_cmpuint (fixture->reconnected, ==, 1);
}

static void
test_nonsense_neither_crashes_nor_disconnects (Fixture *fixture, gconstpointer data)
{
  static const char zero[] = "[{\"text\":{\"module_id\":\"a\0b\",\"command\":\"c\"}}]";
  static const char *const nonsense[] = {
    "",      "[{\"mid\":\"1\",\"te", "{}",     "[]",          "ping",
    "mack:", "#!NGINXNMS!#",         "<html>", "{\"text\":5}"
  };
  g_autoptr (GBytes) zeroes = g_bytes_new_static (zero, sizeof zero - 1);
  g_autofree char *brackets = g_strnfill (1000000, '[');
  SoupWebsocketConnection *socket;

  connect_version (fixture, 4);
  socket = g_ptr_array_index (fixture->push->sockets, 0);
  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    push_fake_send (fixture->push, nonsense[i]);
  soup_websocket_connection_send_binary (socket, "\xff\x00\x01", 3);
  soup_websocket_connection_send_message (socket, SOUP_WEBSOCKET_DATA_TEXT, zeroes);
  push_fake_send (fixture->push, brackets);
  push_fake_send (fixture->push, V4 ("9", "invite"));
  WAIT_FOR (fixture->log->len > 0);

  g_assert_cmpstr (fixture->log->str, ==, "voximplant/invite:c1 ");
  g_assert_cmpstr (fixture->states->str, ==, "CK");
}

static void
test_a_frame_beyond_all_measure_is_given_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *huge = g_strnfill (17 * 1024 * 1024, ' ');

  connect_version (fixture, 4);
  push_fake_send (fixture->push, V4 ("9", "invite"));
  WAIT_FOR (fixture->log->len > 0);
  push_fake_send (fixture->push, huge);
  WAIT_FOR (fixture->push->queries->len == 2);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  /* or it would be sent again, for ever */
  g_assert_null (strstr (push_fake_get_query (fixture->push, 1), "mid="));
}

static void
test_a_receiver_may_stop_the_channel (Fixture *fixture, gconstpointer data)
{
  fixture->stop_in_handler = TRUE;
  connect_version (fixture, 5);
  push_fake_send (fixture->push, "[" V5 ("1", "invite") "," V5 ("2", "timeout") "]");
  wait_for_state (fixture, BX_PULL_STOPPED);
  bx_fake_spin (50);
  g_assert_cmpstr (fixture->log->str, ==, "voximplant/invite: ");
}

static void
test_it_starts_again_after_a_stop (Fixture *fixture, gconstpointer data)
{
  connect_version (fixture, 4);
  bx_pull_stop (fixture->pull);
  WAIT_FOR (fixture->push->sockets->len == 0);
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  g_assert_cmpuint (fixture->reconnected, ==, 1);
}

static void
test_it_can_be_stopped_in_every_phase (Fixture *fixture, gconstpointer data)
{
  /* tear_down() checks that nothing is left */
  add_config (fixture, 4, "private", LONG);
  for (guint ms = 0; ms < 16; ms++)
    {
      g_autoptr (BxPull) pull = bx_pull_new (fixture->client);

      bx_pull_set_time_scale (pull, SCALE);
      bx_pull_start (pull);
      bx_fake_spin (ms);
      /* even one that nobody stopped */
      if (ms % 2 == 0)
        bx_pull_stop (pull);
    }
  bx_fake_spin (100);

  /* while it polls, and while it tries a socket beside */
  fixture->push->socket_status = 404;
  bx_pull_start (fixture->pull);
  WAIT_FOR (fixture->push->hanging->len == 1);
  bx_pull_stop (fixture->pull);
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_CONNECTED);
  bx_pull_stop (fixture->pull);

  /* while it waits */
  fixture->push->socket_status = 503;
  bx_pull_start (fixture->pull);
  wait_for_state (fixture, BX_PULL_WAITING);
}

int
main (int argc, char **argv)
{
  /* the real one sees what happens on this machine meanwhile */
  g_setenv ("GIO_USE_NETWORK_MONITOR", "base", TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/bx-pull/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("version-4", test_version_4_brings_each_message_once);
  ADD ("version-5", test_version_5_answers_pings_and_acknowledges);
  ADD ("replay", test_a_broken_connection_asks_for_what_it_missed);
  ADD ("4010", test_code_4010_gets_new_channels);
  ADD ("channel-expire/reconnect", test_an_expired_channel_is_swapped_in_place);
  ADD ("channel-expire/get-config", test_an_expired_private_channel_is_fetched_anew);
  ADD ("config-expire", test_calls_still_arrive_until_an_expired_config_is_renewed);
  ADD ("renewal", test_channels_are_renewed_before_they_end);
  ADD ("renewal/fails", test_a_failed_renewal_leaves_the_connection);
  ADD ("silence/version-4", test_a_silent_socket_of_version_4_is_noticed);
  ADD ("silence/quiet", test_a_quiet_socket_of_version_4_is_left_alone);
  ADD ("silence/time-limit", test_a_quiet_socket_outlives_the_time_limit_of_requests);
  ADD ("silence/version-5", test_a_server_of_version_5_that_stops_pinging_is_left);
  ADD ("poll", test_where_no_socket_passes_a_long_poll_brings_calls);
  ADD ("poll/probe", test_a_socket_is_tried_again_beside_the_poll);
  ADD ("poll/cut", test_sockets_cut_at_once_twice_lead_to_polling);
  ADD ("poll/proxy", test_a_proxy_that_forbids_sockets_is_polled_through);
  ADD ("poll/forbidden", test_a_poll_that_is_forbidden_gets_new_channels);
  ADD ("refused/scope", test_a_missing_scope_is_a_refusal);
  ADD ("refused/server", test_a_portal_without_a_push_server_is_a_refusal);
  ADD ("refused/authorisation", test_a_wrong_kind_of_authorisation_is_a_refusal);
  ADD ("config/page", test_a_page_instead_of_a_config_is_waited_out);
  ADD ("config/moved", test_a_push_server_that_moved_is_found);
  ADD ("network", test_another_network_reconnects_at_once);
  ADD ("nonsense", test_nonsense_neither_crashes_nor_disconnects);
  ADD ("nonsense/huge", test_a_frame_beyond_all_measure_is_given_up);
  ADD ("stop/receiver", test_a_receiver_may_stop_the_channel);
  ADD ("stop/start", test_it_starts_again_after_a_stop);
  ADD ("stop/phases", test_it_can_be_stopped_in_every_phase);
#undef ADD

  return g_test_run ();
}

/* test-demo-pull.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-fixture.h"

#include <string.h>

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_object_ref (json_array_get_object_element (json_node_get_array (node), 0));

  return json_object_ref (json_node_get_object (node));
}

static void
ring (Fixture *fixture, const char *id)
{
  g_autofree char *order =
    g_strdup_printf ("{\"number\":\"79161234567\",\"users\":[7],\"id\":\"%s\"}", id);
  g_autoptr (JsonObject) done = fixture_control (fixture, "ring", order);
}

static void
run_control (Fixture *fixture, const char *command, const char *json)
{
  g_autoptr (JsonObject) done = fixture_control (fixture, command, json);
}

static void
test_the_config_has_the_documented_shape (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = fixture_call (fixture, "pull.config.get", NULL);
  JsonObject *result = json_object_get_object_member (answer, "result");
  JsonObject *server = json_object_get_object_member (result, "server");
  JsonObject *channels = json_object_get_object_member (result, "channels");
  const char *private =
    json_object_get_string_member (json_object_get_object_member (channels, "private"), "id");
  const char *shared =
    json_object_get_string_member (json_object_get_object_member (channels, "shared"), "id");

  g_assert_cmpint (json_object_get_int_member (server, "version"), ==, 4);
  g_assert_true (json_object_has_member (server, "long_pooling_secure"));
  g_assert_true (
    g_regex_match_simple ("^[0-9a-f]{32}:[0-9a-f]{32}\\.[0-9a-f]{40}$", private, 0, 0));
  g_assert_true (g_regex_match_simple ("^[0-9a-f]{32}\\.[0-9a-f]{40}$", shared, 0, 0));
  g_assert_true (
    json_object_has_member (json_object_get_object_member (result, "publicChannels"), "7"));
  g_assert_true (json_object_has_member (result, "serverTime"));
  g_assert_false (json_object_has_member (result, "jwt"));
}

static void
test_a_webhook_gets_no_application_channel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = fixture_call (fixture, "pull.application.config.get", NULL);

  g_assert_cmpuint (fixture->status, ==, 403);
  g_assert_cmpstr (json_object_get_string_member (answer, "error"), ==, "WRONG_AUTH_TYPE");
}

static void
test_watch_tags_are_never_made (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer =
    fixture_call (fixture, "pull.watch.extend", "{\"TAGS\":[\"CRM_KANBANUPDATED_DEAL_5\"]}");
  g_autofree char *text = fixture_to_text (answer, "result");

  g_assert_cmpstr (text, ==, "{\"CRM_KANBANUPDATED_DEAL_5\":false}");
}

static void
test_version_four_sends_arrays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) listener = listener_open (fixture, NULL);
  g_autoptr (JsonObject) message = NULL;
  JsonObject *text;
  const char *frame;

  ring (fixture, "call-1");
  frame = listener_wait (listener, 0, 2000);
  g_assert_nonnull (frame);
  g_assert_true (g_str_has_prefix (frame, "[{\"id\":"));
  message = parse (frame);
  text = json_object_get_object_member (message, "text");
  g_assert_cmpstr (json_object_get_string_member (text, "module_id"), ==, "voximplant");
  g_assert_cmpstr (json_object_get_string_member (text, "command"), ==, "invite");
  g_assert_cmpuint (strlen (json_object_get_string_member (message, "mid")), ==, 26);
  g_assert_true (json_object_has_member (text, "extra"));
}

static void
test_version_three_marks_its_messages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = fixture_websocket_url (fixture, fixture->url);
  g_autoptr (Listener) listener = listener_new (fixture, url, NULL, "", NULL);
  const char *frame;

  ring (fixture, "call-1");
  frame = listener_wait (listener, 0, 2000);
  g_assert_nonnull (frame);
  g_assert_true (g_str_has_prefix (frame, "#!NGINXNMS!#{"));
  g_assert_true (g_str_has_suffix (frame, "}#!NGINXNME!#"));
}

static void
test_version_five_speaks_json_rpc (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = NULL;
  g_autoptr (Listener) listener = NULL;
  g_autoptr (JsonObject) message = NULL;
  g_autoptr (GError) error = NULL;
  const char *frame;

  run_control (fixture, "socket", "{\"action\":\"version\",\"version\":5}");
  url = fixture_websocket_url (fixture, fixture->url);
  listener = listener_new (fixture, url, NULL, "", &error);
  g_assert_no_error (error);
  ring (fixture, "call-1");
  frame = listener_wait (listener, 0, 2000);
  g_assert_nonnull (frame);
  message = parse (frame);
  g_assert_cmpstr (json_object_get_string_member (message, "method"), ==, "incoming.message");

  soup_websocket_connection_send_text (
    listener->connection, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\",\"params\":{}}");
  frame = listener_wait (listener, 1, 2000);
  g_assert_cmpstr (frame, ==, "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":\"pong\"}");
}

static void
test_a_wrong_channel_is_closed_with_4010 (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = fixture_websocket_url (fixture, fixture->url);
  g_autoptr (Listener) listener = NULL;
  g_autoptr (Listener) token = NULL;
  g_autofree char *other = NULL;
  char *id = strstr (url, "CHANNEL_ID=") + strlen ("CHANNEL_ID=");

  other = g_strndup (url, strcspn (url, "?"));
  id[0] = id[0] == 'a' ? 'b' : 'a';
  listener = listener_new (fixture, url, NULL, "&format=json", NULL);
  g_assert_true (listener_wait_closed (listener, 2000));
  g_assert_cmpuint (listener->code, ==, 4010);

  token = listener_new (fixture, other, NULL, "?token=a.b.c&jsonRpc=true", NULL);
  g_assert_true (listener_wait_closed (token, 2000));
  g_assert_cmpuint (token->code, ==, 4010);
}

static char *
dup_mid (const char *frame)
{
  g_autoptr (JsonObject) message = parse (frame);

  return g_strdup (json_object_get_string_member (message, "mid"));
}

static void
test_what_was_missed_since_a_mid_comes_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) before = listener_open (fixture, NULL);
  g_autoptr (Listener) after = NULL;
  g_autofree char *mid = NULL;
  const char *frame;

  ring (fixture, "call-1");
  mid = dup_mid (listener_wait (before, 0, 2000));
  soup_websocket_connection_close (before->connection, 1000, NULL);
  g_assert_true (listener_wait_closed (before, 2000));
  ring (fixture, "call-2");

  after = listener_open (fixture, mid);
  frame = listener_wait (after, 0, 2000);
  g_assert_nonnull (frame);
  g_assert_nonnull (strstr (frame, "call-2"));
  g_assert_null (listener_wait (after, 1, 100));
}

static void
test_an_old_ring_does_not_come_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) before = listener_open (fixture, NULL);
  g_autoptr (Listener) after = NULL;
  g_autofree char *mid = NULL;
  const char *frame;

  ring (fixture, "call-1");
  mid = dup_mid (listener_wait (before, 0, 2000));
  soup_websocket_connection_close (before->connection, 1000, NULL);
  g_assert_true (listener_wait_closed (before, 2000));
  ring (fixture, "call-2");
  run_control (fixture, "hangup", "{\"callId\":\"call-2\"}");
  run_control (fixture, "clock", "{\"advance\":31}");

  after = listener_open (fixture, mid);
  frame = listener_wait (after, 0, 2000);
  g_assert_nonnull (frame);
  g_assert_nonnull (strstr (frame, "\"timeout\""));
  g_assert_null (listener_wait (after, 1, 100));
}

static void
test_a_long_poll_gives_what_comes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *websocket = fixture_websocket_url (fixture, fixture->url);
  g_autoptr (Listener) listener = listener_open (fixture, NULL);
  g_autofree char *mid = NULL;
  g_autofree char *url = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) answer = NULL;
  const char *rest = strstr (websocket, "/subws/") + strlen ("/subws/");

  ring (fixture, "call-1");
  mid = dup_mid (listener_wait (listener, 0, 2000));
  ring (fixture, "call-2");
  url = g_strdup_printf ("http%.*s/sub/%s&format=json&mid=%s",
                         (int) (strstr (websocket, "/subws/") - websocket) - 2, websocket + 2, rest,
                         mid);
  answer = fixture_send (fixture, "GET", url, NULL, NULL, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  g_assert_nonnull (strstr (text, "call-2"));
  g_assert_null (strstr (text, "call-1"));
}

static void
test_a_long_poll_on_a_dead_channel_is_forbidden (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GUri) base = g_uri_parse (fixture->url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *url =
    g_strdup_printf ("http://127.0.0.1:%d/sub/?CHANNEL_ID=dead", g_uri_get_port (base));
  g_autoptr (GBytes) answer = fixture_send (fixture, "GET", url, NULL, NULL, NULL);

  g_assert_cmpuint (fixture->status, ==, 403);
}

static void
test_a_user_hears_only_his_own_channel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *webhook = demo_portal_dup_url_for (fixture->portal, 8);
  g_autofree char *url = fixture_websocket_url (fixture, webhook);
  g_autoptr (Listener) other = listener_new (fixture, url, NULL, "&format=json", NULL);
  g_autoptr (Listener) own = listener_open (fixture, NULL);

  ring (fixture, "call-1");
  g_assert_nonnull (listener_wait (own, 0, 2000));
  g_assert_null (listener_wait (other, 0, 100));
}

static void
test_a_killed_connection_ends_without_a_goodbye (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) listener = listener_open (fixture, NULL);

  run_control (fixture, "socket", "{\"action\":\"kill\"}");
  g_assert_true (listener_wait_closed (listener, 2000));
  g_assert_cmpuint (listener->code, ==, 0);
}

static void
test_a_silent_connection_stays_open_and_says_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) listener = listener_open (fixture, NULL);

  soup_websocket_connection_set_keepalive_interval (listener->connection, 1);
  for (guint i = 0; i < 100 && listener->pongs == 0; i++)
    fixture_iterate (100);
  g_assert_cmpuint (listener->pongs, >=, 1);
  run_control (fixture, "socket", "{\"action\":\"silent\"}");
  fixture_iterate (100);
  listener->pongs = 0;
  ring (fixture, "call-1");
  fixture_iterate (1500);
  g_assert_cmpuint (listener->pongs, ==, 0);
  g_assert_cmpuint (listener->frames->len, ==, 0);
  g_assert_false (listener->is_closed);
  soup_websocket_connection_set_keepalive_interval (listener->connection, 0);
}

static void
test_an_expired_channel_is_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = fixture_websocket_url (fixture, fixture->url);
  g_autoptr (Listener) listener = listener_open (fixture, NULL);
  g_autoptr (Listener) stale = NULL;
  g_autoptr (Listener) fresh = NULL;
  const char *frame;

  run_control (fixture, "socket", "{\"action\":\"get_config\",\"user\":7}");
  frame = listener_wait (listener, 0, 2000);
  g_assert_nonnull (frame);
  g_assert_nonnull (strstr (frame, "\"channel_expire\""));
  g_assert_nonnull (strstr (frame, "\"action\":\"get_config\""));
  stale = listener_new (fixture, old, NULL, "&format=json", NULL);
  g_assert_true (listener_wait_closed (stale, 2000));
  g_assert_cmpuint (stale->code, ==, 4010);
  fresh = listener_open (fixture, NULL);
  ring (fixture, "call-1");
  g_assert_nonnull (listener_wait (fresh, 0, 2000));
}

static void
test_a_shared_channel_is_replaced_with_its_successor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) listener = listener_open (fixture, NULL);
  const char *frame;

  run_control (fixture, "socket", "{\"action\":\"reconnect\"}");
  frame = listener_wait (listener, 0, 2000);
  g_assert_nonnull (frame);
  g_assert_nonnull (strstr (frame, "\"action\":\"reconnect\""));
  g_assert_nonnull (strstr (frame, "\"new_channel\""));
}

static void
test_a_refused_handshake_is_an_http_error (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = fixture_websocket_url (fixture, fixture->url);
  g_autoptr (GError) error = NULL;
  Listener *listener;

  run_control (fixture, "socket", "{\"action\":\"refuse\",\"on\":true}");
  listener = listener_new (fixture, url, NULL, "&format=json", &error);
  g_assert_null (listener);
  g_assert_cmpuint (fixture->status, ==, 503);
}

static void
test_raw_frames_arrive_as_they_are (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) listener = listener_open (fixture, NULL);

  run_control (fixture, "socket", "{\"action\":\"raw\",\"text\":\"[{broken\"}");
  g_assert_cmpstr (listener_wait (listener, 0, 2000), ==, "[{broken");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/demo/pull/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("config", test_the_config_has_the_documented_shape);
  ADD ("application", test_a_webhook_gets_no_application_channel);
  ADD ("watch", test_watch_tags_are_never_made);
  ADD ("version-four", test_version_four_sends_arrays);
  ADD ("version-three", test_version_three_marks_its_messages);
  ADD ("version-five", test_version_five_speaks_json_rpc);
  ADD ("wrong-channel", test_a_wrong_channel_is_closed_with_4010);
  ADD ("replay", test_what_was_missed_since_a_mid_comes_again);
  ADD ("replay-expired", test_an_old_ring_does_not_come_again);
  ADD ("long-poll", test_a_long_poll_gives_what_comes);
  ADD ("long-poll-dead", test_a_long_poll_on_a_dead_channel_is_forbidden);
  ADD ("own-channel", test_a_user_hears_only_his_own_channel);
  ADD ("kill", test_a_killed_connection_ends_without_a_goodbye);
  ADD ("silent", test_a_silent_connection_stays_open_and_says_nothing);
  ADD ("expire", test_an_expired_channel_is_replaced);
  ADD ("expire-shared", test_a_shared_channel_is_replaced_with_its_successor);
  ADD ("refuse", test_a_refused_handshake_is_an_http_error);
  ADD ("raw", test_raw_frames_arrive_as_they_are);
#undef ADD

  return g_test_run ();
}

/* test-bx-pull-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-error.h"
#include "bx-json.h"
#include "bx-pull-config.h"
#include "bx-pull-frame.h"
#include "bx-pull-history.h"
#include "bx-pull-order.h"
#include "bx-pull-timing.h"

#include <math.h>
#include <string.h>

#define NOW 1789367500 /* 2026-09-14T09:31:40+03:00 */

static GPtrArray *
parse (const char *text, gboolean *malformed)
{
  return bx_pull_frame_parse (text, strlen (text), malformed);
}

/* the one message that must be in it */
static BxPullMessage *
parse_one (const char *text)
{
  gboolean malformed;
  g_autoptr (GPtrArray) messages = parse (text, &malformed);

  g_assert_false (malformed);
  g_assert_cmpuint (messages->len, ==, 1);

  return g_ptr_array_steal_index (messages, 0);
}

static void
test_a_list_of_version_4_is_read (void)
{
  gboolean malformed;
  g_autoptr (GPtrArray) messages =
    parse ("[{\"id\":1,\"mid\":\"11\",\"text\":{\"module_id\":\"voximplant\",\"command\":"
           "\"invite\",\"params\":{\"callId\":\"c1\"},\"extra\":{\"sender\":{\"type\":2}}}},"
           "{\"id\":2,\"mid\":\"12\",\"text\":{\"module_id\":\"Main\",\"command\":\"user_counter\","
           "\"params\":[]},\"extra\":{\"sender\":{\"type\":2}}}]",
           &malformed);
  const BxPullMessage *message;

  g_assert_false (malformed);
  g_assert_cmpuint (messages->len, ==, 2);

  message = g_ptr_array_index (messages, 0);
  g_assert_cmpstr (message->mid, ==, "11");
  g_assert_cmpstr (message->module, ==, "voximplant");
  g_assert_cmpstr (message->command, ==, "invite");
  g_assert_cmpstr (bx_json_get_string (message->params, "callId"), ==, "c1");
  g_assert_false (message->from_client);
  g_assert_false (message->wants_ack);

  message = g_ptr_array_index (messages, 1);
  g_assert_cmpstr (message->module, ==, "main");
  g_assert_null (message->params);
}

static void
test_texts_between_markers_are_read (void)
{
  gboolean malformed;
  g_autoptr (GPtrArray) messages =
    parse ("#!NGINXNMS!#{\"mid\":\"1\",\"text\":{\"module_id\":\"a\",\"command\":\"b\"}}"
           "#!NGINXNME!##!NGINXNMS!#{\"mid\":\"2\",\"text\":{\"module_id\":\"a\",\"command\":"
           "\"c\",\"params\":{}}}#!NGINXNME!#\r\n",
           &malformed);

  g_assert_false (malformed);
  g_assert_cmpuint (messages->len, ==, 2);
  g_assert_cmpstr (((BxPullMessage *) g_ptr_array_index (messages, 1))->mid, ==, "2");
  g_assert_cmpstr (((BxPullMessage *) g_ptr_array_index (messages, 1))->command, ==, "c");
}

static void
test_a_text_packed_into_a_string_is_read (void)
{
  g_autoptr (BxPullMessage) message =
    parse_one ("{\"mid\":7,\"text\":\"{\\\"module_id\\\":\\\"voximplant\\\",\\\"command\\\":"
               "\\\"start\\\",\\\"params\\\":{\\\"callId\\\":\\\"c\\\"}}\"}");

  g_assert_cmpstr (message->mid, ==, "7");
  g_assert_cmpstr (message->command, ==, "start");
  g_assert_cmpstr (bx_json_get_string (message->params, "callId"), ==, "c");
}

static void
test_a_call_of_version_5_merges_what_is_personal (void)
{
  g_autoptr (BxPullMessage) message =
    parse_one ("{\"jsonrpc\":\"2.0\",\"method\":\"incoming.message\",\"params\":{\"mid\":\"5\","
               "\"body\":{\"module_id\":\"voximplant\",\"command\":\"invite\",\"params\":"
               "{\"a\":1,\"b\":1,\"c\":1}},\"sender\":{\"type\":2},\"user_params\":{\"b\":2,"
               "\"c\":2},\"dictionary\":{\"c\":3}}}");

  g_assert_cmpint (bx_json_get_int (message->params, "a", 0), ==, 1);
  g_assert_cmpint (bx_json_get_int (message->params, "b", 0), ==, 2);
  g_assert_cmpint (bx_json_get_int (message->params, "c", 0), ==, 3);
  g_assert_true (message->wants_ack);
  g_assert_false (message->from_client);
}

static void
test_several_calls_of_version_5_come_in_a_list (void)
{
  gboolean malformed;
  g_autoptr (GPtrArray) messages =
    parse ("[{\"jsonrpc\":\"2.0\",\"method\":\"incoming.message\",\"params\":{\"mid\":\"1\","
           "\"body\":{\"module_id\":\"m\",\"command\":\"one\",\"params\":[]},\"user_params\":"
           "{\"x\":\"y\"}}},{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}},"
           "{\"jsonrpc\":\"2.0\",\"method\":\"something.new\",\"params\":{}}]",
           &malformed);
  const BxPullMessage *message;

  g_assert_false (malformed);
  g_assert_cmpuint (messages->len, ==, 1);
  message = g_ptr_array_index (messages, 0);
  g_assert_cmpstr (bx_json_get_string (message->params, "x"), ==, "y");
}

static void
test_another_clients_message_is_known (void)
{
  static const char *const frames[] = {
    "{\"text\":{\"module_id\":\"m\",\"command\":\"c\",\"extra\":{\"sender\":{\"type\":1}}}}",
    "{\"text\":{\"module_id\":\"m\",\"command\":\"c\"},\"extra\":{\"sender\":{\"type\":1}}}",
    /* the sender wrote one of them himself */
    "{\"text\":{\"module_id\":\"m\",\"command\":\"c\",\"extra\":{\"sender\":{\"type\":2}}},"
    "\"extra\":{\"sender\":{\"type\":\"1\"}}}",
    "{\"jsonrpc\":\"2.0\",\"method\":\"incoming.message\",\"params\":{\"mid\":\"1\",\"body\":"
    "{\"module_id\":\"m\",\"command\":\"c\"},\"sender\":{\"type\":1}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autoptr (BxPullMessage) message = parse_one (frames[i]);

      g_assert_true (message->from_client);
    }
}

static void
test_what_cannot_be_understood_is_left_out (void)
{
  static const struct
  {
    const char *text;
    guint messages;
  } frames[] = {
    { "[{\"mid\":\"1\",\"text\":{\"module_id\":\"m\",\"comm", 0 },
    { "[{\"text\":{\"module_id\":\"m\",\"command\":\"c\"}}, 5, null, {\"text\":{}}]", 1 },
    { "<html><body>502</body></html>", 0 },
    { "null", 0 },
    { "\"ping\"", 0 },
    { "12", 0 },
    { "[[[]]]", 0 },
    { "{\"text\":[]}", 0 },
    { "{\"text\":\"not JSON\"}", 0 },
    { "{\"text\":{\"module_id\":5,\"command\":{}}}", 0 },
    { "{\"jsonrpc\":\"2.0\",\"method\":\"incoming.message\"}", 0 },
    { "{\"jsonrpc\":\"2.0\",\"method\":\"incoming.message\",\"params\":{\"body\":[]}}", 0 },
    { "#!NGINXNMS!#{\"text\":{\"module_id\":\"m\",\"command\":\"c\"}}#!NGINXNME!##!NGINXNMS!#{",
      1 },
    { "#!NGINXNMS!##!NGINXNME!#", 0 },
    { "#!NGINXNMS!#", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      gboolean malformed;
      g_autoptr (GPtrArray) messages = parse (frames[i].text, &malformed);

      g_test_message ("%s", frames[i].text);
      g_assert_true (malformed);
      g_assert_cmpuint (messages->len, ==, frames[i].messages);
    }
}

static void
test_bytes_that_are_no_text_do_no_harm (void)
{
  static const char zero[] = "[{\"text\":{\"module_id\":\"m\0\",\"command\":\"c\"}}]";
  static const char broken[] = "[{\"text\":{\"module_id\":\"\xff\xfe\",\"command\":\"c\"}}]";
  gboolean malformed;
  g_autoptr (GPtrArray) nothing = bx_pull_frame_parse ("", 0, &malformed);
  g_autoptr (GPtrArray) zeroes = NULL;
  g_autoptr (GPtrArray) invalid = NULL;

  g_assert_false (malformed);
  g_assert_cmpuint (nothing->len, ==, 0);

  zeroes = bx_pull_frame_parse (zero, sizeof zero - 1, &malformed);
  g_assert_true (malformed);
  g_assert_cmpuint (zeroes->len, ==, 0);

  invalid = bx_pull_frame_parse (broken, sizeof broken - 1, &malformed);
  g_assert_true (malformed);
  g_assert_cmpuint (invalid->len, ==, 0);
}

static void
test_a_million_brackets_do_not_overrun_the_stack (void)
{
  g_autofree char *brackets = g_strnfill (1000000, '[');
  g_autofree char *inside = g_strnfill (1000, '[');
  g_autofree char *quoted = NULL;
  gboolean malformed;
  g_autoptr (GPtrArray) messages = parse (brackets, &malformed);
  g_autoptr (BxPullMessage) message = NULL;

  g_assert_true (malformed);
  g_assert_cmpuint (messages->len, ==, 0);

  /* within a string they are text */
  quoted = g_strdup_printf ("{\"text\":{\"module_id\":\"m\",\"command\":\"c\",\"params\":"
                            "{\"name\":\"\\\"%s\"}}}",
                            inside);
  message = parse_one (quoted);
  g_assert_cmpuint (strlen (bx_json_get_string (message->params, "name")), ==, 1001);
}

static void
test_every_cut_of_a_frame_is_survived (void)
{
  static const char frame[] =
    "#!NGINXNMS!#[{\"mid\":\"1\",\"text\":{\"module_id\":\"m\",\"command\":\"c\",\"params\":"
    "{\"name\":\"\\u0410\\\"\xd0\x90\"},\"extra\":{\"sender\":{\"type\":2}}}}]#!NGINXNME!#";

  for (gsize start = 0; start < sizeof frame - 1; start++)
    {
      for (gsize length = 0; length <= sizeof frame - 1 - start; length++)
        {
          gboolean malformed;
          /* a copy of its own, so that a sanitizer sees a byte read too far */
          g_autofree char *copy = g_memdup2 (frame + start, length);
          g_autoptr (GPtrArray) messages =
            bx_pull_frame_parse (copy != NULL ? copy : "", length, &malformed);

          g_assert_cmpuint (messages->len, <=, 1);
        }
    }
}

static void
test_a_message_is_new_only_once (void)
{
  g_autoptr (BxPullHistory) history = bx_pull_history_new ();

  g_assert_true (bx_pull_history_add (history, "1"));
  g_assert_true (bx_pull_history_add (history, "2"));
  g_assert_false (bx_pull_history_add (history, "1"));
  g_assert_true (bx_pull_history_add (history, NULL));
  g_assert_true (bx_pull_history_add (history, NULL));

  /* a hundred later it is still known; the memory does not grow for ever */
  for (guint i = 100; i < 200; i++)
    {
      g_autofree char *mid = g_strdup_printf ("%u", i);

      g_assert_true (bx_pull_history_add (history, mid));
    }
  g_assert_false (bx_pull_history_add (history, "2"));

  for (guint i = 1000; i < 3000; i++)
    {
      g_autofree char *mid = g_strdup_printf ("%u", i);

      g_assert_true (bx_pull_history_add (history, mid));
    }
  g_assert_true (bx_pull_history_add (history, "2"));
}

static BxPullConfig *
read_config (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);

  return bx_pull_config_new (bx_json_node_object (node), NOW, error);
}

static void
assert_near (double value, double expected)
{
  g_assert_cmpfloat_with_epsilon (value, expected, 0.001);
}

#define SERVER_4                                                                                   \
  "\"server\":{\"version\":4,\"server_enabled\":true,\"websocket_enabled\":true,"                  \
  "\"long_polling\":\"http://rtc.example/sub/\","                                                  \
  "\"long_pooling_secure\":\"https://rtc.example/sub/\","                                          \
  "\"websocket\":\"ws://rtc.example/subws/\","                                                     \
  "\"websocket_secure\":\"wss://rtc.example/subws/\"}"
#define CHANNELS                                                                                   \
  "\"channels\":{\"shared\":{\"id\":\"aa.bb\",\"end\":\"2026-09-14T20:00:07+03:00\"},"             \
  "\"private\":{\"id\":\"cc:dd.ee\",\"end\":\"2026-09-14T19:31:40+03:00\"}}"

static void
test_version_4_connects_with_channels (void)
{
  g_autoptr (BxPullConfig) config =
    read_config ("{" SERVER_4 "," CHANNELS ",\"serverTime\":\"2026-09-14T09:31:40+03:00\"}", NULL);
  g_autofree char *socket = bx_pull_config_dup_socket_uri (config);
  g_autofree char *poll = bx_pull_config_dup_poll_uri (config);

  g_assert_false (bx_pull_config_is_rpc (config));
  g_assert_cmpstr (
    socket, ==, "wss://rtc.example/subws/?CHANNEL_ID=cc%3Add.ee%2Faa.bb&format=json&revision=19");
  g_assert_cmpstr (
    poll, ==, "https://rtc.example/sub/?CHANNEL_ID=cc%3Add.ee%2Faa.bb&format=json&revision=19");
  assert_near (bx_pull_config_get_lifetime (config), 10 * 60 * 60);
}

static void
test_version_5_connects_with_a_token (void)
{
  g_autoptr (BxPullConfig) config = read_config (
    "{\"server\":{\"version\":\"5\",\"websocket_secure\":\"wss://rtc.example/subws/?v=1\"},"
    "\"channels\":[],\"publicChannels\":[],\"clientId\":\"fc&\",\"jwt\":\"ey+J.x\","
    "\"exp\":1789367800}",
    NULL);
  g_autofree char *socket = bx_pull_config_dup_socket_uri (config);

  g_assert_true (bx_pull_config_is_rpc (config));
  g_assert_cmpstr (
    socket, ==,
    "wss://rtc.example/subws/?v=1&token=ey%2BJ.x&jsonRpc=true&revision=19&clientId=fc%26");
  g_assert_null (bx_pull_config_dup_poll_uri (config));
  /* no serverTime: what we know of the portal's clock counts */
  assert_near (bx_pull_config_get_lifetime (config), 300);
}

static void
test_a_config_that_is_of_no_use_is_refused (void)
{
  static const struct
  {
    const char *text;
    int code;
  } configs[] = {
    { "{}", BX_ERROR_MALFORMED },
    { "{\"server\":[]," CHANNELS "}", BX_ERROR_MALFORMED },
    { "{" SERVER_4 "}", BX_ERROR_MALFORMED },
    { "{" SERVER_4 ",\"channels\":{\"private\":{\"id\":\"\"}}}", BX_ERROR_MALFORMED },
    { "{\"server\":{\"server_enabled\":false}," CHANNELS "}", BX_ERROR_REMOTE },
    { "{\"server\":{\"websocket_secure\":\"ws://rtc.example/\"}," CHANNELS "}", BX_ERROR_INVALID },
    { "{\"server\":{\"websocket\":\"ws://127.0.0.1.example/\"}," CHANNELS "}", BX_ERROR_INVALID },
    { "{\"server\":{\"websocket\":\"ws://10.0.0.1/\"}," CHANNELS "}", BX_ERROR_INVALID },
    { "{\"server\":{\"websocket_secure\":\"wss://\"}," CHANNELS "}", BX_ERROR_INVALID },
    { "{\"server\":{\"websocket_secure\":\"/subws/\"}," CHANNELS "}", BX_ERROR_INVALID },
    { "{\"server\":{\"long_polling\":\"ftp://rtc.example/\"}," CHANNELS "}", BX_ERROR_INVALID },
    { "{\"server\":{\"websocket_secure\":\"wss://rtc.example/#\"}," CHANNELS "}",
      BX_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (configs); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", configs[i].text);
      g_assert_null (read_config (configs[i].text, &error));
      g_assert_error (error, BX_ERROR, configs[i].code);
    }
}

static void
test_plain_addresses_are_for_this_machine_only (void)
{
  static const char *const hosts[] = { "127.0.0.1:8080", "localhost", "[::1]:80" };

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("{\"server\":{\"version\":4,\"websocket\":\"ws://%s/ws\"}," CHANNELS "}",
                         hosts[i]);
      g_autoptr (BxPullConfig) config = read_config (text, NULL);

      g_assert_nonnull (config);
    }
}

static void
test_a_channel_is_replaced_by_its_type (void)
{
  g_autoptr (BxPullConfig) config = read_config ("{" SERVER_4 "," CHANNELS "}", NULL);
  g_autoptr (JsonNode) old = json_from_string ("{\"id\":\"aa.bb\",\"type\":\"shared\"}", NULL);
  g_autoptr (JsonNode) unix_time = json_from_string (
    "{\"id\":\"ff.00\",\"start\":1789367500,\"end\":1789367560,\"type\":\"shared\"}", NULL);
  g_autoptr (JsonNode) iso = json_from_string (
    "{\"id\":\"11.22\",\"end\":\"2026-09-14T09:32:10+03:00\",\"type\":\"private\"}", NULL);
  g_autoptr (JsonNode) unknown = json_from_string ("{\"id\":\"33\",\"type\":\"odd\"}", NULL);
  g_autofree char *socket = NULL;

  g_assert_true (bx_pull_config_replace_channel (config, bx_json_node_object (old),
                                                 bx_json_node_object (unix_time)));
  assert_near (bx_pull_config_get_lifetime (config), 60);
  g_assert_true (bx_pull_config_replace_channel (config, NULL, bx_json_node_object (iso)));
  assert_near (bx_pull_config_get_lifetime (config), 30);
  g_assert_false (bx_pull_config_replace_channel (config, NULL, bx_json_node_object (unknown)));
  g_assert_false (bx_pull_config_replace_channel (config, bx_json_node_object (old), NULL));

  socket = bx_pull_config_dup_socket_uri (config);
  g_assert_nonnull (strstr (socket, "CHANNEL_ID=11.22%2Fff.00&"));
}

static void
test_orders_are_told_from_messages (void)
{
  static const struct
  {
    const char *body;
    BxPullOrder order;
  } cases[] = {
    { "\"module_id\":\"voximplant\",\"command\":\"channel_expire\"", BX_PULL_ORDER_NONE },
    { "\"module_id\":\"pull\",\"command\":\"something\"", BX_PULL_ORDER_NONE },
    { "\"module_id\":\"pull\",\"command\":\"config_expire\",\"params\":[]",
      BX_PULL_ORDER_CONFIG_EXPIRED },
    { "\"module_id\":\"pull\",\"command\":\"server_restart\"", BX_PULL_ORDER_RESTARTING },
    { "\"module_id\":\"pull\",\"command\":\"channel_expire\",\"params\":{\"action\":\"reconnect\","
      "\"new_channel\":{\"id\":\"x\"}}",
      BX_PULL_ORDER_SWAP_CHANNEL },
    { "\"module_id\":\"pull\",\"command\":\"channel_expire\",\"params\":{\"action\":\"get_"
      "config\"}",
      BX_PULL_ORDER_NEW_CONFIG },
    { "\"module_id\":\"pull\",\"command\":\"channel_expire\",\"params\":{\"action\":\"reconnect\"}",
      BX_PULL_ORDER_NEW_CONFIG },
    { "\"module_id\":\"pull\",\"command\":\"channel_expire\"", BX_PULL_ORDER_NEW_CONFIG },
    { "\"module_id\":\"pull\",\"command\":\"server_restart\",\"extra\":{\"sender\":{\"type\":1}}",
      BX_PULL_ORDER_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"text\":{%s}}", cases[i].body);
      g_autoptr (BxPullMessage) message = parse_one (text);

      g_test_message ("%s", text);
      g_assert_cmpint (bx_pull_order_read (message), ==, cases[i].order);
    }
}

static void
test_a_server_that_refuses_is_asked_ever_more_rarely (void)
{
  static const double steps[] = { 0.1, 15, 45, 45, 600, 600, 600, 600, 600, 600, 3600, 3600 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      assert_near (bx_pull_timing_server_delay (i + 1, 0), steps[i]);
      assert_near (bx_pull_timing_server_delay (i + 1, 1), steps[i] * 1.2);
    }
  assert_near (bx_pull_timing_server_delay (G_MAXUINT, 0), 3600);
}

static void
test_a_network_that_is_away_is_tried_every_half_minute (void)
{
  static const double steps[] = { 1, 2, 5, 10, 30, 30, 30 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      assert_near (bx_pull_timing_network_delay (i + 1, 0), steps[i]);
      assert_near (bx_pull_timing_network_delay (i + 1, 1), steps[i] * 1.2);
    }
  assert_near (bx_pull_timing_network_delay (G_MAXUINT, 0), 30);
}

static void
test_pauses_lie_within_what_the_documentation_says (void)
{
  assert_near (bx_pull_timing_new_channel_delay (0), 5);
  assert_near (bx_pull_timing_new_channel_delay (1), 35);
  assert_near (bx_pull_timing_config_expired_delay (0), 10);
  assert_near (bx_pull_timing_config_expired_delay (1), 120);
  assert_near (bx_pull_timing_server_restart_delay (0), 15);
  assert_near (bx_pull_timing_server_restart_delay (1), 18);
}

static void
test_channels_are_renewed_before_they_end (void)
{
  assert_near (bx_pull_timing_renewal_delay (43205, 0), 43205 - 600);
  assert_near (bx_pull_timing_renewal_delay (43205, 1), 43205 - 720);
  assert_near (bx_pull_timing_renewal_delay (400, 0), 300);
  /* nor all the time when the portal hands out dead ones */
  assert_near (bx_pull_timing_renewal_delay (0, 0), 15);
  assert_near (bx_pull_timing_renewal_delay (-5000, 1), 15);
}

static void
test_a_suspended_machine_is_noticed (void)
{
  const gint64 second = G_USEC_PER_SEC;
  gint64 asleep = 0;

  bx_pull_timing_slept (&asleep, 5000 * second, 1000 * second);
  g_assert_false (bx_pull_timing_slept (&asleep, 5005 * second, 1005 * second));
  g_assert_false (bx_pull_timing_slept (&asleep, 5011 * second, 1010 * second));
  g_assert_true (bx_pull_timing_slept (&asleep, 6011 * second, 1011 * second));
  g_assert_false (bx_pull_timing_slept (&asleep, 6016 * second, 1016 * second));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add_func ("/bx-pull-parts/" path, function)
  ADD ("frame/version-4", test_a_list_of_version_4_is_read);
  ADD ("frame/markers", test_texts_between_markers_are_read);
  ADD ("frame/packed", test_a_text_packed_into_a_string_is_read);
  ADD ("frame/version-5", test_a_call_of_version_5_merges_what_is_personal);
  ADD ("frame/version-5-list", test_several_calls_of_version_5_come_in_a_list);
  ADD ("frame/other-client", test_another_clients_message_is_known);
  ADD ("frame/malformed", test_what_cannot_be_understood_is_left_out);
  ADD ("frame/no-text", test_bytes_that_are_no_text_do_no_harm);
  ADD ("frame/deep", test_a_million_brackets_do_not_overrun_the_stack);
  ADD ("frame/cut", test_every_cut_of_a_frame_is_survived);
  ADD ("history", test_a_message_is_new_only_once);
  ADD ("config/version-4", test_version_4_connects_with_channels);
  ADD ("config/version-5", test_version_5_connects_with_a_token);
  ADD ("config/useless", test_a_config_that_is_of_no_use_is_refused);
  ADD ("config/loopback", test_plain_addresses_are_for_this_machine_only);
  ADD ("config/replace", test_a_channel_is_replaced_by_its_type);
  ADD ("order", test_orders_are_told_from_messages);
  ADD ("timing/server", test_a_server_that_refuses_is_asked_ever_more_rarely);
  ADD ("timing/network", test_a_network_that_is_away_is_tried_every_half_minute);
  ADD ("timing/pauses", test_pauses_lie_within_what_the_documentation_says);
  ADD ("timing/renewal", test_channels_are_renewed_before_they_end);
  ADD ("timing/sleep", test_a_suspended_machine_is_noticed);
#undef ADD

  return g_test_run ();
}

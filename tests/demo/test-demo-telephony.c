/* test-demo-telephony.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-fixture.h"

#include <string.h>

static JsonObject *
wait_event (Listener *listener, guint n, const char *command)
{
  const char *frame = listener_wait (listener, n, 2000);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *text;

  g_assert_nonnull (frame);
  node = json_from_string (frame, NULL);
  text =
    json_object_get_object_member (json_array_get_object_element (json_node_get_array (node), 0),
                                   "text");
  g_assert_cmpstr (json_object_get_string_member (text, "module_id"), ==, "voximplant");
  g_assert_cmpstr (json_object_get_string_member (text, "command"), ==, command);

  return json_object_ref (json_object_get_object_member (text, "params"));
}

static void
expect_event (Listener *listener, guint n, const char *command, const char *call_id)
{
  g_autoptr (JsonObject) params = wait_event (listener, n, command);

  g_assert_cmpstr (json_object_get_string_member (params, "callId"), ==, call_id);
}

static void
run_control (Fixture *fixture, const char *command, const char *json)
{
  g_autoptr (JsonObject) done = fixture_control (fixture, command, json);
}

static Listener *
listen_as (Fixture *fixture, gint64 user_id)
{
  g_autofree char *webhook = demo_portal_dup_url_for (fixture->portal, user_id);
  g_autofree char *url = fixture_websocket_url (fixture, webhook);
  g_autoptr (GError) error = NULL;
  Listener *listener = listener_new (fixture, url, NULL, "&format=json", &error);

  g_assert_no_error (error);

  return listener;
}

/* a number of the given kind, from the clinic */
static char *
dup_number (Fixture *fixture, const char *kind)
{
  g_autofree char *order = g_strdup_printf ("{\"kind\":\"%s\"}", kind);
  g_autoptr (JsonObject) answer = fixture_control (fixture, "phone", order);

  return g_strdup (json_object_get_string_member (answer, "number"));
}

static JsonArray *
get_rows (JsonObject *answer)
{
  return json_object_get_array_member (answer, "result");
}

static void
assert_row (JsonObject *row, const char *member, const char *value)
{
  g_assert_cmpstr (json_object_get_string_member_with_default (row, member, NULL), ==, value);
}

static void
test_an_invite_names_the_line_and_the_caller (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) listener = listen_as (fixture, 7);
  /* who comes next depends on the hour, and not everybody's number is one that the portal finds */
  const char *number = "+79000000004";
  g_autofree char *order =
    g_strdup_printf ("{\"number\":\"%s\",\"users\":[7],\"id\":\"c1\"}", number);
  g_autoptr (JsonObject) params = NULL;
  JsonObject *crm;

  run_control (fixture, "ring", order);
  params = wait_event (listener, 0, "invite");
  assert_row (params, "callerId", number);
  assert_row (params, "lineNumber", "reg150908");
  assert_row (params, "phoneNumber", "Регистратура 8 812 320-11-22");
  assert_row (params, "crmEntityType", "CONTACT");
  crm = json_object_get_object_member (params, "CRM");
  assert_row (crm, "FOUND", "Y");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (crm, "CONTACT_DATA"),
                                               "ID"),
                   ==, json_object_get_int_member (params, "crmEntityId"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (crm, "DEALS")), <=, 2);
  g_assert_false (json_object_get_boolean_member (params, "portalCall"));
}

static void
test_an_unknown_caller_is_not_found (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) listener = listen_as (fixture, 7);
  g_autofree char *number = dup_number (fixture, "unknown");
  g_autofree char *order =
    g_strdup_printf ("{\"number\":\"%s\",\"users\":[7],\"id\":\"c1\"}", number);
  g_autoptr (JsonObject) params = NULL;
  JsonObject *crm;

  run_control (fixture, "ring", order);
  params = wait_event (listener, 0, "invite");
  crm = json_object_get_object_member (params, "CRM");
  assert_row (crm, "FOUND", "N");
  assert_row (crm, "ORIGIN_ID", "VI_c1");
  assert_row (params, "crmEntityType", "");
  g_assert_true (json_object_get_null_member (params, "crmEntityId"));
}

static void
test_a_hidden_number_has_no_crm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) listener = listen_as (fixture, 7);
  g_autoptr (JsonObject) params = NULL;

  run_control (fixture, "ring", "{\"number\":\"anonymous\",\"users\":[7],\"id\":\"c1\"}");
  params = wait_event (listener, 0, "invite");
  g_assert_false (json_object_get_boolean_member (params, "CRM"));
}

static void
test_an_answer_stops_the_other_desk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) own = listen_as (fixture, 7);
  g_autoptr (Listener) other = listen_as (fixture, 8);
  g_autoptr (JsonObject) rows = NULL;

  run_control (fixture, "ring", "{\"number\":\"79161234567\",\"users\":[7,8],\"id\":\"c1\"}");
  expect_event (own, 0, "invite", "c1");
  expect_event (other, 0, "invite", "c1");
  run_control (fixture, "answer", "{\"callId\":\"c1\",\"user\":8}");
  expect_event (own, 1, "timeout", "c1");
  expect_event (other, 1, "answer_self", "c1");
  expect_event (other, 2, "start", "c1");
  run_control (fixture, "hangup", "{\"callId\":\"c1\"}");
  expect_event (other, 3, "timeout", "c1");
  g_assert_null (listener_wait (own, 2, 100));

  rows = fixture_call (fixture, "voximplant.statistic.get", "{\"FILTER\":{\"CALL_ID\":\"c1\"}}");
  g_assert_cmpuint (json_array_get_length (get_rows (rows)), ==, 1);
  assert_row (json_array_get_object_element (get_rows (rows), 0), "PORTAL_USER_ID", "8");
  assert_row (json_array_get_object_element (get_rows (rows), 0), "CALL_FAILED_CODE", "200");
  assert_row (json_array_get_object_element (get_rows (rows), 0), "CALL_TYPE", "2");
}

static void
test_a_missed_call_is_written_as_304 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) own = listen_as (fixture, 7);
  g_autoptr (JsonObject) params = NULL;
  g_autoptr (JsonObject) before = NULL;
  g_autoptr (JsonObject) rows = NULL;

  run_control (fixture, "ring", "{\"number\":\"79161234567\",\"users\":[7],\"id\":\"c1\"}");
  expect_event (own, 0, "invite", "c1");
  before = fixture_call (fixture, "voximplant.statistic.get", NULL);
  g_assert_cmpuint (json_array_get_length (get_rows (before)), ==, 0);
  run_control (fixture, "miss", "{\"callId\":\"c1\"}");
  params = wait_event (own, 1, "timeout");
  g_assert_true (json_object_get_boolean_member (params, "externalHangup"));
  rows = fixture_call (fixture, "voximplant.statistic.get",
                       "{\"FILTER\":{\"CALL_FAILED_CODE\":\"304\",\"CALL_TYPE\":2}}");
  g_assert_cmpuint (json_array_get_length (get_rows (rows)), ==, 1);
}

#define REGISTER(more) "{\"USER_ID\":7,\"PHONE_NUMBER\":\"+7 (916) 123-45-67\",\"TYPE\":2" more "}"

static char *
register_call (Fixture *fixture, const char *json)
{
  g_autoptr (JsonObject) answer = fixture_call (fixture, "telephony.externalCall.register", json);

  g_assert_cmpuint (fixture->status, ==, 200);

  return g_strdup (
    json_object_get_string_member (json_object_get_object_member (answer, "result"), "CALL_ID"));
}

static void
test_a_registered_call_shows_its_card (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) own = listen_as (fixture, 7);
  g_autofree char *id = register_call (fixture, REGISTER (",\"LINE_NUMBER\":\"sip7\""));
  g_autoptr (JsonObject) params = wait_event (own, 0, "showExternalCall");
  g_autofree char *to = fixture_to_text (params, "toUserId");

  assert_row (params, "callId", id);
  assert_row (params, "phoneNumber", "+79161234567");
  assert_row (params, "lineNumber", "sip7");
  g_assert_cmpstr (to, ==, "[7]");
  g_assert_false (json_object_has_member (params, "callerId"));
}

static void
test_the_same_registration_gives_the_old_call (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = register_call (fixture, REGISTER (""));
  g_autofree char *again = register_call (fixture, REGISTER (""));
  g_autofree char *other = register_call (fixture, REGISTER (",\"EXTERNAL_CALL_ID\":\"pbx-2\""));
  g_autofree char *later = NULL;

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
  run_control (fixture, "clock", "{\"advance\":1801}");
  later = register_call (fixture, REGISTER (""));
  g_assert_cmpstr (first, !=, later);
}

static void
test_finish_writes_the_row_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) own = listen_as (fixture, 7);
  g_autofree char *id = register_call (fixture, REGISTER (""));
  g_autofree char *finish =
    g_strdup_printf ("{\"CALL_ID\":\"%s\",\"USER_ID\":7,\"DURATION\":95}", id);
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (JsonObject) again = NULL;
  JsonObject *row;
  g_autofree char *date = NULL;

  expect_event (own, 0, "showExternalCall", id);
  answer = fixture_call (fixture, "telephony.externalCall.finish", finish);
  row = json_object_get_object_member (answer, "result");
  date = fixture_to_text (row, "CALL_START_DATE");
  assert_row (row, "CALL_FAILED_CODE", "200");
  assert_row (row, "INCOMING", "2");
  g_assert_cmpint (json_object_get_int_member (row, "CALL_STATUS"), ==, 1);
  g_assert_cmpstr (date, ==, "{}");
  expect_event (own, 1, "hideExternalCall", id);

  again = fixture_call (fixture, "telephony.externalCall.finish", finish);
  g_assert_cmpuint (fixture->status, ==, 400);
  assert_row (again, "error_description",
              "Call is not found (call should be registered prior to finishing)");
}

/* (transfer full): a call that is over */
static char *
finish_call (Fixture *fixture)
{
  g_autofree char *id = register_call (fixture, REGISTER (""));
  g_autofree char *finish =
    g_strdup_printf ("{\"CALL_ID\":\"%s\",\"USER_ID\":7,\"DURATION\":95}", id);
  g_autoptr (JsonObject) answer = fixture_call (fixture, "telephony.externalCall.finish", finish);

  g_assert_cmpuint (fixture->status, ==, 200);

  return g_steal_pointer (&id);
}

/* more: params beside CALL_ID */
static JsonObject *
attach_record (Fixture *fixture, const char *call_id, const char *more)
{
  g_autofree char *params = g_strdup_printf ("{\"CALL_ID\":\"%s\"%s}", call_id, more);

  return fixture_call (fixture, "telephony.externalCall.attachRecord", params);
}

/* the file that the statistics name for the call; 0 for none */
static gint64
find_record (Fixture *fixture, const char *call_id, const char *url)
{
  g_autofree char *filter = g_strdup_printf ("{\"FILTER\":{\"CALL_ID\":\"%s\"}}", call_id);
  g_autoptr (JsonObject) rows = fixture_call (fixture, "voximplant.statistic.get", filter);
  JsonObject *row = json_array_get_object_element (get_rows (rows), 0);

  assert_row (row, "CALL_RECORD_URL", url);

  return json_object_get_int_member_with_default (row, "RECORD_FILE_ID", 0);
}

static gint64
get_file_id (JsonObject *answer)
{
  return json_object_get_int_member (json_object_get_object_member (answer, "result"), "FILE_ID");
}

static void
test_a_record_belongs_to_its_call (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = finish_call (fixture);
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;

  g_assert_cmpint (find_record (fixture, id, NULL), ==, 0);
  first = attach_record (fixture, id, ",\"FILENAME\":\"a.mp3\",\"FILE_CONTENT\":\"SUQzAwAA\"");
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpint (find_record (fixture, id, NULL), ==, get_file_id (first));

  second = attach_record (fixture, id, ",\"RECORD_URL\":\"https://pbx.example/r/7.WAV?x=1\"");
  g_assert_cmpint (get_file_id (second), !=, get_file_id (first));
  g_assert_cmpint (find_record (fixture, id, "https://pbx.example/r/7.WAV?x=1"), ==,
                   get_file_id (second));
}

static void
test_a_record_may_be_sent_afterwards (Fixture *fixture, gconstpointer data)
{
  const char *form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
                     "Content-Type: audio/wav\r\n\r\nRIFF\r\n--b--\r\n";
  g_autofree char *id = finish_call (fixture);
  g_autoptr (JsonObject) promise = attach_record (fixture, id, ",\"FILENAME\":\"a.wav\"");
  JsonObject *result = json_object_get_object_member (promise, "result");
  const char *url = json_object_get_string_member (result, "uploadUrl");
  g_autoptr (GBytes) sent = NULL;
  g_autoptr (GBytes) again = NULL;

  assert_row (result, "fieldName", "file");
  g_assert_cmpint (find_record (fixture, id, NULL), ==, 0);
  sent = fixture_send (fixture, "POST", url, "multipart/form-data; boundary=b", form, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpint (find_record (fixture, id, NULL), >, 0);

  again = fixture_send (fixture, "POST", url, "multipart/form-data; boundary=b", form, NULL);
  g_assert_cmpuint (fixture->status, ==, 403);
}

static void
test_a_record_is_refused_as_documented (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *more;
    const char *text;
  } table[] = {
    { "", "Required parameters are not set. Request should contain either URL or FILENAME "
          "parameter" },
    { ",\"FILENAME\":\"\"", "File name is empty" },
    { ",\"FILENAME\":\"a.exe\"", "Wrong file extension. Only wav and mp3 are allowed" },
    { ",\"RECORD_URL\":\"https://pbx.example/a.mp3.html\"",
      "Wrong file extension. Only wav and mp3 are allowed" },
    { ",\"FILENAME\":\"a.mp3\",\"FILE_CONTENT\":\"\"", "File content is empty." },
    { ",\"FILENAME\":\"a.mp3\",\"FILE_CONTENT\":\"звук\"",
      "File content is not properly encoded. Base64 encoding is expected." },
  };
  g_autofree char *id = finish_call (fixture);
  g_autofree char *ringing = register_call (fixture, REGISTER (",\"EXTERNAL_CALL_ID\":\"pbx-3\""));
  g_autoptr (JsonObject) early = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (JsonObject) answer = attach_record (fixture, id, table[i].more);

      g_assert_cmpuint (fixture->status, ==, 400);
      assert_row (answer, "error", "ERROR_CORE");
      assert_row (answer, "error_description", table[i].text);
    }
  early = attach_record (fixture, ringing, ",\"FILENAME\":\"a.mp3\"");
  g_assert_cmpuint (fixture->status, ==, 400);
  assert_row (early, "error_description",
              "Call is not found in the statistic table. It looks like it is not finished yet.");
}

static void
test_show_and_hide_take_many_users (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) other = listen_as (fixture, 8);
  g_autofree char *id = register_call (fixture, REGISTER (",\"SHOW\":0"));
  g_autofree char *both = g_strdup_printf ("{\"CALL_ID\":\"%s\",\"USER_ID\":[7,8]}", id);
  g_autoptr (JsonObject) shown = fixture_call (fixture, "telephony.externalCall.show", both);
  g_autoptr (JsonObject) hidden = fixture_call (fixture, "telephony.externalCall.hide", both);
  g_autoptr (JsonObject) unknown =
    fixture_call (fixture, "telephony.externalCall.show", "{\"CALL_ID\":\"none\"}");

  g_assert_true (json_object_get_boolean_member (shown, "result"));
  g_assert_true (json_object_get_boolean_member (hidden, "result"));
  g_assert_false (json_object_get_boolean_member (unknown, "result"));
  expect_event (other, 0, "showExternalCall", id);
  expect_event (other, 1, "hideExternalCall", id);
}

static void
test_registration_refuses_what_is_wrong (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *params;
    const char *text;
  } table[] = {
    { "{\"PHONE_NUMBER\":\"1\",\"TYPE\":2}", "USER_ID or USER_PHONE_INNER should be set" },
    { "{\"USER_ID\":7,\"PHONE_NUMBER\":\"1\",\"TYPE\":9}", "Unknown TYPE" },
    { "{\"USER_ID\":7,\"PHONE_NUMBER\":\"abc\",\"TYPE\":2}", "Unsupported phone number format" },
    { "{\"USER_ID\":7,\"PHONE_NUMBER\":\"1\",\"TYPE\":2,\"CALL_START_DATE\":\"noon\"}",
      "CALL_START_DATE should be in the ISO-8601 format" },
    { "{\"USER_ID\":99999,\"PHONE_NUMBER\":\"1\",\"TYPE\":2}",
      "User is not found or is not active" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (JsonObject) answer =
        fixture_call (fixture, "telephony.externalCall.register", table[i].params);

      g_assert_cmpuint (fixture->status, ==, 400);
      assert_row (answer, "error", "ERROR_CORE");
      assert_row (answer, "error_description", table[i].text);
    }
}

static void
test_a_family_is_found_as_one_contact (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = dup_number (fixture, "family");
  g_autofree char *params = g_strdup_printf ("{\"PHONE_NUMBER\":\"%s\"}", number);
  g_autofree char *both =
    g_strdup_printf ("{\"type\":\"PHONE\",\"values\":[\"%s\"],\"entity_type\":\"CONTACT\"}",
                     number);
  g_autoptr (JsonObject) found =
    fixture_call (fixture, "telephony.externalCall.searchCrmEntities", params);
  g_autoptr (JsonObject) all = fixture_call (fixture, "crm.duplicate.findbycomm", both);
  JsonArray *contacts =
    json_object_get_array_member (json_object_get_object_member (all, "result"), "CONTACT");
  JsonObject *first = json_array_get_object_element (get_rows (found), 0);

  assert_row (first, "CRM_ENTITY_TYPE", "CONTACT");
  g_assert_cmpuint (json_array_get_length (contacts), >=, 2);
  g_assert_cmpint (json_object_get_int_member (first, "CRM_ENTITY_ID"), ==,
                   json_array_get_int_element (contacts, 0));
  g_assert_true (json_object_has_member (json_object_get_object_member (first, "ASSIGNED_BY"),
                                         "TIMEMAN_STATUS"));
}

static void
test_nobody_is_an_empty_array (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = dup_number (fixture, "unknown");
  g_autofree char *params = g_strdup_printf ("{\"PHONE_NUMBER\":\"%s\"}", number);
  g_autoptr (JsonObject) found =
    fixture_call (fixture, "telephony.externalCall.searchCrmEntities", params);
  g_autoptr (JsonObject) empty =
    fixture_call (fixture, "telephony.externalCall.searchCrmEntities", "{}");

  g_assert_cmpuint (json_array_get_length (get_rows (found)), ==, 0);
  g_assert_cmpuint (fixture->status, ==, 400);
  assert_row (empty, "error_description", "PHONE_NUMBER is empty");
}

static void
test_a_callback_rings_the_employee_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) own = listen_as (fixture, 7);
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (JsonObject) params = NULL;
  g_autoptr (JsonObject) rows = NULL;

  run_control (fixture, "callback", "{\"code\":\"200\",\"answer_ms\":50,\"talk_ms\":50}");
  answer = fixture_call (fixture, "voximplant.callback.start",
                         "{\"FROM_LINE\":\"reg150908\",\"TO_NUMBER\":\"+79161234567\","
                         "\"TEXT_TO_PRONOUNCE\":\"Звонок пациенту\"}");
  g_assert_true (
    json_object_get_boolean_member (json_object_get_object_member (answer, "result"), "RESULT"));
  params = wait_event (own, 0, "invite");
  g_assert_true (json_object_get_boolean_member (params, "isCallback"));
  assert_row (params, "callerId", "+79161234567");
  expect_event (own, 1, "answer_self", json_object_get_string_member (params, "callId"));
  expect_event (own, 2, "start", json_object_get_string_member (params, "callId"));
  expect_event (own, 3, "timeout", json_object_get_string_member (params, "callId"));
  rows = fixture_call (fixture, "voximplant.statistic.get", NULL);
  assert_row (json_array_get_object_element (get_rows (rows), 0), "CALL_CATEGORY", "callback");
}

static void
test_a_callback_needs_a_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = fixture_call (
    fixture, "voximplant.callback.start",
    "{\"FROM_LINE\":\"reg000000\",\"TO_NUMBER\":\"79161234567\",\"TEXT_TO_PRONOUNCE\":\"x\"}");
  g_autoptr (JsonObject) lines = fixture_call (fixture, "voximplant.line.get", NULL);
  g_autoptr (JsonObject) line = fixture_call (fixture, "voximplant.user.getDefaultLineId", NULL);
  g_autofree char *text = fixture_to_text (line, "result");

  assert_row (answer, "error", "ERROR_CORE");
  assert_row (answer, "error_description", "Could not find line reg000000");
  g_assert_true (
    json_object_has_member (json_object_get_object_member (lines, "result"), "reg150908"));
  g_assert_cmpstr (text, ==, "{\"defaultLineId\":\"reg150908\"}");
}

static void
add_calls (Fixture *fixture, guint count)
{
  run_control (fixture, "budget", "{\"size\":100000,\"leak\":2}");
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *ring =
        g_strdup_printf ("{\"number\":\"7916000%04u\",\"users\":[%u],\"id\":\"c%u\"}", i,
                         i % 2 ? 7 : 8, i);
      g_autofree char *over =
        g_strdup_printf ("{\"callId\":\"c%u\",\"code\":\"%s\"}", i, i % 3 == 0 ? "304" : "200");

      run_control (fixture, "ring", ring);
      run_control (fixture, "hangup", over);
    }
}

static void
test_the_statistics_filter_as_documented (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *filter;
    guint rows;
  } table[] = {
    { "{}", 12 },
    { "{\"CALL_FAILED_CODE\":\"304\"}", 4 },
    { "{\"=CALL_FAILED_CODE\":\"304\"}", 4 },
    { "{\"!CALL_FAILED_CODE\":\"304\"}", 8 },
    { "{\"!=CALL_FAILED_CODE\":\"304\"}", 8 },
    { "{\"ID\":[1,2,3]}", 3 },
    { "{\"!ID\":[1,2,3]}", 9 },
    { "{\">ID\":10}", 2 },
    { "{\">=ID\":10}", 3 },
    { "{\"<ID\":\"3\"}", 2 },
    { "{\"<=ID\":3}", 3 },
    { "{\"><ID\":[3,6]}", 4 },
    { "{\"!><ID\":[3,6]}", 8 },
    { "{\"%PHONE_NUMBER\":\"0003\"}", 1 },
    { "{\"!%PHONE_NUMBER\":\"0003\"}", 11 },
    { "{\"?PHONE_NUMBER\":\"0003\"}", 1 },
    { "{\"PORTAL_USER_ID\":8,\"CALL_TYPE\":2}", 6 },
    { "{\">=CALL_START_DATE\":\"2000-01-01T00:00:00+03:00\"}", 12 },
    { "{\"<CALL_START_DATE\":\"2000-01-01T00:00:00+03:00\"}", 0 },
    /* what is not known is dropped in silence, so that the list comes unfiltered */
    { "{\"NO_SUCH_FIELD\":1}", 12 },
    { "{\"~ID\":1}", 12 },
    { "{\"id\":1}", 12 },
    { "{\"0\":{\"LOGIC\":\"OR\",\"ID\":1,\">ID\":11}}", 2 },
  };

  add_calls (fixture, 12);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *params = g_strdup_printf ("{\"FILTER\":%s}", table[i].filter);
      g_autoptr (JsonObject) answer = fixture_call (fixture, "voximplant.statistic.get", params);

      g_test_message ("%s", table[i].filter);
      g_assert_cmpuint (json_array_get_length (get_rows (answer)), ==, table[i].rows);
      g_assert_cmpint (json_object_get_int_member (answer, "total"), ==, table[i].rows);
    }
}

static void
assert_first (Fixture *fixture, const char *params, const char *id)
{
  g_autoptr (JsonObject) answer = fixture_call (fixture, "voximplant.statistic.get", params);

  assert_row (json_array_get_object_element (get_rows (answer), 0), "ID", id);
}

static void
test_the_statistics_sort_and_page_exactly (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) page = NULL;
  g_autoptr (JsonObject) rest = NULL;
  g_autoptr (JsonObject) uncounted = NULL;

  add_calls (fixture, 60);
  assert_first (fixture, "{\"SORT\":\"ID\",\"ORDER\":\"DESC\"}", "60");
  assert_first (fixture, "{\"SORT\":\"ID\",\"ORDER\":\"desc\"}", "1");
  assert_first (fixture, "{\"SORT\":\"ID\"}", "1");
  assert_first (fixture, "{\"SORT\":\"ID\",\"ORDER\":\"ASC\",\"start\":7}", "8");

  page = fixture_call (fixture, "voximplant.statistic.get", NULL);
  g_assert_cmpuint (json_array_get_length (get_rows (page)), ==, 50);
  g_assert_cmpint (json_object_get_int_member (page, "next"), ==, 50);
  rest = fixture_call (fixture, "voximplant.statistic.get", "{\"start\":50}");
  g_assert_cmpuint (json_array_get_length (get_rows (rest)), ==, 10);
  g_assert_false (json_object_has_member (rest, "next"));
  uncounted = fixture_call (fixture, "voximplant.statistic.get", "{\"start\":-1}");
  g_assert_cmpint (json_object_get_int_member (uncounted, "total"), ==, 0);
  g_assert_false (json_object_has_member (uncounted, "next"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/demo/telephony/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("invite", test_an_invite_names_the_line_and_the_caller);
  ADD ("unknown", test_an_unknown_caller_is_not_found);
  ADD ("hidden", test_a_hidden_number_has_no_crm);
  ADD ("answer", test_an_answer_stops_the_other_desk);
  ADD ("missed", test_a_missed_call_is_written_as_304);
  ADD ("register", test_a_registered_call_shows_its_card);
  ADD ("register-again", test_the_same_registration_gives_the_old_call);
  ADD ("finish", test_finish_writes_the_row_once);
  ADD ("record", test_a_record_belongs_to_its_call);
  ADD ("record-later", test_a_record_may_be_sent_afterwards);
  ADD ("record-refused", test_a_record_is_refused_as_documented);
  ADD ("show", test_show_and_hide_take_many_users);
  ADD ("refuse", test_registration_refuses_what_is_wrong);
  ADD ("family", test_a_family_is_found_as_one_contact);
  ADD ("nobody", test_nobody_is_an_empty_array);
  ADD ("callback", test_a_callback_rings_the_employee_first);
  ADD ("line", test_a_callback_needs_a_line);
  ADD ("filter", test_the_statistics_filter_as_documented);
  ADD ("sort", test_the_statistics_sort_and_page_exactly);
#undef ADD

  return g_test_run ();
}

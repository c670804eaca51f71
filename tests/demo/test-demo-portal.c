/* test-demo-portal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-fixture.h"

#include <string.h>

static void
assert_error (JsonObject *answer, const char *error)
{
  g_assert_cmpstr (json_object_get_string_member (answer, "error"), ==, error);
  g_assert_true (json_object_has_member (answer, "error_description"));
  g_assert_false (json_object_has_member (answer, "time"));
}

static JsonObject *
post_to (Fixture *fixture, const char *path)
{
  g_autoptr (GUri) base = g_uri_parse (fixture->url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%d%s", g_uri_get_port (base), path);

  return fixture_post (fixture, url, "{}");
}

static void
test_a_method_answers_with_result_and_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = fixture_call (fixture, "server.time", NULL);
  JsonObject *time = json_object_get_object_member (answer, "time");
  const char *members[] = { "start",      "finish",      "duration",           "processing",
                            "date_start", "date_finish", "operating_reset_at", "operating" };

  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_true (g_str_has_suffix (json_object_get_string_member (answer, "result"), "+03:00"));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (time, members[i]));
  g_assert_cmpint (json_node_get_value_type (json_object_get_member (time, "start")), ==,
                   G_TYPE_INT64);
  g_assert_cmpint (json_node_get_value_type (json_object_get_member (time, "finish")), ==,
                   G_TYPE_DOUBLE);
}

static void
test_every_spelling_of_the_address_works (Fixture *fixture, gconstpointer data)
{
  const char *paths[] = { "/rest/7/s3cr3t/server.time", "/rest/7/s3cr3t/server.time.json",
                          "/rest/7/s3cr3t/server.time/", "/rest/8/s3cr3t/SERVER.TIME" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (JsonObject) answer = post_to (fixture, paths[i]);

      g_assert_true (json_object_has_member (answer, "result"));
    }
}

static void
test_a_wrong_secret_is_refused_after_an_unknown_method (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) wrong = post_to (fixture, "/rest/7/guess/server.time");
  g_autoptr (JsonObject) unknown = NULL;
  g_autoptr (JsonObject) bare = NULL;

  g_assert_cmpuint (fixture->status, ==, 401);
  assert_error (wrong, "INVALID_CREDENTIALS");
  unknown = post_to (fixture, "/rest/7/guess/no.such.method");
  g_assert_cmpuint (fixture->status, ==, 404);
  assert_error (unknown, "ERROR_METHOD_NOT_FOUND");
  bare = post_to (fixture, "/rest/server.time");
  g_assert_cmpuint (fixture->status, ==, 401);
  assert_error (bare, "NO_AUTH_FOUND");
}

static void
test_a_revoked_webhook_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) done = fixture_control (fixture, "webhook", "{\"revoked\":true}");
  g_autoptr (JsonObject) answer = fixture_call (fixture, "profile", NULL);

  g_assert_cmpuint (fixture->status, ==, 401);
  assert_error (answer, "INVALID_CREDENTIALS");
}

static void
test_a_missing_scope_is_named_by_its_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) done =
    fixture_control (fixture, "webhook", "{\"scope\":\"pull_channel\",\"held\":false}");
  g_autoptr (JsonObject) answer = fixture_call (fixture, "pull.config.get", NULL);
  g_autoptr (JsonObject) known = NULL;
  g_autoptr (JsonObject) scope = NULL;
  g_autofree char *text = NULL;
  g_autofree char *scopes = NULL;

  g_assert_cmpuint (fixture->status, ==, 403);
  assert_error (answer, "insufficient_scope");
  known = fixture_call (fixture, "method.get", "{\"name\":\"pull.config.get\"}");
  text = fixture_to_text (known, "result");
  g_assert_cmpstr (text, ==, "{\"isExisting\":true,\"isAvailable\":false}");
  scope = fixture_call (fixture, "scope", NULL);
  scopes = fixture_to_text (scope, "result");
  g_assert_null (strstr (scopes, "pull_channel"));
  g_assert_nonnull (strstr (scopes, "\"telephony\""));
}

static void
test_a_broken_body_runs_the_method_without_parameters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = fixture_call (fixture, "method.get", "{\"name\":\"profile\"");
  g_autofree char *text = fixture_to_text (answer, "result");

  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpstr (text, ==, "{\"isExisting\":false,\"isAvailable\":false}");
}

static void
test_parameters_come_by_query_and_form_too (Fixture *fixture, gconstpointer data)
{
  g_autofree char *by_query = g_strconcat (fixture->url, "method.get?name=profile", NULL);
  g_autofree char *by_form = g_strconcat (fixture->url, "method.get", NULL);
  g_autoptr (GBytes) first = fixture_send (fixture, "GET", by_query, NULL, NULL, NULL);
  g_autoptr (GBytes) second =
    fixture_send (fixture, "POST", by_form, "application/x-www-form-urlencoded", "name=profile",
                  NULL);
  GBytes *both[] = { first, second };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autofree char *text =
        g_strndup (g_bytes_get_data (both[i], NULL), g_bytes_get_size (both[i]));

      g_assert_nonnull (strstr (text, "\"isExisting\":true"));
    }
}

static void
test_the_fifty_first_request_at_once_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  guint refused = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_clear_pointer (&answer, json_object_unref);
      answer = fixture_call (fixture, "server.time", NULL);
      if (fixture->status == 503)
        refused++;
    }
  g_assert_cmpuint (refused, >, 0);
  g_assert_cmpuint (refused, <=, 10);
  assert_error (answer, "QUERY_LIMIT_EXCEEDED");
}

static void
test_a_batch_counts_as_one_request (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) set = fixture_control (fixture, "budget", "{\"size\":1,\"leak\":0}");
  g_autoptr (JsonObject) answer =
    fixture_call (fixture, "batch",
                  "{\"cmd\":{\"a\":\"server.time\",\"b\":\"scope\",\"c\":\"profile\"}}");
  JsonObject *result =
    json_object_get_object_member (json_object_get_object_member (answer, "result"), "result");

  g_assert_cmpuint (json_object_get_size (result), ==, 3);
  g_clear_pointer (&answer, json_object_unref);
  answer = fixture_call (fixture, "server.time", NULL);
  g_assert_cmpuint (fixture->status, ==, 503);
}

static void
test_a_method_out_of_its_quota_is_blocked_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) set =
    fixture_control (fixture, "operating", "{\"method\":\"scope\",\"seconds\":500}");
  g_autoptr (JsonObject) answer = fixture_call (fixture, "scope", NULL);
  g_autoptr (JsonObject) other = NULL;
  g_autoptr (JsonObject) moved = NULL;

  g_assert_cmpuint (fixture->status, ==, 429);
  assert_error (answer, "OPERATION_TIME_LIMIT");
  other = fixture_call (fixture, "server.time", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  moved = fixture_control (fixture, "clock", "{\"advance\":601}");
  g_clear_pointer (&answer, json_object_unref);
  answer = fixture_call (fixture, "scope", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
}

static void
set_fault (Fixture *fixture, const char *json)
{
  g_autoptr (JsonObject) done = fixture_control (fixture, "fault", json);
}

static void
test_faults_answer_with_their_status_once (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *kind;
    guint status;
    const char *error;
  } table[] = { { "503", 503, "QUERY_LIMIT_EXCEEDED" },
                { "429", 429, "OPERATION_TIME_LIMIT" },
                { "401", 401, "INVALID_CREDENTIALS" },
                { "500", 500, "INTERNAL_SERVER_ERROR" },
                { "http200error", 200, "ERROR_CORE" } };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *rule = g_strdup_printf ("{\"kind\":\"%s\"}", table[i].kind);
      g_autoptr (JsonObject) answer = NULL;
      g_autoptr (JsonObject) again = NULL;

      set_fault (fixture, rule);
      answer = fixture_call (fixture, "server.time", NULL);
      g_assert_cmpuint (fixture->status, ==, table[i].status);
      assert_error (answer, table[i].error);
      again = fixture_call (fixture, "server.time", NULL);
      g_assert_true (json_object_has_member (again, "result"));
    }
}

static void
test_a_fault_matches_methods_and_commands_by_glob (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) other = NULL;
  g_autoptr (JsonObject) batch = NULL;
  g_autoptr (JsonObject) single = NULL;

  set_fault (fixture, "{\"match\":\"crm.*\",\"kind\":\"500\",\"count\":-1}");
  other = fixture_call (fixture, "server.time", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  single = fixture_call (fixture, "crm.status.list", NULL);
  g_assert_cmpuint (fixture->status, ==, 500);
  batch = fixture_call (fixture, "batch", "{\"cmd\":{\"a\":\"crm.status.list\"}}");
  g_assert_cmpuint (fixture->status, ==, 500);
}

static char *
send_raw (Fixture *fixture, const char *method, const char *json, GError **error)
{
  g_autofree char *url = g_strconcat (fixture->url, method, NULL);
  g_autoptr (GBytes) bytes = fixture_send (fixture, "POST", url, "application/json", json, error);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : NULL;
}

static void
test_bodies_that_are_no_json_come_as_they_are (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = NULL;
  g_autofree char *half = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *moved = NULL;

  set_fault (fixture, "{\"kind\":\"html\"}");
  page = send_raw (fixture, "scope", "{}", NULL);
  g_assert_cmpuint (fixture->status, ==, 502);
  g_assert_true (g_str_has_prefix (page, "<!DOCTYPE html>"));

  set_fault (fixture, "{\"kind\":\"truncated\"}");
  half = send_raw (fixture, "scope", "{}", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_true (g_str_has_prefix (half, "{\"result\":[\"crm\""));
  g_assert_null (json_from_string (half, NULL));

  set_fault (fixture, "{\"kind\":\"empty\"}");
  nothing = send_raw (fixture, "scope", "{}", NULL);
  g_assert_null (nothing);
  g_assert_cmpuint (fixture->status, ==, 200);

  set_fault (fixture, "{\"kind\":\"redirect\"}");
  moved = send_raw (fixture, "scope", "{}", NULL);
  g_assert_cmpuint (fixture->status, ==, 302);
}

static void
test_a_slow_answer_comes_late (Fixture *fixture, gconstpointer data)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (JsonObject) answer = NULL;

  set_fault (fixture, "{\"kind\":\"slow\",\"delay_ms\":300}");
  answer = fixture_call (fixture, "server.time", NULL);
  g_assert_true (json_object_has_member (answer, "result"));
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 300 * 1000);
}

static gint64
count_writes (Fixture *fixture, const char *what)
{
  g_autoptr (JsonObject) journal = fixture_journal (fixture);
  JsonArray *writes = json_object_get_array_member (journal, "writes");
  gint64 count = 0;

  for (guint i = 0; i < json_array_get_length (writes); i++)
    {
      if (g_str_equal (json_object_get_string_member (json_array_get_object_element (writes, i),
                                                      "what"),
                       what))
        count++;
    }

  return count;
}

#define NEW_LEAD "{\"entityTypeId\":1,\"fields\":{\"title\":\"Новая заявка\"}}"

static void
test_a_connection_dropped_before_the_commit_writes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  set_fault (fixture, "{\"match\":\"crm.item.add\",\"kind\":\"drop_before\"}");
  answer = send_raw (fixture, "crm.item.add", NEW_LEAD, &error);
  g_assert_null (answer);
  g_assert_nonnull (error);
  g_assert_cmpint (count_writes (fixture, "lead.add"), ==, 0);
}

static void
test_a_connection_dropped_after_the_commit_has_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  set_fault (fixture, "{\"match\":\"crm.item.add\",\"kind\":\"drop_after\"}");
  answer = send_raw (fixture, "crm.item.add", NEW_LEAD, &error);
  g_assert_null (answer);
  g_assert_nonnull (error);
  g_assert_cmpint (count_writes (fixture, "lead.add"), ==, 1);
}

static void
test_the_journal_tells_requests_in_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) first = fixture_call (fixture, "profile", NULL);
  g_autoptr (JsonObject) second =
    fixture_call (fixture, "batch", "{\"cmd\":{\"a\":\"scope\",\"b\":\"server.time\"}}");
  g_autoptr (JsonObject) journal = fixture_journal (fixture);
  JsonArray *requests = json_object_get_array_member (journal, "requests");
  JsonObject *batch = json_array_get_object_element (requests, 1);
  g_autofree char *commands = fixture_to_text (batch, "commands");

  g_assert_cmpuint (json_array_get_length (requests), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (requests, 0),
                                                  "method"),
                   ==, "profile");
  g_assert_cmpstr (commands, ==, "{\"a\":\"scope\",\"b\":\"server.time\"}");
  g_assert_cmpint (json_object_get_int_member (batch, "status"), ==, 200);
  g_assert_cmpint (json_object_get_int_member (batch, "user"), ==, 7);
}

static void
test_without_control_there_is_no_control (void)
{
  DemoPortalOptions options = DEMO_PORTAL_OPTIONS_INIT;
  g_autoptr (DemoPortal) portal = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *control = NULL;
  g_autofree char *url = NULL;
  Fixture fixture = { 0 };
  g_autoptr (GBytes) answer = NULL;

  options.patients = 10;
  options.earlier_calls = 0;
  portal = demo_portal_new (&options);
  demo_portal_start (portal, &error);
  g_assert_no_error (error);
  fixture.session = soup_session_new ();
  control = demo_portal_dup_control_url (portal);
  url = g_strconcat (control, "journal", NULL);
  answer = fixture_send (&fixture, "GET", url, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture.status, ==, 404);
  g_clear_object (&fixture.session);
}

static void
test_fifty_pages_of_contacts_come_in_one_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) params = g_string_new ("{\"cmd\":{");
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *result;
  gint64 began;

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (params,
                            "%s\"p%u\":\"crm.contact.list?start=-1&order[ID]=ASC&"
                            "filter[%%3EID]=0&select[]=ID&select[]=NAME&select[]=PHONE\"",
                            i > 0 ? "," : "", i);
  g_string_append (params, "}}");
  began = g_get_monotonic_time ();
  answer = fixture_call (fixture, "batch", params->str);
  g_test_message ("%" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - began) / 1000);
  result =
    json_object_get_object_member (json_object_get_object_member (answer, "result"), "result");
  g_assert_cmpuint (json_object_get_size (result), ==, 50);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (result, "p49")), ==, 50);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/demo/portal/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("time", test_a_method_answers_with_result_and_time);
  ADD ("addresses", test_every_spelling_of_the_address_works);
  ADD ("secret", test_a_wrong_secret_is_refused_after_an_unknown_method);
  ADD ("revoked", test_a_revoked_webhook_is_refused);
  ADD ("scope", test_a_missing_scope_is_named_by_its_code);
  ADD ("broken-body", test_a_broken_body_runs_the_method_without_parameters);
  ADD ("query", test_parameters_come_by_query_and_form_too);
  ADD ("bucket", test_the_fifty_first_request_at_once_is_refused);
  ADD ("batch-is-one", test_a_batch_counts_as_one_request);
  ADD ("operating", test_a_method_out_of_its_quota_is_blocked_alone);
  ADD ("faults", test_faults_answer_with_their_status_once);
  ADD ("glob", test_a_fault_matches_methods_and_commands_by_glob);
  ADD ("bodies", test_bodies_that_are_no_json_come_as_they_are);
  ADD ("slow", test_a_slow_answer_comes_late);
  ADD ("drop-before", test_a_connection_dropped_before_the_commit_writes_nothing);
  ADD ("drop-after", test_a_connection_dropped_after_the_commit_has_written);
  ADD ("journal", test_the_journal_tells_requests_in_order);
  ADD ("many-contacts", test_fifty_pages_of_contacts_come_in_one_answer);
#undef ADD
  g_test_add_func ("/demo/portal/no-control", test_without_control_there_is_no_control);

  return g_test_run ();
}

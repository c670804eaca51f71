/* test-bx-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bx-error.h"
#include "bx-fake.h"
#include "bx-json.h"

#include <string.h>

#define GOOD                                                                                       \
  "{\"result\":{\"ID\":\"7\"},\"total\":120,\"next\":50,\"time\":{\"operating\":1.5,"              \
  "\"operating_reset_at\":1789367500}}"

typedef struct
{
  BxFake *fake;     /* owned */
  BxClient *client; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->fake = bx_fake_new ();
  fixture->client = bx_fake_make_client (fixture->fake);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  g_clear_pointer (&fixture->fake, bx_fake_free);
}

static BxAnswer *
read_method (Fixture *fixture, GError **error)
{
  return bx_fake_call (fixture->client, "profile", BX_PRIORITY_PERSON, BX_CALL_READ, error);
}

static BxAnswer *
write_method (Fixture *fixture, GError **error)
{
  return bx_fake_call (fixture->client, "profile", BX_PRIORITY_PERSON, BX_CALL_WRITE, error);
}

static void
test_a_call_gives_the_result_and_its_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;
  BxFakeRequest *request;

  bx_fake_add (fixture->fake, "profile", 200, GOOD);
  answer = read_method (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpint (bx_json_get_int (bx_answer_get_object (answer), "ID", 0), ==, 7);
  g_assert_cmpint (bx_answer_get_total (answer), ==, 120);
  g_assert_cmpint (bx_answer_get_next (answer), ==, 50);
  g_assert_cmpfloat_with_epsilon (bx_answer_get_operating (answer), 1.5, 1e-9);
  g_assert_cmpint (bx_answer_get_operating_reset_at (answer), ==, 1789367500);

  request = bx_fake_get (fixture->fake, 0);
  g_assert_cmpstr (request->method, ==, "profile");
  g_assert_cmpstr (request->type, ==, "application/json");
  g_assert_cmpstr (request->body, ==, "{}");
  g_assert_true (g_str_has_prefix (request->user_agent, "Reception/"));
}

static void
assert_read_fails (Fixture *fixture, BxError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = read_method (fixture, &error);

  g_assert_null (answer);
  g_assert_error (error, BX_ERROR, (int) code);
  g_assert_null (strstr (error->message, BX_FAKE_SECRET));
}

static void
assert_read_works (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = read_method (fixture, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bx_answer_get_object (answer));
}

static void
test_a_write_goes_once_after_a_dropped_connection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  bx_fake_add_fault (fixture->fake, "profile", BX_FAKE_DROP_BEFORE);
  bx_fake_add (fixture->fake, "profile", 200, GOOD);
  answer = write_method (fixture, &error);

  g_assert_error (error, BX_ERROR, BX_ERROR_NETWORK);
  g_assert_true (bx_error_maybe_applied (error));
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 1);
}

static void
test_a_write_goes_once_on_a_connection_that_was_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  bx_fake_add (fixture->fake, "profile", 200, GOOD);
  bx_fake_add_fault (fixture->fake, "profile", BX_FAKE_DROP_BEFORE);
  bx_fake_add (fixture->fake, "profile", 200, GOOD);
  assert_read_works (fixture);
  answer = write_method (fixture, &error);

  g_assert_error (error, BX_ERROR, BX_ERROR_NETWORK);
  g_assert_true (bx_error_maybe_applied (error));
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 2);
}

static void
test_a_write_that_lost_its_answer_may_have_been_applied (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = { "<html>Bad Gateway</html>", "", "{\"result\":tr",
                                        "{\"error\":\"INTERNAL_SERVER_ERROR\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *method = g_strdup_printf ("method.%u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (BxAnswer) answer = NULL;

      bx_fake_add (fixture->fake, method, i == 2 ? 200 : 502, bodies[i]);
      answer = bx_fake_call (fixture->client, method, BX_PRIORITY_PERSON, BX_CALL_WRITE, &error);
      g_assert_null (answer);
      g_assert_true (bx_error_maybe_applied (error));
      g_assert_cmpuint (bx_fake_count (fixture->fake, method), ==, 1);
    }
}

static void
test_a_write_that_was_refused_was_not_applied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  bx_fake_add (fixture->fake, "profile", 400,
               "{\"error\":\"CRM_FIELD_ERROR_REQUIRED\",\"error_description\":\"Имя\"}");
  answer = write_method (fixture, &error);

  g_assert_error (error, BX_ERROR, BX_ERROR_REMOTE);
  g_assert_cmpstr (bx_error_get_remote_name (error), ==, "CRM_FIELD_ERROR_REQUIRED");
  g_assert_cmpstr (bx_error_get_remote_description (error), ==, "Имя");
  g_assert_cmpuint (bx_error_get_status (error), ==, 400);
  g_assert_false (bx_error_maybe_applied (error));
}

static void
test_a_write_that_never_left_was_not_applied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;
  BxFake *gone = fixture->fake;

  fixture->fake = bx_fake_new ();
  bx_fake_free (gone);
  answer = write_method (fixture, &error);

  g_assert_error (error, BX_ERROR, BX_ERROR_NETWORK);
  g_assert_false (bx_error_maybe_applied (error));
}

static void
test_a_write_is_repeated_after_a_503 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  bx_fake_add (fixture->fake, "profile", 503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}");
  bx_fake_add (fixture->fake, "profile", 503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}");
  bx_fake_add (fixture->fake, "profile", 200, GOOD);
  answer = write_method (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 3);
}

static void
test_what_goes_once_is_not_repeated_after_a_503 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  bx_fake_add (fixture->fake, "profile", 503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}");
  answer = bx_fake_call (fixture->client, "profile", BX_PRIORITY_PERSON, BX_CALL_ONCE, &error);

  g_assert_error (error, BX_ERROR, BX_ERROR_THROTTLED);
  g_assert_false (bx_error_maybe_applied (error));
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 1);
}

static void
test_a_503_that_does_not_end_is_told (Fixture *fixture, gconstpointer data)
{
  bx_fake_add (fixture->fake, "profile", 503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}");
  assert_read_fails (fixture, BX_ERROR_THROTTLED);
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 6);
}

static void
test_a_429_waits_for_its_reset (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  bx_fake_add (fixture->fake, "profile", 429, "{\"error\":\"OPERATION_TIME_LIMIT\"}");
  bx_fake_add (fixture->fake, "profile", 200, GOOD);
  answer = write_method (fixture, &error);

  g_assert_no_error (error);
  /* ten seconds, a hundred times as fast */
  g_assert_cmpint (bx_fake_get (fixture->fake, 1)->arrived -
                     bx_fake_get (fixture->fake, 0)->arrived,
                   >=, 85000);
}

static void
test_a_long_429_is_told_to_whoever_waits (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *good = g_strdup_printf (
    "{\"result\":{},\"time\":{\"operating\":470,\"operating_reset_at\":%" G_GINT64_FORMAT
    ",\"finish\":%" G_GINT64_FORMAT ".5}}",
    now + 300, now);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  bx_fake_add (fixture->fake, "profile", 200, good);
  bx_fake_add (fixture->fake, "profile", 429, "{\"error\":\"OPERATION_TIME_LIMIT\"}");
  assert_read_works (fixture);
  answer = read_method (fixture, &error);

  g_assert_error (error, BX_ERROR, BX_ERROR_THROTTLED);
  g_assert_cmpint (bx_error_get_retry_at (error), >=, now + 295);
  g_assert_cmpint (bx_error_get_retry_at (error), <=, now + 305);

  /* and the next one is not even sent */
  assert_read_fails (fixture, BX_ERROR_THROTTLED);
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 2);
}

static void
test_a_read_is_repeated_until_the_portal_is_well (Fixture *fixture, gconstpointer data)
{
  bx_fake_add_fault (fixture->fake, "profile", BX_FAKE_DROP_HALFWAY);
  bx_fake_add (fixture->fake, "profile", 502, "<html><h1>502 Bad Gateway</h1></html>");
  bx_fake_add (fixture->fake, "profile", 200, "{\"result\":{\"ID\":\"7");
  bx_fake_add (fixture->fake, "profile", 200, GOOD);
  assert_read_works (fixture);
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 4);
}

static void
test_a_read_is_given_up_in_the_end (Fixture *fixture, gconstpointer data)
{
  bx_fake_add (fixture->fake, "profile", 500, "{\"error\":\"INTERNAL_SERVER_ERROR\"}");
  assert_read_fails (fixture, BX_ERROR_SERVER);
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 4);
}

static void
test_errors_are_known_by_their_code_not_their_status (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    BxError code;
    const char *name;
  } rows[] = {
    { 200, "{\"error\":\"ACCESS_DENIED\",\"error_description\":\"\"}", BX_ERROR_DENIED,
      "ACCESS_DENIED" },
    { 401, "{\"error\":\"INVALID_CREDENTIALS\"}", BX_ERROR_AUTH, "INVALID_CREDENTIALS" },
    { 403, "{\"error\":\"INVALID_CREDENTIALS\"}", BX_ERROR_AUTH, "INVALID_CREDENTIALS" },
    { 403, "{\"error\":\"insufficient_scope\"}", BX_ERROR_SCOPE, "insufficient_scope" },
    { 404, "{\"error\":\"ERROR_METHOD_NOT_FOUND\"}", BX_ERROR_NO_METHOD, "ERROR_METHOD_NOT_FOUND" },
    { 400, "{\"error\":\"NOT_FOUND\"}", BX_ERROR_NOT_FOUND, "NOT_FOUND" },
    { 400, "{\"error\":\"\",\"error_description\":\"Access denied.\"}", BX_ERROR_REMOTE, "" },
    { 400, "{\"error\":\"0\"}", BX_ERROR_REMOTE, "0" },
    { 400, "{\"error\":0}", BX_ERROR_REMOTE, "0" },
    { 400, "{\"error\":100}", BX_ERROR_REMOTE, "100" },
    { 400, "{\"error\":\"100\"}", BX_ERROR_REMOTE, "100" },
    { 400, "{\"error\":{\"code\":\"BITRIX_REST_V3_EXCEPTION_X\",\"message\":\"нет\"}}",
      BX_ERROR_REMOTE, "BITRIX_REST_V3_EXCEPTION_X" },
    { 403, "{\"error\":{\"code\":\"BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION\"}}",
      BX_ERROR_DENIED, "BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION" },
    { 404, "<html>not here</html>", BX_ERROR_MALFORMED, NULL },
    { 302, "", BX_ERROR_MALFORMED, NULL },
    { 200, "[]", BX_ERROR_MALFORMED, NULL },
    { 200, "{\"total\":1}", BX_ERROR_MALFORMED, NULL },
    { 200, "", BX_ERROR_MALFORMED, NULL },
    { 200, "\xff\xfe{}", BX_ERROR_MALFORMED, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *method = g_strdup_printf ("method.%u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (BxAnswer) answer = NULL;

      bx_fake_add (fixture->fake, method, rows[i].status, rows[i].body);
      answer = bx_fake_call (fixture->client, method, BX_PRIORITY_CALL, BX_CALL_ONCE, &error);
      g_test_message ("row %u", i);
      g_assert_null (answer);
      g_assert_error (error, BX_ERROR, (int) rows[i].code);
      g_assert_cmpstr (bx_error_get_remote_name (error), ==, rows[i].name);
      g_assert_cmpuint (bx_error_get_status (error), ==, rows[i].status);
      g_assert_true (g_str_has_prefix (error->message, method));
    }
}

static void
test_a_redirect_is_not_followed (Fixture *fixture, gconstpointer data)
{
  bx_fake_add (fixture->fake, "profile", 302, "");
  assert_read_fails (fixture, BX_ERROR_MALFORMED);
  g_assert_cmpuint (bx_fake_count (fixture->fake, NULL), ==, 1);
}

static void
test_a_zero_byte_is_no_json (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "{\"result\":\"a\0b\"}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);

  bx_fake_add_bytes (fixture->fake, "profile", 200, bytes);
  bx_client_set_retries (fixture->client, 0, 10);
  assert_read_fails (fixture, BX_ERROR_MALFORMED);
}

static void
test_an_answer_nested_without_end_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (4 * 1024 * 1024, '[');

  bx_fake_add (fixture->fake, "profile", 200, deep);
  bx_client_set_retries (fixture->client, 0, 10);
  assert_read_fails (fixture, BX_ERROR_MALFORMED);
}

static void
test_a_huge_answer_is_not_read (Fixture *fixture, gconstpointer data)
{
  bx_fake_add_fault (fixture->fake, "profile", BX_FAKE_HUGE);
  bx_client_set_retries (fixture->client, 0, 10);
  assert_read_fails (fixture, BX_ERROR_MALFORMED);
}

static void
test_a_name_of_a_megabyte_is_a_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (1024 * 1024, 'N');
  g_autofree char *body = g_strdup_printf ("{\"result\":{\"NAME\":\"%s\"}}", name);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  bx_fake_add (fixture->fake, "profile", 200, body);
  answer = read_method (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (bx_json_get_string (bx_answer_get_object (answer), "NAME"), ==, name);
}

static void
test_a_silent_portal_times_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  bx_client_set_timeout (fixture->client, 1);
  bx_fake_add_fault (fixture->fake, "profile", BX_FAKE_SILENT);
  answer = write_method (fixture, &error);

  g_assert_error (error, BX_ERROR, BX_ERROR_NETWORK);
  g_assert_true (bx_error_maybe_applied (error));
}

static void
test_a_portal_that_trickles_times_out_too (Fixture *fixture, gconstpointer data)
{
  bx_client_set_timeout (fixture->client, 1);
  bx_client_set_retries (fixture->client, 0, 10);
  bx_fake_add_fault (fixture->fake, "profile", BX_FAKE_TRICKLE);
  assert_read_fails (fixture, BX_ERROR_NETWORK);
}

static void
test_whoever_gives_up_is_told_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;

  bx_fake_add_fault (fixture->fake, "profile", BX_FAKE_SILENT);
  bx_client_call_async (fixture->client, "profile", NULL, BX_PRIORITY_PERSON, BX_CALL_READ,
                        cancellable, bx_fake_on_result_cb, &result);
  bx_fake_spin (30);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  answer = bx_client_call_finish (fixture->client, bx_fake_wait (&result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_a_call_is_not_held_up_by_what_waits_to_be_repeated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[6] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = NULL;
  gint64 begun;

  bx_client_set_retries (fixture->client, 3, 60000);
  bx_fake_add (fixture->fake, "broken", 500, "");
  bx_fake_add (fixture->fake, "profile", 200, GOOD);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    bx_client_call_async (fixture->client, "broken", NULL, BX_PRIORITY_PERSON, BX_CALL_READ,
                          cancellable, bx_fake_on_result_cb, &results[i]);

  bx_fake_spin (100);
  begun = g_get_monotonic_time ();
  answer = bx_fake_call (fixture->client, "profile", BX_PRIORITY_CALL, BX_CALL_READ, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, G_USEC_PER_SEC);

  g_cancellable_cancel (cancellable);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) given_up = NULL;

      g_assert_null (
        bx_client_call_finish (fixture->client, bx_fake_wait (&results[i]), &given_up));
      g_assert_error (given_up, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_object (&results[i]);
    }
}

static void
test_the_portals_clock_is_known_from_its_answers (Fixture *fixture, gconstpointer data)
{
  gint64 ahead;

  bx_fake_add (fixture->fake, "profile", 200,
               "{\"result\":{},\"time\":{\"finish\":1789367500.25}}");
  assert_read_works (fixture);
  ahead = bx_client_get_server_time (fixture->client) - G_GINT64_CONSTANT (1789367500250000);
  g_assert_cmpint (ABS (ahead), <, 5 * G_USEC_PER_SEC);
}

#define ADD(name) g_test_add ("/bx-client/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (a_call_gives_the_result_and_its_counts);
  ADD (a_write_goes_once_after_a_dropped_connection);
  ADD (a_write_goes_once_on_a_connection_that_was_kept);
  ADD (a_write_that_lost_its_answer_may_have_been_applied);
  ADD (a_write_that_was_refused_was_not_applied);
  ADD (a_write_that_never_left_was_not_applied);
  ADD (a_write_is_repeated_after_a_503);
  ADD (what_goes_once_is_not_repeated_after_a_503);
  ADD (a_503_that_does_not_end_is_told);
  ADD (a_429_waits_for_its_reset);
  ADD (a_long_429_is_told_to_whoever_waits);
  ADD (a_read_is_repeated_until_the_portal_is_well);
  ADD (a_read_is_given_up_in_the_end);
  ADD (errors_are_known_by_their_code_not_their_status);
  ADD (a_redirect_is_not_followed);
  ADD (a_zero_byte_is_no_json);
  ADD (an_answer_nested_without_end_is_refused);
  ADD (a_huge_answer_is_not_read);
  ADD (a_name_of_a_megabyte_is_a_name);
  ADD (a_silent_portal_times_out);
  ADD (a_portal_that_trickles_times_out_too);
  ADD (whoever_gives_up_is_told_so);
  ADD (a_call_is_not_held_up_by_what_waits_to_be_repeated);
  ADD (the_portals_clock_is_known_from_its_answers);

  return g_test_run ();
}

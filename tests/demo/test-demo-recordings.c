/* test-demo-recordings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The recordings of calls: named by the statistics, opened by their address, as a whole or in part.
 */

#include "demo-fixture.h"

#include <string.h>

/* (transfer full): the row of a call of so many seconds */
static JsonObject *
make_call (Fixture *fixture, int seconds)
{
  g_autoptr (JsonObject) rung =
    fixture_control (fixture, "ring", "{\"number\":\"+79000000001\",\"users\":[7]}");
  const char *id = json_object_get_string_member (rung, "callId");
  g_autofree char *order = g_strdup_printf ("{\"callId\":\"%s\",\"user\":7}", id);
  g_autofree char *time = g_strdup_printf ("{\"advance\":%d}", seconds);
  g_autofree char *filter = g_strdup_printf ("{\"FILTER\":{\"CALL_ID\":\"%s\"}}", id);
  g_autoptr (JsonObject) answered = fixture_control (fixture, "answer", order);
  g_autoptr (JsonObject) passed = fixture_control (fixture, "clock", time);
  g_autoptr (JsonObject) over = fixture_control (fixture, "hangup", order);
  g_autoptr (JsonObject) rows = fixture_call (fixture, "voximplant.statistic.get", filter);

  return json_object_ref (
    json_array_get_object_element (json_object_get_array_member (rows, "result"), 0));
}

static void
test_a_talk_of_ten_seconds_can_be_heard (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) row = make_call (fixture, 20);
  const char *url = json_object_get_string_member (row, "CALL_RECORD_URL");
  g_autoptr (GBytes) bytes = fixture_send (fixture, "GET", url, NULL, NULL, NULL);
  const char *wav = g_bytes_get_data (bytes, NULL);

  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_true (g_str_has_prefix (url, "http://127.0.0.1:"));
  g_assert_cmpstr (json_object_get_string_member (row, "RECORD_DURATION"), ==,
                   json_object_get_string_member (row, "CALL_DURATION"));
  g_assert_cmpint (json_object_get_int_member (row, "RECORD_FILE_ID"), >, 0);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==,
                    44 +
                      8000 * g_ascii_strtoull (json_object_get_string_member (row, "CALL_DURATION"),
                                               NULL, 10));
  g_assert_true (memcmp (wav, "RIFF", 4) == 0);
  g_assert_true (memcmp (wav + 8, "WAVEfmt ", 8) == 0);
}

static void
test_a_short_talk_is_not_recorded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) row = make_call (fixture, 4);

  g_assert_true (json_object_get_null_member (row, "CALL_RECORD_URL"));
  g_assert_true (json_object_get_null_member (row, "RECORD_FILE_ID"));
}

static void
test_a_part_is_given_when_a_part_is_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) row = make_call (fixture, 20);
  const char *url = json_object_get_string_member (row, "CALL_RECORD_URL");
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) whole = fixture_send (fixture, "GET", url, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) part = NULL;
  SoupMessageHeaders *headers;
  goffset start;
  goffset end;
  goffset total;

  soup_message_headers_set_range (soup_message_get_request_headers (message), 1000, 1999);
  part = soup_session_send_and_read (fixture->session, message, NULL, &error);
  g_assert_no_error (error);
  headers = soup_message_get_response_headers (message);
  g_assert_cmpuint (soup_message_get_status (message), ==, 206);
  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, "audio/wav");
  g_assert_true (soup_message_headers_get_content_range (headers, &start, &end, &total));
  g_assert_cmpint (start, ==, 1000);
  g_assert_cmpint (end, ==, 1999);
  g_assert_cmpint (total, ==, (gint64) g_bytes_get_size (whole));
  g_assert_cmpuint (g_bytes_get_size (part), ==, 1000);
  g_assert_true (memcmp (g_bytes_get_data (part, NULL),
                         (const char *) g_bytes_get_data (whole, NULL) + 1000, 1000) == 0);
}

static void
test_the_file_on_the_disk_is_the_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) row = make_call (fixture, 20);
  g_autofree char *id = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT "}",
                                         json_object_get_int_member (row, "RECORD_FILE_ID"));
  g_autoptr (JsonObject) answer = fixture_call (fixture, "disk.file.get", id);
  JsonObject *file = json_object_get_object_member (answer, "result");
  g_autoptr (GBytes) by_disk =
    fixture_send (fixture, "GET", json_object_get_string_member (file, "DOWNLOAD_URL"), NULL, NULL,
                  NULL);
  g_autoptr (GBytes) by_address =
    fixture_send (fixture, "GET", json_object_get_string_member (row, "CALL_RECORD_URL"), NULL,
                  NULL, NULL);
  g_autoptr (JsonObject) none = NULL;

  g_assert_true (g_bytes_equal (by_disk, by_address));
  g_assert_cmpuint (g_ascii_strtoull (json_object_get_string_member (file, "SIZE"), NULL, 10), ==,
                    g_bytes_get_size (by_disk));
  none = fixture_call (fixture, "disk.file.get", "{\"id\":99999}");
  g_assert_cmpuint (fixture->status, ==, 400);
  g_assert_cmpstr (json_object_get_string_member (none, "error"), ==, "ERROR_NOT_FOUND");
}

static void
test_what_is_not_recorded_is_not_found (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url = g_strconcat (fixture->control, "../recordings/0123.wav", NULL);
  g_autoptr (GBytes) bytes = fixture_send (fixture, "GET", url, NULL, NULL, NULL);

  g_assert_cmpuint (fixture->status, ==, 404);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/demo/recordings/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole", test_a_talk_of_ten_seconds_can_be_heard);
  ADD ("short", test_a_short_talk_is_not_recorded);
  ADD ("part", test_a_part_is_given_when_a_part_is_asked);
  ADD ("disk", test_the_file_on_the_disk_is_the_same);
  ADD ("none", test_what_is_not_recorded_is_not_found);

  return g_test_run ();
}

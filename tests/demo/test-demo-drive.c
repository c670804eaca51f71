/* test-demo-drive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * disk/storage, disk/folder, disk/file and disk/attached-object, files of lists, counters and
 * notifications in the REST documentation.
 */

#include "demo-fixture.h"
#include "demo-workflow.h"

#include <string.h>

#define HEAD 1
#define SENIOR 5
#define DESK 7
#define OTHER_DESK 8
#define ACCOUNTANT 15

static JsonObject *
get_result (JsonObject *answer)
{
  return json_object_get_object_member (answer, "result");
}

static const char *
get_error (JsonObject *answer)
{
  return json_object_get_string_member (answer, "error");
}

/* with_headers: those that general-principles asks for */
static GBytes *
download (Fixture *fixture, const char *url, gboolean with_headers)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autoptr (SoupMessage) message = soup_message_new_from_uri ("GET", uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  GBytes *bytes;

  if (with_headers)
    {
      soup_message_headers_append (headers, "User-Agent", "test/1");
      soup_message_headers_append (headers, "Accept", "*/*");
      soup_message_headers_append (headers, "Accept-Language", "ru");
      soup_message_headers_append (headers, "Referer", fixture->url);
    }
  bytes = soup_session_send_and_read (fixture->session, message, NULL, NULL);
  fixture->status = soup_message_get_status (message);

  return bytes;
}

static void
test_everybody_has_a_storage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) own = fixture_call_as (fixture, DESK, "disk.storage.getList",
                                                "{\"filter\":{\"ENTITY_TYPE\":\"user\"}}");
  g_autoptr (JsonObject) one =
    fixture_call_as (fixture, HEAD, "disk.storage.getList", "{\"filter\":{\"ENTITY_ID\":15}}");
  JsonObject *row = json_array_get_object_element (json_object_get_array_member (own, "result"), 0);

  g_assert_cmpint (json_object_get_int_member (own, "total"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (row, "ID"), ==, "107");
  g_assert_cmpstr (json_object_get_string_member (row, "ROOT_OBJECT_ID"), ==, "3007");
  g_assert_cmpint (json_object_get_int_member (one, "total"), ==, 1);
}

#define UPLOAD(id, name)                                                                           \
  "{\"id\":" id ",\"data\":{\"NAME\":\"" name "\"},\"fileContent\":[\"" name                       \
  "\",\"0J/RgNCw0LLQtA==\"]"

static void
test_a_file_goes_up_and_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) made =
    fixture_call_as (fixture, DESK, "disk.storage.uploadFile", UPLOAD ("107", "a.txt") "}");
  g_autoptr (JsonObject) twice =
    fixture_call_as (fixture, DESK, "disk.storage.uploadFile", UPLOAD ("107", "a.txt") "}");
  g_autoptr (JsonObject) unique =
    fixture_call_as (fixture, DESK, "disk.folder.uploadFile",
                     UPLOAD ("3007", "a.txt") ",\"generateUniqueName\":1}");
  g_autofree char *ask = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT "}",
                                          json_object_get_int_member (get_result (made), "ID"));
  g_autoptr (JsonObject) read = fixture_call_as (fixture, DESK, "disk.file.get", ask);
  g_autoptr (JsonObject) denied = fixture_call_as (fixture, OTHER_DESK, "disk.file.get", ask);
  const char *url = json_object_get_string_member (get_result (read), "DOWNLOAD_URL");
  g_autoptr (GBytes) bytes = download (fixture, url, TRUE);

  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 10);
  g_assert_cmpstr (get_error (twice), ==, "DISK_OBJ_22000");
  g_assert_cmpstr (json_object_get_string_member (get_result (unique), "NAME"), ==, "a (1).txt");
  g_assert_cmpstr (json_object_get_string_member (get_result (read), "SIZE"), ==, "10");
  g_assert_cmpstr (get_error (denied), ==, "ACCESS_DENIED");

  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = download (fixture, url, FALSE);
  g_assert_cmpuint (fixture->status, ==, 404);
}

static void
test_an_upload_has_to_be_whole (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *json;
    const char *error;
  } cases[] = {
    { "{}", "ERROR_ARGUMENT" },
    { UPLOAD ("9999", "b.txt") "}", "ERROR_NOT_FOUND" },
    { UPLOAD ("115", "b.txt") "}", "ACCESS_DENIED" },
    { "{\"id\":107,\"fileContent\":[\"b.txt\",\"YQ==\"]}", "DISK_BASE_SERVICE_22001" },
    { "{\"id\":107,\"data\":{\"NAME\":\"b.txt\"},\"fileContent\":[\"b.txt\"]}",
      "ERROR_COULD_NOT_SAVE_FILE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) answer =
        fixture_call_as (fixture, DESK, "disk.storage.uploadFile", cases[i].json);

      g_assert_cmpstr (get_error (answer), ==, cases[i].error);
      g_assert_cmpuint (fixture->status, ==, 400);
    }
}

static void
test_the_paper_of_an_invoice_is_for_who_may_see_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) paper =
    fixture_call_as (fixture, ACCOUNTANT, "disk.attachedObject.get", "{\"id\":30001}");
  g_autoptr (JsonObject) denied =
    fixture_call_as (fixture, OTHER_DESK, "disk.attachedObject.get", "{\"id\":30001}");
  const char *url = json_object_get_string_member (get_result (paper), "DOWNLOAD_URL");
  g_autoptr (GBytes) bytes = download (fixture, url, TRUE);
  g_autoptr (JsonObject) control = NULL;

  g_assert_cmpstr (json_object_get_string_member (get_result (paper), "MODULE_ID"), ==, "iblock");
  g_assert_cmpstr (get_error (denied), ==, "ACCESS_DENIED");
  g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL), "%PDF-1.4"));
  g_assert_cmpuint (fixture->status, ==, 200);

  control = fixture_control (fixture, "links", NULL);
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = download (fixture, url, TRUE);
  g_assert_cmpuint (fixture->status, ==, 401);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                  "expired_token"));
}

static gint64
get_counter (Fixture *fixture, gint64 user)
{
  g_autoptr (JsonObject) answer = fixture_call_as (fixture, user, "user.counters", NULL);

  return json_object_get_int_member (json_object_get_object_member (get_result (answer), "s1"),
                                     "bp_tasks");
}

static void
test_counters_follow_the_tasks (Fixture *fixture, gconstpointer data)
{
  gint64 before = get_counter (fixture, HEAD);
  g_autoptr (JsonObject) made =
    fixture_control (fixture, "invoice",
                     "{\"sum\":\"20500.50\",\"contractor\":\"ООО «Новое»\",\"number\":\"77\"}");
  g_autofree char *give =
    g_strdup_printf ("{\"TASK_IDS\":[%" G_GINT64_FORMAT "],\"FROM_USER_ID\":1,\"TO_USER_ID\":5}",
                     json_object_get_int_member (made, "task"));
  g_autofree char *decide =
    g_strdup_printf ("{\"task\":%" G_GINT64_FORMAT
                     ",\"user\":5,\"status\":3,\"fields\":{\"decision\":\"reject\"}}",
                     json_object_get_int_member (made, "task"));
  g_autoptr (JsonObject) none = fixture_call_as (fixture, SENIOR, "im.notify.get", NULL);
  g_autoptr (JsonObject) given = NULL;
  g_autoptr (JsonObject) told = NULL;
  g_autoptr (JsonObject) im = NULL;
  g_autoptr (JsonObject) control = NULL;
  JsonObject *notification;

  g_assert_cmpint (get_counter (fixture, HEAD), ==, before + 1);
  g_assert_false (json_object_has_member (get_result (none), "total_count"));
  given = fixture_call_as (fixture, HEAD, "bizproc.task.delegate", give);
  g_assert_cmpint (get_counter (fixture, HEAD), ==, before);
  told = fixture_call_as (fixture, SENIOR, "im.notify.get", "{\"LIMIT\":50}");
  notification = json_array_get_object_element (json_object_get_array_member (get_result (told),
                                                                              "notifications"),
                                                0);
  g_assert_true (
    g_str_has_prefix (json_object_get_string_member (notification, "notify_tag"), "BIZPROC|TASK|"));
  im = fixture_call_as (fixture, SENIOR, "im.counters.get", NULL);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (get_result (im),
                                                                              "TYPE"),
                                               "NOTIFY"),
                   ==, 1);

  control = fixture_control (fixture, "decide", decide);
  g_assert_nonnull (control);
}

static void
test_time_runs_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) made =
    fixture_control (fixture, "invoice", "{\"sum\":50000,\"number\":\"78\",\"overdue\":60}");
  gint64 task = json_object_get_int_member (made, "task");
  g_autofree char *answer = g_strdup_printf ("{\"TASK_ID\":%" G_GINT64_FORMAT
                                             ",\"STATUS\":3,\"FIELDS\":{\"decision\":\"approve\"}}",
                                             task);
  g_autofree char *ask =
    g_strdup_printf ("{\"filter\":{\"ID\":%" G_GINT64_FORMAT "},\"select\":[\"STATUS\"]}", task);
  g_autoptr (JsonObject) control = fixture_control (fixture, "clock", "{\"advance\":120}");
  g_autoptr (JsonObject) late = fixture_call_as (fixture, HEAD, "bizproc.task.complete", answer);
  g_autoptr (JsonObject) row = fixture_call_as (fixture, HEAD, "bizproc.task.list", ask);

  g_assert_cmpstr (get_error (late), ==, "ERROR_TASK_COMPLETED");
  g_assert_cmpstr (json_object_get_string_member (
                     json_array_get_object_element (json_object_get_array_member (row, "result"),
                                                    0),
                     "STATUS"),
                   ==, "4");
}

static void
test_a_paper_may_be_closed_where_its_card_is_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) before =
    fixture_call_as (fixture, ACCOUNTANT, "disk.attachedObject.get", "{\"id\":30001}");
  g_autoptr (JsonObject) control = NULL;
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (JsonObject) card = NULL;
  g_autofree char *deny =
    g_strdup_printf ("{\"element\":%s,\"denied\":true}",
                     json_object_get_string_member (get_result (before), "ENTITY_ID"));

  control = fixture_control (fixture, "papers", deny);
  after = fixture_call_as (fixture, ACCOUNTANT, "disk.attachedObject.get", "{\"id\":30001}");
  g_assert_cmpstr (get_error (after), ==, "ACCESS_DENIED");
  card = fixture_call_as (fixture, ACCOUNTANT, "lists.element.get",
                          "{\"IBLOCK_TYPE_ID\":\"lists\",\"IBLOCK_ID\":41}");
  g_assert_cmpint (json_object_get_int_member (card, "total"), >=, 40);
}

static gint64
count_tasks (Fixture *fixture)
{
  g_autoptr (JsonObject) answer =
    fixture_call_as (fixture, HEAD, "bizproc.task.list", "{\"filter\":{\"STATUS\":0}}");

  return json_object_get_int_member (answer, "total");
}

#define ADD(code)                                                                                   \
  "{\"IBLOCK_TYPE_ID\":\"bitrix_processes\",\"IBLOCK_ID\":35,\"ELEMENT_CODE\":\"" code "\","        \
  "\"FIELDS\":{\"NAME\":\"Счёт 6\",\"PROPERTY_181\":\"7|RUB\",\"PROPERTY_182\":\"6\","          \
  "\"PROPERTY_185\":401,\"PROPERTY_186\":431,\"PROPERTY_187\":\"Б\",\"PROPERTY_191\":[\"n40001\"]" \
  "}}"

static void
test_a_process_may_not_start (Fixture *fixture, gconstpointer data)
{
  gint64 before = count_tasks (fixture);
  g_autoptr (JsonObject) silent = fixture_control (fixture, "launch", "{\"mode\":\"silent\"}");
  g_autoptr (JsonObject) lost = fixture_call_as (fixture, DESK, "lists.element.add", ADD ("s-1"));
  g_autoptr (JsonObject) unset = fixture_control (fixture, "launch", "{\"mode\":\"unset\"}");
  g_autoptr (JsonObject) none = fixture_call_as (fixture, DESK, "lists.element.add", ADD ("s-2"));
  g_autoptr (JsonObject) well = fixture_control (fixture, "launch", "{\"mode\":\"well\"}");
  g_autoptr (JsonObject) made = NULL;

  g_assert_cmpint (json_object_get_int_member (lost, "result"), >, 0);
  g_assert_cmpstr (get_error (none), ==, "ERROR_ADD_ELEMENT");
  g_assert_cmpint (count_tasks (fixture), ==, before);
  made = fixture_call_as (fixture, DESK, "lists.element.add", ADD ("s-3"));
  g_assert_cmpint (json_object_get_int_member (made, "result"), >, 0);
  g_assert_cmpint (count_tasks (fixture), >, before);
}

static void
test_all_of_them_have_to_agree (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) made =
    fixture_control (fixture, "invoice", "{\"sum\":900,\"number\":\"79\",\"all\":true}");
  g_autofree char *answer = g_strdup_printf ("{\"TASK_ID\":%" G_GINT64_FORMAT
                                             ",\"STATUS\":3,\"FIELDS\":{\"decision\":\"approve\"}}",
                                             json_object_get_int_member (made, "task"));
  gint64 before = get_counter (fixture, ACCOUNTANT);
  g_autoptr (JsonObject) first = fixture_call_as (fixture, HEAD, "bizproc.task.complete", answer);
  g_autoptr (JsonObject) second = NULL;

  g_assert_true (json_object_get_boolean_member (first, "result"));
  g_assert_cmpint (get_counter (fixture, ACCOUNTANT), ==, before);
  second = fixture_call_as (fixture, SENIOR, "bizproc.task.complete", answer);
  g_assert_true (json_object_get_boolean_member (second, "result"));
  g_assert_cmpint (get_counter (fixture, ACCOUNTANT), ==, before + 1);
}

static void
add (const char *path, void (*run) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GINT_TO_POINTER (DEMO_SETUP_B), fixture_set_up_invoices, run,
              fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/demo/drive/storage", test_everybody_has_a_storage);
  add ("/demo/drive/upload", test_a_file_goes_up_and_down);
  add ("/demo/drive/refused", test_an_upload_has_to_be_whole);
  add ("/demo/drive/paper", test_the_paper_of_an_invoice_is_for_who_may_see_it);
  add ("/demo/drive/counters", test_counters_follow_the_tasks);
  add ("/demo/drive/timeout", test_time_runs_out);
  add ("/demo/drive/closed", test_a_paper_may_be_closed_where_its_card_is_open);
  add ("/demo/drive/launch", test_a_process_may_not_start);
  add ("/demo/drive/all", test_all_of_them_have_to_agree);

  return g_test_run ();
}

/* test-demo-smart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The smart process of invoices: crm/universal, crm/status, crm/crm-stage-history-list and
 * crm/auxiliary/enum in the REST documentation.
 */

#include "demo-fixture.h"
#include "demo-lists.h"

#include <string.h>

#define HEAD 1
#define DESK 7
#define OTHER_DESK 8
#define ACCOUNTANT 15
#define TYPE "\"entityTypeId\":1036"

static JsonObject *
get_item (JsonObject *answer)
{
  return json_object_get_object_member (json_object_get_object_member (answer, "result"), "item");
}

static JsonArray *
get_items (JsonObject *answer)
{
  return json_object_get_array_member (json_object_get_object_member (answer, "result"), "items");
}

static const char *
get_error (JsonObject *answer)
{
  return json_object_get_string_member (answer, "error");
}

static gint64
bring (Fixture *fixture)
{
  g_autoptr (JsonObject) made = fixture_call_as (
    fixture, DESK, "crm.item.add",
    "{" TYPE ",\"fields\":{\"title\":\"Счёт 5\",\"xmlId\":\"uuid-5\",\"opportunity\":1200.5,"
    "\"currencyId\":\"RUB\",\"stageId\":\"DT1036_12:UC_APPROVE\",\"ufCrm7_1751000002\":701,"
    "\"ufCrm7_1751000004\":\"ООО «Ваза»\",\"ufCrm7_1751000005\":[\"a.pdf\",\"JVBERi0=\"],"
    "\"unknown\":1}}");

  g_assert_cmpuint (fixture->status, ==, 200);

  return json_object_get_int_member (get_item (made), "id");
}

/* rest: members of `fields` */
static JsonObject *
change (Fixture *fixture, gint64 user, gint64 id, const char *rest)
{
  g_autofree char *json =
    g_strdup_printf ("{" TYPE ",\"id\":%" G_GINT64_FORMAT ",\"fields\":{%s}}", id, rest);

  return fixture_call_as (fixture, user, "crm.item.update", json);
}

static void
test_the_process_is_found_by_its_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) owners = fixture_call_as (fixture, DESK, "crm.enum.ownertype", NULL);
  g_autoptr (JsonObject) types = fixture_call_as (fixture, HEAD, "crm.type.list", NULL);
  g_autoptr (JsonObject) denied = fixture_call_as (fixture, ACCOUNTANT, "crm.type.list", NULL);
  JsonArray *list = json_object_get_array_member (owners, "result");
  JsonObject *last = json_array_get_object_element (list, json_array_get_length (list) - 1);
  JsonObject *type = json_array_get_object_element (
    json_object_get_array_member (json_object_get_object_member (types, "result"), "types"), 0);

  g_assert_cmpint (json_object_get_int_member (last, "ID"), ==, 1036);
  g_assert_cmpint (json_object_get_int_member (type, "id"), ==, 7);
  g_assert_cmpint (json_object_get_int_member (type, "entityTypeId"), ==, 1036);
  g_assert_cmpstr (get_error (denied), ==, "ACCESS_DENIED");
}

static void
test_fields_and_stages_are_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) camel = fixture_call_as (fixture, DESK, "crm.item.fields", "{" TYPE "}");
  g_autoptr (JsonObject) upper =
    fixture_call_as (fixture, DESK, "crm.item.fields", "{" TYPE ",\"useOriginalUfNames\":\"Y\"}");
  g_autoptr (JsonObject) stages =
    fixture_call_as (fixture, DESK, "crm.status.list",
                     "{\"filter\":{\"ENTITY_ID\":\"DYNAMIC_1036_STAGE_12\"}}");
  JsonObject *fields =
    json_object_get_object_member (json_object_get_object_member (camel, "result"), "fields");
  JsonObject *file = json_object_get_object_member (fields, "ufCrm7_1751000006");

  g_assert_cmpstr (json_object_get_string_member (file, "type"), ==, "file");
  g_assert_true (json_object_get_boolean_member (file, "isMultiple"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (fields, "stageId"),
                                                  "statusType"),
                   ==, "DYNAMIC_1036_STAGE_12");
  g_assert_true (json_object_has_member (
    json_object_get_object_member (json_object_get_object_member (upper, "result"), "fields"),
    "UF_CRM_7_1751000006"));
  g_assert_cmpint (json_object_get_int_member (stages, "total"), ==, 7);
}

static void
test_files_are_objects_with_a_link_for_machines (Fixture *fixture, gconstpointer data)
{
  gint64 id = bring (fixture);
  g_autofree char *ask = g_strdup_printf ("{" TYPE ",\"id\":%" G_GINT64_FORMAT "}", id);
  g_autoptr (JsonObject) read = fixture_call_as (fixture, DESK, "crm.item.get", ask);
  JsonObject *file = json_object_get_object_member (get_item (read), "ufCrm7_1751000005");
  g_autoptr (SoupMessage) message =
    soup_message_new ("GET", json_object_get_string_member (file, "urlMachine"));
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonObject) acts = NULL;
  g_autoptr (JsonObject) kept = NULL;
  g_autofree char *keep = NULL;
  JsonArray *list;

  soup_message_headers_append (headers, "User-Agent", "test/1");
  soup_message_headers_append (headers, "Accept", "*/*");
  soup_message_headers_append (headers, "Accept-Language", "ru");
  soup_message_headers_append (headers, "Referer", fixture->url);
  bytes = soup_session_send_and_read (fixture->session, message, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "%PDF-", 5);

  acts =
    change (fixture, DESK, id, "\"ufCrm7_1751000006\":[[\"1.pdf\",\"YQ==\"],[\"2.pdf\",\"Yg==\"]]");
  list = json_object_get_array_member (get_item (acts), "ufCrm7_1751000006");
  g_assert_cmpuint (json_array_get_length (list), ==, 2);
  keep =
    g_strdup_printf ("\"ufCrm7_1751000006\":[{\"id\":%" G_GINT64_FORMAT "}]",
                     json_object_get_int_member (json_array_get_object_element (list, 1), "id"));
  kept = change (fixture, DESK, id, keep);
  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (get_item (kept), "ufCrm7_1751000006")),
                    ==, 1);
}

static void
test_everybody_moves_what_is_his_to_move (Fixture *fixture, gconstpointer data)
{
  gint64 id = bring (fixture);
  g_autoptr (JsonObject) early = change (fixture, DESK, id, "\"stageId\":\"DT1036_12:UC_PAY\"");
  g_autoptr (JsonObject) hidden = change (fixture, OTHER_DESK, id, "\"title\":\"x\"");
  g_autoptr (JsonObject) back = change (fixture, HEAD, id, "\"stageId\":\"DT1036_12:UC_REWORK\"");
  g_autoptr (JsonObject) again =
    change (fixture, DESK, id, "\"opportunity\":1300,\"stageId\":\"DT1036_12:UC_APPROVE\"");
  g_autoptr (JsonObject) approved = change (fixture, HEAD, id, "\"stageId\":\"DT1036_12:UC_PAY\"");
  g_autoptr (JsonObject) paid =
    change (fixture, ACCOUNTANT, id,
            "\"ufCrm7_1751000001\":\"2026-11-20\",\"stageId\":\"DT1036_12:SUCCESS\"");
  g_autofree char *ask =
    g_strdup_printf ("{" TYPE ",\"filter\":{\"OWNER_ID\":%" G_GINT64_FORMAT "}}", id);
  g_autoptr (JsonObject) history =
    fixture_call_as (fixture, ACCOUNTANT, "crm.stagehistory.list", ask);

  g_assert_cmpstr (json_object_get_string_member (early, "error_description"), ==,
                   "Недостаточно прав для изменения стадии");
  g_assert_cmpstr (get_error (hidden), ==, "ACCESS_DENIED");
  g_assert_cmpint (json_object_get_int_member (get_item (back), "movedBy"), ==, HEAD);
  g_assert_cmpstr (json_object_get_string_member (get_item (again), "previousStageId"), ==,
                   "DT1036_12:UC_REWORK");
  g_assert_nonnull (get_item (approved));
  g_assert_cmpstr (json_object_get_string_member (get_item (paid), "ufCrm7_1751000001"), ==,
                   "2026-11-20T03:00:00+03:00");
  g_assert_cmpuint (json_array_get_length (get_items (history)), ==, 5);
}

static void
test_lists_leave_out_what_is_not_ones_own (Fixture *fixture, gconstpointer data)
{
  gint64 id = bring (fixture);
  g_autoptr (JsonObject) own = fixture_call_as (fixture, DESK, "crm.item.list",
                                                "{" TYPE ",\"filter\":{\"xmlId\":\"uuid-5\"}}");
  g_autoptr (JsonObject) other = fixture_call_as (fixture, OTHER_DESK, "crm.item.list",
                                                  "{" TYPE ",\"filter\":{\"xmlId\":\"uuid-5\"}}");
  g_autoptr (JsonObject) closed = fixture_call_as (
    fixture, ACCOUNTANT, "crm.item.list",
    "{" TYPE ",\"filter\":{\"@stageId\":[\"DT1036_12:SUCCESS\",\"DT1036_12:FAIL\"],\">id\":0},"
    "\"order\":{\"id\":\"ASC\"},\"start\":-1}");

  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (get_items (own), 0),
                                               "id"),
                   ==, id);
  g_assert_cmpuint (json_array_get_length (get_items (other)), ==, 0);
  g_assert_cmpuint (json_array_get_length (get_items (closed)), ==, 41);
  g_assert_false (json_object_has_member (closed, "total"));
}

static void
test_comments_and_processes_hang_on_items (Fixture *fixture, gconstpointer data)
{
  gint64 id = bring (fixture);
  g_autofree char *comment = g_strdup_printf ("{\"fields\":{\"ENTITY_ID\":%" G_GINT64_FORMAT
                                              ",\"ENTITY_TYPE\":\"dynamic_1036\","
                                              "\"COMMENT\":\"Нет акта\"}}",
                                              id);
  g_autofree char *start = g_strdup_printf (
    "{\"TEMPLATE_ID\":14,\"DOCUMENT_ID\":[\"crm\",\"Bitrix\\\\Crm\\\\Integration\\\\BizProc\\\\"
    "Document\\\\Dynamic\",\"DYNAMIC_1036_%" G_GINT64_FORMAT "\"]}",
    id);
  g_autoptr (JsonObject) added =
    fixture_call_as (fixture, HEAD, "crm.timeline.comment.add", comment);
  g_autoptr (JsonObject) started = fixture_call_as (fixture, HEAD, "bizproc.workflow.start", start);
  g_autoptr (JsonObject) tasks = fixture_call_as (fixture, HEAD, "bizproc.task.list", NULL);
  JsonObject *task =
    json_array_get_object_element (json_object_get_array_member (tasks, "result"), 0);
  g_autofree char *url = g_strdup_printf ("/crm/type/1036/details/%" G_GINT64_FORMAT "/", id);

  g_assert_cmpint (json_object_get_int_member (added, "result"), >, 0);
  g_assert_cmpint ((int) strlen (json_object_get_string_member (started, "result")), >, 10);
  g_assert_cmpstr (json_object_get_string_member (task, "DOCUMENT_URL"), ==, url);
}

static void
test_without_the_set_up_there_is_no_process (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) items = fixture_call_as (fixture, HEAD, "crm.item.list", "{" TYPE "}");
  g_autoptr (JsonObject) stages =
    fixture_call_as (fixture, HEAD, "crm.status.list",
                     "{\"filter\":{\"ENTITY_ID\":\"DYNAMIC_1036_STAGE_12\"}}");

  g_assert_cmpstr (get_error (items), ==, "NOT_FOUND");
  g_assert_cmpint (json_object_get_int_member (stages, "total"), ==, 0);
}

static void
add (const char *path, int setups, void (*run) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GINT_TO_POINTER (setups), fixture_set_up_invoices, run,
              fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/demo/smart/found", DEMO_SETUP_C, test_the_process_is_found_by_its_number);
  add ("/demo/smart/fields", DEMO_SETUP_C, test_fields_and_stages_are_told);
  add ("/demo/smart/files", DEMO_SETUP_C, test_files_are_objects_with_a_link_for_machines);
  add ("/demo/smart/moves", DEMO_SETUP_C, test_everybody_moves_what_is_his_to_move);
  add ("/demo/smart/lists", DEMO_SETUP_C, test_lists_leave_out_what_is_not_ones_own);
  add ("/demo/smart/comments", DEMO_SETUP_C, test_comments_and_processes_hang_on_items);
  add ("/demo/smart/none", DEMO_SETUP_A | DEMO_SETUP_B,
       test_without_the_set_up_there_is_no_process);

  return g_test_run ();
}

/* test-demo-lists.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lists/lists, lists/fields and lists/elements in the REST documentation.
 */

#include "demo-fixture.h"
#include "demo-workflow.h"

#define DESK 7
#define OTHER_DESK 8
#define ACCOUNTANT 15
#define REGISTRY "\"IBLOCK_TYPE_ID\":\"lists\",\"IBLOCK_ID\":41"
#define PROCESS "\"IBLOCK_TYPE_ID\":\"bitrix_processes\",\"IBLOCK_ID\":34"

static JsonArray *
get_rows (JsonObject *answer)
{
  return json_object_get_array_member (answer, "result");
}

static JsonObject *
get_row (JsonObject *answer, guint i)
{
  return json_array_get_object_element (get_rows (answer), i);
}

static const char *
get_error (JsonObject *answer)
{
  return json_object_get_string_member (answer, "error");
}

static JsonObject *
get_registry (Fixture *fixture, const char *rest)
{
  g_autofree char *json = g_strdup_printf ("{" REGISTRY "%s}", rest);

  return fixture_call_as (fixture, ACCOUNTANT, "lists.element.get", json);
}

static void
test_lists_are_for_those_who_may_read_them (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) accountant =
    fixture_call_as (fixture, ACCOUNTANT, "lists.get", "{\"IBLOCK_TYPE_ID\":\"lists\"}");
  g_autoptr (JsonObject) desk =
    fixture_call_as (fixture, DESK, "lists.get", "{\"IBLOCK_TYPE_ID\":\"lists\"}");
  g_autoptr (JsonObject) process =
    fixture_call_as (fixture, DESK, "lists.get", "{\"IBLOCK_TYPE_ID\":\"bitrix_processes\"}");
  g_autoptr (JsonObject) none =
    fixture_call_as (fixture, DESK, "lists.get", "{\"IBLOCK_TYPE_ID\":\"lists_socnet\"}");
  g_autoptr (JsonObject) denied = NULL;

  g_assert_cmpstr (json_object_get_string_member (get_row (accountant, 0), "NAME"), ==, "Реестр");
  /* those that she is paid by, and not the registry */
  g_assert_cmpint (json_object_get_int_member (desk, "total"), ==, 4);
  g_assert_cmpstr (json_object_get_string_member (get_row (desk, 0), "NAME"), ==, "Ставки");
  g_assert_cmpuint (json_array_get_length (get_rows (none)), ==, 0);
  g_assert_false (json_object_has_member (none, "total"));
  g_assert_cmpstr (json_object_get_string_member (get_row (process, 0), "BIZPROC"), ==, "Y");
  g_assert_cmpint (json_object_get_int_member (process, "total"), ==, 1);

  denied = fixture_call_as (fixture, DESK, "lists.field.get", "{" REGISTRY "}");
  g_assert_cmpuint (fixture->status, ==, 403);
  g_assert_cmpstr (get_error (denied), ==, "ACCESS_DENIED");
}

static void
test_fields_are_keyed_by_id_or_by_type (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) all =
    fixture_call_as (fixture, ACCOUNTANT, "lists.field.get", "{" REGISTRY "}");
  g_autoptr (JsonObject) one = fixture_call_as (fixture, ACCOUNTANT, "lists.field.get",
                                                "{" REGISTRY ",\"FIELD_ID\":\"PROPERTY_122\"}");
  g_autoptr (JsonObject) none = fixture_call_as (fixture, ACCOUNTANT, "lists.field.get",
                                                 "{" REGISTRY ",\"FIELD_ID\":\"PROPERTY_1\"}");
  JsonObject *fields = json_object_get_object_member (all, "result");
  JsonObject *choice =
    json_object_get_object_member (json_object_get_object_member (one, "result"), "L");

  g_assert_true (json_object_has_member (fields, "NAME"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (fields,
                                                                                 "PROPERTY_120"),
                                                  "TYPE"),
                   ==, "S:Money");
  g_assert_cmpstr (json_object_get_string_member (
                     json_object_get_object_member (choice, "DISPLAY_VALUES_FORM"), "51"),
                   ==, "Медтовары и расходники");
  g_assert_cmpuint (json_array_get_length (get_rows (none)), ==, 0);
}

static void
test_values_have_the_portals_shapes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer =
    get_registry (fixture, ",\"FILTER\":{\"PROPERTY_131\":\"903/04\"}");
  g_autoptr (JsonObject) undated =
    get_registry (fixture, ",\"FILTER\":{\"PROPERTY_128\":94,\"PROPERTY_121\":false}");
  JsonObject *row = get_row (answer, 0);
  g_autofree char *sum = fixture_to_text (row, "PROPERTY_120");
  g_autofree char *file = fixture_to_text (row, "PROPERTY_125");
  g_autofree char *comment = fixture_to_text (row, "PROPERTY_127");
  g_autofree char *day = fixture_to_text (row, "PROPERTY_121");

  g_assert_true (g_regex_match_simple ("^\\{\"\\d+\":\"112000\\|RUB\"\\}$", sum, 0, 0));
  g_assert_true (g_regex_match_simple ("^\\{\"\\d+\":\\[\"\\d+\"\\]\\}$", file, 0, 0));
  g_assert_true (g_regex_match_simple ("\"TYPE\":\"HTML\",\"TEXT\":\"Опл", comment, 0, 0));
  g_assert_true (g_regex_match_simple ("\"\\d\\d\\.\\d\\d\\.\\d{4}\"", day, 0, 0));
  g_assert_cmpuint (json_array_get_length (get_rows (undated)), ==, 1);
  g_assert_false (json_object_has_member (get_row (undated, 0), "PROPERTY_121"));
}

static void
test_nothing_found_has_no_total (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) nothing = get_registry (fixture, ",\"FILTER\":{\"NAME\":\"нет\"}");
  g_autoptr (JsonObject) page = get_registry (fixture, ",\"start\":0");
  g_autoptr (JsonObject) wrong = get_registry (fixture, ",\"FILTER\":{\"PROPERTY_999\":1}");

  g_assert_cmpuint (json_array_get_length (get_rows (nothing)), ==, 0);
  g_assert_false (json_object_has_member (nothing, "total"));
  g_assert_cmpint (json_object_get_int_member (page, "total"), >=, 40);
  g_assert_cmpstr (get_error (wrong), ==, "ERROR_ARGUMENT");
  g_assert_cmpuint (fixture->status, ==, 400);
}

/* Dates are text: the portal's own format is understood, ISO compares with nonsense. */
static void
test_dates_compare_in_the_portals_format (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) site =
    get_registry (fixture, ",\"FILTER\":{\">=PROPERTY_121\":\"01.01.2020\"}");
  g_autoptr (JsonObject) none =
    get_registry (fixture, ",\"FILTER\":{\"<=PROPERTY_121\":\"01.01.2020\"}");
  g_autoptr (JsonObject) iso =
    get_registry (fixture, ",\"FILTER\":{\"<=PROPERTY_121\":\"2099-01-01\"}");

  g_assert_cmpuint (json_array_get_length (get_rows (site)), >, 30);
  g_assert_cmpuint (json_array_get_length (get_rows (none)), ==, 0);
  g_assert_cmpuint (json_array_get_length (get_rows (iso)), ==, 0);
}

#define FIELDS                                                                                     \
  "\"NAME\":\"Счёт 5\",\"PROPERTY_161\":\"1200.5|RUB\",\"PROPERTY_162\":\"5\","                \
  "\"PROPERTY_165\":301,\"PROPERTY_166\":\"331\",\"PROPERTY_167\":\"ООО «Ваза»\","        \
  "\"PROPERTY_163\":\"2026-11-20\",\"PROPERTY_169\":\"48 600,50\""

static char *
dup_object (Fixture *fixture)
{
  g_autoptr (JsonObject) answer =
    fixture_call_as (fixture, ACCOUNTANT, "disk.attachedObject.get", "{\"id\":30001}");

  return g_strdup (
    json_object_get_string_member (json_object_get_object_member (answer, "result"), "OBJECT_ID"));
}

static JsonObject *
add_element (Fixture *fixture, const char *code, const char *fields)
{
  g_autofree char *json =
    g_strdup_printf ("{" PROCESS ",\"ELEMENT_CODE\":\"%s\",\"FIELDS\":{%s}}", code, fields);

  return fixture_call_as (fixture, DESK, "lists.element.add", json);
}

static void
test_an_element_of_a_process_starts_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *object = dup_object (fixture);
  g_autofree char *fields = g_strdup_printf (FIELDS ",\"PROPERTY_171\":[\"n%s\"]", object);
  g_autoptr (JsonObject) bare = add_element (fixture, "c-1", FIELDS);
  g_autoptr (JsonObject) made = add_element (fixture, "c-1", fields);
  g_autoptr (JsonObject) twice = add_element (fixture, "c-1", fields);
  g_autoptr (JsonObject) read =
    fixture_call_as (fixture, DESK, "lists.element.get", "{" PROCESS ",\"ELEMENT_CODE\":\"c-1\"}");
  g_autoptr (JsonObject) other = fixture_call_as (fixture, OTHER_DESK, "lists.element.get",
                                                  "{" PROCESS ",\"ELEMENT_CODE\":\"c-1\"}");
  JsonObject *row = get_row (read, 0);
  g_autofree char *holder = fixture_to_text (row, "PROPERTY_174");
  g_autofree char *vat = fixture_to_text (row, "PROPERTY_169");
  g_autoptr (JsonObject) tasks =
    fixture_call_as (fixture, 1, "bizproc.task.list",
                     "{\"filter\":{\"DOCUMENT_NAME\":\"Счёт 5\",\"USER_ID\":1}}");

  g_assert_cmpstr (get_error (bare), ==, "ERROR_ELEMENT_FIELD_VALUE");
  g_assert_cmpint (json_object_get_int_member (made, "result"), >, 2200);
  g_assert_cmpstr (get_error (twice), ==, "ERROR_ELEMENT_ALREADY_EXISTS");
  g_assert_true (g_regex_match_simple ("^\\{\"\\d+\":\"1\",\"\\d+\":\"5\"\\}$", holder, 0, 0));
  g_assert_true (g_str_has_suffix (vat, ":\"48600.50\"}"));
  g_assert_cmpuint (json_array_get_length (get_rows (other)), ==, 0);
  g_assert_cmpint (json_object_get_int_member (tasks, "total"), ==, 1);
}

static void
test_an_update_wipes_what_is_not_sent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *object = dup_object (fixture);
  g_autofree char *fields =
    g_strdup_printf (FIELDS ",\"PROPERTY_171\":[\"n%s\"],\"PROPERTY_172\":[\"a.txt\",\"YQ==\"]",
                     object);
  g_autoptr (JsonObject) made = add_element (fixture, "c-2", fields);
  g_autoptr (JsonObject) file_id =
    fixture_call_as (fixture, DESK, "lists.element.update",
                     "{" PROCESS ",\"ELEMENT_CODE\":\"c-2\",\"FIELDS\":{" FIELDS
                     ",\"PROPERTY_172\":31001}}");
  g_autoptr (JsonObject) done = fixture_call_as (
    fixture, DESK, "lists.element.update",
    "{" PROCESS ",\"ELEMENT_CODE\":\"c-2\",\"FIELDS\":{\"NAME\":\"Счёт 5\",\"PROPERTY_161\":\"7|"
    "RUB\",\"PROPERTY_162\":\"6\",\"PROPERTY_165\":302,\"PROPERTY_166\":331,\"PROPERTY_167\":\"Б\""
    "}}");
  g_autoptr (JsonObject) read =
    fixture_call_as (fixture, DESK, "lists.element.get", "{" PROCESS ",\"ELEMENT_CODE\":\"c-2\"}");
  JsonObject *row = get_row (read, 0);
  g_autoptr (JsonObject) url =
    fixture_call_as (fixture, DESK, "lists.element.get.file.url",
                     "{" PROCESS ",\"ELEMENT_CODE\":\"c-2\",\"FIELD_ID\":172}");

  g_assert_nonnull (made);
  g_assert_cmpstr (json_object_get_string_member (file_id, "error_description"), ==,
                   "Writing file values by ID is not supported");
  g_assert_true (json_object_get_boolean_member (done, "result"));
  g_assert_false (json_object_has_member (row, "PROPERTY_163"));
  g_assert_true (json_object_has_member (row, "PROPERTY_171"));
  g_assert_true (json_object_has_member (row, "PROPERTY_172"));
  g_assert_true (g_str_has_prefix (json_array_get_string_element (get_rows (url), 0),
                                   "/bizproc/processes/34/file/0/"));
}

static void
test_a_file_of_a_list_wants_a_person (Fixture *fixture, gconstpointer data)
{
  g_autofree char *control = g_strdup (fixture->control);
  g_autofree char *url = NULL;
  g_autoptr (GBytes) page = NULL;

  *strstr (control, "/control/") = '\0';
  url = g_strconcat (control, "/bizproc/processes/34/file/0/1/PROPERTY_172/5/?ncc=y", NULL);
  page = fixture_send (fixture, "GET", url, NULL, NULL, NULL);
  g_assert_cmpuint (fixture->status, ==, 302);
  g_clear_pointer (&page, g_bytes_unref);
  g_clear_pointer (&url, g_free);
  url = g_strconcat (control, "/auth/?backurl=%2F", NULL);
  page = fixture_send (fixture, "GET", url, NULL, NULL, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_nonnull (strstr (g_bytes_get_data (page, NULL), "<form"));
}

/* A property that names things of the CRM holds their letters and numbers (lists-field-add,
 * crm/data-types); what they are called is asked for elsewhere. */
static void
test_suppliers_may_be_companies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) field = fixture_call_as (fixture, ACCOUNTANT, "lists.field.get",
                                                  "{\"IBLOCK_TYPE_ID\":\"lists\",\"IBLOCK_ID\":41,"
                                                  "\"FIELD_ID\":\"PROPERTY_124\"}");
  g_autoptr (JsonObject) registry =
    get_registry (fixture, ",\"FILTER\":{\"PROPERTY_124\":\"CO_51\"}");
  g_autoptr (JsonObject) items =
    fixture_call_as (fixture, DESK, "crm.item.list",
                     "{\"entityTypeId\":4,\"select\":[\"id\",\"title\"],\"filter\":{\"@id\":[51,52,"
                     "990]},\"start\":-1}");
  g_autoptr (JsonObject) one =
    fixture_call_as (fixture, DESK, "crm.item.get", "{\"entityTypeId\":4,\"id\":51}");
  g_autoptr (JsonObject) written =
    fixture_call_as (fixture, DESK, "crm.item.update",
                     "{\"entityTypeId\":4,\"id\":51,\"fields\":{\"title\":\"x\"}}");
  JsonArray *found =
    json_object_get_array_member (json_object_get_object_member (items, "result"), "items");
  JsonObject *company =
    json_object_get_object_member (json_object_get_object_member (one, "result"), "item");

  g_assert_true (
    json_object_has_member (json_object_get_object_member (field, "result"), "S:ECrm"));
  g_assert_cmpuint (json_array_get_length (get_rows (registry)), >, 0);
  g_assert_cmpuint (json_array_get_length (found), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (company, "title"), ==, "ООО «ДентСнаб»");
  g_assert_cmpint (json_object_get_int_member (company, "entityTypeId"), ==, 4);
  g_assert_cmpstr (get_error (written), ==, "ACCESS_DENIED");
}

static void
add (const char *path, void (*run) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GINT_TO_POINTER (DEMO_SETUP_A), fixture_set_up_invoices, run,
              fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/demo/lists/rights", test_lists_are_for_those_who_may_read_them);
  add ("/demo/lists/fields", test_fields_are_keyed_by_id_or_by_type);
  add ("/demo/lists/shapes", test_values_have_the_portals_shapes);
  add ("/demo/lists/nothing", test_nothing_found_has_no_total);
  add ("/demo/lists/dates", test_dates_compare_in_the_portals_format);
  add ("/demo/lists/add", test_an_element_of_a_process_starts_it);
  add ("/demo/lists/update", test_an_update_wipes_what_is_not_sent);
  add ("/demo/lists/file", test_a_file_of_a_list_wants_a_person);

  g_test_add ("/demo/lists/companies", Fixture, GINT_TO_POINTER (DEMO_SETUP_A | DEMO_SETUP_D),
              fixture_set_up_invoices, test_suppliers_may_be_companies, fixture_tear_down);

  return g_test_run ();
}

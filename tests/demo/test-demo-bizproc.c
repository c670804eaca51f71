/* test-demo-bizproc.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bizproc/bizproc-task and bizproc/bizproc-workflow in the REST documentation.
 */

#include "demo-fixture.h"
#include "demo-workflow.h"

#define HEAD 1
#define SENIOR 5
#define DESK 7
#define ACCOUNTANT 15

static JsonArray *
get_rows (JsonObject *answer)
{
  return json_object_get_array_member (answer, "result");
}

static const char *
get_error (JsonObject *answer)
{
  return json_object_get_string_member (answer, "error");
}

/* (nullable) (transfer full): the waiting task of a person with this name of its document */
static JsonObject *
find_task (Fixture *fixture, gint64 user, const char *document)
{
  g_autofree char *json =
    g_strdup_printf ("{\"filter\":{\"USER_ID\":%" G_GINT64_FORMAT ",\"STATUS\":0,\"USER_STATUS\":0}"
                     ",\"select\":[\"ID\",\"NAME\",\"DOCUMENT_NAME\",\"ACTIVITY\",\"PARAMETERS\","
                     "\"DESCRIPTION\",\"WORKFLOW_STATE\"]}",
                     user);
  g_autoptr (JsonObject) answer = fixture_call_as (fixture, user, "bizproc.task.list", json);
  JsonArray *rows = get_rows (answer);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_has_prefix (json_object_get_string_member (row, "DOCUMENT_NAME"), document))
        return json_object_ref (row);
    }

  return NULL;
}

static const char *
get_id (JsonObject *task)
{
  return json_object_get_string_member (task, "ID");
}

/* rest: more members of the call */
static JsonObject *
complete (Fixture *fixture, gint64 user, JsonObject *task, const char *rest)
{
  g_autofree char *json = g_strdup_printf ("{\"TASK_ID\":%s,%s}", get_id (task), rest);

  return fixture_call_as (fixture, user, "bizproc.task.complete", json);
}

static void
complete_well (Fixture *fixture, gint64 user, JsonObject *task, const char *rest)
{
  g_autoptr (JsonObject) answer = complete (fixture, user, task, rest);

  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_true (json_object_get_boolean_member (answer, "result"));
}

static void
assert_refused (Fixture *fixture, gint64 user, JsonObject *task, const char *rest, const char *code)
{
  g_autoptr (JsonObject) answer = complete (fixture, user, task, rest);

  g_assert_cmpuint (fixture->status, ==, 400);
  g_assert_cmpstr (get_error (answer), ==, code);
}

/* The state of the row of the registry whose name begins so; "" when there is none. */
static char *
dup_registered (Fixture *fixture, const char *name, const char *property)
{
  g_autofree char *json = g_strdup_printf ("{\"IBLOCK_TYPE_ID\":\"lists\",\"IBLOCK_ID\":41,"
                                           "\"FILTER\":{\"=%%NAME\":\"%s%%\"}}",
                                           name);
  g_autoptr (JsonObject) answer = fixture_call_as (fixture, ACCOUNTANT, "lists.element.get", json);
  JsonArray *rows = get_rows (answer);
  JsonObject *row;
  g_autoptr (GList) values = NULL;

  if (json_array_get_length (rows) == 0)
    return g_strdup ("");
  row = json_array_get_object_element (rows, 0);
  if (!json_object_has_member (row, property))
    return g_strdup ("");
  values = json_object_get_values (json_object_get_object_member (row, property));

  return json_node_dup_string (values->data);
}

/* --- bizproc.task.list --- */

static void
test_everybody_has_his_own_tasks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) own = fixture_call_as (fixture, DESK, "bizproc.task.list", NULL);
  g_autoptr (JsonObject) all = fixture_call_as (fixture, HEAD, "bizproc.task.list", NULL);
  g_autoptr (JsonObject) head = fixture_call_as (fixture, HEAD, "bizproc.task.list",
                                                 "{\"FILTER\":{\"USER_ID\":1,\"STATUS\":0}}");

  g_assert_cmpint (json_object_get_int_member (own, "total"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (head, "total"), ==, 13);
  g_assert_cmpint (json_object_get_int_member (all, "total"), >, 13);
}

static void
test_the_tasks_of_others_are_for_who_is_above_them (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) below =
    fixture_call_as (fixture, SENIOR, "bizproc.task.list", "{\"filter\":{\"USER_ID\":7}}");
  g_autoptr (JsonObject) above = NULL;

  g_assert_cmpint (json_object_get_int_member (below, "total"), ==, 2);
  above = fixture_call_as (fixture, DESK, "bizproc.task.list", "{\"filter\":{\"USER_ID\":1}}");
  g_assert_cmpuint (fixture->status, ==, 403);
  g_assert_cmpstr (get_error (above), ==, "ACCESS_DENIED");
}

static void
test_a_filter_in_small_letters_is_passed_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) small = fixture_call_as (fixture, DESK, "bizproc.task.list",
                                                  "{\"filter\":{\"user_id\":1,\"nothing\":5}}");
  g_autoptr (JsonObject) list =
    fixture_call_as (fixture, DESK, "bizproc.task.list", "{\"select\":[[\"ID\"]]}");

  g_assert_cmpint (json_object_get_int_member (small, "total"), ==, 2);
  g_assert_cmpstr (get_error (list), ==, "ERROR_SELECT_VALIDATION_FAILURE");
}

static void
test_a_row_has_the_documented_shape (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) plain = fixture_call_as (fixture, HEAD, "bizproc.task.list",
                                                  "{\"filter\":{\"USER_ID\":1},\"order\":{\"ID\":"
                                                  "\"ASC\"}}");
  JsonObject *row = json_array_get_object_element (get_rows (plain), 0);
  g_autoptr (JsonObject) task = find_task (fixture, HEAD, "Счёт 118 ");
  JsonObject *params = json_object_get_object_member (task, "PARAMETERS");

  g_assert_cmpuint (json_object_get_size (row), ==, 7);
  g_assert_cmpstr (json_object_get_string_member (row, "ENTITY"), ==, "BizprocDocument");
  g_assert_true (g_str_has_prefix (json_object_get_string_member (row, "DOCUMENT_URL"),
                                   "/bizproc/processes/?livefeed=y&list_id=35&element_id="));
  g_assert_cmpstr (json_object_get_string_member (task, "ACTIVITY"), ==,
                   "RequestInformationActivity");
  g_assert_cmpstr (json_object_get_string_member (params, "StatusOkLabel"), ==,
                   "Сохранить решение");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (params, "Fields")), ==, 1);
}

/* --- set-up A --- */

static void
test_yes_goes_to_the_accountant_and_then_to_the_registry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) task = find_task (fixture, HEAD, "Счёт 118-А");
  g_autoptr (JsonObject) pay = NULL;
  g_autofree char *state = NULL;
  g_autofree char *paid = NULL;
  g_autofree char *day = NULL;

  complete_well (fixture, HEAD, task, "\"STATUS\":\"yes\"");
  assert_refused (fixture, HEAD, task, "\"STATUS\":1", "ERROR_TASK_COMPLETED");
  state = dup_registered (fixture, "Счёт 118-А", "PROPERTY_128");
  g_assert_cmpstr (state, ==, "93");

  pay = find_task (fixture, ACCOUNTANT, "Счёт 118-А");
  assert_refused (fixture, ACCOUNTANT, pay, "\"STATUS\":3", "ERROR_TASK_EXECUTION");
  assert_refused (fixture, ACCOUNTANT, pay, "\"STATUS\":1", "ERROR_TASK_EXECUTION");
  complete_well (fixture, ACCOUNTANT, pay,
                 "\"STATUS\":3,\"COMMENT\":\"в банк\",\"FIELDS\":{\"pay_date\":\"2026-11-20\","
                 "\"act\":[\"act.pdf\",\"JVBERi0xLjQK\"]}");
  paid = dup_registered (fixture, "Счёт 118-А", "PROPERTY_128");
  day = dup_registered (fixture, "Счёт 118-А", "PROPERTY_121");
  g_assert_cmpstr (paid, ==, "94");
  g_assert_cmpstr (day, ==, "20.11.2026");
}

static void
test_no_wants_a_reason_and_asks_who_brought_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) task = find_task (fixture, HEAD, "Счёт КП-410-А");
  g_autoptr (JsonObject) rework = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autofree char *state = NULL;

  assert_refused (fixture, HEAD, task, "\"STATUS\":2,\"COMMENT\":\" \"", "ERROR_TASK_EXECUTION");
  complete_well (fixture, HEAD, task, "\"STATUS\":\"no\",\"COMMENT\":\"Не та сумма\"");
  rework = find_task (fixture, DESK, "Счёт КП-410-А");
  g_assert_cmpstr (json_object_get_string_member (rework, "ACTIVITY"), ==,
                   "RequestInformationOptionalActivity");
  g_assert_nonnull (strstr (json_object_get_string_member (rework, "DESCRIPTION"), "Не та сумма"));

  complete_well (fixture, DESK, rework,
                 "\"STATUS\":3,\"FIELDS\":{\"sum\":\"18000|RUB\",\"number\":\"КП-411\"}");
  again = find_task (fixture, HEAD, "Счёт КП-410-А");
  g_assert_nonnull (strstr (json_object_get_string_member (again, "DESCRIPTION"), "18000 RUB"));

  complete_well (fixture, HEAD, again, "\"STATUS\":2,\"COMMENT\":\"Всё равно нет\"");
  json_object_unref (rework);
  rework = find_task (fixture, DESK, "Счёт КП-410-А");
  complete_well (fixture, DESK, rework, "\"STATUS\":\"cancel\"");
  state = dup_registered (fixture, "Счёт КП-410-А", "PROPERTY_128");
  g_assert_cmpstr (state, ==, "95");
}

static void
test_the_first_of_two_decides (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) head = find_task (fixture, HEAD, "Счёт В-77");
  g_autoptr (JsonObject) senior = find_task (fixture, SENIOR, "Счёт Л-556201");
  const char *answer = GPOINTER_TO_INT (data) == DEMO_SETUP_A
                         ? "\"STATUS\":1"
                         : "\"STATUS\":3,\"FIELDS\":{\"decision\":\"approve\"}";

  assert_refused (fixture, DESK, head, answer, "ERROR_TASK_NOT_FOUND");
  complete_well (fixture, SENIOR, senior, answer);
  assert_refused (fixture, HEAD, senior, answer, "ERROR_TASK_NOT_FOUND");
  assert_refused (fixture, SENIOR, senior, answer, "ERROR_TASK_COMPLETED");
}

static void
test_an_answer_has_to_be_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) custom = find_task (fixture, HEAD, "Счёт МТ-0920");
  g_autoptr (JsonObject) empty =
    fixture_call_as (fixture, HEAD, "bizproc.task.complete", "{\"STATUS\":1}");

  g_assert_cmpstr (get_error (empty), ==, "ERROR_TASK_VALIDATION");
  assert_refused (fixture, HEAD, custom, "\"STATUS\":9", "ERROR_TASK_VALIDATION");
  assert_refused (fixture, HEAD, custom, "\"STATUS\":1", "ERROR_TASK_TYPE");
}

/* --- set-up B --- */

static void
test_one_task_has_three_ways (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) first = find_task (fixture, HEAD, "Счёт 118 ");
  g_autoptr (JsonObject) second = find_task (fixture, HEAD, "Счёт З-341");
  g_autoptr (JsonObject) third = find_task (fixture, HEAD, "Счёт Э-9921");
  g_autoptr (JsonObject) rework = NULL;
  g_autoptr (JsonObject) review = NULL;
  g_autofree char *reason = NULL;

  assert_refused (fixture, HEAD, first, "\"STATUS\":3,\"FIELDS\":{\"decision\":\"maybe\"}",
                  "ERROR_TASK_EXECUTION");
  assert_refused (fixture, HEAD, first, "\"STATUS\":4", "ERROR_TASK_EXECUTION");
  complete_well (fixture, HEAD, first, "\"STATUS\":3,\"FIELDS\":{\"decision\":\"approve\"}");
  complete_well (fixture, HEAD, second,
                 "\"STATUS\":3,\"COMMENT\":\"Нужен акт\",\"FIELDS\":{\"decision\":\"rework\"}");
  complete_well (fixture, HEAD, third,
                 "\"STATUS\":3,\"COMMENT\":\"Дорого\",\"FIELDS\":{\"decision\":\"reject\"}");

  json_object_unref (first);
  first = find_task (fixture, ACCOUNTANT, "Счёт 118 ");
  g_assert_nonnull (first);
  rework = find_task (fixture, DESK, "Счёт З-341");
  g_assert_cmpstr (json_object_get_string_member (rework, "NAME"), ==, "Доработать счёт");
  review = find_task (fixture, DESK, "Счёт Э-9921");
  g_assert_cmpstr (json_object_get_string_member (review, "ACTIVITY"), ==, "ReviewActivity");
  reason = dup_registered (fixture, "Счёт Э-9921", "PROPERTY_135");
  g_assert_cmpstr (reason, ==, "Дорого");
}

static guint
count_tasks (Fixture *fixture, const char *workflow_state)
{
  g_autofree char *json =
    g_strdup_printf ("{\"filter\":{\"WORKFLOW_STATE\":\"%s\"}}", workflow_state);
  g_autoptr (JsonObject) answer = fixture_call_as (fixture, HEAD, "bizproc.task.list", json);

  return (guint) json_object_get_int_member (answer, "total");
}

static void
test_tasks_go_a_day_after_the_end_of_their_process (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) pay = find_task (fixture, ACCOUNTANT, "Счёт КП-398");
  g_autoptr (JsonObject) control = NULL;

  complete_well (fixture, ACCOUNTANT, pay, "\"STATUS\":3,\"FIELDS\":{\"pay_date\":\"22.11.2026\"}");
  g_assert_cmpuint (count_tasks (fixture, "Оплачен"), ==, 2);
  control = fixture_control (fixture, "clock", "{\"advance\":90000}");
  g_assert_cmpuint (count_tasks (fixture, "Оплачен"), ==, 0);
}

static void
test_a_task_is_handed_on_within_its_rule (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) task = find_task (fixture, HEAD, "Счёт ИГ-2207");
  g_autoptr (JsonObject) rework = find_task (fixture, DESK, "Счёт СИ-1180");
  g_autofree char *give =
    g_strdup_printf ("{\"TASK_IDS\":[%s],\"FROM_USER_ID\":1,\"TO_USER_ID\":5}", get_id (task));
  g_autofree char *keep =
    g_strdup_printf ("{\"TASK_IDS\":[%s],\"FROM_USER_ID\":7,\"TO_USER_ID\":8}", get_id (rework));
  g_autoptr (JsonObject) given = fixture_call_as (fixture, HEAD, "bizproc.task.delegate", give);
  g_autoptr (JsonObject) twice = fixture_call_as (fixture, HEAD, "bizproc.task.delegate", give);
  g_autoptr (JsonObject) kept = fixture_call_as (fixture, DESK, "bizproc.task.delegate", keep);
  g_autoptr (JsonObject) nobody =
    fixture_call_as (fixture, DESK, "bizproc.task.delegate", "{\"TASK_IDS\":[1]}");
  g_autoptr (JsonObject) moved = find_task (fixture, SENIOR, "Счёт ИГ-2207");

  g_assert_true (json_object_get_boolean_member (given, "result"));
  g_assert_nonnull (moved);
  g_assert_cmpstr (json_object_get_string_member (twice, "error_description"), ==,
                   "User is not responsible for the task");
  g_assert_cmpstr (get_error (kept), ==, "ERROR_DELEGATION_NOT_ALLOWED");
  g_assert_cmpstr (get_error (nobody), ==, "ERROR_INVALID_USER_ID");
}

static void
test_processes_and_templates_are_the_administrators (Fixture *fixture, gconstpointer data)
{
  static const char *const methods[] = { "bizproc.workflow.instances", "bizproc.workflow.start",
                                         "bizproc.workflow.template.list" };
  g_autoptr (JsonObject) templates =
    fixture_call_as (fixture, HEAD, "bizproc.workflow.template.list",
                     "{\"SELECT\":[\"ID\",\"NAME\",\"DOCUMENT_TYPE\"]}");
  g_autoptr (JsonObject) mismatch = fixture_call_as (
    fixture, HEAD, "bizproc.workflow.start",
    "{\"TEMPLATE_ID\":13,\"DOCUMENT_ID\":[\"lists\",\"BizprocDocument\",\"2201\"]}");

  g_assert_cmpint (json_object_get_int_member (templates, "total"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (
                     json_array_get_object_element (get_rows (templates), 0), "DOCUMENT_TYPE"),
                   ==, "iblock_35");
  g_assert_cmpstr (json_object_get_string_member (mismatch, "error_description"), ==,
                   "Template type and DOCUMENT_ID mismatch!");
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (JsonObject) answer = fixture_call_as (fixture, DESK, methods[i], NULL);

      g_assert_cmpuint (fixture->status, ==, 403);
      g_assert_cmpstr (get_error (answer), ==, "ACCESS_DENIED");
    }
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

  add ("/demo/bizproc/list/own", DEMO_SETUP_B, test_everybody_has_his_own_tasks);
  add ("/demo/bizproc/list/others", DEMO_SETUP_B,
       test_the_tasks_of_others_are_for_who_is_above_them);
  add ("/demo/bizproc/list/filter", DEMO_SETUP_B, test_a_filter_in_small_letters_is_passed_over);
  add ("/demo/bizproc/list/row", DEMO_SETUP_B, test_a_row_has_the_documented_shape);
  add ("/demo/bizproc/a/yes", DEMO_SETUP_A,
       test_yes_goes_to_the_accountant_and_then_to_the_registry);
  add ("/demo/bizproc/a/no", DEMO_SETUP_A, test_no_wants_a_reason_and_asks_who_brought_it);
  add ("/demo/bizproc/a/two", DEMO_SETUP_A, test_the_first_of_two_decides);
  add ("/demo/bizproc/b/two", DEMO_SETUP_B, test_the_first_of_two_decides);
  add ("/demo/bizproc/b/three", DEMO_SETUP_B, test_one_task_has_three_ways);
  add ("/demo/bizproc/answer", DEMO_SETUP_A, test_an_answer_has_to_be_one);
  add ("/demo/bizproc/end", DEMO_SETUP_B, test_tasks_go_a_day_after_the_end_of_their_process);
  add ("/demo/bizproc/delegate", DEMO_SETUP_B, test_a_task_is_handed_on_within_its_rule);
  add ("/demo/bizproc/admin", DEMO_SETUP_B, test_processes_and_templates_are_the_administrators);

  return g_test_run ();
}

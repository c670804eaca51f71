/* test-demo-binding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calls in the patients' timelines, and crm.activity.binding.*.
 */

#include "demo-fixture.h"

#define FAMILY "79000000001"

static void
run_control (Fixture *fixture, const char *command, const char *json)
{
  g_autoptr (JsonObject) done = fixture_control (fixture, command, json);

  g_assert_cmpuint (fixture->status, ==, 200);
}

/* (transfer full): the row of the statistics of a call that rang, was answered and is over */
static JsonObject *
make_call (Fixture *fixture, const char *number, gboolean answered)
{
  g_autofree char *order =
    g_strdup_printf ("{\"number\":\"%s\",\"users\":[7],\"id\":\"c1\"}", number);
  g_autoptr (JsonObject) answer = NULL;
  JsonArray *rows;

  run_control (fixture, "ring", order);
  if (answered)
    run_control (fixture, "answer", "{\"callId\":\"c1\",\"user\":7}");
  run_control (fixture, "hangup", "{\"callId\":\"c1\"}");
  answer = fixture_call (fixture, "voximplant.statistic.get",
                         "{\"FILTER\":{\"CALL_ID\":\"c1\"},\"SORT\":\"ID\",\"ORDER\":\"DESC\"}");
  rows = json_object_get_array_member (answer, "result");
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);

  return json_object_ref (json_array_get_object_element (rows, 0));
}

/* the id of the activity of a call from the family's number */
static char *
make_activity (Fixture *fixture)
{
  g_autoptr (JsonObject) row = make_call (fixture, FAMILY, TRUE);

  return g_strdup (json_object_get_string_member (row, "CRM_ACTIVITY_ID"));
}

/* (transfer full): the answer of a method of the bindings */
static JsonObject *
bind (Fixture *fixture, const char *method, const char *activity, const char *params)
{
  g_autofree char *name = g_strconcat ("crm.activity.binding.", method, NULL);
  g_autofree char *json = g_strdup_printf ("{\"activityId\":%s%s}", activity, params);

  return fixture_call (fixture, name, json);
}

static void
expect_done (Fixture *fixture, const char *method, const char *activity, const char *params)
{
  g_autoptr (JsonObject) answer = bind (fixture, method, activity, params);

  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_true (json_object_get_boolean_member (answer, "result"));
}

static void
expect_error (Fixture *fixture,
              const char *method,
              const char *activity,
              const char *params,
              const char *code)
{
  g_autoptr (JsonObject) answer = bind (fixture, method, activity, params);

  g_assert_cmpuint (fixture->status, ==, 400);
  g_assert_cmpstr (json_object_get_string_member (answer, "error"), ==, code);
}

static void
expect_bindings (Fixture *fixture, const char *activity, const char *expected)
{
  g_autoptr (JsonObject) answer = bind (fixture, "list", activity, "");
  g_autofree char *text = fixture_to_text (answer, "result");

  g_assert_cmpstr (text, ==, expected);
}

static void
test_a_call_stands_in_the_patients_timeline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) row = make_call (fixture, "79000000004", TRUE);
  g_autoptr (JsonObject) answer = fixture_call (
    fixture, "crm.activity.list",
    "{\"filter\":{\"OWNER_TYPE_ID\":3,\"OWNER_ID\":4,\"PROVIDER_ID\":\"VOXIMPLANT_CALL\"}}");
  JsonArray *list = json_object_get_array_member (answer, "result");
  JsonObject *activity;

  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  activity = json_array_get_object_element (list, 0);
  g_assert_cmpstr (json_object_get_string_member (activity, "ID"), ==,
                   json_object_get_string_member (row, "CRM_ACTIVITY_ID"));
  g_assert_cmpstr (json_object_get_string_member (activity, "ORIGIN_ID"), ==, "VI_c1");
  g_assert_cmpstr (json_object_get_string_member (activity, "DIRECTION"), ==, "1");
  g_assert_cmpstr (json_object_get_string_member (activity, "COMPLETED"), ==, "Y");
  g_assert_cmpstr (json_object_get_string_member (activity, "RESPONSIBLE_ID"), ==, "7");
  expect_bindings (fixture, json_object_get_string_member (activity, "ID"),
                   "[{\"entityTypeId\":3,\"entityId\":4}]");
}

static void
test_a_missed_call_is_still_to_be_done (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) row = make_call (fixture, "79000000004", FALSE);
  g_autofree char *params =
    g_strdup_printf ("{\"filter\":{\"ID\":%s}}",
                     json_object_get_string_member (row, "CRM_ACTIVITY_ID"));
  g_autoptr (JsonObject) answer = fixture_call (fixture, "crm.activity.list", params);
  JsonObject *activity =
    json_array_get_object_element (json_object_get_array_member (answer, "result"), 0);

  g_assert_cmpstr (json_object_get_string_member (activity, "COMPLETED"), ==, "N");
}

static void
test_a_strangers_call_has_no_timeline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) row = make_call (fixture, "79000000099", TRUE);

  g_assert_true (json_object_get_null_member (row, "CRM_ACTIVITY_ID"));
}

static void
test_a_binding_is_added_moved_and_deleted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *activity = make_activity (fixture);

  /* the portal takes the first of the family */
  expect_bindings (fixture, activity, "[{\"entityTypeId\":3,\"entityId\":1}]");
  expect_done (fixture, "move", activity,
               ",\"sourceEntityTypeId\":3,\"sourceEntityId\":1,\"targetEntityTypeId\":3,"
               "\"targetEntityId\":2");
  expect_bindings (fixture, activity, "[{\"entityTypeId\":3,\"entityId\":2}]");
  expect_done (fixture, "add", activity, ",\"entityTypeId\":3,\"entityId\":1");
  expect_bindings (fixture, activity,
                   "[{\"entityTypeId\":3,\"entityId\":1},{\"entityTypeId\":3,\"entityId\":2}]");
  expect_done (fixture, "delete", activity, ",\"entityTypeId\":\"3\",\"entityId\":\"2\"");
  expect_bindings (fixture, activity, "[{\"entityTypeId\":3,\"entityId\":1}]");
}

static void
test_an_activity_with_two_bindings_is_listed_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *activity = make_activity (fixture);
  g_autofree char *params = g_strdup_printf ("{\"filter\":{\"ID\":%s}}", activity);
  g_autoptr (JsonObject) answer = NULL;

  expect_done (fixture, "add", activity, ",\"entityTypeId\":3,\"entityId\":2");
  answer = fixture_call (fixture, "crm.activity.list", params);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "result")), ==, 1);
}

static void
test_bindings_that_cannot_be_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *activity = make_activity (fixture);
  const struct
  {
    const char *method;
    const char *activity;
    const char *params;
    const char *code;
  } wrong[] = {
    { "list", "0", "", "100" },
    { "list", "99999", "", "NOT_FOUND" },
    { "add", activity, "", "100" },
    { "add", "99999", ",\"entityTypeId\":3,\"entityId\":1", "NOT_FOUND" },
    { "add", activity, ",\"entityTypeId\":3,\"entityId\":88888888", "OWNER_NOT_FOUND" },
    { "add", activity, ",\"entityTypeId\":77,\"entityId\":1", "OWNER_NOT_FOUND" },
    { "add", activity, ",\"entityTypeId\":3,\"entityId\":1", "ACTIVITY_IS_ALREADY_BOUND" },
    { "delete", activity, ",\"entityTypeId\":3", "100" },
    { "delete", activity, ",\"entityTypeId\":3,\"entityId\":2", "BINDING_NOT_FOUND" },
    { "delete", activity, ",\"entityTypeId\":3,\"entityId\":1", "LAST_BINDING_CANNOT_BE_DELETED" },
    { "move", activity, ",\"sourceEntityTypeId\":3,\"sourceEntityId\":1", "100" },
    { "move", activity,
      ",\"sourceEntityTypeId\":3,\"sourceEntityId\":1,\"targetEntityTypeId\":1,"
      "\"targetEntityId\":1",
      "SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR" },
    { "move", activity,
      ",\"sourceEntityTypeId\":3,\"sourceEntityId\":1,\"targetEntityTypeId\":3,"
      "\"targetEntityId\":1",
      "SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR" },
    { "move", activity,
      ",\"sourceEntityTypeId\":3,\"sourceEntityId\":1,\"targetEntityTypeId\":3,"
      "\"targetEntityId\":88888888",
      "OWNER_NOT_FOUND" },
    { "move", activity,
      ",\"sourceEntityTypeId\":3,\"sourceEntityId\":3,\"targetEntityTypeId\":3,"
      "\"targetEntityId\":2",
      "BINDING_NOT_FOUND" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    expect_error (fixture, wrong[i].method, wrong[i].activity, wrong[i].params, wrong[i].code);
  expect_bindings (fixture, activity, "[{\"entityTypeId\":3,\"entityId\":1}]");

  expect_done (fixture, "add", activity, ",\"entityTypeId\":3,\"entityId\":2");
  expect_error (fixture, "move", activity,
                ",\"sourceEntityTypeId\":3,\"sourceEntityId\":1,\"targetEntityTypeId\":3,"
                "\"targetEntityId\":2",
                "ACTIVITY_IS_ALREADY_BOUND");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/demo/binding/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("a-call-stands-in-the-patients-timeline", test_a_call_stands_in_the_patients_timeline);
  ADD ("a-missed-call-is-still-to-be-done", test_a_missed_call_is_still_to_be_done);
  ADD ("a-strangers-call-has-no-timeline", test_a_strangers_call_has_no_timeline);
  ADD ("a-binding-is-added-moved-and-deleted", test_a_binding_is_added_moved_and_deleted);
  ADD ("an-activity-with-two-bindings-is-listed-once",
       test_an_activity_with_two_bindings_is_listed_once);
  ADD ("bindings-that-cannot-be-are-refused", test_bindings_that_cannot_be_are_refused);

  return g_test_run ();
}

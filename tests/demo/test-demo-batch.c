/* test-demo-batch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-dispatch.h"
#include "demo-batch.h"

/* The commands of these tests: one gives its parameters back, one gives a fixed answer, one fails
 * and one has pages. */
static JsonNode *
run_echo (DemoCall *call, GError **error)
{
  return json_node_init_object (json_node_alloc (), call->params);
}

static JsonNode *
run_value (DemoCall *call, GError **error)
{
  return json_from_string ("{\"LEAD\":[5,6],\"n\":7,\"flag\":true,\"name\":\"x y\","
                           "\"item\":{\"id\":651},\"nothing\":null}",
                           error);
}

static JsonNode *
run_fail (DemoCall *call, GError **error)
{
  demo_error_set (error, 400, "100", "Could not find value for parameter {%s}", "id");

  return NULL;
}

static JsonNode *
run_list (DemoCall *call, GError **error)
{
  call->total = 120;
  call->next = 50;

  return json_from_string ("[]", error);
}

static const DemoMethod methods[] = {
  { "test.echo", NULL, run_echo },       { "test.value", NULL, run_value },
  { "test.fail", NULL, run_fail },       { "test.list", NULL, run_list },
  { "test.scoped", "rating", run_list }, { NULL, NULL, NULL },
};

/* The clinic's data are only stood on, so all tests share them. */
typedef struct
{
  DemoDispatch *dispatch;
} Fixture;

static DemoWorld *
make_world (void)
{
  DemoWorldOptions options = { .patients = 10, .seed = 1, .crm_mode = 1 };
  g_autoptr (GError) error = NULL;
  DemoWorld *world = demo_world_new (&options, &error);

  g_assert_no_error (error);

  return world;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dispatch = demo_dispatch_new ((DemoWorld *) data);
  demo_dispatch_add_methods (fixture->dispatch, methods);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->dispatch);
}

static JsonObject *
run (Fixture *fixture, const char *params)
{
  g_autoptr (JsonNode) node = json_from_string (params, NULL);
  g_autoptr (JsonNode) result = NULL;

  g_assert_nonnull (node);
  result = demo_batch_run (fixture->dispatch, 7, json_node_get_object (node));

  return json_object_ref (json_node_get_object (result));
}

static void
assert_map (JsonObject *answer, const char *map, const char *expected)
{
  g_autofree char *text = json_to_string (json_object_get_member (answer, map), FALSE);

  g_assert_cmpstr (text, ==, expected);
}

/* What a reference in the parameter `v` becomes, after a command "val" gave the fixed answer. */
static void
test_references_are_resolved_as_the_portal_does (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *reference;
    const char *expected;
  } table[] = {
    { "$result[val][n]", "7" },
    { "$result[val][flag]", "true" },
    { "$result[val][name]", "\"x y\"" },
    { "$result[val][LEAD]", "[5,6]" },
    { "$result[val][LEAD][1]", "6" },
    { "$result[val][item]", "{\"id\":651}" },
    /* a path that misses: the deepest level that there is */
    { "$result[val][CONTACT][0]",
      "{\"LEAD\":[5,6],\"n\":7,\"flag\":true,\"name\":\"x y\",\"item\":{\"id\":651},"
      "\"nothing\":null}" },
    { "$result[val][LEAD][9]", "[5,6]" },
    { "$result[val][item][id][deeper]", "651" },
    { "$result[none]",
      "{\"val\":{\"LEAD\":[5,6],\"n\":7,\"flag\":true,\"name\":\"x y\",\"item\":{\"id\":651},"
      "\"nothing\":null}}" },
    /* in a text: scalars, and what is glued to the reference is lost */
    { "C_$result[val][item][id];x", "\"C_651\"" },
    { "a+$result[val][n]+b", "\"a 7 b\"" },
    { "a+$result[val][LEAD]", "\"a $result[val][LEAD]\"" },
    { "price+$5", "\"price $5\"" },
    { "$result", "\"$result\"" },
    { "$total[val]", "[]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *params =
        g_strdup_printf ("{\"cmd\":{\"val\":\"test.value\",\"out\":\"test.echo?v=%s\"}}",
                         table[i].reference);
      g_autoptr (JsonObject) answer = run (fixture, params);
      JsonObject *out =
        json_object_get_object_member (json_object_get_object_member (answer, "result"), "out");
      g_autofree char *text = json_to_string (json_object_get_member (out, "v"), FALSE);

      g_test_message ("%s", table[i].reference);
      g_assert_cmpstr (text, ==, table[i].expected);
    }
}

static void
test_references_reach_into_nested_parameters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer =
    run (fixture, "{\"cmd\":{\"val\":\"test.value\",\"lst\":\"test.list\","
                  "\"out\":\"test.echo?f[id]=$result[val][n]&g[]=$next[lst]&t=$total[lst]\"}}");
  JsonObject *result = json_object_get_object_member (answer, "result");

  assert_map (result, "out", "{\"f\":{\"id\":7},\"g\":[50],\"t\":120}");
}

static void
test_empty_maps_are_arrays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = run (fixture, "{\"cmd\":{\"a\":\"test.fail\"}}");

  assert_map (answer, "result", "[]");
  assert_map (answer, "result_total", "[]");
  assert_map (answer, "result_next", "[]");
  assert_map (answer, "result_time", "[]");
  assert_map (answer, "result_error",
              "{\"a\":{\"error\":\"100\",\"error_description\":"
              "\"Could not find value for parameter {id}\"}}");
}

static void
test_numbered_commands_give_arrays (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer =
    run (fixture, "{\"cmd\":[\"test.echo?a=1\",\"test.fail\",\"test.echo?a=3\"]}");

  assert_map (answer, "result", "{\"0\":{\"a\":\"1\"},\"2\":{\"a\":\"3\"}}");
  g_clear_pointer (&answer, json_object_unref);
  answer = run (fixture, "{\"cmd\":[\"test.echo?a=1\",\"test.echo?a=2\"]}");
  assert_map (answer, "result", "[{\"a\":\"1\"},{\"a\":\"2\"}]");
}

static void
test_halt_stops_at_the_first_failure (Fixture *fixture, gconstpointer data)
{
#define COMMANDS "\"cmd\":{\"a\":\"test.value\",\"b\":\"test.fail\",\"c\":\"test.echo\"}}"
  g_autoptr (JsonObject) answer = run (fixture, "{\"halt\":1," COMMANDS);
  JsonObject *result = json_object_get_object_member (answer, "result");

  g_assert_true (json_object_has_member (result, "a"));
  g_assert_false (json_object_has_member (result, "c"));

  g_clear_pointer (&answer, json_object_unref);
  answer = run (fixture, "{\"halt\":0," COMMANDS);
#undef COMMANDS
  g_assert_true (json_object_has_member (json_object_get_object_member (answer, "result"), "c"));
}

static void
test_the_fifty_first_command_is_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) params = g_string_new ("{\"cmd\":{");
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *errors;

  for (guint i = 1; i <= 52; i++)
    g_string_append_printf (params, "%s\"c%u\":\"test.echo\"", i > 1 ? "," : "", i);
  g_string_append (params, "}}");
  answer = run (fixture, params->str);
  errors = json_object_get_object_member (answer, "result_error");

  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (answer, "result")), ==,
                    50);
  g_assert_cmpuint (json_object_get_size (errors), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (errors, "c51"),
                                                  "error"),
                   ==, "ERROR_BATCH_LENGTH_EXCEEDED");
}

static void
test_a_batch_within_a_batch_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = run (fixture, "{\"cmd\":{\"a\":\"batch?cmd[x]=test.echo\"}}");
  JsonObject *errors = json_object_get_object_member (answer, "result_error");

  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (errors, "a"),
                                                  "error"),
                   ==, "ERROR_BATCH_METHOD_NOT_ALLOWED");
}

static void
test_unknown_methods_and_missing_scopes_fail_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer =
    run (fixture, "{\"cmd\":{\"a\":\"test.nothing\",\"b\":\"test.scoped\",\"c\":\"test.list\"}}");

  assert_map (answer, "result_error",
              "{\"a\":{\"error\":\"ERROR_METHOD_NOT_FOUND\",\"error_description\":"
              "\"Method not found!\"},\"b\":{\"error\":\"insufficient_scope\","
              "\"error_description\":\"\"}}");
  assert_map (answer, "result", "{\"c\":[]}");
  assert_map (answer, "result_total", "{\"c\":120}");
  assert_map (answer, "result_next", "{\"c\":50}");
}

static void
test_commands_that_are_no_texts_are_skipped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer =
    run (fixture, "{\"cmd\":{\"a\":{\"method\":\"test.echo\"},\"b\":\"test.echo?x=1\"}}");

  assert_map (answer, "result", "{\"b\":{\"x\":\"1\"}}");
  assert_map (answer, "result_error", "[]");
}

static void
test_a_batch_of_nothing_gives_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = run (fixture, "{\"cmd\":\"test.echo\"}");

  assert_map (answer, "result", "[]");
}

int
main (int argc, char *argv[])
{
  g_autoptr (DemoWorld) world = make_world ();

  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/demo/batch/" path, Fixture, world, set_up, func, tear_down)
  ADD ("references", test_references_are_resolved_as_the_portal_does);
  ADD ("nested", test_references_reach_into_nested_parameters);
  ADD ("empty", test_empty_maps_are_arrays);
  ADD ("numbered", test_numbered_commands_give_arrays);
  ADD ("halt", test_halt_stops_at_the_first_failure);
  ADD ("length", test_the_fifty_first_command_is_too_many);
  ADD ("batch", test_a_batch_within_a_batch_is_refused);
  ADD ("alone", test_unknown_methods_and_missing_scopes_fail_alone);
  ADD ("objects", test_commands_that_are_no_texts_are_skipped);
  ADD ("nothing", test_a_batch_of_nothing_gives_nothing);
#undef ADD

  return g_test_run ();
}

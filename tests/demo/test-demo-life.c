/* test-demo-life.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-fixture.h"

#include <string.h>

static void
set_up (Fixture *fixture, gboolean living_day, guint earlier_calls)
{
  DemoPortalOptions options = DEMO_PORTAL_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  options.patients = 300;
  options.control = TRUE;
  options.living_day = living_day;
  options.earlier_calls = earlier_calls;
  /* noon in the clinic */
  options.now = 1795251600;
  fixture->portal = demo_portal_new (&options);
  demo_portal_start (fixture->portal, &error);
  g_assert_no_error (error);
  fixture->session = soup_session_new ();
  fixture->url = g_strdup (demo_portal_get_url (fixture->portal));
  fixture->control = demo_portal_dup_control_url (fixture->portal);
}

static void
test_the_first_call_rings_after_four_seconds (void)
{
  Fixture fixture = { 0 };
  g_autoptr (Listener) listener = NULL;
  const char *frame;

  set_up (&fixture, TRUE, 0);
  listener = listener_open (&fixture, NULL);
  g_assert_null (listener_wait (listener, 0, 2000));
  frame = listener_wait (listener, 0, 20000);
  g_assert_nonnull (frame);
  g_assert_nonnull (strstr (frame, "\"invite\""));
  g_assert_nonnull (strstr (frame, "\"FOUND\":\"Y\""));
  g_clear_pointer (&listener, listener_free);
  fixture_tear_down (&fixture, NULL);
}

static gboolean
has_moved_a_visit (Fixture *fixture)
{
  g_autoptr (JsonObject) journal = fixture_journal (fixture);
  JsonArray *writes = json_object_get_array_member (journal, "writes");

  for (guint i = 0; i < json_array_get_length (writes); i++)
    {
      if (g_str_equal (json_object_get_string_member (json_array_get_object_element (writes, i),
                                                      "what"),
                       "deal.update"))
        return TRUE;
    }

  return FALSE;
}

static void
test_colleagues_move_cards (void)
{
  Fixture fixture = { 0 };
  g_autoptr (Listener) listener = NULL;
  gboolean has_moved = FALSE;

  set_up (&fixture, TRUE, 0);
  listener = listener_open (&fixture, NULL);
  for (guint i = 0; i < 60 && !has_moved; i++)
    {
      fixture_iterate (500);
      has_moved = has_moved_a_visit (&fixture);
    }
  g_assert_true (has_moved);
  g_clear_pointer (&listener, listener_free);
  fixture_tear_down (&fixture, NULL);
}

static JsonArray *
get_missed (JsonObject *answer)
{
  return json_object_get_array_member (answer, "result");
}

static void
test_today_has_earlier_calls_and_missed_ones (void)
{
  Fixture fixture = { 0 };
  g_autoptr (JsonObject) all = NULL;
  g_autoptr (JsonObject) missed = NULL;

  set_up (&fixture, FALSE, 60);
  all = fixture_call (&fixture, "voximplant.statistic.get",
                      "{\"FILTER\":{\">=CALL_START_DATE\":\"2026-11-21T00:00:00+03:00\","
                      "\"<CALL_START_DATE\":\"2026-11-21T12:00:00+03:00\"}}");
  g_assert_cmpint (json_object_get_int_member (all, "total"), >=, 60);
  missed = fixture_call (&fixture, "voximplant.statistic.get",
                         "{\"FILTER\":{\"CALL_TYPE\":2,\"CALL_FAILED_CODE\":\"304\"}}");
  g_assert_cmpuint (json_array_get_length (get_missed (missed)), ==, 12);
  fixture_tear_down (&fixture, NULL);
}

/* So that the analysis of losses has something to listen to. */
static void
test_lost_visits_have_a_call_with_a_recording (void)
{
  Fixture fixture = { 0 };
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *row;
  g_autofree char *find = NULL;
  g_autoptr (JsonObject) activity = NULL;
  JsonObject *result;

  set_up (&fixture, FALSE, 60);
  answer = fixture_call (&fixture, "voximplant.statistic.get",
                         "{\"FILTER\":{\"CALL_TYPE\":1,\">=CALL_DURATION\":20},"
                         "\"SORT\":\"ID\",\"ORDER\":\"ASC\"}");
  g_assert_cmpint (json_object_get_int_member (answer, "total"), >, 20);
  row = json_array_get_object_element (json_object_get_array_member (answer, "result"), 0);
  g_assert_true (g_str_has_suffix (json_object_get_string_member (row, "CALL_RECORD_URL"), ".wav"));
  find = g_strdup_printf ("{\"id\":%s}", json_object_get_string_member (row, "CRM_ACTIVITY_ID"));
  activity = fixture_call (&fixture, "crm.activity.get", find);
  result = json_object_get_object_member (activity, "result");
  g_assert_cmpstr (json_object_get_string_member (result, "OWNER_TYPE_ID"), ==, "2");
  g_assert_cmpstr (json_object_get_string_member (result, "ORIGIN_ID") + strlen ("VI_"), ==,
                   json_object_get_string_member (row, "CALL_ID"));
  fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/life/first-ring", test_the_first_call_rings_after_four_seconds);
  g_test_add_func ("/demo/life/moves", test_colleagues_move_cards);
  g_test_add_func ("/demo/life/earlier", test_today_has_earlier_calls_and_missed_ones);
  g_test_add_func ("/demo/life/lost", test_lost_visits_have_a_call_with_a_recording);

  return g_test_run ();
}

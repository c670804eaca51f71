/* test-demo-staff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the portal tells of those who work in the clinic: photos, groups, and the plan of the shifts
 * in the company calendar.
 */

#include "demo-fixture.h"

#include <string.h>

static JsonArray *
get_result (JsonObject *answer)
{
  return json_object_get_array_member (answer, "result");
}

static const char *
get_text (JsonArray *rows, guint row, const char *name)
{
  return json_object_get_string_member_with_default (json_array_get_object_element (rows, row),
                                                     name, NULL);
}

/* docs: user/user-get, files/index */
static void
test_two_have_put_a_photo_into_their_profile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer =
    fixture_call (fixture, "user.get",
                  "{\"FILTER\":{\"ID\":[1,5,8]},\"select\":[\"ID\",\"PERSONAL_PHOTO\"],"
                  "\"IMAGE_RESIZE\":\"small\"}");
  JsonArray *rows = get_result (answer);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autofree char *type = NULL;

  g_assert_cmpuint (json_array_get_length (rows), ==, 3);
  g_assert_null (get_text (rows, 2, "PERSONAL_PHOTO"));
  first = fixture_send (fixture, "GET", get_text (rows, 0, "PERSONAL_PHOTO"), NULL, NULL, NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  second = fixture_send (fixture, "GET", get_text (rows, 1, "PERSONAL_PHOTO"), NULL, NULL, NULL);
  type =
    g_content_type_guess (NULL, g_bytes_get_data (first, NULL), g_bytes_get_size (first), NULL);
  g_assert_cmpstr (type, ==, "image/png");
  g_assert_false (g_bytes_equal (first, second));
}

/* docs: sonet-group/members/sonet-group-user-get */
static void
test_a_closed_group_is_not_there_for_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) open = fixture_call_as (fixture, 7, "sonet_group.user.get", "{\"ID\":4}");
  g_autoptr (JsonObject) closed =
    fixture_call_as (fixture, 7, "sonet_group.user.get", "{\"ID\":6}");
  g_autoptr (JsonObject) member =
    fixture_call_as (fixture, 21, "sonet_group.user.get", "{\"ID\":6}");
  g_autoptr (JsonObject) none = fixture_call_as (fixture, 7, "sonet_group.user.get", "{}");

  g_assert_cmpuint (json_array_get_length (get_result (open)), ==, 5);
  g_assert_cmpstr (get_text (get_result (open), 0, "USER_ID"), ==, "1");
  g_assert_cmpstr (get_text (get_result (open), 0, "ROLE"), ==, "A");
  g_assert_cmpstr (get_text (get_result (open), 1, "ROLE"), ==, "K");
  g_assert_cmpstr (json_object_get_string_member (closed, "error_description"), ==,
                   "Socialnetwork group not found");
  g_assert_cmpuint (json_array_get_length (get_result (member)), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (none, "error_description"), ==,
                   "Wrong socialnetwork group ID");
}

/* docs: calendar/calendar-section-get */
static void
test_the_plan_is_a_section_of_the_company_calendar (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) company =
    fixture_call (fixture, "calendar.section.get", "{\"type\":\"company_calendar\",\"ownerId\":0}");
  g_autoptr (JsonObject) own =
    fixture_call (fixture, "calendar.section.get", "{\"type\":\"user\",\"ownerId\":7}");
  g_autoptr (JsonObject) none = fixture_call (fixture, "calendar.section.get", "{}");

  g_assert_cmpuint (json_array_get_length (get_result (company)), ==, 2);
  g_assert_cmpstr (get_text (get_result (company), 1, "NAME"), ==, "Рабочие графики");
  g_assert_cmpuint (json_array_get_length (get_result (own)), ==, 0);
  g_assert_nonnull (strstr (json_object_get_string_member (none, "error_description"),
                            "Mandatory parameter not specified \"type\""));
}

/* the people who work on a day, each in brackets */
static char *
dup_shift (Fixture *fixture, const char *day)
{
  g_autofree char *json = g_strdup_printf ("{\"type\":\"company_calendar\",\"ownerId\":0,"
                                           "\"section\":[21],\"from\":\"%s\",\"to\":\"%s\"}",
                                           day, day);
  g_autoptr (JsonObject) answer = fixture_call (fixture, "calendar.event.get", json);
  JsonArray *rows = get_result (answer);
  GString *people = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *codes =
        json_object_get_array_member (json_array_get_object_element (rows, i), "ATTENDEES_CODES");

      g_assert_true (g_str_has_suffix (get_text (rows, i, "DATE_FROM"), " 09:00:00"));
      g_assert_true (g_str_has_suffix (get_text (rows, i, "DATE_TO"), " 21:00:00"));
      g_string_append_printf (people, "(%s)", json_array_get_string_element (codes, 0));
    }

  return g_string_free (people, FALSE);
}

/* docs: calendar/calendar-event/calendar-event-get */
static void
test_people_work_two_days_and_are_off_for_two (Fixture *fixture, gconstpointer data)
{
  static const char *const days[] = { "2026-11-20", "2026-11-21", "2026-11-22",
                                      "2026-11-23", "2026-11-24", "2026-11-25" };
  guint n_works = 0;

  for (guint i = 0; i + 2 < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *today = dup_shift (fixture, days[i]);
      g_autofree char *later = dup_shift (fixture, days[i + 2]);

      g_assert_cmpstr (today, !=, "");
      g_assert_true ((strstr (today, "(U8)") != NULL) != (strstr (later, "(U8)") != NULL));
      n_works += strstr (today, "(U8)") != NULL;
    }
  g_assert_cmpuint (n_works, ==, 2);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/demo/staff/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("photos", test_two_have_put_a_photo_into_their_profile);
  ADD ("groups", test_a_closed_group_is_not_there_for_others);
  ADD ("calendars", test_the_plan_is_a_section_of_the_company_calendar);
  ADD ("shifts", test_people_work_two_days_and_are_off_for_two);

  return g_test_run ();
}

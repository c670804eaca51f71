/* test-demo-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the portal tells of working time, and what people are paid by.
 */

#include "demo-fixture.h"

#include <string.h>

#define HEAD 1
#define SENIOR 5
#define DESK 7
#define ACCOUNTANT 15
#define EXAMPLE 11

/* as somebody, at the address of REST 3.0 */
static JsonObject *
call_v3 (Fixture *fixture, gint64 user, const char *method, const char *json)
{
  g_autofree char *base = demo_portal_dup_url_for (fixture->portal, user);
  g_auto (GStrv) parts = g_strsplit (base, "/rest/", 2);
  g_autofree char *url = g_strdup_printf ("%s/rest/api/%s%s", parts[0], parts[1], method);

  return fixture_post (fixture, url, json);
}

static JsonArray *
get_items (JsonObject *answer)
{
  JsonObject *result = json_object_get_object_member (answer, "result");

  g_assert_nonnull (result);
  g_assert_false (json_object_has_member (answer, "total"));

  return json_object_get_array_member (result, "items");
}

static const char *
get_text (JsonObject *row, const char *name)
{
  return json_object_get_string_member_with_default (row, name, NULL);
}

/* (transfer full): the records of a user that began in a stretch of time */
static JsonArray *
list_records (Fixture *fixture, gint64 user, const char *from, const char *to)
{
  g_autofree char *json =
    g_strdup_printf ("{\"filter\":[[\"userId\",%d],[\"startTime\",\"between\","
                     "[\"%sT00:00:00+03:00\",\"%sT23:59:59+03:00\"]]],"
                     "\"order\":{\"startTime\":\"ASC\"}}",
                     (int) user, from, to);
  g_autoptr (JsonObject) answer = call_v3 (fixture, HEAD, "timeman.record.list", json);

  return json_array_ref (get_items (answer));
}

/* docs: timeman/record/timeman-record-list */
static void
test_the_example_worked_fifteen_shifts_in_october (Fixture *fixture, gconstpointer data)
{
  static const char *const ends[] = { "2026-10-01T20:12:00+03:00", "2026-10-04T20:20:00+03:00",
                                      "2026-10-05T20:21:00+03:00", "2026-10-08T20:35:00+03:00",
                                      "2026-10-09T21:05:00+03:00", "2026-10-12T20:00:00+03:00" };
  g_autoptr (JsonArray) records = list_records (fixture, EXAMPLE, "2026-10-01", "2026-10-31");

  g_assert_cmpuint (json_array_get_length (records), ==, 15);
  for (guint i = 0; i < 15; i++)
    {
      JsonObject *row = json_array_get_object_element (records, i);

      if (i < G_N_ELEMENTS (ends))
        g_assert_cmpstr (get_text (row, "endTime"), ==, ends[i]);
      g_assert_cmpint (json_object_get_int_member (row, "breakLength"), ==, 3600);
      g_assert_cmpint (json_object_get_int_member (row, "duration"), >=, 36000);
      g_assert_cmpint (json_object_get_int_member (row, "userId"), ==, EXAMPLE);
      g_assert_cmpstr (get_text (row, "state"), ==, "CLOSED");
      g_assert_true (json_object_get_boolean_member (row, "isApproved"));
    }
}

static void
assert_refused (JsonObject *answer, const char *code, const char *field)
{
  JsonObject *error = json_object_get_object_member (answer, "error");
  g_autofree char *full = g_strdup_printf ("BITRIX_REST_V3_EXCEPTION_%sEXCEPTION", code);

  g_assert_nonnull (error);
  g_assert_false (json_object_has_member (answer, "result"));
  g_assert_cmpstr (get_text (error, "code"), ==, full);
  if (field != NULL)
    g_assert_cmpstr (get_text (json_array_get_object_element (
                                 json_object_get_array_member (error, "validation"), 0),
                               "field"),
                     ==, field);
}

/* docs: rest-v3, timeman/record/timeman-record-list */
static void
test_what_rest_3_refuses_is_an_object (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *json;
    const char *code;
    const char *field;
  } cases[] = {
    { "{}", "VALIDATION_REQUESTVALIDATION", "filter.userId" },
    { "{\"filter\":[[\"userId\",7],[\"userId\",8]]}", "INVALIDFILTER", NULL },
    { "{\"filter\":[[\"userId\",7],[\"colour\",8]]}", "UNKNOWNDTOPROPERTY", NULL },
    { "{\"filter\":[[\"userId\",7],[\"startTime\",\"~\",8]]}", "UNKNOWNFILTEROPERATOR", NULL },
    { "{\"filter\":[[\"userId\",7]],\"pagination\":{\"limit\":0}}", "INVALIDPAGINATION", NULL },
    { "{\"filter\":[[\"userId\",8]]}", "ACCESSDENIED", NULL },
    { "{\"filter", "INVALIDJSON", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) answer = call_v3 (fixture, DESK, "timeman.record.list", cases[i].json);

      assert_refused (answer, cases[i].code, cases[i].field);
      g_assert_cmpuint (fixture->status, ==,
                        g_str_equal (cases[i].code, "ACCESSDENIED") ? 403 : 400);
    }
  {
    g_autoptr (JsonObject) old = fixture_call (fixture, "timeman.record.list", "{}");

    g_assert_cmpstr (get_text (old, "error"), ==, "ERROR_METHOD_NOT_FOUND");
    g_assert_cmpuint (fixture->status, ==, 404);
  }
  {
    g_autoptr (JsonObject) gone = NULL;

    json_object_unref (
      fixture_control (fixture, "method", "{\"name\":\"timeman.record.list\",\"missing\":true}"));
    gone = call_v3 (fixture, DESK, "timeman.record.list", "{\"filter\":[[\"userId\",7]]}");
    g_assert_cmpstr (get_text (gone, "error"), ==, "ERROR_METHOD_NOT_FOUND");
  }
}

/* docs: rest-v3, timeman/record/timeman-record-list */
static void
test_records_come_in_pages_and_batches (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) page =
    call_v3 (fixture, DESK, "timeman.record.list",
             "{\"filter\":[[\"userId\",\"=\",7],[\"startTime\",\">=\",\"2026-10-01\"]],"
             "\"select\":[\"id\",\"startTime\",\"whatever\"],\"order\":{\"startTime\":\"DESC\"},"
             "\"pagination\":{\"page\":2,\"limit\":3}}");
  g_autoptr (JsonObject) batch =
    call_v3 (fixture, SENIOR, "batch",
             "[{\"method\":\"timeman.record.list\",\"query\":{\"filter\":[[\"userId\",7]]}},"
             "{\"method\":\"timeman.record.list\",\"query\":{\"filter\":[[\"userId\",8]]}}]");
  JsonObject *row = json_array_get_object_element (get_items (page), 0);
  JsonArray *results = json_object_get_array_member (batch, "result");

  g_assert_cmpuint (json_array_get_length (get_items (page)), ==, 3);
  g_assert_cmpuint (json_object_get_size (row), ==, 2);
  g_assert_cmpint (json_object_get_int_member (row, "id"), >, 0);
  g_assert_cmpuint (json_array_get_length (results), ==, 2);
  g_assert_cmpuint (json_array_get_length (
                      json_object_get_array_member (json_array_get_object_element (results, 1),
                                                    "items")),
                    ==, 50);
}

/* (transfer full): the events of October, by their dates */
static JsonArray *
list_events (Fixture *fixture)
{
  g_autoptr (JsonObject) answer =
    fixture_call (fixture, "calendar.event.get",
                  "{\"type\":\"company_calendar\",\"ownerId\":0,\"section\":[21],"
                  "\"from\":\"2026-10-01\",\"to\":\"2026-10-31\"}");

  return json_array_ref (json_object_get_array_member (answer, "result"));
}

/* (nullable): of a user on a day */
static JsonObject *
find_event (JsonArray *events, int user, const char *day)
{
  for (guint i = 0; i < json_array_get_length (events); i++)
    {
      JsonObject *row = json_array_get_object_element (events, i);
      JsonObject *attendee =
        json_array_get_object_element (json_object_get_array_member (row, "ATTENDEE_LIST"), 0);

      if (json_object_get_int_member (attendee, "id") == user &&
          g_str_has_prefix (get_text (row, "DATE_FROM"), day))
        return row;
    }

  return NULL;
}

/* docs: calendar/calendar-event/calendar-event-get */
static void
test_the_plan_has_what_happens_in_a_month (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) events = list_events (fixture);
  JsonObject *example = find_event (events, EXAMPLE, "01.10.2026");
  JsonObject *usual = find_event (events, DESK, "01.10.2026");
  JsonObject *again = find_event (events, DESK, "05.10.2026");
  JsonObject *swapped = find_event (events, 9, "03.10.2026");
  JsonObject *sick = find_event (events, 9, "08.10.2026");
  JsonObject *vacation = find_event (events, 12, "18.10.2026");
  JsonObject *night = find_event (events, 13, "31.10.2026");
  JsonObject *changed = find_event (events, DESK, "16.10.2026");

  g_assert_cmpstr (get_text (example, "DATE_FROM"), ==, "01.10.2026 09:00:00");
  g_assert_cmpstr (get_text (example, "DATE_TO"), ==, "01.10.2026 20:00:00");
  g_assert_cmpstr (get_text (usual, "DATE_TO"), ==, "01.10.2026 21:00:00");
  /* one id and one stamp for all of a recurring event */
  g_assert_cmpstr (get_text (usual, "ID"), ==, get_text (again, "ID"));
  g_assert_cmpstr (get_text (usual, "DATE_FROM_TS_UTC"), ==, get_text (again, "DATE_FROM_TS_UTC"));
  g_assert_cmpstr (get_text (swapped, "NAME"), ==, "Смена: Титова за: Лебедева");
  g_assert_null (find_event (events, 8, "03.10.2026"));
  g_assert_cmpstr (get_text (sick, "DT_SKIP_TIME"), ==, "Y");
  g_assert_cmpstr (get_text (sick, "NAME"), ==, "Больничный: Титова");
  g_assert_cmpstr (get_text (sick, "DATE_TO"), ==, "09.10.2026");
  g_assert_cmpint (json_object_get_int_member (sick, "DT_LENGTH"), ==, 2 * 86400);
  g_assert_cmpstr (get_text (vacation, "NAME"), ==, "Отпуск: Мельник");
  g_assert_cmpstr (get_text (night, "DATE_TO"), ==, "01.11.2026 09:00:00");
  g_assert_cmpstr (get_text (changed, "TIMESTAMP_X"), ==, "18.10.2026 22:00:00");
}

/* of the day's record; "" when it is not ended, NULL when there is none */
static const char *
find_end (JsonArray *records, const char *day)
{
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *row = json_array_get_object_element (records, i);

      if (g_str_has_prefix (get_text (row, "startTime"), day))
        return json_object_get_null_member (row, "endTime") ? "" : get_text (row, "endTime");
    }

  return NULL;
}

static void
test_the_clock_has_what_happens_in_a_month (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonArray) desk = list_records (fixture, DESK, "2026-10-01", "2026-10-31");
  g_autoptr (JsonArray) second = list_records (fixture, 8, "2026-10-01", "2026-10-31");
  g_autoptr (JsonArray) third = list_records (fixture, 9, "2026-10-01", "2026-10-31");
  g_autoptr (JsonArray) night = list_records (fixture, 13, "2026-10-01", "2026-10-31");
  g_autoptr (JsonArray) senior = list_records (fixture, SENIOR, "2026-10-01", "2026-10-31");

  g_assert_cmpstr (find_end (desk, "2026-10-05"), ==, "2026-10-05T21:20:00+03:00");
  g_assert_cmpstr (find_end (desk, "2026-10-08"), ==, "2026-10-08T21:20:01+03:00");
  g_assert_cmpstr (find_end (desk, "2026-10-12"), ==, "2026-10-13T00:20:00+03:00");
  g_assert_null (find_end (second, "2026-10-03"));
  g_assert_cmpstr (find_end (second, "2026-10-10"), ==, "");
  g_assert_nonnull (find_end (third, "2026-10-03"));
  g_assert_null (find_end (third, "2026-10-08"));
  g_assert_cmpstr (find_end (night, "2026-10-31"), ==, "2026-11-01T09:04:00+03:00");
  /* nobody had planned that */
  g_assert_nonnull (find_end (senior, "2026-10-06"));
}

/* docs: timeman/base */
static void
test_a_day_is_opened_paused_and_closed (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *method;
    const char *json;
    int advance; /* minutes before it */
    const char *status;
    const char *leaks;
    const char *duration;
  } steps[] = {
    { "timeman.open", "{}", 0, "OPENED", "00:00:00", "00:00:00" },
    { "timeman.pause", "{}", 60, "PAUSED", "00:00:00", "00:00:00" },
    { "timeman.open", "{}", 30, "OPENED", "00:30:00", "00:00:00" },
    { "timeman.close", "{}", 90, "CLOSED", "00:30:00", "02:30:00" },
    { "timeman.open", "{}", 15, "OPENED", "00:45:00", "00:00:00" },
    { "timeman.status", "{}", 24 * 60, "EXPIRED", "00:45:00", "00:00:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *clock = g_strdup_printf ("{\"advance\":%d}", steps[i].advance * 60);
      g_autoptr (JsonObject) answer = NULL;
      JsonObject *result;

      json_object_unref (fixture_control (fixture, "clock", clock));
      /* the accountant has no shifts: nothing has begun by itself */
      answer = fixture_call_as (fixture, ACCOUNTANT, steps[i].method, steps[i].json);
      result = json_object_get_object_member (answer, "result");
      g_assert_cmpstr (get_text (result, "STATUS"), ==, steps[i].status);
      g_assert_cmpstr (get_text (result, "TIME_LEAKS"), ==, steps[i].leaks);
      g_assert_cmpstr (get_text (result, "DURATION"), ==, steps[i].duration);
      g_assert_cmpstr (get_text (result, "TIME_START"), ==, "2026-11-09T12:00:00+03:00");
      g_assert_cmpint (json_object_get_int_member (result, "TZ_OFFSET"), ==, 10800);
      g_assert_true (json_object_has_member (result, "TIME_FINISH_DEFAULT") ==
                     g_str_equal (steps[i].status, "EXPIRED"));
    }
}

/* docs: timeman/base/timeman-status */
static void
test_before_the_first_day_nothing_was_worked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = fixture_call_as (fixture, ACCOUNTANT, "timeman.status", "{}");
  JsonObject *result = json_object_get_object_member (answer, "result");

  g_assert_cmpstr (get_text (result, "STATUS"), ==, "CLOSED");
  g_assert_cmpstr (get_text (result, "DURATION"), ==, "00:00:00");
  g_assert_cmpstr (get_text (result, "TIME_LEAKS"), ==, "00:00:00");
  g_assert_true (json_object_get_null_member (result, "TIME_START"));
  g_assert_true (json_object_get_null_member (result, "TIME_FINISH"));
  g_assert_cmpstr (get_text (result, "IP_CLOSE"), ==, "");
}

/* docs: timeman/base/timeman-open, timeman-close */
static void
test_an_edited_day_waits_for_approval (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) yesterday =
    fixture_call_as (fixture, ACCOUNTANT, "timeman.open",
                     "{\"TIME\":\"2026-11-08T09:00:00+03:00\",\"REPORT\":\"Забыла\"}");
  g_autoptr (JsonObject) mute = fixture_call_as (fixture, ACCOUNTANT, "timeman.open",
                                                 "{\"TIME\":\"2026-11-09T09:00:00+03:00\"}");
  g_autoptr (JsonObject) edited =
    fixture_call_as (fixture, ACCOUNTANT, "timeman.open",
                     "{\"TIME\":\"2026-11-09T09:00:00+03:00\",\"REPORT\":\"Забыла\"}");
  g_autoptr (JsonObject) other =
    fixture_call_as (fixture, DESK, "timeman.status", "{\"USER_ID\":8}");
  g_autoptr (JsonObject) nobody =
    fixture_call_as (fixture, HEAD, "timeman.status", "{\"USER_ID\":999}");

  g_assert_cmpstr (get_text (yesterday, "error"), ==, "WRONG_DATETIME");
  g_assert_cmpstr (get_text (mute, "error"), ==, "");
  g_assert_false (
    json_object_get_boolean_member (json_object_get_object_member (edited, "result"), "ACTIVE"));
  g_assert_cmpstr (get_text (other, "error_description"), ==,
                   "User does not have access to managing other users work time");
  g_assert_cmpstr (get_text (nobody, "error_description"), ==, "User not found");
}

/* docs: timeman/timecontrol, timeman/schedule, timeman/base/timeman-settings */
static void
test_the_report_of_a_month_says_the_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer =
    fixture_call_as (fixture, ACCOUNTANT, "timeman.timecontrol.reports.get",
                     "{\"USER_ID\":11,\"MONTH\":10,\"YEAR\":2026,"
                     "\"WORKDAY_HOURS\":11}");
  g_autoptr (JsonObject) denied = fixture_call_as (fixture, DESK, "timeman.timecontrol.reports.get",
                                                   "{\"USER_ID\":11,\"MONTH\":10,\"YEAR\":2026}");
  g_autoptr (JsonObject) users =
    fixture_call_as (fixture, SENIOR, "timeman.timecontrol.reports.users.get",
                     "{\"DEPARTMENT_ID\":3}");
  g_autoptr (JsonObject) schedule = fixture_call (fixture, "timeman.schedule.get", "{\"id\":2}");
  g_autoptr (JsonObject) none = fixture_call (fixture, "timeman.schedule.get", "{\"id\":99}");
  g_autoptr (JsonObject) settings = fixture_call (fixture, "timeman.settings", "{}");
  JsonObject *report =
    json_object_get_object_member (json_object_get_object_member (answer, "result"), "report");
  JsonArray *days = json_object_get_array_member (report, "days");
  JsonObject *first = json_array_get_object_element (days, 0);

  g_assert_cmpuint (json_array_get_length (days), ==, 15);
  g_assert_cmpstr (get_text (first, "index"), ==, "20261001");
  /* three minutes before and twelve after the eleven hours */
  g_assert_cmpint (json_object_get_int_member (first, "workday_time_leaks_final"), ==, -15 * 60);
  g_assert_cmpint (json_object_get_int_member (first, "workday_time_leaks_user"), ==, 3600);
  g_assert_cmpstr (get_text (denied, "error"), ==, "USER_ACCESS_ERROR");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (users, "result")), ==, 5);
  g_assert_cmpstr (get_text (json_object_get_object_member (schedule, "result"), "SCHEDULE_TYPE"),
                   ==, "SHIFT");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (none, "result")), ==, 0);
  g_assert_false (
    json_object_get_boolean_member (json_object_get_object_member (settings, "result"), "ADMIN"));
}

/* docs: lists/elements/lists-element-get */
static void
test_everybody_sees_what_she_is_paid_by (Fixture *fixture, gconstpointer data)
{
  const char *rates = "{\"IBLOCK_TYPE_ID\":\"lists\",\"IBLOCK_ID\":45,\"start\":0}";
  const char *october = "{\"IBLOCK_TYPE_ID\":\"lists\",\"IBLOCK_CODE\":\"pay_bonuses\",\"FILTER\":"
                        "{\">=PROPERTY_222\":\"01.10.2026\",\"<=PROPERTY_222\":\"31.10.2026\"}}";
  g_autoptr (JsonObject) all = fixture_call_as (fixture, ACCOUNTANT, "lists.element.get", rates);
  g_autoptr (JsonObject) own = fixture_call_as (fixture, EXAMPLE, "lists.element.get", rates);
  g_autoptr (JsonObject) given = fixture_call_as (fixture, EXAMPLE, "lists.element.get", october);
  JsonArray *rows = json_object_get_array_member (own, "result");
  JsonObject *rate = json_array_get_object_element (rows, 1);
  g_autofree char *price = fixture_to_text (rate, "PROPERTY_203");
  g_autofree char *factor = fixture_to_text (rate, "PROPERTY_205");

  g_assert_cmpint (json_object_get_int_member (all, "total"), ==, 16);
  g_assert_cmpuint (json_array_get_length (rows), ==, 2);
  g_assert_nonnull (strstr (price, "\"220\""));
  g_assert_nonnull (strstr (factor, "\"1.1\""));
  g_assert_cmpint (json_object_get_int_member (given, "total"), ==, 8);
}

/* the control orders */
static void
test_a_day_and_a_shift_are_set_right_afterwards (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) first =
    fixture_control (fixture, "work-day",
                     "{\"user\":8,\"day\":\"2026-10-10\",\"finish\":\"21:30\",\"approved\":true}");
  g_autoptr (JsonObject) gone =
    fixture_control (fixture, "work-day", "{\"user\":8,\"day\":\"2026-10-11\",\"delete\":true}");
  g_autoptr (JsonObject) moved =
    fixture_control (fixture, "shift",
                     "{\"user\":8,\"day\":\"2026-10-14\",\"from\":\"10:00\",\"to\":\"18:00\"}");
  g_autoptr (JsonArray) records = list_records (fixture, 8, "2026-10-01", "2026-10-31");
  g_autoptr (JsonArray) events = list_events (fixture);
  JsonObject *event = find_event (events, 8, "14.10.2026");

  g_assert_cmpstr (find_end (records, "2026-10-10"), ==, "2026-10-10T21:30:00+03:00");
  g_assert_null (find_end (records, "2026-10-11"));
  g_assert_cmpstr (get_text (event, "DATE_FROM"), ==, "14.10.2026 10:00:00");
  g_assert_cmpstr (get_text (event, "TIMESTAMP_X"), ==, "09.11.2026 12:00:00");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/demo/work/" name, Fixture, GINT_TO_POINTER (0), fixture_set_up_months, function,   \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("example", test_the_example_worked_fifteen_shifts_in_october);
  ADD ("refused", test_what_rest_3_refuses_is_an_object);
  ADD ("pages", test_records_come_in_pages_and_batches);
  ADD ("plan", test_the_plan_has_what_happens_in_a_month);
  ADD ("clock", test_the_clock_has_what_happens_in_a_month);
  ADD ("day", test_a_day_is_opened_paused_and_closed);
  ADD ("before", test_before_the_first_day_nothing_was_worked);
  ADD ("edited", test_an_edited_day_waits_for_approval);
  ADD ("report", test_the_report_of_a_month_says_the_same);
  ADD ("rates", test_everybody_sees_what_she_is_paid_by);
  ADD ("control", test_a_day_and_a_shift_are_set_right_afterwards);

  return g_test_run ();
}

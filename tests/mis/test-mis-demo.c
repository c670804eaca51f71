/* test-mis-demo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The demo clinic's medical system, read over HTTP as any other 1C.
 */

#include "demo-fixture.h"
#include "mis-connect.h"
#include "mis-test.h"

#include <string.h>

#define DAY (24 * 3600)
#define CLINIC_OFFSET (3 * 3600)
#define VISITS "Document_ЗаписьНаПрием"

typedef struct
{
  Fixture portal;
  ClinicMis *mis;
  char *url;
  gint64 today;
} Desk;

static ClinicMis *
connect (const char *url, const char *password)
{
  g_autoptr (GError) error = NULL;
  ClinicMis *mis = mis_connect_odata (url, DEMO_PORTAL_MIS_USER, password, "demo",
                                      g_getenv ("RECEPTION_DATADIR"), &error);

  g_assert_no_error (error);

  return mis;
}

static void
set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (JsonObject) clock = NULL;
  gint64 now;

  fixture_set_up (&desk->portal, data);
  clock = fixture_control (&desk->portal, "clock", NULL);
  now = json_object_get_int_member (clock, "now") + CLINIC_OFFSET;
  desk->today = now - now % DAY - CLINIC_OFFSET;
  desk->url = demo_portal_dup_mis_url (desk->portal.portal);
  desk->mis = connect (desk->url, DEMO_PORTAL_MIS_PASSWORD);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_assert_finalize_object (desk->mis);
  g_clear_pointer (&desk->url, g_free);
  fixture_tear_down (&desk->portal, data);
}

static GPtrArray *
read_window (Desk *desk, GError **error)
{
  return mis_test_read (desk->mis, desk->today + DAY, desk->today + 4 * DAY, error);
}

static GPtrArray *
read_all (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *visits = read_window (desk, &error);

  g_assert_no_error (error);

  return visits;
}

static guint
count_requests (Desk *desk, const char *entity)
{
  g_autofree char *order = g_strdup_printf ("{\"entity\":\"%s\"}", entity);
  g_autoptr (JsonObject) answer =
    fixture_control (&desk->portal, "mis_requests", entity != NULL ? order : "{}");

  return (guint) json_object_get_int_member (answer, "requests");
}

static void
spoil (Desk *desk, const char *kind)
{
  g_autofree char *order = g_strdup_printf ("{\"kind\":\"%s\"}", kind);
  g_autoptr (JsonObject) answer = fixture_control (&desk->portal, "mis_fault", order);
}

/* of those that were not needed */
static void
clear_faults (Desk *desk)
{
  g_autofree char *url = g_strconcat (desk->portal.control, "mis_fault", NULL);
  g_autoptr (GBytes) answer = fixture_send (&desk->portal, "DELETE", url, NULL, NULL, NULL);

  g_assert_cmpuint (desk->portal.status, ==, 200);
}

/* (transfer none) (nullable): the one visit of tomorrow 10:30, that of the patient 1 */
static ClinicMisVisit *
find_anna (Desk *desk, GPtrArray *visits)
{
  for (guint i = 0; i < visits->len; i++)
    {
      ClinicMisVisit *visit = visits->pdata[i];

      if (clinic_mis_visit_get_start (visit) == desk->today + DAY + 10 * 3600 + 1800 &&
          g_str_has_prefix (clinic_mis_visit_get_patient_name (visit), "Иванова Анна"))
        return visit;
    }

  return NULL;
}

static void
test_a_visit_has_all_that_the_desk_needs (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = read_all (desk);
  ClinicMisVisit *anna = find_anna (desk, visits);

  g_assert_cmpuint (visits->len, >, 50);
  g_assert_nonnull (anna);
  g_assert_cmpstr (clinic_mis_visit_get_doctor (anna), ==, "Петров Андрей Николаевич");
  g_assert_cmpstr (clinic_mis_visit_get_patient_name (anna), ==, "Иванова Анна Сергеевна");
  g_assert_cmpstr (clinic_mis_visit_get_phones (anna)[0], ==, "+7 900 000-00-01");
  g_assert_null (clinic_mis_visit_get_phones (anna)[1]);
  g_assert_cmpint (clinic_mis_visit_get_minutes (anna), >, 0);
  g_assert_nonnull (clinic_mis_visit_get_patient_birth_date (anna));
  g_assert_nonnull (clinic_mis_visit_get_version (anna));
  g_assert_cmpstr (clinic_mis_visit_get_raw_status (anna), ==, "Запланирован");
  g_assert_cmpint (clinic_mis_guess_status (desk->mis, " подтверждён "), ==,
                   CLINIC_MIS_STATUS_CONFIRMED);
  g_assert_cmpint (clinic_mis_guess_status (desk->mis, "ОжидаетЛаборант"), ==,
                   CLINIC_MIS_STATUS_UNKNOWN);
}

static void
test_the_visits_are_those_of_the_portal (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = read_all (desk);
  ClinicMisVisit *anna = find_anna (desk, visits);
  g_autofree char *filter =
    g_strdup_printf ("{\"entityTypeId\":2,\"filter\":{\"=originId\":\"%s\"},\"select\":[\"id\","
                     "\"contactId\",\"ufCrm_VISIT_TIME\"]}",
                     clinic_mis_visit_get_id (anna));
  g_autoptr (JsonObject) answer = fixture_call (&desk->portal, "crm.item.list", filter);
  JsonArray *items =
    json_object_get_array_member (json_object_get_object_member (answer, "result"), "items");

  g_assert_cmpuint (json_array_get_length (items), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (items, 0),
                                               "contactId"),
                   ==, 1);
}

static void
test_what_has_not_changed_is_the_same_and_costs_nothing (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) first = read_all (desk);
  guint patients = count_requests (desk, "Catalog_Пациенты");
  guint before = count_requests (desk, NULL);
  g_autoptr (GPtrArray) second = read_all (desk);

  g_assert_cmpuint (second->len, ==, first->len);
  for (guint i = 0; i < first->len; i++)
    g_assert_true (mis_test_find (second, clinic_mis_visit_get_id (first->pdata[i])) ==
                   first->pdata[i]);
  g_assert_cmpuint (count_requests (desk, "Catalog_Пациенты"), ==, patients);
  g_assert_cmpuint (first->len, >, 200 / 2);
  /* pages of 200 */
  g_assert_cmpuint (count_requests (desk, NULL) - before, ==, (first->len + 199) / 200);
}

static void
test_a_moved_visit_is_told_alone (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) first = read_all (desk);
  ClinicMisVisit *anna = find_anna (desk, first);
  const char *id = clinic_mis_visit_get_id (anna);
  guint patients = count_requests (desk, "Catalog_Пациенты");
  gint64 later = desk->today + 3 * DAY + 12 * 3600;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (later);
  g_autofree char *iso = g_date_time_format_iso8601 (time);
  g_autofree char *order = g_strdup_printf (
    "{\"key\":\"%s\",\"start\":\"%s\",\"doctor\":29,\"status\":\"ОжидаетЛаборант\"}", id, iso);
  g_autoptr (JsonObject) changed = fixture_control (&desk->portal, "mis_change", order);
  g_autoptr (GPtrArray) second = read_all (desk);
  ClinicMisVisit *moved = mis_test_find (second, id);
  guint others = 0;

  g_assert_true (moved != anna);
  g_assert_cmpint (clinic_mis_visit_get_start (moved), ==, later);
  g_assert_cmpstr (clinic_mis_visit_get_doctor (moved), ==, "Ли Виктор Сергеевич");
  g_assert_cmpstr (clinic_mis_visit_get_raw_status (moved), ==, "ОжидаетЛаборант");
  g_assert_cmpstr (clinic_mis_visit_get_version (moved), !=, clinic_mis_visit_get_version (anna));
  g_assert_cmpint (clinic_mis_visit_get_start (anna), !=, later);
  for (guint i = 0; i < second->len; i++)
    others += mis_test_find (first, clinic_mis_visit_get_id (second->pdata[i])) != second->pdata[i];
  g_assert_cmpuint (others, ==, 1);
  /* she is known already */
  g_assert_cmpuint (count_requests (desk, "Catalog_Пациенты"), ==, patients);
}

static void
test_deleted_and_new_visits_are_told_too (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) first = read_all (desk);
  const char *id = clinic_mis_visit_get_id (find_anna (desk, first));
  g_autofree char *order = g_strdup_printf ("{\"key\":\"%s\",\"deleted\":true}", id);
  g_autoptr (JsonObject) deleted = fixture_control (&desk->portal, "mis_change", order);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (desk->today + 2 * DAY + 9 * 3600);
  g_autofree char *iso = g_date_time_format_iso8601 (time);
  g_autofree char *wish =
    g_strdup_printf ("{\"start\":\"%s\",\"doctor\":27,\"name\":\"Новикова Ольга\","
                     "\"phone\":\"8 (900) 000-00-77\",\"birth\":\"1990-02-03\"}",
                     iso);
  g_autoptr (JsonObject) added = fixture_control (&desk->portal, "mis_add", wish);
  g_autoptr (GPtrArray) second = read_all (desk);
  ClinicMisVisit *visit = mis_test_find (second, json_object_get_string_member (added, "key"));

  g_assert_true (clinic_mis_visit_get_deleted (mis_test_find (second, id)));
  g_assert_cmpuint (second->len, ==, first->len + 1);
  g_assert_nonnull (visit);
  g_assert_cmpstr (clinic_mis_visit_get_patient_name (visit), ==, "Новикова Ольга");
  g_assert_cmpstr (clinic_mis_visit_get_patient_birth_date (visit), ==, "1990-02-03");
  g_assert_cmpstr (clinic_mis_visit_get_phones (visit)[0], ==, "8 (900) 000-00-77");
}

static void
test_the_window_ends_where_it_ends (Desk *desk, gconstpointer data)
{
  gint64 start = desk->today + DAY + 10 * 3600 + 1800;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = mis_test_read (desk->mis, start - DAY, start, &error);
  g_autoptr (GPtrArray) from = mis_test_read (desk->mis, start, start + 60, &error);

  g_assert_no_error (error);
  g_assert_null (find_anna (desk, before));
  g_assert_nonnull (find_anna (desk, from));
}

static void
test_each_fault_has_its_name_and_passes (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    ClinicError code;
  } faults[] = {
    { "html", CLINIC_ERROR_BROKEN },        { "401", CLINIC_ERROR_FORBIDDEN },
    { "500", CLINIC_ERROR_OFFLINE },        { "drop_before", CLINIC_ERROR_OFFLINE },
    { "truncated", CLINIC_ERROR_BROKEN },   { "empty", CLINIC_ERROR_BROKEN },
    { "odata_error", CLINIC_ERROR_BROKEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) none = NULL;
      g_autoptr (GPtrArray) visits = NULL;

      spoil (desk, faults[i].kind);
      /* a dropped connection is tried once more by libsoup when it was used before */
      if (g_str_equal (faults[i].kind, "drop_before"))
        spoil (desk, faults[i].kind);
      none = read_window (desk, &error);
      g_assert_null (none);
      g_assert_error (error, CLINIC_ERROR, (int) faults[i].code);
      g_assert_null (strstr (error->message, DEMO_PORTAL_MIS_PASSWORD));
      g_assert_null (strstr (error->message, "Модуль(42)"));
      clear_faults (desk);
      visits = read_all (desk);
      g_assert_cmpuint (visits->len, >, 50);
    }
}

static void
test_a_fault_in_the_middle_gives_nothing_rather_than_half (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) fault =
    fixture_control (&desk->portal, "mis_fault",
                     "{\"kind\":\"500\",\"match\":\"Catalog_Пациенты\"}");
  g_autoptr (GPtrArray) visits = read_window (desk, &error);

  g_assert_null (visits);
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_OFFLINE);
}

static void
test_a_wrong_password_is_refused (Desk *desk, gconstpointer data)
{
  g_autoptr (ClinicMis) mis = connect (desk->url, "чужой");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits = mis_test_read (mis, desk->today, desk->today + DAY, &error);

  g_assert_null (visits);
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN);
  g_assert_cmpuint (count_requests (desk, NULL), ==, 1);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray *readings = user_data;

  g_ptr_array_add (readings, clinic_mis_read_finish (CLINIC_MIS (source), result, NULL));
}

static void
test_one_reading_at_a_time (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) readings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *first;

  for (guint i = 0; i < 3; i++)
    clinic_mis_read_async (desk->mis, desk->today + DAY, desk->today + 2 * DAY, NULL, on_read_cb,
                           readings);
  while (readings->len < 3)
    g_main_context_iteration (NULL, TRUE);

  first = readings->pdata[0];
  /* the second and third have read after the first, and found nothing new to ask for */
  for (guint i = 1; i < 3; i++)
    {
      GPtrArray *reading = readings->pdata[i];

      g_assert_cmpuint (reading->len, ==, first->len);
      g_assert_true (reading->pdata[0] == first->pdata[0]);
    }
}

static void
test_a_reading_that_is_given_up_is_silent_and_lets_others_read (Desk *desk, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) pending = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (JsonObject) fault =
    fixture_control (&desk->portal, "mis_fault", "{\"kind\":\"slow\",\"delay_ms\":2000}");

  clinic_mis_read_async (desk->mis, desk->today, desk->today + DAY, cancellable,
                         mis_test_on_result_cb, &pending);
  fixture_iterate (100);
  g_cancellable_cancel (cancellable);
  result = mis_test_wait (&pending);
  g_assert_null (clinic_mis_read_finish (desk->mis, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  visits = read_all (desk);
  g_assert_cmpuint (visits->len, >, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/mis/demo/" name, Desk, NULL, set_up, function, tear_down)

  ADD ("a-visit-has-all-that-the-desk-needs", test_a_visit_has_all_that_the_desk_needs);
  ADD ("the-visits-are-those-of-the-portal", test_the_visits_are_those_of_the_portal);
  ADD ("what-has-not-changed-is-the-same-and-costs-nothing",
       test_what_has_not_changed_is_the_same_and_costs_nothing);
  ADD ("a-moved-visit-is-told-alone", test_a_moved_visit_is_told_alone);
  ADD ("deleted-and-new-visits-are-told-too", test_deleted_and_new_visits_are_told_too);
  ADD ("the-window-ends-where-it-ends", test_the_window_ends_where_it_ends);
  ADD ("each-fault-has-its-name-and-passes", test_each_fault_has_its_name_and_passes);
  ADD ("a-fault-in-the-middle-gives-nothing-rather-than-half",
       test_a_fault_in_the_middle_gives_nothing_rather_than_half);
  ADD ("a-wrong-password-is-refused", test_a_wrong_password_is_refused);
  ADD ("one-reading-at-a-time", test_one_reading_at_a_time);
  ADD ("a-reading-that-is-given-up-is-silent-and-lets-others-read",
       test_a_reading_that_is_given_up_is_silent_and_lets_others_read);

  return g_test_run ();
}

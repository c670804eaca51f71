/* test-demo-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clinic's records of months and years, counted in its own tables and asked for over REST.
 */

#include "demo-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define HEAD 1
#define DAYS 100
/* October 2026 in the clinic */
#define OCTOBER "1790802000"
#define NOVEMBER "1793480400"

typedef struct
{
  Fixture fixture;
  sqlite3 *tables;
  char *path;
} History;

static void
set_up (History *history, gconstpointer data)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = NULL;
  int file;

  fixture_set_up_months (&history->fixture, data);
  file = g_file_open_tmp ("tables-XXXXXX.sqlite", &history->path, &error);
  g_assert_no_error (error);
  g_close (file, NULL);
  json = g_strdup_printf ("{\"file\":\"%s\"}", history->path);
  answer = fixture_control (&history->fixture, "tables", json);
  g_assert_cmpuint (history->fixture.status, ==, 200);
  g_assert_cmpint (sqlite3_open (history->path, &history->tables), ==, SQLITE_OK);
}

static void
tear_down (History *history, gconstpointer data)
{
  sqlite3_close (history->tables);
  g_unlink (history->path);
  g_clear_pointer (&history->path, g_free);
  fixture_tear_down (&history->fixture, data);
}

static gint64
count (History *history, const char *sql)
{
  sqlite3_stmt *row = NULL;
  gint64 number;

  if (sqlite3_prepare_v2 (history->tables, sql, -1, &row, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (history->tables));
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);

  return number;
}

#define HERS " user = 11 AND start >= " OCTOBER " AND start < " NOVEMBER

/* clinic.md 3.7: 640 calls, 40 booked and 32 came, 25 spoken with and 15 came */
static void
test_the_month_of_the_example_is_counted_from_rows (gconstpointer data)
{
  History *history = (History *) data;
  g_assert_cmpint (count (history, "SELECT count(*) FROM calls WHERE" HERS
                                   " AND code = '200' AND duration >= 10"),
                   ==, 640);
  g_assert_cmpint (count (history, "SELECT count(*) FROM calls WHERE" HERS), >, 640);
  g_assert_cmpint (count (history, "SELECT count(DISTINCT patient) FROM visits v WHERE" HERS
                                   " AND NOT EXISTS (SELECT 1 FROM visits b WHERE"
                                   " b.patient = v.patient AND b.semantics = 'S'"
                                   " AND b.start < v.start)"),
                   ==, 40);
  g_assert_cmpint (count (history, "SELECT count(*) FROM visits WHERE" HERS
                                   " AND first = 1 AND semantics = 'S'"),
                   ==, 32);
  /* those of the list whom somebody spoke with since, and whose visit came of it */
  g_assert_cmpint (count (history,
                          "SELECT count(DISTINCT l.id) FROM leads l JOIN steps s ON s.type = 1"
                          " AND s.owner = l.id AND s.stage = 'UC_WAITLIST' JOIN calls c ON"
                          " c.patient = l.patient AND c.code = '200' AND c.start >= s.created"
                          " WHERE l.user = 11 AND c.start >= " OCTOBER " AND c.start < " NOVEMBER),
                   ==, 25);
  g_assert_cmpint (count (history, "SELECT count(*) FROM visits WHERE" HERS
                                   " AND lead IS NOT NULL AND semantics = 'S'"),
                   ==, 15);
}

/* docs: telephony/voximplant/voximplant-statistic-get, crm/universal/crm-item-list */
static void
test_the_portal_answers_with_the_same_rows (gconstpointer data)
{
  History *history = (History *) data;
  g_autoptr (JsonObject) calls = fixture_call_as (
    &history->fixture, HEAD, "voximplant.statistic.get",
    "{\"FILTER\":{\"PORTAL_USER_ID\":11,\">=CALL_START_DATE\":\"2026-10-01T00:00:00+03:00\","
    "\"<CALL_START_DATE\":\"2026-11-01T00:00:00+03:00\",\"CALL_FAILED_CODE\":\"200\","
    "\">=CALL_DURATION\":10}}");
  g_autoptr (JsonObject) visits = fixture_call_as (
    &history->fixture, HEAD, "crm.item.list",
    "{\"entityTypeId\":2,\"filter\":{\"categoryId\":5,\"assignedById\":11,"
    "\">=ufCrmVisitTime\":\"2026-10-01T00:00:00+03:00\","
    "\"<ufCrmVisitTime\":\"2026-11-01T00:00:00+03:00\"},\"select\":[\"id\",\"leadId\"]}");
  g_autoptr (JsonObject) leads =
    fixture_call_as (&history->fixture, HEAD, "crm.item.list",
                     "{\"entityTypeId\":1,\"filter\":{\"stageId\":\"CONVERTED\"},"
                     "\"select\":[\"id\"]}");
  g_autoptr (JsonObject) waits =
    fixture_call_as (&history->fixture, HEAD, "crm.stagehistory.list",
                     "{\"entityTypeId\":1,\"filter\":{\"STATUS_ID\":\"UC_WAITLIST\"}}");

  g_assert_cmpint (json_object_get_int_member (calls, "total"), ==, 640);
  g_assert_cmpint (json_object_get_int_member (visits, "total"), ==, 55);
  g_assert_cmpint (json_object_get_int_member (leads, "total"), ==,
                   count (history, "SELECT count(*) FROM leads WHERE stage = 'CONVERTED'"));
  g_assert_cmpint (json_object_get_int_member (waits, "total"), ==,
                   count (history, "SELECT count(*) FROM steps WHERE type = 1"
                                   " AND stage = 'UC_WAITLIST'"));
}

static void
test_what_happened_is_told_in_one_way (gconstpointer data)
{
  History *history = (History *) data;
  static const char *const none[] = {
    /* the last step is where it stands */
    "SELECT count(*) FROM visits v WHERE stage != (SELECT stage FROM steps s WHERE s.type = 2"
    " AND s.owner = v.id ORDER BY s.id DESC LIMIT 1)",
    "SELECT count(*) FROM leads l WHERE stage != (SELECT stage FROM steps s WHERE s.type = 1"
    " AND s.owner = l.id ORDER BY s.id DESC LIMIT 1)",
    "SELECT count(*) FROM steps s JOIN steps n ON n.type = s.type AND n.owner = s.owner"
    " AND n.id > s.id WHERE n.created < s.created",
    "SELECT count(*) FROM visits v LEFT JOIN leads l ON l.id = v.lead WHERE v.lead IS NOT NULL"
    " AND (l.id IS NULL OR l.patient != v.patient OR l.created > v.created OR l.source != v.source"
    " AND l.user != 11)",
    "SELECT count(*) FROM visits WHERE created > start AND semantics != 'P'",
    "SELECT count(*) FROM visits WHERE semantics = 'F' AND reason IS NULL",
    "SELECT count(*) FROM calls WHERE (code = '200') != (duration > 0)",
    "SELECT count(*) FROM visits v WHERE v.first = 1 AND v.user != 11 AND v.patient > 10 AND EXISTS"
    " (SELECT 1 FROM visits b WHERE b.patient = v.patient AND b.semantics = 'S'"
    " AND b.start < v.start AND b.start > v.start - 170 * 86400)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      gint64 found = count (history, none[i]);

      if (found != 0)
        g_error ("%" G_GINT64_FORMAT " of %s", found, none[i]);
    }
}

/* per day, or of a hundred */
static void
assert_between (History *history, const char *sql, gint64 least, gint64 most)
{
  gint64 found = count (history, sql);

  if (found < least || found > most)
    g_error ("%" G_GINT64_FORMAT " of %s", found, sql);
}

static void
test_the_clinic_is_as_large_as_a_clinic (gconstpointer data)
{
  History *history = (History *) data;
  g_autofree char *visits =
    g_strdup_printf ("SELECT count(*) / %d FROM visits WHERE semantics != 'P'", DAYS);
  g_autofree char *calls = g_strdup_printf ("SELECT count(*) / %d FROM calls", DAYS);
  g_autofree char *leads = g_strdup_printf ("SELECT count(*) / %d FROM leads", DAYS);

  assert_between (history, visits, 50, 80);
  assert_between (history, calls, 120, 200);
  assert_between (history, leads, 10, 40);
  assert_between (history, "SELECT 100 * sum(code != '200') / count(*) FROM calls WHERE type = 2",
                  10, 30);
  assert_between (history,
                  "SELECT 100 * sum(stage = 'C5:UC_NEYAVKA') / count(*) FROM visits"
                  " WHERE semantics != 'P'",
                  3, 12);
  assert_between (history, "SELECT 100 * sum(semantics = 'S') / count(*) FROM leads", 15, 75);
  assert_between (history, "SELECT count(DISTINCT reason) FROM visits", 7, 9);
  assert_between (history, "SELECT count(DISTINCT doctor) FROM visits", 8, 12);
  assert_between (history, "SELECT count(DISTINCT source) FROM leads", 5, 9);
  assert_between (history, "SELECT count(DISTINCT user) FROM calls", 7, 7);
}

/* docs: lists/elements/lists-element-get */
static void
test_the_registry_reaches_back_as_far (gconstpointer data)
{
  History *history = (History *) data;
  g_autoptr (JsonObject) paid = fixture_call_as (&history->fixture, HEAD, "lists.element.get",
                                                 "{\"IBLOCK_TYPE_ID\":\"lists\",\"IBLOCK_ID\":41,"
                                                 "\"FILTER\":{\"=PROPERTY_128\":94}}");

  g_assert_cmpint (json_object_get_int_member (paid, "total"), ==,
                   count (history, "SELECT count(*) FROM bills WHERE state = 94"));
  g_assert_cmpint (count (history, "SELECT count(*) FROM bills WHERE paid <= '2026-08-10'"), >, 0);
  g_assert_cmpint (count (history, "SELECT count(*) FROM bills WHERE state = 94 AND NOT act"), >,
                   3);
  g_assert_cmpint (count (history, "SELECT count(*) FROM bills WHERE amount IS NULL"), ==, 0);
  g_assert_cmpint (count (history, "SELECT count(*) FROM bills WHERE state = 95"), >, 3);
}

static void
test_the_tables_have_working_time (gconstpointer data)
{
  History *history = (History *) data;
  g_assert_cmpint (count (history, "SELECT count(*) FROM work_days WHERE" HERS), ==, 15);
  g_assert_cmpint (count (history, "SELECT sum(finish - start - leaks - 36000 - (32400 -"
                                   " (start + 10800) % 86400)) / 60 FROM work_days WHERE" HERS),
                   ==, 12 + 20 + 21 + 35 + 65);
  g_assert_cmpint (count (history, "SELECT count(*) FROM shifts WHERE" HERS), ==, 15);
  g_assert_cmpint (count (history, "SELECT count(*) FROM work_days WHERE finish = 0 AND user = 8"),
                   >=, 3);
}

/* those that a portal has which is started with a file */
static gint64
count_kept_calls (const char *path)
{
  DemoPortalOptions options = DEMO_PORTAL_OPTIONS_INIT;
  History history = { 0 };
  g_autoptr (DemoPortal) portal = NULL;
  g_autoptr (GError) error = NULL;
  gint64 found;

  options.patients = 100;
  options.history = 4;
  options.earlier_calls = 0;
  options.living_day = FALSE;
  options.now = FIXTURE_NOW;
  options.path = path;
  portal = demo_portal_new (&options);
  demo_portal_start (portal, &error);
  g_assert_no_error (error);
  demo_portal_stop (portal);
  g_assert_cmpint (sqlite3_open (path, &history.tables), ==, SQLITE_OK);
  found = count (&history, "SELECT count(*) FROM statistic");
  sqlite3_close (history.tables);

  return found;
}

static void
test_a_kept_past_is_written_once (gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("demo-history-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "portal.db", NULL);
  gint64 before = count_kept_calls (path);

  g_assert_cmpint (before, >, 100);
  g_assert_cmpint (count_kept_calls (path), ==, before);
  g_unlink (path);
  g_rmdir (folder);
}

#define ADD(name, function) g_test_add_data_func ("/demo/history/" name, &history, function)

/* Nobody changes anything, so one portal is enough for all. */
int
main (int argc, char **argv)
{
  History history = { 0 };
  int result;

  g_test_init (&argc, &argv, NULL);
  set_up (&history, GINT_TO_POINTER (DAYS));

  ADD ("example", test_the_month_of_the_example_is_counted_from_rows);
  ADD ("rest", test_the_portal_answers_with_the_same_rows);
  ADD ("consistent", test_what_happened_is_told_in_one_way);
  ADD ("size", test_the_clinic_is_as_large_as_a_clinic);
  ADD ("registry", test_the_registry_reaches_back_as_far);
  ADD ("work", test_the_tables_have_working_time);
  ADD ("kept", test_a_kept_past_is_written_once);

  result = g_test_run ();
  tear_down (&history, NULL);

  return result;
}

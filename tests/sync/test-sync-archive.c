/* test-sync-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The past that reports are counted from comes to this computer whole, once, and stays true.
 */

#include "sync-fixture.h"

#include "bx-json.h"
#include "clinic-archive.h"

#define DAY (24 * 3600)

typedef struct
{
  GObject *object; /* owned, (nullable) */
  GPtrArray *rows; /* owned, (nullable) */
  gboolean done;
} Answer;

static ClinicArchive *
get_archive (SyncFixture *fixture)
{
  return clinic_session_get_archive (fixture->session);
}

static gint64
get_now (SyncFixture *fixture)
{
  return clinic_session_get_now (fixture->session);
}

static void
on_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;

  answer->object =
    G_OBJECT (clinic_archive_load_facts_finish (CLINIC_ARCHIVE (source), result, &error));
  g_assert_no_error (error);
  answer->done = TRUE;
}

/* (transfer full) */
static ClinicFacts *
load_facts (SyncFixture *fixture)
{
  Answer answer = { NULL, NULL, FALSE };

  clinic_archive_load_facts_async (get_archive (fixture), NULL, on_facts_cb, &answer);
  WAIT_UNTIL (answer.done);

  return CLINIC_FACTS (answer.object);
}

static void
on_rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;

  answer->rows = clinic_archive_load_rows_finish (CLINIC_ARCHIVE (source), result, &error);
  g_assert_no_error (error);
  answer->done = TRUE;
}

/* (transfer full) */
static GPtrArray *
load_rows (SyncFixture *fixture, ClinicFactSet set, gint64 id)
{
  Answer answer = { NULL, NULL, FALSE };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  clinic_archive_load_rows_async (get_archive (fixture), set, ids, NULL, on_rows_cb, &answer);
  WAIT_UNTIL (answer.done);

  return answer.rows;
}

static void
want (SyncFixture *fixture)
{
  clinic_archive_want (get_archive (fixture), get_now (fixture));
  WAIT_UNTIL (clinic_archive_get_state (get_archive (fixture)) == CLINIC_LOAD_READY);
}

/* more than a page of the statistics holds */
static void
ring_often (SyncFixture *fixture)
{
  for (guint i = 0; i < 60; i++)
    {
      sync_fixture_order (fixture, "ring",
                          "{\"number\":\"7900%07u\",\"users\":[7,8],\"id\":\"CALL-%u\"}", i, i);
      sync_fixture_order (fixture, "hangup", "{\"callId\":\"CALL-%u\"}", i);
    }
}

/* all rows of a list of the portal, page by page */
static guint
count_rows (SyncFixture *fixture, const char *method, const char *member, const char *params)
{
  guint count = 0;

  for (guint page = 0; page < 1000; page++)
    {
      g_autoptr (JsonNode) result =
        sync_fixture_call (fixture, method, "{%s,\"start\":%u}", params, page * 50);
      JsonArray *rows = member != NULL ? bx_json_get_array (bx_json_node_object (result), member)
                                       : json_node_get_array (result);
      guint n = rows != NULL ? json_array_get_length (rows) : 0;

      count += n;
      if (n < 50)
        break;
    }

  return count;
}

static guint
count_calls (ClinicFacts *facts, gint64 from, gint64 to)
{
  guint n = 0;
  guint count = 0;
  const ClinicFactCall *calls = clinic_facts_get_calls (facts, &n);

  for (guint i = 0; i < n; i++)
    if (calls[i].start >= from && calls[i].start < to)
      count++;

  return count;
}

static void
test_nothing_is_read_before_somebody_wants_it (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_open (fixture);
  sync_fixture_iterate (500);

  g_assert_cmpint (clinic_archive_get_state (get_archive (fixture)), ==, CLINIC_LOAD_LOADING);
  g_assert_cmpint (clinic_archive_get_as_of (get_archive (fixture)), ==, 0);
  g_assert_cmpfloat (clinic_archive_get_progress (get_archive (fixture)), <, 0.01);
}

/* visits that are over and whose reminders were delivered */
static guint
count_reminded (ClinicFacts *facts)
{
  guint n_visits = 0, n = 0;
  const ClinicFactVisit *visits = clinic_facts_get_visits (facts, &n_visits);

  for (guint i = 0; i < n_visits; i++)
    if (visits[i].kind != CLINIC_STAGE_KIND_PROCESS &&
        (visits[i].reminders & CLINIC_REMINDERS_DELIVERED) != 0)
      n++;

  return n;
}

static void
test_all_that_the_portal_has_is_here (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicFacts) facts = NULL;
  g_autoptr (GDateTime) since = NULL;
  g_autofree char *day = NULL;
  g_autofree char *filter = NULL;
  guint n_visits = 0;
  guint n_leads = 0;
  gint64 from = 0;
  gint64 to = 0;

  ring_often (fixture);
  sync_fixture_open (fixture);
  want (fixture);
  facts = load_facts (fixture);

  clinic_facts_get_visits (facts, &n_visits);
  clinic_facts_get_leads (facts, &n_leads);
  g_assert_cmpuint (n_visits, >, 100);
  /* also of visits that were over before anybody looked */
  g_assert_cmpuint (count_reminded (facts), >, 20);
  g_assert_true (clinic_facts_get_known (facts, CLINIC_FACTS_VISITS, &from, &to));
  since = g_date_time_new_from_unix_local (from);
  day = g_date_time_format (since, "%Y-%m-%d");
  filter = g_strdup_printf ("\"entityTypeId\":2,\"select\":[\"id\"],\"filter\":"
                            "{\"=categoryId\":5,\">=ufCrmVisitTime\":\"%s\"}",
                            day);
  g_assert_cmpuint (n_visits, ==, count_rows (fixture, "crm.item.list", "items", filter));
  g_assert_cmpuint (n_leads, ==,
                    count_rows (fixture, "crm.item.list", "items",
                                "\"entityTypeId\":1,\"select\":[\"id\"]"));
  g_assert_true (clinic_facts_get_known (facts, CLINIC_FACTS_CALLS, &from, &to));
  g_assert_cmpuint (count_calls (facts, 0, G_MAXINT64), >=, 60);
  g_assert_cmpuint (count_calls (facts, 0, G_MAXINT64), ==,
                    count_rows (fixture, "voximplant.statistic.get", NULL,
                                "\"FILTER\":{},\"SORT\":\"ID\",\"ORDER\":\"ASC\""));
  g_assert_cmpint (from, <, get_now (fixture) - 150 * DAY);
  g_assert_cmpint (to, >, get_now (fixture) - 600);
  g_assert_true (load_facts (fixture) == facts);
  g_object_unref (facts);
}

static void
test_a_figure_opens_its_rows_with_names (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicFacts) facts = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  const ClinicFactVisit *visit;
  const ClinicFactCall *call;
  guint n = 0;

  ring_often (fixture);
  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  want (fixture);
  facts = load_facts (fixture);

  visit = &clinic_facts_get_visits (facts, &n)[0];
  while (visit->patient == 0 || visit->start > get_now (fixture))
    visit++;
  visits = load_rows (fixture, CLINIC_FACTS_VISITS, visit->id);
  g_assert_cmpuint (visits->len, ==, 1);
  g_assert_cmpint (clinic_appointment_get_start (visits->pdata[0]), ==, visit->start);
  g_assert_nonnull (clinic_appointment_get_patient_name (visits->pdata[0]));
  g_assert_nonnull (clinic_appointment_get_stage (visits->pdata[0]));
  g_assert_nonnull (clinic_facts_get_name (facts, CLINIC_NAMES_USER, visit->user));

  call = &clinic_facts_get_calls (facts, &n)[0];
  calls = load_rows (fixture, CLINIC_FACTS_CALLS, call->id);
  g_assert_cmpuint (calls->len, ==, 1);
  g_assert_cmpint (clinic_call_record_get_start (calls->pdata[0]), ==, call->start);
}

static void
test_it_goes_on_where_it_was_left (SyncFixture *fixture, gconstpointer data)
{
  guint whole = 0;
  guint half = 0;

  sync_fixture_open (fixture);
  sync_fixture_forget_journal (fixture);
  clinic_archive_want (get_archive (fixture), get_now (fixture));
  WAIT_UNTIL (clinic_archive_get_progress (get_archive (fixture)) > 0.4);
  half = sync_fixture_count_requests (fixture, "batch");
  sync_fixture_close (fixture);

  sync_fixture_open (fixture);
  WAIT_UNTIL (clinic_archive_get_progress (get_archive (fixture)) > 0.4);
  sync_fixture_forget_journal (fixture);
  WAIT_UNTIL (clinic_archive_get_state (get_archive (fixture)) == CLINIC_LOAD_READY);
  whole = sync_fixture_count_requests (fixture, "batch");
  g_assert_cmpuint (half, >, 0);
  /* what was read is not read again: the rest is less than all of it, polls of others included */
  g_assert_cmpuint (whole, <, 7 * 4 + 20);
}

static void
test_what_is_deleted_goes_and_what_changes_changes (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicFacts) facts = NULL;
  g_autoptr (ClinicFacts) later = NULL;
  g_autoptr (JsonNode) removed = NULL;
  g_autoptr (JsonNode) changed = NULL;
  g_autoptr (JsonNode) reopened = NULL;
  const ClinicFactVisit *visits;
  gint64 gone = 0;
  gint64 dearer = 0;
  gint64 older = 0;
  guint n = 0;

  sync_fixture_open (fixture);
  want (fixture);
  facts = load_facts (fixture);
  visits = clinic_facts_get_visits (facts, &n);
  /* of days that no board shows any more */
  for (guint i = 0; i < n && (gone == 0 || dearer == 0); i++)
    if (visits[i].start > get_now (fixture) - 12 * DAY && gone == 0)
      gone = visits[i].id;
    else if (visits[i].start > get_now (fixture) - 12 * DAY)
      dearer = visits[i].id;
  /* of months that are not read again */
  for (guint i = 0; i < n && older == 0; i++)
    if (visits[i].start < get_now (fixture) - 70 * DAY)
      older = visits[i].id;
  g_assert_cmpint (dearer, >, 0);
  g_assert_cmpint (older, >, 0);

  removed = sync_fixture_call (fixture, "crm.item.delete",
                               "{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT "}", gone);
  changed = sync_fixture_call (fixture, "crm.item.update",
                               "{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT
                               ",\"fields\":{\"opportunity\":12345.67}}",
                               dearer);
  reopened = sync_fixture_call (fixture, "crm.item.update",
                                "{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT
                                ",\"fields\":{\"opportunity\":765.43}}",
                                older);
  clinic_archive_refresh (get_archive (fixture));
  for (guint i = 0; i < 200 && (later == NULL || clinic_facts_find_visit (later, gone) != NULL);
       i++)
    {
      g_clear_object (&later);
      sync_fixture_iterate (100);
      later = load_facts (fixture);
    }
  g_assert_null (clinic_facts_find_visit (later, gone));
  g_assert_cmpint (clinic_facts_find_visit (later, dearer)->amount, ==, 1234567);
  g_assert_cmpint (clinic_facts_find_visit (later, older)->amount, ==, 76543);
}

static void
on_dropped_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_open = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicFacts) facts =
    clinic_archive_load_facts_finish (CLINIC_ARCHIVE (source), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (facts);
  (*n_open)--;
}

/* so many that some are answered after more has come */
static void
load_often (ClinicArchive *archive, guint *n_open)
{
  for (guint i = 0; i < 20; i++)
    {
      (*n_open)++;
      clinic_archive_load_facts_async (archive, NULL, on_dropped_facts_cb, n_open);
    }
}

static void
test_what_was_loaded_while_more_came_is_not_kept (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicFacts) facts = NULL;
  guint n_open = 0;
  gint64 from = 0;
  gint64 to = 0;
  gulong handler;

  sync_fixture_open (fixture);
  handler = g_signal_connect (get_archive (fixture), "changed", G_CALLBACK (load_often), &n_open);
  want (fixture);
  g_signal_handler_disconnect (get_archive (fixture), handler);
  WAIT_UNTIL (n_open == 0);
  facts = load_facts (fixture);
  g_assert_true (clinic_facts_get_known (facts, CLINIC_FACTS_CALLS, &from, &to));
  g_assert_cmpint (from, <, get_now (fixture) - 150 * DAY);
}

static void
test_without_the_statistics_the_rest_is_there (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicFacts) facts = NULL;
  gint64 from = 0;
  gint64 to = 0;
  guint n = 0;

  sync_fixture_order (fixture, "webhook", "{\"scope\":\"telephony\",\"held\":false}");
  sync_fixture_open (fixture);
  want (fixture);
  facts = load_facts (fixture);

  clinic_facts_get_visits (facts, &n);
  g_assert_cmpuint (n, >, 0);
  g_assert_false (clinic_facts_get_known (facts, CLINIC_FACTS_CALLS, &from, &to));
}

static void
test_a_portal_that_is_away_is_asked_again (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_open (fixture);
  sync_fixture_fault (fixture, "500", "*", -1);
  clinic_archive_want (get_archive (fixture), get_now (fixture));
  WAIT_UNTIL (clinic_archive_get_state (get_archive (fixture)) == CLINIC_LOAD_STALE);
  sync_fixture_clear_faults (fixture);
  WAIT_UNTIL (clinic_archive_get_state (get_archive (fixture)) == CLINIC_LOAD_READY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("archive/nothing", test_nothing_is_read_before_somebody_wants_it);
  SYNC_TEST ("archive/all", test_all_that_the_portal_has_is_here);
  SYNC_TEST ("archive/rows", test_a_figure_opens_its_rows_with_names);
  SYNC_TEST ("archive/resume", test_it_goes_on_where_it_was_left);
  SYNC_TEST ("archive/changes", test_what_is_deleted_goes_and_what_changes_changes);
  SYNC_TEST ("archive/late", test_what_was_loaded_while_more_came_is_not_kept);
  SYNC_TEST ("archive/scope", test_without_the_statistics_the_rest_is_there);
  SYNC_TEST ("archive/away", test_a_portal_that_is_away_is_asked_again);

  return g_test_run ();
}

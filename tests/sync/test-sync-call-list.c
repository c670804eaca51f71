/* test-sync-call-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two desks work one call list: what one of them takes, the other does not.
 */

#include "sync-fixture.h"

#include "bx-client.h"
#include "bx-json.h"
#include "clinic-call-mark.h"

#define MARINA 8
#ifdef __SANITIZE_ADDRESS__
#define N_ROWS 40 /* a sanitized build is slow */
#else
#define N_ROWS 200
#endif

/* A second desk at the same portal, with a user and a store of its own. */
typedef struct
{
  SyncFixture first; /* copied: only the session and the store are its own */
  char *path;        /* owned */
} Colleague;

static void
open_colleague (SyncFixture *fixture, Colleague *colleague)
{
  colleague->first = *fixture;
  colleague->path = g_build_filename (fixture->directory, "colleague.db", NULL);
  colleague->first.path = colleague->path;
  colleague->first.user = MARINA;
  colleague->first.session = NULL;
  sync_fixture_open (&colleague->first);
}

static void
close_colleague (Colleague *colleague)
{
  sync_fixture_close (&colleague->first);
  g_clear_pointer (&colleague->path, g_free);
}

static ClinicBook *
view_book (SyncFixture *fixture)
{
  ClinicBook *book = clinic_session_get_book (fixture->session);

  clinic_book_begin_viewing (book);
  WAIT_UNTIL (clinic_book_get_state (book) == CLINIC_LOAD_READY);

  return book;
}

/* (transfer none) (nullable): the list holds it */
static ClinicAppointment *
find_visit (ClinicBook *book, gint64 id)
{
  GListModel *list = clinic_book_get_appointments (book);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (list, i);

      if (clinic_appointment_get_id (visit) == id)
        return visit;
    }

  return NULL;
}

/* an open visit of the portal */
static gint64
find_open (SyncFixture *fixture)
{
  g_autoptr (JsonNode) result = sync_fixture_call (
    fixture, "crm.item.list",
    "{\"entityTypeId\":2,\"filter\":{\"=categoryId\":5,\"=stageSemanticId\":\"P\","
    "\">contactId\":0}}");
  JsonArray *items = bx_json_get_array (json_node_get_object (result), "items");

  return bx_json_get_int (json_array_get_object_element (items, 0), "id", 0);
}

/* (transfer full): as somebody saw it who has not looked since */
static ClinicAppointment *
new_seen (gint64 id, const char *mark)
{
  ClinicAppointment *visit = clinic_appointment_new ();

  clinic_appointment_set_id (visit, id);
  clinic_appointment_set_call_mark (visit, mark);

  return visit;
}

/* (transfer full) */
static char *
new_mark (gint64 by)
{
  ClinicCallMark mark = { .by = by, .until = 1795262400 };

  return clinic_call_mark_to_string (&mark);
}

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* NULL: it worked */
static GError *
mark (SyncFixture *fixture, ClinicAppointment *visit, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  clinic_session_mark_call_async (fixture->session, visit, text, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (clinic_session_mark_call_finish (fixture->session, result, &error) ==
                 (error == NULL));

  return error;
}

/* (transfer full) */
static char *
dup_mark_on_portal (SyncFixture *fixture, gint64 id)
{
  g_autoptr (JsonObject) item = sync_fixture_get_item (fixture, 2, id);
  const char *text = bx_json_get_string (item, "ufCrmCallList");

  return g_strdup (text != NULL ? text : "");
}

static void
test_a_row_is_taken_and_given_back (SyncFixture *fixture, gconstpointer data)
{
  ClinicAppointment *visit;
  ClinicBook *book;
  g_autofree char *taken = new_mark (7);
  g_autofree char *there = NULL;
  g_autofree char *after = NULL;
  gint64 id = find_open (fixture);

  sync_fixture_open (fixture);
  book = view_book (fixture);
  WAIT_UNTIL (find_visit (book, id) != NULL);
  visit = find_visit (book, id);
  g_assert_no_error (mark (fixture, visit, taken));
  /* at once, and not when the portal is next asked */
  g_assert_cmpstr (clinic_appointment_get_call_mark (visit), ==, taken);
  there = dup_mark_on_portal (fixture, id);
  g_assert_cmpstr (there, ==, taken);

  g_assert_no_error (mark (fixture, visit, ""));
  /* an answer of the same second that was under way may tell of the mark once more */
  WAIT_UNTIL (clinic_appointment_get_call_mark (visit) == NULL);
  after = dup_mark_on_portal (fixture, id);
  g_assert_cmpstr (after, ==, "");
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
}

static void
test_who_comes_second_sees_the_first (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_open (fixture);
  g_autoptr (ClinicAppointment) seen = new_seen (id, NULL);
  g_autofree char *ours = new_mark (7);
  g_autofree char *hers = new_mark (MARINA);
  g_autofree char *there = NULL;
  g_autoptr (GError) error = NULL;
  ClinicBook *book;

  sync_fixture_open (fixture);
  book = view_book (fixture);
  WAIT_UNTIL (find_visit (book, id) != NULL);
  sync_fixture_order (fixture, "edit",
                      "{\"type\":2,\"id\":%" G_GINT64_FORMAT
                      ",\"fields\":{\"ufCrmCallList\":\"%s\"},\"user\":8}",
                      id, hers);
  error = mark (fixture, seen, ours);
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_CONFLICT);
  g_assert_cmpstr (clinic_appointment_get_call_mark (find_visit (book, id)), ==, hers);
  there = dup_mark_on_portal (fixture, id);
  g_assert_cmpstr (there, ==, hers);
}

/* the same person at two desks in the same second writes the same words */
static void
test_the_same_words_are_not_ones_own (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_open (fixture);
  g_autoptr (ClinicAppointment) seen = new_seen (id, NULL);
  g_autofree char *words = new_mark (7);
  g_autoptr (GError) error = NULL;

  sync_fixture_open (fixture);
  g_assert_no_error (mark (fixture, seen, words));
  error = mark (fixture, seen, words);
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_CONFLICT);
}

static void
test_a_lost_answer_is_looked_up (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_open (fixture);
  g_autoptr (ClinicAppointment) seen = new_seen (id, NULL);
  g_autofree char *words = new_mark (7);
  g_autofree char *there = NULL;

  sync_fixture_open (fixture);
  sync_fixture_forget_journal (fixture);
  sync_fixture_fault (fixture, "drop_after", "crm.item.update", 1);
  g_assert_no_error (mark (fixture, seen, words));
  there = dup_mark_on_portal (fixture, id);
  g_assert_cmpstr (there, ==, words);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.update"), ==, 1);
}

static void
test_odd_marks_are_compared_as_they_are (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_open (fixture);
  g_autoptr (ClinicAppointment) seen = new_seen (id, "звонила Марина & $result[x] 100%");
  g_autofree char *words = new_mark (7);
  g_autoptr (GError) error = NULL;
  g_autofree char *there = NULL;

  sync_fixture_open (fixture);
  error = mark (fixture, seen, words);
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_CONFLICT);
  sync_fixture_order (fixture, "edit",
                      "{\"type\":2,\"id\":%" G_GINT64_FORMAT
                      ",\"fields\":{\"ufCrmCallList\":\"%s\"},\"user\":8}",
                      id, clinic_appointment_get_call_mark (seen));
  g_assert_no_error (mark (fixture, seen, words));
  there = dup_mark_on_portal (fixture, id);
  g_assert_cmpstr (there, ==, words);
}

static void
test_without_a_field_each_works_alone (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicAppointment) seen = new_seen (find_open (fixture), NULL);
  g_autoptr (GError) error = NULL;

  g_settings_set_string (fixture->settings, "field-call-mark", "UF_CRM_NOTHING");
  sync_fixture_open (fixture);
  error = mark (fixture, seen, "by=7");
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
  g_settings_reset (fixture->settings, "field-call-mark");
}

static void
test_a_colleague_sees_it_within_five_seconds (SyncFixture *fixture, gconstpointer data)
{
  Colleague marina = { 0 };
  gint64 id = find_open (fixture);
  g_autofree char *taken = new_mark (7);
  ClinicBook *ours;
  ClinicBook *hers;
  gint64 since;

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("a sanitized build is too slow for five real seconds");
  return;
#endif
  fixture->time_scale = 1.0;
  sync_fixture_open (fixture);
  open_colleague (fixture, &marina);
  ours = view_book (fixture);
  hers = view_book (&marina.first);
  WAIT_UNTIL (find_visit (ours, id) != NULL && find_visit (hers, id) != NULL);
  g_assert_no_error (mark (fixture, find_visit (ours, id), taken));
  since = g_get_monotonic_time ();
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_call_mark (find_visit (hers, id)), taken) == 0);
  g_assert_cmpint (g_get_monotonic_time () - since, <, 5 * G_USEC_PER_SEC);
  close_colleague (&marina);
}

/* --- two desks, two hundred rows --- */

/* it is not what is tried here */
static void
release_brake (SyncFixture *fixture)
{
  BxClient *client =
    sync_context_get_client (sync_session_get_context (SYNC_SESSION (fixture->session)));

  bx_throttle_set_time_scale (bx_client_get_throttle (client), fixture->time_scale);
}

/* TRUE: she has it; an answer that is not known to either counts as no */
static gboolean
has_won (SyncFixture *fixture, GAsyncResult *result, guint *n_unknown)
{
  g_autoptr (GError) error = NULL;

  if (clinic_session_mark_call_finish (fixture->session, result, &error))
    return TRUE;
  if (!g_error_matches (error, CLINIC_ERROR, CLINIC_ERROR_CONFLICT))
    (*n_unknown)++;

  return FALSE;
}

/* both reach for one row at the same moment; bit 0: the first has it, bit 1: the second */
static guint
reach_for (SyncFixture *desks[2], char *marks[2], gint64 id, guint *n_unknown)
{
  g_autoptr (ClinicAppointment) seen = new_seen (id, NULL);
  g_autoptr (GAsyncResult) one = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  guint first = g_test_rand_bit () ? 1 : 0;
  guint winners = 0;

  clinic_session_mark_call_async (desks[first]->session, seen, marks[first], NULL, on_result_cb,
                                  &one);
  clinic_session_mark_call_async (desks[!first]->session, seen, marks[!first], NULL, on_result_cb,
                                  &other);
  WAIT_UNTIL (one != NULL && other != NULL);
  if (has_won (desks[first], one, n_unknown))
    winners |= 1u << first;
  if (has_won (desks[!first], other, n_unknown))
    winners |= 1u << !first;

  return winners;
}

static GArray *
list_rows (SyncFixture *fixture)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 last = 0; ids->len < N_ROWS;)
    {
      g_autoptr (JsonNode) result = sync_fixture_call (
        fixture, "crm.item.list",
        "{\"entityTypeId\":2,\"start\":-1,\"order\":{\"id\":\"ASC\"},\"select\":[\"id\"],"
        "\"filter\":{\"=categoryId\":5,\">id\":%" G_GINT64_FORMAT "}}",
        last);
      JsonArray *rows = bx_json_get_array (json_node_get_object (result), "items");

      g_assert_cmpuint (json_array_get_length (rows), >, 0);
      for (guint i = 0; i < json_array_get_length (rows) && ids->len < N_ROWS; i++)
        {
          last = bx_json_get_int (json_array_get_object_element (rows, i), "id", 0);
          g_array_append_val (ids, last);
        }
    }

  return ids;
}

static void
spoil_something (SyncFixture *fixture)
{
  static const char *const kinds[] = { "drop_after", "drop_before", "500", "html" };
  static const char *const methods[] = { "crm.item.update", "crm.item.get", "batch" };

  sync_fixture_fault (fixture, kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))],
                      methods[g_test_rand_int_range (0, G_N_ELEMENTS (methods))], 1);
}

static void
test_two_desks_never_take_one_row (SyncFixture *fixture, gconstpointer data)
{
  Colleague marina = { 0 };
  SyncFixture *desks[] = { fixture, &marina.first };
  char *marks[] = { new_mark (7), new_mark (MARINA) };
  g_autoptr (GArray) rows = list_rows (fixture);
  guint won[] = { 0, 0 };
  guint n_unknown = 0;

  sync_fixture_open (fixture);
  open_colleague (fixture, &marina);
  release_brake (fixture);
  release_brake (&marina.first);
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 id = g_array_index (rows, gint64, i);
      g_autofree char *there = NULL;
      guint winners;

      if (i % 8 == 0)
        spoil_something (fixture);
      winners = reach_for (desks, marks, id, &n_unknown);
      g_assert_cmpuint (winners, !=, 3);
      if (winners == 0)
        continue;
      there = dup_mark_on_portal (fixture, id);
      g_assert_cmpstr (there, ==, marks[winners - 1]);
      won[winners - 1]++;
    }
  g_test_message ("%u and %u rows, %u not known", won[0], won[1], n_unknown);
  g_assert_cmpuint (won[0] + won[1], >=, N_ROWS - N_ROWS / 10);
  /* neither is always first */
  g_assert_cmpuint (won[0], >, 0);
  g_assert_cmpuint (won[1], >, 0);
  close_colleague (&marina);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_clear_pointer (&marks[i], g_free);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("call-list/taken", test_a_row_is_taken_and_given_back);
  SYNC_TEST ("call-list/second", test_who_comes_second_sees_the_first);
  SYNC_TEST ("call-list/same-words", test_the_same_words_are_not_ones_own);
  SYNC_TEST ("call-list/lost", test_a_lost_answer_is_looked_up);
  SYNC_TEST ("call-list/odd", test_odd_marks_are_compared_as_they_are);
  SYNC_TEST ("call-list/no-field", test_without_a_field_each_works_alone);
  SYNC_TEST ("call-list/seen", test_a_colleague_sees_it_within_five_seconds);
  SYNC_TEST ("call-list/two-desks", test_two_desks_never_take_one_row);

  return g_test_run ();
}

/* test-sync-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-fixture.h"

#include "bx-json.h"

#define FUNNEL 5

static ClinicBook *
open_book (SyncFixture *fixture)
{
  ClinicBook *book;

  sync_fixture_open (fixture);
  book = clinic_session_get_book (fixture->session);
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

static ClinicLead *
find_lead (ClinicBook *book, gint64 id)
{
  GListModel *list = clinic_book_get_leads (book);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicLead) lead = g_list_model_get_item (list, i);

      if (clinic_lead_get_id (lead) == id)
        return lead;
    }

  return NULL;
}

/* (transfer none): some visit in this stage, whose patient is known */
static ClinicAppointment *
find_in_stage (ClinicBook *book, const char *stage)
{
  GListModel *list = clinic_book_get_appointments (book);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (list, i);

      if (g_strcmp0 (clinic_appointment_get_stage_id (visit), stage) == 0 &&
          clinic_appointment_get_patient_id (visit) != 0)
        return visit;
    }

  return NULL;
}

static void
move_on_portal (SyncFixture *fixture, gint64 id, const char *stage, gint64 user)
{
  g_autofree char *json =
    g_strdup_printf ("{\"method\":\"crm.item.update\",\"user\":%" G_GINT64_FORMAT
                     ",\"params\":{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT
                     ",\"fields\":{\"stageId\":\"%s\"}}}",
                     user, id, stage);
  g_autoptr (JsonObject) answer = sync_fixture_control (fixture, "call", json);
}

/* ids of what is open on the portal; (transfer full) */
static GHashTable *
list_open (SyncFixture *fixture, int entity, const char *filter)
{
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (gint64 last = 0;;)
    {
      g_autoptr (JsonNode) result = sync_fixture_call (
        fixture, "crm.item.list",
        "{\"entityTypeId\":%d,\"start\":-1,\"order\":{\"id\":\"ASC\"},\"select\":[\"id\"],"
        "\"filter\":{\"=stageSemanticId\":\"P\"%s,\">id\":%" G_GINT64_FORMAT "}}",
        entity, filter, last);
      JsonArray *rows = bx_json_get_array (json_node_get_object (result), "items");

      for (guint i = 0; i < json_array_get_length (rows); i++)
        {
          last = bx_json_get_int (json_array_get_object_element (rows, i), "id", 0);
          g_hash_table_add (ids, g_memdup2 (&last, sizeof last));
        }
      if (json_array_get_length (rows) < 50)
        return ids;
    }
}

static void
test_the_book_holds_all_that_is_open (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book = open_book (fixture);
  g_autoptr (GHashTable) visits = list_open (fixture, 2, ",\"=categoryId\":5");
  g_autoptr (GHashTable) leads = list_open (fixture, 1, "");
  GHashTableIter iter;
  gpointer id;
  ClinicAppointment *visit;

  g_assert_cmpuint (g_hash_table_size (visits), >, 20);
  g_hash_table_iter_init (&iter, visits);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_nonnull (find_visit (book, *(gint64 *) id));
  g_assert_cmpuint (g_hash_table_size (leads), >, 0);
  g_hash_table_iter_init (&iter, leads);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_nonnull (find_lead (book, *(gint64 *) id));

  /* names come out of the index, doctors out of the visits, lists out of the fields */
  visit = find_in_stage (book, "C5:NEW");
  g_assert_nonnull (visit);
  WAIT_UNTIL (clinic_appointment_get_patient_name (visit) != NULL);
  g_assert_nonnull (clinic_appointment_get_stage (visit));
  g_assert_nonnull (clinic_appointment_get_doctor_name (visit));
  g_assert_cmpuint (g_list_model_get_n_items (clinic_book_get_doctors (book)), >, 2);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_book_get_list (book, CLINIC_BOOK_SPECIALTIES)),
                    >, 2);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_book_get_list (book, CLINIC_BOOK_SOURCES)), >,
                    2);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_book_get_lead_stages (book)), >, 2);
}

typedef struct
{
  guint moved;
  guint list_changes;
} Counts;

static void
on_moved_cb (ClinicBook *book, GObject *thing, Counts *counts)
{
  counts->moved++;
}

static void
on_items_changed_cb (GListModel *list, guint position, guint removed, guint added, Counts *counts)
{
  counts->list_changes++;
}

static void
test_a_move_of_somebody_else_arrives (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book = open_book (fixture);
  ClinicAppointment *visit = find_in_stage (book, "C5:NEW");
  g_autoptr (ClinicAppointment) kept = g_object_ref (visit);
  gint64 id = clinic_appointment_get_id (visit);
  Counts counts = { 0 };
  gulong moved = g_signal_connect (book, "moved", G_CALLBACK (on_moved_cb), &counts);
  gulong changed = g_signal_connect (clinic_book_get_appointments (book), "items-changed",
                                     G_CALLBACK (on_items_changed_cb), &counts);

  move_on_portal (fixture, id, "C5:UC_ZAVTRA", 8);
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_stage_id (visit), "C5:UC_ZAVTRA") == 0);
  g_assert_cmpint (clinic_appointment_get_moved_by_id (visit), ==, 8);
  g_assert_cmpuint (counts.moved, ==, 1);
  g_assert_cmpuint (counts.list_changes, ==, 0);
  g_assert_true (find_visit (book, id) == kept);
  /* my own, in the browser */
  move_on_portal (fixture, id, "C5:NEW", 7);
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_stage_id (visit), "C5:NEW") == 0);
  g_assert_cmpuint (counts.moved, ==, 1);
  g_signal_handler_disconnect (book, moved);
  g_signal_handler_disconnect (clinic_book_get_appointments (book), changed);
}

static void
test_what_leaves_the_funnel_or_is_deleted_leaves_the_book (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book = open_book (fixture);
  gint64 elsewhere = clinic_appointment_get_id (find_in_stage (book, "C5:NEW"));
  gint64 deleted;
  g_autoptr (JsonNode) moved = sync_fixture_call (fixture, "crm.item.update",
                                                  "{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT
                                                  ",\"fields\":{\"categoryId\":7}}",
                                                  elsewhere);
  g_autoptr (JsonNode) removed = NULL;

  WAIT_UNTIL (find_visit (book, elsewhere) == NULL);
  deleted = clinic_appointment_get_id (find_in_stage (book, "C5:NEW"));
  removed = sync_fixture_call (fixture, "crm.item.delete",
                               "{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT "}", deleted);
  sync_fixture_iterate (300);
  g_assert_nonnull (find_visit (book, deleted));
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (find_visit (book, deleted) == NULL);
}

static void
test_a_hundred_changes_of_one_second_all_arrive (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book = open_book (fixture);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < 120; i++)
    {
      g_autoptr (JsonNode) result = sync_fixture_call (
        fixture, "crm.item.add",
        "{\"entityTypeId\":2,\"fields\":{\"categoryId\":5,\"stageId\":\"C5:NEW\","
        "\"title\":\"Из МИС %u\"}}",
        i);
      gint64 id =
        bx_json_get_int (bx_json_get_object (json_node_get_object (result), "item"), "id", 0);

      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < ids->len; i++)
    WAIT_UNTIL (find_visit (book, g_array_index (ids, gint64, i)) != NULL);
}

static void
test_the_book_is_there_before_the_portal (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book = open_book (fixture);
  gint64 id = clinic_appointment_get_id (find_in_stage (book, "C5:NEW"));
  guint length = g_list_model_get_n_items (clinic_book_get_appointments (book));
  guint leads = g_list_model_get_n_items (clinic_book_get_leads (book));
  ClinicAppointment *visit;

  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  sync_fixture_close (fixture);
  sync_fixture_fault (fixture, "503", "*", 100000);
  sync_fixture_open_offline (fixture);
  book = clinic_session_get_book (fixture->session);
  WAIT_UNTIL (g_list_model_get_n_items (clinic_book_get_appointments (book)) >= length);
  WAIT_UNTIL (g_list_model_get_n_items (clinic_book_get_leads (book)) == leads);
  visit = find_visit (book, id);
  g_assert_nonnull (visit);
  g_assert_nonnull (clinic_appointment_get_stage (visit));
  g_assert_nonnull (clinic_appointment_get_patient_name (visit));
  g_assert_nonnull (clinic_appointment_get_doctor_name (visit));
  g_assert_cmpuint (g_list_model_get_n_items (clinic_book_get_doctors (book)), >, 2);
}

static void
test_a_busy_portal_makes_the_book_stale_and_says_so (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book = open_book (fixture);
  gint64 as_of = 0;

  WAIT_UNTIL (clinic_book_get_state (book) == CLINIC_LOAD_READY);
  sync_fixture_fault (fixture, "503", "*", -1);
  as_of = clinic_book_get_as_of (book);
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (clinic_book_get_state (book) == CLINIC_LOAD_STALE);
  g_assert_true (clinic_link_get_busy (fixture->link));
  g_assert_cmpint (clinic_link_get_state (fixture->link), ==, CLINIC_LINK_ONLINE);
  g_assert_cmpint (clinic_book_get_as_of (book), >=, as_of);
  sync_fixture_clear_faults (fixture);
  WAIT_UNTIL (clinic_book_get_state (book) == CLINIC_LOAD_READY);
  g_assert_false (clinic_link_get_busy (fixture->link));
}

/* Nobody is refused, the answer just does not come. */
static void
test_an_answer_that_does_not_come_makes_the_book_stale (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book = open_book (fixture);

  WAIT_UNTIL (clinic_book_get_state (book) == CLINIC_LOAD_READY);
  sync_fixture_order (fixture, "fault",
                      "{\"match\":\"*\",\"kind\":\"slow\",\"delay_ms\":4000,\"count\":-1}");
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (clinic_book_get_state (book) == CLINIC_LOAD_STALE);
  g_assert_false (clinic_link_get_busy (fixture->link));
  sync_fixture_clear_faults (fixture);
  WAIT_UNTIL (clinic_book_get_state (book) == CLINIC_LOAD_READY);
}

static void
test_my_move_is_shown_at_once_and_stays (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book = open_book (fixture);
  ClinicAppointment *visit = find_in_stage (book, "C5:NEW");
  g_autoptr (ClinicCommand) command =
    sync_fixture_new_command (CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_APPOINTMENT,
                              clinic_appointment_get_id (visit), "stage", "C5:UC_ZAVTRA", "from",
                              "C5:NEW", NULL);

  sync_fixture_submit (fixture, command);
  g_assert_cmpstr (clinic_appointment_get_stage_id (visit), ==, "C5:UC_ZAVTRA");
  g_assert_true (clinic_appointment_get_pending (visit));
  while (sync_fixture_count_commands (fixture) > 0)
    {
      g_assert_cmpstr (clinic_appointment_get_stage_id (visit), ==, "C5:UC_ZAVTRA");
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_false (clinic_appointment_get_pending (visit));
  for (guint i = 0; i < 20; i++)
    {
      sync_fixture_iterate (20);
      g_assert_cmpstr (clinic_appointment_get_stage_id (visit), ==, "C5:UC_ZAVTRA");
    }
}

static void
test_a_move_that_came_too_late_goes_back_with_its_problem (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book = open_book (fixture);
  ClinicAppointment *visit = find_in_stage (book, "C5:NEW");
  gint64 id = clinic_appointment_get_id (visit);
  g_autoptr (ClinicCommand) command =
    sync_fixture_new_command (CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_APPOINTMENT, id, "stage",
                              "C5:UC_ZAVTRA", "from", "C5:NEW", NULL);

  move_on_portal (fixture, id, "C5:UC_CONFIRM", 8);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_CONFLICT);
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_stage_id (visit), "C5:UC_CONFIRM") == 0);
  g_assert_false (clinic_appointment_get_pending (visit));
  g_assert_nonnull (clinic_appointment_get_problem (visit));
  clinic_session_discard_command (fixture->session, command);
  g_assert_null (clinic_appointment_get_problem (visit));
  g_assert_cmpstr (clinic_appointment_get_stage_id (visit), ==, "C5:UC_CONFIRM");
}

static void
test_a_booked_lead_knows_its_appointment (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book = open_book (fixture);
  g_autoptr (ClinicLead) lead = NULL;
  gint64 id;
  g_autoptr (JsonNode) moved = NULL;

  for (guint i = 0; lead == NULL; i++)
    {
      g_autoptr (ClinicLead) one = g_list_model_get_item (clinic_book_get_leads (book), i);

      if (clinic_lead_get_open (one))
        lead = g_object_ref (one);
    }
  id = clinic_lead_get_id (lead);
  g_assert_false (clinic_book_has_robot (book));
  moved = sync_fixture_call (fixture, "crm.item.update",
                             "{\"entityTypeId\":1,\"id\":%" G_GINT64_FORMAT
                             ",\"fields\":{\"stageId\":\"CONVERTED\"}}",
                             id);
  WAIT_UNTIL (clinic_lead_get_kind (lead) == CLINIC_STAGE_KIND_SUCCESS);
  g_assert_true (find_lead (book, id) == lead);
  /* the demo portal's robot makes it, two seconds later */
  WAIT_UNTIL (clinic_lead_get_appointment_id (lead) != 0);
  WAIT_UNTIL (find_visit (book, clinic_lead_get_appointment_id (lead)) != NULL);
  WAIT_UNTIL (clinic_book_has_robot (book));
}

/* (transfer full): the visits that are over, of a time when the clinic has some */
static JsonNode *
list_past (SyncFixture *fixture)
{
  g_autoptr (GDateTime) long_ago =
    g_date_time_new_from_unix_utc (clinic_session_get_now (fixture->session) - 10 * 86400);
  g_autofree char *text = g_date_time_format (long_ago, "%Y-%m-%dT%H:%M:%S+00:00");

  return sync_fixture_call (
    fixture, "crm.item.list",
    "{\"entityTypeId\":2,\"start\":-1,\"order\":{\"ufCrmVisitTime\":\"DESC\"},"
    "\"select\":[\"id\",\"ufCrmVisitTime\"],\"filter\":{\"=categoryId\":5,"
    "\"=stageSemanticId\":\"S\",\"<ufCrmVisitTime\":\"%s\"}}",
    text);
}

static void
test_other_days_are_read_when_they_are_watched (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book = open_book (fixture);
  g_autoptr (JsonNode) past = list_past (fixture);
  JsonArray *rows = bx_json_get_array (json_node_get_object (past), "items");
  JsonObject *row = json_array_get_object_element (rows, 0);
  gint64 id = bx_json_get_int (row, "id", 0);
  gint64 start = bx_json_get_unix (row, "ufCrmVisitTime");
  guint length = g_list_model_get_n_items (clinic_book_get_appointments (book));

  g_assert_null (find_visit (book, id));
  clinic_book_watch_days (book, start - 3600, start + 3600);
  WAIT_UNTIL (find_visit (book, id) != NULL);
  clinic_book_watch_days (book, 0, 0);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_book_get_appointments (book)), ==, length);
}

/* Ten desks have few requests each: the board's come before those for which nobody waits. */
static void
test_an_empty_board_is_filled_before_anything_else (SyncFixture *fixture, gconstpointer data)
{
  ClinicBook *book;

  /* a burst as ten desks have each, and ten times their pace */
  g_settings_set_double (fixture->settings, "requests-per-second", 1.0);
  g_settings_set_int (fixture->settings, "request-burst", 3);
  sync_fixture_open (fixture);
  book = clinic_session_get_book (fixture->session);
  clinic_book_begin_viewing (book);
  WAIT_UNTIL (g_list_model_get_n_items (clinic_book_get_appointments (book)) > 0);
  g_test_message ("%u requests", sync_fixture_count_requests (fixture, NULL));
  g_assert_cmpuint (sync_fixture_count_requests (fixture, NULL), <=, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SYNC_TEST ("book/first", test_an_empty_board_is_filled_before_anything_else);
  SYNC_TEST ("book/open", test_the_book_holds_all_that_is_open);
  SYNC_TEST ("book/busy", test_a_busy_portal_makes_the_book_stale_and_says_so);
  SYNC_TEST ("book/late", test_an_answer_that_does_not_come_makes_the_book_stale);
  SYNC_TEST ("book/moves", test_a_move_of_somebody_else_arrives);
  SYNC_TEST ("book/leaving", test_what_leaves_the_funnel_or_is_deleted_leaves_the_book);
  SYNC_TEST ("book/many", test_a_hundred_changes_of_one_second_all_arrive);
  SYNC_TEST ("book/store", test_the_book_is_there_before_the_portal);
  SYNC_TEST ("book/mine", test_my_move_is_shown_at_once_and_stays);
  SYNC_TEST ("book/conflict", test_a_move_that_came_too_late_goes_back_with_its_problem);
  SYNC_TEST ("book/leads", test_a_booked_lead_knows_its_appointment);
  SYNC_TEST ("book/days", test_other_days_are_read_when_they_are_watched);

  return g_test_run ();
}

/* test-sync-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is read about appointments on demand: their files, a period of them, recordings of calls.
 */

#include "sync-fixture.h"

#include "bx-json.h"
#include "clinic-comment.h"
#include "clinic-error.h"
#include "clinic-losses.h"
#include "clinic-stage-move.h"
#include "clinic-todo.h"

/* the last deal that the filter finds */
static gint64
find_visit (SyncFixture *fixture, const char *filter)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.item.list",
                       "{\"entityTypeId\":2,\"filter\":%s,\"order\":{\"id\":\"DESC\"}}", filter);
  JsonArray *items = bx_json_get_array (json_node_get_object (result), "items");

  g_assert_cmpuint (json_array_get_length (items), >, 0);

  return bx_json_get_int (json_array_get_object_element (items, 0), "id", 0);
}

static gint64
find_new_visit (SyncFixture *fixture)
{
  return find_visit (fixture, "{\"=stageId\":\"C5:NEW\",\">contactId\":0}");
}

static void
move_to (SyncFixture *fixture, gint64 id, const char *stage)
{
  sync_fixture_order (fixture, "edit",
                      "{\"type\":2,\"id\":%" G_GINT64_FORMAT
                      ",\"fields\":{\"stageId\":\"%s\"},\"user\":9}",
                      id, stage);
}

static guint
count (GListModel *list)
{
  return g_list_model_get_n_items (list);
}

static void
test_a_file_tells_all_of_an_appointment (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_new_visit (fixture);
  g_autoptr (ClinicAppointmentFile) file = NULL;
  g_autoptr (ClinicStageMove) latest = NULL;
  g_autoptr (ClinicTodo) todo = NULL;
  g_autoptr (ClinicComment) comment = NULL;
  g_autoptr (JsonNode) made = NULL;
  g_autoptr (JsonNode) noted = NULL;
  const char *address;

  made = sync_fixture_call (fixture, "crm.activity.todo.add",
                            "{\"ownerTypeId\":2,\"ownerId\":%" G_GINT64_FORMAT
                            ",\"deadline\":\"2026-11-29T17:30:00+03:00\","
                            "\"title\":\"Перезвонить\",\"description\":\"Не ответил на SMS\"}",
                            id);
  noted = sync_fixture_call (fixture, "crm.timeline.comment.add",
                             "{\"fields\":{\"ENTITY_ID\":%" G_GINT64_FORMAT
                             ",\"ENTITY_TYPE\":\"deal\",\"COMMENT\":\"Придёт с мамой\"}}",
                             id);
  move_to (fixture, id, "C5:UC_CONFIRM");
  sync_fixture_open (fixture);
  file = clinic_book_open_appointment (clinic_session_get_book (fixture->session), id);
  address = clinic_appointment_file_get_address (file);
  g_assert_true (g_str_has_suffix (address, "/"));
  g_assert_null (strstr (address, "s3cr3t"));
  WAIT_UNTIL (clinic_appointment_file_get_state (file) == CLINIC_LOAD_READY &&
              count (clinic_appointment_file_get_todos (file)) > 0);
  g_assert_cmpint (clinic_appointment_get_id (clinic_appointment_file_get_appointment (file)), ==,
                   id);
  g_assert_nonnull (clinic_appointment_file_get_patient (file));
  latest = g_list_model_get_item (clinic_appointment_file_get_moves (file), 0);
  g_assert_cmpstr (clinic_stage_move_get_stage_id (latest), ==, "C5:UC_CONFIRM");
  g_assert_nonnull (clinic_stage_move_get_stage (latest));
  todo = g_list_model_get_item (clinic_appointment_file_get_todos (file), 0);
  g_assert_false (clinic_todo_get_done (todo));
  g_assert_cmpint (clinic_todo_get_deadline (todo), >, 0);
  comment = g_list_model_get_item (clinic_appointment_file_get_comments (file), 0);
  g_assert_cmpstr (clinic_comment_get_text (comment), ==, "Придёт с мамой");
}

static void
test_a_comment_shows_before_the_portal_has_it (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_new_visit (fixture);
  g_autoptr (ClinicAppointmentFile) file = NULL;
  g_autoptr (ClinicComment) shown = NULL;
  g_autoptr (ClinicCommand) command =
    sync_fixture_new_command (CLINIC_COMMAND_ADD_COMMENT, CLINIC_ENTITY_APPOINTMENT, id, "text",
                              "Просила окно у стены", NULL);

  sync_fixture_open (fixture);
  file = clinic_book_open_appointment (clinic_session_get_book (fixture->session), id);
  WAIT_UNTIL (clinic_appointment_file_get_state (file) == CLINIC_LOAD_READY);
  sync_fixture_order (
    fixture, "fault",
    "{\"match\":\"crm.timeline.comment.add\",\"kind\":\"slow\",\"delay_ms\":300}");
  sync_fixture_submit (fixture, command);
  shown = g_list_model_get_item (clinic_appointment_file_get_comments (file), 0);
  g_assert_cmpstr (clinic_comment_get_text (shown), ==, "Просила окно у стены");
  g_assert_true (clinic_comment_get_pending (shown));
  WAIT_UNTIL (!clinic_comment_get_pending (shown));
  clinic_session_refresh (fixture->session);
  sync_fixture_iterate (300);
  g_assert_cmpuint (count (clinic_appointment_file_get_comments (file)), ==, 1);
}

static void
test_a_move_of_ours_is_in_the_history_at_once (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_new_visit (fixture);
  g_autoptr (ClinicAppointmentFile) file = NULL;
  g_autoptr (ClinicCommand) move =
    sync_fixture_new_command (CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_APPOINTMENT, id, "stage",
                              "C5:UC_CONFIRM", "from", "C5:NEW", NULL);
  guint before;

  sync_fixture_open (fixture);
  file = clinic_book_open_appointment (clinic_session_get_book (fixture->session), id);
  WAIT_UNTIL (count (clinic_appointment_file_get_moves (file)) > 0);
  before = count (clinic_appointment_file_get_moves (file));
  sync_fixture_submit (fixture, move);
  WAIT_UNTIL (count (clinic_appointment_file_get_moves (file)) == before + 1);
}

static void
test_an_appointment_that_is_gone_is_missing (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicAppointmentFile) file = NULL;

  sync_fixture_open (fixture);
  file = clinic_book_open_appointment (clinic_session_get_book (fixture->session), 99999999);
  WAIT_UNTIL (clinic_appointment_file_get_state (file) == CLINIC_LOAD_MISSING);
}

static void
test_a_portal_that_is_away_leaves_a_stale_file (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_new_visit (fixture);
  g_autoptr (ClinicAppointmentFile) file = NULL;

  sync_fixture_open (fixture);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  file = clinic_book_open_appointment (clinic_session_get_book (fixture->session), id);
  WAIT_UNTIL (clinic_appointment_file_get_state (file) == CLINIC_LOAD_STALE);
  g_assert_nonnull (clinic_appointment_file_get_problem (file));
}

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_a_period_has_all_its_visits_by_start (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) told = NULL;
  ClinicBook *book;
  gint64 now;
  gint64 before = 0;

  sync_fixture_open (fixture);
  book = clinic_session_get_book (fixture->session);
  now = clinic_session_get_now (fixture->session);
  clinic_book_load_period_async (book, now - 86400 * 30, now + 86400 * 30, NULL, on_result_cb,
                                 &result);
  WAIT_UNTIL (result != NULL);
  visits = clinic_book_load_period_finish (book, result, &error);
  g_assert_no_error (error);
  told = sync_fixture_call (fixture, "crm.item.list",
                            "{\"entityTypeId\":2,\"filter\":{\"=categoryId\":5,"
                            "\">ufCrmVisitTime\":\"2000-01-01\"},\"select\":[\"id\"]}");
  g_assert_cmpuint (visits->len, >, 20);
  g_assert_cmpuint (visits->len, <=,
                    (guint) bx_json_get_int (json_node_get_object (told), "total", G_MAXINT));
  for (guint i = 0; i < visits->len; i++)
    {
      ClinicAppointment *visit = g_ptr_array_index (visits, i);

      g_assert_cmpint (clinic_appointment_get_start (visit), >=, before);
      before = clinic_appointment_get_start (visit);
    }
}

/* how many deals the portal itself finds in the funnel with these further conditions */
static guint
count_visits (SyncFixture *fixture, gint64 from, gint64 to, const char *more)
{
  g_autoptr (GDateTime) begin = g_date_time_new_from_unix_utc (from);
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_utc (to);
  g_autofree char *since = g_date_time_format (begin, "%FT%T+00:00");
  g_autofree char *until = g_date_time_format (end, "%FT%T+00:00");
  guint count = 0;
  guint length = 50;

  /* page by page, as a person would who does not trust totals */
  for (guint start = 0; length == 50; start += 50)
    {
      g_autoptr (JsonNode) result =
        sync_fixture_call (fixture, "crm.item.list",
                           "{\"entityTypeId\":2,\"select\":[\"id\"],\"start\":%u,\"filter\":{"
                           "\"=categoryId\":5,\">=ufCrmVisitTime\":\"%s\",\"<ufCrmVisitTime\":"
                           "\"%s\"%s}}",
                           start, since, until, more);

      length = json_array_get_length (bx_json_get_array (json_node_get_object (result), "items"));
      count += length;
    }

  return count;
}

static void
assert_group (GPtrArray *visits, ClinicLossesBy by, const char *name, guint expected)
{
  g_autoptr (GPtrArray) groups = clinic_losses_group (visits, by);

  for (guint i = 0; i < groups->len; i++)
    if (g_strcmp0 (clinic_loss_group_get_name (g_ptr_array_index (groups, i)), name) == 0)
      {
        g_assert_cmpint (clinic_loss_group_get_count (g_ptr_array_index (groups, i)), ==, expected);
        return;
      }
  g_assert_cmpuint (expected, ==, 0);
}

/* Batches of pages of visits; the polls that come between ask for other things. */
static guint
count_page_batches (SyncFixture *fixture)
{
  g_autoptr (JsonObject) journal = sync_fixture_control (fixture, "journal", NULL);
  JsonArray *requests = json_object_get_array_member (journal, "requests");
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *commands =
        bx_json_get_object (json_array_get_object_element (requests, i), "commands");
      const char *first = bx_json_get_string (commands, "p0");

      if (first != NULL && g_str_has_prefix (first, "crm.item.list"))
        count++;
    }

  return count;
}

static void
test_the_losses_of_a_month_are_those_of_the_portal (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (GError) error = NULL;
  ClinicLosses losses;
  ClinicBook *book;
  gint64 from = 0;
  gint64 to = 0;
  guint n_requests = 0;

  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  book = clinic_session_get_book (fixture->session);
  clinic_losses_get_period (CLINIC_LOSSES_THIS_MONTH, clinic_session_get_now (fixture->session),
                            &from, &to);
  /* what is read at the start anyway does not count */
  do
    {
      n_requests = count_page_batches (fixture);
      sync_fixture_iterate (500);
    }
  while (count_page_batches (fixture) != n_requests);
  clinic_book_load_period_async (book, from, to, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  n_requests = count_page_batches (fixture) - n_requests;
  visits = clinic_book_load_period_finish (book, result, &error);
  g_assert_no_error (error);
  g_test_message ("%u visits in %u requests", visits->len, n_requests);
  g_assert_cmpuint (n_requests, >, 0);
  g_assert_cmpuint (n_requests, <=, 4);

  clinic_losses_count (visits, &losses);
  g_assert_cmpuint (losses.lost, >, 5);
  g_assert_cmpuint (losses.visits, ==, count_visits (fixture, from, to, ""));
  g_assert_cmpuint (losses.lost, ==,
                    count_visits (fixture, from, to, ",\"=stageSemanticId\":\"F\""));
  g_assert_cmpuint (losses.came, ==,
                    count_visits (fixture, from, to, ",\"=stageSemanticId\":\"S\""));
  g_assert_cmpuint (losses.no_shows, ==,
                    count_visits (fixture, from, to, ",\"=stageId\":\"C5:UC_NEYAVKA\""));
  assert_group (visits, CLINIC_LOSSES_BY_STAGE, "Отменил: болезнь",
                count_visits (fixture, from, to, ",\"=stageId\":\"C5:UC_BOLEZN\""));
  assert_group (visits, CLINIC_LOSSES_BY_REASON, "Отменила клиника",
                count_visits (fixture, from, to,
                              ",\"=ufCrmLossReason\":1047,\"=stageSemanticId\":\"F\""));
  for (guint i = 0; i < visits->len; i++)
    g_assert_nonnull (clinic_appointment_get_patient_name (g_ptr_array_index (visits, i)));
}

/* a conversation of a minute */
static void
talk (SyncFixture *fixture)
{
  g_autoptr (JsonObject) ring =
    sync_fixture_control (fixture, "ring", "{\"number\":\"+79000000777\",\"users\":[7]}");
  const char *id = bx_json_get_string (ring, "callId");

  sync_fixture_order (fixture, "answer", "{\"callId\":\"%s\",\"user\":7}", id);
  sync_fixture_order (fixture, "clock", "{\"advance\":60}");
  sync_fixture_order (fixture, "hangup", "{\"callId\":\"%s\"}", id);
}

/* (transfer full) */
static ClinicCallRecord *
find_recorded (SyncFixture *fixture)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "voximplant.statistic.get", "{\"SORT\":\"ID\",\"ORDER\":\"DESC\"}");
  JsonArray *rows = json_node_get_array (result);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (bx_json_get_int (row, "RECORD_FILE_ID", 0) > 0)
        {
          ClinicCallRecord *call = clinic_call_record_new ();

          clinic_call_record_set_id (call, bx_json_get_string (row, "CALL_ID"));
          return call;
        }
    }
  g_error ("There is no recorded call");
}

static void
test_a_recording_is_heard_and_not_kept (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCallRecord) call = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_open (fixture);
  talk (fixture);
  call = find_recorded (fixture);
  clinic_session_open_recording_async (fixture->session, call, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  stream = clinic_session_open_recording_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  bytes = g_input_stream_read_bytes (stream, 12, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 4, "RIFF", 4);
}

static void
test_a_call_without_a_recording_says_so (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCallRecord) call = clinic_call_record_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  clinic_call_record_set_id (call, "no-such-call");
  sync_fixture_open (fixture);
  clinic_session_open_recording_async (fixture->session, call, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_null (clinic_session_open_recording_finish (fixture->session, result, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("files/all", test_a_file_tells_all_of_an_appointment);
  SYNC_TEST ("files/comment", test_a_comment_shows_before_the_portal_has_it);
  SYNC_TEST ("files/move", test_a_move_of_ours_is_in_the_history_at_once);
  SYNC_TEST ("files/missing", test_an_appointment_that_is_gone_is_missing);
  SYNC_TEST ("files/stale", test_a_portal_that_is_away_leaves_a_stale_file);
  SYNC_TEST ("files/period", test_a_period_has_all_its_visits_by_start);
  SYNC_TEST ("files/losses", test_the_losses_of_a_month_are_those_of_the_portal);
  SYNC_TEST ("files/recording", test_a_recording_is_heard_and_not_kept);
  SYNC_TEST ("files/no-recording", test_a_call_without_a_recording_says_so);

  return g_test_run ();
}

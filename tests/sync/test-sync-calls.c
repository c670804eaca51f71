/* test-sync-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calls that are going on, against the demo portal over real HTTP and its channel.
 */

#include "sync-fixture.h"

#include "bx-json.h"
#include "clinic-lead.h"

#define FAMILY "79000000001"
#define SIDOROV "79000000003"
#define SMIRNOVA "79000000004"
#define NOBODY "79000000099"

/* A ring lasts long enough for a busy machine, and an ended card is still to be seen. */
static void
open_desk (SyncFixture *fixture)
{
  fixture->time_scale = 0.2;
  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture) &&
              clinic_link_get_calls_state (fixture->link) == CLINIC_LINK_ONLINE);
  sync_fixture_forget_journal (fixture);
}

static void
ring (SyncFixture *fixture, const char *id, const char *number)
{
  sync_fixture_order (fixture, "ring", "{\"number\":\"%s\",\"users\":[7,8],\"id\":\"%s\"}", number,
                      id);
}

static void
answer (SyncFixture *fixture, const char *id, int user)
{
  sync_fixture_order (fixture, "answer", "{\"callId\":\"%s\",\"user\":%d}", id, user);
}

static void
hang_up (SyncFixture *fixture, const char *id)
{
  sync_fixture_order (fixture, "hangup", "{\"callId\":\"%s\"}", id);
}

/* a message of the telephony to this desk */
static void
tell (SyncFixture *fixture, const char *command, const char *params)
{
  sync_fixture_order (fixture, "send", "{\"user\":7,\"command\":\"%s\",\"params\":%s}", command,
                      params);
}

static void
slow_down (SyncFixture *fixture)
{
  sync_fixture_order (fixture, "fault",
                      "{\"match\":\"batch\",\"kind\":\"slow\",\"count\":-1,\"delay_ms\":400}");
}

static guint
count_calls (SyncFixture *fixture)
{
  return g_list_model_get_n_items (clinic_session_get_calls (fixture->session));
}

/* (transfer full): waits for the n-th card */
static ClinicCall *
wait_for_call (SyncFixture *fixture, guint position)
{
  WAIT_UNTIL (count_calls (fixture) > position);

  return g_list_model_get_item (clinic_session_get_calls (fixture->session), position);
}

static ClinicCall *
ring_here (SyncFixture *fixture, const char *id, const char *number)
{
  ring (fixture, id, number);

  return wait_for_call (fixture, 0);
}

static ClinicCallerState
get_caller_state (ClinicCall *call)
{
  return clinic_caller_get_state (clinic_call_get_caller (call));
}

static guint
count_candidates (ClinicCall *call)
{
  return g_list_model_get_n_items (clinic_caller_get_candidates (clinic_call_get_caller (call)));
}

static ClinicCandidate *
peek_candidate (ClinicCall *call, guint position)
{
  g_autoptr (ClinicCandidate) candidate =
    g_list_model_get_item (clinic_caller_get_candidates (clinic_call_get_caller (call)), position);

  g_assert_nonnull (candidate);

  return candidate; /* the list holds it */
}

static gint64
candidate_id (ClinicCall *call, guint position)
{
  return clinic_patient_get_id (clinic_candidate_get_patient (peek_candidate (call, position)));
}

/* requests that ask who calls; the background's are others */
static guint
count_lookups (SyncFixture *fixture)
{
  g_autoptr (JsonObject) journal = sync_fixture_control (fixture, "journal", NULL);
  JsonArray *requests = json_object_get_array_member (journal, "requests");
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *commands =
        bx_json_get_object (json_array_get_object_element (requests, i), "commands");

      if (commands != NULL && json_object_has_member (commands, "dup"))
        count++;
    }

  return count;
}

/* --- who it is --- */

static void
test_a_known_caller_is_drawn_before_the_portal_answers (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;
  ClinicCandidate *candidate;

  open_desk (fixture);
  slow_down (fixture);
  call = ring_here (fixture, "c1", SMIRNOVA);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_LOCAL);
  candidate = peek_candidate (call, 0);
  g_assert_cmpstr (clinic_patient_get_last_name (clinic_candidate_get_patient (candidate)), ==,
                   "Смирнова");
  g_assert_true (clinic_caller_get_chosen (clinic_call_get_caller (call)) == candidate);
  g_assert_false (clinic_caller_get_picked (clinic_call_get_caller (call)));
  g_assert_cmpint (clinic_candidate_get_visits (candidate), ==, -1);

  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  g_assert_true (peek_candidate (call, 0) == candidate);
  g_assert_cmpint (clinic_candidate_get_visits (candidate), >, 0);
  g_assert_cmpint (clinic_candidate_get_first_visit (candidate), !=, CLINIC_FIRST_VISIT_UNKNOWN);
  g_assert_nonnull (clinic_patient_get_phones (clinic_candidate_get_patient (candidate))[0]);
  g_assert_cmpuint (g_list_model_get_n_items (
                      clinic_caller_get_leads (clinic_call_get_caller (call))),
                    ==, 1);
  g_assert_cmpuint (count_lookups (fixture), ==, 1);
}

static void
test_a_family_is_listed_eldest_first_and_nobody_is_picked (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  slow_down (fixture);
  call = ring_here (fixture, "c1", FAMILY);
  for (guint i = 0; i < 2; i++)
    {
      WAIT_UNTIL (get_caller_state (call) ==
                  (i == 0 ? CLINIC_CALLER_STATE_LOCAL : CLINIC_CALLER_STATE_COMPLETE));
      g_assert_cmpuint (count_candidates (call), ==, 2);
      g_assert_cmpint (candidate_id (call, 0), ==, 1);
      g_assert_cmpint (candidate_id (call, 1), ==, 2);
      g_assert_null (clinic_caller_get_chosen (clinic_call_get_caller (call)));
    }
  g_assert_nonnull (clinic_candidate_get_next (peek_candidate (call, 0)));
  g_assert_cmpuint (count_lookups (fixture), ==, 1);
}

/* whom the receptionist calls she has said: the card asks nothing */
static void
test_of_a_family_the_one_who_is_called_is_chosen (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;
  g_autoptr (ClinicCall) other = NULL;
  g_autoptr (ClinicCall) back = NULL;
  ClinicCandidate *chosen;

  open_desk (fixture);
  clinic_session_expect_call (fixture->session, "8 (900) 000-00-01", 2);
  tell (fixture, "outgoing", "{\"callId\":\"o1\",\"phoneNumber\":\"" FAMILY "\"}");
  call = wait_for_call (fixture, 0);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  chosen = clinic_caller_get_chosen (clinic_call_get_caller (call));
  g_assert_nonnull (chosen);
  g_assert_cmpint (clinic_patient_get_id (clinic_candidate_get_patient (chosen)), ==, 2);
  /* who calls back is another question */
  ring (fixture, "c1", FAMILY);
  back = wait_for_call (fixture, 1);
  WAIT_UNTIL (get_caller_state (back) == CLINIC_CALLER_STATE_COMPLETE);
  g_assert_null (clinic_caller_get_chosen (clinic_call_get_caller (back)));

  /* the next one is dialled by hand */
  clinic_session_expect_call (fixture->session, FAMILY, 0);
  tell (fixture, "outgoing", "{\"callId\":\"o2\",\"phoneNumber\":\"" FAMILY "\"}");
  other = wait_for_call (fixture, 2);
  WAIT_UNTIL (get_caller_state (other) == CLINIC_CALLER_STATE_COMPLETE);
  g_assert_null (clinic_caller_get_chosen (clinic_call_get_caller (other)));
}

static void
test_a_choice_survives_the_portals_answer (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;
  g_autoptr (ClinicCandidate) boy = NULL;

  open_desk (fixture);
  slow_down (fixture);
  call = ring_here (fixture, "c1", FAMILY);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_LOCAL);
  boy = g_object_ref (peek_candidate (call, 1));
  clinic_session_choose_caller (fixture->session, call, boy);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  g_assert_true (clinic_caller_get_chosen (clinic_call_get_caller (call)) == boy);
  answer (fixture, "c1", 7);
  hang_up (fixture, "c1");
  WAIT_UNTIL (clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED);
  g_assert_true (clinic_caller_get_chosen (clinic_call_get_caller (call)) == boy);
}

static void
test_an_unknown_number_has_its_open_leads (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;
  g_autoptr (ClinicLead) lead = NULL;

  open_desk (fixture);
  sync_fixture_order (fixture, "add",
                      "{\"type\":1,\"fields\":{\"title\":\"Заявка с сайта\",\"fm\":[{"
                      "\"typeId\":\"PHONE\",\"valueType\":\"MOBILE\",\"value\":\"8 900 000 00 "
                      "99\"}]}}");
  call = ring_here (fixture, "c1", NOBODY);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  g_assert_cmpuint (count_candidates (call), ==, 0);
  g_assert_null (clinic_caller_get_chosen (clinic_call_get_caller (call)));
  lead = g_list_model_get_item (clinic_caller_get_leads (clinic_call_get_caller (call)), 0);
  g_assert_cmpstr (clinic_lead_get_title (lead), ==, "Заявка с сайта");
  g_assert_true (clinic_lead_get_open (lead));
  g_assert_cmpuint (count_lookups (fixture), ==, 1);
}

static void
test_a_hidden_number_asks_nothing (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = ring_here (fixture, "c1", "anonymous");
  g_assert_true (clinic_call_get_hidden (call));
  g_assert_cmpstr (clinic_call_get_number (call), ==, "");
  g_assert_cmpint (get_caller_state (call), ==, CLINIC_CALLER_STATE_HIDDEN);
  sync_fixture_iterate (200);
  g_assert_cmpuint (count_lookups (fixture), ==, 0);
}

static void
test_somebody_new_on_a_known_number_is_listed (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  sync_fixture_order (fixture, "add",
                      "{\"type\":3,\"fields\":{\"lastName\":\"Смирнов\",\"name\":\"Олег\",\"fm\":[{"
                      "\"typeId\":\"PHONE\",\"valueType\":\"MOBILE\",\"value\":\"+" SMIRNOVA
                      "\"}]}}");
  call = ring_here (fixture, "c1", SMIRNOVA);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  g_assert_cmpuint (count_candidates (call), ==, 2);
  /* he is of unknown age */
  g_assert_cmpint (candidate_id (call, 0), ==, 4);
  g_assert_null (clinic_caller_get_chosen (clinic_call_get_caller (call)));
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The store reads beside what it writes: waits for what it was told to write before. */
static void
wait_until_written (SyncFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_put_document_async (fixture->store, "nothing", "{}", NULL, on_written_cb,
                                       &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (store_repository_put_document_finish (fixture->store, result, NULL));
}

static void
test_somebody_who_is_gone_is_not_listed (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;
  g_autoptr (ClinicCall) again = NULL;
  g_autoptr (JsonNode) deleted = NULL;

  open_desk (fixture);
  deleted = sync_fixture_call (fixture, "crm.item.delete", "{\"entityTypeId\":3,\"id\":4}");
  call = ring_here (fixture, "c1", SMIRNOVA);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  g_assert_cmpuint (count_candidates (call), ==, 0);
  g_assert_null (clinic_caller_get_chosen (clinic_call_get_caller (call)));

  /* nor is she the next time, when the portal cannot be asked */
  wait_until_written (fixture);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  ring (fixture, "c2", SMIRNOVA);
  again = wait_for_call (fixture, 1);
  WAIT_UNTIL (get_caller_state (again) == CLINIC_CALLER_STATE_STALE);
  g_assert_cmpuint (count_candidates (again), ==, 0);
}

static void
test_another_number_is_looked_up_anew (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = ring_here (fixture, "c1", FAMILY);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  tell (fixture, "replaceCallerId", "{\"callId\":\"c1\",\"callerId\":\"" SIDOROV "\"}");
  WAIT_UNTIL (g_strcmp0 (clinic_call_get_number (call), SIDOROV) == 0 &&
              get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  g_assert_cmpuint (count_candidates (call), ==, 1);
  g_assert_cmpint (candidate_id (call, 0), ==, 3);
  g_assert_cmpuint (count_calls (fixture), ==, 1);
}

static void
test_a_portal_that_is_away_leaves_what_the_store_knows (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  call = ring_here (fixture, "c1", SMIRNOVA);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_STALE);
  g_assert_cmpuint (count_candidates (call), ==, 1);
  g_assert_cmpint (clinic_caller_get_as_of (clinic_call_get_caller (call)), >, 0);
  WAIT_UNTIL (clinic_link_get_state (fixture->link) == CLINIC_LINK_OFFLINE);

  sync_fixture_clear_faults (fixture);
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  g_assert_cmpint (clinic_candidate_get_visits (peek_candidate (call, 0)), >, 0);
}

static gint64
order_of_lookup (JsonArray *requests, gint64 *first_other)
{
  gint64 lookup = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);
      JsonObject *commands = bx_json_get_object (request, "commands");
      gint64 order = bx_json_get_int (request, "order", 0);

      if (bx_json_get_int (request, "status", 0) != 200)
        continue;
      if (commands != NULL && json_object_has_member (commands, "dup"))
        lookup = order;
      else if (*first_other == 0)
        *first_other = order;
    }

  return lookup;
}

/* so many are refused: the pause is long by now, but that of a call */
#define STORM 11

static void
test_after_a_storm_the_cards_request_goes_first (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;
  g_autoptr (ClinicPatientFile) first = NULL;
  g_autoptr (ClinicPatientFile) second = NULL;
  g_autoptr (JsonObject) journal = NULL;
  gint64 first_other = 0;
  gint64 lookup;

  open_desk (fixture);
  sync_fixture_fault (fixture, "503", "*", -1);
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (sync_fixture_count_requests (fixture, NULL) >= STORM);
  sync_fixture_clear_faults (fixture);
  sync_fixture_forget_journal (fixture);
  /* everything holds its breath now; what the person wants is asked for first */
  first = clinic_session_open_patient (fixture->session, 1);
  second = clinic_session_open_patient (fixture->session, 3);
  call = ring_here (fixture, "c1", SMIRNOVA);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  WAIT_UNTIL (clinic_patient_file_get_state (second) == CLINIC_LOAD_READY);
  journal = sync_fixture_control (fixture, "journal", NULL);
  lookup = order_of_lookup (json_object_get_array_member (journal, "requests"), &first_other);
  g_assert_cmpint (lookup, >, 0);
  g_assert_cmpint (lookup, <, first_other);
}

/* --- its life --- */

static void
test_answering_here_makes_it_mine (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = ring_here (fixture, "c1", SMIRNOVA);
  g_assert_cmpint (clinic_call_get_state (call), ==, CLINIC_CALL_STATE_RINGING);
  g_assert_cmpstr (clinic_call_get_line_name (call), ==, "Регистратура 8 812 320-11-22");
  answer (fixture, "c1", 7);
  WAIT_UNTIL (clinic_call_get_state (call) == CLINIC_CALL_STATE_ANSWERED);
  g_assert_true (clinic_call_get_mine (call));
  g_assert_cmpint (clinic_call_get_answered (call), >, 0);
  hang_up (fixture, "c1");
  WAIT_UNTIL (clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED);
  g_assert_cmpint (clinic_call_get_end (call), ==, CLINIC_CALL_END_TALKED);
  /* its outcome is still to be said */
  sync_fixture_iterate (1000);
  g_assert_cmpuint (count_calls (fixture), ==, 1);
  clinic_session_put_away (fixture->session, call);
  g_assert_cmpuint (count_calls (fixture), ==, 0);
}

static void
test_a_call_that_a_colleague_takes_leaves (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = ring_here (fixture, "c1", SMIRNOVA);
  answer (fixture, "c1", 8);
  WAIT_UNTIL (clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED);
  g_assert_cmpint (clinic_call_get_end (call), ==, CLINIC_CALL_END_ELSEWHERE);
  g_assert_false (clinic_call_get_mine (call));
  g_assert_cmpuint (count_calls (fixture), ==, 1);
  /* the statistics tell who it was while the card is still there */
  hang_up (fixture, "c1");
  WAIT_UNTIL (clinic_call_get_answered_by (call) != NULL);
  WAIT_UNTIL (count_calls (fixture) == 0);
}

static void
test_a_caller_who_gives_up_is_missed (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = ring_here (fixture, "c1", SMIRNOVA);
  hang_up (fixture, "c1");
  WAIT_UNTIL (clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED);
  g_assert_cmpint (clinic_call_get_end (call), ==, CLINIC_CALL_END_MISSED);

  /* somebody may be writing in the card: it goes when the desk puts it away */
  sync_fixture_iterate (3500);
  g_assert_cmpuint (count_calls (fixture), ==, 1);
  clinic_session_put_away (fixture->session, call);
  g_assert_cmpuint (count_calls (fixture), ==, 0);
}

static void
test_a_call_of_a_foreign_exchange_is_shown_and_hidden (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  sync_fixture_order (fixture, "ring",
                      "{\"number\":\"" SMIRNOVA "\",\"users\":[7],\"type\":\"external\"}");
  call = wait_for_call (fixture, 0);
  g_assert_cmpstr (clinic_call_get_number (call), ==, SMIRNOVA);
  hang_up (fixture, clinic_call_get_id (call));
  WAIT_UNTIL (clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED);
  /* «hide» does not say why; the statistics do */
  WAIT_UNTIL (clinic_call_get_end (call) == CLINIC_CALL_END_MISSED);
}

static gboolean
is_another (SyncFixture *fixture, ClinicCall *before)
{
  g_autoptr (ClinicCall) call =
    g_list_model_get_item (clinic_session_get_calls (fixture->session), 0);

  return call != NULL && call != before;
}

static void
test_a_queue_that_comes_back_rings_anew (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) before = NULL;
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  before = ring_here (fixture, "c1", SMIRNOVA);
  tell (fixture, "timeout", "{\"callId\":\"c1\"}");
  WAIT_UNTIL (clinic_call_get_state (before) == CLINIC_CALL_STATE_ENDED);
  tell (fixture, "invite", "{\"callId\":\"c1\",\"callerId\":\"" SMIRNOVA "\"}");
  WAIT_UNTIL (is_another (fixture, before));
  call = wait_for_call (fixture, 0);
  g_assert_cmpint (clinic_call_get_state (call), ==, CLINIC_CALL_STATE_RINGING);
  g_assert_cmpstr (clinic_call_get_id (call), ==, "c1");
}

static void
test_a_silent_ring_is_over_some_time (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  /* the watchdog's 75 s are 750 ms */
  sync_context_set_time_scale (sync_session_get_context (SYNC_SESSION (fixture->session)), 0.01);
  call = ring_here (fixture, "c1", SMIRNOVA);
  sync_fixture_iterate (300);
  g_assert_cmpint (clinic_call_get_state (call), ==, CLINIC_CALL_STATE_RINGING);
  WAIT_UNTIL (clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED);
  g_assert_cmpint (clinic_call_get_end (call), ==, CLINIC_CALL_END_UNKNOWN);
}

static void
test_an_answered_call_has_no_watchdog (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  sync_context_set_time_scale (sync_session_get_context (SYNC_SESSION (fixture->session)), 0.01);
  call = ring_here (fixture, "c1", SMIRNOVA);
  answer (fixture, "c1", 7);
  sync_fixture_iterate (1200);
  g_assert_cmpint (clinic_call_get_state (call), ==, CLINIC_CALL_STATE_ANSWERED);
}

static void
test_a_transferred_call_goes_on_under_its_new_id (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = ring_here (fixture, "c1", SMIRNOVA);
  answer (fixture, "c1", 7);
  WAIT_UNTIL (clinic_call_get_state (call) == CLINIC_CALL_STATE_ANSWERED);
  tell (fixture, "completeTransfer", "{\"callId\":\"c1\",\"newCallId\":\"c2\"}");
  WAIT_UNTIL (g_strcmp0 (clinic_call_get_id (call), "c2") == 0);
  tell (fixture, "timeout", "{\"callId\":\"c2\"}");
  WAIT_UNTIL (clinic_call_get_state (call) == CLINIC_CALL_STATE_ENDED);
  g_assert_cmpint (clinic_call_get_end (call), ==, CLINIC_CALL_END_TALKED);
}

/* --- hooks, and several calls --- */

static void
test_a_hook_and_the_portal_tell_of_one_call (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;
  g_autoptr (ClinicCandidate) boy = NULL;

  open_desk (fixture);
  clinic_session_ring (fixture->session, "8 (900) 000-00-01");
  call = wait_for_call (fixture, 0);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  boy = g_object_ref (peek_candidate (call, 1));
  clinic_session_choose_caller (fixture->session, call, boy);
  ring (fixture, "c1", FAMILY);
  WAIT_UNTIL (g_strcmp0 (clinic_call_get_id (call), "c1") == 0);
  g_assert_cmpuint (count_calls (fixture), ==, 1);
  g_assert_nonnull (clinic_call_get_line_name (call));
  g_assert_true (clinic_caller_get_chosen (clinic_call_get_caller (call)) == boy);
  answer (fixture, "c1", 7);
  WAIT_UNTIL (clinic_call_get_state (call) == CLINIC_CALL_STATE_ANSWERED);
  g_assert_cmpuint (count_lookups (fixture), ==, 1);
}

static void
test_a_hook_after_the_portal_adds_nothing (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = ring_here (fixture, "c1", FAMILY);
  clinic_session_ring (fixture->session, "+7 900 000-00-01");
  sync_fixture_iterate (100);
  g_assert_cmpuint (count_calls (fixture), ==, 1);
  g_assert_cmpstr (clinic_call_get_id (call), ==, "c1");
}

static void
test_two_calls_from_one_number_are_two (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) first = NULL;
  g_autoptr (ClinicCall) second = NULL;

  open_desk (fixture);
  first = ring_here (fixture, "c1", FAMILY);
  ring (fixture, "c2", FAMILY);
  second = wait_for_call (fixture, 1);
  g_assert_cmpstr (clinic_call_get_id (first), ==, "c1");
  g_assert_cmpstr (clinic_call_get_id (second), ==, "c2");
  answer (fixture, "c2", 7);
  WAIT_UNTIL (clinic_call_get_state (second) == CLINIC_CALL_STATE_ANSWERED);
  g_assert_cmpint (clinic_call_get_state (first), ==, CLINIC_CALL_STATE_RINGING);
}

static void
test_a_call_back_is_our_own_call (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;
  g_autoptr (JsonNode) started = NULL;

  open_desk (fixture);
  sync_fixture_order (fixture, "callback",
                      "{\"code\":\"304\",\"answer_ms\":60000,\"talk_ms\":100}");
  started = sync_fixture_call (fixture, "voximplant.callback.start",
                               "{\"FROM_LINE\":\"reg150908\",\"TO_NUMBER\":\"" SMIRNOVA "\"}");
  call = wait_for_call (fixture, 0);
  g_assert_cmpint (clinic_call_get_direction (call), ==, CLINIC_CALL_DIRECTION_OUT);
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_COMPLETE);
  g_assert_cmpint (candidate_id (call, 0), ==, 4);
}

static void
test_a_lead_follows_its_call_to_the_new_id (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;
  g_autoptr (ClinicCommand) command = NULL;

  open_desk (fixture);
  clinic_session_ring (fixture->session, NOBODY);
  call = wait_for_call (fixture, 0);
  command = sync_fixture_new_command (CLINIC_COMMAND_CREATE_LEAD, CLINIC_ENTITY_NONE, 0, "phone",
                                      NOBODY, "call", clinic_call_get_id (call), NULL);
  sync_fixture_order (fixture, "fault",
                      "{\"match\":\"crm.item.add\",\"kind\":\"slow\",\"delay_ms\":300}");
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_call_get_lead_pending (call));
  ring (fixture, "c1", NOBODY);
  WAIT_UNTIL (g_strcmp0 (clinic_call_get_id (call), "c1") == 0);
  WAIT_UNTIL (clinic_call_get_lead_id (call) != 0);
  g_assert_false (clinic_call_get_lead_pending (call));
}

static void
test_closing_while_it_rings_leaves_nothing (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  slow_down (fixture);
  call = ring_here (fixture, "c1", SMIRNOVA);
  ring (fixture, "c2", "anonymous");
  hang_up (fixture, "c2");
  WAIT_UNTIL (get_caller_state (call) == CLINIC_CALLER_STATE_LOCAL && count_calls (fixture) == 2);
  /* asserts that the session goes away */
  sync_fixture_close (fixture);
  sync_fixture_iterate (500);
  g_assert_cmpint (get_caller_state (call), ==, CLINIC_CALLER_STATE_LOCAL);
  g_assert_finalize_object (g_steal_pointer (&call));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("calls/known", test_a_known_caller_is_drawn_before_the_portal_answers);
  SYNC_TEST ("calls/expected", test_of_a_family_the_one_who_is_called_is_chosen);
  SYNC_TEST ("calls/family", test_a_family_is_listed_eldest_first_and_nobody_is_picked);
  SYNC_TEST ("calls/choice", test_a_choice_survives_the_portals_answer);
  SYNC_TEST ("calls/unknown", test_an_unknown_number_has_its_open_leads);
  SYNC_TEST ("calls/hidden", test_a_hidden_number_asks_nothing);
  SYNC_TEST ("calls/newcomer", test_somebody_new_on_a_known_number_is_listed);
  SYNC_TEST ("calls/gone", test_somebody_who_is_gone_is_not_listed);
  SYNC_TEST ("calls/another-number", test_another_number_is_looked_up_anew);
  SYNC_TEST ("calls/away", test_a_portal_that_is_away_leaves_what_the_store_knows);
  SYNC_TEST ("calls/storm", test_after_a_storm_the_cards_request_goes_first);
  SYNC_TEST ("calls/mine", test_answering_here_makes_it_mine);
  SYNC_TEST ("calls/elsewhere", test_a_call_that_a_colleague_takes_leaves);
  SYNC_TEST ("calls/missed", test_a_caller_who_gives_up_is_missed);
  SYNC_TEST ("calls/external", test_a_call_of_a_foreign_exchange_is_shown_and_hidden);
  SYNC_TEST ("calls/queue", test_a_queue_that_comes_back_rings_anew);
  SYNC_TEST ("calls/watchdog", test_a_silent_ring_is_over_some_time);
  SYNC_TEST ("calls/no-watchdog", test_an_answered_call_has_no_watchdog);
  SYNC_TEST ("calls/transfer", test_a_transferred_call_goes_on_under_its_new_id);
  SYNC_TEST ("calls/hook-first", test_a_hook_and_the_portal_tell_of_one_call);
  SYNC_TEST ("calls/hook-second", test_a_hook_after_the_portal_adds_nothing);
  SYNC_TEST ("calls/two", test_two_calls_from_one_number_are_two);
  SYNC_TEST ("calls/call-back", test_a_call_back_is_our_own_call);
  SYNC_TEST ("calls/lead", test_a_lead_follows_its_call_to_the_new_id);
  SYNC_TEST ("calls/closing", test_closing_while_it_rings_leaves_nothing);

  return g_test_run ();
}

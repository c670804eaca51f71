/* test-sync-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Moves that wait on this computer to be taken back, and what becomes of them.
 */

#include "sync-fixture.h"

#include "bx-json.h"

#define SECOND G_USEC_PER_SEC

/* (transfer full): the id of an open appointment in its first stage */
static gint64
find_visit (SyncFixture *fixture)
{
  g_autoptr (JsonNode) result = sync_fixture_call (
    fixture, "crm.item.list",
    "{\"entityTypeId\":2,\"filter\":{\"=stageId\":\"C5:NEW\"},\"order\":{\"id\":\"DESC\"}}");
  JsonArray *items = bx_json_get_array (json_node_get_object (result), "items");

  return bx_json_get_int (json_array_get_object_element (items, 0), "id", 0);
}

/* (transfer full): a stage's id by its name */
static char *
find_stage (SyncFixture *fixture, const char *part)
{
  GListModel *stages = clinic_session_get_stages (fixture->session);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (ClinicStage) stage = g_list_model_get_item (stages, i);

      if (strstr (clinic_stage_get_name (stage), part) != NULL)
        return g_strdup (clinic_stage_get_id (stage));
    }
  g_error ("There is no stage %s", part);
}

/* (transfer full): held for so long */
static ClinicCommand *
new_move (gint64 id, const char *from, const char *stage, gint64 hold)
{
  ClinicCommand *command =
    sync_fixture_new_command (CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_APPOINTMENT, id, "stage",
                              stage, "from", from, NULL);

  clinic_command_set_hold (command, g_get_monotonic_time () + hold);

  return command;
}

static guint
count_updates (SyncFixture *fixture)
{
  return sync_fixture_count_writes (fixture, "deal.update");
}

static void
assert_stage (SyncFixture *fixture, int type, gint64 id, const char *stage)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.item.get", "{\"entityTypeId\":%d,\"id\":%" G_GINT64_FORMAT "}",
                       type, id);
  JsonObject *item = bx_json_get_object (json_node_get_object (result), "item");

  g_assert_cmpstr (bx_json_get_string (item, "stageId"), ==, stage);
}

static void
test_two_quick_moves_are_one_update (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_visit (fixture);
  g_autofree char *tomorrow = NULL;
  g_autofree char *confirmed = NULL;
  g_autoptr (ClinicCommand) first = NULL;
  g_autoptr (ClinicCommand) second = NULL;

  sync_fixture_open (fixture);
  tomorrow = find_stage (fixture, "завтра");
  confirmed = find_stage (fixture, "Подтвердил");
  first = new_move (id, "C5:NEW", tomorrow, 2 * SECOND);
  second = new_move (id, tomorrow, confirmed, 2 * SECOND);
  sync_fixture_submit (fixture, first);
  sync_fixture_submit (fixture, second);
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 1);
  sync_fixture_iterate (200);
  g_assert_cmpuint (count_updates (fixture), ==, 0);
  assert_stage (fixture, 2, id, "C5:NEW");
  g_assert_false (sync_fixture_is_done (second));

  WAIT_UNTIL (sync_fixture_is_done (second));
  g_assert_cmpuint (count_updates (fixture), ==, 1);
  assert_stage (fixture, 2, id, confirmed);
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
}

static void
test_what_is_taken_back_is_never_sent (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_visit (fixture);
  g_autofree char *tomorrow = NULL;
  g_autofree char *confirmed = NULL;
  g_autoptr (ClinicCommand) first = NULL;
  g_autoptr (ClinicCommand) second = NULL;

  sync_fixture_open (fixture);
  tomorrow = find_stage (fixture, "завтра");
  confirmed = find_stage (fixture, "Подтвердил");
  first = new_move (id, "C5:NEW", tomorrow, 2 * SECOND);
  second = new_move (id, tomorrow, confirmed, 2 * SECOND);
  sync_fixture_submit (fixture, first);
  sync_fixture_submit (fixture, second);
  g_assert_true (clinic_session_undo_command (fixture->session, second));
  g_assert_false (clinic_session_undo_command (fixture->session, first));
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
  sync_fixture_iterate (2500);
  g_assert_cmpuint (count_updates (fixture), ==, 0);

  /* nor after a restart */
  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  sync_fixture_iterate (200);
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
  g_assert_cmpuint (count_updates (fixture), ==, 0);
}

static void
test_a_move_back_leaves_nothing (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_visit (fixture);
  g_autofree char *tomorrow = NULL;
  g_autoptr (ClinicCommand) there = NULL;
  g_autoptr (ClinicCommand) back = NULL;

  sync_fixture_open (fixture);
  tomorrow = find_stage (fixture, "завтра");
  there = new_move (id, "C5:NEW", tomorrow, 2 * SECOND);
  back = new_move (id, tomorrow, "C5:NEW", 2 * SECOND);
  sync_fixture_submit (fixture, there);
  sync_fixture_submit (fixture, back);
  g_assert_true (sync_fixture_is_done (back));
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
  sync_fixture_iterate (2500);
  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  sync_fixture_iterate (200);
  g_assert_cmpuint (count_updates (fixture), ==, 0);
}

static void
test_what_is_sent_cannot_be_taken_back (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_visit (fixture);
  g_autofree char *tomorrow = NULL;
  g_autoptr (ClinicCommand) move = NULL;

  sync_fixture_open (fixture);
  tomorrow = find_stage (fixture, "завтра");
  move = new_move (id, "C5:NEW", tomorrow, SECOND / 10);
  sync_fixture_order (fixture, "fault",
                      "{\"match\":\"crm.item.update\",\"kind\":\"slow\",\"delay_ms\":400}");
  sync_fixture_submit (fixture, move);
  WAIT_UNTIL (clinic_command_get_state (move) == CLINIC_COMMAND_SENDING);
  g_assert_cmpint (clinic_command_get_hold (move), ==, 0);
  g_assert_false (clinic_session_undo_command (fixture->session, move));
  WAIT_UNTIL (sync_fixture_is_done (move));
  g_assert_false (clinic_session_undo_command (fixture->session, move));
  assert_stage (fixture, 2, id, tomorrow);
}

static void
test_a_held_move_goes_at_the_next_start (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_visit (fixture);
  g_autofree char *tomorrow = NULL;
  g_autoptr (ClinicCommand) move = NULL;

  sync_fixture_open (fixture);
  tomorrow = find_stage (fixture, "завтра");
  move = new_move (id, "C5:NEW", tomorrow, 60 * SECOND);
  sync_fixture_submit (fixture, move);
  sync_fixture_close (fixture);
  g_assert_cmpuint (count_updates (fixture), ==, 0);

  sync_fixture_open (fixture);
  WAIT_UNTIL (count_updates (fixture) == 1 && sync_fixture_count_commands (fixture) == 0);
  assert_stage (fixture, 2, id, tomorrow);
}

static void
test_a_change_after_a_held_move_waits_its_turn (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_visit (fixture);
  g_autofree char *tomorrow = NULL;
  g_autofree char *confirmed = NULL;
  g_autoptr (ClinicCommand) move = NULL;
  g_autoptr (ClinicCommand) change = NULL;

  sync_fixture_open (fixture);
  tomorrow = find_stage (fixture, "завтра");
  confirmed = find_stage (fixture, "Подтвердил");
  move = new_move (id, "C5:NEW", tomorrow, 3 * SECOND);
  change = sync_fixture_new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, CLINIC_ENTITY_APPOINTMENT,
                                     id, "stage", confirmed, "from", tomorrow, NULL);
  sync_fixture_submit (fixture, move);
  sync_fixture_submit (fixture, change);
  sync_fixture_iterate (150);
  g_assert_cmpuint (count_updates (fixture), ==, 0);
  WAIT_UNTIL (sync_fixture_is_done (change));
  g_assert_true (sync_fixture_is_done (move));
  g_assert_cmpuint (count_updates (fixture), ==, 2);
  assert_stage (fixture, 2, id, confirmed);
}

static void
test_a_change_does_not_count_on_a_move_taken_back (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_visit (fixture);
  g_autofree char *tomorrow = NULL;
  g_autofree char *confirmed = NULL;
  g_autoptr (ClinicCommand) move = NULL;
  g_autoptr (ClinicCommand) change = NULL;

  sync_fixture_open (fixture);
  tomorrow = find_stage (fixture, "завтра");
  confirmed = find_stage (fixture, "Подтвердил");
  move = new_move (id, "C5:NEW", tomorrow, 60 * SECOND);
  change = sync_fixture_new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, CLINIC_ENTITY_APPOINTMENT,
                                     id, "stage", confirmed, "from", tomorrow, NULL);
  sync_fixture_submit (fixture, move);
  sync_fixture_submit (fixture, change);
  g_assert_true (clinic_session_undo_command (fixture->session, move));
  WAIT_UNTIL (sync_fixture_is_done (change));
  g_assert_cmpuint (count_updates (fixture), ==, 1);
  assert_stage (fixture, 2, id, confirmed);
}

static void
test_the_network_does_not_hurry_what_is_held (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_visit (fixture);
  g_autofree char *tomorrow = NULL;
  g_autoptr (ClinicCommand) move = NULL;

  sync_fixture_open (fixture);
  tomorrow = find_stage (fixture, "завтра");
  move = new_move (id, "C5:NEW", tomorrow, 60 * SECOND);
  sync_fixture_submit (fixture, move);
  clinic_session_refresh (fixture->session);
  sync_fixture_iterate (300);
  g_assert_cmpuint (count_updates (fixture), ==, 0);
  g_assert_true (clinic_session_undo_command (fixture->session, move));
}

static gint64
find_lead (SyncFixture *fixture)
{
  g_autoptr (JsonNode) result = sync_fixture_call (
    fixture, "crm.item.list",
    "{\"entityTypeId\":1,\"filter\":{\"=stageId\":\"NEW\"},\"order\":{\"id\":\"DESC\"}}");
  JsonArray *items = bx_json_get_array (json_node_get_object (result), "items");

  return bx_json_get_int (json_array_get_object_element (items, 0), "id", 0);
}

static void
test_a_lead_moves_and_a_colleague_is_not_overwritten (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_lead (fixture);
  g_autoptr (ClinicCommand) move =
    sync_fixture_new_command (CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_LEAD, id, "stage",
                              "IN_PROCESS", "from", "NEW", NULL);
  g_autoptr (ClinicCommand) late =
    sync_fixture_new_command (CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_LEAD, id, "stage", "JUNK",
                              "from", "NEW", NULL);

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, move);
  WAIT_UNTIL (sync_fixture_is_done (move));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "lead.update"), ==, 1);
  assert_stage (fixture, 1, id, "IN_PROCESS");

  sync_fixture_submit (fixture, late);
  WAIT_UNTIL (clinic_command_get_state (late) == CLINIC_COMMAND_CONFLICT);
  g_assert_nonnull (clinic_command_get_seen (late));
  assert_stage (fixture, 1, id, "IN_PROCESS");
  clinic_session_retry_command (fixture->session, late);
  WAIT_UNTIL (sync_fixture_is_done (late));
  assert_stage (fixture, 1, id, "JUNK");
}

/* Why somebody is lost stands in the timeline, once. */
static void
test_a_lead_is_closed_with_its_comment (SyncFixture *fixture, gconstpointer data)
{
  static const char query[] =
    "{\"filter\":{\"ENTITY_ID\":%" G_GINT64_FORMAT ",\"ENTITY_TYPE\":\"lead\"}}";
  gint64 id = find_lead (fixture);
  g_autoptr (JsonNode) before = sync_fixture_call (fixture, "crm.timeline.comment.list", query, id);
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *text = NULL;
  g_autoptr (ClinicCommand) move =
    sync_fixture_new_command (CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_LEAD, id, "stage", "JUNK",
                              "from", "NEW", "note", "Нашла дешевле", NULL);

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, move);
  WAIT_UNTIL (sync_fixture_is_done (move));
  assert_stage (fixture, 1, id, "JUNK");
  after = sync_fixture_call (fixture, "crm.timeline.comment.list", query, id);
  text = json_to_string (after, FALSE);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (after)), ==,
                    json_array_get_length (json_node_get_array (before)) + 1);
  g_assert_nonnull (strstr (text, "Нашла дешевле"));
}

static void
test_a_move_that_went_on_while_its_answer_was_lost_is_done (SyncFixture *fixture,
                                                            gconstpointer data)
{
  gint64 id = find_visit (fixture);
  g_autofree char *tomorrow = NULL;
  g_autofree char *cancelled = NULL;
  g_autoptr (ClinicCommand) move = NULL;

  sync_fixture_open (fixture);
  tomorrow = find_stage (fixture, "завтра");
  cancelled = find_stage (fixture, "Отменил");
  move = sync_fixture_new_command (CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_APPOINTMENT, id,
                                   "stage", tomorrow, "from", "C5:NEW", NULL);
  sync_fixture_fault (fixture, "drop_after", "crm.item.update", 1);
  sync_fixture_fault (fixture, "drop_before", "crm.item.get", 3);
  sync_fixture_submit (fixture, move);
  WAIT_UNTIL (clinic_command_get_state (move) == CLINIC_COMMAND_CHECKING);
  /* the patient answers «Нет» before we can ask what became of it */
  sync_fixture_order (fixture, "edit",
                      "{\"type\":2,\"id\":%" G_GINT64_FORMAT
                      ",\"fields\":{\"stageId\":\"%s\"},\"user\":1}",
                      id, cancelled);
  WAIT_UNTIL (clinic_command_get_state (move) != CLINIC_COMMAND_CHECKING &&
              clinic_command_get_state (move) != CLINIC_COMMAND_WAITING);
  g_assert_true (sync_fixture_is_done (move));
  assert_stage (fixture, 2, id, cancelled);
}

static void
test_a_required_field_is_named_and_nothing_moves (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_visit (fixture);
  g_autoptr (ClinicCommand) move =
    sync_fixture_new_command (CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_APPOINTMENT, id, "stage",
                              "C5:UC_DOROGO", "from", "C5:NEW", NULL);

  sync_fixture_order (fixture, "rights",
                      "{\"check\":true,\"require\":{\"stage\":\"C5:UC_DOROGO\","
                      "\"field\":\"ufCrmLossReason\"}}");
  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, move);
  WAIT_UNTIL (clinic_command_get_state (move) == CLINIC_COMMAND_REFUSED);
  g_assert_nonnull (strstr (clinic_command_get_problem (move), "Причина отказа"));
  assert_stage (fixture, 2, id, "C5:NEW");
}

static void
test_a_forbidden_move_is_refused_in_the_portals_words (SyncFixture *fixture, gconstpointer data)
{
  gint64 id = find_visit (fixture);
  g_autoptr (ClinicCommand) move =
    sync_fixture_new_command (CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_APPOINTMENT, id, "stage",
                              "C5:UC_CONFIRM", "from", "C5:NEW", NULL);

  sync_fixture_order (fixture, "rights",
                      "{\"forbid\":{\"from\":\"C5:NEW\",\"to\":\"C5:UC_CONFIRM\"}}");
  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, move);
  WAIT_UNTIL (clinic_command_get_state (move) == CLINIC_COMMAND_REFUSED);
  g_assert_nonnull (strstr (clinic_command_get_problem (move), "прав"));
  assert_stage (fixture, 2, id, "C5:NEW");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("moves/two-are-one", test_two_quick_moves_are_one_update);
  SYNC_TEST ("moves/undo", test_what_is_taken_back_is_never_sent);
  SYNC_TEST ("moves/back", test_a_move_back_leaves_nothing);
  SYNC_TEST ("moves/too-late", test_what_is_sent_cannot_be_taken_back);
  SYNC_TEST ("moves/next-start", test_a_held_move_goes_at_the_next_start);
  SYNC_TEST ("moves/turn", test_a_change_after_a_held_move_waits_its_turn);
  SYNC_TEST ("moves/undo-before-a-change", test_a_change_does_not_count_on_a_move_taken_back);
  SYNC_TEST ("moves/no-hurry", test_the_network_does_not_hurry_what_is_held);
  SYNC_TEST ("moves/lead", test_a_lead_moves_and_a_colleague_is_not_overwritten);
  SYNC_TEST ("moves/lead-lost", test_a_lead_is_closed_with_its_comment);
  SYNC_TEST ("moves/went-on", test_a_move_that_went_on_while_its_answer_was_lost_is_done);
  SYNC_TEST ("moves/required", test_a_required_field_is_named_and_nothing_moves);
  SYNC_TEST ("moves/forbidden", test_a_forbidden_move_is_refused_in_the_portals_words);

  return g_test_run ();
}

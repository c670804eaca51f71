/* test-sync-outbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-fixture.h"

#include "bx-json.h"
#include "clinic-error.h"

static ClinicCommand *
new_lead (const char *name)
{
  return sync_fixture_new_command (CLINIC_COMMAND_CREATE_LEAD, CLINIC_ENTITY_NONE, 0, "phone",
                                   "+79000000099", "line", "8 812 320-11-22", "call", "call-1",
                                   name != NULL ? "name" : NULL, name, NULL);
}

static ClinicCommand *
new_comment (const char *text)
{
  return sync_fixture_new_command (CLINIC_COMMAND_ADD_COMMENT, CLINIC_ENTITY_PATIENT, 3, "text",
                                   text, NULL);
}

static guint
count_comments (SyncFixture *fixture, gint64 contact_id)
{
  g_autoptr (JsonNode) result = sync_fixture_call (fixture, "crm.timeline.comment.list",
                                                   "{\"filter\":{\"ENTITY_ID\":%" G_GINT64_FORMAT
                                                   ",\"ENTITY_TYPE\":\"contact\"}}",
                                                   contact_id);

  return json_array_get_length (json_node_get_array (result));
}

/* (transfer full): an open appointment of the demo clinic in its first stage */
static JsonObject *
find_visit (SyncFixture *fixture)
{
  g_autoptr (JsonNode) result = sync_fixture_call (
    fixture, "crm.item.list",
    "{\"entityTypeId\":2,\"filter\":{\"=stageId\":\"C5:NEW\"},\"order\":{\"id\":\"DESC\"}}");
  JsonArray *items = bx_json_get_array (json_node_get_object (result), "items");

  g_assert_cmpuint (json_array_get_length (items), >, 0);

  return json_object_ref (json_array_get_object_element (items, 0));
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

static void
test_an_unknown_caller_becomes_one_lead (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = new_lead ("Ким Виктор Юрьевич");
  g_autoptr (JsonObject) lead = NULL;

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "lead.add"), ==, 1);
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
  lead = sync_fixture_get_item (fixture, 1, clinic_command_get_result_id (command));
  g_assert_cmpstr (bx_json_get_string (lead, "lastName"), ==, "Ким");
  g_assert_cmpstr (bx_json_get_string (lead, "name"), ==, "Виктор");
  g_assert_cmpstr (bx_json_get_string (lead, "sourceId"), ==, "CALL");
  g_assert_cmpstr (bx_json_get_string (lead, "sourceDescription"), ==, "8 812 320-11-22");
  g_assert_cmpstr (bx_json_get_string (lead, "originId"), ==, clinic_command_get_id (command));
}

static void
test_pressing_twice_makes_one_lead (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) first = new_lead (NULL);
  g_autoptr (ClinicCommand) second = new_lead (NULL);

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, first);
  sync_fixture_submit (fixture, first);
  sync_fixture_submit (fixture, second);
  WAIT_UNTIL (sync_fixture_is_done (first));
  sync_fixture_submit (fixture, second);
  sync_fixture_submit (fixture, first);
  sync_fixture_iterate (200);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "lead.add"), ==, 1);
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
}

/* the fault's kind is the test's data */
static void
check_one_lead_under (SyncFixture *fixture, const char *kind, int count)
{
  g_autoptr (ClinicCommand) command = new_lead (NULL);

  sync_fixture_open (fixture);
  sync_fixture_fault (fixture, kind, "crm.item.add", count);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "lead.add"), ==, 1);
  g_assert_cmpint (clinic_command_get_result_id (command), >, 0);
  g_assert_cmpint (clinic_command_get_attempts (command), >, kind[0] == '5' ? 0 : 1);
}

static void
test_an_answer_lost_after_the_commit_makes_no_second_lead (SyncFixture *fixture, gconstpointer data)
{
  check_one_lead_under (fixture, "drop_after", 1);
}

/* the connection breaks at once, and what it asked for is written afterwards all the same */
static void
test_a_commit_after_the_connection_broke_makes_no_second_lead (SyncFixture *fixture,
                                                               gconstpointer data)
{
  g_autoptr (ClinicCommand) command = new_lead (NULL);

  fixture->time_scale = 0.1;
  sync_fixture_open (fixture);
  /* three of our seconds */
  sync_fixture_order (fixture, "fault",
                      "{\"match\":\"crm.item.add\",\"kind\":\"drop_late\",\"delay_ms\":300}");
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  sync_fixture_iterate (200);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "lead.add"), ==, 1);
}

static void
test_a_request_lost_before_the_commit_is_sent_again (SyncFixture *fixture, gconstpointer data)
{
  check_one_lead_under (fixture, "drop_before", 2);
}

static void
test_truncated_answers_make_no_second_lead (SyncFixture *fixture, gconstpointer data)
{
  check_one_lead_under (fixture, "truncated", 1);
}

static void
test_html_answers_make_no_second_lead (SyncFixture *fixture, gconstpointer data)
{
  check_one_lead_under (fixture, "html", 2);
}

static void
test_a_failing_portal_makes_no_second_lead (SyncFixture *fixture, gconstpointer data)
{
  check_one_lead_under (fixture, "500", 2);
}

static void
test_a_storm_of_503_makes_one_lead (SyncFixture *fixture, gconstpointer data)
{
  check_one_lead_under (fixture, "503", 2);
}

static void
test_a_command_survives_a_restart_in_the_middle (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = new_lead ("Анна");

  sync_fixture_open (fixture);
  /* the portal has it, but we are closed before the answer comes */
  sync_fixture_order (fixture, "fault",
                      "{\"match\":\"crm.item.add\",\"kind\":\"slow\",\"delay_ms\":1500}");
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_count_faults (fixture) == 0);
  sync_fixture_close (fixture);
  WAIT_UNTIL (sync_fixture_count_writes (fixture, "lead.add") == 1);

  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_count_commands (fixture) == 0);
  sync_fixture_iterate (200);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "lead.add"), ==, 1);
}

static void
test_what_is_done_offline_is_sent_once_after_a_restart (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = new_lead (NULL);

  sync_fixture_open (fixture);
  sync_fixture_close (fixture);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_open_offline (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_link_get_state (fixture->link) == CLINIC_LINK_OFFLINE);
  sync_fixture_iterate (300);
  g_assert_cmpint (clinic_link_get_pending (fixture->link), ==, 1);
  sync_fixture_close (fixture);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "lead.add"), ==, 0);

  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (sync_fixture_count_commands (fixture) == 1);
  sync_fixture_clear_faults (fixture);
  WAIT_UNTIL (sync_fixture_count_commands (fixture) == 0);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "lead.add"), ==, 1);
  g_assert_cmpint (clinic_link_get_pending (fixture->link), ==, 0);
  g_assert_cmpint (clinic_link_get_state (fixture->link), ==, CLINIC_LINK_ONLINE);
}

static void
test_a_portal_without_leads_gets_a_contact_and_a_deal (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = new_lead ("Ким Виктор");
  g_autoptr (JsonObject) deal = NULL;
  g_autoptr (JsonObject) contact = NULL;

  sync_fixture_order (fixture, "mode", "{\"mode\":2}");
  sync_fixture_open (fixture);
  g_assert_true (clinic_link_get_simple_crm (fixture->link));
  /* the contact is made, the answer is lost: neither is made twice */
  sync_fixture_fault (fixture, "drop_after", "crm.item.add", 1);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "lead.add"), ==, 0);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "contact.add"), ==, 1);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, 1);
  deal = sync_fixture_get_item (fixture, 2, clinic_command_get_result_id (command));
  g_assert_cmpint (bx_json_get_int (deal, "categoryId", -1), ==, 5);
  g_assert_cmpstr (bx_json_get_string (deal, "stageId"), ==, "C5:NEW");
  contact = sync_fixture_get_item (fixture, 3, bx_json_get_int (deal, "contactId", 0));
  g_assert_cmpstr (bx_json_get_string (contact, "lastName"), ==, "Ким");
}

static void
test_a_comment_is_written_once_when_its_answer_is_lost (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command =
    new_comment ("Просила <b>$result[a][b]</b> & «перезвонить»\nпосле 18:00 %d");
  guint before = count_comments (fixture, 3);

  sync_fixture_open (fixture);
  sync_fixture_fault (fixture, "drop_after", "crm.timeline.comment.add", 1);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (count_comments (fixture, 3), ==, before + 1);
}

static void
test_two_equal_comments_are_two (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) first = new_comment ("Не ответила");
  g_autoptr (ClinicCommand) second = new_comment ("Не ответила");
  guint before = count_comments (fixture, 3);

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, first);
  WAIT_UNTIL (sync_fixture_is_done (first));
  sync_fixture_fault (fixture, "drop_before", "crm.timeline.comment.add", 1);
  sync_fixture_submit (fixture, second);
  WAIT_UNTIL (sync_fixture_is_done (second));
  g_assert_cmpuint (count_comments (fixture, 3), ==, before + 2);
}

static void
test_a_megabyte_of_markup_passes_unharmed (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) name = g_string_new ("<b>&amp;</b>");
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (JsonObject) lead = NULL;

  while (name->len < 1024 * 1024)
    g_string_append (name, "<i>Ж&");
  command = new_lead (name->str);
  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  lead = sync_fixture_get_item (fixture, 1, clinic_command_get_result_id (command));
  g_assert_true (g_strcmp0 (bx_json_get_string (lead, "name"), name->str) == 0);
}

static void
test_a_refusal_comes_back_with_the_portals_words (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command =
    sync_fixture_new_command (CLINIC_COMMAND_ADD_COMMENT, CLINIC_ENTITY_PATIENT, 99999999, "text",
                              "Текст", NULL);

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_REFUSED);
  g_assert_nonnull (clinic_command_get_problem (command));
  g_assert_cmpint (clinic_link_get_failed (fixture->link), ==, 1);
  g_assert_cmpint (clinic_link_get_pending (fixture->link), ==, 0);

  /* it is still there after a restart, and goes when it is let go */
  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_count_commands (fixture) == 1);
  {
    g_autoptr (ClinicCommand) kept =
      g_list_model_get_item (clinic_session_get_commands (fixture->session), 0);

    g_assert_cmpint (clinic_command_get_state (kept), ==, CLINIC_COMMAND_REFUSED);
    g_assert_cmpstr (clinic_command_get_problem (kept), ==, clinic_command_get_problem (command));
    clinic_session_discard_command (fixture->session, kept);
  }
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
  g_assert_cmpint (clinic_link_get_failed (fixture->link), ==, 0);
  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  sync_fixture_iterate (100);
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
}

static ClinicCommand *
new_move (JsonObject *visit, const char *stage)
{
  return sync_fixture_new_command (CLINIC_COMMAND_MOVE_STAGE, CLINIC_ENTITY_APPOINTMENT,
                                   bx_json_get_int (visit, "id", 0), "stage", stage, "from",
                                   bx_json_get_string (visit, "stageId"), NULL);
}

static void
assert_stage (SyncFixture *fixture, JsonObject *visit, const char *stage)
{
  g_autoptr (JsonObject) now = sync_fixture_get_item (fixture, 2, bx_json_get_int (visit, "id", 0));

  g_assert_cmpstr (bx_json_get_string (now, "stageId"), ==, stage);
}

static void
check_move_under (SyncFixture *fixture, const char *kind)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  g_autofree char *confirmed = NULL;
  g_autoptr (ClinicCommand) command = NULL;

  sync_fixture_open (fixture);
  confirmed = find_stage (fixture, "Подтвердил");
  command = new_move (visit, confirmed);
  if (kind != NULL)
    sync_fixture_fault (fixture, kind, "crm.item.update", 1);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  assert_stage (fixture, visit, confirmed);
}

static void
test_an_appointment_moves (SyncFixture *fixture, gconstpointer data)
{
  check_move_under (fixture, NULL);
}

static void
test_a_move_whose_answer_is_lost_is_looked_up (SyncFixture *fixture, gconstpointer data)
{
  check_move_under (fixture, "drop_after");
}

static void
test_a_move_that_did_not_arrive_is_repeated (SyncFixture *fixture, gconstpointer data)
{
  check_move_under (fixture, "drop_before");
}

static void
test_a_colleagues_change_is_not_overwritten (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  g_autofree char *confirmed = NULL;
  g_autofree char *cancelled = NULL;
  g_autoptr (ClinicCommand) command = NULL;

  sync_fixture_open (fixture);
  confirmed = find_stage (fixture, "Подтвердил");
  cancelled = find_stage (fixture, "Отменил");
  command = new_move (visit, confirmed);
  sync_fixture_order (fixture, "edit",
                      "{\"type\":2,\"id\":%" G_GINT64_FORMAT
                      ",\"fields\":{\"stageId\":\"%s\"},\"user\":9}",
                      bx_json_get_int (visit, "id", 0), cancelled);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_CONFLICT);
  g_assert_nonnull (strstr (clinic_command_get_seen (command), "Отменил"));
  assert_stage (fixture, visit, cancelled);

  /* the person has seen it and wants it all the same */
  clinic_session_retry_command (fixture->session, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  assert_stage (fixture, visit, confirmed);
}

static void
test_a_stage_that_is_put_back_silently_is_a_refusal (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  g_autoptr (ClinicCommand) command = new_move (visit, "C5:NO_SUCH_STAGE");

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_REFUSED);
  g_assert_nonnull (clinic_command_get_problem (command));
  assert_stage (fixture, visit, "C5:NEW");
}

static void
test_an_outcome_waits_for_the_lead_of_its_call (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) lead = new_lead (NULL);
  g_autoptr (ClinicCommand) outcome =
    sync_fixture_new_command (CLINIC_COMMAND_CALL_OUTCOME, CLINIC_ENTITY_NONE, 0, "call", "call-1",
                              "note", "Придёт", NULL);
  g_autoptr (JsonNode) comments = NULL;

  sync_fixture_open (fixture);
  sync_fixture_fault (fixture, "drop_before", "crm.item.add", 1);
  sync_fixture_submit (fixture, lead);
  sync_fixture_submit (fixture, outcome);
  WAIT_UNTIL (sync_fixture_is_done (outcome));
  g_assert_true (sync_fixture_is_done (lead));
  comments =
    sync_fixture_call (fixture, "crm.timeline.comment.list",
                       "{\"filter\":{\"ENTITY_ID\":%" G_GINT64_FORMAT ",\"ENTITY_TYPE\":\"lead\"}}",
                       clinic_command_get_result_id (lead));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (comments)), ==, 1);
}

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_a_command_about_nothing_is_not_taken (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command =
    sync_fixture_new_command (CLINIC_COMMAND_ADD_COMMENT, CLINIC_ENTITY_NONE, 0, "text", "Текст",
                              NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_open (fixture);
  clinic_session_submit_async (fixture->session, command, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_false (clinic_session_submit_finish (fixture->session, result, &error));
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_INVALID);
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("outbox/unknown-caller", test_an_unknown_caller_becomes_one_lead);
  SYNC_TEST ("outbox/pressing-twice", test_pressing_twice_makes_one_lead);
  SYNC_TEST ("outbox/drop-after", test_an_answer_lost_after_the_commit_makes_no_second_lead);
  SYNC_TEST ("outbox/drop-late", test_a_commit_after_the_connection_broke_makes_no_second_lead);
  SYNC_TEST ("outbox/drop-before", test_a_request_lost_before_the_commit_is_sent_again);
  SYNC_TEST ("outbox/truncated", test_truncated_answers_make_no_second_lead);
  SYNC_TEST ("outbox/html", test_html_answers_make_no_second_lead);
  SYNC_TEST ("outbox/500", test_a_failing_portal_makes_no_second_lead);
  SYNC_TEST ("outbox/503", test_a_storm_of_503_makes_one_lead);
  SYNC_TEST ("outbox/restart", test_a_command_survives_a_restart_in_the_middle);
  SYNC_TEST ("outbox/offline", test_what_is_done_offline_is_sent_once_after_a_restart);
  SYNC_TEST ("outbox/simple-crm", test_a_portal_without_leads_gets_a_contact_and_a_deal);
  SYNC_TEST ("outbox/comment", test_a_comment_is_written_once_when_its_answer_is_lost);
  SYNC_TEST ("outbox/equal-comments", test_two_equal_comments_are_two);
  SYNC_TEST ("outbox/megabyte", test_a_megabyte_of_markup_passes_unharmed);
  SYNC_TEST ("outbox/refusal", test_a_refusal_comes_back_with_the_portals_words);
  SYNC_TEST ("outbox/move", test_an_appointment_moves);
  SYNC_TEST ("outbox/move-drop-after", test_a_move_whose_answer_is_lost_is_looked_up);
  SYNC_TEST ("outbox/move-drop-before", test_a_move_that_did_not_arrive_is_repeated);
  SYNC_TEST ("outbox/conflict", test_a_colleagues_change_is_not_overwritten);
  SYNC_TEST ("outbox/silent-revert", test_a_stage_that_is_put_back_silently_is_a_refusal);
  SYNC_TEST ("outbox/outcome-of-a-new-lead", test_an_outcome_waits_for_the_lead_of_its_call);
  SYNC_TEST ("outbox/about-nothing", test_a_command_about_nothing_is_not_taken);

  return g_test_run ();
}

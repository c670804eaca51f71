/* test-sync-call-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Today's calls and whose they were, against the demo portal over real HTTP.
 */

#include "sync-fixture.h"

#include "bx-json.h"
#include "clinic-call-record.h"
#include "clinic-missed-group.h"

#define FAMILY "79000000001"
#define SMIRNOVA "79000000004"
#define NOBODY "79000000099"
#define DAY_SECONDS (24 * 60 * 60)

static void
wait_for_desk (SyncFixture *fixture)
{
  WAIT_UNTIL (sync_fixture_is_filled (fixture) &&
              clinic_link_get_calls_state (fixture->link) == CLINIC_LINK_ONLINE);
}

static void
open_desk (SyncFixture *fixture)
{
  fixture->time_scale = 0.2;
  sync_fixture_open (fixture);
  wait_for_desk (fixture);
}

static guint
count_calls (SyncFixture *fixture)
{
  return g_list_model_get_n_items (clinic_session_get_calls (fixture->session));
}

static guint
count_records (SyncFixture *fixture)
{
  return g_list_model_get_n_items (clinic_session_get_call_log (fixture->session));
}

static ClinicCallRecord *
peek_record (SyncFixture *fixture, guint position)
{
  g_autoptr (ClinicCallRecord) record =
    g_list_model_get_item (clinic_session_get_call_log (fixture->session), position);

  return record; /* the list holds it */
}

static ClinicMissedGroup *
peek_missed (SyncFixture *fixture)
{
  g_autoptr (ClinicMissedGroup) group =
    g_list_model_get_item (clinic_session_get_missed (fixture->session), 0);

  return group; /* the list holds it */
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

/* the statistics have the newest call, and the store has told its name */
static gboolean
is_settled (SyncFixture *fixture, const char *id)
{
  ClinicCallRecord *record = count_records (fixture) > 0 ? peek_record (fixture, 0) : NULL;

  return record != NULL && g_strcmp0 (clinic_call_record_get_id (record), id) == 0 &&
         !clinic_call_record_get_live (record);
}

/* (transfer full): a call of the family that this desk answered; the boy is the second of two */
static ClinicCall *
talk_to_family (SyncFixture *fixture)
{
  g_autoptr (ClinicCall) call = NULL;

  ring (fixture, "c1", FAMILY);
  WAIT_UNTIL (count_calls (fixture) == 1);
  call = g_list_model_get_item (clinic_session_get_calls (fixture->session), 0);
  WAIT_UNTIL (clinic_caller_get_state (clinic_call_get_caller (call)) ==
              CLINIC_CALLER_STATE_COMPLETE);
  answer (fixture, "c1", 7);
  WAIT_UNTIL (clinic_call_get_state (call) == CLINIC_CALL_STATE_ANSWERED);

  return g_steal_pointer (&call);
}

static void
choose (SyncFixture *fixture, ClinicCall *call, guint position)
{
  g_autoptr (ClinicCandidate) candidate =
    g_list_model_get_item (clinic_caller_get_candidates (clinic_call_get_caller (call)), position);

  clinic_session_choose_caller (fixture->session, call, candidate);
}

/* (transfer full): "3/1 3/2": what the activity of the newest call is bound to */
static char *
dup_bindings (SyncFixture *fixture)
{
  gint64 activity = clinic_call_record_get_activity_id (peek_record (fixture, 0));
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.activity.binding.list",
                       "{\"activityId\":%" G_GINT64_FORMAT "}", activity);
  JsonArray *rows = json_node_get_array (result);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_string_append_printf (text, "%s%d/%d", i > 0 ? " " : "",
                              (int) bx_json_get_int (row, "entityTypeId", 0),
                              (int) bx_json_get_int (row, "entityId", 0));
    }

  return g_strdup (text->str);
}

static gboolean
is_bound_to (SyncFixture *fixture, const char *expected)
{
  g_autofree char *bindings = is_settled (fixture, "c1") ? dup_bindings (fixture) : NULL;

  return g_strcmp0 (bindings, expected) == 0 && sync_fixture_count_commands (fixture) == 0;
}

/* --- the statistics --- */

static void
test_the_statistics_replace_what_was_seen_live (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCallRecord) record = NULL;

  open_desk (fixture);
  sync_fixture_fault (fixture, "500", "voximplant.statistic.get", 1);
  ring (fixture, "c1", SMIRNOVA);
  WAIT_UNTIL (count_calls (fixture) == 1);
  answer (fixture, "c1", 8);
  WAIT_UNTIL (count_records (fixture) == 1);
  record = g_object_ref (peek_record (fixture, 0));
  g_assert_true (clinic_call_record_get_live (record));
  WAIT_UNTIL (
    g_strcmp0 (clinic_call_record_get_patient_name (record), "Смирнова Анна Викторовна") == 0);
  hang_up (fixture, "c1");
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (!clinic_call_record_get_live (record));
  g_assert_true (peek_record (fixture, 0) == record);
  g_assert_cmpuint (count_records (fixture), ==, 1);
  g_assert_cmpint (clinic_call_record_get_user_id (record), ==, 8);
  g_assert_nonnull (clinic_call_record_get_user_name (record));
  g_assert_cmpint (clinic_call_record_get_duration (record), >, 0);
  g_assert_cmpint (clinic_call_record_get_activity_id (record), >, 0);
  sync_fixture_iterate (200);
  g_assert_cmpstr (clinic_call_record_get_patient_name (record), ==, "Смирнова Анна Викторовна");
}

static void
test_the_portals_patient_gets_a_name (SyncFixture *fixture, gconstpointer data)
{
  fixture->time_scale = 0.2;
  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  clinic_session_set_on_shift (fixture->session, FALSE);
  ring (fixture, "c1", FAMILY);
  hang_up (fixture, "c1");
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (is_settled (fixture, "c1"));
  WAIT_UNTIL (clinic_call_record_get_patient_name (peek_record (fixture, 0)) != NULL);
  g_assert_cmpstr (clinic_call_record_get_patient_name (peek_record (fixture, 0)), ==,
                   "Иванова Анна Сергеевна");
  g_assert_false (clinic_call_record_get_picked (peek_record (fixture, 0)));
}

static void
test_missed_calls_follow_what_becomes_of_them (SyncFixture *fixture, gconstpointer data)
{
  open_desk (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);

      ring (fixture, id, SMIRNOVA);
      WAIT_UNTIL (count_calls (fixture) == i + 1);
      hang_up (fixture, id);
      WAIT_UNTIL (is_settled (fixture, id));
    }
  g_assert_cmpuint (g_list_model_get_n_items (clinic_session_get_missed (fixture->session)), ==, 1);
  g_assert_cmpint (clinic_missed_group_get_count (peek_missed (fixture)), ==, 2);
  g_assert_cmpint (clinic_missed_group_get_state (peek_missed (fixture)), ==,
                   CLINIC_MISSED_WAITING);
  WAIT_UNTIL (clinic_missed_group_get_patient_name (peek_missed (fixture)) != NULL);

  sync_fixture_order (fixture, "clock", "{\"advance\":1200}");
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (clinic_missed_group_get_state (peek_missed (fixture)) == CLINIC_MISSED_LATE);

  ring (fixture, "c9", SMIRNOVA);
  answer (fixture, "c9", 8);
  hang_up (fixture, "c9");
  WAIT_UNTIL (clinic_missed_group_get_state (peek_missed (fixture)) == CLINIC_MISSED_GOT_THROUGH);
}

static void
test_a_call_that_rang_while_the_channel_was_away_is_read (SyncFixture *fixture, gconstpointer data)
{
  open_desk (fixture);
  sync_fixture_order (fixture, "socket", "{\"action\":\"refuse\",\"on\":true}");
  sync_fixture_order (fixture, "socket", "{\"action\":\"kill\",\"user\":7}");
  WAIT_UNTIL (clinic_link_get_calls_state (fixture->link) == CLINIC_LINK_OFFLINE);
  ring (fixture, "c1", NOBODY);
  hang_up (fixture, "c1");
  sync_fixture_forget_journal (fixture);
  sync_fixture_order (fixture, "socket", "{\"action\":\"refuse\",\"on\":false}");
  WAIT_UNTIL (clinic_link_get_calls_state (fixture->link) == CLINIC_LINK_ONLINE);
  WAIT_UNTIL (is_settled (fixture, "c1"));
  g_assert_cmpint (clinic_missed_group_get_count (peek_missed (fixture)), ==, 1);
}

static void
test_many_calls_are_read_page_by_page (SyncFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);

      ring (fixture, id, NOBODY);
      hang_up (fixture, id);
    }
  fixture->time_scale = 0.2;
  sync_fixture_open (fixture);
  WAIT_UNTIL (count_records (fixture) == 120);
  sync_fixture_iterate (200);
  g_assert_cmpuint (sync_fixture_count_requests (fixture, "voximplant.statistic.get"), ==, 3);
}

static void
test_midnight_forgets_yesterday (SyncFixture *fixture, gconstpointer data)
{
  open_desk (fixture);
  ring (fixture, "c1", NOBODY);
  WAIT_UNTIL (count_calls (fixture) == 1);
  hang_up (fixture, "c1");
  WAIT_UNTIL (is_settled (fixture, "c1"));
  g_assert_cmpuint (g_list_model_get_n_items (clinic_session_get_missed (fixture->session)), ==, 1);
  sync_fixture_order (fixture, "clock", "{\"advance\":%d}", DAY_SECONDS);
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (count_records (fixture) == 0);
  WAIT_UNTIL (g_list_model_get_n_items (clinic_session_get_missed (fixture->session)) == 0);
}

static void
test_the_log_is_there_at_once_after_a_start (SyncFixture *fixture, gconstpointer data)
{
  open_desk (fixture);
  ring (fixture, "c1", SMIRNOVA);
  WAIT_UNTIL (count_calls (fixture) == 1);
  hang_up (fixture, "c1");
  WAIT_UNTIL (is_settled (fixture, "c1"));
  sync_fixture_close (fixture);

  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (count_records (fixture) == 1);
  g_assert_cmpint (clinic_missed_group_get_count (peek_missed (fixture)), ==, 1);
  g_assert_cmpstr (clinic_call_record_get_patient_name (peek_record (fixture, 0)), ==,
                   "Смирнова Анна Викторовна");
  sync_fixture_clear_faults (fixture);
}

/* --- whose call it was --- */

static void
check_bound_to_the_boy (SyncFixture *fixture)
{
  WAIT_UNTIL (is_bound_to (fixture, "3/2"));
  g_assert_true (clinic_call_record_get_picked (peek_record (fixture, 0)));
  g_assert_cmpint (clinic_call_record_get_patient_id (peek_record (fixture, 0)), ==, 2);
  g_assert_cmpstr (clinic_call_record_get_patient_name (peek_record (fixture, 0)), ==,
                   "Иванов Миша Алексеевич");
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "activity.bind"), ==, 1);
}

static void
test_a_call_is_bound_to_whom_the_person_picked (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = talk_to_family (fixture);
  choose (fixture, call, 1);
  /* the card is out of the way; the talk goes on */
  clinic_session_put_away (fixture->session, call);
  hang_up (fixture, "c1");
  clinic_session_refresh (fixture->session);
  check_bound_to_the_boy (fixture);
}

static void
test_a_choice_after_the_call_binds_it_too (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = talk_to_family (fixture);
  hang_up (fixture, "c1");
  WAIT_UNTIL (is_settled (fixture, "c1"));
  g_assert_cmpint (clinic_call_record_get_patient_id (peek_record (fixture, 0)), ==, 1);
  choose (fixture, call, 1);
  check_bound_to_the_boy (fixture);
  /* and back again */
  choose (fixture, call, 0);
  WAIT_UNTIL (is_bound_to (fixture, "3/1"));
  g_assert_cmpint (clinic_call_record_get_patient_id (peek_record (fixture, 0)), ==, 1);
}

static void
test_the_portals_own_patient_needs_no_binding (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = talk_to_family (fixture);
  choose (fixture, call, 0);
  hang_up (fixture, "c1");
  WAIT_UNTIL (is_settled (fixture, "c1"));
  sync_fixture_iterate (200);
  g_assert_true (is_bound_to (fixture, "3/1"));
  g_assert_true (clinic_call_record_get_picked (peek_record (fixture, 0)));
  g_assert_cmpuint (sync_fixture_count_requests (fixture, "crm.activity.binding.list"), ==, 0);
}

static void
test_a_choice_outlives_the_application (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = talk_to_family (fixture);
  choose (fixture, call, 1);
  sync_fixture_fault (fixture, "drop_before", "voximplant.statistic.get", -1);
  hang_up (fixture, "c1");
  WAIT_UNTIL (count_records (fixture) == 1);
  g_assert_true (clinic_call_record_get_live (peek_record (fixture, 0)));
  sync_fixture_close (fixture);
  sync_fixture_clear_faults (fixture);
  open_desk (fixture);
  check_bound_to_the_boy (fixture);
  sync_fixture_close (fixture);
  /* the third time there is nothing left to do */
  open_desk (fixture);
  sync_fixture_iterate (200);
  check_bound_to_the_boy (fixture);
}

/* what the computer takes for today has no calls; the first answer says better */
static void
test_the_day_is_the_portals (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;

  sync_fixture_order (fixture, "clock", "{\"advance\":%d}", -2 * DAY_SECONDS);
  open_desk (fixture);
  call = talk_to_family (fixture);
  choose (fixture, call, 1);
  hang_up (fixture, "c1");
  check_bound_to_the_boy (fixture);
  sync_fixture_close (fixture);
  open_desk (fixture);
  WAIT_UNTIL (count_records (fixture) == 1);
  sync_fixture_iterate (200);
  check_bound_to_the_boy (fixture);
}

/* the family's number is that of a lead, whose call the portal gives to the lead */
static void
test_a_call_of_a_lead_is_bound_to_the_patient_as_well (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCandidate) candidate = clinic_candidate_new ();
  g_autoptr (ClinicPatient) patient = clinic_patient_new ();
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  sync_fixture_order (fixture, "add",
                      "{\"type\":1,\"fields\":{\"title\":\"Заявка\",\"fm\":[{\"typeId\":\"PHONE\","
                      "\"valueType\":\"MOBILE\",\"value\":\"+" NOBODY "\"}]}}");
  ring (fixture, "c1", NOBODY);
  WAIT_UNTIL (count_calls (fixture) == 1);
  call = g_list_model_get_item (clinic_session_get_calls (fixture->session), 0);
  clinic_patient_set_id (patient, 3);
  clinic_candidate_set_patient (candidate, patient);
  clinic_session_choose_caller (fixture->session, call, candidate);
  answer (fixture, "c1", 7);
  hang_up (fixture, "c1");
  WAIT_UNTIL (is_settled (fixture, "c1") && sync_fixture_count_commands (fixture) == 0);
  WAIT_UNTIL (sync_fixture_count_writes (fixture, "activity.bind") == 1);
  {
    g_autofree char *bindings = dup_bindings (fixture);

    g_assert_true (g_str_has_prefix (bindings, "1/"));
    g_assert_true (g_str_has_suffix (bindings, " 3/3"));
  }
}

/* the fault's kind is the test's data */
static void
check_bound_under (SyncFixture *fixture, const char *kind, const char *method)
{
  g_autoptr (ClinicCall) call = NULL;

  open_desk (fixture);
  call = talk_to_family (fixture);
  choose (fixture, call, 1);
  sync_fixture_fault (fixture, kind, method, 1);
  hang_up (fixture, "c1");
  check_bound_to_the_boy (fixture);
}

static void
test_a_lost_answer_binds_once (SyncFixture *fixture, gconstpointer data)
{
  check_bound_under (fixture, "drop_after", "crm.activity.binding.move");
}

static void
test_a_lost_request_binds_once (SyncFixture *fixture, gconstpointer data)
{
  check_bound_under (fixture, "drop_before", "crm.activity.binding.move");
}

static void
test_a_lost_question_binds_once (SyncFixture *fixture, gconstpointer data)
{
  check_bound_under (fixture, "500", "crm.activity.binding.list");
}

static void
test_what_a_colleague_bound_stays (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCall) call = NULL;
  g_autoptr (JsonNode) moved = NULL;
  g_autofree char *bindings = NULL;

  open_desk (fixture);
  call = talk_to_family (fixture);
  hang_up (fixture, "c1");
  WAIT_UNTIL (is_settled (fixture, "c1"));
  moved = sync_fixture_call (fixture, "crm.activity.binding.move",
                             "{\"activityId\":%" G_GINT64_FORMAT
                             ",\"sourceEntityTypeId\":3,\"sourceEntityId\":1,"
                             "\"targetEntityTypeId\":3,\"targetEntityId\":7}",
                             clinic_call_record_get_activity_id (peek_record (fixture, 0)));
  choose (fixture, call, 1);
  WAIT_UNTIL (is_bound_to (fixture, "3/2 3/7"));
}

static void
test_an_activity_that_is_gone_is_told (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command =
    sync_fixture_new_command (CLINIC_COMMAND_BIND_CALL, CLINIC_ENTITY_PATIENT, 2, "call", "c1",
                              NULL);
  GVariantDict payload;

  g_variant_dict_init (&payload, NULL);
  g_variant_dict_insert (&payload, "activity", "x", G_GINT64_CONSTANT (99999));
  g_variant_dict_insert (&payload, "from", "x", G_GINT64_CONSTANT (1));
  g_variant_dict_insert (&payload, "to", "x", G_GINT64_CONSTANT (2));
  clinic_command_set_payload (command, g_variant_dict_end (&payload));
  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_REFUSED);
  g_assert_nonnull (clinic_command_get_problem (command));
  clinic_session_discard_command (fixture->session, command);
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("call-log/settled", test_the_statistics_replace_what_was_seen_live);
  SYNC_TEST ("call-log/named", test_the_portals_patient_gets_a_name);
  SYNC_TEST ("call-log/missed", test_missed_calls_follow_what_becomes_of_them);
  SYNC_TEST ("call-log/reconnect", test_a_call_that_rang_while_the_channel_was_away_is_read);
  SYNC_TEST ("call-log/pages", test_many_calls_are_read_page_by_page);
  SYNC_TEST ("call-log/midnight", test_midnight_forgets_yesterday);
  SYNC_TEST ("call-log/stored", test_the_log_is_there_at_once_after_a_start);
  SYNC_TEST ("call-log/bound", test_a_call_is_bound_to_whom_the_person_picked);
  SYNC_TEST ("call-log/bound-later", test_a_choice_after_the_call_binds_it_too);
  SYNC_TEST ("call-log/bound-already", test_the_portals_own_patient_needs_no_binding);
  SYNC_TEST ("call-log/bound-after-restart", test_a_choice_outlives_the_application);
  SYNC_TEST ("call-log/portals-day", test_the_day_is_the_portals);
  SYNC_TEST ("call-log/bound-lead", test_a_call_of_a_lead_is_bound_to_the_patient_as_well);
  SYNC_TEST ("call-log/drop-after", test_a_lost_answer_binds_once);
  SYNC_TEST ("call-log/drop-before", test_a_lost_request_binds_once);
  SYNC_TEST ("call-log/failure", test_a_lost_question_binds_once);
  SYNC_TEST ("call-log/colleague", test_what_a_colleague_bound_stays);
  SYNC_TEST ("call-log/refused", test_an_activity_that_is_gone_is_told);

  return g_test_run ();
}

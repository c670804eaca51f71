/* test-sync-visits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done to appointments: changed, made, made of leads; each exactly once.
 */

#include "sync-fixture.h"

#include "bx-json.h"

#define START 1795338000 /* 22 November 2026, 09:00 UTC */

/* (transfer full): payload: GVariant text of type a{sv} */
static ClinicCommand *
new_command (ClinicCommandKind kind, ClinicEntity entity, gint64 id, const char *format, ...)
{
  ClinicCommand *command = clinic_command_new ();
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *text = NULL;
  g_autoptr (GVariant) payload = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  payload = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);
  g_assert_no_error (error);
  clinic_command_set_id (command, uuid);
  clinic_command_set_kind (command, kind);
  clinic_command_set_entity (command, entity);
  clinic_command_set_entity_id (command, id);
  clinic_command_set_payload (command, payload);

  return command;
}

/* (transfer full): the last item that the filter finds */
static JsonObject *
find_item (SyncFixture *fixture, int type, const char *filter)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.item.list",
                       "{\"entityTypeId\":%d,\"filter\":%s,\"order\":{\"id\":\"DESC\"}}", type,
                       filter);
  JsonArray *items = bx_json_get_array (json_node_get_object (result), "items");

  g_assert_cmpuint (json_array_get_length (items), >, 0);

  return json_object_ref (json_array_get_object_element (items, 0));
}

static guint
count_deals_of (SyncFixture *fixture, gint64 lead)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.item.list",
                       "{\"entityTypeId\":2,\"filter\":{\"=leadId\":%" G_GINT64_FORMAT "}}", lead);

  return json_array_get_length (bx_json_get_array (json_node_get_object (result), "items"));
}

static guint
count_comments (SyncFixture *fixture, gint64 deal_id)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.timeline.comment.list",
                       "{\"filter\":{\"ENTITY_ID\":%" G_GINT64_FORMAT ",\"ENTITY_TYPE\":\"deal\"}}",
                       deal_id);

  return json_array_get_length (json_node_get_array (result));
}

/* (transfer full): an appointment with a time, in its first stage */
static JsonObject *
find_visit (SyncFixture *fixture)
{
  return find_item (fixture, 2, "{\"=stageId\":\"C5:NEW\",\">ufCrmVisitTime\":\"2020-01-01\"}");
}

static gint64
get_id (JsonObject *item)
{
  return bx_json_get_int (item, "id", 0);
}

/* --- changing --- */

static ClinicCommand *
new_reschedule (JsonObject *visit, const char *more)
{
  return new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, CLINIC_ENTITY_APPOINTMENT, get_id (visit),
                      "{'stage': <'C5:NEW'>, 'from': <'C5:NEW'>, 'start': <int64 %d>,"
                      " 'from-start': <int64 %" G_GINT64_FORMAT ">, 'minutes': <int64 45>,"
                      " 'amount': <int64 320050>%s}",
                      START, bx_json_get_unix (visit, "ufCrmVisitTime"), more);
}

static void
test_a_visit_is_rescheduled_in_one_update (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  g_autoptr (ClinicCommand) command =
    new_reschedule (visit, ", 'comment': <'Просила утром + «перезвонить» & 100 %'>");
  g_autoptr (JsonObject) now = NULL;

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.update"), ==, 1);
  now = sync_fixture_get_item (fixture, 2, get_id (visit));
  g_assert_cmpint (bx_json_get_unix (now, "ufCrmVisitTime"), ==, START);
  g_assert_cmpint (bx_json_get_int (now, "ufCrmVisitMinutes", 0), ==, 45);
  g_assert_cmpfloat_with_epsilon (bx_json_get_double (now, "opportunity", 0), 3200.5, 0.001);
  g_assert_cmpstr (bx_json_get_string (now, "comments"), ==,
                   "Просила утром + «перезвонить» & 100 %");
  g_assert_cmpint (clinic_command_get_result_id (command), ==, get_id (visit));
}

/* A portal that keeps the end of a visit, beside its length or instead of it. */
static void
test_the_end_of_a_visit_goes_with_its_start (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  g_autoptr (ClinicCommand) command = new_reschedule (visit, "");
  g_autoptr (JsonObject) now = NULL;
  g_autoptr (JsonNode) made = NULL;

  sync_fixture_order (fixture, "rights", "{\"admin\":{\"user\":7,\"on\":true}}");
  made =
    sync_fixture_call (fixture, "crm.deal.userfield.add",
                       "{\"fields\":{\"FIELD_NAME\":\"VISIT_END\",\"USER_TYPE_ID\":\"datetime\","
                       "\"EDIT_FORM_LABEL\":{\"ru\":\"Окончание приёма\"}}}");
  g_settings_set_string (fixture->settings, "field-visit-end", "ufCrmVisitEnd");
  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  now = sync_fixture_get_item (fixture, 2, get_id (visit));
  g_assert_cmpint (bx_json_get_unix (now, "ufCrmVisitEnd"), ==, START + 45 * 60);
  g_assert_cmpint (bx_json_get_int (now, "ufCrmVisitMinutes", 0), ==, 45);
  g_settings_reset (fixture->settings, "field-visit-end");
}

static void
test_a_comment_that_looks_like_a_reference_stays_as_it_is (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  g_autoptr (ClinicCommand) command =
    new_reschedule (visit, ", 'comment': <'Цена $result[check][items][0][id]?'>");
  g_autoptr (JsonObject) now = NULL;

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.update"), ==, 1);
  now = sync_fixture_get_item (fixture, 2, get_id (visit));
  g_assert_cmpstr (bx_json_get_string (now, "comments"), ==, "Цена $result[check][items][0][id]?");
}

static void
test_another_time_set_meanwhile_is_a_conflict (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  g_autoptr (ClinicCommand) command = new_reschedule (visit, "");
  g_autoptr (JsonObject) now = NULL;
  g_autoptr (JsonObject) after = NULL;
  gint64 seen = 0;

  sync_fixture_open (fixture);
  sync_fixture_order (fixture, "edit",
                      "{\"type\":2,\"id\":%" G_GINT64_FORMAT
                      ",\"fields\":{\"ufCrmVisitTime\":\"2026-11-25T12:00:00+03:00\"},\"user\":9}",
                      get_id (visit));
  sync_fixture_forget_journal (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_CONFLICT);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.update"), ==, 0);
  g_variant_lookup (clinic_command_get_payload (command), "now-start", "x", &seen);
  now = sync_fixture_get_item (fixture, 2, get_id (visit));
  g_assert_cmpint (seen, ==, bx_json_get_unix (now, "ufCrmVisitTime"));

  /* the person has seen it and wants hers all the same */
  clinic_session_retry_command (fixture->session, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  after = sync_fixture_get_item (fixture, 2, get_id (visit));
  g_assert_cmpint (bx_json_get_unix (after, "ufCrmVisitTime"), ==, START);
}

static void
check_change_under (SyncFixture *fixture, const char *kind, const char *method)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  g_autoptr (ClinicCommand) command = new_reschedule (visit, ", 'note': <'Перенесли по просьбе'>");
  guint before = count_comments (fixture, get_id (visit));

  sync_fixture_open (fixture);
  sync_fixture_fault (fixture, kind, method, 2);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.update"), ==, 1);
  g_assert_cmpuint (count_comments (fixture, get_id (visit)), ==, before + 1);
}

static void
test_a_note_is_written_once_when_the_change_is_lost (SyncFixture *fixture, gconstpointer data)
{
  check_change_under (fixture, "drop_after", "crm.item.update");
}

static void
test_a_note_is_written_once_when_its_own_answer_is_lost (SyncFixture *fixture, gconstpointer data)
{
  check_change_under (fixture, "drop_after", "crm.timeline.comment.add");
}

static void
test_a_note_is_written_once_when_it_did_not_arrive (SyncFixture *fixture, gconstpointer data)
{
  check_change_under (fixture, "drop_before", "crm.timeline.comment.*");
}

static void
test_a_note_is_written_once_under_a_storm_of_503 (SyncFixture *fixture, gconstpointer data)
{
  check_change_under (fixture, "503", "crm.timeline.comment.add");
}

static void
test_what_a_field_cannot_take_is_named (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  /* an item that its list does not have */
  g_autoptr (ClinicCommand) command =
    new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, CLINIC_ENTITY_APPOINTMENT, get_id (visit),
                 "{'stage': <'C5:NO_SUCH'>, 'from': <'C5:NEW'>, 'start': <int64 %d>}", START);

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_REFUSED);
  g_assert_nonnull (strstr (clinic_command_get_problem (command), "stage"));
}

/* --- making --- */

#define NEW_VISIT                                                                                  \
  "'start': <int64 1795338000>, 'minutes': <int64 30>, 'title': <'Осмотр $result[a]'>"

static ClinicCommand *
new_visit_of_new_patient (void)
{
  return new_command (CLINIC_COMMAND_CREATE_APPOINTMENT, CLINIC_ENTITY_NONE, 0,
                      "{'last': <'Яковлева'>, 'first': <'Инна'>, 'second': <'Олеговна'>,"
                      " 'phone': <'+79000000777'>, 'birth': <'1990-02-03'>, " NEW_VISIT "}");
}

static void
assert_one_new_visit (SyncFixture *fixture, ClinicCommand *command)
{
  g_autoptr (JsonObject) deal =
    sync_fixture_get_item (fixture, 2, clinic_command_get_result_id (command));
  g_autoptr (JsonObject) contact =
    sync_fixture_get_item (fixture, 3, bx_json_get_int (deal, "contactId", 0));
  g_autofree char *birth = bx_json_dup_date (contact, "birthdate");

  g_assert_cmpuint (sync_fixture_count_writes (fixture, "contact.add"), ==, 1);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, 1);
  g_assert_cmpint (bx_json_get_int (deal, "categoryId", -1), ==, 5);
  g_assert_cmpint (bx_json_get_unix (deal, "ufCrmVisitTime"), ==, START);
  g_assert_cmpstr (bx_json_get_string (deal, "title"), ==, "Осмотр $result[a]");
  g_assert_cmpstr (bx_json_get_string (deal, "originatorId"), ==, "RECEPTION");
  g_assert_cmpstr (bx_json_get_string (deal, "originId"), ==, clinic_command_get_id (command));
  g_assert_cmpstr (bx_json_get_string (contact, "lastName"), ==, "Яковлева");
  g_assert_cmpstr (birth, ==, "1990-02-03");
}

static void
check_create_under (SyncFixture *fixture, const char *kind, int count)
{
  g_autoptr (ClinicCommand) command = new_visit_of_new_patient ();

  sync_fixture_open (fixture);
  if (kind != NULL)
    sync_fixture_fault (fixture, kind, "crm.item.add", count);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpint (clinic_command_get_entity (command), ==, CLINIC_ENTITY_APPOINTMENT);
  assert_one_new_visit (fixture, command);
}

static void
test_a_new_patient_gets_one_visit (SyncFixture *fixture, gconstpointer data)
{
  check_create_under (fixture, NULL, 0);
}

static void
test_lost_answers_make_no_second_patient_or_visit (SyncFixture *fixture, gconstpointer data)
{
  check_create_under (fixture, "drop_after", 2);
}

static void
test_lost_requests_make_one_patient_and_visit (SyncFixture *fixture, gconstpointer data)
{
  check_create_under (fixture, "drop_before", 3);
}

static void
test_a_busy_portal_makes_one_patient_and_visit (SyncFixture *fixture, gconstpointer data)
{
  check_create_under (fixture, "503", 3);
}

static void
test_a_visit_survives_a_restart_between_its_parts (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = new_visit_of_new_patient ();
  g_autoptr (JsonObject) deal = NULL;

  sync_fixture_open (fixture);
  sync_fixture_order (
    fixture, "fault",
    "{\"match\":\"crm.item.add\",\"kind\":\"slow\",\"delay_ms\":400,\"count\":2}");
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_count_writes (fixture, "contact.add") == 1);
  sync_fixture_close (fixture);
  sync_fixture_iterate (500);
  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_count_writes (fixture, "deal.add") == 1 &&
              sync_fixture_count_commands (fixture) == 0);
  sync_fixture_iterate (300);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "contact.add"), ==, 1);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, 1);
}

static void
test_a_known_patient_gets_a_visit (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command =
    new_command (CLINIC_COMMAND_CREATE_APPOINTMENT, CLINIC_ENTITY_NONE, 0,
                 "{'patient': <int64 3>, " NEW_VISIT "}");
  g_autoptr (JsonObject) deal = NULL;

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  deal = sync_fixture_get_item (fixture, 2, clinic_command_get_result_id (command));
  g_assert_cmpint (bx_json_get_int (deal, "contactId", 0), ==, 3);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "contact.add"), ==, 0);
}

/* Whoever makes it may also say that it is to be an appointment. */
static void
test_a_visit_of_no_entity_or_of_its_own_is_new (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command =
    new_command (CLINIC_COMMAND_CREATE_APPOINTMENT, CLINIC_ENTITY_APPOINTMENT, 0,
                 "{'patient': <int64 3>, " NEW_VISIT "}");

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, 1);
}

/* --- of a lead --- */

/* (transfer full): an open lead in its first stage */
static JsonObject *
find_lead (SyncFixture *fixture)
{
  return find_item (fixture, 1, "{\"=stageId\":\"NEW\"}");
}

static ClinicCommand *
new_booking (JsonObject *lead, const char *stage, const char *wait, const char *person)
{
  return new_command (CLINIC_COMMAND_BOOK_LEAD, CLINIC_ENTITY_LEAD, get_id (lead),
                      "{'stage': <'%s'>, 'from': <'NEW'>, 'wait': <%s>, 'start': <int64 %d>%s}",
                      stage, wait, START, person);
}

/* a stage that no robot waits for */
#define UNMANNED "UC_THINKS"
#define ROBOT "CONVERTED"

static void
check_booking_under (SyncFixture *fixture, const char *kind, const char *method)
{
  g_autoptr (JsonObject) lead = find_lead (fixture);
  g_autoptr (ClinicCommand) command = new_booking (lead, UNMANNED, "false", "");
  g_autoptr (JsonObject) deal = NULL;
  g_autoptr (JsonObject) now = NULL;

  sync_fixture_open (fixture);
  if (kind != NULL)
    sync_fixture_fault (fixture, kind, method, 2);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (count_deals_of (fixture, get_id (lead)), ==, 1);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, 1);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "contact.add"), <=, 1);
  g_assert_cmpint (clinic_command_get_entity (command), ==, CLINIC_ENTITY_LEAD);
  deal = sync_fixture_get_item (fixture, 2, clinic_command_get_result_id (command));
  now = sync_fixture_get_item (fixture, 1, get_id (lead));
  g_assert_cmpint (bx_json_get_int (deal, "leadId", 0), ==, get_id (lead));
  g_assert_cmpint (bx_json_get_unix (deal, "ufCrmVisitTime"), ==, START);
  g_assert_cmpint (bx_json_get_int (deal, "contactId", 0), >, 0);
  g_assert_cmpstr (bx_json_get_string (now, "stageId"), ==, UNMANNED);
  g_assert_cmpint (bx_json_get_int (now, "contactId", 0), ==,
                   bx_json_get_int (deal, "contactId", 0));
}

static void
test_a_lead_becomes_one_visit_without_a_robot (SyncFixture *fixture, gconstpointer data)
{
  check_booking_under (fixture, NULL, NULL);
}

static void
test_a_lead_becomes_one_visit_when_adds_are_lost (SyncFixture *fixture, gconstpointer data)
{
  check_booking_under (fixture, "drop_after", "crm.item.add");
}

static void
test_a_lead_becomes_one_visit_when_the_move_is_lost (SyncFixture *fixture, gconstpointer data)
{
  check_booking_under (fixture, "drop_after", "crm.item.update");
}

static void
test_a_lead_becomes_one_visit_on_a_busy_portal (SyncFixture *fixture, gconstpointer data)
{
  check_booking_under (fixture, "503", "crm.item.*");
}

static void
test_a_robots_visit_is_awaited_and_completed (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) lead = find_lead (fixture);
  g_autoptr (ClinicCommand) command =
    new_booking (lead, ROBOT, "true", ", 'patient': <int64 3>, 'doctor': <int64 21>");
  g_autoptr (JsonObject) deal = NULL;

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (count_deals_of (fixture, get_id (lead)), ==, 1);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, 1);
  deal = sync_fixture_get_item (fixture, 2, clinic_command_get_result_id (command));
  g_assert_cmpint (bx_json_get_unix (deal, "ufCrmVisitTime"), ==, START);
  g_assert_cmpint (bx_json_get_int (deal, "ufCrmDoctor", 0), ==, 21);
  g_assert_cmpint (bx_json_get_int (deal, "contactId", 0), ==, 3);
}

static void
test_waiting_for_a_robot_survives_a_restart (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) lead = find_lead (fixture);
  g_autoptr (ClinicCommand) command = new_booking (lead, ROBOT, "true", "");
  g_autoptr (JsonObject) deal = NULL;
  g_autofree char *filter = NULL;

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_count_writes (fixture, "lead.update") > 0);
  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_count_writes (fixture, "deal.add") == 1 &&
              sync_fixture_count_commands (fixture) == 0);
  g_assert_cmpuint (count_deals_of (fixture, get_id (lead)), ==, 1);
  filter = g_strdup_printf ("{\"=leadId\":%" G_GINT64_FORMAT "}", get_id (lead));
  deal = find_item (fixture, 2, filter);
  g_assert_cmpint (bx_json_get_unix (deal, "ufCrmVisitTime"), ==, START);
}

static void
test_a_visit_that_is_there_is_taken (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) lead = find_lead (fixture);
  g_autoptr (ClinicCommand) command = new_booking (lead, UNMANNED, "false", "");
  g_autoptr (JsonObject) now = NULL;

  sync_fixture_open (fixture);
  sync_fixture_order (fixture, "add",
                      "{\"type\":2,\"fields\":{\"categoryId\":5,\"leadId\":%" G_GINT64_FORMAT
                      "},\"user\":9}",
                      get_id (lead));
  sync_fixture_forget_journal (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.add"), ==, 0);
  g_assert_cmpuint (count_deals_of (fixture, get_id (lead)), ==, 1);
  now = sync_fixture_get_item (fixture, 1, get_id (lead));
  g_assert_cmpstr (bx_json_get_string (now, "stageId"), ==, UNMANNED);
}

static void
test_a_family_shares_a_number_and_not_a_card (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) lead = find_lead (fixture);
  g_autoptr (JsonNode) mother = sync_fixture_call (
    fixture, "crm.item.add",
    "{\"entityTypeId\":3,\"fields\":{\"lastName\":\"Яковлева\",\"name\":\"Инна\","
    "\"fm\":[{\"typeId\":\"PHONE\",\"valueType\":\"MOBILE\","
    "\"value\":\"8 (900) 000-07-77\"}]}}");
  gint64 mother_id = get_id (bx_json_get_object (json_node_get_object (mother), "item"));
  g_autoptr (ClinicCommand) son =
    new_booking (lead, UNMANNED, "false",
                 ", 'last': <'Яковлев'>, 'first': <'Миша'>, 'phone': <'+79000000777'>");
  g_autoptr (JsonObject) deal = NULL;

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, son);
  WAIT_UNTIL (sync_fixture_is_done (son));
  deal = sync_fixture_get_item (fixture, 2, clinic_command_get_result_id (son));
  g_assert_cmpint (bx_json_get_int (deal, "contactId", 0), !=, mother_id);
}

static void
test_a_card_with_the_name_and_the_number_is_taken (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) lead = find_lead (fixture);
  g_autoptr (JsonNode) mother = sync_fixture_call (
    fixture, "crm.item.add",
    "{\"entityTypeId\":3,\"fields\":{\"lastName\":\"Яковлева\",\"name\":\"Инна\","
    "\"fm\":[{\"typeId\":\"PHONE\",\"valueType\":\"MOBILE\","
    "\"value\":\"8 (900) 000-07-77\"}]}}");
  gint64 mother_id = get_id (bx_json_get_object (json_node_get_object (mother), "item"));
  g_autoptr (ClinicCommand) command =
    new_booking (lead, UNMANNED, "false",
                 ", 'last': <'яковлева'>, 'first': <'Инна'>, 'phone': <'+79000000777'>");
  g_autoptr (JsonObject) deal = NULL;

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  deal = sync_fixture_get_item (fixture, 2, clinic_command_get_result_id (command));
  g_assert_cmpint (bx_json_get_int (deal, "contactId", 0), ==, mother_id);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("visits/reschedule", test_a_visit_is_rescheduled_in_one_update);
  SYNC_TEST ("visits/end", test_the_end_of_a_visit_goes_with_its_start);
  SYNC_TEST ("visits/reference", test_a_comment_that_looks_like_a_reference_stays_as_it_is);
  SYNC_TEST ("visits/conflict", test_another_time_set_meanwhile_is_a_conflict);
  SYNC_TEST ("visits/note", test_a_note_is_written_once_when_the_change_is_lost);
  SYNC_TEST ("visits/note-drop-after", test_a_note_is_written_once_when_its_own_answer_is_lost);
  SYNC_TEST ("visits/note-drop-before", test_a_note_is_written_once_when_it_did_not_arrive);
  SYNC_TEST ("visits/note-503", test_a_note_is_written_once_under_a_storm_of_503);
  SYNC_TEST ("visits/revert", test_what_a_field_cannot_take_is_named);
  SYNC_TEST ("visits/new-patient", test_a_new_patient_gets_one_visit);
  SYNC_TEST ("visits/new-drop-after", test_lost_answers_make_no_second_patient_or_visit);
  SYNC_TEST ("visits/new-drop-before", test_lost_requests_make_one_patient_and_visit);
  SYNC_TEST ("visits/new-503", test_a_busy_portal_makes_one_patient_and_visit);
  SYNC_TEST ("visits/new-restart", test_a_visit_survives_a_restart_between_its_parts);
  SYNC_TEST ("visits/known-patient", test_a_known_patient_gets_a_visit);
  SYNC_TEST ("visits/new-entity", test_a_visit_of_no_entity_or_of_its_own_is_new);
  SYNC_TEST ("visits/lead", test_a_lead_becomes_one_visit_without_a_robot);
  SYNC_TEST ("visits/lead-adds-lost", test_a_lead_becomes_one_visit_when_adds_are_lost);
  SYNC_TEST ("visits/lead-move-lost", test_a_lead_becomes_one_visit_when_the_move_is_lost);
  SYNC_TEST ("visits/lead-503", test_a_lead_becomes_one_visit_on_a_busy_portal);
  SYNC_TEST ("visits/robot", test_a_robots_visit_is_awaited_and_completed);
  SYNC_TEST ("visits/robot-restart", test_waiting_for_a_robot_survives_a_restart);
  SYNC_TEST ("visits/lead-has-one", test_a_visit_that_is_there_is_taken);
  SYNC_TEST ("visits/family", test_a_family_shares_a_number_and_not_a_card);
  SYNC_TEST ("visits/namesake", test_a_card_with_the_name_and_the_number_is_taken);

  return g_test_run ();
}

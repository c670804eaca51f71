/* test-sync-outcomes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What came of a call is brought to the portal, each part of it once; and an appointment is made
 * of a visit of the medical system once, however many desks find it.
 */

#include "sync-fixture.h"

#include "bx-json.h"

/* an hour after the clinic's clock of the demo portal begins; only that it is the same counts */
#define DUE G_GINT64_CONSTANT (1795266000)
#define ID "%" G_GINT64_FORMAT

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

/* (transfer full): an open visit whose patient may be called, and who was asked whether she comes
 */
static JsonObject *
find_visit (SyncFixture *fixture)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.item.list",
                       "{\"entityTypeId\":2,\"filter\":{\"=categoryId\":5,"
                       "\"=stageSemanticId\":\"P\",\">contactId\":50},"
                       "\"order\":{\"id\":\"DESC\"}}");
  JsonArray *items = bx_json_get_array (json_node_get_object (result), "items");
  gint64 id = 0;

  g_assert_cmpuint (json_array_get_length (items), >, 0);
  id = bx_json_get_int (json_array_get_object_element (items, 0), "id", 0);
  sync_fixture_order (fixture, "edit",
                      "{\"type\":2,\"id\":" ID ",\"fields\":{\"stageId\":\"C5:UC_ZAVTRA\"}}", id);
  sync_fixture_forget_journal (fixture);

  return sync_fixture_get_item (fixture, 2, id);
}

static guint
count_todos (SyncFixture *fixture, gint64 visit)
{
  g_autoptr (JsonNode) rows = sync_fixture_call (fixture, "crm.activity.list",
                                                 "{\"filter\":{\"OWNER_TYPE_ID\":2,\"OWNER_ID\":" ID
                                                 ",\"PROVIDER_ID\":\"CRM_TODO\"}}",
                                                 visit);

  return json_array_get_length (json_node_get_array (rows));
}

static guint
count_comments (SyncFixture *fixture, const char *type, gint64 owner, const char *text)
{
  g_autoptr (JsonNode) rows =
    sync_fixture_call (fixture, "crm.timeline.comment.list",
                       "{\"filter\":{\"ENTITY_TYPE\":\"%s\",\"ENTITY_ID\":" ID "}}", type, owner);
  JsonArray *list = json_node_get_array (rows);
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *row = json_array_get_object_element (list, i);

      if (strstr (bx_json_get_string (row, "COMMENT"), text) != NULL)
        count++;
    }

  return count;
}

/* --- what came of a call --- */

static ClinicCommand *
new_outcome (JsonObject *visit)
{
  return new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, CLINIC_ENTITY_APPOINTMENT,
                      bx_json_get_int (visit, "id", 0),
                      "{'stage': <'C5:UC_SILENT'>, 'from': <'C5:UC_ZAVTRA'>, 'confirmation': <3>,"
                      " 'mark': <'attempts=1 outcome=9'>, 'from-mark': <''>,"
                      " 'todo': <'Перезвонить $result[a]'>, 'todo-due': <int64 " ID ">,"
                      " 'stop': <int64 " ID ">, 'note': <'Просила не звонить'>}",
                      DUE, bx_json_get_int (visit, "contactId", 0));
}

static void
assert_all_once (SyncFixture *fixture, JsonObject *visit)
{
  gint64 id = bx_json_get_int (visit, "id", 0);
  gint64 contact = bx_json_get_int (visit, "contactId", 0);
  g_autoptr (JsonObject) deal = sync_fixture_get_item (fixture, 2, id);
  g_autoptr (JsonObject) patient = sync_fixture_get_item (fixture, 3, contact);

  g_assert_cmpstr (bx_json_get_string (deal, "stageId"), ==, "C5:UC_SILENT");
  g_assert_cmpstr (bx_json_get_string (deal, "ufCrmCallList"), ==, "attempts=1 outcome=9");
  g_assert_cmpint (bx_json_get_int (deal, "ufCrmConfirm", 0), >, 0);
  g_assert_true (bx_json_get_bool (patient, "ufCrmStopCalling", FALSE));
  g_assert_cmpuint (count_todos (fixture, id), ==, 1);
  g_assert_cmpuint (count_comments (fixture, "deal", id, "Просила не звонить"), ==, 1);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "deal.update"), ==, 1);
}

static void
test_all_of_an_outcome_reaches_the_portal (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  g_autoptr (ClinicCommand) command = new_outcome (visit);

  sync_fixture_open (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  assert_all_once (fixture, visit);
  g_assert_cmpuint (count_comments (fixture, "contact", bx_json_get_int (visit, "contactId", 0),
                                    "not to be called"),
                    ==, 0);
}

static void
test_no_part_is_done_twice_when_answers_are_lost (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  g_autoptr (ClinicCommand) command = new_outcome (visit);

  sync_fixture_open (fixture);
  sync_fixture_fault (fixture, "drop_after", "crm.activity.todo.add", 1);
  sync_fixture_fault (fixture, "drop_after", "crm.timeline.comment.add", 1);
  sync_fixture_fault (fixture, "drop_after", "crm.item.update", 1);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  assert_all_once (fixture, visit);
}

static ClinicAppointment *
find_shown (SyncFixture *fixture, gint64 id)
{
  GListModel *list = clinic_book_get_appointments (clinic_session_get_book (fixture->session));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ClinicAppointment) visit = g_list_model_get_item (list, i);

      if (clinic_appointment_get_id (visit) == id)
        return visit;
    }

  return NULL;
}

/* another visit of the same patient says so too, though only one was called about */
static void
test_who_is_not_to_be_called_is_so_everywhere (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  gint64 contact = bx_json_get_int (visit, "contactId", 0);
  gint64 id = bx_json_get_int (visit, "id", 0);
  g_autoptr (JsonNode) made =
    sync_fixture_call (fixture, "crm.item.add",
                       "{\"entityTypeId\":2,\"fields\":{\"categoryId\":5,\"contactIds\":[" ID "]}}",
                       contact);
  JsonObject *item = bx_json_get_object (json_node_get_object (made), "item");
  gint64 other = bx_json_get_int (item, "id", 0);
  g_autoptr (ClinicCommand) command =
    new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, CLINIC_ENTITY_APPOINTMENT, id,
                 "{'mark': <'outcome=9'>, 'stop': <int64 " ID ">}", contact);

  sync_fixture_open (fixture);
  clinic_book_begin_viewing (clinic_session_get_book (fixture->session));
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  WAIT_UNTIL (find_shown (fixture, id) != NULL && find_shown (fixture, other) != NULL &&
              clinic_appointment_get_patient_name (find_shown (fixture, other)) != NULL);
  g_assert_false (clinic_appointment_get_do_not_call (find_shown (fixture, id)));
  sync_fixture_submit (fixture, command);
  g_assert_true (clinic_appointment_get_do_not_call (find_shown (fixture, id)));
  WAIT_UNTIL (sync_fixture_is_done (command));
  WAIT_UNTIL (clinic_appointment_get_do_not_call (find_shown (fixture, other)));
  g_assert_true (clinic_appointment_get_do_not_call (find_shown (fixture, id)));
}

/* also when the index was filled before anybody said which field forbids calls */
static void
test_the_index_knows_who_is_not_to_be_called (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) made =
    sync_fixture_call (fixture, "crm.item.add", "%s",
                       "{\"entityTypeId\":2,\"fields\":{\"categoryId\":5,\"contactIds\":[41]}}");
  JsonObject *item = bx_json_get_object (json_node_get_object (made), "item");
  gint64 id = bx_json_get_int (item, "id", 0);

  g_settings_set_string (fixture->settings, "field-do-not-call", "UF_CRM_NOTHING");
  sync_fixture_open (fixture);
  clinic_book_begin_viewing (clinic_session_get_book (fixture->session));
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  WAIT_UNTIL (find_shown (fixture, id) != NULL &&
              clinic_appointment_get_patient_name (find_shown (fixture, id)) != NULL);
  g_assert_false (clinic_appointment_get_do_not_call (find_shown (fixture, id)));
  sync_fixture_close (fixture);

  g_settings_reset (fixture->settings, "field-do-not-call");
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_shown (fixture, id) != NULL &&
              clinic_appointment_get_do_not_call (find_shown (fixture, id)));
}

static void
test_without_a_field_a_comment_says_it (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  gint64 contact = bx_json_get_int (visit, "contactId", 0);
  g_autoptr (ClinicCommand) command =
    new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, CLINIC_ENTITY_APPOINTMENT,
                 bx_json_get_int (visit, "id", 0), "{'stop': <int64 " ID ">}", contact);

  g_settings_set_string (fixture->settings, "field-do-not-call", "UF_CRM_NOTHING");
  sync_fixture_open (fixture);
  sync_fixture_fault (fixture, "drop_after", "crm.timeline.comment.add", 1);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (count_comments (fixture, "contact", contact, "not to be called"), ==, 1);
  g_settings_reset (fixture->settings, "field-do-not-call");
}

static void
test_a_colleagues_mark_is_not_overwritten (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  gint64 id = bx_json_get_int (visit, "id", 0);
  g_autoptr (ClinicCommand) command = new_outcome (visit);
  g_autoptr (JsonObject) there = NULL;

  sync_fixture_order (fixture, "edit",
                      "{\"type\":2,\"id\":" ID
                      ",\"fields\":{\"ufCrmCallList\":\"by=8\"},\"user\":8}",
                      id);
  sync_fixture_open (fixture);
  sync_fixture_forget_journal (fixture);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_CONFLICT);
  there = sync_fixture_get_item (fixture, 2, id);
  g_assert_cmpstr (bx_json_get_string (there, "ufCrmCallList"), ==, "by=8");
  g_assert_cmpstr (bx_json_get_string (there, "stageId"), ==, "C5:UC_ZAVTRA");
  g_assert_cmpuint (count_todos (fixture, id), ==, 0);

  /* the person has seen it, and wants it so */
  clinic_session_retry_command (fixture->session, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  assert_all_once (fixture, visit);
}

static void
test_an_answer_is_written_and_taken_back (SyncFixture *fixture, gconstpointer data)
{
  static const ClinicConfirmation answers[] = { CLINIC_CONFIRMATION_YES, CLINIC_CONFIRMATION_NO,
                                                CLINIC_CONFIRMATION_UNKNOWN };
  g_autoptr (JsonObject) visit = find_visit (fixture);
  gint64 id = bx_json_get_int (visit, "id", 0);

  sync_fixture_open (fixture);
  clinic_book_begin_viewing (clinic_session_get_book (fixture->session));
  WAIT_UNTIL (find_shown (fixture, id) != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (ClinicCommand) command =
        new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, CLINIC_ENTITY_APPOINTMENT, id,
                     "{'confirmation': <%d>}", (int) answers[i]);

      sync_fixture_submit (fixture, command);
      g_assert_cmpint (clinic_appointment_get_confirmation (find_shown (fixture, id)), ==,
                       answers[i]);
      WAIT_UNTIL (sync_fixture_is_done (command));
      g_assert_cmpint (clinic_appointment_get_confirmation (find_shown (fixture, id)), ==,
                       answers[i]);
    }
}

static void
test_a_visit_gets_its_patient (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) visit = find_visit (fixture);
  gint64 id = bx_json_get_int (visit, "id", 0);
  g_autoptr (ClinicCommand) command =
    new_command (CLINIC_COMMAND_CHANGE_APPOINTMENT, CLINIC_ENTITY_APPOINTMENT, id,
                 "{'patient': <int64 3>, 'origin': <'K-17'>}");
  g_autoptr (JsonObject) deal = NULL;

  sync_fixture_open (fixture);
  clinic_book_begin_viewing (clinic_session_get_book (fixture->session));
  WAIT_UNTIL (find_shown (fixture, id) != NULL);
  sync_fixture_submit (fixture, command);
  g_assert_cmpint (clinic_appointment_get_patient_id (find_shown (fixture, id)), ==, 3);
  g_assert_cmpstr (clinic_appointment_get_mis_id (find_shown (fixture, id)), ==, "K-17");
  WAIT_UNTIL (sync_fixture_is_done (command));
  deal = sync_fixture_get_item (fixture, 2, id);
  g_assert_cmpint (bx_json_get_int (deal, "contactId", 0), ==, 3);
  g_assert_cmpstr (bx_json_get_string (deal, "originId"), ==, "K-17");
  WAIT_UNTIL (g_strcmp0 (clinic_appointment_get_patient_name (find_shown (fixture, id)),
                         "Сидоров Пётр Алексеевич") == 0);
}

/* --- an appointment of a visit --- */

#define KEY "5c0d2c1e-6e8b-11e6-8022-00155d012807"

static ClinicCommand *
new_making (void)
{
  return new_command (CLINIC_COMMAND_CREATE_APPOINTMENT, CLINIC_ENTITY_NONE, 0,
                      "{'patient': <int64 3>, 'start': <int64 " ID ">, 'minutes': <int64 30>,"
                      " 'stage': <'C5:UC_CONFIRM'>, 'origin': <'" KEY "'>}",
                      DUE);
}

static guint
count_made (SyncFixture *fixture)
{
  g_autoptr (JsonNode) result =
    sync_fixture_call (fixture, "crm.item.list",
                       "{\"entityTypeId\":2,\"filter\":{\"=originId\":\"" KEY "\"}}");

  return json_array_get_length (bx_json_get_array (json_node_get_object (result), "items"));
}

static void
test_a_visit_becomes_one_appointment (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) first = new_making ();
  g_autoptr (ClinicCommand) second = new_making ();
  g_autoptr (JsonObject) deal = NULL;

  sync_fixture_open (fixture);
  sync_fixture_fault (fixture, "drop_after", "crm.item.add", 1);
  sync_fixture_submit (fixture, first);
  WAIT_UNTIL (sync_fixture_is_done (first));
  sync_fixture_submit (fixture, second);
  WAIT_UNTIL (sync_fixture_is_done (second));
  g_assert_cmpint (clinic_command_get_result_id (first), ==, clinic_command_get_result_id (second));
  g_assert_cmpuint (count_made (fixture), ==, 1);
  deal = sync_fixture_get_item (fixture, 2, clinic_command_get_result_id (first));
  g_assert_cmpstr (bx_json_get_string (deal, "stageId"), ==, "C5:UC_CONFIRM");
  g_assert_cmpstr (bx_json_get_string (deal, "originatorId"), ==, "RECEPTION-MIS");
}

static void
test_two_desks_make_one_appointment (SyncFixture *fixture, gconstpointer data)
{
  SyncFixture other = *fixture;
  g_autofree char *path = g_build_filename (fixture->directory, "other.db", NULL);

  other.path = path;
  other.user = 8;
  sync_fixture_open (fixture);
  sync_fixture_open (&other);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (ClinicCommand) one = new_making ();
      g_autoptr (ClinicCommand) two = new_making ();
      g_autoptr (JsonNode) gone = NULL;

      sync_fixture_submit (fixture, one);
      sync_fixture_submit (&other, two);
      WAIT_UNTIL (sync_fixture_is_done (one) && sync_fixture_is_done (two));
      g_assert_cmpuint (count_made (fixture), ==, 1);
      g_assert_cmpint (clinic_command_get_result_id (one), ==, clinic_command_get_result_id (two));
      gone = sync_fixture_call (fixture, "crm.item.delete", "{\"entityTypeId\":2,\"id\":" ID "}",
                                clinic_command_get_result_id (one));
    }
  sync_fixture_close (&other);
}

/* --- the portal's own call list --- */

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gint64
share (SyncFixture *fixture, GArray *ids, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  clinic_session_share_call_list_async (fixture->session, ids, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);

  return clinic_session_share_call_list_finish (fixture->session, result, error);
}

static void
test_a_call_list_of_the_portal_is_made (SyncFixture *fixture, gconstpointer data)
{
  static const gint64 some[] = { 3, 1, 3, 0, 2 };
  static const gint64 stranger = 999999;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) strangers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) invalid = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) items = NULL;
  gint64 list;

  sync_fixture_open (fixture);
  g_array_append_vals (ids, some, G_N_ELEMENTS (some));
  list = share (fixture, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpint (list, >, 0);
  items = sync_fixture_call (fixture, "crm.calllist.items.get", "{\"LIST_ID\":" ID "}", list);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (items)), ==, 3);

  g_array_append_val (strangers, stranger);
  g_assert_cmpint (share (fixture, strangers, &refused), ==, 0);
  g_assert_nonnull (refused);
  g_assert_cmpint (share (fixture, nobody, &invalid), ==, 0);
  g_assert_error (invalid, CLINIC_ERROR, CLINIC_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("outcomes/all", test_all_of_an_outcome_reaches_the_portal);
  SYNC_TEST ("outcomes/lost", test_no_part_is_done_twice_when_answers_are_lost);
  SYNC_TEST ("outcomes/everywhere", test_who_is_not_to_be_called_is_so_everywhere);
  SYNC_TEST ("outcomes/index", test_the_index_knows_who_is_not_to_be_called);
  SYNC_TEST ("outcomes/no-field", test_without_a_field_a_comment_says_it);
  SYNC_TEST ("outcomes/mark", test_a_colleagues_mark_is_not_overwritten);
  SYNC_TEST ("outcomes/answer", test_an_answer_is_written_and_taken_back);
  SYNC_TEST ("outcomes/patient", test_a_visit_gets_its_patient);
  SYNC_TEST ("outcomes/one-appointment", test_a_visit_becomes_one_appointment);
  SYNC_TEST ("outcomes/two-desks", test_two_desks_make_one_appointment);
  SYNC_TEST ("outcomes/share", test_a_call_list_of_the_portal_is_made);

  return g_test_run ();
}

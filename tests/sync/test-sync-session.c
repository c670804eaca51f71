/* test-sync-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-fixture.h"

#include "bx-json.h"
#include "clinic-comment.h"
#include "clinic-error.h"
#include "sync-check.h"
#include "sync-sweep.h"

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GPtrArray *
search (SyncFixture *fixture, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  clinic_session_search_async (fixture->session, text, 20, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  found = clinic_session_search_finish (fixture->session, result, &error);
  g_assert_no_error (error);

  return found;
}

/* the number of contacts that the portal's list counts */
static gint64
count_contacts (SyncFixture *fixture)
{
  guint count = 0;

  for (gint64 last = 0;;)
    {
      g_autoptr (JsonNode) result =
        sync_fixture_call (fixture, "crm.contact.list",
                           "{\"filter\":{\">ID\":%" G_GINT64_FORMAT
                           "},\"order\":{\"ID\":\"ASC\"},\"select\":[\"ID\"],\"start\":-1}",
                           last);
      JsonArray *rows = json_node_get_array (result);
      guint length = json_array_get_length (rows);

      count += length;
      if (length < 50)
        return count;
      last = bx_json_get_int (json_array_get_object_element (rows, length - 1), "ID", 0);
    }
}

static void
test_a_session_knows_its_portal (SyncFixture *fixture, gconstpointer data)
{
  GListModel *stages;
  g_autoptr (ClinicStage) first = NULL;

  sync_fixture_open (fixture);
  g_assert_cmpint (clinic_link_get_user_id (fixture->link), ==, 7);
  g_assert_false (clinic_link_get_user_mismatch (fixture->link));
  g_assert_nonnull (clinic_link_get_user_name (fixture->link));
  g_assert_cmpuint (g_strv_length ((char **) clinic_link_get_missing_scopes (fixture->link)), ==,
                    0);
  g_assert_false (clinic_link_get_simple_crm (fixture->link));
  stages = clinic_session_get_stages (fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (stages), >, 5);
  first = g_list_model_get_item (stages, 0);
  g_assert_cmpstr (clinic_stage_get_id (first), ==, "C5:NEW");
  g_assert_cmpint (clinic_stage_get_role (first), ==, CLINIC_STAGE_ROLE_BOOKED);
  WAIT_UNTIL (clinic_link_get_calls_state (fixture->link) == CLINIC_LINK_ONLINE);
}

static void
test_the_index_fills_and_is_searched (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  gint64 contacts = count_contacts (fixture);

  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  g_assert_cmpint (clinic_link_get_sync_done (fixture->link), ==, contacts);
  g_assert_cmpint (clinic_link_get_stored_patients (fixture->link), ==, contacts);
  found = search (fixture, "8 (900) 000-00-03");
  g_assert_cmpuint (found->len, >=, 1);
  g_assert_cmpstr (clinic_patient_get_last_name (g_ptr_array_index (found, 0)), ==, "Сидоров");
}

static void
test_the_filling_resumes_after_failures (SyncFixture *fixture, gconstpointer data)
{
  gint64 contacts = count_contacts (fixture);

  sync_fixture_fault (fixture, "500", "crm.contact.list", 2);
  sync_fixture_open (fixture);
  sync_fixture_iterate (100);
  sync_fixture_close (fixture);
  sync_fixture_fault (fixture, "truncated", "crm.contact.list", 2);
  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  g_assert_cmpint (clinic_link_get_stored_patients (fixture->link), ==, contacts);

  /* the next start only asks for changes */
  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  WAIT_UNTIL (clinic_link_get_stored_patients (fixture->link) == contacts);
  g_assert_false (clinic_link_get_syncing (fixture->link));
}

static void
test_changes_of_others_arrive (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  sync_fixture_order (fixture, "edit",
                      "{\"type\":3,\"id\":3,\"fields\":{\"lastName\":\"Щукинский\"},\"user\":9}");
  sync_fixture_order (fixture, "add",
                      "{\"type\":3,\"fields\":{\"name\":\"Ия\",\"lastName\":\"Новоприбывшая\"},"
                      "\"user\":9}");
  clinic_session_refresh (fixture->session);
  for (guint attempt = 0; attempt < 100; attempt++)
    {
      g_autoptr (GPtrArray) renamed = search (fixture, "Щукинский");
      g_autoptr (GPtrArray) added = search (fixture, "новоприб");

      if (renamed->len == 1 && added->len == 1)
        return;
      sync_fixture_iterate (50);
    }
  g_assert_not_reached ();
}

/* leaves the place of the daily walk over the patients as an earlier day left it */
static void
set_sweep_place (SyncFixture *fixture, const char *place)
{
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_put_document_async (fixture->store, SYNC_SWEEP_DOCUMENT, place, NULL,
                                       on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (store_repository_put_document_finish (fixture->store, result, NULL));
}

static char *
dup_sweep_place (SyncFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_get_document_async (fixture->store, SYNC_SWEEP_DOCUMENT, NULL, on_result_cb,
                                       &result);
  WAIT_UNTIL (result != NULL);

  return store_repository_get_document_finish (fixture->store, result, NULL);
}

static gboolean
is_sweep_done (SyncFixture *fixture)
{
  g_autofree char *place = dup_sweep_place (fixture);
  g_autoptr (JsonNode) node = json_from_string (place != NULL ? place : "{}", NULL);
  JsonObject *object = json_node_get_object (node);

  return bx_json_get_int (object, "done", 0) > 1 && bx_json_get_int (object, "after", -1) == 0;
}

static gboolean
is_known (SyncFixture *fixture, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ClinicPatient) patient = NULL;

  store_repository_get_patient_async (fixture->store, id, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  patient = store_repository_get_patient_finish (fixture->store, result, NULL);

  return patient != NULL;
}

/* fills the index, closes, has contacts deleted meanwhile, and opens again a day later; the portal
 * tells those who were there of a deletion, never those who come later */
static void
come_back_next_day (SyncFixture *fixture, const char *place, const gint64 *deleted, guint length)
{
  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  set_sweep_place (fixture, place);
  sync_fixture_close (fixture);
  for (guint i = 0; i < length; i++)
    sync_fixture_order (fixture, "delete", "{\"type\":3,\"id\":%" G_GINT64_FORMAT ",\"user\":9}",
                        deleted[i]);
  sync_fixture_forget_journal (fixture);
  sync_fixture_open (fixture);
  WAIT_UNTIL (is_sweep_done (fixture));
}

static void
test_a_deleted_contact_leaves_the_index_within_a_day (SyncFixture *fixture, gconstpointer data)
{
  static const gint64 deleted[] = { 3, 40 };
  g_autoptr (GPtrArray) found = NULL;
  gint64 contacts = count_contacts (fixture);

  come_back_next_day (fixture, "{\"after\":0,\"done\":1}", deleted, G_N_ELEMENTS (deleted));
  g_assert_false (is_known (fixture, 3));
  g_assert_false (is_known (fixture, 40));
  g_assert_true (is_known (fixture, 4));
  found = search (fixture, "8 (900) 000-00-03");
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpint (clinic_patient_get_id (g_ptr_array_index (found, i)), !=, 3);
  g_assert_cmpint (count_contacts (fixture), ==, contacts - 2);
}

static void
test_the_walk_over_the_patients_goes_on_where_it_stopped (SyncFixture *fixture, gconstpointer data)
{
  static const gint64 deleted[] = { 3, 40 };

  come_back_next_day (fixture, "{\"after\":20,\"done\":1}", deleted, G_N_ELEMENTS (deleted));
  g_assert_true (is_known (fixture, 3));
  g_assert_false (is_known (fixture, 40));
}

static void
test_a_portal_that_shows_nobody_empties_no_index (SyncFixture *fixture, gconstpointer data)
{
  gint64 deleted[100];

  for (guint i = 0; i < G_N_ELEMENTS (deleted); i++)
    deleted[i] = i + 1;
  g_test_expect_message ("sync-sweep", G_LOG_LEVEL_MESSAGE, "*are kept until asked for");
  come_back_next_day (fixture, "{\"after\":0,\"done\":1}", deleted, G_N_ELEMENTS (deleted));
  g_test_assert_expected_messages ();
  g_assert_true (is_known (fixture, 3));
}

static void
test_the_patients_are_walked_once_a_day (SyncFixture *fixture, gconstpointer data)
{
  static const gint64 deleted[] = { 3 };

  /* an index that was filled just now is not walked */
  come_back_next_day (fixture, NULL, deleted, G_N_ELEMENTS (deleted));
  sync_fixture_iterate (500);
  g_assert_true (is_known (fixture, 3));
}

static GPtrArray *
list_visits (SyncFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *visits;
  gint64 now = clinic_session_get_now (fixture->session);

  store_repository_appointments_between_async (fixture->store, now - 3600, now + 10 * 86400, NULL,
                                               on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  visits = store_repository_appointments_between_finish (fixture->store, result, &error);
  g_assert_no_error (error);

  return visits;
}

static gboolean
has_visits (SyncFixture *fixture)
{
  g_autoptr (GPtrArray) visits = list_visits (fixture);

  return visits->len > 0;
}

static void
test_the_coming_visits_are_in_the_store (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) visits = NULL;
  gint64 id;
  gboolean gone = FALSE;

  sync_fixture_open (fixture);
  WAIT_UNTIL (has_visits (fixture));
  visits = list_visits (fixture);
  id = clinic_appointment_get_id (g_ptr_array_index (visits, 0));
  g_assert_nonnull (clinic_appointment_get_doctor_name (g_ptr_array_index (visits, 0)));
  g_assert_nonnull (clinic_appointment_get_specialty (g_ptr_array_index (visits, 0)));

  /* what is deleted on the portal leaves the store */
  {
    g_autoptr (JsonNode) deleted =
      sync_fixture_call (fixture, "crm.item.delete",
                         "{\"entityTypeId\":2,\"id\":%" G_GINT64_FORMAT "}", id);
  }
  for (guint attempt = 0; attempt < 600 && !gone; attempt++)
    {
      g_autoptr (GPtrArray) now = NULL;

      /* a person who cannot wait, not one who holds the key down */
      if (attempt % 20 == 0)
        clinic_session_refresh (fixture->session);
      sync_fixture_iterate (50);
      now = list_visits (fixture);
      gone = now->len > 0;
      for (guint i = 0; i < now->len; i++)
        gone = gone && clinic_appointment_get_id (g_ptr_array_index (now, i)) != id;
    }
  g_assert_true (gone);
}

static void
test_a_missing_scope_disables_only_its_feature (SyncFixture *fixture, gconstpointer data)
{
  const char *const *missing;

  sync_fixture_order (fixture, "webhook", "{\"scope\":\"telephony\",\"held\":false}");
  sync_fixture_order (fixture, "webhook", "{\"scope\":\"pull_channel\",\"held\":false}");
  sync_fixture_open (fixture);
  missing = clinic_link_get_missing_scopes (fixture->link);
  g_assert_true (g_strv_contains (missing, "telephony"));
  g_assert_true (g_strv_contains (missing, "pull_channel"));
  g_assert_false (g_strv_contains (missing, "crm"));
  WAIT_UNTIL (clinic_link_get_calls_state (fixture->link) == CLINIC_LINK_DENIED);
  g_assert_nonnull (clinic_link_get_calls_problem (fixture->link));
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  g_assert_cmpint (clinic_link_get_state (fixture->link), ==, CLINIC_LINK_ONLINE);
}

static void
test_a_revoked_webhook_is_denied_and_keeps_what_is_stored (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;

  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  sync_fixture_close (fixture);
  sync_fixture_order (fixture, "webhook", "{\"revoked\":true}");
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (clinic_link_get_state (fixture->link) == CLINIC_LINK_DENIED);
  g_assert_nonnull (clinic_link_get_problem (fixture->link));
  /* what was known is still there, the stages too */
  g_assert_cmpuint (g_list_model_get_n_items (clinic_session_get_stages (fixture->session)), >, 5);
  found = search (fixture, "Сидоров");
  g_assert_cmpuint (found->len, >=, 1);
}

static void
test_an_open_file_fills_and_shows_what_waits (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPatientFile) file = NULL;
  g_autoptr (ClinicCommand) command =
    sync_fixture_new_command (CLINIC_COMMAND_ADD_COMMENT, CLINIC_ENTITY_PATIENT, 3, "text",
                              "Перезвонить", NULL);
  GListModel *comments;
  g_autoptr (ClinicComment) comment = NULL;
  guint before;

  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  file = clinic_session_open_patient (fixture->session, 3);
  WAIT_UNTIL (clinic_patient_file_get_state (file) == CLINIC_LOAD_READY);
  g_assert_cmpstr (clinic_patient_get_last_name (clinic_patient_file_get_patient (file)), ==,
                   "Сидоров");
  g_assert_cmpuint (g_list_model_get_n_items (clinic_patient_file_get_past (file)), >, 0);
  /* scenario 1: the last completed visit was six months ago to the day */
  g_assert_cmpint (clinic_patient_file_get_first_visit (file), ==, CLINIC_FIRST_VISIT_YES);

  comments = clinic_patient_file_get_comments (file);
  before = g_list_model_get_n_items (comments);
  sync_fixture_order (fixture, "fault",
                      "{\"match\":\"crm.timeline.comment.add\",\"kind\":\"drop_before\"}");
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (g_list_model_get_n_items (comments) == before + 1);
  comment = g_list_model_get_item (comments, 0);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_DONE);
  g_assert_false (clinic_comment_get_pending (comment));
  g_assert_cmpint (clinic_comment_get_id (comment), ==, clinic_command_get_result_id (command));
  g_assert_cmpuint (g_list_model_get_n_items (comments), ==, before + 1);
}

static void
test_an_open_file_offline_is_stale (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPatientFile) file = NULL;

  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  sync_fixture_fault (fixture, "html", "*", -1);
  file = clinic_session_open_patient (fixture->session, 3);
  WAIT_UNTIL (clinic_patient_file_get_state (file) == CLINIC_LOAD_STALE);
  g_assert_cmpstr (clinic_patient_get_last_name (clinic_patient_file_get_patient (file)), ==,
                   "Сидоров");
  g_assert_cmpint (clinic_patient_file_get_as_of (file), >, 0);
  g_assert_cmpint (clinic_link_get_state (fixture->link), ==, CLINIC_LINK_OFFLINE);
  sync_fixture_clear_faults (fixture);
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (clinic_patient_file_get_state (file) == CLINIC_LOAD_READY);
  WAIT_UNTIL (clinic_link_get_state (fixture->link) == CLINIC_LINK_ONLINE);
}

static void
test_a_patient_who_is_not_there_is_missing (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicPatientFile) file = NULL;
  g_autoptr (ClinicPatientFile) dropped = NULL;

  sync_fixture_open (fixture);
  /* nobody looks at it any more: loading ends in silence */
  dropped = clinic_session_open_patient (fixture->session, 4);
  g_clear_object (&dropped);
  file = clinic_session_open_patient (fixture->session, 88888888);
  WAIT_UNTIL (clinic_patient_file_get_state (file) == CLINIC_LOAD_MISSING);
}

static void
test_off_shift_no_calls_are_routed_here (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_open (fixture);
  WAIT_UNTIL (clinic_link_get_calls_state (fixture->link) == CLINIC_LINK_ONLINE);
  clinic_session_set_on_shift (fixture->session, FALSE);
  g_assert_cmpint (clinic_link_get_calls_state (fixture->link), ==, CLINIC_LINK_PAUSED);
  sync_fixture_order (fixture, "ring", "{\"number\":\"79000000003\",\"users\":[7],\"id\":\"c1\"}");
  sync_fixture_iterate (200);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_session_get_calls (fixture->session)), ==, 0);
  clinic_session_set_on_shift (fixture->session, TRUE);
  WAIT_UNTIL (clinic_link_get_calls_state (fixture->link) == CLINIC_LINK_ONLINE);
}

static void
test_a_lost_channel_says_since_when (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_open (fixture);
  WAIT_UNTIL (clinic_link_get_calls_state (fixture->link) == CLINIC_LINK_ONLINE);
  sync_fixture_order (fixture, "socket", "{\"action\":\"refuse\",\"on\":true}");
  sync_fixture_order (fixture, "socket", "{\"action\":\"kill\",\"user\":7}");
  WAIT_UNTIL (clinic_link_get_calls_state (fixture->link) == CLINIC_LINK_OFFLINE);
  g_assert_cmpint (clinic_link_get_calls_since (fixture->link), >, 0);
  sync_fixture_order (fixture, "socket", "{\"action\":\"refuse\",\"on\":false}");
  WAIT_UNTIL (clinic_link_get_calls_state (fixture->link) == CLINIC_LINK_ONLINE);
}

static void
dial (SyncFixture *fixture, const char *number, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  clinic_session_dial_async (fixture->session, number, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  clinic_session_dial_finish (fixture->session, result, error);
}

static void
test_dialling_uses_the_users_line (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sync_fixture_open (fixture);
  dial (fixture, "8 900 000-00-03", &error);
  g_assert_no_error (error);
  dial (fixture, "8 900 000-00-03", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sync_fixture_count_requests (fixture, "voximplant.callback.start"), ==, 2);
  g_assert_cmpuint (sync_fixture_count_requests (fixture, "voximplant.user.getDefaultLineId"), ==,
                    1);
  g_settings_set_string (fixture->settings, "dial-line", "no-such-line");
  dial (fixture, "8 900 000-00-03", &error);
  g_assert_error (error, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN);
}

static void
test_forgetting_leaves_nothing (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  sync_fixture_open (fixture);
  WAIT_UNTIL (sync_fixture_is_filled (fixture));
  clinic_session_forget_async (fixture->session, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (clinic_session_forget_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  found = search (fixture, "Сидоров");
  g_assert_cmpuint (found->len, ==, 0);
}

/* --- the welcome page's check --- */

static ClinicLink *
check (const char *address, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sync_check_address_async (address, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);

  return sync_check_address_finish (result, error);
}

static void
assert_check_fails (const char *address, ClinicError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicLink) link = check (address, &error);

  g_assert_null (link);
  g_assert_error (error, CLINIC_ERROR, (int) code);
  /* the address is a password */
  g_assert_null (strstr (error->message, "s3cr3t"));
}

static void
test_a_good_address_says_whose_it_is (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicLink) link = NULL;

  sync_fixture_order (fixture, "webhook", "{\"scope\":\"call\",\"held\":false}");
  link = check (demo_portal_get_url (fixture->portal), &error);
  g_assert_no_error (error);
  g_assert_cmpint (clinic_link_get_user_id (link), ==, 7);
  g_assert_cmpstr (clinic_link_get_missing_scopes (link)[0], ==, "call");
  g_assert_null (clinic_link_get_missing_scopes (link)[1]);
}

static void
on_web_page_cb (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  static const char page[] = "<!doctype html><title>Парикмахерская</title>";

  soup_server_message_set_status (message, GPOINTER_TO_UINT (user_data), NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, page, strlen (page));
}

/* something answers, but it is no Bitrix24 */
static void
check_web_site (guint status)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  GSList *uris;

  soup_server_add_handler (server, NULL, on_web_page_cb, GUINT_TO_POINTER (status), NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("http://127.0.0.1:%d/rest/7/s3cr3t/", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  assert_check_fails (url, CLINIC_ERROR_BROKEN);
  soup_server_disconnect (server);
}

static void
test_bad_addresses_fail_each_in_its_way (SyncFixture *fixture, gconstpointer data)
{
  const char *url = demo_portal_get_url (fixture->portal);

  assert_check_fails ("вебхук", CLINIC_ERROR_INVALID);
  assert_check_fails ("http://example.com/rest/7/s3cr3t/", CLINIC_ERROR_INVALID);
  assert_check_fails ("http://127.0.0.1:1/rest/7/s3cr3t/", CLINIC_ERROR_OFFLINE);
  check_web_site (200);
  check_web_site (404);
  /* a gateway's page before a portal that is down */
  sync_fixture_fault (fixture, "html", "*", 1);
  assert_check_fails (url, CLINIC_ERROR_OFFLINE);
  sync_fixture_order (fixture, "webhook", "{\"revoked\":true}");
  assert_check_fails (url, CLINIC_ERROR_FORBIDDEN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("session/knows-its-portal", test_a_session_knows_its_portal);
  SYNC_TEST ("session/index-fills", test_the_index_fills_and_is_searched);
  SYNC_TEST ("session/filling-resumes", test_the_filling_resumes_after_failures);
  SYNC_TEST ("session/changes", test_changes_of_others_arrive);
  SYNC_TEST ("session/deleted", test_a_deleted_contact_leaves_the_index_within_a_day);
  SYNC_TEST ("session/walk-resumes", test_the_walk_over_the_patients_goes_on_where_it_stopped);
  SYNC_TEST ("session/walk-nobody", test_a_portal_that_shows_nobody_empties_no_index);
  SYNC_TEST ("session/walk-daily", test_the_patients_are_walked_once_a_day);
  SYNC_TEST ("session/coming-visits", test_the_coming_visits_are_in_the_store);
  SYNC_TEST ("session/missing-scope", test_a_missing_scope_disables_only_its_feature);
  SYNC_TEST ("session/revoked", test_a_revoked_webhook_is_denied_and_keeps_what_is_stored);
  SYNC_TEST ("session/file", test_an_open_file_fills_and_shows_what_waits);
  SYNC_TEST ("session/file-offline", test_an_open_file_offline_is_stale);
  SYNC_TEST ("session/file-missing", test_a_patient_who_is_not_there_is_missing);
  SYNC_TEST ("session/off-shift", test_off_shift_no_calls_are_routed_here);
  SYNC_TEST ("session/lost-channel", test_a_lost_channel_says_since_when);
  SYNC_TEST ("session/dial", test_dialling_uses_the_users_line);
  SYNC_TEST ("session/forget", test_forgetting_leaves_nothing);
  SYNC_TEST ("check/good", test_a_good_address_says_whose_it_is);
  SYNC_TEST ("check/bad", test_bad_addresses_fail_each_in_its_way);

  return g_test_run ();
}

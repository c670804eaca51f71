/* test-store-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "clinic-file.h"

#define NOW 1800000000

/* --- visits --- */

static void
add_visit (GPtrArray *list, gint64 id, gint64 patient, gint64 start, ClinicStageKind kind)
{
  ClinicAppointment *appointment = clinic_appointment_new ();
  g_autoptr (ClinicStage) stage = clinic_stage_new ();

  clinic_appointment_set_id (appointment, id);
  clinic_appointment_set_patient_id (appointment, patient);
  clinic_appointment_set_start (appointment, start);
  clinic_appointment_set_kind (appointment, kind);
  clinic_appointment_set_stage (appointment, stage);
  clinic_appointment_set_stage_id (appointment, "C5:NEW");
  clinic_appointment_set_title (appointment, "<b>Приём</b>");
  clinic_appointment_set_doctor_name (appointment, "Орлова");
  clinic_appointment_set_minutes (appointment, 30);
  clinic_appointment_set_amount (appointment, 250000);
  clinic_appointment_set_confirmation (appointment, CLINIC_CONFIRMATION_YES);
  clinic_appointment_set_modified (appointment, NOW);
  g_ptr_array_add (list, appointment);
}

static void
put_visits (StoreFixture *fixture)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  add_visit (list, 1, 7, NOW - 90 * 86400, CLINIC_STAGE_KIND_SUCCESS);
  add_visit (list, 2, 7, NOW - 30 * 86400, CLINIC_STAGE_KIND_SUCCESS);
  add_visit (list, 3, 7, NOW - 20 * 86400, CLINIC_STAGE_KIND_FAILURE);
  add_visit (list, 4, 7, NOW - 86400, CLINIC_STAGE_KIND_PROCESS);
  add_visit (list, 5, 7, NOW - 20 * 60, CLINIC_STAGE_KIND_PROCESS);
  add_visit (list, 6, 7, NOW + 86400, CLINIC_STAGE_KIND_PROCESS);
  add_visit (list, 7, 8, NOW + 86400, CLINIC_STAGE_KIND_FAILURE);
  store_repository_put_appointments_async (fixture->repository, list, NULL,
                                           on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  g_assert_true (store_repository_put_appointments_finish (fixture->repository, result, NULL));
}

static GPtrArray *
identify (StoreFixture *fixture, const char *number)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_identify_async (fixture->repository, number, NOW, NULL,
                                   on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);

  return store_repository_identify_finish (fixture->repository, result, NULL);
}

static void
test_a_caller_comes_with_the_next_and_the_last_visit (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) candidates = NULL;
  ClinicCandidate *first = NULL;
  ClinicCandidate *second = NULL;

  store_fixture_put (fixture, 7, "Котова", "Ия", NULL, "+79000000007");
  store_fixture_put (fixture, 8, "Котов", "Лев", NULL, "+79000000007");
  put_visits (fixture);
  candidates = identify (fixture, "89000000007");

  g_assert_cmpuint (candidates->len, ==, 2);
  first = g_ptr_array_index (candidates, 0);
  second = g_ptr_array_index (candidates, 1);
  /* twenty minutes late is still the visit that is meant */
  g_assert_cmpint (clinic_appointment_get_id (clinic_candidate_get_next (first)), ==, 5);
  g_assert_cmpint (clinic_appointment_get_id (clinic_candidate_get_last (first)), ==, 2);
  g_assert_cmpint (clinic_candidate_get_visits (first), ==, -1);
  g_assert_null (clinic_candidate_get_next (second));
  g_assert_null (clinic_candidate_get_last (second));
}

static void
test_visits_come_back_as_they_were_by_their_start (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) of = NULL;
  g_autoptr (GAsyncResult) between = NULL;
  g_autoptr (GPtrArray) hers = NULL;
  g_autoptr (GPtrArray) day = NULL;
  ClinicAppointment *visit = NULL;

  put_visits (fixture);
  store_repository_appointments_of_async (fixture->repository, 7, NULL, on_store_fixture_answer_cb,
                                          &answer);
  of = store_fixture_wait (&answer);
  hers = store_repository_appointments_of_finish (fixture->repository, of, NULL);
  store_repository_appointments_between_async (fixture->repository, NOW - 1200, NOW + 86400, NULL,
                                               on_store_fixture_answer_cb, &answer);
  between = store_fixture_wait (&answer);
  day = store_repository_appointments_between_finish (fixture->repository, between, NULL);

  g_assert_cmpuint (hers->len, ==, 6);
  g_assert_cmpuint (day->len, ==, 1);
  visit = g_ptr_array_index (hers, 0);
  g_assert_cmpint (clinic_appointment_get_id (visit), ==, 1);
  g_assert_cmpint (clinic_appointment_get_kind (visit), ==, CLINIC_STAGE_KIND_SUCCESS);
  g_assert_null (clinic_appointment_get_stage (visit));
  g_assert_cmpstr (clinic_appointment_get_stage_id (visit), ==, "C5:NEW");
  g_assert_cmpstr (clinic_appointment_get_title (visit), ==, "<b>Приём</b>");
  g_assert_cmpstr (clinic_appointment_get_doctor_name (visit), ==, "Орлова");
  g_assert_cmpint (clinic_appointment_get_minutes (visit), ==, 30);
  g_assert_cmpint (clinic_appointment_get_amount (visit), ==, 250000);
  g_assert_cmpint (clinic_appointment_get_confirmation (visit), ==, CLINIC_CONFIRMATION_YES);
  g_assert_cmpint (clinic_appointment_get_modified (visit), ==, NOW);
}

static void
test_a_removed_visit_is_gone (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) of = NULL;
  g_autoptr (GPtrArray) hers = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = 7;

  put_visits (fixture);
  g_array_append_val (ids, id);
  store_repository_remove_appointments_async (fixture->repository, ids, NULL,
                                              on_store_fixture_answer_cb, &answer);
  removed = store_fixture_wait (&answer);
  g_assert_true (store_repository_remove_appointments_finish (fixture->repository, removed, NULL));
  store_repository_appointments_of_async (fixture->repository, 8, NULL, on_store_fixture_answer_cb,
                                          &answer);
  of = store_fixture_wait (&answer);
  hers = store_repository_appointments_of_finish (fixture->repository, of, NULL);
  g_assert_cmpuint (hers->len, ==, 0);
}

/* --- calls --- */

static void
add_call (GPtrArray *list, const char *id, const char *number, gint64 patient, gint64 start)
{
  ClinicCallRecord *record = clinic_call_record_new ();

  clinic_call_record_set_id (record, id);
  clinic_call_record_set_number (record, number);
  clinic_call_record_set_patient_id (record, patient);
  clinic_call_record_set_start (record, start);
  clinic_call_record_set_code (record, "304");
  g_ptr_array_add (list, record);
}

static void
put_calls (StoreFixture *fixture)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  store_fixture_put (fixture, 7, "Котова", "Ия", NULL, "+79000000007|+79000000001");
  store_fixture_put (fixture, 8, "Котов", "Лев", NULL, "+79000000007");
  add_call (list, "alone", "79000000001", 0, NOW);
  add_call (list, "shared", "79000000007", 0, NOW + 1);
  add_call (list, "bound", "79000000007", 8, NOW + 2);
  add_call (list, "hidden", "", 0, NOW + 3);
  add_call (list, "old", "79000000001", 0, NOW - 100);
  store_repository_put_calls_async (fixture->repository, list, NULL, on_store_fixture_answer_cb,
                                    &answer);
  result = store_fixture_wait (&answer);
  g_assert_true (store_repository_put_calls_finish (fixture->repository, result, NULL));
}

static char *
describe_calls (GPtrArray *calls)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < calls->len; i++)
    {
      ClinicCallRecord *record = g_ptr_array_index (calls, i);
      const char *name = clinic_call_record_get_patient_name (record);

      g_string_append_printf (text, "%s(%s) ", clinic_call_record_get_id (record),
                              name != NULL ? name : "");
    }

  return g_string_free (text, FALSE);
}

static void
test_calls_get_a_name_only_when_it_is_certain (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  g_autofree char *text = NULL;

  put_calls (fixture);
  store_repository_calls_since_async (fixture->repository, NOW, NULL, on_store_fixture_answer_cb,
                                      &answer);
  result = store_fixture_wait (&answer);
  calls = store_repository_calls_since_finish (fixture->repository, result, NULL);
  text = describe_calls (calls);

  g_assert_cmpstr (text, ==, "hidden() bound(Котов Лев) shared() alone(Котова Ия) ");
}

static void
test_calls_of_a_patient_leave_out_her_familys (StoreFixture *fixture, gconstpointer data)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) hers = NULL;
  g_autoptr (GAsyncResult) his = NULL;
  g_autoptr (GPtrArray) her_calls = NULL;
  g_autoptr (GPtrArray) his_calls = NULL;
  g_autofree char *her_text = NULL;
  g_autofree char *his_text = NULL;

  put_calls (fixture);
  store_repository_calls_of_async (fixture->repository, 7, 10, NULL, on_store_fixture_answer_cb,
                                   &answer);
  hers = store_fixture_wait (&answer);
  her_calls = store_repository_calls_of_finish (fixture->repository, hers, NULL);
  store_repository_calls_of_async (fixture->repository, 8, 1, NULL, on_store_fixture_answer_cb,
                                   &answer);
  his = store_fixture_wait (&answer);
  his_calls = store_repository_calls_of_finish (fixture->repository, his, NULL);
  her_text = describe_calls (her_calls);
  his_text = describe_calls (his_calls);

  g_assert_cmpstr (her_text, ==, "shared() alone(Котова Ия) old(Котова Ия) ");
  g_assert_cmpstr (his_text, ==, "bound(Котов Лев) ");
}

/* --- documents --- */

static char *
get_document (StoreFixture *fixture, const char *name)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_get_document_async (fixture->repository, name, NULL, on_store_fixture_answer_cb,
                                       &answer);
  result = store_fixture_wait (&answer);

  return store_repository_get_document_finish (fixture->repository, result, NULL);
}

static void
put_document (StoreFixture *fixture, const char *name, const char *text)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_put_document_async (fixture->repository, name, text, NULL,
                                       on_store_fixture_answer_cb, &answer);
  result = store_fixture_wait (&answer);
  g_assert_true (store_repository_put_document_finish (fixture->repository, result, NULL));
}

static void
test_a_document_is_put_replaced_and_removed (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *none = get_document (fixture, "stages");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *removed = NULL;

  put_document (fixture, "stages", "{}");
  first = get_document (fixture, "stages");
  put_document (fixture, "stages", "");
  second = get_document (fixture, "stages");
  put_document (fixture, "stages", NULL);
  removed = get_document (fixture, "stages");

  g_assert_null (none);
  g_assert_cmpstr (first, ==, "{}");
  g_assert_cmpstr (second, ==, "");
  g_assert_null (removed);
}

static void
on_merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = store_repository_merge_document_finish (STORE_REPOSITORY (source), result, NULL);
}

static void
test_what_is_merged_into_a_document_at_once_is_all_there (StoreFixture *fixture, gconstpointer data)
{
  static const char *const patches[] = { "{\"a\":1,\"b\":{\"x\":1}}", "{\"b\":{\"y\":2}}", "{}" };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *kept = NULL;
  char **texts[] = { &first, &second, &third };

  put_document (fixture, "notes", "not JSON");
  for (guint i = 0; i < G_N_ELEMENTS (patches); i++)
    store_repository_merge_document_async (fixture->repository, "notes", patches[i], NULL,
                                           on_merged_cb, texts[i]);
  while (third == NULL)
    g_main_context_iteration (NULL, TRUE);
  kept = get_document (fixture, "notes");

  g_assert_cmpstr (first, ==, "{\"a\":1,\"b\":{\"x\":1}}");
  g_assert_cmpstr (third, ==, "{\"a\":1,\"b\":{\"x\":1,\"y\":2}}");
  g_assert_cmpstr (second, ==, third);
  g_assert_cmpstr (kept, ==, third);
}

/* --- outbox --- */

static void
test_commands_keep_their_order_when_they_change (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) commands = NULL;
  g_autoptr (ClinicCommand) changed = NULL;
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) put = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GPtrArray) left = NULL;
  const char *text = NULL;

  store_fixture_put_command (fixture, "b", "Просила <b>перезвонить</b> 'завтра'");
  store_fixture_put_command (fixture, "a", "второй");
  commands = store_fixture_list_commands (fixture);
  changed = g_object_ref (g_ptr_array_index (commands, 0));
  clinic_command_set_state (changed, CLINIC_COMMAND_CONFLICT);
  clinic_command_set_problem (changed, "занято");
  store_repository_put_command_async (fixture->repository, changed, NULL,
                                      on_store_fixture_answer_cb, &answer);
  put = store_fixture_wait (&answer);
  g_assert_true (store_repository_put_command_finish (fixture->repository, put, NULL));
  g_clear_pointer (&commands, g_ptr_array_unref);
  commands = store_fixture_list_commands (fixture);

  g_assert_cmpuint (commands->len, ==, 2);
  g_clear_object (&changed);
  changed = g_object_ref (g_ptr_array_index (commands, 0));
  g_assert_cmpstr (clinic_command_get_id (changed), ==, "b");
  g_assert_cmpint (clinic_command_get_state (changed), ==, CLINIC_COMMAND_CONFLICT);
  g_assert_cmpstr (clinic_command_get_problem (changed), ==, "занято");
  g_assert_true (g_variant_lookup (clinic_command_get_payload (changed), "text", "&s", &text));
  g_assert_cmpstr (text, ==, "Просила <b>перезвонить</b> 'завтра'");

  store_repository_remove_command_async (fixture->repository, "b", NULL, on_store_fixture_answer_cb,
                                         &answer);
  removed = store_fixture_wait (&answer);
  g_assert_true (store_repository_remove_command_finish (fixture->repository, removed, NULL));
  left = store_fixture_list_commands (fixture);
  g_assert_cmpuint (left->len, ==, 1);
}

/* --- the feed --- */

static ClinicPost *
make_post (gint64 id, gint64 published, ClinicPostState state)
{
  ClinicPost *post = clinic_post_new ();
  g_autoptr (GListStore) files = g_list_store_new (CLINIC_TYPE_FILE);
  g_autoptr (ClinicFile) file = clinic_file_new ();

  clinic_post_set_id (post, id);
  clinic_post_set_published (post, published);
  clinic_post_set_important (post, state != CLINIC_POST_PLAIN);
  clinic_post_set_state (post, state);
  clinic_post_set_title (post, "Приказ <b>14</b>");
  clinic_post_set_text (post, "[B]Прочитать[/B]\nвсем");
  clinic_post_set_read (post, NOW);
  clinic_post_set_revision (post, "b");
  clinic_post_set_read_revision (post, "a");
  clinic_file_set_id (file, id + 500);
  clinic_file_set_object_id (file, id + 9000);
  clinic_file_set_name (file, "приказ.pdf");
  clinic_file_set_size (file, 1234);
  g_list_store_append (files, file);
  clinic_post_set_files (post, G_LIST_MODEL (files));

  return post;
}

static void
put_posts (StoreFixture *fixture, GPtrArray *posts)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_put_posts_async (fixture->repository, posts, NULL, on_store_fixture_answer_cb,
                                    &answer);
  result = store_fixture_wait (&answer);
  g_assert_true (store_repository_put_posts_finish (fixture->repository, result, NULL));
}

static GPtrArray *
list_posts (StoreFixture *fixture)
{
  GAsyncResult *answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  store_repository_list_posts_async (fixture->repository, NULL, on_store_fixture_answer_cb,
                                     &answer);
  result = store_fixture_wait (&answer);

  return store_repository_list_posts_finish (fixture->repository, result, NULL);
}

static void
test_posts_come_back_newest_first_with_their_files (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (ClinicFile) file = NULL;
  GAsyncResult *answer = NULL;
  gint64 gone = 2;
  ClinicPost *first;

  g_ptr_array_add (posts, make_post (1, NOW - 60, CLINIC_POST_UNREAD));
  g_ptr_array_add (posts, make_post (2, NOW, CLINIC_POST_READ));
  put_posts (fixture, posts);
  put_posts (fixture, posts);
  kept = list_posts (fixture);
  g_assert_cmpuint (kept->len, ==, 2);
  first = g_ptr_array_index (kept, 0);
  g_assert_cmpint (clinic_post_get_id (first), ==, 2);
  g_assert_cmpint (clinic_post_get_state (first), ==, CLINIC_POST_READ);
  g_assert_cmpstr (clinic_post_get_title (first), ==, "Приказ <b>14</b>");
  g_assert_cmpstr (clinic_post_get_text (first), ==, "[B]Прочитать[/B]\nвсем");
  g_assert_cmpint (clinic_post_get_read (first), ==, NOW);
  g_assert_cmpstr (clinic_post_get_read_revision (first), ==, "a");
  g_assert_cmpuint (g_list_model_get_n_items (clinic_post_get_files (first)), ==, 1);
  file = g_list_model_get_item (clinic_post_get_files (first), 0);
  g_assert_cmpint (clinic_file_get_id (file), ==, 502);
  g_assert_cmpint (clinic_file_get_object_id (file), ==, 9002);
  g_assert_cmpstr (clinic_file_get_name (file), ==, "приказ.pdf");
  g_assert_cmpstr (clinic_file_get_content_type (file), ==, "application/pdf");

  g_array_append_val (ids, gone);
  store_repository_remove_posts_async (fixture->repository, ids, NULL, on_store_fixture_answer_cb,
                                       &answer);
  removed = store_fixture_wait (&answer);
  g_assert_true (store_repository_remove_posts_finish (fixture->repository, removed, NULL));
  rest = list_posts (fixture);
  g_assert_cmpuint (rest->len, ==, 1);
}

static void
test_an_unread_post_outlives_thousands_of_newer_ones (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) kept = NULL;

  g_ptr_array_add (posts, make_post (1, NOW - 9000, CLINIC_POST_UNREAD));
  g_ptr_array_add (posts, make_post (2, NOW - 8000, CLINIC_POST_READ));
  for (gint64 id = 3; id < 2603; id++)
    g_ptr_array_add (posts, make_post (id, NOW - 5000 + id, CLINIC_POST_PLAIN));
  put_posts (fixture, posts);
  kept = list_posts (fixture);
  g_assert_cmpuint (kept->len, ==, 2501);
  g_assert_cmpint (clinic_post_get_id (g_ptr_array_index (kept, kept->len - 1)), ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/records/" name, StoreFixture, GINT_TO_POINTER (TRUE), store_fixture_set_up,  \
              func, store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-caller-comes-with-the-next-and-the-last-visit",
       test_a_caller_comes_with_the_next_and_the_last_visit);
  ADD ("visits-come-back-as-they-were-by-their-start",
       test_visits_come_back_as_they_were_by_their_start);
  ADD ("a-removed-visit-is-gone", test_a_removed_visit_is_gone);
  ADD ("calls-get-a-name-only-when-it-is-certain", test_calls_get_a_name_only_when_it_is_certain);
  ADD ("calls-of-a-patient-leave-out-her-familys", test_calls_of_a_patient_leave_out_her_familys);
  ADD ("a-document-is-put-replaced-and-removed", test_a_document_is_put_replaced_and_removed);
  ADD ("what-is-merged-into-a-document-at-once-is-all-there",
       test_what_is_merged_into_a_document_at_once_is_all_there);
  ADD ("posts-come-back-newest-first-with-their-files",
       test_posts_come_back_newest_first_with_their_files);
  ADD ("an-unread-post-outlives-thousands-of-newer-ones",
       test_an_unread_post_outlives_thousands_of_newer_ones);
  ADD ("commands-keep-their-order-when-they-change",
       test_commands_keep_their_order_when_they_change);

  return g_test_run ();
}

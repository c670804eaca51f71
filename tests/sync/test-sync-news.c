/* test-sync-news.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-fixture.h"

#include "bx-json.h"
#include "clinic-colleague.h"
#include "clinic-department.h"
#include "clinic-error.h"
#include "sync-news-map.h"

#include <string.h>

#define VOTE "socialnetwork.api.livefeed.blogpost.important.vote"
#define READERS "log.blogpost.getusers.important"

/* of the demo clinic */
#define EXPIRED 401
#define ENTITIES 402
#define WITH_PDF 404
#define MICRO 405
#define WITH_PNG 409
#define TO_DEPARTMENTS 410
#define NEWEST 412
#define N_POSTS 11

static ClinicNews *
get_news (SyncFixture *fixture)
{
  return clinic_session_get_news (fixture->session);
}

static guint
count_posts (SyncFixture *fixture)
{
  return g_list_model_get_n_items (clinic_news_get_posts (get_news (fixture)));
}

/* (transfer none) (nullable) */
static ClinicPost *
find_post (SyncFixture *fixture, gint64 id)
{
  GListModel *posts = clinic_news_get_posts (get_news (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (ClinicPost) post = g_list_model_get_item (posts, i);

      if (clinic_post_get_id (post) == id)
        return post;
    }

  return NULL;
}

static ClinicPostState
get_state (SyncFixture *fixture, gint64 id)
{
  ClinicPost *post = find_post (fixture, id);

  return post != NULL ? clinic_post_get_state (post) : CLINIC_POST_PLAIN;
}

static void
open_news (SyncFixture *fixture)
{
  sync_fixture_open (fixture);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_UNREAD &&
              get_state (fixture, WITH_PDF) == CLINIC_POST_READ);
}

/* (transfer full) */
static ClinicCommand *
new_read (SyncFixture *fixture, gint64 id, gint64 at)
{
  ClinicCommand *command = clinic_command_new ();
  const char *revision = clinic_post_get_revision (find_post (fixture, id));
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "post", "x", id);
  g_variant_dict_insert (&dict, "at", "x", at);
  g_variant_dict_insert (&dict, "revision", "s", revision);
  clinic_command_set_kind (command, CLINIC_COMMAND_READ_POST);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));

  return command;
}

static ClinicCommand *
new_comment (gint64 id, const char *text)
{
  ClinicCommand *command = clinic_command_new ();
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "post", "x", id);
  g_variant_dict_insert (&dict, "text", "s", text);
  clinic_command_set_kind (command, CLINIC_COMMAND_COMMENT_POST);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));

  return command;
}

static gboolean
has_voted (SyncFixture *fixture, gint64 id)
{
  g_autoptr (JsonNode) readers =
    sync_fixture_call (fixture, READERS, "{\"POST_ID\":%" G_GINT64_FORMAT "}", id);
  JsonArray *ids = json_node_get_array (readers);

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      if (g_str_equal (json_array_get_string_element (ids, i), "7"))
        return TRUE;
    }

  return FALSE;
}

/* --- reading --- */

static void
test_the_feed_comes_with_names_files_and_who_has_read (SyncFixture *fixture, gconstpointer data)
{
  GListModel *posts;
  g_autoptr (ClinicPost) first = NULL;
  g_autoptr (ClinicFile) file = NULL;
  ClinicPost *post;

  open_news (fixture);
  posts = clinic_news_get_posts (get_news (fixture));
  g_assert_cmpint (clinic_news_get_state (get_news (fixture)), ==, CLINIC_LOAD_READY);
  g_assert_cmpint (clinic_news_get_as_of (get_news (fixture)), >, 0);
  g_assert_false (clinic_news_has_more (get_news (fixture)));
  /* one is for the accountants */
  g_assert_cmpuint (count_posts (fixture), ==, N_POSTS);
  first = g_list_model_get_item (posts, 0);
  g_assert_cmpint (clinic_post_get_id (first), ==, NEWEST);
  g_assert_cmpstr (clinic_post_get_author_name (first), ==, "Громова Елена");
  g_assert_cmpint (clinic_post_get_until (first), >, clinic_post_get_published (first));
  g_assert_cmpint ((clinic_post_get_until (first) + 3 * 3600) % 86400, ==, 0);
  g_assert_cmpint (clinic_post_get_comments (first), ==, 1);
  g_assert_true (
    g_str_has_suffix (clinic_post_get_address (first), "/company/personal/user/1/blog/412/"));
  g_assert_null (strstr (clinic_post_get_address (first), "s3cr3t"));

  post = find_post (fixture, EXPIRED);
  g_assert_cmpint (clinic_post_get_state (post), ==, CLINIC_POST_UNREAD);
  g_assert_cmpint (clinic_post_get_until (post), <, clinic_session_get_now (fixture->session));
  post = find_post (fixture, MICRO);
  g_assert_null (clinic_post_get_title (post));
  g_assert_cmpint (clinic_post_get_state (post), ==, CLINIC_POST_PLAIN);
  post = find_post (fixture, ENTITIES);
  g_assert_nonnull (strstr (clinic_post_get_text (post), "\"через дорогу\""));
  g_assert_nonnull (strstr (clinic_post_get_text (post), "снимком & планом"));
  g_assert_nonnull (strstr (clinic_post_get_text (post), "цена < 1000"));

  post = find_post (fixture, WITH_PNG);
  file = g_list_model_get_item (clinic_post_get_files (post), 0);
  WAIT_UNTIL (clinic_file_get_name (file) != NULL);
  g_assert_cmpstr (clinic_file_get_name (file), ==, "Пропущенные.png");
  g_assert_cmpstr (clinic_file_get_content_type (file), ==, "image/png");
  g_assert_cmpint (clinic_file_get_size (file), >, 100);
  /* [DISK FILE ID=n9002] of its text */
  g_assert_cmpint (clinic_file_get_object_id (file), ==, 9002);
}

static void
test_a_new_post_an_edited_one_and_a_deleted_one_are_seen (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  ClinicPost *kept;
  gint64 id;

  open_news (fixture);
  kept = find_post (fixture, MICRO);
  answer = sync_fixture_control (fixture, "post",
                                 "{\"title\":\"Собрание\",\"text\":\"В 9:00\",\"important\":true}");
  id = json_object_get_int_member (answer, "id");
  clinic_news_refresh (get_news (fixture));
  WAIT_UNTIL (get_state (fixture, id) == CLINIC_POST_UNREAD);

  sync_fixture_order (fixture, "call",
                      "{\"method\":\"log.blogpost.update\",\"user\":1,\"params\":{\"POST_ID\":%d,"
                      "\"POST_MESSAGE\":\"Зонт нашёлся\"}}",
                      MICRO);
  clinic_news_refresh (get_news (fixture));
  WAIT_UNTIL (g_str_equal (clinic_post_get_text (kept), "Зонт нашёлся"));
  g_assert_true (find_post (fixture, MICRO) == kept);

  sync_fixture_order (fixture, "call",
                      "{\"method\":\"log.blogpost.delete\",\"user\":1,\"params\":{\"POST_ID\":%d}}",
                      (int) id);
  clinic_news_refresh (get_news (fixture));
  WAIT_UNTIL (find_post (fixture, id) == NULL);
}

static void
test_older_posts_are_read_page_by_page (SyncFixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 100; i++)
    sync_fixture_order (fixture, "post", "{\"title\":\"Новость %d\",\"text\":\"Текст\"}", i);
  sync_fixture_open (fixture);
  WAIT_UNTIL (count_posts (fixture) == 50);
  WAIT_UNTIL (clinic_news_has_more (get_news (fixture)));
  clinic_news_load_more (get_news (fixture));
  clinic_news_load_more (get_news (fixture));
  WAIT_UNTIL (count_posts (fixture) == 100);
  g_assert_true (clinic_news_has_more (get_news (fixture)));
  clinic_news_load_more (get_news (fixture));
  WAIT_UNTIL (count_posts (fixture) == 100 + N_POSTS);
  WAIT_UNTIL (!clinic_news_has_more (get_news (fixture)));
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_UNREAD);

  /* an unread one far down that is deleted does not ask for ever */
  sync_fixture_order (fixture, "call",
                      "{\"method\":\"log.blogpost.delete\",\"user\":1,\"params\":{\"POST_ID\":%d}}",
                      NEWEST);
  clinic_news_refresh (get_news (fixture));
  WAIT_UNTIL (find_post (fixture, NEWEST) == NULL);
  /* the first page, which was read again, is not where the older ones begin again */
  g_assert_false (clinic_news_has_more (get_news (fixture)));

  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  WAIT_UNTIL (count_posts (fixture) == 99 + N_POSTS);
  /* what is kept is no answer to who wants more */
  WAIT_UNTIL (clinic_news_has_more (get_news (fixture)));
  clinic_news_load_more (get_news (fixture));
  WAIT_UNTIL (!clinic_news_has_more (get_news (fixture)));
}

static void
test_what_was_read_is_shown_without_the_portal (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicFile) file = NULL;
  gint64 as_of;

  open_news (fixture);
  file = g_list_model_get_item (clinic_post_get_files (find_post (fixture, WITH_PDF)), 0);
  WAIT_UNTIL (clinic_file_get_name (file) != NULL);
  as_of = clinic_news_get_as_of (get_news (fixture));
  sync_fixture_close (fixture);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (count_posts (fixture) == N_POSTS);
  WAIT_UNTIL (clinic_news_get_state (get_news (fixture)) == CLINIC_LOAD_STALE);
  WAIT_UNTIL (clinic_news_get_as_of (get_news (fixture)) >= as_of);
  g_assert_cmpint (get_state (fixture, NEWEST), ==, CLINIC_POST_UNREAD);
  g_assert_cmpint (get_state (fixture, WITH_PDF), ==, CLINIC_POST_READ);
  sync_fixture_clear_faults (fixture);
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (clinic_news_get_state (get_news (fixture)) == CLINIC_LOAD_READY);
}

static void
test_a_missing_scope_is_named_and_breaks_nothing_else (SyncFixture *fixture, gconstpointer data)
{
  sync_fixture_order (fixture, "webhook", "{\"scope\":\"log\",\"held\":false}");
  sync_fixture_open (fixture);
  WAIT_UNTIL (clinic_news_get_state (get_news (fixture)) == CLINIC_LOAD_MISSING);
  g_assert_true (g_strv_contains (clinic_link_get_missing_scopes (fixture->link), "log"));
  g_assert_cmpint (clinic_link_get_state (fixture->link), ==, CLINIC_LINK_ONLINE);
  g_assert_cmpuint (count_posts (fixture), ==, 0);

  /* the box is ticked */
  sync_fixture_order (fixture, "webhook", "{\"scope\":\"log\",\"held\":true}");
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (clinic_news_get_state (get_news (fixture)) == CLINIC_LOAD_READY);
  WAIT_UNTIL (count_posts (fixture) == N_POSTS);
}

/* --- «Я прочитал» --- */

static void
test_read_is_said_only_when_the_portal_lists_the_reader (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (ClinicCommand) twice = NULL;

  open_news (fixture);
  sync_fixture_order (fixture, "readers", "{\"held\":true}");
  command = new_read (fixture, NEWEST, 1795262400);
  twice = new_read (fixture, NEWEST, 1795262401);
  sync_fixture_submit (fixture, command);
  g_assert_cmpint (get_state (fixture, NEWEST), ==, CLINIC_POST_SENT);
  sync_fixture_submit (fixture, twice);
  g_assert_cmpuint (sync_fixture_count_commands (fixture), ==, 1);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_WAITING);
  g_assert_cmpint (clinic_post_get_read (find_post (fixture, NEWEST)), ==, 1795262400);
  sync_fixture_iterate (300);
  g_assert_cmpint (get_state (fixture, NEWEST), ==, CLINIC_POST_WAITING);
  g_assert_cmpint (clinic_link_get_pending (fixture->link), ==, 1);

  sync_fixture_order (fixture, "readers", "{\"held\":false}");
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_READ);
  g_assert_cmpint (clinic_post_get_read (find_post (fixture, NEWEST)), ==, 1795262400);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "post.vote"), ==, 1);
  WAIT_UNTIL (sync_fixture_count_commands (fixture) == 0);

  /* the time of the press outlives the session */
  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_READ);
  g_assert_cmpint (clinic_post_get_read (find_post (fixture, NEWEST)), ==, 1795262400);
}

static void
test_what_is_read_offline_arrives_once (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;

  open_news (fixture);
  sync_fixture_close (fixture);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_UNREAD);
  command = new_read (fixture, NEWEST, 1795262400);
  sync_fixture_submit (fixture, command);
  g_assert_cmpint (get_state (fixture, NEWEST), ==, CLINIC_POST_SENT);

  /* the computer is switched off */
  sync_fixture_close (fixture);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_SENT);
  g_assert_cmpint (clinic_post_get_read (find_post (fixture, NEWEST)), ==, 1795262400);
  g_assert_false (has_voted (fixture, NEWEST));
  sync_fixture_clear_faults (fixture);
  clinic_session_refresh (fixture->session);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_READ);
  g_assert_true (has_voted (fixture, NEWEST));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "post.vote"), ==, 1);
  g_assert_cmpint (clinic_post_get_read (find_post (fixture, NEWEST)), ==, 1795262400);
}

static void
test_a_vote_whose_answer_is_lost_is_not_given_again (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;

  open_news (fixture);
  sync_fixture_fault (fixture, "drop_after", VOTE, 1);
  command = new_read (fixture, NEWEST, 1795262400);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_READ);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "post.vote"), ==, 1);
}

static void
test_a_vote_that_waits_goes_on_after_a_restart (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;

  open_news (fixture);
  sync_fixture_order (fixture, "readers", "{\"held\":true}");
  command = new_read (fixture, NEWEST, 1795262400);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_WAITING);
  sync_fixture_iterate (200);
  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_WAITING);
  sync_fixture_order (fixture, "readers", "{\"held\":false}");
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_READ);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "post.vote"), ==, 1);
}

static void
expect_refusal (SyncFixture *fixture)
{
  g_autoptr (ClinicCommand) command = new_read (fixture, NEWEST, 1795262400);

  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_REFUSED);
  g_assert_nonnull (clinic_post_get_problem (find_post (fixture, NEWEST)));
  g_assert_cmpint (clinic_command_get_state (command), ==, CLINIC_COMMAND_REFUSED);
  g_assert_false (has_voted (fixture, NEWEST));
  clinic_session_discard_command (fixture->session, command);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_UNREAD);
  g_assert_null (clinic_post_get_problem (find_post (fixture, NEWEST)));
}

static void
test_a_portal_without_the_vote_is_never_a_receipt (SyncFixture *fixture, gconstpointer data)
{
  open_news (fixture);
  sync_fixture_order (fixture, "method", "{\"name\":\"" VOTE "\",\"missing\":true}");
  expect_refusal (fixture);
  sync_fixture_order (fixture, "method", "{\"name\":\"" VOTE "\",\"missing\":false}");
  sync_fixture_order (fixture, "webhook", "{\"scope\":\"socialnetwork\",\"held\":false}");
  expect_refusal (fixture);
}

static void
test_an_edited_post_is_asked_again (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (ClinicCommand) again = NULL;

  open_news (fixture);
  command = new_read (fixture, NEWEST, 1795262400);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_READ);
  sync_fixture_order (fixture, "call",
                      "{\"method\":\"log.blogpost.update\",\"user\":1,\"params\":{\"POST_ID\":%d,"
                      "\"POST_TITLE\":\"Новый порядок\",\"POST_MESSAGE\":\"Со вторника.\"}}",
                      NEWEST);
  clinic_news_refresh (get_news (fixture));
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_UNREAD);
  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_UNREAD);
  again = new_read (fixture, NEWEST, 1795262500);
  sync_fixture_submit (fixture, again);
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_READ);
  g_assert_cmpint (clinic_post_get_read (find_post (fixture, NEWEST)), ==, 1795262500);
}

static void
test_what_was_read_in_the_browser_is_read_here (SyncFixture *fixture, gconstpointer data)
{
  open_news (fixture);
  sync_fixture_order (fixture, "read", "{\"post\":%d,\"users\":[7]}", NEWEST);
  clinic_news_refresh (get_news (fixture));
  WAIT_UNTIL (get_state (fixture, NEWEST) == CLINIC_POST_READ);
  g_assert_cmpint (clinic_post_get_read (find_post (fixture, NEWEST)), ==, 0);
}

/* --- comments --- */

static guint
count_own_comments (SyncFixture *fixture)
{
  g_autoptr (JsonNode) result = sync_fixture_call (fixture, "log.blogcomment.user.get", "{}");

  return json_array_get_length (
    json_object_get_array_member (json_node_get_object (result), "comments"));
}

static void
test_a_comment_is_written_once (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) plain = new_comment (NEWEST, "Поняла & <делаю>");
  g_autoptr (ClinicCommand) lost = new_comment (NEWEST, "Готово");
  g_autoptr (ClinicCommand) same = new_comment (NEWEST, "Готово");
  guint before;

  open_news (fixture);
  before = count_own_comments (fixture);
  sync_fixture_submit (fixture, plain);
  WAIT_UNTIL (sync_fixture_is_done (plain));
  WAIT_UNTIL (clinic_post_get_comments (find_post (fixture, NEWEST)) == 2);
  sync_fixture_fault (fixture, "drop_after", "log.blogcomment.add", 1);
  sync_fixture_submit (fixture, lost);
  WAIT_UNTIL (sync_fixture_is_done (lost));
  g_assert_cmpuint (count_own_comments (fixture), ==, before + 2);
  /* the portal says that it is there already */
  sync_fixture_submit (fixture, same);
  WAIT_UNTIL (sync_fixture_is_done (same));
  g_assert_cmpuint (count_own_comments (fixture), ==, before + 2);
}

/* --- who has read --- */

static gboolean
has_user (GListModel *list, gint64 id)
{
  return sync_fixture_find_colleague (list, id) != NULL;
}

static void
test_the_author_sees_who_has_not_read (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicReadership) everybody = NULL;

  fixture->user = 1;
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture, NEWEST) != NULL);
  everybody = clinic_news_open_readership (get_news (fixture), find_post (fixture, NEWEST));
  g_assert_cmpint (clinic_readership_get_state (everybody), ==, CLINIC_LOAD_LOADING);
  WAIT_UNTIL (clinic_readership_get_state (everybody) == CLINIC_LOAD_READY);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_readership_get_readers (everybody)), ==, 3);
  g_assert_true (has_user (clinic_readership_get_readers (everybody), 8));
  g_assert_nonnull (clinic_readership_get_missing (everybody));
  g_assert_true (has_user (clinic_readership_get_missing (everybody), 7));
  g_assert_true (has_user (clinic_readership_get_missing (everybody), 27));
  g_assert_false (has_user (clinic_readership_get_missing (everybody), 8));
  g_assert_false (has_user (clinic_readership_get_missing (everybody), 1));
}

static void
test_departments_stand_for_those_who_work_there (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicReadership) readership = NULL;

  fixture->user = 5;
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture, TO_DEPARTMENTS) != NULL);
  readership =
    clinic_news_open_readership (get_news (fixture), find_post (fixture, TO_DEPARTMENTS));
  WAIT_UNTIL (clinic_readership_get_state (readership) == CLINIC_LOAD_READY);
  /* 5 7 8 9 11 and 12 13 14, less 8, 12 and its author */
  g_assert_cmpuint (g_list_model_get_n_items (clinic_readership_get_missing (readership)), ==, 5);
  g_assert_true (has_user (clinic_readership_get_missing (readership), 14));
  g_assert_false (has_user (clinic_readership_get_missing (readership), 27));
}

static void
test_who_did_not_write_it_sees_the_readers_alone (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicReadership) readership = NULL;
  g_autoptr (ClinicReadership) refused = NULL;

  open_news (fixture);
  readership = clinic_news_open_readership (get_news (fixture), find_post (fixture, NEWEST));
  WAIT_UNTIL (clinic_readership_get_state (readership) == CLINIC_LOAD_READY);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_readership_get_readers (readership)), ==, 4);
  g_assert_null (clinic_readership_get_missing (readership));

  sync_fixture_order (fixture, "method", "{\"name\":\"" READERS "\",\"missing\":true}");
  refused = clinic_news_open_readership (get_news (fixture), find_post (fixture, NEWEST));
  WAIT_UNTIL (clinic_readership_get_state (refused) == CLINIC_LOAD_MISSING);
  g_assert_nonnull (clinic_readership_get_problem (refused));
}

static ClinicReadership *
open_readership (SyncFixture *fixture, gint64 id)
{
  ClinicReadership *readership =
    clinic_news_open_readership (get_news (fixture), find_post (fixture, id));

  WAIT_UNTIL (clinic_readership_get_state (readership) == CLINIC_LOAD_READY);

  return readership;
}

static void
test_departments_and_the_plan_of_today_are_told (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicReadership) readership = NULL;
  g_autoptr (ClinicReadership) again = NULL;
  g_autoptr (ClinicDepartment) department = NULL;
  GListModel *missing;
  ClinicColleague *colleague;
  guint n_working = 0;
  gint64 noticed;

  fixture->user = 1;
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture, NEWEST) != NULL);
  readership = open_readership (fixture, NEWEST);
  missing = clinic_readership_get_missing (readership);
  colleague = sync_fixture_find_colleague (missing, 14);
  department = g_list_model_get_item (clinic_colleague_get_departments (colleague), 0);
  g_assert_cmpstr (clinic_department_get_name (department), ==, "Колл-центр");
  g_assert_true (clinic_colleague_get_planned (colleague));
  g_assert_false (clinic_colleague_get_planned (sync_fixture_find_colleague (missing, 27)));
  /* who does not work here any more is missed by nobody */
  g_assert_false (has_user (missing, 10));
  for (guint i = 0; i < g_list_model_get_n_items (missing); i++)
    {
      g_autoptr (ClinicColleague) one = g_list_model_get_item (missing, i);
      gint64 start = clinic_colleague_get_shift_start (one);

      g_assert_true (start == 0 || clinic_colleague_get_shift_end (one) == start + 12 * 3600);
      n_working += start > 0;
    }
  g_assert_cmpuint (n_working, >, 0);
  g_assert_cmpuint (n_working, <, g_list_model_get_n_items (missing));

  /* when they were first seen among the readers stays the same */
  colleague = sync_fixture_find_colleague (clinic_readership_get_readers (readership), 8);
  noticed = clinic_colleague_get_noticed (colleague);
  g_assert_cmpint (noticed, >, 0);
  again = open_readership (fixture, NEWEST);
  colleague = sync_fixture_find_colleague (clinic_readership_get_readers (again), 8);
  g_assert_cmpint (clinic_colleague_get_noticed (colleague), ==, noticed);
}

static void
test_without_the_calendar_the_readers_are_told_all_the_same (SyncFixture *fixture,
                                                             gconstpointer data)
{
  g_autoptr (ClinicReadership) readership = NULL;

  fixture->user = 1;
  sync_fixture_order (fixture, "method", "{\"name\":\"calendar.event.get\",\"missing\":true}");
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture, NEWEST) != NULL);
  readership = open_readership (fixture, NEWEST);
  g_assert_false (clinic_colleague_get_planned (
    sync_fixture_find_colleague (clinic_readership_get_missing (readership), 7)));
}

static void
test_a_group_stands_for_its_members_who_work_here (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) open_group = NULL;
  g_autoptr (JsonObject) closed_group = NULL;
  g_autoptr (ClinicReadership) told = NULL;
  g_autoptr (ClinicReadership) not_told = NULL;
  gint64 id;
  gint64 other;

  fixture->user = 5;
  open_group = sync_fixture_control (fixture, "post",
                                     "{\"title\":\"Группа\",\"text\":\"Текст\",\"user\":5,"
                                     "\"dest\":[\"SG4\"],\"important\":true}");
  closed_group = sync_fixture_control (fixture, "post",
                                       "{\"title\":\"Врачам\",\"text\":\"Текст\",\"user\":5,"
                                       "\"dest\":[\"SG6\"],\"important\":true}");
  id = json_object_get_int_member (open_group, "id");
  other = json_object_get_int_member (closed_group, "id");
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture, id) != NULL && find_post (fixture, other) != NULL);
  told = open_readership (fixture, id);
  /* 1 8 12; she wrote it, and 10 was dismissed */
  g_assert_cmpuint (g_list_model_get_n_items (clinic_readership_get_missing (told)), ==, 3);
  g_assert_true (has_user (clinic_readership_get_missing (told), 12));
  not_told = open_readership (fixture, other);
  g_assert_null (clinic_readership_get_missing (not_told));
}

/* --- what managers write --- */

/* (transfer full) */
static ClinicCommand *
new_reminder (void)
{
  ClinicCommand *command = clinic_command_new ();
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "post", "x", (gint64) NEWEST);
  g_variant_dict_insert (&dict, "at", "x", G_GINT64_CONSTANT (1795273200));
  g_variant_dict_insert_value (&dict, "users", g_variant_new_parsed ("[@x 7, 9]"));
  g_variant_dict_insert (&dict, "title", "s", "Новый порядок");
  clinic_command_set_kind (command, CLINIC_COMMAND_REMIND_READERS);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));

  return command;
}

static void
test_a_reminder_goes_to_each_and_is_remembered (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = new_reminder ();
  g_autoptr (ClinicReadership) readership = NULL;

  fixture->user = 1;
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture, NEWEST) != NULL);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "notify.add"), ==, 2);
  readership = open_readership (fixture, NEWEST);
  g_assert_cmpint (clinic_readership_get_reminded (readership), ==, 1795273200);
}

static void
test_a_reminder_that_may_not_be_sent_is_refused (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = new_reminder ();

  fixture->user = 1;
  sync_fixture_order (fixture, "method", "{\"name\":\"im.notify.personal.add\",\"missing\":true}");
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture, NEWEST) != NULL);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_REFUSED);
  g_assert_nonnull (clinic_command_get_problem (command));
}

/* (transfer full) */
static ClinicCommand *
new_post (const char *title, const char *const *files)
{
  static const char *const dest[] = { "DR3", "U12", NULL };
  ClinicCommand *command = clinic_command_new ();
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "title", "s", title);
  g_variant_dict_insert (&dict, "text", "s", "С [B]понедельника[/B]: цена < 1000 & скидки");
  g_variant_dict_insert (&dict, "dest", "^as", dest);
  g_variant_dict_insert (&dict, "important", "b", TRUE);
  g_variant_dict_insert (&dict, "until", "x", G_GINT64_CONSTANT (1796000000));
  if (files != NULL)
    g_variant_dict_insert (&dict, "files", "^as", files);
  clinic_command_set_kind (command, CLINIC_COMMAND_PUBLISH_POST);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));

  return command;
}

/* (transfer none) (nullable) */
static ClinicPost *
find_titled (SyncFixture *fixture, const char *title)
{
  GListModel *posts = clinic_news_get_posts (get_news (fixture));

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (ClinicPost) post = g_list_model_get_item (posts, i);

      if (g_strcmp0 (clinic_post_get_title (post), title) == 0)
        return post;
    }

  return NULL;
}

static void
test_a_post_is_published_once_to_those_it_is_for (SyncFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "График.txt", NULL);
  const char *files[] = { path, NULL };
  g_autoptr (ClinicCommand) command = NULL;
  g_autoptr (ClinicReadership) readership = NULL;
  ClinicPost *post;

  g_assert_true (g_file_set_contents (path, "пн–пт", -1, NULL));
  fixture->user = 5;
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture, NEWEST) != NULL);
  sync_fixture_fault (fixture, "drop_after", "log.blogpost.add", 1);
  command = new_post ("Новый график", files);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (sync_fixture_is_done (command));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "post.add"), ==, 1);
  WAIT_UNTIL (find_titled (fixture, "Новый график") != NULL);
  post = find_titled (fixture, "Новый график");
  g_assert_cmpint (clinic_post_get_id (post), ==, clinic_command_get_result_id (command));
  g_assert_true (clinic_post_get_important (post));
  g_assert_cmpint (clinic_post_get_until (post), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_post_get_files (post)), ==, 1);
  readership = open_readership (fixture, clinic_post_get_id (post));
  /* 7 8 9 11 of the reception and 12 */
  g_assert_cmpuint (g_list_model_get_n_items (clinic_readership_get_missing (readership)), ==, 5);
}

static void
test_a_post_whose_file_is_gone_is_not_published (SyncFixture *fixture, gconstpointer data)
{
  const char *files[] = { "/nowhere/График.pdf", NULL };
  g_autoptr (ClinicCommand) command = new_post ("Без файла", files);

  fixture->user = 5;
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture, NEWEST) != NULL);
  sync_fixture_submit (fixture, command);
  WAIT_UNTIL (clinic_command_get_state (command) == CLINIC_COMMAND_REFUSED);
  g_assert_nonnull (strstr (clinic_command_get_problem (command), "График.pdf"));
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "post.add"), ==, 0);
}

/* whether the first file of a post is known by its name and its size */
static gboolean
has_file (SyncFixture *fixture, const char *title, const char *name, gint64 size)
{
  ClinicPost *post = find_titled (fixture, title);
  g_autoptr (ClinicFile) file =
    post != NULL ? g_list_model_get_item (clinic_post_get_files (post), 0) : NULL;

  return file != NULL && g_strcmp0 (clinic_file_get_name (file), name) == 0 &&
         clinic_file_get_size (file) == size;
}

/* "UEs=" is what any workbook begins with */
static void
test_what_was_made_for_a_message_waits_in_it (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicCommand) command = new_post ("Отчёт за октябрь", NULL);
  g_autoptr (GVariant) contents = NULL;
  ClinicCommand *waiting = NULL;
  GVariantBuilder files;
  GVariantDict dict;

  g_variant_builder_init (&files, G_VARIANT_TYPE ("a(ss)"));
  g_variant_builder_add (&files, "(ss)", "Отчёт.xlsx", "UEs=");
  g_variant_dict_init (&dict, clinic_command_get_payload (command));
  g_variant_dict_insert_value (&dict, "contents", g_variant_builder_end (&files));
  clinic_command_set_payload (command, g_variant_dict_end (&dict));
  fixture->user = 5;
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture, NEWEST) != NULL);

  /* without the portal, and over a new start */
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_submit (fixture, command);
  sync_fixture_close (fixture);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (sync_fixture_count_commands (fixture) == 1);
  waiting = g_list_model_get_item (clinic_session_get_commands (fixture->session), 0);
  sync_fixture_clear_faults (fixture);
  sync_fixture_fault (fixture, "drop_after", "log.blogpost.add", 1);
  WAIT_UNTIL (sync_fixture_is_done (waiting));
  WAIT_UNTIL (find_titled (fixture, "Отчёт за октябрь") != NULL);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "post.add"), ==, 1);
  /* names of files are asked for after the posts are there */
  WAIT_UNTIL (has_file (fixture, "Отчёт за октябрь", "Отчёт.xlsx", 2));
  g_clear_object (&waiting);
}

static void
test_those_who_worked_here_can_be_addressed_without_the_portal (SyncFixture *fixture,
                                                                gconstpointer data)
{
  g_autoptr (ClinicAddressees) addressees = NULL;

  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture, NEWEST) != NULL);
  sync_fixture_close (fixture);
  sync_fixture_fault (fixture, "drop_before", "*", -1);
  sync_fixture_open_offline (fixture);
  WAIT_UNTIL (clinic_link_get_state (fixture->link) == CLINIC_LINK_OFFLINE);
  addressees = clinic_news_open_addressees (get_news (fixture));
  WAIT_UNTIL (clinic_addressees_get_state (addressees) == CLINIC_LOAD_READY);
  g_assert_cmpuint (g_list_model_get_n_items (clinic_addressees_get_colleagues (addressees)), ==,
                    20);
  g_assert_true (has_user (clinic_addressees_get_colleagues (addressees), 5));
  g_assert_false (has_user (clinic_addressees_get_colleagues (addressees), 10));
  sync_fixture_clear_faults (fixture);
}

static void
test_those_who_can_be_addressed_are_a_tree_of_who_works_here (SyncFixture *fixture,
                                                              gconstpointer data)
{
  g_autoptr (ClinicAddressees) addressees = NULL;
  g_autoptr (ClinicDepartment) first = NULL;
  g_autoptr (ClinicDepartment) second = NULL;
  GListModel *departments;

  open_news (fixture);
  addressees = clinic_news_open_addressees (get_news (fixture));
  WAIT_UNTIL (clinic_addressees_get_state (addressees) == CLINIC_LOAD_READY);
  departments = clinic_addressees_get_departments (addressees);
  g_assert_cmpuint (g_list_model_get_n_items (departments), ==, 5);
  first = g_list_model_get_item (departments, 0);
  second = g_list_model_get_item (departments, 1);
  g_assert_cmpint (clinic_department_get_depth (first), ==, 0);
  g_assert_cmpint (clinic_department_get_depth (second), ==, 1);
  g_assert_cmpint (clinic_department_get_parent_id (second), ==, clinic_department_get_id (first));
  g_assert_cmpuint (g_list_model_get_n_items (clinic_addressees_get_colleagues (addressees)), ==,
                    20);
  g_assert_false (has_user (clinic_addressees_get_colleagues (addressees), 10));
}

/* --- files --- */

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GInputStream *
open_file (SyncFixture *fixture, ClinicFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  clinic_news_open_file_async (get_news (fixture), file, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);

  return clinic_news_open_file_finish (get_news (fixture), result, error);
}

static void
test_a_file_is_fetched_with_what_the_portal_asks_for (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicFile) file = NULL;
  g_autoptr (ClinicFile) none = clinic_file_new ();
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  open_news (fixture);
  file = g_list_model_get_item (clinic_post_get_files (find_post (fixture, WITH_PDF)), 0);
  stream = open_file (fixture, file, &error);
  g_assert_no_error (error);
  g_input_stream_read_bytes_async (stream, 65536, G_PRIORITY_DEFAULT, NULL, on_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  bytes = g_input_stream_read_bytes_finish (stream, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), "%PDF-", 5), ==, 0);
  g_assert_cmpstr (clinic_file_get_name (file), ==, "Памятка.pdf");

  clinic_file_set_id (none, 9999);
  g_assert_null (open_file (fixture, none, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == CLINIC_ERROR);
}

/* --- words --- */

static void
test_the_end_is_read_in_the_portals_own_writing (void)
{
  const char *published = "2026-07-28T09:15:00+03:00";
  /* 15 August 2026, midnight in Moscow */
  const gint64 day = G_GINT64_CONSTANT (1786741200);

  g_assert_cmpint (sync_news_read_end ("15.08.2026 00:00:00", published), ==, day);
  g_assert_cmpint (sync_news_read_end ("15.08.2026", published), ==, day);
  g_assert_cmpint (sync_news_read_end ("08/15/2026 12:00:00 am", published), ==, day);
  g_assert_cmpint (sync_news_read_end ("2026-08-15T00:00:00+03:00", published), ==, day);
  g_assert_cmpint (sync_news_read_end ("", published), ==, 0);
  g_assert_cmpint (sync_news_read_end (NULL, NULL), ==, 0);
  g_assert_cmpint (sync_news_read_end ("40.40.2026", published), ==, 0);
}

static void
test_a_feed_with_holes_is_read (void)
{
  g_autoptr (JsonNode) holed =
    bx_json_build ("{'0': {'ID': '1'}, '2': {'ID': '3'}, '3': null, '4': false}");
  g_autoptr (JsonNode) list = bx_json_build ("[{'ID': 1}, null, false]");
  g_autoptr (GPtrArray) one = sync_news_map_rows (holed);
  g_autoptr (GPtrArray) other = sync_news_map_rows (list);

  g_assert_cmpuint (one->len, ==, 2);
  g_assert_cmpuint (other->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/news/end", test_the_end_is_read_in_the_portals_own_writing);
  g_test_add_func ("/sync/news/holes", test_a_feed_with_holes_is_read);
  SYNC_TEST ("news/feed", test_the_feed_comes_with_names_files_and_who_has_read);
  SYNC_TEST ("news/changes", test_a_new_post_an_edited_one_and_a_deleted_one_are_seen);
  SYNC_TEST ("news/pages", test_older_posts_are_read_page_by_page);
  SYNC_TEST ("news/stored", test_what_was_read_is_shown_without_the_portal);
  SYNC_TEST ("news/scope", test_a_missing_scope_is_named_and_breaks_nothing_else);
  SYNC_TEST ("news/proven", test_read_is_said_only_when_the_portal_lists_the_reader);
  SYNC_TEST ("news/offline", test_what_is_read_offline_arrives_once);
  SYNC_TEST ("news/lost-answer", test_a_vote_whose_answer_is_lost_is_not_given_again);
  SYNC_TEST ("news/restart", test_a_vote_that_waits_goes_on_after_a_restart);
  SYNC_TEST ("news/refused", test_a_portal_without_the_vote_is_never_a_receipt);
  SYNC_TEST ("news/edited", test_an_edited_post_is_asked_again);
  SYNC_TEST ("news/browser", test_what_was_read_in_the_browser_is_read_here);
  SYNC_TEST ("news/comment", test_a_comment_is_written_once);
  SYNC_TEST ("news/author", test_the_author_sees_who_has_not_read);
  SYNC_TEST ("news/departments", test_departments_stand_for_those_who_work_there);
  SYNC_TEST ("news/plan", test_departments_and_the_plan_of_today_are_told);
  SYNC_TEST ("news/no-plan", test_without_the_calendar_the_readers_are_told_all_the_same);
  SYNC_TEST ("news/groups", test_a_group_stands_for_its_members_who_work_here);
  SYNC_TEST ("news/reminder", test_a_reminder_goes_to_each_and_is_remembered);
  SYNC_TEST ("news/no-reminder", test_a_reminder_that_may_not_be_sent_is_refused);
  SYNC_TEST ("news/publish", test_a_post_is_published_once_to_those_it_is_for);
  SYNC_TEST ("news/no-file", test_a_post_whose_file_is_gone_is_not_published);
  SYNC_TEST ("news/contents", test_what_was_made_for_a_message_waits_in_it);
  SYNC_TEST ("news/addressees-offline",
             test_those_who_worked_here_can_be_addressed_without_the_portal);
  SYNC_TEST ("news/addressees", test_those_who_can_be_addressed_are_a_tree_of_who_works_here);
  SYNC_TEST ("news/reader", test_who_did_not_write_it_sees_the_readers_alone);
  SYNC_TEST ("news/file", test_a_file_is_fetched_with_what_the_portal_asks_for);

  return g_test_run ();
}

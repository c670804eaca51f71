/* test-sync-ballot.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The poll under a post that stands for «Я прочитал» where the portal does not take it.
 */

#include "sync-fixture.h"

#define VOTE "socialnetwork.api.livefeed.blogpost.important.vote"
#define ANSWER "vote.AttachedVote.vote"
#define NEWEST 412
#define WORDS "Ознакомлен(а)"
#define ONE_ANSWER "[{\"question\":\"Прочитали?\",\"answers\":[\"" WORDS "\"]}]"

/* (transfer none) (nullable) */
static ClinicPost *
find_any (SyncFixture *fixture, gint64 id)
{
  GListModel *posts = clinic_news_get_posts (clinic_session_get_news (fixture->session));

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (ClinicPost) post = g_list_model_get_item (posts, i);

      if (clinic_post_get_id (post) == id)
        return post;
    }

  return NULL;
}

static ClinicPost *
find_post (SyncFixture *fixture)
{
  return find_any (fixture, NEWEST);
}

static ClinicPostState
get_state (SyncFixture *fixture)
{
  ClinicPost *post = find_post (fixture);

  return post != NULL ? clinic_post_get_state (post) : CLINIC_POST_PLAIN;
}

static const char *
get_offer (SyncFixture *fixture)
{
  return clinic_post_get_poll (find_post (fixture));
}

static const char *
get_problem (SyncFixture *fixture)
{
  return clinic_post_get_problem (find_post (fixture));
}

/* poll: (nullable): the answer that stands for it */
static void
read_post (SyncFixture *fixture, const char *poll)
{
  g_autoptr (ClinicCommand) command = clinic_command_new ();
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "post", "x", (gint64) NEWEST);
  g_variant_dict_insert (&dict, "at", "x", (gint64) 1795262400);
  g_variant_dict_insert (&dict, "revision", "s", clinic_post_get_revision (find_post (fixture)));
  if (poll != NULL)
    g_variant_dict_insert (&dict, "poll", "s", poll);
  clinic_command_set_kind (command, CLINIC_COMMAND_READ_POST);
  clinic_command_set_payload (command, g_variant_dict_end (&dict));
  sync_fixture_submit (fixture, command);
}

static void
set_missing (SyncFixture *fixture, const char *method, gboolean is_missing)
{
  sync_fixture_order (fixture, "method", "{\"name\":\"%s\",\"missing\":%s}", method,
                      is_missing ? "true" : "false");
}

static void
add_poll (SyncFixture *fixture, const char *questions)
{
  sync_fixture_order (fixture, "poll", "{\"post\":%d,\"questions\":%s}", NEWEST, questions);
}

/* the portal has no «Я прочитал» */
static void
be_refused (SyncFixture *fixture)
{
  set_missing (fixture, VOTE, TRUE);
  sync_fixture_open (fixture);
  WAIT_UNTIL (get_state (fixture) == CLINIC_POST_UNREAD);
  read_post (fixture, NULL);
  WAIT_UNTIL (get_state (fixture) == CLINIC_POST_REFUSED);
}

static void
test_a_poll_stands_for_it_when_the_vote_is_missing (SyncFixture *fixture, gconstpointer data)
{
  add_poll (fixture, ONE_ANSWER);
  be_refused (fixture);
  g_assert_cmpstr (get_offer (fixture), ==, WORDS);
  g_assert_nonnull (get_problem (fixture));
  /* it is the person who answers */
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "poll.vote"), ==, 0);

  read_post (fixture, WORDS);
  WAIT_UNTIL (get_state (fixture) == CLINIC_POST_POLLED);
  g_assert_null (get_offer (fixture));
  g_assert_cmpint (clinic_post_get_read (find_post (fixture)), ==, 1795262400);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "poll.vote"), ==, 1);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "post.vote"), ==, 0);
  /* the first attempt is decided too */
  WAIT_UNTIL (sync_fixture_count_commands (fixture) == 0);

  sync_fixture_close (fixture);
  sync_fixture_open (fixture);
  WAIT_UNTIL (get_state (fixture) == CLINIC_POST_POLLED);
  g_assert_cmpint (clinic_post_get_read (find_post (fixture)), ==, 1795262400);
  WAIT_UNTIL (clinic_news_get_state (clinic_session_get_news (fixture->session)) ==
              CLINIC_LOAD_READY);
  g_assert_cmpint (get_state (fixture), ==, CLINIC_POST_POLLED);
}

static void
test_a_list_of_readers_of_before_does_not_undo_it (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;
  gint64 other;

  add_poll (fixture, ONE_ANSWER);
  be_refused (fixture);
  answer = sync_fixture_control (fixture, "post", "{\"text\":\"В 9:00\",\"important\":true}");
  other = json_object_get_int_member (answer, "id");
  sync_fixture_order (fixture, "fault",
                      "{\"match\":\"batch\",\"kind\":\"slow\",\"count\":-1,\"delay_ms\":1000}");
  clinic_news_refresh (clinic_session_get_news (fixture->session));
  /* who has read both of them is asked now */
  WAIT_UNTIL (find_any (fixture, other) != NULL);
  read_post (fixture, WORDS);
  WAIT_UNTIL (get_state (fixture) == CLINIC_POST_POLLED);
  g_assert_cmpint (clinic_post_get_state (find_any (fixture, other)), ==, CLINIC_POST_UNKNOWN);
  WAIT_UNTIL (clinic_post_get_state (find_any (fixture, other)) == CLINIC_POST_UNREAD);
  g_assert_cmpint (get_state (fixture), ==, CLINIC_POST_POLLED);
}

static void
test_a_poll_with_a_choice_is_no_receipt (SyncFixture *fixture, gconstpointer data)
{
  add_poll (fixture, "[{\"question\":\"Прочитали?\",\"answers\":[\"Да\",\"Нет\"]}]");
  be_refused (fixture);
  g_assert_null (get_offer (fixture));

  /* whoever presses it all the same: the poll is another one now */
  read_post (fixture, WORDS);
  WAIT_UNTIL (g_strcmp0 (get_problem (fixture), "The poll was changed.") == 0);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "poll.vote"), ==, 0);
}

static void
test_a_poll_with_two_questions_is_no_receipt (SyncFixture *fixture, gconstpointer data)
{
  add_poll (fixture, "[{\"question\":\"Прочитали?\",\"answers\":[\"" WORDS "\"]},"
                     "{\"question\":\"Придёте?\",\"answers\":[\"Приду\"]}]");
  be_refused (fixture);
  g_assert_null (get_offer (fixture));
}

static void
test_nothing_is_offered_where_there_is_no_poll (SyncFixture *fixture, gconstpointer data)
{
  be_refused (fixture);
  g_assert_null (get_offer (fixture));
  g_assert_cmpuint (sync_fixture_count_requests (fixture, "vote.AttachedVote.get"), ==, 1);
}

static void
test_a_webhook_without_the_scope_is_offered_nothing (SyncFixture *fixture, gconstpointer data)
{
  add_poll (fixture, ONE_ANSWER);
  sync_fixture_order (fixture, "webhook", "{\"scope\":\"vote\",\"held\":false}");
  be_refused (fixture);
  g_assert_null (get_offer (fixture));
}

static void
test_a_lost_answer_is_not_given_again (SyncFixture *fixture, gconstpointer data)
{
  add_poll (fixture, ONE_ANSWER);
  be_refused (fixture);
  sync_fixture_fault (fixture, "drop_after", ANSWER, 1);
  read_post (fixture, WORDS);
  WAIT_UNTIL (get_state (fixture) == CLINIC_POST_POLLED);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "poll.vote"), ==, 1);
  g_assert_cmpuint (sync_fixture_count_requests (fixture, ANSWER), ==, 1);
}

static void
test_an_answer_of_before_is_not_given_again (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) answer = NULL;

  add_poll (fixture, ONE_ANSWER);
  answer = sync_fixture_call (fixture, ANSWER, "{\"attachId\":1,\"ballot\":{\"1\":[\"1\"]}}");
  set_missing (fixture, VOTE, TRUE);
  sync_fixture_open (fixture);
  WAIT_UNTIL (get_state (fixture) == CLINIC_POST_UNREAD);
  read_post (fixture, NULL);
  WAIT_UNTIL (get_state (fixture) == CLINIC_POST_POLLED);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "poll.vote"), ==, 1);
}

/* (transfer full): as its author sees it, when user 7 has answered the poll under it */
static ClinicReadership *
open_answered (SyncFixture *fixture, const char *questions)
{
  g_autoptr (JsonNode) answer = NULL;
  ClinicReadership *readership = NULL;

  add_poll (fixture, questions);
  answer = sync_fixture_call (fixture, ANSWER, "{\"attachId\":1,\"ballot\":{\"1\":[\"1\"]}}");
  fixture->user = 1;
  sync_fixture_open (fixture);
  WAIT_UNTIL (find_post (fixture) != NULL);
  readership =
    clinic_news_open_readership (clinic_session_get_news (fixture->session), find_post (fixture));
  WAIT_UNTIL (clinic_readership_get_state (readership) == CLINIC_LOAD_READY);

  return readership;
}

static void
test_who_has_answered_is_among_the_readers (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicReadership) readership = open_answered (fixture, ONE_ANSWER);
  GListModel *readers = clinic_readership_get_readers (readership);

  g_assert_null (sync_fixture_find_colleague (clinic_readership_get_missing (readership), 7));
  g_assert_nonnull (sync_fixture_find_colleague (readers, 7));
  g_assert_true (clinic_colleague_get_polled (sync_fixture_find_colleague (readers, 7)));
  g_assert_cmpint (clinic_colleague_get_noticed (sync_fixture_find_colleague (readers, 7)), >, 0);
  /* she is in the portal's own list */
  g_assert_false (clinic_colleague_get_polled (sync_fixture_find_colleague (readers, 8)));
}

static void
test_who_has_chosen_is_no_reader (SyncFixture *fixture, gconstpointer data)
{
  g_autoptr (ClinicReadership) readership =
    open_answered (fixture, "[{\"question\":\"Когда?\",\"answers\":[\"Утром\",\"Днём\"]}]");

  g_assert_null (sync_fixture_find_colleague (clinic_readership_get_readers (readership), 7));
  g_assert_nonnull (sync_fixture_find_colleague (clinic_readership_get_missing (readership), 7));
}

static void
test_a_refused_answer_says_so (SyncFixture *fixture, gconstpointer data)
{
  add_poll (fixture, ONE_ANSWER);
  be_refused (fixture);
  set_missing (fixture, ANSWER, TRUE);
  read_post (fixture, WORDS);
  WAIT_UNTIL (get_state (fixture) == CLINIC_POST_REFUSED && get_offer (fixture) == NULL);
  g_assert_cmpstr (get_problem (fixture), ==, "Method not found!");

  set_missing (fixture, ANSWER, FALSE);
  sync_fixture_order (fixture, "poll", "{\"post\":%d,\"finished\":true}", NEWEST);
  read_post (fixture, WORDS);
  WAIT_UNTIL (g_strcmp0 (get_problem (fixture), "The poll is over.") == 0);
  g_assert_cmpint (get_state (fixture), ==, CLINIC_POST_REFUSED);
  g_assert_cmpuint (sync_fixture_count_writes (fixture, "poll.vote"), ==, 0);
}

static void
test_what_was_refused_here_and_read_in_the_browser_is_read (SyncFixture *fixture,
                                                            gconstpointer data)
{
  be_refused (fixture);
  sync_fixture_order (fixture, "read", "{\"post\":%d,\"users\":[7]}", NEWEST);
  clinic_news_refresh (clinic_session_get_news (fixture->session));
  WAIT_UNTIL (get_state (fixture) == CLINIC_POST_READ);
  g_assert_null (get_problem (fixture));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  SYNC_TEST ("ballot/answered", test_a_poll_stands_for_it_when_the_vote_is_missing);
  SYNC_TEST ("ballot/readers", test_a_list_of_readers_of_before_does_not_undo_it);
  SYNC_TEST ("ballot/choice", test_a_poll_with_a_choice_is_no_receipt);
  SYNC_TEST ("ballot/questions", test_a_poll_with_two_questions_is_no_receipt);
  SYNC_TEST ("ballot/none", test_nothing_is_offered_where_there_is_no_poll);
  SYNC_TEST ("ballot/scope", test_a_webhook_without_the_scope_is_offered_nothing);
  SYNC_TEST ("ballot/lost-answer", test_a_lost_answer_is_not_given_again);
  SYNC_TEST ("ballot/before", test_an_answer_of_before_is_not_given_again);
  SYNC_TEST ("ballot/among-readers", test_who_has_answered_is_among_the_readers);
  SYNC_TEST ("ballot/chosen", test_who_has_chosen_is_no_reader);
  SYNC_TEST ("ballot/refused", test_a_refused_answer_says_so);
  SYNC_TEST ("ballot/browser", test_what_was_refused_here_and_read_in_the_browser_is_read);

  return g_test_run ();
}

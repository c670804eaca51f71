/* test-demo-feed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The portal's news feed as it is documented, with its quirks.
 */

#include "demo-fixture.h"

#include "demo-paper.h"

#include <string.h>

#define NEWEST "412"
#define FOR_ACCOUNTANTS "403"
#define VOTE "socialnetwork.api.livefeed.blogpost.important.vote"
#define POLL "vote.AttachedVote."
#define MOBILE "socialnetwork.api.livefeed.blogpost.getBlogPostMobileFullData"

/* (transfer full): the answer to a method of another person */
static JsonObject *
call_as (Fixture *fixture, gint64 user, const char *method, const char *json)
{
  g_autofree char *webhook = demo_portal_dup_url_for (fixture->portal, user);
  g_autofree char *url = g_strconcat (webhook, method, NULL);

  return fixture_post (fixture, url, json);
}

static JsonArray *
get_result (JsonObject *answer)
{
  return json_object_get_array_member (answer, "result");
}

/* (transfer full) (nullable): a post as this person sees it */
static JsonObject *
get_post (Fixture *fixture, gint64 user, const char *id)
{
  g_autofree char *json = g_strdup_printf ("{\"POST_ID\":%s}", id);
  g_autoptr (JsonObject) answer = call_as (fixture, user, "log.blogpost.get", json);
  JsonArray *rows = get_result (answer);

  return json_array_get_length (rows) > 0
           ? json_object_ref (json_array_get_object_element (rows, 0))
           : NULL;
}

static const char *
get_value (JsonObject *row, const char *field)
{
  return json_object_get_string_member_with_default (json_object_get_object_member (row, field),
                                                     "VALUE", NULL);
}

static void
test_posts_are_as_documented (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) newest = get_post (fixture, 7, NEWEST);
  g_autoptr (JsonObject) bare = get_post (fixture, 7, "406");
  g_autoptr (JsonObject) micro = get_post (fixture, 7, "405");
  JsonObject *field;

  g_assert_cmpstr (json_object_get_string_member (newest, "ID"), ==, NEWEST);
  g_assert_cmpstr (json_object_get_string_member (newest, "AUTHOR_ID"), ==, "1");
  g_assert_cmpstr (json_object_get_string_member (newest, "PUBLISH_STATUS"), ==, "P");
  g_assert_cmpstr (get_value (newest, "UF_BLOG_POST_IMPRTNT"), ==, "1");
  g_assert_true (g_str_has_suffix (get_value (newest, "UF_IMPRTANT_DATE_END"), " 00:00:00"));
  g_assert_cmpint (json_array_get_int_element (json_object_get_array_member (newest, "FILES"), 0),
                   ==, 503);
  field = json_object_get_object_member (newest, "UF_BLOG_POST_FILE");
  g_assert_cmpstr (json_object_get_string_member (field, "USER_TYPE_ID"), ==, "disk_file");
  g_assert_cmpuint (json_object_get_size (field), >=, 22);
  g_assert_cmpstr (json_object_get_string_member (bare, "HAS_PROPS"), ==, "N");
  g_assert_false (json_object_has_member (bare, "UF_BLOG_POST_IMPRTNT"));
  g_assert_cmpstr (json_object_get_string_member (micro, "MICRO"), ==, "Y");
}

static void
test_everybody_sees_what_was_written_to_her (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) hers = get_post (fixture, 15, FOR_ACCOUNTANTS);
  g_autoptr (JsonObject) mine = get_post (fixture, 7, FOR_ACCOUNTANTS);
  g_autoptr (JsonObject) readers =
    call_as (fixture, 7, "log.blogpost.getusers.important", "{\"POST_ID\":" FOR_ACCOUNTANTS "}");

  g_assert_nonnull (hers);
  g_assert_null (mine);
  g_assert_cmpuint (json_array_get_length (get_result (readers)), ==, 0);
}

static void
test_a_comment_lifts_a_post (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) added =
    fixture_call (fixture, "log.blogcomment.add", "{\"POST_ID\":401,\"TEXT\":\"Помню\"}");
  g_autoptr (JsonObject) list = fixture_call (fixture, "log.blogpost.get", "{}");
  JsonObject *first = json_array_get_object_element (get_result (list), 0);
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (JsonObject) none = NULL;

  g_assert_cmpint (json_object_get_int_member (added, "result"), >, 0);
  g_assert_cmpstr (json_object_get_string_member (first, "ID"), ==, "401");
  g_assert_cmpstr (json_object_get_string_member (first, "NUM_COMMENTS"), ==, "1");
  again = fixture_call (fixture, "log.blogcomment.add", "{\"POST_ID\":401,\"TEXT\":\"Помню\"}");
  g_assert_cmpuint (fixture->status, ==, 400);
  g_assert_cmpstr (json_object_get_string_member (again, "error"), ==, "");
  g_assert_cmpstr (json_object_get_string_member (again, "error_description"), ==,
                   "Duplicate comment");
  none = fixture_call (fixture, "log.blogcomment.add", "{\"POST_ID\":403,\"TEXT\":\"А мне?\"}");
  g_assert_cmpstr (json_object_get_string_member (none, "error_description"), ==, "No post found");
}

static guint
count_readers (Fixture *fixture)
{
  g_autoptr (JsonObject) answer =
    fixture_call (fixture, "log.blogpost.getusers.important", "{\"POST_ID\":" NEWEST "}");

  return json_array_get_length (get_result (answer));
}

static void
test_a_vote_needs_its_wrapper_and_counts_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) bare = fixture_call (fixture, VOTE, "{\"POST_ID\":" NEWEST "}");
  g_autoptr (JsonObject) vote = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (JsonObject) wrong = NULL;
  g_autoptr (JsonObject) held = NULL;
  g_autoptr (JsonObject) other = NULL;

  g_assert_cmpuint (fixture->status, ==, 400);
  g_assert_cmpstr (json_object_get_string_member (bare, "error"), ==,
                   "SONET_CONTROLLER_LIVEFEED_BLOGPOST_IMPORTANT_POST_ID_EMPTY");
  /* the author counts as one who has read it */
  g_assert_cmpuint (count_readers (fixture), ==, 4);
  vote = fixture_call (fixture, VOTE, "{\"params\":{\"POST_ID\":" NEWEST "}}");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (vote, "result"),
                                                  "success"),
                   ==, "Y");
  again = fixture_call (fixture, VOTE, "{\"params\":{\"POST_ID\":" NEWEST "}}");
  g_assert_cmpuint (count_readers (fixture), ==, 5);
  wrong = fixture_call (fixture, "log.blogpost.getusers.important", "{}");
  g_assert_cmpstr (json_object_get_string_member (wrong, "error_description"), ==, "Wrong post ID");

  held = fixture_control (fixture, "readers", "{\"held\":true}");
  other = call_as (fixture, 9, VOTE, "{\"params\":{\"POST_ID\":" NEWEST "}}");
  g_assert_cmpuint (count_readers (fixture), ==, 5);
  json_object_unref (fixture_control (fixture, "readers", "{\"held\":false}"));
  g_assert_cmpuint (count_readers (fixture), ==, 6);
}

static void
test_who_got_it_is_told_to_the_author (Fixture *fixture, gconstpointer data)
{
  const char *params = "{\"params\":{\"postId\":410,\"getAdditionalData\":\"Y\"}}";
  g_autoptr (JsonObject) mine = call_as (fixture, 7, MOBILE, params);
  g_autoptr (JsonObject) theirs = call_as (fixture, 5, MOBILE, params);
  JsonArray *codes = json_object_get_array_member (json_object_get_object_member (theirs, "result"),
                                                   "PostDestination");

  g_assert_false (
    json_object_has_member (json_object_get_object_member (mine, "result"), "PostDestination"));
  g_assert_cmpuint (json_array_get_length (codes), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (codes, 0), "TYPE"),
                   ==, "DR");
}

static void
test_a_post_is_published_with_a_file_and_an_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) added =
    call_as (fixture, 5, "log.blogpost.add",
             "{\"POST_MESSAGE\":\"Читать всем, до пятницы, без напоминаний, пожалуйста\","
             "\"DEST\":[\"DR3\"],\"IMPORTANT\":\"Y\",\"IMPORTANT_DATE_END\":\"2026-08-01T15:30:00"
             "+03:00\",\"FILES\":[[\"a.txt\",\"0L/RgNC40LLQtdGC\"]]}");
  g_autofree char *id =
    g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (added, "result"));
  g_autoptr (JsonObject) post = get_post (fixture, 7, id);
  g_autoptr (JsonObject) doctor = get_post (fixture, 27, id);
  g_autoptr (JsonObject) empty = NULL;

  g_assert_null (doctor);
  g_assert_cmpstr (json_object_get_string_member (post, "MICRO"), ==, "Y");
  g_assert_cmpstr (get_value (post, "UF_IMPRTANT_DATE_END"), ==, "01.08.2026 00:00:00");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (post, "FILES")), ==, 1);
  empty = call_as (fixture, 5, "log.blogpost.add", "{\"POST_TITLE\":\"Пусто\"}");
  g_assert_cmpstr (json_object_get_string_member (empty, "error"), ==,
                   "SONET_CONTROLLER_LIVEFEED_BLOGPOST_ADD_ERROR");
}

static GBytes *
fetch (Fixture *fixture, const char *url, gboolean with_headers, char **type)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (SoupMessage) message = soup_message_new_from_uri ("GET", uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GError) error = NULL;
  GBytes *body;

  soup_message_headers_replace (headers, "User-Agent", "test/1");
  soup_message_headers_replace (headers, "Accept", "*/*");
  soup_message_headers_replace (headers, "Accept-Language", "ru");
  if (with_headers)
    soup_message_headers_replace (headers, "Referer", "http://127.0.0.1/");
  body = soup_session_send_and_read (fixture->session, message, NULL, &error);
  g_assert_no_error (error);
  fixture->status = soup_message_get_status (message);
  *type = g_strdup (
    soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL));

  return body;
}

static void
test_a_file_is_given_to_who_shows_the_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) answer = fixture_call (fixture, "disk.attachedObject.get", "{\"id\":503}");
  JsonObject *file = json_object_get_object_member (answer, "result");
  const char *url = json_object_get_string_member (file, "DOWNLOAD_URL");
  g_auto (GStrv) parts = g_strsplit (url, "&auth[ap]=", 2);
  g_autofree char *wrong = g_strconcat (parts[0], "&auth[ap]=nonsense", NULL);
  g_autofree char *good_type = NULL;
  g_autofree char *bare_type = NULL;
  g_autofree char *wrong_type = NULL;
  g_autofree char *page_type = NULL;
  g_autoptr (GBytes) good = fetch (fixture, url, TRUE, &good_type);
  g_autoptr (GBytes) bare = NULL;
  g_autoptr (GBytes) refused = NULL;
  g_autoptr (GBytes) page = NULL;
  g_autoptr (JsonObject) none = NULL;

  g_assert_cmpstr (good_type, ==, "application/pdf");
  g_assert_cmpuint (g_bytes_get_size (good), ==,
                    g_ascii_strtoull (json_object_get_string_member (file, "SIZE"), NULL, 10));
  bare = fetch (fixture, url, FALSE, &bare_type);
  g_assert_cmpuint (fixture->status, ==, 404);
  refused = fetch (fixture, wrong, TRUE, &wrong_type);
  g_assert_cmpuint (fixture->status, ==, 401);
  g_assert_cmpstr (wrong_type, ==, "application/json");
  page = fetch (fixture, parts[0], TRUE, &page_type);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpstr (page_type, ==, "text/html");
  none = fixture_call (fixture, "disk.attachedObject.get", "{\"id\":9999}");
  g_assert_cmpstr (json_object_get_string_member (none, "error"), ==, "ERROR_NOT_FOUND");
}

static void
test_a_method_and_a_scope_can_be_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) none = NULL;
  g_autoptr (JsonObject) refused = NULL;

  json_object_unref (
    fixture_control (fixture, "method", "{\"name\":\"" VOTE "\",\"missing\":true}"));
  none = fixture_call (fixture, VOTE, "{\"params\":{\"POST_ID\":" NEWEST "}}");
  g_assert_cmpuint (fixture->status, ==, 404);
  g_assert_cmpstr (json_object_get_string_member (none, "error"), ==, "ERROR_METHOD_NOT_FOUND");
  json_object_unref (fixture_control (fixture, "webhook", "{\"scope\":\"log\",\"held\":false}"));
  refused = fixture_call (fixture, "log.blogpost.get", "{}");
  g_assert_cmpuint (fixture->status, ==, 403);
  g_assert_cmpstr (json_object_get_string_member (refused, "error"), ==, "insufficient_scope");
}

/* (transfer none): `attach` of an answer about a poll */
static JsonObject *
peek_attach (JsonObject *answer)
{
  return json_object_get_object_member (json_object_get_object_member (answer, "result"), "attach");
}

static JsonObject *
peek_voted (JsonObject *answer)
{
  return json_object_get_object_member (json_object_get_object_member (answer, "result"), "voted");
}

static void
test_a_poll_under_a_post_is_answered_once (Fixture *fixture, gconstpointer data)
{
  static const char by_post[] =
    "{\"moduleId\":\"blog\",\"entityType\":\"Bitrix\\\\Vote\\\\Attachment\\\\BlogPostConnector\","
    "\"entityId\":" NEWEST "}";
  static const char ballot[] = "{\"attachId\":\"1\",\"ballot\":{\"1\":[\"1\"]}}";
  g_autoptr (JsonObject) none = fixture_call (fixture, POLL "get", by_post);
  g_autoptr (JsonObject) asked = NULL;
  g_autoptr (JsonObject) wrong = NULL;
  g_autoptr (JsonObject) given = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (JsonObject) late = NULL;
  g_autoptr (JsonObject) nobody = NULL;
  g_autoptr (JsonObject) who = NULL;
  JsonArray *voters;
  JsonObject *voter;
  JsonObject *attach;

  g_assert_cmpstr (json_object_get_string_member (none, "error"), ==, "ATTACH_NOT_FOUND");
  json_object_unref (
    fixture_control (fixture, "poll",
                     "{\"post\":" NEWEST
                     ",\"questions\":[{\"question\":\"Прочитали?\",\"answers\":[\"Да\"]}]}"));
  asked = fixture_call (fixture, POLL "get", by_post);
  attach = peek_attach (asked);
  g_assert_cmpint (json_object_get_int_member (attach, "entityId"), ==, atoi (NEWEST));
  g_assert_true (json_object_get_boolean_member (attach, "canVote"));
  g_assert_false (json_object_get_boolean_member (attach, "isVoted"));
  g_assert_true (JSON_NODE_HOLDS_ARRAY (json_object_get_member (attach, "userAnswerMap")));

  nobody = fixture_call (fixture, POLL "getWithVoted", by_post);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (
    json_object_get_member (json_object_get_object_member (nobody, "result"), "voted")));

  /* an answer of another poll */
  wrong = fixture_call (fixture, POLL "vote", "{\"attachId\":1,\"ballot\":{\"1\":[\"9\"]}}");
  g_assert_cmpstr (json_object_get_string_member (wrong, "error"), ==, "400");
  given = fixture_call (fixture, POLL "vote", ballot);
  attach = peek_attach (given);
  g_assert_true (json_object_get_boolean_member (attach, "isVoted"));
  g_assert_false (json_object_get_boolean_member (attach, "canVote"));
  g_assert_true (
    json_object_has_member (json_object_get_object_member (attach, "userAnswerMap"), "1"));
  who = fixture_call (fixture, POLL "getWithVoted", "{\"attachId\":1}");
  voters = json_object_get_array_member (peek_voted (who), "1");
  g_assert_cmpuint (json_array_get_length (voters), ==, 1);
  voter = json_array_get_object_element (voters, 0);
  g_assert_cmpint (json_object_get_int_member (voter, "ID"), ==, 7);
  g_assert_cmpstr (json_object_get_string_member (voter, "NAME"), ==, "Ольга Петрова");
  again = fixture_call (fixture, POLL "vote", ballot);
  g_assert_cmpstr (json_object_get_string_member (again, "error"), ==, "400");
  json_object_unref (fixture_control (fixture, "poll", "{\"post\":" NEWEST ",\"finished\":true}"));
  late = call_as (fixture, 9, POLL "vote", ballot);
  g_assert_cmpstr (json_object_get_string_member (late, "error"), ==, "403");
  g_assert_cmpstr (json_object_get_string_member (late, "error_description"), ==,
                   "The poll is inactive.");
}

static void
test_a_reminder_is_sent_to_one_person (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) sent = call_as (fixture, 1, "im.notify.personal.add",
                                         "{\"USER_ID\":7,\"MESSAGE\":\" Прочитайте приказ \"}");
  g_autoptr (JsonObject) nobody =
    call_as (fixture, 1, "im.notify.personal.add", "{\"MESSAGE\":\"Кому?\"}");
  g_autoptr (JsonObject) empty =
    call_as (fixture, 1, "im.notify.personal.add", "{\"USER_ID\":7,\"MESSAGE\":\" \"}");

  g_assert_cmpint (json_object_get_int_member (sent, "result"), >, 0);
  g_assert_cmpstr (json_object_get_string_member (nobody, "error"), ==, "USER_ID_EMPTY");
  g_assert_cmpstr (json_object_get_string_member (empty, "error"), ==, "MESSAGE_EMPTY");
}

static void
test_papers_are_real_files (void)
{
  const char *const lines[] = { "Приказ (1)", "№ 14 \\ «Улыбка»", NULL };
  const int bars[] = { 0, 50, 100 };
  g_autoptr (GBytes) pdf = demo_paper_make_pdf (lines);
  g_autoptr (GBytes) png = demo_paper_make_png (bars, G_N_ELEMENTS (bars));
  g_autofree char *pdf_type =
    g_content_type_guess (NULL, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL);
  g_autofree char *png_type =
    g_content_type_guess (NULL, g_bytes_get_data (png, NULL), g_bytes_get_size (png), NULL);
  const char *text = g_bytes_get_data (pdf, NULL);
  const char *table = g_strrstr_len (text, (gssize) g_bytes_get_size (pdf), "startxref");
  gsize at = (gsize) g_ascii_strtoull (table + strlen ("startxref\n"), NULL, 10);

  g_assert_cmpstr (pdf_type, ==, "application/pdf");
  g_assert_cmpstr (png_type, ==, "image/png");
  g_assert_cmpint (memcmp (text + at, "xref\n", 5), ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/demo/feed/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("posts", test_posts_are_as_documented);
  ADD ("addressees", test_everybody_sees_what_was_written_to_her);
  ADD ("comments", test_a_comment_lifts_a_post);
  ADD ("votes", test_a_vote_needs_its_wrapper_and_counts_once);
  ADD ("destinations", test_who_got_it_is_told_to_the_author);
  ADD ("publishing", test_a_post_is_published_with_a_file_and_an_end);
  ADD ("files", test_a_file_is_given_to_who_shows_the_token);
  ADD ("missing", test_a_method_and_a_scope_can_be_missing);
  ADD ("polls", test_a_poll_under_a_post_is_answered_once);
  ADD ("reminders", test_a_reminder_is_sent_to_one_person);
  g_test_add_func ("/demo/feed/papers", test_papers_are_real_files);

  return g_test_run ();
}

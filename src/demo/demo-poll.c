/* demo-poll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Polls under posts of the feed, none of which may be answered anew, and vote.AttachedVote.get,
 * .getWithVoted and .vote: see api-reference/vote in the REST documentation. The browser makes a
 * poll; REST reads it and answers it.
 */

#define G_LOG_DOMAIN "demo-poll"

#include "demo-poll.h"

#include "demo-directory.h"
#include "demo-feed.h"
#include "demo-methods-crm.h"

#include <string.h>

#define CONNECTOR "Bitrix\\Vote\\Attachment\\BlogPostConnector"

static const char schema[] =
  "CREATE TABLE IF NOT EXISTS poll (id INTEGER PRIMARY KEY AUTOINCREMENT, post INTEGER UNIQUE,"
  " created INTEGER, is_finished INTEGER);"
  "CREATE TABLE IF NOT EXISTS poll_question (id INTEGER PRIMARY KEY AUTOINCREMENT, poll INTEGER,"
  " text TEXT);"
  "CREATE TABLE IF NOT EXISTS poll_answer (id INTEGER PRIMARY KEY AUTOINCREMENT, poll INTEGER,"
  " question INTEGER, text TEXT);"
  "CREATE TABLE IF NOT EXISTS poll_ballot (id INTEGER PRIMARY KEY AUTOINCREMENT, poll INTEGER,"
  " user INTEGER, answer INTEGER, UNIQUE (user, answer));";

gboolean
demo_poll_prepare (DemoWorld *self, GError **error)
{
  return demo_schema_exec (self, schema, error);
}

/* --- what is kept --- */

/* one number out of the tables, by two others */
static gint64
ask (DemoWorld *self, const char *sql, gint64 first, gint64 second)
{
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (self, sql);

  sqlite3_bind_int64 (row, 1, first);
  if (sqlite3_bind_parameter_count (row) > 1)
    sqlite3_bind_int64 (row, 2, second);

  return sqlite3_step (row) == SQLITE_ROW ? sqlite3_column_int64 (row, 0) : 0;
}

gint64
demo_poll_find (DemoWorld *self, gint64 post)
{
  return ask (self, "SELECT id FROM poll WHERE post = ?", post, 0);
}

gint64
demo_poll_add (DemoWorld *self, gint64 post)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT OR REPLACE INTO poll (post, created, is_finished)"
                               " VALUES (?, ?, 0)");

  sqlite3_bind_int64 (row, 1, post);
  sqlite3_bind_int64 (row, 2, demo_world_get_now (self));
  demo_schema_step (self, row);

  return sqlite3_last_insert_rowid (self->db);
}

void
demo_poll_ask (DemoWorld *self, gint64 poll, const char *question, GPtrArray *answers)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT INTO poll_question (poll, text) VALUES (?, ?)");
  gint64 id;

  sqlite3_bind_int64 (row, 1, poll);
  sqlite3_bind_text (row, 2, question, -1, SQLITE_STATIC);
  demo_schema_step (self, row);
  id = sqlite3_last_insert_rowid (self->db);
  for (guint i = 0; i < answers->len; i++)
    {
      g_autofree char *text = demo_json_node_dup_string (answers->pdata[i]);
      g_autoptr (sqlite3_stmt) answer =
        demo_schema_prepare (self,
                             "INSERT INTO poll_answer (poll, question, text) VALUES (?, ?, ?)");

      sqlite3_bind_int64 (answer, 1, poll);
      sqlite3_bind_int64 (answer, 2, id);
      sqlite3_bind_text (answer, 3, text, -1, SQLITE_STATIC);
      demo_schema_step (self, answer);
    }
}

void
demo_poll_finish (DemoWorld *self, gint64 poll)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE poll SET is_finished = 1 WHERE id = %" G_GINT64_FORMAT, poll);

  demo_schema_exec (self, sql, NULL);
}

static gint64
count_ballots (DemoWorld *self, gint64 poll, gint64 user)
{
  return ask (self, "SELECT count(*) FROM poll_ballot WHERE poll = ? AND user = ?", poll, user);
}

/* --- as the portal shows it --- */

static void
set_number (JsonObject *object, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  json_object_set_string_member (object, name, text);
}

/* what a question and an answer have in common */
static JsonObject *
make_entry (DemoWorld *self, gint64 poll, gint64 id)
{
  JsonObject *object = json_object_new ();
  char created[DEMO_TIME_SIZE];

  demo_time_format (ask (self, "SELECT created FROM poll WHERE id = ?", poll, 0), created);
  set_number (object, "ID", id);
  json_object_set_string_member (object, "ACTIVE", "Y");
  json_object_set_string_member (object, "TIMESTAMP_X", created);
  set_number (object, "C_SORT", id * 10);
  json_object_set_null_member (object, "IMAGE_ID");
  json_object_set_string_member (object, "FIELD_TYPE", "0");

  return object;
}

static JsonObject *
make_answer (DemoWorld *self, gint64 poll, gint64 question, gint64 id, const char *text)
{
  gint64 n_votes = ask (self, "SELECT count(*) FROM poll_ballot WHERE answer = ?", id, 0);
  gint64 n_all = ask (self,
                      "SELECT count(*) FROM poll_ballot WHERE answer IN"
                      " (SELECT id FROM poll_answer WHERE question = ?)",
                      question, 0);
  gint64 percent = n_all > 0 ? n_votes * 100 / n_all : 0;
  g_autofree char *field =
    g_strdup_printf ("bx_vote_event[%" G_GINT64_FORMAT "][BALLOT][%" G_GINT64_FORMAT "]", poll,
                     question);
  JsonObject *object = make_entry (self, poll, id);

  set_number (object, "QUESTION_ID", question);
  json_object_set_string_member (object, "MESSAGE", text);
  json_object_set_string_member (object, "MESSAGE_TYPE", "text");
  set_number (object, "COUNTER", n_votes);
  json_object_set_string_member (object, "FIELD_WIDTH", "0");
  json_object_set_string_member (object, "FIELD_HEIGHT", "0");
  json_object_set_null_member (object, "FIELD_PARAM");
  json_object_set_string_member (object, "COLOR", "");
  json_object_set_string_member (object, "REACTION", "");
  json_object_set_string_member (object, "~FIELD_NAME", field);
  json_object_set_string_member (object, "FIELD_NAME", field);
  json_object_set_int_member (object, "~PERCENT", percent);
  json_object_set_int_member (object, "PERCENT", percent);

  return object;
}

static JsonObject *
make_answers (DemoWorld *self, gint64 poll, gint64 question)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT id, text FROM poll_answer WHERE question = ? ORDER BY id");
  JsonObject *answers = json_object_new ();

  sqlite3_bind_int64 (row, 1, question);
  while (sqlite3_step (row) == SQLITE_ROW)
    json_object_set_object_member (answers, (const char *) sqlite3_column_text (row, 0),
                                   make_answer (self, poll, question, sqlite3_column_int64 (row, 0),
                                                (const char *) sqlite3_column_text (row, 1)));

  return answers;
}

static JsonObject *
make_questions (DemoWorld *self, gint64 poll)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT id, text FROM poll_question WHERE poll = ? ORDER BY id");
  JsonObject *questions = json_object_new ();

  sqlite3_bind_int64 (row, 1, poll);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (row, 0);
      JsonObject *object = make_entry (self, poll, id);

      set_number (object, "VOTE_ID", poll);
      json_object_set_string_member (object, "QUESTION",
                                     (const char *) sqlite3_column_text (row, 1));
      json_object_set_string_member (object, "QUESTION_TYPE", "text");
      json_object_set_string_member (object, "DIAGRAM", "Y");
      json_object_set_string_member (object, "DIAGRAM_TYPE", "histogram");
      json_object_set_string_member (object, "REQUIRED", "N");
      json_object_set_null_member (object, "IMAGE");
      json_object_set_object_member (object, "ANSWERS", make_answers (self, poll, id));
      json_object_set_object_member (questions, (const char *) sqlite3_column_text (row, 0),
                                     object);
    }

  return questions;
}

/* {"1":{"1":{"EVENT_ID":"27",…,"ANSWER_ID":"1"}}}; PHP: what is empty is a list */
static JsonNode *
make_own_answers (DemoWorld *self, gint64 poll, gint64 user)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT a.question, a.id, b.id FROM poll_ballot b"
                               " JOIN poll_answer a ON a.id = b.answer"
                               " WHERE b.poll = ? AND b.user = ? ORDER BY a.id");
  g_autoptr (JsonObject) map = json_object_new ();

  sqlite3_bind_int64 (row, 1, poll);
  sqlite3_bind_int64 (row, 2, user);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      const char *question = (const char *) sqlite3_column_text (row, 0);
      JsonObject *event = json_object_new ();

      set_number (event, "EVENT_ID", sqlite3_column_int64 (row, 2));
      set_number (event, "EVENT_QUESTION_ID", sqlite3_column_int64 (row, 2));
      set_number (event, "ANSWER_ID", sqlite3_column_int64 (row, 1));
      set_number (event, "ID", sqlite3_column_int64 (row, 2));
      json_object_set_string_member (event, "MESSAGE", "");
      if (!json_object_has_member (map, question))
        json_object_set_object_member (map, question, json_object_new ());
      json_object_set_object_member (json_object_get_object_member (map, question),
                                     (const char *) sqlite3_column_text (row, 1), event);
    }
  if (json_object_get_size (map) == 0)
    return demo_crm_take_array (json_array_new ());

  return json_node_init_object (json_node_alloc (), map);
}

static char *
dup_signed (gint64 poll)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, poll);
  g_autofree char *sum = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) CONNECTOR,
                                                    strlen (CONNECTOR), id, -1);

  return g_strconcat (id, ".", sum, NULL);
}

static JsonNode *
make_result (DemoCall *call, gint64 poll)
{
  DemoWorld *self = call->world;
  gint64 post = ask (self, "SELECT post FROM poll WHERE id = ?", poll, 0);
  gboolean is_finished = ask (self, "SELECT is_finished FROM poll WHERE id = ?", poll, 0) != 0;
  gboolean is_voted = count_ballots (self, poll, call->user_id) > 0;
  g_autofree char *name = dup_signed (poll);
  g_autofree char *download =
    g_strconcat ("/bitrix/services/main/ajax.php?action=vote.AttachedVote.download&SITE_ID=s1"
                 "&signedAttachId=",
                 name, NULL);
  g_autofree char *results = g_strdup_printf ("/vote-result/%" G_GINT64_FORMAT, poll);
  JsonObject *attach = json_object_new ();
  JsonObject *result = json_object_new ();

  json_object_set_int_member (attach, "ID", poll);
  json_object_set_int_member (attach, "VOTE_ID", poll);
  json_object_set_int_member (attach, "COUNTER",
                              ask (self,
                                   "SELECT count(DISTINCT user) FROM poll_ballot WHERE poll = ?",
                                   poll, 0));
  json_object_set_object_member (attach, "QUESTIONS", make_questions (self, poll));
  json_object_set_int_member (attach, "ANONYMITY", 0);
  json_object_set_int_member (attach, "OPTIONS", 0);
  json_object_set_member (attach, "userAnswerMap", make_own_answers (self, poll, call->user_id));
  json_object_set_boolean_member (attach, "canEdit",
                                  demo_feed_get_author (self, post) == call->user_id);
  json_object_set_boolean_member (attach, "canVote", !is_voted && !is_finished);
  json_object_set_boolean_member (attach, "canRevote", FALSE);
  json_object_set_boolean_member (attach, "isVoted", is_voted);
  json_object_set_string_member (attach, "signedAttachId", name);
  json_object_set_string_member (attach, "resultUrl", results);
  json_object_set_string_member (attach, "downloadUrl", download);
  json_object_set_int_member (attach, "entityId", post);
  json_object_set_boolean_member (attach, "isFinished", is_finished);
  json_object_set_object_member (result, "attach", attach);

  return demo_crm_take_object (result);
}

/* --- the methods --- */

/* named in one of three ways */
static gint64
read_poll (DemoCall *call)
{
  gint64 attach = demo_json_get_int (call->params, "attachId", 0);
  g_autofree char *name = demo_json_dup_string (call->params, "signedAttachId");
  g_autofree char *module = demo_json_dup_string (call->params, "moduleId");
  g_autofree char *type = demo_json_dup_string (call->params, "entityType");
  g_autofree char *right = NULL;

  if (attach > 0)
    return attach;
  if (name != NULL)
    {
      attach = g_ascii_strtoll (name, NULL, 10);
      right = dup_signed (attach);
      return g_str_equal (name, right) ? attach : 0;
    }
  if (module == NULL || g_ascii_strcasecmp (module, "blog") != 0 ||
      g_strcmp0 (type, CONNECTOR) != 0)
    return 0;

  return demo_poll_find (call->world, demo_json_get_int (call->params, "entityId", 0));
}

/* 0 with an error */
static gint64
find_poll (DemoCall *call, GError **error)
{
  gint64 poll = read_poll (call);
  gint64 post = ask (call->world, "SELECT post FROM poll WHERE id = ?", poll, 0);

  if (post == 0)
    demo_error_set (error, 400, "ATTACH_NOT_FOUND", "Attach not found");
  else if (!demo_feed_may_read (call->world, post, call->user_id))
    demo_error_set (error, 403, "ATTACH_READ_ACCESS_DENIED", "Access denied");
  else
    return poll;

  return 0;
}

static JsonNode *
run_get (DemoCall *call, GError **error)
{
  gint64 poll = find_poll (call, error);

  return poll != 0 ? make_result (call, poll) : NULL;
}

static JsonObject *
make_voter (gint64 id)
{
  const DemoUser *user = demo_directory_find_user (id);
  g_autofree char *name = g_strdup_printf ("%s %s", user->name, user->last_name);
  JsonObject *voter = json_object_new ();

  json_object_set_int_member (voter, "ID", id);
  json_object_set_string_member (voter, "NAME", name);
  json_object_set_string_member (voter, "IMAGE", "");
  json_object_set_string_member (voter, "WORK_POSITION", user->position);

  return voter;
}

/* {"3":[{"ID":1,"NAME":"Alex",…}]}: the first of each answer; PHP: what is empty is a list */
static JsonNode *
make_voted (DemoWorld *self, gint64 poll, guint page_size)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self,
                         "SELECT answer, user FROM poll_ballot WHERE poll = ? ORDER BY answer, id");
  g_autoptr (JsonObject) voted = json_object_new ();

  sqlite3_bind_int64 (row, 1, poll);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      const char *answer = (const char *) sqlite3_column_text (row, 0);
      JsonArray *voters;

      if (!json_object_has_member (voted, answer))
        json_object_set_array_member (voted, answer, json_array_new ());
      voters = json_object_get_array_member (voted, answer);
      if (json_array_get_length (voters) < page_size)
        json_array_add_object_element (voters, make_voter (sqlite3_column_int64 (row, 1)));
    }
  if (json_object_get_size (voted) == 0)
    return demo_crm_take_array (json_array_new ());

  return json_node_init_object (json_node_alloc (), voted);
}

static JsonNode *
run_get_with_voted (DemoCall *call, GError **error)
{
  gint64 poll = find_poll (call, error);
  JsonNode *result = NULL;

  if (poll == 0)
    return NULL;
  result = make_result (call, poll);
  json_object_set_member (json_node_get_object (result), "voted",
                          make_voted (call->world, poll,
                                      (guint) demo_json_get_int (call->params, "pageSize", 10)));

  return result;
}

/* (transfer full): the answers of the ballot {"1":["2","3"]} that belong to their questions */
static GArray *
read_ballot (DemoCall *call, gint64 poll)
{
  JsonObject *ballot = demo_json_get_object (call->params, "ballot");
  g_autoptr (GList) questions = ballot != NULL ? json_object_get_members (ballot) : NULL;
  GArray *answers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (GList *l = questions; l != NULL; l = l->next)
    {
      g_autoptr (GPtrArray) ids = demo_json_node_list (json_object_get_member (ballot, l->data));

      for (guint i = 0; i < ids->len; i++)
        {
          gint64 id = demo_json_node_int (ids->pdata[i]);
          gint64 question =
            ask (call->world, "SELECT question FROM poll_answer WHERE id = ? AND poll = ?", id,
                 poll);

          if (question != 0 && question == g_ascii_strtoll (l->data, NULL, 10))
            g_array_append_val (answers, id);
        }
    }

  return answers;
}

static JsonNode *
run_vote (DemoCall *call, GError **error)
{
  DemoWorld *self = call->world;
  gint64 poll = find_poll (call, error);
  g_autoptr (GArray) answers = NULL;

  if (poll == 0)
    return NULL;
  answers = read_ballot (call, poll);
  if (ask (self, "SELECT is_finished FROM poll WHERE id = ?", poll, 0) != 0)
    {
      demo_error_set (error, 403, "403", "The poll is inactive.");
      return NULL;
    }
  if (answers->len == 0 || count_ballots (self, poll, call->user_id) > 0)
    {
      demo_error_set (error, 400, "400", "Failed to save the voting");
      return NULL;
    }
  for (guint i = 0; i < answers->len; i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("INSERT INTO poll_ballot (poll, user, answer) VALUES (%" G_GINT64_FORMAT
                         ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ")",
                         poll, call->user_id, g_array_index (answers, gint64, i));

      demo_schema_exec (self, sql, NULL);
    }
  demo_world_emit_committed (self, "poll.vote", poll, call->user_id);

  return make_result (call, poll);
}

const DemoMethod *
demo_poll_methods (void)
{
  static const DemoMethod methods[] = {
    { "vote.AttachedVote.get", "vote", run_get },
    { "vote.AttachedVote.getWithVoted", "vote", run_get_with_voted },
    { "vote.AttachedVote.vote", "vote", run_vote },
    { NULL },
  };

  return methods;
}

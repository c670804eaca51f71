/* demo-methods-feed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * log.blogpost.* and log.blogcomment.*: see api-reference/log in the REST documentation. The older
 * of their refusals have no code.
 */

#define G_LOG_DOMAIN "demo-methods-feed"

#include "demo-methods-feed.h"

#include "demo-methods-crm.h"

#include <string.h>

#define MOST_COMMENTS 100
#define MICRO_TITLE 40

static void
tell (DemoCall *call, const char *what, gint64 post)
{
  demo_world_emit_committed (call->world, what, post, call->user_id);
}

/* --- log.blogpost.get --- */

/* " AND …" for those that are addressed to one of the codes; only letters and digits get in */
static char *
dup_rights (DemoCall *call)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (demo_json_get (call->params, "LOG_RIGHTS"));
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *code = demo_json_node_dup_string (list->pdata[i]);

      g_strcanon (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", '_');
      g_string_append_printf (codes, "%s'%s'", codes->len > 0 ? ", " : "", code);
    }
  if (list->len == 0)
    return g_strdup ("");

  return g_strdup_printf (" AND EXISTS (SELECT 1 FROM feed_dest r WHERE r.post = p.id"
                          " AND r.code IN (%s))",
                          codes->str);
}

/* " AND p.published >= …" */
static char *
dup_period (DemoCall *call, const char *name, const char *operation)
{
  g_autofree char *text = demo_json_dup_string (call->params, name);
  gint64 when;

  if (text == NULL || !demo_time_parse (text, &when))
    return g_strdup ("");

  return g_strdup_printf (" AND p.published %s %" G_GINT64_FORMAT, operation, when);
}

static char *
dup_where (DemoCall *call)
{
  gint64 post = demo_json_get_int (call->params, "POST_ID", 0);
  g_autofree char *condition = demo_feed_dup_condition (call->world, call->user_id);
  g_autofree char *rights = dup_rights (call);
  g_autofree char *from = dup_period (call, "LOG_DATE_FROM", ">=");
  g_autofree char *to = dup_period (call, "LOG_DATE_TO", "<=");

  if (post > 0)
    return g_strdup_printf ("%s AND p.id = %" G_GINT64_FORMAT, condition, post);

  return g_strconcat (condition, rights, from, to, NULL);
}

/* By the last activity: a comment lifts an old post. */
static JsonNode *
run_get (DemoCall *call, GError **error)
{
  g_autofree char *where = dup_where (call);
  g_autofree char *count = g_strconcat ("SELECT count(*) FROM feed_post p WHERE ", where, NULL);
  g_autofree char *sql =
    g_strconcat ("SELECT " DEMO_FEED_COLUMNS " FROM feed_post p WHERE ", where,
                 " ORDER BY p.updated DESC, p.id DESC LIMIT 50 OFFSET ?", NULL);
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (call->world, sql);
  JsonArray *list = json_array_new ();

  sqlite3_bind_int64 (row, 1, demo_crm_page_start (call));
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      DemoPost post = { 0 };

      demo_feed_read (row, &post);
      json_array_add_object_element (list, demo_feed_make_row (call->world, &post));
    }
  demo_crm_set_paging (call, demo_schema_get_int (call->world, count), TRUE);

  return demo_crm_take_array (list);
}

/* --- log.blogpost.getusers.important --- */

/* Nobody, and somebody who may not read it, look the same. */
static JsonNode *
run_get_readers (DemoCall *call, GError **error)
{
  gint64 post = demo_json_get_int (call->params, "POST_ID", 0);
  g_autoptr (GArray) readers = NULL;
  JsonArray *list;

  if (post <= 0)
    {
      demo_error_set (error, 400, "", "Wrong post ID");
      return NULL;
    }
  list = json_array_new ();
  if (!demo_feed_may_read (call->world, post, call->user_id))
    return demo_crm_take_array (list);
  readers = demo_feed_list_readers (call->world, post);
  for (guint i = 0; i < readers->len; i++)
    {
      g_autofree char *id =
        g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (readers, gint64, i));

      json_array_add_string_element (list, id);
    }

  return demo_crm_take_array (list);
}

/* --- log.blogpost.add, update, delete --- */

/* Only the day is kept of the end. */
static gint64
read_end (DemoCall *call)
{
  g_autofree char *text = demo_json_dup_string (call->params, "IMPORTANT_DATE_END");
  gint64 when;

  return text != NULL && demo_time_parse (text, &when) ? demo_time_day_start (when) : 0;
}

static gint64
read_author (DemoCall *call)
{
  gint64 author = demo_json_get_int (call->params, "USER_ID", 0);

  return author > 0 && demo_rights_is_admin (call->world->rights, call->user_id) ? author
                                                                                 : call->user_id;
}

/* [["name","base64"],…] */
static void
attach_files (DemoCall *call, gint64 post, gint64 author)
{
  g_autoptr (GPtrArray) files = demo_json_node_list (demo_json_get (call->params, "FILES"));

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GPtrArray) pair = demo_json_node_list (files->pdata[i]);
      g_autofree char *name = pair->len == 2 ? demo_json_node_dup_string (pair->pdata[0]) : NULL;
      g_autofree char *code = pair->len == 2 ? demo_json_node_dup_string (pair->pdata[1]) : NULL;
      g_autoptr (GBytes) content = NULL;
      gsize length;

      if (code == NULL || code[0] == '\0')
        continue;
      g_base64_decode_inplace (code, &length);
      content = g_bytes_new (code, length);
      demo_attached_add (call->world, post, name, content, author,
                         demo_world_get_now (call->world));
    }
}

static char *
dup_dest (DemoCall *call)
{
  JsonNode *node = demo_json_get (call->params, "DEST");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GString) codes = g_string_new (NULL);

  if (node == NULL)
    node = demo_json_get (call->params, "SPERM");
  list = demo_json_node_list (node);
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *code = demo_json_node_dup_string (list->pdata[i]);

      g_string_append_printf (codes, "%s ", code);
    }

  return g_strdup (list->len > 0 ? codes->str : "UA");
}

static JsonNode *
run_add (DemoCall *call, GError **error)
{
  g_autofree char *text = demo_json_dup_string (call->params, "POST_MESSAGE");
  g_autofree char *title = demo_json_dup_string (call->params, "POST_TITLE");
  g_autofree char *dest = dup_dest (call);
  DemoPost post = { 0 };
  gint64 id;

  if (text == NULL || text[0] == '\0')
    {
      demo_error_set (error, 400, "SONET_CONTROLLER_LIVEFEED_BLOGPOST_ADD_ERROR",
                      "Blog post hasn't been added");
      return NULL;
    }
  post.micro = title == NULL || title[0] == '\0';
  if (post.micro)
    {
      g_free (title);
      title = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MICRO_TITLE));
    }
  post.author = read_author (call);
  post.published = demo_world_get_now (call->world);
  post.title = title;
  post.text = text;
  post.important = demo_json_get_flag (call->params, "IMPORTANT");
  post.until = post.important ? read_end (call) : 0;
  id = demo_feed_add (call->world, &post, dest);
  attach_files (call, id, post.author);
  tell (call, "post.add", id);

  return json_node_init_int (json_node_alloc (), id);
}

/* The post that POST_ID names, which the caller wrote or administers; 0 with an error. */
static gint64
find_own (DemoCall *call, GError **error)
{
  gint64 post = demo_json_get_int (call->params, "POST_ID", 0);

  if (!demo_feed_exists (call->world, post))
    demo_error_set (error, 400, "", "No post found");
  else if (demo_feed_get_author (call->world, post) != call->user_id &&
           !demo_rights_is_admin (call->world->rights, call->user_id))
    demo_error_set (error, 400, "", "No permissions");
  else
    return post;

  return 0;
}

/* The votes stay: the portal does not ask again. A text alone wipes the title. */
static JsonNode *
run_update (DemoCall *call, GError **error)
{
  gint64 post = find_own (call, error);
  g_autofree char *text = demo_json_dup_string (call->params, "POST_MESSAGE");
  g_autofree char *title = demo_json_dup_string (call->params, "POST_TITLE");
  g_autofree char *important = demo_json_dup_string (call->params, "IMPORTANT");
  g_autoptr (sqlite3_stmt) row = NULL;

  if (post == 0)
    return NULL;
  if (text == NULL && title == NULL)
    {
      demo_error_set (error, 400, "EMPTY_TITLE", "Пустой заголовок");
      return NULL;
    }
  row = demo_schema_prepare (call->world,
                             "UPDATE feed_post SET title = coalesce (?1, ''), micro = ?1 IS NULL,"
                             " text = coalesce (?2, text),"
                             " important = CASE ?3 WHEN 'Y' THEN 1 WHEN 'N' THEN 0"
                             " ELSE important END, until = CASE ?3 WHEN 'N' THEN 0 ELSE until END,"
                             " updated = ?4 WHERE id = ?5");
  sqlite3_bind_text (row, 1, title, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, text, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 3, important, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 4, demo_world_get_now (call->world));
  sqlite3_bind_int64 (row, 5, post);
  demo_schema_step (call->world, row);
  tell (call, "post.update", post);

  return json_node_init_int (json_node_alloc (), post);
}

static JsonNode *
run_delete (DemoCall *call, GError **error)
{
  gint64 post = find_own (call, error);
  g_autofree char *sql = NULL;

  if (post == 0)
    return NULL;
  sql = g_strdup_printf ("DELETE FROM feed_post WHERE id = %1$" G_GINT64_FORMAT
                         "; DELETE FROM feed_dest WHERE post = %1$" G_GINT64_FORMAT
                         "; DELETE FROM feed_file WHERE post = %1$" G_GINT64_FORMAT
                         "; DELETE FROM feed_comment WHERE post = %1$" G_GINT64_FORMAT
                         "; DELETE FROM poll WHERE post = %1$" G_GINT64_FORMAT,
                         post);
  demo_schema_exec (call->world, sql, NULL);
  tell (call, "post.delete", post);

  return json_node_init_boolean (json_node_alloc (), TRUE);
}

/* --- comments --- */

static gboolean
is_duplicate (DemoCall *call, gint64 post, const char *text)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (call->world,
                         "SELECT 1 FROM feed_comment WHERE post = ? AND author = ? AND text = ?");

  sqlite3_bind_int64 (row, 1, post);
  sqlite3_bind_int64 (row, 2, call->user_id);
  sqlite3_bind_text (row, 3, text, -1, SQLITE_STATIC);

  return sqlite3_step (row) == SQLITE_ROW;
}

static JsonNode *
run_comment_add (DemoCall *call, GError **error)
{
  gint64 post = demo_json_get_int (call->params, "POST_ID", 0);
  g_autofree char *text = demo_json_dup_string (call->params, "TEXT");
  gint64 id;

  if (!demo_feed_may_read (call->world, post, call->user_id))
    demo_error_set (error, 400, "", "No post found");
  else if (text == NULL || text[0] == '\0')
    demo_error_set (error, 400, "", "Blog comment hasn't been added");
  else if (is_duplicate (call, post, text))
    demo_error_set (error, 400, "", "Duplicate comment");
  else
    {
      id = demo_feed_comment (call->world, post, call->user_id, text,
                              demo_world_get_now (call->world));
      tell (call, "post.comment", post);
      return json_node_init_int (json_node_alloc (), id);
    }

  return NULL;
}

/* One user's comments all over the feed; those of others without their text. */
static JsonNode *
run_comment_list (DemoCall *call, GError **error)
{
  gint64 wanted = demo_json_get_int (call->params, "USER_ID", 0);
  gint64 user = wanted > 0 ? wanted : call->user_id;
  gint64 first = demo_json_get_int (call->params, "FIRST_ID", 0);
  gint64 last = demo_json_get_int (call->params, "LAST_ID", 0);
  gint64 limit = demo_json_get_int (call->params, "LIMIT", MOST_COMMENTS);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (call->world, "SELECT id, post, created, text FROM feed_comment"
                                      " WHERE author = ?1 AND id > ?2 AND (?3 = 0 OR id < ?3)"
                                      " ORDER BY id DESC LIMIT ?4");
  JsonArray *comments = json_array_new ();
  JsonObject *result = json_object_new ();

  sqlite3_bind_int64 (row, 1, user);
  sqlite3_bind_int64 (row, 2, first);
  sqlite3_bind_int64 (row, 3, last);
  sqlite3_bind_int64 (row, 4, limit < 1 || limit > MOST_COMMENTS ? MOST_COMMENTS : limit);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      JsonObject *comment = json_object_new ();
      char created[DEMO_TIME_SIZE];

      demo_time_format (sqlite3_column_int64 (row, 2), created);
      json_object_set_int_member (comment, "id", sqlite3_column_int64 (row, 0));
      json_object_set_int_member (comment, "comment_id", sqlite3_column_int64 (row, 0));
      json_object_set_int_member (comment, "log_id",
                                  demo_feed_get_log_id (sqlite3_column_int64 (row, 1)));
      json_object_set_string_member (comment, "date", created);
      json_object_set_string_member (comment, "text",
                                     user == call->user_id
                                       ? (const char *) sqlite3_column_text (row, 3)
                                       : "");
      json_object_set_array_member (comment, "attach", json_array_new ());
      json_array_add_object_element (comments, comment);
    }
  json_object_set_array_member (result, "comments", comments);
  /* PHP: what is empty is a list */
  json_object_set_array_member (result, "files", json_array_new ());

  return demo_crm_take_object (result);
}

const DemoMethod *
demo_feed_methods (void)
{
  static const DemoMethod methods[] = {
    { "log.blogpost.get", "log", run_get },
    { "log.blogpost.getusers.important", "log", run_get_readers },
    { "log.blogpost.add", "log", run_add },
    { "log.blogpost.update", "log", run_update },
    { "log.blogpost.delete", "log", run_delete },
    { "log.blogcomment.add", "log", run_comment_add },
    { "log.blogcomment.user.get", "log", run_comment_list },
    { NULL },
  };

  return methods;
}

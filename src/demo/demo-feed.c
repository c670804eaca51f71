/* demo-feed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "demo-feed"

#include "demo-feed.h"

#include <string.h>

/* the portal gives no more */
#define MOST_READERS 500

static const char schema[] =
  "CREATE TABLE IF NOT EXISTS feed_post (id INTEGER PRIMARY KEY AUTOINCREMENT, author INTEGER,"
  " published INTEGER, updated INTEGER, title TEXT, text TEXT, micro INTEGER, important INTEGER,"
  " until INTEGER, props INTEGER);"
  "CREATE INDEX IF NOT EXISTS feed_post_updated ON feed_post (updated);"
  "CREATE TABLE IF NOT EXISTS feed_dest (post INTEGER, code TEXT, PRIMARY KEY (post, code))"
  " WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS feed_vote (post INTEGER, user INTEGER, held INTEGER,"
  " PRIMARY KEY (post, user)) WITHOUT ROWID;"
  "CREATE TABLE IF NOT EXISTS feed_comment (id INTEGER PRIMARY KEY AUTOINCREMENT, post INTEGER,"
  " author INTEGER, created INTEGER, text TEXT);"
  "CREATE INDEX IF NOT EXISTS feed_comment_post ON feed_comment (post);"
  "CREATE TABLE IF NOT EXISTS feed_file (id INTEGER PRIMARY KEY AUTOINCREMENT, post INTEGER,"
  " name TEXT, content BLOB, author INTEGER, created INTEGER);"
  "CREATE INDEX IF NOT EXISTS feed_file_post ON feed_file (post);"
  "CREATE TABLE IF NOT EXISTS feed_state (is_held INTEGER, secret TEXT);"
  "CREATE TABLE IF NOT EXISTS notification (id INTEGER PRIMARY KEY AUTOINCREMENT, user INTEGER,"
  " author INTEGER, created INTEGER, text TEXT, tag TEXT);";

gboolean
demo_feed_prepare (DemoWorld *self, guint extra, GError **error)
{
  g_autofree char *state = NULL;
  g_autofree char *secret = g_uuid_string_random ();

  if (!demo_schema_exec (self, schema, error))
    return FALSE;
  if (demo_schema_get_int (self, "SELECT count(*) FROM feed_state") > 0)
    return TRUE;

  state = g_strdup_printf ("BEGIN; INSERT INTO feed_state VALUES (0, '%s')", secret);
  if (!demo_schema_exec (self, state, error))
    return FALSE;
  demo_feed_seed (self, extra);

  return demo_schema_exec (self, "COMMIT", error);
}

/* --- posts --- */

void
demo_feed_address (DemoWorld *self, gint64 post, const char *dest)
{
  g_auto (GStrv) codes = g_strsplit (dest, " ", -1);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT OR IGNORE INTO feed_dest VALUES (?, ?)");

  for (guint i = 0; codes[i] != NULL; i++)
    {
      if (codes[i][0] == '\0')
        continue;
      sqlite3_bind_int64 (row, 1, post);
      sqlite3_bind_text (row, 2, codes[i], -1, SQLITE_STATIC);
      demo_schema_step (self, row);
    }
}

gint64
demo_feed_add (DemoWorld *self, const DemoPost *post, const char *dest)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT INTO feed_post (author, published, updated, title, text,"
                               " micro, important, until, props)"
                               " VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  gint64 id;

  sqlite3_bind_int64 (row, 1, post->author);
  sqlite3_bind_int64 (row, 2, post->published);
  sqlite3_bind_text (row, 3, post->title, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 4, post->text, -1, SQLITE_STATIC);
  sqlite3_bind_int (row, 5, post->micro);
  sqlite3_bind_int (row, 6, post->important);
  sqlite3_bind_int64 (row, 7, post->until);
  sqlite3_bind_int (row, 8, !post->no_props);
  demo_schema_step (self, row);
  id = sqlite3_last_insert_rowid (self->db);
  demo_feed_address (self, id, dest);
  if (post->important)
    demo_feed_vote (self, id, post->author);

  return id;
}

void
demo_feed_read (sqlite3_stmt *row, DemoPost *post)
{
  post->id = sqlite3_column_int64 (row, 0);
  post->author = sqlite3_column_int64 (row, 1);
  post->published = sqlite3_column_int64 (row, 2);
  post->title = (const char *) sqlite3_column_text (row, 3);
  post->text = (const char *) sqlite3_column_text (row, 4);
  post->micro = sqlite3_column_int (row, 5);
  post->important = sqlite3_column_int (row, 6);
  post->until = sqlite3_column_int64 (row, 7);
  post->no_props = !sqlite3_column_int (row, 8);
  post->comments = sqlite3_column_int64 (row, 9);
}

/* DR of his department and of all above it */
static void
append_departments (GString *codes, int department)
{
  for (const DemoDepartment *row = demo_directory_departments (); row->id != -1; row++)
    {
      if (row->id != department)
        continue;
      g_string_append_printf (codes, ", 'DR%d'", row->id);
      if (row->parent != 0)
        append_departments (codes, row->parent);
      return;
    }
}

char *
demo_feed_dup_condition (DemoWorld *self, gint64 user)
{
  const DemoUser *found = demo_directory_find_user (user);
  g_autoptr (GString) codes = g_string_new (NULL);

  g_string_printf (codes, "'UA', 'U%" G_GINT64_FORMAT "'", user);
  if (found != NULL)
    append_departments (codes, found->department);
  for (const DemoGroup *group = demo_directory_groups (); group->id != -1; group++)
    {
      if (demo_group_has_member (group, user))
        g_string_append_printf (codes, ", 'SG%d'", group->id);
    }

  return g_strdup_printf ("(p.author = %" G_GINT64_FORMAT " OR EXISTS (SELECT 1 FROM feed_dest d"
                          " WHERE d.post = p.id AND d.code IN (%s)))",
                          user, codes->str);
}

gboolean
demo_feed_may_read (DemoWorld *self, gint64 post, gint64 user)
{
  g_autofree char *condition = demo_feed_dup_condition (self, user);
  g_autofree char *sql =
    g_strdup_printf ("SELECT count(*) FROM feed_post p WHERE p.id = %" G_GINT64_FORMAT " AND %s",
                     post, condition);

  return demo_schema_get_int (self, sql) > 0;
}

gint64
demo_feed_get_author (DemoWorld *self, gint64 post)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT author FROM feed_post WHERE id = %" G_GINT64_FORMAT, post);

  return demo_schema_get_int (self, sql);
}

gboolean
demo_feed_exists (DemoWorld *self, gint64 post)
{
  return demo_feed_get_author (self, post) != 0;
}

void
demo_feed_touch (DemoWorld *self, gint64 post, gint64 when)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE feed_post SET updated = %" G_GINT64_FORMAT
                                          " WHERE id = %" G_GINT64_FORMAT,
                                          when, post);

  demo_schema_exec (self, sql, NULL);
}

/* --- who has read --- */

void
demo_feed_vote (DemoWorld *self, gint64 post, gint64 user)
{
  g_autofree char *sql = g_strdup_printf ("INSERT OR IGNORE INTO feed_vote SELECT %" G_GINT64_FORMAT
                                          ", %" G_GINT64_FORMAT ", is_held FROM feed_state",
                                          post, user);

  demo_schema_exec (self, sql, NULL);
}

void
demo_feed_hold_back (DemoWorld *self, gboolean is_held)
{
  demo_schema_exec (self,
                    is_held ? "UPDATE feed_state SET is_held = 1"
                            : "UPDATE feed_state SET is_held = 0; UPDATE feed_vote SET held = 0",
                    NULL);
}

GArray *
demo_feed_list_readers (DemoWorld *self, gint64 post)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "SELECT user FROM feed_vote WHERE post = ? AND NOT held"
                               " ORDER BY user LIMIT " G_STRINGIFY (MOST_READERS));

  sqlite3_bind_int64 (row, 1, post);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (row, 0);

      /* those who do not work here any more are not listed */
      if (demo_directory_find_employee (id) != NULL)
        g_array_append_val (ids, id);
    }

  return ids;
}

/* --- comments --- */

gint64
demo_feed_comment (DemoWorld *self, gint64 post, gint64 user, const char *text, gint64 when)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT INTO feed_comment (post, author, created, text)"
                               " VALUES (?, ?, ?, ?)");

  sqlite3_bind_int64 (row, 1, post);
  sqlite3_bind_int64 (row, 2, user);
  sqlite3_bind_int64 (row, 3, when);
  sqlite3_bind_text (row, 4, text, -1, SQLITE_STATIC);
  demo_schema_step (self, row);
  demo_feed_touch (self, post, when);

  return sqlite3_last_insert_rowid (self->db);
}

/* demo-methods-counters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * user.counters, im.counters.get and im.notify.get: what waits for a person (chats and
 * chats/notifications in the REST documentation).
 */

#define G_LOG_DOMAIN "demo-methods-counters"

#include "demo-methods-lists.h"

#include "demo-feed.h"
#include "demo-json.h"
#include "demo-methods-crm.h"
#include "demo-workflow.h"

#define CHAT 77
#define MOST 50

static gint64
count (DemoWorld *self, const char *sql, gint64 user)
{
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, sql, user);

  return demo_schema_get_int (self, text);
}

static gint64
count_unread (DemoCall *call)
{
  return count (call->world,
                "SELECT count(*) FROM notification WHERE seen IS NULL AND user =", call->user_id);
}

/* --- user.counters --- */

static gint64
count_important (DemoCall *call)
{
  g_autofree char *condition = demo_feed_dup_condition (call->world, call->user_id);
  g_autofree char *sql = g_strdup_printf (
    "SELECT count(*) FROM feed_post p WHERE p.important AND %s AND NOT EXISTS (SELECT 1"
    " FROM feed_vote v WHERE v.post = p.id AND v.user = %" G_GINT64_FORMAT ")",
    condition, call->user_id);

  return demo_schema_get_int (call->world, sql);
}

static JsonNode *
run_user_counters (DemoCall *call, GError **error)
{
  JsonObject *counters = json_object_new ();
  JsonObject *result = json_object_new ();

  json_object_set_int_member (counters, "**", count_important (call));
  json_object_set_int_member (counters, "bp_tasks",
                              demo_workflow_count_waiting (call->world, call->user_id));
  json_object_set_object_member (result, "s1", counters);

  return demo_crm_take_object (result);
}

/* --- im.counters.get --- */

/* PHP: a map that is empty is a list. */
static JsonNode *
run_im_counters (DemoCall *call, GError **error)
{
  static const char *const zeros[] = { "CHAT", "LINES", "DIALOG", "MESSENGER" };
  static const char *const maps[] = { "CHAT",  "CHAT_MUTED", "CHAT_UNREAD",
                                      "LINES", "DIALOG",     "DIALOG_UNREAD" };
  JsonObject *types = json_object_new ();
  JsonObject *result = json_object_new ();
  gint64 unread = count_unread (call);

  json_object_set_int_member (types, "ALL", unread);
  json_object_set_int_member (types, "NOTIFY", unread);
  for (guint i = 0; i < G_N_ELEMENTS (zeros); i++)
    json_object_set_int_member (types, zeros[i], 0);
  json_object_set_object_member (result, "TYPE", types);
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    json_object_set_array_member (result, maps[i], json_array_new ());

  return demo_crm_take_object (result);
}

/* --- im.notify.get --- */

static JsonObject *
make_notification (sqlite3_stmt *row)
{
  const char *tag = (const char *) sqlite3_column_text (row, 4);
  gboolean is_task = tag != NULL && g_str_has_prefix (tag, "BIZPROC|");
  JsonObject *object = json_object_new ();
  char when[DEMO_TIME_SIZE];

  demo_time_format (sqlite3_column_int64 (row, 2), when);
  json_object_set_int_member (object, "id", sqlite3_column_int64 (row, 0));
  json_object_set_int_member (object, "chat_id", CHAT);
  json_object_set_int_member (object, "author_id", sqlite3_column_int64 (row, 1));
  json_object_set_string_member (object, "date", when);
  json_object_set_int_member (object, "notify_type", 2);
  json_object_set_string_member (object, "notify_module", is_task ? "bizproc" : "rest");
  json_object_set_string_member (object, "notify_event", is_task ? "delegate_task" : "rest_notify");
  json_object_set_string_member (object, "notify_tag", tag != NULL ? tag : "");
  json_object_set_string_member (object, "notify_sub_tag", "");
  json_object_set_string_member (object, "notify_title", "");
  json_object_set_string_member (object, "setting_name",
                                 is_task ? "bizproc|delegate_task" : "rest|rest_notify");
  json_object_set_string_member (object, "text", (const char *) sqlite3_column_text (row, 3));
  json_object_set_string_member (object, "notify_read", sqlite3_column_int (row, 5) ? "Y" : "N");
  json_object_set_null_member (object, "params");

  return object;
}

static void
add_author (JsonArray *users, gint64 id)
{
  const DemoUser *user = demo_directory_find_user (id);
  JsonArray *departments = json_array_new ();
  JsonObject *object;
  g_autofree char *name = NULL;

  for (guint i = 0; i < json_array_get_length (users); i++)
    {
      if (json_object_get_int_member (json_array_get_object_element (users, i), "id") == id)
        user = NULL;
    }
  if (user == NULL)
    {
      json_array_unref (departments);
      return;
    }
  object = json_object_new ();
  name = g_strdup_printf ("%s %s", user->name, user->last_name);
  json_object_set_int_member (object, "id", id);
  json_object_set_boolean_member (object, "active", TRUE);
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "first_name", user->name);
  json_object_set_string_member (object, "last_name", user->last_name);
  json_object_set_string_member (object, "work_position", user->position);
  json_object_set_string_member (object, "avatar", "");
  json_object_set_string_member (object, "gender", user->gender == 'F' ? "F" : "M");
  json_array_add_int_element (departments, user->department);
  json_object_set_array_member (object, "departments", departments);
  json_object_set_string_member (object, "type", "user");
  json_array_add_object_element (users, object);
}

static JsonNode *
run_notifications (DemoCall *call, GError **error)
{
  gint64 last = demo_json_get_int (call->params, "LAST_ID", 0);
  gint64 limit = demo_json_get_int (call->params, "LIMIT", MOST);
  gint64 total =
    count (call->world, "SELECT count(*) FROM notification WHERE user =", call->user_id);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (call->world,
                         "SELECT id, author, created, text, tag, seen IS NOT NULL FROM notification"
                         " WHERE user = ?1 AND (?2 = 0 OR id < ?2) ORDER BY created DESC, id DESC"
                         " LIMIT ?3");
  JsonArray *list = json_array_new ();
  JsonArray *users = json_array_new ();
  JsonObject *result = json_object_new ();

  sqlite3_bind_int64 (row, 1, call->user_id);
  sqlite3_bind_int64 (row, 2, last);
  sqlite3_bind_int64 (row, 3, limit < 1 || limit > MOST ? MOST : limit);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      json_array_add_object_element (list, make_notification (row));
      add_author (users, sqlite3_column_int64 (row, 1));
    }
  /* without anything in it the chat of notifications is not there */
  if (total > 0)
    {
      json_object_set_int_member (result, "total_count", total);
      json_object_set_int_member (result, "total_unread_count", count_unread (call));
      json_object_set_int_member (result, "chat_id", CHAT);
    }
  json_object_set_array_member (result, "notifications", list);
  json_object_set_array_member (result, "users", users);

  return demo_crm_take_object (result);
}

/* --- im.notify.read --- */

/* Without ONLY_CURRENT everything that is newer is read too; without an ID nothing is. */
static JsonNode *
run_read (DemoCall *call, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "ID", -1);
  g_autofree char *action = demo_json_dup_string (call->params, "ACTION");
  g_autofree char *sql =
    g_strdup_printf ("UPDATE notification SET seen = %s WHERE user = %" G_GINT64_FORMAT
                     " AND id %s %" G_GINT64_FORMAT,
                     g_strcmp0 (action, "N") == 0 ? "NULL" : "1", call->user_id,
                     demo_json_get_flag (call->params, "ONLY_CURRENT") ? "=" : ">=", id);

  if (id >= 0)
    demo_schema_exec (call->world, sql, NULL);

  return json_node_init_boolean (json_node_alloc (), TRUE);
}

const DemoMethod *
demo_counter_methods (void)
{
  static const DemoMethod methods[] = {
    { "user.counters", "user", run_user_counters },
    { "im.counters.get", "im", run_im_counters },
    { "im.notify.get", "im", run_notifications },
    { "im.notify.read", "im", run_read },
    { NULL },
  };

  return methods;
}

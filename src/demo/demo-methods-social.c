/* demo-methods-social.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * socialnetwork.api.livefeed.blogpost.*: controllers of the portal, whose one argument is called
 * `params`: what is not wrapped in it is not seen. And im.notify.personal.add
 * (chats/notifications in the REST documentation) and sonet_group.user.get (sonet-group/members).
 */

#define G_LOG_DOMAIN "demo-methods-social"

#include "demo-methods-feed.h"

#include "demo-methods-crm.h"

#define READERS_PAGE 10

/* (transfer full) (nullable): a number out of `params` */
static gint64
get_wrapped (DemoCall *call, const char *name)
{
  JsonObject *params = demo_json_get_object (call->params, "params");

  return params != NULL ? demo_json_get_int (params, name, 0) : 0;
}

static void
refuse_empty (GError **error)
{
  demo_error_set (error, 400, "SONET_CONTROLLER_LIVEFEED_BLOGPOST_IMPORTANT_POST_ID_EMPTY",
                  "Post ID is empty");
}

/* Neither looks whether there is such a post nor whether it is important: one row for the owner of
 * the webhook, once. */
static JsonNode *
run_vote (DemoCall *call, GError **error)
{
  gint64 post = get_wrapped (call, "POST_ID");
  JsonObject *result;

  if (post <= 0)
    {
      refuse_empty (error);
      return NULL;
    }
  if (demo_directory_find_user (call->user_id) == NULL)
    {
      demo_error_set (error, 400, "SONET_CONTROLLER_LIVEFEED_BLOGPOST_IMPORTANT_NO_READ_PERMS",
                      "No permissions to read the post");
      return NULL;
    }
  demo_feed_vote (call->world, post, call->user_id);
  demo_world_emit_committed (call->world, "post.vote", post, call->user_id);
  result = json_object_new ();
  json_object_set_string_member (result, "success", "Y");

  return demo_crm_take_object (result);
}

static JsonObject *
make_reader (gint64 id)
{
  const DemoUser *user = demo_directory_find_user (id);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *name = g_strdup_printf ("%s %s", user->name, user->last_name);
  g_autofree char *url = g_strdup_printf ("/company/personal/user/%s/", text);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "ID", text);
  json_object_set_string_member (object, "FULL_NAME", name);
  json_object_set_string_member (object, "PHOTO_SRC", "");
  json_object_set_string_member (object, "PHOTO", "");
  json_object_set_string_member (object, "URL", url);
  json_object_set_string_member (object, "TYPE", "");

  return object;
}

static JsonNode *
run_readers (DemoCall *call, GError **error)
{
  gint64 post = get_wrapped (call, "POST_ID");
  gint64 page = MAX (get_wrapped (call, "PAGE_NUMBER"), 1);
  g_autoptr (GArray) readers = NULL;
  JsonObject *items;
  JsonObject *result;

  if (post <= 0)
    {
      refuse_empty (error);
      return NULL;
    }
  readers = demo_feed_list_readers (call->world, post);
  result = json_object_new ();
  if (readers->len == 0)
    {
      json_object_set_array_member (result, "items", json_array_new ());
      return demo_crm_take_object (result);
    }
  items = json_object_new ();
  for (gint64 i = (page - 1) * READERS_PAGE; i < MIN (page * READERS_PAGE, (gint64) readers->len);
       i++)
    {
      gint64 id = g_array_index (readers, gint64, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      json_object_set_object_member (items, key, make_reader (id));
    }
  json_object_set_object_member (result, "items", items);
  json_object_set_string_member (result, "StatusPage",
                                 page * READERS_PAGE < readers->len ? "continue" : "done");
  json_object_set_int_member (result, "RecordCount", readers->len);

  return demo_crm_take_object (result);
}

static const char *
name_of_department (const char *id)
{
  for (const DemoDepartment *row = demo_directory_departments (); row->id != -1; row++)
    {
      if (row->id == g_ascii_strtoll (id, NULL, 10))
        return row->name;
    }

  return "";
}

static const char *
name_of_group (const char *id)
{
  const DemoGroup *group = demo_directory_find_group (g_ascii_strtoll (id, NULL, 10));

  return group != NULL ? group->name : "";
}

/* {"TYPE":"DR","ID":"3","TITLE":"Регистратура"} */
static JsonObject *
make_destination (const char *code)
{
  JsonObject *object = json_object_new ();
  gsize letters = 0;
  g_autofree char *type = NULL;

  while (g_ascii_isalpha (code[letters]))
    letters++;
  type = g_strndup (code, letters);
  json_object_set_string_member (object, "TYPE", type);
  json_object_set_string_member (object, "ID", code + letters);
  if (g_str_equal (type, "DR"))
    json_object_set_string_member (object, "TITLE", name_of_department (code + letters));
  else if (g_str_equal (type, "SG"))
    json_object_set_string_member (object, "TITLE", name_of_group (code + letters));
  else if (g_str_equal (type, "UA"))
    json_object_set_string_member (object, "TITLE", "Все сотрудники");

  return object;
}

static JsonArray *
list_destinations (DemoCall *call, gint64 post)
{
  JsonArray *list = json_array_new ();
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (call->world, "SELECT code FROM feed_dest WHERE post = ? ORDER BY code");

  sqlite3_bind_int64 (row, 1, post);
  while (sqlite3_step (row) == SQLITE_ROW)
    json_array_add_object_element (list,
                                   make_destination ((const char *) sqlite3_column_text (row, 0)));

  return list;
}

static void
set_full (DemoCall *call, JsonObject *result, gint64 id)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (call->world,
                         "SELECT " DEMO_FEED_COLUMNS " FROM feed_post p WHERE p.id = ?");
  JsonObject *important = json_object_new ();
  DemoPost post = { 0 };

  sqlite3_bind_int64 (row, 1, id);
  if (sqlite3_step (row) == SQLITE_ROW)
    demo_feed_read (row, &post);
  json_object_set_array_member (result, "PostDestination", list_destinations (call, id));
  json_object_set_string_member (result, "PostDetailText", post.text);
  json_object_set_string_member (result, "PostTitle", post.title);
  json_object_set_string_member (important, "value", post.important ? "Y" : "N");
  json_object_set_int_member (important, "endDate", post.until);
  json_object_set_object_member (result, "PostImportantData", important);
}

/* Who got a post is told to its author and to administrators. */
static JsonNode *
run_full_data (DemoCall *call, GError **error)
{
  gint64 post = get_wrapped (call, "postId");
  gint64 author = demo_feed_get_author (call->world, post);
  gboolean is_full =
    author == call->user_id || demo_rights_is_admin (call->world->rights, call->user_id);
  g_autofree char *author_text = g_strdup_printf ("%" G_GINT64_FORMAT, author);
  JsonObject *result;

  if (author == 0 || !demo_feed_may_read (call->world, post, call->user_id))
    return demo_crm_take_array (json_array_new ());

  result = json_object_new ();
  json_object_set_int_member (result, "log_id", demo_feed_get_log_id (post));
  json_object_set_string_member (result, "post_user_id", author_text);
  json_object_set_string_member (result, "PostPerm", is_full ? "W" : "I");
  if (is_full)
    set_full (call, result, post);

  return demo_crm_take_object (result);
}

/* --- sonet_group.user.get --- */

/* Who asks for a closed group and is not in it hears that there is none. */
static JsonNode *
run_group_users (DemoCall *call, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "ID", 0);
  const DemoGroup *group = demo_directory_find_group (id);
  g_auto (GStrv) members = NULL;
  JsonArray *list;

  if (id <= 0)
    {
      demo_error_set (error, 400, "", "Wrong socialnetwork group ID");
      return NULL;
    }
  if (group == NULL || (group->is_closed && !demo_group_has_member (group, call->user_id)))
    {
      demo_error_set (error, 400, "", "Socialnetwork group not found");
      return NULL;
    }
  list = json_array_new ();
  members = g_strsplit (group->members, " ", -1);
  for (guint i = 0; members[i] != NULL; i++)
    {
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "USER_ID", members[i]);
      json_object_set_string_member (row, "ROLE", i == 0 ? "A" : "K");
      json_array_add_object_element (list, row);
    }

  return demo_crm_take_array (list);
}

/* --- im.notify.personal.add --- */

/* A tag is unique: what had it is removed. Of a webhook it counts with CLIENT_ID alone. */
static void
remove_tagged (DemoCall *call, const char *tag)
{
  g_autofree char *client = demo_json_dup_string (call->params, "CLIENT_ID");
  g_autoptr (sqlite3_stmt) row = NULL;

  if (tag == NULL || *tag == '\0' || client == NULL || *client == '\0')
    return;
  row = demo_schema_prepare (call->world, "DELETE FROM notification WHERE tag = ?");
  sqlite3_bind_text (row, 1, tag, -1, SQLITE_STATIC);
  demo_schema_step (call->world, row);
}

static gint64
insert_notification (DemoCall *call, gint64 user, const char *text, const char *tag)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (call->world, "INSERT INTO notification (user, author, created, text, tag)"
                                      " VALUES (?, ?, ?, ?, ?)");

  sqlite3_bind_int64 (row, 1, user);
  sqlite3_bind_int64 (row, 2, call->user_id);
  sqlite3_bind_int64 (row, 3, demo_world_get_now (call->world));
  sqlite3_bind_text (row, 4, text, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 5, tag, -1, SQLITE_STATIC);
  demo_schema_step (call->world, row);

  return sqlite3_last_insert_rowid (call->world->db);
}

static JsonNode *
run_notify (DemoCall *call, GError **error)
{
  gint64 user = demo_json_get_int (call->params, "USER_ID", 0);
  g_autofree char *given = demo_json_dup_string (call->params, "MESSAGE");
  g_autofree char *text = g_strstrip (g_strdup (given != NULL ? given : ""));
  g_autofree char *tag = demo_json_dup_string (call->params, "TAG");
  g_autoptr (JsonObject) changes = NULL;
  gint64 id;

  if (user <= 0 || text[0] == '\0')
    {
      demo_error_set (error, 400, user <= 0 ? "USER_ID_EMPTY" : "MESSAGE_EMPTY", "%s",
                      user <= 0 ? "User ID can't be empty" : "Message can't be empty");
      return NULL;
    }
  if (demo_directory_find_employee (user) == NULL)
    return json_node_init_boolean (json_node_alloc (), FALSE);
  remove_tagged (call, tag);
  id = insert_notification (call, user, text, tag);
  changes = json_object_new ();
  json_object_set_int_member (changes, "user", user);
  json_object_set_string_member (changes, "text", text);
  demo_world_emit_change (call->world, "notify.add", id, call->user_id, changes);

  return json_node_init_int (json_node_alloc (), id);
}

const DemoMethod *
demo_social_methods (void)
{
  static const DemoMethod methods[] = {
    { "socialnetwork.api.livefeed.blogpost.important.vote", "socialnetwork", run_vote },
    { "socialnetwork.api.livefeed.blogpost.important.getUsers", "socialnetwork", run_readers },
    { "socialnetwork.api.livefeed.blogpost.getBlogPostMobileFullData", "socialnetwork",
      run_full_data },
    { "im.notify.personal.add", "im", run_notify },
    { "sonet_group.user.get", "sonet_group", run_group_users },
    { NULL },
  };

  return methods;
}

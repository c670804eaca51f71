/* demo-methods-crm-activity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calls, messages and tasks in the timeline: see crm/timeline/activities in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-crm-activity"

#include "demo-methods-crm.h"

#include <string.h>

#include "demo-items.h"

void
demo_world_bind_activity (DemoWorld *self, gint64 activity, int type, gint64 owner)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (self, "INSERT OR IGNORE INTO activity_binding VALUES (?, ?, ?)");

  sqlite3_bind_int64 (row, 1, activity);
  sqlite3_bind_int (row, 2, type);
  sqlite3_bind_int64 (row, 3, owner);
  demo_schema_step (self, row);
}

gint64
demo_world_add_activity (DemoWorld *self, const DemoActivity *activity)
{
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    self, "INSERT INTO activity (provider, provider_type, type_id, direction, subject, description,"
          " created, updated, start, finish, deadline, completed, responsible, author, associated,"
          " origin, settings)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?9, ?10, ?11, ?11, ?13, ?12, ?14)");
  gboolean call = g_str_equal (activity->provider, "VOXIMPLANT_CALL");
  gboolean message = g_str_equal (activity->provider, "CRM_SMS");
  gint64 id;

  sqlite3_bind_text (row, 1, activity->provider, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, call ? "CALL" : message ? "SMS" : "TODO", -1, SQLITE_STATIC);
  sqlite3_bind_int (row, 3, call ? 2 : 6);
  sqlite3_bind_int (row, 4, activity->direction);
  sqlite3_bind_text (row, 5, activity->subject != NULL ? activity->subject : "", -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 6, activity->description != NULL ? activity->description : "", -1,
                     SQLITE_STATIC);
  sqlite3_bind_int64 (row, 7, demo_world_get_now (self));
  sqlite3_bind_int64 (row, 8, activity->start);
  sqlite3_bind_int64 (row, 9, activity->finish);
  sqlite3_bind_text (row, 10, activity->completed ? "Y" : "N", -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 11, activity->user_id);
  sqlite3_bind_text (row, 12, activity->origin, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 13, activity->associated);
  sqlite3_bind_text (row, 14, activity->settings, -1, SQLITE_STATIC);
  demo_schema_step (self, row);
  id = sqlite3_last_insert_rowid (self->db);
  demo_world_bind_activity (self, id, activity->type, activity->owner);
  demo_items_touch (self, activity->type, activity->owner, activity->user_id);

  return id;
}

JsonNode *
demo_crm_todo_add (DemoCall *call, GError **error)
{
  g_autofree char *title = demo_json_dup_string (call->params, "title");
  g_autofree char *text = demo_json_dup_string (call->params, "description");
  g_autofree char *deadline = demo_json_dup_string (call->params, "deadline");
  gint64 type = demo_json_get_int (call->params, "ownerTypeId", 0);
  JsonObject *result;
  DemoActivity activity = { 0 };

  if (type == 0 || demo_json_get (call->params, "ownerId") == NULL || deadline == NULL)
    {
      demo_crm_missing (type == 0          ? "ownerTypeId"
                        : deadline == NULL ? "deadline"
                                           : "ownerId",
                        error);
      return NULL;
    }
  activity.owner = demo_json_get_int (call->params, "ownerId", 0);
  if (type < DEMO_LEAD || type > DEMO_CONTACT ||
      !demo_items_exists (call->world, (int) type, activity.owner))
    {
      demo_error_set (error, 400, "OWNER_NOT_FOUND", "Владелец элемента не найден");
      return NULL;
    }
  if (!demo_time_parse (deadline, &activity.finish))
    {
      demo_error_set (error, 400, "WRONG_DATETIME_FORMAT", "Неверный формат даты");
      return NULL;
    }

  activity.type = (int) type;
  activity.provider = "CRM_TODO";
  activity.subject = title != NULL && title[0] != '\0' ? title : "Задача";
  activity.description = text;
  activity.start = activity.finish;
  activity.user_id = demo_json_get_int (call->params, "responsibleId", call->user_id);
  result = json_object_new ();
  json_object_set_int_member (result, "id", demo_world_add_activity (call->world, &activity));
  demo_world_emit_committed (call->world, "activity.add", json_object_get_int_member (result, "id"),
                             call->user_id);

  return demo_crm_take_object (result);
}

static void
append_list (GString *sql, const char *column, JsonNode *node)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (node);

  g_string_append_printf (sql, " AND %s IN (", column);
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *text = demo_json_node_dup_string (list->pdata[i]);
      char *quoted = sqlite3_mprintf ("%s%Q", i > 0 ? "," : "", text);

      g_string_append (sql, quoted);
      sqlite3_free (quoted);
    }
  g_string_append_c (sql, ')');
}

static void
append_bindings (GString *sql, JsonNode *node)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (node);

  g_string_append (sql, " AND (0");
  for (guint i = 0; i < list->len; i++)
    {
      JsonObject *pair = JSON_NODE_HOLDS_OBJECT ((JsonNode *) list->pdata[i])
                           ? json_node_get_object (list->pdata[i])
                           : NULL;

      if (pair == NULL)
        continue;
      g_string_append_printf (sql, " OR (b.type = %" G_GINT64_FORMAT,
                              demo_json_get_int (pair, "OWNER_TYPE_ID", 0));
      if (demo_json_get (pair, "OWNER_ID") != NULL)
        g_string_append_printf (sql, " AND b.owner = %" G_GINT64_FORMAT,
                                demo_json_get_int (pair, "OWNER_ID", 0));
      g_string_append_c (sql, ')');
    }
  g_string_append_c (sql, ')');
}

static const struct
{
  const char *name;
  const char *column;
  gboolean is_time;
} activity_columns[] = {
  { "ID", "a.id", FALSE },
  { "OWNER_ID", "b.owner", FALSE },
  { "OWNER_TYPE_ID", "b.type", FALSE },
  { "TYPE_ID", "a.type_id", FALSE },
  { "PROVIDER_ID", "a.provider", FALSE },
  { "PROVIDER_TYPE_ID", "a.provider_type", FALSE },
  { "ASSOCIATED_ENTITY_ID", "a.associated", FALSE },
  { "SUBJECT", "a.subject", FALSE },
  { "CREATED", "a.created", TRUE },
  { "LAST_UPDATED", "a.updated", TRUE },
  { "START_TIME", "a.start", TRUE },
  { "END_TIME", "a.finish", TRUE },
  { "DEADLINE", "a.deadline", TRUE },
  { "COMPLETED", "a.completed", FALSE },
  { "STATUS", "CASE a.completed WHEN 'Y' THEN 2 ELSE 1 END", FALSE },
  { "RESPONSIBLE_ID", "a.responsible", FALSE },
  { "DESCRIPTION", "a.description", FALSE },
  { "DIRECTION", "a.direction", FALSE },
  { "ORIGIN_ID", "a.origin", FALSE },
  { "AUTHOR_ID", "a.author", FALSE },
  { "EDITOR_ID", "a.author", FALSE },
  { "SETTINGS", "a.settings", FALSE },
};

/* Settings are a structure; an empty one is an empty list, as PHP has it. */
static JsonNode *
make_settings (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  return json_from_string (text != NULL ? text : "[]", NULL);
}

static int
find_activity_column (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (activity_columns); i++)
    {
      if (g_str_equal (activity_columns[i].name, name))
        return (int) i;
    }

  return -1;
}

/* Unknown keys are ignored; without BINDINGS each activity comes once, with its first owner. With
 * them the owners are looked up first. */
static char *
build_activity_where (JsonObject *filter)
{
  gboolean by_owner = filter != NULL && json_object_has_member (filter, "BINDINGS");
  GString *sql = g_string_new (
    by_owner ? " FROM activity_binding b CROSS JOIN activity a ON b.activity = a.id WHERE 1"
             : " FROM activity a JOIN activity_binding b ON b.activity = a.id WHERE 1");
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  gboolean bound = FALSE;

  if (filter != NULL)
    json_object_iter_init (&iter, filter);
  while (filter != NULL && json_object_iter_next (&iter, &key, &node))
    {
      const char *name;
      const char *operation = demo_fields_split_prefix (key, &name);
      int index = find_activity_column (name);

      if (g_str_equal (name, "BINDINGS"))
        {
          append_bindings (sql, node);
          bound = TRUE;
        }
      else if (index >= 0 && (operation[0] == '<' || operation[0] == '>'))
        {
          g_autofree char *text = demo_json_node_dup_string (node);
          gint64 number = demo_json_node_int (node);

          if (activity_columns[index].is_time)
            demo_time_parse (text, &number);
          g_string_append_printf (sql, " AND %s %s %" G_GINT64_FORMAT,
                                  activity_columns[index].column, operation, number);
        }
      else if (index >= 0 && operation[0] != '!' && operation[0] != '%')
        {
          append_list (sql, activity_columns[index].column, node);
          bound |= index == 1 || index == 2;
        }
    }
  if (!bound)
    g_string_append (sql, " AND (b.type, b.owner) = (SELECT type, owner FROM activity_binding"
                          " WHERE activity = a.id ORDER BY type, owner LIMIT 1)");

  return g_string_free (sql, FALSE);
}

static JsonObject *
make_activity (sqlite3_stmt *row, JsonNode *select)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (select);
  JsonObject *object = json_object_new ();

  for (int i = 0; i < (int) G_N_ELEMENTS (activity_columns); i++)
    {
      gboolean wanted = list->len == 0 || i == 0;

      for (guint j = 0; j < list->len && !wanted; j++)
        {
          g_autofree char *name = demo_json_node_dup_string (list->pdata[j]);

          wanted = g_str_equal (name, "*") || g_str_equal (name, activity_columns[i].name);
        }
      if (!wanted)
        continue;
      if (g_str_equal (activity_columns[i].name, "SETTINGS"))
        json_object_set_member (object, "SETTINGS", make_settings (row, i));
      else if (sqlite3_column_type (row, i) == SQLITE_NULL)
        json_object_set_null_member (object, activity_columns[i].name);
      else if (activity_columns[i].is_time)
        demo_crm_set_time (object, activity_columns[i].name, sqlite3_column_int64 (row, i));
      else
        json_object_set_string_member (object, activity_columns[i].name,
                                       (const char *) sqlite3_column_text (row, i));
    }
  return object;
}

static char *
build_activity_order (JsonObject *order)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (order != NULL)
    json_object_iter_init_ordered (&iter, order);
  while (order != NULL && json_object_iter_next_ordered (&iter, &key, &node))
    {
      int index = find_activity_column (key);
      g_autofree char *direction = demo_json_node_dup_string (node);

      if (index >= 0)
        return g_strdup_printf (" ORDER BY %s %s", activity_columns[index].column,
                                g_ascii_strcasecmp (direction, "desc") == 0 ? "DESC" : "ASC");
    }

  return g_strdup (" ORDER BY a.start ASC");
}

JsonNode *
demo_crm_activity_list (DemoCall *call, GError **error)
{
  g_autofree char *where = build_activity_where (demo_json_get_object (call->params, "filter"));
  g_autofree char *order = build_activity_order (demo_json_get_object (call->params, "order"));
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autofree char *count = g_strconcat ("SELECT count(*)", where, NULL);
  g_autoptr (sqlite3_stmt) row = NULL;
  JsonArray *list;

  for (guint i = 0; i < G_N_ELEMENTS (activity_columns); i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", activity_columns[i].column);
  g_string_append_printf (sql, "%s%s LIMIT 50 OFFSET %u", where, order, demo_crm_page_start (call));
  row = demo_schema_prepare (call->world, sql->str);
  list = json_array_new ();
  while (sqlite3_step (row) == SQLITE_ROW)
    json_array_add_object_element (list,
                                   make_activity (row, demo_json_get (call->params, "select")));
  demo_crm_set_paging (call, call->start == -1 ? 0 : demo_schema_get_int (call->world, count),
                       TRUE);

  return demo_crm_take_array (list);
}

/* (transfer full) (nullable): all of one activity, with its first owner */
static JsonObject *
read_activity (DemoCall *call, gint64 id)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (sqlite3_stmt) row = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (activity_columns); i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", activity_columns[i].column);
  g_string_append_printf (sql,
                          " FROM activity a JOIN activity_binding b ON b.activity = a.id"
                          " WHERE a.id = %" G_GINT64_FORMAT " ORDER BY b.type, b.owner LIMIT 1",
                          id);
  row = demo_schema_prepare (call->world, sql->str);

  return sqlite3_step (row) == SQLITE_ROW ? make_activity (row, NULL) : NULL;
}

JsonNode *
demo_crm_activity_get (DemoCall *call, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "id", 0);
  JsonObject *activity = id > 0 ? read_activity (call, id) : NULL;

  if (activity != NULL)
    return demo_crm_take_object (activity);
  demo_error_set (error, 400, "", id > 0 ? "Not found." : "ID is not defined or invalid.");

  return NULL;
}

static const struct
{
  const char *name;
  const char *column;
  gboolean is_time;
} writable[] = {
  { "SUBJECT", "subject", FALSE },     { "DESCRIPTION", "description", FALSE },
  { "COMPLETED", "completed", FALSE }, { "RESPONSIBLE_ID", "responsible", FALSE },
  { "START_TIME", "start", TRUE },     { "END_TIME", "finish", TRUE },
  { "DEADLINE", "deadline", TRUE },
};

/* A message or a call belongs to its provider, so little of it can be written. */
static void
write_member (DemoCall *call, gint64 id, const char *column, JsonNode *node, gboolean is_time)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE activity SET %s = ?, updated = ?, author = ?"
                                          " WHERE id = ?",
                                          column);
  g_autofree char *text = demo_json_node_dup_string (node);
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (call->world, sql);
  gint64 moment;

  if (is_time && demo_time_parse (text, &moment))
    sqlite3_bind_int64 (row, 1, moment);
  else if (!is_time)
    sqlite3_bind_text (row, 1, text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 2, demo_world_get_now (call->world));
  sqlite3_bind_int64 (row, 3, call->user_id);
  sqlite3_bind_int64 (row, 4, id);
  demo_schema_step (call->world, row);
}

static void
touch_owner (DemoCall *call, JsonObject *activity)
{
  demo_items_touch (call->world, (int) demo_json_get_int (activity, "OWNER_TYPE_ID", 0),
                    demo_json_get_int (activity, "OWNER_ID", 0), call->user_id);
}

JsonNode *
demo_crm_activity_update (DemoCall *call, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "id", 0);
  JsonObject *fields = demo_json_get_object (call->params, "fields");
  g_autoptr (JsonObject) activity = id > 0 ? read_activity (call, id) : NULL;

  if (fields == NULL || activity == NULL)
    {
      demo_error_set (error, 400, "",
                      fields == NULL ? "Parameter 'fields' must be array."
                                     : "Activity is not found");
      return NULL;
    }

  for (guint i = 0; i < G_N_ELEMENTS (writable); i++)
    {
      JsonNode *node = demo_json_get (fields, writable[i].name);

      if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
        write_member (call, id, writable[i].column, node, writable[i].is_time);
    }
  touch_owner (call, activity);
  demo_world_emit_committed (call->world, "activity.update", id, call->user_id);

  return json_node_init_boolean (json_node_alloc (), TRUE);
}

/* (transfer full) (nullable): the task that `id` names, of the owner that is named with it */
static JsonObject *
find_todo (DemoCall *call, const char *time, gint64 *id, GError **error)
{
  static const char *const required[] = { "id", "ownerTypeId", "ownerId" };
  g_autofree char *deadline = demo_json_dup_string (call->params, time);
  gint64 moment;
  g_autoptr (JsonObject) activity = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    {
      if (demo_json_get (call->params, required[i]) == NULL)
        {
          demo_crm_missing (required[i], error);
          return NULL;
        }
    }
  if (deadline == NULL)
    {
      demo_crm_missing (time, error);
      return NULL;
    }
  *id = demo_json_get_int (call->params, "id", 0);
  activity = read_activity (call, *id);
  if (activity == NULL ||
      !g_str_equal (json_object_get_string_member (activity, "PROVIDER_ID"), "CRM_TODO"))
    demo_error_set (error, 400, "NOT_FOUND", "Not found.");
  else if (demo_json_get_int (call->params, "ownerTypeId", 0) !=
             demo_json_get_int (activity, "OWNER_TYPE_ID", 0) ||
           demo_json_get_int (call->params, "ownerId", 0) !=
             demo_json_get_int (activity, "OWNER_ID", 0))
    demo_error_set (error, 400, "OWNER_NOT_FOUND", "Владелец элемента не найден");
  else if (demo_json_get_flag (activity, "COMPLETED"))
    demo_error_set (error, 400, "CAN_NOT_UPDATE_COMPLETED_TODO",
                    "Нельзя изменить выполненное дело");
  else if (!demo_time_parse (deadline, &moment))
    demo_error_set (error, 400, "WRONG_DATETIME_FORMAT", "Неверный формат даты");
  else
    return g_steal_pointer (&activity);

  return NULL;
}

static JsonNode *
finish_todo (DemoCall *call, JsonObject *activity, gint64 id, const char *time)
{
  JsonObject *result = json_object_new ();
  JsonNode *deadline = demo_json_get (call->params, time);

  write_member (call, id, "deadline", deadline, TRUE);
  write_member (call, id, "start", deadline, TRUE);
  write_member (call, id, "finish", deadline, TRUE);
  touch_owner (call, activity);
  demo_world_emit_committed (call->world, "activity.update", id, call->user_id);
  json_object_set_int_member (result, "id", id);

  return demo_crm_take_object (result);
}

JsonNode *
demo_crm_todo_update (DemoCall *call, GError **error)
{
  static const struct
  {
    const char *name;
    const char *column;
  } members[] = { { "title", "subject" },
                  { "description", "description" },
                  { "responsibleId", "responsible" } };
  gint64 id;
  g_autoptr (JsonObject) activity = find_todo (call, "deadline", &id, error);

  if (activity == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = demo_json_get (call->params, members[i].name);

      if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
        write_member (call, id, members[i].column, node, FALSE);
    }

  return finish_todo (call, activity, id, "deadline");
}

JsonNode *
demo_crm_todo_update_deadline (DemoCall *call, GError **error)
{
  gint64 id;
  g_autoptr (JsonObject) activity = find_todo (call, "value", &id, error);

  return activity != NULL ? finish_todo (call, activity, id, "value") : NULL;
}

/* demo-methods-crm-binding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * crm.activity.binding.*: in whose timelines an activity stands.
 */

#define G_LOG_DOMAIN "demo-methods-crm-binding"

#include "demo-methods-crm.h"

#include "demo-items.h"

/* One end of a binding, as the parameters name it. */
typedef struct
{
  int type;
  gint64 id;
} Owner;

/* sets an error when a number is not given */
static gboolean
read_number (DemoCall *call, const char *name, gint64 *number, GError **error)
{
  *number = demo_json_get_int (call->params, name, 0);

  return *number != 0 || demo_crm_missing (name, error);
}

static gboolean
read_owner (DemoCall *call,
            const char *type_name,
            const char *id_name,
            Owner *owner,
            GError **error)
{
  gint64 type = 0;

  if (!read_number (call, type_name, &type, error) ||
      !read_number (call, id_name, &owner->id, error))
    return FALSE;
  owner->type = (int) type;

  return TRUE;
}

static gboolean
fail (GError **error, const char *code, const char *words)
{
  demo_error_set (error, 400, code, "%s", words);

  return FALSE;
}

static gboolean
find_activity (DemoCall *call, gint64 activity, GError **error)
{
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (call->world, "SELECT 1 FROM activity WHERE id = ?");

  sqlite3_bind_int64 (row, 1, activity);

  return sqlite3_step (row) == SQLITE_ROW || fail (error, "NOT_FOUND", "Элемент не найден");
}

static gboolean
find_owner (DemoCall *call, const Owner *owner, GError **error)
{
  return (owner->type >= DEMO_LEAD && owner->type <= DEMO_CONTACT &&
          demo_items_exists (call->world, owner->type, owner->id)) ||
         fail (error, "OWNER_NOT_FOUND", "Владелец элемента не найден");
}

static gboolean
is_bound (DemoCall *call, gint64 activity, const Owner *owner)
{
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    call->world, "SELECT 1 FROM activity_binding WHERE activity = ? AND type = ? AND owner = ?");

  sqlite3_bind_int64 (row, 1, activity);
  sqlite3_bind_int (row, 2, owner->type);
  sqlite3_bind_int64 (row, 3, owner->id);

  return sqlite3_step (row) == SQLITE_ROW;
}

static gboolean
check_not_bound (DemoCall *call, gint64 activity, const Owner *owner, GError **error)
{
  return !is_bound (call, activity, owner) ||
         fail (error, "ACTIVITY_IS_ALREADY_BOUND", "Дело уже связано с этим элементом");
}

static gboolean
check_bound (DemoCall *call, gint64 activity, const Owner *owner, GError **error)
{
  return is_bound (call, activity, owner) ||
         fail (error, "BINDING_NOT_FOUND", "Дело не связано с этим элементом");
}

static void
unbind (DemoCall *call, gint64 activity, const Owner *owner)
{
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    call->world, "DELETE FROM activity_binding WHERE activity = ? AND type = ? AND owner = ?");

  sqlite3_bind_int64 (row, 1, activity);
  sqlite3_bind_int (row, 2, owner->type);
  sqlite3_bind_int64 (row, 3, owner->id);
  demo_schema_step (call->world, row);
}

static JsonNode *
answer_done (DemoCall *call, gint64 activity)
{
  demo_world_emit_committed (call->world, "activity.bind", activity, call->user_id);

  return json_node_init_boolean (json_node_alloc (), TRUE);
}

JsonNode *
demo_crm_binding_list (DemoCall *call, GError **error)
{
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    call->world,
    "SELECT type, owner FROM activity_binding WHERE activity = ? ORDER BY type, owner");
  gint64 activity = 0;
  JsonArray *list;

  if (!read_number (call, "activityId", &activity, error) || !find_activity (call, activity, error))
    return NULL;

  list = json_array_new ();
  sqlite3_bind_int64 (row, 1, activity);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      JsonObject *binding = json_object_new ();

      json_object_set_int_member (binding, "entityTypeId", sqlite3_column_int64 (row, 0));
      json_object_set_int_member (binding, "entityId", sqlite3_column_int64 (row, 1));
      json_array_add_object_element (list, binding);
    }

  return demo_crm_take_array (list);
}

JsonNode *
demo_crm_binding_add (DemoCall *call, GError **error)
{
  gint64 activity = 0;
  Owner owner = { 0 };

  if (!read_number (call, "activityId", &activity, error) ||
      !read_owner (call, "entityTypeId", "entityId", &owner, error) ||
      !find_activity (call, activity, error) || !find_owner (call, &owner, error) ||
      !check_not_bound (call, activity, &owner, error))
    return NULL;

  demo_world_bind_activity (call->world, activity, owner.type, owner.id);

  return answer_done (call, activity);
}

JsonNode *
demo_crm_binding_delete (DemoCall *call, GError **error)
{
  gint64 activity = 0;
  Owner owner = { 0 };
  g_autofree char *count = NULL;

  if (!read_number (call, "activityId", &activity, error) ||
      !read_owner (call, "entityTypeId", "entityId", &owner, error) ||
      !find_activity (call, activity, error) || !find_owner (call, &owner, error) ||
      !check_bound (call, activity, &owner, error))
    return NULL;

  count =
    g_strdup_printf ("SELECT count(*) FROM activity_binding WHERE activity = %" G_GINT64_FORMAT,
                     activity);
  if (demo_schema_get_int (call->world, count) < 2)
    {
      fail (error, "LAST_BINDING_CANNOT_BE_DELETED", "Нельзя удалить единственную связь дела");
      return NULL;
    }
  unbind (call, activity, &owner);

  return answer_done (call, activity);
}

JsonNode *
demo_crm_binding_move (DemoCall *call, GError **error)
{
  gint64 activity = 0;
  Owner from = { 0 };
  Owner to = { 0 };

  if (!read_number (call, "activityId", &activity, error) ||
      !read_owner (call, "sourceEntityTypeId", "sourceEntityId", &from, error) ||
      !read_owner (call, "targetEntityTypeId", "targetEntityId", &to, error) ||
      !find_activity (call, activity, error))
    return NULL;
  if (from.type != to.type)
    {
      fail (error, "SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR",
            "Дело нельзя перенести между элементами разных типов");
      return NULL;
    }
  if (from.id == to.id)
    {
      fail (error, "SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR",
            "Дело нельзя перенести в тот же элемент");
      return NULL;
    }
  if (!find_owner (call, &from, error) || !find_owner (call, &to, error) ||
      !check_bound (call, activity, &from, error) || !check_not_bound (call, activity, &to, error))
    return NULL;

  demo_world_bind_activity (call->world, activity, to.type, to.id);
  unbind (call, activity, &from);

  return answer_done (call, activity);
}

/* demo-methods-crm-calllist.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Call lists of contacts: see crm/call-list in the REST documentation. Nobody calls here, so every
 * member stays in work: no method changes that.
 */

#define G_LOG_DOMAIN "demo-methods-crm-calllist"

#include "demo-methods-crm.h"

#include "demo-items.h"

#define COMPANY 4

static gboolean
check_present (DemoCall *call, const char *name, GError **error)
{
  if (demo_json_get (call->params, name) != NULL)
    return TRUE;
  demo_error_set (error, 400, "ERROR_ARGUMENT", "%s is not found", name);

  return FALSE;
}

/* 0: neither of both */
static int
read_type (DemoCall *call)
{
  g_autofree char *type = demo_json_dup_string (call->params, "ENTITY_TYPE");

  if (g_strcmp0 (type, "CONTACT") == 0)
    return DEMO_CONTACT;

  return g_strcmp0 (type, "COMPANY") == 0 ? COMPANY : 0;
}

/* There are no companies here, and no forms. */
static gboolean
check_members (DemoCall *call, int type, const char *unknown, GError **error)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (demo_json_get (call->params, "ENTITIES"));

  for (guint i = 0; i < list->len; i++)
    {
      if (type == DEMO_CONTACT &&
          demo_items_exists (call->world, type, demo_json_node_int (list->pdata[i])))
        continue;
      demo_error_set (error, 400, unknown, "Incorrect entities id");
      return FALSE;
    }
  if (demo_json_get_int (call->params, "WEBFORM_ID", 0) != 0)
    {
      demo_error_set (error, 400, "WEBFORM_ERROR", "Incorrect webform id");
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_list (DemoCall *call, GError **error)
{
  JsonNode *node = demo_json_get (call->params, "ENTITIES");

  /* a query string numbers what is a list in JSON */
  if (JSON_NODE_HOLDS_ARRAY (node) || JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  demo_error_set (error, 400, "ENTITIES_ERROR", "Entities is not array");

  return FALSE;
}

static void
put_members (DemoCall *call, gint64 list_id)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (demo_json_get (call->params, "ENTITIES"));
  g_autoptr (sqlite3_stmt) remove =
    demo_schema_prepare (call->world, "DELETE FROM call_list_item WHERE list = ?");
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (call->world,
                         "INSERT OR IGNORE INTO call_list_item VALUES (?, ?, 'IN_WORK')");

  sqlite3_bind_int64 (remove, 1, list_id);
  demo_schema_step (call->world, remove);
  for (guint i = 0; i < list->len; i++)
    {
      sqlite3_reset (row);
      sqlite3_bind_int64 (row, 1, list_id);
      sqlite3_bind_int64 (row, 2, demo_json_node_int (list->pdata[i]));
      demo_schema_step (call->world, row);
    }
}

JsonNode *
demo_crm_call_list_add (DemoCall *call, GError **error)
{
  g_autoptr (sqlite3_stmt) row = NULL;
  int type = read_type (call);
  gint64 id;

  if (!check_present (call, "ENTITY_TYPE", error) || !check_present (call, "ENTITIES", error) ||
      !check_list (call, error))
    return NULL;
  if (type == 0)
    {
      demo_error_set (error, 400, "ENTITY_TYPE_ERROR", "Incorrect entity type");
      return NULL;
    }
  if (!check_members (call, type, "ENTITY_ERROR", error))
    return NULL;

  row = demo_schema_prepare (call->world,
                             "INSERT INTO call_list (created, author, type) VALUES (?, ?, ?)");
  sqlite3_bind_int64 (row, 1, demo_world_get_now (call->world));
  sqlite3_bind_int64 (row, 2, call->user_id);
  sqlite3_bind_int (row, 3, type);
  demo_schema_step (call->world, row);
  id = sqlite3_last_insert_rowid (call->world->db);
  put_members (call, id);
  demo_world_emit_committed (call->world, "calllist.add", id, call->user_id);

  return json_node_init_int (json_node_alloc (), id);
}

/* 0: there is no such list */
static int
find_type (DemoCall *call, gint64 id)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT coalesce ((SELECT type FROM call_list WHERE id = %" G_GINT64_FORMAT
                     "), 0)",
                     id);

  return (int) demo_schema_get_int (call->world, sql);
}

/* The members are overwritten, all of them. */
JsonNode *
demo_crm_call_list_update (DemoCall *call, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "LIST_ID", 0);
  int type = read_type (call);
  int known;

  if (!check_present (call, "LIST_ID", error) || !check_present (call, "ENTITY_TYPE", error) ||
      !check_present (call, "ENTITIES", error))
    return NULL;
  if (type == 0)
    {
      demo_error_set (error, 400, "ENTITY_TYPE_ERROR", "EntityType is incorrect");
      return NULL;
    }
  if (!check_list (call, error) || !check_members (call, type, "ENTITIES_ERROR", error))
    return NULL;
  known = find_type (call, id);
  if (known == 0)
    {
      demo_error_set (error, 400, "LIST_ID_ERROR", "Incorrect list id or access denied");
      return NULL;
    }
  if (known != type)
    {
      demo_error_set (error, 400, "ENTITY_TYPE_ERROR",
                      "Discrepancy between the type of call participants and incoming type");
      return NULL;
    }
  put_members (call, id);
  demo_world_emit_committed (call->world, "calllist.update", id, call->user_id);

  return json_node_init_boolean (json_node_alloc (), TRUE);
}

/* All are texts, and the time says no zone: it is the clinic's. */
JsonNode *
demo_crm_call_list_get (DemoCall *call, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "ID", 0);
  g_autoptr (sqlite3_stmt) row = NULL;
  char buffer[DEMO_TIME_SIZE];
  JsonObject *object;

  if (!check_present (call, "ID", error))
    return NULL;
  row = demo_schema_prepare (call->world, "SELECT created, author, type FROM call_list"
                                          " WHERE id = ?");
  sqlite3_bind_int64 (row, 1, id);
  if (sqlite3_step (row) != SQLITE_ROW)
    {
      demo_error_set (error, 400, "LIST_ID_ERROR", "Incorrect list id");
      return NULL;
    }
  object = json_object_new ();
  demo_time_format (sqlite3_column_int64 (row, 0), buffer);
  /* 2025-07-14T08:47:19+03:00 becomes 2025-07-14 08:47:19 */
  buffer[10] = ' ';
  buffer[19] = '\0';
  demo_crm_set_number (object, "ID", id);
  json_object_set_string_member (object, "DATE_CREATE", buffer);
  demo_crm_set_number (object, "CREATED_BY_ID", sqlite3_column_int64 (row, 1));
  json_object_set_null_member (object, "WEBFORM_ID");
  demo_crm_set_number (object, "ENTITY_TYPE_ID", sqlite3_column_int (row, 2));
  json_object_set_string_member (object, "ENTITY_TYPE",
                                 sqlite3_column_int (row, 2) == COMPANY ? "COMPANY" : "CONTACT");

  return demo_crm_take_object (object);
}

/* (transfer full) (nullable): the status that is asked for */
static char *
dup_status (DemoCall *call, GError **error)
{
  JsonObject *filter = demo_json_get_object (call->params, "FILTER");
  g_autofree char *status = filter != NULL ? demo_json_dup_string (filter, "STATUS") : NULL;

  if (status != NULL && demo_directory_find_status ("CALL_LIST", status) == NULL)
    {
      demo_error_set (error, 400, "STATUS_ERROR", "Incorrect status");
      return NULL;
    }

  return g_steal_pointer (&status);
}

/* A list with nobody in it, or with nobody of this status, is answered as one that may not be seen.
 */
JsonNode *
demo_crm_call_list_items (DemoCall *call, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "LIST_ID", 0);
  g_autoptr (GError) refusal = NULL;
  g_autofree char *status = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;
  g_autoptr (JsonArray) items = NULL;
  int type;

  if (!check_present (call, "LIST_ID", error))
    return NULL;
  type = id > 0 ? find_type (call, id) : 0;
  if (type == 0)
    {
      demo_error_set (error, 400, "LIST_ID_ERROR",
                      id > 0 ? "Call list is not found" : "List id should be positive");
      return NULL;
    }
  status = dup_status (call, &refusal);
  if (refusal != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }
  items = json_array_new ();
  row = demo_schema_prepare (call->world, "SELECT entity, status FROM call_list_item"
                                          " WHERE list = ?1 AND (?2 IS NULL OR status = ?2)"
                                          " ORDER BY entity");
  sqlite3_bind_int64 (row, 1, id);
  sqlite3_bind_text (row, 2, status, -1, SQLITE_STATIC);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      JsonObject *item = json_object_new ();

      json_object_set_int_member (item, "ID", sqlite3_column_int64 (row, 0));
      json_object_set_string_member (item, "STATUS", (const char *) sqlite3_column_text (row, 1));
      json_object_set_int_member (item, "ENTITY_TYPE", type);
      json_array_add_object_element (items, item);
    }
  if (json_array_get_length (items) == 0)
    {
      demo_error_set (error, 403, "ACCESS_ERROR",
                      "You do not have access to the participants of this call list");
      return NULL;
    }

  return demo_crm_take_array (g_steal_pointer (&items));
}

JsonNode *
demo_crm_call_list_statuses (DemoCall *call, GError **error)
{
  static const char *const statuses[] = { "IN_WORK", "SUCCESS", "WRONG_NUMBER", "STOP_CALLING" };
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      const DemoStatus *status = demo_directory_find_status ("CALL_LIST", statuses[i]);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "ID", status->id);
      json_object_set_string_member (object, "NAME", status->name);
      json_object_set_int_member (object, "SORT", status->sort);
      json_object_set_string_member (object, "STATUS_ID", status->status);
      json_array_add_object_element (list, object);
    }

  return demo_crm_take_array (list);
}

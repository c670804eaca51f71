/* demo-methods-lists.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lists.*: see api-reference/lists in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-lists"

#include "demo-methods-lists.h"

#include "demo-lists-row.h"
#include "demo-methods-crm.h"
#include "demo-workflow.h"

static gboolean
deny (GError **error)
{
  demo_error_set (error, 403, "ACCESS_DENIED", "Access denied");

  return FALSE;
}

static gboolean
miss (GError **error, const char *name)
{
  demo_error_set (error, 400, "ERROR_REQUIRED_PARAMETERS_MISSING",
                  "Required parameter `%s` is missing", name);

  return FALSE;
}

/* (nullable): the list that the call is about, if he may read it */
static const DemoList *
find_list (DemoCall *call, GError **error)
{
  g_autofree char *type = demo_json_dup_string (call->params, "IBLOCK_TYPE_ID");
  g_autofree char *code = demo_json_dup_string (call->params, "IBLOCK_CODE");
  gint64 id = demo_json_get_int (call->params, "IBLOCK_ID", 0);
  const DemoList *list;

  if (type == NULL || type[0] == '\0')
    miss (error, "IBLOCK_TYPE_ID");
  else if (id == 0 && (code == NULL || code[0] == '\0'))
    miss (error, "IBLOCK_ID");
  else
    {
      list = demo_lists_find (call->world, type, id, code);
      if (list == NULL)
        demo_error_set (error, 400, "ERROR_IBLOCK_NOT_FOUND", "Iblock not found");
      else if (!demo_lists_may_read (call->world, list->id, call->user_id))
        deny (error);
      else
        return list;
    }

  return NULL;
}

/* The element that ELEMENT_ID or ELEMENT_CODE names in the list; 0 when there is none. */
static gint64
look_up_element (DemoCall *call, const DemoList *list)
{
  g_autofree char *code = demo_json_dup_string (call->params, "ELEMENT_CODE");
  gint64 id = demo_json_get_int (call->params, "ELEMENT_ID", 0);
  g_autoptr (sqlite3_stmt) row =
    demo_schema_prepare (call->world,
                         id != 0 ? "SELECT id FROM list_element WHERE list = ? AND id = ?"
                                 : "SELECT id FROM list_element WHERE list = ? AND code = ?");

  sqlite3_bind_int (row, 1, list->id);
  if (id != 0)
    sqlite3_bind_int64 (row, 2, id);
  else
    sqlite3_bind_text (row, 2, code, -1, SQLITE_STATIC);

  return sqlite3_step (row) == SQLITE_ROW ? sqlite3_column_int64 (row, 0) : 0;
}

static gboolean
names_element (DemoCall *call)
{
  g_autofree char *code = demo_json_dup_string (call->params, "ELEMENT_CODE");

  return demo_json_get_int (call->params, "ELEMENT_ID", 0) != 0 || (code != NULL && *code != '\0');
}

static gint64
find_element (DemoCall *call, const DemoList *list, gboolean to_write, GError **error)
{
  gint64 element;

  if (!names_element (call))
    return miss (error, "ELEMENT_ID");
  element = look_up_element (call, list);
  if (element == 0)
    demo_error_set (error, 400, "ERROR_ELEMENT_NOT_FOUND", "Element not found");
  else if (!(to_write ? demo_lists_may_write_element (call->world, element, call->user_id)
                      : demo_lists_may_read_element (call->world, element, call->user_id)))
    deny (error);
  else
    return element;

  return 0;
}

/* --- reading --- */

static JsonNode *
run_lists (DemoCall *call, GError **error)
{
  g_autofree char *type = demo_json_dup_string (call->params, "IBLOCK_TYPE_ID");
  g_autofree char *code = demo_json_dup_string (call->params, "IBLOCK_CODE");
  gint64 id = demo_json_get_int (call->params, "IBLOCK_ID", 0);
  JsonArray *result;

  if (type == NULL || type[0] == '\0')
    {
      miss (error, "IBLOCK_TYPE_ID");
      return NULL;
    }
  result = json_array_new ();
  for (const DemoList *list = demo_lists_all (); list->id != 0; list++)
    {
      if (demo_lists_find (call->world, type, list->id, NULL) != NULL &&
          (id == 0 || id == list->id) && (code == NULL || g_str_equal (code, list->code)) &&
          demo_lists_may_read (call->world, list->id, call->user_id))
        json_array_add_object_element (result, demo_lists_make_list (call->world, list));
    }
  /* of nothing there is no total */
  if (json_array_get_length (result) > 0)
    call->total = json_array_get_length (result);

  return demo_crm_take_array (result);
}

static JsonObject *
make_name_field (void)
{
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "FIELD_ID", "NAME");
  json_object_set_int_member (row, "SORT", 5);
  json_object_set_string_member (row, "NAME", "Название");
  json_object_set_string_member (row, "IS_REQUIRED", "Y");
  json_object_set_string_member (row, "MULTIPLE", "N");
  json_object_set_string_member (row, "DEFAULT_VALUE", "");
  json_object_set_string_member (row, "TYPE", "NAME");
  json_object_set_boolean_member (row, "PROPERTY_TYPE", FALSE);
  json_object_set_boolean_member (row, "PROPERTY_USER_TYPE", FALSE);

  return row;
}

/* By FIELD_ID; but with FIELD_ID given, by TYPE. */
static JsonNode *
run_fields (DemoCall *call, GError **error)
{
  const DemoList *list = find_list (call, error);
  g_autofree char *wanted = demo_json_dup_string (call->params, "FIELD_ID");
  JsonObject *result;

  if (list == NULL)
    return NULL;
  result = json_object_new ();
  if (wanted == NULL || g_str_equal (wanted, "NAME"))
    json_object_set_object_member (result, "NAME", make_name_field ());
  for (const DemoProperty *property = demo_lists_properties (); property->id != 0; property++)
    {
      g_autofree char *name = g_strdup_printf ("PROPERTY_%d", property->id);

      if (property->list == list->id && (wanted == NULL || g_str_equal (wanted, name)))
        json_object_set_object_member (result,
                                       wanted != NULL
                                         ? demo_property_get_type (call->world, property)
                                         : name,
                                       demo_lists_make_field (call->world, property));
    }
  if (json_object_get_size (result) > 0)
    return demo_crm_take_object (result);
  json_object_unref (result);

  return demo_crm_take_array (json_array_new ());
}

static char *
dup_where (DemoCall *call, const DemoList *list, GError **error)
{
  g_autofree char *filter =
    demo_lists_build_filter (call->world, list, demo_json_get (call->params, "FILTER"), error);
  g_autoptr (GString) where = filter != NULL ? g_string_new (filter) : NULL;

  if (where == NULL)
    return NULL;
  if (names_element (call))
    g_string_append_printf (where, " AND e.id = %" G_GINT64_FORMAT, look_up_element (call, list));
  if (!demo_lists_sees_all (call->world, list->id, call->user_id))
    {
      const DemoProperty *subject = demo_lists_find_subject (list->id);

      if (subject != NULL)
        g_string_append_printf (where,
                                " AND EXISTS (SELECT 1 FROM list_value s WHERE s.element = e.id"
                                " AND s.property = %d AND s.value = '%" G_GINT64_FORMAT "')",
                                subject->id, call->user_id);
      else
        g_string_append_printf (where, " AND e.author = %" G_GINT64_FORMAT, call->user_id);
    }

  return g_string_free (g_steal_pointer (&where), FALSE);
}

static JsonNode *
run_get (DemoCall *call, GError **error)
{
  const DemoList *list = find_list (call, error);
  g_autofree char *where = list != NULL ? dup_where (call, list, error) : NULL;
  g_autofree char *order = NULL;
  g_autofree char *count = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;
  g_autoptr (GPtrArray) wanted = NULL;
  JsonArray *result;

  if (where == NULL)
    return NULL;
  order = demo_lists_build_order (call->world, list, demo_json_get (call->params, "ELEMENT_ORDER"));
  count = g_strconcat ("SELECT count(*) FROM list_element e WHERE ", where, NULL);
  sql = g_strdup_printf ("SELECT e.id FROM list_element e WHERE %s%s LIMIT %d OFFSET %u", where,
                         order, DEMO_PAGE, demo_crm_page_start (call));
  row = demo_schema_prepare (call->world, sql);
  wanted = demo_json_node_list (demo_json_get (call->params, "SELECT"));
  result = json_array_new ();
  while (sqlite3_step (row) == SQLITE_ROW)
    json_array_add_object_element (result,
                                   demo_lists_make_row (call->world, sqlite3_column_int64 (row, 0),
                                                        wanted));
  if (json_array_get_length (result) > 0)
    demo_crm_set_paging (call, demo_schema_get_int (call->world, count), TRUE);

  return demo_crm_take_array (result);
}

/* --- writing --- */

static JsonObject *
get_fields (DemoCall *call, GError **error)
{
  JsonObject *fields = demo_json_get_object (call->params, "FIELDS");

  if (fields == NULL)
    miss (error, "FIELDS");

  return fields;
}

static JsonNode *
run_add (DemoCall *call, GError **error)
{
  const DemoList *list = find_list (call, error);
  g_autofree char *code = demo_json_dup_string (call->params, "ELEMENT_CODE");
  JsonObject *fields;
  gint64 now = demo_world_get_now (call->world);
  gint64 element;

  if (list == NULL)
    return NULL;
  if (code == NULL || code[0] == '\0')
    {
      miss (error, "ELEMENT_CODE");
      return NULL;
    }
  fields = get_fields (call, error);
  if (fields == NULL)
    return NULL;
  if (!demo_lists_may_add (call->world, list->id, call->user_id))
    {
      deny (error);
      return NULL;
    }
  if (look_up_element (call, list) != 0)
    {
      demo_error_set (error, 400, "ERROR_ELEMENT_ALREADY_EXISTS", "Element already exists");
      return NULL;
    }
  if (!demo_lists_check_fields (call->world, list, 0, fields, error))
    return NULL;
  if (call->world->launch == DEMO_LAUNCH_UNSET && g_str_equal (list->type, "bitrix_processes"))
    {
      demo_error_set (error, 400, "ERROR_ADD_ELEMENT", "Workflow constants need to be configured");
      return NULL;
    }
  element = demo_lists_add (call->world, list->id, code, "", call->user_id, now);
  demo_lists_take_fields (call->world, list, element, fields, call->user_id);
  demo_world_emit_committed (call->world, "list.add", element, call->user_id);
  demo_workflow_start_for (call->world, element, call->user_id, now);

  return json_node_init_int (json_node_alloc (), element);
}

static JsonNode *
say_true (void)
{
  return json_node_init_boolean (json_node_alloc (), TRUE);
}

static JsonNode *
run_update (DemoCall *call, GError **error)
{
  const DemoList *list = find_list (call, error);
  gint64 element = list != NULL ? find_element (call, list, TRUE, error) : 0;
  JsonObject *fields = element != 0 ? get_fields (call, error) : NULL;

  if (fields == NULL || !demo_lists_check_fields (call->world, list, element, fields, error))
    return NULL;
  demo_lists_take_fields (call->world, list, element, fields, call->user_id);
  demo_lists_touch (call->world, element, demo_world_get_now (call->world));
  demo_world_emit_committed (call->world, "list.update", element, call->user_id);

  return say_true ();
}

static JsonNode *
run_delete (DemoCall *call, GError **error)
{
  const DemoList *list = find_list (call, error);
  gint64 element = list != NULL ? find_element (call, list, TRUE, error) : 0;

  if (element == 0)
    return NULL;
  demo_workflow_end_for (call->world, element);
  demo_lists_delete (call->world, element);
  demo_world_emit_committed (call->world, "list.delete", element, call->user_id);

  return say_true ();
}

/* --- lists.element.get.file.url --- */

static char *
dup_file_url (const DemoList *list, gint64 element, const DemoProperty *property, const char *value)
{
  if (g_str_equal (property->type, "S:DiskFile"))
    return g_strdup_printf ("/bitrix/tools/disk/uf.php?attachedId=%s&action=download&ncc=1", value);

  return g_strdup_printf ("%s%d/file/0/%" G_GINT64_FORMAT "/PROPERTY_%d/%s/?ncc=y&download=y",
                          g_str_equal (list->type, "lists") ? "/company/lists/"
                                                            : "/bizproc/processes/",
                          list->id, element, property->id, value);
}

static JsonNode *
run_file_url (DemoCall *call, GError **error)
{
  const DemoList *list = find_list (call, error);
  gint64 element = list != NULL ? find_element (call, list, FALSE, error) : 0;
  gint64 id = demo_json_get_int (call->params, "FIELD_ID", 0);
  const DemoProperty *property;
  g_autoptr (GPtrArray) values = NULL;
  JsonArray *result;

  if (element == 0)
    return NULL;
  if (id == 0)
    {
      miss (error, "FIELD_ID");
      return NULL;
    }
  property = demo_lists_find_property (list->id, id);
  result = json_array_new ();
  if (property == NULL ||
      (!g_str_equal (property->type, "F") && !g_str_equal (property->type, "S:DiskFile")))
    return demo_crm_take_array (result);
  values = demo_lists_dup_values (call->world, element, property->id);
  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *url = dup_file_url (list, element, property, values->pdata[i]);

      json_array_add_string_element (result, url);
    }

  return demo_crm_take_array (result);
}

const DemoMethod *
demo_lists_methods (void)
{
  static const DemoMethod methods[] = {
    { "lists.get", "lists", run_lists },
    { "lists.field.get", "lists", run_fields },
    { "lists.element.get", "lists", run_get },
    { "lists.element.add", "lists", run_add },
    { "lists.element.update", "lists", run_update },
    { "lists.element.delete", "lists", run_delete },
    { "lists.element.get.file.url", "lists", run_file_url },
    { NULL },
  };

  return methods;
}

/* demo-methods-crm-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * crm.item.*: see crm/universal in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-crm-item"

#include "demo-methods-crm.h"

#include "demo-items.h"
#include "demo-smart.h"
#include "demo-user-fields.h"

/* The type of entity that the call is about, 0 with an error. */
static int
get_type (DemoCall *call, GError **error)
{
  JsonNode *node = demo_json_get (call->params, "entityTypeId");
  gint64 type;

  if (node == NULL)
    return demo_crm_missing ("entityTypeId", error);
  type = demo_json_node_int (node);
  if (type >= DEMO_LEAD && type <= DEMO_CONTACT)
    return (int) type;
  if (type == DEMO_SMART_ENTITY && demo_smart_is_there (call->world))
    return DEMO_SMART;
  if (type == DEMO_COMPANY_ENTITY)
    return DEMO_COMPANY;
  if (type == 5)
    demo_error_set (error, 400, "ENTITY_TYPE_NOT_SUPPORTED", "Тип сущности не поддерживается");
  else
    demo_error_set (error, 400, "NOT_FOUND", "Смарт-процесс не найден");

  return 0;
}

/* What does not look like a number, such as a $result that led nowhere, is no id. */
static gboolean
get_id (DemoCall *call, gint64 *id, GError **error)
{
  JsonNode *node = demo_json_get (call->params, "id");
  g_autofree char *text = NULL;
  char *end = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return demo_crm_missing ("id", error);
  text = demo_json_node_dup_string (node);
  *id = g_ascii_strtoll (text, &end, 10);
  if (text[0] == '\0' || *end != '\0')
    {
      demo_error_set (error, 400, "100",
                      "Invalid value {%s} to match with parameter {id}. Should be "
                      "value of type int.",
                      text);
      return FALSE;
    }

  return TRUE;
}

static gboolean
deny (GError **error)
{
  demo_error_set (error, 400, "ACCESS_DENIED", "Доступ запрещен");

  return FALSE;
}

/* Deals of a funnel that he may not see are as good as locked away; lists leave them out. */
static gboolean
check_access (DemoCall *call, int type, gint64 id, GError **error)
{
  g_autofree char *sql = NULL;

  if (type == DEMO_SMART && demo_items_exists (call->world, type, id))
    return demo_smart_may_read (call->world, id, call->user_id) || deny (error);
  if (type != DEMO_DEAL || !demo_items_exists (call->world, type, id))
    return TRUE;
  sql = g_strdup_printf ("SELECT CATEGORY_ID FROM deal WHERE ID = %" G_GINT64_FORMAT, id);

  return demo_rights_sees_funnel (call->world->rights, call->user_id,
                                  demo_schema_get_int (call->world, sql)) ||
         deny (error);
}

static void
leave_out_hidden (DemoCall *call, int type, DemoFilter *filter)
{
  g_autofree char *hidden =
    type == DEMO_DEAL ? demo_rights_dup_hidden (call->world->rights, call->user_id) : NULL;

  if (hidden != NULL)
    demo_filter_leave_out (filter, "CATEGORY_ID", hidden);
  if (type == DEMO_SMART && !demo_smart_sees_all (call->world, call->user_id))
    demo_filter_keep (filter, "CREATED_BY", call->user_id);
}

static void
add_all_columns (DemoFields *fields, GArray *columns, gboolean only_user)
{
  for (int i = 0; i < (int) demo_fields_get_size (fields); i++)
    {
      if (!only_user || demo_fields_get (fields, (guint) i)->flags & DEMO_FIELD_USER)
        g_array_append_val (columns, i);
    }
}

/* Names that do not exist are dropped without a word. With useOriginalUfNames and a list of names
 * the portal gives back nothing but the user fields: not even the id. Returns TRUE for "*". */
static gboolean
select_columns (DemoFields *fields, JsonNode *select, gboolean original_names, GArray *columns)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (select);

  if (list->len == 0)
    {
      add_all_columns (fields, columns, FALSE);
      return TRUE;
    }
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *key = demo_json_node_dup_string (list->pdata[i]);
      g_autofree char *upper = NULL;
      int index;

      if (g_str_equal (key, "*"))
        {
          g_array_set_size (columns, 0);
          add_all_columns (fields, columns, FALSE);
          return TRUE;
        }
      upper = original_names && g_str_has_prefix (key, "UF_") ? g_strdup (key)
                                                              : demo_fields_key_to_upper (key);
      index = demo_fields_find (fields, upper);
      if (index >= 0 &&
          (!original_names || demo_fields_get (fields, (guint) index)->flags & DEMO_FIELD_USER))
        g_array_append_val (columns, index);
    }

  return FALSE;
}

JsonNode *
demo_crm_item_list (DemoCall *call, GError **error)
{
  int type = get_type (call, error);
  DemoFields *fields = type != 0 ? call->world->fields[type] : NULL;
  gboolean original_names = demo_json_get_flag (call->params, "useOriginalUfNames");
  g_autoptr (DemoFilter) filter = NULL;
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree char *order = NULL;
  DemoItemsQuery query = { 0 };
  JsonArray *items;

  if (type == 0)
    return NULL;
  filter = demo_filter_new (fields);
  if (!demo_filter_parse_item (filter, demo_json_get (call->params, "filter"), original_names,
                               error))
    return NULL;
  order =
    demo_filter_build_order (fields, demo_json_get (call->params, "order"), original_names, error);
  if (order == NULL)
    return NULL;

  leave_out_hidden (call, type, filter);
  query.filter = filter;
  query.order = order;
  query.offset = demo_crm_page_start (call);
  query.limit = DEMO_PAGE;
  query.columns = columns;
  query.original_names = original_names;
  query.with_multi =
    select_columns (fields, demo_json_get (call->params, "select"), original_names, columns) &&
    demo_type_has_multi (type);
  demo_crm_set_paging (call, call->start == -1 ? 0 : demo_items_count (call->world, fields, filter),
                       FALSE);

  items = demo_items_list (call->world, fields, &query);
  for (guint i = 0; type == DEMO_SMART && i < json_array_get_length (items); i++)
    demo_smart_link_files (call, json_array_get_element (items, i));

  return demo_crm_wrap ("items", demo_crm_take_array (items));
}

static JsonNode *
answer_item (DemoCall *call, int type, gint64 id, GError **error)
{
  JsonObject *item =
    demo_items_get (call->world, type, id, demo_json_get_flag (call->params, "useOriginalUfNames"));
  JsonNode *result;

  if (item == NULL)
    {
      demo_error_set (error, 400, "NOT_FOUND", "Элемент не найден");
      return NULL;
    }

  result = demo_crm_take_object (item);
  if (type == DEMO_SMART)
    demo_smart_link_files (call, result);

  return demo_crm_wrap ("item", result);
}

JsonNode *
demo_crm_item_get (DemoCall *call, GError **error)
{
  int type = get_type (call, error);
  gint64 id;

  if (type == 0 || !get_id (call, &id, error) || !check_access (call, type, id, error))
    return NULL;

  return answer_item (call, type, id, error);
}

/* An empty PHP array arrives as []: then nothing is asked. */
static JsonObject *
get_fields (DemoCall *call, GError **error)
{
  JsonNode *node = demo_json_get (call->params, "fields");

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_object_ref (json_node_get_object (node));
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_object_new ();
  demo_crm_missing ("fields", error);

  return NULL;
}

/* The clinic has given the right to its companies to nobody but the office's browser. */
static gboolean
may_write (int type, GError **error)
{
  return type != DEMO_COMPANY || deny (error);
}

/* Nobody brings an invoice that is paid. */
static gboolean
may_begin_at (DemoCall *call, JsonObject *fields)
{
  g_autofree char *stage = demo_json_dup_string (fields, "stageId");

  return stage == NULL || demo_smart_may_move (call->world, call->user_id, call->user_id,
                                               DEMO_SMART_STAGE ("NEW"), stage);
}

JsonNode *
demo_crm_item_add (DemoCall *call, GError **error)
{
  int type = get_type (call, error);
  g_autoptr (JsonObject) fields = type != 0 ? get_fields (call, error) : NULL;
  gint64 id;

  if (fields == NULL)
    return NULL;
  if (type == DEMO_DEAL && !demo_rights_sees_funnel (call->world->rights, call->user_id,
                                                     demo_json_get_int (fields, "categoryId", 0)))
    {
      deny (error);
      return NULL;
    }
  if (!may_write (type, error))
    return NULL;
  if (type == DEMO_SMART && !may_begin_at (call, fields))
    {
      demo_error_set (error, 400, "0", "Недостаточно прав для изменения стадии");
      return NULL;
    }
  id = demo_items_add (call->world, type, fields, call->user_id,
                       demo_json_get_flag (call->params, "useOriginalUfNames"), error);

  return id != 0 ? answer_item (call, type, id, error) : NULL;
}

JsonNode *
demo_crm_item_update (DemoCall *call, GError **error)
{
  int type = get_type (call, error);
  g_autoptr (JsonObject) fields = NULL;
  gint64 id;

  if (type == 0 || !get_id (call, &id, error) || !check_access (call, type, id, error) ||
      !may_write (type, error))
    return NULL;
  fields = get_fields (call, error);
  if (fields == NULL ||
      !demo_items_update (call->world, type, id, fields, call->user_id,
                          demo_json_get_flag (call->params, "useOriginalUfNames"), error))
    return NULL;

  return answer_item (call, type, id, error);
}

JsonNode *
demo_crm_item_delete (DemoCall *call, GError **error)
{
  int type = get_type (call, error);
  gint64 id;

  if (type == 0 || !get_id (call, &id, error) || !check_access (call, type, id, error) ||
      !may_write (type, error) || !demo_items_delete (call->world, type, id, call->user_id, error))
    return NULL;

  return demo_crm_take_array (json_array_new ());
}

static JsonArray *
make_enum_items (DemoWorld *world, int type, const char *upper)
{
  JsonArray *items;

  if (type == DEMO_SMART)
    return demo_smart_list_choices (upper);
  items = demo_user_fields_list_items_of (world, type, upper);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      json_object_remove_member (item, "SORT");
      json_object_remove_member (item, "DEF");
      json_object_remove_member (item, "XML_ID");
    }

  return items;
}

static JsonObject *
make_field (DemoWorld *world, int type, const DemoField *field)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", field->type);
  json_object_set_boolean_member (object, "isRequired", (field->flags & DEMO_FIELD_REQUIRED) != 0);
  json_object_set_boolean_member (object, "isReadOnly", (field->flags & DEMO_FIELD_READ_ONLY) != 0);
  json_object_set_boolean_member (object, "isImmutable", FALSE);
  json_object_set_boolean_member (object, "isMultiple",
                                  field->kind == DEMO_KIND_LIST ||
                                    (field->flags & DEMO_FIELD_MULTIPLE) != 0);
  json_object_set_boolean_member (object, "isDynamic", (field->flags & DEMO_FIELD_USER) != 0);
  if (field->status_type != NULL)
    json_object_set_string_member (object, "statusType", field->status_type);
  if (g_str_equal (field->type, "enumeration"))
    json_object_set_array_member (object, "items", make_enum_items (world, type, field->upper));
  json_object_set_string_member (object, "title", field->title);
  json_object_set_string_member (object, "upperName", field->upper);
  if (field->flags & DEMO_FIELD_USER)
    json_object_set_object_member (object, "settings", json_object_new ());

  return object;
}

JsonNode *
demo_crm_item_fields (DemoCall *call, GError **error)
{
  int type = get_type (call, error);
  gboolean original_names = demo_json_get_flag (call->params, "useOriginalUfNames");
  JsonObject *result;
  DemoFields *fields;

  if (type == 0)
    return NULL;

  fields = call->world->fields[type];
  result = json_object_new ();
  for (guint i = 0; i < demo_fields_get_size (fields); i++)
    {
      const DemoField *field = demo_fields_get (fields, i);

      if (field->flags & DEMO_FIELD_SILENT)
        continue;
      json_object_set_object_member (result,
                                     original_names && (field->flags & DEMO_FIELD_USER)
                                       ? field->upper
                                       : demo_fields_get_key (fields, i),
                                     make_field (call->world, type, field));
    }

  return demo_crm_wrap ("fields", demo_crm_take_object (result));
}

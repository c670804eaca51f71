/* demo-methods-crm-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * crm.item.*: see crm/universal in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-crm-item"

#include "demo-methods-crm.h"

#include "demo-items.h"

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

  query.filter = filter;
  query.order = order;
  query.offset = demo_crm_page_start (call);
  query.limit = DEMO_PAGE;
  query.columns = columns;
  query.original_names = original_names;
  query.with_multi =
    select_columns (fields, demo_json_get (call->params, "select"), original_names, columns) &&
    type != DEMO_DEAL;
  demo_crm_set_paging (call, call->start == -1 ? 0 : demo_items_count (call->world, fields, filter),
                       FALSE);

  return demo_crm_wrap ("items",
                        demo_crm_take_array (demo_items_list (call->world, fields, &query)));
}

static JsonNode *
answer_item (DemoCall *call, int type, gint64 id, GError **error)
{
  JsonObject *item =
    demo_items_get (call->world, type, id, demo_json_get_flag (call->params, "useOriginalUfNames"));

  if (item == NULL)
    {
      demo_error_set (error, 400, "NOT_FOUND", "Элемент не найден");
      return NULL;
    }

  return demo_crm_wrap ("item", demo_crm_take_object (item));
}

JsonNode *
demo_crm_item_get (DemoCall *call, GError **error)
{
  int type = get_type (call, error);
  gint64 id;

  if (type == 0 || !get_id (call, &id, error))
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

JsonNode *
demo_crm_item_add (DemoCall *call, GError **error)
{
  int type = get_type (call, error);
  g_autoptr (JsonObject) fields = type != 0 ? get_fields (call, error) : NULL;
  gint64 id;

  if (fields == NULL)
    return NULL;
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

  if (type == 0 || !get_id (call, &id, error))
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

  if (type == 0 || !get_id (call, &id, error) ||
      !demo_items_delete (call->world, type, id, call->user_id, error))
    return NULL;

  return demo_crm_take_array (json_array_new ());
}

static JsonArray *
make_enum_items (const char *upper)
{
  JsonArray *items = json_array_new ();

  for (const DemoEnumItem *row = demo_directory_enum_items (); row->id != -1; row++)
    {
      JsonObject *object;
      g_autofree char *id = g_strdup_printf ("%d", row->id);

      if (!g_str_equal (row->field, upper))
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "ID", id);
      json_object_set_string_member (object, "VALUE", row->value);
      json_array_add_object_element (items, object);
    }

  return items;
}

static JsonObject *
make_field (const DemoField *field)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", field->type);
  json_object_set_boolean_member (object, "isRequired", FALSE);
  json_object_set_boolean_member (object, "isReadOnly", (field->flags & DEMO_FIELD_READ_ONLY) != 0);
  json_object_set_boolean_member (object, "isImmutable", FALSE);
  json_object_set_boolean_member (object, "isMultiple", field->kind == DEMO_KIND_LIST);
  json_object_set_boolean_member (object, "isDynamic", (field->flags & DEMO_FIELD_USER) != 0);
  if (field->status_type != NULL)
    json_object_set_string_member (object, "statusType", field->status_type);
  if (g_str_equal (field->type, "enumeration"))
    json_object_set_array_member (object, "items", make_enum_items (field->upper));
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
                                     make_field (field));
    }

  return demo_crm_wrap ("fields", demo_crm_take_object (result));
}

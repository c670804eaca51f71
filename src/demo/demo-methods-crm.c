/* demo-methods-crm.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dictionaries, funnels, settings; and the table of all methods of the CRM.
 */

#define G_LOG_DOMAIN "demo-methods-crm"

#include "demo-methods-crm.h"

#include <string.h>

JsonNode *
demo_crm_take_object (JsonObject *object)
{
  JsonNode *node = json_node_alloc ();

  json_node_init_object (node, object);
  json_object_unref (object);

  return node;
}

JsonNode *
demo_crm_take_array (JsonArray *array)
{
  JsonNode *node = json_node_alloc ();

  json_node_init_array (node, array);
  json_array_unref (array);

  return node;
}

JsonNode *
demo_crm_wrap (const char *name, JsonNode *node)
{
  JsonObject *object = json_object_new ();

  json_object_set_member (object, name, node);

  return demo_crm_take_object (object);
}

guint
demo_crm_page_start (DemoCall *call)
{
  gint64 start = CLAMP (call->start, 0, 1000000000);

  return (guint) (start / DEMO_PAGE * DEMO_PAGE);
}

/* With start = -1 nothing is counted: the newer methods then say nothing of it, the older say 0. */
void
demo_crm_set_paging (DemoCall *call, gint64 total, gboolean legacy)
{
  guint start = demo_crm_page_start (call);

  call->next = -1;
  call->total = legacy ? 0 : -1;
  if (call->start == -1)
    return;
  call->total = total;
  if (start + DEMO_PAGE < total)
    call->next = start + DEMO_PAGE;
}

gboolean
demo_crm_missing (const char *parameter, GError **error)
{
  demo_error_set (error, 400, "100", "Could not find value for parameter {%s}", parameter);

  return FALSE;
}

static void
set_number (JsonObject *object, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  json_object_set_string_member (object, name, text);
}

static void
set_text_or_null (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

/* A lost stage after the first one is an "apology". */
static const char *
meaning_of (const DemoStatus *status)
{
  char semantics = demo_status_get_semantics (status);

  if (semantics == 'P')
    return "process";
  if (semantics == 'S')
    return "success";

  return status->system ? "failure" : "apology";
}

static gint64
category_of (const DemoStatus *status)
{
  return g_str_has_prefix (status->entity, "DEAL_STAGE_")
           ? g_ascii_strtoll (status->entity + strlen ("DEAL_STAGE_"), NULL, 10)
           : 0;
}

static JsonObject *
make_status (const DemoStatus *status)
{
  JsonObject *object = json_object_new ();
  JsonObject *extra;

  set_number (object, "ID", status->id);
  json_object_set_string_member (object, "ENTITY_ID", status->entity);
  json_object_set_string_member (object, "STATUS_ID", status->status);
  json_object_set_string_member (object, "NAME", status->name);
  json_object_set_string_member (object, "NAME_INIT", status->initial);
  set_number (object, "SORT", status->sort);
  json_object_set_string_member (object, "SYSTEM", status->system ? "Y" : "N");
  if (category_of (status) != 0)
    set_number (object, "CATEGORY_ID", category_of (status));
  else
    json_object_set_null_member (object, "CATEGORY_ID");
  set_text_or_null (object, "COLOR", status->colour);
  set_text_or_null (object, "SEMANTICS", status->semantics);
  if (status->colour != NULL)
    {
      extra = json_object_new ();
      json_object_set_string_member (extra, "SEMANTICS", meaning_of (status));
      json_object_set_string_member (extra, "COLOR", status->colour);
      json_object_set_object_member (object, "EXTRA", extra);
    }

  return object;
}

/* Equality only; unknown keys, and keys with a prefix, are passed over. */
static gboolean
status_matches (JsonObject *status, JsonObject *filter)
{
  static const char *const known[] = { "ID",     "ENTITY_ID",   "STATUS_ID", "NAME", "SORT",
                                       "SYSTEM", "CATEGORY_ID", "SEMANTICS", NULL };
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, filter);
  while (json_object_iter_next (&iter, &key, &node))
    {
      g_autofree char *wanted = NULL;
      const char *value;

      if (!g_strv_contains (known, key))
        continue;
      wanted = demo_json_node_dup_string (node);
      value = json_object_get_string_member_with_default (status, key, "");
      if (g_strcmp0 (value != NULL ? value : "", wanted) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_status_filter (JsonObject *filter, GError **error)
{
  static const char *const scalars[] = { "ENTITY_ID", "STATUS_ID", "SORT", "SEMANTICS" };

  for (guint i = 0; i < G_N_ELEMENTS (scalars); i++)
    {
      JsonNode *node = json_object_get_member (filter, scalars[i]);

      if (node != NULL && !demo_json_node_is_scalar (node))
        {
          demo_error_set (error, 400, "", "Filter by %s must be a string", scalars[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static JsonNode *
run_status_list (DemoCall *call, GError **error)
{
  JsonObject *filter = demo_json_get_object (call->params, "filter");
  JsonArray *result;

  if (filter != NULL && !check_status_filter (filter, error))
    return NULL;

  result = json_array_new ();
  for (const DemoStatus *status = demo_directory_statuses (); status->id != -1; status++)
    {
      g_autoptr (JsonObject) object = make_status (status);

      if (filter == NULL || status_matches (object, filter))
        json_array_add_object_element (result, g_steal_pointer (&object));
    }
  call->total = json_array_get_length (result);

  return demo_crm_take_array (result);
}

static JsonObject *
make_category (const DemoCategory *category)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", category->id);
  json_object_set_string_member (object, "name", category->name);
  json_object_set_int_member (object, "sort", category->sort);
  json_object_set_int_member (object, "entityTypeId", DEMO_DEAL);
  json_object_set_string_member (object, "isDefault", category->id == 0 ? "Y" : "N");
  if (category->id != 0)
    {
      json_object_set_string_member (object, "originId", "");
      json_object_set_string_member (object, "originatorId", "");
    }

  return object;
}

/* Leads have no funnels; the funnels of contacts are not those that patients are in. */
static gboolean
check_funnel_type (DemoCall *call, GError **error)
{
  gint64 type = demo_json_get_int (call->params, "entityTypeId", 0);

  if (demo_json_get (call->params, "entityTypeId") == NULL)
    return demo_crm_missing ("entityTypeId", error);
  if (type == DEMO_DEAL)
    return TRUE;
  if (type >= 1 && type <= 31)
    demo_error_set (error, 400, "ENTITY_TYPE_NOT_SUPPORTED", "Тип сущности не поддерживается");
  else
    demo_error_set (error, 400, "NOT_FOUND", "Смарт-процесс не найден");

  return FALSE;
}

static JsonNode *
run_category_list (DemoCall *call, GError **error)
{
  JsonArray *list;

  if (!check_funnel_type (call, error))
    return NULL;

  list = json_array_new ();
  for (const DemoCategory *row = demo_directory_categories (); row->id != -1; row++)
    json_array_add_object_element (list, make_category (row));
  call->total = json_array_get_length (list);

  return demo_crm_wrap ("categories", demo_crm_take_array (list));
}

static JsonNode *
run_category_get (DemoCall *call, GError **error)
{
  const DemoCategory *category;

  if (!check_funnel_type (call, error))
    return NULL;

  category = demo_directory_find_category (demo_json_get_int (call->params, "id", -1));
  if (category == NULL)
    {
      demo_error_set (error, 400, "NOT_FOUND", "Элемент не найден");
      return NULL;
    }

  return demo_crm_wrap ("category", demo_crm_take_object (make_category (category)));
}

static JsonNode *
run_settings_mode (DemoCall *call, GError **error)
{
  return json_node_init_int (json_node_alloc (), demo_world_get_crm_mode (call->world));
}

static JsonNode *
run_enum_settings_mode (DemoCall *call, GError **error)
{
  static const char *const names[] = { "Классическая CRM", "Простая CRM" };
  JsonArray *list = json_array_new ();

  for (int i = 0; i < 2; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "ID", i + 1);
      json_object_set_string_member (object, "NAME", names[i]);
      json_object_set_null_member (object, "SYMBOL_CODE");
      json_object_set_null_member (object, "SYMBOL_CODE_SHORT");
      json_array_add_object_element (list, object);
    }

  return demo_crm_take_array (list);
}

const DemoMethod *
demo_crm_methods (void)
{
  static const DemoMethod methods[] = {
    { "crm.item.list", "crm", demo_crm_item_list },
    { "crm.item.get", "crm", demo_crm_item_get },
    { "crm.item.add", "crm", demo_crm_item_add },
    { "crm.item.update", "crm", demo_crm_item_update },
    { "crm.item.delete", "crm", demo_crm_item_delete },
    { "crm.item.fields", "crm", demo_crm_item_fields },
    { "crm.category.list", "crm", run_category_list },
    { "crm.category.get", "crm", run_category_get },
    { "crm.status.list", "crm", run_status_list },
    { "crm.contact.list", "crm", demo_crm_contact_list },
    { "crm.contact.get", "crm", demo_crm_contact_get },
    { "crm.deal.list", "crm", demo_crm_deal_list },
    { "crm.deal.get", "crm", demo_crm_deal_get },
    { "crm.deal.contact.items.get", "crm", demo_crm_deal_contacts },
    { "crm.duplicate.findbycomm", "crm", demo_crm_find_by_comm },
    { "crm.stagehistory.list", "crm", demo_crm_stage_history },
    { "crm.timeline.comment.add", "crm", demo_crm_comment_add },
    { "crm.timeline.comment.list", "crm", demo_crm_comment_list },
    { "crm.activity.list", "crm", demo_crm_activity_list },
    { "crm.activity.todo.add", "crm", demo_crm_todo_add },
    { "crm.activity.binding.list", "crm", demo_crm_binding_list },
    { "crm.activity.binding.add", "crm", demo_crm_binding_add },
    { "crm.activity.binding.delete", "crm", demo_crm_binding_delete },
    { "crm.activity.binding.move", "crm", demo_crm_binding_move },
    { "crm.settings.mode.get", "crm", run_settings_mode },
    { "crm.enum.settings.mode", "crm", run_enum_settings_mode },
    { NULL },
  };

  return methods;
}

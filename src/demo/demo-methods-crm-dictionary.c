/* demo-methods-crm-dictionary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dictionaries and funnels: see crm/status and crm/universal/category in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-crm-dictionary"

#include "demo-methods-crm.h"

#include "demo-smart.h"

#include <string.h>

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
  if (g_str_equal (status->entity, DEMO_SMART_STAGES))
    return DEMO_SMART_FUNNEL;

  return g_str_has_prefix (status->entity, "DEAL_STAGE_")
           ? g_ascii_strtoll (status->entity + strlen ("DEAL_STAGE_"), NULL, 10)
           : 0;
}

/* A stage that was deleted is gone, and so is what belongs to a funnel that he may not see. */
static gboolean
is_visible (DemoCall *call, const DemoStatus *status)
{
  DemoRights *rights = call->world->rights;

  if (g_str_equal (status->entity, DEMO_SMART_STAGES) && !demo_smart_is_there (call->world))
    return FALSE;

  return !demo_rights_is_deleted (rights, status->entity, status->status) &&
         (category_of (status) == 0 ||
          demo_rights_sees_funnel (rights, call->user_id, category_of (status)));
}

static JsonObject *
make_status (const DemoStatus *status)
{
  JsonObject *object = json_object_new ();
  JsonObject *extra;

  demo_crm_set_number (object, "ID", status->id);
  json_object_set_string_member (object, "ENTITY_ID", status->entity);
  json_object_set_string_member (object, "STATUS_ID", status->status);
  json_object_set_string_member (object, "NAME", status->name);
  json_object_set_string_member (object, "NAME_INIT", status->initial);
  demo_crm_set_number (object, "SORT", status->sort);
  json_object_set_string_member (object, "SYSTEM", status->system ? "Y" : "N");
  if (category_of (status) != 0)
    demo_crm_set_number (object, "CATEGORY_ID", category_of (status));
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

JsonNode *
demo_crm_status_list (DemoCall *call, GError **error)
{
  JsonObject *filter = demo_json_get_object (call->params, "filter");
  JsonArray *result;

  if (filter != NULL && !check_status_filter (filter, error))
    return NULL;

  result = json_array_new ();
  for (const DemoStatus *status = demo_directory_statuses (); status->id != -1; status++)
    {
      g_autoptr (JsonObject) object = NULL;

      if (!is_visible (call, status))
        continue;
      object = make_status (status);
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

JsonNode *
demo_crm_category_list (DemoCall *call, GError **error)
{
  JsonArray *list;

  if (demo_json_get_int (call->params, "entityTypeId", 0) == DEMO_SMART_ENTITY &&
      demo_smart_is_there (call->world))
    return demo_smart_list_funnels (call);
  if (!check_funnel_type (call, error))
    return NULL;

  list = json_array_new ();
  for (const DemoCategory *row = demo_directory_categories (); row->id != -1; row++)
    {
      if (demo_rights_sees_funnel (call->world->rights, call->user_id, row->id))
        json_array_add_object_element (list, make_category (row));
    }
  call->total = json_array_get_length (list);

  return demo_crm_wrap ("categories", demo_crm_take_array (list));
}

JsonNode *
demo_crm_category_get (DemoCall *call, GError **error)
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

/* What crm.status.entity.types says of a dictionary of stages. */
static void
add_stages (JsonObject *object, const char *entity, int type, gint64 category, const char *prefix)
{
  static const char *const members[] = { "START_FIELD", "FINAL_SUCCESS_FIELD",
                                         "FINAL_UNSUCCESS_FIELD" };
  static const char meanings[] = { 'P', 'S', 'F' };
  JsonObject *info = json_object_new ();
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, category);
  g_autofree char *scope = g_strdup_printf ("category_%" G_GINT64_FORMAT, category);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_string_member (info, members[i],
                                   demo_directory_first_stage (entity, meanings[i])->status);
  json_object_set_int_member (info, "FINAL_SORT", 0);
  json_object_set_object_member (object, "SEMANTIC_INFO", info);
  if (prefix != NULL)
    json_object_set_string_member (object, "PREFIX", prefix);
  if (type == DEMO_DEAL)
    json_object_set_string_member (object, "FIELD_ATTRIBUTE_SCOPE", category != 0 ? scope : "");
  json_object_set_int_member (object, "ENTITY_TYPE_ID", type);
  if (type == DEMO_DEAL && category != 0)
    json_object_set_string_member (object, "CATEGORY_ID", number);
  else if (type == DEMO_DEAL)
    json_object_set_int_member (object, "CATEGORY_ID", 0);
}

/* crm.status.entity.types */
JsonNode *
demo_crm_status_types (DemoCall *call, GError **error)
{
  static const struct
  {
    const char *id;
    const char *name;
  } plain[] = { { "SOURCE", "Источники" },
                { "CONTACT_TYPE", "Тип контакта" },
                { "DEAL_TYPE", "Тип сделки" },
                { "HONORIFIC", "Обращения" },
                { "CALL_LIST", "Статусы обзвона" } };
  JsonArray *list = json_array_new ();
  JsonObject *leads = json_object_new ();

  json_object_set_string_member (leads, "ID", "STATUS");
  json_object_set_string_member (leads, "NAME", "Стадии лида");
  add_stages (leads, "STATUS", DEMO_LEAD, 0, NULL);
  json_array_add_object_element (list, leads);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "ID", plain[i].id);
      json_object_set_string_member (object, "NAME", plain[i].name);
      json_array_add_object_element (list, object);
    }
  for (const DemoCategory *row = demo_directory_categories (); row->id != -1; row++)
    {
      JsonObject *object = json_object_new ();
      const char *entity = demo_directory_stage_entity (DEMO_DEAL, row->id);
      g_autofree char *prefix = row->id != 0 ? g_strdup_printf ("C%d", row->id) : NULL;
      g_autofree char *name = g_strdup_printf ("Стадии сделки (%s)", row->name);

      json_object_set_string_member (object, "ID", entity);
      json_object_set_string_member (object, "NAME", name);
      if (row->id != 0)
        json_object_set_string_member (object, "PARENT_ID", "DEAL_STAGE");
      add_stages (object, entity, DEMO_DEAL, row->id, prefix);
      json_array_add_object_element (list, object);
    }

  return demo_crm_take_array (list);
}

/* crm.status.entity.items: a dictionary without anything to spare */
JsonNode *
demo_crm_status_items (DemoCall *call, GError **error)
{
  g_autofree char *entity = demo_json_dup_string (call->params, "entityId");
  JsonArray *list;

  if (entity == NULL || entity[0] == '\0')
    {
      demo_error_set (error, 400, "", "The parameter entityId is not defined or invalid.");
      return NULL;
    }

  list = json_array_new ();
  for (const DemoStatus *status = demo_directory_statuses (); status->id != -1; status++)
    {
      JsonObject *object;

      if (!g_str_equal (status->entity, entity) || !is_visible (call, status))
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "NAME", status->name);
      json_object_set_int_member (object, "SORT", status->sort);
      json_object_set_string_member (object, "STATUS_ID", status->status);
      json_array_add_object_element (list, object);
    }

  return demo_crm_take_array (list);
}

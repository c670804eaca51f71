/* demo-methods-crm-userfield.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * crm.deal.userfield.* and its likes: see crm/deals/user-defined-fields in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-crm-userfield"

#include "demo-methods-crm.h"

#include <string.h>

#include "demo-user-fields.h"

#define MAX_NAME 50

static const char *const entities[] = { NULL, "CRM_LEAD", "CRM_DEAL", "CRM_CONTACT" };

static const char *const labels[] = { "EDIT_FORM_LABEL", "LIST_COLUMN_LABEL", "LIST_FILTER_LABEL",
                                      "ERROR_MESSAGE", "HELP_MESSAGE" };

static const char *const languages[] = { "ar", "br", "de", "en", "fr", "hi", "id",
                                         "in", "it", "ja", "kz", "la", "ms", "pl",
                                         "ru", "sc", "tc", "th", "tr", "ua", "vn" };

/* the settings of the field that may be said with Y or N */
static const char *const flags[] = { "MULTIPLE", "MANDATORY", "SHOW_IN_LIST", "EDIT_IN_LIST",
                                     "IS_SEARCHABLE" };

static const char *const types[] = { "string",   "integer",     "double",         "boolean",
                                     "datetime", "date",        "money",          "url",
                                     "address",  "enumeration", "file",           "employee",
                                     "crm",      "crm_status",  "iblock_section", "iblock_element",
                                     NULL };

/* One set of functions serves all entities: the method's name tells which. */
static int
get_type (DemoCall *call)
{
  if (g_str_has_prefix (call->method, "crm.lead."))
    return DEMO_LEAD;

  return g_str_has_prefix (call->method, "crm.contact.") ? DEMO_CONTACT : DEMO_DEAL;
}

static gboolean
check_admin (DemoCall *call, GError **error)
{
  if (demo_rights_is_admin (call->world->rights, call->user_id))
    return TRUE;
  demo_error_set (error, 400, "", "Access denied.");

  return FALSE;
}

static JsonObject *
get_fields (DemoCall *call, GError **error)
{
  JsonNode *node = demo_json_get (call->params, "fields");

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  demo_error_set (error, 400, "", "Parameter 'fields' must be array.");

  return NULL;
}

/* (transfer full) (nullable) */
static JsonObject *
find_field (DemoCall *call, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) list = demo_user_fields_list (call->world, get_type (call));

  *id = demo_json_get_int (call->params, "id", 0);
  if (*id <= 0)
    {
      demo_error_set (error, 400, "", "ID is not defined or invalid.");
      return NULL;
    }
  for (guint i = 0; i < list->len; i++)
    {
      if (demo_json_get_int (list->pdata[i], "ID", 0) == *id)
        return json_object_ref (list->pdata[i]);
    }
  demo_error_set (error, 400, "ERROR_NOT_FOUND",
                  "The entity with ID '%" G_GINT64_FORMAT "' is not found", *id);

  return NULL;
}

/* The labels come in one language, in all, or not at all. */
static void
show_labels (JsonObject *field, const char *language, gboolean all)
{
  g_autoptr (JsonObject) texts = json_object_ref (json_object_get_object_member (field, "LABELS"));

  json_object_remove_member (field, "LABELS");
  for (guint i = 0; i < G_N_ELEMENTS (labels) && (all || language != NULL); i++)
    {
      JsonObject *known = json_object_has_member (texts, labels[i])
                            ? json_object_get_object_member (texts, labels[i])
                            : NULL;

      if (all)
        {
          JsonObject *label = json_object_new ();

          for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
            json_object_set_string_member (
              label, languages[j],
              known != NULL ? json_object_get_string_member_with_default (known, languages[j], "")
                            : "");
          json_object_set_object_member (field, labels[i], label);
        }
      else if (known != NULL && json_object_has_member (known, language))
        json_object_set_string_member (field, labels[i],
                                       json_object_get_string_member (known, language));
      else
        json_object_set_null_member (field, labels[i]);
    }
}

static void
complete (DemoCall *call, JsonObject *field, const char *language, gboolean all)
{
  json_object_set_string_member (field, "ENTITY_ID", entities[get_type (call)]);
  show_labels (field, language, all);
  if (g_str_equal (json_object_get_string_member (field, "USER_TYPE_ID"), "enumeration"))
    json_object_set_array_member (field, "LIST",
                                  demo_user_fields_list_items (call->world,
                                                               demo_json_get_int (field, "ID", 0)));
}

static gboolean
matches (JsonObject *field, JsonObject *filter)
{
  static const char *const known[] = { "ID",           "FIELD_NAME",    "USER_TYPE_ID",
                                       "XML_ID",       "SORT",          "MULTIPLE",
                                       "MANDATORY",    "SHOW_FILTER",   "SHOW_IN_LIST",
                                       "EDIT_IN_LIST", "IS_SEARCHABLE", NULL };
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
      value = json_object_get_string_member_with_default (field, key, "");
      if (g_strcmp0 (value != NULL ? value : "", wanted) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Not paged: the total is of all. */
JsonNode *
demo_crm_user_field_list (DemoCall *call, GError **error)
{
  g_autoptr (GPtrArray) fields = demo_user_fields_list (call->world, get_type (call));
  JsonObject *filter = demo_json_get_object (call->params, "filter");
  JsonObject *order = demo_json_get_object (call->params, "order");
  g_autofree char *language = filter != NULL ? demo_json_dup_string (filter, "LANG") : NULL;
  g_autofree char *direction = order != NULL ? demo_json_dup_string (order, "SORT") : NULL;
  gboolean is_backwards = direction != NULL && g_ascii_strcasecmp (direction, "desc") == 0;
  JsonArray *result = json_array_new ();

  for (guint i = 0; i < fields->len; i++)
    {
      JsonObject *field = fields->pdata[is_backwards ? fields->len - 1 - i : i];

      if (filter != NULL && !matches (field, filter))
        continue;
      complete (call, field, language, FALSE);
      json_array_add_object_element (result, json_object_ref (field));
    }
  call->total = json_array_get_length (result);

  return demo_crm_take_array (result);
}

JsonNode *
demo_crm_user_field_get (DemoCall *call, GError **error)
{
  gint64 id;
  JsonObject *field = find_field (call, &id, error);

  if (field == NULL)
    return NULL;
  complete (call, field, NULL, TRUE);

  return demo_crm_take_object (field);
}

/* (transfer full) (nullable): UF_CRM_ and the code */
static char *
make_name (JsonObject *fields, GError **error)
{
  g_autofree char *given = demo_json_dup_string (fields, "FIELD_NAME");
  g_autofree char *upper = given != NULL ? g_ascii_strup (given, -1) : g_strdup ("");
  g_autofree char *name = NULL;

  if (upper[0] == '\0')
    {
      demo_error_set (error, 400, "", "The 'FIELD_NAME' field is not found.");
      return NULL;
    }
  name = g_str_has_prefix (upper, "UF_CRM_") ? g_strdup (upper)
         : g_str_has_prefix (upper, "UF_")   ? g_strconcat ("UF_CRM_", upper + 3, NULL)
                                             : g_strconcat ("UF_CRM_", upper, NULL);
  if (strlen (name) > MAX_NAME)
    {
      demo_error_set (error, 400, "ERROR_CORE",
                      "Field name is too long (more than 50 characters).");
      return NULL;
    }
  if (strspn (name, G_CSET_A_2_Z G_CSET_DIGITS "_") != strlen (name))
    {
      demo_error_set (error, 400, "ERROR_CORE",
                      "Field name contains invalid characters. Allowed characters are: A-Z, 0-9 "
                      "and _.");
      return NULL;
    }

  return g_steal_pointer (&name);
}

static gboolean
check_user_type (JsonObject *fields, GError **error)
{
  g_autofree char *type = demo_json_dup_string (fields, "USER_TYPE_ID");

  if (type == NULL || type[0] == '\0')
    demo_error_set (error, 400, "", "The 'USER_TYPE_ID' field is not found.");
  else if (!g_strv_contains (types, type))
    demo_error_set (error, 400, "ERROR_CORE", "Incorrect custom type specified.");
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_items (JsonObject *fields, GError **error)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (demo_json_get (fields, "LIST"));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      JsonNode *node = list->pdata[i];
      char *code = JSON_NODE_HOLDS_OBJECT (node)
                     ? demo_json_dup_string (json_node_get_object (node), "XML_ID")
                     : NULL;

      if (code == NULL || g_hash_table_add (seen, code))
        continue;
      demo_error_set (error, 400, "ERROR_CORE", "List item with value XML_ID=%s already exists.",
                      code);
      return FALSE;
    }

  return TRUE;
}

/* Items with an ID are changed, or deleted when they say so; the others are new. Those without a
 * value are passed over. */
static void
take_items (DemoCall *call, JsonObject *fields, gint64 field)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (demo_json_get (fields, "LIST"));

  for (guint i = 0; i < list->len; i++)
    {
      JsonNode *node = list->pdata[i];
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_autofree char *value = item != NULL ? demo_json_dup_string (item, "VALUE") : NULL;
      g_autofree char *code = item != NULL ? demo_json_dup_string (item, "XML_ID") : NULL;

      if (item != NULL && demo_json_get_flag (item, "DEL"))
        demo_user_fields_delete_item (call->world, field, demo_json_get_int (item, "ID", 0));
      else if (value != NULL && value[0] != '\0')
        demo_user_fields_put_item (call->world, field, demo_json_get_int (item, "ID", 0), value,
                                   code, demo_json_get_int (item, "SORT", 0),
                                   demo_json_get_flag (item, "DEF"));
    }
}

/* A text is meant for every language; languages that are not named get the LABEL. */
static JsonObject *
make_label (JsonNode *node, const char *fallback)
{
  JsonObject *given =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *text =
    node != NULL && JSON_NODE_HOLDS_VALUE (node) ? demo_json_node_dup_string (node) : NULL;
  JsonObject *label = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *own = given != NULL ? demo_json_dup_string (given, languages[i]) : NULL;

      json_object_set_string_member (label, languages[i],
                                     own != NULL    ? own
                                     : text != NULL ? text
                                                    : fallback);
    }

  return label;
}

static void
take_labels (JsonObject *config, JsonObject *fields, gboolean is_new)
{
  g_autofree char *fallback = is_new ? demo_json_dup_string (fields, "LABEL") : NULL;
  JsonObject *all;

  if (!json_object_has_member (config, "LABELS"))
    json_object_set_object_member (config, "LABELS", json_object_new ());
  all = json_object_get_object_member (config, "LABELS");
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      JsonNode *node = demo_json_get (fields, labels[i]);

      if (node != NULL || is_new)
        json_object_set_object_member (all, labels[i],
                                       make_label (node, fallback != NULL ? fallback : ""));
    }
}

static void
take_settings (JsonObject *config, JsonObject *fields)
{
  JsonObject *given = demo_json_get_object (fields, "SETTINGS");
  JsonObject *settings;
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (!json_object_has_member (config, "SETTINGS"))
    json_object_set_object_member (config, "SETTINGS", json_object_new ());
  settings = json_object_get_object_member (config, "SETTINGS");
  if (given == NULL)
    return;
  json_object_iter_init_ordered (&iter, given);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    json_object_set_member (settings, key, json_node_copy (node));
}

static void
take_config (JsonObject *config, JsonObject *fields, gboolean is_new)
{
  g_autofree char *code = demo_json_dup_string (fields, "XML_ID");
  g_autofree char *sort =
    g_strdup_printf ("%" G_GINT64_FORMAT, demo_json_get_int (fields, "SORT", 100));

  if (code != NULL)
    json_object_set_string_member (config, "XML_ID", code);
  else if (is_new)
    json_object_set_null_member (config, "XML_ID");
  if (is_new || demo_json_get (fields, "SORT") != NULL)
    json_object_set_string_member (config, "SORT", sort);
  for (guint i = is_new ? 0 : 1; i < G_N_ELEMENTS (flags); i++)
    {
      if (demo_json_get (fields, flags[i]) != NULL)
        json_object_set_string_member (config, flags[i],
                                       demo_json_get_flag (fields, flags[i]) ? "Y" : "N");
      else if (is_new)
        json_object_set_string_member (config, flags[i],
                                       g_str_equal (flags[i], "EDIT_IN_LIST") ? "Y" : "N");
    }
  if (is_new || demo_json_get (fields, "SHOW_FILTER") != NULL)
    json_object_set_string_member (config, "SHOW_FILTER",
                                   demo_json_get_flag (fields, "SHOW_FILTER") ? "E" : "N");
  take_settings (config, fields);
  take_labels (config, fields, is_new);
}

JsonNode *
demo_crm_user_field_add (DemoCall *call, GError **error)
{
  JsonObject *fields = check_admin (call, error) ? get_fields (call, error) : NULL;
  g_autofree char *name = fields != NULL ? make_name (fields, error) : NULL;
  g_autofree char *type = NULL;
  g_autoptr (JsonObject) config = NULL;
  gint64 id;

  if (name == NULL || !check_user_type (fields, error) || !check_items (fields, error))
    return NULL;

  type = demo_json_dup_string (fields, "USER_TYPE_ID");
  config = json_object_new ();
  json_object_set_string_member (config, "FIELD_NAME", name);
  json_object_set_string_member (config, "USER_TYPE_ID", type);
  take_config (config, fields, TRUE);
  if (g_str_equal (type, "boolean"))
    json_object_set_string_member (config, "MULTIPLE", "N");
  id = demo_user_fields_add (call->world, get_type (call), config, error);
  if (id == 0)
    return NULL;
  if (g_str_equal (type, "enumeration"))
    take_items (call, fields, id);
  demo_world_emit_committed (call->world, "userfield.add", id, call->user_id);

  return json_node_init_int (json_node_alloc (), id);
}

JsonNode *
demo_crm_user_field_update (DemoCall *call, GError **error)
{
  gint64 id;
  JsonObject *fields = check_admin (call, error) ? get_fields (call, error) : NULL;
  g_autoptr (JsonObject) config = fields != NULL ? find_field (call, &id, error) : NULL;

  if (config == NULL || !check_items (fields, error))
    return NULL;

  json_object_remove_member (config, "ID");
  take_config (config, fields, FALSE);
  demo_user_fields_update (call->world, get_type (call), id, config);
  if (g_str_equal (json_object_get_string_member (config, "USER_TYPE_ID"), "enumeration"))
    take_items (call, fields, id);
  demo_world_emit_committed (call->world, "userfield.update", id, call->user_id);

  return json_node_init_boolean (json_node_alloc (), TRUE);
}

JsonNode *
demo_crm_user_field_delete (DemoCall *call, GError **error)
{
  gint64 id;
  g_autoptr (JsonObject) config = check_admin (call, error) ? find_field (call, &id, error) : NULL;

  if (config == NULL)
    return NULL;
  demo_user_fields_delete (call->world, get_type (call), id,
                           json_object_get_string_member (config, "FIELD_NAME"));
  demo_world_emit_committed (call->world, "userfield.delete", id, call->user_id);

  return json_node_init_boolean (json_node_alloc (), TRUE);
}

/* demo-methods-crm-legacy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The older generation: crm.contact.*, crm.deal.*, crm.duplicate.*. Every scalar is text, unknown
 * filter keys are ignored, errors have an empty code.
 */

#define G_LOG_DOMAIN "demo-methods-crm-legacy"

#include "demo-methods-crm.h"

#include <string.h>

#include "demo-items.h"

#define DUPLICATES 20

static gboolean
check_object (DemoCall *call, const char *name, GError **error)
{
  JsonNode *node = demo_json_get (call->params, name);

  if (node == NULL || !demo_json_node_is_scalar (node) || demo_json_node_is_empty (node))
    return TRUE;
  demo_error_set (error, 400, "", "Parameter '%s' must be array.", name);

  return FALSE;
}

static void
add_columns (DemoFields *fields, GArray *columns, gboolean user)
{
  for (int i = 0; i < (int) demo_fields_get_size (fields); i++)
    {
      const DemoField *field = demo_fields_get (fields, (guint) i);

      if (field->legacy != NULL && ((field->flags & DEMO_FIELD_USER) != 0) == user)
        g_array_append_val (columns, i);
    }
}

/* The multiple fields that were named; none of the masks brings them. */
static char *
select_columns (DemoFields *fields, JsonNode *select, GArray *columns)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (select);
  GString *kinds = g_string_new (NULL);

  if (list->len == 0)
    {
      add_columns (fields, columns, FALSE);
      add_columns (fields, columns, TRUE);
    }
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *name = demo_json_node_dup_string (list->pdata[i]);
      int index = demo_fields_find_legacy (fields, name);

      if (g_str_equal (name, "*"))
        add_columns (fields, columns, FALSE);
      else if (g_str_equal (name, "UF_*"))
        add_columns (fields, columns, TRUE);
      else if (g_str_equal (name, "PHONE") || g_str_equal (name, "EMAIL"))
        g_string_append_printf (kinds, "%s,", name);
      else if (index >= 0)
        g_array_append_val (columns, index);
    }

  return g_string_free (kinds, FALSE);
}

/* The number that comes first is always there. */
static void
ensure_id (GArray *columns)
{
  int id = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      if (g_array_index (columns, int, i) == 0)
        return;
    }
  g_array_prepend_val (columns, id);
}

/* A filter by PHONE or EMAIL compares the stored text to the letter. */
static void
filter_by_phone (DemoCall *call, DemoFilter *filter)
{
  JsonObject *object = demo_json_get_object (call->params, "filter");
  JsonNode *node = object != NULL ? json_object_get_member (object, "PHONE") : NULL;
  g_autofree char *wanted = NULL;
  g_autoptr (GArray) ids = NULL;

  if (node == NULL && object != NULL)
    node = json_object_get_member (object, "=PHONE");
  if (node == NULL || !demo_json_node_is_scalar (node))
    return;

  wanted = demo_json_node_dup_string (node);
  ids = demo_world_find_contacts (call->world, wanted, G_MAXUINT);
  for (guint i = ids->len; i-- > 0;)
    {
      g_autoptr (GArray) fields =
        demo_items_get_multifields (call->world, DEMO_CONTACT, g_array_index (ids, gint64, i));
      gboolean found = FALSE;

      for (guint j = 0; j < fields->len; j++)
        found |= g_str_equal (g_array_index (fields, DemoMultifield, j).value, wanted);
      if (!found)
        g_array_remove_index (ids, i);
    }
  demo_filter_add_ids (filter, ids);
}

static JsonNode *
list_items (DemoCall *call, int type, GError **error)
{
  DemoFields *fields = call->world->fields[type];
  g_autoptr (DemoFilter) filter = demo_filter_new (fields);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree char *order = NULL;
  g_autofree char *kinds = NULL;
  DemoItemsQuery query = { 0 };

  if (!check_object (call, "order", error) || !check_object (call, "filter", error))
    return NULL;

  demo_filter_parse_legacy (filter, demo_json_get (call->params, "filter"));
  if (type == DEMO_CONTACT)
    filter_by_phone (call, filter);
  order = demo_filter_build_legacy_order (fields, demo_json_get (call->params, "order"));
  kinds = select_columns (fields, demo_json_get (call->params, "select"), columns);
  ensure_id (columns);

  query.filter = filter;
  query.order = order;
  query.offset = demo_crm_page_start (call);
  query.limit = DEMO_PAGE;
  query.columns = columns;
  query.legacy = TRUE;
  query.with_multi = type != DEMO_DEAL && kinds[0] != '\0';
  query.multi_kinds = kinds;
  demo_crm_set_paging (call, call->start == -1 ? 0 : demo_items_count (call->world, fields, filter),
                       TRUE);

  return demo_crm_take_array (demo_items_list (call->world, fields, &query));
}

static JsonNode *
get_item (DemoCall *call, int type, GError **error)
{
  gint64 id = demo_json_get_int (call->params, "id", 0);
  JsonObject *item;

  if (id <= 0)
    {
      demo_error_set (error, 400, "", "ID is not defined or invalid.");
      return NULL;
    }
  item = demo_items_get_legacy (call->world, type, id);
  if (item == NULL)
    {
      demo_error_set (error, 400, "", "Not found");
      return NULL;
    }

  return demo_crm_take_object (item);
}

JsonNode *
demo_crm_contact_list (DemoCall *call, GError **error)
{
  return list_items (call, DEMO_CONTACT, error);
}

JsonNode *
demo_crm_contact_get (DemoCall *call, GError **error)
{
  return get_item (call, DEMO_CONTACT, error);
}

JsonNode *
demo_crm_deal_list (DemoCall *call, GError **error)
{
  return list_items (call, DEMO_DEAL, error);
}

JsonNode *
demo_crm_deal_get (DemoCall *call, GError **error)
{
  return get_item (call, DEMO_DEAL, error);
}

static GArray *
find_mail (DemoWorld *self, int type, const char *mail)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *key = g_utf8_strdown (mail, -1);
  g_autoptr (sqlite3_stmt) row = demo_schema_prepare (
    self, "SELECT DISTINCT owner FROM multifield WHERE key = ? AND type = ? AND kind = 'EMAIL'"
          " ORDER BY owner LIMIT 20");

  sqlite3_bind_text (row, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_int (row, 2, type);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (row, 0);

      g_array_append_val (ids, id);
    }

  return ids;
}

static void
collect (DemoWorld *self, int type, gboolean phone, GPtrArray *values, GArray *found)
{
  for (guint i = 0; i < MIN (values->len, DUPLICATES); i++)
    {
      g_autofree char *value = demo_json_node_dup_string (values->pdata[i]);
      g_autoptr (GArray) ids = !phone ? find_mail (self, type, value)
                               : type == DEMO_LEAD
                                 ? demo_world_find_leads (self, value, DUPLICATES)
                                 : demo_world_find_contacts (self, value, DUPLICATES);

      for (guint j = 0; j < ids->len; j++)
        {
          gint64 id = g_array_index (ids, gint64, j);
          gboolean known = FALSE;

          for (guint k = 0; k < found->len; k++)
            known |= g_array_index (found, gint64, k) == id;
          if (!known && found->len < DUPLICATES)
            g_array_append_val (found, id);
        }
    }
}

static gboolean
check_comm (const char *kind, GPtrArray *values, const char *entity, GError **error)
{
  const char *problem = NULL;

  if (kind == NULL || kind[0] == '\0')
    problem = "Communication type is not defined.";
  else if (g_ascii_strcasecmp (kind, "PHONE") != 0 && g_ascii_strcasecmp (kind, "EMAIL") != 0)
    problem = "Communication type is not supported in current context.";
  else if (values->len == 0)
    problem = "Communication values is not defined.";
  else if (entity != NULL && g_ascii_strcasecmp (entity, "DEAL") == 0)
    problem = "Deal is not supported in current context.";
  if (problem == NULL)
    return TRUE;
  demo_error_set (error, 400, "", "%s", problem);

  return FALSE;
}

/* Twenty in all: twenty leads leave no place for contacts, so clients name the entity. Nothing
 * found is an empty array, not an empty object. */
JsonNode *
demo_crm_find_by_comm (DemoCall *call, GError **error)
{
  static const char *const names[] = { NULL, "LEAD", "DEAL", "CONTACT" };
  g_autofree char *kind = demo_json_dup_string (call->params, "type");
  g_autofree char *entity = demo_json_dup_string (call->params, "entity_type");
  g_autoptr (GPtrArray) values = demo_json_node_list (demo_json_get (call->params, "values"));
  g_autoptr (JsonObject) result = json_object_new ();
  guint hits = 0;

  if (!check_comm (kind, values, entity, error))
    return NULL;

  for (int type = DEMO_LEAD; type <= DEMO_CONTACT; type++)
    {
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
      JsonArray *ids;

      if (type == DEMO_DEAL || hits >= DUPLICATES ||
          (entity != NULL && entity[0] != '\0' && g_ascii_strcasecmp (entity, names[type]) != 0))
        continue;
      collect (call->world, type, g_ascii_strcasecmp (kind, "PHONE") == 0, values, found);
      hits += found->len;
      if (found->len == 0)
        continue;
      ids = json_array_new ();
      for (guint i = 0; i < found->len; i++)
        json_array_add_int_element (ids, g_array_index (found, gint64, i));
      json_object_set_array_member (result, names[type], ids);
    }

  if (json_object_get_size (result) == 0)
    return demo_crm_take_array (json_array_new ());

  return demo_crm_take_object (g_steal_pointer (&result));
}

/* demo-methods-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * timeman.record.list, timeman.record.field.list and timeman.record.field.get of REST 3.0: see
 * timeman/record and rest-v3 in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-methods-record"

#include "demo-methods-timeman.h"

#include "demo-methods-crm.h"
#include "demo-v3.h"
#include "demo-work.h"

#include <string.h>

#define LIMIT 50

static const struct
{
  const char *name;
  const char *type;
  gboolean filterable;
  gboolean sortable;
} fields[] = {
  { "id", "int", FALSE, TRUE },          { "userId", "int", TRUE, TRUE },
  { "startTime", "object", TRUE, TRUE }, { "endTime", "object", FALSE, TRUE },
  { "duration", "int", FALSE, TRUE },    { "breakLength", "int", FALSE, FALSE },
  { "state", "object", FALSE, FALSE },   { "isApproved", "bool", FALSE, FALSE },
};

static gboolean
refuse (GError **error, guint status, const char *code, const char *text)
{
  demo_error_set (error, status, code, "%s", text);

  return FALSE;
}

static int
find_field (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_str_equal (fields[i].name, name))
        return (int) i;
    }

  return -1;
}

/* --- the filter --- */

/* What the conditions come to: one user, and a stretch of time from <= start < to. */
typedef struct
{
  gint64 user;
  gint64 from;
  gint64 to;
} Filter;

static gboolean
take_user (Filter *filter, JsonNode *value, GError **error)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (value);

  for (guint i = 0; i < list->len; i++)
    {
      gint64 user = demo_json_node_int (list->pdata[i]);

      if (filter->user != 0 && filter->user != user)
        return refuse (error, 400, DEMO_V3_ERROR ("INVALIDFILTER"),
                       "Only one userId can be given in the filter");
      filter->user = user;
    }

  return TRUE;
}

static gboolean
read_moment (JsonNode *node, gint64 *when, GError **error)
{
  g_autofree char *text = demo_json_node_is_scalar (node) ? demo_json_node_dup_string (node) : NULL;

  return text != NULL && demo_time_parse (text, when)
           ? TRUE
           : refuse (error, 400, DEMO_V3_INVALID, "filter.startTime\nWrong date and time");
}

static gboolean
take_start (Filter *filter, const char *operator, JsonNode * value, GError **error)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (value);
  gint64 first = 0;
  gint64 last = 0;

  if (list->len == 0 || !read_moment (list->pdata[0], &first, error))
    return list->len == 0 ? refuse (error, 400, DEMO_V3_INVALID, "filter.startTime\nEmpty") : FALSE;
  if (g_str_equal (operator, "between"))
    {
      if (list->len < 2)
        return refuse (error, 400, DEMO_V3_INVALID, "filter.startTime\nTwo values are needed");
      if (!read_moment (list->pdata[1], &last, error))
        return FALSE;
      filter->from = MAX (filter->from, first);
      filter->to = MIN (filter->to, last + 1);
    }
  else if (operator[0] == '>')
    filter->from = MAX (filter->from, first + (operator[1] == '\0'));
  else if (operator[0] == '<')
    filter->to = MIN (filter->to, first + (operator[1] == '='));
  else
    {
      filter->from = MAX (filter->from, first);
      filter->to = MIN (filter->to, first + 1);
    }

  return TRUE;
}

static gboolean
take_condition (Filter *filter, JsonArray *condition, GError **error)
{
  static const char *const operators[] = { "=", "!=", ">", ">=", "<", "<=", "in", "between", NULL };
  guint length = json_array_get_length (condition);
  g_autofree char *name =
    length > 0 ? demo_json_node_dup_string (json_array_get_element (condition, 0)) : NULL;
  g_autofree char *operator= length> 2
    ? demo_json_node_dup_string (json_array_get_element (condition, 1))
    : g_strdup ("=");
  JsonNode *value = length > 1 ? json_array_get_element (condition, MIN (length - 1, 2)) : NULL;
  int field = name != NULL ? find_field (name) : -1;
  g_autofree char *text = NULL;

  if (field < 0 || !fields[field].filterable || value == NULL)
    {
      text =
        g_strdup_printf ("Unknown field `%s` for entity `RecordDto`", name != NULL ? name : "");

      return refuse (error, 400, DEMO_V3_ERROR ("UNKNOWNDTOPROPERTY"), text);
    }
  if (!g_strv_contains (operators, operator))
    {
      text = g_strdup_printf ("Unknown filter operator `%s`", operator);

      return refuse (error, 400, DEMO_V3_ERROR ("UNKNOWNFILTEROPERATOR"), text);
    }
  if (g_str_equal (name, "userId"))
    return take_user (filter, value, error);
  if (g_str_equal (operator, "!=") || g_str_equal (operator, "in"))
    return refuse (error, 400, DEMO_V3_ERROR ("UNKNOWNFILTEROPERATOR"),
                   "The operator is not supported for `startTime`");

  return take_start (filter, operator, value, error);
}

static gboolean
read_filter (DemoCall *call, Filter *filter, GError **error)
{
  JsonNode *node = json_object_get_member (call->params, "filter");
  JsonArray *list =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *condition = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_ARRAY (condition))
        return refuse (error, 400, DEMO_V3_ERROR ("INVALIDFILTER"), "Wrong condition");
      if (!take_condition (filter, json_node_get_array (condition), error))
        return FALSE;
    }
  if (filter->user == 0)
    return refuse (error, 400, DEMO_V3_INVALID,
                   "filter.userId\nRequired field `filter.userId` is not specified");
  if (!demo_work_may_read (call->world, call->user_id, filter->user))
    return refuse (error, 403, DEMO_V3_ERROR ("ACCESSDENIED"), "Access denied");

  return TRUE;
}

/* --- the page and the order --- */

static gboolean
read_page (DemoCall *call, gint64 *offset, gint64 *limit, GError **error)
{
  JsonObject *page = demo_json_get_object (call->params, "pagination");
  static const char *const names[] = { "page", "limit", "offset" };
  gint64 number = 0;

  *offset = 0;
  *limit = LIMIT;
  if (page == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = demo_json_dup_string (page, names[i]);
      g_autofree char *wrong = NULL;

      if (text == NULL || g_ascii_isdigit (*text))
        continue;
      wrong = g_strdup_printf ("Unable to recognize pagination parameter `%s`", names[i]);

      return refuse (error, 400, DEMO_V3_ERROR ("INVALIDPAGINATION"), wrong);
    }
  number = demo_json_get_int (page, "page", 0);
  *limit = demo_json_get_int (page, "limit", LIMIT);
  *offset = demo_json_get_int (page, "offset", 0);
  if (*limit <= 0)
    return refuse (error, 400, DEMO_V3_ERROR ("INVALIDPAGINATION"),
                   "Unable to recognize pagination parameter `limit`");
  if (number > 0)
    *offset = (number - 1) * *limit;

  return TRUE;
}

static gint64
get_value (const DemoWorkDay *day, const char *name)
{
  if (g_str_equal (name, "startTime"))
    return day->start;
  if (g_str_equal (name, "endTime"))
    return day->finish;

  return g_str_equal (name, "duration") ? demo_work_get_duration (day) : day->id;
}

typedef struct
{
  const char *name; /* unowned */
  gboolean descends;
} Order;

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Order *order = user_data;
  gint64 first = get_value (a, order->name);
  gint64 second = get_value (b, order->name);
  int result = (first > second) - (first < second);

  return order->descends ? -result : result;
}

static void
sort (DemoCall *call, GArray *days)
{
  JsonObject *orders = demo_json_get_object (call->params, "order");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (orders == NULL)
    return;
  json_object_iter_init_ordered (&iter, orders);
  if (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *direction = demo_json_node_dup_string (node);
      Order order = { name, g_ascii_strcasecmp (direction, "DESC") == 0 };

      g_array_sort_with_data (days, compare, &order);
    }
}

/* --- the rows --- */

static gboolean
is_selected (DemoCall *call, const char *name)
{
  g_autoptr (GPtrArray) list =
    demo_json_node_list (json_object_get_member (call->params, "select"));

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *wanted = demo_json_node_dup_string (list->pdata[i]);

      if (g_str_equal (wanted, name))
        return TRUE;
    }

  return list->len == 0;
}

static JsonNode *
make_value (DemoWorld *self, const DemoWorkDay *day, const char *name)
{
  JsonNode *node = json_node_alloc ();
  gint64 when = get_value (day, name);
  char text[DEMO_TIME_SIZE];

  if (g_str_equal (name, "state"))
    return json_node_init_string (node, demo_work_state_to_text (demo_work_get_state (self, day)));
  if (g_str_equal (name, "isApproved"))
    return json_node_init_boolean (node, day->approved);
  if (g_str_equal (name, "userId"))
    return json_node_init_int (node, day->user);
  if (g_str_equal (name, "breakLength"))
    return json_node_init_int (node, day->leaks);
  if (!g_str_has_suffix (name, "Time"))
    return json_node_init_int (node, when);
  if (when == 0)
    return json_node_init_null (node);
  demo_time_format (when, text);

  return json_node_init_string (node, text);
}

static JsonNode *
run_list (DemoCall *call, GError **error)
{
  Filter filter = { .from = 0, .to = G_MAXINT64 };
  g_autoptr (GArray) days = NULL;
  JsonArray *items = NULL;
  gint64 offset;
  gint64 limit;

  if (!read_filter (call, &filter, error) || !read_page (call, &offset, &limit, error))
    return NULL;
  days = demo_work_list_days (call->world, (int) filter.user, filter.from, filter.to);
  sort (call, days);
  items = json_array_new ();
  for (gint64 i = offset; i < offset + limit && i < (gint64) days->len; i++)
    {
      JsonObject *row = json_object_new ();

      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        {
          if (is_selected (call, fields[j].name))
            json_object_set_member (row, fields[j].name,
                                    make_value (call->world, &g_array_index (days, DemoWorkDay, i),
                                                fields[j].name));
        }
      json_array_add_object_element (items, row);
    }

  return demo_crm_wrap ("items", demo_crm_take_array (items));
}

/* --- the fields --- */

static JsonNode *
make_field (DemoCall *call, guint index)
{
  JsonObject *row = json_object_new ();

  if (is_selected (call, "name"))
    json_object_set_string_member (row, "name", fields[index].name);
  if (is_selected (call, "type"))
    json_object_set_string_member (row, "type", fields[index].type);
  if (is_selected (call, "title"))
    json_object_set_string_member (row, "title", fields[index].name);
  if (is_selected (call, "filterable"))
    json_object_set_boolean_member (row, "filterable", fields[index].filterable);
  if (is_selected (call, "sortable"))
    json_object_set_boolean_member (row, "sortable", fields[index].sortable);

  return demo_crm_take_object (row);
}

static JsonNode *
run_field_list (DemoCall *call, GError **error)
{
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    json_array_add_element (items, make_field (call, i));

  return demo_crm_wrap ("items", demo_crm_take_array (items));
}

static JsonNode *
run_field_get (DemoCall *call, GError **error)
{
  g_autofree char *name = demo_json_dup_string (call->params, "name");
  int index = name != NULL ? find_field (name) : -1;

  if (name == NULL)
    refuse (error, 400, DEMO_V3_INVALID, "name\nRequired field `name` is not specified");
  else if (index < 0)
    refuse (error, 400, DEMO_V3_ERROR ("ENTITYNOTFOUND"), "Field not found");
  else
    return demo_crm_wrap ("item", make_field (call, (guint) index));

  return NULL;
}

const DemoMethod *
demo_record_methods (void)
{
  static const DemoMethod methods[] = {
    { DEMO_V3_PREFIX "timeman.record.list", "timeman", run_list },
    { DEMO_V3_PREFIX "timeman.record.field.list", "timeman", run_field_list },
    { DEMO_V3_PREFIX "timeman.record.field.get", "timeman", run_field_get },
    { NULL },
  };

  return methods;
}

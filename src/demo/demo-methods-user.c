/* demo-methods-user.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * profile, user.*, department.get.
 */

#define G_LOG_DOMAIN "demo-methods-user"

#include "demo-photo.h"
#include "demo-world-private.h"

#include <string.h>

#define PAGE 50

static JsonObject *
make_user (DemoWorld *self, const DemoUser *user)
{
  JsonObject *object = json_object_new ();
  JsonArray *departments = json_array_new ();
  char buffer[DEMO_TIME_SIZE];
  g_autofree char *id = g_strdup_printf ("%d", user->id);
  g_autofree char *mail = g_strdup_printf ("user%d@ulybka.example", user->id);

  json_object_set_string_member (object, "ID", id);
  json_object_set_string_member (object, "XML_ID", id);
  json_object_set_boolean_member (object, "ACTIVE", !user->is_dismissed);
  json_object_set_string_member (object, "NAME", user->name);
  json_object_set_string_member (object, "LAST_NAME", user->last_name);
  json_object_set_string_member (object, "SECOND_NAME", user->second_name);
  json_object_set_string_member (object, "EMAIL", mail);
  demo_time_format (demo_world_get_now (self) - 3600, buffer);
  json_object_set_string_member (object, "LAST_LOGIN", buffer);
  demo_time_format (self->today - 900 * (gint64) DEMO_DAY, buffer);
  json_object_set_string_member (object, "DATE_REGISTER", buffer);
  json_object_set_string_member (object, "TIME_ZONE", "");
  json_object_set_string_member (object, "IS_ONLINE",
                                 user->department == 7 || user->is_dismissed ? "N" : "Y");
  json_object_set_object_member (object, "TIMESTAMP_X", json_object_new ());
  json_object_set_object_member (object, "LAST_ACTIVITY_DATE", json_object_new ());
  json_object_set_string_member (object, "PERSONAL_GENDER", user->gender == 'F' ? "F" : "M");
  json_object_set_string_member (object, "PERSONAL_BIRTHDAY", "");
  json_object_set_string_member (object, "PERSONAL_MOBILE", "");
  json_object_set_string_member (object, "WORK_PHONE", "");
  json_object_set_string_member (object, "WORK_POSITION", user->position);
  json_object_set_string_member (object, "UF_EMPLOYMENT_DATE", demo_directory_get_hired (user->id));
  json_array_add_int_element (departments, user->department);
  json_object_set_array_member (object, "UF_DEPARTMENT", departments);
  json_object_set_string_member (object, "UF_PHONE_INNER", user->inner != NULL ? user->inner : "");
  json_object_set_string_member (object, "USER_TYPE", "employee");

  return object;
}

JsonObject *
demo_world_get_user (DemoWorld *self, gint64 id)
{
  const DemoUser *user = demo_directory_find_user (id);

  return user != NULL ? make_user (self, user) : NULL;
}

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_alloc ();

  json_node_init_object (node, object);
  json_object_unref (object);

  return node;
}

static JsonNode *
take_array (JsonArray *array)
{
  JsonNode *node = json_node_alloc ();

  json_node_init_array (node, array);
  json_array_unref (array);

  return node;
}

static gboolean
contains (const char *text, const char *part)
{
  g_autofree char *a = g_utf8_casefold (text, -1);
  g_autofree char *b = g_utf8_casefold (part, -1);

  return strstr (a, b) != NULL;
}

/* One member of the user as text; a list gives its first element. */
static char *
member_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    node = json_array_get_element (json_node_get_array (node), 0);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  return demo_json_node_dup_string (node);
}

static gboolean
matches_name (JsonObject *object, const char *wanted)
{
  static const char *const members[] = { "NAME", "LAST_NAME", "SECOND_NAME", "WORK_POSITION" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (contains (json_object_get_string_member (object, members[i]), wanted))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_among (const char *text, JsonNode *node)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (node);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *wanted = demo_json_node_dup_string (list->pdata[i]);

      if (g_ascii_strcasecmp (text, wanted) == 0 ||
          (g_str_equal (text, "1") &&
           (g_str_equal (wanted, "Y") || g_ascii_strcasecmp (wanted, "true") == 0)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
compare_with (const char *text, const char *operation, JsonNode *node)
{
  g_autofree char *wanted = NULL;
  gint64 difference;
  gboolean negative = operation[0] == '!';

  if (negative)
    operation++;
  if (operation[0] == '\0' || operation[0] == '@' || g_str_equal (operation, "="))
    return is_among (text, node) != negative;

  wanted = demo_json_node_dup_string (node);
  if (strchr (operation, '%') != NULL)
    {
      g_strdelimit (wanted, "%", ' ');
      return contains (text, g_strstrip (wanted)) != negative;
    }
  difference = g_ascii_strtoll (text, NULL, 10) - g_ascii_strtoll (wanted, NULL, 10);

  return operation[0] == '>' ? difference > 0 || (difference == 0 && operation[1] == '=')
                             : difference < 0 || (difference == 0 && operation[1] == '=');
}

static gboolean
matches_filter (JsonObject *object, JsonObject *filter, gboolean search)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (filter == NULL)
    return TRUE;

  json_object_iter_init (&iter, filter);
  while (json_object_iter_next (&iter, &key, &node))
    {
      const char *name;
      const char *operation = demo_fields_split_prefix (key, &name);
      g_autofree char *upper = g_ascii_strup (name, -1);
      g_autofree char *text = member_text (object, upper);
      g_autofree char *wanted = demo_json_node_dup_string (node);

      if (g_str_equal (upper, "FIND") || g_str_equal (upper, "NAME_SEARCH"))
        {
          if (!matches_name (object, wanted))
            return FALSE;
        }
      else if (text == NULL)
        continue;
      else if (search && demo_json_node_is_scalar (node) && !g_str_equal (upper, "USER_TYPE"))
        {
          if (!contains (text, wanted))
            return FALSE;
        }
      else if (!compare_with (text, operation, node))
        return FALSE;
    }

  return TRUE;
}

/* The ID is always there; what does not exist is passed over. */
static JsonObject *
select_members (JsonObject *user, JsonNode *select)
{
  g_autoptr (GPtrArray) list = demo_json_node_list (select);
  JsonObject *chosen;

  if (list->len == 0)
    return json_object_ref (user);

  chosen = json_object_new ();
  json_object_set_member (chosen, "ID", json_node_copy (json_object_get_member (user, "ID")));
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *name = demo_json_node_dup_string (list->pdata[i]);
      JsonObjectIter iter;
      const char *key;
      JsonNode *node;

      json_object_iter_init (&iter, user);
      while (json_object_iter_next (&iter, &key, &node))
        {
          if (g_str_equal (name, "*") || g_str_equal (name, key) ||
              (g_str_equal (name, "UF_*") && g_str_has_prefix (key, "UF_")))
            json_object_set_member (chosen, key, json_node_copy (node));
        }
    }

  return chosen;
}

static void
set_paging (DemoCall *call, gint64 start, gint64 count)
{
  call->total = call->start == -1 ? 0 : count;
  if (call->start != -1 && start + PAGE < count)
    call->next = start + PAGE;
}

static gint
compare_members (gconstpointer a, gconstpointer b, gpointer user_data)
{
  JsonObject *first = *(JsonObject *const *) a;
  JsonObject *second = *(JsonObject *const *) b;
  g_autofree char *text_a = member_text (first, user_data);
  g_autofree char *text_b = member_text (second, user_data);

  if (g_str_equal (user_data, "ID"))
    return (gint) (g_ascii_strtoll (text_a, NULL, 10) - g_ascii_strtoll (text_b, NULL, 10));

  return g_utf8_collate (text_a != NULL ? text_a : "", text_b != NULL ? text_b : "");
}

static GPtrArray *
find_users (DemoCall *call, gboolean search)
{
  GPtrArray *users = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  JsonObject *filter = demo_json_get_object (call->params, "FILTER");
  g_autofree char *sort = demo_json_dup_string (call->params, "sort");
  g_autofree char *order = demo_json_dup_string (call->params, "order");
  gboolean descending = order != NULL && g_ascii_strcasecmp (order, "desc") == 0;

  /* Both methods also take the fields without the word FILTER around them. */
  if (filter == NULL)
    filter = call->params;
  for (const DemoUser *user = demo_directory_users (); user->id != -1; user++)
    {
      g_autoptr (JsonObject) object = make_user (call->world, user);

      demo_photo_add (call, user->id, object);
      if (matches_filter (object, filter, search))
        g_ptr_array_insert (users, descending ? 0 : -1, g_steal_pointer (&object));
    }
  if (sort != NULL && !g_str_equal (sort, "ID") && users->len > 0 &&
      json_object_has_member (users->pdata[0], sort))
    {
      g_ptr_array_sort_with_data (users, compare_members, sort);
      for (guint i = 0; descending && i < users->len / 2; i++)
        {
          gpointer swap = users->pdata[i];

          users->pdata[i] = users->pdata[users->len - 1 - i];
          users->pdata[users->len - 1 - i] = swap;
        }
    }

  return users;
}

static JsonNode *
list_users (DemoCall *call, gboolean search)
{
  g_autoptr (GPtrArray) users = find_users (call, search);
  JsonArray *result = json_array_new ();
  gint64 start = MAX (call->start, 0) / PAGE * PAGE;

  for (gint64 i = start; i < MIN (start + PAGE, (gint64) users->len); i++)
    json_array_add_object_element (result, select_members (users->pdata[i],
                                                           demo_json_get (call->params, "select")));
  set_paging (call, start, users->len);

  return take_array (result);
}

static JsonNode *
run_user_get (DemoCall *call, GError **error)
{
  return list_users (call, FALSE);
}

static JsonNode *
run_user_search (DemoCall *call, GError **error)
{
  return list_users (call, TRUE);
}

static JsonNode *
run_user_current (DemoCall *call, GError **error)
{
  JsonObject *user = demo_world_get_user (call->world, call->user_id);

  if (user != NULL)
    demo_photo_add (call, call->user_id, user);

  return take_object (user != NULL ? user : json_object_new ());
}

static JsonNode *
run_profile (DemoCall *call, GError **error)
{
  const DemoUser *user = demo_directory_find_user (call->user_id);
  JsonObject *result = json_object_new ();
  g_autofree char *id = NULL;

  if (user == NULL)
    return take_object (result);

  id = g_strdup_printf ("%d", user->id);
  json_object_set_string_member (result, "ID", id);
  json_object_set_boolean_member (result, "ADMIN",
                                  demo_rights_is_admin (call->world->rights, user->id));
  json_object_set_string_member (result, "NAME", user->name);
  json_object_set_string_member (result, "LAST_NAME", user->last_name);
  json_object_set_string_member (result, "PERSONAL_GENDER", user->gender == 'F' ? "F" : "M");
  json_object_set_string_member (result, "TIME_ZONE", "");
  demo_photo_add (call, user->id, result);

  return take_object (result);
}

/* 0: nobody */
static int
get_head (int department)
{
  static const int heads[][2] = { { 1, 1 }, { 3, 5 }, { 9, 15 } };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      if (heads[i][0] == department)
        return heads[i][1];
    }

  return 0;
}

static JsonNode *
run_department_get (DemoCall *call, GError **error)
{
  JsonArray *result = json_array_new ();
  gint64 wanted = demo_json_get_int (call->params, "ID", 0);
  gint64 count = 0;

  for (const DemoDepartment *row = demo_directory_departments (); row->id != -1; row++)
    {
      JsonObject *object;
      g_autofree char *id = g_strdup_printf ("%d", row->id);
      g_autofree char *parent = g_strdup_printf ("%d", row->parent);
      g_autofree char *head = g_strdup_printf ("%d", get_head (row->id));

      if (wanted != 0 && wanted != row->id)
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "ID", id);
      json_object_set_string_member (object, "NAME", row->name);
      json_object_set_int_member (object, "SORT", 500);
      if (row->parent != 0)
        json_object_set_string_member (object, "PARENT", parent);
      if (get_head (row->id) != 0)
        json_object_set_string_member (object, "UF_HEAD", head);
      json_array_add_object_element (result, object);
      count++;
    }
  set_paging (call, 0, count);

  return take_array (result);
}

const DemoMethod *
demo_user_methods (void)
{
  static const DemoMethod methods[] = {
    { "profile", NULL, run_profile },
    { "user.get", "user", run_user_get },
    { "user.current", "user", run_user_current },
    { "user.search", "user", run_user_search },
    { "department.get", "department", run_department_get },
    { NULL },
  };

  return methods;
}

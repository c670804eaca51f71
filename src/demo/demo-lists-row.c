/* demo-lists-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * See lists/elements/lists-element-get, lists/fields/lists-field-get and lists/lists/lists-get in
 * the REST documentation.
 */

#define G_LOG_DOMAIN "demo-lists-row"

#include "demo-lists-row.h"

#include "demo-json.h"
#include "demo-methods-crm.h"

#include <string.h>

/* The site's format, which lists use and the rest of REST does not. */
static char *
format_moment (gint64 when)
{
  char iso[DEMO_TIME_SIZE];

  demo_time_format (when, iso);

  return demo_lists_format_date (iso);
}

char *
demo_lists_format_date (const char *stored)
{
  const char *time = strlen (stored) >= 19 ? stored + 11 : "00:00:00";

  if (strlen (stored) < 10 || stored[4] != '-')
    return g_strdup (stored);
  if (strncmp (time, "00:00:00", 8) == 0)
    return g_strdup_printf ("%.2s.%.2s.%.4s", stored + 8, stored + 5, stored);

  return g_strdup_printf ("%.2s.%.2s.%.4s %.8s", stored + 8, stored + 5, stored, time);
}

static JsonNode *
make_html (const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "TYPE", "HTML");
  json_object_set_string_member (object, "TEXT", text);

  return demo_crm_take_object (object);
}

static JsonNode *
make_value (const DemoProperty *property, const char *value)
{
  g_autofree char *date = NULL;
  JsonArray *files;

  if (g_str_equal (property->type, "S:HTML"))
    return make_html (value);
  if (g_str_has_prefix (property->type, "S:Date"))
    date = demo_lists_format_date (value);
  else if (g_str_equal (property->type, "S:DiskFile"))
    {
      files = json_array_new ();
      json_array_add_string_element (files, value);
      return demo_crm_take_array (files);
    }

  return json_node_init_string (json_node_alloc (), date != NULL ? date : value);
}

/* {"8801":"48600|RUB"}; nothing at all without a value. The files of a drive are one value. */
static void
add_property (JsonObject *row, const DemoProperty *property, sqlite3_stmt *values)
{
  g_autofree char *name = g_strdup_printf ("PROPERTY_%d", property->id);
  const char *key = (const char *) sqlite3_column_text (values, 1);
  const char *value = (const char *) sqlite3_column_text (values, 2);
  JsonObject *object;

  if (!json_object_has_member (row, name))
    json_object_set_object_member (row, name, json_object_new ());
  object = json_object_get_object_member (row, name);
  if (g_str_equal (property->type, "S:DiskFile") && json_object_get_size (object) > 0)
    {
      g_autoptr (GList) held = json_object_get_values (object);

      json_array_add_string_element (json_node_get_array (held->data), value);
      return;
    }
  json_object_set_member (object, key, make_value (property, value));
}

static gboolean
is_wanted (GPtrArray *wanted, const char *name)
{
  if (wanted == NULL || wanted->len == 0)
    return TRUE;
  for (guint i = 0; i < wanted->len; i++)
    {
      g_autofree char *asked = demo_json_node_dup_string (wanted->pdata[i]);

      if (g_str_equal (asked, name) || g_str_equal (asked, "*") ||
          (g_str_equal (asked, "PROPERTY_*") && g_str_has_prefix (name, "PROPERTY_")))
        return TRUE;
    }

  return FALSE;
}

static void
add_text (JsonObject *row, GPtrArray *wanted, const char *name, const char *value)
{
  if (is_wanted (wanted, name))
    json_object_set_string_member (row, name, value);
}

static void
add_number (JsonObject *row, GPtrArray *wanted, const char *name, gint64 value)
{
  if (is_wanted (wanted, name))
    demo_crm_set_number (row, name, value);
}

/* What is there only when it is asked for. */
static void
add_asked (JsonObject *row, GPtrArray *wanted, sqlite3_stmt *element)
{
  g_autofree char *created = format_moment (sqlite3_column_int64 (element, 5));

  if (wanted == NULL || wanted->len == 0)
    return;
  add_text (row, wanted, "DATE_CREATE", created);
  add_text (row, wanted, "SORT", "500");
}

static void
add_properties (DemoWorld *self, JsonObject *row, int list, gint64 element, GPtrArray *wanted)
{
  g_autoptr (sqlite3_stmt) values =
    demo_schema_prepare (self, "SELECT property, id, value FROM list_value WHERE element = ?"
                               " ORDER BY property, id");

  sqlite3_bind_int64 (values, 1, element);
  while (sqlite3_step (values) == SQLITE_ROW)
    {
      const DemoProperty *property =
        demo_lists_find_property (list, sqlite3_column_int64 (values, 0));
      g_autofree char *name =
        property != NULL ? g_strdup_printf ("PROPERTY_%d", property->id) : NULL;

      if (property != NULL && is_wanted (wanted, name))
        add_property (row, property, values);
    }
}

JsonObject *
demo_lists_make_row (DemoWorld *self, gint64 element, GPtrArray *wanted)
{
  g_autoptr (sqlite3_stmt) found = demo_schema_prepare (
    self, "SELECT id, list, name, author, code, created FROM list_element WHERE id = ?");
  JsonObject *row = json_object_new ();

  sqlite3_bind_int64 (found, 1, element);
  if (sqlite3_step (found) != SQLITE_ROW)
    return row;
  demo_crm_set_number (row, "ID", element);
  add_number (row, wanted, "IBLOCK_ID", sqlite3_column_int64 (found, 1));
  add_text (row, wanted, "NAME", (const char *) sqlite3_column_text (found, 2));
  if (is_wanted (wanted, "IBLOCK_SECTION_ID"))
    json_object_set_null_member (row, "IBLOCK_SECTION_ID");
  add_number (row, wanted, "CREATED_BY", sqlite3_column_int64 (found, 3));
  add_text (row, wanted, "BP_PUBLISHED", "Y");
  add_text (row, wanted, "CODE", (const char *) sqlite3_column_text (found, 4));
  add_asked (row, wanted, found);
  add_properties (self, row, (int) sqlite3_column_int64 (found, 1), element, wanted);

  return row;
}

/* --- lists.field.get --- */

static JsonObject *
make_settings (void)
{
  static const char *const names[] = { "SHOW_ADD_FORM", "SHOW_EDIT_FORM", "ADD_READ_ONLY_FIELD",
                                       "EDIT_READ_ONLY_FIELD", "SHOW_FIELD_PREVIEW" };
  JsonObject *settings = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    json_object_set_string_member (settings, names[i], i < 2 ? "Y" : "N");

  return settings;
}

/* what of the CRM a property may name (lists/fields/lists-field-add) */
static JsonObject *
make_crm_settings (void)
{
  static const char *const kinds[] = { "VISIBLE", "LEAD", "CONTACT", "COMPANY", "DEAL" };
  JsonObject *settings = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    json_object_set_string_member (settings, kinds[i], i == 2 || i == 3 ? "Y" : "N");

  return settings;
}

static JsonObject *
make_choices (const DemoProperty *property)
{
  JsonObject *choices = json_object_new ();

  for (int i = 0; property->choices[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", property->first_choice + i);

      json_object_set_string_member (choices, id, property->choices[i]);
    }

  return choices;
}

JsonObject *
demo_lists_make_field (DemoWorld *world, const DemoProperty *property)
{
  JsonObject *row = json_object_new ();
  const char *named = demo_property_get_type (world, property);
  g_autofree char *name = g_strdup_printf ("PROPERTY_%d", property->id);
  g_auto (GStrv) type = g_strsplit (named, ":", 2);

  json_object_set_string_member (row, "FIELD_ID", name);
  json_object_set_int_member (row, "SORT", property->id % 100 * 10);
  json_object_set_string_member (row, "NAME", property->name);
  json_object_set_string_member (row, "IS_REQUIRED", property->required ? "Y" : "N");
  json_object_set_string_member (row, "MULTIPLE", property->multiple ? "Y" : "N");
  json_object_set_string_member (row, "DEFAULT_VALUE", "");
  json_object_set_string_member (row, "TYPE", named);
  json_object_set_string_member (row, "PROPERTY_TYPE", type[0]);
  if (type[1] != NULL)
    json_object_set_string_member (row, "PROPERTY_USER_TYPE", type[1]);
  else
    json_object_set_boolean_member (row, "PROPERTY_USER_TYPE", FALSE);
  json_object_set_string_member (row, "CODE", property->code);
  demo_crm_set_number (row, "ID", property->id);
  if (g_str_equal (property->type, "E"))
    json_object_set_string_member (row, "LINK_IBLOCK_ID", G_STRINGIFY (34));
  else
    json_object_set_null_member (row, "LINK_IBLOCK_ID");
  json_object_set_string_member (row, "ROW_COUNT", "1");
  json_object_set_string_member (row, "COL_COUNT", "30");
  if (g_str_equal (named, DEMO_TYPE_CRM))
    json_object_set_object_member (row, "USER_TYPE_SETTINGS", make_crm_settings ());
  else
    json_object_set_null_member (row, "USER_TYPE_SETTINGS");
  json_object_set_object_member (row, "SETTINGS", make_settings ());
  if (property->choices != NULL)
    json_object_set_object_member (row, "DISPLAY_VALUES_FORM", make_choices (property));

  return row;
}

/* --- lists.get --- */

JsonObject *
demo_lists_make_list (DemoWorld *self, const DemoList *list)
{
  static const char *const nulls[] = {
    "API_CODE",           "LIST_PAGE_URL",    "DETAIL_PAGE_URL", "SECTION_PAGE_URL",
    "CANONICAL_PAGE_URL", "PICTURE",          "XML_ID",          "TMP_ID",
    "LIST_MODE",          "SECTION_PROPERTY", "PROPERTY_INDEX",  "SOCNET_GROUP_ID",
    "EDIT_FILE_BEFORE",   "EDIT_FILE_AFTER",  "EXTERNAL_ID"
  };
  JsonObject *row = json_object_new ();
  g_autofree char *changed = format_moment (self->today - 90 * DEMO_DAY + 34200);

  demo_crm_set_number (row, "ID", list->id);
  json_object_set_string_member (row, "TIMESTAMP_X", changed);
  json_object_set_string_member (row, "IBLOCK_TYPE_ID", list->type);
  json_object_set_string_member (row, "LID", "s1");
  json_object_set_string_member (row, "CODE", list->code);
  json_object_set_string_member (row, "NAME", list->name);
  json_object_set_string_member (row, "ACTIVE", "Y");
  json_object_set_string_member (row, "SORT", "500");
  json_object_set_string_member (row, "DESCRIPTION", "");
  json_object_set_string_member (row, "DESCRIPTION_TYPE", "text");
  json_object_set_string_member (row, "INDEX_ELEMENT", "Y");
  json_object_set_string_member (row, "INDEX_SECTION", "N");
  json_object_set_string_member (row, "WORKFLOW", "N");
  json_object_set_string_member (row, "BIZPROC",
                                 g_str_equal (list->type, "bitrix_processes") ? "Y" : "N");
  json_object_set_string_member (row, "SECTION_CHOOSER", "L");
  json_object_set_string_member (row, "RIGHTS_MODE", "E");
  json_object_set_string_member (row, "VERSION", "1");
  json_object_set_string_member (row, "LAST_CONV_ELEMENT", "0");
  json_object_set_string_member (row, "SECTIONS_NAME", "Разделы");
  json_object_set_string_member (row, "SECTION_NAME", "Раздел");
  json_object_set_string_member (row, "ELEMENTS_NAME", "Элементы");
  json_object_set_string_member (row, "ELEMENT_NAME", "Элемент");
  json_object_set_string_member (row, "REST_ON", "N");
  json_object_set_string_member (row, "FULLTEXT_INDEX", "N");
  json_object_set_string_member (row, "LANG_DIR", "/");
  for (guint i = 0; i < G_N_ELEMENTS (nulls); i++)
    json_object_set_null_member (row, nulls[i]);

  return row;
}

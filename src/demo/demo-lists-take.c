/* demo-lists-take.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the values of lists.element.add and lists.element.update are understood; files as
 * files/how-to-upload-files and files/how-to-update-files say.
 */

#define G_LOG_DOMAIN "demo-lists-take"

#include "demo-lists-row.h"

#include "demo-drive.h"
#include "demo-json.h"

#include <string.h>

/* (transfer full) (nullable): "48600.5" of "48 600,50" */
static char *
dup_number (const char *text)
{
  GString *number = g_string_new (NULL);
  char *end;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter == ',')
        g_string_append_c (number, '.');
      else if (!g_unichar_isspace (letter))
        g_string_append_unichar (number, letter);
    }
  g_ascii_strtod (number->str, &end);
  if (number->len == 0 || *end != '\0')
    {
      g_string_free (number, TRUE);
      return NULL;
    }

  return g_string_free (number, FALSE);
}

/* (transfer full) (nullable): 2026-07-31, or with the time behind it */
static char *
dup_date (const char *text, gboolean with_time)
{
  char iso[DEMO_TIME_SIZE];
  gint64 when;

  if (!demo_time_parse (text, &when))
    return NULL;
  demo_time_format (when, iso);
  iso[10] = ' ';
  iso[with_time ? 19 : 10] = '\0';

  return g_strdup (iso);
}

/* The object of "n9043" or of 9043, or of the attachment that the element has already; 0 none. */
static gint64
find_object (DemoWorld *self, gint64 element, const char *text)
{
  gint64 id = g_ascii_strtoll (text + (*text == 'n'), NULL, 10);

  if (*text != 'n' && demo_drive_get_object (self, id, element) != 0)
    return demo_drive_get_object (self, id, element);

  return demo_drive_has (self, id) ? id : 0;
}

/* "CO_51": letters and a number (crm/data-types, "Binding to CRM Elements"), of the kinds of things
 * that the property may name */
static gboolean
is_binding (const char *text)
{
  const char *number = g_str_has_prefix (text, "CO_")  ? text + strlen ("CO_")
                       : g_str_has_prefix (text, "C_") ? text + strlen ("C_")
                                                       : "";

  return *number != '\0' && number[strspn (number, "0123456789")] == '\0';
}

/* (transfer full) (nullable): what is kept of a value */
static char *
convert (DemoWorld *self, const DemoProperty *property, JsonNode *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  g_autofree char *text =
    object != NULL ? demo_json_dup_string (object, "TEXT") : demo_json_node_dup_string (value);

  if (text == NULL || text[0] == '\0')
    return NULL;
  if (g_str_equal (property->type, "N"))
    return dup_number (text);
  if (g_str_equal (property->type, "L"))
    return demo_property_get_choice (property, g_ascii_strtoll (text, NULL, 10)) != NULL
             ? g_steal_pointer (&text)
             : NULL;
  if (g_str_has_prefix (property->type, "S:Date"))
    return dup_date (text, g_str_equal (property->type, "S:DateTime"));
  if (g_str_equal (demo_property_get_type (self, property), DEMO_TYPE_CRM) && !is_binding (text))
    return NULL;

  return g_steal_pointer (&text);
}

static void
take_disk_file (DemoWorld *self,
                gint64 element,
                const DemoProperty *property,
                JsonNode *value,
                gint64 user)
{
  g_autofree char *text = demo_json_node_dup_string (value);
  gint64 object = find_object (self, element, text);

  if (object == 0)
    return;
  if (*text != 'n' && !demo_drive_has (self, g_ascii_strtoll (text, NULL, 10)))
    demo_lists_append (self, element, property->id, text);
  else
    demo_lists_attach (self, element, property->code, object, user, demo_world_get_now (self));
}

void
demo_lists_take_value (DemoWorld *self,
                       gint64 element,
                       const DemoProperty *property,
                       JsonNode *value,
                       gint64 user)
{
  g_autofree char *kept = NULL;

  if (g_str_equal (property->type, "S:DiskFile"))
    {
      take_disk_file (self, element, property, value, user);
      return;
    }
  if (g_str_equal (property->type, "F"))
    {
      gint64 file = demo_drive_take_file (self, value);

      kept = file != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, file) : NULL;
    }
  else
    kept = convert (self, property, value);
  if (kept != NULL)
    demo_lists_append (self, element, property->id, kept);
}

/* One value, or those of an array. A pair of a name and a code is one, as {"TYPE","TEXT"} is. */
static GPtrArray *
list_values (const DemoProperty *property, JsonNode *node)
{
  g_autoptr (GPtrArray) inner = demo_json_node_list (node);
  GPtrArray *one = g_ptr_array_new ();

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return one;
  if (JSON_NODE_HOLDS_VALUE (node) ||
      (JSON_NODE_HOLDS_OBJECT (node) && demo_json_get (json_node_get_object (node), "TEXT")) ||
      (g_str_equal (property->type, "F") && inner->len > 0 &&
       JSON_NODE_HOLDS_VALUE (inner->pdata[0])))
    {
      g_ptr_array_add (one, node);
      return one;
    }
  g_ptr_array_unref (one);

  return g_steal_pointer (&inner);
}

/* (nullable) */
static JsonNode *
get_sent (JsonObject *fields, const DemoProperty *property, const char *suffix)
{
  g_autofree char *name = g_strdup_printf ("PROPERTY_%d%s", property->id, suffix);

  return demo_json_get (fields, name);
}

static gboolean
is_file (const DemoProperty *property)
{
  return g_str_equal (property->type, "F") || g_str_equal (property->type, "S:DiskFile");
}

/* whether the value would leave anything behind */
static gboolean
is_value (DemoWorld *self, gint64 element, const DemoProperty *property, JsonNode *value)
{
  g_autofree char *text = NULL;

  if (g_str_equal (property->type, "F"))
    return JSON_NODE_HOLDS_ARRAY (value) || JSON_NODE_HOLDS_OBJECT (value);
  if (g_str_equal (property->type, "S:DiskFile"))
    {
      text = demo_json_node_dup_string (value);
      return find_object (self, element, text) != 0;
    }
  text = convert (self, property, value);

  return text != NULL;
}

static gboolean
check_property (DemoWorld *self,
                gint64 element,
                const DemoProperty *property,
                JsonObject *fields,
                GError **error)
{
  JsonNode *sent = get_sent (fields, property, "");
  g_autoptr (GPtrArray) values = list_values (property, sent);
  g_autoptr (GPtrArray) held =
    is_file (property) ? demo_lists_dup_values (self, element, property->id) : g_ptr_array_new ();
  guint good = sent == NULL ? held->len : 0;

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *text = demo_json_node_dup_string (values->pdata[i]);

      if (g_str_equal (property->type, "F") && JSON_NODE_HOLDS_VALUE (values->pdata[i]) &&
          strspn (text, "0123456789") == strlen (text) && text[0] != '\0')
        {
          demo_error_set (error, 400, "ERROR_ELEMENT_FIELD_VALUE",
                          "Writing file values by ID is not supported");
          return FALSE;
        }
      good += is_value (self, element, property, values->pdata[i]);
    }
  if (property->required && good == 0)
    {
      demo_error_set (error, 400, "ERROR_ELEMENT_FIELD_VALUE", "The field \"%s\" is required",
                      property->name);
      return FALSE;
    }

  return TRUE;
}

gboolean
demo_lists_check_fields (DemoWorld *self,
                         const DemoList *list,
                         gint64 element,
                         JsonObject *fields,
                         GError **error)
{
  g_autofree char *name = demo_json_dup_string (fields, "NAME");

  if (name == NULL || name[0] == '\0')
    {
      demo_error_set (error, 400, "ERROR_ELEMENT_FIELD_VALUE", "The field \"%s\" is required",
                      "Название");
      return FALSE;
    }
  for (const DemoProperty *property = demo_lists_properties (); property->id != 0; property++)
    {
      if (property->list == list->id && !check_property (self, element, property, fields, error))
        return FALSE;
    }

  return TRUE;
}

/* {"3693":"Y"}: these values of a file go */
static void
delete_marked (DemoWorld *self, gint64 element, const DemoProperty *property, JsonNode *marks)
{
  JsonObjectIter iter;
  const char *key;

  if (marks == NULL || !JSON_NODE_HOLDS_OBJECT (marks))
    return;
  json_object_iter_init (&iter, json_node_get_object (marks));
  while (json_object_iter_next (&iter, &key, NULL))
    {
      g_autofree char *sql =
        g_strdup_printf ("DELETE FROM list_value WHERE element = %" G_GINT64_FORMAT
                         " AND property = %d AND id = %" G_GINT64_FORMAT,
                         element, property->id, g_ascii_strtoll (key, NULL, 10));

      demo_schema_exec (self, sql, NULL);
    }
}

static void
take_property (DemoWorld *self,
               gint64 element,
               const DemoProperty *property,
               JsonObject *fields,
               gint64 user)
{
  JsonNode *sent = get_sent (fields, property, "");
  g_autoptr (GPtrArray) values = list_values (property, sent);

  delete_marked (self, element, property, get_sent (fields, property, "_DEL"));
  if (!is_file (property) || (sent != NULL && !g_str_equal (property->type, "F")))
    demo_lists_clear (self, element, property->id);
  for (guint i = 0; i < (property->multiple ? values->len : MIN (values->len, 1)); i++)
    demo_lists_take_value (self, element, property, values->pdata[i], user);
}

void
demo_lists_take_fields (DemoWorld *self,
                        const DemoList *list,
                        gint64 element,
                        JsonObject *fields,
                        gint64 user)
{
  g_autofree char *name = demo_json_dup_string (fields, "NAME");

  demo_lists_rename (self, element, name);
  for (const DemoProperty *property = demo_lists_properties (); property->id != 0; property++)
    {
      if (property->list == list->id)
        take_property (self, element, property, fields, user);
    }
}

/* sync-invoice-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-field"

#include "sync-invoice-field.h"

#include <string.h>

#include "bx-json.h"
#include "clinic-form-option.h"
#include "sync-invoice-value.h"

/* --- reading --- */

JsonArray *
sync_invoice_peek_descriptors (JsonObject *row)
{
  return bx_json_get_array (bx_json_get_object (row, "PARAMETERS"), "Fields");
}

/* names are texts, or texts by language */
static char *
dup_name (JsonObject *descriptor, const char *member)
{
  JsonObject *names = bx_json_get_object (descriptor, member);
  const char *name =
    names == NULL ? bx_json_get_string (descriptor, member) : bx_json_get_string (names, "ru");
  g_autoptr (GList) all = NULL;

  if (name == NULL && names != NULL)
    {
      all = json_object_get_members (names);
      name = all != NULL ? bx_json_get_string (names, all->data) : NULL;
    }

  return sync_invoice_read_plain (name);
}

/* {"approve": "Согласовать"}, or a list of names */
static GListStore *
read_options (JsonObject *descriptor)
{
  GListStore *options = g_list_store_new (CLINIC_TYPE_FORM_OPTION);
  JsonObject *map = bx_json_get_object (descriptor, "Options");
  JsonArray *list = bx_json_get_array (descriptor, "Options");
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);
      g_autoptr (GPtrArray) names = sync_invoice_read_values (json_array_get_element (list, i));
      g_autoptr (ClinicFormOption) option = clinic_form_option_new ();

      clinic_form_option_set_id (option, key);
      clinic_form_option_set_name (option, names->len > 0 ? g_ptr_array_index (names, 0) : key);
      g_list_store_append (options, option);
    }
  if (map == NULL)
    return options;
  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &id, &node))
    {
      g_autoptr (ClinicFormOption) option = clinic_form_option_new ();

      clinic_form_option_set_id (option, id);
      clinic_form_option_set_name (option, bx_json_get_string (map, id));
      g_list_store_append (options, option);
    }

  return options;
}

static char *
read_one_value (ClinicFieldKind kind, const char *text)
{
  gint64 amount;

  switch (kind)
    {
    case CLINIC_FIELD_MONEY:
      return sync_invoice_read_money (text, &amount, NULL)
               ? g_strdup_printf ("%" G_GINT64_FORMAT, amount)
               : NULL;
    case CLINIC_FIELD_DATE:
      return sync_invoice_read_day (text);
    case CLINIC_FIELD_USER:
      return g_strdup (g_str_has_prefix (text, "user_") ? text + strlen ("user_") : text);
    case CLINIC_FIELD_BOOL:
      return g_strdup (g_str_equal (text, "Y") || g_str_equal (text, "1") ? "Y" : "N");
    case CLINIC_FIELD_FILE:
      return NULL;
    case CLINIC_FIELD_UNKNOWN:
    case CLINIC_FIELD_TEXT:
    case CLINIC_FIELD_LONG_TEXT:
    case CLINIC_FIELD_NUMBER:
    case CLINIC_FIELD_DATE_TIME:
    case CLINIC_FIELD_CHOICE:
    case CLINIC_FIELD_PARTY:
    default:
      return g_strdup (text);
    }
}

char *
sync_invoice_read_value (ClinicFieldKind kind, JsonNode *node)
{
  g_autoptr (GPtrArray) values = sync_invoice_read_values (node);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *one = read_one_value (kind, g_ptr_array_index (values, i));

      if (one != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", one);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

gboolean
sync_invoice_read_rule (JsonObject *descriptor, SyncPartyRule *rule)
{
  JsonObject *options = bx_json_get_object (descriptor, "Options");

  return sync_party_rule_read (rule, bx_json_get_string (descriptor, "Type"),
                               options != NULL ? options
                                               : bx_json_get_object (descriptor, "Settings")) &&
         rule->can_name;
}

ClinicFormField *
sync_invoice_read_descriptor (JsonObject *descriptor)
{
  const char *id = bx_json_get_string (descriptor, "Id");
  SyncPartyRule rule;
  ClinicFieldKind kind = sync_invoice_read_rule (descriptor, &rule)
                           ? CLINIC_FIELD_PARTY
                           : sync_invoice_kind_of (bx_json_get_string (descriptor, "Type"));
  g_autofree char *name = dup_name (descriptor, "Name");
  g_autofree char *hint = dup_name (descriptor, "Description");
  g_autofree char *value = NULL;
  g_autoptr (GListStore) options = NULL;
  ClinicFormField *field;
  int role;

  if (id == NULL)
    return NULL;
  field = clinic_form_field_new ();
  role = sync_invoice_guess_role (id, name, kind);
  clinic_form_field_set_id (field, id);
  clinic_form_field_set_name (field, name);
  if (hint != NULL && *hint != '\0')
    clinic_form_field_set_hint (field, hint);
  clinic_form_field_set_kind (field, kind);
  clinic_form_field_set_role (field, role < SYNC_ROLE_STATE ? (ClinicFieldRole) role
                                                            : CLINIC_FIELD_ROLE_NONE);
  clinic_form_field_set_required (field, bx_json_get_bool (descriptor, "Required", FALSE));
  clinic_form_field_set_multiple (field, bx_json_get_bool (descriptor, "Multiple", FALSE));
  if (kind == CLINIC_FIELD_CHOICE)
    {
      options = read_options (descriptor);
      clinic_form_field_set_options (field, G_LIST_MODEL (options));
    }
  if (json_object_has_member (descriptor, "Default"))
    value = sync_invoice_read_value (kind, json_object_get_member (descriptor, "Default"));
  clinic_form_field_set_value (field, value);

  return field;
}

/* --- writing --- */

static JsonNode *
new_text (const char *text)
{
  return json_node_init_string (json_node_alloc (), text);
}

static gboolean
is_of (const char *types, const char *type)
{
  g_autofree char *wanted = g_strconcat ("|", type != NULL ? type : "", "|", NULL);

  return strstr (types, wanted) != NULL;
}

static JsonNode *
write_one (const char *type, const char *value, const char *known)
{
  ClinicFieldKind kind = sync_invoice_kind_of (type);
  g_autofree char *currency = NULL;
  g_autofree char *own = NULL;
  g_autofree char *text = NULL;
  gint64 amount = g_ascii_strtoll (value, NULL, 10);
  const char *bar = strchr (value, '|');
  gint64 ignored;

  if (kind == CLINIC_FIELD_MONEY)
    {
      (void) sync_invoice_read_money (known, &ignored, &currency);
      own = bar != NULL ? g_strdup (bar + 1) : g_steal_pointer (&currency);
      text = sync_invoice_write_money (amount, own);
      return new_text (text);
    }
  if (kind == CLINIC_FIELD_USER && is_of ("|user|", type))
    {
      text = g_strconcat ("user_", value, NULL);
      return new_text (text);
    }

  return new_text (value);
}

JsonNode *
sync_invoice_write_value (const char *type, gboolean multiple, const char *value, const char *known)
{
  g_auto (GStrv) lines = NULL;
  JsonArray *array;
  JsonNode *node;

  if (value == NULL || *value == '\0' || sync_invoice_kind_of (type) == CLINIC_FIELD_FILE)
    return NULL;
  if (!multiple)
    return write_one (type, value, known);
  lines = g_strsplit (value, "\n", -1);
  array = json_array_new ();
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0')
        json_array_add_element (array, write_one (type, lines[i], known));
    }
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);

  return node;
}

/* demo-smart-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files in fields of the smart process: files/how-to-upload-files, files/how-to-update-files and
 * crm/universal/crm-item-get in the REST documentation.
 */

#define G_LOG_DOMAIN "demo-smart-file"

#include "demo-smart.h"

#include "demo-attached.h"
#include "demo-dispatch.h"
#include "demo-drive.h"
#include "demo-json.h"
#include "demo-methods-crm.h"

/* The number of one element of what was sent: of a new file, or of one that is kept; else 0. */
static gint64
take_one (DemoWorld *self, const char *held, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gint64 id = object != NULL ? demo_json_get_int (object, "id", 0) : 0;
  g_autoptr (JsonNode) list = held != NULL ? json_from_string (held, NULL) : NULL;
  JsonArray *array = list != NULL ? json_node_get_array (list) : NULL;

  if (id == 0)
    return demo_drive_take_file (self, node);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (json_array_get_int_element (array, i) == id)
        return id;
    }

  return 0;
}

char *
demo_smart_take_files (DemoWorld *self, const DemoField *field, const char *held, JsonNode *node)
{
  gboolean is_multiple = (field->flags & DEMO_FIELD_MULTIPLE) != 0;
  g_autoptr (GPtrArray) list = demo_json_node_list (node);
  GString *numbers = g_string_new ("[");

  for (guint i = 0; i < (is_multiple ? list->len : 1); i++)
    {
      gint64 id = take_one (self, held, is_multiple ? list->pdata[i] : node);

      if (id != 0)
        g_string_append_printf (numbers, "%s%" G_GINT64_FORMAT, numbers->len > 1 ? "," : "", id);
    }
  g_string_append_c (numbers, ']');

  return g_string_free (numbers, FALSE);
}

/* --- addresses --- */

/* The item that holds the file, 0 when there is none any more. */
static gint64
find_item (DemoWorld *self, gint64 file)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT ID FROM dynamic WHERE EXISTS (SELECT 1 FROM json_each (UF_CRM_7_1751000005)"
    " WHERE value = %1$" G_GINT64_FORMAT ") OR EXISTS (SELECT 1 FROM"
    " json_each (UF_CRM_7_1751000006) WHERE value = %1$" G_GINT64_FORMAT ") LIMIT 1",
    file);

  return demo_schema_get_int (self, sql);
}

static JsonObject *
make_file (DemoCall *call, gint64 item, const char *upper, gint64 file)
{
  const char *host = demo_pull_get_host (demo_dispatch_get_pull (call->dispatch));
  g_autofree char *token = demo_attached_dup_token (call->world, call->user_id);
  g_autofree char *url = g_strdup_printf (
    "http://%s/bitrix/services/main/ajax.php?action=crm.controller.item.getFile&entityTypeId=1036"
    "&id=%" G_GINT64_FORMAT "&fieldName=%s&fileId=%" G_GINT64_FORMAT,
    host, item, upper, file);
  g_autofree char *machine =
    g_strdup_printf ("http://%s" DEMO_SMART_FILE_PATH "?auth=%s&token=crm%%7C%" G_GINT64_FORMAT
                     "%%7C%" G_GINT64_FORMAT "%%7C%" G_GINT64_FORMAT,
                     host, token, item, file, call->user_id);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", file);
  json_object_set_string_member (object, "url", url);
  json_object_set_string_member (object, "urlMachine", machine);

  return object;
}

/* One file is an object or null, several are a list. */
static JsonNode *
make_value (DemoCall *call, const DemoField *field, JsonArray *numbers)
{
  JsonArray *files = json_array_new ();
  JsonNode *first;

  for (guint i = 0; i < json_array_get_length (numbers); i++)
    {
      gint64 file = json_array_get_int_element (numbers, i);

      json_array_add_object_element (files, make_file (call, find_item (call->world, file),
                                                       field->upper, file));
    }
  if (field->flags & DEMO_FIELD_MULTIPLE)
    return demo_crm_take_array (files);
  first = json_array_get_length (files) > 0 ? json_node_copy (json_array_get_element (files, 0))
                                            : json_node_init_null (json_node_alloc ());
  json_array_unref (files);

  return first;
}

void
demo_smart_link_files (DemoCall *call, JsonNode *item)
{
  DemoFields *fields = call->world->fields[DEMO_SMART];
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (item))
    return;
  object = json_node_get_object (item);
  for (guint i = 0; i < demo_fields_get_size (fields); i++)
    {
      const DemoField *field = demo_fields_get (fields, i);
      const char *key = json_object_has_member (object, field->upper)
                          ? field->upper
                          : demo_fields_get_key (fields, i);
      JsonNode *node = json_object_get_member (object, key);

      if (field->kind == DEMO_KIND_FILE && node != NULL && JSON_NODE_HOLDS_ARRAY (node))
        json_object_set_member (object, key, make_value (call, field, json_node_get_array (node)));
    }
}

/* --- the download --- */

void
demo_smart_serve (DemoWorld *world, SoupServerMessage *message, GHashTable *query)
{
  const char *code = query != NULL ? g_hash_table_lookup (query, "token") : NULL;
  const char *auth = query != NULL ? g_hash_table_lookup (query, "auth") : NULL;
  g_auto (GStrv) parts = g_strsplit (code != NULL ? code : "", "|", 4);
  gboolean is_whole = g_strv_length (parts) == 4;
  gint64 item = is_whole ? g_ascii_strtoll (parts[1], NULL, 10) : 0;
  gint64 file = is_whole ? g_ascii_strtoll (parts[2], NULL, 10) : 0;
  gint64 user = is_whole ? g_ascii_strtoll (parts[3], NULL, 10) : 0;
  g_autofree char *token = demo_attached_dup_token (world, user);
  g_autoptr (sqlite3_stmt) row = demo_drive_find_file (world, file);

  if (g_strcmp0 (auth, token) != 0)
    demo_attached_answer_expired (message);
  else if (row == NULL || find_item (world, file) != item ||
           !demo_smart_may_read (world, item, user))
    demo_attached_answer_denied (message);
  else
    demo_attached_answer_file (message, row);
}

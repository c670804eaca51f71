/* sync-call-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-call-question"

#include "sync-call-question.h"

#include "bx-json.h"
#include "clinic-phone.h"
#include "sync-map.h"

/* The ids are known from the store, or come from the same batch's look-up by number. */
static JsonNode *
build_ids (GHashTable *asked)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  g_autoptr (JsonArray) ids = NULL;
  GHashTableIter iter;
  gpointer id;

  if (asked == NULL)
    {
      json_node_set_string (node, "$result[dup][CONTACT]");
      return node;
    }

  ids = json_array_new ();
  g_hash_table_iter_init (&iter, asked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    json_array_add_int_element (ids, *(gint64 *) id);

  json_node_init_array (node, ids);

  return node;
}

static JsonNode *
build_values (const char *number)
{
  g_auto (GStrv) values = clinic_phone_dup_search_values (number);
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);

  json_node_set_array (node, array);

  return node;
}

/* Takes params over. A command that cannot be added is our own mistake. */
static void
add (BxBatch *batch, const char *key, const char *method, JsonNode *params)
{
  g_autoptr (JsonNode) owned = params;
  g_autoptr (GError) error = NULL;

  if (!bx_batch_add_with_references (batch, key, method, owned, &error))
    g_critical ("Batch command %s: %s", key, error->message);
}

BxBatch *
sync_call_question_new (SyncContext *context, const char *number, GHashTable *asked)
{
  BxBatch *batch = bx_batch_new (FALSE);
  g_autoptr (JsonNode) ids = build_ids (asked);
  g_autoptr (JsonNode) values = build_values (number);
  g_autoptr (JsonNode) select = json_node_new (JSON_NODE_ARRAY);
  gint64 category = sync_context_get_category (context);

  json_node_take_array (select, sync_map_appointment_select (context));

  add (batch, "dup", "crm.duplicate.findbycomm",
       bx_json_build ("{'type':'PHONE','entity_type':'CONTACT','values':%p}", values));
  add (batch, "con", "crm.item.list",
       bx_json_build ("{'entityTypeId':3,'select':['*'],'filter':{'@id':%p},'order':{'id':'ASC'},"
                      "'start':-1}",
                      ids));
  if (category >= 0)
    add (batch, "vis", "crm.item.list",
         bx_json_build ("{'entityTypeId':2,'select':%p,'filter':{'@contactId':%p,"
                        "'=categoryId':%" G_GINT64_FORMAT "},'order':{'id':'DESC'},'start':-1}",
                        select, ids, category));
  else
    add (batch, "vis", "crm.item.list",
         bx_json_build ("{'entityTypeId':2,'select':%p,'filter':{'@contactId':%p},"
                        "'order':{'id':'DESC'},'start':-1}",
                        select, ids));

  if (!clinic_link_get_simple_crm (sync_context_get_link (context)))
    {
      add (batch, "ldup", "crm.duplicate.findbycomm",
           bx_json_build ("{'type':'PHONE','entity_type':'LEAD','values':%p}", values));
      add (batch, "led", "crm.item.list",
           bx_json_build ("{'entityTypeId':1,'filter':{'@id':'$result[ldup][LEAD]',"
                          "'=stageSemanticId':'P'},'order':{'id':'DESC'},'start':-1}"));
      add (batch, "cled", "crm.item.list",
           bx_json_build ("{'entityTypeId':1,'filter':{'@contactId':%p,'=stageSemanticId':'P'},"
                          "'order':{'id':'DESC'},'start':-1}",
                          ids));
    }

  return batch;
}

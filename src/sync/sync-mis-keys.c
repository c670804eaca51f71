/* sync-mis-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mis-keys"

#include "sync-mis-keys.h"

#include "bx-json.h"
#include "sync-map.h"
#include "sync-send.h"
#include "sync-visit.h"

/* ids a question, so that twice as many rows fit into the page of its answer */
#define KEYS (SYNC_MIS_KEYS_MOST / BX_BATCH_MAX)

guint
sync_mis_keys_count_questions (guint keys)
{
  return (keys + KEYS - 1) / KEYS;
}

guint
sync_mis_keys_count_asked (GPtrArray *keys)
{
  return MIN (keys->len, SYNC_MIS_KEYS_MOST);
}

/* crm.item.list: by the id at the system that made it, or by the field that is set for the id */
static JsonNode *
new_question (SyncContext *context, GPtrArray *keys, guint from)
{
  const char *field = sync_context_get_fields (context)->mis_id;
  JsonNode *params = bx_json_build ("{'entityTypeId': 2, 'start': -1, 'order': {'id': 'ASC'}}");
  JsonObject *object = json_node_get_object (params);
  JsonObject *filter = json_object_new ();
  g_autoptr (JsonNode) wanted = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = from; i < MIN (from + KEYS, keys->len); i++)
    json_array_add_string_element (array, g_ptr_array_index (keys, i));
  json_node_take_array (wanted, array);
  if (field == NULL)
    {
      json_object_set_member (filter, "@originId", json_node_copy (wanted));
    }
  else
    {
      g_autoptr (JsonNode) either =
        bx_json_build ("{'logic': 'OR', '0': {'@originId': %p}, '1': {}}", wanted);

      /* the bare name takes a list too, and is understood whatever its letters (field naming) */
      json_object_set_member (json_object_get_object_member (json_node_get_object (either), "1"),
                              field, json_node_copy (wanted));
      json_object_set_member (filter, "0", g_steal_pointer (&either));
    }
  json_object_set_object_member (object, "filter", filter);
  json_object_set_array_member (object, "select", sync_map_appointment_select (context));

  return params;
}

gboolean
sync_mis_keys_ask (SyncContext *context, BxBatch *batch, GPtrArray *keys, GError **error)
{
  for (guint i = 0; i < keys->len && bx_batch_get_size (batch) < BX_BATCH_MAX; i += KEYS)
    {
      g_autofree char *name = g_strdup_printf ("q%u", i);
      g_autoptr (JsonNode) params = new_question (context, keys, i);

      if (!bx_batch_add (batch, name, "crm.item.list", params, error))
        return FALSE;
    }

  return TRUE;
}

static void
add_row (SyncContext *context, GHashTable *rows, JsonObject *row)
{
  g_autoptr (ClinicAppointment) appointment = sync_map_appointment (context, row);
  const char *key = appointment != NULL ? clinic_appointment_get_mis_id (appointment) : NULL;
  GPtrArray *same = key != NULL ? g_hash_table_lookup (rows, key) : NULL;

  if (key == NULL)
    return;
  if (same == NULL)
    {
      same = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
      g_hash_table_insert (rows, g_strdup (key), same);
    }
  g_ptr_array_add (same, json_object_ref (row));
}

GHashTable *
sync_mis_keys_read (SyncContext *context, BxBatchAnswer *answers, GPtrArray *keys, GError **error)
{
  g_autoptr (GHashTable) rows =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < sync_mis_keys_count_asked (keys); i += KEYS)
    {
      g_autofree char *name = g_strdup_printf ("q%u", i);
      g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, name, error);
      JsonArray *items =
        answer != NULL ? bx_json_get_array (bx_answer_get_object (answer), "items") : NULL;

      if (answer == NULL)
        return NULL;
      for (guint j = 0; items != NULL && j < json_array_get_length (items); j++)
        add_row (context, rows, bx_json_node_object (json_array_get_element (items, j)));
    }

  return g_steal_pointer (&rows);
}

/* --- made by hand --- */

static JsonObject *
new_condition (SyncContext *context, ClinicCommand *command)
{
  JsonObject *condition = json_object_new ();
  g_autofree char *time = sync_visit_dup_filter_time (sync_command_peek_int (command, "start"));

  json_object_set_int_member (condition, "=contactId", sync_command_peek_int (command, "patient"));
  json_object_set_string_member (condition, sync_context_get_fields (context)->visit_time, time);

  return condition;
}

static JsonNode *
new_time_question (SyncContext *context, GPtrArray *commands, guint from)
{
  JsonNode *params = bx_json_build ("{'entityTypeId': 2, 'start': -1, 'order': {'id': 'ASC'},"
                                    " 'filter': {'0': {'logic': 'OR'}}}");
  JsonObject *object = json_node_get_object (params);
  JsonObject *either =
    json_object_get_object_member (json_object_get_object_member (object, "filter"), "0");

  for (guint i = from; i < MIN (from + KEYS, commands->len); i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i - from);

      json_object_set_object_member (either, key,
                                     new_condition (context, g_ptr_array_index (commands, i)));
    }
  json_object_set_array_member (object, "select", sync_map_appointment_select (context));

  return params;
}

guint
sync_mis_times_count_room (BxBatch *batch)
{
  return KEYS * (BX_BATCH_MAX - MIN (bx_batch_get_size (batch), BX_BATCH_MAX));
}

void
sync_mis_times_ask (SyncContext *context, BxBatch *batch, GPtrArray *commands)
{
  if (sync_context_get_fields (context)->visit_time == NULL)
    return;
  for (guint i = 0; i < commands->len; i += KEYS)
    {
      g_autofree char *name = g_strdup_printf ("t%u", i / KEYS);
      g_autoptr (JsonNode) params = new_time_question (context, commands, i);

      bx_batch_add (batch, name, "crm.item.list", params, NULL);
    }
}

GPtrArray *
sync_mis_times_read (SyncContext *context, BxBatchAnswer *answers)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < BX_BATCH_MAX; i++)
    {
      g_autofree char *name = g_strdup_printf ("t%u", i);
      g_autoptr (GPtrArray) rows =
        sync_map_rows (context, answers, name, (SyncMapFunc) sync_map_appointment);

      if (rows != NULL)
        g_ptr_array_extend (found, rows, (GCopyFunc) (void *) g_object_ref, NULL);
    }

  return found;
}

gboolean
sync_mis_times_is_same (ClinicCommand *command, ClinicAppointment *appointment)
{
  return clinic_appointment_get_patient_id (appointment) ==
           sync_command_peek_int (command, "patient") &&
         clinic_appointment_get_start (appointment) == sync_command_peek_int (command, "start") &&
         clinic_appointment_get_kind (appointment) != CLINIC_STAGE_KIND_FAILURE;
}

/* sync-mapping-create.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-mapping-create"

#include "sync-mapping-create.h"

#include "bx-json.h"
#include "clinic-error.h"
#include "sync-dictionaries.h"
#include "sync-fields.h"

#define PREFIX "UF_CRM_"

typedef struct
{
  SyncContext *context; /* owned */
  GError *refusal;      /* owned, (nullable): the first one */
} Create;

static void
create_free (gpointer data)
{
  Create *create = data;

  g_clear_object (&create->context);
  g_clear_error (&create->refusal);
  g_slice_free (Create, create);
}

/* what is created when nothing suits */
static gboolean
is_missing (SyncContext *context, const SyncFieldInfo *info)
{
  SyncDictionaries *dictionaries = sync_context_get_dictionaries (context);
  JsonObject *fields = sync_dictionaries_get_fields_of (dictionaries, info->contact);
  GSettings *settings = sync_context_get_settings (context);
  g_autofree char *configured =
    settings != NULL ? g_settings_get_string (settings, info->setting) : NULL;
  ClinicMappingState state;

  if (info->label == NULL || fields == NULL)
    return FALSE;
  sync_field_find (info, fields, configured, &state);

  return state == CLINIC_MAPPING_MISSING;
}

/* uf_enum_element[] */
static JsonArray *
new_list (const char *const *items)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; items != NULL && items[i] != NULL; i += 2)
    {
      JsonObject *item = json_object_new ();

      json_object_set_string_member (item, "VALUE", items[i + 1]);
      json_object_set_string_member (item, "XML_ID", items[i]);
      json_object_set_int_member (item, "SORT", 10 * (i / 2 + 1));
      json_array_add_object_element (list, item);
    }

  return list;
}

static JsonNode *
new_params (const SyncFieldInfo *info)
{
  JsonNode *params =
    bx_json_build ("{'fields': {'USER_TYPE_ID': %s, 'FIELD_NAME': %s, 'LABEL': %s, 'MULTIPLE': 'N',"
                   " 'MANDATORY': 'N', 'SHOW_FILTER': 'Y'}}",
                   info->types[0], info->codes[0] + strlen (PREFIX), info->label);
  JsonObject *fields = json_object_get_object_member (json_node_get_object (params), "fields");

  if (info->items != NULL)
    json_object_set_array_member (fields, "LIST", new_list (info->items));

  return params;
}

static void
return_result (GTask *task)
{
  Create *create = g_task_get_task_data (task);
  guint length;
  const SyncFieldInfo *infos = sync_field_infos (&length);
  guint missing = 0;

  for (guint i = 0; i < length; i++)
    missing += is_missing (create->context, &infos[i]) ? 1 : 0;
  /* whatever was answered: what counts is what the portal has now */
  if (missing == 0)
    g_task_return_boolean (task, TRUE);
  else if (create->refusal != NULL)
    g_task_return_error (task, sync_translate_error (create->refusal));
  else
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "%u fields were not made",
                             missing);
}

static void
on_fields_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  Create *create = g_task_get_task_data (task);
  static const char *const parts[] = { SYNC_PART_DEAL_FIELDS, SYNC_PART_CONTACT_FIELDS, NULL };

  if (answers == NULL)
    {
      g_task_return_error (task, sync_translate_error (create->refusal != NULL ? create->refusal
                                                                               : error));
      return;
    }
  sync_dictionaries_take (sync_context_get_dictionaries (create->context), answers, parts);
  sync_context_rebuild_dictionaries (create->context);
  return_result (task);
}

static void
ask_fields (GTask *task)
{
  Create *create = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (JsonNode) deal = bx_json_build ("{'entityTypeId': 2}");
  g_autoptr (JsonNode) contact = bx_json_build ("{'entityTypeId': 3}");

  bx_batch_add (batch, SYNC_PART_DEAL_FIELDS, "crm.item.fields", deal, NULL);
  bx_batch_add (batch, SYNC_PART_CONTACT_FIELDS, "crm.item.fields", contact, NULL);
  bx_client_batch_async (sync_context_get_client (create->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_READ, g_task_get_cancellable (task), on_fields_cb, task);
}

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  Create *create = g_task_get_task_data (task);
  guint length;
  const SyncFieldInfo *infos = sync_field_infos (&length);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (answers == NULL)
    create->refusal = g_steal_pointer (&error);
  for (guint i = 0; answers != NULL && create->refusal == NULL && i < length; i++)
    {
      g_autoptr (BxAnswer) answer = NULL;

      if (is_missing (create->context, &infos[i]))
        answer = bx_batch_answer_dup (answers, infos[i].setting, &create->refusal);
    }
  /* also after a failure: a lost answer does not say that nothing was made */
  ask_fields (g_steal_pointer (&task));
}

void
sync_mapping_create_async (SyncContext *context,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  Create *create = g_slice_new0 (Create);
  guint length;
  const SyncFieldInfo *infos = sync_field_infos (&length);

  g_task_set_source_tag (task, sync_mapping_create_async);
  create->context = g_object_ref (context);
  g_task_set_task_data (task, create, create_free);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (JsonNode) params = NULL;

      if (!is_missing (context, &infos[i]))
        continue;
      params = new_params (&infos[i]);
      bx_batch_add (batch, infos[i].setting,
                    infos[i].contact ? "crm.contact.userfield.add" : "crm.deal.userfield.add",
                    params, NULL);
    }
  if (bx_batch_get_size (batch) == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  bx_client_batch_async (sync_context_get_client (context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_WRITE, cancellable, on_created_cb, g_steal_pointer (&task));
}

gboolean
sync_mapping_create_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

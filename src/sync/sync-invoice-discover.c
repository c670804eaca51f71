/* sync-invoice-discover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-invoice-discover"

#include "sync-invoice-discover.h"

#include <string.h>

#include "bx-json.h"

/* keys of the batches: which part, of which list or type */
#define KEY_LIST 'l'
#define KEY_TYPE 't'
#define KEY_STAGES 's'

typedef struct
{
  SyncContext *context; /* owned */
  BxPriority priority;
  JsonObject *description; /* owned */
  GPtrArray *entities;     /* owned, of char: ENTITY_ID of stages, in the order of the batch */
} Discovery;

static void
discovery_free (gpointer data)
{
  Discovery *self = data;

  g_clear_object (&self->context);
  g_clear_pointer (&self->description, json_object_unref);
  g_clear_pointer (&self->entities, g_ptr_array_unref);
  g_free (self);
}

/* (transfer none): a part that is an object of parts */
static JsonObject *
get_part (Discovery *self, const char *name)
{
  if (!json_object_has_member (self->description, name))
    json_object_set_object_member (self->description, name, json_object_new ());

  return json_object_get_object_member (self->description, name);
}

static void
return_description (GTask *task)
{
  Discovery *self = g_task_get_task_data (task);

  g_task_return_pointer (task, json_object_ref (self->description),
                         (GDestroyNotify) json_object_unref);
}

static void
send_batch (GTask *task, BxBatch *batch, GAsyncReadyCallback callback)
{
  Discovery *self = g_task_get_task_data (task);

  bx_client_batch_async (sync_context_get_client (self->context), batch, self->priority,
                         BX_CALL_READ, g_task_get_cancellable (task), callback, task);
}

/* --- stages --- */

static void
on_stages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Discovery *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < self->entities->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("%c%u", KEY_STAGES, i);
      JsonNode *stages = bx_batch_answer_dup_result (answers, key);

      if (stages != NULL)
        json_object_set_member (get_part (self, SYNC_INVOICE_STAGES),
                                g_ptr_array_index (self->entities, i), stages);
    }
  return_description (task);
}

/* docs: crm/status/crm-status-list */
static void
ask_for_stages (GTask *task)
{
  Discovery *self = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  for (guint i = 0; i < self->entities->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("%c%u", KEY_STAGES, i);

      bx_batch_ask (batch, key, "crm.status.list",
                    bx_json_build ("{'filter': {'ENTITY_ID': %s}, 'order': {'SORT': 'ASC'}}",
                                   (const char *) g_ptr_array_index (self->entities, i)));
    }
  send_batch (task, batch, on_stages_cb);
}

/* --- fields --- */

static void
take_fields (Discovery *self, BxBatchAnswer *answers, GArray *ids, char kind)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *key = g_strdup_printf ("%c%" G_GINT64_FORMAT, kind, id);
      JsonNode *fields = bx_batch_answer_dup_result (answers, key);
      char *entity = NULL;

      if (fields == NULL)
        continue;
      if (kind == KEY_TYPE)
        entity = sync_invoice_scheme_dup_stage_entity (fields);
      if (entity != NULL)
        g_ptr_array_add (self->entities, entity);
      json_object_set_member (get_part (self, kind == KEY_TYPE ? SYNC_INVOICE_ITEM_FIELDS
                                                               : SYNC_INVOICE_FIELDS),
                              key + 1, fields);
    }
}

static void
on_fields_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Discovery *self = g_task_get_task_data (task);
  GSettings *settings = sync_context_get_settings (self->context);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (GArray) lists = NULL;
  g_autoptr (GArray) types = NULL;

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lists = sync_invoice_scheme_list_lists (self->description, settings);
  types = sync_invoice_scheme_list_types (self->description, settings);
  take_fields (self, answers, lists, KEY_LIST);
  take_fields (self, answers, types, KEY_TYPE);
  if (self->entities->len > 0)
    ask_for_stages (g_steal_pointer (&task));
  else
    return_description (task);
}

/* docs: lists/fields/lists-field-get, crm/universal/crm-item-fields */
static void
ask_for_fields (GTask *task)
{
  Discovery *self = g_task_get_task_data (task);
  GSettings *settings = sync_context_get_settings (self->context);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (GArray) lists = sync_invoice_scheme_list_lists (self->description, settings);
  g_autoptr (GArray) types = sync_invoice_scheme_list_types (self->description, settings);

  for (guint i = 0; i < lists->len; i++)
    {
      gint64 id = g_array_index (lists, gint64, i);
      g_autofree char *key = g_strdup_printf ("%c%" G_GINT64_FORMAT, KEY_LIST, id);

      bx_batch_ask (batch, key, "lists.field.get",
                    bx_json_build ("{'IBLOCK_TYPE_ID': %s, 'IBLOCK_ID': %" G_GINT64_FORMAT "}",
                                   sync_invoice_scheme_peek_type (self->description, id), id));
    }
  for (guint i = 0; i < types->len; i++)
    {
      gint64 id = g_array_index (types, gint64, i);
      g_autofree char *key = g_strdup_printf ("%c%" G_GINT64_FORMAT, KEY_TYPE, id);

      bx_batch_ask (batch, key, "crm.item.fields",
                    bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT "}", id));
    }
  if (bx_batch_get_size (batch) > 0)
    send_batch (task, batch, on_fields_cb);
  else
    {
      return_description (task);
      g_object_unref (task);
    }
}

/* --- what there is --- */

static const struct
{
  const char *part;
  const char *method;
  const char *params;
} questions[] = {
  { SYNC_INVOICE_PROCESSES, "lists.get", "{\"IBLOCK_TYPE_ID\":\"bitrix_processes\"}" },
  { SYNC_INVOICE_LISTS, "lists.get", "{\"IBLOCK_TYPE_ID\":\"lists\"}" },
  { SYNC_INVOICE_TYPES, "crm.enum.ownertype", "{}" },
  { SYNC_INVOICE_ME, "user.current", "{}" },
  { SYNC_INVOICE_DEPARTMENTS, "department.get", "{}" },
  { SYNC_INVOICE_PROFILE, "profile", "{}" },
};

static void
on_holders_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Discovery *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      JsonNode *part = bx_batch_answer_dup_result (answers, questions[i].part);

      if (part != NULL)
        json_object_set_member (self->description, questions[i].part, part);
    }
  ask_for_fields (g_steal_pointer (&task));
}

void
sync_invoice_discover_async (SyncContext *context,
                             BxPriority priority,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Discovery *self = g_new0 (Discovery, 1);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  g_task_set_source_tag (task, sync_invoice_discover_async);
  self->context = g_object_ref (context);
  self->priority = priority;
  self->description = json_object_new ();
  self->entities = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, self, discovery_free);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    bx_batch_ask (batch, questions[i].part, questions[i].method,
                  json_from_string (questions[i].params, NULL));
  send_batch (task, batch, on_holders_cb);
}

JsonObject *
sync_invoice_discover_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

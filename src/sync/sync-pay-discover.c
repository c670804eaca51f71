/* sync-pay-discover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-pay-discover"

#include "sync-pay-discover.h"

#include "bx-json.h"
#include "sync-pay-map.h"

#define KEY_RATES "rates"

typedef struct
{
  SyncContext *context;    /* owned */
  JsonObject *description; /* owned */
} Discovery;

static void
discovery_free (gpointer data)
{
  Discovery *self = data;

  g_clear_object (&self->context);
  g_clear_pointer (&self->description, json_object_unref);
  g_free (self);
}

static const struct
{
  const char *part;
  const char *scope;
  const char *method;
  const char *params;
} questions[] = {
  { SYNC_PAY_PART_LISTS, "lists", "lists.get", "{\"IBLOCK_TYPE_ID\":\"lists\"}" },
  { SYNC_PAY_PART_SECTIONS, "calendar", "calendar.section.get",
    "{\"type\":\"company_calendar\",\"ownerId\":0}" },
  { SYNC_PAY_PART_DEPARTMENTS, "department", "department.get", "{}" },
  { SYNC_PAY_PART_ME, "user", "user.current", "{}" },
  { SYNC_PAY_PART_PROFILE, NULL, "profile", "{}" },
};

JsonNode *
sync_pay_new_list_params (const SyncPayList *list, JsonNode *where, gint64 start)
{
  JsonNode *params = bx_json_build ("{'IBLOCK_TYPE_ID': 'lists', 'IBLOCK_ID': %" G_GINT64_FORMAT
                                    ", 'ELEMENT_ORDER': {'ID': 'ASC'}, 'SELECT': ['ID', 'CODE',"
                                    " 'NAME'], 'start': %" G_GINT64_FORMAT "}",
                                    list->id, start);
  JsonObject *object = json_node_get_object (params);
  JsonArray *select = json_object_get_array_member (object, "SELECT");

  for (guint i = 0; i < SYNC_N_PAY_FIELDS; i++)
    if (list->fields[i] != NULL && g_str_has_prefix (list->fields[i], "PROPERTY_"))
      json_array_add_string_element (select, list->fields[i]);
  if (where != NULL)
    json_object_set_member (object, "FILTER", json_node_copy (where));

  return params;
}

static void
return_description (GTask *task)
{
  Discovery *self = g_task_get_task_data (task);

  json_object_set_int_member (self->description, SYNC_PAY_PART_TIME,
                              sync_context_get_now (self->context));
  g_task_return_pointer (task, json_object_ref (self->description),
                         (GDestroyNotify) json_object_unref);
}

/* whose rates she sees */
static void
note_rates (Discovery *self, JsonArray *rows)
{
  g_autoptr (SyncPayScheme) scheme =
    sync_pay_scheme_new (self->description, sync_context_get_settings (self->context));
  const SyncPayList *list = sync_pay_scheme_get_list (scheme, SYNC_PAY_RATES);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      gint64 user =
        sync_pay_map_employee (list, bx_json_node_object (json_array_get_element (rows, i)));

      if (user > 0)
        json_object_set_boolean_member (self->description,
                                        user == sync_pay_scheme_get_me (scheme)
                                          ? SYNC_PAY_PART_MINE
                                          : SYNC_PAY_PART_OTHERS,
                                        TRUE);
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
  g_autoptr (JsonNode) rates = NULL;
  JsonObject *fields = NULL;

  if (answers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  fields = json_object_new ();
  json_object_set_object_member (self->description, SYNC_PAY_PART_FIELDS, fields);
  for (guint i = 0; i < SYNC_N_PAY_LISTS; i++)
    {
      gint64 id = sync_pay_scheme_find_list (self->description, settings, (SyncPayListKind) i);
      g_autofree char *key = g_strdup_printf ("l%" G_GINT64_FORMAT, id);
      JsonNode *rows = id > 0 ? bx_batch_answer_dup_result (answers, key) : NULL;

      if (rows != NULL)
        json_object_set_member (fields, key + 1, rows);
    }
  rates = bx_batch_answer_dup_result (answers, KEY_RATES);
  if (rates != NULL)
    note_rates (self, bx_json_node_array (rates));
  return_description (task);
}

/* docs: lists/fields/lists-field-get, lists/elements/lists-element-get; takes the task over */
static void
ask_for_fields (GTask *task)
{
  Discovery *self = g_task_get_task_data (task);
  GSettings *settings = sync_context_get_settings (self->context);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  for (guint i = 0; i < SYNC_N_PAY_LISTS; i++)
    {
      gint64 id = sync_pay_scheme_find_list (self->description, settings, (SyncPayListKind) i);
      g_autofree char *key = g_strdup_printf ("l%" G_GINT64_FORMAT, id);

      if (id > 0)
        bx_batch_ask (batch, key, "lists.field.get",
                      bx_json_build ("{'IBLOCK_TYPE_ID': 'lists', 'IBLOCK_ID': %" G_GINT64_FORMAT
                                     "}",
                                     id));
      if (id > 0 && i == SYNC_PAY_RATES)
        bx_batch_ask (batch, KEY_RATES, "lists.element.get",
                      bx_json_build ("{'IBLOCK_TYPE_ID': 'lists', 'IBLOCK_ID': %" G_GINT64_FORMAT
                                     ", 'ELEMENT_ORDER': {'ID': 'DESC'}}",
                                     id));
    }
  if (bx_batch_get_size (batch) > 0)
    {
      bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_BACKGROUND,
                             BX_CALL_READ, g_task_get_cancellable (task), on_fields_cb, task);
      return;
    }
  return_description (task);
  g_object_unref (task);
}

static void
on_parts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
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

/* docs: lists/lists/lists-get, calendar/calendar-section-get, departments/department-get,
 * user/user-current, common/users/profile */
void
sync_pay_discover_async (SyncContext *context,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Discovery *self = g_new0 (Discovery, 1);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  g_task_set_source_tag (task, sync_pay_discover_async);
  self->context = g_object_ref (context);
  self->description = json_object_new ();
  g_task_set_task_data (task, self, discovery_free);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (questions[i].scope == NULL || sync_context_has_scope (context, questions[i].scope))
      bx_batch_ask (batch, questions[i].part, questions[i].method,
                    json_from_string (questions[i].params, NULL));
  bx_client_batch_async (sync_context_get_client (context), batch, BX_PRIORITY_BACKGROUND,
                         BX_CALL_READ, cancellable, on_parts_cb, task);
}

JsonObject *
sync_pay_discover_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

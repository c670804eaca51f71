/* sync-send-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-send-change"

#include "sync-send-private.h"

#include <glib/gi18n.h>

#include "bx-error.h"
#include "sync-map.h"
#include "sync-mis-repair.h"
#include "sync-visit.h"

/* the portal's times and our idea of its clock are whole seconds each */
#define CLOCK_SLACK 2

static void change (GTask *task);

static JsonObject *
get_item (BxAnswer *answer)
{
  return bx_json_get_object (bx_answer_get_object (answer), "item");
}

/* --- what came of it --- */

/* (transfer full): with the item as it is now */
static SyncSent *
new_sent (SyncSend *self, SyncVerdict verdict, JsonObject *item)
{
  SyncSent *sent = sync_sent_new (verdict);

  sent->stage_id = bx_json_dup_string (item, "stageId");
  if (self->change.entity == CLINIC_ENTITY_LEAD)
    {
      sent->lead = sync_map_lead (self->context, item);
    }
  else
    {
      sent->appointment = sync_map_appointment (self->context, item);
      sent->start = sync_visit_get_start (self->context, item);
    }

  return sent;
}

static void
return_conflict (GTask *task, JsonObject *item)
{
  sync_send_return (task, new_sent (g_task_get_task_data (task), SYNC_VERDICT_CONFLICT, item));
}

static void
return_refusal (GTask *task, JsonObject *item, char *words)
{
  SyncSent *sent = new_sent (g_task_get_task_data (task), SYNC_VERDICT_REFUSED, item);

  sent->words = words;
  sync_send_return (task, sent);
}

/* The change is there: what is left is what comes after it, if anything does. */
static void
return_written (GTask *task, JsonObject *item)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *next = sync_send_next_step (self->command, NULL);
  SyncSent *sent;

  if (self->change.written != NULL)
    {
      self->change.written (task, item);
      return;
    }
  sent = new_sent (self, next != NULL ? SYNC_VERDICT_STEP : SYNC_VERDICT_DONE, item);
  if (next != NULL)
    sync_command_put (self->command, SYNC_STEP, next);
  sent->entity = self->change.entity;
  sent->result_id = self->change.id;
  sync_send_return (task, sent);
}

/* A stage that the funnel does not have, or that this person may not use, is put back by the portal
 * without a word (crm.item.update), and so is what a field cannot take. Another stage than both is
 * a robot's doing: it moved on. */
static void
return_updated (GTask *task, JsonObject *item)
{
  SyncSend *self = g_task_get_task_data (task);
  JsonNode *wanted = json_object_get_member (self->change.fields, "stageId");
  const char *stage = bx_json_get_string (item, "stageId");
  g_autofree char *reverted =
    sync_visit_dup_reverted (self->context, self->change.before, item, self->change.fields);

  if (wanted != NULL && g_strcmp0 (stage, json_node_get_string (wanted)) != 0 &&
      (self->change.from == NULL || g_strcmp0 (stage, self->change.from) == 0))
    return_refusal (task, item,
                    g_strdup (_ ("The portal put it back into its stage without a reason")));
  else if (reverted != NULL)
    return_refusal (task, item, g_strdup_printf (_ ("The portal did not take over: %s"), reverted));
  else
    return_written (task, item);
}

/* --- looking before anything is repeated --- */

static void
on_history_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  JsonArray *rows =
    answer != NULL ? bx_json_get_array (bx_answer_get_object (answer), "items") : NULL;

  if (answer == NULL)
    sync_send_return_error (task, error);
  else if (rows != NULL && json_array_get_length (rows) > 0)
    return_written (task, self->change.before);
  else
    return_conflict (task, self->change.before);
}

/* It is neither where it was nor where it was wanted. When the answer was lost it may have been
 * there and gone on since, by a robot or a colleague: then it is done
 * (crm.stagehistory.list). */
static void
read_history (GTask *task, JsonObject *item)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autofree char *since = sync_visit_dup_filter_time (MAX (self->sent_at - CLOCK_SLACK, 0));
  const char *column = self->change.entity == CLINIC_ENTITY_LEAD ? "=STATUS_ID" : "=STAGE_ID";
  JsonNode *params =
    bx_json_build ("{'entityTypeId': %d, 'start': -1, 'order': {'ID': 'DESC'}, 'select': ['ID'],"
                   " 'filter': {'=OWNER_ID': %" G_GINT64_FORMAT ", %s: %s, '>=CREATED_TIME': %s}}",
                   (int) self->change.entity, self->change.id, column,
                   json_object_get_string_member (self->change.fields, "stageId"), since);

  g_clear_pointer (&self->change.before, json_object_unref);
  self->change.before = json_object_ref (item);
  sync_send_call (task, "crm.stagehistory.list", params, BX_CALL_READ, on_history_cb);
}

static gboolean
has_mark (SyncSend *self, JsonObject *item)
{
  const char *name = sync_context_get_fields (self->context)->call_mark;
  const char *mark = bx_json_get_string (item, name);

  return g_strcmp0 (mark != NULL ? mark : "", self->change.from_mark) == 0;
}

static gboolean
is_as_it_was (SyncSend *self, JsonObject *item)
{
  return (self->change.from_mark == NULL || has_mark (self, item)) &&
         (self->change.from == NULL ||
          g_strcmp0 (bx_json_get_string (item, "stageId"), self->change.from) == 0) &&
         (self->change.from_start <= 0 ||
          sync_visit_get_start (self->context, item) == self->change.from_start);
}

static gboolean
holds_all_but_stage (SyncSend *self, JsonObject *item)
{
  g_autoptr (JsonObject) fields = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, self->change.fields);
  while (json_object_iter_next (&iter, &name, &value))
    {
      if (!g_str_equal (name, "stageId"))
        json_object_set_member (fields, name, json_node_copy (value));
    }

  return sync_visit_holds_all (self->context, item, fields);
}

/* Nothing was found, and yet all is as it was seen: not every portal may find what has no value by
 * "". Then the time of the last change says once whether it is still so. */
static gboolean
may_be_misunderstood (SyncSend *self, JsonObject *item)
{
  return self->change.from_mark != NULL && self->change.from_time == NULL &&
         is_as_it_was (self, item);
}

/* what is there says what became of a change whose outcome is not known, or why it was not made */
static void
on_item_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  JsonObject *item = answer != NULL ? get_item (answer) : NULL;

  if (answer == NULL)
    {
      sync_send_return_error (task, error);
    }
  /* a mark that is there already, and was not seen, is a colleague's, whatever it says */
  else if ((self->check || self->change.from_mark == NULL) &&
           sync_visit_holds_all (self->context, item, self->change.fields))
    {
      return_written (task, item);
    }
  else if (!self->check && may_be_misunderstood (self, item))
    {
      self->change.from_time = bx_json_dup_string (item, "updatedTime");
      change (g_steal_pointer (&task));
    }
  else if (self->check && is_as_it_was (self, item))
    {
      self->check = FALSE;
      change (g_steal_pointer (&task));
    }
  else if (self->check && json_object_has_member (self->change.fields, "stageId") &&
           holds_all_but_stage (self, item))
    {
      read_history (g_steal_pointer (&task), item);
    }
  else
    {
      return_conflict (task, item);
    }
}

static void
read_item (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_send_call (task, "crm.item.get",
                  bx_json_build ("{'entityTypeId': %d, 'id': %" G_GINT64_FORMAT "}",
                                 (int) self->change.entity, self->change.id),
                  BX_CALL_READ, on_item_read_cb);
}

/* --- writing --- */

static void
on_updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    return_updated (task, get_item (answer));
}

/* a call of its own: what a person types may hold `$result[`, which a batch would substitute */
static void
update (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  JsonNode *params = bx_json_build ("{'entityTypeId': %d, 'id': %" G_GINT64_FORMAT "}",
                                    (int) self->change.entity, self->change.id);

  json_object_set_object_member (json_node_get_object (params), "fields",
                                 json_object_ref (self->change.fields));
  sync_send_call (task, "crm.item.update", params, BX_CALL_WRITE, on_updated_cb);
}

/* (transfer full): finds the item only while it is as it was seen */
static JsonNode *
new_check_params (SyncSend *self)
{
  const SyncFields *names = sync_context_get_fields (self->context);
  JsonNode *params =
    bx_json_build ("{'entityTypeId': %d, 'start': -1, 'filter': {'=id': %" G_GINT64_FORMAT "}}",
                   (int) self->change.entity, self->change.id);
  JsonObject *object = json_node_get_object (params);
  JsonObject *filter = json_object_get_object_member (object, "filter");
  JsonArray *select = json_array_new ();
  JsonObjectIter iter;
  const char *name;

  json_array_add_string_element (select, "id");
  json_object_iter_init_ordered (&iter, self->change.fields);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    json_array_add_string_element (select, name);
  json_object_set_array_member (object, "select", select);
  if (self->change.from != NULL)
    json_object_set_string_member (filter, "=stageId", self->change.from);
  if (self->change.from_time != NULL)
    json_object_set_string_member (filter, "=updatedTime", self->change.from_time);
  else if (self->change.from_mark != NULL)
    json_object_set_string_member (filter, names->call_mark, self->change.from_mark);
  if (self->change.from_start > 0 && names->visit_time != NULL)
    {
      g_autofree char *time = sync_visit_dup_filter_time (self->change.from_start);

      /* the bare name means the same, and is understood whatever its letters (field naming) */
      json_object_set_string_member (filter, names->visit_time, time);
    }

  return params;
}

/* the item that the check found; (nullable) */
static JsonObject *
peek_found (BxAnswer *answer)
{
  JsonArray *items = bx_json_get_array (bx_answer_get_object (answer), "items");

  return items != NULL && json_array_get_length (items) > 0
           ? bx_json_node_object (json_array_get_element (items, 0))
           : NULL;
}

static void
keep_before (SyncSend *self, JsonObject *item)
{
  g_clear_pointer (&self->change.before, json_object_unref);
  self->change.before = json_object_ref (item);
}

static void
on_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  JsonObject *found = answer != NULL ? peek_found (answer) : NULL;

  if (answer == NULL)
    {
      sync_send_return_error (task, error);
    }
  else if (found == NULL)
    {
      read_item (g_steal_pointer (&task));
    }
  else
    {
      keep_before (self, found);
      update (g_steal_pointer (&task));
    }
}

static void
on_batch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (BxAnswer) check =
    answers != NULL ? bx_batch_answer_dup (answers, "check", &error) : NULL;
  JsonObject *found = check != NULL ? peek_found (check) : NULL;
  g_autoptr (BxAnswer) update =
    found != NULL ? bx_batch_answer_dup (answers, "update", &error) : NULL;

  if (error != NULL)
    {
      sync_send_return_error (task, error);
    }
  else if (found == NULL)
    {
      read_item (g_steal_pointer (&task));
    }
  else
    {
      keep_before (self, found);
      return_updated (task, get_item (update));
    }
}

/* The portal has no If-Match. The first command finds the item only while it is as it was seen;
 * else the reference of the second has nothing to stand for, so that it fails and nothing is
 * written (crm.md 2.6). Where a text would be taken for a reference the two go one by one. */
static void
update_if_unchanged (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (TRUE);
  g_autoptr (BxBatch) trial = bx_batch_new (TRUE);
  g_autoptr (JsonNode) check = new_check_params (self);
  g_autoptr (JsonNode) fields = json_node_init_object (json_node_alloc (), self->change.fields);
  g_autoptr (JsonNode) params =
    bx_json_build ("{'entityTypeId': %d, 'id': '$result[check][items][0][id]', 'fields': %p}",
                   (int) self->change.entity, fields);
  GError *error = NULL;

  if (!bx_batch_add (trial, "fields", "crm.item.update", fields, NULL) ||
      !bx_batch_add (trial, "check", "crm.item.list", check, NULL))
    {
      sync_send_call (task, "crm.item.list", g_steal_pointer (&check), BX_CALL_READ, on_checked_cb);
      return;
    }
  if (!bx_batch_add (batch, "check", "crm.item.list", check, &error) ||
      !bx_batch_add_with_references (batch, "update", "crm.item.update", params, &error))
    {
      sync_send_return_error (task, error);
      g_clear_object (&task);
      return;
    }
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_WRITE, g_task_get_cancellable (task), on_batch_cb, task);
}

static void
change (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  /* without a precondition: the person has seen what is there and wants it so */
  if (self->change.from == NULL && self->change.from_start <= 0 && self->change.from_mark == NULL)
    update (task);
  else
    update_if_unchanged (task);
}

void
sync_send_write (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  if (self->check)
    read_item (task);
  else
    change (task);
}

/* what comes after the change */
static void
send_part (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *step = sync_command_peek (self->command, SYNC_STEP);

  if (g_str_equal (step, SYNC_STEP_STOP))
    sync_send_stop (task);
  else if (g_str_equal (step, SYNC_STEP_TODO))
    sync_send_todo (task);
  else
    sync_send_comment (task);
}

static const char *
peek_from_mark (ClinicCommand *command)
{
  const char *mark = sync_command_peek (command, "from-mark");

  return mark != NULL ? mark : "";
}

/* a stage of a lead or an appointment, or several things of an appointment in one update */
void
sync_send_change (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  char *missing = NULL;

  if (sync_command_peek (self->command, SYNC_STEP) != NULL)
    {
      send_part (task);
      return;
    }
  self->change.entity = clinic_command_get_entity (self->command);
  self->change.id = clinic_command_get_entity_id (self->command);
  self->change.from = sync_command_peek (self->command, "from");
  self->change.from_start = sync_command_peek_int (self->command, "from-start");
  if (sync_command_has (self->command, "from-mark") &&
      sync_context_get_fields (self->context)->call_mark != NULL)
    self->change.from_mark = peek_from_mark (self->command);
  if (self->change.entity == CLINIC_ENTITY_LEAD)
    {
      self->change.fields = json_object_new ();
      json_object_set_string_member (self->change.fields, "stageId",
                                     sync_command_peek (self->command, "stage"));
    }
  else
    {
      self->change.fields = sync_visit_dup_fields (self->context, self->command, &missing);
      if (self->change.fields != NULL)
        sync_mis_set_key (self->change.fields, sync_command_peek (self->command, "origin"));
    }
  if (missing != NULL)
    {
      sync_send_return_refused (task, missing);
      g_clear_object (&task);
    }
  else if (json_object_get_size (self->change.fields) == 0)
    {
      read_item (task);
    }
  else
    {
      sync_send_write (task);
    }
}

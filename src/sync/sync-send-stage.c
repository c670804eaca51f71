/* sync-send-stage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-send-stage"

#include "sync-send-private.h"

#include "bx-error.h"
#include "sync-map.h"

static void move (GTask *task);

static JsonObject *
get_item (BxAnswer *answer)
{
  return bx_json_get_object (bx_answer_get_object (answer), "item");
}

static void
return_item (GTask *task, SyncVerdict verdict, JsonObject *item)
{
  SyncSend *self = g_task_get_task_data (task);
  SyncSent *sent = sync_sent_new (verdict);

  sent->appointment = sync_map_appointment (self->context, item);
  sent->stage_id = bx_json_dup_string (item, "stageId");
  if (verdict == SYNC_VERDICT_DONE)
    sent->result_id = clinic_command_get_entity_id (self->command);
  sync_send_return (task, sent);
}

/* A stage that the funnel does not have, or that this person may not use, is put back by the portal
 * without a word (crm.item.update). Another stage than both is a robot's doing: it moved on. */
static void
return_updated (GTask *task, JsonObject *item)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *stage = bx_json_get_string (item, "stageId");
  const char *wanted = sync_command_peek (self->command, "stage");
  const char *from = sync_command_peek (self->command, "from");
  gboolean reverted =
    g_strcmp0 (stage, wanted) != 0 && (from == NULL || g_strcmp0 (stage, from) == 0);

  return_item (task, reverted ? SYNC_VERDICT_REFUSED : SYNC_VERDICT_DONE, item);
}

/* what the appointment's stage says about a move whose outcome is not known */
static void
on_item_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  const char *from = sync_command_peek (self->command, "from");
  const char *stage;

  if (answer == NULL)
    {
      sync_send_return_error (task, error);
      return;
    }
  stage = bx_json_get_string (get_item (answer), "stageId");
  if (g_strcmp0 (stage, sync_command_peek (self->command, "stage")) == 0)
    {
      return_item (task, SYNC_VERDICT_DONE, get_item (answer));
    }
  else if (self->check && (from == NULL || g_strcmp0 (stage, from) == 0))
    {
      self->check = FALSE;
      move (g_steal_pointer (&task));
    }
  else
    {
      return_item (task, SYNC_VERDICT_CONFLICT, get_item (answer));
    }
}

static void
read_item (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  JsonNode *params = bx_json_build ("{'entityTypeId': 2, 'id': %" G_GINT64_FORMAT "}",
                                    clinic_command_get_entity_id (self->command));

  sync_send_call (task, "crm.item.get", params, BX_CALL_READ, on_item_read_cb);
}

static gboolean
is_empty (BxAnswer *answer)
{
  JsonArray *items = bx_json_get_array (bx_answer_get_object (answer), "items");

  return items == NULL || json_array_get_length (items) == 0;
}

static void
on_moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (BxAnswer) check = NULL;
  g_autoptr (BxAnswer) update = NULL;

  if (answers == NULL)
    {
      sync_send_return_error (task, error);
      return;
    }
  check = bx_batch_answer_dup (answers, "check", &error);
  if (check == NULL)
    {
      sync_send_return_error (task, error);
      return;
    }
  if (is_empty (check))
    {
      read_item (g_steal_pointer (&task));
      return;
    }
  update = bx_batch_answer_dup (answers, "update", &error);
  if (update == NULL)
    sync_send_return_error (task, error);
  else
    return_updated (task, get_item (update));
}

static void
on_updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer == NULL)
    sync_send_return_error (task, error);
  else
    return_updated (task, get_item (answer));
}

/* without a precondition: the person has seen what is there and wants it so */
static void
move_anyway (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  JsonNode *params =
    bx_json_build ("{'entityTypeId': 2, 'id': %" G_GINT64_FORMAT ", 'fields': {'stageId': %s}}",
                   clinic_command_get_entity_id (self->command),
                   sync_command_peek (self->command, "stage"));

  sync_send_call (task, "crm.item.update", params, BX_CALL_WRITE, on_updated_cb);
}

/* The portal has no If-Match. The first command finds the appointment only while it is in the stage
 * it was seen in; else the reference of the second has nothing to stand for, so that it fails and
 * nothing is written (crm.md 2.6). */
static void
move (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  gint64 id = clinic_command_get_entity_id (self->command);
  const char *from = sync_command_peek (self->command, "from");
  g_autoptr (BxBatch) batch = NULL;
  g_autoptr (JsonNode) check = NULL;
  g_autoptr (JsonNode) update = NULL;
  GError *error = NULL;

  if (from == NULL)
    {
      move_anyway (task);
      return;
    }
  batch = bx_batch_new (TRUE);
  check = bx_json_build ("{'entityTypeId': 2, 'start': -1, 'select': ['id'],"
                         " 'filter': {'=id': %" G_GINT64_FORMAT ", '=stageId': %s}}",
                         id, from);
  update = bx_json_build (
    "{'entityTypeId': 2, 'id': '$result[check][items][0][id]', 'fields': {'stageId': %s}}",
    sync_command_peek (self->command, "stage"));
  if (!bx_batch_add (batch, "check", "crm.item.list", check, &error) ||
      !bx_batch_add_with_references (batch, "update", "crm.item.update", update, &error))
    {
      sync_send_return_error (task, error);
      g_clear_object (&task);
      return;
    }
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_WRITE, g_task_get_cancellable (task), on_moved_cb, task);
}

void
sync_send_stage (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  if (self->check)
    read_item (task);
  else
    move (task);
}

/* sync-send-book.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A lead becomes an appointment, exactly one. The portal cannot be asked to convert it (crm.md 6):
 * either its robot makes the appointment when the lead is moved, and we complete it; or we make
 * the appointment first and move the lead last, so that a cut leaves something that can be seen
 * and finished. What is done is remembered in the payload after each part.
 */

#define G_LOG_DOMAIN "sync-send-book"

#include "sync-send-private.h"

#include "bx-error.h"
#include "sync-map.h"
#include "sync-visit.h"

/* seconds: how often the robot's appointment is asked for at first, for how long, and then */
#define SOON 2.0
#define SOON_FOR 15.0
#define LATER 60.0

/* keys of the payload */
#define MOVED "moved"   /* unix seconds when the lead was moved */
#define RELINK "relink" /* the portal linked the appointment to another patient than was chosen */

const char *
sync_send_peek_lead_phone (JsonObject *lead)
{
  JsonArray *rows = bx_json_get_array (lead, "fm");

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = bx_json_node_object (json_array_get_element (rows, i));

      if (g_strcmp0 (bx_json_get_string (row, "typeId"), "PHONE") == 0)
        return bx_json_get_string (row, "value");
    }

  return NULL;
}

static void
return_next (GTask *task, const char *step)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_command_put (self->command, SYNC_STEP, step);
  sync_send_return_step (task);
}

static void
return_booked (GTask *task, JsonObject *lead, JsonObject *deal)
{
  SyncSend *self = g_task_get_task_data (task);
  SyncSent *sent = sync_sent_new (SYNC_VERDICT_DONE);

  sent->entity = CLINIC_ENTITY_APPOINTMENT;
  sent->result_id = sync_command_peek_int (self->command, SYNC_DEAL);
  if (lead != NULL)
    sent->lead = sync_map_lead (self->context, lead);
  if (deal != NULL)
    sent->appointment = sync_map_appointment (self->context, deal);
  sync_send_return (task, sent);
}

/* --- the lead is moved --- */

static void
on_lead_written (GTask *task, JsonObject *item)
{
  SyncSend *self = g_task_get_task_data (task);
  SyncSent *sent;

  sync_command_put_int (self->command, MOVED, sync_context_get_now (self->context));
  if (sync_command_peek_int (self->command, SYNC_DEAL) > 0)
    {
      return_booked (task, item, NULL);
      return;
    }
  sync_command_put (self->command, SYNC_STEP, SYNC_STEP_WAIT);
  sent = sync_sent_new (SYNC_VERDICT_STEP);
  sent->lead = sync_map_lead (self->context, item);
  sync_send_return (task, sent);
}

static void
move_lead (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  gint64 patient = sync_command_peek_int (self->command, "patient");

  self->change.entity = CLINIC_ENTITY_LEAD;
  self->change.id = clinic_command_get_entity_id (self->command);
  self->change.from = sync_command_peek (self->command, "from");
  self->change.fields = json_object_new ();
  self->change.written = on_lead_written;
  json_object_set_string_member (self->change.fields, "stageId",
                                 sync_command_peek (self->command, "stage"));
  if (patient > 0)
    json_object_set_int_member (self->change.fields, "contactId", patient);
  sync_send_write (task);
}

/* --- the portal's own appointment gets its time and doctor --- */

static void
on_deal_written (GTask *task, JsonObject *item)
{
  SyncSend *self = g_task_get_task_data (task);
  SyncSent *sent;

  if (sync_command_has (self->command, MOVED))
    {
      return_booked (task, NULL, item);
      return;
    }
  sync_command_put (self->command, SYNC_STEP, SYNC_STEP_LEAD);
  sent = sync_sent_new (SYNC_VERDICT_STEP);
  sent->appointment = sync_map_appointment (self->context, item);
  sync_send_return (task, sent);
}

static void
complete_deal (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *title = sync_command_peek (self->command, "title");
  char *missing = NULL;

  self->change.entity = CLINIC_ENTITY_APPOINTMENT;
  self->change.id = sync_command_peek_int (self->command, SYNC_DEAL);
  self->change.fields = sync_visit_dup_fields (self->context, self->command, &missing);
  self->change.written = on_deal_written;
  if (self->change.fields == NULL)
    {
      sync_send_return_refused (task, missing);
      g_clear_object (&task);
      return;
    }
  if (title != NULL)
    json_object_set_string_member (self->change.fields, "title", title);
  if (sync_command_has (self->command, RELINK))
    json_object_set_int_member (self->change.fields, "contactId",
                                sync_command_peek_int (self->command, "patient"));
  sync_send_write (task);
}

/* --- what is there already --- */

/* an appointment of this lead, ours or the portal's: it is taken; (nullable) */
static JsonObject *
peek_deal (BxAnswer *answer)
{
  JsonArray *items = bx_json_get_array (bx_answer_get_object (answer), "items");

  return items != NULL && json_array_get_length (items) > 0
           ? bx_json_node_object (json_array_get_element (items, 0))
           : NULL;
}

static void
take_deal (GTask *task, JsonObject *deal)
{
  SyncSend *self = g_task_get_task_data (task);
  gint64 patient = sync_command_peek_int (self->command, "patient");
  gboolean ours =
    g_strcmp0 (bx_json_get_string (deal, "originId"), clinic_command_get_id (self->command)) == 0;

  sync_command_put_int (self->command, SYNC_DEAL, bx_json_get_int (deal, "id", 0));
  if (patient > 0 && bx_json_get_int (deal, "contactId", 0) != patient)
    sync_command_put_int (self->command, RELINK, 1);
  return_next (task, ours ? SYNC_STEP_LEAD : SYNC_STEP_COMPLETE);
}

/* (transfer full): params of crm.item.list for the appointments of the lead */
static JsonNode *
new_deals_params (SyncSend *self)
{
  return bx_json_build ("{'entityTypeId': 2, 'start': -1, 'order': {'id': 'ASC'},"
                        " 'select': ['id', 'contactId', 'originId'],"
                        " 'filter': {'=leadId': %" G_GINT64_FORMAT "}}",
                        clinic_command_get_entity_id (self->command));
}

static void
on_awaited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  JsonObject *deal = answer != NULL ? peek_deal (answer) : NULL;
  gint64 moved = sync_command_peek_int (self->command, MOVED);
  double waited = (double) (sync_context_get_now (self->context) - moved);
  SyncSent *sent;

  if (answer == NULL)
    {
      sync_send_return_error (task, error);
    }
  else if (deal != NULL)
    {
      take_deal (task, deal);
    }
  else
    {
      sent = sync_sent_new (SYNC_VERDICT_WAIT);
      sent->seconds = waited < SOON_FOR ? SOON : LATER;
      sync_send_return (task, sent);
    }
}

static void
make_missing (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  gint64 contact = bx_json_get_int (self->lead, "contactId", 0);
  gboolean robot = sync_command_peek_bool (self->command, "wait");

  if (sync_command_peek_int (self->command, "patient") <= 0 &&
      !sync_send_has_person (self->command) && contact > 0)
    sync_command_put_int (self->command, "patient", contact);
  if (sync_command_peek_int (self->command, "patient") <= 0 &&
      (!robot || sync_send_has_person (self->command)))
    {
      sync_send_patient (task);
    }
  else if (robot)
    {
      return_next (task, SYNC_STEP_LEAD);
      g_clear_object (&task);
    }
  else
    {
      sync_send_add_visit (task);
    }
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (BxAnswer) lead =
    answers != NULL ? bx_batch_answer_dup (answers, "lead", &error) : NULL;
  g_autoptr (BxAnswer) deals = lead != NULL ? bx_batch_answer_dup (answers, "deals", &error) : NULL;
  JsonObject *deal = deals != NULL ? peek_deal (deals) : NULL;
  JsonObject *item = lead != NULL ? bx_json_get_object (bx_answer_get_object (lead), "item") : NULL;

  if (deals == NULL)
    {
      sync_send_return_error (task, error);
    }
  else if (deal != NULL)
    {
      take_deal (task, deal);
    }
  else
    {
      self->lead = item != NULL ? json_object_ref (item) : json_object_new ();
      make_missing (g_steal_pointer (&task));
    }
}

static void
read_lead (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxBatch) batch = bx_batch_new (TRUE);
  g_autoptr (JsonNode) deals = new_deals_params (self);
  g_autoptr (JsonNode) lead = bx_json_build ("{'entityTypeId': 1, 'id': %" G_GINT64_FORMAT "}",
                                             clinic_command_get_entity_id (self->command));

  bx_batch_add (batch, "lead", "crm.item.get", lead, NULL);
  bx_batch_add (batch, "deals", "crm.item.list", deals, NULL);
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_READ, g_task_get_cancellable (task), on_read_cb, task);
}

void
sync_send_book (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  const char *step = sync_command_peek (self->command, SYNC_STEP);

  if (g_strcmp0 (step, SYNC_STEP_LEAD) == 0)
    move_lead (task);
  else if (g_strcmp0 (step, SYNC_STEP_COMPLETE) == 0)
    complete_deal (task);
  else if (g_strcmp0 (step, SYNC_STEP_WAIT) == 0)
    sync_send_call (task, "crm.item.list", new_deals_params (self), BX_CALL_READ, on_awaited_cb);
  else
    read_lead (task);
}

/* sync-send-stage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decisions where invoices stand on the stages of a smart process (docs:
 * crm/universal/crm-item-get, crm-item-update, crm/timeline/comments): the stage is changed only
 * while it is the one that was seen, and what was said about it goes into the timeline, once.
 */

#define G_LOG_DOMAIN "sync-send-stage"

#include "sync-send-invoice.h"

#include <glib/gi18n.h>

#include "bx-error.h"
#include "sync-bbcode.h"
#include "sync-invoice-map.h"
#include "sync-invoice-ways.h"
#include "sync-news-map.h"

/* the portal's times and our idea of its clock are whole seconds each */
#define CLOCK_SLACK 2
#define PRESENT_NOTES 20

static const SyncInvoiceSource *
find_source (GTask *task, gint64 *row_id)
{
  SyncSend *self = g_task_get_task_data (task);

  return sync_invoice_scheme_find_of (sync_context_get_invoice_scheme (self->context),
                                      sync_command_peek (self->command, "invoice"), row_id);
}

SyncInvoiceScheme *
sync_send_take_scheme (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  SyncInvoiceScheme *scheme = sync_context_get_invoice_scheme (self->context);
  SyncSent *sent;

  if (scheme != NULL)
    return scheme;
  sent = sync_sent_new (SYNC_VERDICT_WAIT);
  sent->seconds = 2;
  sync_send_return (task, sent);

  return NULL;
}

/* --- what was said --- */

static void
return_done (GTask *task)
{
  sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
}

/* The stage is changed: that a comment is refused does not undo it. */
static void
on_commented_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer == NULL && (error->domain != BX_ERROR || sync_error_is_passing (error) ||
                         bx_error_maybe_applied (error)))
    {
      g_task_return_error (task, error);
      return;
    }
  if (error != NULL)
    g_debug ("A comment of an invoice was refused: %s", error->message);
  g_clear_error (&error);
  return_done (task);
}

static void
add_comment (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  gint64 row_id = 0;
  const SyncInvoiceSource *source = find_source (task, &row_id);
  g_autofree char *type = g_strdup_printf ("dynamic_%" G_GINT64_FORMAT, source->id);

  sync_send_call (task, "crm.timeline.comment.add",
                  bx_json_build ("{'fields': {'ENTITY_ID': %" G_GINT64_FORMAT
                                 ", 'ENTITY_TYPE': %s, 'COMMENT': %s}}",
                                 row_id, type, sync_command_peek (self->command, "text")),
                  BX_CALL_WRITE, on_commented_cb);
}

static gboolean
is_ours (SyncSend *self, JsonObject *row)
{
  gint64 me = clinic_link_get_user_id (sync_context_get_link (self->context));

  return bx_json_get_int (row, "AUTHOR_ID", 0) == me &&
         bx_json_get_unix (row, "CREATED") >= self->sent_at - CLOCK_SLACK &&
         sync_bbcode_equal (bx_json_get_string (row, "COMMENT"),
                            sync_command_peek (self->command, "text"));
}

static void
on_comments_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  g_autoptr (GPtrArray) rows = NULL;

  if (answer == NULL)
    return;
  rows = sync_news_map_rows (bx_answer_get_result (answer));
  for (guint i = 0; i < MIN (rows->len, PRESENT_NOTES); i++)
    {
      if (is_ours (self, g_ptr_array_index (rows, i)))
        {
          return_done (task);
          return;
        }
    }
  add_comment (g_steal_pointer (&task));
}

/* Takes the task over. No key marks a comment: it is known again by its text and its time. */
static void
comment (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  gint64 row_id = 0;
  const SyncInvoiceSource *source = find_source (task, &row_id);
  g_autofree char *type = g_strdup_printf ("dynamic_%" G_GINT64_FORMAT, source->id);

  if (!self->check)
    {
      add_comment (task);
      return;
    }
  sync_send_call (task, "crm.timeline.comment.list",
                  bx_json_build ("{'filter': {'ENTITY_ID': %" G_GINT64_FORMAT
                                 ", 'ENTITY_TYPE': %s}, 'order': {'ID': 'DESC'}}",
                                 row_id, type),
                  BX_CALL_READ, on_comments_cb);
}

/* --- the stage --- */

static void
end_move (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  if (sync_command_peek (self->command, "text") == NULL)
    {
      return_done (task);
      return;
    }
  sync_command_put (self->command, SYNC_STEP, SYNC_STEP_COMMENT);
  sync_send_return_step (task);
}

static void
on_moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);

  if (answer != NULL)
    end_move (task);
}

static void
set_given (GTask *task, const SyncInvoiceSource *source, JsonObject *item, JsonObject *fields)
{
  SyncSend *self = g_task_get_task_data (task);
  const SyncInvoiceField *reason = sync_invoice_source_find_role (source, CLINIC_FIELD_ROLE_REASON);
  const SyncInvoiceField *paid = sync_invoice_source_find_role (source, CLINIC_FIELD_ROLE_PAID);
  const char *text = sync_command_peek (self->command, "text");
  const char *day = sync_command_peek (self->command, "paid");

  sync_send_put_fields (task, source, item, fields);
  if (reason != NULL && text != NULL)
    json_object_set_string_member (fields, reason->id, text);
  if (paid != NULL && day != NULL)
    json_object_set_string_member (fields, paid->id, day);
}

/* takes the task over */
static void
move (GTask *task, const SyncInvoiceSource *source, gint64 row_id, JsonObject *item)
{
  SyncSend *self = g_task_get_task_data (task);
  JsonNode *params = bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT ", 'id': %" G_GINT64_FORMAT
                                    ", 'fields': {'stageId': %s}}",
                                    source->id, row_id, sync_command_peek (self->command, "stage"));

  set_given (task, source, item,
             json_object_get_object_member (json_node_get_object (params), "fields"));
  sync_send_call (task, "crm.item.update", params, BX_CALL_WRITE, on_moved_cb);
}

static void
on_seen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (BxAnswer) answer = sync_send_take_answer (task, source, result);
  gint64 row_id = 0;
  gint64 me = clinic_link_get_user_id (sync_context_get_link (self->context));
  JsonObject *item;
  const char *stage;

  if (answer == NULL)
    return;
  item = bx_json_get_object (bx_answer_get_object (answer), "item");
  stage = bx_json_get_string (item, "stageId");
  if (g_strcmp0 (stage, sync_command_peek (self->command, "from")) == 0)
    {
      const SyncInvoiceSource *holder = find_source (task, &row_id);

      move (g_steal_pointer (&task), holder, row_id, item);
    }
  else if (g_strcmp0 (stage, sync_command_peek (self->command, "stage")) == 0 &&
           bx_json_get_int (item, "movedBy", 0) == me)
    {
      /* our own move, whose echo was lost */
      end_move (task);
    }
  else
    {
      self->check = FALSE;
      sync_send_return_gone (task);
    }
}

void
sync_send_move_invoice (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  gint64 row_id = 0;
  const SyncInvoiceSource *source;

  if (sync_send_take_scheme (task) == NULL)
    {
      g_object_unref (task);
      return;
    }
  source = find_source (task, &row_id);
  if (source == NULL)
    {
      sync_send_return_refused (task, g_strdup (_ ("The invoice is not on the portal any more.")));
      g_object_unref (task);
      return;
    }
  if (g_strcmp0 (sync_command_peek (self->command, SYNC_STEP), SYNC_STEP_COMMENT) == 0)
    comment (task);
  else
    sync_send_call (task, "crm.item.get",
                    bx_json_build ("{'entityTypeId': %" G_GINT64_FORMAT ", 'id': %" G_GINT64_FORMAT
                                   "}",
                                   source->id, row_id),
                    BX_CALL_READ, on_seen_cb);
}

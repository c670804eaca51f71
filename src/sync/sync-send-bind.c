/* sync-send-bind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-send-bind"

#include "sync-send-private.h"

#include "bx-error.h"

/* [{"entityTypeId":3,"entityId":789},…] */
static gboolean
is_bound (JsonArray *bindings, gint64 patient_id)
{
  for (guint i = 0; bindings != NULL && i < json_array_get_length (bindings); i++)
    {
      JsonObject *binding = bx_json_node_object (json_array_get_element (bindings, i));

      if (bx_json_get_int (binding, "entityTypeId", 0) == CLINIC_ENTITY_PATIENT &&
          bx_json_get_int (binding, "entityId", 0) == patient_id)
        return TRUE;
    }

  return FALSE;
}

static void
return_bound (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_send_return_done (task, CLINIC_ENTITY_NONE,
                         sync_command_peek_int (self->command, "activity"));
}

static void
on_bound_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer != NULL)
    {
      return_bound (task);
    }
  else if (g_strcmp0 (bx_error_get_remote_name (error), "ACTIVITY_IS_ALREADY_BOUND") == 0)
    {
      /* somebody did the same between our question and this */
      g_clear_error (&error);
      return_bound (task);
    }
  else
    {
      sync_send_return_error (task, error);
    }
}

/* The call leaves the patient for whom it was taken; where it is not with him (any more) it only
 * gets one more binding: what a colleague did by hand stays. */
static void
on_bindings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  JsonArray *bindings = answer != NULL ? bx_answer_get_array (answer) : NULL;
  gint64 activity = sync_command_peek_int (self->command, "activity");
  gint64 from = sync_command_peek_int (self->command, "from");
  gint64 to = sync_command_peek_int (self->command, "to");
  JsonNode *params;

  if (answer == NULL)
    {
      sync_send_return_error (task, error);
    }
  else if (is_bound (bindings, to))
    {
      return_bound (task);
    }
  else if (is_bound (bindings, from))
    {
      params = bx_json_build ("{'activityId': %" G_GINT64_FORMAT ", 'sourceEntityTypeId': 3,"
                              " 'sourceEntityId': %" G_GINT64_FORMAT ", 'targetEntityTypeId': 3,"
                              " 'targetEntityId': %" G_GINT64_FORMAT "}",
                              activity, from, to);
      sync_send_call (g_steal_pointer (&task), "crm.activity.binding.move", params, BX_CALL_WRITE,
                      on_bound_cb);
    }
  else
    {
      params = bx_json_build ("{'activityId': %" G_GINT64_FORMAT ", 'entityTypeId': 3,"
                              " 'entityId': %" G_GINT64_FORMAT "}",
                              activity, to);
      sync_send_call (g_steal_pointer (&task), "crm.activity.binding.add", params, BX_CALL_WRITE,
                      on_bound_cb);
    }
}

/* Looks first in any case: what is there says what is to be done, also after a lost answer (docs:
 * crm/timeline/activities/binding). */
void
sync_send_bind (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);

  sync_send_call (task, "crm.activity.binding.list",
                  bx_json_build ("{'activityId': %" G_GINT64_FORMAT "}",
                                 sync_command_peek_int (self->command, "activity")),
                  BX_CALL_READ, on_bindings_cb);
}

/* sync-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-check"

#include "sync-check.h"

#include "bx-error.h"
#include "bx-webhook.h"
#include "clinic-error.h"
#include "sync-context.h"
#include "sync-dictionaries.h"

/* a person looks at a spinner meanwhile */
#define TIMEOUT_SECONDS 20

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const parts[] = { SYNC_PART_PROFILE, SYNC_PART_SCOPE, SYNC_PART_MODE, NULL };
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncContext *context = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  ClinicLink *link = sync_context_get_link (context);

  if (answers == NULL)
    {
      /* an address that has no such method at all is no portal */
      if (g_error_matches (error, BX_ERROR, BX_ERROR_NO_METHOD) ||
          g_error_matches (error, BX_ERROR, BX_ERROR_NOT_FOUND))
        g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_BROKEN, "%s", error->message);
      else
        g_task_return_error (task, sync_translate_error (error));
      return;
    }
  sync_dictionaries_take (sync_context_get_dictionaries (context), answers, parts);
  sync_context_rebuild_dictionaries (context);
  if (clinic_link_get_user_id (link) <= 0)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                               "the portal does not say whose webhook this is");
      return;
    }
  sync_context_note_success (context);
  g_task_return_pointer (task, g_object_ref (link), g_object_unref);
}

static void
ask (GTask *task, BxClient *client)
{
  static const char *const questions[][2] = { { SYNC_PART_PROFILE, "profile" },
                                              { SYNC_PART_SCOPE, "scope" },
                                              { SYNC_PART_MODE, "crm.settings.mode.get" } };
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);
  g_autoptr (JsonNode) none = json_from_string ("{}", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!bx_batch_add (batch, questions[i][0], questions[i][1], none, &error))
        g_warning ("Cannot ask %s: %s", questions[i][1], error->message);
    }
  bx_client_batch_async (client, batch, BX_PRIORITY_PERSON, BX_CALL_ONCE,
                         g_task_get_cancellable (task), on_answered_cb, task);
}

BxClient *
sync_check_new_client (const char *address, GError **error)
{
  g_autoptr (BxWebhook) webhook = bx_webhook_new (address, error);
  g_autoptr (BxThrottle) throttle = NULL;
  BxClient *client;

  if (webhook == NULL)
    return NULL;

  throttle = bx_throttle_new ();
  client = bx_client_new (BX_AUTH (webhook), throttle);
  bx_client_set_timeout (client, TIMEOUT_SECONDS);

  return client;
}

void
sync_check_address_async (const char *address,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxClient) client = sync_check_new_client (address, &error);

  g_task_set_source_tag (task, sync_check_address_async);
  if (client == NULL)
    {
      g_task_return_error (task, sync_translate_error (error));
      return;
    }

  g_task_set_task_data (task, sync_context_new (client, NULL, NULL), g_object_unref);
  ask (g_steal_pointer (&task), client);
}

ClinicLink *
sync_check_address_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

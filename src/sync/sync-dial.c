/* sync-dial.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sync-dial"

#include "sync-dial.h"

#include <glib/gi18n.h>

#include "bx-json.h"
#include "clinic-error.h"
#include "clinic-phone.h"

typedef struct
{
  SyncContext *context; /* owned */
  char *number;         /* owned: as the portal wants it */
} Dial;

static void
dial_free (gpointer data)
{
  Dial *dial = data;

  g_clear_object (&dial->context);
  g_clear_pointer (&dial->number, g_free);
  g_slice_free (Dial, dial);
}

static void
return_error (GTask *task, GError *error)
{
  Dial *dial = g_task_get_task_data (task);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sync_context_note_error (dial->context, error);
  g_task_return_error (task, sync_translate_error (error));
}

static void
on_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);

  if (answer == NULL)
    return_error (task, error);
  else if (!bx_json_get_bool (bx_answer_get_object (answer), "RESULT", TRUE))
    g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                             "the portal did not start the call");
  else
    g_task_return_boolean (task, TRUE);
}

static void
start (GTask *task, const char *line)
{
  Dial *dial = g_task_get_task_data (task);
  g_autoptr (JsonNode) params =
    bx_json_build ("{'FROM_LINE': %s, 'TO_NUMBER': %s, 'TEXT_TO_PRONOUNCE': %s}", line,
                   dial->number, _ ("You are being connected with a patient"));

  bx_client_call_async (sync_context_get_client (dial->context), "voximplant.callback.start",
                        params, BX_PRIORITY_PERSON, BX_CALL_ONCE, g_task_get_cancellable (task),
                        on_started_cb, task);
}

/* {"defaultLineId":"reg150908"} */
static void
on_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BxAnswer) answer = bx_client_call_finish (BX_CLIENT (source), result, &error);
  Dial *dial = g_task_get_task_data (task);
  const char *line;

  if (answer == NULL)
    {
      return_error (task, error);
      return;
    }
  line = bx_json_get_string (bx_answer_get_object (answer), "defaultLineId");
  if (line == NULL || *line == '\0')
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                               "the user has no line to call from");
      return;
    }
  g_object_set_data_full (G_OBJECT (dial->context), "sync-dial-line", g_strdup (line), g_free);
  start (g_steal_pointer (&task), line);
}

/* (transfer full) (nullable) */
static char *
dup_line (SyncContext *context)
{
  GSettings *settings = sync_context_get_settings (context);
  g_autofree char *configured =
    settings != NULL ? g_settings_get_string (settings, "dial-line") : NULL;

  if (configured != NULL && *configured != '\0')
    return g_steal_pointer (&configured);

  return g_strdup (g_object_get_data (G_OBJECT (context), "sync-dial-line"));
}

void
sync_dial_async (SyncContext *context,
                 const char *number,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *dial_number = clinic_phone_dup_dial (number);
  g_autofree char *line = NULL;
  g_autoptr (JsonNode) params = NULL;
  Dial *dial;

  g_task_set_source_tag (task, sync_dial_async);
  if (dial_number == NULL)
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_INVALID, "no number to call");
      return;
    }
  /* the documentation names one scope, the portal's source asks for the other */
  if (!sync_context_has_scope (context, "call") && !sync_context_has_scope (context, "telephony"))
    {
      g_task_return_new_error (task, CLINIC_ERROR, CLINIC_ERROR_FORBIDDEN,
                               "the webhook has no scope to call");
      return;
    }
  dial = g_slice_new0 (Dial);
  dial->context = g_object_ref (context);
  dial->number = g_steal_pointer (&dial_number);
  g_task_set_task_data (task, dial, dial_free);
  line = dup_line (context);
  if (line != NULL)
    {
      start (g_steal_pointer (&task), line);
      return;
    }
  params = bx_json_build ("{}");
  bx_client_call_async (sync_context_get_client (context), "voximplant.user.getDefaultLineId",
                        params, BX_PRIORITY_PERSON, BX_CALL_READ, cancellable, on_line_cb,
                        g_steal_pointer (&task));
}

gboolean
sync_dial_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

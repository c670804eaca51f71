/* sync-send-remind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A notification of the portal to those who have not read an important post (docs:
 * chats/notifications/im-notify-personal-add). Its tag names the post and the person: a second one
 * takes the place of the first, so that it may be sent again when an answer was lost.
 */

#define G_LOG_DOMAIN "sync-send-remind"

#include "sync-send-private.h"

#include <glib/gi18n.h>

#include "bx-batch.h"
#include "bx-error.h"
#include "sync-post-notes.h"

/* how many of the people have been told */
#define TOLD "told"
/* who sends: the portal asks a webhook for it where there is a tag */
#define CLIENT "reception"

static GVariant *
dup_users (SyncSend *self)
{
  GVariant *payload = clinic_command_get_payload (self->command);

  return payload != NULL ? g_variant_lookup_value (payload, "users", G_VARIANT_TYPE ("ax")) : NULL;
}

static char *
dup_words (SyncSend *self)
{
  const char *title = sync_command_peek (self->command, "title");
  const char *address = sync_command_peek (self->command, "address");
  g_autofree char *name = NULL;

  if (address == NULL)
    name = g_strdup (title != NULL ? title : "");
  else
    name = g_strdup_printf ("[URL=%s]%s[/URL]", address, title != NULL ? title : address);

  /* Translators: a reminder that the portal shows to a colleague; the title of a message */
  return g_strdup_printf (_ ("Please read the important message “%s” and press “I have read it”."),
                          name);
}

/* FALSE: the task has returned the portal's refusal */
static gboolean
check_answers (GTask *task, BxBatchAnswer *answers, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      g_autofree char *key = g_strdup_printf ("user%u", i);
      GError *error = NULL;
      g_autoptr (BxAnswer) answer = bx_batch_answer_dup (answers, key, &error);

      if (answer != NULL)
        continue;
      sync_send_return_error (task, error);
      return FALSE;
    }

  return TRUE;
}

static void
on_told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SyncSend *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BxBatchAnswer) answers = bx_client_batch_finish (BX_CLIENT (source), result, &error);
  g_autoptr (GVariant) users = dup_users (self);
  guint n_users = (guint) g_variant_n_children (users);
  guint from = (guint) sync_command_peek_int (self->command, TOLD);
  guint to = MIN (from + BX_BATCH_MAX, n_users);

  if (answers == NULL)
    {
      sync_send_return_error (task, error);
      return;
    }
  if (!check_answers (task, answers, from, to))
    return;
  if (to < n_users)
    {
      sync_command_put_int (self->command, TOLD, to);
      sync_send_return_step (task);
      return;
    }
  sync_post_notes_reminder (self->context, sync_command_peek_int (self->command, "post"),
                            sync_command_peek_int (self->command, "at"));
  sync_send_return_done (task, CLINIC_ENTITY_NONE, sync_command_peek_int (self->command, "post"));
}

void
sync_send_remind (GTask *task)
{
  SyncSend *self = g_task_get_task_data (task);
  g_autoptr (GVariant) users = dup_users (self);
  guint n_users = users != NULL ? (guint) g_variant_n_children (users) : 0;
  guint from = (guint) sync_command_peek_int (self->command, TOLD);
  g_autofree char *words = dup_words (self);
  g_autoptr (BxBatch) batch = bx_batch_new (FALSE);

  if (from >= n_users)
    {
      sync_send_return_done (task, CLINIC_ENTITY_NONE, 0);
      g_object_unref (task);
      return;
    }
  for (guint i = from; i < MIN (from + BX_BATCH_MAX, n_users); i++)
    {
      g_autofree char *key = g_strdup_printf ("user%u", i);
      g_autofree char *tag = NULL;
      g_autoptr (JsonNode) params = NULL;
      gint64 user;

      g_variant_get_child (users, i, "x", &user);
      tag = g_strdup_printf ("RECEPTION|POST|%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT,
                             sync_command_peek_int (self->command, "post"), user);
      params = bx_json_build ("{'USER_ID': %" G_GINT64_FORMAT
                              ", 'MESSAGE': %s, 'TAG': %s, 'CLIENT_ID': %s}",
                              user, words, tag, CLIENT);
      bx_batch_add (batch, key, "im.notify.personal.add", params, NULL);
    }
  /* safe to repeat: of one tag there is one */
  bx_client_batch_async (sync_context_get_client (self->context), batch, BX_PRIORITY_PERSON,
                         BX_CALL_READ, g_task_get_cancellable (task), on_told_cb, task);
}
